"""Choice entries: what the user decided, as small bundles that go into the book (see `netgraph.choices`).

An answer to a step of the week (`netgraph.this_week`) is a choice too, and kept with the ISO week it was
given in; when the step is done it is a log besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.choices import FAST, NO, SLOW
from netgraph.contact_days import contact_days, instant
from netgraph.contacts import Contacts
from netgraph.decisions import STRANGERS
from netgraph.errors import TableError
from netgraph.practice.introducing import stage_of_step
from netgraph.practice.logbook import YOU, iso_week, known_person, log_entry
from netgraph.practice.stages import introduction_entry
from netgraph.strength import tie_history

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ANSWERS",
    "CHOICE_KINDS",
    "NOT_NOW",
    "choice_entry",
    "pace_entry",
    "pair_entry",
    "step_entry",
]

CHOICE_KINDS: Final = ("circle_name", "mute", "need", "override", "rhythm", "snooze")
LONGEST_CIRCLE_NAME: Final = 60
NOT_NOW: Final = {"2w": 14, "1m": 30, "3m": 91}
"""How long "not now" is, in days."""

ANSWERS: Final = ("done", *NOT_NOW, "less often", "never")
SKIPS_BEFORE_SLOWER: Final = 3
RHYTHMS: Final = (90, 182, 365, 730)
"""What "less often" may mean, in days."""

A_DAY: Final = pd.Timedelta(days=1)

IN_TOUCH: Final = frozenset({"hello", "introduction", "reply", "route"})
"""Steps of the week that are a word written when they are done; to meet somebody new one asks another."""

STAGES_DONE: Final = frozenset({"introduction", "thanks"})
"""Steps that may move an introduction on when they are done."""

FAVOR_DONE: Final = {"promise": "kept", "thanks": "thanks"}


def choice_entry(
    contacts: Contacts,
    person: str,
    kind: str,
    *,
    value: str | int | None = None,
    until: str | pd.Timestamp | None = None,
) -> Contacts:
    """The bundle of one choice about a person (see `netgraph.choices`); the value ``no`` takes it back.

    A `circle_name` names the circle that the person is in. Raises `TableError` for an unknown kind, a snooze
    without a day, a rhythm that is no number of days and a name that is too long, `UnknownNameError` when
    it is not sure who is meant.
    """
    text = None if value is None else str(value).strip()
    faults = []
    if kind not in CHOICE_KINDS:
        faults.append(f"a choice is one of {', '.join(CHOICE_KINDS)}; found {kind!r}")
    if kind == "snooze" and until is None and text != NO:
        faults.append("a snooze needs the day until which it lasts")
    if kind == "rhythm" and text != NO and not (text is not None and text.isdigit() and int(text) > 0):
        faults.append("a rhythm is a number of days, 1 or more")
    if kind == "need" and not text:
        faults.append("a need wants the words of what they look for")
    if kind == "circle_name" and not (text and len(text) <= LONGEST_CIRCLE_NAME):
        faults.append(f"a circle's name has 1 to {LONGEST_CIRCLE_NAME} letters")
    if faults:
        raise TableError("; ".join(faults))
    row = {"person_id": known_person(contacts, person), "kind": kind, "value": text}
    return _choices(row | {"until": None if until is None else instant(until)})


def pace_entry(steps: int) -> Contacts:
    """The bundle of the pace, in steps a week. Raises `TableError` when it is not 3 to 15."""
    if not SLOW <= steps <= FAST:
        raise TableError(f"the pace is {SLOW} to {FAST} steps a week; found {steps}")
    return _choices({"person_id": None, "kind": "pace", "value": str(steps)})


def pair_entry(contacts: Contacts, one: str, other: str, *, known: bool) -> Contacts:
    """The bundle of an answer to "do these two know each other?": a stated tie, or never guessed again.

    Raises `TableError` for one person twice, `UnknownNameError` when it is not sure who is meant.
    """
    a, b = known_person(contacts, one), known_person(contacts, other)
    if a == b:
        raise TableError("a pair is two people; found one person twice")
    if known:
        tie = {"person_a": a, "person_b": b, "evidence": "stated", "source": YOU}
        return Contacts.of({"ties": pd.DataFrame([tie])})
    return _choices({"person_id": a, "kind": STRANGERS, "value": b})


def step_entry(
    contacts: Contacts,
    person: str,
    kind: str,
    answer: str,
    *,
    now: pd.Timestamp,
    how: str | None = None,
    note: str | None = None,
    ask_who: Sequence[str] = (),
) -> Contacts:
    """The bundle of an answer (`ANSWERS`) to a step of the week of that `kind`.

    Done is contact (`how`, `note` and `ask_who` as in `log_entry`; `how` None: written, where the step is
    a word written), thanks given, a promise kept, or the next stage of an introduction. Not now (2w, 1m,
    3m) is a snooze; the third in a row without contact is "less often": the rhythm is slowed, and its first
    turn is a snooze. Never mutes. Raises `TableError` for another answer, `UnknownNameError` when nobody
    bears the id or a name of `ask_who` is not sure.
    """
    if answer not in ANSWERS:
        raise TableError(f"a step is answered with one of: {', '.join(ANSWERS)}; found {answer!r}")
    who, week = known_person(contacts, person), iso_week(now)
    kept: dict[str, Any] = {"person_id": who, "kind": "skip", "value": f"{week} {kind} {answer}"}
    if answer == "done":
        done = _choices(kept | {"kind": "done", "value": f"{week} {kind}"})
        return _with_deed(contacts, done, who, kind, _Words(now, how, note, ask_who))
    days = _slower(contacts, who, now)
    slower = {"person_id": who, "kind": "rhythm", "value": str(days)}
    if answer == "never":
        return _choices({"person_id": who, "kind": "mute", "value": week}, kept)
    tired = answer == "less often" or _skips_in_a_row(contacts, who, now) + 1 >= SKIPS_BEFORE_SLOWER
    pause = days if tired else NOT_NOW[answer]
    snooze = {"person_id": who, "kind": "snooze", "value": week, "until": now.normalize() + A_DAY * pause}
    # The rhythm stands first: said last, it begins the count of skips anew.
    return _choices(*([slower] if tired else []), snooze, kept)


class _Words(NamedTuple):
    """What the user said of a step that is done."""

    at: pd.Timestamp
    how: str | None
    note: str | None
    ask_who: Sequence[str]


def _with_deed(contacts: Contacts, done: Contacts, who: str, kind: str, said: _Words) -> Contacts:
    """The bundle of a step that is done, with what was done."""
    parts = [done]
    if kind in FAVOR_DONE:
        favor = {"at": said.at, "giver_id": contacts.ego, "receiver_id": who, "kind": FAVOR_DONE[kind]}
        parts.append(Contacts.of({"favors": pd.DataFrame([favor | {"note": said.note, "source": YOU}])}))
    how = said.how or ("wrote" if kind in IN_TOUCH or said.ask_who else None)
    if how is not None:
        parts.append(log_entry(contacts, who, how, at=said.at, note=said.note, ask_who=said.ask_who))
    reached = stage_of_step(contacts, who, as_of=said.at) if kind in STAGES_DONE else None
    if reached is not None and (kind == "introduction" or reached[2] == "thanked"):
        starter, target, stage = reached
        parts.append(introduction_entry(contacts, starter, target, stage=stage, at=said.at, note=said.note))
    tables = [part.tables() for part in parts]
    return Contacts.of({name: pd.concat([one[name] for one in tables]) for name in tables[0]})


def _slower(contacts: Contacts, person: str, now: pd.Timestamp) -> int:
    """The next slower rhythm, in days: at least twice the one the two have, or the user chose."""
    events = contacts.interactions
    own = events[(events["sender_id"] == person) | (events["recipient_id"] == person)]
    days = contact_days(own, ego=contacts.ego, as_of=now)
    usual = tie_history(days, as_of=now)["rhythm_days"].get(person, 0.0)
    rows = contacts.choices
    chosen = pd.to_numeric(
        rows.loc[(rows["person_id"] == person) & (rows["kind"] == "rhythm"), "value"], errors="coerce"
    ).head(1)
    now_days = max([float(usual), *chosen.dropna()])
    return next((days for days in RHYTHMS if days >= 2 * now_days), RHYTHMS[-1])


def _skips_in_a_row(contacts: Contacts, person: str, now: pd.Timestamp) -> int:
    """How often in a row the user said "not now" of a person, with no contact and no slower rhythm since."""
    rows = contacts.choices[contacts.choices["person_id"] == person]
    since_slower = rows[(rows["kind"] == "rhythm").cumsum() == 0]
    skips = since_slower.loc[since_slower["kind"] == "skip", "value"].dropna()
    events = contacts.interactions
    own = events[(events["sender_id"] == person) | (events["recipient_id"] == person)]
    days = contact_days(own, ego=contacts.ego, as_of=now)
    last = "" if days.empty else iso_week(days["last"].max())
    return sum(value.rpartition(" ")[2] in NOT_NOW and value.partition(" ")[0] > last for value in skips)


def _choices(*rows: dict[str, Any]) -> Contacts:
    return Contacts.of({"choices": pd.DataFrame(rows, columns=["person_id", "kind", "value", "until"])})
