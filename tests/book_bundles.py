"""Small hand-made contacts for the tests of the book, and ways to compare what it holds."""

from __future__ import annotations

import sqlite3
from functools import cache

import numpy as np
import pandas as pd

from netgraph.contacts import Contacts, combine
from netgraph.schema import TABLES

SLUG = "https://www.linkedin.com/in/"


def bundle(**frames):
    """Contacts from hand-written columns, with the ids that netgraph itself gives."""
    return combine(Contacts.of({name: pd.DataFrame(columns) for name, columns in frames.items()}))


def id_of(contacts, name):
    return contacts.people.set_index("name").loc[name, "person_id"]


def assert_same(found, expected):
    for table in TABLES:
        left, right = getattr(found, table.name), getattr(expected, table.name)
        pd.testing.assert_frame_equal(left, right, obj=table.name)


def stored_rows(path):
    """Every row of every table of the file, as SQLite itself gives them."""
    with sqlite3.connect(path) as connection:
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for name in ("layers", *(table.name for table in TABLES))
        }


@cache
def full():
    """Three people and every table with at least one row: present, missing, odd and extreme values."""
    return bundle(
        people={
            "person_id": ["me", "ana", "bo"],
            "name": ["Mia Ego", "Ana Søuza 🌱", "Bo 'Quote\"; DROP TABLE people"],
            "organization": ["Initech", "Globex\nGmbH", None],
            "linkedin": [SLUG + "mia", SLUG + "ana", SLUG + "bo"],
            "email": [None, "ana@example.org", None],
            "connected_on": [None, "2019-05-03", "1969-12-31"],
            "is_ego": [True, False, False],
            "source": "linkedin",
        },
        addresses={"person_id": ["ana"], "email": ["ana@home.example"], "source": "linkedin"},
        jobs={
            "person_id": ["me"],
            "organization": "Initech",
            "started_on": ["2015-01-01"],
            "source": "linkedin",
        },
        interactions={
            "at": ["2020-01-01T10:00:00.123456Z", "2020-01-02T10:00:00.000000Z"],
            "channel": ["message", "call"],
            "sender_id": ["me", "ana"],
            "recipient_id": ["ana", "me"],
            "thread": ["t1", None],
            "group_size": [2, 2],
            "length": [120.0, np.nan],
            "source": ["linkedin", "you"],
        },
        ties={
            "person_a": ["me", "ana"],
            "person_b": ["ana", "bo"],
            "evidence": ["connected", "stated"],
            "closeness": [np.nan, 2.5],
            "note": [None, ""],
            "since": ["2019-05-03", None],
        },
        favors={"at": ["2021-06-01"], "giver_id": ["ana"], "receiver_id": ["me"], "kind": ["advice"]},
        introductions={"starter_id": ["ana"], "target_id": ["bo"], "stage": ["asked"], "at": ["2021-07-01"]},
        choices={"person_id": ["bo"], "kind": ["mute"], "value": ["yes"], "until": [None]},
        targets={"name": ["Hooli"], "kind": ["organization"], "priority": [5.0], "status": ["chosen"]},
        rejects={"source": ["linkedin"], "file": ["messages.csv"], "row": [7], "reason": ["draft"]},
        imports={"source": ["linkedin"], "file": ["messages.csv"], "rows": [3], "used": [2], "unused": [1]},
    )


@cache
def without_urls():
    """An export of the time when Connections had no URLs."""
    return bundle(
        people={
            "person_id": ["me", "ana"],
            "name": ["Mia Ego", "Ana Souza"],
            "organization": ["Initech", "Globex"],
            "connected_on": [None, "2019-05-03"],
            "is_ego": [True, False],
            "source": "linkedin",
        },
        interactions={
            "at": ["2020-01-01T10:00:00Z"],
            "channel": ["message"],
            "sender_id": ["me"],
            "recipient_id": ["ana"],
            "group_size": [2],
            "source": "linkedin",
        },
    )


@cache
def with_urls():
    """The same network later: URLs, the old message, a reply, one new person, another employer."""
    return bundle(
        people={
            "person_id": ["me", "ana", "bo"],
            "name": ["Mia Ego", "Ana Souza", "Bo Berg"],
            "organization": ["Initech", "Hooli", "Globex"],
            "linkedin": [SLUG + "mia", SLUG + "ana", SLUG + "bo"],
            "connected_on": [None, "2019-05-03", "2022-01-01"],
            "is_ego": [True, False, False],
            "source": "linkedin",
        },
        interactions={
            "at": ["2020-01-01T10:00:00Z", "2023-01-01T10:00:00Z"],
            "channel": ["message", "message"],
            "sender_id": ["me", "ana"],
            "recipient_id": ["ana", "me"],
            "group_size": [2, 2],
            "source": "linkedin",
        },
    )
