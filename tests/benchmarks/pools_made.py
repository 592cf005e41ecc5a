"""Made-up pools of any size, from a seed: members who share their contacts in a world of employers.

The world is a row of people, 1,000 for each member. Employers are stretches of that row whose lengths fall as
Zipf's law has it (the largest of a million people has 11,000, most have 3), so that people who work together
stand together. A member knows people near the places where they work and worked, and well-known people
anywhere, 5,000 on average with a long tail; members near each other know each other, and both say so. So
address books overlap, the more the nearer. What a person is (employer, level, hashes) is computed from their
number: shares are written one after the other, and memory stays flat.

They lie in the pool's folder as `Pool.join` leaves them, but for the seal, which is checked at a join alone.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.pool.blur import FEWEST
from netgraph.pool.folder import Pool
from netgraph.pool.keys import keyed_hash
from netgraph.pool.manifest import Member
from netgraph.pool.shares_file import ARROW_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


__all__ = ["employers_by_size", "made_pool", "made_shares"]

PEOPLE_EACH: Final = 1_000
CONTACTS_EACH: Final = 5_000
NEIGHBOURS: Final = 4
PEOPLE_AN_EMPLOYER: Final = 20
HEAD: Final = 10.0
REACH: Final = 1_500
SLUG, EMAIL, ASIDE = 1, 2, 3
LEVELS: Final = np.array(["staff", "manager", "director", "executive", "unknown"], dtype=object)
LEVEL_SHARES: Final = np.array([0.62, 0.17, 0.07, 0.03, 0.11])
UNTIL: Final = pd.Timestamp("2027-12-31", tz="UTC")
BEGUN: Final = pd.Timestamp("2026-11-01", tz="UTC")


def made_pool(
    folder: Path,
    members: int,
    *,
    contacts_each: int = CONTACTS_EACH,
    people_each: int = PEOPLE_EACH,
    seed: int = 1,
) -> Pool:
    """A pool of so many members in `folder`, as if they had joined in turn, in batches that are full.

    The manifest is written once: to join writes it each time, which is right for a member and slow for 5,000.
    """
    pool = Pool.create(folder, name="made up", at=BEGUN)
    joined = {}
    hashes = np.array([keyed_hash(pool.key, f"slug:member-{number}") for number in range(members)])
    shares = made_shares(hashes, contacts_each=contacts_each, people_each=people_each, seed=seed)
    for number, (own, rows) in enumerate(zip(hashes.tolist(), shares, strict=True)):
        unnamed = folder / "shares" / "next"
        pq.write_table(rows, unnamed, compression="zstd", store_schema=False)
        member = Member(
            id=f"m{number + 1}",
            name=f"Member {number}",
            person=own,
            email=own,
            scope="bands",
            until=UNTIL,
            joined=BEGUN,
            rows=rows.num_rows,
            digest=hashlib.sha256(unnamed.read_bytes()).hexdigest(),
            batch=number // FEWEST,
        )
        unnamed.replace(folder / member.file)
        joined[member.id] = member
    pool.change(lambda manifest: manifest._replace(members=joined, made=members, batch=-(-members // FEWEST)))
    return pool


def made_shares(
    hashes: NDArray[np.int64], *, contacts_each: int, people_each: int, seed: int
) -> Iterator[pa.Table]:
    """The rows of each member's share, one after the other; `hashes` are the members' own."""
    people = hashes.size * people_each
    owners = np.arange(hashes.size) * people_each + people_each // 2
    for member, holder in enumerate(hashes.tolist()):
        random = np.random.default_rng([seed, member])
        known = _known(random, owners, member, people, contacts_each)
        is_member = known % people_each == people_each // 2
        slug = np.where(is_member, hashes[known // people_each], _numbers(known, SLUG, seed))
        has_email = (_numbers(known, ASIDE, seed) % 3 == 0) & ~is_member
        email = np.where(has_email, _numbers(known, EMAIL, seed), slug)
        person = np.where(random.random(known.size) < 0.05, email, slug)
        columns = {
            "holder": np.full(known.size, holder),
            "person": person,
            "email": email,
            **_told(random, known, people, seed),
        }
        order = np.argsort(person)
        yield pa.table({name: pa.array(column[order]) for name, column in columns.items()}).cast(ARROW_SCHEMA)


def employers_by_size(people: int) -> NDArray[np.int64]:
    """How many people each employer has, the largest first: employer n is called `employer n`."""
    return np.bincount(_employers(np.arange(people), people))


def _employers(person: NDArray[np.int64], people: int) -> NDArray[np.int64]:
    """Zipf's law inverted: the chance of employer n is proportional to 1 / (n + 10)."""
    last = people / PEOPLE_AN_EMPLOYER
    at = HEAD * ((last + HEAD) / HEAD) ** ((person + 0.5) / people) - HEAD
    return np.floor(at).astype(np.int64)


def _known(
    random: np.random.Generator, owners: NDArray[np.int64], member: int, people: int, contacts_each: int
) -> NDArray[np.int64]:
    """Whom a member knows: three in eight near where they are, as many near two earlier places."""
    own = int(owners[member])
    size = int(contacts_each * random.lognormal(-0.125, 0.5))
    places = np.array([own, own, *random.integers(0, people, 2)])
    near = random.choice(places, int(size * 0.75)) + random.laplace(0, REACH, int(size * 0.75)).astype(
        np.int64
    )
    well_known = (people * random.random(size - near.size) ** 3).astype(np.int64) * 7_919
    neighbours = owners[(member + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)) % owners.size]
    known = np.unique(np.concatenate([near, well_known, neighbours]) % people)
    return known[known != own]


def _told(
    random: np.random.Generator, known: NDArray[np.int64], people: int, seed: int
) -> dict[str, NDArray[Any]]:
    """What a share says of them besides who they are: a quarter of the ties is proof."""
    proof = random.random(known.size) < 0.25
    steps = np.where(proof, 1 + np.floor(19 * random.beta(1.2, 3, known.size)), 2).clip(1, 19)
    readiness = steps / 20
    band = np.select([~proof, readiness > 0.45, readiness > 0.15], ["not known", "strong", "medium"], "weak")
    employers = _employers(known, people)
    without = _numbers(known, ASIDE, seed) % 20 == 0
    drawn = (_numbers(known, ASIDE + 1, seed) % 1_000) / 1_000
    return {
        "organization": np.where(without, None, _called(people // PEOPLE_AN_EMPLOYER)[employers]),
        "level": LEVELS[np.searchsorted(LEVEL_SHARES.cumsum(), drawn, side="right").clip(0, 4)],
        "band": band,
        "readiness": readiness,
        "proof": proof,
        "name": np.full(known.size, None),
    }


@lru_cache(maxsize=1)
def _called(employers: int) -> NDArray[Any]:
    return np.array([f"employer {number}" for number in range(employers)], dtype=object)


def _numbers(person: NDArray[np.int64], salt: int, seed: int) -> NDArray[np.int64]:
    """64 bits for each person that look random (splitmix64), as a keyed hash does."""
    start = np.uint64((salt + (seed << 8)) * 0x9E3779B97F4A7C15 % 2**64)
    with np.errstate(over="ignore"):
        mixed = person.astype(np.uint64) * np.uint64(1 << 20) + start
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))).view(np.int64)
