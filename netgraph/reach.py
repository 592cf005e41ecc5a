"""Reach: everybody within at most three hops of ego, and the best route to each.

A route is worth the product of its ties' readiness x .7 ** (hops - 1) (`netgraph.route`). The search
goes hop by hop: from the people whose best value the last hop raised, over their ties, to whomever that
reaches better than before. Two such searches are made, over proof alone and over everything, since a
route of proof alone stands before a warmer one that is not. On the last hop of the second stands the
guess that two people were colleagues.

Why that is exact, though routes are simple paths and the search does not look back: leaving the loop out
of a walk that comes back to somebody leaves a walk of fewer ties that is worth more, as every tie is
worth at most 1 and every hand-over .7. So no walk with a loop is ever best; and where one hides a simple
path to the same person, the walk without its loop, which is worth more than both, has been found before.
The same holds for going on from a person whom fewer hops reach at least as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray

from netgraph.csr_ties import EQUAL
from netgraph.route import HAND_OVER
from netgraph.schema import DTYPES
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from netgraph.csr_ties import CsrTies

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["Reach", "best_reach", "reachable"]

LONGEST: Final = 3
NOBODY: Final = -1
TEXT: Final = pd.StringDtype(na_value=np.nan)
NO_PATH: Final = np.iinfo(np.int64).max


class Reach(NamedTuple):
    """The best route to each row: its readiness (0 = out of reach), hops, starter and introducer.

    The starter of a direct tie is the person; only three hops have an introducer, else it is -1.
    """

    readiness: Numbers
    hops: Rows
    starter: Rows
    introducer: Rows

    def of(self, rows: Rows) -> Reach:
        """The routes of these rows."""
        return Reach(self.readiness[rows], self.hops[rows], self.starter[rows], self.introducer[rows])

    def before(self, other: Reach) -> Reach:
        """These routes, then the other ones."""
        return Reach(
            np.concatenate([self.readiness, other.readiness]),
            np.concatenate([self.hops, other.hops]),
            np.concatenate([self.starter, other.starter]),
            np.concatenate([self.introducer, other.introducer]),
        )


def reachable(G: nx.Graph, *, max_hops: int = LONGEST, arrays: TieArrays | None = None) -> pd.DataFrame:
    """Everybody within reach of ego, in the order of routes; columns as in `netgraph.schema.REACHABLE`.

    Each row is the first route that `referral_paths` gives to this person: proof before the rest, then
    readiness, fewer hops, a starter who does not rest, ids. `best_readiness` is that of the best route
    of any evidence. `via` is a column of Arrow lists, since most rows have a way of their own: `.list`
    reaches into it, and each value is a list of names. `max_hops` is 1 to 3.

    `arrays` are `TieArrays.of(G)`, made by whoever asks often; they do not notice later changes of `G`.
    Without them they are made anew.

    Two ties of readiness .5 and .3 and one hand-over make .5 x .3 x .7 = .105. Raises `GraphError`
    when the graph has no ego and `ValueError` when `max_hops` is not 1, 2 or 3.
    """
    if not 1 <= max_hops <= LONGEST:
        raise ValueError(f"max_hops is {max_hops}: routes have 1 to {LONGEST} hops")
    known = TieArrays.of(G) if arrays is None else arrays
    sure = best_reach(known, ties=known.proven, guesses=False, max_hops=max_hops)
    every = best_reach(known, max_hops=max_hops, beaten=sure.readiness)
    return _frame(known, sure, every)


def best_reach(
    arrays: TieArrays,
    *,
    ties: CsrTies | None = None,
    own: tuple[Rows, Numbers] | None = None,
    guesses: bool = True,
    max_hops: int = LONGEST,
    beaten: Numbers | None = None,
) -> Reach:
    """The best route of at most `max_hops` hops to each row, over `ties` (None: all of them).

    `own` are the rows ego is tied to and how ready these ties are, where they are not the graph's.
    With `guesses` the last hop of several may be one between two colleagues. `beaten` is how well each row
    is known to be reached in another way: the last hop passes over whatever is no better.
    """
    ties = arrays.ties if ties is None else ties
    rows, readiness = ties.row(arrays.ego) if own is None else own
    search = _Search(arrays, ties, np.zeros(len(arrays.people)) if beaten is None else beaten)
    search.start(rows, readiness)
    for hop in range(2, max_hops + 1):
        before = search.state() if guesses and hop == max_hops and arrays.colleagues.places else None
        rows = search.hop(rows, hop, last=hop == max_hops)
        if before is not None:
            search.guess(before)
    return search.reach()


class _State(NamedTuple):
    """What is known of each row after some hops; `key` orders equal routes of as many hops by their ids."""

    readiness: Numbers
    hops: Rows
    starter: Rows
    key: NDArray[np.int64]


class _Search:
    """A search from ego outwards; what it knows of each row is overwritten hop by hop."""

    def __init__(self, arrays: TieArrays, ties: CsrTies, beaten: Numbers) -> None:
        self.arrays, self.ties, self.beaten, self.size = arrays, ties, beaten, len(arrays.people)
        self.readiness, self.hops, self.key = np.zeros(self.size), *np.zeros((2, self.size), dtype=np.int64)
        self.starter, self.introducer = np.arange(self.size), np.full(self.size, NOBODY)

    def start(self, rows: Rows, readiness: Numbers) -> None:
        """The first hop: ego's own ties."""
        self.readiness[rows] = readiness
        # No route comes back to ego.
        self.readiness[self.arrays.ego] = np.inf
        self.hops[rows] = 1

    def state(self) -> _State:
        """What is known now, as a copy."""
        return _State(self.readiness.copy(), self.hops.copy(), self.starter.copy(), self.key.copy())

    def hop(self, rows: Rows, hop: int, *, last: bool) -> Rows:
        """One more hop, from the rows that the last one reached better; gives those this one does."""
        # Sorted, so that memory is read in one direction.
        rows = np.sort(rows)
        places, counts = self.ties.of(rows)
        reached = self.ties.others[places]
        gained = np.repeat(self.readiness[rows] * HAND_OVER, counts)
        gained *= self.ties.readiness[places]
        least = self.readiness * (1 + EQUAL)
        better = np.flatnonzero(gained > (np.maximum(least, self.beaten) if last else least)[reached])
        reached, gained = reached[better], gained[better]
        np.maximum.at(self.readiness, reached, gained)
        best = np.flatnonzero(gained >= (self.readiness * (1 - EQUAL))[reached])
        reached, source = reached[best], np.repeat(rows, counts)[better[best]]
        path = self._path(source)
        first = np.full(self.size, NO_PATH)
        np.minimum.at(first, reached, path)
        leads = path == first[reached]
        improved: Rows = reached[leads]
        source = source[leads]
        self.key[improved], self.hops[improved] = path[leads], hop
        self.starter[improved] = self.starter[source]
        if hop == LONGEST:
            self.introducer[improved] = source
        return improved

    def guess(self, before: _State) -> None:
        """A last hop between colleagues, from what was known before the last hop over ties."""
        own = np.where(np.isinf(before.readiness), 0.0, before.readiness)
        path = np.where(before.hops == 1, self.arrays.turn, before.key * self.size + self.arrays.order)
        precedence = before.hops * self.size**2 + path
        beaten = np.maximum(self.readiness, self.beaten)
        step = self.arrays.colleagues.step(own, self.ties, precedence=precedence, beaten=beaten)
        rows = np.flatnonzero(step.leader != NOBODY)
        gained, leader = step.gained[rows], step.leader[rows]
        hops, key = before.hops[leader] + 1, path[leader]
        equal = gained >= self.readiness[rows] * (1 - EQUAL)
        earlier = (hops < self.hops[rows]) | ((hops == self.hops[rows]) & (key < self.key[rows]))
        better = (gained > self.readiness[rows] * (1 + EQUAL)) | (equal & earlier)
        rows = rows[better]
        hops, leader = hops[better], leader[better]
        self.readiness[rows], self.hops[rows] = gained[better], hops
        self.starter[rows] = before.starter[leader]
        self.introducer[rows] = np.where(hops == LONGEST, leader, NOBODY)

    def _path(self, rows: Rows) -> NDArray[np.int64]:
        """The key of the routes that go on from these rows, which the last hop reached all."""
        if self.hops[rows[:1]].tolist() == [1]:
            return self.arrays.turn[rows].astype(np.int64)
        return np.asarray(self.key[rows] * self.size + self.arrays.order[rows], dtype=np.int64)

    def reach(self) -> Reach:
        """The best routes."""
        self.readiness[self.arrays.ego] = 0.0
        return Reach(self.readiness, self.hops, self.starter, self.introducer)


def _frame(arrays: TieArrays, sure: Reach, every: Reach) -> pd.DataFrame:
    """The table: a route of proof alone where there is one, else the best of any evidence."""
    any_evidence = np.maximum(every.readiness, sure.readiness)
    reached, size = np.flatnonzero(any_evidence), any_evidence.size
    # The routes of proof stand behind the others, so that one number says which of the two a row has.
    both = every.before(sure)
    routes = _in_order(arrays, both, reached + size * (sure.readiness[reached] > 0))
    best, proof = both.of(routes), routes >= size
    rows = routes - size * proof
    shown = arrays.shown
    frame = pd.DataFrame(
        {
            **{name: _taken(texts, rows) for name, texts in shown.items()},
            "readiness": best.readiness,
            "hops": best.hops,
            "via": _via(shown["name"], best),
            "starter_id": _taken(shown["person_id"], best.starter),
            "proof": proof,
            "best_readiness": any_evidence[rows],
        },
        index=pd.RangeIndex(rows.size),
        copy=False,
    )
    frame.attrs["rests_on"] = arrays.rests_on
    return frame


def _in_order(arrays: TieArrays, best: Reach, routes: Rows) -> Rows:
    """These routes in the order of routes."""
    size = len(arrays.people)
    # Rounded, as equal products differ by the order of their factors; proof stands before any readiness.
    worth = np.rint(best.readiness[routes] / EQUAL) + (routes >= size) * (2 / EQUAL)
    ranked = np.argsort(-worth)
    routes, worth = routes[ranked], worth[ranked]
    same = worth[1:] == worth[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    equals = routes[tied]
    keys = (
        arrays.order[equals % size],
        arrays.order[best.introducer[equals]],
        arrays.turn[best.starter[equals]],
        best.hops[equals],
        -worth[tied],
    )
    routes[tied] = equals[np.lexsort(keys)]
    return routes


def _via(names: pa.Array, best: Reach) -> ExtensionArray:
    """The names on the way, one list beside the other: 10,000 Python lists take longer than their search."""
    way = np.column_stack([best.starter, best.introducer])
    between = way[np.column_stack([best.hops > 1, best.hops == LONGEST])]
    starts = np.append(0, np.cumsum(best.hops - 1)).astype(np.int32)
    lists = pa.ListArray.from_arrays(starts, names.take(pa.array(between)))
    column: ExtensionArray = pd.array(lists, dtype=DTYPES["names"])
    return column


def _taken(texts: pa.Array, rows: Rows) -> ExtensionArray:
    """The texts of these rows as a column; Arrow takes them in half of pandas' time."""
    return ArrowStringArray(texts.take(pa.array(rows)), dtype=TEXT)  # type: ignore[call-arg]
