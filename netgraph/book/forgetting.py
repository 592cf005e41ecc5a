"""Forgetting: a person is erased from every layer for good, and a mark keeps them from coming back.

A mark is a keyed hash (BLAKE2b, the key a random salt kept in the book) of what a source may know the
person by: profile, e-mail address, name with day of connection, name with organization, name alone. It tells
nobody's name, but whoever holds the file can test a guess.

What is erased: every row that names the person, in whatever table, with the conversations between them
and others; the user's notes on them; their name, address and profile where a note on somebody else, a
conversation's label or a file's name holds them (there stands `[forgotten]`). A first name alone in a
note is not found, and employers and titles of others are left as they are, whatever words they hold.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.book.redaction import redact_book, redact_import
from netgraph.book.tables import metadata, read_layers
from netgraph.cards import cards_of
from netgraph.errors import BookError, UnknownNameError
from netgraph.people import card_keys, name_key
from netgraph.practice.entries import match_name
from netgraph.schema import PERSON_ID_COLUMNS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy as sa

    from netgraph.contacts import Contacts

__all__ = ["erase", "is_forgotten", "parts_without_forgotten", "rows_about", "without_forgotten"]


def rows_about(layers: Sequence[Contacts], person_id: str) -> dict[str, int]:
    """How many rows of each table, over all layers, name the person."""
    cards = cards_of(layers)
    found = dict.fromkeys((table.name for table in TABLES), 0)
    for number, layer in enumerate(layers):
        ids = _ids_in(cards, person_id, number)
        for name, frame in layer.tables().items():
            found[name] += int(_names(frame, ids).sum())
    return {name: rows for name, rows in found.items() if rows}


def erase(connection: sa.Connection, known: Contacts, person: str) -> dict[str, int]:
    """Delete a person (an id, or a full name that one person bears) and mark them; rows by table.

    Raises `BookError` for the owner of the book and for somebody who has been forgotten already,
    `UnknownNameError` for anybody else who is not there. The caller holds the transaction.
    """
    person_id = _who(connection, known, person)
    layers = read_layers(connection)
    cards = cards_of(list(layers.values()))
    erased = rows_about(list(layers.values()), person_id)
    for number, layer_id in enumerate(layers):
        for table in TABLES:
            _delete(connection, table.name, table.names, layer_id, _ids_in(cards, person_id, number))
    mine = cards["person_id"] == person_id
    redact_book(connection, cards[mine], cards.loc[~mine, "name"])
    _drop_empty_layers(connection)
    keys = card_keys(cards)[mine]
    marks = {(str(level), str(key)) for level in keys for key in keys[level].dropna()}
    marks |= {("email", f"email:{one}") for one in " ".join(cards.loc[mine, "also"].dropna()).split()}
    marks |= {("id", one) for one in {person_id, *cards.loc[mine, "own"]}}
    _write_marks(connection, marks)
    return erased


def parts_without_forgotten(connection: sa.Connection, contacts: Contacts) -> tuple[list[Contacts], int]:
    """The parts of `contacts` (itself when it has none) without those whom the user has forgotten.

    Beside them how many people and targets that were. Who is known again in one part is left out of all.
    """
    welcome, kept_out = without_forgotten(connection, contacts)
    if not contacts.parts:
        return [welcome], kept_out
    parts, gone = list(contacts.parts), set(contacts.people["person_id"]) - set(welcome.people["person_id"])
    if gone:
        cards = cards_of(parts)
        ids = [set().union(*(_ids_in(cards, one, at) for one in gone)) for at in range(len(parts))]
        parts = [_without(part, theirs) for part, theirs in zip(parts, ids, strict=True)]
    return [without_forgotten(connection, part)[0] for part in parts], kept_out


def without_forgotten(connection: sa.Connection, contacts: Contacts) -> tuple[Contacts, int]:
    """`contacts` without those whom the user has forgotten, and how many people and targets that were.

    Known again are: their profile; without one, their address, or their name with the day or the
    organization; their bare name where a row has nothing else.
    """
    marks = _marks(connection)
    if not marks:
        return contacts, 0
    salt = _salt(connection)
    people = contacts.people
    keys = card_keys(people)
    keys["named_email"] = "email:" + people["email"].str.casefold() + "|" + people["name"].map(name_key)
    for number, listed in contacts.addresses.groupby(contacts.addresses.groupby("person_id").cumcount()):
        further = people["person_id"].map(listed.set_index("person_id")["email"])
        keys[f"address_{number}"] = "email:" + further.astype("str")
    with_profile = {who for who, level in marks.values() if level == "slug"}
    forgotten = pd.Series(False, index=people.index)
    bare = keys[["slug", "email", "dated", "employed"]].isna().all(axis=1)
    for level in keys:
        hits = keys[level].map(lambda key: marks.get(_mark(salt, key)), na_action="ignore")
        other_profile = hits.map(lambda hit: hit[0] in with_profile, na_action="ignore").eq(True)
        counts = keys["slug"].isna() | ~other_profile if level != "slug" else True
        forgotten |= hits.notna() & counts & (bare if level == "named" else True)
    forgotten &= ~people["is_ego"]
    ids = set(people.loc[forgotten, "person_id"])
    ids |= {one for one in _mentioned(contacts) if _mark(salt, one) in marks} - set(people["person_id"])
    named = "named:" + contacts.targets["name"].map(name_key).astype("str")
    hit = named.map(lambda key: _mark(salt, key) in marks, na_action="ignore").eq(True)
    targets = contacts.targets[~(hit & (contacts.targets["kind"] == "person"))]
    dropped = len(ids) + len(contacts.targets) - len(targets)
    welcome = contacts
    if dropped:
        welcome = replace(_without(contacts, ids), targets=targets.reset_index(drop=True))
    return redact_import(welcome, lambda key: _mark(salt, key) in marks), dropped


def is_forgotten(connection: sa.Connection, person: str) -> bool:
    """Whether an id or a full name is that of somebody whom the user has forgotten."""
    marks = _marks(connection)
    asked = {person, f"named:{name_key(person)}"}
    return bool(marks) and any(_mark(_salt(connection), key) in marks for key in asked)


def _who(connection: sa.Connection, known: Contacts, person: str) -> str:
    ego = known.people[known.people["is_ego"]]
    if person == known.ego or name_key(person) in set(ego["name"].map(name_key)):
        raise BookError("the book is yours: delete its file to be forgotten yourself")
    match = match_name(known, person)
    if match.person_id is not None:
        return match.person_id
    if is_forgotten(connection, person):
        raise BookError("this person has been forgotten already; nothing of them is left in the book")
    if match.candidates:
        raise UnknownNameError(
            f"{len(match.candidates)} people may be meant; say which by id: {', '.join(match.candidates)}"
        )
    raise UnknownNameError("nobody in the book bears this name or id; give the full name, or the id")


def _ids_in(cards: pd.DataFrame, person_id: str, number: int) -> set[str]:
    """The ids by which the layer of that number may name the person."""
    mine = cards["person_id"] == person_id
    own = set(cards.loc[mine & (cards["bundle"] == number), "own"])
    elsewhere = set(cards.loc[mine, "own"]) | {person_id}
    others = set(cards.loc[~mine & (cards["bundle"] == number), "own"])
    return own | (elsewhere - others)


def _names(frame: pd.DataFrame, ids: set[str]) -> pd.Series:
    """Which rows name one of the ids, in a column of ids or in what a decision says of two people."""
    columns = [name for name in frame.columns if name in PERSON_ID_COLUMNS]
    named = frame[columns].isin(ids).any(axis=1) if columns else pd.Series(False, index=frame.index)
    if "value" in frame:
        named |= frame["value"].str.split("@").str[0].isin(ids)
    return named


def _without(contacts: Contacts, ids: set[str]) -> Contacts:
    """The bundle without the rows that name one of the ids."""
    kept = {name: frame[~_names(frame, ids)] for name, frame in contacts.tables().items()}
    return replace(contacts, **{name: frame.reset_index(drop=True) for name, frame in kept.items()})


def _mentioned(contacts: Contacts) -> set[str]:
    return {
        str(one)
        for frame in contacts.tables().values()
        for column in PERSON_ID_COLUMNS.intersection(frame.columns)
        for one in frame[column].dropna().unique()
    }


def _delete(
    connection: sa.Connection, table: str, columns: Iterable[str], layer_id: int, ids: set[str]
) -> None:
    wanted = [name for name in columns if name in PERSON_ID_COLUMNS]
    tests = [f'"{name}" = ?' for name in wanted]
    if table == "choices":
        tests.append("value = ? OR substr(value, 1, instr(value, '@') - 1) = ?")
    if not tests:
        return
    places = " OR ".join(tests)
    statement = f'DELETE FROM "{table}" WHERE layer_id = ? AND ({places})'
    for one in ids:
        connection.exec_driver_sql(statement, (layer_id, *[one] * places.count("?")))


def _drop_empty_layers(connection: sa.Connection) -> None:
    """Layers of which nothing is left: `undo` must not take back nothing."""
    filled = " UNION ".join(f'SELECT layer_id FROM "{table.name}"' for table in TABLES)
    connection.exec_driver_sql(f"DELETE FROM layers WHERE id NOT IN ({filled})")


def _salt(connection: sa.Connection) -> bytes:
    import sqlalchemy as sa

    salt = metadata().tables["salt"]
    value = connection.scalar(sa.select(salt.c.value))
    if value is None:
        value = secrets.token_hex(32)
        connection.execute(sa.insert(salt).values(id=1, value=value))
    return bytes.fromhex(value)


def _mark(salt: bytes, key: str) -> str:
    return hashlib.blake2b(key.encode(), key=salt, digest_size=16).hexdigest()


def _marks(connection: sa.Connection) -> dict[str, tuple[int, str]]:
    """Mark -> who was forgotten (a number) and what kind of key it was made of."""
    import sqlalchemy as sa

    forgotten = metadata().tables["forgotten"]
    return {row.mark: (row.person, row.level) for row in connection.execute(sa.select(forgotten))}


def _write_marks(connection: sa.Connection, keys: set[tuple[str, str]]) -> None:
    import sqlalchemy as sa

    forgotten, salt = metadata().tables["forgotten"], _salt(connection)
    person = (connection.scalar(sa.select(sa.func.max(forgotten.c.person))) or 0) + 1
    rows = {_mark(salt, key): level for level, key in keys}
    connection.execute(
        sa.insert(forgotten),
        [{"person": person, "mark": mark, "level": level} for mark, level in rows.items()],
    )
