"""Lookalikes: pairs of people who may be one, each with the reason, for the user to decide.

Candidates share a name in another spelling, script, short form or order; or a name that is a slip apart;
or the first name and the organization (a changed surname); or the e-mail address or profile of one holds
the name of the other. Two people with LinkedIn profiles of their own are no pair, unless they bear one
name and were connected on one day: an address of a profile can be changed, such a day cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from netgraph.decisions import unlike
from netgraph.likeness import address_words, first_names, latin, misspelt, name_pairs, skeleton, words
from netgraph.organizations import organization_key
from netgraph.people import name_key, slugs
from netgraph.schema import REVIEW, conform, empty

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lookalikes"]

MANY: Final = 40
"""Bearers of one key above which a pair needs a second sign."""
FEW: Final = 2
"""Bearers of a first name at one organization above which a changed surname is not asked about."""
SLIPS: Final = 2
INITIALS: Final = 4
"""Bearers of an initial and last name above which a pair needs one organization."""
GLUE: Final = "glued:"
GLUED: Final = 5
"""Letters that a name run together must have to tell anything."""

SCORES: Final = {
    "the same name": 0.9,
    "the same name, spelt or written otherwise": 0.8,
    "a short or foreign form of the first name": 0.75,
    "the address of one holds the name of the other": 0.6,
    "names a slip apart": 0.6,
    "an initial and the last name": 0.5,
    "the same first name, another surname": 0.4,
}
"""Reason -> how likely such a pair is one person, roughly: it orders the list and decides nothing."""
SAME, SPELT, SHORT, ADDRESS, SLIP, INITIAL, SURNAME = SCORES
ONE_PLACE: Final = ", at one organization"
ANOTHER_PLACE: Final = ", at another organization: a new job, or a namesake"


def lookalikes(people: pd.DataFrame, choices: pd.DataFrame) -> pd.DataFrame:
    """The pairs of `people` who may be one person, the likeliest first (`netgraph.schema.REVIEW`).

    Pairs that `choices` say are two people are left out. One pair stands once, whatever its signs.
    """
    known = _forms(people)
    if len(known) < 2:
        return empty(REVIEW)
    found = pd.concat([pairs for pairs in _candidates(known) if len(pairs)] or [_pairs([], [])])
    pairs = found.drop_duplicates(["a", "b"], ignore_index=True)
    one, other = (known.loc[pairs[side]].reset_index(drop=True) for side in ("a", "b"))
    kept = _may_be_one(one, other)
    one, other = one[kept].reset_index(drop=True), other[kept].reset_index(drop=True)
    names = zip(one["name"], other["name"], strict=True)
    reason = pd.Series([_reason(*both) for both in names], dtype="str")
    told = pairs.loc[kept, "told"].fillna(value=False).to_numpy(dtype=bool)
    reason = reason.mask(told & reason.isin([SLIP, SURNAME]), ADDRESS)
    here = one["place"].notna() & (one["place"] == other["place"])
    moved = one["place"].notna() & other["place"].notna() & ~here
    where = pd.Series("", index=reason.index, dtype="str").mask(here, ONE_PLACE).mask(moved, ANOTHER_PLACE)
    rows = pd.DataFrame(
        {
            "person_a": one["person_id"],
            "person_b": other["person_id"],
            "name": one["name"],
            "other_name": other["name"],
            "organization": one["organization"],
            "other_organization": other["organization"],
            "reason": reason + where,
            "score": reason.map(SCORES).astype("float64") + 0.09 * here - 0.2 * moved,
        }
    )
    decided = unlike(choices)
    open_ = [frozenset(pair) not in decided for pair in zip(rows["person_a"], rows["person_b"], strict=True)]
    rows = rows[np.array(open_, dtype=bool) & ~((reason == SLIP) & moved).to_numpy()]
    order = ["score", "name", "person_a", "person_b"]
    return conform(rows.sort_values(order, ascending=[False, True, True, True]), REVIEW)


def _forms(people: pd.DataFrame) -> pd.DataFrame:
    """People with a name to compare, and what of them is compared."""
    named = people[people["name"].notna() & ~people["is_ego"]]
    named = named.sort_values("person_id", ignore_index=True)
    slug = slugs(named["linkedin"])
    unnamed = (named["name"] == named["email"]) | (named["name"] == slug)
    shown = named["name"].mask(unnamed, named["name"].map(address_words))
    sounded = shown.map(words)
    told = {
        "shown": shown,
        "key": named["name"].map(name_key),
        "first": sounded.map(lambda all_: all_[0] if all_ else ""),
        "last": sounded.map(lambda all_: all_[-1] if all_ else ""),
        "root": sounded.map(lambda all_: first_names(all_[0])[0] if all_ else ""),
        "place": named["organization"].map(organization_key),
        "slug": slug,
        "from_email": named["email"].map(address_words, na_action="ignore"),
        "from_slug": slug.map(address_words, na_action="ignore"),
    }
    text = {name: column.astype("str") for name, column in told.items()}
    day = named["connected_on"].dt.normalize()
    return named.assign(unnamed=unnamed, length=sounded.map(len).astype("int64"), day=day, **text)


def _candidates(known: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Pairs of row numbers, `a` < `b`, the surest kinds first."""
    yield from (_sharing(known, keys) for keys in (_name_keys(known), _skeletons(known)))
    yield _sharing(known, _address_keys(known)).assign(told=True)
    root = known["root"]
    yield _slips(known, root, known["last"], shortest=4)
    yield _slips(known, known["last"], known["first"], shortest=3)
    full, employed = known.index[known["length"] > 1], known.index[known["place"].notna()]
    yield _sharing(known, _keys(full, known["first"].str[:1] + "|" + known["last"]), initials=True)
    yield _sharing(known, _keys(employed, root + "|" + known["place"]), most=FEW)


def _name_keys(known: pd.DataFrame) -> pd.DataFrame:
    """Every key of every shown name, and the one word of those who have no more."""
    keys = [name_pairs(name) or list(words(name)) for name in known["shown"]]
    return _long(known.index, keys)


def _skeletons(known: pd.DataFrame) -> pd.DataFrame:
    """Consonants, for names of which somebody's is not in Latin letters."""
    bones = known["shown"].map(skeleton).astype("str")
    foreign = known["shown"].map(lambda name: name[:1] >= "\u0250").astype("bool")
    told = bones[bones.isin(set(bones[foreign])) & bones.str.contains("|", regex=False)]
    return _keys(told.index, told)


def _address_keys(known: pd.DataFrame) -> pd.DataFrame:
    """What e-mail addresses and profiles tell of a name, and the names themselves that they may tell of."""
    keys = [
        _name_keys(known).assign(telling=False),
        _long(known.index, [_glued(name) for name in known["shown"]], telling=False),
    ]
    for column in ("from_email", "from_slug"):
        told = known[column].dropna()
        in_one = told[told.str.len().ge(GLUED) & ~told.str.contains(" ")]
        keys.append(_long(told.index, [name_pairs(text) for text in told], telling=True))
        keys.append(_keys(in_one.index, GLUE + in_one, telling=True))
    return pd.concat(keys, ignore_index=True)


def _glued(name: str) -> list[str]:
    """How addresses run a name together: `anasouza`, `asouza`, `souzaa`, `anas`, `souzaana`."""
    found = latin(name)
    if len(found) < 2:
        return []
    first, last = found[0], found[-1]
    forms = (first + last, first[0] + last, last + first[0], first + last[0], last + first)
    return [GLUE + form for form in dict.fromkeys(forms) if len(form) >= GLUED]


def _slips(known: pd.DataFrame, block: pd.Series, word: pd.Series, *, shortest: int) -> pd.DataFrame:
    """Pairs that agree in `block` and are a slip apart in `word`."""
    bearers = known[(known["length"] > 1) & ~known["unnamed"]].index
    spellings = pd.DataFrame({"block": block[bearers], "word": word[bearers]}).drop_duplicates()
    left, right = [], []
    for shared, some in spellings.groupby("block", sort=False)["word"]:
        if len(some) < 2 or not shared:
            continue
        spelt = some.to_numpy(dtype=object)
        near = cdist(spelt, spelt, scorer=OSA.distance, score_cutoff=SLIPS, dtype=np.uint8) <= SLIPS
        for one, other in np.argwhere(np.triu(near, 1)):
            if misspelt(spelt[one], spelt[other], shortest=shortest):
                left.append((shared, spelt[one]))
                right.append((shared, spelt[other]))
    table = pd.DataFrame({"block": block, "word": word}).loc[bearers].reset_index(names="row")
    sides = []
    for pairs in (left, right):
        side = pd.DataFrame(pairs, columns=["block", "word"]).reset_index(names="pair")
        sides.append(side.merge(table, on=["block", "word"])[["pair", "row"]])
    both = sides[0].merge(sides[1], on="pair", suffixes=("_a", "_b")).dropna()
    return _pairs(both["row_a"], both["row_b"])


def _sharing(
    known: pd.DataFrame, keys: pd.DataFrame, *, most: int | None = None, initials: bool = False
) -> pd.DataFrame:
    """Pairs of rows that share a key; a crowded key needs one place too, or pairs nobody (`most`)."""
    keys = keys.drop_duplicates()
    size = keys.groupby("key")["row"].transform("nunique")
    keys = keys.assign(size=size)[size.between(2, most or np.inf)]
    if keys.empty:
        return _pairs([], [])
    crowded = keys["size"] > MANY
    plain = keys[~crowded].merge(keys[~crowded], on="key", suffixes=("_a", "_b"))
    place = keys[crowded].assign(place=known["place"].reindex(keys.loc[crowded, "row"]).to_numpy())
    place = place.dropna(subset=["place"])
    there = place.merge(place, on=["key", "place"], suffixes=("_a", "_b"))
    both = pd.concat([plain, there], ignore_index=True)
    one, other = (known.loc[both[f"row_{side}"]].reset_index(drop=True) for side in ("a", "b"))
    if "telling_a" in both:
        told = both["telling_a"] != both["telling_b"]
        told &= (
            one["unnamed"]
            | other["unnamed"]
            | (one["root"] == other["root"])
            | (one["last"] == other["last"])
        )
        both = both[told.to_numpy()]
    if initials:
        short = (one["first"].str.len() == 1) != (other["first"].str.len() == 1)
        near = (one["place"] == other["place"]) | (both["size_a"] <= INITIALS)
        both = both[(short & near).to_numpy()]
    return _pairs(both["row_a"], both["row_b"])


def _may_be_one(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Whether two profiles, both with a slug of their own, still may be one: same name and same day."""
    profiles = one["slug"].notna() & other["slug"].notna()
    same = (one["key"] == other["key"]) & one["day"].notna() & (one["day"] == other["day"])
    return (~profiles | same).to_numpy(dtype=bool)


def _reason(name: str, other: str) -> str:
    """Why the two names are alike, a key of `SCORES`."""
    if "@" in name + other:
        return ADDRESS
    if name_key(name) == name_key(other):
        return SAME
    ours, theirs = words(name), words(other)
    if sorted(ours) == sorted(theirs) or set(name_pairs(name)) & set(name_pairs(other)) == set():
        return SPELT if sorted(ours) == sorted(theirs) else _looser(name, other)
    plainly = set(ours) & set(theirs)
    return SPELT if len(plainly) > 1 else SHORT


def _looser(name: str, other: str) -> str:
    ours, theirs = words(name), words(other)
    if not (name + other).isascii() and skeleton(name) == skeleton(other):
        return SPELT
    if ours[-1:] == theirs[-1:] and 1 in {len(ours[0]), len(theirs[0])}:
        return INITIAL
    if any(misspelt(a, b, shortest=3) for a in ours for b in theirs):
        return SLIP
    return SURNAME


def _keys(rows: pd.Index, key: pd.Series, **more: bool) -> pd.DataFrame:
    return pd.DataFrame({"row": rows, "key": key.loc[rows].to_numpy()}).assign(**more)


def _long(rows: pd.Index, keys: list[list[str]], **more: bool) -> pd.DataFrame:
    """One row for each row number and key."""
    told = pd.DataFrame({"row": rows, "key": keys}).explode("key").dropna()
    return told.astype({"row": "int64", "key": "str"}).assign(**more)


def _pairs(rows: pd.Series | list[int], others: pd.Series | list[int]) -> pd.DataFrame:
    pairs = np.sort(np.array([rows, others], dtype="int64"), axis=0)
    pairs = pairs[:, pairs[0] != pairs[1]]
    return pd.DataFrame({"a": pairs[0], "b": pairs[1]}).drop_duplicates().assign(told=False)
