"""Onward: how well everybody leads to one target, within two ties.

The search goes back from the target's people: whoever is there (1), whoever is tied to one of them or was
their colleague by guess (readiness x .7), and whoever is tied to one of those. Ego is no way to walk. As
in `netgraph.reach` a walk that comes back to somebody is never better than the one without its loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netgraph.csr_ties import EQUAL
from netgraph.route import HAND_OVER

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from netgraph.colleague_arrays import Step
    from netgraph.csr_ties import CsrTies
    from netgraph.lookup import Target
    from netgraph.tie_arrays import TieArrays

    Numbers = NDArray[np.float64]

__all__ = ["Onward"]


class Onward(NamedTuple):
    """For each row the readiness of the best way on to the target (1 = is there, 0 = none).

    `there`, `by_one` and `by_guess` are its parts: nobody, one tie or one guess between.
    """

    readiness: Numbers
    there: Numbers
    by_one: Numbers
    by_guess: Step
    ties: CsrTies
    people: list[Hashable]

    @classmethod
    def to(cls, arrays: TieArrays, target: Target) -> Onward:
        """Search back from the people of `target`; at its own places a guess needs a second sign."""
        ties = arrays.ties.without(arrays.ego)
        there = np.zeros(len(arrays.people))
        there[[arrays.row_of[one] for one in target.people if arrays.row_of[one] != arrays.ego]] = 1.0
        by_one = ties.step(there)
        by_guess = arrays.colleagues.step(
            there, ties, precedence=arrays.order, beaten=by_one, only_signed_at=target.places
        )
        near = np.maximum(by_one, by_guess.gained)
        readiness = np.maximum(np.maximum(there, near), ties.step(near))
        return cls(readiness, there, by_one, by_guess, ties, arrays.people)

    def path(self, row: int) -> list[Hashable]:
        """The people on the best way on from `row`, from this person to one at the target."""
        if self.there[row] > 0:
            return [self.people[row]]
        if self.by_one[row] >= self.readiness[row] * (1 - EQUAL):
            return [self.people[row], self.people[self._next(row, self.there)]]
        if self.by_guess.gained[row] >= self.readiness[row] * (1 - EQUAL):
            return [self.people[row], self.people[self.by_guess.leader[row]]]
        between = self._next(row, np.maximum(self.by_one, self.by_guess.gained))
        return [self.people[row], *self._from(between)]

    def _from(self, row: int) -> list[Hashable]:
        """The way on from `row` in one step."""
        by_tie = self.by_one[row] >= self.by_guess.gained[row]
        end = self._next(row, self.there) if by_tie else int(self.by_guess.leader[row])
        return [self.people[row], self.people[end]]

    def _next(self, row: int, values: Numbers) -> int:
        """Whom the best tie of `row` leads to, by what `values` say of them."""
        others, readiness = self.ties.row(row)
        return int(others[np.argmax(values[others] * readiness * HAND_OVER)])
