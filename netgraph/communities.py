"""Circles: groups of people who know each other, named by what they have in common.

Circles come from the ties among the others (ego left out, who knows everybody): the partition of highest
modularity that Louvain's method finds (Blondel et al. 2008), ties weighted by readiness, so that a guess
counts little. The method is random; the same seed gives the same circles. People whom fewer than two
others join are grouped by the *era* of ego's life they come from, the one structure a star holds: a guess
about context, and said to be one in the column `rests_on`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from netgraph.colleagues import affiliations_of
from netgraph.lookup import edges_of, ego_of, organization_of, text, ties_of
from netgraph.provenance import answer
from netgraph.schema import CIRCLES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import networkx as nx
    import pandas as pd

__all__ = ["found_circles"]

SMALLEST: Final = 3
MOST: Final = 0.5
TIES: Final = "ties"
ERA: Final = "era"
STAR: Final = (
    "The data hold hardly any tie among your contacts (a LinkedIn export is a star): eras of your life stand "
    "in for circles. They say where people come from, not that they know each other."
)


def found_circles(G: nx.Graph, *, seed: int = 0) -> pd.DataFrame:
    """Everybody who belongs to a circle, the largest circle first; columns as in `netgraph.schema.CIRCLES`.

    Names are netgraph's own; `netgraph.circles` lays those that the user gave over them. `rests_on` is `ties`
    or `era`. People of no circle and no era are left out: nothing is known of them. Where no circle rests on
    ties, `df.attrs["reason"]` says so. Raises `GraphError` when the graph has no ego.
    """
    found = [(TIES, people) for people in _joined(G, seed) if len(people) >= SMALLEST]
    joined = {person for _, people in found for person in people}
    eras: dict[str, list[Hashable]] = {}
    for person, era in G.nodes(data="era"):
        label = text(era)
        if label is not None and person not in joined and person != ego_of(G):
            eras.setdefault(label, []).append(person)
    found += [(ERA, people) for people in eras.values()]
    found.sort(key=lambda one: (one[0] != TIES, -len(one[1]), min(map(str, one[1]))))
    taken: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    for basis, people in found:
        name = _name(G, people) if basis == TIES else str(text(G.nodes[people[0]].get("era")))
        taken[name] += 1
        name = name if taken[name] == 1 else f"{name}, around {_centre(G, people)}"
        rows.extend(_rows(G, people, name, basis))
    reason = None if any(basis == TIES for basis, _ in found) else STAR
    return answer(G, rows, CIRCLES, reason=reason)


def _joined(G: nx.Graph, seed: int) -> list[list[Hashable]]:
    """Louvain's partition of the people who are tied to others than ego."""
    import networkx as nx

    ego = ego_of(G)
    people = [
        one for one, seen in G.nodes(data=True) if seen.get("kind", "person") == "person" and one != ego
    ]
    # Numbers instead of ids: the order of a set of texts changes from one process to the next.
    row = {person: place for place, person in enumerate(people)}
    ties = [
        (place, row[other], {"readiness": tie.get("readiness", 1)})
        for person, place in row.items()
        for other, tie in edges_of(G, person).items()
        if row.get(other, -1) > place
    ]
    if not ties:
        return []
    H = nx.empty_graph(sorted({end for a, b, _ in ties for end in (a, b)}))
    H.add_edges_from(ties)
    parts = nx.community.louvain_communities(H, weight="readiness", seed=seed)
    return [[people[place] for place in sorted(part)] for part in parts]


def _rows(G: nx.Graph, people: Iterable[Hashable], circle: str, basis: str) -> list[dict[str, Any]]:
    ordered = sorted(people, key=lambda one: (str(G.nodes[one]["name"]), str(one)))
    return [
        {
            "person_id": person,
            "name": G.nodes[person]["name"],
            "organization": organization_of(G, person),
            "circle": circle,
            "size": len(ordered),
            "rests_on": basis,
        }
        for person in ordered
    ]


def _name(G: nx.Graph, people: list[Hashable]) -> str:
    """The organization most of them are or were at, with its years in ego's life, or the first two."""
    places = Counter(place for person in people for place in _places(G, person))
    ranked = sorted(places, key=lambda place: (-places[place], place))
    if not ranked or places[ranked[0]] < 2:
        return f"around {_centre(G, people)}"
    first = ranked[0]
    if places[first] >= MOST * len(people) or len(ranked) == 1 or places[ranked[1]] < 2:
        return f"{first}{_years(G, people, first)}"
    return f"{first} and {ranked[1]}"


def _places(G: nx.Graph, person: Hashable) -> set[str]:
    there = {str(G.nodes[place]["name"]) for place, _ in affiliations_of(G, person)}
    return there or {place for place in [organization_of(G, person)] if place is not None}


def _years(G: nx.Graph, people: list[Hashable], organization: str) -> str:
    """` 2015-19`, where the era most of them come from is ego's own time at the organization."""
    eras = Counter(era for person in people if (era := text(G.nodes[person].get("era"))) is not None)
    for era, count in eras.most_common(1):
        if count >= MOST * len(people) and era.startswith(f"your {organization} "):
            return f" {era.rpartition(', ')[2]}"
    return ""


def _centre(G: nx.Graph, people: list[Hashable]) -> str:
    """The name of whoever has most ties within the circle."""
    inside = set(people)
    ties = {person: sum(other in inside for other, _ in ties_of(G, person)) for person in people}
    return min((-ties[person], str(G.nodes[person]["name"])) for person in people)[1]
