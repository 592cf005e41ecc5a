"""A process that adds to a book until it is killed: `python book_writer.py BOOK FIRST MESSAGES [TABLE]`.

Import number n holds the owner, one new person and MESSAGES messages, all of them in thread `t<n>`; it
prints `begin n` before and `done n` after. With TABLE the process kills itself, without warning,
when that table of its first import is written and the transaction still open.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys

import pandas as pd

from netgraph.book import Book, tables
from netgraph.contacts import Contacts, combine

PROFILE = "https://www.linkedin.com/in/"


def export(number: int, messages: int) -> Contacts:
    people = pd.DataFrame(
        {
            "person_id": ["me", "other"],
            "name": ["Mia Ego", f"Person {number}"],
            "linkedin": [PROFILE + "mia", f"{PROFILE}person-{number}"],
            "is_ego": [True, False],
            "source": "linkedin",
        }
    )
    at = pd.date_range("2020-01-01", periods=messages, freq="min", tz="UTC") + pd.Timedelta(days=number)
    events = {"at": at, "channel": "message", "sender_id": "me", "recipient_id": "other", "group_size": 2}
    interactions = pd.DataFrame({**events, "thread": f"t{number}", "source": "linkedin"})
    file = {"source": "linkedin", "file": f"{number}.csv", "rows": messages, "used": messages, "unused": 0}
    imports = pd.DataFrame([file])
    return combine(Contacts.of({"people": people, "interactions": interactions, "imports": imports}))


def die_after(table: str) -> None:
    write = tables._write_rows

    def fatal(connection, written, *rest):  # type: ignore[no-untyped-def]
        write(connection, written, *rest)
        if written.name == table:
            os.kill(os.getpid(), signal.SIGKILL)

    tables._write_rows = fatal


def main(path: str, first: str, messages: str, table: str | None = None) -> None:
    if table is not None:
        die_after(table)
    with Book(path) as book:
        for number in itertools.count(int(first)):
            contacts = export(number, int(messages))
            print("begin", number, flush=True)
            book.add(contacts)
            print("done", number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
