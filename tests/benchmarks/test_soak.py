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
    chance, begun, done = random.Random(7), set[int](), set[int]()
    for number in range(KILLS):
        command = [sys.executable, str(WRITER), str(path), str(number * APART), str(MESSAGES)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            out = cast("IO[str]", writer.stdout)
            first = out.readline()
            time.sleep(chance.uniform(0, 0.3))
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
