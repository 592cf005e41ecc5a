"""What was given - a zip, a folder or a lone file - as a list of tables to read, or one clear refusal.

Nothing is ever unpacked to disk. Members are inflated block by block, only those that can be tables,
and only up to limits that no real export reaches: a zip of a few kilobytes can promise terabytes.
Messages name no path, since folders are often named after people.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from itertools import islice
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from netgraph.errors import ReadError, UnsafeArchiveError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

__all__ = ["Member", "opened"]

BLOCK: Final = 1 << 20
MOST_BYTES: Final = 1_000_000_000
"""Of one table, inflated; a million messages take 400 to 700 MB. They stream: memory is bounded by
`netgraph.sources.sheet`, these limits bound the time."""
MOST_BYTES_IN_ALL: Final = 1_200_000_000
MOST_FILES: Final = 20_000
TABLE_ENDINGS: Final = frozenset({".csv", ".tsv"})
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
)


class Member(NamedTuple):
    """A table inside what was given: its relative name, and its bytes block by block, as often as asked."""

    name: str
    blocks: Callable[[], Iterator[bytes]]


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[list[Member]]:
    """The tables under `path`: in a zip, in a folder and below, or the file itself.

    A folder without tables but with zips gives the tables of all its zips. Raises `ReadError`, or
    `UnsafeArchiveError` for an archive that climbs out of its folder, links elsewhere or inflates
    without end.
    """
    place = Path(path)
    with ExitStack() as stack:
        try:
            members = _members(place, stack)
        except OSError as error:
            raise ReadError("what was given cannot be opened: check that you may read it") from error
        yield _distinct(members)


def _members(place: Path, stack: ExitStack) -> list[Member]:
    if place.is_dir():
        return _folder(place, stack)
    if not place.exists():
        raise ReadError("no file or folder stands there: check the path")
    if not place.is_file():
        raise ReadError("this is neither a file nor a folder: give the LinkedIn zip, its folder or a CSV")
    if not place.stat().st_size:
        raise ReadError("the file is empty: download the export again")
    if _is_zip(place):
        return _zip(place, stack)
    if place.suffix.lower() == ".zip":
        raise ReadError("the file is named .zip but is no zip, or is cut short: download the export again")
    return [_file(place, place.name)]


def _is_zip(place: Path) -> bool:
    with place.open("rb") as stream:
        return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def _folder(folder: Path, stack: ExitStack) -> list[Member]:
    tables: list[Path] = []
    zips: list[Path] = []
    places = list(islice(folder.rglob("*"), MOST_FILES + 1))
    if len(places) > MOST_FILES:
        raise ReadError(f"the folder holds more than {MOST_FILES} files: give the export's own folder")
    for place in sorted(places):
        ending = place.suffix.lower()
        if ending not in TABLE_ENDINGS | {".zip"} or _is_debris(place.relative_to(folder).as_posix()):
            continue
        if place.is_symlink():
            raise UnsafeArchiveError("the folder holds a link to a file elsewhere: put the file itself there")
        if place.is_file():
            (zips if ending == ".zip" else tables).append(place)
    if tables:
        if sum(table.stat().st_size for table in tables) > MOST_BYTES_IN_ALL:
            raise UnsafeArchiveError(_too_large("the tables of this folder", MOST_BYTES_IN_ALL))
        return [_file(table, table.relative_to(folder).as_posix()) for table in tables]
    if not zips:
        raise ReadError(
            "the folder holds no CSV file and no zip: give the LinkedIn export as it was downloaded"
        )
    members: list[Member] = []
    for place in zips:
        if not _is_zip(place):
            raise ReadError(
                "a file in the folder is named .zip but is no zip: download it again or take it out"
            )
        inside = place.relative_to(folder).as_posix()
        members += [Member(f"{inside}/{name}", blocks) for name, blocks in _zip(place, stack)]
    return members


def _file(place: Path, name: str) -> Member:
    if place.stat().st_size > MOST_BYTES:
        raise UnsafeArchiveError(_too_large("a table", MOST_BYTES))
    return Member(name, lambda: _inflated(lambda: place.open("rb")))


def _zip(place: Path, stack: ExitStack) -> list[Member]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(place))
    except BROKEN as error:
        raise ReadError("the zip is damaged or cut short: download the export again") from error
    tables = []
    if len(archive.infolist()) > MOST_FILES:
        raise UnsafeArchiveError(f"the zip holds more than {MOST_FILES} files: it is no LinkedIn export")
    for info in archive.infolist():
        _refuse_outside(info)
        if PurePosixPath(info.filename).suffix.lower() in TABLE_ENDINGS and not _is_debris(info.filename):
            tables.append(info)
    if not tables:
        raise ReadError("the zip holds no CSV file: give the LinkedIn export as it was downloaded")
    if any(info.flag_bits & 0x1 for info in tables):
        raise ReadError("the zip is locked with a password: unpack it and give the folder")
    if any(info.file_size > MOST_BYTES for info in tables):
        raise UnsafeArchiveError(_too_large("a table in the zip", MOST_BYTES))
    if sum(info.file_size for info in tables) > MOST_BYTES_IN_ALL:
        raise UnsafeArchiveError(_too_large("the tables in the zip", MOST_BYTES_IN_ALL))
    return [_zipped(archive, info) for info in tables]


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, lambda: _inflated(lambda: archive.open(info)))


def _refuse_outside(info: zipfile.ZipInfo) -> None:
    for name in (info.filename, info.orig_filename):
        parts = name.replace("\\", "/").split("/")
        if not parts[0] or ".." in parts or parts[0][1:2] == ":":
            raise UnsafeArchiveError("the zip names files outside its own folder: it is no LinkedIn export")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnsafeArchiveError("the zip holds links instead of files: it is no LinkedIn export")


def _is_debris(name: str) -> bool:
    """Whether a file manager left the file beside the real ones."""
    return "__MACOSX/" in name or PurePosixPath(name).name.startswith(("._", "~$", ".~"))


def _inflated(start: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    """The bytes block by block, counted: a zip's own word on sizes is not trusted."""
    try:
        with start() as stream:
            total = 0
            while block := stream.read(BLOCK):
                total += len(block)
                if total > MOST_BYTES:
                    raise UnsafeArchiveError(_too_large("a table", MOST_BYTES))
                yield block
    except BROKEN as error:
        raise ReadError("a table in the export is damaged: download the export again") from error


def _too_large(what: str, limit: int) -> str:
    return f"{what} would take more than {limit // 1_000_000} MB: no LinkedIn export is so large"


def _distinct(members: list[Member]) -> list[Member]:
    """The members under distinct names: a zip may name two files alike."""
    distinct: dict[str, Member] = {}
    for name, blocks in members:
        other, count = name, 2
        while other in distinct:
            other, count = f"{name} ({count})", count + 1
        distinct[other] = Member(other, blocks)
    return list(distinct.values())
