"""The tables of the practice: the week, the goals, the closeness round."""

from __future__ import annotations

from typing import Final

from netgraph.schema.answers import PERSON, WHY
from netgraph.schema.columns import Column, Table

__all__ = ["CLOSENESS_ROUND", "FOLLOW_UPS", "GOALS", "THIS_WEEK"]

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
