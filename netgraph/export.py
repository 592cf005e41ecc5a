"""Export: the book as JSON or CSV, the week as a calendar, for other programs.

`to_json` and `from_json` are a lossless pair. A CSV cell that a spreadsheet would run as a formula (it begins
with = + - @, a tab or a line end) gets an apostrophe in front: safe to open, and no way back; JSON is the
way back. A calendar holds steps and reasons, and never the user's own notes: calendars are shared.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.contacts import Contacts
from netgraph.json_tables import tables_from_json, tables_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["from_json", "to_calendar", "to_csv", "to_json"]

RUN_AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_LINE: Final = 75
"""Octets of a calendar's line, its end not counted (RFC 5545, 3.1)."""

A_DAY: Final = pd.Timedelta(days=1)
FRIDAY: Final = 4


def to_json(contacts: Contacts) -> str:
    """Everything in `contacts` as one JSON text (see `netgraph.json_tables`)."""
    return tables_to_json(contacts.tables())


def from_json(text: str) -> Contacts:
    """The contacts that `to_json` wrote. Raises `ReadError` for any other text."""
    return Contacts.of(tables_from_json(text))


def to_csv(frame: pd.DataFrame) -> str:
    """Any answer or table as CSV: lists joined by " | ", moments in ISO 8601, formulas made harmless.

    >>> to_csv(pd.DataFrame({"name": ["=1+1", "Ana"], "score": [-0.5, 2.0]})).split()
    ['name,score', "'=1+1,-0.5", 'Ana,2.0']
    """
    # With this line end pandas also quotes a lone carriage return, which readers take for one.
    return str(frame.map(_cell).to_csv(index=False, lineterminator="\r\n"))


def to_calendar(steps: pd.DataFrame, follow_ups: pd.DataFrame, *, as_of: pd.Timestamp) -> str:
    """The open steps of the week (`netgraph.this_week`) and the follow-ups that wait, as an iCalendar text.

    Steps are all-day entries, one a working day from `as_of` to Friday and around again (at the weekend: on
    the day itself); a follow-up (`netgraph.follow_ups`) stands on the last day on which it is in time. The
    same step has the same UID, so that reading a file again doubles nothing.
    """
    today = as_of.normalize()
    days = [today + A_DAY * n for n in range(max(FRIDAY - today.weekday(), 0) + 1)]
    entries = [
        (
            days[n % len(days)],
            str(row["step"]),
            str(row["why"]),
            f"{steps.attrs.get('week')} {row['kind']}",
            row,
        )
        for n, row in enumerate(steps[steps["state"] == "open"].to_dict("records"))
    ]
    entries += [
        (max(row["due"], today), str(row["step"]), str(row["why"]), f"follow up {row['due']:%Y-%m-%d}", row)
        for row in follow_ups.to_dict("records")
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//netgraph//practice//EN", "CALSCALE:GREGORIAN"]
    for day, summary, why, what, row in entries:
        uid = hashlib.blake2b(f"{what} {row['person_id']}".encode(), digest_size=12).hexdigest()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@netgraph",
            f"DTSTAMP:{as_of:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + A_DAY:%Y%m%d}",
            f"SUMMARY:{_escaped(summary)}",
            f"DESCRIPTION:{_escaped(why)}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = " | ".join(map(str, value))
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(RUN_AS_FORMULA) else value


def _escaped(text: str) -> str:
    """Text as a value of a calendar (RFC 5545, 3.3.11); controls that it forbids become blanks."""
    plain = "".join(one if one >= " " or one == "\n" else " " for one in text.replace("\r\n", "\n"))
    for sign in "\\;,":
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, cut between characters; all but the first begin blank."""
    part = ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
