"""Referral paths against brute force: every simple path of a small network, in DESIGN's order."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import networkx as nx
import pandas as pd
import pytest
from conftest import bundle, network, person, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.schema import DTYPES, REFERRAL_PATHS


@st.composite
def networks(draw):
    nodes = ["ego", *"abcdef"[: draw(st.integers(1, 6))]]
    readiness = st.sampled_from([0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.9])
    evidence = st.sampled_from(["message", "message", "stated", "connected", "inferred"])
    tie = st.one_of(st.none(), st.tuples(readiness, evidence))
    ties = [(a, b, *kind) for a, b in combinations(nodes, 2) if (kind := draw(tie)) is not None]
    where = {one: "Globex" for one in nodes[1:] if draw(st.booleans())} | {nodes[-1]: "Globex"}
    return network(*ties, **where)


def key(G, path):
    """Proof first, then readiness, fewer hops, path ids: the order of DESIGN."""
    hops = [G.edges[pair] for pair in pairwise(path)]
    readiness = math.prod(hop["readiness"] for hop in hops) * 0.7 ** (len(hops) - 1)
    return not all(hop["proof"] for hop in hops), -round(readiness, 12), len(hops), tuple(path)


def brute(G, ends, limit, max_hops):
    """The best route of each starter, places left over to the next best, all in one order."""
    paths = sorted(
        (p for end in ends for p in nx.all_simple_paths(G, "ego", end, cutoff=max_hops)),
        key=lambda p: key(G, p),
    )
    first = {}
    for path in paths:
        first.setdefault(path[1], path)
    leading = list(first.values())[:limit]
    rest = [path for path in paths if path not in leading]
    return sorted(leading + rest[: limit - len(leading)], key=lambda p: key(G, p))


@settings(max_examples=100)
@given(networks(), st.integers(1, 8), st.integers(1, 3))
def test_no_simple_path_is_missed_and_the_order_is_designs(G, limit, max_hops):
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    people = [one for one in G if one != "ego"]
    there = [one for one in people if G.nodes[one].get("organization") == "Globex"]
    for target, ends in ((people[0], people[:1]), ("Globex", there)):
        frame = ng.referral_paths(G, target, limit=limit, max_hops=max_hops)
        expected = brute(G, ends, limit, max_hops)
        assert list(frame["path_ids"]) == expected
        assert list(frame["readiness"]) == pytest.approx([-key(G, path)[1] for path in expected])
        assert list(frame["proof"]) == [not key(G, path)[0] for path in expected]
        assert list(frame["rank"]) == list(range(1, len(expected) + 1))
    assert [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)] == before


def test_one_route_by_hand():
    """.5 x .3 x .7 = .105; the weakest tie is the second."""
    G = network(("ego", "mia", 0.5, "message"), ("mia", "dana", 0.3, "stated"), dana="Globex")
    (row,) = ng.referral_paths(G, "globex inc").to_dict("records")
    assert row["readiness"] == pytest.approx(0.105)
    assert (row["rank"], row["target"], row["target_name"], row["hops"]) == (1, "dana", "globex inc", 2)
    assert (row["weakest_hop"], row["proof"], row["starter_id"]) == (1, True, "mia")
    assert row["path"] == ["ego x", "mia x", "dana x"]
    assert row["path_ids"] == ["ego", "mia", "dana"]
    assert row["evidence"] == ["message", "stated"]


def test_equal_routes_stand_in_the_order_of_ids():
    """.1 x .2 x .3 and .3 x .2 x .1 are one number, though not one float."""
    one = [("ego", "b", 0.1, "message"), ("b", "c", 0.2, "message"), ("c", "t", 0.3, "message")]
    other = [("ego", "a", 0.3, "message"), ("a", "d", 0.2, "message"), ("d", "t", 0.1, "message")]
    assert list(ng.referral_paths(network(*one, *other), "t")["starter_id"]) == ["a", "b"]


def test_proof_stands_before_a_warmer_guess():
    G = network(("ego", "t", 0.1, "connected"), ("ego", "a", 0.2, "message"), ("a", "t", 0.2, "stated"))
    assert list(ng.referral_paths(G, "t")["proof"]) == [True, False]


def test_the_longest_route_has_three_hops():
    ties = [(a, b, 0.9, "message") for a, b in pairwise(["ego", "a", "b", "c", "d"])]
    assert list(ng.referral_paths(network(*ties), "c")["hops"]) == [3]
    assert ng.referral_paths(network(*ties), "d").empty
    assert ng.referral_paths(network(*ties), "c", max_hops=2).empty
    for hops in (0, 4):
        with pytest.raises(ValueError, match="max_hops"):
            ng.referral_paths(network(*ties), "c", max_hops=hops)


def test_a_tie_to_oneself_is_no_way_to_walk():
    G = network(("ego", "a", 0.5, "message"), ("a", "t", 0.5, "message"), ("ego", "t", 0.1, "message"))
    expected = list(ng.referral_paths(G, "t")["path_ids"])
    for one in ("ego", "a", "t"):
        G.add_edge(one, one, kind="tie", readiness=0.9, evidence="message", proof=True)
    assert list(ng.referral_paths(G, "t")["path_ids"]) == expected


def test_an_affiliation_is_no_way_to_walk_and_ego_is_no_starter():
    G = network(("ego", "a", 0.5, "message"), t="Globex", a="Globex")
    G.nodes["ego"]["organization"] = "Globex"
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in ("ego", "a", "t"):
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    for target in ("Globex", "org:globex"):
        frame = ng.referral_paths(G, target)
        assert list(frame["path_ids"]) == [["ego", "a"]], "insiders are no guess for one another"
        assert list(frame["target"]) == ["a"]


def former_colleagues():
    """Mia, known, and Dana, at Globex, were both at Hooli once; twenty people were."""
    G = network(("ego", "mia", 0.5, "message"), ("ego", "bo", 0.5, "message"), dana="Globex", cy="Acme")
    G.add_node("org:hooli", kind="organization", name="Hooli")
    span = {"current": False, "since": utc("2015-01-01"), "until": utc("2018-01-01")}
    for one in ("mia", "dana", "cy", *(f"h{at}" for at in range(17))):
        G.add_node(one, **{"kind": "person", "name": f"{one} x"} | G.nodes.get(one, {}))
        G.add_edge(one, "org:hooli", kind="affiliation", **span)
    return G


def test_a_guess_about_colleagues_is_a_last_hop_and_never_above_a_twentieth():
    G = former_colleagues()
    edges = list(G.edges)
    (row,) = ng.referral_paths(G, "Globex").to_dict("records")
    assert (row["path_ids"], row["evidence"], row["proof"]) == (
        ["ego", "mia", "dana"],
        ["message", "inferred"],
        False,
    )
    assert row["readiness"] <= 0.5 * 0.05 * 0.7 + 1e-12
    assert row["first_step"].endswith("?"), "a question, never an ask"
    assert list(G.edges) == edges
    G.add_edge("dana", "eve", kind="tie", readiness=0.3, evidence="stated", proof=True)
    G.nodes["eve"].update(kind="person", name="eve x")
    assert ng.referral_paths(G, "eve").empty, "not in the middle of a route"


def test_a_first_hop_that_is_a_guess_is_met_with_a_question():
    G = network(("ego", "a", 0.05, "inferred"), ("a", "t", 0.3, "stated"))
    for target in ("a", "t"):
        step = ng.referral_paths(G, target)["first_step"].iloc[0]
        assert "introduce" not in step
        assert "you are connected" not in step


def test_several_people_of_one_name_are_all_reached():
    G = network(("ego", "d1", 0.5, "message"), ("ego", "d2", 0.3, "message"))
    for one in ("d1", "d2"):
        G.nodes[one]["name"] = "Daniel Kimura"
    assert list(ng.referral_paths(G, "Daniel Kimura")["target"]) == ["d1", "d2"]
    assert list(ng.referral_paths(G, "d2")["target"]) == ["d2"]


def test_target_is_not_target_marketing_group_and_facebook_is_meta():
    G = network(
        ("ego", "a", 0.5, "message"), ("ego", "b", 0.5, "message"), a="Target Marketing Group", b="Meta"
    )
    assert ng.referral_paths(G, "Target").empty
    assert list(ng.referral_paths(G, "Facebook")["target"]) == ["b"]
    assert ng.referral_paths(G, "Metabolon").empty


def test_no_route_is_an_answer_with_the_nearest_names():
    G = network(("ego", "a", 0.5, "message"), a="Globex")
    G.add_node("org:globex", kind="organization", name="Globex")
    frame = ng.referral_paths(G, "Globexx")
    assert frame.empty
    assert frame.attrs["nearest"] == ["Globex"]
    kinds = {column.name: str(frame[column.name].dtype) for column in REFERRAL_PATHS.columns}
    assert kinds == {column.name: DTYPES[column.kind] for column in REFERRAL_PATHS.columns}


def test_another_hand_over_that_changes_the_first_place_is_said():
    """.105 x .7 in two hops against .06 in one: with .4 the other is first."""
    close = network(("ego", "t", 0.1, "message"), ("ego", "a", 0.4, "message"), ("a", "t", 0.4, "message"))
    clear = network(("ego", "t", 0.9, "message"), ("ego", "a", 0.4, "message"), ("a", "t", 0.4, "message"))
    assert ng.referral_paths(close, "t").attrs["note"]
    assert not ng.referral_paths(clear, "t").attrs["note"]


def test_a_resting_starter_is_left_in_peace():
    G = network(("ego", "a", 0.5, "message"), ("a", "t", 0.5, "message"))
    G.edges["ego", "a"]["rest_until"] = utc("2026-12-01")
    assert "1 Dec 2026" in ng.referral_paths(G, "t")["first_step"].iloc[0]


def test_numbers_may_be_ids_and_the_graph_needs_an_ego():
    G = nx.relabel_nodes(network(("ego", "a", 0.5, "message")), {"ego": 0, "a": 1})
    G.graph["ego"] = 0
    assert list(ng.referral_paths(G, 1)["path_ids"]) == [[0, 1]]
    with pytest.raises(GraphError):
        ng.referral_paths(nx.Graph(), "Globex")


def test_of_equal_starters_the_better_rested_goes_first():
    G = network(
        ("ego", "ann", 0.5, "message"),
        ("ego", "bo", 0.5, "message"),
        ("ann", "cy", 0.3, "stated"),
        ("bo", "cy", 0.3, "stated"),
    )
    assert list(ng.referral_paths(G, "cy")["starter_id"]) == ["ann", "bo"]
    G.edges["ego", "ann"]["rest_until"] = utc("2026-12-01")
    assert list(ng.referral_paths(G, "cy")["starter_id"]) == ["bo", "ann"]


def test_how_often_a_starter_was_asked_is_a_column_and_decides_between_equals(as_of):
    asked = {"starter_id": "ann", "target_id": "zoe", "stage": "asked"}
    ties = [
        {"person_a": one, "person_b": other, "evidence": "stated"}
        for one, other in (("alex", "ann"), ("alex", "bo"), ("ann", "cy"), ("bo", "cy"))
    ]
    introductions = [asked | {"at": utc("2026-10-20")}, asked | {"at": utc("2026-09-01")}]
    G = ng.build_graph(bundle(ties=ties, introductions=introductions), as_of=as_of)
    found = ng.referral_paths(G, "Cy")
    assert list(found["starter_id"]) == ["bo", "ann"]
    assert list(found["load"]) == [0, 1], "the ask of September is more than 30 days ago"


def test_whoever_left_is_reached_only_where_nobody_is_left_and_is_said_to_be_former():
    G = network(("ego", "ann", 0.5, "message"), ("ego", "bo", 0.4, "message"), bo="Acme")
    for name in ("Globex", "Acme"):
        G.add_node(f"org:{name.casefold()}", kind="organization", name=name)
        G.add_edge("ann", f"org:{name.casefold()}", kind="affiliation", current=False)
    (row,) = ng.referral_paths(G, "Globex").to_dict("records")
    assert row["former"]
    assert row["path_ids"] == ["ego", "ann"]
    assert "who do you know there?" in row["first_step"]
    assert "is not there now" in row["why"]
    assert list(ng.referral_paths(G, "Acme")["starter_id"]) == ["bo"], "somebody is there now"
    assert not ng.referral_paths(G, "Acme")["former"].any()


def test_several_targets_are_answered_one_after_the_other():
    G = network(("ego", "ann", 0.5, "message"), ("ego", "bo", 0.4, "message"), ann="Globex", bo="Acme")
    found = ng.referral_paths(G, ["Acme", "Globex", "Acme", "Nowhere"], limit=1)
    assert list(found["target_name"]) == ["Acme", "Globex"]
    assert list(found["rank"]) == [1, 1]
    pd.testing.assert_frame_equal(
        found.tail(1).reset_index(drop=True), ng.referral_paths(G, "Globex", limit=1)
    )


def test_without_a_target_the_chosen_ones_are_asked_for(as_of):
    people = [person("ann", organization="Globex"), person("bo", organization="Acme")]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "stated"} for one in ("ann", "bo")]
    targets = [
        {"name": name, "kind": "organization", "priority": rank, "status": "chosen"}
        for name, rank in (("Globex", 2.0), ("Acme", 4.0))
    ]
    G = ng.build_graph(bundle(people=people, ties=ties, targets=targets), as_of=as_of)
    assert list(ng.referral_paths(G)["target_name"]) == ["Acme", "Globex"]


def test_a_warm_colleague_leads_to_a_cold_one_where_a_second_sign_speaks_for_it():
    """Ann and Cy: same era, both titles say payments: .5 x .15 x .7; Di has no sign."""
    G = network(("ego", "ann", 0.5, "message"), ann="Globex", cy="Globex", di="Globex")
    G.add_node("org:globex", kind="organization", name="Globex")
    for one, title in (("ann", "Payments Engineer"), ("cy", "Head of Payments"), ("di", "Lawyer")):
        G.nodes[one].update(era="your Initech years", position=title)
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    found = ng.referral_paths(G, "Globex")
    assert list(found["path_ids"]) == [["ego", "ann"], ["ego", "ann", "cy"]]
    assert found["readiness"].iloc[1] == pytest.approx(0.5 * 0.15 * 0.7)
    assert not found["proof"].iloc[1]
    assert found["first_step"].iloc[1].startswith("Ask ann a question, nothing more")
    assert "both titles say payments (inferred)" in found["why"].iloc[1]
    to_meet = ng.who_to_meet(G, targets=["Globex"]).set_index("person_id")
    share = 0.5 / (1 + 0 + 2)
    assert to_meet["reach"].to_dict() == pytest.approx({"cy": share * 0.15, "di": share * 0.05})


def test_the_five_people(five):
    """Mia, whom Alex knows, leads to Dana; Raj is connected and no more."""
    frame = ng.referral_paths(five, "Globex")
    assert list(frame["path_ids"])[:2] == [["alex", "mia", "dana"], ["alex", "raj"]]
    assert list(frame["proof"])[:2] == [True, False]


def test_the_step_towards_somebody_you_met_is_no_question_whether_you_did():
    """A calendar without answers makes a guess of the tie, and yet you were in touch."""
    G = network(("ego", "bo", 0.5, "inferred"))
    assert ng.referral_paths(G, "bo")["first_step"].tolist() == [
        "Ask bo a question first: do we know each other?"
    ]
    G.edges["ego", "bo"]["last_contact"] = utc("2026-10-01")
    assert ng.referral_paths(G, "bo")["first_step"].tolist() == ["Write to bo."]
    G.edges["ego", "bo"]["quiet"] = 8.0
    assert ng.referral_paths(G, "bo")["first_step"].tolist() == ["Reconnect with bo first; ask later."]
