"""A route: a simple path from ego to a target, hop by hop, and what it is worth.

    readiness = product of its ties' readiness x .7 ** (hops - 1)

One .7 for each hand-over: published chains lose 27 % to 63 % at every step (Travers and Milgram 1969;
Dodds et al. 2003), so only the order of routes is claimed, never a rate of success.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.lookup import is_missing

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["HAND_OVER", "Hop", "Route"]

HAND_OVER: Final = 0.7


class Hop(NamedTuple):
    """One tie of a route as it is walked."""

    readiness: float
    evidence: str
    proof: bool
    tie: dict[str, Any]


class Route(NamedTuple):
    """A simple path from ego to a target, with one hop for each tie.

    `load` counts the introductions asked of the starter within the last 30 days.
    """

    path: tuple[Hashable, ...]
    hops: tuple[Hop, ...]
    load: int = 0

    @property
    def proof(self) -> bool:
        """Whether every hop was seen or said by somebody."""
        return all(hop.proof for hop in self.hops)

    def readiness(self, hand_over: float = HAND_OVER) -> float:
        """The product of the hops' readiness, with one `hand_over` for each person asked to pass on."""
        return math.prod(hop.readiness for hop in self.hops) * hand_over ** (len(self.hops) - 1)

    def order(self, hand_over: float = HAND_OVER) -> tuple[bool, float, int, bool, int, tuple[str, ...]]:
        """What routes are sorted by: proof first, then readiness, fewer hops, the better rested, ids."""
        # Rounded, so that the order in which factors were multiplied does not decide between equals.
        readiness = round(self.readiness(hand_over), 12)
        rests = not is_missing(self.hops[0].tie.get("rest_until"))
        return (not self.proof, -readiness, len(self.hops), rests, self.load, tuple(map(str, self.path)))
