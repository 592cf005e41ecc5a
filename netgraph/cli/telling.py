"""Telling: `netgraph start`, `knows` and `target` - what no file can say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, Format, OutputFormat, book_graph, existing_book, today

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
    from netgraph.cli.interview import interview, settled
    from netgraph.cli.printing import note
    from netgraph.cli.progress import waiting
    from netgraph.effect import effect, effect_words
    from netgraph.practice.opening_round import first_round
    from netgraph.sources.own_lists import read_answers

    day = today(as_of)
    with existing_book(book) as opened:
        with waiting("Reading your book"):
            known = opened.contacts()
            offered = first_round(known, as_of=day)
        if write_csv is not None:
            offered.to_csv(write_csv, index=False)
            note(
                f"Fill in closeness and last_spoke in {write_csv}, add names as you like, "
                f"then: netgraph start {write_csv}"
            )
            return
        if answers is not None:
            told = settled(known, read_answers(answers))
        elif sys.stdin.isatty():
            told = interview(known, offered)
        else:
            raise typer.BadParameter("there is no terminal to ask on: give a filled CSV (see --write-csv)")
        with waiting("Looking what that changes"):
            before = opened.graph(as_of=day)
            opened.closeness(told, as_of=day)
            after = opened.graph(as_of=day)
        typer.echo(effect_words(effect(before, after)))
        typer.echo("Look: netgraph neglected, netgraph meet. Take it back: netgraph undo")


def knows(
    person: Annotated[str, typer.Argument(help="Whom you want to reach.")],
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
    from netgraph.cli.interview import choose, meant, say_unsure
    from netgraph.cli.printing import note, print_answer
    from netgraph.cli.screens import show_paths

    pasted = sys.stdin.read().splitlines() if through == "-" else through.split(",")
    names = [name.strip() for name in pasted if name.strip()]
    day, asked = today(as_of), person
    with existing_book(book) as opened:
        person = meant(opened.contacts(), person, organization=at)
        found = opened.knows(person, at=at, through=names, as_of=day)
        unsure = found.attrs["unsure"]
        chosen = choose(opened.contacts(), unsure) if unsure and sys.stdin.isatty() else []
        if chosen:
            unmatched = found.attrs["unmatched"]
            found = opened.knows(person, at=at, through=chosen, as_of=day)
            found.attrs["unmatched"] = unmatched
        elif unsure:
            say_unsure(opened.contacts(), unsure)
    if found.attrs["unmatched"]:
        note(f"Not in your book: {', '.join(found.attrs['unmatched'])}.")
    found.attrs["asked"] = [asked]
    print_answer(found, format, show_paths)


def target_add(
    name: Annotated[str, typer.Argument(help="A company, or a person with --person.")],
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
    name: Annotated[str, typer.Argument(help="The target as it is listed.")],
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
