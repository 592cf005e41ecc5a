"""What the pool's commands share: which pool, which key, which engine, and the moment of an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import not_blank, today
from netgraph.cli.progress import waiting as working

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.pool import Pool

__all__ = [
    "EngineName",
    "KeyFile",
    "Master",
    "MemberName",
    "MoreTargets",
    "PoolFolder",
    "Targets",
    "asked",
    "moment",
    "opened",
    "pool_folder",
    "working",
]

PoolFolder = Annotated[
    Path | None,
    typer.Option("--pool", metavar="FOLDER", envvar="NETGRAPH_POOL", show_envvar=False,
                 help="The pool's folder [default: $NETGRAPH_POOL]."),
]  # fmt: skip
KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", envvar="NETGRAPH_POOL_KEY", show_envvar=False,
                 help="The pool's key [default: $NETGRAPH_POOL_KEY, else in the folder]."),
]  # fmt: skip
MemberName = Annotated[str, typer.Option("--member", metavar="ID|NAME", help="Who asks or answers.")]
Targets = Annotated[
    list[str],
    typer.Option("--to", metavar="ORG", help="An organization; more may follow it.", callback=not_blank),
]
MoreTargets = Annotated[
    list[str] | None, typer.Argument(metavar="ORG", help="Organizations beside --to.", show_default=False)
]
EngineName = Annotated[str, typer.Option("--engine", help="What runs the question: duckdb or spark.")]
Master = Annotated[
    str | None,
    typer.Option("--master", metavar="ADDRESS", help="Spark's master, such as local[2] or sc://host:15002."),
]


def pool_folder(given: Path | None) -> Path:
    """The pool's folder; a clear stop when none is named."""
    if given is None:
        raise typer.BadParameter("say which pool: --pool FOLDER, or $NETGRAPH_POOL", param_hint="--pool")
    return given


def asked(to: list[str], more: list[str] | None) -> list[str]:
    """All organizations that a command names."""
    return [*to, *(more or [])]


def opened(folder: Path | None, key: Path | None) -> Pool:
    """The pool, opened with its key."""
    from netgraph.pool import Pool

    return Pool(pool_folder(folder), key=key)


def moment(as_of: str | None) -> pd.Timestamp:
    """Now, or a later day: nobody can ask for what was before a share was over."""
    import pandas as pd

    now = pd.Timestamp.now("UTC").floor("s").as_unit("us")
    return now if as_of is None else max(now, pd.Timestamp(today(as_of), tz="UTC").as_unit("us"))
