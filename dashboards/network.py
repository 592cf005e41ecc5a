"""The network behind the pages: the book's graph, made once and again when the book or the day changes."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from netgraph.book import Book

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

__all__ = ["GraphSource", "Network"]


class GraphSource(Protocol):
    """What gives graphs: a `netgraph.Book`, or anything with its `graph`."""

    def graph(self, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
        """The graph as it was at `as_of`."""
        ...


class Network:
    """The graph of one book, shared by all requests and never older than the book's file.

    Raises `BookError` when `book` is a path and no book can be opened there. `as_of` None is the UTC day
    of the request. A source that has no file (`book.path`) is read anew for every request.
    """

    def __init__(
        self, book: GraphSource | str | os.PathLike[str], *, as_of: str | pd.Timestamp | None = None
    ) -> None:
        is_path = isinstance(book, str | os.PathLike)
        self._book: GraphSource = Book(book) if is_path else book  # type: ignore[arg-type, assignment]
        self._path: str | os.PathLike[str] | None = (
            book if is_path else getattr(book, "path", None)  # type: ignore[assignment]
        )
        self._as_of = as_of
        self._lock = Lock()
        self._made_from: Hashable = None
        self._graph: nx.Graph | None = None

    def graph(self) -> nx.Graph:
        """The graph as it is now. Callers share it and must not change it.

        Raises `GraphError` when the book holds nobody yet and `BookError` when it cannot be read.
        """
        as_of = pd.Timestamp.now("UTC").strftime("%Y-%m-%d") if self._as_of is None else self._as_of
        with self._lock:
            # Seen before the book is read: a change while it is read makes the next request read again.
            version = None if self._path is None else file_version(self._path)
            if self._graph is None or version is None or self._made_from != (version, as_of):
                self._graph = self._book.graph(as_of=as_of)
                self._made_from = (version, as_of)
            return self._graph


def file_version(path: str | os.PathLike[str]) -> tuple[tuple[int, int], ...]:
    """Size and time of change of a book's file and of its write-ahead log, as one value to compare.

    An empty log is as good as none: SQLite makes and removes it as readers come and go.
    """
    file = Path(path).expanduser()
    log = file.with_name(file.name + "-wal")
    seen = [one.stat() for one in (file, log) if one.exists()]
    return tuple((state.st_size, state.st_mtime_ns) for state in seen if state.st_size)
