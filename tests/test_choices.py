"""Choices: the last word counts, and may be taken back; and the entries that make them."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import said, utc

import netgraph as ng
from netgraph.choices import pace_of, said_last, stranger_pairs
from netgraph.errors import TableError, UnknownNameError
from netgraph.practice.choice_entries import choice_entry, pace_entry, pair_entry, step_entry

MIA = "Mia Chen"
NOW = utc("2026-10-28 12:00")


def told(contacts, *entries):
    """The contacts with entries taken in one after the other, as a book does."""
    for entry in entries:
        contacts = ng.combine(contacts, entry)
    return contacts


@pytest.fixture(scope="module")
def known(contacts):
    """The five people under the ids that they have in a book."""
    return ng.combine(contacts)


def id_of(contacts, name):
    return contacts.people.set_index("name").loc[name, "person_id"]


def choose(contacts, *choices):
    for kind, value, until in choices:
        contacts = told(contacts, choice_entry(contacts, MIA, kind, value=value, until=until))
    return contacts


def tie_with_mia(contacts):
    G = ng.build_graph(contacts, as_of="2026-11-01")
    return G.edges[contacts.ego, id_of(contacts, MIA)]


def test_the_last_word_counts_and_no_takes_it_back(known):
    muted = choose(known, ("mute", None, None))
    assert list(said_last(muted.choices, "mute")["person_id"]) == [id_of(known, MIA)]
    assert tie_with_mia(muted)["rest_why"] == "you muted them"
    back = choose(muted, ("mute", "no", None))
    assert said_last(back.choices, "mute").empty
    assert tie_with_mia(back)["rest_until"] is None
    assert tie_with_mia(choose(back, ("mute", None, None)))["rest_until"] is not None


def test_a_shorter_snooze_said_later_counts(known):
    twice = choose(known, ("snooze", None, "2027-03-01"), ("snooze", None, "2026-11-20"))
    assert tie_with_mia(twice)["rest_until"] == utc("2026-11-20T23:59:59.999999")


def test_the_pace_is_five_until_the_user_says_otherwise(known):
    assert pace_of(known.choices) == 5
    assert pace_of(told(known, pace_entry(7), pace_entry(3)).choices) == 3


@pytest.mark.parametrize("steps", [2, 16, -1])
def test_a_pace_outside_three_to_fifteen_is_refused(steps):
    with pytest.raises(TableError, match=f"3 to 15 steps a week; found {steps}"):
        pace_entry(steps)


@pytest.mark.parametrize(
    ("kind", "value", "until", "says"),
    [
        ("adore", None, None, "found 'adore'"),
        ("snooze", None, None, "needs the day"),
        ("rhythm", "often", None, "number of days"),
        ("rhythm", 0, None, "number of days"),
        ("need", " ", None, "the words"),
    ],
)
def test_what_is_no_choice_is_refused(known, kind, value, until, says):
    with pytest.raises(TableError, match=says):
        choice_entry(known, MIA, kind, value=value, until=until)


def test_nobody_and_several_are_refused_without_names(known):
    with pytest.raises(UnknownNameError, match="nobody in your book"):
        choice_entry(known, "Quentin Absent", "mute")
    with pytest.raises(UnknownNameError, match="not sure") as caught:
        choice_entry(known, "Mia", "mute")
    assert "Chen" not in str(caught.value)


def test_a_pair_is_a_stated_tie_or_strangers_for_good(known):
    pair = [id_of(known, name) for name in ("Raj Patel", "Dana Cole")]
    yes = told(known, pair_entry(known, "Raj Patel", "Dana Cole", known=True))
    assert ng.build_graph(yes, as_of="2026-11-01").edges[pair]["evidence"] == "stated"
    no = told(known, pair_entry(known, *pair, known=False))
    assert not ng.build_graph(no, as_of="2026-11-01").has_edge(*pair)
    assert stranger_pairs(no.choices) == {frozenset(pair)}


def test_one_person_is_no_pair(known):
    with pytest.raises(TableError, match="two people"):
        pair_entry(known, "Raj Patel", "Raj Patel", known=False)
    rows = pd.DataFrame({"person_id": ["a", "a", "b"], "kind": "strangers", "value": ["a", None, "c"]})
    assert stranger_pairs(rows) == {frozenset("bc")}


def answer(contacts, *answers, kind="hello"):
    """Answers to a step about Mia, each at its own moment."""
    for word, at in answers:
        contacts = told(contacts, step_entry(contacts, MIA, kind, word, now=utc(at)))
    return contacts


@pytest.mark.parametrize(
    ("word", "until"), [("2w", "2026-11-11"), ("1m", "2026-11-27"), ("3m", "2027-01-27")]
)
def test_not_now_lasts_two_weeks_one_month_or_three(known, word, until):
    rows = answer(known, (word, "2026-10-28 12:00")).choices
    assert rows.set_index("kind").loc["snooze", "until"] == utc(until)
    assert set(rows["kind"]) == {"snooze", "skip"}


def test_done_may_say_how_a_word_and_whom_to_meet(known):
    words = {"how": "met", "note": "coffee", "ask_who": ["Zoe Newcomer at Hooli"]}
    after = told(known, step_entry(known, MIA, "reply", "done", now=NOW, **words))
    last = after.interactions[after.interactions["note"] == "coffee"]
    assert list(last["channel"]) == ["in_person"]
    zoe = id_of(after, "Zoe Newcomer")
    assert ng.build_graph(after, as_of="2026-11-01").edges[id_of(after, MIA), zoe]["evidence"] == "stated"
    quiet = told(known, step_entry(known, MIA, "meet", "done", now=NOW))
    assert len(quiet.interactions) == len(known.interactions), "to meet somebody new one asks another"
    thanked = told(known, step_entry(known, MIA, "thanks", "done", now=NOW, note="for the tip"))
    assert list(thanked.favors["note"]) == ["for the tip"]


def test_done_is_contact_thanks_or_a_promise_kept(known):
    before = len(known.interactions)
    assert len(answer(known, ("done", "2026-10-28 12:00")).interactions) == before + 1
    for kind, favor in (("thanks", "thanks"), ("promise", "kept")):
        after = answer(known, ("done", "2026-10-28 12:00"), kind=kind)
        assert len(after.interactions) == before
        row = after.favors.iloc[0]
        assert (row["giver_id"], row["receiver_id"], row["kind"]) == (known.ego, id_of(known, MIA), favor)
    asked = answer(known, ("done", "2026-10-28 12:00"), kind="meet")
    assert len(asked.interactions) == before, "to meet somebody new one asks another: no contact is made up"


def test_the_third_not_now_in_a_row_slows_the_rhythm(known):
    twice = answer(known, ("2w", "2026-11-10"), ("2w", "2026-12-01"))
    assert "rhythm" not in set(twice.choices["kind"])
    thrice = answer(twice, ("2w", "2026-12-20"))
    # Mia and Alex wrote weekly, so that twice the rhythm is under 90 days: the least slower one.
    assert thrice.choices.set_index("kind").loc["rhythm", "value"] == "90"
    assert tie_with_mia(thrice)["rest_until"] == utc("2026-12-20") + pd.Timedelta(days=90)
    fourth = answer(thrice, ("2w", "2027-04-01"))
    assert (fourth.choices["kind"] == "rhythm").sum() == 1, "the count begins anew"


def test_contact_begins_the_count_of_not_now_anew(known):
    twice = answer(known, ("2w", "2026-11-10"), ("2w", "2026-12-01"))
    met = pd.DataFrame([said("2026-12-10", known.ego, id_of(known, MIA), channel="call", source="you")])
    spoke = told(twice, ng.Contacts.of({"interactions": met}))
    assert "rhythm" not in set(answer(spoke, ("2w", "2026-12-20")).choices["kind"])


def test_less_often_slows_further_each_time_and_never_mutes(known):
    once = answer(known, ("less often", "2026-10-28"))
    twice = answer(once, ("less often", "2027-03-01"))
    rhythms = twice.choices.loc[twice.choices["kind"] == "rhythm", "value"]
    assert list(rhythms) == ["182", "90"], "the last word stands first, and is at least twice as slow"
    assert tie_with_mia(answer(known, ("never", "2026-10-28")))["rest_why"] == "you muted them"


def test_another_answer_is_refused(known):
    with pytest.raises(TableError, match="found 'maybe'"):
        step_entry(known, MIA, "hello", "maybe", now=NOW)
