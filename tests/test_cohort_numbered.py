"""Numbers in place of names: no name is left, and the network is the same."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
from conftest import utc

import netgraph as ng
from netgraph.cohort.numbered import numbered
from netgraph.report import report_of
from netgraph.restraint import ALWAYS
from netgraph.schema import CHOICES, conform

NAMES = ("Priya", "Raman", "Mia", "Chen", "Raj", "Patel", "Dana", "Cole")


def with_words(contacts: ng.Contacts) -> ng.Contacts:
    """The five people with free text, addresses and targets that are people."""
    people = contacts.people.assign(
        email=contacts.people["name"].str.lower().str.replace(" ", ".") + "@example.org"
    )
    people.loc[people["person_id"] == "dana", "organization"] = "Dana Cole Consulting"
    return dataclasses.replace(
        contacts,
        people=people,
        interactions=contacts.interactions.assign(note="Mia told me all"),
        ties=contacts.ties.assign(note="Raj is kind"),
        choices=pd.DataFrame(
            [{"person_id": "mia", "kind": "need", "value": "Mia needs work", "until": pd.NaT}]
        ),
        targets=pd.DataFrame(
            [
                {"name": name, "kind": kind, "priority": 3.0, "status": "chosen"}
                for name, kind in (
                    ("Dana Cole", "person"),
                    ("Nobody Known", "person"),
                    ("Globex", "organization"),
                )
            ]
        ),
    )


def test_no_name_is_left_anywhere(contacts):
    hidden = numbered(with_words(contacts))
    text = json.dumps({name: frame.astype(str).to_dict("records") for name, frame in hidden.tables().items()})
    assert [name for name in NAMES if name in text] == []
    assert "example.org" not in text.replace("alex.moreno@example.org", "")
    assert "Nobody Known" not in text
    assert hidden.people.loc[hidden.people["is_ego"], "name"].to_list() == ["Alex Moreno"]


def with_free_text(contacts: ng.Contacts) -> ng.Contacts:
    """The five people, with every kind of text that anybody may have typed: all of it names Ana or Dana."""
    people = contacts.people.assign(position=contacts.people["position"].fillna("Assistant to Dana Cole"))
    people.loc[people["person_id"] == "raj", "organization"] = "Dana Cole's Bakery"
    people.loc[people["person_id"] == "dana", "organization"] = "Dana Cole's Bakery"
    said = [
        ("mia", "circle_name", "Ana Souza's climbers"),
        ("mia", "need", "Ana needs work"),
        (None, "columns", '{"header": ["Ana Souza"], "columns": {}}'),
        (None, "alias", "Ana Souza Labs = Globex"),
        ("mia", "something new", "Ana Souza"),
        ("dana", "mute", "Ana would not like it"),
        ("raj", "rhythm", "90"),
        ("raj", "skip", "2026-W44 hello less often"),
        ("raj", "strangers", "priya"),
        ("raj", "not_same_person", "raj@pool of Ana Souza"),
        ("priya", "mute", None),
    ]
    goals = [
        ("Ana Souza Labs", "organization", "Analyst"),
        ("Dana Cole's Bakery", "organization", "Chef under Dana Cole"),
    ]
    events = contacts.interactions.assign(thread="Lunch with Ana Souza")
    events.loc[0, "thread"] = "log:20261101T0900:met:0"
    table = {"source": "pool of Ana Souza", "file": "Ana Souza.vcf", "row": 1, "reason": "Ana Souza"}
    return ng.Contacts.of(
        contacts.tables()
        | {
            "people": people,
            "jobs": contacts.jobs.assign(position="PA of Dana Cole"),
            "interactions": events,
            "ties": contacts.ties.assign(source="pool of Ana Souza"),
            "choices": pd.DataFrame(said, columns=["person_id", "kind", "value"]),
            "targets": pd.DataFrame(goals, columns=["name", "kind", "role"]).assign(status="chosen"),
            "rejects": pd.DataFrame([table]),
            "imports": pd.DataFrame([table]),
        }
    )


def test_nothing_is_left_of_what_anybody_typed(contacts):
    hidden = numbered(with_free_text(contacts))
    told = hidden.choices.dropna(subset=["value"])
    assert dict(zip(told["kind"], told["value"], strict=True)) == {
        "rhythm": "90",
        "skip": "2026-W44 hello less often",
        "strangers": "priya",
    }
    for name, frame in hidden.tables().items():
        texts = " ".join(str(value) for row in frame.astype(str).to_numpy() for value in row)
        assert [one for one in ("Ana ", "Souza", "Dana", "Cole") if one in texts] == [], name
        assert "Ana" not in str(frame.attrs), name
    assert hidden.rejects.empty
    assert hidden.imports.empty
    assert set(hidden.interactions["thread"]) == {"thread 1", "log:20261101T0900:met:0"}
    assert set(hidden.ties["source"]) == {"another source"}


def test_what_bears_a_contacts_name_is_called_by_the_number(contacts):
    """Dana's bakery employs Raj too; the alias of the target is undone; a role that names somebody goes."""
    hidden = numbered(with_free_text(contacts))
    people = hidden.people.set_index("person_id")
    dana = f"business of {people.loc['dana', 'name']}"
    assert people.loc[["dana", "raj", "mia"], "organization"].to_list() == [dana, dana, "Hooli"]
    assert hidden.targets["name"].to_list() == ["Globex", dana]
    assert hidden.targets["role"].fillna("-").to_list() == ["Analyst", "-"]
    assert people["position"].dropna().to_list() == ["Data Analyst", "VP Data"]


def test_whoever_was_muted_with_a_word_of_why_stays_so(contacts, as_of):
    said = pd.DataFrame([{"person_id": "mia", "kind": "mute", "value": "Ana would not like it"}])
    G = ng.build_graph(numbered(dataclasses.replace(contacts, choices=conform(said, CHOICES))), as_of=as_of)
    assert G.edges["alex", "mia"]["rest_until"] >= ALWAYS


def test_two_with_businesses_of_their_own_are_no_colleagues(contacts):
    people = contacts.people.copy()
    for one, place in (("dana", "Dana Cole Consulting"), ("raj", "Studio Raj Patel")):
        people.loc[people["person_id"] == one, "organization"] = place
    hidden = numbered(dataclasses.replace(contacts, people=people))
    assert hidden.people["organization"].dropna().is_unique


def test_no_circle_of_the_report_bears_a_name(contacts, as_of):
    typed = pd.DataFrame(
        [
            {"person_id": one, "kind": "circle_name", "value": "Ana Souza's"}
            for one in ("mia", "dana", "priya")
        ]
    )
    ties = [contacts.ties, pd.DataFrame([{"person_a": "priya", "person_b": "dana", "evidence": "stated"}])]
    ties.append(pd.DataFrame([{"person_a": "priya", "person_b": "mia", "evidence": "stated"}]))
    spoken = ng.Contacts.of(contacts.tables() | {"choices": typed, "ties": pd.concat(ties)})
    named, hidden = (
        json.dumps(report_of(ng.build_graph(one, as_of=as_of)).record) for one in (spoken, numbered(spoken))
    )
    assert "Ana Souza" in named
    assert [name for name in (*NAMES, "Ana Souza") if name in hidden] == []


def test_numbers_follow_the_order_of_connecting(contacts):
    names = numbered(contacts).people.set_index("person_id")["name"]
    assert names["priya"] == "Contact-001"
    assert names["raj"] == "Contact-002"
    assert names["mia"] == "Contact-003"


def test_the_answers_are_the_same_but_for_the_names(contacts, as_of):
    G, hidden = (ng.build_graph(one, as_of=as_of) for one in (contacts, numbered(contacts)))
    assert set(G) == set(hidden)
    for one, other in ((G, hidden),):
        routes = [
            ng.referral_paths(graph, "Globex")[["readiness", "hops", "path_ids"]] for graph in (one, other)
        ]
        pd.testing.assert_frame_equal(*routes)


def test_a_target_that_is_a_person_bears_the_number(contacts):
    hidden = numbered(with_words(contacts))
    dana = hidden.people.set_index("person_id").loc["dana", "name"]
    assert hidden.targets["name"].to_list() == [dana, "Person-001", "Globex"]


def test_what_was_given_is_left_alone(contacts):
    before = contacts.people.copy()
    numbered(contacts)
    pd.testing.assert_frame_equal(contacts.people, before)
    assert contacts.people["connected_on"].max() == utc("2026-05-01")
