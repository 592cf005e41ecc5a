"""Answers: `netgraph neglected`, `paths`, `meet`, `coverage` and `moved`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    Limit,
    OutputFormat,
    Targets,
    book_graph,
    days_before,
    existing_book,
    graph_of,
    today,
)

if TYPE_CHECKING:
    import networkx as nx

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
    targets: Targets = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 5,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=3, help="Ties on the way at most.")] = 3,
) -> None:
    """What is the warmest way in to TARGET, or to each of several?"""
    from netgraph.cli.namesakes import whereabouts
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
    found.attrs["namesakes"] = whereabouts(G.graph["contacts"], found["target"])
    without = set(wanted) - set(found["target_name"])
    found.attrs["moves"] = {target: next_moves(G, target) for target in without}
    print_answer(found, format, show_paths)


def meet(
    targets: Targets = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 20,
) -> None:
    """Who should I meet?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_meet
    from netgraph.meetings import who_to_meet

    G = book_graph(book, as_of)
    found = who_to_meet(G, targets=targets or None, limit=limit)
    found.attrs["first_is_person"] = _first_is_person(G, found.attrs.get("targets"))
    print_answer(found, format, show_meet)


def coverage(
    targets: Targets = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Which of my targets have a way in, through whom, and what next?"""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_coverage
    from netgraph.coverage import target_coverage

    G = book_graph(book, as_of)
    found = target_coverage(G, targets=targets or None)
    found.attrs["first_is_person"] = _first_is_person(G, found.attrs["targets"])
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
    then = days_before(now, 30) if since is None else today(since, "--since")
    if then > now:
        raise typer.BadParameter(f"{then} lies after {now}, the day to look at", param_hint="--since")
    with waiting("Reading your book"), existing_book(book) as opened:
        found = what_moved(graph_of(opened, then), graph_of(opened, now))
    found.attrs["since"] = then
    print_answer(found, format, show_moved)


def _first_is_person(G: nx.Graph, targets: list[str] | None) -> bool:
    """Whether the first target is a person, known or stored as one, rather than an organization."""
    from netgraph.lookup import resolve_target

    if not targets:
        return False
    stored = G.graph["contacts"].targets
    kinds = stored.loc[stored["name"] == targets[0], "kind"]
    return resolve_target(G, targets[0]).kind == "person" or bool(kinds.eq("person").any())
