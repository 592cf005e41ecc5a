"""Importing: `netgraph import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import BookFile, Format, OutputFormat, book_path

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from netgraph.book import Added
    from netgraph.contacts import Contacts

__all__ = ["register"]

OWNER_HELP = "Whose export it is, a name or a LinkedIn URL, when the files do not say."


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("import")(bring_in)


def bring_in(
    paths: Annotated[
        list[Path], typer.Argument(help="LinkedIn zips, folders or CSV files.", show_default=False)
    ],
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME|URL", help=OWNER_HELP)] = None,
    book: BookFile = None,
    format: Format = OutputFormat.table,
) -> None:
    """Bring your own export into your book. Nothing leaves this machine."""
    from netgraph.book import Book
    from netgraph.cli.printing import note, print_answer
    from netgraph.cli.progress import waiting
    from netgraph.contacts import combine

    bundles = [_read(path, owner) for path in paths]
    united = combine(*bundles)
    place = book_path(book)
    with waiting("Writing your book"), Book(place) as opened:
        added = opened.add(united)
        known = len(opened.contacts().people)
    report = united.imports.drop(columns="read_at")
    report.attrs["rests_on"] = _summary(added, known)
    report.attrs["reasons"] = _reasons(united)
    print_answer(report, format, _show_report)
    if format is OutputFormat.table:
        note(
            f"Your book: {place}\n"
            "Next: netgraph neglected, netgraph paths COMPANY, netgraph meet, netgraph dashboard"
        )


def _read(path: Path, owner: str | None) -> Contacts:
    """The contacts at `path`; the owner is asked for on a terminal, and only there."""
    from netgraph.cli.progress import waiting
    from netgraph.contacts import read
    from netgraph.errors import OwnerUnknownError

    try:
        with waiting(f"Reading {path.name}"):
            return read(path, owner=owner)
    except OwnerUnknownError:
        if owner is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise OwnerUnknownError(
                "the export does not say whose it is: name the owner with --owner (a name or a LinkedIn URL)"
            ) from None
    named = typer.prompt("Whose export is this (your name or LinkedIn URL)", err=True)
    with waiting(f"Reading {path.name}"):
        return read(path, owner=named)


def _summary(added: Added, known: int) -> str:
    news = [
        f"{count:,} {one if count == 1 else many}"
        for count, one, many in (
            (added.people_new, "new person", "new people"),
            (added.people_changed, "person with news", "people with news"),
            (added.interactions_new, "new contact event", "new contact events"),
            (added.ties_new, "new tie", "new ties"),
        )
        if count
    ]
    return f"{', '.join(news) or 'Nothing new'}. The book knows {known:,} people now."


def _reasons(contacts: Contacts) -> str:
    counts = contacts.rejects["reason"].value_counts()
    return ", ".join(f"{reason} {count:,}" for reason, count in counts.items())


def _show_report(screen: Console, report: pd.DataFrame) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("File", "Rows", "Used", "Unused"):
        table.add_column(column, justify="left" if column == "File" else "right")
    for row in report.to_dict("records"):
        table.add_row(Text(row["file"]), f"{row['rows']:,}", f"{row['used']:,}", f"{row['unused']:,}")
    screen.print(table)
    if report.attrs["reasons"]:
        screen.print(f"Unused: {report.attrs['reasons']}.", style="dim", markup=False)
