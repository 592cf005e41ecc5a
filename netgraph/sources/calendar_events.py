"""Calendar events: what one VEVENT says of time and people. Titles, places and notes are not read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.sources.content_lines import line, plain_value
from netgraph.sources.machines import is_machine
from netgraph.sources.names import given_first, shown_name
from netgraph.sources.plain_text import email
from netgraph.sources.zones import moment

if TYPE_CHECKING:
    from netgraph.sources.content_lines import Block, Line
    from netgraph.sources.zones import Zones

__all__ = ["ANSWERED", "Event", "Guest", "event"]

ATTENDEE: Final = frozenset({"ATTENDEE:", "ATTENDEE;"})
WANTED: Final = frozenset(
    {
        "DTSTAMP",
        "DTSTART",
        "EXDATE",
        "LAST-MODIFIED",
        "ORGANIZER",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "UID",
    }
)
STAMPS: Final = ("DTSTAMP", "LAST-MODIFIED")
STAMP: Final = re.compile(r"(?:19|20)\d{6}T\d{6}Z")
NO_PEOPLE: Final = frozenset({"ROOM", "RESOURCE", "GROUP"})
ANSWERED: Final = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED"})
DAY: Final = re.compile(r"\d{8}")
MOST_GUESTS: Final = 2_000


class Guest(NamedTuple):
    """Somebody invited or inviting: `who` is the address, or the name where there is none."""

    who: str
    name: str | None
    address: str | None
    answer: str


class Event(NamedTuple):
    """One VEVENT: `instance` is the occurrence that it replaces, `stamp` when it was last touched."""

    uid: str
    start: datetime | None
    is_all_day: bool
    rule: str | None
    extra: tuple[datetime, ...]
    left_out: frozenset[datetime]
    instance: datetime | None
    sequence: int
    is_cancelled: bool
    organizer: Guest | None
    guests: tuple[Guest, ...]
    stamp: str


def event(block: Block, zones: Zones) -> Event:
    """The event of a block; what it does not say, or says wrongly, is None or empty."""
    # Half the lines of a calendar are guests, and most of these have been read before.
    invited = [text for text in block.lines if text[:9].upper() in ATTENDEE]
    lines: dict[str, list[Line]] = {}
    for one in block.properties(WANTED):
        lines.setdefault(one.name, []).append(one)
    start = lines.get("DTSTART", [])[:1]
    sequence = _value(lines, "SEQUENCE")
    organizer = lines.get("ORGANIZER")
    guests = map(_guest, invited[:MOST_GUESTS])
    return Event(
        uid=_value(lines, "UID"),
        start=next(iter(_moments(start, zones)), None),
        is_all_day=any(DAY.fullmatch(one.value.strip()) for one in start),
        rule=_value(lines, "RRULE") or None,
        extra=tuple(_moments(lines.get("RDATE"), zones)),
        left_out=frozenset(at.astimezone(UTC) for at in _moments(lines.get("EXDATE"), zones)),
        instance=next(iter(_moments(lines.get("RECURRENCE-ID"), zones)), None),
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,
        is_cancelled=_value(lines, "STATUS").upper() == "CANCELLED",
        organizer=_guest(organizer[0].text) if organizer else None,
        guests=tuple([one for one in guests if one is not None]),
        stamp=max([text for name in STAMPS if STAMP.fullmatch(text := _value(lines, name))], default=""),
    )


def _value(lines: dict[str, list[Line]], name: str) -> str:
    found = lines.get(name)
    return found[0].value.strip() if found else ""


def _moments(lines: list[Line] | None, zones: Zones) -> list[datetime]:
    found: list[datetime] = []
    if not lines:
        return found
    for one in lines:
        zone = zones.named(one.params["TZID"]) if "TZID" in one.params else zones.default
        # A period (`start/end`) counts by its start.
        found += [at for text in one.value.split(",") if (at := moment(text, zone))]
    return found


@lru_cache(maxsize=50_000)
def _guest(text: str) -> Guest | None:
    """The person on a line; None for rooms, lists and machines."""
    said = line(text)
    if said is None:
        return None
    name, address, answer, kind, role = (
        said.params.get(name, "") for name in ("CN", "EMAIL", "PARTSTAT", "CUTYPE", "ROLE")
    )
    # iCloud gives the address beside a path of its own.
    found = email(address) or (
        email(said.value.partition(":")[2] or said.value) if "@" in said.value else None
    )
    if kind.upper() in NO_PEOPLE or role.upper() == "NON-PARTICIPANT" or (found and is_machine(found)):
        return None
    shown = None if "@" in name else shown_name(given_first(plain_value(name)))
    who = found or (f"name:{shown.casefold()}" if shown else None)
    answer = answer.strip().upper()
    return None if who is None else Guest(who, shown, found, answer if answer in ANSWERED else "")
