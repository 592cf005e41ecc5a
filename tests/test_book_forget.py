"""Forgetting a person: gone from every byte of the book, kept out for good, and everybody else untouched."""

from __future__ import annotations

import shutil
import sqlite3
import stat

import book_bundles as bundles
import pandas as pd
import pytest
from book_bundles import SLUG, bundle, id_of, stored_rows

from netgraph.book import Book, file, migrations
from netgraph.contacts import Contacts, combine
from netgraph.errors import BookError, NetgraphError, UnknownNameError

ANA = [b"Ana Souza", b"Ana S", b"ana@example.org", b"ana-souza", b"Souza"]
PEOPLE = {
    "person_id": ["me", "ana", "bo", "cy"],
    "name": ["Mia Ego", "Ana Souza", "Bo Berg", "Cy Young"],
    "given_name": ["Mia", "Ana", "Bo", "Cy"],
    "family_name": ["Ego", "Souza", "Berg", "Young"],
    "organization": ["Initech", "Globex", "Globex", None],
    "linkedin": [SLUG + "mia", SLUG + "ana-souza", SLUG + "bo", SLUG + "cy"],
    "email": [None, "ana@example.org", None, None],
    "connected_on": [None, "2019-05-03", "2020-01-01", "2021-01-01"],
    "is_ego": [True, False, False, False],
    "source": "linkedin",
}


def export(**more):
    """Four people, a thread of three, one to one messages, a tie, favors and a note that names Ana."""
    pairs = [("me", "ana", 2), ("ana", "me", 2), ("me", "bo", 2), ("bo", "ana", 3), ("bo", "me", 3)]
    return bundle(
        people=PEOPLE,
        jobs={"person_id": ["ana", "bo"], "organization": ["Acme", "Acme"], "source": "linkedin"},
        interactions={
            "at": pd.date_range("2023-01-01", periods=5, tz="UTC"),
            "channel": "message",
            "sender_id": [a for a, _, _ in pairs],
            "recipient_id": [b for _, b, _ in pairs],
            "thread": ["t1", "t1", "Lunch with ANA SOUZA", "t3", "t3"],
            "group_size": [n for _, _, n in pairs],
            "source": "linkedin",
        },
        ties={
            "person_a": ["ana", "me"],
            "person_b": ["bo", "bo"],
            "evidence": ["stated", "logged"],
            "note": ["close", "met through Ana Souza (ana@example.org), Souzana is another"],
            "source": "you",
        },
        favors={"at": ["2021-06-01"], "giver_id": ["ana"], "receiver_id": ["me"], "kind": ["advice"]},
        introductions={"starter_id": ["ana"], "target_id": ["cy"], "stage": ["asked"], "at": ["2021-07-01"]},
        choices={"person_id": ["ana"], "kind": ["mute"], "value": ["yes"]},
        targets={
            "name": ["Hooli", "Ana Souza"],
            "kind": ["organization", "person"],
            "status": ["chosen", "chosen"],
        },
        imports={"source": ["linkedin"], "file": ["Ana Souza.vcf"], "rows": [3], "used": [2], "unused": [1]},
        **more,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A book with two exports and an entry by hand, to be copied."""
    path = tmp_path_factory.mktemp("written") / "network.db"
    with Book(path) as opened:
        opened.add(bundles.without_urls())
        opened.add(export())
        opened.closeness(pd.DataFrame([{"name": "Ana Souza", "closeness": 5}]), as_of="2026-01-01")
    return path


@pytest.fixture(scope="module")
def forgotten(written, tmp_path_factory):
    """The same book after Ana was forgotten, to be copied."""
    path = tmp_path_factory.mktemp("forgotten") / "network.db"
    shutil.copy(written, path)
    with Book(path) as opened:
        opened.forget("Ana Souza")
    return path


@pytest.fixture
def path(tmp_path):
    (tmp_path / "home").mkdir()
    return tmp_path / "home" / "network.db"


@pytest.fixture
def book(path, written):
    shutil.copy(written, path)
    with Book(path) as opened:
        yield opened


@pytest.fixture
def book_without(path, forgotten):
    shutil.copy(forgotten, path)
    with Book(path) as opened:
        yield opened


def bytes_beside(path):
    return b"".join(one.read_bytes() for one in path.parent.iterdir())


def test_not_a_byte_is_left(book, path):
    assert all(word in bytes_beside(path) for word in ANA)
    erased = book.forget("Ana Souza")
    left = bytes_beside(path).replace(b"Souzana", b"")
    assert [word for word in ANA if word.lower() in left.lower()] == []
    assert erased["people"] == 2, "once in each export"
    assert erased["interactions"] == 4, "three in the newer export, one in the older"
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_not_a_byte_is_left_while_another_program_reads(book, path):
    with Book(path) as other, file.reading(other._engine):
        other_sees = bytes_beside(path)
    assert b"ana@example.org" in other_sees
    with Book(path) as other:
        other.contacts()
        book.forget(id_of(other.contacts(), "Ana Souza"))
        assert b"ana@example.org" not in bytes_beside(path)
        assert len(other.contacts().people) == 3


def test_a_program_that_keeps_the_old_pages_is_told_and_forgetting_is_finished_later(book, path, monkeypatch):
    monkeypatch.setattr(file, "PATIENCE_SECONDS", 0.3)
    with Book(path) as other, file.reading(other._engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM people").all()
        with pytest.raises(BookError, match="another program"):
            book.forget("Ana Souza")
    with pytest.raises(BookError, match="forgotten already"):
        book.forget("Ana Souza")
    assert b"ana@example.org" not in bytes_beside(path)


def test_what_others_have_stays(book):
    before = book.contacts()
    book.forget("Ana Souza")
    after = book.contacts()
    others = before.people[before.people["name"] != "Ana Souza"].reset_index(drop=True)
    pd.testing.assert_frame_equal(after.people, others)
    bo = id_of(after, "Bo Berg")
    assert list(after.interactions["sender_id"]) == [after.ego, bo]
    assert list(after.interactions["thread"]) == ["Lunch with [forgotten]", "t3"]
    assert list(after.targets["name"]) == ["Hooli"]
    assert "met through [forgotten] ([forgotten]), Souzana is another" in set(after.ties["note"].dropna())
    assert list(after.jobs["person_id"]) == [bo]
    assert list(after.imports["rows"]) == [3], "what was read stays counted"


def test_an_entry_that_was_only_about_them_is_no_layer_any_more(book, path):
    assert len(stored_rows(path)["layers"]) == 3
    book.forget("Ana Souza")
    assert [row[2] for row in stored_rows(path)["layers"]] == ["import", "import"]
    book.undo()
    assert b"ana@example.org" not in bytes_beside(path)


def again(**changes):
    """A later export of two: Ana, a little otherwise, and Bo; each wrote once."""
    ana = {"person_id": "ana", "name": "Ana Souza", "source": "linkedin"} | changes
    bo = {"person_id": "bo", "name": "Bo Berg", "linkedin": SLUG + "bo", "source": "linkedin"}
    me = {
        "person_id": "me",
        "name": "Mia Ego",
        "linkedin": SLUG + "mia",
        "is_ego": True,
        "source": "linkedin",
    }
    return combine(
        Contacts.of(
            {
                "people": pd.DataFrame([me, ana, bo]).assign(is_ego=[True, False, False]),
                "interactions": pd.DataFrame(
                    {
                        "at": pd.date_range("2026-01-01", periods=2, tz="UTC"),
                        "channel": "message",
                        "sender_id": ["ana", "bo"],
                        "recipient_id": "me",
                        "group_size": 2,
                        "source": "linkedin",
                    }
                ),
                "ties": pd.DataFrame(
                    {
                        "person_a": ["ana", "me"],
                        "person_b": ["bo", "bo"],
                        "evidence": "stated",
                        "source": "knows",
                    }
                ),
            }
        )
    )


@pytest.mark.parametrize(
    "known_by",
    [
        {"linkedin": SLUG + "ana-souza", "name": "Ana Lima"},
        {"email": "ana@example.org", "name": "A. S.", "source": "google"},
        {"connected_on": "2019-05-03", "organization": "Hooli"},
        {"organization": "GLOBEX Inc.", "source": "outlook"},
        {},
    ],
    ids=["profile", "address", "day", "organization", "bare name"],
)
def test_a_later_import_does_not_bring_them_back(book_without, path, known_by):
    added = book_without.add(again(**known_by))
    assert added.kept_out == 1
    found = book_without.contacts()
    assert sorted(found.people["name"]) == ["Bo Berg", "Cy Young", "Mia Ego"]
    assert found.interactions["at"].max() == pd.Timestamp("2026-01-02", tz="UTC"), "Bo's message came in"
    assert set(found.ties[["person_a", "person_b"]].to_numpy().ravel()) <= set(found.people["person_id"])
    assert not any(word.lower() in bytes_beside(path).replace(b"Souzana", b"").lower() for word in ANA)


def test_a_source_that_alone_would_not_tell_them_does_not_bring_them_back(book_without, path):
    """The address book knows Ana by an address that only the export beside it tells to be hers."""
    told = again(linkedin=SLUG + "ana-souza", email="new@example.org")
    entry = {"person_id": ["a"], "name": ["Annie S."], "email": ["new@example.org"], "is_ego": [False]}
    entries = bundle(people=pd.DataFrame(entry).assign(source="google"))
    assert book_without.add(combine(told, entries)).kept_out == 1
    assert sorted(book_without.contacts().people["name"]) == ["Bo Berg", "Cy Young", "Mia Ego"]
    assert b"annie" not in bytes_beside(path).lower()


@pytest.mark.parametrize(
    "somebody_else",
    [
        {"linkedin": SLUG + "ana-souza-2"},
        {"linkedin": SLUG + "ana-souza-2", "organization": "Globex", "connected_on": "2019-05-03"},
        {"email": "other@example.org", "source": "google"},
        {"organization": "Hooli", "source": "outlook"},
    ],
    ids=["profile", "profile with all else alike", "address", "organization"],
)
def test_a_namesake_is_let_in(book_without, somebody_else):
    assert book_without.add(again(**somebody_else)).kept_out == 0
    assert "Ana Souza" in set(book_without.contacts().people["name"])


def test_they_are_not_entered_by_hand_either(book_without):
    for entry in (
        lambda: book_without.closeness(pd.DataFrame([{"name": "Ana Souza", "closeness": 3}])),
        lambda: book_without.target("Ana Souza", kind="person"),
        lambda: book_without.knows("Ana Souza", through=["Bo Berg"]),
    ):
        with pytest.raises(BookError, match="forget") as refused:
            entry()
        assert "Souza" not in str(refused.value)


def test_the_same_import_again_changes_nothing(book_without):
    before = book_without.contacts()
    assert book_without.add(export()).kept_out >= 1
    pd.testing.assert_frame_equal(book_without.contacts().people, before.people)
    pd.testing.assert_frame_equal(book_without.contacts().interactions, before.interactions)


def test_forgetting_twice_and_nobody_and_oneself(book):
    known = book.contacts()
    ana = id_of(known, "Ana Souza")
    book.forget(ana)
    for again_ in (ana, "Ana Souza", "ANA SOUZA"):
        with pytest.raises(BookError, match="forgotten already"):
            book.forget(again_)
    with pytest.raises(UnknownNameError, match="nobody"):
        book.forget("Nobody Atall")
    for me in (known.ego, "Mia Ego"):
        with pytest.raises(BookError, match="delete its file"):
            book.forget(me)


def test_a_name_that_several_bear_is_asked_about_by_id(book):
    twin = {"person_id": ["x"], "name": ["Bo Berg"], "linkedin": [SLUG + "bo-2"], "source": ["linkedin"]}
    book.add(bundle(people=twin))
    with pytest.raises(UnknownNameError, match="2 people") as refused:
        book.forget("Bo Berg")
    assert "Berg" not in str(refused.value)
    bo = next(one for one in book.contacts().people["person_id"] if one in str(refused.value))
    book.forget(bo)
    assert list(book.contacts().people["name"]).count("Bo Berg") == 1


def test_what_would_be_erased_is_counted_before(book):
    about = book.about(id_of(book.contacts(), "Ana Souza"))
    assert about == book.forget("Ana Souza")
    assert about["favors"] == about["introductions"] == 1


def test_the_partner_who_shares_the_address_stays(path):
    people = {
        "person_id": ["me", "pat", "sam"],
        "name": ["Mia Ego", "Pat Jones", "Sam Li"],
        "email": [None, "home@example.org", "home@example.org"],
        "is_ego": [True, False, False],
        "source": "google",
    }
    with Book(path) as book:
        book.add(bundle(people=people))
        book.forget("Pat Jones")
        assert book.add(bundle(people=people)).kept_out == 1
        assert sorted(book.contacts().people["name"]) == ["Mia Ego", "Sam Li"]


def test_copies_made_before_a_change_of_the_file_are_destroyed(path, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:-1])
        with pytest.raises(NetgraphError, match="cannot be used"), Book(path) as book:
            book.add(export())  # this version of the program needs the newest tables
    with Book(path) as book:
        (copy,) = file.copies_beside(path)
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        book.add(export())
        copy.write_bytes(path.read_bytes())
        book.forget("Ana Souza")
    assert not copy.exists()
    assert [one.name for one in path.parent.iterdir()] == ["network.db"]
    assert b"ana@example.org" not in bytes_beside(path)


def test_a_crash_while_forgetting_leaves_the_person_or_nothing_of_them(book, path, monkeypatch):
    def crash(*_):
        raise RuntimeError("the lights went out")

    before = stored_rows(path)
    monkeypatch.setattr("netgraph.book.forgetting._write_marks", crash)
    with pytest.raises(RuntimeError, match="lights"):
        book.forget("Ana Souza")
    assert stored_rows(path) == before
