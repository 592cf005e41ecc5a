"""Reach against brute force over simple paths, against `referral_paths`, and by hand."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from conftest import network, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.reach import best_reach
from netgraph.schema import DTYPES, REACHABLE
from netgraph.tie_arrays import TieArrays

READINESS = st.sampled_from([0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.9, 1.0])
EVIDENCE = st.sampled_from(["message", "message", "stated", "connected", "inferred"])
SPANS = st.sampled_from(
    [
        {"current": True},
        {"current": True, "since": utc("2018-01-01")},
        {"current": False, "since": utc("2010-01-01"), "until": utc("2014-12-31")},
        {"current": False, "since": utc("2014-06-01"), "until": utc("2019-12-31")},
        {"current": False},
    ]
)


@st.composite
def networks(draw, places=(), most=8):
    """Ego and up to eight others; at `places` some were colleagues, of one team or not."""
    nodes = ["ego", *"abcdefgh"[: draw(st.integers(1, most))]]
    tie = st.one_of(st.none(), st.tuples(READINESS, EVIDENCE))
    G = network(*((a, b, *kind) for a, b in combinations(nodes, 2) if (kind := draw(tie)) is not None))
    for one in nodes:
        if one not in G:
            G.add_node(one, kind="person", name=f"{one} x")
        if G.has_edge("ego", one) and draw(st.integers(0, 3)) == 0:
            G.edges["ego", one]["rest_until"] = utc("2027-01-01")
        if draw(st.booleans()):
            G.nodes[one].update(era="your Initech years", position="Payments Lead")
    for place in places:
        G.add_node(place, kind="organization", name=place)
        for one in nodes:
            if draw(st.booleans()):
                G.add_edge(one, place, kind="affiliation", **draw(SPANS))
    return G


def worth(G, path):
    """Not proof, the product with .7 for each hand-over, and the number of ties."""
    hops = [G.edges[pair] for pair in pairwise(path)]
    return math.prod(hop["readiness"] for hop in hops) * 0.7 ** (len(hops) - 1), all(
        hop["proof"] for hop in hops
    )


@settings(max_examples=300)
@given(networks(), st.integers(1, 3))
def test_reach_is_brute_force_over_simple_paths(G, max_hops):
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    found = ng.reachable(G, max_hops=max_hops).set_index("person_id")
    for person in set(G) - {"ego"}:
        paths = [worth(G, path) for path in nx.all_simple_paths(G, "ego", person, cutoff=max_hops)]
        assert (person in found.index) == bool(paths)
        if paths:
            proven = [readiness for readiness, proof in paths if proof]
            row = found.loc[person]
            assert row["best_readiness"] == pytest.approx(max(readiness for readiness, _ in paths))
            assert row["readiness"] == pytest.approx(max(proven, default=row["best_readiness"]))
            assert row["proof"] == bool(proven)
    assert "ego" not in found.index
    assert [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)] == before


@settings(max_examples=100)
@given(networks(places=("org:globex", "org:hooli"), most=5), st.integers(1, 3))
def test_each_row_is_the_first_route_to_that_person(G, max_hops):
    """Colleagues, teams, threads and rests included."""
    found = ng.reachable(G, max_hops=max_hops).set_index("person_id")
    people = [one for one, seen in G.nodes(data=True) if seen["kind"] == "person" and one != "ego"]
    reached = {one: ng.referral_paths(G, one, limit=1, max_hops=max_hops) for one in people}
    assert set(found.index) == {one for one, route in reached.items() if len(route)}
    for one in found.index:
        (first,) = reached[one].to_dict("records")
        row = found.loc[one]
        assert row["readiness"] == pytest.approx(first["readiness"])
        assert (row["hops"], row["proof"]) == (first["hops"], first["proof"])
        assert row["starter_id"] == first["starter_id"]
        assert row["via"] == first["path"][1:-1]


@settings(max_examples=50)
@given(networks(places=("org:globex",)), st.randoms())
def test_the_order_in_which_a_graph_was_made_does_not_matter(G, random):
    H = nx.Graph(**G.graph)
    nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    H.add_nodes_from(nodes)
    H.add_edges_from(edges)
    assert ng.reachable(H).equals(ng.reachable(G))


@settings(max_examples=50)
@given(networks(places=("org:globex",)), st.integers(1, 3))
def test_rows_stand_in_the_order_of_routes(G, max_hops):
    """Proof first, then readiness, fewer hops, whoever does not rest, and the ids on the way."""
    found = ng.reachable(G, max_hops=max_hops)
    ids = {seen["name"]: one for one, seen in G.nodes(data=True)}
    keys = [
        (
            not row.proof,
            -round(row.readiness, 12),
            row.hops,
            "rest_until" in G.edges["ego", row.starter_id],
            row.starter_id,
            ids[row.via[1]] if row.hops == 3 else "",
            row.person_id,
        )
        for row in found.itertuples()
    ]
    assert keys == sorted(keys)


def test_one_route_by_hand():
    """.5 x .3 x .7 = .105, and one hop more: x .4 x .7 = .0294."""
    G = network(
        ("ego", "mia", 0.5, "message"), ("mia", "dana", 0.3, "stated"), ("dana", "eve", 0.4, "stated")
    )
    found = ng.reachable(G).set_index("person_id")
    assert list(found.index) == ["mia", "dana", "eve"]
    assert list(found["readiness"]) == pytest.approx([0.5, 0.105, 0.0294])
    assert list(found["hops"]) == [1, 2, 3]
    assert list(found["via"]) == [[], ["mia x"], ["mia x", "dana x"]]
    assert set(found["starter_id"]) == {"mia"}
    assert list(ng.reachable(G, max_hops=2)["person_id"]) == ["mia", "dana"]
    assert list(ng.reachable(G, max_hops=1)["person_id"]) == ["mia"]


def test_proof_stands_before_a_warmer_guess():
    G = network(("ego", "t", 0.3, "connected"), ("ego", "a", 0.2, "message"), ("a", "t", 0.2, "stated"))
    row = ng.reachable(G).set_index("person_id").loc["t"]
    assert (row["proof"], row["hops"], row["via"]) == (True, 2, ["a x"])
    assert row["readiness"] == pytest.approx(0.2 * 0.2 * 0.7)
    assert row["best_readiness"] == pytest.approx(0.3)


def test_a_longer_route_may_be_warmer_and_its_length_is_still_counted():
    """Dijkstra would go over a (.9 x .9 x .7) to b; with two hops at most b is left with .1."""
    G = network(
        ("ego", "a", 0.9, "message"),
        ("a", "b", 0.9, "message"),
        ("ego", "b", 0.1, "message"),
        ("b", "c", 1.0, "message"),
    )
    assert ng.reachable(G).set_index("person_id")["hops"].to_dict() == {"a": 1, "b": 2, "c": 3}
    two = ng.reachable(G, max_hops=2).set_index("person_id")
    assert two.loc["c", "readiness"] == pytest.approx(0.1 * 0.7)


def test_a_change_of_the_graph_changes_the_answer():
    G = network(("ego", "mia", 0.5, "message"), ("mia", "dana", 0.3, "stated"))
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.105)
    kept = TieArrays.of(G)
    G.edges["mia", "dana"]["readiness"] = 0.6
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.21)
    assert ng.reachable(G, arrays=kept)["readiness"].iloc[-1] == pytest.approx(0.105), "kept ones are a copy"
    G.remove_edge("mia", "dana")
    assert list(ng.reachable(G)["person_id"]) == ["mia"]


def test_three_thousand_colleagues_are_three_thousand_entries():
    """All of them are reached by the guess over the one that ego knows: .5 x .7 x 50 / 3001."""
    G = network(("ego", "mia", 0.5, "message"))
    G.add_node("org:globex", kind="organization", name="Globex")
    everybody = ["mia", *(f"c{number}" for number in range(3000))]
    for one in everybody:
        G.add_node(one, kind="person", name=one)
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    assert len(TieArrays.of(G).colleagues.members) == len(everybody)
    found = ng.reachable(G).set_index("person_id").drop("mia")
    assert len(found) == 3000
    assert found["readiness"].to_numpy() == pytest.approx(0.5 * 0.7 * 50 / 3001)
    assert set(found["starter_id"]) == {"mia"}
    assert not found["proof"].any()


@pytest.mark.parametrize(("known", "other"), [("a", "b"), ("b", "a")])
def test_a_guess_and_a_tie_of_one_worth_stand_in_the_order_of_their_starters(known, other):
    """.5 x .05 x .7 either way; one starter is tied to the target, the other perhaps a colleague."""
    G = network(("ego", "a", 0.5, "message"), ("ego", "b", 0.5, "message"), (known, "t", 0.05, "connected"))
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in (other, "t"):
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    assert ng.reachable(G).set_index("person_id").loc["t", "starter_id"] == "a"
    G.edges["ego", "a"]["rest_until"] = utc("2027-01-01")
    assert ng.reachable(G).set_index("person_id").loc["t", "starter_id"] == "b"
    assert ng.referral_paths(G, "t").loc[0, "starter_id"] == "b"


def test_one_thread_and_one_workplace_are_a_likelier_guess_than_either():
    """Mia and Dana: .05 as listed in one thread, .05 as colleagues, .15 with both."""
    G = network(("ego", "mia", 0.5, "message"), ("mia", "dana", 0.05, "inferred"))
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.5 * 0.05 * 0.7)
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in ("mia", "dana"):
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.5 * 0.15 * 0.7)
    G.edges["mia", "dana"].update(evidence="connected", readiness=0.1)
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.5 * 0.1 * 0.7), "a tie is no guess"


def test_one_team_is_a_likelier_guess_than_one_workplace():
    G = network(("ego", "mia", 0.5, "message"))
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in ("mia", "dana"):
        G.add_node(one, kind="person", name=one, era="your Acme years", position="Payments Lead")
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.5 * 0.15 * 0.7)
    G.nodes["dana"]["position"] = "Nurse"
    assert ng.reachable(G)["readiness"].iloc[-1] == pytest.approx(0.5 * 0.05 * 0.7)


def test_colleagues_who_never_overlapped_lead_nowhere():
    G = network(("ego", "mia", 0.5, "message"))
    G.add_node("org:globex", kind="organization", name="Globex")
    for year, one in enumerate(("mia", "bo", "cy"), start=2000):
        G.add_node(one, kind="person", name=one)
        span = {"since": utc(f"{year}-02-01"), "until": utc(f"{year}-11-01")}
        G.add_edge(one, "org:globex", kind="affiliation", current=False, **span)
    assert list(ng.reachable(G)["person_id"]) == ["mia"]
    G.edges["bo", "org:globex"]["since"] = utc("2000-10-31")
    assert list(ng.reachable(G)["person_id"]) == ["mia", "bo"]


def test_isolate_single_tie_two_components_and_no_ego():
    alone = network()
    assert ng.reachable(alone).empty
    kinds = {column.name: DTYPES[column.kind] for column in REACHABLE.columns}
    for G in (alone, network(("ego", "a", 0.5, "message"))):
        assert ng.reachable(G).dtypes.to_dict() == kinds
    apart = network(("ego", "a", 0.5, "message"), ("b", "c", 0.5, "message"))
    assert list(ng.reachable(apart)["person_id"]) == ["a"]
    with pytest.raises(GraphError):
        ng.reachable(nx.Graph())
    for hops in (0, 4):
        with pytest.raises(ValueError, match="max_hops"):
            ng.reachable(alone, max_hops=hops)


def test_numbers_may_be_ids():
    G = nx.relabel_nodes(network(("ego", "a", 0.5, "message"), ("a", "b", 0.5, "stated")), {"ego": 0, "a": 1})
    G.graph["ego"] = 0
    assert list(ng.reachable(G)["starter_id"]) == ["1", "1"]


def test_a_warmer_tie_never_lowers_anybodys_readiness():
    G = network(
        ("ego", "a", 0.2, "message"),
        ("ego", "b", 0.3, "message"),
        ("a", "c", 0.5, "stated"),
        ("b", "c", 0.2, "stated"),
    )
    before = best_reach(TieArrays.of(G)).readiness
    for edge in G.edges:
        warmer = G.copy()
        warmer.edges[edge]["readiness"] = 0.9
        assert (best_reach(TieArrays.of(warmer)).readiness >= before).all()
    assert np.count_nonzero(before) == 3


def test_the_five_people(five):
    """Mia wrote last week; Dana is reached over Mia's word; Raj and Priya are Alex's own."""
    found = ng.reachable(five).set_index("person_id")
    assert set(found.index) == {"mia", "priya", "raj", "dana"}
    mia = five.edges["alex", "mia"]["readiness"]
    assert found.loc["dana", "readiness"] == pytest.approx(mia * 0.30 * 0.7)
    assert found.loc["dana", "via"] == ["Mia Chen"]
    assert found.attrs["rests_on"].startswith("Rests on")


def test_the_columns_that_stay_are_there(five):
    assert {"person_id", "name", "readiness", "hops", "via", "proof"} <= set(ng.reachable(five).columns)
