"""The pool's folder: members' shares, the manifest and the log.

`pool.json` is the manifest (`netgraph.pool.manifest`), `shares/` holds one share a member, `log.jsonl` a line
for everything that was asked or changed, `pool.key` the secret (unless it was put elsewhere). Who can read
the folder and the key can read everything in it: that is the coach. Members hand in files and get answers.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.errors import PoolError, ShareError
from netgraph.people import name_key
from netgraph.pool.blur import batch_for, first_open
from netgraph.pool.keys import PoolKey, new_key, read_key, write_key
from netgraph.pool.manifest import Manifest, Member, changing, make_manifest, read_manifest
from netgraph.pool.shelves import drop_stale
from netgraph.schema import POOL_LOG, POOL_MEMBERS, conform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from netgraph.pool.share import Identity

__all__ = ["COACH", "Joined", "Pool"]

KEY: Final = "pool.key"
LOG: Final = "log.jsonl"
COACH: Final = "coach"


class Joined(NamedTuple):
    """Who joined, who they say they are (for the coach to check), and whether a share was replaced."""

    member: Member
    owner: Identity
    again: bool


class Pool:
    """The pool in the folder at `path`; `key` is its secret, or the file that holds it.

    Raises `PoolError`, here and in every method, when the folder holds no pool or the key is another
    pool's. Several programs may use one pool at a time.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, key: PoolKey | str | os.PathLike[str] | None = None
    ) -> None:
        self.path = Path(path).expanduser()
        manifest = read_manifest(self.path)
        self.key = key if isinstance(key, PoolKey) else read_key(self.path / KEY if key is None else key)
        self.name = manifest.name
        if self.key.pool != manifest.pool:
            raise PoolError("this key is another pool's: name the right one with --key")

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        name: str,
        at: pd.Timestamp,
        key_file: str | os.PathLike[str] | None = None,
    ) -> Self:
        """Make a pool in a new or empty folder, with a key of its own (in `key_file`, else beside it)."""
        folder, key = Path(path).expanduser(), new_key(name)
        make_manifest(folder, Manifest(key.pool, name, {}, {}))
        write_key(key, folder / KEY if key_file is None else key_file)
        pool = cls(folder, key=key)
        pool.record(COACH, "create", [], at=at)
        return pool

    def join(self, share_file: str | os.PathLike[str], *, at: pd.Timestamp) -> Joined:
        """Take in a member's share; their earlier one, if any, is replaced. All or nothing.

        Raises `ShareError` when the file is broken, changed, over or not this pool's: nothing is changed.
        """
        from netgraph.pool.shares_file import read_share, write_share

        share = read_share(share_file, key=self.key)
        if share.until < at.normalize():
            raise ShareError("this share is over: ask the member for one with a later day")
        with changing(self.path) as held:
            manifest = _without(held[0], [one.id for one in held[0].members.values() if is_over(one, at)])
            before = _earlier(manifest, share.owner)
            made = manifest.made + (before is None)
            number = f"m{made}" if before is None else before.id
            others = [one for one in manifest.members.values() if one.id != number]
            member = Member(
                number,
                share.owner.name,
                share.owner.person,
                share.owner.email,
                share.scope,
                share.until,
                at,
                len(share.rows),
                "",
                batch_for(others, now_in=before.batch if before else None, first_open=manifest.batch),
                before is not None and before.delegated,
            )
            # Written from the rows that were checked: nothing else in the file comes along.
            fresh = self.path / "shares" / f"{number}.new"
            write_share(share, fresh, key=self.key)
            member = member._replace(digest=_digest(fresh))
            fresh.replace(self.path / member.file)
            members = manifest.members | {member.id: member}
            batch = first_open(members.values(), so_far=manifest.batch)
            held[0] = manifest._replace(members=members, made=made, batch=batch)
        self._drop_files()
        self.record(member.id, "join" if before is None else "join again", [], at=at)
        return Joined(member, share.owner, before is not None)

    def leave(self, who: str, *, at: pd.Timestamp) -> Member:
        """Take a member out, with their share, their requests and their answers: at once and for good."""
        with changing(self.path) as held:
            member = find_member(held[0], who)
            over = [one.id for one in held[0].members.values() if is_over(one, at)]
            held[0] = _without(held[0], [*over, member.id])
        self._drop_files()
        self.record(member.id, "leave", [], at=at)
        return member

    def members(self, at: pd.Timestamp) -> list[Member]:
        """Who is in the pool at that moment, in the order of their ids: nobody whose last day is over."""
        found = [one for one in self.manifest().members.values() if not is_over(one, at)]
        return sorted(found, key=lambda one: int(one.id[1:]))

    def member(self, who: str, *, at: pd.Timestamp) -> Member:
        """The member of that id or full name. Raises `PoolError` when there is none, or they are over."""
        found = find_member(self.manifest(), who)
        if is_over(found, at):
            raise PoolError("this member's share is over: they may join again with a new one")
        return found

    def share_file(self, member: Member) -> Path:
        """The member's share. Raises `PoolError` when it is not the one that joined."""
        try:
            whole = _digest(self.path / member.file) == member.digest
        except OSError as error:
            raise PoolError(f"the share of {member.id} cannot be read: {error.strerror}") from error
        if not whole:
            raise PoolError(f"the share of {member.id} was changed in the folder: let {member.id} join again")
        return self.path / member.file

    def share_files(self, members: Iterable[Member]) -> list[Path]:
        """The members' shares in their order; see `share_file`."""
        with ThreadPoolExecutor() as threads:
            return list(threads.map(self.share_file, members))

    def manifest(self) -> Manifest:
        """The manifest as it stands now."""
        return read_manifest(self.path)

    def change(self, change: Callable[[Manifest], Manifest]) -> Manifest:
        """Change the manifest under its lock; the new one."""
        with changing(self.path) as held:
            held[0] = change(held[0])
        return held[0]

    def record(self, who: str, what: str, about: Iterable[str], *, at: pd.Timestamp) -> None:
        """Add a line to the log: a member's id or `coach`, what was done, and which organizations or ids."""
        line = json.dumps({"at": at.isoformat(), "who": who, "what": what, "about": ", ".join(about)})
        try:
            handle = os.open(self.path / LOG, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise PoolError(
                f"the pool's log cannot be written, so nothing is answered: {error.strerror}"
            ) from error

    def log(self) -> pd.DataFrame:
        """Who asked what, when (`netgraph.schema.pool.POOL_LOG`), the newest last."""
        file = self.path / LOG
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        found = conform(pd.DataFrame([json.loads(one) for one in lines], columns=POOL_LOG.names), POOL_LOG)
        found.attrs["rests_on"] = f"{len(found)} lines. The log names members by id and no contact at all."
        return found

    def table(self, at: pd.Timestamp) -> pd.DataFrame:
        """The members as `netgraph.schema.pool.POOL_MEMBERS`."""
        rows = [{**one._asdict(), "member": one.id, "contacts": one.rows} for one in self.members(at)]
        found = conform(pd.DataFrame(rows, columns=[*Member._fields, "member", "contacts"]), POOL_MEMBERS)
        found.attrs["rests_on"] = (
            f"{len(found)} members of {self.name}; {sum(found['contacts']):,} contacts shared."
        )
        return found

    def _drop_files(self) -> None:
        """Delete the shares that are nobody's any more."""
        with changing(self.path) as held:
            kept = {self.path / one.file for one in held[0].members.values()}
            for file in (self.path / "shares").iterdir():
                if file not in kept:
                    file.unlink(missing_ok=True)
            drop_stale(self.path, held[0].members.values())


def is_over(member: Member, at: pd.Timestamp) -> bool:
    """Whether the member's last day lies before the moment."""
    return bool(member.until < at.normalize())


def find_member(manifest: Manifest, who: str) -> Member:
    """The member of that id or full name, over or not. Raises `PoolError` when there is not just one."""
    if who in manifest.members:
        return manifest.members[who]
    found = [one for one in manifest.members.values() if name_key(one.name) == name_key(who)]
    if len(found) == 1:
        return found[0]
    raise PoolError(
        f"several members bear this name: use an id, {', '.join(one.id for one in found)}"
        if found
        else "no member bears this id or name: see 'netgraph pool list'"
    )


def _earlier(manifest: Manifest, owner: Identity) -> Member | None:
    """The member who joins again. Raises `ShareError` when the page or e-mail is another member's."""
    mine = {owner.person, owner.email}
    known = [one for one in manifest.members.values() if mine & {one.person, one.email}]
    if any(one.person != owner.person for one in known):
        raise ShareError(
            "the LinkedIn page or e-mail in this share is another member's: give your own with --me, "
            "or leave first and join anew"
        )
    return known[0] if known else None


def _without(manifest: Manifest, gone: list[str]) -> Manifest:
    """The manifest without these members, their requests and their answers."""
    members = {one: member for one, member in manifest.members.items() if one not in gone}
    requests = {
        one: asked._replace(answers={who: how for who, how in asked.answers.items() if who not in gone})
        for one, asked in manifest.requests.items()
        if asked.asker not in gone
    }
    return manifest._replace(members=members, requests=requests)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
