"""Tie arrays: the ties of a graph as numpy arrays, for answers that look at everybody at once.

Each person is a row; the ties stand in a compressed sparse row table (`netgraph.csr_ties`). Making it
takes one pass over the graph's ties, about two microseconds for each end; walking it is some hundred times
faster than walking the graph.

The arrays are a copy: a tie that is changed in the graph later does not change them. Nothing here keeps
them, so an answer makes its own unless it is given some.
"""

from __future__ import annotations

from itertools import chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from netgraph.colleague_arrays import ColleagueArrays
from netgraph.csr_ties import CsrTies
from netgraph.lookup import ego_of, is_missing, is_tie, text
from netgraph.provenance import rests_on
from netgraph.restraint import ask_load

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]

__all__ = ["TieArrays"]


class TieArrays(NamedTuple):
    """A graph's people in its order, their ties, the ties that are proof, and who was colleague of whom.

    `seen` are the ties that are no guess. `order` is each row's place when the ids are sorted as text,
    `turn` when people who rest come last, then those who were asked lately: they decide between routes
    that are equal else. `shown` holds `person_id`, `name` and `organization` of each row for the columns of
    an answer. `rests_on` is the line that `netgraph.provenance` says of the graph.
    """

    people: list[Hashable]
    shown: dict[str, pa.Array]
    row_of: dict[Hashable, int]
    order: Rows
    turn: Rows
    ego: int
    ties: CsrTies
    seen: CsrTies
    proven: CsrTies
    colleagues: ColleagueArrays
    rests_on: str

    @classmethod
    def of(cls, G: nx.Graph) -> TieArrays:
        """The arrays of `G` as it is now. Raises `GraphError` when the graph has no ego."""
        ego = ego_of(G)
        found = [(one, seen) for one, seen in G.nodes(data=True) if seen.get("kind", "person") == "person"]
        people = [one for one, _ in found]
        row_of = {person: row for row, person in enumerate(people)}
        ties, edges = _ties(G, row_of)
        seen = np.array([edge["evidence"] != "inferred" for edge in edges], dtype=np.bool_)
        proof = np.array([edge["proof"] for edge in edges], dtype=np.bool_)
        threads = zip(ties.owners()[~seen].tolist(), ties.others[~seen].tolist(), strict=True)
        order = _order(people)
        shown: dict[str, Sequence[str | None]] = {
            "person_id": list(map(str, people)),
            "name": [str(seen["name"]) for _, seen in found],
            "organization": [text(seen.get("organization")) for _, seen in found],
        }
        return cls(
            people,
            {column: pa.array(texts, type=pa.large_string()) for column, texts in shown.items()},
            row_of,
            order,
            _turn(G, row_of, order),
            row_of[ego],
            ties,
            ties.only(seen),
            ties.only(proof),
            ColleagueArrays.of(G, row_of, threads=[(people[one], people[other]) for one, other in threads]),
            rests_on(G),
        )


def _ties(G: nx.Graph, row_of: dict[Hashable, int]) -> tuple[CsrTies, list[dict[str, Any]]]:
    """The ties of people, and their attributes in the same order."""
    # One list after the other: a loop that appends to four takes longer.
    found = [edges for person, edges in G.adjacency() if person in row_of]
    others = np.array([row_of.get(other, -1) for other in chain.from_iterable(found)], dtype=np.intp)
    owners = np.repeat(np.arange(len(found)), [len(edges) for edges in found])
    edges = [edge for several in found for edge in several.values()]
    kept = np.array([is_tie(edge) for edge in edges], dtype=np.bool_)
    kept &= (others >= 0) & (others != owners)
    ties = list(compress(edges, kept.tolist()))
    readiness = np.array([tie["readiness"] for tie in ties], dtype=np.float64)
    starts = np.zeros(len(found) + 1, dtype=np.intp)
    np.cumsum(np.bincount(owners[kept], minlength=len(found)), out=starts[1:])
    return CsrTies(starts, others[kept], readiness), ties


def _order(people: list[Hashable]) -> Rows:
    texts = [str(person) for person in people]
    order = np.empty(len(people), dtype=np.intp)
    order[sorted(range(len(people)), key=texts.__getitem__)] = np.arange(len(people))
    return order


def _turn(G: nx.Graph, row_of: dict[Hashable, int], order: Rows) -> Rows:
    """The order of starters: who does not rest, then who was asked least of late, then the ids."""
    rests, load = np.zeros((2, len(order)), dtype=np.intp)
    for person, tie in G.adj[ego_of(G)].items():
        if person in row_of and not is_missing(tie.get("rest_until")):
            rests[row_of[person]] = 1
    contacts = G.graph.get("contacts")
    if contacts is not None and not contacts.introductions.empty:
        asked = ask_load(contacts.introductions, as_of=G.graph["as_of"])
        for person, times in asked.items():
            if person in row_of:
                load[row_of[person]] = times
    turn = np.empty(len(order), dtype=np.intp)
    turn[np.lexsort((order, load, rests))] = np.arange(len(order))
    return turn
