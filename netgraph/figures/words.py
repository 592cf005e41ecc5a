"""Words that figures share: counts with their nouns, lists, and what a tie rests on."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from netgraph.figures.theme import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EVIDENCE", "counted", "hover_text", "listed", "part_of", "sentences"]

EVIDENCE: Final = {
    "logged": "you noted it",
    "message": "messages",
    "meeting": "met",
    "stated": "said so",
    "pooled": "shared with consent",
    "connected": "connected only",
    "inferred": "a guess",
}
"""What a tie rests on, short enough to stand on a line."""

HOVER_WIDTH: Final = 64


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun.

    >>> counted(1, "person", "people"), counted(1488, "person", "people")
    ('1 person', '1,488 people')
    """
    return f"{number:,} {one if number == 1 else many}"


def part_of(part: int, whole: int, one: str, many: str) -> str:
    """A part of a whole with its noun and the form of `to have` that follows.

    >>> part_of(6, 41, "strong tie", "strong ties"), part_of(1, 4, "target", "targets")
    ('6 of 41 strong ties have', '1 of 4 targets has')
    >>> part_of(0, 1, "target", "targets")
    'None of 1 target has'
    """
    verb = "has" if part == 1 or whole == 1 else "have"
    return f"{f'{part:,}' if part else 'None'} of {counted(whole, one, many)} {verb}"


def listed(parts: Iterable[str]) -> str:
    """Parts joined as people do; empty for none.

    >>> listed(["Globex"]), listed(["Globex", "Hooli", "Initech"])
    ('Globex', 'Globex, Hooli and Initech')
    """
    *most, last = list(parts) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def sentences(parts: Iterable[str | None]) -> str:
    """The parts that are there, each a sentence that ends, as one text.

    >>> sentences(["2 are not known", None, "", "Hooli?", "Rests on a CSV."])
    '2 are not known. Hooli? Rests on a CSV.'
    """
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def hover_text(head: str, *lines: str | None) -> str:
    """What is shown on pointing at a mark: a bold head and lines under it, wrapped and made safe."""
    shown = [part for line in lines if line for part in _wrapped(line)]
    return "<br>".join([f"<b>{escaped(head)}</b>", *map(escaped, shown)])


def _wrapped(line: str) -> list[str]:
    """The line in parts that are no longer than `HOVER_WIDTH`, cut between words where there are any."""
    words = line.split()
    if any(len(word) > HOVER_WIDTH for word in words):
        return textwrap.wrap(line, HOVER_WIDTH)
    parts: list[str] = []
    room = 0
    for word in words:
        if len(word) >= room:
            parts.append(word)
            room = HOVER_WIDTH - len(word)
        else:
            parts[-1] += f" {word}"
            room -= len(word) + 1
    return parts
