"""Entering: what a small entry changes, without reading the whole book again.

An entry is *light* when it brings no people, jobs or reports and decides nothing about who is who:
events, ties, favors, choices and targets about people who are known. Their ids are settled, so that it
only has to be laid before the rest; whatever is not light is combined anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netgraph.cards import last_seen
from netgraph.contacts import laid_over
from netgraph.decisions import NOT_SAME, SAME, STRANGERS
from netgraph.organizations import ALIAS, aliases_among, rename_organizations
from netgraph.schema import PERSON_ID_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.contacts import Contacts

__all__ = ["layers_between", "people_between", "with_entry"]

HEAVY_TABLES: Final = ("people", "jobs", "rejects", "imports")
HEAVY_CHOICES: Final = frozenset({SAME, NOT_SAME, ALIAS})


def with_entry(layers: Sequence[Contacts], known: Contacts, entry: Contacts) -> Contacts | None:
    """What `combine(*layers, entry)` gives, from `known`, which is `combine(*layers)`.

    None when the entry is not light, names somebody who is not known, or tells of events before the
    last day of a layer: its place among the layers would have to be found.
    """
    if not layers or not _is_light(entry) or not _people_in(entry) <= set(known.people["person_id"]):
        return None
    if (len(entry.interactions) or len(entry.favors)) and last_seen(entry) < max(map(last_seen, layers)):
        return None
    renamed = rename_organizations(entry.tables(), aliases_among(known.choices))
    return laid_over(known, renamed)


def people_between(before: Sequence[Contacts], after: Sequence[Contacts]) -> set[str] | None:
    """The people named in layers that only one of two states of a book has; None when one is not light."""
    same, apart = _apart(before, after)
    return set().union(*map(_people_in, apart)) if same and all(map(_is_light, apart)) else None


def layers_between(before: Sequence[Contacts], after: Sequence[Contacts]) -> int:
    """How many layers only one of two states of a book has."""
    return len(_apart(before, after)[1])


def _apart(before: Sequence[Contacts], after: Sequence[Contacts]) -> tuple[int, list[Contacts]]:
    """How many layers two states of a book begin with alike, and those that come after."""
    same = 0
    while same < min(len(before), len(after)) and before[same] is after[same]:
        same += 1
    return same, [*before[same:], *after[same:]]


def _is_light(entry: Contacts) -> bool:
    tables = entry.tables()
    heavy = any(len(tables[name]) for name in HEAVY_TABLES)
    return not heavy and not entry.choices["kind"].isin(HEAVY_CHOICES).any()


def _people_in(entry: Contacts) -> set[str]:
    """Everybody an entry names, in the value of a choice too."""
    named = {
        person
        for frame in entry.tables().values()
        if len(frame)
        for column in PERSON_ID_COLUMNS.intersection(frame.columns)
        for person in frame[column].dropna()
    }
    return named.union(entry.choices.loc[entry.choices["kind"] == STRANGERS, "value"].dropna())
