"""The manifest: who is in a pool until when, and who asked whom for what, in one file written whole.

`pool.json` is read and written under a lock beside it, and replaced in one step: a program that is killed
leaves the old manifest. It holds members' own names and ids, hashes and organizations, never a contact.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.errors import PoolError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "APPROVED",
    "DECLINED",
    "Answer",
    "Asked",
    "Manifest",
    "Member",
    "changing",
    "make_manifest",
    "read_manifest",
]

FILE: Final = "pool.json"
LOCK: Final = "pool.lock"
VERSION: Final = 1
APPROVED: Final = "approved"
DECLINED: Final = "declined"
PATIENCE_SECONDS: Final = 10.0


class Member(NamedTuple):
    """A member as the manifest keeps them; `batch` numbers who is counted together (`netgraph.pool.blur`)."""

    id: str
    name: str
    person: int
    email: int
    scope: str
    until: pd.Timestamp
    joined: pd.Timestamp
    rows: int
    digest: str
    batch: int
    delegated: bool = False

    @property
    def file(self) -> str:
        """The share's file within the pool's folder: a new share is a new file, none is ever half there."""
        return f"shares/{self.id}-{self.digest[:12]}.share"


class Answer(NamedTuple):
    """What a member said to a request, by whom, and the digest of the asker's share on that day."""

    said: str
    by: str
    share: str


class Asked(NamedTuple):
    """A request for a way in to an organization, and each member's answer to it."""

    id: str
    asker: str
    target: str
    shown: str
    at: pd.Timestamp
    answers: dict[str, Answer]


class Manifest(NamedTuple):
    """What `pool.json` holds. `made` and `asked` count members and requests ever: ids do not come again.

    `batch` is the one that newcomers join (`netgraph.pool.blur`).
    """

    pool: str
    name: str
    members: dict[str, Member]
    requests: dict[str, Asked]
    made: int = 0
    asked: int = 0
    batch: int = 0


def make_manifest(folder: Path, manifest: Manifest) -> None:
    """Make the pool's folder with an empty manifest. Raises `PoolError` when there is a pool already."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "shares").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise PoolError(f"the pool's folder cannot be made: {error.strerror}") from error
    with _locked(folder):
        if (folder / FILE).exists():
            raise PoolError("there is a pool in this folder already: give another folder")
        _write(folder, manifest)


def read_manifest(folder: Path) -> Manifest:
    """The manifest as it stands. Raises `PoolError` when the folder holds no pool."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if said["version"] != VERSION:
            raise PoolError("this pool was made by another netgraph: use the same one on every machine")
        members = {one: _member(one, row) for one, row in said["members"].items()}
        requests = {one: _asked(one, row) for one, row in said["requests"].items()}
        counts = {name: int(said.get(name, 0)) for name in ("made", "asked", "batch")}
        return Manifest(said["pool"], said["name"], members, requests, **counts)
    except FileNotFoundError:
        raise PoolError(
            "there is no pool in this folder: make one with 'netgraph pool create FOLDER'"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PoolError("the pool's manifest (pool.json) cannot be read: put back a copy of it") from error


@contextmanager
def changing(folder: Path) -> Iterator[list[Manifest]]:
    """The manifest in a list of one: what stands there at the end is written, nothing if it raises."""
    with _locked(folder):
        held = [read_manifest(folder)]
        before = held[0]
        yield held
        if held[0] is not before:
            _write(folder, held[0])


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock, deadline = folder / LOCK, time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise PoolError(
                    "another program has been writing to the pool for too long: if none is, delete pool.lock"
                ) from None
            time.sleep(0.05)
        except OSError as error:
            raise PoolError(f"the pool's folder cannot be written: {error.strerror}") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _write(folder: Path, manifest: Manifest) -> None:
    said = {
        **manifest._asdict(),
        "version": VERSION,
        "members": {one: _plain(member._asdict()) for one, member in manifest.members.items()},
        "requests": {one: _plain(asked._asdict()) for one, asked in manifest.requests.items()},
    }
    unfinished = folder / f"{FILE}.{os.getpid()}"
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            json.dump(said, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / FILE)
    except OSError as error:
        raise PoolError(f"the pool's manifest cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, pd.Timestamp) else value
        for name, value in row.items()
        if name != "id"
    }


def _member(one: str, row: dict[str, Any]) -> Member:
    return Member(one, **row | {name: _moment(row[name]) for name in ("until", "joined")})


def _asked(one: str, row: dict[str, Any]) -> Asked:
    answers = {member: Answer(*map(str, answer)) for member, answer in row["answers"].items()}
    return Asked(one, **row | {"at": _moment(row["at"]), "answers": answers})


def _moment(text: str) -> pd.Timestamp:
    return pd.Timestamp(text).as_unit("us")
