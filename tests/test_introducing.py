"""Introductions: their stages in order, what is late, and who is left in peace meanwhile."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, utc
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import NoHistoryError, TableError, UnknownNameError
from netgraph.practice.choice_entries import choice_entry
from netgraph.practice.introducing import late_steps, stage_of_step
from netgraph.practice.stages import STAGES, introduction_entry, next_stages, rounds

DAY = "2026-11-01"
WHOLE = ["idea", "asked", "agreed", "introduced", "met", "thanked", "told"]


class Notes:
    """What the user noted, one entry after the other, without a file."""

    def __init__(self, contacts):
        self.contacts = contacts

    def take(self, entry):
        tables = {
            name: pd.concat([frame, entry.tables()[name]], ignore_index=True)
            for name, frame in self.contacts.tables().items()
        }
        self.contacts = ng.Contacts.of(tables)

    def graph(self):
        return ng.build_graph(self.contacts, as_of=DAY)


@pytest.fixture
def notes(contacts):
    return Notes(contacts)


def note(notes, *stages, starter="Mia Chen", target="Dana Cole"):
    """Note (stage, days before 1 November) one after the other."""
    for stage, days_ago in stages:
        at = utc(DAY) - pd.Timedelta(days=days_ago)
        notes.take(introduction_entry(notes.contacts, starter, target, stage=stage, at=at))


def standing(notes):
    rows = ng.introductions(notes.graph())
    assert len(rows) == 1
    return rows.iloc[0]


def late(notes):
    return list(late_steps(notes.graph())["kind"])


@pytest.mark.parametrize(
    ("reached", "following"),
    [
        ([], ["idea", "asked", "agreed", "introduced"]),
        (["idea"], ["asked", "agreed", "introduced", "declined"]),
        (["asked"], ["agreed", "introduced", "declined"]),
        (["asked", "agreed"], ["introduced", "declined"]),
        (["asked", "introduced"], ["met", "thanked", "declined"]),
        (["introduced", "met"], ["thanked"]),
        (["introduced", "thanked"], ["met", "told"]),
        (["introduced", "thanked", "met"], ["told"]),
        (["introduced", "met", "thanked"], ["told"]),
        (["asked", "declined"], []),
        (["introduced", "thanked", "told"], []),
    ],
)
def test_the_order_of_the_stages(reached, following):
    assert next_stages(reached) == following


@given(st.data())
def test_whatever_is_allowed_ends_in_a_full_circle_or_a_no(data):
    reached: list[str] = []
    while options := next_stages(reached):
        assert len(reached) < len(STAGES), "no stage comes twice, so every round ends"
        reached.append(data.draw(st.sampled_from(options)))
    assert reached[-1] in {"told", "declined"}
    assert reached[-1] == "declined" or {"introduced", "thanked"} <= set(reached), (
        "told only whom was thanked"
    )


def test_a_whole_round_is_told_stage_by_stage(notes):
    note(notes, *zip(WHOLE, range(70, 0, -10), strict=True))
    row = standing(notes)
    assert (row["starter"], row["target"], row["stage"]) == ("Mia Chen", "Dana Cole", "told")
    assert row["history"][0] == "idea 23 Aug 2026"
    assert [one.split()[0] for one in row["history"]] == WHOLE
    assert (row["next"], row["late"], row["days"]) == ([], False, 10)
    assert pd.isna(row["step"])


def test_stages_of_one_day_stand_in_the_order_in_which_they_were_noted(notes):
    note(notes, ("asked", 3), ("agreed", 3), ("introduced", 3))
    assert standing(notes)["stage"] == "introduced"
    moments = notes.contacts.introductions.sort_values("at")
    assert list(moments["stage"]) == ["asked", "agreed", "introduced"]
    assert moments["at"].is_unique


@pytest.mark.parametrize(
    ("noted", "stage", "says"),
    [
        ([], "met", "it has not begun; next may come idea, asked, agreed, introduced"),
        ([("asked", 9)], "asked", "it stands at 'asked'; next may come agreed, introduced, declined"),
        ([("introduced", 9)], "told", "next may come met, thanked, declined"),
        ([("asked", 9), ("declined", 8)], "introduced", "next may come idea, asked"),
    ],
)
def test_a_stage_out_of_order_is_one_clear_line(notes, noted, stage, says):
    note(notes, *noted)
    with pytest.raises(TableError) as failure:
        note(notes, (stage, 1))
    assert says in str(failure.value)
    assert "\n" not in str(failure.value)
    assert "Mia" not in str(failure.value)


def test_a_stage_is_not_noted_for_a_day_before_the_last(notes):
    note(notes, ("asked", 9))
    with pytest.raises(TableError, match="noted for later, for 2026-10-23"):
        note(notes, ("agreed", 10))


def test_an_unknown_stage_and_an_unsure_name_say_what_to_do(notes):
    with pytest.raises(TableError, match="idea, asked, agreed, introduced"):
        note(notes, ("begged", 1))
    with pytest.raises(UnknownNameError, match="nobody in your book"):
        note(notes, ("asked", 1), starter="Nobody Atall")
    with pytest.raises(UnknownNameError, match="1 of the names"):
        note(notes, ("asked", 1), starter="Mia")
    with pytest.raises(TableError, match="two people"):
        note(notes, ("asked", 1), target="Mia Chen")


def test_after_a_no_or_a_full_circle_another_round_may_begin(notes):
    note(notes, ("asked", 60), ("declined", 50), ("asked", 5))
    assert standing(notes)["stage"] == "asked"
    assert standing(notes)["history"] == ["asked 27 Oct 2026"]
    assert [len(one) for one in rounds(notes.contacts.introductions)] == [2, 1]


def test_a_new_target_becomes_somebody_and_agreeing_says_that_they_know_them(notes):
    note(notes, ("asked", 3), target="Zed Newman at Globex")
    people = notes.contacts.people.set_index("name")
    assert people.loc["Zed Newman", "organization"] == "Globex"
    ties = notes.contacts.ties
    assert not (ties["evidence"] == "stated").sum() > 1, "an ask alone says nothing"
    note(notes, ("agreed", 2), target="Zed Newman")
    ties = notes.contacts.ties
    mine = ties[(ties["person_b"] == people.loc["Zed Newman", "person_id"]) & (ties["evidence"] == "stated")]
    assert len(mine) == 1
    assert len(notes.contacts.people) == len(people), "the second stage makes nobody new"


@pytest.mark.parametrize(
    ("noted", "kinds"),
    [
        ([("idea", 14)], []),
        ([("idea", 15)], ["idea"]),
        ([("asked", 14)], []),
        ([("asked", 15)], ["answer"]),
        ([("asked", 20), ("agreed", 7)], []),
        ([("asked", 20), ("agreed", 8)], ["introduction"]),
        ([("introduced", 2)], []),
        ([("introduced", 3)], ["thanks"]),
        ([("introduced", 8)], ["meeting", "thanks"]),
        ([("introduced", 8), ("thanked", 8)], ["meeting"]),
        ([("introduced", 20), ("met", 7), ("thanked", 7)], []),
        ([("introduced", 20), ("met", 8), ("thanked", 7)], ["outcome"]),
        ([("introduced", 30), ("thanked", 29)], ["meeting"]),
        ([("introduced", 31), ("thanked", 29)], ["meeting", "outcome"]),
        ([("asked", 40), ("declined", 30)], []),
        ([("introduced", 50), ("thanked", 40), ("told", 30)], []),
    ],
)
def test_what_waits_too_long_is_late(notes, noted, kinds):
    note(notes, *noted)
    G = notes.graph()
    assert sorted(late_steps(G)["kind"]) == sorted(kinds)
    assert ng.introductions(G)["late"].tolist() == [bool(kinds)]


def test_nobody_is_named_whom_the_user_wants_to_leave_alone(notes):
    note(notes, ("introduced", 8))
    notes.take(choice_entry(notes.contacts, "Mia Chen", "mute"))
    assert late(notes) == ["meeting"], "the meeting is with Dana; Mia is not even to be thanked"


def test_who_rests_is_thanked_but_not_asked(notes):
    note(notes, ("introduced", 8))
    note(notes, ("idea", 20), target="Raj Patel")
    assert sorted(late(notes)) == ["meeting", "thanks"], "Mia rests, so that the idea waits"


def test_a_late_step_says_who_why_and_what(notes):
    note(notes, ("introduced", 5))
    step = late_steps(notes.graph()).iloc[0]
    assert (step["kind"], step["name"]) == ("thanks", "Mia Chen")
    assert step["why"] == "Mia Chen introduced you to Dana Cole 5 days ago; no thanks are noted."
    assert step["since"] == utc("2026-10-27")


def test_without_introductions_both_answers_are_empty_and_a_hand_made_graph_says_why(five):
    assert ng.introductions(five).empty
    assert late_steps(five).empty
    hand = five.copy()
    del hand.graph["contacts"]
    with pytest.raises(NoHistoryError, match="build_graph"):
        ng.introductions(hand)


def test_what_was_given_is_left_alone():
    before = bundle(ties=[{"person_a": "alex", "person_b": "mia", "evidence": "connected"}])
    frames = {name: frame.copy() for name, frame in before.tables().items()}
    introduction_entry(before, "mia", "Zed Newman", stage="asked", at=utc(DAY))
    for name, frame in before.tables().items():
        pd.testing.assert_frame_equal(frame, frames[name])


def test_the_book_keeps_the_stages_and_undo_takes_the_last_one_back(tmp_path, contacts):
    with ng.Book(tmp_path / "network.db") as book:
        book.add(contacts)
        book.introduction("Mia Chen", "Dana Cole", "asked", at="2026-10-30", note="by phone")
        book.introduction("Mia Chen", "Dana Cole", "agreed", at="2026-10-30")
        row = ng.introductions(book.graph(as_of=DAY)).iloc[0]
        assert (row["stage"], row["note"]) == ("agreed", "by phone")
        assert book.undo() == "entry introduction: agreed"
        assert list(book.contacts().introductions["stage"]) == ["asked"]


def test_stages_of_other_programs_and_stages_without_a_day_break_nothing(contacts):
    rows = [
        {"starter_id": "mia", "target_id": "dana", "stage": "pondered", "at": utc("2026-10-01")},
        {"starter_id": "mia", "target_id": "raj", "stage": "asked", "at": None},
    ]
    tables = contacts.tables() | {"introductions": pd.DataFrame(rows)}
    G = ng.build_graph(ng.Contacts.of(tables), as_of=DAY)
    found = ng.introductions(G)
    assert found[["target_id", "stage"]].values.tolist() == [["raj", "asked"]]
    assert found["why"].iloc[0] == "You asked Mia Chen for an introduction to Raj Patel, day not noted."
    assert late_steps(G).empty


@pytest.mark.parametrize(
    ("stages", "reached"),
    [
        ([], None),
        ([("idea", 20)], "asked"),
        ([("asked", 20)], None),
        ([("agreed", 20)], None),
        ([("introduced", 20)], "thanked"),
        ([("introduced", 20), ("met", 10)], "thanked"),
        ([("introduced", 20), ("met", 10), ("thanked", 9)], "told"),
        ([("introduced", 20), ("thanked", 9)], None),
        ([("introduced", 40), ("thanked", 35)], "told"),
        ([("introduced", 20), ("thanked", 9), ("met", 8), ("told", 1)], None),
        ([("asked", 20), ("declined", 9)], None),
    ],
)
def test_the_stage_that_is_reached_when_the_step_is_done(notes, stages, reached):
    note(notes, *stages)
    found = stage_of_step(notes.contacts, "mia", as_of=utc(DAY))
    assert found == (None if reached is None else ("mia", "dana", reached))
    assert stage_of_step(notes.contacts, "dana", as_of=utc(DAY)) is None, "the target introduces nobody"


def test_of_several_introductions_the_one_that_waits_longest_moves_on(notes):
    note(notes, ("introduced", 20))
    note(notes, ("introduced", 30), target="Raj Patel")
    assert stage_of_step(notes.contacts, "mia", as_of=utc(DAY)) == ("mia", "raj", "thanked")
