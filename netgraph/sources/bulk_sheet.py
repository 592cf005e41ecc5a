"""Bulk: a large and well-formed sheet, parsed by Arrow instead of row by row.

A million messages take a quarter of the time so. Whatever is out of the ordinary - other encodings, NULs,
rows of another width, fields without end - is left to `netgraph.sources.sheet`, which starts anew.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netgraph.sources.sheet_columns import Pieces

__all__ = ["is_large", "read_in_bulk"]

LARGE: Final = 8_000_000
BLOCK: Final = 4_000_000
LONGEST_FIELD: Final = 131_072
"""Characters that one field may have: the limit of Python's own parser, which decides elsewhere."""


class _NeedsCareError(OSError):
    """The bytes are not as Arrow takes them."""


class _Bytes(io.RawIOBase):
    """The blocks as a file, refused as soon as one holds what only the careful reader understands."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any writable buffer is one
        if not self._rest:
            self._rest = next(self._blocks, b"")
            if b"\0" in self._rest:
                raise _NeedsCareError
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def is_large(blocks: Callable[[], Iterable[bytes]]) -> bool:
    """Whether there is so much that bulk pays."""
    size = 0
    for block in blocks():
        size += len(block)
        if size >= LARGE:
            return True
    return False


def read_in_bulk(
    blocks: Callable[[], Iterable[bytes]], delimiter: str, width: int, *, pieces: Pieces, most_rows: int
) -> tuple[int, dict[int, str]] | None:
    """Put all rows under a header in the first line into `pieces`; their number, and the empty ones.

    None when the file needs the careful reader.
    """
    from pyarrow import csv

    names = [f"{at}" for at in range(width)]
    rows, faults = 0, dict[int, str]()
    try:
        batches = csv.open_csv(
            pa.PythonFile(io.BufferedReader(_Bytes(iter(blocks()))), mode="r"),
            read_options=csv.ReadOptions(
                column_names=names, skip_rows=1, block_size=BLOCK, use_threads=False
            ),
            parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
        for batch in batches:
            arrays = batch.columns
            numbers = np.arange(rows + 1, rows + 1 + len(batch))
            rows += len(batch)
            if rows > most_rows or any(_is_long(cells) for cells in arrays):
                return None
            filled = np.logical_or.reduce([_lengths(cells) > 0 for cells in arrays])
            if not filled.all():
                faults |= dict.fromkeys(numbers[~filled].tolist(), "empty row")
                arrays = [cells.filter(pa.array(filled)) for cells in arrays]
            pieces.take_arrays(arrays, pa.array(numbers[filled]))
    except (pa.ArrowInvalid, pa.ArrowKeyError, _NeedsCareError):
        return None
    finally:
        # Arrow keeps what it has freed for later; the steps that come need it elsewhere.
        pa.default_memory_pool().release_unused()
    return rows, faults


def _lengths(cells: pa.Array) -> np.ndarray:
    lengths: np.ndarray = pc.binary_length(cells).to_numpy(zero_copy_only=False)
    return lengths


def _is_long(cells: pa.Array) -> bool:
    return len(cells) > 0 and bool(_lengths(cells).max() > LONGEST_FIELD)
