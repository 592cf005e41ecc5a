"""The network behind the pages: the book's graph, made again when the book or the day changes.

It is also the one way of the pages into the book. What they wrote stands on a stack, the newest last,
for all tabs alike, so that "Undo" takes back what its words say or nothing at all.
"""

from __future__ import annotations

import os
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeVar

import pandas as pd

from netgraph.book import Book
from netgraph.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

__all__ = ["GraphSource", "Network", "Write"]

STATES_KEPT: Final = 3

T = TypeVar("T")


class GraphSource(Protocol):
    """What gives graphs: a `netgraph.Book`, or anything with its `graph`."""

    def graph(self, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
        """The graph as it was at `as_of`."""
        ...


class Write(NamedTuple):
    """What a page wrote: its number, counted from 1, and its name in words ("Globex as a target").

    The number is None where there is nothing to take back.
    """

    number: int | None
    what: str


class Answer(NamedTuple):
    """What a page answered, once it is found, and the lock of whoever looks for it."""

    lock: Lock
    found: list[Any]


class Made(NamedTuple):
    """A graph, the state of the book and the day that it is of, and what was answered from it."""

    of: tuple[str | None, str | pd.Timestamp]
    graph: nx.Graph
    answers: dict[Callable[[nx.Graph], Any], Answer]


class Network:
    """The graph of one book, shared by all requests and never older than the book.

    Raises `BookError` when `book` is a path and no book can be opened there. `as_of` None is the UTC day
    of the request. A source that is no `Book` is read anew for every request and cannot be written to,
    nor can a `read_only` one.
    """

    def __init__(
        self,
        book: GraphSource | str | os.PathLike[str],
        *,
        as_of: str | pd.Timestamp | None = None,
        read_only: bool = False,
    ) -> None:
        self._book: GraphSource = Book(book) if isinstance(book, str | os.PathLike) else book
        self._as_of = as_of
        self._read_only = read_only
        self._lock = Lock()
        self._made: list[Made] = []
        self._numbers = count(1)
        self._writes: list[Write] = []
        self._as_we_left_it: str | None = None

    @property
    def writable(self) -> bool:
        """Whether pages may write."""
        return isinstance(self._book, Book) and not self._read_only

    @property
    def book(self) -> Book | None:
        """The book behind the pages, to read what no graph holds; None where there is none."""
        return self._book if isinstance(self._book, Book) else None

    def day(self) -> str | pd.Timestamp:
        """The day for which the pages answer."""
        return pd.Timestamp.now("UTC").strftime("%Y-%m-%d") if self._as_of is None else self._as_of

    def version(self) -> str:
        """A text that differs whenever the pages would: it changes with the book and the day."""
        return f"{self.day()} {self._state()}"

    def graph(self) -> nx.Graph:
        """The graph as it is now. Callers share it and must not change it.

        Raises `GraphError` when the book holds nobody yet and `BookError` when it cannot be read.
        """
        return self._now().graph

    def answer(self, make: Callable[[nx.Graph], T]) -> T:
        """What `make` gives for the graph as it is now: made once, however many ask at a time."""
        now = self._now()
        with self._lock:
            answer = now.answers.setdefault(make, Answer(Lock(), []))
        with answer.lock:
            if not answer.found:
                answer.found.append(make(now.graph))
        found: T = answer.found[0]
        return found

    def write(self, what: str, act: Callable[[Book], T], *, undoable: bool = True) -> tuple[Write, T]:
        """Do one thing to the book, such as `lambda book: book.target("Globex")`; what was done.

        What is not `undoable`, such as forgetting somebody, ends the taking back of what came before it.
        Raises `BookError` when nothing may be written here, and what `act` raises.
        """
        if not isinstance(self._book, Book) or self._read_only:
            raise BookError("nothing can be written here: this dashboard only reads")
        with self._lock:
            before = self._state()
            if before != self._as_we_left_it or not undoable:
                self._writes.clear()
            done = act(self._book)
            self._as_we_left_it = self._state()
            if not undoable or self._as_we_left_it == before:
                return Write(None, what), done
            written = Write(next(self._numbers), what)
            self._writes.append(written)
        return written, done

    def last(self) -> Write | None:
        """The newest write that can be taken back here, or None."""
        return self._writes[-1] if self._writes else None

    def undo(self, number: int) -> str:
        """Take back the write of that number, if it is the last thing that happened to the book; its words.

        Raises `BookError`, and changes nothing, when it is not: taken back already, or followed by
        another write.
        """
        if not isinstance(self._book, Book) or self._read_only:
            raise BookError("nothing can be taken back here: this dashboard only reads")
        with self._lock:
            if number not in {write.number for write in self._writes}:
                raise BookError("that was taken back before; nothing else was changed now")
            if self._state() != self._as_we_left_it:
                self._writes.clear()
                raise BookError(
                    "another program has written to the book since, so nothing was taken back; "
                    "netgraph undo takes back what came last"
                )
            if number != self._writes[-1].number:
                raise BookError("something newer was saved after that: take the newer one back first")
            self._book.undo()
            self._as_we_left_it = self._state()
            return self._writes.pop().what

    def _now(self) -> Made:
        """The graph as it is now, with its answers; those of the states before are kept for an undo."""
        as_of = self.day()
        with self._lock:
            # Seen before the book is read: a change while it is read makes the next request read again.
            state = self._state()
            seen = (made for made in self._made if state is not None and made.of == (state, as_of))
            now = next(seen, None)
            if now is None:
                book = self._book
                G = book.redraw(as_of=as_of) if isinstance(book, Book) else book.graph(as_of=as_of)
                now = Made((state, as_of), G, {})
            self._made = [now, *(made for made in self._made if made is not now)][:STATES_KEPT]
            return now

    def _state(self) -> str | None:
        return self._book.version() if isinstance(self._book, Book) else None
