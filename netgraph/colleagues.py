"""Colleagues: the guess that two people who were at one organization at the same time know each other.

The guess is never an edge. It stays two-mode, in the affiliations, and is expanded where a question
needs it, so that 3,000 colleagues cost 3,000 affiliations and not 4.5 million ties. Its readiness is
at most .05 and falls with the number of people seen there (50 people one may know well, of n): size in
the data is not size in the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.lookup import moment
from netgraph.strength import FLOOR, INFERRED_READINESS

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    import networkx as nx

__all__ = ["Colleague", "colleague_readiness", "colleagues_of", "overlap"]

KNOWN_AT_WORK: Final = 50


class Colleague(NamedTuple):
    """A guessed tie: to whom, how ready, and the organization both were at."""

    person: Hashable
    readiness: float
    organization: Hashable


def colleagues_of(G: nx.Graph, person: Hashable, *, without: Collection[Hashable] = ()) -> list[Colleague]:
    """Everybody who was somewhere at the same time as `person`, the likeliest guess for each.

    `without` leaves organizations out. Ego and `person` are no colleagues of theirs.
    """
    best: dict[Hashable, Colleague] = {}
    ego = G.graph.get("ego")
    for organization, mine in affiliations_of(G, person):
        if organization in without:
            continue
        there = list(affiliations_of(G, organization))
        readiness = colleague_readiness(len(there))
        for other, theirs in there:
            if other in {person, ego} or not overlap(mine, theirs):
                continue
            if other not in best or best[other].readiness < readiness:
                best[other] = Colleague(other, readiness, organization)
    return list(best.values())


def colleague_readiness(size: int) -> float:
    """Readiness of the guess at an organization where `size` people are seen, in [.01, .05].

    >>> colleague_readiness(20), colleague_readiness(2000)
    (0.05, 0.025)
    """
    return max(FLOOR, min(INFERRED_READINESS, KNOWN_AT_WORK / max(size, 1)))


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two affiliations to one organization overlap in time.

    A missing start or end of a current job is open; two jobs of which nothing is known do not count,
    unless both are current.
    """
    if one.get("current", True) and other.get("current", True):
        return True
    if not all(_dated(affiliation) for affiliation in (one, other)):
        return False
    return _starts_before_end(one, other) and _starts_before_end(other, one)


def affiliations_of(G: nx.Graph, node: Hashable) -> list[tuple[Hashable, dict[str, Any]]]:
    """The other ends of a person's or an organization's affiliations, and their attributes."""
    return [(other, edge) for other, edge in G.adj[node].items() if edge.get("kind") == "affiliation"]


def _dated(affiliation: dict[str, Any]) -> bool:
    return bool(affiliation.get("current", True)) or not (
        moment(affiliation.get("since")) is None or moment(affiliation.get("until")) is None
    )


def _starts_before_end(one: dict[str, Any], other: dict[str, Any]) -> bool:
    since, until = moment(one.get("since")), moment(other.get("until"))
    if until is None:
        return True
    return since is not None and since <= until
