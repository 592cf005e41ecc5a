"""Anything: what was given is told by its content, and each kind goes to its reader.

Names and endings do not tell: exports are renamed, zipped again and unpacked. A folder or zip may hold
several kinds at once, as Google Takeout does: the mailbox is read first, since it says whose it all is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.errors import ReadError
from netgraph.sources import archive, own_lists
from netgraph.sources.calendars import read_calendars
from netgraph.sources.contact_table import Found, find_people, read_contact_table
from netgraph.sources.decoding import with_lines
from netgraph.sources.linkedin import is_export, read_members
from netgraph.sources.mail import read_mail
from netgraph.sources.owner import said_owner
from netgraph.sources.spreadsheet import as_csv
from netgraph.sources.vcard import read_cards

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from netgraph.sources.archive import Member
    from netgraph.sources.extract import Extract

__all__ = ["as_table", "kind_of", "read_anything", "read_table"]

LOOKED_AT: Final = 20
LETTERS: Final = 4_000
MAIL: Final = re.compile(r"From \S+ .*\d\d:\d\d.* \d{4}|From \S+.* \d{4}\b.*\d\d:\d\d")
WORKBOOK: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
OUTLOOK_STORE: Final = b"!BDN"
NOT_KNOWN: Final = (
    "netgraph does not know this kind of file. It reads a LinkedIn export, contacts (vCard, Google, Outlook, "
    "any CSV or XLSX), a calendar (.ics) or mail (.mbox); for a table say with columns= which hold what"
)


class Sorted(NamedTuple):
    """The members by kind; tables of people with what was found in them."""

    cards: list[Member]
    calendars: list[Member]
    mailboxes: list[Member]
    tables: list[Member]


def read_anything(path: str | os.PathLike[str], *, owner: str | None = None) -> list[Extract]:
    """The rows of all that stands at `path`, one extract for each kind of source.

    Raises `ReadError` when nothing there is known, `OwnerUnknownError` when the owner must be named.
    """
    with archive.opened(path, endings=archive.EVERY_ENDING) as members:
        given = _sorted(members)
        said = said_owner(owner)
        extracts: list[Extract] = []
        for members_of_kind, reader in (
            (given.mailboxes, read_mail),
            (given.calendars, read_calendars),
            (given.cards, read_cards),
        ):
            if members_of_kind:
                extracts.append(reader(members_of_kind, owner=said))
                said = said if any(said) else extracts[-1].owner
        extracts += _tables(given.tables, owner=owner)
    if not extracts:
        raise ReadError(NOT_KNOWN)
    return extracts


def read_table(
    path: str | os.PathLike[str], *, columns: Mapping[str, str] | None = None, owner: str | None = None
) -> Extract:
    """The people of one CSV or Excel file, its columns guessed or as `columns` (role -> header) says.

    Raises `ReadError` when it is no such file, or no column says who somebody is.
    """
    with archive.opened(path, endings=archive.EVERY_ENDING) as members:
        if len(members) != 1:
            raise ReadError(f"{len(members)} files were given where one table was expected: give one file")
        member = as_table(members[0])
        found = find_people(member.blocks, columns=columns)
        if found is None:
            raise ReadError(
                "no column was recognised that says who somebody is: name them, "
                'such as columns={"name": "Full Name", "email": "E-mail"}'
            )
        return read_contact_table(member.name, member.blocks, found, owner=said_owner(owner))


def _sorted(members: list[Member]) -> Sorted:
    given = Sorted([], [], [], [])
    for member in members:
        kind = kind_of(member)
        getattr(given, kind).append(as_table(member) if kind == "tables" else member)
    return given


def kind_of(member: Member) -> str:
    """The field of `Sorted` that a file belongs to, by how it begins: what is nothing else is a table."""
    top = with_lines(lambda: _first_block(member), _top).lstrip("\ufeff \r\n\t")
    if re.search(r"^BEGIN:VCARD\s*$", top, re.MULTILINE | re.IGNORECASE):
        return "cards"
    if re.search(r"^BEGIN:VCALENDAR\s*$", top, re.MULTILINE | re.IGNORECASE):
        return "calendars"
    return "mailboxes" if MAIL.match(top) else "tables"


def _first_block(member: Member) -> Iterator[bytes]:
    for block in member.blocks():
        yield block[:LETTERS]
        return


def _top(lines: Iterator[str]) -> str:
    return "".join(line[:LETTERS] for _, line in zip(range(LOOKED_AT), lines, strict=False))


def as_table(member: Member) -> Member:
    """The member, an Excel workbook as CSV. Raises `ReadError` for formats that nobody else can read."""
    start = next(iter(member.blocks()), b"")[:4]
    if start == OLD_OFFICE:
        raise ReadError("this is an Office file of the old kind: save it as .xlsx or CSV")
    if start == OUTLOOK_STORE:
        raise ReadError("this is an Outlook data file: export contacts as CSV and mail as .mbox instead")
    return member._replace(blocks=as_csv(member.blocks)) if start == WORKBOOK else member


def _tables(members: list[Member], *, owner: str | None) -> list[Extract]:
    """LinkedIn's exports, and other tables each for itself.

    Beside files of LinkedIn's, only what Google, Outlook or the user's own lists write is a table of people:
    its further files list skills and searches.
    """
    own, rest = [], []
    for member in members:
        extract = own_lists.from_member(member)
        if extract is not None:
            own.append(extract)
        else:
            rest.append(member)
    people: list[tuple[Member, Found]] = []
    export: list[Member] = []
    is_linkedin = any(map(is_export, rest))
    for member in rest:
        found = None if is_export(member) else find_people(member.blocks)
        if found is not None and (not is_linkedin or found.source != "csv"):
            people.append((member, found))
        else:
            export.append(member)
    said = said_owner(owner)
    extracts = own + [read_contact_table(one.name, one.blocks, found, owner=said) for one, found in people]
    return extracts + (read_members(export, owner=owner) if is_linkedin else [])
