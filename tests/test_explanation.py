"""Explanations: the factors give the very numbers on the tie."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from conftest import both_wrote, bundle, person, said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

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


def explained(alter="mia", **tables):
    return ng.explain_tie(ng.build_graph(bundle(**tables), as_of="2026-11-01"), alter)


def rests_on(frame, number):
    return " ".join(frame.loc[frame["number"] == number, "rests_on"])


def test_a_five_year_tie_of_fifty_messages_silent_for_a_year_is_strong_and_quiet():
    days = [utc("2025-10-30") - pd.Timedelta(days=37 * at) for at in range(50)]
    pairs = [("alex", "mia"), ("mia", "alex")]
    rows = [said(f"{day:%Y-%m-%d}", *pairs[at % 2]) for at, day in enumerate(days)]
    frame = explained(interactions=rows)
    first, second = frame.attrs["sentences"]
    assert "strong and quiet" in first
    assert "30 Oct 2025, 12 months ago" in second
    assert "usually in contact every 5 weeks" in second, "(1,813 + 90) / 50 = 38 days"


def test_a_tie_within_its_rhythm_is_in_touch():
    frame = explained(interactions=both_wrote("2024-01-01", "2026-10-31", "7D", "mia"))
    assert "strong and in touch" in frame.attrs["sentences"][0]


def test_never_contacted_is_not_known_and_says_what_would_make_it_known():
    others = both_wrote("2024-01-01", "2024-06-01", "7D", "bo")
    connected = [{"person_a": "alex", "person_b": "mia", "evidence": "connected"}]
    frame = explained(interactions=others, ties=connected)
    assert frame.attrs["sentences"][0].endswith("is not known: no contact in this data.")
    assert "netgraph start" in frame.attrs["sentences"][1]
    assert "Complete export" not in frame.attrs["sentences"][1]
    for number in ("strength", "recency", "contact_chance"):
        assert "no contact in this data" in rests_on(frame, number)
        assert frame.loc[frame["number"] == number, "factor"].to_list() == ["not known"]
        assert frame.loc[frame["number"] == number, "effect"].isna().all()
    assert "netgraph start" in rests_on(frame, "strength")


@pytest.mark.parametrize("events", [[], [said("2024-01-01", "alex", "mia", channel="invitation")]])
def test_an_export_without_messages_says_that_the_complete_one_holds_them(events):
    connected = [{"person_a": "alex", "person_b": "mia", "evidence": "connected"}]
    frame = explained(interactions=events, ties=connected)
    assert "holds no messages" in frame.attrs["sentences"][0]
    assert "Complete export" in frame.attrs["sentences"][1]
    assert "Complete export" in rests_on(frame, "strength")


@pytest.mark.parametrize("pair", [("alex", "mia"), ("mia", "alex")])
def test_one_message_without_an_answer_is_said_to_be_too_little(pair):
    frame = explained(interactions=[said("2026-05-03", *pair)])
    first, second = frame.attrs["sentences"]
    assert first.startswith("One message between you and Mia and no answer")
    assert "3 May 2026" in second
    assert "netgraph start" in second
    assert "too little to tell" in rests_on(frame, "strength")


@pytest.mark.parametrize(
    "rows",
    [
        [said("2026-05-03", "alex", "mia"), said("2026-05-04", "mia", "alex")],
        [said("2026-05-03", "alex", "mia", channel="call")],
        said_to_all("2026-05-03", "mia", ["alex", "bo", "cy"]),
    ],
)
def test_an_answer_a_call_or_a_group_is_no_single_message(rows):
    assert "One message" not in explained(interactions=rows).attrs["sentences"][0]


def test_what_the_user_said_comes_first():
    said_so = [{"person_a": "alex", "person_b": "mia", "evidence": "logged", "closeness": 4.0}]
    first = explained(interactions=[said("2026-05-03", "alex", "mia")], ties=said_so).attrs["sentences"][0]
    assert "closeness 4 of 5" in first
    no = [{"person_a": "alex", "person_b": "mia", "evidence": "logged", "closeness": 0.0}]
    assert "do not know each other" in explained(ties=no).attrs["sentences"][0]


def test_calls_and_groups_are_counted_apart():
    rows = [
        said("2026-05-03", "alex", "mia"),
        said("2026-05-04", "alex", "mia", channel="call"),
        *said_to_all("2026-05-05", "mia", ["alex", "bo", "cy"]),
    ]
    text = rests_on(explained(interactions=rows), "strength")
    assert "1 as call or meeting" in text
    assert "1 in groups" in text


def test_effects_follow_from_the_values_by_the_formulas_of_the_documentation(G):
    frame = ng.explain_tie(G, "mia").set_index(["number", "factor"])
    value = frame["value"].to_dict()
    by_hand = {
        ("strength", "days in contact"): 0.04 * math.sqrt(value["strength", "days in contact"]),
        ("strength", "both wrote"): 0.05 * math.sqrt(2 * value["strength", "both wrote"]),
        ("strength", "years between"): 0.07 * math.log(1 + value["strength", "years between"]),
        ("strength", "endorsements"): 0.02 * math.log(1 + value["strength", "endorsements"]),
        ("contact_chance", "last weeks"): 0.7 * math.log(1 + value["contact_chance", "last weeks"]),
        ("contact_chance", "last year"): 0.6 * math.log(1 + value["contact_chance", "last year"]),
        ("contact_chance", "span"): 0.1 * math.log(1 + value["contact_chance", "span"]),
        ("contact_chance", "silence"): -0.35 * math.log(1 + value["contact_chance", "silence"]),
        ("recency", "quiet, in usual gaps"): math.exp(-value["recency", "quiet, in usual gaps"] / 4),
    }
    assert {key: frame["effect"][key] for key in by_hand} == pytest.approx(by_hand)


EVENT = st.tuples(
    st.integers(0, 3000),
    st.booleans(),
    st.sampled_from(["message", "email", "call", "meeting", "event", "invitation"]),
    st.sampled_from([2, 2, 3, 9]),
)


@settings(max_examples=10)
@given(
    st.lists(EVENT, max_size=8),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([None, 0.0, 3.0, 5.0]),
    st.sampled_from(["connected", "stated", "inferred"]),
)
def test_the_factors_give_the_numbers_whatever_happened(events, recommended, endorsed, closeness, evidence):
    end = utc("2026-10-31")
    rows = [
        said(
            f"{end - pd.Timedelta(days=age):%Y-%m-%d}",
            *(("alex", "mia") if sent else ("mia", "alex")),
            channel=channel,
            group_size=size,
        )
        for age, sent, channel, size in events
    ]
    favors = [
        {"at": end, "giver_id": "mia", "receiver_id": "alex", "kind": kind}
        for kind, count in (("recommendation", recommended), ("endorsement", endorsed))
        for _ in range(count)
    ]
    tie = {"person_a": "alex", "person_b": "mia", "evidence": evidence, "closeness": closeness}
    tables = {"interactions": rows, "favors": favors, "ties": [tie], "people": [person("mia")]}
    G = ng.build_graph(bundle(**tables), as_of="2026-11-01")
    frame = ng.explain_tie(G, "mia")
    effect = frame.groupby("number")["effect"].agg(list).to_dict()
    found = {
        "strength": 1 - math.exp(-sum(effect["strength"])),
        "recency": math.prod(effect["recency"]),
        "contact_chance": 1 / (1 + math.exp(-sum(effect["contact_chance"]))),
        "readiness": 1 - math.prod(effect["readiness"]),
    }
    edge = G.edges["alex", "mia"]
    assert found == pytest.approx({name: edge[name] for name in found}, nan_ok=True)
    assert len(frame.attrs["sentences"]) == 2
