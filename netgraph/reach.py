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

from netgraph.csr_ties import EQUAL
from netgraph.provenance import rests_on
from netgraph.route import HAND_OVER
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from netgraph.csr_ties import CsrTies

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["Reach", "best_reach", "reachable"]

LONGEST: Final = 3
NOBODY: Final = -1
NO_PATH: Final = np.iinfo(np.int64).max


class Reach(NamedTuple):
    """The best route to each row: its readiness (0 = out of reach), hops, starter and introducer.

    The starter of a direct tie is the person; only three hops have an introducer, else it is -1.
    """

    readiness: Numbers
    hops: Rows
    starter: Rows
    introducer: Rows


def reachable(G: nx.Graph, *, max_hops: int = LONGEST, arrays: TieArrays | None = None) -> pd.DataFrame:
    """Everybody within reach of ego, in the order of routes; columns as in `netgraph.schema.REACHABLE`.

    Each row is the first route that `referral_paths` gives to this person: proof before the rest, then
    readiness, fewer hops, a starter who does not rest, ids. `best_readiness` is that of the best route
    of any evidence. `max_hops` is 1 to 3.

    `arrays` are `TieArrays.of(G)`, made by whoever asks often; they do not notice later changes of `G`.
    Without them they are made anew.

    Two ties of readiness .5 and .3 and one hand-over make .5 x .3 x .7 = .105. Raises `GraphError`
    when the graph has no ego and `ValueError` when `max_hops` is not 1, 2 or 3.
    """
    if not 1 <= max_hops <= LONGEST:
        raise ValueError(f"max_hops is {max_hops}: routes have 1 to {LONGEST} hops")
    known = TieArrays.of(G) if arrays is None else arrays
    sure = best_reach(known, ties=known.proven, guesses=False, max_hops=max_hops)
    every = best_reach(known, max_hops=max_hops)
    proof = sure.readiness > 0
    best = Reach(*(np.where(proof, one, other) for one, other in zip(sure, every, strict=True)))
    return _frame(G, known, best, proof, every.readiness)


def best_reach(
    arrays: TieArrays,
    *,
    ties: CsrTies | None = None,
    own: tuple[Rows, Numbers] | None = None,
    guesses: bool = True,
    max_hops: int = LONGEST,
) -> Reach:
    """The best route of at most `max_hops` hops to each row, over `ties` (None: all of them).

    `own` are the rows ego is tied to and how ready these ties are, where they are not the graph's.
    With `guesses` the last hop of several may be one between two colleagues.
    """
    ties = arrays.ties if ties is None else ties
    rows, readiness = ties.row(arrays.ego) if own is None else own
    search = _Search(arrays, ties)
    search.start(rows, readiness)
    for hop in range(2, max_hops + 1):
        before = search.state() if guesses and hop == max_hops and arrays.colleagues.places else None
        rows = search.hop(rows, hop)
        if before is not None:
            search.guess(before)
    return search.reach()


class _State(NamedTuple):
    """What is known of each row after some hops; `key` orders equal routes of as many hops by their ids."""

    readiness: Numbers
    hops: Rows
    key: NDArray[np.int64]


class _Search:
    """A search from ego outwards; `leaders[h]` holds who led to each row at hop h."""

    def __init__(self, arrays: TieArrays, ties: CsrTies) -> None:
        self.arrays, self.ties, self.size = arrays, ties, len(arrays.people)
        self.readiness, self.hops, self.key = np.zeros(self.size), *np.zeros((2, self.size), dtype=np.int64)
        self.leaders = np.full((LONGEST + 1, self.size), NOBODY, dtype=np.intp)
        self.guessed = np.full(self.size, NOBODY, dtype=np.intp)

    def start(self, rows: Rows, readiness: Numbers) -> None:
        """The first hop: ego's own ties."""
        self.readiness[rows] = readiness
        # No route comes back to ego.
        self.readiness[self.arrays.ego] = np.inf
        self.hops[rows] = 1

    def state(self) -> _State:
        """What is known now, as a copy."""
        return _State(self.readiness.copy(), self.hops.copy(), self.key.copy())

    def hop(self, rows: Rows, hop: int) -> Rows:
        """One more hop, from the rows that the last one reached better; gives those this one does."""
        places, counts = self.ties.of(rows)
        reached = self.ties.others.take(places)
        gained = np.repeat(self.readiness.take(rows) * HAND_OVER, counts)
        gained *= self.ties.readiness.take(places)
        better = np.flatnonzero(gained > (self.readiness * (1 + EQUAL)).take(reached))
        reached, gained = reached.take(better), gained.take(better)
        np.maximum.at(self.readiness, reached, gained)
        best = np.flatnonzero(gained >= (self.readiness * (1 - EQUAL)).take(reached))
        reached, source = reached.take(best), np.repeat(rows, counts).take(better.take(best))
        path = self._path(source)
        first = np.full(self.size, NO_PATH)
        np.minimum.at(first, reached, path)
        leads = path == first.take(reached)
        improved: Rows = reached[leads]
        self.key[improved], self.hops[improved], self.leaders[hop, improved] = path[leads], hop, source[leads]
        return improved

    def guess(self, before: _State) -> None:
        """A last hop between colleagues, from what was known before the last hop over ties."""
        own = np.where(np.isinf(before.readiness), 0.0, before.readiness)
        path = np.where(before.hops == 1, self.arrays.turn, before.key * self.size + self.arrays.order)
        precedence = before.hops * self.size**2 + path
        step = self.arrays.colleagues.step(own, self.ties, precedence=precedence, beaten=self.readiness)
        rows = np.flatnonzero(step.leader != NOBODY)
        gained, leader = step.gained[rows], step.leader[rows]
        hops, key = before.hops[leader] + 1, path[leader]
        equal = gained >= self.readiness[rows] * (1 - EQUAL)
        earlier = (hops < self.hops[rows]) | ((hops == self.hops[rows]) & (key < self.key[rows]))
        better = (gained > self.readiness[rows] * (1 + EQUAL)) | (equal & earlier)
        rows = rows[better]
        self.readiness[rows], self.hops[rows] = gained[better], hops[better]
        self.guessed[rows] = leader[better]

    def _path(self, rows: Rows) -> NDArray[np.int64]:
        """The key of the routes that go on from these rows, which the last hop reached all."""
        if self.hops[rows[:1]].tolist() == [1]:
            return self.arrays.turn[rows].astype(np.int64)
        return np.asarray(self.key[rows] * self.size + self.arrays.order[rows], dtype=np.int64)

    def reach(self) -> Reach:
        """The best routes, read back from their ends."""
        starter, introducer = np.arange(self.size), np.full(self.size, NOBODY, dtype=np.intp)
        for hops in (2, LONGEST):
            rows = np.flatnonzero(self.hops == hops)
            last = self.leaders[hops].take(rows)
            last = np.where(self.guessed.take(rows) == NOBODY, last, self.guessed.take(rows))
            if hops == LONGEST:
                introducer[rows], last = last, self.leaders[2].take(last)
            starter[rows] = last
        self.readiness[self.arrays.ego] = 0.0
        return Reach(self.readiness, self.hops, starter, introducer)


def _frame(
    G: nx.Graph, arrays: TieArrays, best: Reach, proof: NDArray[np.bool_], any_evidence: Numbers
) -> pd.DataFrame:
    rows = np.flatnonzero(best.readiness > 0)
    order = arrays.order
    last = np.lexsort(
        (
            order[rows],
            order[best.introducer[rows]],
            arrays.turn[best.starter[rows]],
            best.hops[rows],
            -np.round(best.readiness[rows], 12),
            ~proof[rows],
        )
    )
    rows = rows[last]
    starter, hops, shown = best.starter[rows], best.hops[rows], arrays.shown
    frame = pd.DataFrame(
        {
            **{name: shown[name].array.take(rows) for name in shown},
            "readiness": best.readiness[rows],
            "hops": hops.astype(np.int64),
            "via": _via(arrays, starter, best.introducer[rows], hops),
            "starter_id": shown["person_id"].array.take(starter),
            "proof": proof[rows],
            "best_readiness": any_evidence[rows],
        },
        copy=False,
    )
    frame.attrs["rests_on"] = rests_on(G)
    return frame


def _via(arrays: TieArrays, starter: Rows, introducer: Rows, hops: Rows) -> NDArray[np.object_]:
    """The names on the way to each; rows with the same way share one list."""
    names, people = arrays.shown["name"].array, len(arrays.order)
    # One number a way: who is asked first, and behind them who is asked second.
    way = np.where(hops == 1, -1, starter + np.where(hops == LONGEST, (introducer + 1) * people, 0))
    ways, row = np.unique(way, return_inverse=True)
    second, first = np.divmod(ways, people)
    asked, then = (names.take(one).to_numpy(dtype=object) for one in (first, np.maximum(second - 1, 0)))
    lists = np.empty(len(ways), dtype=object)
    for number, (count, one, other) in enumerate(zip(second.tolist(), asked, then, strict=True)):
        lists[number] = [] if count < 0 else [one] if count == 0 else [one, other]
    return lists[row]
