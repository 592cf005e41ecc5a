"""Lookups: who and what is meant by a name, on any graph."""

from __future__ import annotations

import networkx as nx
import pytest
from conftest import network

import netgraph as ng
from netgraph.errors import GraphError, UnknownNameError
from netgraph.lookup import ego_of, find_person, has_contact, insiders, resolve_target, ties_of


@pytest.fixture
def G():
    """Six people made by hand; two bear one name; the organizations' ids are the author's own."""
    G = nx.Graph(ego=1)
    names = {
        1: "Alex Moreno",
        2: "Mia Chen",
        3: "Dana Cole",
        4: "Dana Cole",
        5: "Raj Patel",
        6: "Zo\u00eb Ek",
    }
    G.add_nodes_from((node, {"kind": "person", "name": name}) for node, name in names.items())
    G.nodes[5]["organization"] = "Target Marketing Group"
    G.nodes[6]["organization"] = "Meta Platforms, Inc."
    G.add_node("g", kind="organization", name="Globex GmbH")
    G.add_node("t", kind="organization", name="Target Marketing Group")
    G.add_edge(3, "g", kind="affiliation", current=True)
    G.add_edge(2, "g", kind="affiliation", current=False)
    G.add_edge(5, "t", kind="affiliation", current=True)
    G.add_edge(1, 2, kind="tie", readiness=0.5, evidence="message", proof=True)
    return G


def test_a_target_is_an_id_first(G):
    assert resolve_target(G, 3)[:2] == ("person", [3])
    assert resolve_target(G, "g")[:2] == ("organization", [3])


@pytest.mark.parametrize("name", ["Globex", "globex", "Globex, Inc.", "GLOBEX GmbH"])
def test_then_an_organization_whatever_the_id_of_its_node(G, name):
    assert resolve_target(G, name)[:2] == ("organization", [3])


@pytest.mark.parametrize("name", ["Meta", "Facebook"])
def test_an_alias_or_an_attribute_alone_will_do(G, name):
    assert resolve_target(G, name)[:2] == ("organization", [6])


def test_then_every_person_of_that_name(G):
    assert resolve_target(G, "Dana Cole")[:2] == ("person", [3, 4])
    assert resolve_target(G, "zoe ek")[:2] == ("person", [6])


def test_never_by_a_part_of_a_name(G):
    meant = resolve_target(G, "Target")
    assert (meant.kind, meant.people) == ("unknown", [])
    assert resolve_target(G, "Metabolon").people == []
    assert resolve_target(G, "Dana").people == []


def test_an_unknown_company_comes_with_what_is_near(G):
    assert resolve_target(G, "Globx").nearest == ["Globex GmbH"]
    assert resolve_target(G, "Qqqqq").nearest == []


def test_an_organization_comes_before_a_person_of_its_name(G):
    G.add_node("d", kind="organization", name="Dana Cole")
    G.add_edge(5, "d", kind="affiliation", current=True)
    assert resolve_target(G, "Dana Cole")[:2] == ("organization", [5])


def test_ego_is_no_insider_and_no_target(G):
    G.add_edge(1, "g", kind="affiliation", current=True)
    assert insiders(G, "Globex") == [3]
    assert resolve_target(G, "Alex Moreno").people == []


def test_a_person_is_found_by_id_or_whole_name(G):
    assert find_person(G, 2) == find_person(G, "mia chen") == find_person(G, "Mia  Chen, PhD") == 2


@pytest.mark.parametrize("asked", ["Dana Cole", "Noah Lind", "g"])
def test_an_error_never_holds_a_name(G, asked):
    with pytest.raises(UnknownNameError) as failure:
        find_person(G, asked)
    assert not {"dana", "cole", "noah", "lind"} & set(str(failure.value).casefold().replace(",", " ").split())


def test_ego_must_be_named_and_be_there(G):
    assert ego_of(G) == 1
    for graph in (nx.Graph(), nx.Graph(ego="gone")):
        with pytest.raises(GraphError):
            ego_of(graph)


def test_affiliations_are_no_ties(G):
    assert [other for other, _ in ties_of(G, 2)] == [1]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        (None, False),
        ({"evidence": "connected"}, False),
        ({"evidence": "connected", "last_contact": None, "closeness": float("nan")}, False),
        ({"evidence": "stated"}, False),
        ({"evidence": "connected", "closeness": 0.0}, False),
        ({"evidence": "connected", "closeness": 2.0}, True),
        ({"evidence": "message"}, True),
        ({"evidence": "inferred", "last_contact": "2026-01-01"}, True),
    ],
)
def test_contact_is_what_the_data_hold_or_the_user_said(tie, expected):
    assert has_contact(tie) is expected


def test_what_says_nothing_of_its_kind_or_time_counts_as_a_tie_and_as_now():
    """None is the same as nothing said, in every answer."""
    ties = ("ego", "ann", 0.5, "message"), ("ann", "cy", 0.3, "stated")
    said_nothing, said_none = network(*ties), network(*ties)
    for G, more in ((said_nothing, {}), (said_none, {"current": None})):
        G.add_node("org:globex", kind="organization", name="Globex")
        G.add_edge("cy", "org:globex", kind="affiliation", **more)
    for G in (said_nothing, said_none):
        for a, b in (("ego", "ann"), ("ann", "cy")):
            G.edges[a, b]["kind"] = None
            if G is said_nothing:
                del G.edges[a, b]["kind"]
        (path,) = ng.referral_paths(G, "Globex")["path_ids"]
        assert path == ["ego", "ann", "cy"]
        assert list(ng.reachable(G)["person_id"]) == ["ann", "cy"]
        covered = ng.target_coverage(G, targets="Globex").loc[0]
        assert (covered["state"], covered["insiders"]) == ("warm", 1)
        assert list(ng.who_to_meet(G, targets="Globex")["person_id"]) == ["cy"]
        assert ng.plan_meetings(G, targets="Globex").attrs["targets"] == ["Globex"]


def test_an_id_that_is_no_text_is_found_as_answers_write_it():
    G = nx.relabel_nodes(network(("ego", "ann", 0.5, "message")), {"ego": 0, "ann": 1})
    G.graph["ego"] = 0
    written = ng.referral_paths(G, 1).loc[0, "target"]
    assert ng.referral_paths(G, written)["path_ids"].tolist() == [[0, 1]]
    assert find_person(G, "1") == 1
