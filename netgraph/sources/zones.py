"""Time zones of calendars: a name, the calendar's own definition, or the calendar's default.

Google and Apple name zones as the public table does; Outlook gives Windows names and defines them in a
VTIMEZONE beside the events; some programs put a path of their own before the name.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["Zones", "moment"]

MOMENT: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z)?)?")
STEADY: Final = re.compile(
    r"RRULE[^:]*:(?=.*FREQ=YEARLY)(?!.*(?:INTERVAL|COUNT|BYHOUR|BYMINUTE|BYSECOND))", re.IGNORECASE
)
EARLIEST: Final = 1990
LATEST: Final = 2100


class Zones:
    """The zones of one calendar, from the lines that stand outside its events."""

    def __init__(self, outside: list[str], default: str | None) -> None:
        self._own = _definitions(outside)
        self._known: dict[str, tzinfo] = {}
        self.default: tzinfo = UTC
        self.default = self.named(default) if default else UTC

    def named(self, name: str) -> tzinfo:
        """The zone of that name; the calendar's default where nobody knows it."""
        if name not in self._known:
            found = _public(name) or _defined(self._own.get(name)) or _public("/".join(name.split("/")[-2:]))
            self._known[name] = found or self.default
        return self._known[name]


def moment(text: str, zone: tzinfo) -> datetime | None:
    """The moment that `text` writes, in its zone; None for a bare date and for what is no possible time.

    >>> moment("20240305T100000Z", UTC)
    datetime.datetime(2024, 3, 5, 10, 0, tzinfo=datetime.timezone.utc)
    """
    found = MOMENT.match(text.strip())
    if found is None or found[2] is None:
        return None
    day, time = found[1], found[2]
    try:
        at = datetime(
            int(day[:4]),
            int(day[4:6]),
            int(day[6:]),
            int(time[:2]),
            int(time[2:4]),
            min(int(time[4:]), 59),
            tzinfo=UTC if found[3] else zone,
        )
    except ValueError:
        return None
    return at if EARLIEST <= at.year < LATEST else None


def _public(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


def _definitions(outside: list[str]) -> dict[str, list[str]]:
    """The VTIMEZONE blocks by TZID."""
    found: dict[str, list[str]] = {}
    block: list[str] | None = None
    for line in outside:
        mark = line.strip().upper()
        if mark == "BEGIN:VTIMEZONE":
            block = []
        if block is not None:
            block.append(line)
        if mark == "END:VTIMEZONE" and block is not None:
            names = [one.partition(":")[2].strip() for one in block if one[:5].upper() == "TZID:"]
            found |= dict.fromkeys(names[:1], block)
            block = None
    return found


def _defined(block: list[str] | None) -> tzinfo | None:
    """The zone that a VTIMEZONE defines; None for one whose rules are more than once a year."""
    if block is None:
        return None
    if not all(STEADY.match(line) for line in block if line[:5].upper() == "RRULE"):
        return None
    from dateutil.tz import tzical

    try:
        zone: tzinfo | None = tzical(io.StringIO("\n".join(block))).get()
        if zone is not None:
            zone.utcoffset(datetime(2020, 6, 1))  # noqa: DTZ001 - a wall time, which is what zones are asked for
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
        return None
    return zone
