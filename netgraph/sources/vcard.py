"""vCard: an address book of 2.1, 3.0 or 4.0 in the dialects of Apple, Google, Outlook and Android.

One card a row, and a damaged card costs that card alone. A card may say who is related to whom
(``RELATED``, Apple's ``X-ABRELATEDNAMES``, ``X-SPOUSE`` ...): that is a `stated` tie, its kind the note.
Photographs, telephone numbers, birthdays and notes are not kept.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.errors import ReadError
from netgraph.sources.content_lines import Block, Line, blocks_of, parts, plain_value
from netgraph.sources.decoding import with_lines
from netgraph.sources.extract import Columns, Extract, Mention
from netgraph.sources.linkedin_url import canonical, find_profiles
from netgraph.sources.machines import is_machine
from netgraph.sources.names import shown_name
from netgraph.sources.part import File, Part, extracted
from netgraph.sources.plain_text import email, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netgraph.sources.archive import Member

__all__ = ["read_cards"]

SOURCE: Final = "vcard"
MOST_CARDS: Final = 500_000
TOLD: Final = {
    "FN": "name",
    "N": "given_name, family_name",
    "NICKNAME": "name",
    "ORG": "organization",
    "TITLE": "position",
    "ROLE": "position",
    "EMAIL": "email",
    "ADR": "location",
    "URL": "linkedin",
    "SOCIALPROFILE": "linkedin",
    "X-SOCIALPROFILE": "linkedin",
    "RELATED": "tie",
    "X-ABRELATEDNAMES": "tie",
    "X-SPOUSE": "tie",
    "X-MANAGER": "tie",
    "X-ASSISTANT": "tie",
    "X-ANDROID-CUSTOM": "tie",
}
SILENT: Final = frozenset({"VERSION", "PRODID", "UID", "REV", "KIND", "X-ABLABEL", "X-ABSHOWAS"})
WANTED: Final = frozenset({*TOLD, *SILENT, "X-ADDRESSBOOKSERVER-KIND"})
NO_PEOPLE: Final = frozenset({"group", "org", "organization", "location", "device", "application", "thing"})
ANDROID_RELATION: Final = "vnd.android.cursor.item/relation"
MAIL_LINK: Final = "mailto:"
PLACE: Final = (3, 4, 6)
"""Locality, region and country in an ADR."""


class _Card(NamedTuple):
    uid: str
    person: dict[str, str | None]
    further: list[str]
    related: list[tuple[str, str | None]]
    reason: str | None


def read_cards(members: Iterable[Member], *, owner: Mention = Mention()) -> Extract:
    """The people and the stated ties of vCard files.

    Raises `ReadError` for files without any card or with more than half a million.
    """
    files = [with_lines(member.blocks, partial(_file, member.name)) for member in members]
    if not any(file.rows for file in files):
        raise ReadError("the address book holds no card that begins: export it again as vCard")
    return extracted(SOURCE, files, owner=owner)


def _file(name: str, lines: Iterator[str]) -> File:
    cards: list[_Card] = []
    seen: set[int] = set()
    properties: set[str] = set()
    for block in blocks_of(lines, "VCARD"):
        if len(cards) == MOST_CARDS:
            raise ReadError(f"the address book holds more than {MOST_CARDS:,} cards: give it in parts")
        properties |= block.names()
        cards.append(_card(block))
        twin = hash(tuple(block.lines))
        if twin in seen and cards[-1].reason is None:
            cards[-1] = cards[-1]._replace(reason="duplicate")
        seen.add(twin)
    known = [(row, card) for row, card in enumerate(cards, 1) if card.reason is None]
    people = [{"row": row, **card.person} for row, card in known]
    further = [
        {"row": row, **{f"person_{key}": card.person[key] for key in Mention._fields}, "email": address}
        for row, card in known
        for address in card.further
    ]
    rejects = [(row, card.reason) for row, card in enumerate(cards, 1) if card.reason is not None]
    told = [f"{TOLD[one]} <- {one}" for one in TOLD if one in properties]
    return File(
        name,
        rows=len(cards),
        parts=[
            Part("people", pd.DataFrame(people, columns=["row", *PERSON]), _rejects(rejects)),
            Part("addresses", pd.DataFrame(further, columns=["row", *ADDRESS]), _rejects([])),
            Part("ties", pd.DataFrame(_ties(known), columns=["row", *TIE]), _rejects([])),
        ],
        columns=Columns(tuple(told), tuple(sorted(properties - WANTED))),
    )


PERSON: Final = (
    "name",
    "given_name",
    "family_name",
    "organization",
    "position",
    "location",
    "linkedin",
    "email",
)
ADDRESS: Final = ("person_name", "person_linkedin", "person_email", "email")
TIE: Final = ("a_name", "a_linkedin", "a_email", "b_name", "b_linkedin", "b_email", "evidence", "note")


def _card(block: Block) -> _Card:
    lines: dict[str, list[Line]] = {}
    for line in block.properties(WANTED):
        lines.setdefault(line.name, []).append(line)
    person = _person(lines)
    uid = _first(lines, "UID") or ""
    addresses = _addresses(lines)
    reason = None
    if not block.is_whole:
        reason = "damaged card"
    elif _is_no_person(lines):
        reason = "not a person"
    elif person["name"] is None and not addresses:
        reason = "no name"
    elif addresses and is_machine(addresses[0]):
        reason = "not a person"
    person |= {"email": addresses[0] if addresses else None}
    return _Card(uid.removeprefix("urn:uuid:").casefold(), person, addresses[1:], _related(lines), reason)


def _person(lines: dict[str, list[Line]]) -> dict[str, str | None]:
    given, family, middle = _name_parts(lines)
    spelled = " ".join(part for part in (given, middle, family) if part)
    name = (
        shown_name(_first(lines, "FN") or "")
        or shown_name(spelled)
        or shown_name(_first(lines, "NICKNAME") or "")
    )
    if name and "@" in name and email(name):
        name = shown_name(spelled)
    return {
        "name": name,
        "given_name": shown_name(given),
        "family_name": shown_name(family),
        "organization": plain(parts(_raw(lines, "ORG"))[0]),
        "position": plain(_first(lines, "TITLE") or _first(lines, "ROLE") or ""),
        "location": _place(lines),
        "linkedin": _linkedin(lines),
    }


def _name_parts(lines: dict[str, list[Line]]) -> tuple[str, str, str]:
    family, given, middle = [*parts(_raw(lines, "N")), "", "", ""][:3]
    return given.strip(), family.strip(), middle.strip()


def _place(lines: dict[str, list[Line]]) -> str | None:
    for line in lines.get("ADR", ()):
        fields = parts(line.value)
        if said := [fields[at].strip() for at in PLACE if at < len(fields) and fields[at].strip()]:
            return plain(", ".join(said))
    return None


def _linkedin(lines: dict[str, list[Line]]) -> str | None:
    for name in ("X-SOCIALPROFILE", "SOCIALPROFILE", "URL"):
        for line in lines.get(name, ()):
            if found := find_profiles(plain_value(line.value)):
                return found[0]
            kind = f"{line.params.get('TYPE', '')},{line.params.get('SERVICE-TYPE', '')}".casefold()
            user = line.params.get("X-USER") or line.params.get("USERNAME")
            if user and "linkedin" in kind:
                return canonical(f"linkedin.com/in/{user}")
    return None


def _addresses(lines: dict[str, list[Line]]) -> list[str]:
    """Every e-mail address of the card, the preferred one first."""
    found = sorted(lines.get("EMAIL", ()), key=lambda line: not _is_preferred(line))
    addresses = (email(plain_value(line.value).strip().removeprefix(MAIL_LINK)) for line in found)
    return list(dict.fromkeys(address for address in addresses if address))


def _is_preferred(line: Line) -> bool:
    return "pref" in line.params.get("TYPE", "").casefold().split(",") or line.params.get("PREF") == "1"


def _is_no_person(lines: dict[str, list[Line]]) -> bool:
    kinds = [*lines.get("KIND", ()), *lines.get("X-ADDRESSBOOKSERVER-KIND", ())]
    shown_as = (_first(lines, "X-ABSHOWAS") or "").upper()
    return shown_as == "COMPANY" or any(line.value.strip().casefold() in NO_PEOPLE for line in kinds)


def _related(lines: dict[str, list[Line]]) -> list[tuple[str, str | None]]:
    """(who, kind) of each related person: a name, an address or the id of another card."""
    labels = {line.group: plain_value(line.value).strip("_$!<>") for line in lines.get("X-ABLABEL", ())}
    found = []
    for line in [*lines.get("RELATED", ()), *lines.get("X-ABRELATEDNAMES", ())]:
        kind = labels.get(line.group) if line.group else None
        found.append((plain_value(line.value), kind or line.params.get("TYPE")))
    for name in ("X-SPOUSE", "X-MANAGER", "X-ASSISTANT"):
        found += [(plain_value(line.value), name[2:]) for line in lines.get(name, ())]
    for line in lines.get("X-ANDROID-CUSTOM", ()):
        fields = parts(line.value)
        if fields[0].strip() == ANDROID_RELATION and len(fields) > 1:
            found.append((fields[1], None))
    return [(who.strip(), plain((kind or "").casefold())) for who, kind in found if who.strip()]


def _ties(cards: list[tuple[int, _Card]]) -> list[dict[str, object]]:
    by_uid = {card.uid: card.person for _, card in cards if card.uid}
    ties: list[dict[str, object]] = []
    for row, card in cards:
        one = card.person
        for who, kind in card.related:
            other = by_uid.get(who.removeprefix("urn:uuid:").casefold()) or _mentioned(who)
            if other is not None and kind != "me":
                ends = {f"a_{key}": one[key] for key in Mention._fields}
                ends |= {f"b_{key}": other.get(key) for key in Mention._fields}
                ties.append({"row": row, **ends, "evidence": "stated", "note": kind})
    return ties


def _mentioned(who: str) -> dict[str, str | None] | None:
    if who.casefold().startswith("urn:"):
        return None
    if url := canonical(who):
        return {"linkedin": url}
    if "@" in who and (address := email(who.removeprefix(MAIL_LINK))):
        return {"email": address}
    name = None if ":" in who else shown_name(who)
    return {"name": name} if name else None


def _raw(lines: dict[str, list[Line]], name: str) -> str:
    found = lines.get(name)
    return found[0].value if found else ""


def _first(lines: dict[str, list[Line]], name: str) -> str | None:
    text = plain_value(_raw(lines, name)).strip()
    return text or None


def _rejects(rows: list[tuple[int, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": pd.Series([row for row, _ in rows], dtype="int64"),
            "reason": pd.array([reason for _, reason in rows], dtype="str"),
        }
    )
