"""Layers: what an import brings that the book lacks, and what it changed.

A *layer* is what one import (or one entry by hand) brought. It keeps its own people under its own ids,
because they are the keys by which a later layer recognises them. Of the other tables a layer holds
only rows that no earlier layer holds word for word. An import of several files or sources is a layer for
each of them (see `Contacts.parts`), so that whom it united can be taken apart again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph import schema
from netgraph.cards import cards_of, last_seen
from netgraph.changes import GONE, NEW, what_changed
from netgraph.contacts import Contacts, combine
from netgraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Added", "changes_by", "combined", "difference", "news"]

KEPT_ONCE: Final = ("jobs", "interactions", "ties", "favors", "targets")
"""Tables whose rows are facts: once in the book, they are not stored again. (The same choice made
again is news: mute, then not, then mute.)"""

REPORTS: Final = ("rejects", "imports")
"""Tables that tell of an import itself; alone they bring nothing."""


@dataclass(frozen=True)
class Added:
    """What `Book.add` changed. `rows_new` is the growth of each table of `contacts()`, in rows.

    `people_changed` counts people who were known and of whom something else is known now, such as a
    new employer; `kept_out` those whom the user had forgotten. `layer_id` is None when everything was
    known already and nothing was written.
    """

    layer_id: int | None = None
    people_changed: int = 0
    rows_new: dict[str, int] = field(default_factory=lambda: {table.name: 0 for table in TABLES})
    kept_out: int = 0

    @property
    def people_new(self) -> int:
        """People who were not known."""
        return self.rows_new["people"]

    @property
    def interactions_new(self) -> int:
        """Messages, calls and meetings that were not known."""
        return self.rows_new["interactions"]

    @property
    def ties_new(self) -> int:
        """Ties that were not known."""
        return self.rows_new["ties"]


def combined(layers: Sequence[Contacts]) -> Contacts:
    """Everything the layers know, one id a person."""
    return combine(*layers) if layers else Contacts.empty()


def changes_by(layers: Sequence[Contacts], *, first: int, after: int) -> pd.DataFrame:
    """What the layers from number `first` to before `after` changed, given those before them.

    See `netgraph.what_changed`; nothing when there are none before. Who is gone is told by their list of
    connections beside the newest list before it, for the book itself forgets nobody.
    """
    earlier, layer = list(layers[:first]), combined(layers[first:after])
    if not any(len(one.people) > 1 for one in earlier):
        return schema.empty(schema.WHAT_CHANGED)
    before = combined(earlier)
    found = what_changed(before, combined([*earlier, layer]))
    lists = [one for one in earlier if one.people["connected_on"].notna().any()]
    if not lists:
        return found
    older, newer = sorted([max(lists, key=last_seen), layer], key=last_seen)
    gone = what_changed(older, newer)
    gone = gone[gone["change"] == GONE]
    cards = cards_of([*earlier, layer])
    ids = dict(zip(cards["own"], cards["person_id"], strict=True))
    gone = gone.assign(person_id=gone["person_id"].map(ids).fillna(gone["person_id"]))
    known = found[~((found["change"] == NEW) & found["person_id"].isin(gone["person_id"]))]
    return pd.concat([known, gone], ignore_index=True)


def news(layers: Sequence[Contacts], parts: Sequence[Contacts], moment: pd.Timestamp) -> list[Contacts]:
    """The layers to store of an import's parts; none when the book holds all of it word for word.

    The first of them holds what the import tells of all its files.
    """
    names = [table.name for table in TABLES if table.name not in REPORTS]
    unknown = []
    for number, part in enumerate(parts):
        known = [*layers, *parts[:number]]
        unknown.append(
            {
                name: _unknown_rows(getattr(part, name), [getattr(one, name) for one in known])
                for name in names
            }
        )
    if all(rows.empty for one in unknown for rows in one.values()):
        return []
    told = {name: pd.concat([getattr(part, name) for part in parts], ignore_index=True) for name in REPORTS}
    told["imports"] = told["imports"].assign(read_at=told["imports"]["read_at"].fillna(moment))
    fresh: list[Contacts] = []
    for part, rows in zip(parts, unknown, strict=True):
        stored = {name: rows[name] for name in KEPT_ONCE} | told
        for name in ("interactions", "favors"):
            # `combine` tells the newest layer by its last event, which must not be lost for being known.
            stored[name] = _with_last(stored[name], getattr(part, name))
        fresh.append(replace(part, **stored))
        told = {name: frame.head(0) for name, frame in told.items()}
    return [part for part in fresh if any(map(len, part.tables().values()))]


def difference(before: Contacts, after: Contacts, layer_id: int, *, kept_out: int = 0) -> Added:
    """What the layer changed, from what was known before and after it."""
    growth = {
        table.name: len(getattr(after, table.name)) - len(getattr(before, table.name)) for table in TABLES
    }
    changed = 0
    if after.people is not before.people:
        known = after.people[after.people["person_id"].isin(before.people["person_id"])]
        changed = len(_unknown_rows(known, [before.people]))
    return Added(layer_id=layer_id, people_changed=changed, rows_new=growth, kept_out=kept_out)


def _unknown_rows(rows: pd.DataFrame, known: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows that do not stand in `known`, every column alike, missing ones too."""
    stored = [frame for frame in known if not frame.empty]
    if rows.empty or not stored:
        return rows
    every = pd.concat([*stored, rows], ignore_index=True)
    number = every.groupby(list(every.columns), dropna=False, sort=False).ngroup().to_numpy()
    seen, asked = number[: -len(rows)], number[-len(rows) :]
    news = pd.Series(asked > seen.max(), index=rows.index)
    return rows[news].reset_index(drop=True)


def _with_last(some: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """`some` of the `rows`, and the last of them by time."""
    last = rows[rows["at"] == rows["at"].max()].head(1)
    return pd.concat([some, _unknown_rows(last, [some])], ignore_index=True)
