"""Neglected ties: the formula, who comes first, and who is never suggested."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from conftest import both_wrote, bundle, person, said, said_to_all, utc

import netgraph as ng
from netgraph.neglect import is_recruiter, neglect
from netgraph.schema import DTYPES, NEGLECTED_TIES

NOW = "2026-11-01"


def star(**ties):
    """Ego and one alter a keyword, each tie with `message` evidence and what the case adds."""
    G = nx.Graph(ego="alex", as_of=utc("2026-11-01 23:59"))
    G.add_node("alex", kind="person", name="Alex Moreno")
    for alter, more in ties.items():
        G.add_node(alter, kind="person", name=f"{alter.title()} Li", position=more.pop("position", None))
        G.add_edge(
            "alex", alter, **{"kind": "tie", "readiness": 0.3, "evidence": "message", "proof": True} | more
        )
    return G


def found(G, **options):
    return ng.neglected_ties(G, **{"limit": 100} | options).set_index("person_id")


def days_ago(days):
    return utc("2026-11-01 12:00") - pd.Timedelta(days=days)


@pytest.mark.parametrize(
    ("strength", "quiet", "expected"),
    [
        (0.5, 4, 0.5 * 2 / 3),  # ln 4 / ln 8
        (0.9, 2, 0.9 / 3),
        (0.8, 8, 0.8),
        (0.8, 100, 0.8),
        (0.8, 1.99, 0),
        (0.8, 0, 0),
        (math.nan, 9, 0),
        (0.8, None, 0),
    ],
)
def test_the_formula(strength, quiet, expected):
    assert neglect({"strength": strength, "quiet": quiet}) == pytest.approx(expected)


def test_the_order_is_the_formulas():
    """.9 x ln 3 / ln 8 = .475, .5 x 1 = .5, .6 x ln 4 / ln 8 = .4; under 2 nothing."""
    G = star(
        a={"strength": 0.9, "quiet": 3, "silent_days": 100},
        b={"strength": 0.5, "quiet": 9, "silent_days": 300},
        c={"strength": 0.6, "quiet": 4, "silent_days": 100},
        d={"strength": 0.99, "quiet": 1.9, "silent_days": 100},
    )
    assert list(found(G).index) == ["b", "a", "c"]
    assert list(found(G, limit=2).index) == ["b", "a"]
    assert found(G, limit=0).empty


@pytest.mark.parametrize(
    ("quiet", "silent", "kind"),
    [(7.9, 729, "cooling"), (8, 100, "dormant"), (3, 730, "dormant"), (2, 30, "cooling")],
)
def test_dormant_is_eight_times_quiet_or_two_years_silent(quiet, silent, kind):
    G = star(a={"strength": 0.5, "quiet": quiet, "silent_days": silent})
    assert found(G).loc["a", "kind"] == kind


@pytest.mark.parametrize(
    ("waiting", "sent", "owed"), [(60, None, True), (61, None, False), (180, 900, True), (181, 900, False)]
)
def test_a_reply_is_owed_for_sixty_days_and_for_half_a_year_where_both_ever_wrote(waiting, sent, owed):
    """Closeness keeps the person out of the tray of senders who were never answered."""
    tie = {"last_received": days_ago(waiting), "closeness": 3.0, "strength": 0.5, "quiet": 1.0}
    G = star(a=tie | {"last_word": None if sent is None else days_ago(sent)})
    assert list(found(G).index) == (["a"] if owed else [])


def test_what_is_owed_stands_before_what_is_neglected():
    G = star(
        strong={"strength": 0.9, "quiet": 20, "silent_days": 900},
        owed={
            "strength": 0.1,
            "quiet": 0.5,
            "last_word": days_ago(90),
            "last_received": days_ago(20),
            "n_sent": 4,
        },
    )
    assert found(G)["kind"].to_dict() == {"owed": "owed", "strong": "dormant"}
    assert list(found(G).index) == ["owed", "strong"]


def test_replies_owed_are_a_small_list_of_their_own(five):
    G = star(
        ann={"last_received": days_ago(5), "strength": 0.2},
        bo={"last_received": days_ago(9), "strength": 0.4},
    )
    owed = ng.replies_owed(G, limit=1)
    assert list(owed["person_id"]) == ["bo"]
    assert owed.attrs["more"] == 1
    assert list(ng.replies_owed(G)["person_id"]) == list(found(G).index)
    assert ng.replies_owed(five).empty, "Priya wrote last, five years ago: that is a neglected tie"


def test_an_old_debt_is_a_neglected_tie_whose_why_says_who_wrote_last(five):
    row = found(five).loc["priya"]
    assert row["kind"] == "dormant"
    assert "Priya wrote last" in row["why"]


def test_whoever_keeps_a_yearly_rhythm_is_fine():
    birthdays = both_wrote("2018-03-01", "2026-03-31", "YE-MAR", "yusuf")
    assert len(birthdays) == 18
    rows = birthdays + both_wrote("2018-03-01", "2024-03-31", "YE-MAR", "gone")
    assert list(found(ng.build_graph(bundle(interactions=rows), as_of="2027-02-28")).index) == ["gone"]


def test_the_never_contacted_are_not_neglected_but_not_known(five):
    frame = ng.neglected_ties(five, limit=100)
    assert list(frame["person_id"]) == ["priya"]
    assert frame.attrs["apart"] == {"not known": 1}, "Raj"


def test_recruiters_and_senders_never_answered_stay_apart():
    rows = [said(f"2026-10-{day:02d}", one, "alex") for one in ("sam", "rec") for day in (5, 12, 20)]
    rows += both_wrote("2024-01-01", "2024-12-31", "7D", "rec")
    contacts = bundle(people=[person("rec", position="Technical Recruiter")], interactions=rows)
    frame = ng.neglected_ties(ng.build_graph(contacts, as_of=NOW), limit=100)
    assert frame.empty
    assert frame.attrs["apart"] == {"recruiters": 1, "never answered": 1}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Talent Acquisition Partner", True),
        ("RECRUITER at Hooli", True),
        ("Data Scientist", False),
        ("", False),
    ],
)
def test_a_recruiter_is_known_by_the_title(title, expected):
    assert is_recruiter(title) is expected


def test_the_resting_are_left_out_unless_asked_for():
    until = utc("2026-12-01")
    G = star(a={"strength": 0.5, "quiet": 9, "rest_until": until}, b={"strength": 0.4, "quiet": 9})
    assert list(found(G).index) == ["b"]
    assert (found(G).attrs["apart"], found(G).attrs["resting"]) == ({"resting": 1}, 1)
    everybody = found(G, include_resting=True)
    assert (everybody.attrs["apart"], everybody.attrs["resting"]) == ({}, 1), "they stand in the list"
    assert list(everybody.index) == ["a", "b"]
    assert everybody["rest_until"].to_dict() == {"a": until, "b": pd.NaT}


def test_a_message_last_week_without_an_answer_is_left_in_peace():
    rows = [*both_wrote("2020-01-01", "2022-12-31", "14D", "mia"), said("2026-10-25", "alex", "mia")]
    G = ng.build_graph(bundle(interactions=rows), as_of=NOW)
    assert found(G).empty


def test_columns_and_kinds_are_those_of_the_schema_even_when_empty(five):
    for frame in (ng.neglected_ties(five), ng.neglected_ties(star())):
        assert list(frame.columns) == NEGLECTED_TIES.names
        kinds = {column.name: str(frame[column.name].dtype) for column in NEGLECTED_TIES.columns}
        assert kinds == {column.name: DTYPES[column.kind] for column in NEGLECTED_TIES.columns}


def test_a_graph_with_the_required_attributes_alone_will_do():
    G = star(a={}, b={"strength": None, "quiet": None, "last_contact": None}, c={"evidence": "connected"})
    assert found(G).empty


def test_ties_among_others_are_nobodys_neglect():
    G = star(a={"strength": 0.5, "quiet": 9})
    G.add_node("b", kind="person", name="Bo Li")
    G.add_edge("a", "b", kind="tie", readiness=0.3, evidence="message", proof=True, strength=0.9, quiet=20)
    assert list(found(G).index) == ["a"]


def test_every_row_says_why_and_what_to_do_in_plain_words():
    G = star(a={"strength": 0.5, "quiet": 9, "silent_days": 412, "rhythm_days": 45, "active_days": 12})
    row = found(G).loc["a"]
    assert "14 months" in row["why"]
    assert "6 weeks" in row["why"]
    assert row["step"].startswith("Say hello to A")
    assert not {"nan", "None", "NaT"} & set(row["why"].replace(";", " ").split())


def test_whoever_was_answered_in_a_group_is_owed_nothing():
    """Bo wrote; ego answered Bo and Eve together: neither a reply owed nor a sender never answered."""
    events = [
        said("2026-10-15", "bo", "alex", channel="email"),
        *said_to_all("2026-10-16", "alex", ["bo", "eve"], channel="email"),
        said("2026-10-20", "eve", "alex", channel="email"),
    ]
    G = ng.build_graph(bundle(interactions=events), as_of="2026-10-31")
    assert list(ng.replies_owed(G)["person_id"]) == ["eve"]
    assert ng.neglected_ties(G).attrs["apart"] == {}


def test_what_is_not_known_of_a_silence_is_not_told():
    why = found(star(a={"strength": 0.5, "quiet": 9.0, "closeness": 3.0})).loc["a", "why"]
    assert why == "You said closeness 3 of 5."
