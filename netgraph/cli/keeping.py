"""Keeping the book: `netgraph review`, `changed`, `alias`, `undo` and `forget`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netgraph.cli.options import BookFile, Format, OutputFormat, existing_book, not_blank

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from netgraph.book import Book

__all__ = ["register"]

FINAL = (
    "This is final: no undo and no later import brings them back, and copies beside the book are destroyed."
)
SAME, APART, STOP = "y", "n", "q"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(review)
    app.command()(changed)
    app.command()(alias)
    app.command()(undo)
    app.command()(forget)


def review(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="Somebody whose cards to show [default: likely pairs].", callback=not_blank
        ),
    ] = None,
    apart: Annotated[
        int | None, typer.Option("--apart", min=1, metavar="N", help="Card N of NAME is somebody else's.")
    ] = None,
    book: BookFile = None,
    format: Format = OutputFormat.table,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Pairs at most.")] = 20,
) -> None:
    """Pairs that may be one person; with NAME, what each source says of them, to take a merge apart."""
    from netgraph.cli.card_review import review_cards
    from netgraph.cli.printing import counted, print_answer
    from netgraph.cli.progress import waiting

    with existing_book(book) as opened:
        if name is not None:
            review_cards(opened, name, apart, format)
            return
        if apart is not None:
            raise typer.BadParameter('say whose card: netgraph review "NAME" --apart N', param_hint="--apart")
        with waiting("Looking for likely pairs"):
            found = opened.review()
        pairs = counted(len(found), "pair", "pairs")
        found.attrs["rests_on"] = f"{pairs} may be one person. What is sure was united without asking."
        if format is OutputFormat.table and sys.stdin.isatty() and len(found):
            _ask_about(opened, found.head(limit))
            return
        shown = found.head(limit) if format is OutputFormat.table else found
        print_answer(shown, format, _review_screen)


def changed(book: BookFile = None, format: Format = OutputFormat.table) -> None:
    """What did my last import change? Moved jobs are a reason to write."""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.progress import waiting

    with waiting("Comparing with the import before"), existing_book(book) as opened:
        found = opened.changes()
    found.attrs["rests_on"] = "Compares the book before and after its last import."
    print_answer(found, format, _changed_screen)


def alias(
    name: Annotated[str, typer.Argument(help="A name an organization goes by.", callback=not_blank)],
    means: Annotated[str, typer.Argument(help="The organization it is.", callback=not_blank)],
    book: BookFile = None,
) -> None:
    """Say that NAME and MEANS are one organization."""
    with existing_book(book) as opened:
        opened.alias(name, means)
    typer.echo(f"{name} counts as {means} now. Take it back: netgraph undo")


def undo(book: BookFile = None) -> None:
    """Take back the last import or entry."""
    with existing_book(book) as opened:
        last = opened.last()
        opened.undo()
    typer.echo("The book is empty: nothing to take back." if last is None else f"Taken back: {last}.")


def forget(
    person: Annotated[str, typer.Argument(help="A full name or an id.", callback=not_blank)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether this is meant.")] = False,
    book: BookFile = None,
) -> None:
    """Erase PERSON for good, from the book, its history and its copies."""
    from netgraph.cli.printing import counted
    from netgraph.cli.progress import waiting
    from netgraph.practice.entries import match_name

    with existing_book(book) as opened:
        meant = match_name(opened.contacts(), person).person_id or person
        rows = sum(opened.about(meant).values())
        if rows:
            typer.echo(f"Of your book {counted(rows, 'row names', 'rows name')} this person. {FINAL}")
        if rows and not yes:
            if not sys.stdin.isatty():
                raise typer.BadParameter("nobody is here to confirm it: add --yes if this is meant")
            if not typer.confirm("Forget this person?", default=False):
                typer.echo("Nothing was changed.")
                return
        with waiting("Erasing"):
            erased = opened.forget(meant)
    typer.echo(f"Forgotten: {counted(sum(erased.values()), 'row is', 'rows are')} erased.")


def _ask_about(book: Book, found: pd.DataFrame) -> None:
    """One question a pair; y, n, Enter to skip, q to stop. Each answer is kept at once."""
    typer.echo("One person? y = yes, n = no, Enter = not now, q = stop. netgraph undo takes back the last.")
    for row in found.to_dict("records"):
        typer.echo(f"\n{_pair(row)}\n  {row['reason']}")
        said = str(typer.prompt("  one person", default="", show_default=False)).strip().casefold()
        if said == STOP:
            break
        if said == SAME:
            book.same(row["person_a"], row["person_b"])
        elif said == APART:
            book.apart(row["person_a"], row["person_b"])


def _review_screen(screen: Console, found: pd.DataFrame) -> None:
    for row in found.to_dict("records"):
        screen.print(_pair(row), style="bold", markup=False)
        screen.print(f"   {row['reason']}", markup=False)
    if found.empty:
        screen.print("No pair in your book looks like one person.")


def _changed_screen(screen: Console, found: pd.DataFrame) -> None:
    change = None
    for row in found.sort_values("change", kind="stable").to_dict("records"):
        if row["change"] != change:
            change = row["change"]
            screen.print(f"\n{str(change).capitalize()}", style="bold", markup=False)
        screen.print(f"   {row['name']}: {row['why']}", markup=False)
    if found.empty:
        screen.print("Nothing changed since the import before, or this was the first.")


def _pair(row: dict[Any, Any]) -> str:
    one, other = (
        f"{row[name]}, {row[where]}" if isinstance(row[where], str) else str(row[name])
        for name, where in (("name", "organization"), ("other_name", "other_organization"))
    )
    return f"{one}  ?  {other}"
