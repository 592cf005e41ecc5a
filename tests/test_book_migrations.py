"""Books of earlier versions: read by today's program, also when the change of the file is cut off."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys

import pytest

from netgraph.book import Book, file, migrations
from netgraph.errors import BookError

VERSIONS = range(1, len(migrations.MIGRATIONS))

OPENED_AND_KILLED = """
import os, signal, sys
from netgraph.book import Book, migrations

class Deadly(int):
    def __format__(self, spec):
        os.kill(os.getpid(), signal.SIGKILL)

migrations.APPLICATION_ID = Deadly(migrations.APPLICATION_ID)
Book(sys.argv[1])
"""
"""The number is written out when the statements of a step are done and its transaction is still open."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "network.db"


def write_old_book(path, version):
    """A book of two people and one message, written by hand as that version had it."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with sqlite3.connect(path) as connection:
        for step in migrations.MIGRATIONS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute("INSERT INTO layers VALUES (1, 1700000000000000, 'import', 'linkedin')")
        connection.execute(
            "INSERT INTO people (layer_id, place, person_id, name, is_ego) VALUES"
            " (1, 0, 'me', 'Mia Ego', 1), (1, 1, 'bo', 'Bo Berg', 0)"
        )
        connection.execute(
            "INSERT INTO interactions"
            " (layer_id, place, at, channel, sender_id, recipient_id, group_size, nth) VALUES"
            " (1, 0, 1700000000000000, 'message', 'me', 'bo', 2, 0)"
        )
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def version_of(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_book_of_every_earlier_version_is_read_and_a_private_copy_kept(path, version):
    write_old_book(path, version)
    with Book(path) as book:
        assert sorted(book.contacts().people["name"]) == ["Bo Berg", "Mia Ego"]
        assert len(book.contacts().interactions) == 1
    assert version_of(path) == len(migrations.MIGRATIONS)
    (copy,) = file.copies_beside(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert version_of(copy) == version
    Book(path).close()
    assert file.copies_beside(path) == [copy], "a book of today is not copied"


@pytest.mark.kill
def test_killed_in_the_middle_of_a_step_the_book_is_as_it_was_and_opens_again(path):
    write_old_book(path, 1)
    done = subprocess.run([sys.executable, "-c", OPENED_AND_KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert version_of(path) == 1
    with Book(path) as book:
        assert len(book.contacts().people) == 2
    assert version_of(path) == len(migrations.MIGRATIONS)


def test_no_room_for_the_copy_leaves_the_book_as_it_was(path, monkeypatch):
    write_old_book(path, 1)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(file, "_make_private", full)
        with pytest.raises(BookError, match="No space left"):
            file.open_file(path)
    engine = file.open_file(path)
    monkeypatch.setattr(file, "_make_private", full)
    with pytest.raises(BookError, match="No space left"):
        migrations.migrate(engine, path)
    assert version_of(path) == 1


def test_a_book_that_may_not_be_written_is_told_in_one_line(path, monkeypatch):
    Book(path).close()
    with Book(path) as book:
        monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, "PRAGMA query_only = ON"))
        with pytest.raises(BookError, match="no permission to write") as refused:
            book.target("Globex")
    assert "\n" not in str(refused.value)
