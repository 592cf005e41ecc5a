"""Watching: how many of the bytes that were given have been read so far, for somebody who waits.

Reading takes minutes where the files are large, and happens far below whoever shows a bar. So the bar is
hung up around the call (`watched`) and the archive tells it; without one nothing is counted. Each thread
has its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Meter", "meter", "watched"]

WATCHER: Final[ContextVar[Callable[[int, int], None] | None]] = ContextVar("WATCHER", default=None)


@contextmanager
def watched(told: Callable[[int, int], None]) -> Iterator[None]:
    """Call `told` with the bytes read and the bytes in all, after each block that is read in this thread.

    The first number never falls: files are looked at more than once, and the furthest place counts. It
    may stop short of the second, for not every file of an export is of use.
    """
    before = WATCHER.set(told)
    try:
        yield
    finally:
        WATCHER.reset(before)


def meter(total: int) -> Meter | None:
    """What counts towards the bar of this thread, of `total` bytes; None when nobody watches."""
    told = WATCHER.get()
    return None if told is None else Meter(told, total)


class Meter:
    """The bytes of one archive, by file."""

    def __init__(self, told: Callable[[int, int], None], total: int) -> None:
        self._told = told
        self._total = total
        self._furthest: dict[int, int] = {}

    def counted(self, number: int, blocks: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[bytes]]:
        """The same `blocks` of the file of that number, counted as they are read."""

        def read() -> Iterator[bytes]:
            place = 0
            for block in blocks():
                place += len(block)
                if place > self._furthest.get(number, 0):
                    self._furthest[number] = place
                    # A zip may hold more than it says.
                    self._told(min(sum(self._furthest.values()), self._total), self._total)
                yield block

        return read
