"""Goals: what the log alone tells of each week, counted by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from conftest import network, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError
from netgraph.practice.logbook import log_entry


@pytest.fixture(scope="module")
def logged(contacts):
    """Two coffees and a call in the week of 5 October, a letter in the next, an event in the last."""
    known = ng.combine(contacts)
    for who, kind, at, more in (
        ("Zoe Newcomer", "met", "2026-10-05 12:00", {"ask_who": ["Yan Newcomer"]}),
        ("Priya Raman", "met", "2026-10-06 12:00", {}),
        ("Mia Chen", "call", "2026-10-10 12:00", {}),
        ("Priya Raman", "wrote", "2026-10-13 12:00", {}),
        (["Raj Patel", "Dana Cole"], "event", "2026-10-31 12:00", {}),
        ("Zoe Newcomer", "wrote", "2026-10-08 12:00", {}),
    ):
        known = ng.combine(known, log_entry(known, who, kind, at=utc(at), **more))
    return known


def goals(contacts, day="2026-11-01", weeks=5):
    return ng.goals(ng.build_graph(contacts, as_of=day), weeks=weeks)


def test_each_week_is_counted_from_the_log(logged):
    found = goals(logged).set_index("week")
    assert list(found.index) == ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44"]
    assert found.loc["2026-W41", "starts_on"] == utc("2026-10-05")
    first = found.loc["2026-W41"]
    assert (first["new_people"], first["conversations"]) == (1, 3), "Zoe is new; Priya and Mia are not"
    assert first["face_to_face"] == pytest.approx(2 / 3)
    assert first["asked_who"] == pytest.approx(1 / 3)
    # Zoe was written to three days later, Priya a week later, Mia wrote with Alex the next Thursday but one.
    assert first["followed_up"] == pytest.approx(1 / 3)
    letter = found.loc["2026-W42"]
    assert (letter["new_people"], letter["conversations"]) == (0, 0), "a letter is no conversation"
    last = found.loc["2026-W44"]
    assert (last["new_people"], last["conversations"], last["face_to_face"]) == (2, 1, 1)


def test_what_is_not_known_is_no_nought(logged, contacts):
    found = goals(logged).set_index("week")
    assert math.isnan(found.loc["2026-W40", "new_people"]), "before the first log"
    assert math.isnan(found.loc["2026-W42", "face_to_face"]), "no conversation, no share"
    assert math.isnan(found.loc["2026-W44", "followed_up"]), "three days are not over"
    assert goals(contacts).drop(columns=["week", "starts_on"]).isna().all(axis=None), "nothing was logged"


def test_once_the_three_days_are_over_it_counts(logged):
    assert goals(logged, day="2026-11-04", weeks=2).set_index("week").loc["2026-W44", "followed_up"] == 0


def test_a_coarse_answer_and_a_file_are_no_log(contacts):
    files = pd.DataFrame([said("2026-10-29 15:00", "alex", "mia", channel="in_person", source="you")])
    found = goals(ng.combine(contacts, ng.Contacts.of({"interactions": files})))
    assert found["conversations"].isna().all()


def test_who_waits_for_a_word_after_a_conversation(logged):
    found = ng.follow_ups(ng.build_graph(logged, as_of="2026-11-02"))
    assert sorted(found["name"]) == ["Dana Cole", "Raj Patel"]
    assert set(found["due"]) == {utc("2026-11-03")}
    assert ng.follow_ups(ng.build_graph(logged, as_of="2026-11-04")).empty


def test_a_graph_made_by_hand_has_no_log():
    G = network(("ego", "ana", 0.5, "message"))
    for question in (ng.goals, ng.follow_ups):
        with pytest.raises(NoHistoryError):
            question(G)
