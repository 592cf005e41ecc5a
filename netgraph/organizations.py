"""Organizations: when two spellings mean the same employer.

Names match in tiers: *exact* after normalising (case, accents, punctuation, brackets, legal forms),
then the *alias* table, then *likely* names that are shown and never silently used. A name never
matches by a part of itself: Target is not Target Marketing Group, Meta is not Metabolon.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleanco import basename, prepare_default_terms
from rapidfuzz import fuzz, process

from netgraph.aliases import ALIASES, LEGAL_FORMS, LEGAL_PREFIXES, LEGAL_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = [
    "ALIAS",
    "alias_value",
    "aliases_among",
    "nearest_organizations",
    "organization_id",
    "organization_key",
    "plain_words",
    "rename_organizations",
]

NO_ORGANIZATION: Final = frozenset(
    {
        "na",
        "n a",
        "none",
        "auto entrepreneur",
        "autonomo",
        "career break",
        "confidential",
        "freelance",
        "freelancer",
        "freiberuflich",
        "independant",
        "independent",
        "independent consultant",
        "independiente",
        "job seeker",
        "looking for work",
        "open to work",
        "retired",
        "selbstandig",
        "self",
        "self employed",
        "selfemployed",
        "stealth",
        "stealth mode",
        "stealth mode startup",
        "stealth startup",
        "student",
        "unemployed",
        "various",
    }
)
"""Normalised entries that name no employer: two freelancers are no colleagues."""

ALIAS: Final = "alias"
"""Kind of the choice by which the user says that two names are one organization's."""
MEANS: Final = " = "
NAMED: Final = {"people": "organization", "jobs": "organization", "targets": "name"}
"""Table -> its column that names organizations."""

LIKELY_SCORE: Final = 70.0
ENDINGS, BEGINNINGS = (
    frozenset(tuple(form.split()) for line in forms.strip().splitlines() for form in line.split(" / "))
    for forms in (LEGAL_FORMS, LEGAL_PREFIXES)
)
LONGEST_FORM: Final = max(map(len, ENDINGS))
LAST_OF_FORMS: Final = frozenset(words[-1] for _, words in prepare_default_terms() if words)
"""The last words of the legal forms that cleanco knows, which tries them all: half a millisecond a name."""
ACCENTS: Final = re.compile(r"[\u0300-\u036f]")
ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
BRACKETS: Final = re.compile(r"[(\[{].*?[)\]}]")


@lru_cache(maxsize=200_000)
def organization_key(name: str | None) -> str | None:
    """The form under which spellings of one organization are equal; None when `name` names none.

    >>> organization_key("GLOBEX GmbH"), organization_key("Globex (formerly Initrode), Inc.")
    ('globex', 'globex')
    >>> organization_key("Facebook"), organization_key("Self-employed"), organization_key("Target Group")
    ('meta', None, 'target group')
    """
    if not isinstance(name, str):
        return None
    whole = plain_words(name)
    if not whole or whole in NO_ORGANIZATION:
        return None
    bare = BRACKETS.sub(" ", unicodedata.normalize("NFKC", name))
    key = _without_legal_form(bare) or plain_words(bare) or whole
    return None if key in NO_ORGANIZATION else ALIASES.get(key, key)


def organization_id(name: str | None) -> str | None:
    """The node id of an organization: `org:` and its key; None when `name` names none."""
    key = organization_key(name)
    return None if key is None else f"org:{key}"


def nearest_organizations(name: str, names: Iterable[str], *, limit: int = 3) -> list[str]:
    """The names most like `name`, likely first: to be shown as a question, never used as an answer.

    >>> nearest_organizations("Globx", ["Globex", "Initech", "Hooli"])
    ['Globex']
    """
    by_key = {key: shown for shown in names if (key := organization_key(shown)) is not None}
    wanted = organization_key(name) or plain_words(name)
    found = process.extract(wanted, by_key.keys(), scorer=fuzz.WRatio, limit=limit, score_cutoff=LIKELY_SCORE)
    return [by_key[key] for key, _, _ in found]


def alias_value(name: str, means: str) -> str:
    """The `value` of a choice of kind `ALIAS`: `Globex Labs = Globex`."""
    return f"{name.strip()}{MEANS}{means.strip()}"


def aliases_among(choices: pd.DataFrame) -> dict[str, str]:
    """The user's own aliases: normalised name -> the name that is meant. What was said last counts.

    >>> import pandas as pd
    >>> said = pd.DataFrame({"kind": ["alias"], "value": ["Globex Labs = Globex"]})
    >>> aliases_among(said)
    {'globex labs': 'Globex'}
    """
    said: dict[str, str] = {}
    for value in choices.loc[choices["kind"] == ALIAS, "value"].dropna():
        name, _, means = value.partition(MEANS)
        key = organization_key(name)
        if key is not None and organization_key(means) not in {None, key}:
            said.setdefault(key, means)
    return {key: _meant(key, said) for key in said}


def rename_organizations(tables: dict[str, pd.DataFrame], aliases: dict[str, str]) -> dict[str, pd.DataFrame]:
    """The tables with the organizations that `aliases` (see `aliases_among`) knows under the names meant."""
    if not aliases:
        return tables
    renamed = dict(tables)
    for name, column in NAMED.items():
        frame = tables[name]
        meant = frame[column].map(organization_key).map(aliases)
        if name == "targets":
            meant = meant.where(frame["kind"] != "person")
        renamed[name] = frame.assign(**{column: meant.fillna(frame[column]).astype("str")})
    return renamed


def _meant(key: str, said: dict[str, str]) -> str:
    """The end of a chain of aliases; a circle ends where it began."""
    seen = {key}
    means = said[key]
    while (after := organization_key(means)) in said and after not in seen:
        seen.add(str(after))
        means = said[str(after)]
    return means


def plain_words(text: str) -> str:
    """Lower case, single spaces, no punctuation, no Latin accents; `&` and `+` read as `and`.

    Marks of other scripts are letters there and stay: they tell names apart.

    >>> plain_words("P&G  Jos\u00e9!"), plain_words("O'Neil-Ball")
    ('p and g jose', 'oneil ball')
    """
    plain = text.isascii()
    if not plain:
        text = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    text = text.casefold().replace("&", " and ").replace("+", " and ").replace("'", "").replace("\u2019", "")
    if plain:
        return " ".join(ASCII_WORD.findall(text))
    return " ".join("".join(letter if _is_letter(letter) else " " for letter in text).split())


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _without_legal_form(name: str) -> str:
    """The plain words without `Inc.`, `GmbH`, `S.A.`; at least two letters are left."""
    for sign in LEGAL_SIGNS:
        name = name.replace(sign, " ")
    words = plain_words(name).split()
    while (shorter := _one_form_less(words)) != words and _says_enough(" ".join(shorter)):
        words = shorter
    left = " ".join(words)
    if left.isascii() and not LAST_OF_FORMS.intersection(words[-1:]):
        return left
    bare = plain_words(str(basename(left)))
    return bare if _says_enough(bare) else left


def _one_form_less(words: list[str]) -> list[str]:
    for length in range(min(LONGEST_FORM, len(words)), 0, -1):
        if tuple(words[-length:]) in ENDINGS:
            return words[:-length]
        if tuple(words[:length]) in BEGINNINGS:
            return words[length:]
    return words


def _says_enough(words: str) -> bool:
    return sum(letter.isalnum() for letter in words) >= 2
