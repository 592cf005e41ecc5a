"""Answers for a member: does anybody here know somebody there, and over whom?

A member is told what the pool's rule lets them know, whatever the pool holds:

* of members who know them and whom they know (*related*): how many know somebody there, and in which band;
* of all others: a blurred count (`netgraph.pool.blur`);
* a route over a related member without that member's name, until they agree;
* any other route, and every name, only once the member who leads there has agreed to this one asker for
  this one organization (`netgraph.pool.consent`).

No answer holds a hash, and each is written into the pool's log before it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.pool.blur import Cell, blurred, draw, settled
from netgraph.pool.queries import REACH, SCORE
from netgraph.pool.session import BANDS, Session, pool_session, target_keys
from netgraph.schema import POOL_REACH, POOL_ROUTES, conform

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from netgraph.pool.folder import Pool
    from netgraph.pool.manifest import Member

__all__ = ["RouteNames", "pool_reach", "pool_routes", "rests_on", "some"]

ANY: Final = "any"
A_MEMBER: Final = "a member you know"
A_CONTACT: Final = "a contact of yours"


def pool_reach(
    pool: Pool,
    member: str,
    targets: Sequence[str],
    *,
    at: pd.Timestamp,
    engine: str = "duckdb",
    master: str | None = None,
) -> pd.DataFrame:
    """How many members know somebody at each target, and in which band (`POOL_REACH`).

    `member` (an id or name) asks, and does not count. Members related to the asker are counted exactly,
    all others blurred. Raises `PoolError` when nobody is meant by `member`.
    """
    asker, keys = pool.member(member, at=at), target_keys(targets)
    pool.record(asker.id, "reach", keys.values(), at=at)
    with pool_session(pool, at=at, engine=engine, master=master) as session:
        found = session.ask(REACH, askers=[asker], targets=list(dict.fromkeys(keys.values())))
    counted = settled(session.members, asker=asker)
    numbers = [one.person for one in counted]
    rows = []
    for name, key in keys.items():
        here = found[found["target"] == key]
        related = here[here["related"] == 1]
        others = here[(here["related"] == 0) & here["holder"].isin(numbers)]
        rows += _reach_rows(name, "related", [(band, _exactly(n)) for band, n in _by_band(related)])
        cells = [
            (band, blurred(n, draw(pool.key, ["reach", key, band], counted))) for band, n in _by_band(others)
        ]
        rows += _reach_rows(name, "others", [one for one in cells if one[0] == ANY or one[1].at_least])
    answer = conform(pd.DataFrame(rows, columns=POOL_REACH.names), POOL_REACH)
    answer.attrs["rests_on"] = rests_on(session)
    return answer


def pool_routes(
    pool: Pool,
    member: str,
    targets: Sequence[str],
    *,
    at: pd.Timestamp,
    limit: int = 10,
    names: Mapping[int, str] | None = None,
    engine: str = "duckdb",
    master: str | None = None,
) -> pd.DataFrame:
    """The ways in to each target over other members, the best first (`POOL_ROUTES`): one for each member.

    Over a related member they are shown without that member's name until they agree; all others are shown
    once the member agreed. `names` are the asker's own contacts by their hash (`own_names`), where the
    asker's share has no names. A route's readiness is the product of its ties' times .7 a hand-over: ties of
    .5 and .3 and one hand-over make .105.
    """
    asker, keys = pool.member(member, at=at), target_keys(targets)
    pool.record(asker.id, "routes", keys.values(), at=at)
    with pool_session(pool, at=at, near=asker, engine=engine, master=master) as session:
        found = session.best(
            askers=[asker], targets=list(dict.fromkeys(keys.values())), everyone=False, limit=limit
        )
    told = RouteNames(pool, session.by_hash(), asker, own=names)
    rows = [
        _route_row(row, name, told)
        for name, key in keys.items()
        for row in found[found["target"] == key].to_dict("records")
    ]
    answer = conform(pd.DataFrame(rows, columns=POOL_ROUTES.names), POOL_ROUTES)
    answer.attrs["rests_on"] = rests_on(session)
    answer.attrs["note"] = (
        "Others may know somebody there too, or nobody: ask them all at once with 'netgraph pool request'; "
        "only who agrees is named, and you see no other answer."
    )
    return answer


def rests_on(session: Session) -> str:
    """One line: how many members' shares, and how far they may be told."""
    named = sum(one.scope == "names" for one in session.members)
    return (
        f"Rests on the shares of {len(session.members):,} members ({named:,} with names); "
        "what they hid or did not share is not seen."
    )


class RouteNames:
    """What may be said of the people on a route: names of one's own contacts, and of who agreed."""

    def __init__(
        self, pool: Pool, members: dict[int, Member], asker: Member, *, own: Mapping[int, str] | None = None
    ) -> None:
        self.pool, self.members = pool, members
        self.own = {**self._in_share(asker), **(own or {})}
        self.of: dict[int, dict[int, str]] = {}

    def contact(self, *hashes: int) -> str:
        """A contact of the asker's own."""
        return next((self.own[one] for one in hashes if one in self.own), A_CONTACT)

    def insider(self, holder: int, said: int) -> str | None:
        """A contact of a member who agreed, where their share has names."""
        if holder not in self.of:
            self.of[holder] = self._in_share(self.members[holder])
        return self.of[holder].get(said)

    def _in_share(self, member: Member) -> dict[int, str]:
        if member.scope != "names":
            return {}
        import pyarrow.parquet as pq

        rows = pq.read_table(self.pool.share_file(member), columns=["person", "name"]).to_pydict()
        return {one: name for one, name in zip(rows["person"], rows["name"], strict=True) if name}


def _route_row(row: dict[Hashable, Any], target: str, names: RouteNames) -> dict[str, Any]:
    approved = bool(row["approved"])
    member = names.members[row["holder"]]
    somebody = f"somebody at {target}"
    who = A_MEMBER
    if approved:
        who = member.name
        somebody = names.insider(member.person, row["said"]) or some(row["level"], target)
    between = [] if row["hops"] == 2 else [names.contact(row["x"], row["x_said"])]
    bands = [row["own_band"], *([] if row["hops"] == 2 else [row["via_band"]]), row["band"]]
    first = between[0] if between else who
    return {
        "rank": row["place"],
        "target": target,
        "hops": row["hops"],
        "readiness": row["score"] / SCORE,
        "proof": bool(row["proof"]),
        "member": member.id if approved else None,
        "path": ["you", *between, who, somebody],
        "evidence": ["pooled"] * int(row["hops"]),
        "bands": [BANDS[int(band)] for band in bands],
        "consent": "approved" if approved else "ask",
        "first_step": _first_step(approved, first, who, target, between=bool(between)),
        "why": _why(row, who, somebody, between),
    }


def _first_step(approved: bool, first: str, who: str, target: str, *, between: bool) -> str:
    if not approved:
        return f'Ask whether they agree to be named: netgraph pool request --to "{target}"'
    if between:
        return f"Ask {first} whether they would introduce you to {who}."
    return f"Write to {who}, who agreed: would they introduce you?"


def _why(row: dict[Hashable, Any], who: str, somebody: str, between: list[str]) -> str:
    band = BANDS[int(row["band"])]
    tie = "are connected on LinkedIn, nothing more is known" if band == "not known" else f"have a {band} tie"
    led = f"; you share {between[0]}" if between else ""
    return f"{who[0].upper()}{who[1:]} and {somebody} {tie}{led}."


def some(level: str, target: str) -> str:
    """A contact whose name may not be told: `a director at Globex`."""
    article = "an" if level == "executive" else "a"
    return f"somebody at {target}" if level == "unknown" else f"{article} {_NOUNS[level]} at {target}"


_NOUNS: Final = {
    "staff": "member of staff",
    "manager": "manager",
    "director": "director",
    "executive": "executive",
}


def _by_band(found: pd.DataFrame) -> list[tuple[str, int]]:
    """How many in any band, then in each band there may be, the strongest first."""
    counts = found["band"].value_counts()
    bands = [(name, int(counts.get(number, 0))) for number, name in reversed(list(enumerate(BANDS)))]
    return [(ANY, len(found)), *bands]


def _exactly(count: int) -> Cell:
    return Cell(count, float(count), str(count) if count else "nobody")


def _reach_rows(target: str, who: str, cells: list[tuple[str, Cell]]) -> list[dict[str, Any]]:
    return [
        {
            "target": target,
            "who": who,
            "band": band,
            "members": cell.words,
            "at_least": cell.at_least,
            "at_most": cell.at_most,
        }
        for band, cell in cells
        if band == ANY or who == "others" or cell.at_least
    ]
