"""Names as LinkedIn shows them, cleaned lightly: the person's name and nothing else.

About one name in a hundred carries emoji, credentials (``Hale, PhD``), mathematical letters or a slogan
after a bar; six in a hundred carry stray spaces. What is left is still the name as shown: telling
namesakes apart and joining spellings is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from netgraph.sources.plain_text import per_value, plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["given_first", "is_nobody", "keys_of_shown", "shown_key", "shown_name", "shown_names", "spelling"]

NOBODY: Final = frozenset(
    {
        "linkedin member",
        "linkedin user",
        "linkedin-mitglied",
        "linkedin mitglied",
        "membre de linkedin",
        "membre linkedin",
        "utilisateur linkedin",
        "utilisateur de linkedin",
        "miembro de linkedin",
        "usuario de linkedin",
        "membro do linkedin",
        "usu\u00e1rio do linkedin",
        "membro di linkedin",
        "utente linkedin",
        "linkedin-lid",
    }
)
SUFFIXES: Final = frozenset({"jr", "sr", "esq", "ret", "phd", "ing"})
LONGEST: Final = 300
EDGES: Final = ' ,;:|/\\*~_-\u2013\u2014\u2022\u00b7\u2026"=+@'


def shown_name(text: str) -> str | None:
    """The name without emoji, credentials and slogans, or None when no name is left.

    >>> shown_name("  Jo  Hale, PhD | Hiring! ")
    'Jo Hale'
    """
    name = plain(text[:LONGEST])
    if name is None:
        return None
    if not name.isascii():
        name = _without_symbols(name)
    name = name.translate({60: " ", 62: " "}).partition("|")[0].strip(EDGES)
    name = " ".join(_without_credentials(name).strip(EDGES).split())
    return name if name[:1].isalnum() or any(character.isalnum() for character in name) else None


def shown_names(values: pd.Series) -> pd.Series:
    """`shown_name` of every value."""
    return per_value(values, shown_name)


def shown_key(text: str) -> str | None:
    """What two spellings of one name have in common: the shown name without regard to case."""
    name = shown_name(text)
    return name.casefold() if name else None


def keys_of_shown(names: pd.Series) -> pd.Series:
    """`shown_key` of names that are shown names already."""
    return per_value(names, str.casefold)


def spelling(text: str) -> str:
    """A name with its credentials, as it may stand in a list of names: spaces and case evened out.

    >>> spelling("Jo  Hale , PhD")
    'jo hale,phd'
    """
    return re.sub(r"\s*,\s*", ",", " ".join(text.split())).casefold()


def given_first(text: str) -> str:
    """A name that mail programs write family first, the other way round; any other text as it stands.

    >>> given_first("Lind, Bo"), given_first("Jo Hale, PhD"), given_first("Hale, Jr.")
    ('Bo Lind', 'Jo Hale, PhD', 'Hale, Jr.')
    """
    family, comma, given = (part.strip() for part in text.partition(","))
    word = given.split(" ")[0].rstrip(".")
    is_given = word[:1].isupper() and word[1:].islower() and word.casefold() not in SUFFIXES
    return f"{given} {family}" if comma and family and "," not in given and is_given else text


def is_nobody(text: str) -> bool:
    """Whether LinkedIn put a placeholder where a name would be: a closed account or a sponsor."""
    return " ".join(text.split()).casefold() in NOBODY


def _without_symbols(name: str) -> str:
    kept = [" " if unicodedata.category(c) in {"So", "Cn", "Co"} or _is_modifier(c) else c for c in name]
    return "".join(kept).strip("\u200c\u200d ")


def _is_modifier(character: str) -> bool:
    return (
        "\ufe00" <= character <= "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or character == "\u20e3"
    )


def _without_credentials(name: str) -> str:
    head, comma, tail = name.partition(",")
    if not comma:
        return name
    parts = [part.strip() for part in tail.split(",")]
    if " " in head.strip() or all(_is_credential(part) for part in parts if part):
        return head
    return name.replace(",", " ")


def _is_credential(part: str) -> bool:
    """Whether a word after a comma is a degree or suffix: short, with two capitals or well known."""
    if " " in part or len(part) > 10:
        return False
    return sum(c.isupper() for c in part) >= 2 or part.rstrip(".").casefold() in SUFFIXES
