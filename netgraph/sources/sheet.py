"""A sheet: one delimited file as a table of text, whoever saved it last.

Delimiter and header are found together: the first of the leading rows that holds the
names of a known kind of file, so that a preamble of any length does no harm. Fields may hold line
breaks (RFC 4180). Only wanted columns are kept; of long texts only the length and the first letters.

Rows are numbered from 1, header and preamble not counted, blank lines neither.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd
import pyarrow as pa

from netgraph.errors import UnsafeArchiveError
from netgraph.sources.decoding import with_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Form", "Sheet", "header_key", "read_sheet"]

DELIMITERS: Final = (",", ";", "\t")
HEADER_WITHIN: Final = 15
LINES_LOOKED_AT: Final = 300
MOST_ROWS: Final = 1_500_000
MOST_BYTES_OF_A_COLUMN: Final = 120_000_000
MOST_COLUMNS: Final = 200
ROWS_AT_ONCE: Final = 1_000
LETTERS_AT_ONCE: Final = 10_000_000
LETTERS_KEPT: Final = 24


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
    """The rows of one file: `frame` holds `row` and the kept columns as text, empty where nothing stands.

    `kind` is None for a file of no known kind, of which only the `rows` are counted. `faults` (row,
    reason) are the rows that are not in `frame`: malformed, empty, or the exact twin of an earlier one.
    """

    name: str
    kind: str | None
    rows: int
    frame: pd.DataFrame
    faults: pd.DataFrame

    def text(self, *names: str) -> pd.Series:
        """The first of the columns `names` that the file has, else empty text."""
        for name in names:
            if name in self.frame:
                return self.frame[name]
        return pd.Series("", index=self.frame.index, dtype="str")


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
    return with_lines(blocks, lambda lines: _read(name, lines, forms))


class _Layout(NamedTuple):
    kind: str | None
    delimiter: str
    header_at: int
    header: list[str]


def _read(name: str, lines: Iterator[str], forms: Mapping[str, Form]) -> Sheet:
    first = list(islice(lines, LINES_LOOKED_AT))
    layout = _layout(first, forms)
    rows = _rows(chain(first, lines), layout)
    if layout.kind is None:
        count = 0
        for count, _ in enumerate(rows, 1):
            _check_count(count)
        return Sheet(name, None, count, pd.DataFrame({"row": pd.Series(dtype="int64")}), _faults({}))
    return _collect(name, rows, layout, forms[layout.kind])


def _layout(lines: list[str], forms: Mapping[str, Form]) -> _Layout:
    for delimiter in DELIMITERS:
        for at, row in enumerate(islice(_parsed(lines, delimiter), HEADER_WITHIN)):
            header = [header_key(cell) for cell in (row or ())[:MOST_COLUMNS]]
            for kind, form in forms.items():
                if form.told_by <= set(header):
                    return _Layout(kind, delimiter, at, header)
    top = next((line for line in lines if line.strip()), "")
    return _Layout(None, max(DELIMITERS, key=top.count), 0, [])


def _rows(lines: Iterable[str], layout: _Layout) -> Iterator[list[str] | None]:
    """The rows under the header; None for one that cannot be parsed."""
    rows = _parsed(lines, layout.delimiter)
    return islice(rows, layout.header_at + 1, None)


def _parsed(lines: Iterable[str], delimiter: str) -> Iterator[list[str] | None]:
    """The rows that are not blank. After a field that never ends the parser starts anew on the next line."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            for row in reader:
                if row:
                    yield row
            return
        except csv.Error:
            yield None


@dataclass
class _Columns:
    """What has been read so far, column by column, in pieces that Arrow holds."""

    places: dict[str, int]
    measured: frozenset[str]
    pieces: dict[str, list[pa.Array]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def take(self, rows: list[list[str]], numbers: list[int]) -> None:
        if not rows:
            return
        self._add("row", pa.array(numbers, pa.int64()))
        self._add("twin", pa.array([hash(tuple(row)) for row in rows], pa.int64()))
        by_column = list(zip(*rows, strict=True))
        for name, at in self.places.items():
            cells = by_column[at]
            if name in self.measured:
                self._add(f"{name}_length", pa.array([float(len(cell)) for cell in cells], pa.float64()))
                cells = tuple(cell[:LETTERS_KEPT] for cell in cells)
            self._add(name, pa.array(cells, pa.large_string()))

    def _add(self, name: str, piece: pa.Array) -> None:
        self.pieces.setdefault(name, []).append(piece)
        self.sizes[name] = self.sizes.get(name, 0) + piece.nbytes
        if self.sizes[name] > MOST_BYTES_OF_A_COLUMN:
            raise UnsafeArchiveError("a column of a table holds more text than a LinkedIn export ever does")

    def frame(self) -> pd.DataFrame:
        """All pieces in one table: text as text, `row`, `twin` and lengths as numbers."""
        names = {name: pa.large_string() for name in self.places}
        names |= {f"{name}_length": pa.float64() for name in self.measured & self.places.keys()}
        names |= {"row": pa.int64(), "twin": pa.int64()}
        columns: dict[str, object] = {}
        for name, kind in names.items():
            joined = pa.chunked_array(self.pieces.pop(name, []), kind).combine_chunks()
            columns[name] = pd.array(joined, dtype="str") if name in self.places else joined.to_numpy(False)
        return pd.DataFrame(columns)


def _collect(name: str, rows: Iterator[list[str] | None], layout: _Layout, form: Form) -> Sheet:
    width = len(layout.header)
    places = {key: layout.header.index(key) for key in sorted(form.kept) if key in layout.header}
    columns = _Columns(places, form.measured)
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
            columns.take(batch, numbers)
            batch, numbers, letters = [], [], 0
    _check_count(count)
    columns.take(batch, numbers)
    frame = columns.frame()
    again = frame.pop("twin").duplicated()
    if again.any():
        faults |= dict.fromkeys(frame["row"][again].tolist(), "duplicate")
        frame = frame[~again].reset_index(drop=True)
    return Sheet(name, layout.kind, count, frame, _faults(faults))


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
        raise UnsafeArchiveError(f"a table holds more than {MOST_ROWS} rows: no LinkedIn export is so long")
