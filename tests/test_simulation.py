"""What a meeting would open, against two searches by brute force."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import networkx as nx
import pytest
from conftest import bundle, network, person
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import GraphError, UnknownNameError
from netgraph.schema import DTYPES, SIMULATE_MEETING


@st.composite
def networks(draw):
    nodes = ["ego", *"abcdef"[: draw(st.integers(1, 6))]]
    tie = st.one_of(
        st.none(),
        st.tuples(
            st.sampled_from([0.05, 0.1, 0.3, 0.6]), st.sampled_from(["message", "connected", "inferred"])
        ),
    )
    G = network(*((a, b, *kind) for a, b in combinations(nodes, 2) if (kind := draw(tie)) is not None))
    G.add_node("a", kind="person", name="a x")
    return G


def within(G):
    """Everybody whom proof leads to within three ties, and how ready the best route is."""
    proven = nx.Graph((a, b, tie) for a, b, tie in G.edges(data=True) if tie["proof"])
    proven.add_node("ego")
    best: dict[str, float] = {}
    for one in set(proven) - {"ego"}:
        for path in nx.all_simple_paths(proven, "ego", one, cutoff=3):
            ready = math.prod(proven.edges[pair]["readiness"] for pair in pairwise(path)) * 0.7 ** (
                len(path) - 2
            )
            best[one] = max(best.get(one, 0.0), ready)
    return best


@settings(max_examples=150)
@given(networks())
def test_it_opens_what_a_graph_with_that_tie_holds_and_the_given_one_does_not(G):
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    found = ng.simulate_meeting(G, "a").set_index("person_id")
    supposed = G.copy()
    tie = G.get_edge_data("ego", "a") or {}
    ready = max(0.5, tie["readiness"]) if tie.get("proof") else 0.5
    supposed.add_edge("ego", "a", kind="tie", readiness=ready, evidence="logged", proof=True)
    today, then = within(G), within(supposed)
    assert set(found.index) == set(then) - set(today) - {"a"}
    for one in found.index:
        assert found.loc[one, "readiness"] == pytest.approx(then[one])
    assert (len(found) == 0) == (found.attrs["reason"] is not None)
    assert [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)] == before


def test_one_stated_tie_by_hand():
    """.5 x .3 x .7 = .105 and a hop further x .4 x .7 = .0294."""
    G = network(
        ("ego", "raj", 0.1, "connected"), ("raj", "dana", 0.3, "stated"), ("dana", "eve", 0.4, "stated")
    )
    found = ng.simulate_meeting(G, "raj")
    assert list(found["person_id"]) == ["dana", "eve"]
    assert list(found["readiness"]) == pytest.approx([0.105, 0.0294])
    assert list(found["via"]) == [["raj x"], ["raj x", "dana x"]]
    assert list(found["hops"]) == [2, 3]
    assert found.attrs["assumed"] == 0.5


def test_guesses_open_nothing_and_that_is_said():
    G = network(
        ("ego", "raj", 0.1, "connected"), ("raj", "dana", 0.05, "inferred"), ("raj", "bo", 0.1, "connected")
    )
    found = ng.simulate_meeting(G, "raj")
    assert found.empty
    assert "no known tie of raj" in found.attrs["reason"]
    assert "Who do you know that I should meet?" in found.attrs["reason"]


def test_whom_ego_reaches_already_is_not_opened():
    G = network(("ego", "mia", 0.4, "message"), ("mia", "dana", 0.3, "stated"))
    found = ng.simulate_meeting(G, "mia")
    assert found.empty
    assert "within reach already" in found.attrs["reason"]


def test_the_targets_that_come_within_reach_are_named(as_of):
    people = [person("dana", organization="Globex"), person("raj", "Raj Patel", organization="Hooli")]
    ties = [
        {"person_a": "alex", "person_b": "raj", "evidence": "connected"},
        {"person_a": "raj", "person_b": "dana", "evidence": "stated"},
    ]
    targets = [
        {"name": name, "kind": "organization", "priority": 3.0, "status": "chosen"}
        for name in ("Globex", "Hooli", "Acme")
    ]
    G = ng.build_graph(bundle(people=people, ties=ties, targets=targets), as_of=as_of)
    found = ng.simulate_meeting(G, "Raj Patel")
    assert sorted(found.attrs["opens"]) == ["Globex", "Hooli"], "Raj's own and the one he leads to"
    (row,) = found.to_dict("records")
    assert (row["person_id"], row["targets"]) == ("dana", ["Globex"])
    assert row["why"] == "Raj Patel knows Dana, at Globex; no known tie leads there today."


def test_nobody_ego_and_empty_graphs():
    G = network(("ego", "a", 0.5, "message"))
    with pytest.raises(UnknownNameError):
        ng.simulate_meeting(G, "nobody")
    with pytest.raises(ValueError, match="owner"):
        ng.simulate_meeting(G, "ego")
    with pytest.raises(GraphError):
        ng.simulate_meeting(nx.Graph(), "a")
    kinds = {name: str(dtype) for name, dtype in ng.simulate_meeting(G, "a").dtypes.items()}
    assert kinds == {column.name: DTYPES[column.kind] for column in SIMULATE_MEETING.columns}
