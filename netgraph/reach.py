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
    every = best_reach(known, max_hops=max_hops, beaten=sure.readiness)
    proof, any_evidence = sure.readiness > 0, np.maximum(sure.readiness, every.readiness)
    for best, proven in zip(every, sure, strict=True):
        np.copyto(best, proven, where=proof)
    return _frame(known, every, proof, any_evidence)


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
    key: NDArray[np.int64]


class _Search:
    """A search from ego outwards; `leaders[h]` holds who led to each row at hop h."""

    def __init__(self, arrays: TieArrays, ties: CsrTies, beaten: Numbers) -> None:
        self.arrays, self.ties, self.beaten, self.size = arrays, ties, beaten, len(arrays.people)
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

    def hop(self, rows: Rows, hop: int, *, last: bool) -> Rows:
        """One more hop, from the rows that the last one reached better; gives those this one does."""
        places, counts = self.ties.of(rows)
        reached = self.ties.others.take(places)
        gained = np.repeat(self.readiness.take(rows) * HAND_OVER, counts)
        gained *= self.ties.readiness.take(places)
        least = self.readiness * (1 + EQUAL)
        better = np.flatnonzero(gained > (np.maximum(least, self.beaten) if last else least).take(reached))
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
        beaten = np.maximum(self.readiness, self.beaten)
        step = self.arrays.colleagues.step(own, self.ties, precedence=precedence, beaten=beaten)
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
        far, direct = self.hops == LONGEST, self.hops <= 1
        last = np.where(far, self.leaders[LONGEST], self.leaders[2])
        last = np.where(self.guessed == NOBODY, last, self.guessed)
        starter = np.where(far, self.leaders[2].take(last), last)
        self.readiness[self.arrays.ego] = 0.0
        return Reach(
            self.readiness,
            self.hops,
            np.where(direct, np.arange(self.size), starter),
            np.where(far, last, NOBODY),
        )


def _frame(arrays: TieArrays, best: Reach, proof: NDArray[np.bool_], any_evidence: Numbers) -> pd.DataFrame:
    rows = _in_order(arrays, best, proof)
    shown = arrays.shown
    frame = pd.DataFrame(
        {
            **{name: texts.take(rows) for name, texts in shown.items()},
            "readiness": best.readiness.take(rows),
            "hops": best.hops.take(rows),
            "via": _via(arrays, best, proof, rows),
            "starter_id": shown["person_id"].take(best.starter.take(rows)),
            "proof": proof.take(rows),
            "best_readiness": any_evidence.take(rows),
        },
        index=pd.RangeIndex(rows.size),
        copy=False,
    )
    frame.attrs["rests_on"] = arrays.rests_on
    return frame


def _in_order(arrays: TieArrays, best: Reach, proof: NDArray[np.bool_]) -> Rows:
    """The rows within reach in the order of routes."""
    reached = np.flatnonzero(best.readiness > 0)
    # Proof adds 2, so that it stands before any readiness.
    worth = np.round(best.readiness.take(reached), 12) + 2 * proof.take(reached)
    ranked = np.argsort(-worth)
    rows, worth = reached.take(ranked), worth.take(ranked)
    same = worth[1:] == worth[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    equals = rows.take(tied)
    keys = (
        arrays.order.take(equals),
        arrays.order.take(best.introducer.take(equals)),
        arrays.turn.take(best.starter.take(equals)),
        best.hops.take(equals),
        -worth.take(tied),
    )
    rows[tied] = equals.take(np.lexsort(keys))
    return rows


def _via(arrays: TieArrays, best: Reach, proof: NDArray[np.bool_], rows: Rows) -> NDArray[np.object_]:
    """The names on the way to each row; rows with the same way share one list."""
    size, hops, starter = len(arrays.people), best.hops.take(rows), best.starter.take(rows)
    # One search leads to everybody in one way, so whoever stands last on it, and whether it is the search
    # over proof, says which it is. A way over one person is the same in both.
    second = best.introducer.take(rows) + size * (1 + proof.take(rows))
    way = np.where(hops == LONGEST, second, np.where(hops == 1, 3 * size, starter))
    end = np.full(3 * size + 1, NOBODY)
    end[way] = rows
    over_one, over_two = np.flatnonzero(end[:size] != NOBODY), size + np.flatnonzero(end[size:-1] != NOBODY)
    lists = np.empty(end.size, dtype=object)
    lists[-1] = []
    for ways, between in ((over_one, (best.starter,)), (over_two, (best.starter, best.introducer))):
        ends = end.take(ways)
        names = [arrays.names.take(one.take(ends)).tolist() for one in between]
        lists[ways] = np.fromiter(map(list, zip(*names, strict=True)), dtype=object, count=ways.size)
    return lists.take(way)
