"""Columns: what has been read of a sheet so far, in pieces that Arrow holds.

Texts are kept as codes of the distinct ones and Python objects let go after every thousand rows, so that
a million messages take 200 MB.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from netgraph.errors import UnsafeArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Pieces"]

MOST_BYTES_OF_A_COLUMN: Final = 120_000_000
LETTERS_KEPT: Final = 24
CODED: Final = pa.dictionary(pa.int32(), pa.string())
SPREAD: Final = np.int64(1_000_003)


@dataclass
class Pieces:
    """The wanted columns of a sheet: `places` says which column of the file each is.

    Of `measured` columns only the first letters are kept, and the length beside them.
    """

    places: dict[str, int]
    measured: frozenset[str]
    pieces: dict[str, list[pa.Array]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def take(self, rows: list[list[str]], numbers: list[int]) -> None:
        """Keep the `rows`, which bear these `numbers` in the file."""
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
            self._add(name, pa.array(cells, pa.string()).dictionary_encode())

    def take_arrays(self, arrays: Sequence[pa.Array], numbers: pa.Array) -> None:
        """Keep rows that are there as one text array a column of the file."""
        coded = [cells.dictionary_encode() for cells in arrays]
        self._add("row", numbers)
        self._add("twin", pa.array(_hashes(coded)))
        for name, at in self.places.items():
            cells = coded[at]
            if name in self.measured:
                self._add(f"{name}_length", pc.utf8_length(arrays[at]).cast(pa.float64()))
                cells = pc.utf8_slice_codeunits(arrays[at], 0, LETTERS_KEPT).dictionary_encode()
            self._add(name, cells)

    def _add(self, name: str, piece: pa.Array) -> None:
        self.pieces.setdefault(name, []).append(piece)
        self.sizes[name] = self.sizes.get(name, 0) + piece.nbytes
        if self.sizes[name] > MOST_BYTES_OF_A_COLUMN:
            raise UnsafeArchiveError("a column of a table holds more text than an export ever does")

    def frame(self) -> tuple[pd.DataFrame, list[int]]:
        """All rows but the exact twins of earlier ones, and the numbers of those twins.

        Texts are categories where most stand more than once.
        """
        hashes = self._joined("twin", pa.int64()).to_numpy(zero_copy_only=False)
        twin = pd.Series(hashes).duplicated().to_numpy()
        row = self._joined("row", pa.int64()).to_numpy(zero_copy_only=False)
        columns: dict[str, object] = {}
        for name in self.places:
            coded = self._joined(name, CODED)
            texts = pd.array(coded.dictionary.cast(pa.large_string()), dtype="str")
            codes = coded.indices.to_numpy(zero_copy_only=False)[~twin]
            if len(texts) * 2 > len(codes):
                columns[name] = texts.take(codes)
            else:
                columns[name] = pd.Categorical.from_codes(codes, categories=pd.Index(texts), validate=False)
        for name in sorted(self.measured & self.places.keys()):
            columns[f"{name}_length"] = self._joined(f"{name}_length", pa.float64()).to_numpy(False)[~twin]
        return pd.DataFrame({**columns, "row": row[~twin]}), row[twin].tolist()

    def _joined(self, name: str, kind: pa.DataType) -> pa.Array:
        whole = pa.chunked_array(self.pieces.pop(name, []), kind)
        if kind is CODED:
            whole = whole.unify_dictionaries()
        return whole.combine_chunks() if whole.num_chunks else pa.array([], pa.string()).cast(kind)


def _hashes(columns: Sequence[pa.DictionaryArray]) -> np.ndarray:
    """One number a row, alike for rows that are alike in every column."""
    total = np.zeros(len(columns[0]), dtype=np.int64)
    with np.errstate(over="ignore"):
        for coded in columns:
            distinct = np.fromiter(map(hash, coded.dictionary.to_pylist()), np.int64, len(coded.dictionary))
            total = total * SPREAD + distinct[coded.indices.to_numpy(zero_copy_only=False)]
    return total
