"""Chance that falls the same way on every machine and in every Python version."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """Draws from a named seed.

    Rests on `random.Random.random` alone: its sequence is promised to stay, that of `choice`,
    `shuffle` and `sample` is not. A name of its own for each part of the sample keeps a change in one
    part from reaching the others.
    """

    def __init__(self, name: str) -> None:
        self._draw = random.Random(int(hashlib.sha256(name.encode()).hexdigest(), 16)).random

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._draw() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._draw() < probability

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely."""
        return items[int(self._draw() * len(items))]

    def pick_early(self, items: Sequence[T]) -> T:
        """One of the items, the early ones far more likely."""
        draw = self._draw()
        return items[int(draw * draw * len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = int(self._draw() * (last + 1))
            deck[last], deck[other] = deck[other], deck[last]
        return deck
