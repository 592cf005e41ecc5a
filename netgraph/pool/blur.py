"""Blur: what may be said of members whom the asker does not know, so that no number points at one of them.

A count of others is told in steps (at least 5, 10, 20, 50, 100 ...) or, below the first, as "fewer than 7,
perhaps nobody". Both are always true. Three things stand against whoever compares two answers:

* Members are counted in *batches* of at least 5, all of a batch or none of it. A newcomer waits until their
  batch has five, and so does a share that is given anew: its member moves to another batch. When one of
  five leaves or is over, the other four are not counted until somebody who joins again makes them five: a
  newcomer never takes the place of one who left, or the two could be told apart.
* A step of 5 is told from a count of 5, 6 or 7 on: which of them the pool's secret draws for each question
  and each set of members counted. Asking again, or giving a share anew, draws nothing new.
* Members who work together can take themselves out of the count. Of 5 two of them, one of whom asks and does
  not count, leave at least 4: it takes five to point at one.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.pool.keys import PoolKey, seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.pool.manifest import Member

__all__ = ["FEWEST", "STEPS", "Cell", "batch_for", "blurred", "draw", "first_open", "settled"]

STEPS: Final = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
FEWEST: Final = STEPS[0]
"""The smallest number of others that is told (k)."""

DRAWS: Final = 3
"""A step is told from up to two more on than it says."""


class Cell(NamedTuple):
    """What is told of a count: for sure so many, at most so many (nan: not said), and in words."""

    at_least: int
    at_most: float
    words: str


def blurred(count: int, drawn: int) -> Cell:
    """What is told of `count` others when 0, 1 or 2 was drawn.

    >>> [blurred(count, 1).words for count in (0, 5, 6, 11, 12)][1:4]
    ['fewer than 7, perhaps nobody', 'at least 5', 'at least 10']
    """
    told = max((step for step in STEPS if count >= step + drawn), default=0)
    if told:
        return Cell(told, float("nan"), f"at least {told}")
    most = FEWEST + DRAWS - 1
    return Cell(0, float(most - 1), f"fewer than {most}, perhaps nobody")


def draw(key: PoolKey, about: list[str], counted: list[Member]) -> int:
    """0, 1 or 2: the same for the same question about the same members, whatever they share."""
    return int(seal(key, ["draw", json.dumps([about, sorted(one.person for one in counted)])]), 16) % DRAWS


def settled(members: Iterable[Member], *, asker: Member) -> list[Member]:
    """The members who count among the others: all of a full batch, the asker alone left out."""
    members = list(members)
    sizes = Counter(one.batch for one in members)
    return [one for one in members if sizes[one.batch] >= FEWEST and one.id != asker.id]


def batch_for(others: Iterable[Member], *, now_in: int | None = None, first_open: int) -> int:
    """The batch of who joins: the open one; who joins again (from `now_in`) fills another gap first."""
    sizes = Counter(one.batch for one in others)
    if now_in is None:
        return first_open
    return next((n for n in range(first_open) if sizes[n] < FEWEST and n != now_in), first_open)


def first_open(members: Iterable[Member], *, so_far: int) -> int:
    """The batch that newcomers go to once these are the members: the next, when that so far has five."""
    return so_far + (sum(one.batch == so_far for one in members) >= FEWEST)
