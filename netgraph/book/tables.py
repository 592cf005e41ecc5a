"""The book's SQL tables, made from `netgraph.schema`, and the way of rows in and out of them.

Every schema table becomes one SQL table with two columns in front: `layer_id`, the layer a row came with
(see `netgraph.book.store`), and `place`, its place among that layer's rows, from 0. Kinds in SQL: text is
TEXT; time is INTEGER, microseconds since 1970 in UTC; number is REAL; count and flag are INTEGER NOT NULL.
NULL is what is missing (NaN, NaT).
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from netgraph.contacts import Contacts
from netgraph.schema import DTYPES, TABLES, Table, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

    from netgraph.schema.columns import Kind

__all__ = [
    "delete_last_layer",
    "last_import",
    "last_layer",
    "metadata",
    "read_layers",
    "state_of",
    "write_layers",
]

IMPORT: Final = "import"
PART: Final = "part"
"""A further layer of the import whose layers stand before it and came at the same moment."""

EPOCH: Final = pd.Timestamp(0, tz="UTC")
MICROSECOND: Final = pd.Timedelta(1, unit="us")

NOT_A_TIME: Final = int(np.iinfo(np.int64).min)
"""How numpy writes NaT as an integer."""


@cache
def metadata() -> sa.MetaData:
    """The tables as the newest version of the book has them: its own, then `netgraph.schema.TABLES`."""
    import sqlalchemy as sa

    kinds: dict[Kind, type[sa.types.TypeEngine[Any]]] = {
        "text": sa.Text,
        "time": sa.Integer,
        "number": sa.REAL,
        "count": sa.Integer,
        "flag": sa.Integer,
    }
    tables = sa.MetaData()
    sa.Table(
        "layers",
        tables,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("added_at", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
    )
    sa.Table(
        "salt",
        tables,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    sa.Table(
        "forgotten",
        tables,
        sa.Column("person", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("level", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    for table in TABLES:
        sa.Table(
            table.name,
            tables,
            sa.Column("layer_id", sa.ForeignKey("layers.id", ondelete="CASCADE"), primary_key=True),
            sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
            *(
                sa.Column(c.name, kinds[c.kind], nullable=c.kind not in {"count", "flag"})
                for c in table.columns
            ),
            sqlite_with_rowid=False,  # rows lie sorted by layer, as they are read and deleted
        )
    return tables


def write_layers(
    connection: sa.Connection, parts: Sequence[Contacts], *, added_at: pd.Timestamp, kind: str, label: str
) -> int:
    """Write the parts of one import (or one entry) as new layers and give the id of the first.

    The caller holds the transaction.
    """
    import sqlalchemy as sa

    layers, at = metadata().tables["layers"], (added_at - EPOCH) // MICROSECOND
    ids: list[int] = []
    for rows in parts:
        row = {"added_at": at, "kind": PART if ids else kind, "label": label}
        ids.append(connection.execute(sa.insert(layers).values(row)).lastrowid)
        for table in TABLES:
            _write_rows(connection, table, getattr(rows, table.name), ids[-1])
    return int(ids[0])


def last_layer(connection: sa.Connection) -> tuple[str, pd.Timestamp] | None:
    """The last import or entry, by its kind and label, and when it came; None when there is no layer."""
    rows = _layers(connection)
    return (rows[-1].what, EPOCH + rows[-1].added_at * MICROSECOND) if rows else None


def last_import(connection: sa.Connection) -> range | None:
    """The places of the last import's layers among all of them, oldest first; None without an import."""
    rows = _layers(connection)
    ends = [at for at, row in enumerate(rows) if row.kind in {IMPORT, PART}]
    return _whole(rows, ends[-1]) if ends else None


def delete_last_layer(connection: sa.Connection) -> str | None:
    """Delete the last import or entry with all its rows; its kind and label, None when there is none."""
    import sqlalchemy as sa

    rows = _layers(connection)
    if not rows:
        return None
    ids = [rows[at].id for at in _whole(rows, len(rows) - 1)]
    layers = metadata().tables["layers"]
    connection.execute(sa.delete(layers).where(layers.c.id.in_(ids)))
    return rows[-1].what


def state_of(connection: sa.Connection) -> tuple[Any, ...]:
    """What differs whenever the layers do: their ids and days, and how many keys were forgotten."""
    import sqlalchemy as sa

    layers, forgotten = metadata().tables["layers"], metadata().tables["forgotten"]
    seen = connection.execute(sa.select(layers.c.id, layers.c.added_at).order_by(layers.c.id)).all()
    return (*map(tuple, seen), connection.scalar(sa.select(sa.func.count()).select_from(forgotten)))


def read_layers(connection: sa.Connection) -> dict[int, Contacts]:
    """Every layer by its id, oldest first. One transaction of the caller makes it one moment."""
    import sqlalchemy as sa

    layers = metadata().tables["layers"]
    ids = list(connection.scalars(sa.select(layers.c.id).order_by(layers.c.id)))
    frames: dict[int, dict[str, pd.DataFrame]] = {i: {} for i in ids}
    for table in TABLES:
        owners, frame = _read_rows(connection, table)
        starts = np.searchsorted(owners, ids, side="left")
        ends = np.searchsorted(owners, ids, side="right")
        for layer_id, start, end in zip(ids, starts, ends, strict=True):
            frames[layer_id][table.name] = frame.iloc[start:end].reset_index(drop=True)
    return {layer_id: Contacts(**tables) for layer_id, tables in frames.items()}


class _Layer(NamedTuple):
    """The head of a layer; `added_at` in microseconds since 1970."""

    id: int
    kind: str
    label: str
    added_at: int

    @property
    def what(self) -> str:
        """Kind and label, as the user reads them: a part is the import it came with."""
        return f"{IMPORT if self.kind == PART else self.kind} {self.label}".strip()


def _layers(connection: sa.Connection) -> list[_Layer]:
    """Id, kind, label and time of every layer, oldest first."""
    import sqlalchemy as sa

    layers = metadata().tables["layers"].c
    asked = sa.select(*(layers[name] for name in _Layer._fields)).order_by(layers.id)
    return [_Layer(*row) for row in connection.execute(asked)]


def _whole(rows: list[_Layer], last: int) -> range:
    """The places of the layers that came with the one at `last`, which is the last of them."""
    first = last
    while first and rows[first].kind == PART and rows[first - 1].added_at == rows[last].added_at:
        first -= 1
    return range(first, last + 1)


def _write_rows(connection: sa.Connection, table: Table, frame: pd.DataFrame, layer_id: int) -> None:
    if frame.empty:
        return
    columns = [_to_sql(frame[column.name], column.kind) for column in table.columns]
    # Tuples straight to the driver: SQLAlchemy's own parameters take five times as long.
    statement = str(metadata().tables[table.name].insert().compile(dialect=connection.dialect))
    rows = zip(repeat(layer_id, len(frame)), range(len(frame)), *columns, strict=True)
    connection.exec_driver_sql(statement, list(rows))


def _read_rows(connection: sa.Connection, table: Table) -> tuple[np.ndarray[Any, Any], pd.DataFrame]:
    """The layer of each row, ascending, and the rows themselves in the order they were written."""
    import sqlalchemy as sa

    stored = metadata().tables[table.name]
    wanted = [stored.c.layer_id, *(stored.c[column.name] for column in table.columns)]
    statement = sa.select(*wanted).order_by(stored.c.layer_id, stored.c.place)
    cursor = connection.connection.cursor()  # the driver's own: plain tuples, half the time
    cursor.execute(str(statement.compile(dialect=connection.dialect)))
    found = cursor.fetchall()
    if not found:
        return np.array([], dtype="int64"), empty(table)
    owners, *columns = zip(*found, strict=True)
    frame = pd.DataFrame(
        {c.name: _from_sql(values, c.kind) for c, values in zip(table.columns, columns, strict=True)}
    )
    return np.array(owners, dtype="int64"), frame


def _to_sql(values: pd.Series, kind: Kind) -> list[Any]:
    """A column as Python values that SQLite takes, None where it is missing."""
    if kind == "flag":
        return values.astype("int64").tolist()
    if kind in {"count", "number"}:
        return values.tolist()  # SQLite itself turns NaN into NULL
    missing = values.isna().to_numpy()
    if kind == "time":
        plain = values.dt.tz_localize(None).to_numpy("datetime64[us]").astype("int64").astype(object)
    else:
        plain = values.to_numpy(dtype=object, copy=True)
    plain[missing] = None
    return list(plain)


def _from_sql(values: tuple[Any, ...], kind: Kind) -> pd.Series:
    """A column as the schema wants it."""
    column: pd.Series
    if kind == "time":
        integers = pd.array(values, dtype="Int64").to_numpy(dtype="int64", na_value=NOT_A_TIME)
        column = pd.Series(integers.view("datetime64[us]")).dt.tz_localize("UTC")
    elif kind == "text":
        column = pd.Series(pa.array(values, type=pa.large_string()), dtype=DTYPES[kind])
    else:
        column = pd.Series(np.array(values, dtype=DTYPES[kind]))
    return column
