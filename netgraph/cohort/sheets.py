"""Sheets: tables as an XLSX file in which nothing runs, the same bytes for the same tables and day.

Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets an
apostrophe in front, as in `netgraph.to_csv`; every text is written as text, addresses included.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.export import RUN_AS_FORMULA
from netgraph.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Sheet", "check_workbooks", "write_sheets"]

WIDEST: Final = 60
LONGEST: Final = 32_000
"""Characters of a cell; Excel holds 32,767."""


class Sheet(NamedTuple):
    """One sheet: its name, its header and its rows of plain values, lists and moments."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]


def check_workbooks() -> None:
    """Raise `NetgraphError` when the part that writes workbooks is not installed."""
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        raise NetgraphError("workbooks need an extra: pip install 'netgraph-referrals[reports]'") from None


def write_sheets(sheets: Sequence[Sheet], path: Path, *, as_of: pd.Timestamp) -> None:
    """Write the sheets to `path`, whole or not at all; the file is said to be of the day `as_of`."""
    import xlsxwriter

    whole = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(whole, options) as book:
        book.set_properties(
            {"created": as_of.tz_convert(None).normalize().to_pydatetime(), "author": "netgraph"}
        )
        look = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, look)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, whole.getvalue())


def _write(worksheet: Any, sheet: Sheet, look: dict[str, Any]) -> None:
    for at, title in enumerate(sheet.header):
        worksheet.write_string(0, at, _safe(str(title)), look["head"])
        worksheet.set_column(at, at, _width(sheet, at))
    for number, row in enumerate(sheet.rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                if math.isfinite(value):
                    worksheet.write_number(number, at, value, look["number"])
            elif (text := _text(value)) is not None:
                worksheet.write_string(number, at, _safe(text), look["text"])
    worksheet.freeze_panes(1, 1)
    if sheet.rows:
        worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return "\n".join(map(str, value)) or None
    if value is None or pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def _safe(text: str) -> str:
    return f"'{text}"[:LONGEST] if text.startswith(RUN_AS_FORMULA) else text[:LONGEST]


def _width(sheet: Sheet, at: int) -> int:
    texts = [sheet.header[at], *(_text(row[at]) or "" for row in sheet.rows)]
    longest = max(len(line) for text in texts for line in str(text).split("\n"))
    return min(max(longest + 2, 8), WIDEST)
