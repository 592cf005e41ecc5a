"""A part: the rows that one sheet gives to one table, and the rows it cannot give, with the reason."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = ["Part", "part", "refused"]


class Part(NamedTuple):
    """Rows for `table`, each with the `row` it stood on; `rejects` holds row and reason."""

    table: str
    rows: pd.DataFrame
    rejects: pd.DataFrame


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
