"""Who to meet: reach by hand, and nobody's order by id."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from conftest import bundle, network, person, utc

import netgraph as ng
from netgraph.schema import DTYPES, WHO_TO_MEET


@pytest.fixture
def G():
    """Ego knows Ann (.6) and Bo (.5). Ann has three ties, Bo two; both know Cy, Ann knows Di."""
    return network(
        ("ego", "ann", 0.6, "message"),
        ("ego", "bo", 0.5, "message"),
        ("ann", "cy", 0.3, "stated"),
        ("bo", "cy", 0.3, "stated"),
        ("ann", "di", 0.3, "stated"),
        cy="Globex",
        di="Acme",
    )


def found(G, **options):
    return ng.who_to_meet(G, **options).set_index("person_id")


def test_reach_adds_up_over_go_betweens_divided_by_their_ties(G):
    """Cy: .6 x .3 / 3 + .5 x .3 / 2 = .06 + .075; Di: .06."""
    frame = found(G)
    assert list(frame.index) == ["cy", "di"]
    assert list(frame["reach"]) == pytest.approx([0.135, 0.06])
    assert list(frame["need"]) == [1.0, 1.0]
    assert frame.loc["cy", "via"] == ["bo x", "ann x"], "the likeliest first"
    assert list(frame["proof"]) == [True, True]


def test_the_score_is_reach_times_need_plus_novelty(G):
    frame = found(G)
    novelty = frame["novelty"].fillna(0)
    assert (frame["score"] >= frame["reach"] * frame["need"] - 1e-12).all()
    assert list(frame["score"] - 0.01 * novelty) == pytest.approx(list(frame["reach"] * frame["need"]))


def test_novelty_is_the_share_of_ties_new_to_ego_and_not_known_below_two(G):
    """Cy's ties are both known to ego; Di has one."""
    G.add_edge("cy", "new", kind="tie", readiness=0.3, evidence="stated", proof=True)
    G.nodes["new"].update(kind="person", name="new x")
    frame = found(G)
    assert frame.loc["cy", "novelty"] == pytest.approx(1 / 3)
    assert math.isnan(frame.loc["di", "novelty"])


def test_a_change_of_the_graph_changes_the_answer(G):
    """Cy over Ann alone: .6 x .3 / 3; with a tie of .6 twice that; nothing once Ann is a mere connection."""
    G.remove_edge("bo", "cy")
    assert found(G).loc["cy", "reach"] == pytest.approx(0.06)
    G.edges["ann", "cy"]["readiness"] = 0.6
    assert found(G).loc["cy", "reach"] == pytest.approx(0.12)
    G.edges["ego", "ann"]["rest_until"] = utc("2027-01-01")
    assert found(G).loc["cy", "fairness"] == 0
    G.edges["ego", "ann"].update(evidence="connected", proof=False)
    assert set(found(G)["reach"]) == {0.0}


def test_only_people_without_known_contact_are_listed(G):
    G.add_edge("ego", "cy", kind="tie", readiness=0.1, evidence="connected", proof=False)
    assert set(found(G).index) == {"cy", "di"}, "a connection is no contact"
    G.edges["ego", "cy"]["last_contact"] = utc("2026-01-01")
    assert set(found(G).index) == {"di"}


def test_a_mere_connection_is_no_go_between():
    assert (
        found(network(("ego", "raj", 0.1, "connected"), ("raj", "dana", 0.3, "stated"))).loc["dana", "reach"]
        == 0
    )


def test_with_targets_need_is_whole_there_half_next_to_it_and_others_are_left_out(G):
    G.add_edge("di", "cy", kind="tie", readiness=0.3, evidence="stated", proof=True)
    G.add_node("far", kind="person", name="far x")
    frame = found(G, targets=["Globex"])
    assert frame["need"].to_dict() == {"cy": 1.0, "di": 0.5}
    assert frame["targets"].to_dict() == {"cy": ["Globex"], "di": ["Globex"]}
    assert found(G, targets=["Vandelay"]).empty


def test_at_one_target_and_next_to_another_is_at_a_target():
    G = network(("cy", "di", 0.3, "stated"), cy="Globex", di="Acme")
    frame = found(G, targets=["Globex", "Acme"])
    assert list(frame["need"]) == [1.0, 1.0]
    assert set(frame.loc["di", "targets"]) == {"Acme", "Globex"}


def test_whoever_is_at_a_target_under_another_name_is_said_to_be_there():
    frame = found(
        network(("ego", "ann", 0.6, "message"), ("ann", "cy", 0.3, "stated"), cy="Meta"), targets=["Facebook"]
    )
    assert frame.loc["cy", "need"] == 1.0
    assert "is at" in frame.loc["cy", "why"]


def test_colleagues_are_go_betweens_by_guess_alone():
    G = network(("ego", "ann", 0.6, "message"), ann="Globex", cy="Globex")
    G.add_node("org:globex", kind="organization", name="Globex")
    for one in ("ann", "cy"):
        G.add_edge(one, "org:globex", kind="affiliation", current=True)
    row = found(G).loc["cy"]
    assert 0 < row["reach"] <= 0.6 * 0.05
    assert not row["proof"]
    assert "may know" in row["why"]


def test_equal_scores_go_by_common_ground_and_never_by_id():
    """In a star nobody has reach: shared employer, era, recommendation, earlier connection, name."""
    G = nx.Graph(ego="ego")
    G.add_node("ego", kind="person", name="Alex Moreno")
    G.add_node("org:acme", kind="organization", name="Acme")
    G.add_edge("ego", "org:acme", kind="affiliation", current=False)
    cases = {
        "z1": {"employer": True},
        "y2": {"era": "your Acme years, 2015-19"},
        "x3": {"recommended": True},
        "w4": {"since": utc("2012-01-01")},
        "v5": {"since": utc("2020-01-01"), "name": "Bea Li"},
        "u6": {"since": utc("2020-01-01"), "name": "Cleo Li"},
    }
    for one, case in sorted(cases.items()):
        G.add_node(one, kind="person", name=case.get("name", f"{one} x"), era=case.get("era"))
        tie = {"readiness": 0.1, "evidence": "connected", "proof": False}
        G.add_edge("ego", one, kind="tie", since=case.get("since", utc("2025-01-01")), **tie)
        if case.get("employer"):
            G.add_edge(one, "org:acme", kind="affiliation", current=False)
    praise = [
        {"at": utc("2024-01-01"), "giver_id": one, "receiver_id": "ego", "kind": "recommendation"}
        for one, case in cases.items()
        if case.get("recommended")
    ]
    G.graph["contacts"] = bundle(ego="ego", favors=praise)
    assert list(found(G).index) == list(cases)
    assert set(found(G)["score"]) == {0.0}


def test_a_title_near_the_sought_role_decides_between_equals_and_is_said(as_of):
    people = [
        person("ann", organization="Globex", position="Sales Director", connected_on=utc("2015-01-01")),
        person("cy", organization="Globex", position="Senior Data Engineer", connected_on=utc("2020-01-01")),
    ]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in ("ann", "cy")]
    target = {"name": "Globex", "kind": "organization", "priority": 3.0, "status": "chosen"}
    G = ng.build_graph(
        bundle(people=people, ties=ties, targets=[target | {"role": "Data engineer"}]), as_of=as_of
    )
    assert list(found(G).index) == ["cy", "ann"]
    assert "a title near the one you seek" in found(G).loc["cy", "why"]
    G = ng.build_graph(bundle(people=people, ties=ties, targets=[target]), as_of=as_of)
    assert list(found(G).index) == ["ann", "cy"], "no role is sought: connected earlier"


def test_two_targets_next_to_a_person_open_more_than_one():
    G = network(
        ("cy", "ann", 0.3, "stated"),
        ("cy", "bo", 0.3, "stated"),
        ("di", "bo", 0.3, "stated"),
        ann="Globex",
        bo="Acme",
    )
    assert found(G, targets=["Globex", "Acme"])["need"].to_dict() == {
        "ann": 1,
        "bo": 1,
        "cy": 0.75,
        "di": 0.5,
    }


def test_fairness_is_the_share_of_reach_that_rests_on_people_who_may_be_asked(G):
    G.edges["ego", "bo"]["rest_until"] = utc("2026-12-24")
    frame = found(G)
    assert frame.loc["cy", "fairness"] == pytest.approx(0.06 / 0.135)
    assert frame.loc["di", "fairness"] == 1.0
    assert "bo x knows cy (and 1 more), who rests until 24 Dec 2026" in frame.loc["cy", "why"]


def test_without_targets_the_answer_says_what_one_would_add(G):
    assert "No target is named" in ng.who_to_meet(G).attrs["note"]
    assert ng.who_to_meet(G, targets=["Globex"]).attrs["note"] is None


def test_renaming_the_ids_does_not_change_the_order(G):
    renamed = nx.relabel_nodes(G, {"ann": "zz", "bo": "aa", "cy": "bb", "di": "a0"})
    assert list(ng.who_to_meet(renamed)["name"]) == list(ng.who_to_meet(G)["name"])


def test_without_targets_the_stored_ones_count_and_proposed_ones_do_not(as_of):
    people = [person("dana", organization="Globex"), person("raj", organization="Hooli")]
    targets = [
        {"name": "Globex", "kind": "organization", "priority": 3.0, "status": "chosen"},
        {"name": "Hooli", "kind": "organization", "priority": 5.0, "status": "proposed"},
    ]
    G = ng.build_graph(bundle(people=people, targets=targets), as_of=as_of)
    assert list(found(G).index) == ["dana"]
    assert set(found(G, targets=["Hooli"]).index) == {"raj"}
    assert set(found(G, targets=[]).index) == {"dana", "raj"}


def test_limit_columns_and_kinds(G):
    assert len(ng.who_to_meet(G, limit=1)) == 1
    alone = nx.Graph(ego="ego")
    alone.add_node("ego", kind="person", name="Alex Moreno")
    for frame in (ng.who_to_meet(G), ng.who_to_meet(alone)):
        kinds = {name: str(frame[name].dtype) for name in frame.columns}
        assert kinds == {column.name: DTYPES[column.kind] for column in WHO_TO_MEET.columns}


def test_the_five_people(five):
    """Mia states that she knows Dana; Raj is connected without a word. Neither Mia nor Priya is new."""
    edges = len(five.edges)
    frame = found(five)
    assert list(frame.index) == ["dana", "raj"]
    readiness = five.edges["alex", "mia"]["readiness"]
    assert frame.loc["dana", "reach"] == pytest.approx(readiness * 0.30 / 2), "Mia's two ties: Alex and Dana"
    assert len(five.edges) == edges
