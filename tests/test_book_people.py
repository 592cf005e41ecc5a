"""The book and who is who: questions, decisions, where a fact comes from, what an import changed."""

from __future__ import annotations

import shutil

import book_bundles as bundles
import pandas as pd
import pytest
from book_bundles import SLUG, assert_same, bundle, id_of, stored_rows

import netgraph as ng
from netgraph import schema
from netgraph.book import Book
from netgraph.errors import BookError, TableError, UnknownNameError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "network.db"


def address_book(**more):
    """A Google address book that knows Ana by a short form of her name, and by an address."""
    entry = {"person_id": ["a"], "name": ["Annie Souza"], "email": ["ana@example.org"], "source": ["google"]}
    calls = {
        "at": ["2022-05-01T10:00:00Z"],
        "channel": ["call"],
        "sender_id": ["a"],
        "recipient_id": ["me"],
        "group_size": [2],
        "source": ["google"],
    }
    me = {"person_id": ["me"], "name": ["Mia Ego"], "is_ego": [True], "source": ["google"]}
    people = pd.concat([pd.DataFrame(entry).assign(is_ego=False), pd.DataFrame(me)])
    return bundle(people=people.assign(**more), interactions=calls)


def export_with_address():
    """An export that knows Ana by her profile and by the same address."""
    return bundle(
        people={
            "person_id": ["me", "ana"],
            "name": ["Mia Ego", "Ana Souza"],
            "linkedin": [SLUG + "mia", SLUG + "ana"],
            "email": [None, "ana@example.org"],
            "is_ego": [True, False],
            "source": "linkedin",
        }
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A book with an export and an address book, to be copied."""
    path = tmp_path_factory.mktemp("written") / "network.db"
    with Book(path) as opened:
        opened.add(bundles.with_urls())
        opened.add(address_book())
    return path


@pytest.fixture
def book(path, written):
    shutil.copy(written, path)
    with Book(path) as opened:
        yield opened


def names(book):
    return sorted(book.contacts().people["name"])


def test_a_question_is_answered_yes_and_the_answer_taken_back(book):
    before = book.contacts()
    (pair,) = book.review()[["person_a", "person_b"]].to_numpy()
    assert book.review()["reason"].tolist() == ["a short or foreign form of the first name"]
    added = book.same(*pair)
    assert added.rows_new["people"] == -1
    assert names(book) == ["Ana Souza", "Bo Berg", "Mia Ego"]
    assert book.review().empty
    ana = id_of(book.contacts(), "Ana Souza")
    assert set(book.contacts().interactions["sender_id"]) == {book.contacts().ego, ana}
    assert book.last().startswith("entry same_person of 20")
    assert book.undo() == "entry same_person"
    assert_same(book.contacts(), before)


def test_a_question_is_answered_no(book):
    (pair,) = book.review()[["person_a", "person_b"]].to_numpy()
    book.apart(*pair)
    assert book.review().empty
    assert len(names(book)) == 4


def test_every_fact_tells_who_said_so_and_when(book):
    (pair,) = book.review()[["person_a", "person_b"]].to_numpy()
    book.same(*pair)
    told = book.provenance(id_of(book.contacts(), "Ana Souza"))
    assert list(told.columns) == schema.PROVENANCE.names
    rows = told.set_index(["field", "value"])
    assert rows.loc[("email", "ana@example.org"), "source"] == "google"
    assert rows.loc[("organization", "Hooli"), "source"] == "linkedin"
    assert rows.loc[("connected_on", "2019-05-03"), "seen_on"] == pd.Timestamp("2023-01-01", tz="UTC")
    assert set(told.loc[told["field"] == "name", "value"]) == {"Ana Souza", "Annie Souza"}
    assert told.groupby("field")["used"].sum().eq(1).all(), "one value of each field is shown"
    used = told[told["used"]].set_index("field")["value"]
    person = book.contacts().people.set_index("name").loc[used["name"]]
    assert person["organization"] == used["organization"]
    assert book.provenance("nobody").empty


def test_a_merge_by_address_is_taken_apart_by_its_card_and_put_together_again(path):
    with Book(path) as book:
        book.add(export_with_address())
        book.add(address_book())
        assert len(names(book)) == 2
        ana = next(one for one in book.contacts().people["person_id"] if one != book.contacts().ego)
        told = book.provenance(ana)
        card = told.loc[told["source"] == "google", "card"].iloc[0]
        book.apart(ana, card)
        apart = book.contacts()
        assert sorted(apart.people["name"]) == ["Ana Souza", "Annie Souza", "Mia Ego"]
        assert list(apart.interactions["sender_id"]) == [id_of(apart, "Annie Souza")], "the call was hers"
        book.add(address_book(location="Lisbon"))
        assert len(names(book)) == 3, "a later import does not undo it"
        book.same(ana, id_of(apart, "Annie Souza"))
        assert len(names(book)) == 2


def two_entries(folder, *, town=""):
    """Ana Souza twice in one file of cards, under one address; the second has an address more."""
    entries = {
        "Ana Souza": "EMAIL:home@example.org\nORG:Globex",
        "A. Souza": "EMAIL:home@example.org\nEMAIL:a@example.com\nORG:Initech" + town,
    }
    cards = [f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{told}\nEND:VCARD\n" for name, told in entries.items()]
    file = folder / "cards.vcf"
    file.write_text("".join(cards), encoding="utf-8")
    return ng.read(file, owner="Mia Ego")


def test_two_entries_of_one_file_are_taken_apart(path, tmp_path):
    cards = two_entries(tmp_path)
    assert sorted(cards.people["name"]) == ["Ana Souza", "Mia Ego"]
    with Book(path) as book:
        added = book.add(cards)
        assert (added.people_new, added.rows_new["jobs"]) == (2, 0), "two entries tell of no former job"
        ana = id_of(book.contacts(), "Ana Souza")
        told = book.provenance(ana)
        assert told.loc[told["field"] == "name", "value"].tolist() == ["Ana Souza", "A. Souza"]
        book.apart(ana, told.loc[told["value"] == "A. Souza", "card"].iloc[0])
        apart = book.contacts()
        assert names(book) == ["A. Souza", "Ana Souza", "Mia Ego"]
        other = apart.people.set_index("name").loc["A. Souza"]
        assert (other["email"], other["organization"]) == ("home@example.org", "Initech")
        further = apart.addresses[["person_id", "email"]].to_numpy().tolist()
        assert further == [[other["person_id"], "a@example.com"]]
        book.add(two_entries(tmp_path, town="\nADR:;;;Lisbon;;;"))
        assert names(book) == ["A. Souza", "Ana Souza", "Mia Ego"], "a later import does not undo it"
        book.same(ana, other["person_id"])
        assert names(book) == ["Ana Souza", "Mia Ego"]


def test_sources_that_came_in_one_import_are_taken_apart_and_taken_back_as_one(path):
    both = ng.combine(export_with_address(), address_book())
    with Book(path) as book:
        book.add(both, read_at="2026-11-02 08:30")
        assert book.last() == "import google, linkedin of 2026-11-02 08:30 UTC"
        assert_same(book.contacts(), both)
        ana = id_of(both, "Annie Souza")
        told = book.provenance(ana)
        book.apart(ana, told.loc[told["source"] == "google", "card"].iloc[0])
        apart = book.contacts()
        assert names(book) == ["Ana Souza", "Annie Souza", "Mia Ego"]
        assert list(apart.interactions["sender_id"]) == [id_of(apart, "Annie Souza")], "the call was hers"
        assert book.undo() == "entry not_same_person"
        assert book.add(both).layer_id is None
        assert book.undo() == "import google, linkedin"
        assert book.last() is None
        assert book.contacts().people.empty


def test_of_an_import_of_several_sources_all_is_told_as_change(path):
    with Book(path) as book:
        book.add(bundles.without_urls())
        book.add(ng.combine(address_book(name=["Carla Diaz", "Mia Ego"], email=None), bundles.with_urls()))
        found = book.changes().set_index("name")["change"].to_dict()
        assert found == {"Ana Souza": "moved job", "Bo Berg": "new", "Carla Diaz": "new"}


def test_decisions_about_nobody_are_refused_without_a_name(book):
    ana = id_of(book.contacts(), "Ana Souza")
    before = stored_rows(book.path)
    for decide in (book.same, book.apart):
        with pytest.raises(UnknownNameError, match="review or provenance") as refused:
            decide(ana, "Bo Berg")
        assert "Berg" not in str(refused.value)
    with pytest.raises(BookError, match="one person already"):
        book.same(ana, ana)
    assert stored_rows(book.path) == before


def test_an_alias_makes_two_names_one_organization_until_it_is_taken_back(book):
    def employers():
        return book.contacts().people.dropna(subset=["organization"])["organization"].tolist()

    assert sorted(employers()) == ["Globex", "Hooli", "Initech"]
    book.alias("Hooli", "Globex")
    assert sorted(employers()) == ["Globex", "Globex", "Initech"]
    book.alias("Globex", "Umbrella")
    assert sorted(employers()) == ["Initech", "Umbrella", "Umbrella"]
    book.undo()
    book.undo()
    assert sorted(employers()) == ["Globex", "Hooli", "Initech"]
    with pytest.raises(TableError, match="name of an organization"):
        book.alias("Hooli", "self-employed")


def test_a_second_import_tells_what_changed(path):
    with Book(path) as book:
        assert book.changes().empty
        book.add(bundles.without_urls())
        assert book.changes().empty, "of a first import everything is new: that is no news"
        book.add(bundles.with_urls())
        found = book.changes().set_index("name")
        assert found["change"].to_dict() == {"Ana Souza": "moved job", "Bo Berg": "new"}
        assert found.loc["Ana Souza", ["before", "after"]].tolist() == ["Globex", "Hooli"]
        book.closeness(pd.DataFrame([{"name": "Bo Berg", "closeness": 3}]), as_of="2026-01-01")
        assert set(book.changes()["change"]) == {"moved job", "new"}, "an entry is no import"
        job = book.contacts().jobs.iloc[0]
        assert (job["organization"], job["ended_on"]) == ("Globex", pd.Timestamp("2020-01-01", tz="UTC"))
        book.undo()
        book.undo()
        assert book.changes().empty


def test_who_left_the_list_is_gone_and_stays_in_the_book(path):
    later = bundles.with_urls()
    without_ana = bundle(
        people=later.people[later.people["name"] != "Ana Souza"],
        interactions=pd.DataFrame(
            {
                "at": ["2026-01-01T10:00:00Z"],
                "channel": "message",
                "sender_id": id_of(later, "Mia Ego"),
                "recipient_id": id_of(later, "Bo Berg"),
                "group_size": 2,
                "source": "linkedin",
            }
        ),
    )
    with Book(path) as book:
        book.add(later)
        book.add(without_ana)
        assert book.changes()[["name", "change"]].to_numpy().tolist() == [["Ana Souza", "gone"]]
        assert "Ana Souza" in names(book)


def test_an_older_export_brings_nobody_new_who_was_gone_by_now(path):
    later = bundles.with_urls()
    only_bo = bundle(
        people=later.people[later.people["name"] != "Ana Souza"],
        interactions=later.interactions.assign(recipient_id=id_of(later, "Bo Berg")).tail(1),
    )
    with Book(path) as book:
        book.add(only_bo)
        book.add(bundles.without_urls())
        assert book.changes()[["name", "change"]].to_numpy().tolist() == [["Ana Souza", "gone"]]


def test_undo_says_beforehand_what_it_will_take_back(path):
    with Book(path) as book:
        assert book.last() is None
        book.add(bundles.with_urls(), read_at="2026-11-02 08:30")
        assert book.last() == "import linkedin of 2026-11-02 08:30 UTC"
        assert book.undo() == "import linkedin"
        assert book.last() is None
