"""Explanations: the factors give the very numbers on the tie."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from conftest import both_wrote, bundle, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError, UnknownNameError
from netgraph.schema import EXPLAIN_TIE


@pytest.fixture(scope="module")
def G():
    """Ties of every sort: much contact, one word, a group, a recommendation, closeness, a connection."""
    return ng.build_graph(
        bundle(
            interactions=both_wrote("2024-01-01", "2026-10-31", "20D", "mia")
            + [said("2026-10-01", "alex", "once"), said("2026-09-01", "call", "alex", channel="call")]
            + [said("2026-09-09", "group", one, group_size=4, thread="g") for one in ("alex", "a", "b")],
            favors=[
                {"at": utc("2024-01-01"), "giver_id": "fan", "receiver_id": "alex", "kind": "recommendation"},
                {"at": utc("2024-01-01"), "giver_id": "alex", "receiver_id": "mia", "kind": "endorsement"},
            ],
            ties=[
                {"person_a": "fan", "person_b": "loner", "evidence": "stated"},
                {"person_a": "alex", "person_b": "raj", "evidence": "connected"},
                {"person_a": "alex", "person_b": "friend", "evidence": "logged", "closeness": 5.0},
                {"person_a": "alex", "person_b": "stranger", "evidence": "logged", "closeness": 0.0},
            ],
        ),
        as_of="2026-11-01",
    )


CASES = ["mia", "once", "call", "group", "fan", "raj", "friend", "stranger"]


@pytest.fixture(scope="module")
def effects(G):
    """Effects by tie and number."""
    frames = {alter: ng.explain_tie(G, alter) for alter in CASES}
    return {alter: frame.groupby("number")["effect"].agg(list).to_dict() for alter, frame in frames.items()}


@pytest.mark.parametrize("alter", CASES)
def test_the_terms_give_the_numbers_on_the_tie(G, effects, alter):
    tie, effect = G.edges["alex", alter], effects[alter]
    from_terms = {
        "strength": 1 - math.exp(-sum(effect["strength"])),
        "recency": math.prod(effect["recency"]),
        "contact_chance": 1 / (1 + math.exp(-sum(effect["contact_chance"]))),
        "readiness": 1 - math.prod(effect["readiness"]),
    }
    assert from_terms == pytest.approx({name: tie[name] for name in from_terms}, nan_ok=True)


def test_the_cases_cover_what_is_known_and_what_is_not(G):
    known = {one for one in CASES if not math.isnan(G.edges["alex", one]["strength"])}
    assert known == {"mia", "once", "call", "group", "fan", "friend", "stranger"}
    assert {one for one in CASES if G.edges["alex", one]["last_contact"]} == {"mia", "once", "call", "group"}


def test_what_it_rests_on_is_said_in_counts_and_dates(G):
    frame = ng.explain_tie(G, "mia")
    assert list(frame.columns) == EXPLAIN_TIE.names
    days = frame[(frame["number"] == "strength") & (frame["factor"] == "days in contact")].iloc[0]
    sent = G.edges["alex", "mia"]["n_sent"]
    assert days["value"] == G.edges["alex", "mia"]["active_days"]
    assert f"{sent} sent, {sent} received" in days["rests_on"]
    assert "1 Jan 2024" in days["rests_on"]
    assert len(frame.attrs["sentences"]) == 2


def test_a_name_in_full_will_do(G):
    assert ng.explain_tie(G, "Mia")["effect"].to_list() == ng.explain_tie(G, "mia")["effect"].to_list()


def test_a_graph_made_by_hand_has_no_history():
    G = nx.Graph(ego="alex")
    G.add_nodes_from((one, {"kind": "person", "name": one}) for one in ("alex", "mia"))
    G.add_edge("alex", "mia", kind="tie", readiness=0.3, evidence="message", proof=True)
    with pytest.raises(NoHistoryError):
        ng.explain_tie(G, "mia")


@pytest.mark.parametrize("asked", ["Noah Lindgaard", "loner", "alex"])
def test_nothing_to_explain_is_an_error_that_names_nobody(G, asked):
    with pytest.raises(UnknownNameError) as failure:
        ng.explain_tie(G, asked)
    assert "noah" not in str(failure.value).casefold()
