"""The closeness round: what is asked first, by hand-made networks whose order anyone can tell."""

from __future__ import annotations

import math

import pytest
from conftest import both_wrote, bundle, network, person, utc

import netgraph as ng
from netgraph.practice.choice_entries import pair_entry


def asked(found, kind="closeness"):
    return list(found.loc[found["kind"] == kind, "person_id"])


def test_a_tie_that_leads_to_a_target_is_asked_about_before_one_that_leads_nowhere():
    G = network(
        ("ego", "near", 0.1, "connected"),
        ("ego", "far", 0.1, "connected"),
        ("near", "end", 0.3, "stated"),
        end="Globex",
    )
    G.graph["contacts"] = bundle(
        ego="ego", targets=[{"name": "Globex", "kind": "organization", "priority": 3, "status": "chosen"}]
    )
    found = ng.closeness_round(G)
    assert asked(found) == ["near", "far"]
    near = found.iloc[0]
    # Beyond the first tie: .3 x .7 for the target, .3 / 2 for meeting the one it leads to.
    assert near["use"] == pytest.approx(0.45 * (0.3 * 0.7 + 0.3 / 2) + 0.45)
    assert near["uncertainty"] == 0.25
    assert near["gain"] == pytest.approx(0.25 * near["use"])
    assert "Globex" in near["why"]
    assert found.iloc[1]["use"] == pytest.approx(0.45)


def test_silence_and_days_in_contact_move_the_order_as_the_formula_says():
    G = network(("ego", "a", 0.2, "message"))
    G.edges["ego", "a"].update(
        strength=0.2,
        quiet=8.0,
        active_days=10.0,
        contact_chance=0.1,
        last_contact=utc("2020-01-01"),
        silent_days=100,
    )
    row = ng.closeness_round(G).iloc[0]
    assert row["use"] == pytest.approx(0.9)
    assert row["uncertainty"] == pytest.approx(2 * math.sqrt(0.2 * 0.8) / math.sqrt(2))
    G.edges["ego", "a"]["quiet"] = 1.0
    assert ng.closeness_round(G).iloc[0]["use"] == 0


def test_what_was_said_is_not_asked_again_nor_are_recruiters():
    G = network(
        ("ego", "a", 0.1, "connected"), ("ego", "b", 0.1, "connected"), ("ego", "c", 0.1, "connected")
    )
    G.edges["ego", "a"]["closeness"] = 0.0
    G.nodes["b"]["position"] = "Technical Recruiter"
    assert asked(ng.closeness_round(G)) == ["c"]
    assert ng.closeness_round(G, limit=0, pairs=0).empty


def test_of_equal_ties_no_employer_has_two_turns_before_the_others_had_one():
    organizations = {"a1": "Acme", "a2": "Acme", "a3": "Acme", "h1": "Hooli"}
    G = network(*(("ego", one, 0.1, "connected") for one in organizations), **organizations)
    assert sorted(asked(ng.closeness_round(G, limit=2))) == ["a1", "h1"]


@pytest.fixture(scope="module")
def colleagues():
    """Ann, whom ego knows well, and Raj, whom ego barely knows, have both been at Globex with Dana."""
    years = {
        "started_on": utc("2015-01-01"),
        "ended_on": utc("2019-01-01"),
        "kind": "work",
        "organization": "Globex",
    }
    return ng.combine(
        bundle(
            people=[
                person("alex", "Alex Moreno"),
                person("ann", "Ann Teak"),
                person("raj", "Raj Patel"),
                person("dana", "Dana Cole", organization="Globex"),
            ],
            interactions=[
                *both_wrote("2024-01-01", "2026-10-26", "7D", "ann"),
                *both_wrote("2026-01-01", "2026-01-01", "D", "raj"),
            ],
            jobs=[
                {"person_id": "ann", **years},
                {"person_id": "raj", **years},
                {"person_id": "dana", **years, "ended_on": None},
            ],
            targets=[
                {"name": "Globex", "kind": "organization", "priority": 5, "status": "chosen", "source": "you"}
            ],
        )
    )


def pairs(contacts):
    found = ng.closeness_round(ng.build_graph(contacts, as_of="2026-11-01"))
    rows = found[found["kind"] == "pair"]
    return list(zip(rows["name"], rows["other_name"], strict=True)), rows


def test_pairs_are_asked_by_what_a_yes_would_open(colleagues):
    asked_for, rows = pairs(colleagues)
    assert asked_for == [("Ann Teak", "Dana Cole"), ("Raj Patel", "Dana Cole")], "Ann's tie is the readier"
    # Three people seen at Globex: a guess of .05, so a chance of .05 / .30.
    assert list(rows["uncertainty"]) == pytest.approx([4 * (1 / 6) * (5 / 6)] * 2)
    ready = ng.build_graph(colleagues, as_of="2026-11-01")
    ann = colleagues.people.set_index("name").loc["Ann Teak", "person_id"]
    assert rows["use"].iloc[0] == pytest.approx(ready.edges[colleagues.ego, ann]["readiness"] * 0.3 * 0.7)


@pytest.mark.parametrize("known", [True, False])
def test_an_answered_pair_is_not_asked_again(colleagues, known):
    answered = ng.combine(colleagues, pair_entry(colleagues, "Ann Teak", "Dana Cole", known=known))
    assert ("Ann Teak", "Dana Cole") not in pairs(answered)[0]


def test_the_answers_go_where_the_first_round_s_go(tmp_path, contacts):
    with ng.Book(tmp_path / "network.db") as book:
        book.add(contacts)
        found = ng.closeness_round(book.graph(as_of="2026-11-01"))
        told = found[found["kind"] == "closeness"].assign(closeness=4.0)
        assert len(told) == 3
        book.closeness(told, as_of="2026-11-01")
        assert asked(ng.closeness_round(book.graph(as_of="2026-11-01"))) == []
