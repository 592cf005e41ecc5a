"""The book's file: private, versioned, shared between programs, and its failures told in one line."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import book_bundles as bundles
import pandas as pd
import pytest
from book_bundles import assert_same, bundle, stored_rows

from netgraph.book import Book, file, migrations, tables
from netgraph.errors import BookError
from netgraph.schema import TABLES


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


def test_the_file_is_private_from_the_first_moment(path, full, monkeypatch):
    modes = []
    connect = sqlite3.connect

    def watched(*args, **options):
        modes.append(stat.S_IMODE(path.stat().st_mode))
        return connect(*args, **options)

    monkeypatch.setattr(sqlite3, "connect", watched)
    before = os.umask(0)
    try:
        with Book(path) as book, file.writing(book._engine) as connection:
            connection.exec_driver_sql("CREATE TABLE something (x)")
            beside = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert set(modes) == {0o600}
    assert beside == {"network.db": 0o600, "network.db-wal": 0o600, "network.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["network.db"]


def test_deleted_rows_are_overwritten_on_disk(path, full):
    with Book(path) as book:
        book.add(full)
        assert b"ana@example.org" in path.read_bytes()
        with file.writing(book._engine) as connection:
            connection.exec_driver_sql("DELETE FROM layers")
    assert b"ana@example.org" not in path.read_bytes()


def test_a_writer_waits_for_the_other_and_a_reader_sees_one_moment(path, without_urls, with_urls):
    with Book(path) as one, Book(path) as other:
        one.add(without_urls)
        known = one.contacts()
        adding = threading.Thread(target=other.add, args=(with_urls,))
        with file.writing(one._engine) as connection:
            connection.exec_driver_sql("INSERT INTO layers VALUES (9, 0, 'entry', '')")
            adding.start()
            assert_same(other.contacts(), known)
            adding.join(timeout=0.5)
            assert adding.is_alive()
        adding.join(timeout=30)
        assert not adding.is_alive()
        assert len(one.contacts().people) == 3
    assert [row[0] for row in stored_rows(path)["layers"]] == [1, 9, 10]


def test_two_imports_of_the_same_export_at_the_same_time_are_one(path, with_urls):
    with Book(path) as one, Book(path) as other, ThreadPoolExecutor(2) as pool:
        added = [pool.submit(book.add, with_urls) for book in (one, other)]
        assert {result.result().layer_id for result in added} == {1, None}
    assert len(stored_rows(path)["layers"]) == 1


def test_a_reader_keeps_its_moment_between_tables(path, without_urls, with_urls):
    with Book(path) as book, Book(path) as other:
        book.add(without_urls)
        with file.reading(book._engine) as connection:
            assert list(tables.read_layers(connection)) == [1]
            other.add(with_urls)
            assert list(tables.read_layers(connection)) == [1]
        assert list(book.contacts().people["name"]) == list(other.contacts().people["name"])


def test_migrations_make_the_tables_of_the_schema(path):
    import sqlalchemy as sa

    Book(path).close()
    today = sa.create_engine("sqlite://")
    tables.metadata().create_all(today)
    with sqlite3.connect(path) as made, today.connect() as meant:
        names = {row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {"layers", "salt", "forgotten", *(table.name for table in TABLES)}
        for name in names:
            for pragma in ("table_info", "foreign_key_list"):
                question = f'PRAGMA {pragma}("{name}")'
                assert made.execute(question).fetchall() == [
                    tuple(row) for row in meant.exec_driver_sql(question)
                ], name
        without_rowid = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        assert set(made.execute(without_rowid)) == set(meant.connection.cursor().execute(without_rowid))


def test_a_migration_that_fails_leaves_nothing(path, full, monkeypatch):
    with Book(path) as book:
        book.add(full)
    before = stored_rows(path)
    broken = ("CREATE TABLE goals (x INTEGER)", "DELETE FROM people", "ALTER TABLE nowhere ADD COLUMN y TEXT")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
    with pytest.raises(BookError, match="nowhere"):
        Book(path)
    assert stored_rows(path) == before
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS) - 1,)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'goals'").fetchall()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS[:-1], broken[:1]))
    with Book(path) as book:
        assert len(book.contacts().people) == 3
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS),)


def spoil(path, *, content=None, sql=()):
    path.parent.mkdir(parents=True)
    if content is not None:
        path.write_bytes(content)
    connection = sqlite3.connect(path) if sql else None
    if connection:
        for statement in sql:
            connection.execute(statement)
        connection.close()


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"content": b"First Name,Last Name\nDana,Cole\n"}, "not a book"),
        ({"content": b"x" * 9000}, "not a book"),
        ({"content": b"x"}, "not a book"),
        ({"sql": ["CREATE TABLE places (x)"]}, "another program"),
        ({"sql": ["PRAGMA user_version = 3"]}, "another program"),
        (
            {"sql": [f"PRAGMA application_id = {migrations.APPLICATION_ID}", "PRAGMA user_version = 99"]},
            "made by a newer netgraph",
        ),
    ],
)
def test_what_is_no_book_is_refused_in_one_line_and_left_alone(path, made, says):
    spoil(path, **made)
    before = path.read_bytes()
    with pytest.raises(BookError, match=says) as refused:
        Book(path)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before


def test_a_folder_and_a_path_through_a_file_are_refused(tmp_path):
    (tmp_path / "plain.txt").write_text("text")
    for bad in (
        tmp_path,
        tmp_path / "plain.txt" / "network.db",
        tmp_path / "plain.txt" / "deep" / "network.db",
    ):
        with pytest.raises(BookError, match="cannot be opened"):
            Book(bad)


def test_no_permission_is_told_plainly(path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(BookError, match=r"^the book cannot be opened: Permission denied$"):
        Book(path)


def test_an_empty_file_becomes_a_book_of_its_own(path, full):
    path.parent.mkdir()
    path.touch()
    with Book(path) as book:
        assert book.add(full).people_new == 3


def test_a_book_that_another_program_is_just_making_is_waited_for(tmp_path):
    path = tmp_path / "network.db"
    engine = file.open_file(path)
    with file.reading(engine):
        making = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    making.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.5, making.execute, ["COMMIT"])
    done.start()
    file.write_ahead(engine)
    done.join()
    making.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_waiting_ends(path, full, monkeypatch):
    monkeypatch.setattr(file, "PATIENCE_SECONDS", 0.2)
    with (
        Book(path) as one,
        Book(path) as other,
        file.writing(one._engine),
        pytest.raises(BookError, match="another program"),
    ):
        other.add(full)


def test_a_full_disk_leaves_the_book_as_it_was(path, without_urls, full, monkeypatch):
    with Book(path) as book:
        book.add(without_urls)
        before = stored_rows(path)
        pages = sqlite3.connect(path).execute("PRAGMA page_count").fetchone()[0]
        monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
        people = pd.DataFrame(
            {"person_id": [str(i) for i in range(5000)], "email": [f"{i}@x.org" for i in range(5000)]}
        )
        with pytest.raises(BookError, match="disk is full") as failed:
            book.add(bundle(people=people))
        assert "@x.org" not in str(failed.value) + str(failed.value.__cause__)
        monkeypatch.undo()
        assert stored_rows(path) == before
        book.add(full)


def test_a_vanished_book_is_not_made_anew(path, full):
    with Book(path) as book:
        path.unlink()
        with pytest.raises(BookError, match="cannot be opened"):
            book.add(full)
    assert not path.exists()


def test_a_closed_book_says_so(path):
    book = Book(path)
    book.close()
    book.close()
    with pytest.raises(BookError, match="closed"):
        book.contacts()


def test_odd_paths_work(tmp_path, monkeypatch, full):
    monkeypatch.chdir(tmp_path)
    for odd in ("net?work #1 %41.db", "Übung & co.db", "sub/../x.db"):
        with Book(odd) as book:
            book.add(full)
        assert Path(odd).stat().st_size > 0
