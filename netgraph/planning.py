"""A plan of meetings: the few people who open most targets together.

The chance that meeting p opens target t is the readiness of the best route that starts with p: of ego's
tie with p, times what leads on from p to somebody at t within two ties, x .7 for each hand-over; nothing
leads on where p is at t. Chances of several people are taken as independent:

    expected(S) = sum over targets t of 1 - product over p in S of (1 - q_pt)

Each further person adds less, so that taking whoever adds most, again and again, comes to at least 63 % of
the best plan (Nemhauser, Wolsey and Fisher 1978). Gains are worked out anew only for whoever stands first
(lazily). People who rest are left out. Readiness is a stated assumption and no public data hold the value
of meeting somebody, so the plan is plausible, not validated.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netgraph.lookup import (
    given_name,
    is_missing,
    organization_of,
    resolve_target,
)
from netgraph.onward import Onward
from netgraph.provenance import answer
from netgraph.schema import PLAN_MEETINGS
from netgraph.target_list import wanted_targets
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["Choice", "greedy_cover", "plan_meetings"]

WORTH_NAMING: Final = 0.01
UNPROVEN: Final = {
    "connected": "connected, no more: say hello first",
    "inferred": "only guessed to know each other",
}
NO_TARGETS: Final = "There are no targets to plan for: choose some, or give targets."
NOBODY: Final = "Nobody whom you may ask now leads to these targets in your data."


class Choice(NamedTuple):
    """One step of a greedy plan: the row taken, what it adds, and the sum up to here."""

    row: int
    gain: float
    expected: float


def plan_meetings(
    G: nx.Graph,
    *,
    targets: Sequence[str] | None = None,
    budget: int = 5,
    arrays: TieArrays | None = None,
) -> pd.DataFrame:
    """At most `budget` people to meet who open most targets together; columns as in `PLAN_MEETINGS`.

    `targets` are organizations, people's names or ids; None takes the ones the user chose. `covers`
    names the targets this meeting opens with a chance of .01 or more (all, where none has that).
    An empty frame says why in `df.attrs["reason"]`; `df.attrs["resting"]` counts who was left out. `arrays`
    are `TieArrays.of(G)`, where the asker has them already.

    A tie of .5 with an insider of one target and of .2 with an insider of another expect .7 targets.
    Raises `GraphError` when the graph has no ego and `ValueError` when `budget` is negative.
    """
    if budget < 0:
        raise ValueError(f"budget is {budget}: a plan holds no fewer than 0 meetings")
    arrays = TieArrays.of(G) if arrays is None else arrays
    wanted = wanted_targets(G, targets)
    own = G.adj[arrays.people[arrays.ego]]
    rows, readiness = arrays.ties.row(arrays.ego)
    rests = np.array(
        [not is_missing(own[arrays.people[row]].get("rest_until")) for row in rows.tolist()], bool
    )
    asked, ready = rows[~rests].tolist(), readiness[~rests]
    onward = [Onward.to(arrays, resolve_target(G, target)) for target in wanted]
    chances = np.array([ready * one.readiness[asked] for one in onward]).reshape(len(onward), len(asked)).T
    names = [(str(G.nodes[arrays.people[row]]["name"]), str(arrays.people[row])) for row in asked]
    left = np.ones(len(wanted))
    found = []
    for order, choice in enumerate(greedy_cover(chances, budget, ties=names), start=1):
        person, chance = arrays.people[asked[choice.row]], chances[choice.row]
        covers = _covers(chance, left)
        left = left * (1 - chance)
        found.append(
            {
                "order": order,
                "person_id": person,
                "name": G.nodes[person]["name"],
                "organization": organization_of(G, person),
                "covers": [wanted[one] for one in covers],
                "expected_targets": choice.expected,
                "gain": choice.gain,
                "why": _why(G, person, wanted[covers[0]], onward[covers[0]].path(asked[choice.row])),
            }
        )
    reason = None if found else NOBODY if wanted else NO_TARGETS
    return answer(G, found, PLAN_MEETINGS, targets=wanted, resting=int(rests.sum()), reason=reason)


def greedy_cover(chances: Numbers, budget: int, *, ties: Sequence[Any] | None = None) -> list[Choice]:
    """Rows of `chances` (people x targets) that cover most, each the best after those before it.

    Rows that add nothing are not taken; `ties` decides between rows that add the same (None: the earlier).

    >>> [step.row for step in greedy_cover(np.array([[.5, 0], [.5, .1], [0, .4]]), 2)]
    [1, 2]
    """
    left, expected, chosen = np.ones(chances.shape[1]), 0.0, list[Choice]()
    decides = range(len(chances)) if ties is None else ties
    gains = chances.sum(axis=1).round(12).tolist()
    heap = [(-gain, decides[row], row) for row, gain in enumerate(gains) if gain > 0]
    heapify(heap)
    while heap and len(chosen) < budget:
        before, tie, row = heappop(heap)
        gain = round(float(left @ chances[row]), 12)
        if gain <= 0:
            continue
        # A gain never grows: one that has not changed is still the largest.
        if gain < -before:
            heappush(heap, (-gain, tie, row))
            continue
        left, expected = left * (1 - chances[row]), expected + gain
        chosen.append(Choice(row, gain, expected))
    return chosen


def _covers(chance: Numbers, left: Numbers) -> list[int]:
    """The targets that a person opens, what they add most to first."""
    worth = np.flatnonzero(chance >= WORTH_NAMING)
    worth = worth if worth.size else np.flatnonzero(chance > 0)
    added = (left * chance)[worth]
    covers: list[int] = worth[np.argsort(-added, kind="stable")].tolist()
    return covers


def _why(G: nx.Graph, person: Hashable, target: str, path: list[Hashable]) -> str:
    """How the person leads to the first target: there already, by ties or by guesses."""
    name = given_name(G, person)
    own = G.edges[G.graph["ego"], person]
    known = "" if own["proof"] else f"; you are {UNPROVEN.get(own['evidence'], UNPROVEN['connected'])}"
    at = str(G.nodes[target]["name"]) if target in G else target
    if len(path) == 1:
        return f"{name} is {'your target' if at == G.nodes[person]['name'] else f'at {at}'}{known}."
    words = [f"{_knows(G, one, other)} {G.nodes[other]['name']}" for one, other in pairwise(path)]
    end = "" if at == G.nodes[path[-1]]["name"] else f" at {at}"
    return f"{name} {', who '.join(words)}{end}{known}."


def _knows(G: nx.Graph, one: Hashable, other: Hashable) -> str:
    tie = G.get_edge_data(one, other)
    if tie is None or tie["evidence"] == "inferred":
        return "may know"
    return "knows" if tie["proof"] else "is connected with"
