"""A member's own book and the pool: `netgraph pool preview`, `share` and `import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    OutputFormat,
    book_graph,
    days_before,
    existing_book,
    today,
)
from netgraph.cli.pool_options import (
    EngineName,
    KeyFile,
    Master,
    PoolFolder,
    moment,
    opened,
    pool_folder,
    working,
)

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.pool import PoolKey, Share

__all__ = ["register"]

DAYS = 180

Scope = Annotated[
    str, typer.Option("--scope", help="bands: no name leaves. names: names too, told only if you agree.")
]
Hide = Annotated[
    list[str], typer.Option("--hide", metavar="PERSON", help="A contact who stays out; again for several.")
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help=f"Last day on which it counts [default: in {DAYS} days]."),
]
Me = Annotated[
    list[str],
    typer.Option(
        "--me", metavar="URL|EMAIL", help="Your own LinkedIn page or e-mail, if your book lacks it."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(preview)
    app.command()(share)
    app.command("import")(import_routes)


def preview(
    book: BookFile = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    scope: Scope = "bands",
    hide: Hide = [],  # noqa: B006 - read only
    until: Until = None,
    me: Me = [],  # noqa: B006 - read only
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Show row by row what would leave your book; nothing leaves."""
    from netgraph.cli.pool_screens import show_preview
    from netgraph.cli.printing import print_answer

    _, seen = _made(book, _key(pool, key), scope, hide, until, me, as_of)
    print_answer(seen, format, show_preview)


def share(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The share to write, such as me.share.")],
    book: BookFile = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    scope: Scope = "bands",
    hide: Hide = [],  # noqa: B006 - read only
    until: Until = None,
    me: Me = [],  # noqa: B006 - read only
    as_of: AsOf = None,
) -> None:
    """Write your share: hashes, organizations, levels and bands of your ties, and nothing else."""
    from netgraph.pool import write_share
    from netgraph.pool.share import preview as words

    secret = _key(pool, key)
    made, seen = _made(book, secret, scope, hide, until, me, as_of)
    write_share(made, out, key=secret)
    for what, said in words(made, seen).items():
        typer.echo(f"{what}: {said}")
    typer.echo(f"Written to {out}. 'netgraph pool preview' with the same options shows every row of it.")


def import_routes(
    book: BookFile = None,
    pool: PoolFolder = None,
    key: KeyFile = None,
    me: Me = [],  # noqa: B006 - read only
    engine: EngineName = "duckdb",
    master: Master = None,
) -> None:
    """Bring the routes that members agreed to into your own book."""
    from netgraph.cli.printing import counted
    from netgraph.pool import approved_contacts

    source = opened(pool, key)
    with existing_book(book) as kept:
        with working("Checking who agreed"):
            taken = approved_contacts(
                source, kept.contacts(), at=moment(None), me=me, engine=engine, master=master
            )
        added = kept.add(taken) if len(taken.ties) else None
    if added is None:
        typer.echo("Nobody has agreed to a request of yours yet: nothing to bring in.")
    elif added.layer_id is None:
        typer.echo("Your book has all of it already.")
    else:
        typer.echo(
            f"New in your book from the pool: {counted(added.people_new, 'person', 'people')} "
            f"and {counted(added.ties_new, 'tie', 'ties')}. "
            "Look: netgraph paths. Take it back: netgraph undo"
        )


def _key(pool: Path | None, key: Path | None) -> PoolKey:
    from netgraph.pool import read_key

    return read_key(pool_folder(pool) / "pool.key" if key is None else key)


def _made(
    book: Path | None,
    key: PoolKey,
    scope: str,
    hide: list[str],
    until: str | None,
    me: list[str],
    as_of: str | None,
) -> tuple[Share, pd.DataFrame]:
    from netgraph.pool import make_share

    day = today(as_of)
    last = days_before(day, -DAYS) if until is None else today(until, "--until")
    G = book_graph(book, day)
    return make_share(G, key, scope=scope, hide=hide, until=last, me=me)
