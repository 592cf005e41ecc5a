"""Measures: conversations within the programme, unknown without a log, second-degree meetings once."""

from __future__ import annotations

import pytest
from conftest import bundle, person, said, utc

import netgraph as ng
from netgraph.cohort.measures import measures

AS_OF = "2026-11-20"


def talk(at: str, who: str, channel: str = "in_person", number: int = 0):
    return said(at, "alex", who, channel=channel, source="you", thread=f"log:{at}:{number}")


def measured(*events, started_on="2026-10-01", ended_on=None, **tables):
    people = [person("alex", "Alex Moreno"), person("mia", "Mia Chen"), person("dana", "Dana Cole")]
    contacts = bundle(people=people, interactions=list(events), **tables)
    G = ng.build_graph(contacts, as_of=AS_OF)
    day = None if ended_on is None else utc(ended_on)
    return measures(G, ng.target_coverage(G), started_on=utc(started_on), ended_on=day)


def test_without_a_log_nothing_is_known_of_conversations():
    told = measured(said("2026-11-02 09:00", "alex", "mia"))
    assert (told.conversations, told.recent, told.second_degree, told.weeks, told.last_log) == (None,) * 5
    assert told.has_messages
    assert told.in_contact == 1


def test_conversations_count_within_the_programme():
    told = measured(
        talk("2026-09-15", "mia"),
        talk("2026-10-05", "mia"),
        talk("2026-11-10", "dana", "call"),
        talk("2026-11-12", "mia", "message"),
    )
    # One before the start, and what was only written, do not count; the log began before the programme.
    assert (told.conversations, told.recent, told.last_log) == (2, 1, "2026-11-12")
    assert told.weeks == 8  # 1 Oct to 20 Nov: 51 days, the eighth week begun


def test_after_the_end_nothing_counts():
    told = measured(talk("2026-10-05", "mia"), talk("2026-11-10", "dana"), ended_on="2026-10-31")
    assert (told.conversations, told.weeks) == (1, 4)  # known from Monday 5 Oct to the end of 31 Oct: 27 days


def test_weeks_begin_with_the_first_log():
    told = measured(talk("2026-11-11", "mia"))
    assert told.weeks == 2  # from Monday 9 to Friday 20 November


def test_somebody_to_whom_somebody_led_counts_once():
    led = [
        {"starter_id": "mia", "target_id": "dana", "stage": "introduced", "at": utc("2026-10-10")},
        {"starter_id": "mia", "target_id": "dana", "stage": "met", "at": utc("2026-10-12")},
    ]
    told = measured(talk("2026-10-12", "dana"), talk("2026-10-20", "dana"), introductions=led)
    assert told.second_degree == 1
    # A talk before anybody led there is none; nor is an introduction without a talk.
    assert measured(talk("2026-10-05", "dana"), introductions=led[:1]).second_degree == 0
    assert measured(talk("2026-10-10", "dana"), introductions=led[:1]).second_degree == 1


@pytest.mark.parametrize("weeks", [8])
def test_the_weeks_of_goals_say_the_same(weeks):
    events = [
        talk("2026-10-05", "mia"),
        talk("2026-11-10", "dana", "call"),
        talk("2026-11-10", "mia", "event", 1),
    ]
    contacts = bundle(people=[person("alex"), person("mia"), person("dana")], interactions=events)
    G = ng.build_graph(contacts, as_of=AS_OF)
    assert measured(*events).conversations == ng.goals(G, weeks=weeks)["conversations"].sum() == 3
