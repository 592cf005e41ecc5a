"""Slimming: a LinkedIn export rewritten with no more than netgraph uses.

What people wrote (messages, invitations, recommendations) is put out letter by letter: a text of 40 letters
becomes 40 times `x`, so that its length, and everything netgraph makes of it, stays the same. Subjects,
titles of conversations, phone numbers, addresses, birthdays, job applications and every file that netgraph
does not know are left out whole. The original is only read.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from netgraph.errors import ReadError
from netgraph.private_file import private_draft
from netgraph.sources import archive
from netgraph.sources.decoding import with_lines
from netgraph.sources.linkedin_forms import FORMS
from netgraph.sources.sheet import DELIMITERS, first_rows, header_key, header_kind, parsed_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from netgraph.sources.archive import Member

__all__ = ["NOT_USED", "Slimmed", "not_slim", "slim_file"]

NOT_USED: Final = "files that netgraph does not use"

LEFT_OUT: Final = frozenset({"applications"})
"""Known kinds of file that are left out: they hold phone numbers, letters and answers to employers."""
TEXTS: Final = frozenset({"content", "message", "text"})
SPONSORED: Final = "sponsored conversation"
MAILING: Final = '<p class="spinmail'
COACH: Final = re.compile(r"(?:learning|coach).*messages")
FILLERS: Final = "xyzabcdefghijklmnopqrstuvw"
FIXED_DAY: Final = (1980, 1, 1, 0, 0, 0)
ROWS_AT_ONCE: Final = 2_000


class Slimmed(NamedTuple):
    """What became of an export: the files kept, those left out, and rows that could not be read."""

    kept: int
    left_out: int
    lost_rows: int


class Table(NamedTuple):
    """How a table of an export lies in its file: delimiter, row of the header, the columns to keep."""

    kind: str
    delimiter: str
    header_at: int
    header: list[str]
    kept: list[int]


def slim_file(path: str | os.PathLike[str], out: str | os.PathLike[str]) -> Slimmed | None:
    """Write the export at `path` (a zip or one table) to the file `out` without what netgraph does not use.

    None, and nothing is written, when the file is no part of an export. The same file gives the same bytes.
    Raises `ReadError` when it cannot be read, or `out` is the file itself.
    """
    source, target = Path(path), Path(out)
    if target.exists() and target.samefile(source):
        raise ReadError("an export is never rewritten in place: give another folder with --out")
    with archive.opened(source) as members:
        tables = [(member, table) for member in members if (table := _table(member)) is not None]
        if not tables:
            return None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_draft(target) as draft:
            if len(members) == 1 and members[0].name == source.name:
                with draft.open("w", encoding="utf-8", newline="") as stream:
                    lost = _write(*tables[0], stream)
            else:
                lost = _write_zip(draft, tables)
        return Slimmed(len(tables), len(members) - len(tables), lost)


def not_slim(path: str | os.PathLike[str]) -> list[str]:
    """What an export at `path` (zip or folder) still holds that `slim_file` would take out; [] = slim.

    Only how the tables begin is looked at, and their texts up to the first that can be read.
    """
    found: set[str] = set()
    with archive.opened(path) as members:
        for member in members:
            kind = _kind(member)
            if kind is None or kind in LEFT_OUT:
                found.add("job applications" if kind in LEFT_OUT else NOT_USED)
                continue
            table = _layout(member, kind)
            if len(table.kept) < len(table.header):
                found.add("columns that netgraph does not use")
            if _has_text(member, table):
                found.add("the text of messages")
    return sorted(found)


def _kind(member: Member) -> str | None:
    """The kind of an export's table; None for a table of no known kind and for chats with an AI coach."""
    if COACH.search(PurePosixPath(member.name).name.casefold()):
        return None
    return header_kind(member.blocks, FORMS)


def _table(member: Member) -> Table | None:
    kind = _kind(member)
    return None if kind is None or kind in LEFT_OUT else _layout(member, kind)


def _layout(member: Member, kind: str) -> Table:
    form = FORMS[kind]
    for delimiter, rows in zip(DELIMITERS, first_rows(member.blocks), strict=True):
        for at, row in enumerate(rows):
            keys = [header_key(cell) for cell in row]
            if form.told_by <= set(keys):
                kept = [keys.index(key) for key in dict.fromkeys(keys) if key in form.kept]
                return Table(kind, delimiter, at, row, kept)
    raise ReadError("a table of the export changed while it was read: try again")


def _write(member: Member, table: Table, stream: IO[str]) -> int:
    """Write the slim table; the number of rows that are no rows of it."""

    def write(lines: Iterator[str]) -> int:
        stream.seek(0)
        stream.truncate()
        sheet = csv.writer(stream, lineterminator="\n")
        sheet.writerow([" ".join(table.header[at].split()) for at in table.kept])
        return _write_rows(lines, table, sheet.writerows)

    return with_lines(member.blocks, write)


def _write_rows(lines: Iterator[str], table: Table, write: Callable[[list[list[str]]], None]) -> int:
    lost = 0
    slim = _slimmer(table)
    rows = islice(parsed_rows(lines, table.delimiter), table.header_at + 1, None)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        sound = [
            row for row in batch if row is not None and not any(map(str.strip, row[len(table.header) :]))
        ]
        lost += len(batch) - len(sound)
        write([slim(row) for row in sound])
    return lost


def _slimmer(table: Table) -> Callable[[list[str]], list[str]]:
    """What makes a row slim; two rows that differ in a text alone stay two."""
    keys = [header_key(table.header[at]) for at in table.kept]
    last: tuple[str, ...] = ()
    seen: dict[tuple[str, ...], str] = {}

    def slim(row: list[str]) -> list[str]:
        nonlocal last, seen
        cells = [row[at] if at < len(row) else "" for at in table.kept]
        bare = tuple(str(len(cell)) if key in TEXTS else cell for key, cell in zip(keys, cells, strict=True))
        if bare != last:
            last, seen = bare, {}
        filler = seen.setdefault(tuple(row), FILLERS[len(seen) % len(FILLERS)])
        return [_cell(key, cell, filler) for key, cell in zip(keys, cells, strict=True)]

    return slim


def _cell(key: str, cell: str, filler: str) -> str:
    if key in TEXTS:
        start = MAILING if cell.startswith(MAILING) else ""
        return start + filler * (len(cell) - len(start))
    if key == "conversationtitle" and cell.strip().lower() != SPONSORED:
        return ""
    return cell


def _has_text(member: Member, table: Table) -> bool:
    places = [at for at in table.kept if header_key(table.header[at]) in TEXTS]

    def look(lines: Iterator[str]) -> bool:
        rows = islice(parsed_rows(lines, table.delimiter), table.header_at + 1, None)
        return any(
            len(set(row[at].removeprefix(MAILING).casefold())) > 1
            for row in rows
            for at in places
            if row is not None and at < len(row)
        )

    return bool(places) and with_lines(member.blocks, look)


def _write_zip(target: Path, tables: list[tuple[Member, Table]]) -> int:
    lost = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, table in tables:
            info = zipfile.ZipInfo(member.name, FIXED_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            text = io.StringIO(newline="")
            lost += _write(member, table, text)
            packed.writestr(info, text.getvalue())
    return lost
