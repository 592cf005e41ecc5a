"""Importing: `netgraph import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from netgraph.cli.options import BookFile, Format, OutputFormat, book_path

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from netgraph.book import Added
    from netgraph.contacts import Contacts

__all__ = ["register"]

OWNER_HELP = "Whose files these are, when they do not say: a name, an e-mail address or a LinkedIn URL."


class _Columns(NamedTuple):
    """What the user said of a table (role -> header), None for nothing; and all names in its first line."""

    said: dict[str, str] | None = None
    header: tuple[str, ...] = ()


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("import")(bring_in)


def bring_in(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="LinkedIn zips, contact files (CSV, XLSX, vCard), calendars (.ics), mail (.mbox), folders.",
            show_default=False,
        ),
    ],
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME|URL", help=OWNER_HELP)] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="ROLE=HEADER,...",
            help='What the columns of a table mean, such as "name=Full Name,email=Mail".',
        ),
    ] = None,
    book: BookFile = None,
    format: Format = OutputFormat.table,
) -> None:
    """Bring your own export into your book. Nothing leaves this machine."""
    from netgraph.book import Book
    from netgraph.cli.printing import note, print_answer
    from netgraph.cli.progress import waiting
    from netgraph.contacts import combine
    from netgraph.imports import import_report

    roles = None if columns is None else _roles(columns)
    place = book_path(book)
    bundles = [_read(path, owner, _columns(path, roles, place)) for path in paths]
    united = combine(*bundles)
    with waiting("Writing your book"), Book(place) as opened:
        added = opened.add(united)
        known = len(opened.contacts().people)
    report = import_report(united)
    report.attrs["rests_on"] = _summary(added, known)
    print_answer(report, format, _show_report)
    if format is OutputFormat.table:
        note(
            f"Your book: {place}\n"
            "Next: netgraph neglected, netgraph paths COMPANY, netgraph meet, netgraph dashboard"
        )


def _roles(columns: str) -> dict[str, str]:
    """Role -> header, from `name=Full Name,email=Mail`."""
    pairs = [pair.partition("=") for pair in columns.split(",")]
    if not all(role.strip() and header.strip() for role, _, header in pairs):
        raise typer.BadParameter('write it as "name=Full Name,email=Mail"', param_hint="--columns")
    return {role.strip(): header.strip() for role, _, header in pairs}


def _columns(path: Path, said: dict[str, str] | None, book: Path) -> _Columns:
    """What the columns of the table at `path` mean: as said now, else as said when such a one last came."""
    from netgraph.book import Book
    from netgraph.imports import columns_said
    from netgraph.sources.preview import preview

    if said is not None:
        return _Columns(said, preview(path).header)
    if not book.exists():
        return _Columns()
    with Book(book) as opened:
        choices = opened.contacts().choices
    if not choices["kind"].eq("columns").any():
        return _Columns()
    header = preview(path).header
    return _Columns(columns_said(choices, header), header)


def _read(path: Path, owner: str | None, columns: _Columns) -> Contacts:
    """The contacts at `path`; the owner is asked for on a terminal, and only there."""
    from netgraph.cli.progress import reading
    from netgraph.contacts import read, read_contacts
    from netgraph.errors import OwnerUnknownError
    from netgraph.imports import with_columns_said

    def contacts(owner: str | None) -> Contacts:
        with reading(f"Reading {path.name}"):
            if columns.said is None:
                return read(path, owner=owner)
            found = read_contacts(path, columns=columns.said, owner=owner)
        return with_columns_said(found, columns.header, columns.said)

    try:
        return contacts(owner)
    except OwnerUnknownError:
        if owner is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise OwnerUnknownError(
                "the files do not say whose they are: name the owner with --owner "
                "(a name, an e-mail address or a LinkedIn URL)"
            ) from None
    return contacts(typer.prompt("Whose files are these (your name, address or LinkedIn URL)", err=True))


def _summary(added: Added, known: int) -> str:
    from netgraph.cli.printing import counted

    news = [
        counted(count, one, many)
        for count, one, many in (
            (added.people_new, "new person", "new people"),
            (added.people_changed, "person with news", "people with news"),
            (added.interactions_new, "new contact event", "new contact events"),
            (added.ties_new, "new tie", "new ties"),
        )
        if count
    ]
    were = "was" if added.kept_out == 1 else "were"
    out = f" {added.kept_out:,} whom you had forgotten {were} kept out." if added.kept_out else ""
    people = counted(known, "person", "people")
    return f"{', '.join(news) or 'Nothing new'}.{out} The book knows {people} now."


def _show_report(screen: Console, report: pd.DataFrame) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("File", "Rows", "Used", "Unused", "Why not, and what the columns were taken for"):
        table.add_column(
            column, justify="right" if column in {"Rows", "Used", "Unused"} else "left", overflow="fold"
        )
    for row in report.to_dict("records"):
        told = [row["reasons"], row["mapped"], f"ignored: {row['ignored']}" if row["ignored"] else ""]
        # A LinkedIn export has columns that never change: only what was guessed is worth a look.
        shown = told[:1] if row["source"] == "linkedin" else told
        numbers = (f"{row[name]:,}" for name in ("rows", "used", "unused"))
        table.add_row(
            Text(row["file"]), *numbers, Text("; ".join(part for part in shown if part), style="dim")
        )
    screen.print(table)
