"""The full export of 1 November 2026, file by file."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from maker.cast import EGO, END, Person
from maker.dice import Dice
from maker.own_page import own_files
from maker.tables import CONNECTIONS_NOTE, NARROW, csv_text, day_month_year, iso_utc, month_first
from maker.talk import Message, working_hour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["export_files"]

HIDDEN_ROWS: Final = (
    date(2013, 6, 4),
    date(2017, 2, 9),
    date(2019, 1, 30),
    date(2020, 7, 21),
    date(2022, 9, 5),
    date(2024, 4, 18),
)
"""Connections who hid themselves: a date is all that is left of them."""


def export_files(people: Sequence[Person], messages: Sequence[Message]) -> dict[str, bytes]:
    """The files of the export by their path in the archive."""
    texts = {
        "Connections.csv": _connections(people),
        "messages.csv": _messages(messages),
        "Invitations.csv": _invitations(people),
        **own_files(people),
    }
    return {path: text.encode() for path, text in texts.items()}


def _connections(people: Sequence[Person]) -> str:
    rows = [
        (p.connected_on, [p.given, p.family, p.url, p.email, p.company, p.position])
        for p in people
        if p.connected_on
    ]
    rows += [(day, [""] * 6) for day in HIDDEN_ROWS]
    rows.sort(key=lambda row: row[0], reverse=True)
    return CONNECTIONS_NOTE + csv_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        [[*fields, day_month_year(day)] for day, fields in rows],
    )


def _messages(messages: Sequence[Message]) -> str:
    """Conversation by conversation, the newest above, as LinkedIn sorts them; three rows stand twice."""
    newest = {message.thread: message.at for message in messages}
    order = sorted(messages, key=lambda m: (newest[m.thread], m.thread, m.at), reverse=True)
    rows: list[list[str]] = []
    for _, thread in groupby(order, key=lambda message: message.thread):
        rows += _thread_rows(list(thread), len(rows))
    rows[2000:2000] = [rows[1999]]
    rows[3500:3500] = rows[3498:3500]
    return csv_text(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
        "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
        rows,
        quote_all=True,
    )


def _thread_rows(thread: Sequence[Message], above: int) -> Iterator[list[str]]:
    """The rows of a thread; now and then LinkedIn forgets a sender's address that other rows have."""
    for place, message in enumerate(thread):
        forgets = (above + place) % 67 == 0 and any(
            other.sender is message.sender for other in thread[max(0, place - 3) : place]
        )
        yield [
            message.thread,
            message.title,
            message.sender.name,
            "" if forgets else _url(message.sender),
            ",".join(person.name for person in message.to),
            ",".join(filter(None, map(_url, message.to))),
            iso_utc(message.at),
            message.subject,
            message.text,
            message.folder,
            message.attachment,
            "Yes" if message.draft else "No",
            "No",
        ]


def _url(person: Person) -> str:
    return person.url if person.slug else ""


def _invitations(people: Sequence[Person]) -> str:
    """The connections of the last year and a half, and a few invitations still open."""
    dice = Dice("invitations")
    rows = []
    for person in people:
        pending = person.part == "stranger"
        day = END - timedelta(days=dice.between(2, 90)) if pending else person.connected_on or END
        if day < END - timedelta(days=550):
            continue
        outgoing = dice.chance(0.5) and not pending
        inviter, invitee = (EGO, person) if outgoing else (person, EGO)
        note = dice.pick(("", "", "", "Good to meet you at the meetup, let us stay in touch!"))
        rows.append((working_hour(dice, day), inviter, invitee, note, "OUTGOING" if outgoing else "INCOMING"))
    rows.sort(key=lambda row: row[0], reverse=True)
    return csv_text(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        [
            [inviter.name, invitee.name, month_first(at, NARROW), note, way, inviter.url, invitee.url]
            for at, inviter, invitee, note, way in rows
        ],
    )
