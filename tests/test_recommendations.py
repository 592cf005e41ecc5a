"""Recommendations: ego's own count, one between two others says nothing of ego's ties."""

from __future__ import annotations

import math

import pytest
from conftest import bundle, network, person, utc

import netgraph as ng
from netgraph.recommendations import recommended, recommended_with_ego


def favor(giver, receiver, kind="recommendation"):
    return {"at": utc("2024-01-01"), "giver_id": giver, "receiver_id": receiver, "kind": kind}


def tied(*favors, **tables):
    """Ego is connected to Ana and Bob, both at Globex."""
    people = [
        person(one, organization="Globex", connected_on=utc(f"{year}-01-01"))
        for one, year in (("ana", 2021), ("bob", 2020))
    ]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in ("ana", "bob")]
    return bundle(people=people, ties=[*ties, *tables.pop("ties", [])], favors=list(favors), **tables)


def test_only_those_with_ego_count_one_entry_each_way():
    contacts = tied(
        favor("ana", "alex"),
        favor("alex", "ana"),
        favor("ana", "bob"),
        favor("alex", "alex"),
        favor("bob", "alex", "endorsement"),
    )
    assert list(recommended(contacts.favors, ego="alex")) == ["ana", "ana"]
    assert list(recommended(contacts.favors, ego="alex", kind="endorsement")) == ["bob"]


def test_nobody_owns_the_data_or_there_is_no_history():
    assert recommended(tied(favor("ana", "bob")).favors, ego=None).empty
    assert recommended_with_ego(network(("ego", "ana", 0.3, "stated"))) == frozenset()


@pytest.mark.parametrize("kind", ["recommendation", "endorsement"])
def test_a_favor_between_two_others_makes_no_tie_of_egos_stronger(kind):
    G = ng.build_graph(tied(favor("ana", "bob", kind)), as_of="2026-11-01")
    for one in ("ana", "bob"):
        assert math.isnan(G.edges["alex", one]["strength"])
        assert G.edges["alex", one]["readiness"] == 0.10
    if kind == "recommendation":
        assert G.edges["ana", "bob"]["evidence"] == "stated", "the two know each other"


def test_a_recommendation_of_egos_own_still_tells_strength():
    """x = .35 for one recommendation, so 1 - exp(-.35) = .295."""
    G = ng.build_graph(tied(favor("alex", "ana"), favor("ana", "bob")), as_of="2026-11-01")
    assert G.edges["alex", "ana"]["strength"] == pytest.approx(0.295, abs=5e-4)


def test_who_to_meet_says_so_of_nobody_else():
    spouse = {"person_a": "alex", "person_b": "bob", "evidence": "stated", "note": "spouse"}
    G = ng.build_graph(tied(favor("ana", "alex"), ties=[spouse]), as_of="2026-11-01")
    found = ng.who_to_meet(G).set_index("person_id")
    assert "one of you recommended the other" in found.loc["ana", "why"]
    assert "recommended" not in found.loc["bob", "why"]
    assert list(found.index) == ["ana", "bob"], "a recommendation comes before the earlier connection"


def test_the_closeness_round_takes_nothing_else_for_one():
    spouse = {"person_a": "alex", "person_b": "bob", "evidence": "stated", "note": "spouse"}
    G = ng.build_graph(tied(favor("ana", "alex"), ties=[spouse]), as_of="2026-11-01")
    uncertainty = ng.closeness_round(G).set_index("person_id")["uncertainty"]
    assert uncertainty.to_dict() == {"ana": 1.0, "bob": 0.25}


def test_the_first_round_says_so_of_nobody_else():
    offered = ng.first_round(tied(favor("ana", "bob")), as_of="2026-11-01")
    assert not offered["why"].str.contains("recommended").any()
    offered = ng.first_round(tied(favor("alex", "bob")), as_of="2026-11-01").set_index("person_id")
    assert offered["why"].str.contains("recommended").to_dict() == {"bob": True, "ana": False}
