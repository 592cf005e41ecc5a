"""What moved: one story for each change, and silence about everything else."""

from __future__ import annotations

import math
from itertools import pairwise

import networkx as nx
import pytest
from conftest import both_wrote, bundle, said, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.schema import WHAT_MOVED


def story():
    """One tie for each way to move between 1 September and 1 November 2026, named by it."""
    old = both_wrote("2023-01-01", "2024-06-01", "30D", "replier")
    older = both_wrote("2023-01-01", "2024-06-01", "30D", "chased")
    events = [
        [*old, said("2026-10-20", "replier", "alex")],
        [*older, said("2026-10-20", "alex", "chased")],
        both_wrote("2026-10-05", "2026-10-26", "7D", "new"),
        both_wrote("2025-01-10", "2026-11-01", "10D", "steady"),
        both_wrote("2026-05-01", "2026-08-30", "7D", "ended"),
        [*both_wrote("2026-07-01", "2026-08-20", "7D", "slower"), said("2026-09-25", "alex", "slower")],
        both_wrote("2025-01-01", "2026-07-15", "60D", "livelier")
        + both_wrote("2026-09-25", "2026-10-31", "3D", "livelier"),
        both_wrote("2015-01-01", "2018-01-01", "30D", "long gone"),
        [said("2026-03-20", "once", "alex")],
    ]
    return bundle(
        interactions=[row for rows in events for row in rows],
        ties=[
            {"person_a": "alex", "person_b": "raj", "evidence": "connected"},
            {"person_a": "alex", "person_b": "friend", "evidence": "logged", "closeness": 5.0},
        ],
    )


@pytest.fixture(scope="module")
def graphs():
    contacts = story()
    return [ng.build_graph(contacts, as_of=as_of) for as_of in ("2026-09-01", "2026-11-01")]


@pytest.fixture(scope="module")
def moved(graphs):
    return ng.what_moved(*graphs)


def test_each_tie_is_told_once_by_what_happened(moved):
    assert dict(zip(moved["person_id"], moved["change"], strict=True)) == {
        "replier": "replied",
        "chased": "warmed",
        "new": "warmed",
        "livelier": "warmed",
        "ended": "went quiet",
        "slower": "cooled",
    }


def test_replies_stand_first_then_what_warmed_went_quiet_and_cooled(moved):
    assert moved["change"].drop_duplicates().to_list() == ["replied", "warmed", "went quiet", "cooled"]


def test_the_bands_before_and_after_are_named(moved):
    bands = moved.set_index("person_id")[["before", "after"]]
    assert bands.loc["replier"].to_list() == ["quiet", "in touch"]
    assert bands.loc["new"].to_list() == ["not known", "in touch"]
    assert bands.loc["ended"].to_list() == ["in touch", "quiet"]
    assert bands.loc["slower"].to_list() == ["strong", "medium"]


def test_the_reason_says_when_and_how_long(moved):
    why = moved.set_index("person_id")["why"]
    assert "20 Oct 2026" in why["replier"]
    assert "at least 2 years" in why["replier"], "May 2024 to September 2026"
    assert "no answer yet" in why["chased"]
    assert why["new"].startswith("First contact in this data")
    assert why["ended"].startswith("Silent for 9 weeks"), "30 August to 1 November is 63 days"


def test_the_numbers_are_those_of_the_two_graphs(moved, graphs):
    row = moved.set_index("person_id").loc["slower"]
    before, after = (G.edges["alex", "slower"] for G in graphs)
    assert (row["chance_before"], row["chance_after"]) == (before["contact_chance"], after["contact_chance"])
    assert (row["quiet_before"], row["quiet_after"]) == (before["quiet"], after["quiet"])
    assert math.isnan(moved.set_index("person_id").loc["new", "chance_before"])


def test_nothing_moves_between_a_date_and_itself(graphs):
    for G in graphs:
        still = ng.what_moved(G, G)
        assert still.empty
        assert list(still.columns) == WHAT_MOVED.names
        assert still.attrs["rests_on"]


def test_history_imported_later_is_no_move(graphs):
    earlier = ng.build_graph(bundle(), as_of="2026-11-01")
    assert ng.what_moved(earlier, graphs[1]).empty


def test_dates_the_wrong_way_round_and_two_owners_are_refused(graphs):
    with pytest.raises(GraphError, match="swap"):
        ng.what_moved(*reversed(graphs))
    other = ng.build_graph(bundle(ego="sam"), as_of="2026-09-01")
    with pytest.raises(GraphError, match="owners"):
        ng.what_moved(other, graphs[1])


def by_hand(**tie):
    G = nx.Graph(ego="alex")
    G.add_nodes_from((one, {"kind": "person", "name": one}) for one in ("alex", "mia"))
    G.add_edge("alex", "mia", kind="tie", readiness=0.3, evidence="message", proof=True, **tie)
    return G


def change(before, after):
    day = utc("2026-10-01")
    found = ng.what_moved(by_hand(last_contact=day, **before), by_hand(last_contact=day, **after))
    return found["change"].to_list()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (0.44, 0.49, []),
        (0.44, 0.50, ["warmed"]),
        (0.46, 0.41, []),
        (0.45, 0.39, ["cooled"]),
        (0.14, 0.19, []),
        (0.14, 0.20, ["warmed"]),
        (0.15, 0.09, ["cooled"]),
        (0.20, 0.44, []),
        (0.90, 0.46, []),
        (0.05, 0.95, ["warmed"]),
        (math.nan, 0.95, []),
    ],
)
def test_a_chance_moves_a_tie_only_with_a_margin(before, after, expected):
    assert change({"contact_chance": before}, {"contact_chance": after}) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(2.4, 2.5, ["went quiet"]), (2.5, 9.0, []), (1.9, 2.4, []), (3.0, 2.4, [])],
)
def test_silence_moves_a_tie_at_two_and_a_half_rhythms(before, after, expected):
    """The last: a rhythm that was learned anew, without any contact, warms nobody."""
    assert change({"quiet": before}, {"quiet": after}) == expected


def test_a_graph_by_hand_without_any_number_moves_nothing():
    assert ng.what_moved(by_hand(), by_hand()).empty


@settings(max_examples=50)
@given(st.lists(st.floats(0.41, 0.49), min_size=2, max_size=6))
def test_wobbling_about_a_bound_is_never_told(chances):
    assert [change({"contact_chance": a}, {"contact_chance": b}) for a, b in pairwise(chances)] == [
        [] for _ in chances[1:]
    ]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0.001, 0.999)), min_size=2, max_size=8))
def test_a_silence_is_told_once_however_often_one_looks(looks):
    """Silence grows and the chance falls while there is no contact."""
    silences, chances = sorted(one for one, _ in looks), sorted((one for _, one in looks), reverse=True)
    ties = [{"quiet": q, "contact_chance": c} for q, c in zip(silences, chances, strict=True)]
    told = [row for before, after in pairwise(ties) for row in change(before, after)]
    assert told.count("went quiet") <= 1
    assert told.count("cooled") <= 2, "there are two bounds to fall below"
    assert not {"warmed", "replied"} & set(told)
