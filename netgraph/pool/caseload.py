"""Caseload: what the coach sees of a pool: which targets it opens, and who opens them.

The coach runs the pool and sees members by name, targets and counts, but no contact of anybody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.pool.answers import rests_on
from netgraph.pool.folder import COACH
from netgraph.pool.manifest import APPROVED
from netgraph.pool.queries import OPENERS, SCORE
from netgraph.pool.session import BANDS, pool_session, target_keys
from netgraph.schema import POOL_CONNECTORS, POOL_COVERAGE, conform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.pool.folder import Pool

__all__ = ["pool_connectors", "pool_coverage"]


def pool_coverage(
    pool: Pool,
    targets: Sequence[str],
    *,
    at: pd.Timestamp,
    engine: str = "duckdb",
    master: str | None = None,
) -> pd.DataFrame:
    """For the coach: who of the pool knows somebody at each target, and how many could be led there.

    Columns as in `netgraph.schema.pool.POOL_COVERAGE`. A member is *reached* when there is a way of at most
    three ties over another member, whether or not that member has agreed.
    """
    keys = target_keys(targets)
    pool.record(COACH, "coverage", keys.values(), at=at)
    wanted = list(dict.fromkeys(keys.values()))
    with pool_session(pool, at=at, engine=engine, master=master) as session:
        best = session.best(askers=session.members, targets=wanted, everyone=True, limit=1)
        inside = session.ask(OPENERS, askers=[], targets=wanted)
    rows = []
    for name, key in keys.items():
        here, ways = inside[inside["target"] == key], best[best["target"] == key]
        bands = {label.replace(" ", "_"): (here["band"] == n).sum() for n, label in enumerate(BANDS)}
        rows.append(
            {
                "target": name,
                "members": len(here),
                **bands,
                "reached": len(ways),
                "best_readiness": ways["score"].max() / SCORE,
                "next_step": _next_step(len(here), len(ways)),
            }
        )
    answer = conform(pd.DataFrame(rows, columns=POOL_COVERAGE.names), POOL_COVERAGE)
    answer.attrs["rests_on"] = rests_on(session)
    return answer


def pool_connectors(
    pool: Pool,
    targets: Sequence[str],
    *,
    at: pd.Timestamp,
    engine: str = "duckdb",
    master: str | None = None,
) -> pd.DataFrame:
    """For the coach: which members open which targets, the most targets first (`POOL_CONNECTORS`).

    `asked` and `agreed` say how much is asked of them already: spread it.
    """
    keys = target_keys(targets)
    pool.record(COACH, "connectors", keys.values(), at=at)
    shown = {key: name for name, key in reversed(keys.items())}
    with pool_session(pool, at=at, engine=engine, master=master) as session:
        inside = session.ask(OPENERS, askers=[], targets=list(shown))
    openers = inside.groupby("target")["holder"].nunique()
    only = set(openers[openers == 1].index)
    rows = []
    for member in session.members:
        there = set(inside.loc[inside["holder"] == member.person, "target"])
        opened = [key for key in shown if key in there]
        if not opened:
            continue
        asked = [one for one in session.manifest.requests.values() if one.asker != member.id]
        answers = [one.answers.get(member.id) for one in asked]
        waiting = sum(one.target in there and member.id not in one.answers for one in asked)
        row = {
            "member": member.id,
            "name": member.name,
            "targets": [shown[key] for key in opened],
            "opens": len(opened),
            "only_way": [shown[key] for key in opened if key in only],
            "asked": waiting,
            "agreed": sum(one is not None and one.said == APPROVED for one in answers),
        }
        rows.append((-len(opened), waiting, row))
    ordered = [row for *_, row in sorted(rows, key=lambda one: one[:2])]
    answer = conform(pd.DataFrame(ordered, columns=POOL_CONNECTORS.names), POOL_CONNECTORS)
    answer.attrs["rests_on"] = rests_on(session)
    return answer


def _next_step(members: int, reached: int) -> str:
    if not members:
        return "Nobody here knows anybody there: look for it outside the pool."
    if not reached:
        return "Who knows somebody there shares nobody with the others: make them known to each other."
    return "Let who seeks it ask: netgraph pool request"
