"""Decisions: what the user said about who is one person, laid over what the keys of the cards tell.

A decision is a row of `choices`: kind `same_person` or `not_same_person`, about `person_id` and, in
`value`, another id. An id is a person's, or a card's: that by which one bundle knows the person; `id@source`
means the cards of that id from one source. What was said last of a pair counts. Nothing is lost by a
decision: the cards stay, and without it they resolve as before.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from netgraph.people import LEVELS, card_keys, person_id

__all__ = ["NOT_SAME", "SAME", "STRANGERS", "apply_decisions", "find_card", "restate", "unlike"]

SAME: Final = "same_person"
NOT_SAME: Final = "not_same_person"
STRANGERS: Final = "strangers"
"""Two people who do not know each other; `value` is the other's id."""


def apply_decisions(cards: pd.DataFrame, person: pd.Series, choices: pd.DataFrame) -> pd.Series:
    """The person of each card, once the decisions among `choices` (said last first) are laid over it.

    `cards` has `CARD_COLUMNS`, `source` and `own`: the id by which the card's bundle knows the person.
    """
    decided = choices[choices["kind"].isin([SAME, NOT_SAME])].dropna(subset=["person_id", "value"])
    if decided.empty:
        return person
    person = person.copy()
    said: dict[frozenset[str], tuple[str, str, str]] = {}
    for kind, one, other in zip(decided["kind"], decided["person_id"], decided["value"], strict=True):
        said.setdefault(frozenset((one, other)), (kind, one, other))
    for kind, one, other in reversed(said.values()):
        if kind == SAME:
            _join(cards, person, one, other)
        else:
            _part(cards, person, one, other)
    return person


def restate(choices: pd.DataFrame, cards: pd.DataFrame, person: pd.Series, ids: dict[str, str]) -> pd.Series:
    """The `value` of each choice, so that the decision still holds between the people as they are now.

    `ids` maps the ids that were in use to those of now; `choices` still names the former.
    """
    value = choices["value"].copy()
    decided = choices[choices["kind"].isin([SAME, NOT_SAME])]
    rows = zip(decided.index, decided["kind"], decided["person_id"], decided["value"], strict=True)
    for row, kind, one, other in rows:
        found = person[_cards_of(cards, str(other))]
        if kind == NOT_SAME and not found.empty:
            value[row] = found.iloc[0]
        elif kind == SAME and ids.get(one, one) == other:
            value[row] = one
    for row in choices.index[choices["kind"] == STRANGERS]:
        value[row] = ids.get(value[row], value[row])
    return value


def unlike(choices: pd.DataFrame) -> set[frozenset[str]]:
    """Pairs that the user said are two people."""
    apart = choices[choices["kind"] == NOT_SAME]
    return {frozenset(pair) for pair in zip(apart["person_id"], apart["value"], strict=True)}


def find_card(cards: pd.DataFrame, ref: str) -> str | None:
    """The person meant by an id or a card (`id@source`) among settled cards; None when there is none."""
    return _person_of(cards, cards["person_id"], ref)


def _join(cards: pd.DataFrame, person: pd.Series, one: str, other: str) -> None:
    """Make the people of two ids one, in place, under the surer of the ids."""
    known = [_person_of(cards, person, ref) for ref in (one, other)]
    found = [ref for ref in known if ref is not None]
    if len(set(found)) < 2:
        return
    kept = min(found, key=lambda ref: _surety(cards[person == ref], ref))
    person[person.isin(found)] = kept


def _part(cards: pd.DataFrame, person: pd.Series, one: str, other: str) -> None:
    """Take the cards of `other` from the person they share with `one`, in place.

    Cards of neither go with the side they share the surer key with.
    """
    theirs = _cards_of(cards, other)
    whole = _person_of(cards, person, one)
    if whole is None or not theirs.any() or set(person[theirs]) != {whole}:
        return
    ours = _cards_of(cards, one) & (person == whole) & ~theirs
    if not ours.any():
        ours = (person == whole) & ~theirs
    if cards.loc[theirs, "own"].eq(whole).any() and cards.loc[ours, "own"].ne(whole).all():
        ours, theirs, other = theirs, ours, str(cards.loc[ours, "own"].iloc[0])
    nearer = _nearer(card_keys(cards[person == whole]), ours, theirs).reindex(cards.index, fill_value=False)
    own = other.partition("@")[0]
    person[theirs | nearer] = person_id(f"apart:{other}") if own == whole else own


def _nearer(keys: pd.DataFrame, ours: pd.Series, theirs: pd.Series) -> pd.Series:
    """Which other cards share a surer key with `theirs` than with `ours`."""
    ours, theirs = ours[keys.index], theirs[keys.index]
    undecided = ~ours & ~theirs
    nearer = pd.Series(False, index=keys.index)
    for level in LEVELS:
        key = keys[level]
        with_us, with_them = (key.isin(set(key[side].dropna())) for side in (ours, theirs))
        nearer |= undecided & with_them & ~with_us
        undecided &= with_us == with_them
    return nearer


def _cards_of(cards: pd.DataFrame, ref: str) -> pd.Series:
    own, _, source = ref.partition("@")
    return (cards["own"] == own) & ((cards["source"] == source) if source else True)


def _person_of(cards: pd.DataFrame, person: pd.Series, ref: str) -> str | None:
    found = person[_cards_of(cards, ref)].dropna()
    if found.empty:
        return ref if (person == ref).any() else None
    return str(found.iloc[0])


def _surety(cards: pd.DataFrame, ref: str) -> tuple[bool, bool, bool, str]:
    return (
        not cards["is_ego"].any(),
        not cards["linkedin"].notna().any(),
        not cards["email"].notna().any(),
        ref,
    )
