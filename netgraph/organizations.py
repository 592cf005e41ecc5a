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

from cleanco import basename
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ALIASES", "nearest_organizations", "organization_id", "organization_key", "plain_words"]

ALIASES: Final = {
    "aws": "amazon web services",
    "deloitte touche tohmatsu": "deloitte",
    "ernst and young": "ey",
    "ey parthenon": "ey",
    "facebook": "meta",
    "hewlett packard": "hp",
    "international business machines": "ibm",
    "meta platforms": "meta",
    "price waterhouse coopers": "pwc",
    "pricewaterhousecoopers": "pwc",
    "twitter": "x",
    "x corp": "x",
}
"""Normalised name -> the normalised name it goes by today."""

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

LIKELY_SCORE: Final = 70.0
ACCENTS: Final = re.compile(r"[\u0300-\u036f]")
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
    bare = BRACKETS.sub(" ", name)
    key = plain_words(_without_legal_form(bare)) or plain_words(bare) or whole
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


def plain_words(text: str) -> str:
    """Lower case, single spaces, no punctuation, no Latin accents; `&` and `+` read as `and`.

    Marks of other scripts are letters there and stay: they tell names apart.

    >>> plain_words("P&G  Jos\u00e9!"), plain_words("O'Neil-Ball")
    ('p and g jose', 'oneil ball')
    """
    text = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", text))).casefold()
    text = text.replace("&", " and ").replace("+", " and ").replace("'", "").replace("\u2019", "")
    return " ".join("".join(letter if _is_letter(letter) else " " for letter in text).split())


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _without_legal_form(name: str) -> str:
    """Without `Inc.`, `GmbH`, `S.A.`; unchanged when fewer than two letters would be left."""
    bare = str(basename(name))
    return bare if sum(letter.isalnum() for letter in bare) >= 2 else name
