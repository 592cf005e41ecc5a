"""What members ask each other: `netgraph pool reach`, `routes`, `request`, `requests`, `approve` and more."""

from __future__ import annotations

from typing import Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, Format, OutputFormat, existing_book
from netgraph.cli.pool_options import (
    EngineName,
    KeyFile,
    Master,
    MemberName,
    MoreTargets,
    PoolFolder,
    Targets,
    asked,
    moment,
    opened,
    working,
)

__all__ = ["register"]

Request = Annotated[str, typer.Argument(metavar="REQUEST", help="Its id, see 'netgraph pool requests'.")]
ByCoach = Annotated[bool, typer.Option("--coach", help="The coach answers for the member, who delegated it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(reach)
    app.command()(routes)
    app.command()(request)
    app.command()(requests)
    app.command()(approve)
    app.command()(decline)
    app.command()(delegate)


def reach(
    member: MemberName,
    to: Targets,
    more: MoreTargets = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    as_of: AsOf = None,
    engine: EngineName = "duckdb",
    master: Master = None,
    format: Format = OutputFormat.table,
) -> None:
    """Does anybody here know somebody there? Counts, blurred where they would point at one person."""
    from netgraph.cli.pool_screens import show_reach
    from netgraph.cli.printing import print_answer
    from netgraph.pool import pool_reach

    with working("Asking the pool"):
        found = pool_reach(
            opened(pool, key), member, asked(to, more), at=moment(as_of), engine=engine, master=master
        )
    print_answer(found, format, show_reach)


def routes(
    member: MemberName,
    to: Targets,
    more: MoreTargets = None,
    book: BookFile = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows a target at most.")] = 10,
    engine: EngineName = "duckdb",
    master: Master = None,
    format: Format = OutputFormat.table,
) -> None:
    """Over whom could a member get there? Names only of who agreed; --book names your own contacts."""
    from netgraph.cli.pool_screens import show_routes
    from netgraph.cli.printing import print_answer
    from netgraph.pool import own_names, pool_routes

    source, names, targets = opened(pool, key), {}, asked(to, more)
    if book is not None:
        with existing_book(book) as kept:
            names = own_names(kept.contacts(), source.key)
    at = moment(as_of)
    with working("Asking the pool"):
        found = pool_routes(
            source, member, targets, at=at, limit=limit, names=names, engine=engine, master=master
        )
    found.attrs["asked"] = targets
    print_answer(found, format, show_routes)


def request(
    member: MemberName,
    to: Targets,
    more: MoreTargets = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
) -> None:
    """Ask everybody who knows somebody there, without learning who that is."""
    from netgraph.pool import request as ask

    source = opened(pool, key)
    for target in asked(to, more):
        number = ask(source, member, target, at=moment(None))
        typer.echo(f"{number}: whoever knows somebody at {target} is asked; you hear only from who agrees.")
    typer.echo("See the answers: netgraph pool routes")


def requests(
    member: MemberName,
    pool: PoolFolder = None,
    key: KeyFile = None,
    as_of: AsOf = None,
    engine: EngineName = "duckdb",
    master: Master = None,
    format: Format = OutputFormat.table,
) -> None:
    """Your own requests, and those of others that you could help with."""
    from netgraph.cli.pool_screens import show_requests
    from netgraph.cli.printing import print_answer
    from netgraph.pool import pool_requests

    with working("Asking the pool"):
        found = pool_requests(opened(pool, key), member, at=moment(as_of), engine=engine, master=master)
    print_answer(found, format, show_requests)


def approve(
    number: Request, member: MemberName, pool: PoolFolder = None, key: KeyFile = None, coach: ByCoach = False
) -> None:
    """Agree to be named to who asked, and to lead them there."""
    from netgraph.pool import answer_request

    asked = answer_request(opened(pool, key), number, member, approve=True, at=moment(None), coach=coach)
    typer.echo(
        f"Agreed: {asked.asker} sees the name and the way to {asked.shown}. "
        "Take it back: netgraph pool decline"
    )


def decline(
    number: Request, member: MemberName, pool: PoolFolder = None, key: KeyFile = None, coach: ByCoach = False
) -> None:
    """Do not agree, or take an agreement back: who asked does not learn of it."""
    from netgraph.pool import answer_request

    answer_request(opened(pool, key), number, member, approve=False, at=moment(None), coach=coach)
    typer.echo("Declined: nothing is told, and who asked cannot tell it from no answer.")


def delegate(
    member: MemberName,
    pool: PoolFolder = None,
    key: KeyFile = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take it back.")] = False,
) -> None:
    """Let the coach answer requests for you, until you take it back."""
    from netgraph.pool import delegate as let

    let(opened(pool, key), member, allowed=not revoke, at=moment(None))
    typer.echo(
        "Only you answer your requests."
        if revoke
        else "The coach may answer for you: --revoke takes it back."
    )
