"""The roster: which clients a coach has, for which sponsor, since when, and what each has agreed to.

A consent is `yes` only where the roster says so in plain words; whatever else stands there is *no* and told.
An id that stands twice may mean two people: none of its rows is used. Ids are file names nowhere as they
stand (`file_stems`), and folders are looked for among those that are there, never by joining paths.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.lookup import is_missing
from netgraph.sources.caseload_lists import day_of, read_roster_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["Client", "Roster", "even", "file_stems", "read_roster"]

YES: Final = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí"})
NO: Final = frozenset({"", "no", "n", "false", "0", "-", "nein", "non"})
CONSENTS: Final = ("consent_report", "consent_coach_names", "consent_sponsor", "consent_pool")
SAFE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,62}[A-Za-z0-9_-]|[A-Za-z0-9_]")
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they have."""


class Client(NamedTuple):
    """One client of the roster; missing text is empty, a missing day None."""

    client_id: str
    sponsor: str
    cohort: str
    coach: str
    started_on: pd.Timestamp | None
    ended_on: pd.Timestamp | None
    consent_report: bool
    consent_coach_names: bool
    consent_sponsor: bool
    consent_pool: bool
    owner: str


class Roster(NamedTuple):
    """The clients in the roster's order, and what is wrong with it, a line each without names."""

    clients: list[Client]
    told: list[str]


def read_roster(path: str | os.PathLike[str]) -> Roster:
    """The clients of the `roster.csv` at `path`. Raises `ReadError` when it cannot be read at all."""
    rows, faults = read_roster_rows(path)
    told = [f"roster.csv, row {row}: {reason}" for row, reason in faults.itertuples(index=False, name=None)]
    days = {name: day_of(rows[name]) for name in ("started_on", "ended_on")}
    for name, found in days.items():
        unread = rows.loc[found.isna() & rows[name].ne(""), "row"]
        told += [f"roster.csv, row {row}: {name} is no sure date; write it as 2026-11-03" for row in unread]
    twice = rows["client_id"].map(even).duplicated(keep=False) & rows["client_id"].ne("")
    clients = []
    for at, row in enumerate(rows.to_dict("records")):
        if not row["client_id"]:
            told.append(f"roster.csv, row {row['row']}: no client_id; the row is not used")
            continue
        if twice.iloc[at]:
            told.append(
                f"roster.csv, row {row['row']}: client_id {row['client_id']} stands more than once; none of "
                "its rows is used, since they may mean two people"
            )
            continue
        clients.append(_client(row, days["started_on"].iloc[at], days["ended_on"].iloc[at], told))
    return Roster(clients, told)


def even(name: str) -> str:
    r"""A name of a client or folder as it is compared: composed letters, no blanks around it.

    >>> even(" Cafe\u0301 ") == "Caf\u00e9"
    True
    """
    return unicodedata.normalize("NFKC", name).strip()


def file_stems(client_ids: Iterable[str]) -> dict[str, str]:
    """For each id a file name without ending that stays in its folder on every system, no two alike.

    An id of plain letters, digits, dots and dashes is its own; any other, one that a system reserves and one
    that differs from another in case alone gets a fingerprint.

    >>> file_stems(["c-01", "../etc/passwd", "NUL"])
    {'c-01': 'c-01', '../etc/passwd': 'etc-passwd-7fef78f5', 'NUL': 'NUL-ae6de182'}
    """
    ids = list(dict.fromkeys(client_ids))
    lower = [one.casefold() for one in ids]
    stems: dict[str, str] = {}
    used: set[str] = set()
    for one in ids:
        plain = SAFE.fullmatch(one) and not RESERVED.fullmatch(one) and lower.count(one.casefold()) == 1
        stem = one if plain else _marked(one, 8)
        if stem.casefold() in used:
            stem = _marked(one, 32)
        used.add(stem.casefold())
        stems[one] = stem
    return stems


def _client(row: dict[Any, Any], started: pd.Timestamp, ended: pd.Timestamp, told: list[str]) -> Client:
    start, end = (None if is_missing(day) else day for day in (started, ended))
    if start is not None and end is not None and end < start:
        told.append(f"roster.csv, row {row['row']}: ended_on lies before started_on; neither is used")
        start = end = None
    words: dict[str, Any] = {name: row[name] for name in ("client_id", "sponsor", "cohort", "coach", "owner")}
    consents: dict[str, Any] = {name: _agreed(row, name, told) for name in CONSENTS}
    return Client(**words, **consents, started_on=start, ended_on=end)


def _agreed(row: dict[Any, Any], consent: str, told: list[str]) -> bool:
    said = row[consent].casefold()
    if said not in YES | NO:
        told.append(f"roster.csv, row {row['row']}: {consent} is neither yes nor no; taken as no")
    return said in YES


def _marked(client_id: str, digits: int) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", client_id).strip("-")[:40]
    digest = hashlib.sha256(client_id.encode(errors="replace")).hexdigest()[:digits]
    return f"{plain or 'client'}-{digest}"
