"""Recurrence: when a series takes place, from its rule, its extra dates and its exceptions (RFC 5545).

Rules are steps on the wall clock of the series' own zone: ten o'clock stays ten when summer time begins.
A series without end goes on to the last moment the calendar can know of, never further.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["occurrences"]

MOST: Final = 15_000
"""Occurrences of a series; a daily one since 1990 has 13,000."""

FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
NOT_MEETINGS: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY", "BYEASTER"})
LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ORDINAL: Final = re.compile(r"([+-]?\d+)(?:MO|TU|WE|TH|FR|SA|SU)")
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEPS: Final = {"DAILY": 1, "WEEKLY": 7}


def occurrences(start: datetime, rule: str | None, until: datetime) -> list[datetime] | None:
    """The moments (aware) of a series that begins at `start`, up to `until`; None for a rule that is none.

    >>> berlin = __import__("zoneinfo").ZoneInfo("Europe/Berlin")
    >>> tens = occurrences(datetime(2024, 3, 24, 10, tzinfo=berlin), "FREQ=WEEKLY;COUNT=2",
    ...                    datetime(2025, 1, 1, tzinfo=UTC))
    >>> [f"{at.astimezone(UTC):%d %H:%M}" for at in tens]
    ['24 09:00', '31 08:00']
    """
    if rule is None:
        return [start] if start <= until else []
    fields = _fields(rule)
    if fields is None or not _can_happen(fields, start):
        return None
    limit = _limit(fields, start, until)
    try:
        found = list(_up_to(_moments(start, fields), limit))
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError, IndexError):
        return None
    # The series begins where it says, even when its rule does not name that day.
    return found if found[:1] == [start] or start > until else [start, *found]


def _fields(rule: str) -> dict[str, str] | None:
    fields = dict(part.upper().partition("=")[::2] for part in rule.strip().split(";") if part)
    if fields.get("FREQ") not in FREQUENCIES or NOT_MEETINGS & fields.keys():
        return None
    interval, count = fields.get("INTERVAL", "1"), fields.get("COUNT", "1")
    # An interval of zero never gets anywhere.
    if not (interval.isdecimal() and count.isdecimal() and 0 < int(interval) < 1000):
        return None
    return fields


def _can_happen(fields: dict[str, str], start: datetime) -> bool:
    """Whether a rule can ever come true: the machine would look for 30 February until the year 9999."""
    frequency, interval = fields["FREQ"], int(fields.get("INTERVAL", "1"))
    if frequency == "DAILY" and interval > 1 and any(key.startswith("BY") for key in fields):
        return False
    months = set(_numbers(fields.get("BYMONTH", ""))) or set(range(1, 13))
    if frequency == "MONTHLY":
        months &= {(start.month - 1 + interval * n) % 12 + 1 for n in range(12)}
    days = _numbers(fields.get("BYMONTHDAY", ""))
    longest = max((LONGEST_MONTHS[month - 1] for month in months if 0 < month < 13), default=0)
    if not longest or (days and (frequency == "WEEKLY" or min(map(abs, days)) > longest)):
        return False
    by_day = fields.get("BYDAY", "")
    ordinals = _numbers(",".join(ORDINAL.findall(by_day)))
    if any(abs(one) > (53 if frequency == "YEARLY" and "BYMONTH" not in fields else 5) for one in ordinals):
        return False
    places = _numbers(fields.get("BYSETPOS", ""))
    # Of each weekday a month has four at least.
    plain = bool(by_day) and not ordinals and not days and frequency in {"MONTHLY", "YEARLY"}
    return not places or (plain and max(map(abs, places)) <= 4)


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",") if word.lstrip("+-").isdecimal() and len(word) < 5]


def _limit(fields: dict[str, str], start: datetime, until: datetime) -> datetime:
    said = fields.get("UNTIL", "")
    if not said[:8].isdecimal():
        return until
    try:
        if "T" not in said:
            end = datetime.strptime(said[:8], "%Y%m%d").replace(tzinfo=start.tzinfo) + timedelta(days=1)
            end -= timedelta(seconds=1)
        else:
            zone = UTC if said.endswith("Z") else start.tzinfo
            end = datetime.strptime(said[:15], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return until
    return min(end, until)


def _moments(start: datetime, fields: dict[str, str]) -> Iterator[datetime]:
    count = int(fields.get("COUNT", MOST))
    step = STEPS.get(fields["FREQ"])
    says_more = fields.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    same_day = step == 7 and says_more == {"BYDAY"} and fields["BYDAY"] == DAYS[start.weekday()]
    if step and (not says_more or same_day):
        # What nearly all meetings do; the general machine takes ten times as long.
        days = step * int(fields.get("INTERVAL", "1"))
        return (start + timedelta(days=days * n) for n in range(min(count, MOST)))
    from dateutil.rrule import rrulestr

    kept = ";".join(f"{key}={value}" for key, value in fields.items() if key != "UNTIL")
    wall = start.replace(tzinfo=None)
    return (at.replace(tzinfo=start.tzinfo) for at in islice(rrulestr(kept, dtstart=wall), MOST))


def _up_to(moments: Iterator[datetime], limit: datetime) -> Iterator[datetime]:
    for at in moments:
        # Two times of one zone compare as wall times: an aware limit in UTC makes it the moments.
        if at.astimezone(UTC) > limit.astimezone(UTC):
            return
        yield at
