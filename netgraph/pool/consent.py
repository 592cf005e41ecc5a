"""Consent: one member asks for a way in, whoever knows somebody there is asked, and may agree or not.

A request goes to whoever knows somebody at the organization, without the asker knowing who that is, or
whether there is anybody. Whoever agrees is named to this asker, for this organization, with the best way
over them. Declined, not yet answered and "nobody there" look alike to the asker. An approval can be taken
back (decline), and ends when either of the two leaves or their share is over.

The coach may answer for a member who delegated that, until the member takes it back; the log says who did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.errors import PoolError
from netgraph.pool.folder import COACH
from netgraph.pool.manifest import APPROVED, DECLINED, Answer, Asked
from netgraph.pool.queries import COUNTED
from netgraph.pool.session import pool_session, target_keys
from netgraph.schema import POOL_REQUESTS, conform

if TYPE_CHECKING:
    from netgraph.pool.folder import Pool
    from netgraph.pool.manifest import Manifest

__all__ = ["answer_request", "delegate", "pool_requests", "request"]

OPEN: Final = "open"


def request(pool: Pool, member: str, target: str, *, at: pd.Timestamp) -> str:
    """Ask everybody who knows somebody at `target`; the request's id. Asking again gives the same."""
    asker, key = pool.member(member, at=at), target_keys([target])[target]

    def ask(manifest: Manifest) -> Manifest:
        if any((one.asker, one.target) == (asker.id, key) for one in manifest.requests.values()):
            return manifest
        asked = Asked(f"r{manifest.asked + 1}", asker.id, key, target, at, {})
        return manifest._replace(requests=manifest.requests | {asked.id: asked}, asked=manifest.asked + 1)

    manifest = pool.change(ask)
    pool.record(asker.id, "request", [key], at=at)
    return next(one.id for one in manifest.requests.values() if (one.asker, one.target) == (asker.id, key))


def answer_request(
    pool: Pool, number: str, member: str, *, approve: bool, at: pd.Timestamp, coach: bool = False
) -> Asked:
    """Let `member` agree to a request or not; a later answer replaces the earlier one.

    With `coach` the coach answers for them. Raises `PoolError` when there is no such request, when it is
    the member's own, or when the member did not delegate their answers to the coach.
    """
    answering = pool.member(member, at=at)

    def answer(manifest: Manifest) -> Manifest:
        asked = manifest.requests.get(number)
        if asked is None:
            raise PoolError("there is no request of this id: see 'netgraph pool requests'")
        if asked.asker == answering.id:
            raise PoolError("this is the member's own request: others answer it")
        if coach and not manifest.members[answering.id].delegated:
            raise PoolError(
                f"{answering.id} did not let the coach answer: the member may, with 'netgraph pool delegate'"
            )
        asker = manifest.members[asked.asker]
        said = Answer(APPROVED if approve else DECLINED, COACH if coach else "member", asker.digest)
        changed = asked._replace(answers=asked.answers | {answering.id: said})
        return manifest._replace(requests=manifest.requests | {number: changed})

    found = pool.change(answer).requests[number]
    by = f"{COACH} for {answering.id}" if coach else answering.id
    pool.record(by, "approve" if approve else "decline", [number], at=at)
    return found


def delegate(pool: Pool, member: str, *, allowed: bool, at: pd.Timestamp) -> None:
    """Let the coach answer requests for `member`, or no longer. Answers given so far stay."""
    one = pool.member(member, at=at)

    def change(manifest: Manifest) -> Manifest:
        changed = manifest.members[one.id]._replace(delegated=allowed)
        return manifest._replace(members=manifest.members | {one.id: changed})

    pool.change(change)
    pool.record(one.id, "delegate" if allowed else "delegate no more", [], at=at)


def pool_requests(
    pool: Pool, member: str, *, at: pd.Timestamp, engine: str = "duckdb", master: str | None = None
) -> pd.DataFrame:
    """A member's requests, and those of others that concern the member (`POOL_REQUESTS`).

    Others' concern a member who knows somebody there; `contacts` says how many. Of the member's own only
    approvals are told: `answer` is `open` for all that else became of them.
    """
    one = pool.member(member, at=at)
    pool.record(one.id, "requests", [], at=at)
    with pool_session(pool, at=at, near=one, engine=engine, master=master) as session:
        asked = session.manifest.requests.values()
        wanted = sorted({request.target for request in asked})
        inside = session.ask(COUNTED, askers=[], targets=wanted)
    inside = inside[inside["holder"] == one.person]
    names = {other.id: (other.name, other.person) for other in session.members}
    rows = []
    for request in asked:
        if request.asker not in names:
            continue
        name, person = names[request.asker]
        there = inside[(inside["target"] == request.target) & (inside["person"] != person)]
        mine = request.asker == one.id
        if not mine and there.empty and one.id not in request.answers:
            continue
        if mine:
            agreed = any(how.said == APPROVED and who in names for who, how in request.answers.items())
            answer, by = (APPROVED if agreed else OPEN), None
        else:
            answered = request.answers.get(one.id)
            answer, by = (answered.said, answered.by) if answered else (OPEN, None)
        rows.append(
            {
                "request": request.id,
                "asker": request.asker,
                "asker_name": name,
                "target": request.shown,
                "at": request.at,
                "answer": answer,
                "contacts": len(there),
                "by": by,
            }
        )
    found = conform(pd.DataFrame(rows, columns=POOL_REQUESTS.names), POOL_REQUESTS)
    found.attrs["rests_on"] = (
        "Of your own requests you see approvals alone. Approving tells the asker your name, the best way "
        "over you, a contact you share, and who is there if your share has names; decline takes it back."
    )
    return found
