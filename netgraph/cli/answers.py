"""Answers: `netgraph neglected`, `paths`, `meet` and `coverage`."""

from __future__ import annotations

from typing import Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    Limit,
    OutputFormat,
    book_graph,
    days_before,
    existing_book,
    today,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(neglected)
    app.command()(paths)
    app.command()(meet)
    app.command()(coverage)
    app.command()(moved)


def neglected(
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 5,
    include_resting: Annotated[
        bool, typer.Option("--include-resting", help="Also show people to be left in peace.")
    ] = False,
) -> None:
    """Whom am I losing touch with? Replies you owe come first, in a list of their own."""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_neglected
    from netgraph.neglect import neglected_ties, replies_owed

    G = book_graph(book, as_of)
    if format is OutputFormat.table:
        owed = replies_owed(G)
        limit += len(owed) + owed.attrs["more"]
    found = neglected_ties(G, limit=limit, include_resting=include_resting)
    print_answer(found, format, show_neglected)


def paths(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET...", help="A company or a person [default: your stored targets]."),
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 5,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=3, help="Ties on the way at most.")] = 3,
) -> None:
    """What is the warmest way in to TARGET, or to each of several?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_paths
    from netgraph.moves import next_moves
    from netgraph.routes import referral_paths
    from netgraph.target_list import stored_targets

    G = book_graph(book, as_of)
    wanted = targets or stored_targets(G)
    if not wanted:
        raise typer.BadParameter("name a company or a person, or keep some: netgraph target add NAME")
    one = wanted[0] if len(wanted) == 1 else wanted
    found = referral_paths(G, one, limit=limit, max_hops=max_hops)
    found.attrs["asked"] = wanted
    without = set(wanted) - set(found["target_name"])
    found.attrs["moves"] = {target: next_moves(G, target) for target in without}
    print_answer(found, format, show_paths)


def meet(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Companies or people [default: your stored targets].")
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 20,
) -> None:
    """Who should I meet?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_meet
    from netgraph.meetings import who_to_meet

    found = who_to_meet(book_graph(book, as_of), targets=targets or None, limit=limit)
    print_answer(found, format, show_meet)


def coverage(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Companies or people [default: your stored targets].")
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Which of my targets have a way in, through whom, and what next?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_coverage
    from netgraph.coverage import target_coverage

    found = target_coverage(book_graph(book, as_of), targets=targets or None)
    print_answer(found, format, show_coverage)


def moved(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Compare with that day [default: 30 days before]."),
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Which ties warmed, cooled, went quiet or came back since then?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.progress import waiting
    from netgraph.cli.screens import show_moved
    from netgraph.moved import what_moved

    now = today(as_of)
    then = days_before(now, 30) if since is None else today(since)
    with waiting("Reading your book"), existing_book(book) as opened:
        found = what_moved(opened.graph(as_of=then), opened.graph(as_of=now))
    found.attrs["since"] = then
    print_answer(found, format, show_moved)
