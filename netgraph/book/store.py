"""The book of a user: everything imported and written, kept in layers.

A *layer* is what one import (or one entry by hand) brought. It keeps its own people under its own ids,
because they are the keys by which a later layer recognises them: an old export without URLs and a new
one with URLs call the same person by two ids, and `netgraph.combine` over all layers makes them one
again each time the book is read. Of the other tables a layer holds only rows that no earlier layer
holds word for word. Taking an import back is deleting its layers, one for each part it came in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.book.entering import with_entry
from netgraph.book.file import drop_copies, open_file, reading, scrub, writing
from netgraph.book.forgetting import erase, parts_without_forgotten, rows_about
from netgraph.book.layers import Added, changes_by, difference, news
from netgraph.book.memory import Kept, Memory, copied
from netgraph.book.migrations import migrate
from netgraph.book.tables import (
    delete_last_layer,
    last_import,
    last_layer,
    state_of,
    write_layers,
)
from netgraph.cards import cards_of, provenance_of
from netgraph.contact_days import instant
from netgraph.contacts import Contacts, combine
from netgraph.decisions import NOT_SAME, SAME, find_card
from netgraph.errors import BookError, TableError, UnknownNameError
from netgraph.organizations import ALIAS, alias_value, organization_key
from netgraph.practice import entries
from netgraph.practice.choice_entries import choice_entry, pace_entry, pair_entry, step_entry
from netgraph.practice.favors import favor_entry
from netgraph.practice.landing import thanked_and_told
from netgraph.practice.logbook import log_entry
from netgraph.practice.stages import introduction_entry
from netgraph.schema import WHAT_CHANGED, empty

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    import networkx as nx
    import sqlalchemy as sa

__all__ = ["Added", "Book"]


class Book:
    """A book in the file at `path`; the file and its folder are made when they are not there.

    Raises `BookError`, here and in every method, when the file is no book, was made by a newer
    netgraph, may not be read or written, or another program keeps writing to it for half a minute.
    A book may be open in several programs and threads at the same time.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).expanduser()
        self._engine: sa.Engine | None = open_file(path)
        self._memory = Memory()
        migrate(self._engine, self.path)

    def add(self, contacts: Contacts, *, read_at: str | pd.Timestamp | None = None) -> Added:
        """Take `contacts` into the book, whole or not at all; what it changed.

        What the book knows already is not stored again: adding the same contacts twice changes
        nothing. `read_at` (UTC; default: now) is noted in `imports` where it is missing there. Raises
        `ReadError` when the contacts are another owner's than the book's.
        """
        people = pd.concat([part.people for part in contacts.parts or [contacts]])
        label = ", ".join(sorted(people["source"].dropna().unique()))
        return self._write(contacts, kind="import", label=label, at=read_at)

    def closeness(self, answers: pd.DataFrame, *, as_of: str | pd.Timestamp | None = None) -> Added:
        """Take in how close the user is to people and when they last spoke (see `first_round`).

        `answers` has `person_id` or `name`, and `closeness` (0-5) or `last_spoke` or both; rows
        without either are skipped questions. Where `new` is true, the name means somebody else than all
        who bear it. Raises `TableError` for values that are no answer.
        """
        entry = entries.closeness_entry(self.contacts(), answers, as_of=_now(as_of), told_at=_now(None))
        return self._write(entry, kind="entry", label="closeness")

    def knows(
        self,
        person: str,
        *,
        at: str | None = None,
        through: Sequence[str] = (),
        new: bool = False,
        as_of: str | pd.Timestamp | None = None,
    ) -> pd.DataFrame:
        """Take in that `person` (at the organization `at`) shares mutual connections with the user.

        `through` holds their names as copied by hand. Sure ones are tied to `person`, who is made when
        new; with `new` they are somebody else than all who bear the name. The answer is `referral_paths`
        to them. `df.attrs["unsure"]` holds name -> ids it may mean, and `df.attrs["unmatched"]` the names
        that nobody in the book bears.
        """
        from netgraph.routes import referral_paths

        known = self.contacts()
        matches = [entries.match_name(known, name) for name in through]
        target, entry = entries.knows_entry(
            known, person, at=at, through=matches, new=new, told_at=_now(None)
        )
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

    def review(self) -> pd.DataFrame:
        """Pairs that may be one person, the likeliest first; `same` and `apart` answer them."""
        return self.contacts().review

    def same(self, person: str, other: str) -> Added:
        """Say that two ids are one person. Their cards stay: `apart` or `undo` takes it back.

        Raises `UnknownNameError` when nobody has one of the ids, `BookError` when they are one already.
        """
        return self._decide(SAME, person, other)

    def apart(self, person: str, other: str) -> Added:
        """Say that two ids are two people: an open question is answered, a merge is taken apart.

        `other` may be a card, as `provenance` names it, of a merge that netgraph made by itself. Raises
        `UnknownNameError` when nobody has one of the ids.
        """
        return self._decide(NOT_SAME, person, other)

    def provenance(self, person: str) -> pd.DataFrame:
        """Which source said what of a person (an id), and when (`netgraph.schema.PROVENANCE`)."""
        return provenance_of(cards_of(self._layers()), person)

    def alias(self, name: str, means: str) -> Added:
        """Say that the organization `name` is the one called `means`, here and in every import."""
        if organization_key(name) is None or organization_key(means) is None:
            raise TableError("an alias needs the name of an organization on both sides")
        rows = pd.DataFrame([{"kind": ALIAS, "value": alias_value(name, means)}])
        return self._write(Contacts.of({"choices": rows}), kind="entry", label="alias")

    def changes(self) -> pd.DataFrame:
        """What the last import changed (`netgraph.what_changed`); nothing when it was the first."""
        with reading(self._open_engine()) as connection:
            layers, last = self._memory.read(connection).layers, last_import(connection)
        return changes_by(layers, first=last.start, after=last.stop) if last else empty(WHAT_CHANGED)

    def last(self) -> str | None:
        """What `undo` would take back, and when it came; None when the book is empty."""
        with reading(self._open_engine()) as connection:
            last = last_layer(connection)
        return last and f"{last[0]} of {last[1]:%Y-%m-%d %H:%M} UTC"

    def undo(self) -> str | None:
        """Take back the last import or entry; what it was, or None when the book is empty."""
        with writing(self._open_engine()) as connection:
            return delete_last_layer(connection)

    def about(self, person: str) -> dict[str, int]:
        """How many rows of each table name a person (an id): what `forget` would erase."""
        return rows_about(self._layers(), person)

    def forget(self, person: str) -> dict[str, int]:
        """Erase a person (an id, or a full name that one person bears) for good; rows by table.

        Nothing brings them back: not `undo`, no copy of the book beside it (those are destroyed), no free
        page of the file, no later import (see `netgraph.book.forgetting` for what marks them and what of
        free text is left). Raises `BookError` for the owner and for somebody forgotten already,
        `UnknownNameError` when nobody is meant or several may be.
        """
        engine = self._open_engine()
        try:
            with writing(engine) as connection:
                erased = erase(connection, self._memory.read(connection).known, person)
        finally:
            self._memory = Memory()
            scrub(engine)  # also for whoever was forgotten while another program kept the old pages
            drop_copies(self.path)
        return erased

    def version(self) -> str:
        """A text that differs whenever the book's contents do, whoever wrote them; quick to ask for."""
        with reading(self._open_engine()) as connection:
            return str(state_of(connection))

    def contacts(self) -> Contacts:
        """Everything the book knows, one id a person."""
        with reading(self._open_engine()) as connection:
            return copied(self._memory.read(connection).known)

    def graph(self, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
        """The graph of `contacts()` as it was at `as_of` (default: the last day seen in the data)."""
        from netgraph.graph import build_graph

        return build_graph(self.contacts(), as_of=as_of)

    def redraw(self, *, as_of: str | pd.Timestamp) -> nx.Graph:
        """As `graph`, and quick after an entry: what it did not change is shared with the graph given before.

        The graphs are for reading: whoever changes one changes the others with it.
        """
        with reading(self._open_engine()) as connection:
            return self._memory.redraw(connection, as_of=as_of)

    def _write(
        self, contacts: Contacts, *, kind: str, label: str, at: str | pd.Timestamp | None = None
    ) -> Added:
        engine = self._open_engine()
        moment = _utc(pd.Timestamp.now("UTC") if at is None else at)
        with writing(engine) as connection:
            _, layers, before = self._memory.read(connection)
            fresh, kept_out = parts_without_forgotten(connection, contacts)
            if kept_out and kind == "entry":
                raise BookError("this names somebody you had netgraph forget, which keeps them out for good")
            # What the user says again is news (choose, drop, choose); what a file says again is not.
            if kind == "import":
                fresh = news(layers, fresh, moment)
            if not any(len(frame) for one in fresh for frame in one.tables().values()):
                return Added(kept_out=kept_out)
            after = with_entry(layers, before, fresh[0]) if kind == "entry" else None
            if after is None:
                after = combine(*layers, *fresh)  # refuses another owner's data before they are written
            layer_id = write_layers(connection, fresh, added_at=moment, kind=kind, label=label)
            kept = Kept(state_of(connection), [*layers, *map(copied, fresh)], after)
        self._memory.keep(kept)
        return difference(before, after, layer_id, kept_out=kept_out)

    def _decide(self, kind: str, person: str, other: str) -> Added:
        cards = cards_of(self._layers())
        found = [find_card(cards, ref) for ref in (person, other)]
        if any(one is None for one in found):
            raise UnknownNameError("nobody in the book has this id; take ids from review or provenance")
        if person == other or (kind == SAME and found[0] == found[1]):
            raise BookError("these two ids are one person already")
        rows = pd.DataFrame([{"person_id": person, "kind": kind, "value": other}])
        return self._write(Contacts.of({"choices": rows}), kind="entry", label=kind)

    def _layers(self) -> list[Contacts]:
        with reading(self._open_engine()) as connection:
            return self._memory.read(connection).layers

    def log(
        self,
        who: str | Sequence[str],
        kind: str,
        note: str | None = None,
        *,
        at: str | pd.Timestamp | None = None,
        ask_who: Sequence[str] = (),
        needs: str | None = None,
        promise: str | None = None,
        new: Sequence[str] = (),
        as_of: str | pd.Timestamp | None = None,
    ) -> Added:
        """Log that the user met, called or wrote to `who` (names or ids), or saw them at an event.

        `ask_who` answers "who do you know that I should meet?"; `new` are names of somebody else than
        all who bear them; see `logbook.log_entry`. `at` (default: now) may not lie after `as_of`.
        """
        now = _now(as_of)
        moment = now if at is None else instant(at)
        if moment.normalize() > now.normalize():
            raise TableError("a log tells what has been: its day lies in the future")
        known, asked = self.contacts(), {"needs": needs, "promise": promise}
        entry = log_entry(
            known, who, kind, at=moment, note=note, ask_who=ask_who, new=new, told_at=_now(None), **asked
        )
        return self._write(entry, kind="entry", label="log")

    def choose(
        self,
        person: str,
        kind: str,
        value: str | int | None = None,
        *,
        until: str | pd.Timestamp | None = None,
    ) -> Added:
        """Decide about a person: mute, snooze, rhythm, override, need, circle_name; "no" takes it back."""
        entry = choice_entry(self.contacts(), person, kind, value=value, until=until)
        return self._write(entry, kind="entry", label=kind)

    def pace(self, steps: int) -> Added:
        """Say how many steps a week holds, 3 to 15."""
        return self._write(pace_entry(steps), kind="entry", label="pace")

    def pair(self, one: str, other: str, *, known: bool) -> Added:
        """Answer "do these two know each other?": a stated tie, or a guess never made again."""
        entry = pair_entry(self.contacts(), one, other, known=known)
        return self._write(entry, kind="entry", label="pair")

    def answer_step(
        self,
        person: str,
        kind: str,
        answer: str,
        *,
        how: str | None = None,
        note: str | None = None,
        ask_who: Sequence[str] = (),
        as_of: str | pd.Timestamp | None = None,
    ) -> Added:
        """Answer a step of the week (see `netgraph.this_week`): done, 2w, 1m, 3m, less often or never.

        When it is done, `how` (met, call, wrote, event), `note` and `ask_who` are kept as in `log`.
        """
        known, now = self.contacts(), _now(as_of)
        entry = step_entry(known, person, kind, answer, now=now, how=how, note=note, ask_who=ask_who)
        return self._write(entry, kind="entry", label=f"week: {answer}")

    def introduction(
        self,
        starter: str,
        target: str,
        stage: str,
        *,
        at: str | pd.Timestamp | None = None,
        note: str | None = None,
    ) -> Added:
        """Note a stage of an introduction (see `stages`): who introduces you to whom."""
        entry = introduction_entry(self.contacts(), starter, target, stage=stage, at=_day(at), note=note)
        return self._write(entry, kind="entry", label=f"introduction: {stage}")

    def favor(
        self,
        giver: str,
        receiver: str,
        kind: str,
        *,
        at: str | pd.Timestamp | None = None,
        note: str | None = None,
    ) -> Added:
        """Note help, thanks or a promise between you ("me") and somebody else (see `favors`)."""
        entry = favor_entry(self.contacts(), giver, receiver, kind=kind, at=_day(at), note=note)
        return self._write(entry, kind="entry", label=kind)

    def thanked(self, person: str, *, at: str | pd.Timestamp | None = None) -> Added:
        """Note that `person` was thanked and told how it ended (see `netgraph.landed`)."""
        return self._write(
            thanked_and_told(self.contacts(), person, at=_day(at)), kind="entry", label="thanks"
        )

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


def _now(as_of: str | pd.Timestamp | None) -> pd.Timestamp:
    return pd.Timestamp.now("UTC").as_unit("us") if as_of is None else instant(as_of)


def _utc(moment: str | pd.Timestamp) -> pd.Timestamp:
    stamp = pd.Timestamp(moment)
    return (stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp.tz_convert("UTC")).as_unit("us")


def _day(at: str | pd.Timestamp | None) -> pd.Timestamp:
    """The moment of an entry: now, or what was given (a bare day is its midnight)."""
    try:
        return _utc(pd.Timestamp.now("UTC") if at is None else at)
    except ValueError:
        raise TableError("the day of an entry cannot be read: write it as 2026-11-01") from None
