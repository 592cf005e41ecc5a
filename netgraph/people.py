"""People: who is who, by the surest key a source gives.

A *card* is a person as one row names them. Cards are the same person, surest first, when they share

1. the LinkedIn slug,
2. the e-mail address,
3. name and day of connection (which survives a change of job),
4. name and organization, when only one person bears that pair,
5. the name alone, for a mention that has nothing else, when only one person bears it.

Cards with different slugs are never one person. An e-mail address that people of clearly different
names use (a couple's, an office's) tells them apart by name; several addresses of one card are one key
(`netgraph.addresses`). A person's id is a hash of the surest
key, so the same file gives the same ids on every machine. Namesakes stay apart. Somebody whom the user
called somebody else than all who bear the name has an id of another form (`own_id`): no key joins them to
anybody, only the user does.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import pandas as pd

from netgraph.addresses import address_keys
from netgraph.organizations import BRACKETS, organization_key, plain_words
from netgraph.sources.names import shown_name

__all__ = [
    "CARD_COLUMNS",
    "EGO_KEY",
    "ENTRY_ID",
    "OWN_ID",
    "entry_id",
    "name_key",
    "own_id",
    "person_id",
    "resolve",
    "slugs",
]

CARD_COLUMNS: Final = ("name", "linkedin", "email", "connected_on", "organization", "is_ego")
JOINS_THROUGH: Final = {
    "slug": (),
    "email": ("email", "dated", "employed"),
    "dated": ("dated", "employed"),
    "employed": ("employed",),
}
"""Surest key of a card -> the keys through which it may join somebody already known, surest first."""
LEVELS: Final = (*JOINS_THROUGH, "named")
BY_NAME_ALONE: Final = frozenset({"linkedin", "you", "knows"})
"""Sources whose bare names mean somebody who is known. A bare name in an address book means an entry."""
EGO_KEY: Final = "ego"
OWN_ID: Final = "q[0-9a-f]{16}"
ENTRY_ID: Final = "e[0-9a-f]{16}"
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


def own_id(key: str) -> str:
    """The id of somebody whom no key joins to anybody: `q` and 16 hex digits."""
    return "q" + person_id(key)[1:]


def entry_id(key: str) -> str:
    """The id by which a file's second, third ... entry of a person is told: `e` and 16 hex digits."""
    return "e" + person_id(key)[1:]


def resolve(cards: pd.DataFrame) -> pd.Series:
    """The person id of each card (`CARD_COLUMNS`), aligned to `cards`; NaN where nobody can be told.

    NaN means: no key at all, or a name alone that several people bear. All cards with `is_ego` are
    one person, the owner; a bare name equal to the owner's is the owner. Cards with one key move
    together. Three columns may be missing: where `by_name` is false, a bare name of that `source` is a
    person of its own; `side` numbers the bundles, each of which must hold a name and organization once;
    `also` holds further e-mail addresses of a card, with spaces between.
    """
    keys = card_keys(cards)
    kind = keys.notna().idxmax(axis=1).where(keys.notna().any(axis=1))
    person = pd.Series(pd.NA, index=cards.index, dtype="str")
    ego = _settle_ego(cards, keys, person)
    sides = cards["side"] if "side" in cards else pd.Series(0, index=cards.index)
    for level, through in JOINS_THROUGH.items():
        here = kind == level
        if not here.any():
            continue
        for shared in through:
            found = keys.loc[here, shared].map(_only_bearer(keys[shared], person, ego)).astype("str")
            if (level, shared) == ("email", "employed"):
                found = found.mask(keys.loc[here, shared].isin(_crowded(keys[here], sides)))
            agreed = _only_bearer(keys.loc[here, level], found, ego)
            person = person.where(~here | person.notna(), keys[level].map(agreed))
        if level == "email":
            _join_two_addresses(keys, here & person.isna(), sides, person)
        _make_new(person, keys[level], here & person.isna())
    _join_by_name(cards, keys["named"], kind == "named", person, ego)
    return person


def card_keys(cards: pd.DataFrame) -> pd.DataFrame:
    """Each card's identity keys, one column a level, missing where the card does not tell."""
    name = cards["name"].map(name_key)
    day = cards["connected_on"].dt.strftime("%Y-%m-%d")
    employer = cards["organization"].map(organization_key)
    keys = {
        "slug": "slug:" + slugs(cards["linkedin"]),
        "email": "email:" + address_keys(cards["email"], name, cards.get("also")),
        "dated": "dated:" + name.astype("str") + "|" + day.astype("str"),
        "employed": "employed:" + name.astype("str") + "|" + employer.astype("str"),
        "named": "named:" + name.astype("str"),
    }
    return pd.DataFrame(keys, index=cards.index).astype("str")


def slugs(linkedin: pd.Series) -> pd.Series:
    """The part of each LinkedIn URL that names the person."""
    return linkedin.astype("str").str.removeprefix(PROFILE)


def _crowded(keys: pd.DataFrame, sides: pd.Series) -> set[str]:
    """Name and organization, where one side knows two addresses by them: that tells nobody."""
    entries = keys[["employed", "email"]].assign(side=sides).dropna().drop_duplicates()
    return set(entries.loc[entries.duplicated(["employed", "side"]), "employed"])


def _join_two_addresses(keys: pd.DataFrame, new: pd.Series, sides: pd.Series, person: pd.Series) -> None:
    """Give one id, in place, to the addresses under which two sides know one name and organization.

    Two addresses at one provider are two people's.
    """
    entries = keys.loc[new, ["employed", "email"]].assign(side=sides).dropna().drop_duplicates()
    if entries.empty:
        return
    entries = entries[~entries["employed"].isin(_crowded(keys[new], sides))]
    addresses = entries.drop_duplicates(["employed", "email"])
    provider = addresses["email"].str.extract(r"@([^|]*)", expand=False)
    twice = addresses.assign(provider=provider).duplicated(["employed", "provider"])
    entries = entries[~entries["employed"].isin(set(addresses.loc[twice, "employed"]))]
    first = entries.groupby("employed")["email"].transform("min")
    joined = _only_bearer(entries["email"], first, None)
    several = entries[entries["employed"].duplicated(keep=False)]["email"]
    ids = {one: person_id(joined[one]) for one in several.unique() if one in joined}
    person[new] = keys.loc[new, "email"].map(ids).astype("str")


def _make_new(person: pd.Series, key: pd.Series, new: pd.Series) -> None:
    """Give the cards in `new` the id of their own key, in place."""
    ids = {one: person_id(one) for one in key[new].unique()}
    person[new] = key[new].map(ids)


def _join_by_name(
    cards: pd.DataFrame, named: pd.Series, bare: pd.Series, person: pd.Series, ego: str | None
) -> None:
    """Settle the cards that have only a name, in place: somebody who is known, an entry, or nobody."""
    if not bare.any():
        return
    joins = cards["by_name"].astype(bool) if "by_name" in cards else pd.Series(True, index=cards.index)
    taken = set(named[person.notna()])
    open_ = bare & joins & person.isna()
    person[open_] = named[open_].map(_only_bearer(named, person, ego)).astype("str")
    entries = bare & ~joins & person.isna()
    if entries.any():
        own = named + "|" + cards["source"].fillna("")
        _make_new(person, own, entries)
        left = open_ & person.isna() & ~named.isin(taken)
        person[left] = named[left].map(_only_bearer(named[entries], person[entries], ego)).astype("str")
        taken |= set(named[entries])
    _make_new(person, named, open_ & person.isna() & ~named.isin(taken))


def _settle_ego(cards: pd.DataFrame, keys: pd.DataFrame, person: pd.Series) -> str | None:
    """Give every ego card one id, in place; the id, or None without an ego card."""
    mine = cards["is_ego"]
    if not mine.any():
        return None
    known = (keys.loc[mine, level].dropna() for level in LEVELS)
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
