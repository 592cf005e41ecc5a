"""A client's log: what a coach may type, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import bundle, person, utc

import netgraph as ng
from netgraph.cohort.client_log import with_log
from netgraph.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [
    person("alex", "Alex Moreno"),
    person("mia", "Mia Chen", organization="Hooli"),
    person("raj", "Raj Patel", organization="Globex"),
    person("raj2", "Raj Patel", organization="Hooli"),
]


@pytest.fixture
def known() -> ng.Contacts:
    return bundle(people=PEOPLE)


def logged(known: ng.Contacts, tmp_path: Path, text: str):
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    return with_log(known, path)


def rejected(found) -> dict[int, str]:
    return dict(found.rejects.itertuples(index=False, name=None))


def test_a_row_is_a_conversation(known, tmp_path):
    found = logged(known, tmp_path, "date,kind,person\n2026-11-03,met,Mia Chen\n")
    (row,) = found.contacts.interactions.to_dict("records")
    assert (row["at"], row["channel"], row["sender_id"], row["recipient_id"]) == (
        utc("2026-11-03"), "in_person", "alex", "mia",
    )  # fmt: skip
    assert found.rejects.empty
    G = ng.build_graph(found.contacts, as_of="2026-11-08")
    assert ng.goals(G, weeks=1)["conversations"].to_list() == [1.0]


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("Coffee", "in_person"),
        ("ZOOM", "call"),
        ("e-mail", "message"),
        ("Teams call", "call"),
        ("fair", "event"),
    ],
)
def test_a_coach_types_as_coaches_do(said, channel, known, tmp_path):
    text = f"When;What;Who;Company\n3.11.2026;{said};mia chen;Hooli\n"
    assert logged(known, tmp_path, text).contacts.interactions["channel"].to_list() == [channel]


def test_several_people_are_one_conversation(known, tmp_path):
    found = logged(known, tmp_path, "date,kind,person\n2026-11-03,met,Mia Chen; New Person\n")
    events = found.contacts.interactions
    assert events["thread"].nunique() == 1
    assert events["group_size"].to_list() == [3, 3]
    assert "New Person" in found.contacts.people["name"].to_list()


def test_two_talks_of_a_day_are_two(known, tmp_path):
    text = "date,kind,person,note\n2026-11-03,call,Mia Chen,morning\n2026-11-03,call,Mia Chen,evening\n"
    found = logged(known, tmp_path, text)
    G = ng.build_graph(found.contacts, as_of="2026-11-08")
    assert ng.goals(G, weeks=1)["conversations"].to_list() == [2.0]


def test_who_led_to_whom_is_kept(known, tmp_path):
    text = (
        "date,kind,person,organization,introduced by,named\n"
        "2026-11-05,thanked,Mia Chen,,,\n"
        "2026-11-03,met,Dana Cole,Globex,Mia Chen,Omar Reyes at Initrode\n"
    )
    contacts = logged(known, tmp_path, text).contacts
    names = contacts.people.set_index("person_id")["name"]
    stages = contacts.introductions.sort_values("at")
    assert stages["stage"].to_list() == ["introduced", "met", "thanked", "told"]
    assert set(stages["starter_id"].map(names)) == {"Mia Chen"}
    assert set(stages["target_id"].map(names)) == {"Dana Cole"}
    stated = contacts.ties[contacts.ties["evidence"] == "stated"]
    pairs = {(names[a], names[b]) for a, b in zip(stated["person_a"], stated["person_b"], strict=True)}
    assert pairs == {("Mia Chen", "Dana Cole"), ("Dana Cole", "Omar Reyes")}
    assert contacts.people.set_index("name").loc["Omar Reyes", "organization"] == "Initrode"
    assert ng.introductions(ng.build_graph(contacts, as_of="2026-11-20"))["late"].to_list() == [False]


def test_every_row_is_used_or_refused_with_its_reason(known, tmp_path):
    rows = [
        "sometime,met,Mia Chen,,",
        "03/11/2026,met,Mia Chen,,",
        "2026-11-03,juggled,Mia Chen,,",
        "2026-11-03,met,,,",
        "2026-11-03,met,Mia,,",
        "2026-11-03,met,Raj Patel,,",
        "2026-11-03,met,Raj Patel,Globex,",
        "2026-11-04,met,Mia Chen,,",
        "2026-11-04,met,Mia Chen,,",
        "2026-11-05,met,Mia Chen,,Mia Chen",
        "2026-11-05,met,Alex Moreno,,",
        "2026-11-05,met,New Person; Other Person,,Mia Chen",
    ]
    found = logged(known, tmp_path, "date,kind,person,organization,introduced by\n" + "\n".join(rows) + "\n")
    unsure = "name not sure: write it as in the export, with the organization"
    assert rejected(found) == {
        1: "bad date",
        2: "day or month first?",
        3: "kind not known",
        4: "no person",
        5: unsure,
        6: unsure,
        9: "duplicate",
        10: "the same person twice",
        11: "the same person twice",
        12: "one introduction a row",
    }
    assert found.contacts.interactions["recipient_id"].to_list() == ["raj", "mia"]
    (told,) = found.contacts.imports.to_dict("records")
    assert (told["file"], told["rows"], told["used"], told["unused"]) == ("log.csv", 12, 2, 10)
    assert len(found.contacts.rejects) == 10


def test_a_refused_row_leaves_no_new_person(known, tmp_path):
    found = logged(known, tmp_path, "date,kind,person,introduced by\n2026-11-03,met,New Person,Raj Patel\n")
    assert rejected(found).keys() == {1}
    assert "New Person" not in found.contacts.people["name"].to_list()


def test_a_table_without_the_three_columns_is_no_log(known, tmp_path):
    with pytest.raises(ReadError, match="date, kind and person"):
        logged(known, tmp_path, "date,person\n2026-11-03,Mia Chen\n")


def test_what_was_given_is_left_alone(known, tmp_path):
    before = {name: frame.copy() for name, frame in known.tables().items()}
    logged(known, tmp_path, "date,kind,person\n2026-11-03,met,Mia Chen\n")
    assert all(frame.equals(before[name]) for name, frame in known.tables().items())
