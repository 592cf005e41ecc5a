"""Who wrote to whom in fifteen years: by hand where the story needs it, else by dice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from maker.cast import EGO, END, Person
from maker.dice import Dice
from maker.talk import Message, exchange, moment, say, thread_id, tie, write
from maker.words import CHATS, HELLOS, PITCHES, RECRUITER_NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["NOBODY", "invent_messages"]

NOBODY: Final = Person("LinkedIn", "Member", "", part="nobody")
"""How LinkedIn shows closed accounts."""

EVERYBODY: Final = Person("everybody", "", "")

CIRCLE_TOTALS: Final = (540, 450, 420, 350, 310, 290, 260, 240)

OWED: Final = (
    (
        "Farid",
        (28, date(2017, 4, 3), date(2026, 6, 11)),
        date(2026, 10, 20),
        (
            "Hi Alex, so sorry to hear about Initech. We may open an analyst role in spring, and I want "
            "to tell you about it first.\n\nDo you have half an hour for a call?"
        ),
    ),
    (
        "Leonie",
        (22, date(2020, 3, 9), date(2026, 4, 2)),
        date(2026, 9, 28),
        (
            'Hi Alex, did you get a chance to look at my slides? No hurry; your "one chart, one question" '
            "rule would help."
        ),
    ),
    (
        "Sipho",
        (14, date(2018, 7, 3), date(2025, 11, 6)),
        date(2026, 8, 17),
        "Alex! I am in Larkhaven for the conference in September. Dinner, and whom should I meet there?",
    ),
    (
        "Hana",
        (18, date(2022, 2, 8), date(2025, 9, 18)),
        date(2026, 6, 25),
        (
            "Hi Alex, we are comparing survey tools, and I remember that you did so last year. What did "
            "you take in the end?"
        ),
    ),
)
"""For each reply that is owed: to whom, the history before, the day, and what was asked."""

UNANSWERED: Final = (
    (date(2026, 6, 9), "Hi Grant, it has been a while. I would love to hear how the new platform works out."),
    (date(2026, 8, 4), "Hi Grant, just checking whether my last message reached you. Coffee in August?"),
    (
        date(2026, 9, 22),
        "Hi Grant, there are rumours of cuts at Initech. Is your team hiring? I am open to everything.",
    ),
)

GROUPS: Final = (
    ("Lunch crew", 6, 60, 2021),
    ("Data meetup organisers", 5, 40, 2022),
    ("Acme alumni", 10, 44, 2018),
    ("Half marathon 2023", 4, 24, 2023),
    ("Lakeshore reunion", 6, 20, 2016),
    ("Farewell gift", 9, 8, 2025),
    ("Reporting guild", 4, 18, 2024),
)
"""Threads of several: title, people besides Alex, messages, first year."""

PRIYA_LAST: Final = (
    "Hi Priya, I used your trick with the paper prototype again today. It still works. Thank you for that!",
    "That makes my day, Alex. I always have time for you, just say when. Coffee when you are next in town?",
)


def invent_messages(people: Sequence[Person]) -> list[Message]:
    """All messages, the oldest first."""
    messages = [
        *_story_ties(people),
        *_circle(people),
        *_talkers([person for person in people if person.part == "talker"]),
        *_senders_never_answered(people),
        *_groups(people),
        *_not_people(people),
    ]
    return sorted(messages, key=lambda message: (message.at, message.thread))


def _story_ties(people: Sequence[Person]) -> Iterator[Message]:
    cast = {person.part: person for person in people}
    dice = Dice("story ties")

    yield from tie(dice, cast["priya"], date(2016, 2, 8), date(2024, 4, 9), 88, per=3)
    for minutes, (sender, text) in enumerate(zip((EGO, cast["priya"]), PRIYA_LAST, strict=True)):
        yield write(cast["priya"], sender, moment(date(2024, 6, 18), 12, 5 + 14 * minutes), text)

    yield from tie(dice, cast["mia"], date(2024, 11, 6), date(2026, 2, 12), 12, per=3)
    yield from tie(dice, cast["mia"], date(2026, 3, 5), date(2026, 10, 16), 28, per=3)
    yield from tie(dice, cast["tomasz"], date(2016, 10, 4), date(2024, 3, 12), 24, per=4)
    yield from tie(dice, cast["tomasz"], date(2024, 5, 14), date(2026, 10, 12), 36, per=3)

    for year in range(2018, 2027):
        friend, day = cast["yusuf"], date(year, 3, 14)
        yield write(friend, EGO, moment(day, 8, year % 50), "Happy birthday, Yusuf! I hope there is cake.")
        thanks = f"Thank you, Alex! {year - 1984} already. There is cake, come and get some."
        yield write(friend, friend, moment(day, 11, year % 40), thanks)

    for month in range(29):
        day = date(2024 + month // 12, month % 12 + 1, 20 if month == 28 else dice.between(8, 22))
        yield from exchange(dice, cast["ingrid"], day, 2 + month % 2)

    yield from tie(dice, cast["grant"], date(2022, 3, 15), date(2023, 5, 10), 6, per=3)
    for day, text in UNANSWERED:
        yield write(cast["grant"], EGO, moment(day, 9, dice.between(0, 59)), text)

    owed = {person.given: person for person in people if person.part == "owed"}
    for given, (total, first, last), day, question in OWED:
        yield from tie(dice, owed[given], first, last, total)
        yield write(owed[given], owed[given], moment(day, 15, dice.between(0, 59)), question)


def _circle(people: Sequence[Person]) -> Iterator[Message]:
    """The eight people Alex talks to all the time."""
    dice = Dice("circle")
    circle = sorted((person for person in people if person.part == "circle"), key=lambda person: person.slug)
    circle.sort(key=lambda person: person.given != "Bram")
    for number, (person, total) in enumerate(zip(circle, CIRCLE_TOTALS, strict=True)):
        first = (person.connected_on or END) + timedelta(days=3)
        yield from tie(dice, person, first, END - timedelta(days=3 * number), total, per=7)


def _talkers(talkers: Sequence[Person]) -> Iterator[Message]:
    """The long tail: ties that are kept, ties that faded, and a few words once."""
    dice = Dice("talkers")
    order = sorted(dice.shuffled(talkers), key=lambda person: "," not in person.family)
    for number, person in enumerate(order):
        start = (person.connected_on or END) + timedelta(days=dice.between(0, 40))
        fresh = start > END - timedelta(days=500)
        if number < 42 and start < END - timedelta(days=60):
            many = dice.between(0, 3 if fresh else 10)
            total, per = 12 + many * many, dice.between(3, 6)
            gap = (END - start).days * per // total
            last = END - timedelta(days=dice.between(3, max(4, min(50, gap))))
            yield from tie(dice, person, start, last, total, per=per)
        elif number < 84 and not fresh:
            many = dice.between(0, 5)
            last = min(start + timedelta(days=dice.between(60, 1100)), END - timedelta(days=260))
            yield from tie(dice, person, start, last, 4 + many * many)
            if number < 45:
                you = person.given.split()[0]
                news = (
                    f"Hi {you}, my job at Initech ended this month. Could I ask you for advice, 20 minutes?"
                )
                yield write(person, EGO, moment(END - timedelta(days=5 + number % 3), 9, number), news)
        else:
            day = min(start + timedelta(days=dice.between(0, 90)), END - timedelta(days=dice.between(8, 60)))
            yield from exchange(dice, person, max(day, person.connected_on or END), dice.between(2, 5))


def _senders_never_answered(people: Sequence[Person]) -> Iterator[Message]:
    """Recruiters, strangers and people who sell: they wrote, Alex did not."""
    dice = Dice("never answered")
    recruiters = [person for person in people if person.part == "recruiter"]
    for number, person in enumerate(recruiters):
        days_ago = 4 + 5 * number if number % 2 else 160 + 11 * number
        day = max(END - timedelta(days=days_ago), person.connected_on or END)
        for again in range(1 + (number % 4 == 3)):
            at = moment(day + timedelta(days=5 * again), 10, dice.between(0, 59))
            yield write(person, person, at, say(dice, RECRUITER_NOTES, EGO))
    for number, person in enumerate(p for p in people if p.part == "stranger"):
        at = moment(END - timedelta(days=30 + 90 * number), 13, dice.between(0, 59))
        yield write(person, person, at, say(dice, RECRUITER_NOTES, EGO))._replace(
            subject="An opportunity for you", folder="ARCHIVE"
        )
    for number, person in enumerate(p for p in people if p.part == "seller"):
        day = max(END - timedelta(days=20 + 100 * number), person.connected_on or END)
        at = moment(day, 6, dice.between(0, 59))
        yield write(person, person, at, say(dice, PITCHES, EGO))._replace(folder="SPAM" if number else "")


def _groups(people: Sequence[Person]) -> Iterator[Message]:
    """Threads of several; the last two members of each are listed and never write."""
    dice = Dice("groups")
    pool = [p for p in people if p.part == "circle"] + [
        p for p in people if "," in p.name and p.part == "talker"
    ]
    for title, size, count, year in GROUPS:
        first = date(year, 1, 15)
        old = [p for p in pool if (p.connected_on or END) < first]
        regulars = [
            p for p in people if p.part == "talker" and (p.connected_on or END) < first and p not in old
        ]
        members = (dice.shuffled(old)[: size - 2] + dice.shuffled(regulars))[:size]
        thread = thread_id(title)
        last = min(first + timedelta(days=dice.between(100, 900)), date(2026, 3, 20))
        for day in sorted(
            first + timedelta(days=dice.between(0, (last - first).days)) for _ in range(count // 4)
        ):
            at = moment(day, dice.between(7, 15), dice.between(0, 59))
            for place in range(4):
                sender = dice.pick([EGO, *members[:-2]])
                to = tuple(p for p in (EGO, *members) if p is not sender)
                text = say(dice, CHATS if place else HELLOS, EVERYBODY)
                yield Message(at, sender, to, text, thread, title)
                at += timedelta(minutes=dice.between(1, 40), seconds=dice.between(0, 59))


def _not_people(people: Sequence[Person]) -> Iterator[Message]:
    """Closed accounts, advertisements and drafts: rows that are no contact with anybody."""
    dice = Dice("not people")
    for number in range(4):
        day = date(2015 + 3 * number, 5, 12)
        for place, sender in enumerate((NOBODY, EGO, NOBODY)):
            text = say(dice, CHATS, EGO)
            to = (NOBODY,) if sender is EGO else (EGO,)
            yield Message(moment(day, 10 + place, number), sender, to, text, thread_id(f"closed {number}"))
    for number in range(9):
        at = moment(END - timedelta(days=15 + 60 * number), 5, number)
        html = '<p class="spinmail-quill-editor__spin-break">Hi Alex, have you thought about a master?</p>'
        title, text = ("", html) if number % 3 else ("Sponsored Conversation", "Hi Alex, ready to lead?")
        yield Message(
            at, NOBODY, (EGO,), text, thread_id(f"advertisement {number}"), title, subject="For you"
        )
    for number, part in enumerate(("priya", "grant", "mia")):
        person = next(p for p in people if p.part == part)
        text = f"Hi {person.given}, it has been far too long,"
        day = END - timedelta(days=3 + 8 * number)
        yield write(person, EGO, moment(day, 21, 14), text)._replace(draft=True)
