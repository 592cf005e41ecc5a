"""The book of a user: everything imported and written, kept in layers.

A *layer* is what one import (or one entry by hand) brought. It keeps its own people under its own ids,
because they are the keys by which a later layer recognises them: an old export without URLs and a new
one with URLs call the same person by two ids, and `netgraph.combine` over all layers makes them one
again each time the book is read. Of the other tables a layer holds only rows that no earlier layer
holds word for word. Taking an import back is deleting its layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph import entries
from netgraph.book.file import open_file, reading, writing
from netgraph.book.migrations import migrate
from netgraph.book.tables import delete_last_layer, read_layers, write_layer
from netgraph.contact_days import instant
from netgraph.contacts import Contacts, combine
from netgraph.errors import BookError
from netgraph.schema import TABLES

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    import networkx as nx
    import sqlalchemy as sa

__all__ = ["Added", "Book"]

KEPT_ONCE: Final = ("jobs", "interactions", "ties", "favors", "targets")
"""Tables whose rows are facts: once in the book, they are not stored again. (The same choice made
again is news: mute, then not, then mute.)"""

REPORTS: Final = ("rejects", "imports")
"""Tables that tell of an import itself; alone they bring nothing."""


@dataclass(frozen=True)
class Added:
    """What `Book.add` changed. `rows_new` is the growth of each table of `contacts()`, in rows.

    `people_changed` counts people who were known and of whom something else is known now, such as a
    new employer. `layer_id` is None when everything was known already and nothing was written.
    """

    layer_id: int | None = None
    people_changed: int = 0
    rows_new: dict[str, int] = field(default_factory=lambda: {table.name: 0 for table in TABLES})

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


class Book:
    """A book in the file at `path`; the file and its folder are made when they are not there.

    Raises `BookError`, here and in every method, when the file is no book, was made by a newer
    netgraph, may not be read or written, or another program keeps writing to it for half a minute.
    A book may be open in several programs and threads at the same time.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).expanduser()
        self._engine: sa.Engine | None = open_file(path)
        migrate(self._engine)

    def add(self, contacts: Contacts, *, read_at: str | pd.Timestamp | None = None) -> Added:
        """Take `contacts` into the book as one layer, whole or not at all; what it changed.

        What the book knows already is not stored again: adding the same contacts twice changes
        nothing. `read_at` (UTC; default: now) is noted in `imports` where it is missing there. Raises
        `ReadError` when the contacts are another owner's than the book's.
        """
        label = ", ".join(sorted(contacts.people["source"].dropna().unique()))
        return self._write(contacts, kind="import", label=label, at=read_at)

    def closeness(self, answers: pd.DataFrame, *, as_of: str | pd.Timestamp | None = None) -> Added:
        """Take in how close the user is to people and when they last spoke (see `first_round`).

        `answers` has `person_id` or `name`, and `closeness` (0-5) or `last_spoke` or both; rows
        without either are skipped questions. Raises `TableError` for values that are no answer.
        """
        now = pd.Timestamp.now("UTC").as_unit("us") if as_of is None else instant(as_of)
        entry = entries.closeness_entry(self.contacts(), answers, as_of=now)
        return self._write(entry, kind="entry", label="closeness")

    def knows(
        self,
        person: str,
        *,
        at: str | None = None,
        through: Sequence[str] = (),
        as_of: str | pd.Timestamp | None = None,
    ) -> pd.DataFrame:
        """Take in that `person` (at the organization `at`) shares mutual connections with the user.

        `through` holds their names as copied by hand. Sure ones are tied to `person`, who is made when
        new; the answer is `referral_paths` to them. `df.attrs["unsure"]` holds name -> ids it may
        mean, and `df.attrs["unmatched"]` the names that nobody in the book bears.
        """
        from netgraph.routes import referral_paths

        known = self.contacts()
        matches = [entries.match_name(known, name) for name in through]
        target, entry = entries.knows_entry(known, person, at=at, through=matches)
        self._write(entry, kind="entry", label="knows")
        found = referral_paths(self.graph(as_of=as_of), target)
        unsure = [match for match in matches if match.person_id is None]
        found.attrs["unsure"] = {match.said: match.candidates for match in unsure if match.candidates}
        found.attrs["unmatched"] = [match.said for match in unsure if not match.candidates]
        return found

    def target(
        self, name: str, *, kind: str = "organization", role: str | None = None, priority: int = 3
    ) -> Added:
        """Choose a target, or say its role and priority (1-5) anew."""
        entry = entries.target_entry(name, kind=kind, role=role, priority=priority)
        return self._write(entry, kind="entry", label="target")

    def drop_target(self, name: str, *, kind: str = "organization") -> Added:
        """Drop a target: it counts no more, in whatever spelling it was chosen."""
        entry = entries.target_entry(name, kind=kind, dropped=True)
        return self._write(entry, kind="entry", label="target")

    def undo(self) -> str | None:
        """Take back the last import or entry; what it was, or None when the book is empty."""
        with writing(self._open_engine()) as connection:
            return delete_last_layer(connection)

    def contacts(self) -> Contacts:
        """Everything the book knows, one id a person."""
        with reading(self._open_engine()) as connection:
            layers = list(read_layers(connection).values())
        return _combined(layers)

    def graph(self, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
        """The graph of `contacts()` as it was at `as_of` (default: the last day seen in the data)."""
        from netgraph.graph import build_graph

        return build_graph(self.contacts(), as_of=as_of)

    def _write(
        self, contacts: Contacts, *, kind: str, label: str, at: str | pd.Timestamp | None = None
    ) -> Added:
        engine = self._open_engine()
        moment = _utc(pd.Timestamp.now("UTC") if at is None else at)
        with writing(engine) as connection:
            layers = list(read_layers(connection).values())
            # What the user says again is news (choose, drop, choose); what a file says again is not.
            fresh = _not_yet_in(layers, contacts, moment) if kind == "import" else contacts
            if fresh is None:
                return Added()
            after = combine(*layers, fresh)  # refuses the data of another owner before they are written
            layer_id = write_layer(connection, fresh, added_at=moment, kind=kind, label=label)
        return _difference(_combined(layers), after, layer_id)

    def close(self) -> None:
        """Close the book; using it afterwards raises `BookError`."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open_engine(self) -> sa.Engine:
        if self._engine is None:
            raise BookError("the book is closed; open it again with Book(path)")
        return self._engine


def _not_yet_in(layers: list[Contacts], contacts: Contacts, moment: pd.Timestamp) -> Contacts | None:
    """What has to be stored of `contacts`; None when the layers hold all of it word for word."""
    imports = contacts.imports.assign(read_at=contacts.imports["read_at"].fillna(moment))
    unknown = {
        table.name: _unknown_rows(
            getattr(contacts, table.name), [getattr(layer, table.name) for layer in layers]
        )
        for table in TABLES
        if table.name not in REPORTS
    }
    if all(rows.empty for rows in unknown.values()):
        return None
    stored = {name: unknown[name] for name in KEPT_ONCE}
    for name in ("interactions", "favors"):
        # `combine` tells the newest layer by its last event, which must not be lost for being known.
        stored[name] = _with_last(stored[name], getattr(contacts, name))
    return replace(contacts, imports=imports, **stored)


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


def _combined(layers: list[Contacts]) -> Contacts:
    return combine(*layers) if layers else Contacts.empty()


def _difference(before: Contacts, after: Contacts, layer_id: int) -> Added:
    growth = {
        table.name: len(getattr(after, table.name)) - len(getattr(before, table.name)) for table in TABLES
    }
    known = after.people[after.people["person_id"].isin(before.people["person_id"])]
    changed = len(_unknown_rows(known, [before.people]))
    return Added(layer_id=layer_id, people_changed=changed, rows_new=growth)


def _utc(moment: str | pd.Timestamp) -> pd.Timestamp:
    stamp = pd.Timestamp(moment)
    return (stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp.tz_convert("UTC")).as_unit("us")
