"""Preview: what a file seems to be before it is read, and how the columns of a lone table would be taken.

LinkedIn, Google and Outlook say what their columns mean; of anybody else's table it is a guess, worth a
look before it is used.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.errors import ReadError
from netgraph.sources import archive, own_lists
from netgraph.sources.anything import as_table, kind_of
from netgraph.sources.contact_table import find_people
from netgraph.sources.linkedin import is_export
from netgraph.sources.own_export import is_own_export
from netgraph.sources.sheet import first_rows, header_key

if TYPE_CHECKING:
    import os

__all__ = ["SINGLE", "Preview", "preview"]

SINGLE: Final = "a file of a LinkedIn export"
KINDS: Final = {"cards": "contact cards", "calendars": "a calendar", "mailboxes": "mail"}
UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TABLES: Final = {"google": "Google contacts", "outlook": "Outlook contacts", "csv": "a table of people"}


class Preview(NamedTuple):
    """What a file seems to be, in words; of a lone table that is a guess also its header and their roles.

    `columns` maps a role to the first column taken for it, as the header writes it; `said` means that the
    user said so before.
    """

    kind: str
    header: tuple[str, ...] = ()
    columns: dict[str, str] = {}  # noqa: RUF012 - never written to
    said: bool = False


def preview(path: str | os.PathLike[str]) -> Preview:
    """What stands at `path`, by its content. Raises `ReadError` for what no reader could open."""
    if is_own_export(path):
        return Preview("an export of netgraph")
    with archive.opened(path, endings=archive.EVERY_ENDING) as members:
        if len(members) != 1:
            is_linkedin = any(kind_of(one) == "tables" and is_export(one) for one in members)
            return Preview("a LinkedIn export" if is_linkedin else f"{len(members)} files")
        kind = kind_of(members[0])
        if kind != "tables":
            return Preview(KINDS[kind])
        return _of_table(as_table(members[0]))


def _of_table(member: archive.Member) -> Preview:
    if is_export(member):
        return Preview(SINGLE)
    if own_lists.is_own_list(member):
        return Preview("your own list")
    found = find_people(member.blocks)
    if found is not None and found.source != "csv":
        return Preview(TABLES[found.source])
    if _is_no_text(member):
        raise ReadError("this is no table and no other file that netgraph reads: it holds no text")
    header = _header(member) if found is None else found.header
    shown = {header_key(cell): cell.strip() for cell in reversed(header) if cell.strip()}
    if not shown:
        raise ReadError("the file holds no table: its first line names no column")
    columns = {} if found is None else found.columns
    return Preview(
        TABLES["csv"],
        tuple(dict.fromkeys(cell.strip() for cell in header if cell.strip())),
        {role: shown[keys[0]] for role, keys in columns.items()},
    )


def _is_no_text(member: archive.Member) -> bool:
    """Whether the file holds bytes that no text does, such as a picture's."""
    start = next(iter(member.blocks()), b"")
    return b"\0" in start and not start.startswith(UTF16)


def _header(member: archive.Member) -> list[str]:
    """The first line, cut by whichever delimiter gives it the most columns."""
    return max((rows[0] for rows in first_rows(member.blocks) if rows), key=len, default=[])
