"""Whom the rows name that two states of the same contacts do not share."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from conftest import bundle, said

import netgraph as ng
from netgraph.differences import named_apart

CHOICES = [
    {"person_id": "raj", "kind": "mute", "value": None},
    {"person_id": "mia", "kind": "strangers", "value": "dana"},
    {"person_id": "raj", "kind": "mute", "value": "no"},
]


def with_choices(contacts: ng.Contacts, rows: list[int]) -> ng.Contacts:
    told = pd.DataFrame([CHOICES[row] for row in rows], columns=["person_id", "kind", "value"])
    return replace(contacts, choices=ng.Contacts.of({"choices": told}).choices)


def test_equal_contacts_differ_in_nobody(contacts):
    copied = ng.Contacts.of({name: frame.copy() for name, frame in contacts.tables().items()})
    assert named_apart(contacts, copied) == set()


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ([], [0], {"raj"}),
        ([0], [], {"raj"}),
        ([0], [1, 0], {"mia", "dana"}),  # of strangers, both
        ([0, 2], [2, 0], {"raj"}),  # what was said last counts
        ([1, 0], [0], {"mia", "dana"}),
    ],
)
def test_a_choice_names_its_people_wherever_it_stands(contacts, before, after, named):
    assert named_apart(with_choices(contacts, before), with_choices(contacts, after)) == named


def test_an_event_in_between_names_its_two_and_leaves_the_others():
    rows = [said(f"2026-10-0{day} 09:00", "alex", who) for day, who in ((1, "mia"), (2, "raj"), (3, "mia"))]
    whole = bundle(interactions=rows)
    less = replace(whole, interactions=whole.interactions.drop(1).reset_index(drop=True))
    assert named_apart(less, whole) == named_apart(whole, less) == {"alex", "raj"}
    later = whole.interactions.assign(length=[None, 7.0, None])
    assert named_apart(whole, replace(whole, interactions=later)) == {"alex", "raj"}


def test_targets_name_nobody(contacts):
    target = ng.Contacts.of({"targets": pd.DataFrame([{"name": "Globex", "kind": "organization"}])})
    assert named_apart(contacts, replace(contacts, targets=target.targets)) == set()
