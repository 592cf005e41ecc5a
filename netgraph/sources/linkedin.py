"""A LinkedIn "Get a copy of your data" export: zip, folder or a lone CSV, of any era since 2018.

Every row of every CSV ends up in a table or in `rejects` with a reason; the text of messages,
invitations and recommendations is read for its length alone and kept nowhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.schema import EXTRACT_TABLES, conform
from netgraph.sources import archive
from netgraph.sources.extract import Extract, Mention
from netgraph.sources.linkedin_career import read_jobs, read_notes, read_targets
from netgraph.sources.linkedin_directory import directory
from netgraph.sources.linkedin_favors import read_endorsements, read_recommendations
from netgraph.sources.linkedin_forms import FORMS
from netgraph.sources.linkedin_invitations import read_invitations
from netgraph.sources.linkedin_messages import read_messages
from netgraph.sources.linkedin_owner import find_owner
from netgraph.sources.linkedin_people import (
    read_address_book,
    read_connections,
    read_email_addresses,
    read_profile,
)
from netgraph.sources.part import Part, refused
from netgraph.sources.plain_text import as_text
from netgraph.sources.sheet import Sheet, header_kind, read_sheet

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from netgraph.sources.linkedin_directory import Directory

__all__ = ["is_export", "read_exports", "read_members"]

SOURCE: Final = "linkedin"
EVENTS: Final = {"messages": read_messages, "invitations": read_invitations}
COACH: Final = re.compile(r"(?:learning|coach).*messages")


def read_exports(path: str | os.PathLike[str], *, owner: str | None = None) -> list[Extract]:
    """What each export at a path says about people, as rows that name them the way the files do.

    A zip is one export; a folder may hold several, each in a zip or a folder of its own. `owner`, a name or
    a LinkedIn URL, says whose they are where the files do not. Raises `ReadError` when there is nothing to
    read, `UnsafeArchiveError` for an archive that must not be opened, and `OwnerUnknownError` when
    messages, invitations or recommendations are there but not whose they are.
    """
    with archive.opened(path) as members:
        return read_members(members, owner=owner)


def is_export(member: archive.Member) -> bool:
    """Whether the file is a table that LinkedIn writes, by its header."""
    return header_kind(member.blocks, FORMS) is not None


def read_members(members: list[archive.Member], *, owner: str | None = None) -> list[Extract]:
    """`read_exports` of tables that are open already.

    An export that does not tell whose it is is taken for that of the owner whom another one tells.
    """
    exports = _exports(members)
    if not exports:
        raise ReadError(
            "no file of a LinkedIn export was recognised by its header: "
            "give the zip as LinkedIn sent it, its folder, or its Connections.csv"
        )
    extracts: list[Extract] = []
    untold: list[list[archive.Member]] = []
    for files in exports:
        try:
            extracts.append(_read_export(files, owner=owner))
        except OwnerUnknownError:
            untold.append(files)
    told = next((one.owner.linkedin or one.owner.name for one in extracts if any(one.owner)), owner)
    return extracts + [_read_export(files, owner=told) for files in untold]


def _exports(members: list[archive.Member]) -> list[list[archive.Member]]:
    """The files of each export: those of a folder or zip that holds a file of LinkedIn's, and all below it.

    Read as one, two exports would tell every message twice. What lies elsewhere goes with the first.
    """
    places = {PurePosixPath(one.name).parent for one in members if is_export(one)}
    tops = sorted(place for place in places if places.isdisjoint(place.parents))
    exports: dict[PurePosixPath, list[archive.Member]] = {top: [] for top in tops}
    for one in members:
        inside = (top for top in tops if top in PurePosixPath(one.name).parents)
        if tops:
            exports[next(inside, tops[0])].append(one)
    return list(exports.values())


def _read_export(members: list[archive.Member], *, owner: str | None) -> Extract:
    sheets = [_sheet(member) for member in members]
    people = directory(sheets)
    parts = [(sheet, _events(sheet, people)) for sheet in sheets if sheet.kind in EVENTS]
    events = [part.rows for _, part in parts]
    ego = find_owner(owner, sheets, _joined(events), people)
    if ego.name is None and ego.linkedin is None and _needs_owner(sheets, parts):
        raise OwnerUnknownError(
            "the export does not say whose it is: pass owner= (--owner on the command line) "
            "with a name or a LinkedIn URL"
        )
    # The largest sheet by far is spent: what it gave stands in its part.
    sheets = [replace(one, frame=one.frame.head(0)) if one.kind == "messages" else one for one in sheets]
    parts = [(sheet, _with_owner(part, ego)) for sheet, part in parts]
    parts += [(sheet, part) for sheet in sheets if (part := _other(sheet, people, ego))]
    rows = {sheet.name: sheet.rows for sheet in sheets}
    columns = {sheet.name: sheet.columns() for sheet in sheets if sheet.titles}
    return Extract(SOURCE, ego, rows, _tables(sheets, parts), columns)


def _sheet(member: archive.Member) -> Sheet:
    if COACH.search(PurePosixPath(member.name).name.casefold()):
        # Chats with an AI coach look like messages but are with no person: count them, read nothing.
        return read_sheet(member.name, member.blocks, {})
    return read_sheet(member.name, member.blocks, FORMS)


def _events(sheet: Sheet, people: Directory) -> Part:
    return EVENTS[sheet.kind or ""](sheet, people)


def _other(sheet: Sheet, people: Directory, ego: Mention) -> Part | None:
    """What a sheet gives that is no event."""
    readers: dict[str, Callable[[], Part]] = {
        "connections": lambda: read_connections(sheet),
        "address book": lambda: read_address_book(sheet),
        "profile": lambda: read_profile(sheet, ego),
        "email addresses": lambda: read_email_addresses(sheet, ego),
        "recommendations": lambda: read_recommendations(sheet, people, ego),
        "endorsements given": lambda: read_endorsements(sheet, people, ego),
        "endorsements received": lambda: read_endorsements(sheet, people, ego),
        "positions": lambda: read_jobs(sheet, ego),
        "education": lambda: read_jobs(sheet, ego),
        "saved jobs": lambda: read_targets(sheet),
        "applications": lambda: read_targets(sheet),
        "follows": lambda: read_targets(sheet),
        "notes": lambda: read_notes(sheet, people, ego),
    }
    return readers[sheet.kind]() if sheet.kind in readers else None


def _joined(events: list[pd.DataFrame]) -> pd.DataFrame:
    columns = ["thread", "channel", "direction"]
    columns += [f"{role}_{what}" for role in ("sender", "recipient") for what in ("name", "linkedin")]
    nothing = pd.DataFrame(columns=columns, dtype="str")
    return pd.concat([nothing, *(_once(rows[columns]) for rows in events)], ignore_index=True)


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    """Every distinct row as text; those that state a direction are counted later and stay."""
    stated = rows["direction"].isin(["OUTGOING", "INCOMING"])
    return pd.concat([rows[stated], rows[~stated].drop_duplicates()]).apply(as_text)


def _needs_owner(sheets: list[Sheet], parts: list[tuple[Sheet, Part]]) -> bool:
    recommended = any(sheet.kind == "recommendations" and len(sheet.frame) for sheet in sheets)
    return recommended or any(len(part.rows) for _, part in parts)


def _with_owner(part: Part, ego: Mention) -> Part:
    """The events with the owner's address where only the owner's name stands."""
    if ego.name is None or ego.linkedin is None:
        return part
    rows = part.rows.copy()
    for role in ("sender", "recipient"):
        gaps = rows[f"{role}_linkedin"].isna()
        named = rows.loc[gaps, f"{role}_name"].str.casefold().eq(ego.name.casefold())
        if named.any():
            rows[f"{role}_linkedin"] = as_text(rows[f"{role}_linkedin"])
            rows.loc[named.index[named], f"{role}_linkedin"] = ego.linkedin
    return part._replace(rows=rows)


def _tables(sheets: list[Sheet], parts: list[tuple[Sheet, Part]]) -> dict[str, pd.DataFrame]:
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for name in EXTRACT_TABLES}
    for sheet, part in parts:
        coded = part.rows.select_dtypes("category").columns
        rows = part.rows.assign(**{name: as_text(part.rows[name]) for name in coded})
        rows = rows if "source" in rows else rows.assign(source=SOURCE)
        pieces[part.table].append(conform(rows.assign(file=sheet.name), EXTRACT_TABLES[part.table]))
        pieces["rejects"].append(_rejects(sheet, part.rejects))
    for sheet in sheets:
        pieces["rejects"].append(_rejects(sheet, sheet.faults))
        if sheet.kind is None:
            reason = "not a person" if COACH.search(PurePosixPath(sheet.name).name.casefold()) else "not used"
            every_row = pd.Series(range(1, sheet.rows + 1), dtype="int64")
            pieces["rejects"].append(_rejects(sheet, refused(every_row, reason)))
    return {name: pd.concat(tables, ignore_index=True) for name, tables in pieces.items() if tables}


def _rejects(sheet: Sheet, rejects: pd.DataFrame) -> pd.DataFrame:
    return conform(rejects.assign(source=SOURCE, file=sheet.name), EXTRACT_TABLES["rejects"])
