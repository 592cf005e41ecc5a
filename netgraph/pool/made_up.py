"""A made-up council: members with invented contacts, to try a pool before anybody's own data are in it.

Members stand in a ring and know the three on either side of them, as those know them. Each also knows people
of a common world: half of them near their own place in it, half well known to many, so that circles overlap.
Employers are few and of very different size; a third of the contacts wrote and were written to. Everybody and
everything is invented from the seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netgraph.contacts import Contacts
from netgraph.organizations import organization_key
from netgraph.pool.levels import level_of
from netgraph.pool.share import GRID, Identity, Share, contact_hashes
from netgraph.schema import SHARE, conform
from netgraph.strength import band

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netgraph.pool.keys import PoolKey

__all__ = ["made_up_council", "made_up_shares"]

PEOPLE_A_MEMBER: Final = 25
RING: Final = 3
GIVEN: Final = "Ada Bo Cleo Dara Eli Fay Gus Hana Ivo Jun Kai Lea Milo Nia Oto Pia Quin Rae Sol Tia Uma Vito"
FAMILY: Final = "Adler Brandt Costa Dahl Eriksen Fuchs Greco Holm Ivers Jansen Keller Lund Moreau Nagy Orsini"
EMPLOYERS: Final = ("Globex", "Initech", "Hooli", "Umbrella Logistics", "Stark Rail", "Wayne Optics", "Acme")
TITLES: Final = (
    "Analyst",
    "Engineer",
    "Product Manager",
    "Director of Operations",
    "Chief Financial Officer",
)
PAGE: Final = "https://www.linkedin.com/in/made-up-"


def made_up_council(members: int, *, contacts_each: int = 40, until: str, seed: int = 1) -> list[Contacts]:
    """The contacts of each of so many members; the last message is from before the day `until`.

    >>> council = made_up_council(6, until="2026-11-01")
    >>> len(council), len(council[0].people) > 30
    (6, True)
    """
    world, last = _world(members, seed), pd.Timestamp(until, tz="UTC")
    council = []
    for member in range(members):
        random = np.random.default_rng([seed, member])
        known = _known(random, member, members, contacts_each)
        council.append(_contacts(random, world, member, known, last))
    return council


def made_up_shares(
    key: PoolKey, members: int, *, contacts_each: int = 40, until: str, seed: int = 1
) -> Iterator[Share]:
    """Shares of so many members, without a book each: for a cohort, where making books takes minutes."""
    world = _world(members, seed)
    hashes = contact_hashes(world["linkedin"], world["email"].astype("str"), key)
    about = hashes.assign(
        organization=world["organization"].map(organization_key), level=world["position"].map(level_of)
    )
    for member in range(members):
        random = np.random.default_rng([seed, member])
        known = _known(random, member, members, contacts_each)
        proof = random.random(known.size) < 1 / 3
        steps = np.where(proof, random.integers(4, GRID - 3, known.size), 2)
        rows = about.iloc[known].assign(
            holder=hashes["person"].iloc[member],
            band=[
                band(step / GRID) if sure else "not known" for step, sure in zip(steps, proof, strict=True)
            ],
            readiness=steps / GRID,
            proof=proof,
            name=None,
        )
        owner = Identity(*world.loc[member, ["name", "linkedin", "email"]], *hashes.iloc[member].tolist())
        yield Share(owner, "bands", pd.Timestamp(until, tz="UTC"), "2026Q4", conform(rows, SHARE))


def _world(members: int, seed: int) -> pd.DataFrame:
    """Everybody there is; the members come first."""
    random = np.random.default_rng(seed)
    size = members * PEOPLE_A_MEMBER
    given, family = random.choice(GIVEN.split(), size), random.choice(FAMILY.split(), size)
    chances = 1 / np.arange(1, len(EMPLOYERS) + 1)
    return pd.DataFrame(
        {
            "person_id": [f"made-up-{number}" for number in range(size)],
            "name": [f"{one} {other}" for one, other in zip(given, family, strict=True)],
            "linkedin": [f"{PAGE}{number}" for number in range(size)],
            "organization": random.choice(EMPLOYERS, size, p=chances / chances.sum()),
            "email": [f"person-{number}@example.org" if number % 2 else None for number in range(size)],
            "position": random.choice(TITLES, size, p=[0.4, 0.3, 0.15, 0.1, 0.05]),
            "source": "linkedin",
        }
    )


def _known(random: np.random.Generator, member: int, members: int, contacts_each: int) -> NDArray[np.int64]:
    """Numbers of the people whom a member knows."""
    others = members * (PEOPLE_A_MEMBER - 1)
    beside = (member + np.array([*range(-RING, 0), *range(1, RING + 1)])) % members
    near = member * (PEOPLE_A_MEMBER - 1) + random.integers(0, 60, contacts_each // 2)
    well_known = (others * random.random(contacts_each // 2) ** 2).astype(np.int64)
    known: NDArray[np.int64] = np.unique(
        np.concatenate([beside, members + near % others, members + well_known])
    )
    return np.delete(known, np.flatnonzero(known == member))


def _contacts(
    random: np.random.Generator,
    world: pd.DataFrame,
    member: int,
    known: NDArray[np.int64],
    last: pd.Timestamp,
) -> Contacts:
    people = world.iloc[[member, *known]].assign(is_ego=lambda rows: rows["person_id"] == f"made-up-{member}")
    since = last - pd.to_timedelta(random.integers(200, 3_000, known.size), unit="D")
    met = pd.Series(since, index=people.index[1:])
    ties = {
        "person_a": f"made-up-{member}",
        "person_b": people["person_id"].iloc[1:].to_numpy(),
        "evidence": "connected",
        "since": since,
        "source": "linkedin",
    }
    talk = _talk(random, f"made-up-{member}", people["person_id"].iloc[1:].to_numpy(), last)
    return Contacts.of(
        {"people": people.assign(connected_on=met), "ties": pd.DataFrame(ties), "interactions": talk}
    )


def _talk(random: np.random.Generator, me: str, known: NDArray[Any], last: pd.Timestamp) -> pd.DataFrame:
    """Messages to and fro with a third of the contacts, with few of them many."""
    partners = random.permutation(known)[: len(known) // 3]
    counts = 1 + random.geometric(0.08, partners.size)
    other = np.repeat(partners, counts)
    mine = random.random(other.size) < 0.5
    days_ago = random.integers(1, 900, other.size)
    return pd.DataFrame(
        {
            "at": last - pd.to_timedelta(days_ago, unit="D"),
            "channel": "message",
            "sender_id": np.where(mine, me, other),
            "recipient_id": np.where(mine, other, me),
            "thread": other,
            "group_size": 2,
            "source": "linkedin",
        }
    ).sort_values("at", ignore_index=True)
