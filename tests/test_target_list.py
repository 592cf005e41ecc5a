"""The targets: a role sought belongs to the organization, however it is spelled."""

from __future__ import annotations

import pytest
from conftest import bundle, network, person

import netgraph as ng
from netgraph.target_list import roles_sought


def target(name, role, **more):
    return {"name": name, "kind": "organization", "role": role, "priority": 3.0, "status": "chosen"} | more


def with_targets(*targets):
    people = [person("raj", "Raj Patel", organization="Globex", position="Data Engineer")]
    ties = [{"person_a": "alex", "person_b": "raj", "evidence": "stated"}]
    return ng.build_graph(bundle(people=people, ties=ties, targets=list(targets)), as_of="2026-11-01")


@pytest.mark.parametrize("asked", ["Globex", "globex", "GLOBEX GmbH", "Globex, Inc."])
def test_a_role_is_found_under_another_spelling(asked):
    G = with_targets(target("Globex GmbH", "Data Engineer"), target("Hooli", "Nurse"))
    assert roles_sought(G, [asked]) == ["Data Engineer"]


def test_of_several_targets_each_role_stands_once_in_the_order_of_the_table():
    G = with_targets(
        target("Globex GmbH", "Data Engineer"), target("Hooli", "Nurse"), target("Globex", "Data Engineer")
    )
    assert roles_sought(G, ["Hooli", "globex"]) == ["Data Engineer", "Nurse"]


def test_what_was_only_proposed_dropped_or_is_a_person_is_not_sought():
    G = with_targets(
        target("Globex", "Analyst", status="proposed", source="linkedin saved jobs"),
        target("Hooli", "Nurse", status="dropped"),
        target("Dana Cole", "Boss", kind="person"),
        target("Initech", None),
    )
    assert roles_sought(G, ["Globex", "Hooli", "Dana Cole", "Initech"]) == []


def test_without_history_or_a_name_there_is_no_role():
    assert roles_sought(network(), ["Globex"]) == []
    assert roles_sought(with_targets(target("???", "Analyst")), ["", "!!!"]) == []


def test_every_answer_knows_the_role_under_another_spelling():
    """Stored is "Globex GmbH", at which nobody is called so; Raj is at "Globex"."""
    G = with_targets(target("Globex GmbH", "Data Engineer"))
    why = ng.who_to_meet(G, targets=["Globex"]).set_index("person_id").loc["raj", "why"]
    assert "a title near the one you seek" in why
    route = ng.referral_paths(G, "Globex").iloc[0]
    assert ng.ask_kit(G, route).objective == "Data Engineer at Globex"
    assert "You seek: Data Engineer." in set(ng.prep(G, "Globex")["line"])
    assert ng.prep(G, "Raj Patel")["line"].str.contains("from a Data Engineer").any()
