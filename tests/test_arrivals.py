"""Arrivals: what came in this week is told the same from the graph at hand as from one made for it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from conftest import both_wrote, bundle, said, utc

import netgraph as ng
from netgraph.practice.arrivals import came_in

MONDAY = utc("2026-10-26")


def contacts(*more):
    """Ann and Bo are friends who wrote this week, Cy was answered, Di was snoozed and writes."""
    friends = [
        row for one in ("ann", "bo", "cy", "di") for row in both_wrote("2026-01-05", "2026-09-28", "14D", one)
    ]
    week = [
        said(f"2026-10-2{7 + n % 2} 08:00", one, "alex") for n, one in enumerate(("ann", "bo", "cy", "di"))
    ]
    answer = said("2026-10-29 09:00", "alex", "cy")
    return bundle(interactions=[*friends, *week, answer], **dict(more))


def test_whoever_wrote_since_monday_and_has_no_answer_is_told():
    G = ng.build_graph(contacts(), as_of="2026-10-31")
    found = came_in(G, G.graph["contacts"], monday=MONDAY)
    assert set(found["person_id"]) == {"ann", "bo", "di"}


@pytest.mark.parametrize("kind", ["snooze", "pace"])
def test_it_is_the_same_where_a_choice_has_to_be_set_aside(kind):
    """A snooze ends when they write; a choice that is not in the graph makes a graph of their own."""
    choice = {"person_id": "di", "kind": kind, "value": "5", "until": utc("2026-12-01"), "source": "you"}
    plain = ng.build_graph(contacts(), as_of="2026-10-31")
    G = ng.build_graph(contacts(("choices", [choice])), as_of="2026-10-31")
    told = plain.graph["contacts"]
    with_choice = replace(told, choices=G.graph["contacts"].choices)
    expected = came_in(plain, told, monday=MONDAY)
    for graph, known in ((G, G.graph["contacts"]), (G, told), (plain, with_choice)):
        pd.testing.assert_frame_equal(came_in(graph, known, monday=MONDAY), expected)
