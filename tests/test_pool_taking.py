"""Approved routes become ties of one's own book, which `ng.referral_paths` walks, and undo takes back."""

from __future__ import annotations

import pytest

import netgraph as ng
from netgraph.errors import PoolError
from netgraph.pool.consent import answer_request, request
from netgraph.pool.taking import approved_contacts, own_names
from tests.conftest import bundle, person
from tests.pools_given import AT, Knows, page, pool_of

pytest.importorskip("duckdb")

MEMBERS = {
    "ana": [Knows("ben", k=10), Knows("xi", k=19)],
    "ben": [Knows("ana"), Knows("dana", "Globex", 12), Knows("eli", "Hooli", 2, proof=False)],
    "cleo": [Knows("xi", k=19), Knows("fay", "Globex", 16, level="director")],
}


@pytest.fixture
def pool(tmp_path):
    return pool_of(tmp_path, names=["ben"], **MEMBERS)


@pytest.fixture
def contacts():
    """Ana's own book: Ben, Xi, and Dana, who is no tie of hers."""
    people = [
        person(one, f"{one.title()} Poe", linkedin=page(one), organization=at)
        for one, at in (("ana", None), ("ben", None), ("xi", None), ("dana", "Globex"))
    ]
    close = {"person_a": "ana", "evidence": "logged", "closeness": 4.0}
    ties = [close | {"person_b": one} for one in ("ben", "xi")]
    return bundle(ego="ana", people=people, ties=ties)


def agreed(pool, *members, target="Globex"):
    number = request(pool, "m1", target, at=AT)
    for one in members:
        answer_request(pool, number, one, approve=True, at=AT)


def test_nothing_is_taken_that_nobody_agreed_to(pool, contacts):
    assert approved_contacts(pool, contacts, at=AT).people.empty
    agreed(pool)
    assert approved_contacts(pool, contacts, at=AT).ties.empty


def test_routes_walk_what_was_agreed(pool, contacts):
    agreed(pool, "m2", "m3")
    both = ng.combine(contacts, approved_contacts(pool, contacts, at=AT))
    found = ng.referral_paths(ng.build_graph(both, as_of="2026-11-22"), "Globex")
    paths = {tuple(path): evidence for path, evidence in zip(found["path"], found["evidence"], strict=True)}
    fay = "a director at Globex whom Cleo Roe knows"
    assert paths == {
        ("Ana Poe", "Ben Poe", "Dana Poe"): ["logged", "pooled"],
        ("Ana Poe", "Xi Poe", "Cleo Roe", fay): ["logged", "pooled", "pooled"],
    }
    assert found["proof"].all()
    assert len(both.people) == 6, "Ben, Xi and Dana are told by their hashes: only Cleo and hers are new"


def test_a_mere_connection_stays_one(pool, contacts):
    agreed(pool, "m2", target="Hooli")
    taken = approved_contacts(pool, contacts, at=AT)
    assert taken.ties["evidence"].to_list() == ["connected"]
    assert set(taken.ties["source"]) == {"pool Council"}


def test_a_book_of_guesses_finds_nobody_out(pool, contacts):
    """Cleo's share has no names: that Fay stands in the book does not tell that it is she whom Cleo knows."""
    guess = person("fay", "Fay Poe", linkedin=page("fay"), organization="Globex")
    guessed = ng.combine(contacts, bundle(ego=None, people=[guess]))
    agreed(pool, "m3")
    taken = approved_contacts(pool, guessed, at=AT)
    assert "fay" not in {*taken.ties["person_a"], *taken.ties["person_b"]}
    assert "Fay Poe" not in set(taken.people["name"])


def test_the_book_takes_it_once_and_undo_takes_it_back(pool, contacts, tmp_path):
    agreed(pool, "m2", "m3")
    with ng.Book(tmp_path / "ana.db") as book:
        book.add(contacts)
        taken = approved_contacts(pool, book.contacts(), at=AT)
        assert book.add(taken).ties_new == 3
        assert book.add(approved_contacts(pool, book.contacts(), at=AT)).layer_id is None
        assert book.undo() == "import pool Council"
        assert set(book.contacts().people["name"]) == set(contacts.people["name"])


def test_only_a_member_takes(pool):
    stranger = bundle(ego="zoe", people=[person("zoe", "Zoe Poe", linkedin=page("zoe"))])
    with pytest.raises(PoolError, match="no member"):
        approved_contacts(pool, stranger, at=AT)


def test_own_contacts_are_named_by_their_hash(pool, contacts):
    names = own_names(contacts, pool.key)
    assert set(names.values()) == {"Ben Poe", "Xi Poe", "Dana Poe"}
