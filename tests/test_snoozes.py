"""A snooze lasts until its day, or until they write: in the week's list a reply to them is owed again."""

from __future__ import annotations

import pytest
from conftest import both_wrote, bundle, said, utc

import netgraph as ng
from netgraph.choices import said_last
from netgraph.practice.choice_entries import choice_entry, step_entry
from netgraph.practice.snoozes import awake

WEDNESDAY = "2026-11-04"
BEA = "Bea Quiet"


@pytest.fixture(scope="module")
def known():
    """Bea, with whom Alex was in touch monthly in 2020."""
    people = [{"person_id": one, "name": one, "source": "linkedin"} for one in ("alex", BEA)]
    rows = [
        row | {"sender_id": _id(row["sender_id"]), "recipient_id": _id(row["recipient_id"])}
        for row in both_wrote("2020-01-05", "2020-12-05", "MS", "bea")
    ]
    return bundle(people=people, interactions=rows)


def _id(one):
    return BEA if one == "bea" else one


def wrote(contacts, at, sender=BEA, recipient="alex"):
    return ng.combine(
        contacts, bundle(people=[{"person_id": BEA, "name": BEA}], interactions=[said(at, sender, recipient)])
    )


def snoozed(contacts, *, as_of=WEDNESDAY):
    kept = awake(contacts, as_of=utc(as_of))
    return len(said_last(kept.choices, "snooze"))


def replies(contacts, day):
    found = ng.this_week(ng.build_graph(contacts, as_of=day))
    return list(found.loc[found["kind"] == "reply", "name"])


def test_not_now_lasts_while_they_are_silent(known):
    quiet = ng.combine(known, step_entry(known, BEA, "hello", "3m", now=utc("2026-10-21")))
    assert snoozed(quiet) == 1
    assert len(ng.this_week(ng.build_graph(quiet, as_of=WEDNESDAY))) == 0


def test_a_message_of_a_later_week_ends_it(known):
    quiet = ng.combine(known, step_entry(known, BEA, "hello", "3m", now=utc("2026-10-21")))
    back = wrote(quiet, "2026-11-03 08:00")
    assert snoozed(back) == 0
    assert replies(back, WEDNESDAY) == [BEA], "in the week in which it came"
    assert replies(back, "2026-11-11") == [BEA], "and in the next one"


def test_ones_own_message_does_not_end_it(known):
    quiet = ng.combine(known, step_entry(known, BEA, "hello", "3m", now=utc("2026-10-21")))
    assert snoozed(wrote(quiet, "2026-11-03 08:00", "alex", BEA)) == 1


def test_a_reply_that_was_put_off_stays_put_off_but_keeps_its_place(known):
    waiting = wrote(known, "2026-11-03 08:00")
    later = ng.combine(waiting, step_entry(waiting, BEA, "reply", "2w", now=utc("2026-11-03 12:00")))
    assert snoozed(later) == 1
    found = ng.this_week(ng.build_graph(later, as_of=WEDNESDAY))
    assert found[["name", "kind", "state"]].to_numpy().tolist() == [[BEA, "reply", "not now"]]
    assert replies(later, "2026-11-11") == []
    assert replies(later, "2026-11-25") == [BEA], "the two weeks are over"


@pytest.mark.parametrize(("came", "shows"), [("2026-11-03 08:00", True), ("2026-10-20 08:00", False)])
def test_a_rest_without_a_week_is_ended_by_news_alone(known, came, shows):
    rests = wrote(known, came)
    rests = ng.combine(rests, choice_entry(rests, BEA, "snooze", until="2027-01-01"))
    assert (replies(rests, WEDNESDAY) == [BEA]) == shows


def test_never_is_never(known):
    mute = wrote(known, "2026-11-03 08:00")
    mute = ng.combine(mute, choice_entry(mute, BEA, "mute"))
    assert replies(mute, WEDNESDAY) == []


def test_the_contacts_are_left_alone(known):
    quiet = ng.combine(known, choice_entry(known, BEA, "snooze", until="2027-01-01"))
    back = wrote(quiet, "2026-11-03 08:00")
    before = back.choices.copy()
    awake(back, as_of=utc(WEDNESDAY))
    assert back.choices.equals(before)
    assert awake(known, as_of=utc(WEDNESDAY)) is known
