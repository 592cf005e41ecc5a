"""What a meeting would open: who comes within reach if ego knew one person well.

Two searches over known ties alone (proof; `netgraph.reach`): as things stand, and with a tie of readiness
.5 between ego and this person, as warm as one that is kept up. Who is reached by the second alone is what
the meeting would open. The graph itself is never changed. Guesses would open everybody everywhere, so
where the data hold no known tie of this person with others the answer says so and gives nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netgraph.lookup import (
    find_person,
    given_name,
    organization_of,
    resolve_target,
)
from netgraph.provenance import answer
from netgraph.reach import Reach, best_reach
from netgraph.schema import SIMULATE_MEETING
from netgraph.target_list import stored_targets
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

__all__ = ["KNOWN_WELL", "simulate_meeting"]

KNOWN_WELL: Final = 0.5
"""The readiness that is assumed once ego knows somebody well."""


def simulate_meeting(G: nx.Graph, person: Hashable) -> pd.DataFrame:
    """Who comes within reach by knowing `person` (an id or a full name); columns as in `SIMULATE_MEETING`.

    Listed are people no route of proof leads to today, the readiest first. `df.attrs["assumed"]` is the
    readiness of the tie that is supposed, `df.attrs["opens"]` names the chosen targets that come within
    reach, and `df.attrs["reason"]` says why the frame is empty, if it is.

    With one stated tie of .3 the person met leads to somebody with .5 x .3 x .7 = .105. Raises
    `GraphError` when the graph has no ego, `UnknownNameError` when nobody bears the name and `ValueError`
    when the person is ego.
    """
    arrays = TieArrays.of(G)
    met = arrays.row_of[find_person(G, person)]
    if met == arrays.ego:
        raise ValueError("a meeting is with somebody else than the owner: give another person")
    before = best_reach(arrays, ties=arrays.proven, guesses=False)
    after = _after(arrays, met)
    new = np.flatnonzero(
        (before.readiness == 0) & (after.readiness > 0) & (np.arange(before.hops.size) != met)
    )
    at = _targets_at(G, arrays)
    rows = [_row(G, arrays, after, row, at.get(row, [])) for row in _ordered(G, arrays, after, new)]
    known = {target for row in np.flatnonzero(before.readiness).tolist() for target in at.get(row, [])}
    reached = {target for row in [met, *new.tolist()] for target in at.get(row, [])} - known
    return answer(
        G,
        rows,
        SIMULATE_MEETING,
        assumed=KNOWN_WELL,
        opens=[target for target in stored_targets(G) if target in reached],
        reason=None if rows else _reason(G, arrays, met),
    )


def _after(arrays: TieArrays, met: int) -> Reach:
    """The reach over proof, had the meeting gone well."""
    rows, readiness = arrays.proven.row(arrays.ego)
    already = float(readiness[rows == met].max(initial=0.0))
    own = np.append(rows[rows != met], met), np.append(readiness[rows != met], max(already, KNOWN_WELL))
    return best_reach(arrays, ties=arrays.proven, own=own, guesses=False)


def _targets_at(G: nx.Graph, arrays: TieArrays) -> dict[int, list[str]]:
    """The chosen targets that each row is at."""
    at: dict[int, list[str]] = {}
    for target in stored_targets(G):
        for person in resolve_target(G, target).people:
            at.setdefault(arrays.row_of[person], []).append(target)
    return at


def _ordered(G: nx.Graph, arrays: TieArrays, after: Reach, rows: np.ndarray[Any, Any]) -> list[int]:
    found: list[int] = rows.tolist()
    return sorted(
        found,
        key=lambda row: (
            -round(float(after.readiness[row]), 12),
            str(G.nodes[arrays.people[row]]["name"]),
            arrays.order[row],
        ),
    )


def _row(G: nx.Graph, arrays: TieArrays, after: Reach, row: int, targets: list[str]) -> dict[str, Any]:
    person = arrays.people[row]
    between = [after.starter[row]] if after.hops[row] == 2 else [after.starter[row], after.introducer[row]]
    via = [str(G.nodes[arrays.people[one]]["name"]) for one in between]
    at = f", at {' and '.join(targets)}" if targets else ""
    return {
        "person_id": person,
        "name": G.nodes[person]["name"],
        "organization": organization_of(G, person),
        "readiness": after.readiness[row],
        "hops": after.hops[row],
        "via": via,
        "targets": targets,
        "why": f"{via[-1]} knows {G.nodes[person]['name']}{at}; no known tie leads there today.",
    }


def _reason(G: nx.Graph, arrays: TieArrays, met: int) -> str:
    name = given_name(G, arrays.people[met])
    if (arrays.proven.row(met)[0] == arrays.ego).all():
        return (
            f"The data hold no known tie of {name} with anybody else, so what a meeting would open is not "
            f'known. Ask {name} "Who do you know that I should meet?" and note the answer.'
        )
    return f"Everybody whom {name} is known to lead to is within reach already."
