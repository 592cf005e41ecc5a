"""Numbers in place of names: no name is left, and the network is the same."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
from conftest import utc

import netgraph as ng
from netgraph.cohort.numbered import numbered

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
