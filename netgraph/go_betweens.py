"""Go-betweens: the people ego knows, and how well each of them leads to somebody ego does not.

    reach(j) = sum over go-betweens k of readiness(ego, k) x readiness(k, j) / degree(k)

Strength-weighted resource allocation: go-betweens add up, and one who knows everybody counts little.
A go-between is tied to the person, or a colleague of today by guess (`netgraph.colleagues`): those are
kept by organization and by team, so that a large employer costs its people once and not its pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from netgraph.colleagues import KNOWN_AT_WORK, Team, colleague_readiness, teams_of
from netgraph.lookup import edges_of, has_contact, is_current, is_missing, ties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    import networkx as nx

__all__ = ["GoBetween", "GoBetweens"]


class GoBetween(NamedTuple):
    """One person between ego and another: what they add to reach, and on what that rests."""

    person: Hashable
    share: float
    proof: bool
    rests: bool


class GoBetweens:
    """Who leads to whom, looked up once for a graph.

    `own` holds ego's ties by alter, `known` the alters with known contact, `current` where everybody works.
    """

    def __init__(self, G: nx.Graph, ego: Hashable) -> None:
        self.ego, self.own = ego, dict(ties_of(G, ego))
        self.known = {one for one, tie in self.own.items() if has_contact(tie)}
        self._asked = self.known | {one for one, tie in self.own.items() if tie.get("proof")}
        self.current = _current_places(G, ego)
        self._by_tie: dict[Hashable, list[GoBetween]] = defaultdict(list)
        self._at_work: dict[Hashable, list[GoBetween]] = defaultdict(list)
        self._in_team: dict[Hashable, list[GoBetween]] = defaultdict(list)
        size = Counter(chain.from_iterable(self.current.values()))
        of_team = {place: colleague_readiness(people, signed=True) for place, people in size.items()}
        teammates = _teammates(G, self.current, self._asked)
        for person in sorted(self._asked, key=str):
            tie, places = self.own[person], self.current[person]
            others = [(other, edge) for other, edge in ties_of(G, person) if other != ego]
            share = float(tie["readiness"]) / (1 + len(others) + sum(size[place] - 1 for place in places))
            rests = not is_missing(tie.get("rest_until"))
            for other, edge in others:
                if other in self.known:
                    continue
                worth = float(edge["readiness"])
                if edge.get("evidence") == "inferred":
                    theirs = self.current.get(other, ())
                    worth = max([worth, *[of_team[place] for place in places if place in theirs]])
                self._by_tie[other].append(GoBetween(person, share * worth, bool(edge["proof"]), rests))
            for place in places:
                guess = share * colleague_readiness(size[place])
                self._at_work[place].append(GoBetween(person, guess, False, rests))
                for other in teammates.get((place, person), ()):
                    self._in_team[other].append(GoBetween(person, share * of_team[place], False, rests))
        self._whole = {place: sum(one.share for one in there) for place, there in self._at_work.items()}
        # To these lead others than just all go-betweens at work, so that their sum will not do.
        self._strangers = G.graph.get("strangers", frozenset())
        self._stand_out = {*self._asked, *self._by_tie, *self._in_team, *chain.from_iterable(self._strangers)}

    def reach(self, candidate: Hashable) -> float:
        """The sum over the go-betweens to a candidate."""
        at = self.current[candidate]
        if len(at) > 1 or candidate in self._stand_out:
            return sum(sorted([one.share for one in self._leading_to(candidate)], reverse=True))
        return self._whole.get(at[0], 0.0) if at else 0.0

    def to(self, candidate: Hashable) -> list[GoBetween]:
        """The go-betweens to a candidate, who adds most first."""
        return sorted(self._leading_to(candidate), key=lambda one: (-one.share, str(one.person)))

    def _leading_to(self, candidate: Hashable) -> Collection[GoBetween]:
        """The same in no order: one entry for each go-between, and a tie stands before a guess."""
        found = {
            one.person: one
            for organization in self.current[candidate]
            for one in self._at_work.get(organization, [])
            if one.person != candidate
        }
        found.update((one.person, one) for one in self._in_team.get(candidate, []))
        if self._strangers:
            apart = [one for one in found if frozenset((one, candidate)) in self._strangers]
            for one in apart:
                del found[one]
        found.update((one.person, one) for one in self._by_tie.get(candidate, []))
        return found.values()


def _current_places(G: nx.Graph, ego: Hashable) -> dict[Hashable, tuple[Hashable, ...]]:
    """The organizations everybody but ego is at now."""
    places: dict[Hashable, tuple[Hashable, ...]] = {}
    organizations: list[Hashable] = []
    for node, seen in G.nodes(data=True):
        kind = seen.get("kind")
        if kind == "person":
            places[node] = ()
        elif kind == "organization":
            organizations.append(node)
    places.pop(ego, None)
    for organization in organizations:
        here = (organization,)
        for person, edge in edges_of(G, organization).items():
            if person in places and is_current(edge) and edge.get("kind") == "affiliation":
                places[person] += here
    return places


def _teammates(
    G: nx.Graph, current: dict[Hashable, tuple[Hashable, ...]], asked: set[Hashable]
) -> dict[tuple[Hashable, Hashable], set[Hashable]]:
    """For each workplace and go-between there: who shares a second sign, by era and team word."""
    teams: dict[Hashable, dict[Team, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
    for person in asked:
        for team in teams_of(G, person):
            for place in current[person]:
                teams[place][team].add(person)
    for person, places in current.items():
        for place in places:
            if place in teams:
                for team in teams_of(G, person) & teams[place].keys():
                    teams[place][team].add(person)
    found: dict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for place, here in teams.items():
        for members in here.values():
            if 1 < len(members) <= KNOWN_AT_WORK:
                for person in asked & members:
                    found[place, person] |= members - {person}
    return found
