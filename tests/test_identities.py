"""Identities: mentions become people, and every row is used or stands in rejects."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import utc

from netgraph.contacts import from_extract
from netgraph.sources.extract import Extract, Mention

URL = "https://www.linkedin.com/in/"
OWNER = Mention("Alex Moreno", URL + "alex", None)


def told(rows, **columns):
    """Rows of one file, numbered from 1."""
    return pd.DataFrame(rows).assign(file=columns.get("file", "file.csv"), row=range(1, len(rows) + 1))


def connection(name, slug=None, **more):
    return {"name": name, "linkedin": URL + slug if slug else None, "connected_on": utc("2020-05-01")} | more


def message(sender, recipient, at="2026-10-01 10:00", **more):
    """Who is a name, or a name and a slug."""
    row = {"at": utc(at), "channel": "message", "thread": "t", "group_size": 2}
    for role, who in (("sender", sender), ("recipient", recipient)):
        name, slug = who if isinstance(who, tuple) else (who, None)
        row |= {f"{role}_name": name, f"{role}_linkedin": URL + slug if slug else None}
    return row | more


ALEX = ("Alex Moreno", "alex")


@pytest.fixture(scope="module")
def contacts():
    """Two Daniel Kimuras, one Mia Chen; Dana is known from a message alone."""
    people = told(
        [
            connection("Daniel Kimura", "dk", organization="Acme"),
            connection("Daniel Kimura", "dk2", organization="Hooli"),
            connection("Mia Chen", "mia", organization="Globex", position="Engineer"),
        ],
        file="Connections.csv",
    )
    messages = told(
        [
            message(ALEX, ("Mia Chen", "mia")),
            message("Mia Chen", "Alex Moreno", "2026-10-01 11:00"),
            message("Daniel Kimura", ALEX, "2026-10-02"),
            message(("Dana Cole", "dana"), ALEX, "2026-10-03"),
            message(ALEX, ALEX, "2026-10-04"),
        ],
        file="messages.csv",
    )
    files = {"Connections.csv": 3, "messages.csv": 5}
    return from_extract(Extract("linkedin", OWNER, files, {"people": people, "interactions": messages}))


def test_one_row_and_one_id_for_each_person(contacts):
    assert contacts.people["name"].value_counts().to_dict() == {
        "Daniel Kimura": 2, "Mia Chen": 1, "Dana Cole": 1, "Alex Moreno": 1
    }  # fmt: skip
    assert contacts.people["person_id"].is_unique
    assert contacts.ego == contacts.people.set_index("name").loc["Alex Moreno", "person_id"]


def test_a_bare_name_that_one_person_bears_is_that_person(contacts):
    mia = contacts.people.set_index("name").loc["Mia Chen", "person_id"]
    pairs = list(zip(contacts.interactions["sender_id"], contacts.interactions["recipient_id"], strict=True))
    assert pairs[:2] == [(contacts.ego, mia), (mia, contacts.ego)]


def test_a_name_that_two_bear_and_a_note_to_oneself_are_rejected_with_their_rows(contacts):
    assert len(contacts.interactions) == 3
    rejects = contacts.rejects.set_index(["file", "row"])["reason"]
    assert set(rejects.index) == {("messages.csv", 3), ("messages.csv", 5)}
    assert rejects.notna().all()
    assert not rejects.str.contains("Kimura|Moreno").any()


def test_rows_are_used_plus_unused(contacts):
    counts = contacts.imports.set_index("file")[["rows", "used", "unused"]]
    assert counts.loc["Connections.csv"].to_list() == [3, 3, 0]
    assert counts.loc["messages.csv"].to_list() == [5, 3, 2]


def test_a_connection_is_a_tie_and_no_contact(contacts):
    assert set(contacts.ties["evidence"]) == {"connected"}
    assert len(contacts.ties) == 3
    assert (contacts.ties["since"] == utc("2020-05-01")).all()


def test_the_same_rows_give_the_same_ids_in_any_order(contacts):
    people = told(
        [connection("Mia Chen", "mia"), connection("Daniel Kimura", "dk2"), connection("Daniel Kimura", "dk")]
    )
    again = from_extract(Extract("linkedin", OWNER, {"file.csv": 3}, {"people": people}))
    assert set(again.people["person_id"]) < set(contacts.people["person_id"])


def test_two_messages_alike_to_the_minute_are_two_and_are_numbered():
    rows = told([message(ALEX, ("Mia Chen", "mia"), f"2026-10-01 10:00:{at:02d}") for at in (0, 20, 40)])
    found = from_extract(Extract("linkedin", OWNER, {"file.csv": 3}, {"interactions": rows})).interactions
    assert list(found["nth"]) == [0, 1, 2]


def test_an_owner_nobody_named_is_still_one_person():
    people = told([connection("Mia Chen", "mia")])
    found = from_extract(Extract("linkedin", Mention(), {"file.csv": 1}, {"people": people}))
    assert found.ego is not None
    assert found.people["is_ego"].sum() == 1
    assert len(found.ties) == 1


def test_the_extract_is_left_alone():
    people = told([connection("Mia Chen", "mia")])
    before = people.copy(deep=True)
    from_extract(Extract("linkedin", OWNER, {"file.csv": 1}, {"people": people}))
    pd.testing.assert_frame_equal(people, before)


def test_nothing_but_an_owner_is_a_bundle_too():
    found = from_extract(Extract("linkedin", OWNER, {}, {}))
    assert list(found.people["name"]) == ["Alex Moreno"]
    assert found.interactions.empty
