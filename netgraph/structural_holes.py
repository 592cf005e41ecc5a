"""Structural holes: who stands between people that do not know each other.

Burt's two measures of a person i among n contacts (Burt 1992, 2004):

    constraint      c_i = sum over contacts j of (p_ij + sum over q of p_iq x p_qj) ** 2
    effective size  n - 2 t / n

p_ij is the share of i's ties that goes to j, 1 / n, and t counts the ties among the contacts. Low
constraint and a large effective size mean contacts who lead to different people. A tie whose ends have
no contact in common is a *local bridge* (Granovetter 1973).

Ego is left out, as is usual for a network around one person: ego knows everybody in it by the way it was
collected, and would close every hole. Every tie counts the same, as the strength of a tie between two
others is seldom known; guesses are left out, as they would make bridges out of nothing. A bare LinkedIn
export is a star, in which nobody can be seen to stand between others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netgraph.lookup import first_name, organization_of, resolve_target
from netgraph.provenance import answer
from netgraph.schema import BROKERS
from netgraph.target_list import stored_targets
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    from netgraph.csr_ties import CsrTies

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["Holes", "brokers", "structural_holes"]

FEWEST_TIES: Final = 2
AT_ONCE: Final = 2_000_000
"""Pairs of two ties that are looked at together."""

STAR: Final = (
    "The data hold hardly any tie among your contacts (a LinkedIn export is a star), so nobody can be seen "
    "to stand between others. Eras stand in: see circles. To learn more, ask contacts whom they know."
)


class Holes(NamedTuple):
    """The measures for each row; NaN for people without a tie."""

    ties: Rows
    constraint: Numbers
    effective_size: Numbers
    bridges: Rows


def brokers(G: nx.Graph, *, limit: int = 10, arrays: TieArrays | None = None) -> pd.DataFrame:
    """People whose contacts do not know each other, the least constrained first; columns as in `BROKERS`.

    Listed are people with two ties or more among the others. `bridges` counts their local bridges;
    `opens` are the chosen targets that they are at or tied to somebody at. Where the data hold no such
    person the frame is empty and `df.attrs["reason"]` says why. `arrays` are `TieArrays.of(G)`, where the
    asker has them already.

    Somebody tied to two people who are not tied has a constraint of .5 ** 2 + .5 ** 2 = .5 and an
    effective size of 2; if the two are tied as well, (.5 + .25) ** 2 x 2 = 1.125 and 2 - 2 x 1 / 2 = 1.
    Raises `GraphError` when the graph has no ego.
    """
    arrays = TieArrays.of(G) if arrays is None else arrays
    ties = arrays.seen.without(arrays.ego)
    found = structural_holes(ties)
    rows = np.flatnonzero(found.ties >= FEWEST_TIES)
    names = [str(G.nodes[arrays.people[row]]["name"]) for row in rows.tolist()]
    by_name = np.argsort(np.argsort(np.array(names, dtype=object), kind="stable"))
    measures = (arrays.order[rows], by_name, -found.effective_size[rows], found.constraint[rows].round(12))
    first = rows[np.lexsort(measures)][:limit].tolist()
    opens = _opens(G, arrays, ties, first)
    answers = [_row(G, arrays, found, row, opens.get(row, [])) for row in first]
    return answer(G, answers, BROKERS, reason=None if answers else STAR)


def structural_holes(ties: CsrTies) -> Holes:
    """Constraint, effective size and local bridges of every row, equal to NetworkX's on the same ties."""
    counts, owners = np.diff(ties.starts), ties.owners()
    constraint, triangles, bridges = np.zeros(counts.size), np.zeros(counts.size), np.zeros(counts.size)
    for block, common, shares in _common_contacts(ties, owners, counts):
        # Shares of i's ties: direct, and through the contacts i and j have in common.
        rows, local = owners[block], (1 + shares) ** 2
        constraint += np.bincount(rows, local, counts.size)
        triangles += np.bincount(rows, common, counts.size)
        bridges += np.bincount(rows, common == 0, counts.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Holes(
            counts,
            np.where(counts > 0, constraint / counts.astype(np.float64) ** 2, np.nan),
            np.where(counts > 0, counts - triangles / counts, np.nan),
            bridges.astype(np.intp),
        )


def _common_contacts(ties: CsrTies, owners: Rows, counts: Rows) -> Iterator[tuple[slice, Numbers, Numbers]]:
    """Blocks of ties; for each tie i-j there: the contacts in common, and the sum of 1 / their ties."""
    pairs = owners * counts.size + ties.others
    known = np.sort(pairs)
    work = np.cumsum(counts[ties.others])
    first = done = 0
    while first < pairs.size:
        last = max(first + 1, int(np.searchsorted(work, done + AT_ONCE, side="right")))
        block = slice(first, last)
        places, each = ties.of(ties.others[block])
        contact = ties.others[places]
        asked = np.repeat(owners[block] * counts.size, each) + contact
        both = known[np.minimum(np.searchsorted(known, asked), known.size - 1)] == asked
        tie, contact = np.repeat(np.arange(last - first), each)[both], contact[both]
        common = np.bincount(tie, minlength=last - first).astype(np.float64)
        shares = np.bincount(tie, 1 / counts[contact], last - first).astype(np.float64)
        yield block, common, shares
        first, done = last, int(work[last - 1])


def _opens(G: nx.Graph, arrays: TieArrays, ties: CsrTies, rows: list[int]) -> dict[int, list[str]]:
    """The chosen targets that each of these rows is at or tied to somebody at."""
    targets = {target: resolve_target(G, target).people for target in stored_targets(G)}
    there = {target: {arrays.row_of[one] for one in people} for target, people in targets.items()}
    near = {row: {row, *ties.row(row)[0].tolist()} for row in rows}
    return {row: [target for target, people in there.items() if people & near[row]] for row in rows}


def _row(G: nx.Graph, arrays: TieArrays, found: Holes, row: int, opens: list[str]) -> dict[str, Any]:
    person = arrays.people[row]
    return {
        "person_id": person,
        "name": G.nodes[person]["name"],
        "organization": organization_of(G, person),
        "constraint": found.constraint[row],
        "effective_size": found.effective_size[row],
        "bridges": int(found.bridges[row]),
        "opens": opens,
        "why": _why(str(G.nodes[person]["name"]), found, row, opens),
    }


def _why(name: str, found: Holes, row: int, opens: list[str]) -> str:
    given, size, bridges = first_name(name), found.effective_size[row], int(found.bridges[row])
    apart = "none knows another" if size == found.ties[row] else f"they count as {size:.1f} who lie apart"
    parts = [f"{given} knows {found.ties[row]} of the people in your data, and {apart}"]
    if bridges:
        parts.append(f"{bridges} of these ties {'is' if bridges == 1 else 'are'} the one short way across")
    if opens:
        parts.append(f"leads to {' and '.join(opens)}")
    return "; ".join(parts) + "."
