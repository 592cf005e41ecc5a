"""The book's file: made private, opened safely, and its failures told in one line.

SQLite runs in write-ahead mode: readers see one moment while a writer works, a killed process leaves
nothing half done. Each transaction opens its own connection; when the last one closes, everything
stands in the one file again and may be copied.
"""

from __future__ import annotations

import glob
import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netgraph.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

__all__ = [
    "copies_beside",
    "copy_beside",
    "drop_copies",
    "open_file",
    "reading",
    "scrub",
    "write_ahead",
    "writing",
]

PATIENCE_SECONDS: Final = 30.0
"""How long to wait for another program that is writing: longer than the largest import takes."""

PRAGMAS: Final = (
    "PRAGMA synchronous = FULL",  # a note just written survives a power cut; one import is one sync
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

COPY: Final = ".copy"
MAGIC: Final = b"SQLite format 3\0"

REASONS: Final = {
    sqlite3.SQLITE_BUSY: "another program has been writing to the book for too long; try again later",
    sqlite3.SQLITE_LOCKED: "another program has been writing to the book for too long; try again later",
    sqlite3.SQLITE_CANTOPEN: "the book cannot be opened: no such file or no permission; check its path",
    sqlite3.SQLITE_CORRUPT: "the book is damaged; put back a copy of the file",
    sqlite3.SQLITE_FULL: "the disk is full, the book is as it was; free some space and try again",
    sqlite3.SQLITE_IOERR: "the book's disk cannot be read or written; check it and try again",
    sqlite3.SQLITE_NOTADB: "the file is not a book; give another path",
    sqlite3.SQLITE_PERM: "no permission to use the book; check who owns its file",
    sqlite3.SQLITE_READONLY: "no permission to write to the book; check its file and folder",
}


def open_file(path: str | os.PathLike[str]) -> sa.Engine:
    """An engine on the file at `path`, made (readable by its owner alone) when it is not there.

    Raises `BookError` when the path is a folder or cannot be made.
    """
    import sqlalchemy as sa

    file = Path(path).expanduser().absolute()
    if file.is_dir():
        raise BookError("the book cannot be opened: its path is a folder; give the path of a file")
    with _plain_errors():
        _make_private(file)
        with file.open("rb") as start:
            first = start.read(len(MAGIC))
    if first not in {b"", MAGIC}:
        raise BookError(REASONS[sqlite3.SQLITE_NOTADB])  # SQLite itself writes over very short files
    address = file.as_uri() + "?mode=rw"  # never makes the file itself: its mode would be too open

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool, hide_parameters=True)


def write_ahead(engine: sa.Engine) -> None:
    """Put the file in write-ahead mode, where it stays. Only once it is sure that it is a book."""
    from sqlalchemy.exc import OperationalError

    deadline = time.monotonic() + PATIENCE_SECONDS
    with _plain_errors(), engine.connect() as connection:
        while True:
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                return
            except OperationalError as error:
                # Two programs that make one book at a time: for this alone SQLite does not wait.
                if _code(error.orig) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(0.01)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection that sees the book at one moment, whatever is written meanwhile."""
    with _plain_errors(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection
        connection.exec_driver_sql("ROLLBACK")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection that alone may write; all of it is kept when the block ends, nothing if it raises."""
    with _plain_errors(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(Exception):  # a full disk has rolled back already
                connection.exec_driver_sql("ROLLBACK")
            raise


def scrub(engine: sa.Engine) -> None:
    """Write the whole file anew without its free pages, and empty the write-ahead log.

    Raises `BookError` when another program keeps the old pages in use: what was deleted is deleted,
    but may still stand in the log.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    with _plain_errors(), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA temp_store = MEMORY")  # no copy in the system's folder
        connection.exec_driver_sql("VACUUM")
        while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            if time.monotonic() > deadline:
                raise BookError(
                    "erased, but another program keeps the book open and old pages with it; close it and"
                    " forget the same person again to finish"
                )
            time.sleep(0.05)


def copy_beside(connection: sa.Connection, path: Path, version: int) -> Path:
    """A copy of the book as the connection sees it, beside it and as private: `network.db.v1.copy`."""
    final = path.with_name(f"{path.name}.v{version}{COPY}")
    unfinished = final.with_name(f"{final.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        unfinished.unlink()
    _make_private(unfinished)
    target = sqlite3.connect(unfinished, isolation_level=None)
    try:
        source = connection.connection.driver_connection
        source.backup(target)  # type: ignore[union-attr]
    except BaseException:
        target.close()
        unfinished.unlink()
        raise
    target.close()
    return unfinished.replace(final)


def copies_beside(path: Path) -> list[Path]:
    """The copies of the book that were made before its file was changed to a newer form."""
    return sorted(one for one in path.parent.glob(f"{glob.escape(path.name)}.v*{COPY}*") if one.is_file())


def drop_copies(path: Path) -> None:
    """Overwrite the copies beside the book and take them away."""
    with _plain_errors():
        for copy in copies_beside(path):
            with copy.open("r+b") as file:
                file.write(bytes(copy.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            copy.unlink()


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what SQLite and the system say into one line without names."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise BookError(REASONS.get(_code(cause), f"the book cannot be used: {cause}")) from error
    except OSError as error:
        raise BookError(f"the book cannot be opened: {error.strerror or 'the system refused'}") from error


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _make_private(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
