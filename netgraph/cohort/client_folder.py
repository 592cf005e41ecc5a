"""A client's folder: LinkedIn's export and other sources, and beside them the lists that a coach types.

A folder holds exports (zips, or the files of one unpacked) and whatever else `netgraph.read` knows;
`targets.csv`, `knows.csv` and `log.csv` are the coach's. A client may be a book (`ID.db`, or one inside the
folder): it is read from a copy, so that nothing is written to it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.cohort.client_log import with_log
from netgraph.contacts import Contacts, combine, read, read_linkedin
from netgraph.errors import BookError, NetgraphError, ReadError
from netgraph.schema import TARGETS, conform
from netgraph.sources.anything import read_anything
from netgraph.sources.slimming import NOT_USED, not_slim

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["OWN_LISTS", "ClientData", "book_copy", "client_places", "read_client"]

OWN_LISTS: Final = frozenset({"targets.csv", "knows.csv", "log.csv"})
TABLES: Final = frozenset({".csv", ".tsv"})
OTHERS: Final = frozenset({".ics", ".json", ".mbox", ".mbx", ".vcard", ".vcf", ".xlsx"})
BOOK: Final = ".db"


class ClientData(NamedTuple):
    """A client's contacts; what is wrong with the folder; refused rows of the log; what is not slim in it."""

    contacts: Contacts
    told: list[str]
    log_rejects: list[str]
    not_slim: list[str]


def client_places(folder: Path) -> dict[str, list[Path]]:
    """What stands in a caseload's folder, by client: folders by their name, books by theirs without `.db`."""
    places: dict[str, list[Path]] = {}
    for place in sorted(folder.iterdir()):
        if place.name.startswith((".", "~")) or place.is_symlink():
            continue
        if place.is_dir():
            places.setdefault(place.name, []).append(place)
        elif place.suffix.lower() == BOOK:
            places.setdefault(place.stem, []).append(place)
    return places


def read_client(places: Iterable[Path], *, owner: str | None = None) -> ClientData:
    """Everything known of a client. Raises `NetgraphError` when an export or a book of it cannot be read.

    A list that cannot be read is told and left out: the rest of the client's data stand without it.
    """
    bundles: list[Contacts] = []
    told: list[str] = []
    fat: list[str] = []
    lists: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            lists |= {one.name.lower(): one for one in _files(place) if one.name.lower() in OWN_LISTS}
            bundles += _sources(place, owner)
            fat += _fat(place)
        else:
            bundles.append(_from_book(place))
    if not bundles:
        raise ReadError("the folder holds no export and no book")
    if "knows.csv" in lists:
        bundles += _list(lists["knows.csv"], told)
    contacts = bundles[0] if len(bundles) == 1 else combine(*bundles)
    if "targets.csv" in lists:
        targets = [*_targets(lists["targets.csv"], told), contacts.targets]
        contacts = replace(contacts, targets=conform(pd.concat(targets, ignore_index=True), TARGETS))
    if "log.csv" not in lists:
        return ClientData(contacts, told, [], fat)
    try:
        logged = with_log(contacts, lists["log.csv"])
    except NetgraphError as error:
        return ClientData(contacts, [*told, f"log.csv is left out: {error}"], [], fat)
    refused = [f"row {row}: {reason}" for row, reason in logged.rejects.itertuples(index=False, name=None)]
    return ClientData(logged.contacts, told, refused, fat)


def book_copy(book: Path, target: Path) -> None:
    """Copy a book as it is at one moment, what stands in its write-ahead log included.

    Raises `BookError` when the file is no book or cannot be read.
    """
    target.touch(mode=0o600)
    log = book.with_name(f"{book.name}-wal")
    # Without a log beside it nobody is writing, and SQLite needs to make no files of its own there.
    how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    try:
        with (
            closing(sqlite3.connect(f"{book.absolute().as_uri()}?{how}", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error:
        raise BookError("the book cannot be read: the file is not a book, or is damaged") from None


def _sources(folder: Path, owner: str | None) -> list[Contacts]:
    """The bundles of all exports in the folder."""
    files = [one for one in _files(folder) if one.name.lower() not in OWN_LISTS]
    bundles = [_from_book(one) for one in files if one.suffix.lower() == BOOK]
    zips = [one for one in files if one.suffix.lower() == ".zip"]
    tables = [one for one in files if one.suffix.lower() in TABLES]
    inner = [one for one in sorted(folder.iterdir()) if one.is_dir() and not one.name.startswith((".", "__"))]
    if tables:
        bundles += _loose(folder, tables, owner)
    else:
        bundles += [read(one, owner=owner) for one in inner]
    bundles += [read(one, owner=owner) for one in zips]
    return bundles + [read(one, owner=owner) for one in files if one.suffix.lower() in OTHERS]


def _loose(folder: Path, tables: list[Path], owner: str | None) -> list[Contacts]:
    """An unpacked export with its folders, else each table for itself."""
    try:
        return [read_linkedin(folder, owner=owner)]
    except ReadError as error:
        if type(error) is not ReadError:
            raise
    return [read(one, owner=owner) for one in tables]


def _list(path: Path, told: list[str]) -> list[Contacts]:
    try:
        return [read(path)]
    except NetgraphError as error:
        told.append(f"{path.name.lower()} is left out: {error}")
        return []


def _targets(path: Path, told: list[str]) -> list[pd.DataFrame]:
    """The targets of a list. They name nobody in the data, so that no identities have to be settled."""
    try:
        return [extract.table("targets") for extract in read_anything(path)]
    except NetgraphError as error:
        told.append(f"{path.name.lower()} is left out: {error}")
        return []


def _from_book(path: Path) -> Contacts:
    from netgraph.book import Book

    with tempfile.TemporaryDirectory(prefix="netgraph-") as private:
        copy = Path(private) / "network.db"
        book_copy(path, copy)
        with Book(copy) as book:
            return book.contacts()


def _fat(folder: Path) -> list[str]:
    """What the folder's exports hold beyond what netgraph uses."""
    files = [one for one in _files(folder) if one.name.lower() not in OWN_LISTS]
    zips = [not_slim(one) for one in files if one.suffix.lower() == ".zip"]
    tables = [not_slim(one) for one in files if one.suffix.lower() in TABLES]
    if all(found == [NOT_USED] for found in tables):
        tables = []  # tables of another program: no export of LinkedIn's
    for inner in folder.iterdir():
        if inner.is_dir() and not inner.is_symlink():
            with suppress(ReadError):  # a folder without tables
                tables.append(not_slim(inner))
    return sorted({what for found in (*zips, *tables) for what in found})


def _files(folder: Path) -> list[Path]:
    return [
        one
        for one in sorted(folder.iterdir())
        if one.is_file() and not one.is_symlink() and not one.name.startswith((".", "~"))
    ]
