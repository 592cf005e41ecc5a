"""What was given - a zip, a folder or a lone file - as a list of files to read, or one clear refusal.

Nothing is ever unpacked to disk. Members are inflated block by block, only those that can be of use,
and only up to limits that no real export reaches: a zip of a few kilobytes can promise terabytes. Mail
alone may be larger than memory: a mailbox has no limit but how far its zip was packed together.
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
from netgraph.sources.watching import meter

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

__all__ = ["EVERY_ENDING", "Member", "opened"]

BLOCK: Final = 1 << 20
MOST_BYTES: Final = 1_000_000_000
"""Of one table, inflated; a million messages take 400 to 700 MB. They stream: memory is bounded by
`netgraph.sources.sheet`, these limits bound the time."""
MOST_BYTES_IN_ALL: Final = 1_200_000_000
MOST_FILES: Final = 20_000
TABLE_ENDINGS: Final = frozenset({".csv", ".tsv"})
MAIL_ENDINGS: Final = frozenset({".mbox", ".mbx"})
EVERY_ENDING: Final = TABLE_ENDINGS | MAIL_ENDINGS | {".ics", ".vcard", ".vcf", ".xlsx"}
"""The endings of files that some reader knows."""

MAIL_START: Final = b"From "
MOST_BYTES_OF_MAIL: Final = 200_000_000_000
MOST_PACKED: Final = 100
"""Times that mail in a zip may be larger than its packed bytes; real mail packs 1 to 10 times."""
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
    """A file inside what was given: its relative name, its blocks of bytes as often as asked, its size."""

    name: str
    blocks: Callable[[], Iterator[bytes]]
    size: int = 0


@contextmanager
def opened(
    path: str | os.PathLike[str], *, endings: frozenset[str] = TABLE_ENDINGS
) -> Iterator[list[Member]]:
    """The files under `path`: those with one of the `endings` in a zip or a folder, or the file itself.

    Of a folder the files in its zips too, under the name of their zip. Raises `ReadError`, or
    `UnsafeArchiveError` for an archive that climbs out of its folder, links elsewhere or inflates
    without end.
    """
    place = Path(path)
    with ExitStack() as stack:
        try:
            members = _members(place, endings, stack)
        except OSError as error:
            raise ReadError("what was given cannot be opened: check that you may read it") from error
        yield _watched(_distinct(members))


def _members(place: Path, endings: frozenset[str], stack: ExitStack) -> list[Member]:
    if place.is_dir():
        return _folder(place, endings, stack)
    if not place.exists():
        raise ReadError("no file or folder stands there: check the path")
    if not place.is_file():
        raise ReadError(
            "this is neither a file nor a folder: give the export's zip, its folder or a file of it"
        )
    if not place.stat().st_size:
        raise ReadError("the file is empty: download the export again")
    if _is_zip(place) and not (".xlsx" in endings and _is_workbook(place)):
        if members := _zip(place, endings, stack):
            return members
        raise ReadError(f"the zip holds {_nothing(endings)}: give the export as it was downloaded")
    if place.suffix.lower() == ".zip":
        raise ReadError("the file is named .zip but is no zip, or is cut short: download the export again")
    return [_file(place, place.name)]


def _is_zip(place: Path) -> bool:
    return _start(place, 4) in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def _is_workbook(place: Path) -> bool:
    """Whether the zip is an Excel workbook, which is one file to its user."""
    try:
        with zipfile.ZipFile(place) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BROKEN:
        return False


def _start(place: Path, length: int) -> bytes:
    with place.open("rb") as stream:
        return stream.read(length)


def _folder(folder: Path, endings: frozenset[str], stack: ExitStack) -> list[Member]:
    files: list[Path] = []
    zips: list[Path] = []
    places = list(islice(folder.rglob("*"), MOST_FILES + 1))
    if len(places) > MOST_FILES:
        raise ReadError(f"the folder holds more than {MOST_FILES} files: give the export's own folder")
    for place in sorted(places):
        ending = place.suffix.lower()
        if ending not in endings | {".zip"} or _is_debris(place.relative_to(folder).as_posix()):
            continue
        if place.is_symlink():
            raise UnsafeArchiveError("the folder holds a link to a file elsewhere: put the file itself there")
        if place.is_file():
            (zips if ending == ".zip" else files).append(place)
    if sum(_weight(file.name, file.stat().st_size) for file in files) > MOST_BYTES_IN_ALL:
        raise UnsafeArchiveError(_too_large("the tables of this folder", MOST_BYTES_IN_ALL))
    members = [_file(file, file.relative_to(folder).as_posix()) for file in files]
    for place in zips:
        if not _is_zip(place):
            raise ReadError(
                "a file in the folder is named .zip but is no zip: download it again or take it out"
            )
        inside = place.relative_to(folder).as_posix()
        members += [one._replace(name=f"{inside}/{one.name}") for one in _zip(place, endings, stack)]
    if not members:
        raise ReadError(
            f"the folder holds {_nothing(endings)}, and no zip with one: give the export as it was downloaded"
        )
    return members


def _file(place: Path, name: str) -> Member:
    is_mail = _ending(name) in MAIL_ENDINGS or _start(place, len(MAIL_START)) == MAIL_START
    if not is_mail and place.stat().st_size > MOST_BYTES:
        raise UnsafeArchiveError(_too_large("a table", MOST_BYTES))
    mail = MOST_BYTES_OF_MAIL if is_mail else 0
    return Member(name, lambda: _inflated(lambda: place.open("rb"), mail), place.stat().st_size)


def _zip(place: Path, endings: frozenset[str], stack: ExitStack) -> list[Member]:
    """The files of a zip with one of the endings; there may be none."""
    try:
        archive = stack.enter_context(zipfile.ZipFile(place))
    except BROKEN as error:
        raise ReadError("the zip is damaged or cut short: download the export again") from error
    files = []
    if len(archive.infolist()) > MOST_FILES:
        raise UnsafeArchiveError(f"the zip holds more than {MOST_FILES} files: it is no export of contacts")
    for info in archive.infolist():
        _refuse_outside(info)
        if _ending(info.filename) in endings and not _is_debris(info.filename):
            files.append(info)
    if any(info.flag_bits & 0x1 for info in files):
        raise ReadError("the zip is locked with a password: unpack it and give the folder")
    if any(_weight(info.filename, info.file_size) > MOST_BYTES for info in files):
        raise UnsafeArchiveError(_too_large("a table in the zip", MOST_BYTES))
    if sum(_weight(info.filename, info.file_size) for info in files) > MOST_BYTES_IN_ALL:
        raise UnsafeArchiveError(_too_large("the tables in the zip", MOST_BYTES_IN_ALL))
    return [_zipped(archive, info) for info in files]


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    is_mail = _ending(info.filename) in MAIL_ENDINGS
    mail = min(MOST_BYTES_OF_MAIL, MOST_PACKED * info.compress_size) if is_mail else 0
    return Member(info.filename, lambda: _inflated(lambda: archive.open(info), mail), info.file_size)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _weight(name: str, size: int) -> int:
    """The bytes that count towards the limits; mail is streamed and never held."""
    return 0 if _ending(name) in MAIL_ENDINGS else size


def _nothing(endings: frozenset[str]) -> str:
    return "no CSV file" if endings == TABLE_ENDINGS else "no file with contacts, mail or a calendar"


def _refuse_outside(info: zipfile.ZipInfo) -> None:
    for name in (info.filename, info.orig_filename):
        parts = name.replace("\\", "/").split("/")
        if not parts[0] or ".." in parts or parts[0][1:2] == ":":
            raise UnsafeArchiveError(
                "the zip names files outside its own folder: it is no export of contacts"
            )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnsafeArchiveError("the zip holds links instead of files: it is no export of contacts")


def _is_debris(name: str) -> bool:
    """Whether a file manager left the file beside the real ones."""
    return "__MACOSX/" in name or PurePosixPath(name).name.startswith(("._", "~$", ".~"))


def _inflated(start: Callable[[], IO[bytes]], mail: int) -> Iterator[bytes]:
    """The bytes block by block, counted: a zip's own word on sizes is not trusted. Of `mail` so many more."""
    most = MOST_BYTES + mail
    try:
        with start() as stream:
            total = 0
            while block := stream.read(BLOCK):
                total += len(block)
                if total > most:
                    raise UnsafeArchiveError(_too_large("a table", most))
                yield block
    except BROKEN as error:
        raise ReadError("a file in the export is damaged: download the export again") from error


def _too_large(what: str, limit: int) -> str:
    return f"{what} would take more than {limit // 1_000_000} MB: no export is so large"


def _distinct(members: list[Member]) -> list[Member]:
    """The members under distinct names: a zip may name two files alike."""
    distinct: dict[str, Member] = {}
    for one in members:
        other, count = one.name, 2
        while other in distinct:
            other, count = f"{one.name} ({count})", count + 1
        distinct[other] = one._replace(name=other)
    return list(distinct.values())


def _watched(members: list[Member]) -> list[Member]:
    """The members, their bytes counted if somebody watches."""
    counting = meter(sum(one.size for one in members))
    if counting is None:
        return members
    return [one._replace(blocks=counting.counted(at, one.blocks)) for at, one in enumerate(members)]
