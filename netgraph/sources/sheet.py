"""A sheet: one delimited file as a table of text, whoever saved it last.

Delimiter and header are found together: the first of the leading rows that holds the
names of a known kind of file, so that a preamble of any length does no harm. Fields may hold line
breaks (RFC 4180). Only wanted columns are kept; of long texts only the length and the first letters.

Rows are numbered from 1, header and preamble not counted, blank lines neither.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.errors import UnsafeArchiveError
from netgraph.sources.bulk_sheet import is_large, read_in_bulk
from netgraph.sources.decoding import with_lines
from netgraph.sources.extract import Columns
from netgraph.sources.plain_text import as_text
from netgraph.sources.sheet_columns import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Form", "Sheet", "first_rows", "header_key", "header_kind", "parsed_rows", "read_sheet"]

DELIMITERS: Final = (",", ";", "\t")
HEADER_WITHIN: Final = 15
LINES_LOOKED_AT: Final = 300
MOST_ROWS: Final = 1_500_000
MOST_COLUMNS: Final = 200
ROWS_AT_ONCE: Final = 1_000
LETTERS_AT_ONCE: Final = 10_000_000


class Form(NamedTuple):
    """A kind of file: the header names that tell it, and the columns worth keeping.

    Names are written as `header_key` gives them. Of `measured` columns only the first letters are kept,
    and the length, in a column of the same name with ``_length`` added.
    """

    told_by: frozenset[str]
    kept: frozenset[str]
    measured: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """The rows of one file: `frame` holds `row` and the kept columns.

    `kind` is None for a file of no known kind, of which only the `rows` are counted. `faults` (row,
    reason) are the rows that are not in `frame`: malformed, empty, or the exact twin of an earlier one.
    """

    name: str
    kind: str | None
    rows: int
    frame: pd.DataFrame
    faults: pd.DataFrame
    titles: tuple[str, ...] = ()

    def columns(self) -> Columns:
        """Which columns of the file were kept, by their titles as they stand in it."""
        kept = [header_key(title) in self.frame for title in self.titles]
        sides = (
            (title for title, is_kept in zip(self.titles, kept, strict=True) if is_kept == side)
            for side in (True, False)
        )
        return Columns(*map(tuple, sides))

    def text(self, *names: str) -> pd.Series:
        """The first of the columns `names` that the file has, else empty text."""
        for name in names:
            if name in self.frame:
                column = self.frame[name]
                return column if column.dtype.kind in "if" else as_text(column)
        return pd.Series("", index=self.frame.index, dtype="str")

    def coded(self, name: str) -> pd.Series:
        """The column `name`, as categories if most of its texts stand more than once."""
        return self.frame[name] if name in self.frame else self.text(name)


def header_key(name: str) -> str:
    """A header without regard to case, spaces and punctuation.

    >>> header_key(" First Name")
    'firstname'
    """
    return "".join(c for c in name.casefold() if c.isalnum())


def read_sheet(name: str, blocks: Callable[[], Iterable[bytes]], forms: Mapping[str, Form]) -> Sheet:
    """The sheet that `blocks` hold; `forms` are tried in order on each leading row.

    Raises `UnsafeArchiveError` for a file of more than 1.5 million rows, or with more text in one column
    than so many rows hold: reading stays below 1 GB of memory.
    """
    layout = with_lines(blocks, lambda lines: _layout(list(islice(lines, LINES_LOOKED_AT)), forms))
    if layout.kind is not None and layout.header_at == 0 and is_large(blocks):
        pieces = _pieces(layout, forms[layout.kind])
        told = read_in_bulk(blocks, layout.delimiter, len(layout.header), pieces=pieces, most_rows=MOST_ROWS)
        if told is not None:
            return _sheet(name, layout, pieces, *told)
    return with_lines(blocks, lambda lines: _read(name, lines, forms))


def header_kind(blocks: Callable[[], Iterable[bytes]], forms: Mapping[str, Form]) -> str | None:
    """The kind of file that its header tells, without reading further; None for a file of no known kind."""
    return with_lines(blocks, lambda lines: _layout(list(islice(lines, LINES_LOOKED_AT)), forms).kind)


def first_rows(blocks: Callable[[], Iterable[bytes]]) -> list[list[list[str]]]:
    """The leading rows, any of which may be the header, as each of the delimiters cuts them."""

    def read(lines: Iterator[str]) -> list[list[list[str]]]:
        first = list(islice(lines, LINES_LOOKED_AT))
        leading = ((islice(parsed_rows(first, delimiter), HEADER_WITHIN)) for delimiter in DELIMITERS)
        return [[row[:MOST_COLUMNS] for row in rows if row] for rows in leading]

    return with_lines(blocks, read)


class _Layout(NamedTuple):
    kind: str | None
    delimiter: str
    header_at: int
    header: list[str]
    titles: tuple[str, ...] = ()


def _read(name: str, lines: Iterator[str], forms: Mapping[str, Form]) -> Sheet:
    first = list(islice(lines, LINES_LOOKED_AT))
    layout = _layout(first, forms)
    rows = _rows(chain(first, lines), layout)
    if layout.kind is None:
        count = 0
        for count, _ in enumerate(rows, 1):
            _check_count(count)
        return Sheet(name, None, count, pd.DataFrame({"row": pd.Series(dtype="int64")}), _faults({}))
    pieces = _pieces(layout, forms[layout.kind])
    return _sheet(name, layout, pieces, *_collect(rows, len(layout.header), pieces))


def _pieces(layout: _Layout, form: Form) -> Pieces:
    places = {key: layout.header.index(key) for key in sorted(form.kept) if key in layout.header}
    return Pieces(places, form.measured)


def _sheet(name: str, layout: _Layout, pieces: Pieces, count: int, faults: dict[int, str]) -> Sheet:
    frame, twins = pieces.frame()
    told = _faults(faults | dict.fromkeys(twins, "duplicate"))
    return Sheet(name, layout.kind, count, frame, told, layout.titles)


def _layout(lines: list[str], forms: Mapping[str, Form]) -> _Layout:
    for delimiter in DELIMITERS:
        for at, row in enumerate(islice(parsed_rows(lines, delimiter), HEADER_WITHIN)):
            header = [header_key(cell) for cell in (row or ())[:MOST_COLUMNS]]
            for kind, form in forms.items():
                if form.told_by <= set(header):
                    titles = tuple(" ".join(cell.split()) for cell in (row or ())[:MOST_COLUMNS])
                    return _Layout(kind, delimiter, at, header, titles)
    top = next((line for line in lines if line.strip()), "")
    return _Layout(None, max(DELIMITERS, key=top.count), 0, [])


def _rows(lines: Iterable[str], layout: _Layout) -> Iterator[list[str] | None]:
    """The rows under the header; None for one that cannot be parsed."""
    rows = parsed_rows(lines, layout.delimiter)
    return islice(rows, layout.header_at + 1, None)


def parsed_rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str] | None]:
    """The rows that are not blank, None for one that cannot be parsed: a field that never ends ends there."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            for row in reader:
                if row:
                    yield row
            return
        except csv.Error:
            yield None


def _collect(rows: Iterator[list[str] | None], width: int, pieces: Pieces) -> tuple[int, dict[int, str]]:
    """Put the rows into `pieces`; their number, and why some are not there."""
    faults: dict[int, str] = {}
    batch: list[list[str]] = []
    numbers: list[int] = []
    count = letters = 0
    for count, found in enumerate(rows, 1):
        row = found if found and len(found) == width else _fitted(found, width)
        if row is None:
            faults[count] = "malformed row"
        elif not any(row):
            faults[count] = "empty row"
        else:
            batch.append(row)
            numbers.append(count)
            letters += sum(map(len, row))
        if not count % ROWS_AT_ONCE or letters > LETTERS_AT_ONCE:
            _check_count(count)
            pieces.take(batch, numbers)
            batch, numbers, letters = [], [], 0
    _check_count(count)
    pieces.take(batch, numbers)
    return count, faults


def _fitted(row: list[str] | None, width: int) -> list[str] | None:
    """A short row filled up, a long one cut if nothing stands in the surplus, else None."""
    if row is None:
        return None
    if any(cell.strip() for cell in row[width:]):
        return None
    return row[:width] + [""] * (width - len(row))


def _faults(faults: dict[int, str]) -> pd.DataFrame:
    rows = sorted(faults)
    reasons = pd.array([faults[row] for row in rows], dtype="str")
    return pd.DataFrame({"row": pd.Series(rows, dtype="int64"), "reason": reasons})


def _check_count(rows: int) -> None:
    if rows > MOST_ROWS:
        raise UnsafeArchiveError(
            f"a table holds more than {MOST_ROWS} rows: no export of contacts is so long"
        )
