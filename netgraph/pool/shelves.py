"""Shelves: the rows of a hundred shares in one file, for pools that are asked often.

A thousand small files take longer to open than to read. Above a hundred members, the rows of every hundred
(by their ids; never the names) lie once more together, sorted by organization, so that a question about a few
organizations reads little. A shelf's file is called by a hash of the shares in it and by its own: who joins,
leaves or expires changes one shelf, which is made anew for the next question. A leave deletes it at once.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.errors import PoolError
from netgraph.pool.shares_file import SHARE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from netgraph.pool.manifest import Member

__all__ = ["SHELF", "drop_stale", "shelved"]

SHELF: Final = 100
"""Members a shelf; a pool of no more is read share by share."""
FOLDER: Final = "shelves"
ROWS_IN_A_GROUP: Final = 20_000
READERS: Final = 4


def shelved(path: Path, members: Sequence[Member], share_file: Callable[[Member], Path]) -> list[str]:
    """The files that hold these members' rows, in the pool's folder at `path`.

    `share_file` gives a member's share, once it is seen to be the one that joined, and raises otherwise.
    """
    with ThreadPoolExecutor(READERS) as readers:
        if len(members) <= SHELF:
            return [str(file) for file in readers.map(share_file, members)]
        drop_stale(path, members)
        made = readers.map(lambda group: _shelf(path / FOLDER, group, share_file), _groups(members))
        return [str(file) for file in made]


def drop_stale(path: Path, members: Iterable[Member]) -> None:
    """Delete the shelves that hold a share which is nobody's any more."""
    kept = {_key(group) for group in _groups(members)}
    for file in (path / FOLDER).glob("*"):
        if file.name.partition("-")[0] not in kept:
            file.unlink(missing_ok=True)


def _groups(members: Iterable[Member]) -> list[list[Member]]:
    def number(member: Member) -> int:
        return int(member.id[1:])

    ordered = sorted(members, key=number)
    return [list(group) for _, group in groupby(ordered, lambda member: number(member) // SHELF)]


def _key(group: Sequence[Member]) -> str:
    return hashlib.sha256("\n".join(member.digest for member in group).encode()).hexdigest()[:24]


def _shelf(folder: Path, group: Sequence[Member], share_file: Callable[[Member], Path]) -> Path:
    """The file of one shelf: the one that is there and whole, else a new one from the shares."""
    key = _key(group)
    for file in folder.glob(f"{key}-*.parquet"):
        if file.stem == f"{key}-{_digest(file)}":
            return file
        file.unlink()
    rows = pa.concat_tables(_rows(share_file(member)) for member in group)
    unfinished = folder / f"{key}-unfinished.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        pq.write_table(
            rows.sort_by([("organization", "ascending"), ("person", "ascending")]),
            unfinished,
            compression="zstd",
            row_group_size=ROWS_IN_A_GROUP,
            store_schema=False,
        )
        return unfinished.replace(folder / f"{key}-{_digest(unfinished)}.parquet")
    except OSError as error:
        raise PoolError(f"the pool's folder cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _rows(share: Path) -> pa.Table:
    table = pq.read_table(share, columns=list(SHARE_COLUMNS), use_threads=False)
    return table.replace_schema_metadata(None)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
