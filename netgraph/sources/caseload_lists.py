"""Caseload lists: the CSV files that a coach keeps by hand, the roster of clients and a client's log.

Both are read as text, row by row as they stand; `netgraph.cohort` says what the cells mean and which rows
cannot be used. Column names are told by case and spaces, and of the log a few other words are understood.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.errors import ReadError
from netgraph.sources import archive, dates
from netgraph.sources.plain_text import plain_series
from netgraph.sources.sheet import Form, Sheet, header_key, read_sheet

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

__all__ = ["LOG_COLUMNS", "ROSTER_COLUMNS", "day_of", "read_log_rows", "read_roster_rows"]

ROSTER_COLUMNS: Final = (
    "client_id",
    "sponsor",
    "cohort",
    "coach",
    "started_on",
    "ended_on",
    "consent_report",
    "consent_coach_names",
    "consent_sponsor",
    "consent_pool",
    "owner",
)
LOG_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "day", "when", "on"),
    "kind": ("kind", "what", "type", "how"),
    "person": ("person", "who", "with", "name", "contact"),
    "organization": ("organization", "organisation", "company", "at"),
    "introduced_by": ("introduced by", "introduced", "introduction by", "through", "via"),
    "named": ("named", "names", "told of", "who else", "should meet"),
    "note": ("note", "notes", "comment", "comments"),
}
"""Column of a log -> the words by which a coach may call it; the first three are needed."""

NEEDED: Final = ("date", "kind", "person")
ROSTER: Final = {"roster": Form(frozenset({"clientid"}), frozenset(map(header_key, ROSTER_COLUMNS)))}
KNOWN: Final = frozenset(header_key(word) for words in LOG_COLUMNS.values() for word in words)
LOG: Final = {
    " ".join(words): Form(frozenset(map(header_key, words)), KNOWN)
    for words in product(*(LOG_COLUMNS[name] for name in NEEDED))
}
DAYS: Final = (
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d M%m %Y",
    "%d-M%m-%Y",
    "%d-M%m-%y",
    "M%m %d %Y",
    "M%m %d, %Y",
    "%Y/%m/%d",
)
SLASHED: Final = r"\s*(\d{1,2})/(\d{1,2})/\d{4}\s*"
MONTHS: Final = 12


def read_roster_rows(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A roster's rows as text in `ROSTER_COLUMNS` with `row`, and the faults: (row, reason).

    Raises `ReadError` when the file cannot be read or has no column `client_id`.
    """
    sheet = _sheet(path, ROSTER)
    if sheet.kind is None:
        raise ReadError(
            "roster.csv has no column client_id: its first line names the columns, "
            f"{', '.join(ROSTER_COLUMNS[:-1])}"
        )
    return _texts(sheet, {name: (name,) for name in ROSTER_COLUMNS}), sheet.faults


def read_log_rows(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A log's rows as text in `LOG_COLUMNS` with `row`, and the rows (row, reason) that are no rows of it.

    Raises `ReadError` when the file cannot be read or lacks one of the columns date, kind and person.
    """
    sheet = _sheet(path, LOG)
    if sheet.kind is None:
        raise ReadError(
            "the log needs the columns date, kind and person in its first line "
            f"(and may have {', '.join(name for name in LOG_COLUMNS if name not in NEEDED)})"
        )
    return _texts(sheet, LOG_COLUMNS), sheet.faults


def day_of(values: pd.Series) -> pd.Series:
    """The days that hand-written text means, NaT where it is none or may mean two days.

    2026-11-03, 03.11.2026, 3 Nov 2026, Nov 3, 2026 and 2026/11/03 are read. 03/11/2026 may be either of two
    days: it is read when another date of the same column shows which part is the month, and refused when
    none does.

    >>> day_of(pd.Series(["03/11/2026", "3 Nov 2026"])).dt.date.tolist()
    [NaT, datetime.date(2026, 11, 3)]
    >>> day_of(pd.Series(["03/11/2026", "25/11/2026"])).dt.date.tolist()
    [datetime.date(2026, 11, 3), datetime.date(2026, 11, 25)]
    """
    parts = values.str.extract(rf"^{SLASHED}$").astype("float64")
    first, second = (parts[0] > MONTHS).any(), (parts[1] > MONTHS).any()
    found = dates.parse(values, dates.Ladder(DAYS, earliest=2000))
    if first != second:
        order = "%d/%m/%Y" if first else "%m/%d/%Y"
        found = found.fillna(dates.parse(values, dates.Ladder((order,), earliest=2000)))
    return found


def _sheet(path: str | os.PathLike[str], forms: Mapping[str, Form]) -> Sheet:
    with archive.opened(path) as members:
        if len(members) != 1:
            raise ReadError("a roster or a log is one CSV file: what stands there is a folder or a zip")
        return read_sheet(members[0].name, members[0].blocks, forms)


def _texts(sheet: Sheet, columns: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    told = {name: plain_series(sheet.text(*map(header_key, words))) for name, words in columns.items()}
    return pd.DataFrame({"row": sheet.text("row"), **told}).fillna(dict.fromkeys(columns, ""))
