"""Colleagues: a guess about two people at one organization at one time, and never an edge."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from conftest import bundle, network, said

import netgraph as ng
from netgraph.colleagues import colleague_readiness, colleagues_of, overlap


def was(since=None, until=None, *, current=None):
    moments = [None if one is None else pd.Timestamp(one, tz="UTC") for one in (since, until)]
    return {
        "since": moments[0],
        "until": moments[1],
        "current": until is None if current is None else current,
    }


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (was("2015-01-01"), was("2020-01-01"), True),  # both there now
        (was(), was(), True),  # both there now, first day unknown
        (was("2010-01-01", "2015-06-30"), was("2015-01-01", "2020-01-01"), True),
        (was("2010-01-01", "2014-12-31"), was("2015-01-01", "2020-01-01"), False),
        (was("2010-01-01", "2014-12-31"), was("2015-01-01"), False),
        (was("2010-01-01", "2015-06-30"), was("2015-01-01"), True),
        (was(current=False), was("2015-01-01"), False),  # nothing known of the one
        (was(), was("2010-01-01", "2014-12-31"), False),  # there now, but since when?
    ],
)
def test_times_overlap_only_where_the_data_say_so(one, other, expected):
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


@pytest.mark.parametrize("size", [1, 2, 50, 1000, 3000, 10**9])
def test_the_guess_is_never_above_a_twentieth_nor_under_the_floor(size):
    assert 0.01 <= colleague_readiness(size) <= 0.05
    assert colleague_readiness(size) >= colleague_readiness(size * 2)


@pytest.fixture
def G():
    """Bo and Cy are at Globex, Bo was at Hooli with Di, ego is at both; Ed left Globex before Bo came."""
    G = nx.Graph(ego="alex")
    G.add_nodes_from((one, {"kind": "person", "name": one}) for one in ("alex", "bo", "cy", "di", "ed"))
    G.add_nodes_from((one, {"kind": "organization", "name": one}) for one in ("globex", "hooli"))
    for who, where, when in [
        ("alex", "globex", was()),
        ("bo", "globex", was("2020-01-01")),
        ("cy", "globex", was()),
        ("ed", "globex", was("2010-01-01", "2012-01-01")),
        ("alex", "hooli", was("2010-01-01", "2019-01-01")),
        ("bo", "hooli", was("2015-01-01", "2019-12-31")),
        ("di", "hooli", was("2016-01-01")),
    ]:
        G.add_edge(who, where, kind="affiliation", **when)
    return G


def test_colleagues_are_those_of_the_same_place_and_time_without_ego(G):
    assert {(one.person, one.organization) for one in colleagues_of(G, "bo")} == {
        ("cy", "globex"),
        ("di", "hooli"),
    }


def test_an_organization_may_ask_for_a_second_sign(G):
    assert [one.person for one in colleagues_of(G, "bo", only_signed_at=["globex"])] == ["di"]


def test_the_guess_adds_no_edge(G):
    before = list(G.edges(data=True))
    colleagues_of(G, "bo")
    assert list(G.edges(data=True)) == before


def test_a_team_word_of_one_era_is_a_second_sign(G):
    for one, title in (("bo", "Payments Engineer"), ("cy", "Head of Payments"), ("di", "Payments Lead")):
        G.nodes[one].update(era="your Initech years", position=title)
    G.nodes["di"]["era"] = "your Hooli years"
    found = {one.person: one for one in colleagues_of(G, "bo", only_signed_at=["globex"])}
    assert found["cy"].readiness == 0.15
    assert found["cy"].sign == "both titles say payments"
    assert (found["di"].readiness, found["di"].sign) == (0.05, None), "another era"


def test_a_shared_thread_is_a_second_sign_and_ego_still_no_colleague(G):
    G.add_edge("bo", "cy", kind="tie", evidence="inferred", readiness=0.05, proof=False)
    G.add_edge("bo", "alex", kind="tie", evidence="inferred", readiness=0.05, proof=False)
    assert [
        (one.person, one.readiness) for one in colleagues_of(G, "bo", only_signed_at=["globex", "hooli"])
    ] == [("cy", 0.15)]


def test_a_word_that_many_share_names_no_team(G):
    for number in range(60):
        G.add_node(number, kind="person", name="x", era="your Initech years", position="Payments Clerk")
        G.add_edge(number, "globex", kind="affiliation", **was())
    G.nodes["bo"].update(era="your Initech years", position="Payments Engineer")
    assert colleagues_of(G, "bo", only_signed_at=["globex", "hooli"]) == []


def test_two_who_do_not_know_each_other_are_never_guessed_to():
    G = network(("ego", "ann", 0.5, "message"), ann="Globex", cy="Globex", di="Globex")
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in ("ann", "cy", "di"):
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    assert set(ng.reachable(G)["person_id"]) == {"ann", "cy", "di"}
    before = ng.who_to_meet(G).set_index("person_id")["reach"]
    G.graph["strangers"] = frozenset({frozenset({"ann", "cy"})})
    assert {one.person for one in colleagues_of(G, "ann")} == {"di"}
    assert ng.referral_paths(G, "cy").empty
    assert set(ng.reachable(G)["person_id"]) == {"ann", "di"}
    after = ng.who_to_meet(G).set_index("person_id")["reach"]
    assert after["cy"] == 0
    assert after["di"] == before["di"]


def test_the_answer_no_takes_a_guess_out_of_the_graph(as_of):
    thread = [
        said("2026-05-01", "ann", "alex", thread="t", group_size=3),
        said("2026-05-01", "ann", "cy", thread="t", group_size=3),
    ]
    G = ng.build_graph(bundle(interactions=thread), as_of=as_of)
    assert G.edges["ann", "cy"]["evidence"] == "inferred"
    no = [{"person_id": "ann", "kind": "strangers", "value": "cy"}]
    G = ng.build_graph(bundle(interactions=thread, choices=no), as_of=as_of)
    assert not G.has_edge("ann", "cy")
