"""Circles: found from ties, named from organizations, eras where there are no ties."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from conftest import network, utc

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.schema import CIRCLES, DTYPES

SPAN = {"current": False, "since": utc("2015-01-01"), "until": utc("2019-12-31")}


@pytest.fixture
def G():
    """Two groups of four that know each other, one tie between them; ego knows all eight."""
    ties = [(a, b, 0.3, "stated") for group in ("abcd", "wxyz") for a, b in combinations(group, 2)]
    G = network(*ties, ("d", "w", 0.3, "stated"), *(("ego", one, 0.5, "message") for one in "abcdwxyz"))
    for place in ("Initech", "Globex", "Hooli"):
        G.add_node(place, kind="organization", name=place)
    for one in "abcd":
        G.add_edge(one, "Initech", kind="affiliation", **SPAN)
        G.nodes[one]["era"] = "your Initech years, 2015-19"
    for one, place in zip("wxyz", ("Globex", "Globex", "Hooli", "Hooli"), strict=True):
        G.add_edge(one, place, kind="affiliation", current=True)
    return G


def members(found):
    return {circle: set(rows["person_id"]) for circle, rows in found.groupby("circle")}


def test_two_groups_are_two_circles_named_by_their_organizations(G):
    found = ng.circles(G)
    assert members(found) == {"Initech 2015-19": set("abcd"), "Globex": set("wxyz")}
    assert set(found["size"]) == {4}
    assert set(found["rests_on"]) == {"ties"}
    assert found.attrs["reason"] is None


def test_a_circle_of_no_one_organization_bears_two_names(G):
    G.add_node("v", kind="person", name="v x")
    for one in "wxyz":
        G.add_edge("v", one, kind="tie", readiness=0.3, evidence="stated", proof=True)
    assert "Globex and Hooli" in members(ng.circles(G)), "two of five are at each"


def test_a_circle_nobody_knows_anything_of_is_named_after_its_centre():
    found = ng.circles(network(*(("mia", one, 0.3, "stated") for one in "abc")))
    assert members(found) == {"around mia x": {"mia", *"abc"}}


def test_the_same_seed_gives_the_same_circles(G):
    ring = network(*((f"p{n}", f"p{(n + step) % 40}", 0.3, "stated") for n in range(40) for step in (1, 2)))
    assert ng.circles(ring, seed=3).equals(ng.circles(ring, seed=3))
    assert len({ng.circles(ring, seed=seed).to_csv() for seed in range(8)}) > 1, "a ring may be cut anywhere"


def test_no_two_circles_bear_one_name(G):
    for one, place in zip("wxyz", ("Globex", "Globex", "Hooli", "Hooli"), strict=True):
        G.remove_edge(one, place)
        G.add_edge(one, "Initech", kind="affiliation", **SPAN)
        G.nodes[one]["era"] = "your Initech years, 2015-19"
    found = members(ng.circles(G))
    assert sorted(map(len, found.values())) == [4, 4]
    assert "Initech 2015-19" in found


def test_on_a_star_eras_stand_in_and_are_said_to():
    G = network(("ego", "a", 0.4, "message"), ("ego", "b", 0.1, "connected"), ("ego", "c", 0.1, "connected"))
    G.nodes["a"]["era"] = G.nodes["b"]["era"] = "your Acme years, 2015-19"
    found = ng.circles(G)
    assert members(found) == {"your Acme years, 2015-19": {"a", "b"}}
    assert set(found["rests_on"]) == {"era"}
    assert "star" in found.attrs["reason"]


def test_ego_and_people_at_organizations_alone_join_nobody():
    G = network(("ego", "a", 0.4, "message"), ("ego", "b", 0.4, "message"), ("a", "b", 0.3, "stated"))
    found = ng.circles(G)
    assert found.empty, "two people are no circle"
    kinds = {name: str(dtype) for name, dtype in found.dtypes.items()}
    assert kinds == {column.name: DTYPES[column.kind] for column in CIRCLES.columns}
    assert ng.circles(network()).empty
    with pytest.raises(GraphError):
        ng.circles(nx.Graph())


def test_the_graph_is_left_alone(G):
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)], list(G.nodes)
    ng.circles(G)
    assert ([(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)], list(G.nodes)) == before
