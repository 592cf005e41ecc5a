"""The pool: `netgraph pool create`, `join`, `leave`, `list` and `log` for who runs it, and its answers.

What members do with their own book (`share`, `preview`, `import`) stands in `netgraph.cli.pool_sharing`, what
they ask and answer in `netgraph.cli.pool_asking`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netgraph.cli import pool_asking, pool_sharing
from netgraph.cli.options import AsOf, Format, OutputFormat
from netgraph.cli.pool_options import (
    EngineName,
    KeyFile,
    Master,
    MoreTargets,
    PoolFolder,
    Targets,
    asked,
    moment,
    opened,
    working,
)

__all__ = ["register"]

pool_app = typer.Typer(no_args_is_help=True, help="Many members, one warm network: routes with consent.")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    pool_app.command()(create)
    pool_sharing.register(pool_app)
    pool_app.command()(join)
    pool_app.command()(leave)
    pool_app.command("list")(list_members)
    pool_asking.register(pool_app)
    pool_app.command()(coverage)
    pool_app.command()(connectors)
    pool_app.command()(log)
    app.add_typer(pool_app, name="pool")


def create(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, or an empty one.")],
    name: Annotated[str, typer.Option("--name", help="What the pool is called.")] = "Pool",
    key: Annotated[
        Path | None,
        typer.Option(
            "--key", metavar="FILE", help="Where to write the pool's key [default: FOLDER/pool.key]."
        ),
    ] = None,
) -> None:
    """Make a pool, and the key that its members need."""
    from netgraph.pool import Pool

    pool = Pool.create(folder, name=name, at=moment(None), key_file=key)
    file = folder / "pool.key" if key is None else key
    typer.echo(f"{pool.name}: a pool in {folder}. Its key is {file}.")
    typer.echo("Hand the key, never the folder, to each member; who has both can read every share.")
    typer.echo("Each member: netgraph pool share --key KEY --out ME.share. Then: netgraph pool join ME.share")


def join(
    shares: Annotated[list[Path], typer.Argument(metavar="SHARE...", help="Shares that members handed in.")],
    pool: PoolFolder = None,
    key: KeyFile = None,
) -> None:
    """Take in members' shares; a member's earlier one is replaced."""
    from netgraph.cli.printing import counted

    into = opened(pool, key)
    for share in shares:
        member, owner, again = into.join(share, at=moment(None))
        who = ", ".join(filter(None, [owner.name, owner.linkedin, owner.address]))
        what = "again (the earlier share is gone)" if again else "joined"
        typer.echo(f"{member.id}: {who}")
        rows = counted(member.rows, "contact", "contacts")
        typer.echo(f"    {what}: {rows}, {member.scope}, until {member.until:%Y-%m-%d}")
    typer.echo("Make sure that each is the person who handed you the file.")


def leave(
    member: Annotated[str, typer.Argument(help="A member's id or name.")],
    pool: PoolFolder = None,
    key: KeyFile = None,
) -> None:
    """Take a member out, with their share, requests and answers: at once and for good."""
    gone = opened(pool, key).leave(member, at=moment(None))
    typer.echo(f"{gone.id} has left: the share is deleted, and no later answer rests on it.")


def list_members(
    pool: PoolFolder = None, key: KeyFile = None, as_of: AsOf = None, format: Format = OutputFormat.table
) -> None:
    """Who is in the pool, how far they let it tell, and until when."""
    from netgraph.cli.pool_screens import show_members
    from netgraph.cli.printing import print_answer

    print_answer(opened(pool, key).table(moment(as_of)), format, show_members)


def coverage(
    to: Targets,
    more: MoreTargets = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    as_of: AsOf = None,
    engine: EngineName = "duckdb",
    master: Master = None,
    format: Format = OutputFormat.table,
) -> None:
    """For the coach: which targets does the pool open, and for how many members?"""
    from netgraph.cli.pool_screens import show_coverage
    from netgraph.cli.printing import print_answer
    from netgraph.pool import pool_coverage

    with working("Finding who could lead whom"):
        found = pool_coverage(
            opened(pool, key), asked(to, more), at=moment(as_of), engine=engine, master=master
        )
    print_answer(found, format, show_coverage)


def connectors(
    to: Targets,
    more: MoreTargets = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    as_of: AsOf = None,
    engine: EngineName = "duckdb",
    master: Master = None,
    format: Format = OutputFormat.table,
) -> None:
    """For the coach: which members open which targets, and how much is asked of them already?"""
    from netgraph.cli.pool_screens import show_connectors
    from netgraph.cli.printing import print_answer
    from netgraph.pool import pool_connectors

    with working("Finding who knows somebody there"):
        found = pool_connectors(
            opened(pool, key), asked(to, more), at=moment(as_of), engine=engine, master=master
        )
    print_answer(found, format, show_connectors)


def log(pool: PoolFolder = None, key: KeyFile = None, format: Format = OutputFormat.table) -> None:
    """Who asked what, when: members by id, organizations, and no contact."""
    from netgraph.cli.pool_screens import show_log
    from netgraph.cli.printing import print_answer

    print_answer(opened(pool, key).log(), format, show_log)
