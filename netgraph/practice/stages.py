"""Stages: the life of an introduction, from the idea until the starter knows how it ended.

::

    idea -> asked -> agreed -> introduced -> met, thanked (in either order) -> told
              |         |           |
              +---------+-----------+--> declined, with grace

A *round* begins with an idea or an ask and is closed when the starter was told how it ended, or when
somebody declined; then another may begin. Double opt-in is the default way: the starter asks the target
before anything is handed over, so that *agreed* means that both said yes. What was forgotten may be left
out (an introduction that came unasked begins with `introduced`), but nobody is told without being thanked.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from netgraph.contacts import Contacts
from netgraph.errors import TableError
from netgraph.lookup import moment
from netgraph.practice.entries import match_name, new_person
from netgraph.practice.logbook import known_person, person_and_place

__all__ = ["STAGES", "introduction_entry", "known_or_new", "next_stages", "rounds"]

STAGES: Final = ("idea", "asked", "agreed", "introduced", "met", "thanked", "told", "declined")
FOLLOWS: Final[dict[str | None, tuple[str, ...]]] = {
    None: ("idea", "asked", "agreed", "introduced"),
    "idea": ("asked", "agreed", "introduced", "declined"),
    "asked": ("agreed", "introduced", "declined"),
    "agreed": ("introduced", "declined"),
    "introduced": ("met", "thanked", "declined"),
    "met": ("thanked", "told"),
    "thanked": ("met", "told"),
    "told": (),
    "declined": (),
}
OPENS: Final = frozenset({"idea", "asked"})
SAYS_THEY_KNOW: Final = frozenset({"agreed", "introduced"})
MICROSECOND: Final = pd.Timedelta(microseconds=1)


def introduction_entry(
    contacts: Contacts, starter: str, target: str, *, stage: str, at: pd.Timestamp, note: str | None = None
) -> Contacts:
    """The bundle of one stage of an introduction; `starter` and `target` are ids or full names.

    A target whom nobody in the book resembles is somebody new. When the starter agrees or introduces, they
    have said that they know the target: a stated tie. A stage of the same day as the one before stands
    after it. Raises `TableError` for a stage that may not follow, `UnknownNameError` for a name that is
    not sure.
    """
    if stage not in STAGES:
        raise TableError(f"an introduction has the stages {', '.join(STAGES)}; found {stage!r}")
    one = known_person(contacts, starter)
    other, row = known_or_new(contacts, target)
    if one == other:
        raise TableError("an introduction needs two people: the starter and the target are one")
    known = contacts.introductions
    mine = known[(known["starter_id"] == one) & (known["target_id"] == other)]
    ties = pd.DataFrame({"person_a": [one], "person_b": other, "evidence": "stated", "source": "you"})
    stages = {"starter_id": one, "target_id": other, "stage": stage, "at": _in_order(mine, stage, at)}
    return Contacts.of(
        {
            "people": contacts.people.head(0) if row is None else row,
            "introductions": pd.DataFrame([{**stages, "note": note}]),
            "ties": ties[[stage in SAYS_THEY_KNOW]],
        }
    )


def next_stages(reached: list[str]) -> list[str]:
    """The stages that may follow in a round; none where it is closed.

    >>> next_stages([]), next_stages(["asked"])
    (['idea', 'asked', 'agreed', 'introduced'], ['agreed', 'introduced', 'declined'])
    >>> next_stages(["introduced", "met"]), next_stages(["introduced", "thanked", "met"])
    (['thanked'], ['told'])
    """
    options = FOLLOWS[reached[-1] if reached else None]
    return [one for one in options if one not in reached and (one != "told" or "thanked" in reached)]


def rounds(introductions: pd.DataFrame) -> list[pd.DataFrame]:
    """The rounds of the table `introductions`, rows in order of time; rows of unknown stages fall out."""
    known = introductions[introductions["stage"].isin(STAGES)]
    if known.empty:
        return []
    place = known["stage"].map(STAGES.index)
    ordered = known.assign(place=place).sort_values(["at", "place"], kind="stable")
    found: list[pd.DataFrame] = []
    for _, pair in ordered.drop(columns="place").groupby(["starter_id", "target_id"], sort=True):
        closed = pair["stage"].isin(["told", "declined"]).shift(fill_value=False)
        begun = (pair["stage"].isin(list(OPENS)) & closed.cummax() & closed).cumsum()
        found.extend(one for _, one in pair.groupby(begun, sort=True))
    return found


def known_or_new(contacts: Contacts, said: str) -> tuple[str, pd.DataFrame | None]:
    """The id of the person meant, and their row when they are new: nobody in the book resembles them.

    `said` is an id, a name, or "Dana Cole at Globex". Raises `UnknownNameError` when it is not sure.
    """
    name, place = person_and_place(said)
    match = match_name(contacts, name, organization=place)
    if match.person_id is not None:
        return match.person_id, None
    if match.candidates:
        return known_person(contacts, name), None
    return new_person(name, organization=place)


def _in_order(mine: pd.DataFrame, stage: str, at: pd.Timestamp) -> pd.Timestamp:
    """The moment of the stage, once it is sure that it may follow what was noted of this pair."""
    last_round = rounds(mine)[-1:]
    reached = [str(one) for one in last_round[0]["stage"]] if last_round else []
    last = moment(last_round[0]["at"].iloc[-1]) if last_round else None
    allowed = next_stages(reached) or sorted(OPENS, key=STAGES.index)
    if stage not in allowed:
        stands = f"it stands at {reached[-1]!r}" if reached else "it has not begun"
        raise TableError(
            f"this introduction cannot be {stage!r} now: {stands}; next may come {', '.join(allowed)}"
        )
    if last is None or at > last:
        return at
    if at.normalize() < last.normalize():
        raise TableError(
            f"{stage!r} cannot be on {at:%Y-%m-%d}: {reached[-1]!r} was noted for later, for {last:%Y-%m-%d}"
        )
    return last + MICROSECOND
