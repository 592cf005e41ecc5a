"""Taking: approved routes of a pool as ties in one's own book, so that `ng.referral_paths` walks them.

A tie that another member shared is `pooled`; where that member is merely connected with the contact it is
`connected`, as in one's own book, and the first step is a question. Members whom the book knows are told by
the keyed hash, their contacts only where the share has names: else a book of guesses would find them out.
Such a contact stands as "a director at Globex whom Ana Souza knows".

`netgraph undo` takes an import back. What was taken stays when the approval ends: it was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.contacts import Contacts
from netgraph.errors import PoolError
from netgraph.people import person_id
from netgraph.pool.answers import RouteNames, some
from netgraph.pool.session import pool_session
from netgraph.pool.share import contact_hashes, identity_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from netgraph.pool.folder import Pool
    from netgraph.pool.keys import PoolKey
    from netgraph.pool.manifest import Member

__all__ = ["approved_contacts", "own_names"]

EVERY: Final = 10_000


def own_names(contacts: Contacts, key: PoolKey) -> dict[int, str]:
    """The names of the contacts by the hashes under which a pool knows them."""
    people = contacts.people.set_index("person_id")["name"]
    return {number: people[one] for number, one in _by_hash(contacts, key).items()}


def approved_contacts(
    pool: Pool,
    contacts: Contacts,
    *,
    at: pd.Timestamp,
    me: Sequence[str] = (),
    engine: str = "duckdb",
    master: str | None = None,
) -> Contacts:
    """What other members agreed to tell the owner of `contacts`, as a bundle for `Book.add`; may be empty.

    Raises `PoolError` when the owner is no member.
    """
    mine = identity_of(contacts, pool.key, me=me)
    asker = next(
        (one for one in pool.members(at) if {one.person, one.email} & {mine.person, mine.email}), None
    )
    if asker is None:
        raise PoolError("the owner of this book is no member of the pool: make a share and join first")
    asked = {one.target: one.shown for one in pool.manifest().requests.values() if one.asker == asker.id}
    pool.record(asker.id, "import", asked, at=at)
    if not asked:
        return Contacts.empty()
    with pool_session(pool, at=at, near=asker, engine=engine, master=master) as session:
        found = session.best(askers=[asker], targets=list(asked), everyone=False, limit=EVERY)
    taken = _Taken(contacts, pool, session.by_hash(), asker)
    for row in found[found["approved"] == 1].to_dict("records"):
        taken.add(row, asked[row["target"]])
    return taken.bundle()


class _Taken:
    """Rows for the book, gathered route by route."""

    def __init__(self, contacts: Contacts, pool: Pool, members: dict[int, Member], asker: Member) -> None:
        self.ego, self.source = contacts.ego, f"pool {pool.name}"
        self.known = _by_hash(contacts, pool.key)
        self.members, self.names = members, RouteNames(pool, members, asker)
        self.people: list[dict[str, Any]] = []
        self.ties: list[dict[str, Any]] = []

    def add(self, row: dict[Hashable, Any], shown: str) -> None:
        """One route: the member who leads there, on the way there and at its end somebody at the target."""
        member = self.members[row["holder"]]
        introducer = self._known(member.person, member.email)
        if row["hops"] == 2:
            lead = self.ego if introducer is None else None
        else:
            lead = self._known(row["x"], row["x_said"])
            if lead is None:
                return
        introducer = introducer or self._new(member.name, None, None, f"{member.person}")
        if lead is not None:
            self._tie(lead, introducer, proof=row["hops"] == 2 or bool(row["via_proof"]))
        name = self.names.insider(member.person, row["said"])
        there = self._known(row["person"], row["said"]) if name else None
        named = name or f"{some(row['level'], shown)} whom {member.name} knows"
        end = there or self._new(
            named, shown, row["level"], f"{row['person']}" if name else f"{member.person}|{named}"
        )
        self._tie(introducer, end, proof=bool(row["end_proof"]))

    def bundle(self) -> Contacts:
        """All of it; the same person and tie once."""
        people, ties = (pd.DataFrame(rows).drop_duplicates() for rows in (self.people, self.ties))
        return Contacts.of({"people": people, "ties": ties}) if len(ties) else Contacts.empty()

    def _known(self, *hashes: int) -> str | None:
        return next((self.known[one] for one in hashes if one in self.known), None)

    def _new(self, name: str, organization: str | None, level: str | None, key: str) -> str:
        number = person_id(f"{self.source}|{key}")
        position = None if level in {None, "unknown"} else str(level).capitalize()
        self.people.append(
            {
                "person_id": number,
                "name": name,
                "organization": organization,
                "position": position,
                "source": self.source,
            }
        )
        return number

    def _tie(self, one: str | None, other: str, *, proof: bool) -> None:
        if one != other:
            evidence = "pooled" if proof else "connected"
            self.ties.append(
                {"person_a": one, "person_b": other, "evidence": evidence, "source": self.source}
            )


def _by_hash(contacts: Contacts, key: PoolKey) -> dict[int, str]:
    """Hash -> person id, by the LinkedIn page first, then the e-mail; the owner left out."""
    people = contacts.people[~contacts.people["is_ego"]]
    people = people[people["linkedin"].notna() | people["email"].notna()]
    hashes = contact_hashes(people["linkedin"], people["email"], key)
    ids = people["person_id"]
    return dict(zip(hashes["email"], ids, strict=True)) | dict(zip(hashes["person"], ids, strict=True))
