"""Session: a pool's shares within an engine, ready to be asked.

Only members whose last day is not over and whose file is the one that joined are read; a member's question
about routes and requests reads the shares *near* them alone: their own, and those of members they name or who
agreed. What stands here holds hashes: answers take from it what may be told.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.errors import PoolError
from netgraph.organizations import organization_key
from netgraph.pool.engines import Engine, open_engine
from netgraph.pool.manifest import APPROVED
from netgraph.pool.queries import Step, routes
from netgraph.pool.shelves import shelved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netgraph.pool.folder import Pool
    from netgraph.pool.manifest import Manifest, Member

__all__ = ["BANDS", "Session", "pool_session", "target_keys"]

AT_ONCE: Final = {"duckdb": 100}
"""Askers whose ways are looked at together, so that memory stays flat."""

BANDS: Final = ("not known", "weak", "medium", "strong")
"""Bands by the number the queries give them."""


class Session(NamedTuple):
    """An engine with the shares of `members` in it, and the manifest they were taken from."""

    engine: Engine
    manifest: Manifest
    members: list[Member]
    askers_at_once: int

    def by_hash(self) -> dict[int, Member]:
        """The members by their own hash."""
        return {one.person: one for one in self.members}

    def ask(self, steps: Sequence[Step], *, askers: Sequence[Member], targets: Sequence[str]) -> pd.DataFrame:
        """The rows of the last step for these askers and `organization_key`s."""
        self._load(askers, targets)
        self.engine.run(steps)
        rows: pd.DataFrame = self.engine.fetch(steps[-1].name).to_pandas()
        return rows

    def best(
        self, *, askers: Sequence[Member], targets: Sequence[str], everyone: bool, limit: int
    ) -> pd.DataFrame:
        """The best routes of each asker to each target, in order (`netgraph.pool.queries.BEST`)."""
        steps = routes(everyone=everyone, limit=limit)
        self._load(askers, targets)
        self.engine.run(steps.once)
        found: list[pd.DataFrame] = []
        for first in range(0, max(len(askers), 1), self.askers_at_once):
            self._load(askers[first : first + self.askers_at_once], targets)
            self.engine.run(steps.each)
            found.append(self.engine.fetch(steps.each[-1].name).to_pandas())
        every: pd.DataFrame = pd.concat(found)
        return every.sort_values(["asker", "target", "place"], ignore_index=True)

    def _load(self, askers: Sequence[Member], targets: Sequence[str]) -> None:
        self.engine.load("askers", _table(asker=[one.person for one in askers]))
        self.engine.load("targets", pa.table({"target": pa.array(targets, pa.string())}))
        self.engine.load("approvals", self._approvals())

    def _approvals(self) -> pa.Table:
        active = {one.id: one for one in self.members}
        agreed = {
            (active[asked.asker].person, active[who].person, asked.target): answer.share
            == active[asked.asker].digest
            for asked in self.manifest.requests.values()
            for who, answer in asked.answers.items()
            if answer.said == APPROVED and {asked.asker, who} <= active.keys()
        }
        askers, holders, targets = zip(*agreed, strict=True) if agreed else ((), (), ())
        ids = _table(asker=askers, holder=holders, unchanged=[int(one) for one in agreed.values()])
        return ids.append_column("target", pa.array(targets, pa.string()))


@contextmanager
def pool_session(
    pool: Pool,
    *,
    at: pd.Timestamp,
    near: Member | None = None,
    engine: str = "duckdb",
    master: str | None = None,
) -> Iterator[Session]:
    """The pool as it is at that moment, in an engine; only the shares near a member where one is given.

    Raises `PoolError` when a share was changed.
    """
    members, manifest = pool.members(at), pool.manifest()
    read = members if near is None else _near(pool, manifest, members, near)
    files = pool.share_files(read) if near else shelved(pool.path, read, pool.share_file)
    opened = open_engine(engine, master=master)
    try:
        opened.read_shares([str(file) for file in files])
        aliases = sorted({(one.person, alias) for one in members for alias in (one.person, one.email)})
        opened.load("members", _table(member=[one for one, _ in aliases], alias=[two for _, two in aliases]))
        yield Session(opened, manifest, members, AT_ONCE.get(engine, len(members) or 1))
    finally:
        opened.close()


def _near(pool: Pool, manifest: Manifest, members: list[Member], asker: Member) -> list[Member]:
    """The members whose shares a question of the asker's rests on."""
    by_alias = {alias: one.id for one in members for alias in (one.person, one.email)}
    agreed = {
        who
        for asked in manifest.requests.values()
        if asked.asker == asker.id
        for who, answer in asked.answers.items()
        if answer.said == APPROVED
    }
    own = _named_in(pool.share_file(asker))
    related = {by_alias[alias] for alias in own & by_alias.keys()}
    return [one for one in members if one.id in {asker.id} | agreed | related]


def _named_in(file: Path) -> set[int]:
    rows = pq.read_table(file, columns=["person", "email"])
    return {number for column in rows.columns for number in column.to_pylist()}


def target_keys(targets: Sequence[str]) -> dict[str, str]:
    """Each organization as it was asked for -> the form in which shares hold it."""
    keys = {name: organization_key(name) for name in dict.fromkeys(targets)}
    if not keys or None in keys.values():
        raise PoolError("a pool is asked about organizations: name at least one, such as Globex")
    return {name: str(key) for name, key in keys.items()}


def _table(**columns: Sequence[int]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()})
