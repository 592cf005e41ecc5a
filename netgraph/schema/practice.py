"""The tables of the practice: the week, goals, closeness, help, introductions, the ask and the prep page."""

from __future__ import annotations

from typing import Final

from netgraph.schema.answers import PERSON, WHY
from netgraph.schema.columns import Column, Table

__all__ = [
    "CHECK_OBJECTIVE",
    "CLOSENESS_ROUND",
    "COULD_HELP",
    "FOLLOW_UPS",
    "GOALS",
    "HELP_BANK",
    "INTRODUCTION_ROUNDS",
    "LANDED",
    "LATE_STEPS",
    "OWED",
    "PREP",
    "THIS_WEEK",
]

THIS_WEEK: Final = Table(
    "this_week",
    (
        Column("number", "count", "1 = the first of the list; stays the same all week"),
        Column(
            "kind", "text", "reply, promise, thanks, introduction (a late step), hello, meet (new) or route"
        ),
        *PERSON,
        Column("target", "text", "the target it leads to; missing = none"),
        Column("why", "text", "why now, in one sentence"),
        Column("hook", "text", "what to begin with: facts about you two; missing = nothing is known"),
        Column("step", "text", "the smallest next step"),
        Column("state", "text", "open, done, not now, less often or never"),
    ),
)

GOALS: Final = Table(
    "goals",
    (
        Column("week", "text", "ISO week, such as 2026-W44"),
        Column("starts_on", "time", "its Monday"),
        Column("new_people", "number", "people met for the first time; NaN = nothing was logged yet"),
        Column("conversations", "number", "meetings, calls and events logged; NaN = nothing was logged yet"),
        Column("face_to_face", "number", "share of the conversations that were not calls, [0, 1]"),
        Column("followed_up", "number", "share of them followed by a word within 3 days, [0, 1]"),
        Column("asked_who", "number", "share of the conversations that named somebody to meet, [0, 1]"),
    ),
)

CLOSENESS_ROUND: Final = Table(
    "closeness_round",
    (
        Column("kind", "text", "closeness (how close are you?) or pair (do these two know each other?)"),
        *PERSON,
        Column("other_id", "text", "the other of a pair; missing for closeness"),
        Column("other_name", "text", "their full name"),
        WHY,
        Column("uncertainty", "number", "how little the data tell of it, (0, 1]"),
        Column("use", "number", "how much the answers move between the two ends of what may be said"),
        Column("gain", "number", "uncertainty x use: the order of the round"),
        Column("closeness", "number", "0-5, for you to fill: 0 = we do not know each other"),
        Column("last_spoke", "text", "for you to fill: this month, this year, 1-3 years or longer"),
    ),
)

FOLLOW_UPS: Final = Table(
    "follow_ups",
    (
        Column("person_id", "text", "whom you spoke with"),
        Column("name", "text", "full name"),
        Column("due", "time", "the last day on which a word is in time"),
        WHY,
        Column("step", "text", "the smallest next step"),
    ),
)

CHECK_OBJECTIVE: Final = Table(
    "check_objective",
    (
        Column("part", "text", "company, role, place or help; everything, pity or bitter for words to mind"),
        Column("state", "text", "said, missing or mind"),
        Column("words", "text", "the words as they stand; missing = nothing says it"),
        Column("says", "text", "what was found, or what to add, in one line"),
    ),
)

HELP_BANK: Final = Table(
    "help_bank",
    (
        *PERSON,
        Column("given", "list", "what you did for them, in words, the latest first"),
        Column("received", "list", "what they did for you, in words, the latest first"),
        Column("thanked", "list", "when you thanked them"),
        Column("owed_by_ego", "list", "thanks and promises that you owe, in words"),
        Column("endorsements", "list", "clicks on LinkedIn, apart: they are in no balance"),
        WHY,
    ),
)

OWED: Final = Table(
    "owed",
    (
        Column("person_id", "text", "whom you owe it to"),
        Column("name", "text", "full name"),
        Column("kind", "text", "thanks or promise"),
        Column("what", "text", "what for, or what you promised"),
        Column("since", "time", "when they helped, or when you promised"),
        WHY,
        Column("step", "text", "the smallest next step"),
    ),
)

COULD_HELP: Final = Table(
    "could_help",
    (
        *PERSON,
        Column("kind", "text", "need, introduce, new job or between jobs"),
        Column("other_id", "text", "the person they could meet"),
        Column("other", "text", "full name of the person they could meet"),
        WHY,
        Column("step", "text", "the smallest next step"),
    ),
)

LANDED: Final = Table(
    "landed",
    (
        *PERSON,
        Column("helped", "list", "how they helped since the search began, the latest first"),
        Column("thanked", "flag", "you thanked them after that"),
        Column("told", "flag", "you told them how it ended"),
        Column("step", "text", "the smallest next step; missing = nothing is left to do"),
    ),
)

INTRODUCTION_ROUNDS: Final = Table(
    "introduction_rounds",
    (
        Column("starter_id", "text", "who was asked to introduce"),
        Column("starter", "text", "full name"),
        Column("target_id", "text", "whom to"),
        Column("target", "text", "full name"),
        Column("stage", "text", "idea, asked, agreed, introduced, met, thanked, told or declined"),
        Column("since", "time", "when it reached that stage"),
        Column("days", "number", "UTC calendar days since then"),
        Column("history", "list", "every stage and its day"),
        Column("next", "list", "the stages that may follow; none = it has come full circle, or was declined"),
        Column("late", "flag", "a step is due"),
        WHY,
        Column("step", "text", "the smallest next step; missing = nothing is left to do"),
        Column("note", "text", "the user's own words"),
    ),
)

LATE_STEPS: Final = Table(
    "late_steps",
    (
        Column("kind", "text", "idea, answer, introduction, meeting, thanks or outcome"),
        Column("person_id", "text", "whom the step is about"),
        Column("name", "text", "full name"),
        WHY,
        Column("step", "text", "the smallest next step"),
        Column("since", "time", "since when it waits"),
    ),
)

PREP: Final = Table(
    "prep",
    (
        Column("section", "text", "what the line belongs to"),
        Column("line", "text", "the line"),
        Column("kind", "text", "fact, guess (inferred), not known, or idea (to ask, to offer)"),
        Column("at", "time", "when; missing = no day"),
        Column("person_id", "text", "whom the line is about; missing = nobody in particular"),
    ),
)
