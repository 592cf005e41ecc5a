"""A part: the rows that one sheet gives to one table, and the rows it cannot give, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from netgraph.schema import EXTRACT_TABLES, conform
from netgraph.sources.extract import Extract, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.sources.extract import Columns

__all__ = ["File", "Part", "extracted", "part", "refused"]


class Part(NamedTuple):
    """Rows for `table`, each with the `row` it stood on; `rejects` holds row and reason."""

    table: str
    rows: pd.DataFrame
    rejects: pd.DataFrame


class File(NamedTuple):
    """One file as it was read: its rows, what they give, its columns, and rows that give nothing."""

    name: str
    rows: int
    parts: list[Part]
    columns: Columns | None = None
    faults: pd.DataFrame | None = None


def extracted(source: str, files: Iterable[File], *, owner: Mention = Mention()) -> Extract:
    """The extract of a source's files; a row that one part uses and another refuses is used."""
    files = list(files)
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for name in EXTRACT_TABLES}
    for file in files:
        used: set[int] = set()
        for one in file.parts:
            rows = one.rows.assign(source=source, file=file.name)
            pieces[one.table].append(conform(rows, EXTRACT_TABLES[one.table]))
            used.update(one.rows["row"].tolist())
        refusals = [one.rejects for one in file.parts]
        if file.faults is not None:
            refusals.append(file.faults)
        for rejects in refusals:
            lost = rejects[~rejects["row"].isin(used)].drop_duplicates("row")
            used.update(lost["row"].tolist())
            lost = lost.assign(source=source, file=file.name)
            pieces["rejects"].append(conform(lost, EXTRACT_TABLES["rejects"]))
    return Extract(
        source,
        owner,
        files={file.name: file.rows for file in files},
        tables={name: pd.concat(tables, ignore_index=True) for name, tables in pieces.items() if tables},
        columns={file.name: file.columns for file in files if file.columns is not None},
    )


def part(table: str, rows: pd.DataFrame, reasons: list[tuple[pd.Series, str]]) -> Part:
    """Take out of `rows` those that one of the `reasons` (a mask and its word) hits; the first hit counts."""
    if not reasons:
        return Part(table, rows, refused(rows["row"].head(0), ""))
    masks = [mask.to_numpy(dtype=bool) for mask, _ in reasons]
    hit = np.logical_or.reduce(masks)
    words = np.select(masks, [np.array(word, dtype=object) for _, word in reasons], default="")
    rejects = pd.DataFrame({"row": rows["row"][hit], "reason": pd.array(words[hit], dtype="str")})
    return Part(table, rows[~hit], rejects)


def refused(rows: pd.Series, reason: str) -> pd.DataFrame:
    """Rejects for the row numbers `rows`, all for one reason."""
    return pd.DataFrame({"row": rows, "reason": pd.Series(reason, index=rows.index, dtype="str")})
