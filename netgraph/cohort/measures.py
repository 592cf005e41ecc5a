"""Measures: what a client did and has, as a few numbers without names, within the days of the programme.

A *conversation* is one log of having met, called or been at an event together, as in `netgraph.goals`.
Without a single logged row nothing is known of conversations: every number that rests on the log is None,
never 0; weeks count from the Monday of the first log. A *second-degree meeting* is one person to whom
somebody else led: the log says who introduced them and the talk took place. Coverage counts the targets the
client chose, in the four states of `netgraph.target_coverage`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.coverage import CONNECTED_ONLY, GUESS, NONE, WARM
from netgraph.lookup import ego_of, has_contact, ties_of
from netgraph.practice.logbook import LOG, YOU
from netgraph.practice.progress import CONVERSATIONS

if TYPE_CHECKING:
    import networkx as nx

    from netgraph.contacts import Contacts

__all__ = ["RECENT_DAYS", "Measures", "measures"]

RECENT_DAYS: Final = 28
A_DAY: Final = pd.Timedelta(days=1)


class Measures(NamedTuple):
    """One client in numbers; None is not known. Days are ISO text.

    `recent` are conversations of the last 28 days, `weeks` those from which `conversations` are known.
    """

    people: int
    in_contact: int
    has_messages: bool
    data_until: str | None
    last_log: str | None
    conversations: int | None
    recent: int | None
    weeks: float | None
    second_degree: int | None
    targets: int
    warm: int
    connected_only: int
    guess: int
    none: int


def measures(
    G: nx.Graph, coverage: pd.DataFrame, *, started_on: pd.Timestamp | None, ended_on: pd.Timestamp | None
) -> Measures:
    """The measures at the graph's `as_of`; `coverage` is its `target_coverage`.

    Only what was logged from `started_on` (None: ever) until `ended_on` counts as done in the programme.
    """
    contacts: Contacts = G.graph["contacts"]
    as_of: pd.Timestamp = G.graph["as_of"]
    logs = _logs(contacts, as_of)
    start = started_on if started_on is not None else pd.Timestamp(0, tz="UTC")
    end = as_of if ended_on is None else min(as_of, ended_on + A_DAY)
    states = coverage["state"].value_counts()
    seen = contacts.data_until
    ties = [tie for _, tie in ties_of(G, ego_of(G))]
    talks = logs[logs["channel"].isin(list(CONVERSATIONS))]
    inside = talks[(talks["at"] >= start) & (talks["at"] <= end)]
    known = len(logs) > 0
    return Measures(
        people=len(ties),
        in_contact=sum(map(has_contact, ties)),
        has_messages=bool((contacts.interactions["channel"] == "message").any()),
        data_until=max(seen.values()).date().isoformat() if seen else None,
        last_log=logs["at"].max().date().isoformat() if known else None,
        conversations=inside["thread"].nunique() if known else None,
        recent=talks.loc[talks["at"] > as_of - RECENT_DAYS * A_DAY, "thread"].nunique() if known else None,
        weeks=_weeks(max(start, _monday(logs["at"].min())), end) if known else None,
        second_degree=_second_degree(contacts, inside, start, end) if known else None,
        targets=len(coverage),
        warm=int(states.get(WARM, 0)),
        connected_only=int(states.get(CONNECTED_ONLY, 0)),
        guess=int(states.get(GUESS, 0)),
        none=int(states.get(NONE, 0)),
    )


def _logs(contacts: Contacts, as_of: pd.Timestamp) -> pd.DataFrame:
    events = contacts.interactions
    logged = (events["source"] == YOU) & events["thread"].fillna("").str.startswith(LOG)
    return events[logged & (events["at"] <= as_of)]


def _monday(moment: pd.Timestamp) -> pd.Timestamp:
    return moment.normalize() - moment.weekday() * A_DAY


def _weeks(start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Weeks begun between two moments, at least one.

    >>> _weeks(pd.Timestamp("2026-11-02"), pd.Timestamp("2026-11-16"))
    2.0
    """
    return float(max(1, math.ceil((end - start) / (7 * A_DAY))))


def _second_degree(contacts: Contacts, talks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> int:
    """People met to whom somebody led: the stage `met`, or a talk logged since the introduction."""
    stages = contacts.introductions
    met = stages[(stages["stage"] == "met") & (stages["at"] >= start) & (stages["at"] <= end)]
    made = stages[stages["stage"] == "introduced"].groupby("target_id")["at"].min().dt.normalize()
    spoken = talks.groupby("recipient_id")["at"].max().dt.normalize()
    both = made.index.intersection(spoken.index)
    later = both[(spoken.loc[both] >= made.loc[both]).to_numpy()]
    return len(set(met["target_id"]) | set(later))
