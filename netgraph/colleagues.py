"""Colleagues: the guess that two people who were at one organization at the same time know each other.

The guess is never an edge. It stays two-mode, in the affiliations, and is expanded where a question
needs it, so that 3,000 colleagues cost 3,000 affiliations and not 4.5 million ties. Its readiness is
at most .05 and falls with the number of people seen there (50 people one may know well, of n): size in
the data is not size in the world.

A *second sign* makes it likelier, up to .15, and still a guess: both were listed in one thread, or both
come from the same era of ego's life and their titles share a team word (`netgraph.titles`; a word that
more than 50 people there share names no team).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.lookup import edges_of, is_current, is_missing, is_tie, moment
from netgraph.strength import FLOOR, INFERRED_READINESS
from netgraph.titles import team_words

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    import networkx as nx

__all__ = ["Colleague", "Workplace", "affiliations_of", "colleague_readiness", "colleagues_of", "overlap"]

KNOWN_AT_WORK: Final = 50
SIGNED_READINESS: Final = 0.15
"""With a second sign: between a bare connection (.10) and a tie that somebody stated (.30)."""

Team = tuple[str, str]
"""An era of ego's and a team word."""


class Colleague(NamedTuple):
    """A guessed tie: to whom, how ready, the organization both were at and the second sign, if any."""

    person: Hashable
    readiness: float
    organization: Hashable
    sign: str | None = None


class Workplace(NamedTuple):
    """An organization: who is or was there, and the teams that titles speak of."""

    people: dict[Hashable, dict[str, Any]]
    teams: dict[Team, frozenset[Hashable]]

    @classmethod
    def of(cls, G: nx.Graph, organization: Hashable) -> Workplace:
        """Look at one organization, its people once each."""
        people = dict(affiliations_of(G, organization))
        teams: dict[Team, set[Hashable]] = defaultdict(set)
        for person in people:
            for team in teams_of(G, person):
                teams[team].add(person)
        small = {team: frozenset(them) for team, them in teams.items() if 1 < len(them) <= KNOWN_AT_WORK}
        return cls(people, small)


def colleagues_of(
    G: nx.Graph,
    person: Hashable,
    *,
    only_signed_at: Collection[Hashable] = (),
    places: dict[Hashable, Workplace] | None = None,
) -> list[Colleague]:
    """Everybody who was somewhere at the same time as `person`, the likeliest guess for each.

    At the organizations `only_signed_at` a guess needs a second sign. `places` keeps the workplaces that
    were looked at, for a caller who asks about several people. Ego and `person` are no colleagues of theirs,
    and neither are people of whom the user said that they do not know each other.
    """
    best: dict[Hashable, Colleague] = {}
    ego, strangers = G.graph.get("ego"), G.graph.get("strangers", frozenset())
    places = {} if places is None else places
    for organization, mine in affiliations_of(G, person):
        place = places.get(organization) or places.setdefault(organization, Workplace.of(G, organization))
        signs = _second_signs(G, person, place)
        for other in signs if organization in only_signed_at else place.people:
            if other in {person, ego} or not overlap(mine, place.people[other]):
                continue
            if strangers and frozenset((person, other)) in strangers:
                continue
            readiness = colleague_readiness(len(place.people), signed=other in signs)
            if other not in best or best[other].readiness < readiness:
                best[other] = Colleague(other, readiness, organization, signs.get(other))
    return list(best.values())


def colleague_readiness(size: int, *, signed: bool = False) -> float:
    """Readiness of the guess where `size` people are seen: in [.01, .05], with a second sign [.01, .15].

    >>> colleague_readiness(20), colleague_readiness(2000), colleague_readiness(20, signed=True)
    (0.05, 0.025, 0.15)
    """
    most = SIGNED_READINESS if signed else INFERRED_READINESS
    return max(FLOOR, min(most, KNOWN_AT_WORK / max(size, 1)))


def teams_of(G: nx.Graph, person: Hashable) -> frozenset[Team]:
    """The teams that a person's title and era speak of; none without an era."""
    seen = G.nodes[person]
    era = seen.get("era")
    return frozenset() if is_missing(era) else _teams(era, seen.get("position"))


@lru_cache(maxsize=1 << 16)
def _teams(era: str, position: str | None) -> frozenset[Team]:
    return frozenset((era, word) for word in team_words(position))


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two affiliations to one organization overlap in time.

    A missing start or end of a current job is open; two jobs of which nothing is known do not count,
    unless both are current.
    """
    if is_current(one) and is_current(other):
        return True
    if not all(_dated(affiliation) for affiliation in (one, other)):
        return False
    return _starts_before_end(one, other) and _starts_before_end(other, one)


def affiliations_of(G: nx.Graph, node: Hashable) -> list[tuple[Hashable, dict[str, Any]]]:
    """The other ends of a person's or an organization's affiliations, and their attributes."""
    return [(other, edge) for other, edge in edges_of(G, node).items() if edge.get("kind") == "affiliation"]


def _second_signs(G: nx.Graph, person: Hashable, place: Workplace) -> dict[Hashable, str]:
    """Who else at a workplace probably knows `person`, and what speaks for it."""
    signs: dict[Hashable, str] = {}
    for team in sorted(teams_of(G, person)):
        signs.update(dict.fromkeys(place.teams.get(team, ()), f"both titles say {team[1]}"))
    for other, tie in edges_of(G, person).items():
        if is_tie(tie) and tie.get("evidence") == "inferred" and other in place.people:
            signs[other] = "both were in one thread"
    return signs


def _dated(affiliation: dict[str, Any]) -> bool:
    return is_current(affiliation) or not (
        moment(affiliation.get("since")) is None or moment(affiliation.get("until")) is None
    )


def _starts_before_end(one: dict[str, Any], other: dict[str, Any]) -> bool:
    since, until = moment(one.get("since")), moment(other.get("until"))
    if until is None:
        return True
    return since is not None and since <= until
