"""Telling: `netgraph start`, `knows` and `target` - what no file can say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    OutputFormat,
    book_graph,
    existing_book,
    graph_of,
    known_in,
    not_blank,
    today,
)

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["register"]

target_app = typer.Typer(no_args_is_help=True, help="What you want to reach: add, list, drop.")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(start)
    app.command()(knows)
    target_app.command("add")(target_add)
    target_app.command("list")(target_list)
    target_app.command("drop")(target_drop)
    app.add_typer(target_app, name="target")


def start(
    answers: Annotated[Path | None, typer.Argument(help="A filled CSV instead of questions.")] = None,
    write_csv: Annotated[
        Path | None,
        typer.Option("--write-csv", metavar="FILE", help="Write the questions as a CSV to fill in."),
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
) -> None:
    """Five minutes that make the answers yours: who is close to you, and when did you last speak?"""
    from netgraph.cli.interview import interview
    from netgraph.cli.printing import note
    from netgraph.cli.progress import waiting
    from netgraph.effect import effect, effect_words
    from netgraph.practice.opening_round import first_round

    day = today(as_of)
    with existing_book(book) as opened:
        with waiting("Reading your book"):
            known = known_in(opened)
            offered = first_round(known, as_of=day)
        if write_csv is not None:
            offered.to_csv(write_csv, index=False)
            note(
                f"Fill in closeness and last_spoke in {write_csv}, add names as you like, "
                f"then: netgraph start {write_csv}"
            )
            return
        if answers is not None:
            told = _answers_in(answers, known)
        elif sys.stdin.isatty():
            told = interview(known, offered)
        else:
            raise typer.BadParameter("there is no terminal to ask on: give a filled CSV (see --write-csv)")
        with waiting("Working out what that changes"):
            before = graph_of(opened, day)
            opened.closeness(told, as_of=day)
            after = graph_of(opened, day)
        typer.echo(effect_words(effect(before, after)))
        typer.echo("Look: netgraph neglected, netgraph meet. Take it back: netgraph undo")


def knows(
    person: Annotated[str, typer.Argument(help="Whom you want to reach.", callback=not_blank)],
    at: Annotated[str | None, typer.Option("--at", metavar="ORG", help="Where they are.")] = None,
    through: Annotated[
        str,
        typer.Option(
            "--through", metavar="NAMES", help="Mutual connections, by comma; - reads a pasted list."
        ),
    ] = "-",
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Mutual connections that you copied from PERSON's page: which of them is the warmest way in?"""
    from netgraph.cli.interview import meant, say_unsure
    from netgraph.cli.namesakes import whereabouts
    from netgraph.cli.printing import note, print_answer
    from netgraph.cli.screens import show_paths

    pasted = sys.stdin.read().splitlines() if through == "-" else through.split(",")
    names = [name.strip() for name in pasted if name.strip()]
    day, asked = today(as_of), person
    with existing_book(book) as opened:
        known = known_in(opened)
        person, new = meant(known, person, organization=at)
        told = [meant(known, name) for name in names]
        # Somebody else than all in the book is no way in.
        mutual = [name for name, is_somebody_else in told if not is_somebody_else]
        found = opened.knows(person, at=at, through=mutual, new=new, as_of=day)
        say_unsure(known, found.attrs["unsure"])
        found.attrs["namesakes"] = whereabouts(opened.contacts(), found["target"])
    if found.attrs["unmatched"]:
        note(f"Not in your book: {', '.join(found.attrs['unmatched'])}.")
    found.attrs["asked"] = [asked]
    print_answer(found, format, show_paths)


def target_add(
    name: Annotated[str, typer.Argument(help="A company, or a person with --person.", callback=not_blank)],
    role: Annotated[str | None, typer.Option("--role", help="The title you seek there.")] = None,
    priority: Annotated[int, typer.Option("--priority", min=1, max=5, help="5 = first.")] = 3,
    person: Annotated[bool, typer.Option("--person", help="NAME is a person.")] = False,
    book: BookFile = None,
) -> None:
    """Choose a target, or say its role and priority anew."""
    with existing_book(book) as opened:
        opened.target(name, kind="person" if person else "organization", role=role, priority=priority)
    typer.echo(f'Target: {name}. Next: netgraph paths "{name}", netgraph meet')


def target_drop(
    name: Annotated[str, typer.Argument(help="The target as it is listed.", callback=not_blank)],
    person: Annotated[bool, typer.Option("--person", help="NAME is a person.")] = False,
    book: BookFile = None,
) -> None:
    """Drop a target."""
    with existing_book(book) as opened:
        opened.drop_target(name, kind="person" if person else "organization")
    typer.echo(f"Dropped: {name}.")


def target_list(book: BookFile = None, as_of: AsOf = None, format: Format = OutputFormat.table) -> None:
    """Your targets, and what your saved jobs, applications and follows propose."""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_targets
    from netgraph.target_list import targets

    print_answer(targets(book_graph(book, as_of)), format, show_targets)


def _answers_in(file: Path, known: Contacts) -> pd.DataFrame:
    """The answers of a filled CSV, with whoever is meant by them settled."""
    from netgraph.cli.interview import settled
    from netgraph.errors import ReadError, TableError
    from netgraph.sources.own_lists import read_answers

    try:
        return settled(known, read_answers(file))
    except TableError as fault:
        raise ReadError(f"the answers cannot be read: {fault}") from None
