"""Content lines: the grammar that vCard and iCalendar share (RFC 6350, RFC 5545), read forgivingly.

A line is ``group.NAME;PARAM=value:text``. Long ones are folded: what starts with a blank goes on with
the line before; vCard 2.1 breaks quoted-printable text with ``=`` at the end instead. Libraries read the
same grammar object by object, at 3 ms an event; a calendar of years holds 100,000.
"""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Block", "Line", "blocks_of", "line", "parts", "plain_value"]

HEAD: Final = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)((?:;(?:[^\":;]|\"[^\"]*\")*)*):")
PARAMETER: Final = re.compile(r";([^=;]*)(?:=((?:[^\";]|\"[^\"]*\")*))?")
ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B", "Q"})
LONGEST: Final = 20_000
"""Characters of a line that are kept; longer ones are photographs and notes."""
MOST_LINES: Final = 5_000
"""Of one card or event; a meeting of more people than that is none."""


class Line(NamedTuple):
    """One property: the line's `text`, `name` and names of `params` in capitals, `value` still escaped."""

    text: str
    group: str
    name: str
    params: dict[str, str]
    value: str


class Block(NamedTuple):
    """A card or an event: its unfolded lines as they stand, and whether its END came."""

    lines: list[str]
    is_whole: bool

    def properties(self, wanted: frozenset[str]) -> list[Line]:
        """The lines of the `wanted` names that can be read."""
        # Cheap before exact: most lines of an event are not wanted.
        is_wanted = _head_of(wanted).match
        return [one for text in self.lines if is_wanted(text) and (one := line(text))]

    def names(self) -> set[str]:
        """The names of all properties, wanted or not."""
        heads = (text.partition(":") for text in self.lines)
        names = (head.partition(";")[0].rpartition(".")[2].upper() for head, colon, _ in heads if colon)
        return {name for name in names if len(name) < 40 and name.replace("-", "").isalnum()}


def blocks_of(lines: Iterable[str], kind: str, *, outside: list[str] | None = None) -> Iterator[Block]:
    """Every ``BEGIN:kind`` to its ``END:kind``; blocks nested in it (alarms, agents) are left out.

    A block that has no end ends where the next of its kind begins. Lines outside are added to `outside`.
    """
    begin, end = f"BEGIN:{kind}", f"END:{kind}"
    inside: list[str] | None = None
    nested: list[str] = []
    for text in _unfolded(lines):
        if text[0] not in "BEbe" and inside is not None and not nested:
            if len(inside) < MOST_LINES:
                inside.append(text)
            continue
        mark = text[:60].strip().upper() if text[0] in "BEbe" else ""
        if mark == begin and not (inside and inside[-1][:5].upper() == "AGENT"):
            if inside is not None:
                yield Block(inside, is_whole=False)
            inside, nested = [], []
        elif inside is None:
            _keep(outside, text)
        elif mark.startswith("BEGIN:"):
            nested.append(mark[6:])
        elif nested and (mark != end or nested[-1] == kind):
            if mark == f"END:{nested[-1]}":
                nested.pop()
        elif mark == end:
            yield Block(inside, is_whole=not nested)
            inside, nested = None, []
        else:
            _keep(inside, text)
    if inside is not None:
        yield Block(inside, is_whole=False)


@lru_cache(maxsize=8)
def _head_of(names: frozenset[str]) -> re.Pattern[str]:
    """What the lines of these names begin with."""
    return re.compile(rf"(?:[^.:;]*\.)*(?:{'|'.join(sorted(names))})[:;]", re.IGNORECASE)


def _keep(lines: list[str] | None, text: str) -> None:
    if lines is not None and len(lines) < MOST_LINES:
        lines.append(text)


def plain_value(text: str) -> str:
    r"""A value with its escapes undone.

    >>> plain_value(r"Globex\, Inc.\nBerlin")
    'Globex, Inc.\nBerlin'
    """
    return ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text) if "\\" in text else text


def parts(text: str) -> list[str]:
    r"""The components of a structured value, cut at ``;`` that is not escaped.

    >>> parts(r"Hale\; Sons;Jo")
    ['Hale; Sons', 'Jo']
    """
    if "\\" not in text:
        return text.split(";")
    return [plain_value(part) for part in re.findall(r"(?:^|;)((?:[^;\\]|\\.)*)", text, re.DOTALL)]


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """The logical lines. Empty ones, which some programs put after photographs, are left out."""
    held, soft = "", False
    for raw in lines:
        text = raw.rstrip("\r\n")
        if soft or (held and text[:1] in {" ", "\t"}):
            if len(held) < LONGEST:
                held = held[:-1] + text if soft else held + text[1:]
        else:
            if held:
                yield held
            held = text
        soft = text[-1:] == "=" and len(held) < LONGEST and _is_quoted(held)
    if held:
        yield held


def _is_quoted(start: str) -> bool:
    return "QUOTED-PRINTABLE" in start.partition(":")[0].upper()


@lru_cache(maxsize=50_000)
def line(text: str) -> Line | None:
    """The property that a logical line holds; None for a damaged one."""
    head = HEAD.match(text)
    if head is None:
        return None
    params = _params(head[3]) if head[3] else {}
    value = text[head.end() :]
    if params.get("ENCODING", "").upper() in {"QUOTED-PRINTABLE", "Q"}:
        value = _unquoted(value, params.get("CHARSET", "utf-8"))
    return Line(text, head[1] or "", head[2].upper(), params, value)


def _params(text: str) -> dict[str, str]:
    params: dict[str, str] = {}
    for name, value in PARAMETER.findall(text):
        key, said = name.strip().upper(), value.strip().replace('"', "")
        if not said:
            # vCard 2.1 gives the value alone: `;HOME;QUOTED-PRINTABLE`.
            key, said = ("ENCODING" if key in ENCODINGS else "TYPE"), key
        if "^" in said:
            said = said.replace("^n", " ").replace("^'", '"').replace("^^", "^")
        params[key] = f"{params[key]},{said}" if key in params else said
    return params


def _unquoted(value: str, charset: str) -> str:
    data = binascii.a2b_qp(value.encode("utf-8", "replace"))
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
