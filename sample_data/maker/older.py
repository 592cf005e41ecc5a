"""Small exports of the same owner from earlier years, in the formats of those years.

About thirty of the same people each, and all that was written with them until then: an older export
joins the newer one, and nothing counts twice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from maker.cast import EGO, Person
from maker.own_page import endorsements, positions, profile
from maker.tables import CONNECTIONS_NOTE, csv_text, day_month_year, iso_utc, month_first
from maker.talk import Message, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["older_files"]

PEOPLE_EACH: Final = 30
MESSAGES_EACH: Final = 120

NO_URL: Final = "First Name,Last Name,Email Address,Company,Position,Connected On"
WITH_URL: Final = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
TALK_2020: Final = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
TALK_2023: Final = TALK_2020.replace("TO,DATE", "TO,RECIPIENT PROFILE URLS,DATE")

SPANISH_EXCEL: Final = {2: "feb", 3: "mar", 5: "may", 6: "jun", 7: "jul", 9: "sep", 10: "oct", 11: "nov"}
"""Months that are spelt alike in both languages: a Spanish Excel takes those for dates and rewrites them."""


def older_files(people: Sequence[Person], messages: Sequence[Message]) -> dict[str, bytes]:
    """All files of the four older exports by their path below `older/`."""
    folders = {
        "2018": _of_2018(*_as_of(date(2018, 9, 30), people, messages)),
        "2021": _of_2021(*_as_of(date(2021, 8, 15), people, messages)),
        "2023-07": _of_2023(*_as_of(date(2023, 7, 20), people, messages)),
        "excel": _of_excel(*_as_of(date(2021, 3, 1), people, messages)),
    }
    return {
        f"{folder}/{name}": content for folder, files in folders.items() for name, content in files.items()
    }


Twin = tuple[date, list[Person], list[Message]]


def _as_of(until: date, people: Sequence[Person], messages: Sequence[Message]) -> Twin:
    """Whom the twin of that day holds: first people with few enough messages, then silent ones."""
    talk: dict[str, list[Message]] = {}
    for message in messages:
        others = [person for person in (message.sender, *message.to) if person is not EGO]
        if len(others) == 1 and others[0].slug and not message.draft and message.at.date() <= until:
            talk.setdefault(others[0].slug, []).append(message)
    there = [p for p in people if p.connected_on and p.connected_on <= until and _fits_cp1252(p)]
    named = ["priya", "yusuf", "owed", "tomasz", "circle"]
    there.sort(key=lambda p: (named.index(p.part) if p.part in named else len(named), p.slug))
    chosen: list[Person] = []
    said: list[Message] = []
    for person in there:
        theirs = talk.get(person.slug, [])
        room = MESSAGES_EACH + 10 - len(said)
        if theirs and len(theirs) <= room and len(chosen) < PEOPLE_EACH - 8:
            chosen.append(person)
            said += theirs
    silent = [person for person in there if person.slug not in talk]
    chosen += silent[: PEOPLE_EACH - len(chosen)]
    chosen.sort(key=lambda p: (p.connected_on or until, p.slug), reverse=True)
    return until, chosen, sorted(said, key=lambda m: (m.at, m.thread), reverse=True)


def _fits_cp1252(person: Person) -> bool:
    try:
        person.name.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _of_2018(until: date, people: list[Person], messages: list[Message]) -> dict[str, bytes]:
    """No URL anywhere; American dates; one file in UTF-16 with tabs."""
    connections = [
        [
            p.given,
            p.family,
            p.email,
            *p.job_on(until),
            month_first(moment(p.connected_on or until, 9, n % 60)),
        ]
        for n, p in enumerate(people)
    ]
    talk = [
        [
            m.sender.name,
            m.to[0].name,
            month_first(m.at),
            m.subject,
            _one_line(m.text),
            "OUTGOING" if m.sender is EGO else "INCOMING",
            m.folder,
        ]
        for m in messages
    ]
    invitations = [
        [p.name, EGO.name, month_first(moment(p.connected_on or until, 8, n)), "", "INCOMING"]
        for n, p in enumerate(people[:6])
    ]
    endorsed = endorsements(people, "Endorser", until, urls=False).split("\n")
    tabs = csv_text(
        endorsed[0], (row.split(",") for row in endorsed[1:]), delimiter="\t", line_end="\r\n", quote_all=True
    )
    return {
        "Connections.csv": csv_text(NO_URL, connections).encode(),
        "Messages.csv": csv_text("From,To,Date,Subject,Content,Direction,Folder", talk).encode(),
        "Invitations.csv": csv_text("From,To,Sent At,Message,Direction", invitations).encode(),
        "Profile.csv": profile("Business Analyst at Acme Robotics").encode(),
        "Positions.csv": positions(until).encode(),
        "Endorsement Received Info.csv": b"\xff\xfe" + tabs.encode("utf-16-le"),
    }


def _of_2021(until: date, people: list[Person], messages: list[Message]) -> dict[str, bytes]:
    """A note above the connections, which have no URL; senders have one, recipients have none."""
    return {
        "Connections.csv": (CONNECTIONS_NOTE + csv_text(NO_URL, _connections(people, until))).encode(),
        "messages.csv": csv_text(TALK_2020, map(_talk_2020, messages)).encode(),
        "Profile.csv": profile("Senior Data Analyst at Initech").encode(),
        "Positions.csv": positions(until).encode(),
    }


def _of_2023(until: date, people: list[Person], messages: list[Message]) -> dict[str, bytes]:
    """From mid-2023 on connections and recipients have a URL."""
    connections = [
        [*row[:2], person.url, *row[2:]]
        for person, row in zip(people, _connections(people, until), strict=True)
    ]
    talk = [
        [*row[:5], m.to[0].url, *row[5:]] for m, row in zip(messages, map(_talk_2020, messages), strict=True)
    ]
    return {
        "Connections.csv": (CONNECTIONS_NOTE + csv_text(WITH_URL, connections)).encode(),
        "messages.csv": csv_text(TALK_2023, talk).encode(),
        "Profile.csv": profile("Senior Data Analyst at Initech").encode(),
        "Positions.csv": positions(until).encode(),
    }


def _of_excel(until: date, people: list[Person], messages: list[Message]) -> dict[str, bytes]:
    """An export of early 2021, opened in a Spanish Excel and saved again."""
    connections = _connections(people, until)
    for person, row in zip(people, connections, strict=True):
        row[-1] = _spanish(person.connected_on or until)
    tables = {
        "Connections.csv": _excel_text(NO_URL, connections),
        "messages.csv": _excel_text(TALK_2020, map(_talk_2020, messages)),
    }
    return {name: text.encode("cp1252", "replace") for name, text in tables.items()}


def _connections(people: Sequence[Person], until: date) -> list[list[str]]:
    return [
        [p.given, p.family, p.email, *p.job_on(until), day_month_year(p.connected_on or until)]
        for p in people
    ]


def _talk_2020(m: Message) -> list[str]:
    sender, recipient = m.sender, m.to[0]
    text = _one_line(m.text)
    return [
        m.thread,
        m.title,
        sender.name,
        sender.url,
        recipient.name,
        iso_utc(m.at),
        m.subject,
        text,
        m.folder,
    ]


def _one_line(text: str) -> str:
    """Line breaks as LinkedIn wrote them before 2026: two spaces."""
    return text.replace("\n", "  ")


def _spanish(day: date) -> str:
    month = SPANISH_EXCEL.get(day.month)
    return f"{day:%d}-{month}-{day:%y}" if month else day_month_year(day)


def _excel_text(header: str, rows: Iterable[Sequence[str]]) -> str:
    return csv_text(header, rows, delimiter=";", line_end="\r\n") + "\r\n"
