"""The book: what goes in comes out, nothing twice, nothing half."""

from __future__ import annotations

import book_bundles as bundles
import pandas as pd
import pytest
from book_bundles import assert_same, bundle, id_of, stored_rows

from netgraph.book import Book, file, tables
from netgraph.contacts import Contacts, combine
from netgraph.errors import NetgraphError
from netgraph.schema import TABLES

READ_AT = pd.Timestamp("2026-11-02T08:30:00Z")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "network.db"


@pytest.fixture(scope="module")
def full():
    return bundles.full()


@pytest.fixture(scope="module")
def without_urls():
    return bundles.without_urls()


@pytest.fixture(scope="module")
def with_urls():
    return bundles.with_urls()


def test_every_table_comes_back_as_it_went_in(path, full):
    assert all(len(getattr(full, table.name)) for table in TABLES)
    with Book(path) as book:
        added = book.add(full, read_at=READ_AT)
    with Book(path) as book:
        found = book.contacts()
    noted = full.imports.assign(read_at=pd.Series([READ_AT], dtype=full.imports["read_at"].dtype))
    assert_same(found, Contacts.of({**full.tables(), "imports": noted}))
    assert added.rows_new == {table.name: len(getattr(full, table.name)) for table in TABLES}
    assert (added.people_new, added.interactions_new, added.ties_new, added.people_changed) == (3, 2, 2, 0)


def test_a_new_book_knows_nothing(path):
    with Book(path) as book:
        assert_same(book.contacts(), Contacts.empty())
        assert book.add(Contacts.empty()).layer_id is None


def test_an_import_notes_the_time_and_never_a_name(path, full):
    before = pd.Timestamp.now("UTC")
    with Book(path) as book:
        book.add(full)
        assert before <= book.contacts().imports["read_at"].iloc[0] <= pd.Timestamp.now("UTC")
    ((_, added_at, kind, label),) = stored_rows(path)["layers"]
    assert before <= pd.Timestamp(added_at, unit="us", tz="UTC") <= pd.Timestamp.now("UTC")
    assert (kind, label) == ("import", "linkedin")


def test_adding_the_same_again_changes_nothing(path, full):
    with Book(path) as book:
        book.add(full, read_at=READ_AT)
        before = stored_rows(path)
        again = book.add(full, read_at=READ_AT + pd.Timedelta(days=1))
        assert again.layer_id is None
        assert set(again.rows_new.values()) == {0}
        assert stored_rows(path) == before
        assert book.add(book.contacts()).layer_id is None


def test_input_is_left_alone(path, full):
    before = {name: frame.copy() for name, frame in full.tables().items()}
    with Book(path) as book:
        book.add(full)
    for name, frame in full.tables().items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_an_older_export_without_urls_joins_the_newer_one(path, without_urls, with_urls):
    assert id_of(without_urls, "Ana Souza") != id_of(with_urls, "Ana Souza")
    with Book(path) as book:
        book.add(without_urls)
        added = book.add(with_urls)
        found = book.contacts()
    assert sorted(found.people["name"]) == ["Ana Souza", "Bo Berg", "Mia Ego"]
    assert id_of(found, "Ana Souza") == id_of(with_urls, "Ana Souza")
    ana, mia = id_of(found, "Ana Souza"), id_of(found, "Mia Ego")
    pairs = found.interactions[["sender_id", "recipient_id"]].to_numpy().tolist()
    assert pairs == [[mia, ana], [ana, mia]]
    assert (added.people_new, added.interactions_new) == (1, 1)


def test_the_order_of_imports_does_not_matter(tmp_path, without_urls, with_urls):
    with Book(tmp_path / "a.db") as forth, Book(tmp_path / "b.db") as back:
        forth.add(without_urls)
        forth.add(with_urls)
        back.add(with_urls)
        back.add(without_urls)
        for table in ("people", "interactions"):
            one, other = getattr(forth.contacts(), table), getattr(back.contacts(), table)
            pd.testing.assert_frame_equal(one, other)


def test_only_what_is_new_is_stored_again(path, with_urls):
    later = bundle(
        people=with_urls.people,
        interactions=pd.concat(
            [with_urls.interactions, with_urls.interactions.assign(at=pd.Timestamp("2024-01-01", tz="UTC"))]
        ).drop_duplicates(["at", "sender_id"]),
    )
    assert len(later.interactions) == 4
    with Book(path) as book:
        book.add(with_urls)
        added = book.add(later)
        assert len(book.contacts().interactions) == 4
    assert added.interactions_new == 2
    assert len(stored_rows(path)["interactions"]) == 4


def employer_of_bo(contacts):
    return contacts.people.set_index("name").loc["Bo Berg", "organization"]


def with_bo_at(contacts, organization, **frames):
    bo = contacts.people["name"] == "Bo Berg"
    people = contacts.people.assign(organization=contacts.people["organization"].mask(bo, organization))
    return Contacts.of({**contacts.tables(), "people": people, **frames})


def advice(contacts, day):
    ids = {"giver_id": id_of(contacts, "Bo Berg"), "receiver_id": id_of(contacts, "Mia Ego")}
    return pd.DataFrame([{"at": day, **ids, "kind": "advice", "source": "linkedin"}])


def test_a_changed_employer_counts_as_a_change_and_the_newer_one_stays(path, with_urls):
    with Book(path) as book:
        book.add(with_urls)
        added = book.add(with_bo_at(with_urls, "Initrode", favors=advice(with_urls, "2025-01-01")))
        assert employer_of_bo(book.contacts()) == "Initrode"
    assert (added.people_new, added.people_changed, added.rows_new["favors"]) == (0, 1, 1)


def test_known_events_do_not_make_an_import_look_older(path, with_urls):
    """All messages of the last import are known; it is still the newest word on where people work."""
    silent = with_bo_at(with_urls, None)
    until_2022 = with_bo_at(
        with_urls,
        "Initech",
        interactions=with_urls.interactions[:1],
        favors=advice(with_urls, "2022-06-01"),
    )
    until_2023 = with_bo_at(with_urls, "Initrode")
    with Book(path) as book:
        for export in (silent, until_2022, until_2023):
            book.add(export)
        assert employer_of_bo(book.contacts()) == "Initrode"


def test_taking_back_the_last_layer_restores_what_was(path, without_urls, with_urls):
    with Book(path) as book:
        book.add(without_urls)
        before = book.contacts()
        added = book.add(with_urls)
        with file.writing(book._engine) as connection:
            connection.exec_driver_sql("DELETE FROM layers WHERE id = ?", (added.layer_id,))
        assert_same(book.contacts(), before)
    assert {row[0] for row in stored_rows(path)["people"]} == {1}


def test_the_graph_is_made_from_the_contacts(path, with_urls):
    with Book(path) as book:
        book.add(with_urls)
        G = book.graph(as_of="2023-06-01")
    assert {"Ana Souza", "Bo Berg"} <= {name for _, name in G.nodes(data="name")}
    assert G.graph["ego"] == id_of(with_urls, "Mia Ego")


@pytest.mark.parametrize("table", ["people", "interactions", "imports"])
def test_a_failure_in_the_middle_leaves_the_book_as_it_was(path, without_urls, full, monkeypatch, table):
    with Book(path) as book:
        book.add(without_urls)
        before = stored_rows(path)
        write = tables._write_rows

        def fail_at(connection, written, *rest):
            write(connection, written, *rest)
            if written.name == table:
                raise RuntimeError("the lights went out")

        monkeypatch.setattr(tables, "_write_rows", fail_at)
        with pytest.raises(RuntimeError, match="lights"):
            book.add(full)
        assert stored_rows(path) == before
        monkeypatch.undo()
        assert book.add(full).layer_id == 2


def test_a_bundle_of_another_owner_is_refused_before_it_is_written(path, full, with_urls):
    stranger = Contacts.of(
        {"people": with_urls.people.assign(linkedin=bundles.SLUG + with_urls.people["person_id"])}
    )
    with Book(path) as book:
        book.add(full)
        before = stored_rows(path)
        with pytest.raises(NetgraphError, match="owner"):
            book.add(stranger)
        assert stored_rows(path) == before


def test_what_is_kept_in_memory_is_what_the_file_holds(tmp_path, contacts):
    with Book(tmp_path / "kept.db") as book:
        book.add(contacts)
        book.target("Globex")
        book.closeness(
            pd.DataFrame({"name": ["Mia Chen", "Zoe New"], "closeness": [4, 2]}), as_of="2026-11-01"
        )
        with Book(tmp_path / "kept.db") as other:
            for name, frame in other.contacts().tables().items():
                pd.testing.assert_frame_equal(book.contacts().tables()[name], frame)
            other.target("Hooli")
        assert "Hooli" in set(book.contacts().targets["name"]), "another program's write is seen"
        book.undo()
        assert "Hooli" not in set(book.contacts().targets["name"])


def test_changing_what_was_given_or_taken_changes_nothing_in_the_book(tmp_path, contacts):
    with Book(tmp_path / "kept.db") as book:
        given = combine(contacts)
        book.add(given)
        given.people.loc[:, "name"] = "Nobody"
        taken = book.contacts().people
        taken.loc[:, "name"] = "Nobody"
        assert "Nobody" not in set(book.contacts().people["name"])
