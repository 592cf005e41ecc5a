"""Hundreds of kills in the middle of writing: `make soak`, minutes long, not part of the tests."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, cast

import netgraph as ng

KILLS = int(os.environ.get("NETGRAPH_KILLS", "200"))
WRITER = Path(__file__).parents[1] / "book_writer.py"
MESSAGES = 20
APART = 1_000


def test_after_hundreds_of_kills_all_that_was_acknowledged_is_there(tmp_path: Path) -> None:
    path = tmp_path / "network.db"
    with ng.Book(path):
        pass
    usual = seconds_of_an_import(tmp_path / "measured.db")
    chance, begun, done = random.Random(7), set[int](), set[int]()
    for number in range(KILLS):
        with started(path, number * APART) as writer:
            out = cast("IO[str]", writer.stdout)
            first = out.readline()
            time.sleep(chance.uniform(0, 2 * usual))
            writer.kill()
            said = [line.split() for line in [first, *out.read().splitlines()]]
        begun |= {int(what) for word, what in said if word == "begin"}
        done |= {int(what) for word, what in said if word == "done"}
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            rows = connection.execute("SELECT thread, count(*) FROM interactions GROUP BY thread").fetchall()
        assert {count for _, count in rows} <= {MESSAGES}, "an import is whole or not there"
        assert done <= {int(thread[1:]) for thread, _ in rows} <= begun
    with ng.Book(path) as book:
        assert len(book.contacts().interactions) == MESSAGES * len(rows)
    print(
        f"{KILLS} kills: {len(begun)} imports begun, {len(done)} acknowledged, {len(rows)} there, each whole"
    )
    assert done, "no kill came after an import was acknowledged"
    assert len(rows) < len(begun), "no kill came before an import was written"


def started(path: Path, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), str(first), str(MESSAGES)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def seconds_of_an_import(path: Path) -> float:
    """How long the first import of a fresh process takes here and now, so that kills hit all of it."""
    with started(path, 0) as writer:
        out = cast("IO[str]", writer.stdout)
        assert out.readline().startswith("begin")
        since = time.perf_counter()
        assert out.readline().startswith("done")
        took = time.perf_counter() - since
        writer.kill()
    return took
