"""Options that commands share, and what they mean."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import networkx as nx

    from netgraph.book import Book
    from netgraph.contacts import Contacts

__all__ = [
    "AsOf",
    "BookFile",
    "Format",
    "Limit",
    "OutputFormat",
    "Targets",
    "book_graph",
    "book_path",
    "days_before",
    "existing_book",
    "graph_of",
    "known_in",
    "not_blank",
    "today",
]


class OutputFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


def not_blank(said: str | list[str] | None) -> str | list[str] | None:
    """A name, or several, as they were said; a clear stop when one has no letter and no digit."""
    names = [said] if isinstance(said, str) else said or []
    if not all(any(map(str.isalnum, name)) for name in names):
        raise typer.BadParameter("a name needs a letter or a digit")
    return said


BookFile = Annotated[
    Path | None,
    typer.Option(
        "--book", metavar="FILE", help="The book to use [default: $NETGRAPH_BOOK, else your data folder]."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Look at the network as it was on that day [default: today]."
    ),
]
Format = Annotated[OutputFormat, typer.Option("--format", help="How to print the answer.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Rows at most.")]
Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET...", help="Companies or people [default: your stored targets].", callback=not_blank
    ),
]


def book_path(given: Path | None) -> Path:
    """The book's file: the one given, else `$NETGRAPH_BOOK`, else `network.db` in the data folder."""
    if given is not None:
        return given
    if named := os.environ.get("NETGRAPH_BOOK"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("netgraph", appauthor=False) / "network.db"


def existing_book(given: Path | None) -> Book:
    """The book, opened; a clear stop when there is none yet."""
    from netgraph.book import Book
    from netgraph.errors import BookError

    path = book_path(given)
    if not path.exists():
        raise BookError(
            "there is no book yet: bring in your export with 'netgraph import FILE' "
            "(or look around with 'netgraph demo')"
        )
    return Book(path)


def book_graph(given: Path | None, as_of: str | None) -> nx.Graph:
    """The graph of the book as it is on the day to look at, with a sign of life while it is read."""
    from netgraph.cli.progress import waiting

    day = today(as_of)
    with waiting("Reading your book"), existing_book(given) as opened:
        return graph_of(opened, day)


def graph_of(book: Book, day: str) -> nx.Graph:
    """The graph of an open book on that day; a clear stop when the book holds nobody, or has no owner."""
    from netgraph.errors import GraphError

    try:
        return book.graph(as_of=day)
    except GraphError:
        known_in(book)
        raise


def known_in(book: Book) -> Contacts:
    """What an open book knows; a clear stop when it holds nobody, or has no owner."""
    from netgraph.errors import BookError

    known = book.contacts()
    if known.people.empty:
        raise BookError("your book is empty: netgraph import FILE")
    if known.ego is None:
        raise BookError(
            "your book does not say whose it is: bring in your export, or a file with --owner NAME"
        )
    return known


def today(said: str | None, option: str = "--as-of") -> str:
    """The day that was said for `option`, else today (UTC). Raises `typer.BadParameter` for no date."""
    if said is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromisoformat(said.strip()).isoformat() if "T" in said else _day(said)
    except ValueError:
        raise typer.BadParameter(f"{said!r} is no date: write it as 2026-11-01", param_hint=option) from None


def days_before(day: str, days: int) -> str:
    """The day that lies so many days before another."""
    return (datetime.fromisoformat(day) - timedelta(days=days)).date().isoformat()


def _day(text: str) -> str:
    return datetime.strptime(text.strip(), "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 - a bare day
