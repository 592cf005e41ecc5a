"""How people write: a message, an exchange in one day, a tie over years."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from maker.cast import EGO, END, Person
from maker.words import BYES, CHATS, HELLOS, SLOTS, SYMPATHY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maker.dice import Dice

__all__ = ["Message", "exchange", "moment", "say", "thread_id", "tie", "token", "working_hour", "write"]

LAID_OFF: Final = date(2026, 10, 5)
STILL_OPEN: Final = END - timedelta(days=200)
"""From here on ego has the last word, or a reply would be owed that the story knows nothing of."""


class Message(NamedTuple):
    """One message as it was sent."""

    at: datetime
    sender: Person
    to: tuple[Person, ...]
    text: str
    thread: str
    title: str = ""
    folder: str = "INBOX"
    subject: str = ""
    draft: bool = False
    attachment: str = ""


def tie(
    dice: Dice, person: Person, first: date, last: date, total: int, *, per: int = 4
) -> Iterator[Message]:
    """`total` messages in conversations of about `per`, spread from `first` to `last`."""
    sizes = _shares(dice, total, max(1, total // per))
    span = (last - first).days
    for number, size in enumerate(sizes):
        day = last
        if number < len(sizes) - 1:
            drift = dice.between(0, max(0, span * 6 // (len(sizes) * 10)))
            day = first + timedelta(days=span * number // (len(sizes) - 1) + drift)
            day = min(day - timedelta(days=max(0, day.weekday() - 4)), last - timedelta(days=1))
        yield from exchange(dice, person, max(day, first), size)


def exchange(dice: Dice, person: Person, day: date, size: int) -> Iterator[Message]:
    """One conversation of `size` messages, both of them writing."""
    sides = [dice.pick((EGO, person))]
    while len(sides) < size:
        other = person if sides[-1] is EGO else EGO
        sides.append(other if len(sides) == 1 or dice.chance(0.8) else sides[-1])
    if day >= STILL_OPEN:
        sides[-1] = EGO
        sides[0] = person if size == 2 else sides[0]
    at = moment(day, dice.between(7, 10 if day == END else 17), dice.between(0, 59), dice.between(0, 59))
    for place, sender in enumerate(sides):
        kind: Sequence[str] = CHATS
        if place == 0:
            kind = SYMPATHY if day >= LAID_OFF and sender is not EGO else HELLOS
        elif place == size - 1 and size > 2:
            kind = BYES
        text = say(dice, kind, person if sender is EGO else EGO)
        yield write(person, sender, at, text)._replace(
            attachment=f"https://www.linkedin.com/dms/{token(text)[:18]}" if dice.chance(0.012) else ""
        )
        at += timedelta(minutes=dice.between(1, 12), seconds=dice.between(0, 59))
        if day < END - timedelta(days=7) and dice.chance(0.08):
            at += timedelta(hours=dice.between(2, 4))
            if size > 4 and at.date() == day:
                at = moment(day + timedelta(days=1), dice.between(7, 9), dice.between(0, 59))


def _shares(dice: Dice, total: int, count: int) -> list[int]:
    """`total` in `count` parts, each at least two, some short and some long."""
    sizes = [max(2, total // count + (number < total % count)) for number in range(count)]
    for number in range(1, count, 2):
        moved = dice.between(0, sizes[number] - 2)
        sizes[number] -= moved
        sizes[number - 1] += moved
    return sizes


def say(dice: Dice, kind: Sequence[str], reader: Person) -> str:
    """A sentence of that kind for that reader."""
    words = {slot: dice.pick(choices) for slot, choices in SLOTS.items()}
    return dice.pick(kind).replace("\\n", "\n").format(you=reader.given.split()[0], **words)


def write(person: Person, sender: Person, at: datetime, text: str) -> Message:
    """A message between ego and one other: LinkedIn keeps one thread for the two of them."""
    return Message(at, sender, (person if sender is EGO else EGO,), text, thread_id(person.slug))


def moment(day: date, hour: int, minute: int, second: int = 17) -> datetime:
    """That time on that day, UTC."""
    return datetime.combine(day, time(hour, minute, second), UTC)


def working_hour(dice: Dice, day: date) -> datetime:
    """Some time on that day."""
    return moment(day, dice.between(7, 20), dice.between(0, 59), dice.between(0, 59))


def thread_id(key: str) -> str:
    """An id that looks like LinkedIn's."""
    digits = token(key)
    uuid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32])) + "_010"
    return "2-" + base64.urlsafe_b64encode(uuid.encode()).decode().rstrip("=")


def token(key: str) -> str:
    """64 hexadecimal digits, always the same ones for the key."""
    return hashlib.sha256(key.encode()).hexdigest()
