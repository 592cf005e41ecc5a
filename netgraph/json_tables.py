"""JSON tables: a bundle's tables as JSON text, and back without loss.

``{"netgraph": 1, "tables": {"people": [{"person_id": ..., ...}, ...], ...}}``: a row is an object, a value
that is missing is left out, a moment is ISO 8601 in UTC to the microsecond, a number that JSON cannot write
is its name as text ("inf").
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netgraph.errors import ReadError, TableError
from netgraph.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.schema import Table
    from netgraph.schema.columns import Kind

__all__ = ["tables_from_json", "tables_to_json"]

VERSION: Final = 1
MARK: Final = "netgraph"


def tables_to_json(tables: Mapping[str, pd.DataFrame]) -> str:
    """The tables of `netgraph.schema.TABLES` by name as one JSON text."""
    whole = ",\n".join(
        f"{json.dumps(table.name)}: [{_lines(tables[table.name], table)}]"
        for table in TABLES
        if table.name in tables
    )
    return f'{{"{MARK}": {VERSION}, "tables": {{\n{whole}\n}}}}\n'


def tables_from_json(text: str) -> dict[str, pd.DataFrame]:
    """The tables that such a text holds; the ones it lacks are left out.

    Raises `ReadError` when it is another file, of a newer netgraph, or holds values that are no such thing.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise ReadError("the file is no JSON: it is cut off or changed; export it again") from None
    if not isinstance(whole, dict) or MARK not in whole or not isinstance(whole.get("tables"), dict):
        raise ReadError("the JSON is no export of netgraph: it does not say so")
    if whole[MARK] != VERSION:
        raise ReadError("the JSON was written by another version of netgraph: use that, or update this one")
    return {table.name: _frame(whole["tables"].get(table.name, []), table) for table in TABLES}


def _lines(frame: pd.DataFrame, table: Table) -> str:
    """The rows as objects, one a line; what is missing is left out."""
    columns = [_plain(frame[column.name], column.kind) for column in table.columns]
    rows = (
        {name: value for name, value in zip(table.names, row, strict=True) if value is not None}
        for row in zip(*columns, strict=True)
    )
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return f"\n{lines}\n" if lines else ""


def _plain(values: pd.Series, kind: Kind) -> list[Any]:
    """A column as plain values, None where it is missing."""
    if kind == "number":
        return [
            None if math.isnan(one) else one if math.isfinite(one) else str(one) for one in values.tolist()
        ]
    if kind in {"count", "flag"}:
        return list(values.tolist())
    missing = values.isna().to_numpy()
    if kind == "time":
        moments = values.dt.tz_localize(None).to_numpy("datetime64[us]")
        plain = np.char.add(np.datetime_as_string(moments), "Z").astype(object)
    else:
        plain = values.to_numpy(dtype=object, copy=True)
    plain[missing] = None
    return list(plain)


def _frame(rows: object, table: Table) -> pd.DataFrame:
    """One table; whatever is not as the schema promises is refused, never guessed."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReadError(f"the JSON is damaged: table {table.name!r} is no list of rows; export it again")
    kinds = {column.name: column.kind for column in table.columns}
    frame = pd.DataFrame({name: [row.get(name) for row in rows] for name in kinds}, dtype="object")
    wrong = [
        name for name, kind in kinds.items() if not frame[name].map(lambda one, k=kind: _fits(one, k)).all()
    ]
    if wrong:
        raise ReadError(f"the JSON is damaged: table {table.name!r} holds what is no value of {wrong}")
    for name, kind in kinds.items():
        if kind == "time":
            moments = pd.to_datetime(frame[name], utc=True, format="ISO8601", errors="coerce")
            if (moments.isna() & frame[name].notna()).any():
                raise ReadError(
                    f"the JSON is damaged: table {table.name!r} holds what is no moment in {name!r}"
                )
            frame[name] = moments
        if kind in {"count", "flag"}:
            frame[name] = frame[name].fillna(0 if kind == "count" else False)
    try:
        return conform(frame, table)
    except (TableError, OverflowError):
        raise ReadError(f"the JSON is damaged: table {table.name!r} does not keep its schema") from None


def _fits(value: object, kind: Kind) -> bool:
    """Whether a value of JSON may stand in a column of that kind."""
    if value is None:
        return True
    if kind in {"text", "time"}:
        return isinstance(value, str)
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "count":
        return isinstance(value, int) and not isinstance(value, bool)
    return (isinstance(value, int | float) and not isinstance(value, bool)) or value in {"inf", "-inf"}
