"""CSR ties: the ties of many people as three numpy arrays, a compressed sparse row table.

`others[starts[i]:starts[i + 1]]` are the rows of the people whom the person of row i is tied to, and
`readiness` says how ready each of these ties is. Each tie stands in the rows of both its ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from netgraph.route import HAND_OVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["EQUAL", "CsrTies"]

EQUAL: Final = 1e-12
"""Products nearer than this share of them are equal: their factors came in another order."""


class CsrTies(NamedTuple):
    """Ties by row: a path a - b - c has starts 0, 1, 3, 4 and others 1, 0, 2, 1."""

    starts: Rows
    others: Rows
    readiness: Numbers

    def of(self, rows: Rows) -> tuple[Rows, Rows]:
        """Where the ties of `rows` stand, and how many each row has."""
        counts = self.starts[rows + 1] - self.starts[rows]
        ends = counts.cumsum()
        places = np.repeat(self.starts[rows] - ends + counts, counts)
        places += np.arange(places.size)
        return places, counts

    def row(self, row: int) -> tuple[Rows, Numbers]:
        """The others of one person, and the ties' readiness."""
        there = slice(self.starts[row], self.starts[row + 1])
        return self.others[there], self.readiness[there]

    def owners(self) -> Rows:
        """The row that each tie stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def step(self, values: Numbers) -> Numbers:
        """For each row the best that a tie gains it: the other's value x readiness x .7; 0 without ties."""
        best = np.zeros(len(values))
        filled = np.flatnonzero(np.diff(self.starts))
        if filled.size:
            gained = values[self.others] * self.readiness * HAND_OVER
            best[filled] = np.maximum.reduceat(gained, self.starts[filled])
        return best

    def only(self, kept: NDArray[np.bool_]) -> CsrTies:
        """The ties for which `kept` is true; every row stays."""
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return CsrTies(starts.astype(np.intp), self.others[kept], self.readiness[kept])

    def without(self, row: int) -> CsrTies:
        """The ties among the others: the row that is left out stays, and has none."""
        return self.only((self.owners() != row) & (self.others != row))
