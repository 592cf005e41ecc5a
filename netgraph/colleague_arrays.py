"""Colleague arrays: the guesses of `netgraph.colleagues` for everybody at once, kept two-mode.

There is one entry for each affiliation and none for a pair of colleagues, so that 3,000 people at one
employer are 3,000 entries; each team that titles speak of adds one for each of its people. A step over
them finds for each member the best colleague of the same time by going down the members, the best
first, until everybody is led.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from netgraph.colleagues import Workplace, affiliations_of, colleague_readiness, overlap
from netgraph.csr_ties import EQUAL
from netgraph.lookup import is_current, moment
from netgraph.route import HAND_OVER

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

    import networkx as nx
    from numpy.typing import NDArray

    from netgraph.csr_ties import CsrTies

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["ColleagueArrays", "Step"]


class Step(NamedTuple):
    """One hop by guess: what each row gains by it (0 = nothing), and the row that leads there (or -1)."""

    gained: Numbers
    leader: Rows


class Pairs(NamedTuple):
    """Guesses about two people who were listed in one thread besides: each stands in both directions."""

    one: Rows
    other: Rows
    readiness: Numbers


class ColleagueArrays(NamedTuple):
    """Groups of people who were at one organization; the entries of group k are starts[k] to starts[k + 1].

    A group is an organization or, `signed`, a team there; `readiness` is that of a guess within it.
    Times are seconds since 1970; an entry without dates begins after all time and ends before it, unless
    it is current: two current entries overlap, and so do two of which each begins before the other's end.
    """

    places: list[Hashable]
    signed: list[bool]
    readiness: Numbers
    starts: Rows
    members: Rows
    current: NDArray[np.bool_]
    since: Numbers
    until: Numbers
    pairs: Pairs
    strangers: dict[int, list[int]]

    @classmethod
    def of(
        cls, G: nx.Graph, row_of: dict[Hashable, int], *, threads: Iterable[tuple[Hashable, Hashable]]
    ) -> ColleagueArrays:
        """The groups of two people or more in `G`, ego left out; `threads` are its inferred ties."""
        places, signed, readiness, starts = [], [], [], [0]
        entries: list[tuple[int, bool, float, float]] = []
        for place, people, sign, guess in _groups(G):
            found = [_entry(row_of[one], people[one]) for one in people if one in row_of]
            if len(found) > 1:
                places.append(place)
                signed.append(sign)
                readiness.append(guess)
                entries.extend(found)
                starts.append(len(entries))
        table = np.array(entries, dtype=np.float64).reshape(-1, 4)
        return cls(
            places,
            signed,
            np.array(readiness, dtype=np.float64),
            np.array(starts, dtype=np.intp),
            table[:, 0].astype(np.intp),
            table[:, 1].astype(np.bool_),
            table[:, 2],
            table[:, 3],
            _pairs(G, row_of, threads),
            _strangers(G, row_of),
        )

    def step(
        self,
        values: Numbers,
        ties: CsrTies,
        *,
        precedence: Rows,
        beaten: Numbers,
        only_signed_at: Collection[Hashable] = (),
    ) -> Step:
        """One hop by guess from everybody: the best colleague's value x readiness of the guess x .7.

        Two people who are tied (`ties`) are no guess, unless they were listed in one thread. Of equal
        values the lower `precedence` leads. Rows that cannot reach `beaten` stay without a leader. At
        the organizations `only_signed_at` a guess needs a second sign.
        """
        step = Step(np.zeros(len(values)), np.full(len(values), -1, dtype=np.intp))
        for k in self._worth_a_look(values, beaten, only_signed_at):
            for first, led in self._leaders(k, values, beaten, precedence, ties):
                gained = np.full(led.size, values[first] * self.readiness[k] * HAND_OVER)
                _lead(step, led, np.full(led.size, first), gained, precedence)
        by_thread = values[self.pairs.one] * self.pairs.readiness * HAND_OVER
        ranked = np.lexsort((precedence[self.pairs.one], -by_thread))
        ranked = ranked[by_thread[ranked] > 0]
        # Each row's best pair alone: the first of its kind in the ranking.
        chosen = ranked[np.unique(self.pairs.other[ranked], return_index=True)[1]]
        _lead(step, self.pairs.other[chosen], self.pairs.one[chosen], by_thread[chosen], precedence)
        return step

    def _worth_a_look(
        self, values: Numbers, beaten: Numbers, only_signed_at: Collection[Hashable]
    ) -> Iterable[int]:
        """The groups in which somebody might be reached better than before."""
        if not self.places:
            return []
        best = np.maximum.reduceat(values[self.members], self.starts[:-1]) * self.readiness * HAND_OVER
        open_ = np.repeat(best, np.diff(self.starts)) >= beaten[self.members] * (1 - EQUAL)
        found = np.flatnonzero(np.logical_or.reduceat(open_, self.starts[:-1]) & (best > 0)).tolist()
        return [k for k in found if self.signed[k] or self.places[k] not in only_signed_at]

    def _leaders(
        self, k: int, values: Numbers, beaten: Numbers, precedence: Rows, ties: CsrTies
    ) -> Iterator[tuple[int, Rows]]:
        """In group k, rows that lead and the rows they lead to, the best leaders first."""
        here = np.arange(self.starts[k], self.starts[k + 1])
        own = np.round(values[self.members[here]], 12)
        ranked = here[np.lexsort((precedence[self.members[here]], -own))][: np.count_nonzero(own)]
        waiting = here[self.until[here] > -math.inf]
        for entry in ranked.tolist():
            row = int(self.members[entry])
            gained = values[row] * self.readiness[k] * HAND_OVER
            waiting = waiting[gained >= beaten[self.members[waiting]] * (1 - EQUAL)]
            if not waiting.size:
                return
            led = (self.current[waiting] & self.current[entry]) | (
                (self.since[entry] <= self.until[waiting]) & (self.since[waiting] <= self.until[entry])
            )
            led &= (self.members[waiting] != row) & ~np.isin(self.members[waiting], ties.row(row)[0])
            if row in self.strangers:
                led &= ~np.isin(self.members[waiting], self.strangers[row])
            if led.any():
                yield row, self.members[waiting[led]]
                waiting = waiting[~led]


def _lead(step: Step, led: Rows, leader: Rows, gained: Numbers, precedence: Rows) -> None:
    """Let `leader` lead to the rows `led`, where that gains more than what leads there so far."""
    better = gained > step.gained[led] * (1 + EQUAL)
    equal = ~better & (gained >= step.gained[led] * (1 - EQUAL))
    better |= equal & (precedence[leader] < precedence[step.leader[led]])
    step.gained[led[better]], step.leader[led[better]] = gained[better], leader[better]


def _groups(G: nx.Graph) -> Iterator[tuple[Hashable, dict[Hashable, dict[str, Any]], bool, float]]:
    """Organizations and teams: the place, its people without ego, whether signed, readiness of a guess."""
    ego = G.graph.get("ego")
    for place, seen in G.nodes(data=True):
        if seen.get("kind") != "organization" or len(G.adj[place]) < 2:
            continue
        found = Workplace.of(G, place)
        size = len(found.people)
        others = {one: edge for one, edge in found.people.items() if one != ego}
        yield place, others, False, colleague_readiness(size)
        for team in found.teams.values():
            members = {one: others[one] for one in others if one in team}
            yield place, members, True, colleague_readiness(size, signed=True)


def _entry(row: int, edge: dict[str, Any]) -> tuple[int, bool, float, float]:
    """Row, current, since and until, so that the comparisons mean what `colleagues.overlap` means."""
    current = is_current(edge)
    since, until = moment(edge.get("since")), moment(edge.get("until"))
    if not current and (since is None or until is None):
        return row, False, math.inf, -math.inf
    return (
        row,
        current,
        math.inf if since is None else since.timestamp(),
        math.inf if until is None else until.timestamp(),
    )


def _strangers(G: nx.Graph, row_of: dict[Hashable, int]) -> dict[int, list[int]]:
    """Row -> the rows of people of whom the user said that the two do not know each other."""
    found: dict[int, list[int]] = defaultdict(list)
    for pair in G.graph.get("strangers", ()):
        if all(person in row_of for person in pair):
            one, other = (row_of[person] for person in pair)
            found[one].append(other)
            found[other].append(one)
    return dict(found)


def _pairs(G: nx.Graph, row_of: dict[Hashable, int], threads: Iterable[tuple[Hashable, Hashable]]) -> Pairs:
    """Of the people who were in one thread those who shared a workplace at one time."""
    ego = G.graph.get("ego")
    found: list[tuple[int, int, float]] = []
    for one, other in threads:
        places = dict(affiliations_of(G, other))
        shared = [
            colleague_readiness(len(affiliations_of(G, place)), signed=True)
            for place, mine in affiliations_of(G, one)
            if place in places and ego not in {one, other} and overlap(mine, places[place])
        ]
        if shared:
            found.append((row_of[one], row_of[other], max(shared)))
    table = np.array(found, dtype=np.float64).reshape(-1, 3)
    return Pairs(table[:, 0].astype(np.intp), table[:, 1].astype(np.intp), table[:, 2])
