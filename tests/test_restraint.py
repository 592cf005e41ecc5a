"""Restraint: who is left in peace, and until when."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.restraint import openings, rests
from netgraph.schema import CHOICES, INTRODUCTIONS, conform, empty

NOW = "2026-11-01 12:00"


def at(days_ago, hour=12):
    return f"{utc('2026-11-01') - pd.Timedelta(days=days_ago):%Y-%m-%d} {hour:02d}:00"


def wrote(*days_ago):
    return [said(at(one), "alex", "mia") for one in days_ago]


def answered(*days_ago):
    return [said(at(one), "mia", "alex") for one in days_ago]


def opened(rows):
    return openings(pd.DataFrame(rows), ego="alex", as_of=utc(NOW))


def unanswered(rows):
    return opened(rows).loc["mia", "unanswered"]


def rest(rows=None, choices=(), introductions=()):
    """When Mia's rest ends and why, None when she does not rest; her own words were the last by default."""
    choices = conform(pd.DataFrame(list(choices)), CHOICES)
    introductions = conform(pd.DataFrame(list(introductions)), INTRODUCTIONS)
    found = rests(opened(rows or answered(899)), choices, introductions, as_of=utc(NOW))
    return found.loc["mia"] if "mia" in found.index else None


def rest_until(rows=None, **tables):
    found = rest(rows, **tables)
    return None if found is None else found["rest_until"]


def test_an_opening_is_a_first_message_after_a_fortnight_of_silence_on_both_sides():
    assert unanswered(wrote(100, 99, 90)) == 1, "a second thought is no second opening"
    assert unanswered(wrote(100, 86)) == 2, "fourteen days lie between"
    assert unanswered(wrote(100, 87)) == 1, "thirteen days lie between"
    assert unanswered([*answered(40), *wrote(30)]) == 0, "a reply ten days later opens nothing"


def test_an_opening_is_unanswered_after_a_fortnight():
    assert unanswered(wrote(14)) == 1
    assert unanswered(wrote(13)) == 0


def test_an_answer_wipes_the_slate():
    assert unanswered([*wrote(200, 100), *answered(90)]) == 0
    assert unanswered([*wrote(200, 100), *answered(90), *wrote(50)]) == 1


def test_a_call_is_an_answer_too_and_no_opening():
    call = [said(at(90), "alex", "mia", channel="call")]
    assert unanswered([*wrote(200, 100), *call]) == 0
    assert rest_until([*wrote(200, 100), *call]) is None


def test_a_group_message_is_no_opening():
    group = said_to_all(at(30), "alex", ["mia", "bo"])
    assert unanswered([*answered(900), *group]) == 0


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ((5,), -9),  # fourteen days after the last message
        ((14,), None),
        ((60, 20), -8),  # a second opening: twenty-eight
        ((60, 28), None),
        ((200, 100, 40), -325),  # three unanswered: a year
        ((900, 700, 400), None),
    ],
)
def test_rest_after_messages_without_an_answer(days, until):
    expected = None if until is None else utc(at(until))
    assert rest_until(wrote(*days)) == expected


def test_whoever_answered_does_not_rest():
    assert rest_until([*wrote(5), *answered(4)]) is None


def test_a_mute_lasts_until_the_user_says_otherwise():
    muted = rest_until(choices=[{"person_id": "mia", "kind": "mute"}])
    assert muted > utc("2200-01-01")


@pytest.mark.parametrize(("until", "rests_"), [("2026-12-24", True), ("2026-10-24", False)])
def test_a_snooze_lasts_until_its_day(until, rests_):
    found = rest_until(choices=[{"person_id": "mia", "kind": "snooze", "until": utc(until)}])
    assert found == (utc(until) if rests_ else None)


def test_other_choices_silence_nobody():
    assert rest_until(choices=[{"person_id": "mia", "kind": "rhythm", "value": "30"}]) is None


def stages(*steps):
    return [
        {"starter_id": "mia", "target_id": "dana", "stage": stage, "at": utc(at(ago))} for stage, ago in steps
    ]


@pytest.mark.parametrize("stage", ["introduced", "met", "thanked"])
def test_nobody_is_asked_while_an_introduction_they_gave_is_not_thanked_and_told(stage):
    assert rest_until(introductions=stages(("asked", 90), (stage, 80))) is not None


@pytest.mark.parametrize("stage", ["idea", "told", "declined"])
def test_an_introduction_that_is_closed_or_was_never_asked_for_silences_nobody(stage):
    assert rest_until(introductions=stages((stage, 80))) is None


def test_one_ask_alone_is_no_introduction_given():
    assert rest_until(introductions=stages(("asked", 90))) is None


def two_asks(first, second):
    asks = [("dana", first), ("raj", second)]
    return [
        {"starter_id": "mia", "target_id": who, "stage": stage, "at": utc(at(ago, hour))}
        for who, ago in asks
        for stage, hour in (("asked", 9), ("declined", 10))
    ]


def test_a_starter_asked_twice_within_thirty_days_rests():
    assert rest_until(introductions=two_asks(20, 4)) > utc("2026-11-01 12:00")
    assert rest_until(introductions=two_asks(70, 4)) is None


def test_the_longest_rest_counts_and_says_why():
    found = rest(wrote(5), choices=[{"person_id": "mia", "kind": "snooze", "until": utc("2027-01-01")}])
    assert found["rest_until"] == utc("2027-01-01")
    assert "not now" in found["rest_why"]


def test_no_data_no_rest():
    nothing = opened([said(at(5), "bo", "cy")])
    assert nothing.empty
    assert rests(nothing, empty(CHOICES), empty(INTRODUCTIONS), as_of=utc(NOW)).empty


def test_the_graph_tells_what_restraint_decides():
    tie = ng.build_graph(bundle(interactions=wrote(60, 20)), as_of=NOW).edges["alex", "mia"]
    assert (tie["unanswered"], tie["rest_until"]) == (2, utc(at(-8)))
    assert tie["rest_why"]


def test_less_often_rests_from_the_last_contact_and_a_log_begins_it_anew():
    slower = [{"person_id": "mia", "kind": "rhythm", "value": "90"}]
    call = [said(at(40), "alex", "mia", channel="call")]
    assert rest_until(call, choices=slower) == utc(at(40 - 90))
    assert rest_until([*call, said(at(10), "alex", "mia", channel="call")], choices=slower) == utc(
        at(10 - 90)
    )
    assert rest_until([said(at(100), "alex", "mia", channel="call")], choices=slower) is None


def test_less_often_silences_nobody_who_waits_for_an_answer():
    slower = [{"person_id": "mia", "kind": "rhythm", "value": "365"}]
    assert rest_until(answered(5), choices=slower) is None
    assert rest_until([*answered(5), *wrote(4)], choices=slower) == utc(at(4 - 365))


def test_an_event_together_is_a_sign_from_both():
    met = [said(at(5), "alex", "mia", channel="event")]
    assert rest_until(met) is None
    assert unanswered([*wrote(200, 100), *met]) == 0


@pytest.mark.parametrize("until", [None, "2026-11-20"])
def test_an_override_sets_every_rest_aside_and_says_so(until):
    override = {"person_id": "mia", "kind": "override", "until": None if until is None else utc(until)}
    for choices in ([override], [override, {"person_id": "mia", "kind": "mute"}]):
        found = rest(wrote(200, 100, 40), choices=choices)
        assert pd.isna(found["rest_until"])
        assert found["rest_why"].startswith("you set the rest aside: you ")
    introduced = rest(choices=[override], introductions=stages(("introduced", 80)))
    assert pd.isna(introduced["rest_until"])


def test_an_override_ends_on_its_day_and_frees_nobody_else():
    over = [{"person_id": "mia", "kind": "override", "until": utc("2026-10-30")}]
    assert rest_until(wrote(5), choices=over) == utc(at(-9))
    other = [{"person_id": "bo", "kind": "override"}]
    assert rest_until(wrote(5), choices=other) == utc(at(-9))
    assert rest(choices=[{"person_id": "mia", "kind": "override"}]) is None, "there is nothing to set aside"


CHANNELS = ["message", "email", "call", "event", "in_person"]
SIGNS = st.tuples(st.integers(0, 90), st.sampled_from(["alex", "mia"]), st.sampled_from(CHANNELS))


@settings(max_examples=200)
@given(st.lists(SIGNS, min_size=1, max_size=9, unique_by=lambda sign: sign[0]))
def test_openings_are_counted_as_by_hand(signs):
    """Day by day: a word of ego's opens after 14 quiet days, a sign of theirs settles all."""
    quiet_since, pending = None, []
    for ago, sender, channel in sorted(signs, reverse=True):
        if sender == "mia" or channel not in {"message", "email"}:
            pending = []
        elif quiet_since is None or quiet_since - ago >= 14:
            pending.append(ago)
        quiet_since = ago
    other = {"alex": "mia", "mia": "alex"}
    found = opened([said(at(ago), one, other[one], channel=channel) for ago, one, channel in signs])
    assert list(found.loc["mia", ["pending", "unanswered"]]) == [
        len(pending),
        sum(ago >= 14 for ago in pending),
    ]
    ours = [ago for ago, one, channel in signs if one == "alex" or channel not in {"message", "email"}]
    assert found["last_sent"].to_list() == ([utc(at(min(ours)))] if ours else [pd.NaT])


@settings(max_examples=30)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=8), st.integers(0, 400))
def test_more_silence_never_lengthens_the_rest(days, later):
    """The same messages, looked at later: whoever is free stays free until somebody writes again."""
    sent = openings(pd.DataFrame(wrote(*days)), ego="alex", as_of=utc(NOW))
    after = openings(pd.DataFrame(wrote(*days)), ego="alex", as_of=utc(NOW) + pd.Timedelta(days=later))
    nobody, none = empty(CHOICES), empty(INTRODUCTIONS)
    now = rests(sent, nobody, none, as_of=utc(NOW))
    then = rests(after, nobody, none, as_of=utc(NOW) + pd.Timedelta(days=later))
    left = (
        (then["rest_until"] - (utc(NOW) + pd.Timedelta(days=later))).max() if len(then) else pd.Timedelta(0)
    )
    if after.loc["mia", "unanswered"] == sent.loc["mia", "unanswered"]:
        assert left <= ((now["rest_until"] - utc(NOW)).max() if len(now) else pd.Timedelta(0))
    assert left <= pd.Timedelta(days=365)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=8), st.integers(0, 899))
def test_an_answer_never_lengthens_the_rest(days, ago):
    before = rest(wrote(*days))
    after = rest([*wrote(*days), *answered(ago)])
    if after is not None:
        assert before is not None
        assert after["rest_until"] <= before["rest_until"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["mute", "snooze", "override"]), max_size=4))
def test_the_user_alone_can_shorten_a_rest(kinds):
    """Choices other than an override never end a rest sooner than the messages do."""
    choices = [{"person_id": "mia", "kind": kind, "until": utc("2026-11-05")} for kind in kinds]
    found = rest_until(wrote(60, 20), choices=choices)
    if "override" in kinds:
        assert pd.isna(found)
    else:
        assert found >= utc(at(-8))


def test_a_word_to_a_small_group_answers_and_opens_nothing():
    """Mia wrote 10 days ago. Ego's word to her and others since is the last one, in a group of 8 at most."""
    for size, channel, last in ((3, "email", 4), (8, "meeting", 4), (9, "email", 60), (3, "invitation", 60)):
        to_all = said(at(4), "alex", "mia", group_size=size, channel=channel)
        found = opened([*wrote(60), *answered(10), to_all]).loc["mia"]
        assert (found["last_sent"], found["last_word"]) == (utc(at(60)), utc(at(last)))
        assert (found["pending"], rest([*wrote(60), *answered(10), to_all])) == (0, None)
    assert opened([*answered(10), said(at(20), "alex", "mia", group_size=3)]).loc["mia", "last_word"] == utc(
        at(20)
    )
