"""A LinkedIn export as large as one likes, with the shape of a real one and nobody in it.

``python -m tests.benchmarks.exports_at_scale big.zip --connections 30000 --messages 300000`` writes an
archive in the format of 2026: connections at some 4,000 employers (the biggest holds 2 % of them), one
in ten with messages (a few with very many), 3 % of the messages in threads of 3 to 12 people, 1 % with
line breaks. Messages are written as they are made: memory grows with connections, not with messages.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import zipfile
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["EGO_URL", "main", "write_calendar", "write_export", "write_mailbox"]

EMPLOYERS: Final = 4000
SHARE_WITH_MESSAGES: Final = 0.10
SHARE_IN_GROUPS: Final = 0.03
SHARE_MULTI_LINE: Final = 0.01
LAST_DAY: Final = date(2026, 11, 1)
FIRST_YEAR: Final = 2011

EGO_NAME: Final = "Alex Moreno"
EGO_URL: Final = "https://www.linkedin.com/in/alex-moreno-at-scale"


def _words(text: str) -> list[str]:
    return text.split()


STARTS: Final = _words("Bal Cor Dun Fen Gar Hol Jor Kal Lum Mir Nor Oss Pel Quor Ras Sel Tav Ulm Ver Wen")
MIDDLES: Final = _words("a e i o u ai ea io ou ey")
ENDS: Final = _words("ba dan fer gus holt jin kart lund mar nok pol rin sted tov vik wyn xan zor beth dro")
TITLES: Final = (
    "Analyst",
    "Engineer",
    "Manager",
    "Director, Data",
    "Designer",
    "Technical Recruiter",
    "Consultant",
)
TEXTS: Final = (
    "Thanks, that helps a lot.",
    'He said ""yes"", so we start on Monday.',
    "Shall we talk next week, say Tuesday at ten?",
    "Congratulations on the new role! I hope the team is as good as the last one.",
    "I will send the slides, the notes and the recording.",
    "How are you? It has been a while, and I would like to hear how the move went.",
)
SEVERAL_LINES: Final = "Three things:\n- the plan\n- the date\n\nWhat do you think?"


EGO_ADDRESS: Final = f"{EGO_NAME} <alex.moreno@example.org>"
EGO_GUEST: Final = f"{EGO_NAME}:mailto:alex.moreno@example.org"
CALENDAR_HEAD: Final = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n"
    "X-WR-CALNAME:alex.moreno@example.org\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
)
LETTER: Final = (
    "From {0}@xxx Mon Jan 01 00:00:00 +0000 2024\nX-GM-THRID: {0}\nX-Gmail-Labels: Inbox\n"
    "Delivered-To: alex.moreno@example.org\nMessage-ID: <{0}@example.org>\nFrom: {1}\nTo: {2}\n"
    "Date: Mon, {3} Jan 2024 10:00:00 -0800\nSubject: Nobody reads this\n\n"
)


class _Person(NamedTuple):
    name: str
    url: str
    connected_on: date


def write_export(path: str | Path, *, connections: int, messages: int, seed: int = 0) -> Path:
    """Write an archive with exactly so many connections and messages; the same for the same seed.

    Raises `ValueError` when a number is negative or there are messages but nobody to write to.
    """
    if connections < 0 or messages < 0 or (messages and not connections):
        raise ValueError(f"cannot write {messages} messages with {connections} connections")
    draw = random.Random(seed)
    people = [_person(draw, number) for number in range(connections)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        _write_member(archive, "Connections.csv", _connections(draw, people))
        _write_member(archive, "messages.csv", _messages(draw, people, messages))
        _write_member(archive, "Invitations.csv", _invitations(draw, people))
        _write_member(archive, "Profile.csv", _profile())
        _write_member(archive, "Positions.csv", _positions())
    return Path(path)


def main(arguments: list[str] | None = None) -> int:
    """Write the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a large made-up LinkedIn export.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--connections", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    path = write_export(
        options.path, connections=options.connections, messages=options.messages, seed=options.seed
    )
    print(f"wrote {path} ({path.stat().st_size:,} bytes)")
    return 0


def _person(draw: random.Random, number: int) -> _Person:
    parts = (STARTS, MIDDLES, ENDS, STARTS, MIDDLES, ENDS, STARTS, ENDS)
    sounds = [draw.choice(part) for part in parts]
    given, family = "".join(sounds[:3]), "".join(sounds[3:6]) + "-" + "".join(sounds[6:])
    slug = f"{given}-{family}-{number:x}".lower()
    if number % 12 == 0:
        slug = f"zo%C3%AB-{slug}"
    # the square root makes later years fuller, as networks grow
    share = draw.random() ** 0.5
    days = (LAST_DAY - date(FIRST_YEAR, 1, 1)).days
    day = date(FIRST_YEAR, 1, 1) + timedelta(days=int(share * days))
    return _Person(f"{given} {family}", f"https://www.linkedin.com/in/{slug}", day)


def _connections(draw: random.Random, people: list[_Person]) -> Iterator[str]:
    yield 'Notes:\n"When exporting your connection data, you may notice that some addresses are missing."\n\n'
    yield "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    ranks = list(accumulate(1 / (rank + 8) for rank in range(EMPLOYERS)))
    employers = draw.choices(range(EMPLOYERS), cum_weights=ranks, k=len(people)) if people else []
    for person, employer in zip(people, employers, strict=True):
        given, family = person.name.split(" ")
        title = draw.choice(TITLES)
        title = f'"{title}"' if "," in title else title
        yield f"\n{given},{family},{person.url},,{_employer(employer)},{title},{person.connected_on:%d %b %Y}"


def _employer(rank: int) -> str:
    start, middle, end = STARTS[rank % 20], MIDDLES[rank // 20 % 10], ENDS[rank // 200]
    return f"{start}{middle}{end} {('Works', 'Labs', 'Foods', 'Systems', 'Bank')[rank % 5]}"


def _messages(draw: random.Random, people: list[_Person], count: int) -> Iterator[str]:
    """One thread after the other, each newest first."""
    yield (
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS",'
        '"DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"'
    )
    if not count:
        return
    talkers = draw.sample(people, max(1, round(len(people) * SHARE_WITH_MESSAGES)))
    in_groups = round(count * SHARE_IN_GROUPS) if len(talkers) > 1 else 0
    thread = 0
    for thread, (person, size) in enumerate(
        zip(talkers, _shares(len(talkers), count - in_groups), strict=True)
    ):
        yield from _thread(draw, thread, "", [person], size)
    while in_groups:
        thread += 1
        members = draw.sample(talkers, min(draw.randint(2, 11), len(talkers)))
        size = min(in_groups, draw.randint(2, 60))
        in_groups -= size
        yield from _thread(draw, thread, f"Group {thread}", members, size)


def _shares(people: int, count: int) -> list[int]:
    """`count` messages over `people`, the first far more than the last; the sum is exact."""
    weights = [1 / (rank + 3) for rank in range(people)]
    total = sum(weights)
    ends = [round(count * share / total) for share in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _thread(draw: random.Random, number: int, title: str, others: list[_Person], size: int) -> Iterator[str]:
    ego = _Person(EGO_NAME, EGO_URL, LAST_DAY)
    first = max(person.connected_on for person in others)
    seconds = max(1, (LAST_DAY - first).days) * 86_400
    midnight = datetime.combine(first, datetime.min.time())
    moments = sorted(
        (midnight + timedelta(seconds=int(draw.random() * seconds)) for _ in range(size)), reverse=True
    )
    members = [ego, *others]
    heads = [_head(number, title, members, place) for place in range(len(members))]
    for at in moments:
        place = 0 if draw.random() < 0.5 else 1 + int(draw.random() * len(others))
        text = SEVERAL_LINES if draw.random() < SHARE_MULTI_LINE else draw.choice(TEXTS)
        yield f'{heads[place]},"{at.isoformat(" ")} UTC","","{text}","INBOX","","No","No"'


def _head(number: int, title: str, members: list[_Person], place: int) -> str:
    """The fields before the date, which stay the same for a sender in a thread."""
    sender, readers = members[place], members[:place] + members[place + 1 :]
    names, urls = ",".join(p.name for p in readers), ",".join(p.url for p in readers)
    return f'\n"2-{number:032x}","{title}","{sender.name}","{sender.url}","{names}","{urls}"'


def _invitations(draw: random.Random, people: list[_Person]) -> Iterator[str]:
    yield "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    for person in people:
        day = person.connected_on
        if day.year < LAST_DAY.year:
            continue
        at = f'"{day.month}/{day.day}/{day:%y}, {draw.randint(1, 12)}:{draw.randint(10, 59)}\u202fPM"'
        if draw.random() < 0.5:
            yield f"\n{EGO_NAME},{person.name},{at},,OUTGOING,{EGO_URL},{person.url}"
        else:
            yield f"\n{person.name},{EGO_NAME},{at},,INCOMING,{person.url},{EGO_URL}"


def _profile() -> Iterator[str]:
    yield (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\nAlex,Moreno,,,,Analyst,,Data Services,,Larkhaven,,,"
    )


def _positions() -> Iterator[str]:
    yield "Company Name,Title,Description,Location,Started On,Finished On"
    yield "\nBalaba Works,Senior Analyst,,Larkhaven,Sep 2019,Oct 2026"
    yield "\nCoraba Labs,Analyst,,Larkhaven,Aug 2015,Aug 2019"


def write_calendar(path: str | Path, *, events: int, seed: int = 0) -> Path:
    """Write a calendar of so many events as Google does: one in twenty a series, one to eight guests."""
    draw = random.Random(seed)
    people = [_person(draw, number) for number in range(1_000)]
    with Path(path).open("w", encoding="utf-8", newline="") as target:
        target.write(CALENDAR_HEAD)
        target.writelines(_event(draw, people, number) for number in range(events))
        target.write("END:VCALENDAR\r\n")
    return Path(path)


def write_mailbox(path: str | Path, *, messages: int, body_lines: int, seed: int = 0) -> Path:
    """Write a mailbox of so many messages as Google Takeout does, each with a body of so many lines."""
    draw = random.Random(seed)
    people = [_person(draw, number) for number in range(1_000)]
    body = "A line of some seventy letters that nobody reads, as bodies have them.\n" * body_lines
    with Path(path).open("w", encoding="utf-8", newline="") as target:
        for number in range(messages):
            other = f"{draw.choice(people).name} <{draw.randrange(1_000)}@example.org>"
            ends = (EGO_ADDRESS, other) if draw.random() < 0.4 else (other, EGO_ADDRESS)
            target.write(LETTER.format(number, *ends, 1 + number % 28) + body + "\n")
    return Path(path)


def _event(draw: random.Random, people: list[_Person], number: int) -> str:
    guests = [
        f"{one.name}:mailto:{one.name.replace(' ', '.')}@example.org"
        for one in draw.sample(people, draw.choice((1, 1, 1, 2, 3, 5, 8)))
    ]
    lines = [f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN={guest}" for guest in [EGO_GUEST, *guests]]
    rule = ["RRULE:FREQ=WEEKLY;COUNT=26"] if draw.random() < 0.05 else []
    day = date(draw.randrange(2016, 2026), draw.randrange(1, 13), draw.randrange(1, 29))
    start = f"{day:%Y%m%d}T{draw.randrange(8, 18):02}0000"
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"DTSTART;TZID=Europe/Berlin:{start}",
            *rule,
            "DTSTAMP:20261101T000000Z",
            f"ORGANIZER;CN={EGO_GUEST}",
            f"UID:{number}@google.com",
            *lines,
            "CREATED:20150101T000000Z",
            "DESCRIPTION:Nobody reads this.",
            "LAST-MODIFIED:20260101T000000Z",
            "SEQUENCE:0",
            "STATUS:CONFIRMED",
            "SUMMARY:Nor this",
            "TRANSP:OPAQUE",
            "END:VEVENT",
            "",
        ]
    )


def _write_member(archive: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    member = zipfile.ZipInfo(name, (2026, 11, 1, 20, 15, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    with (
        archive.open(member, "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, "utf-8", newline="") as text,
    ):
        text.writelines(pieces)


if __name__ == "__main__":
    sys.exit(main())
