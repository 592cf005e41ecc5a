"""Processes that are killed in the middle of an import, and several that write at the same time."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboards.network import Network
from netgraph.book import Book

pytestmark = pytest.mark.kill

WRITER = Path(__file__).with_name("book_writer.py")
MESSAGES = 20_000


def start_writer(path, *, first, messages=MESSAGES, table=None):
    command = [sys.executable, str(WRITER), str(path), str(first), str(messages), *([table] if table else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def read_line(writer, word):
    """The number in the writer's next line, which must begin with `word`."""
    said, number = writer.stdout.readline().split()
    assert said == word
    return int(number)


def whole_imports(path):
    """The numbers of the imports in the file, each of which must be there whole; the file must be sound."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        layers = connection.execute("SELECT id FROM layers ORDER BY id").fetchall()
        found = connection.execute(
            "SELECT layer_id, min(thread), max(thread), count(*) FROM interactions GROUP BY layer_id"
        ).fetchall()
        people = connection.execute("SELECT layer_id, count(*) FROM people GROUP BY layer_id").fetchall()
        reports = connection.execute("SELECT layer_id, count(*) FROM imports GROUP BY layer_id").fetchall()
    assert [(layer,) for layer, *_ in found] == layers
    assert {count for *_, count in found} <= {MESSAGES}
    assert people == [(layer, 2) for (layer,) in layers]
    assert reports == [(layer, 1) for (layer,) in layers]
    assert all(first == last for _, first, last, _ in found)
    return [int(thread[1:]) for _, thread, _, _ in found]


@pytest.fixture(scope="module")
def begun_book(tmp_path_factory):
    """A book that holds import number 0."""
    book = tmp_path_factory.mktemp("begun") / "network.db"
    with start_writer(book, first=0) as writer:
        assert read_line(writer, "begin") == 0
        assert read_line(writer, "done") == 0
        writer.kill()
    assert whole_imports(book)[0] == 0
    return book


@pytest.fixture
def path(begun_book, tmp_path):
    return Path(shutil.copy(begun_book, tmp_path))


@pytest.mark.parametrize("table", ["interactions", "imports"])
def test_killed_inside_the_transaction(path, table):
    before = whole_imports(path)
    with start_writer(path, first=100, table=table) as writer:
        assert read_line(writer, "begin") == 100
        assert writer.stdout.read() == ""
        assert writer.wait(timeout=30) == -signal.SIGKILL
    assert path.with_name("network.db-wal").stat().st_size > 0
    assert whole_imports(path) == before


def test_killed_at_any_moment_nothing_that_was_there_is_lost(path):
    chance = random.Random(4)
    kept = whole_imports(path)
    begun = set(kept)
    for first in (100, 200):
        with start_writer(path, first=first) as writer:
            begun.add(read_line(writer, "begin"))
            time.sleep(chance.uniform(0, 1))
            writer.kill()
            said = [line.split() for line in writer.stdout.read().splitlines()]
        done = {int(number) for word, number in said if word == "done"}
        begun |= {int(number) for word, number in said if word == "begin"}
        now = whole_imports(path)
        assert now[: len(kept)] == kept
        assert done <= set(now) <= begun
        kept = now
    with Book(path) as book:
        assert len(book.contacts().interactions) == MESSAGES * len(kept)


def test_several_make_and_fill_one_book_at_the_same_time(tmp_path):
    path = tmp_path / "network.db"
    writers = [start_writer(path, first=1000 * n, messages=10) for n in range(3)]
    for n, writer in enumerate(writers):
        with writer:
            assert read_line(writer, "begin") == 1000 * n
            assert read_line(writer, "done") == 1000 * n
            writer.kill()
    with Book(path) as book:
        assert {"t0", "t1000", "t2000"} <= set(book.contacts().interactions["thread"])


def test_dashboard_notebook_and_command_line_write_at_once(tmp_path, contacts):
    path = tmp_path / "network.db"
    with Book(path) as book:
        book.add(contacts)
    pages, notebook, faults = Network(path, as_of="2026-11-01"), Book(path), []

    def aim(write, who):
        try:
            for number in range(15):
                write(f"{who} {number}")
        except Exception as error:  # noqa: BLE001 - told below, whatever it is
            faults.append(error)

    def from_pages(name):
        pages.write(name, lambda book: book.target(name))
        pages.graph()

    threads = [
        threading.Thread(target=aim, args=(from_pages, "Dash")),
        threading.Thread(target=aim, args=(notebook.target, "Note")),
    ]
    for thread in threads:
        thread.start()
    for number in range(3):
        command = ["-m", "netgraph", "target", "add", f"Shell {number}", "--book", str(path)]
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
    for thread in threads:
        thread.join()
    assert faults == []
    wanted = {
        f"{who} {number}"
        for who, count in (("Dash", 15), ("Note", 15), ("Shell", 3))
        for number in range(count)
    }
    assert wanted == set(notebook.contacts().targets["name"])
    assert wanted == set(pages.graph().graph["contacts"].targets["name"])
    notebook.close()
