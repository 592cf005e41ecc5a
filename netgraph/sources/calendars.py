"""Calendars (.ics): who met whom, and when. A series is one row of the file, however often it took place.

A meeting is counted when the owner was in it and others *accepted*: all of them, at most 8, have met one
another (`meeting`, also between two others). Where nobody's answer is written, as Outlook's exports do,
it is an `event`: contact, but no proof of who came. Of a series that several files tell the newest counts.
All-day entries, cancelled and declined ones, rooms, lists and meetings of more than 50 are left out. A
calendar knows nothing after its newest time stamp, so what stands there later is still to come.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.sources.calendar_events import Event, Guest, event
from netgraph.sources.content_lines import blocks_of
from netgraph.sources.decoding import with_lines
from netgraph.sources.extract import Columns, Extract, Mention
from netgraph.sources.owner import OWNER_UNKNOWN
from netgraph.sources.part import File, Part, extracted
from netgraph.sources.plain_text import email
from netgraph.sources.recurrence import occurrences
from netgraph.sources.zones import Zones, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netgraph.sources.archive import Member

__all__ = ["read_calendars"]

SOURCE: Final = "calendar"
SMALL: Final = 8
LARGEST: Final = 50
MOST_EVENTS: Final = 1_000_000
MOST_MEETINGS: Final = 3_000_000
NEARLY_ALL: Final = 0.8
NEVER: Final = datetime(1990, 1, 1, tzinfo=UTC)
COLUMNS: Final = Columns(
    ("at <- DTSTART, RRULE, EXDATE, RDATE", "person <- ATTENDEE, ORGANIZER"),
    ("SUMMARY", "DESCRIPTION", "LOCATION", "DTEND"),
)
END: Final = ("name", "email")


class _Series(NamedTuple):
    """All that a file says under one UID: the event, and the occurrences that differ from it."""

    main: Event | None
    others: dict[datetime, Event]

    @property
    def uid(self) -> str | None:
        """What the calendar calls it, in every file it is written to."""
        return (self.main or next(iter(self.others.values()))).uid


class _Calendar(NamedTuple):
    name: str
    title: str
    series: list[_Series]
    until: datetime


class _Meeting(NamedTuple):
    row: int
    at: datetime
    thread: str
    sender: str
    people: tuple[str, ...]
    is_sure: bool


def read_calendars(members: Iterable[Member], *, owner: Mention = Mention()) -> Extract:
    """The meetings of calendar files, and the ties among those who met in small ones.

    Raises `ReadError` for files without any event or with too many, `OwnerUnknownError` when it does not
    come out whose calendar it is.
    """
    calendars = [_calendar(member) for member in members]
    if not any(calendar.series for calendar in calendars):
        raise ReadError("the calendar holds no event: export it again as .ics")
    names = _names(calendars)
    found = _owner(calendars, names, owner)
    newest = _newest(calendars)
    files = [_file(calendar, found, names, newest) for calendar in calendars]
    address = None if found.main is None or found.main.startswith("name:") else found.main
    return extracted(SOURCE, files, owner=Mention(found.name, owner.linkedin, address))


def _calendar(member: Member) -> _Calendar:
    def read(lines: Iterator[str]) -> _Calendar:
        outside: list[str] = []
        series: dict[str, _Series] = {}
        zones: Zones | None = None
        last = ""
        for count, block in enumerate(blocks_of(lines, "VEVENT", outside=outside), 1):
            if count > MOST_EVENTS:
                raise ReadError(f"the calendar holds more than {MOST_EVENTS:,} events: give it in parts")
            zones = zones or Zones(outside, _said(outside, "X-WR-TIMEZONE"))
            one = event(block, zones)
            last = max(last, one.stamp)
            _place(series, one, count)
        starts = [one.main.start for one in series.values() if one.main and one.main.start]
        until = moment(last, UTC) or max(starts, default=NEVER)
        return _Calendar(member.name, _said(outside, "X-WR-CALNAME") or "", list(series.values()), until)

    return with_lines(member.blocks, read)


def _said(outside: list[str], name: str) -> str | None:
    heads = (line.partition(":") for line in outside)
    return next((value.strip() for head, _, value in heads if head.partition(";")[0].upper() == name), None)


def _place(series: dict[str, _Series], one: Event, count: int) -> None:
    """Put an event under its UID; of two that say the same, the one changed last counts."""
    uid = one.uid or f"{count}"
    known = series.get(uid, _Series(None, {}))
    if one.instance is not None:
        at = one.instance.astimezone(UTC)
        if at not in known.others or known.others[at].sequence <= one.sequence:
            known.others[at] = one
    elif known.main is None or known.main.sequence <= one.sequence:
        known = known._replace(main=one)
    series[uid] = known


def _newest(calendars: list[_Calendar]) -> dict[str, str]:
    """UID -> the file that tells of it last."""
    told = sorted(calendars, key=lambda calendar: calendar.until)
    return {one.uid: calendar.name for calendar in told for one in calendar.series if one.uid}


def _names(calendars: list[_Calendar]) -> dict[str, str | None]:
    """Who -> the name most often shown."""
    shown: Counter[Guest] = Counter()
    for calendar in calendars:
        for one in _events(calendar):
            shown.update(_everybody(one))
    counts: dict[str, Counter[str]] = {}
    for guest, times in shown.items():
        seen = counts.setdefault(guest.who, Counter())
        if guest.name:
            seen[guest.name] += times
    return {
        who: max(seen, key=lambda name: (seen[name], name)) if seen else None for who, seen in counts.items()
    }


def _events(calendar: _Calendar) -> Iterator[Event]:
    for one in calendar.series:
        if one.main:
            yield one.main
        yield from one.others.values()


def _everybody(one: Event) -> tuple[Guest, ...]:
    return (one.organizer, *one.guests) if one.organizer else one.guests


class _Owner(NamedTuple):
    main: str | None
    name: str | None
    also: frozenset[str]


def _owner(calendars: list[_Calendar], names: dict[str, str | None], said: Mention) -> _Owner:
    """Whose calendars they are: said, in the calendar's title, or in nearly all meetings."""
    main = said.email
    if main is None and said.name is not None:
        main = next((who for who, name in names.items() if _alike(name, said.name)), None)
    if main is None:
        titles = {email(calendar.title) for calendar in calendars if "@" in calendar.title} - {None}
        main = titles.pop() if len(titles) == 1 else _in_most(calendars)
        if main is None and names:
            raise OwnerUnknownError(OWNER_UNKNOWN)
    name = said.name or names.get(main or "")
    also = {who for who, shown in names.items() if name and " " in name and _alike(shown, name)}
    return _Owner(main, name, frozenset(also | {main} if main else also))


def _alike(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() == other.casefold()


def _in_most(calendars: list[_Calendar]) -> str | None:
    """Who is in nearly all meetings, or in more than any other and called more than half of them."""
    present: Counter[str] = Counter()
    called: Counter[str] = Counter()
    meetings = 0
    for calendar in calendars:
        for one in _events(calendar):
            people = {guest.who for guest in _everybody(one)}
            if len(people) > 1:
                meetings += 1
                present.update(people)
                if one.organizer:
                    called[one.organizer.who] += 1
    first, second = [*present.most_common(2), ("", 0), ("", 0)][:2]
    if meetings < 2 or first[1] == second[1]:
        return None
    return first[0] if first[1] >= NEARLY_ALL * meetings or 2 * called[first[0]] > meetings else None


def _file(calendar: _Calendar, owner: _Owner, names: dict[str, str | None], newest: dict[str, str]) -> File:
    meetings: list[_Meeting] = []
    rejects: list[tuple[int, str]] = []
    rows = 0
    for row, one in enumerate(calendar.series, 1):
        if newest.get(one.uid or "", calendar.name) != calendar.name:
            rejects.append((row, "duplicate"))
            continue
        held, reason = _held(one, owner, calendar.until, row)
        if not held:
            rejects.append((row, reason))
        rows += sum(len(meeting.people) for meeting in held)
        if rows > MOST_MEETINGS:
            raise ReadError("the calendar repeats its meetings millions of times: give a shorter span of it")
        meetings += held
    refused = pd.DataFrame(
        {
            "row": pd.Series([row for row, _ in rejects], dtype="int64"),
            "reason": pd.array([reason for _, reason in rejects], dtype="str"),
        }
    )
    who = _People(names, owner)
    return File(
        calendar.name,
        rows=len(calendar.series),
        parts=[
            Part("interactions", _interactions(meetings, who), refused),
            Part("ties", _ties(meetings, who), refused.head(0)),
        ],
        columns=COLUMNS,
    )


def _held(series: _Series, owner: _Owner, until: datetime, row: int) -> tuple[list[_Meeting], str]:
    """The meetings of a series that took place, else why there are none."""
    planned: list[tuple[datetime, Event]] = []
    reason = "in the future"
    main = series.main
    if main is not None:
        if main.start is None:
            reason = "all day" if main.is_all_day else "bad date"
        else:
            found = occurrences(main.start, main.rule, until)
            if found is None:
                return [], "odd recurrence"
            found += [at for at in main.extra if at.astimezone(UTC) <= until]
            instants = {at.astimezone(UTC) for at in found}
            if main.left_out or series.others:
                instants = instants - main.left_out - series.others.keys()
            planned += [(at, main) for at in instants]
    planned += [(one.start.astimezone(UTC), one) for one in series.others.values() if one.start]
    meetings: list[_Meeting] = []
    thread = "calendar:" + _digest(series.uid or f"row {row}")
    parties: dict[int, tuple[str, tuple[str, ...], bool] | str] = {}
    for at, one in sorted(planned, key=lambda pair: pair[0]):
        party = parties.get(id(one))
        if party is None:
            party = parties[id(one)] = _party(one, owner)
        if isinstance(party, str):
            reason = party
        elif at <= until:
            meetings.append(_Meeting(row, at, thread, *party))
    return meetings, reason


def _party(one: Event, owner: _Owner) -> tuple[str, tuple[str, ...], bool] | str:
    """Who called it, everybody who took part, and whether their answers are known; or why it is none."""
    if one.is_cancelled:
        return "cancelled"
    organizer = None if one.organizer is None else _one(one.organizer.who, owner)
    guests = {guest.who: guest.answer for guest in one.guests}
    if not owner.also.isdisjoint(guests):
        guests = {_one(who, owner): answer for who, answer in guests.items()}
    main = owner.main or ""
    if not (guests.keys() | {organizer}) - {main, None}:
        return "nobody"
    is_sure = any(guests.values())
    if organizer is None or organizer == main:
        # Whoever wrote it down without an organizer is the owner of the calendar.
        guests[main] = guests.get(main) or "ACCEPTED"
    elif main not in guests:
        return "not the owner's"
    else:
        guests[organizer] = guests.get(organizer) or "ACCEPTED"
    if is_sure and guests[main] != "ACCEPTED":
        return "declined" if guests[main] == "DECLINED" else "not accepted"
    came = {who for who, answer in guests.items() if answer == "ACCEPTED" or not is_sure}
    if len(came) < 2:
        return "nobody accepted"
    if len(came) > LARGEST:
        return "too many people"
    return organizer if organizer in came else main, tuple(sorted(came)), is_sure


def _one(who: str, owner: _Owner) -> str:
    return (owner.main or who) if who in owner.also else who


def _digest(uid: str) -> str:
    return hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=8).hexdigest()


class _People:
    """Mentions by who: a name and an address."""

    def __init__(self, names: dict[str, str | None], owner: _Owner) -> None:
        known = names | {owner.main: owner.name} if owner.main else names
        self._code = {who: code for code, who in enumerate(known)}
        self._names = pd.array(list(known.values()), dtype="str")
        self._addresses = pd.array([None if who.startswith("name:") else who for who in known], dtype="str")

    def columns(self, role: str, who: list[str]) -> dict[str, object]:
        """The columns of one role of a table."""
        codes = np.fromiter(map(self._code.__getitem__, who), dtype="int64", count=len(who))
        return {f"{role}_name": self._names.take(codes), f"{role}_email": self._addresses.take(codes)}


def _interactions(meetings: list[_Meeting], people: _People) -> pd.DataFrame:
    """A row for each who took part in a meeting beside the one who called it."""
    others = [to for one in meetings for to in one.people if to != one.sender]
    sizes = np.array([len(one.people) for one in meetings], dtype="int64")
    # Per meeting first, then repeated: there are several times more rows than meetings.
    row = np.repeat(np.arange(len(meetings)), sizes - 1)
    at = pd.to_datetime([one.at for one in meetings], utc=True)
    channel = pd.array(["meeting" if one.is_sure else "event" for one in meetings], dtype="str")
    thread = pd.array([one.thread for one in meetings], dtype="str")
    sender = people.columns("sender", [one.sender for one in meetings])
    by_meeting = pd.DataFrame(
        {
            "row": np.array([one.row for one in meetings], dtype="int64"),
            "at": at,
            "channel": channel,
            "thread": thread,
            "group_size": sizes,
            **sender,
        }
    )
    rows = by_meeting.take(row).reset_index(drop=True)
    rows[["recipient_name", "recipient_email"]] = pd.DataFrame(people.columns("recipient", others))
    return rows


def _ties(meetings: list[_Meeting], people: _People) -> pd.DataFrame:
    """Each pair that met in a small meeting once, since the first."""
    first: dict[tuple[str, str], _Meeting] = {}
    series: set[int] = set()
    for one in meetings:
        # The meetings of a series share one tuple of people, and the first of them comes first.
        if one.is_sure and len(one.people) <= SMALL and id(one.people) not in series:
            series.add(id(one.people))
            for pair in combinations(one.people, 2):
                known = first.get(pair)
                if known is None or one.at < known.at:
                    first[pair] = one
    since = pd.to_datetime([one.at for one in first.values()], utc=True)
    return pd.DataFrame(
        {
            "row": pd.Series([one.row for one in first.values()], dtype="int64"),
            **people.columns("a", [a for a, _ in first]),
            **people.columns("b", [b for _, b in first]),
            "evidence": pd.Series("meeting", index=range(len(first)), dtype="str"),
            "since": since.normalize(),
        }
    )
