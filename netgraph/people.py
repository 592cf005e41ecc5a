"""People: who is who, by the surest key a source gives.

A *card* is a person as one row names them. Cards are the same person, surest first, when they share

1. the LinkedIn slug,
2. the e-mail address,
3. name and day of connection (which survives a change of job),
4. name and organization, when only one person bears that pair,
5. the name alone, for a card that has nothing else, when only one person bears it.

Cards with different slugs are never one person. A person's id is a hash of the surest key, so the
same file gives the same ids on every machine. Namesakes stay apart.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import pandas as pd

from netgraph.organizations import BRACKETS, organization_key, plain_words
from netgraph.sources.names import shown_name

__all__ = ["CARD_COLUMNS", "EGO_KEY", "name_key", "person_id", "resolve", "slugs"]

CARD_COLUMNS: Final = ("name", "linkedin", "email", "connected_on", "organization", "is_ego")
JOINS_THROUGH: Final = {
    "slug": (),
    "email": ("email", "dated", "employed"),
    "dated": ("dated", "employed"),
    "employed": ("employed",),
    "named": ("named",),
}
"""Surest key of a card -> the keys through which it may join somebody already known, surest first."""
EGO_KEY: Final = "ego"
PROFILE: Final = "https://www.linkedin.com/in/"


@lru_cache(maxsize=500_000)
def name_key(name: str | None) -> str | None:
    """The form under which two spellings of a name are equal; None without a name.

    >>> name_key("José  Álvarez, PhD"), name_key("JOSE ALVAREZ"), name_key(None)
    ('jose alvarez', 'jose alvarez', None)
    """
    if not isinstance(name, str):
        return None
    shown = shown_name(BRACKETS.sub(" ", name)) or name
    return plain_words(shown) or None


def person_id(key: str) -> str:
    """The stable id made from an identity key such as `slug:ana-souza`: `p` and 16 hex digits."""
    return "p" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def resolve(cards: pd.DataFrame) -> pd.Series:
    """The person id of each card (`CARD_COLUMNS`), aligned to `cards`; NaN where nobody can be told.

    NaN means: no key at all, or a name alone that several people bear. All cards with `is_ego` are
    one person, the owner; a bare name equal to the owner's is the owner.
    """
    keys = card_keys(cards)
    kind = keys.notna().idxmax(axis=1).where(keys.notna().any(axis=1))
    person = pd.Series(pd.NA, index=cards.index, dtype="str")
    ego = _settle_ego(cards, keys, person)
    for level, through in JOINS_THROUGH.items():
        for shared in through:
            bearer = _only_bearer(keys[shared], person, ego)
            person = person.where((kind != level) | person.notna(), keys[shared].map(bearer))
        new = (kind == level) & person.isna()
        if level == "named":
            new &= ~keys["named"].isin(set(keys.loc[person.notna(), "named"]))
        ids = {key: person_id(key) for key in keys.loc[new, level].unique()}
        person = person.where(~new, keys[level].map(ids))
    return person


def card_keys(cards: pd.DataFrame) -> pd.DataFrame:
    """Each card's identity keys, one column a level, missing where the card does not tell."""
    name = cards["name"].map(name_key)
    day = cards["connected_on"].dt.strftime("%Y-%m-%d")
    employer = cards["organization"].map(organization_key)
    keys = {
        "slug": "slug:" + slugs(cards["linkedin"]),
        "email": "email:" + cards["email"].str.casefold(),
        "dated": "dated:" + name.astype("str") + "|" + day.astype("str"),
        "employed": "employed:" + name.astype("str") + "|" + employer.astype("str"),
        "named": "named:" + name.astype("str"),
    }
    return pd.DataFrame(keys, index=cards.index).astype("str")


def slugs(linkedin: pd.Series) -> pd.Series:
    """The part of each LinkedIn URL that names the person."""
    return linkedin.astype("str").str.removeprefix(PROFILE)


def _settle_ego(cards: pd.DataFrame, keys: pd.DataFrame, person: pd.Series) -> str | None:
    """Give every ego card one id, in place; the id, or None without an ego card."""
    mine = cards["is_ego"]
    if not mine.any():
        return None
    known = (keys.loc[mine, level].dropna() for level in JOINS_THROUGH)
    surest = next((level.min() for level in known if len(level)), EGO_KEY)
    ego = person_id(surest)
    same = pd.Series(False, index=keys.index)
    for level in ("slug", "email"):
        same |= keys[level].isin(set(keys.loc[mine, level].dropna()))
    person[mine | same] = ego
    return ego


def _only_bearer(key: pd.Series, person: pd.Series, ego: str | None) -> dict[str, str]:
    """Key -> person, for keys that only one person bears; where ego bears one, it is ego's."""
    pairs = pd.DataFrame({"key": key, "person": person}).dropna().drop_duplicates()
    mine = set(pairs.loc[pairs["person"] == ego, "key"])
    pairs = pairs[~pairs["key"].isin(mine) | (pairs["person"] == ego)]
    single = pairs[~pairs["key"].duplicated(keep=False)]
    return dict(zip(single["key"], single["person"], strict=True))
