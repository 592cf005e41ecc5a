"""A share's file: one Parquet table, its header and a seal over both.

Columns as in `netgraph.schema.pool.SHARE`. The file's own metadata hold the header (whose share, of which
pool, how long) and the seal: HMAC-SHA256 with the pool's secret over the header and every column. A file
that was changed, cut short or made for another pool is refused, and so is one with more columns.
"""

from __future__ import annotations

import hmac
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.errors import ShareError
from netgraph.pool.keys import PoolKey, seal
from netgraph.pool.levels import LEVELS
from netgraph.pool.share import GRID, SCOPES, Share, known_as
from netgraph.private_file import private_draft
from netgraph.schema import DTYPES, SHARE, conform
from netgraph.strength import BANDS

if TYPE_CHECKING:
    import os

    from netgraph.schema.columns import Kind

__all__ = ["ARROW_SCHEMA", "SHARE_COLUMNS", "read_share", "share_table", "write_share"]

VERSION: Final = 1
HEADER: Final = b"netgraph.share"
SEAL: Final = b"netgraph.seal"
KINDS: Final[dict[Kind, Any]] = {
    "count": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "text": pa.string(),
}
ARROW_SCHEMA: Final = pa.schema([(column.name, KINDS[column.kind]) for column in SHARE.columns])
"""The columns of a share's file in order."""

SHARE_COLUMNS: Final = tuple(name for name in SHARE.names if name != "name")
"""What a question reads of a share: names never come into an engine."""

STRONG: Final = frozenset({*BANDS, "strong", "not known"})
MOST_BYTES: Final = 256 << 20


def write_share(share: Share, path: str | os.PathLike[str], *, key: PoolKey) -> None:
    """Write the share to `path`, whole or not at all, for its owner's eyes alone (mode 0600)."""
    try:
        with private_draft(Path(path)) as draft:
            pq.write_table(share_table(share, key), draft, compression="zstd")
    except OSError as error:
        raise ShareError(f"the share cannot be written: {error.strerror or 'the system refused'}") from error


def share_table(share: Share, key: PoolKey) -> pa.Table:
    """The share as an Arrow table, header and seal in its metadata."""
    columns = [pa.array(share.rows[field.name], field.type, from_pandas=True) for field in ARROW_SCHEMA]
    table = pa.Table.from_arrays(columns, schema=ARROW_SCHEMA)
    header = json.dumps(
        {
            "version": VERSION,
            "pool": key.pool,
            "name": share.owner.name,
            "linkedin": share.owner.linkedin,
            "address": share.owner.address,
            "scope": share.scope,
            "until": f"{share.until:%Y-%m-%d}",
            "made": share.made,
            "rows": table.num_rows,
        }
    )
    return table.replace_schema_metadata({HEADER: header, SEAL: seal(key, [header, *_texts(table)])})


def read_share(path: str | os.PathLike[str], *, key: PoolKey) -> Share:
    """The share in a file. Raises `ShareError` when it is broken, changed or not this pool's."""
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise ShareError("this file is too large to be a share")
        table = pq.read_table(path, memory_map=False)
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, FileNotFoundError):
            raise ShareError("there is no such file: give the share that a member handed in") from error
        raise ShareError("this file is no share, or was cut short: ask the member to make it anew") from error
    metadata = table.schema.metadata or {}
    table = table.replace_schema_metadata(None)
    header, mac = (metadata.get(one, b"").decode("utf-8", "replace") for one in (HEADER, SEAL))
    said = _header(header)
    if said.get("pool") != key.pool:
        raise ShareError("this is no share of this pool: make it with the pool's own key")
    if said.get("version") != VERSION:
        raise ShareError("this share was made by another netgraph: make it anew with the same one as here")
    if table.schema != ARROW_SCHEMA or not hmac.compare_digest(mac, seal(key, [header, *_texts(table)])):
        raise ShareError("this share was changed after it was made: ask the member to make it anew")
    owner = known_as(str(said["name"]), said["linkedin"], said["address"], key)
    rows = conform(pd.DataFrame({c.name: _column(table, c.name, c.kind) for c in SHARE.columns}), SHARE)
    if (
        said["rows"] != len(rows)
        or said["scope"] not in SCOPES
        or not _sound(rows, owner.person, said["scope"])
    ):
        raise ShareError("this share holds what no share may hold: make it anew with 'netgraph pool share'")
    until = pd.Timestamp(said["until"], tz="UTC").as_unit("us")
    return Share(owner, said["scope"], until, str(said["made"]), rows)


def _texts(table: pa.Table) -> list[str]:
    """Each column as one text, the same for the same values whatever the file's layout."""
    return [json.dumps(table.column(name).to_pylist()) for name in table.column_names]


def _header(text: str) -> dict[str, Any]:
    with suppress(ValueError):
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    return {}


def _column(table: pa.Table, name: str, kind: Kind) -> pd.Series:
    values: pd.Series = pd.Series(table.column(name).to_pylist(), dtype=DTYPES[kind])
    return values


def _sound(rows: pd.DataFrame, holder: int, scope: str) -> bool:
    """Whether every value is one that a share may hold: also who has the key may not slip in others."""
    steps = np.rint(rows["readiness"] * GRID)
    return bool(
        (rows["holder"] == holder).all()
        and rows["level"].isin(LEVELS).all()
        and rows["band"].isin(STRONG).all()
        and (steps / GRID == rows["readiness"]).all()
        and steps.between(1, GRID - 1).all()
        and (scope == "names" or rows["name"].isna().all())
    )
