"""Choices: what the user decided about people and about the pace, read from the table of choices.

Choices stand newest first, and of a person and a kind what was said last counts; the value ``no`` takes
an earlier word back. Kinds that netgraph knows:

* about rest: `mute` (until the user says otherwise), `snooze` (until a day), `rhythm` (at most every so
  many days), `override` (the rest is set aside, until a day or for good);
* about the week: `done` and `skip` (what became of a step), `pace` (steps a week, 3 to 15, of nobody);
* about people: `need` (what they look for), `strangers` (they do not know the person in `value`),
  `circle_name` (what the user calls the circle they are in);
* about who is who: `same_person` and `not_same_person` (they are, or are not, the person in `value`; see
  `netgraph.decisions`), of nobody: `alias` (one organization's two names; see `netgraph.organizations`);
* about files, of nobody: `columns` (what the columns of a table mean; see `netgraph.imports`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.decisions import STRANGERS

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["FAST", "NO", "PACE", "SLOW", "pace_of", "said_last", "stranger_pairs"]

NO: Final = "no"
"""The value that takes an earlier choice of the same kind back."""

PACE: Final = 5
SLOW, FAST = 3, 15


def said_last(choices: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    """The newest word on each person and kind among `kinds`, without what was taken back.

    >>> rows = pd.DataFrame({"person_id": ["ana", "ana"], "kind": "mute", "value": ["no", "yes"]})
    >>> len(said_last(rows, "mute")), len(said_last(rows[1:], "mute"))
    (0, 1)
    """
    about = choices[choices["kind"].isin(kinds) & choices["person_id"].notna()]
    newest = about.drop_duplicates(["person_id", "kind"])
    return newest[newest["value"].isna() | (newest["value"] != NO)]


def pace_of(choices: pd.DataFrame) -> int:
    """How many steps a week the user wants: what was said last, else 5; always 3 to 15."""
    said = pd.to_numeric(choices.loc[choices["kind"] == "pace", "value"], errors="coerce").dropna()
    return PACE if said.empty else min(max(int(said.iloc[0]), SLOW), FAST)


def stranger_pairs(choices: pd.DataFrame) -> set[frozenset[Hashable]]:
    """Pairs of whom the user said that they do not know each other: never to be guessed again."""
    apart = choices[choices["kind"] == STRANGERS].dropna(subset=["person_id", "value"])
    # Two who turned out to be one person are no pair.
    apart = apart[apart["person_id"] != apart["value"]]
    return {frozenset(pair) for pair in zip(apart["person_id"], apart["value"], strict=True)}
