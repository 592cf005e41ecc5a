"""Spreadsheets: the first filled page of an Excel workbook, as the bytes of a CSV file.

A workbook is a zip that may promise anything: it is measured before it is opened, and read row by row.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from netgraph.errors import ReadError, UnsafeArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["as_csv"]

MOST_BYTES: Final = 100_000_000
MOST_BYTES_INSIDE: Final = 600_000_000
MOST_BYTES_OF_TEXTS: Final = 200_000_000
SHARED_TEXTS: Final = "sharedStrings.xml"
MOST_COLUMNS: Final = 200
ROWS_AT_ONCE: Final = 2_000
DAMAGED: Final = "the Excel file is damaged or cut short: save it again, or save it as CSV"


def as_csv(blocks: Callable[[], Iterable[bytes]]) -> Callable[[], Iterator[bytes]]:
    """The rows of the workbook's first page that has any, as UTF-8 CSV. Empty rows are left out.

    Raises `ReadError` for a damaged workbook, `UnsafeArchiveError` for one that would fill the memory.
    """
    data = bytearray()
    for block in blocks():
        data += block
        if len(data) > MOST_BYTES:
            raise UnsafeArchiveError(
                f"the Excel file is larger than {MOST_BYTES // 1_000_000} MB: save it as CSV"
            )
    _check(data)
    page = _first_filled(data)
    return lambda: _blocks(data, page)


def _check(data: bytearray) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, IndexError) as error:
        raise ReadError(DAMAGED) from error
    texts = sum(size for name, size in sizes.items() if name.endswith(SHARED_TEXTS))
    if sum(sizes.values()) > MOST_BYTES_INSIDE or texts > MOST_BYTES_OF_TEXTS:
        raise UnsafeArchiveError("the Excel file would fill the memory when opened: save it as CSV")


def _first_filled(data: bytearray) -> int:
    """The number of the first page with a filled row."""
    for page in range(20):
        if any(True for _ in _rows(data, page)):
            return page
    raise ReadError("the Excel file holds no filled page")


def _blocks(data: bytearray, page: int) -> Iterator[bytes]:
    target = io.StringIO()
    writer = csv.writer(target)
    for count, row in enumerate(_rows(data, page), 1):
        writer.writerow(row)
        if not count % ROWS_AT_ONCE:
            yield target.getvalue().encode("utf-8", "replace")
            target.seek(0)
            target.truncate()
    yield target.getvalue().encode("utf-8", "replace")


def _rows(data: bytearray, page: int) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            if page >= len(book.worksheets):
                raise ReadError("the Excel file holds no filled page")
            sheet = book.worksheets[page]
            sheet.reset_dimensions()
            for cells in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
                row = [_text(cell) for cell in cells]
                if any(row):
                    yield row
    except ReadError:
        raise
    except Exception as error:
        # A workbook is XML in a zip: a damaged one fails in any way.
        raise ReadError(DAMAGED) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
