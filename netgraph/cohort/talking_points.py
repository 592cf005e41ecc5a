"""Talking points: where a client is stuck, and the next step to discuss, each in one sentence.

They are made from the client's own graph; where the coach may not see names, from the numbered one. The next
step is the first of: a late step of an introduction, a reply owed, what the targets' coverage says to do, a
hello to a neglected tie. People have no rank here: the list is what to talk about, in the order of courtesy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.coverage import CONNECTED_ONLY, NONE, WARM
from netgraph.neglect import neglected_ties, replies_owed
from netgraph.practice.introducing import late_steps
from netgraph.provenance import day, span

if TYPE_CHECKING:
    import networkx as nx

    from netgraph.cohort.measures import Measures

__all__ = ["TalkingPoints", "talking_points"]

SILENT_DAYS: Final = 28
OLD_DATA_DAYS: Final = 60
NAMED: Final = 3
NO_TARGETS: Final = "Choose five organizations to reach, and note them in targets.csv."


class TalkingPoints(NamedTuple):
    """Where the client is stuck, and the next step to discuss."""

    stuck: list[str]
    next_step: str


def talking_points(G: nx.Graph, coverage: pd.DataFrame, told: Measures) -> TalkingPoints:
    """What a coach may want to raise; `coverage` is the graph's `target_coverage`, `told` its measures."""
    late, owed = late_steps(G), replies_owed(G, limit=1)
    return TalkingPoints(
        [*_on_targets(coverage), *_on_doing(G, told, late, owed), *_on_data(G, told)],
        _next_step(G, coverage, late, owed),
    )


def _on_targets(coverage: pd.DataFrame) -> list[str]:
    if coverage.empty:
        return ["No targets are chosen."]
    points = []
    for state, said in (
        (NONE, "no way in"),
        (CONNECTED_ONLY, "only connections that were never written to"),
    ):
        names = list(coverage.loc[coverage["state"] == state, "target"])
        if names:
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            points.append(f"{_of(len(names), len(coverage))} {said}: {', '.join(names[:NAMED])}{more}.")
    return points


def _of(some: int, every: int) -> str:
    return (
        f"{some} of {every} targets {'has' if some == 1 else 'have'}" if every > 1 else "The only target has"
    )


def _on_doing(G: nx.Graph, told: Measures, late: pd.DataFrame, owed: pd.DataFrame) -> list[str]:
    points = []
    if told.recent == 0 and told.last_log is not None:
        points.append(f"No conversation is logged for the last {SILENT_DAYS // 7} weeks.")
    if len(late):
        since = late["since"].min()
        steps = (
            "1 step of an introduction waits"
            if len(late) == 1
            else f"{len(late)} steps of introductions wait"
        )
        points.append(f"{steps}, the first since {day(since)}.")
    count = len(owed) + int(owed.attrs["more"])
    if count:
        points.append(f"{count} {'reply is' if count == 1 else 'replies are'} owed to people who wrote last.")
    return points


def _on_data(G: nx.Graph, told: Measures) -> list[str]:
    points = []
    if not told.has_messages:
        points.append("The data hold no messages: ask for LinkedIn's complete export.")
    if told.data_until is not None:
        as_of = G.graph["as_of"]
        age = (as_of.normalize() - pd.Timestamp(told.data_until, tz="UTC")).days
        if age > OLD_DATA_DAYS:
            points.append(f"The newest data are {span(age)} old: ask for a new export.")
    return points


def _next_step(G: nx.Graph, coverage: pd.DataFrame, late: pd.DataFrame, owed: pd.DataFrame) -> str:
    for steps in (late, owed):
        if len(steps):
            return _step(steps)
    for state in (WARM, CONNECTED_ONLY):
        open_ = coverage[coverage["state"] == state]
        if len(open_):
            return f"{open_['target'].iloc[0]}: {open_['next_step'].iloc[0]}"
    quiet = neglected_ties(G, limit=1)
    if coverage.empty:
        return NO_TARGETS
    if len(quiet):
        return _step(quiet)
    return f"{coverage['target'].iloc[0]}: {coverage['next_step'].iloc[0]}"


def _step(steps: pd.DataFrame) -> str:
    """The first step, with the full name of the person where it does not say it."""
    name, step = str(steps["name"].iloc[0]), str(steps["step"].iloc[0])
    return step if name in step else f"{name}: {step}"
