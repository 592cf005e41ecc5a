"""The part of a graph around a few people tells the same of them as the whole."""

from __future__ import annotations

import pytest
from conftest import SAMPLE_ZIP

import netgraph as ng
from netgraph.practice.hooks import hooks
from netgraph.redrawing import nearby


@pytest.fixture(scope="module")
def sample():
    return ng.build_graph(ng.read_linkedin(SAMPLE_ZIP), as_of="2026-11-01")


def test_it_tells_the_same_of_its_people(sample):
    whole = ng.neglected_ties(sample, limit=12)
    few = list(whole["person_id"])
    near = nearby(sample, few)
    found = ng.neglected_ties(near, limit=12)
    assert found.drop(columns="person_id").equals(whole.drop(columns="person_id"))
    assert list(found["person_id"]) == few
    assert hooks(near, few) == hooks(sample, few)


def test_it_holds_nothing_of_others_and_leaves_the_graph_alone(sample):
    one = ng.neglected_ties(sample, limit=1)["person_id"].iloc[0]
    before = (len(sample), sample.size(), len(sample.graph["contacts"].interactions))
    near = nearby(sample, [one, one])
    people = {node for node, kind in near.nodes(data="kind") if kind == "person"}
    assert people == {one, sample.graph["ego"]}
    events = near.graph["contacts"].interactions
    assert set(events["sender_id"]) | set(events["recipient_id"]) <= people
    near.nodes[sample.graph["ego"]]["name"] = "somebody else"
    assert sample.nodes[sample.graph["ego"]]["name"] != "somebody else"
    assert before == (len(sample), sample.size(), len(sample.graph["contacts"].interactions))
