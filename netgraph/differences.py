"""Differences: the people named in rows that two states of the same contacts do not share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netgraph.decisions import STRANGERS
from netgraph.schema import PERSON_ID_COLUMNS, TABLES

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["OF_FILES", "named_apart"]

OF_FILES: Final = frozenset({"imports", "rejects"})
"""Tables about files: no answer is made from them."""


def named_apart(before: Contacts, after: Contacts) -> set[str]:
    """Everybody whom a row names that was added, taken away, changed or moved between the two."""
    named: list[pd.Series] = []
    for table in TABLES:
        one, other = (getattr(contacts, table.name) for contacts in (before, after))
        if table.name in OF_FILES or one.equals(other):
            continue
        apart = _apart(one.reset_index(drop=True), other.reset_index(drop=True))
        named += [apart[column].dropna() for column in sorted(PERSON_ID_COLUMNS.intersection(table.names))]
        if table.name == "choices":
            named.append(apart.loc[apart["kind"] == STRANGERS, "value"].dropna())
    return set(pd.concat(named)) if named else set()


def _apart(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The rows of both between those that the two begin and end with alike."""
    rows = min(len(one), len(other))
    start = _alike(one.iloc[:rows], other.iloc[:rows])
    rest = rows - start
    end = _alike(one.iloc[len(one) - rest :][::-1], other.iloc[len(other) - rest :][::-1])
    return pd.concat([one.iloc[start : len(one) - end], other.iloc[start : len(other) - end]])


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> int:
    """How many of the first rows are alike in every cell; missing cells are."""
    other = other.set_axis(one.index)
    differ = ((one != other) & ~(one.isna() & other.isna())).any(axis=1).to_numpy()
    return int(np.argmax(differ)) if differ.any() else len(one)
