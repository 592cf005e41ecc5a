"""Small pools for tests: members and whom they know, in the words of a test."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pytest

from netgraph.organizations import organization_key
from netgraph.pool.folder import Pool
from netgraph.pool.share import Share, contact_hashes, known_as
from netgraph.pool.shares_file import write_share
from netgraph.schema import SHARE, conform
from netgraph.strength import band

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netgraph.pool.keys import PoolKey
    from netgraph.pool.manifest import Member

AT = pd.Timestamp("2026-11-22T10:00", tz="UTC").as_unit("us")
UNTIL = pd.Timestamp("2027-05-31", tz="UTC").as_unit("us")


def needs_spark() -> None:
    """Skip without pyspark or Java, and say why; where `CI` is set they must be there."""
    missing = [] if importlib.util.find_spec("pyspark") else ["the spark extra (uv sync --extra spark)"]
    missing += [] if shutil.which("java") else ["Java (apt-get install default-jre-headless)"]
    if missing:
        (pytest.fail if "CI" in os.environ else pytest.skip)(f"needs {' and '.join(missing)}")


class Knows(NamedTuple):
    """One contact of a member's: who (a LinkedIn name), where, how ready (k twentieths), and how surely."""

    who: str
    at: str | None = None
    k: int = 10
    proof: bool = True
    email: str | None = None
    level: str = "staff"


def page(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def share_of(
    key: PoolKey,
    me: str,
    knows: Sequence[Knows],
    *,
    scope: str = "bands",
    until: pd.Timestamp = UNTIL,
    email: str | None = None,
) -> Share:
    """The share of `me`, who knows these people."""
    owner = known_as(f"{me.title()} Roe", page(me), email, key)
    hashes = contact_hashes(
        pd.Series([page(one.who) for one in knows], dtype="str"),
        pd.Series([one.email for one in knows], dtype="str"),
        key,
    )
    rows = hashes.assign(
        holder=owner.person,
        organization=[organization_key(one.at) for one in knows],
        level=[one.level for one in knows],
        band=[band(one.k / 20) if one.proof else "not known" for one in knows],
        readiness=[one.k / 20 for one in knows],
        proof=[one.proof for one in knows],
        name=[f"{one.who.title()} Poe" if scope == "names" else None for one in knows],
    )
    return Share(owner, scope, until, "2026Q4", conform(rows, SHARE))


def joins(pool: Pool, folder: Path, share: Share, *, at: pd.Timestamp = AT) -> Member:
    """Let a share join."""
    file = folder / "handed-in.share"
    write_share(share, file, key=pool.key)
    return pool.join(file, at=at).member


def pool_of(folder: Path, *, names: Sequence[str] = (), **members: Sequence[Knows]) -> Pool:
    """A pool in which these people know those; `names` have scope names. Ids are m1, m2 ... in order."""
    pool = Pool.create(folder / "pool", name="Council", at=AT)
    for me, knows in members.items():
        joins(pool, folder, share_of(pool.key, me, knows, scope="names" if me in names else "bands"))
    return pool
