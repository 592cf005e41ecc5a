"""Who to meet: people without known contact, by how well the people you know lead to them.

    score = need x reach + .01 x novelty

Reach adds up over go-betweens (`netgraph.go_betweens`). Need is 1 for a person at a target,
1 - .5 ** k for one tied to somebody at k targets (.5, .75, ...) and 0 else; without targets, 1.
Novelty is the share of a person's ties that lead to people new to ego; it is not known (NaN) where
fewer than two of their ties are. Fairness is the share of reach that comes through people who may be
asked now (`netgraph.restraint`). The score orders next steps, not people. No public data hold the
*value* of meeting somebody, so the order is plausible, not validated.

Equal scores - in a bare LinkedIn export most are - go by an employer shared with ego, then an era, then
a recommendation, then a title near the role sought there (ego's own where none is), then the earlier
connection.
"""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.colleagues import affiliations_of
from netgraph.go_betweens import GoBetween, GoBetweens
from netgraph.lookup import (
    edges_of,
    ego_of,
    first_name,
    is_missing,
    moment,
    organization_of,
    resolve_target,
    text,
    ties_of,
)
from netgraph.provenance import answer, day
from netgraph.recommendations import recommended_with_ego
from netgraph.restraint import ALWAYS
from netgraph.schema import WHO_TO_MEET
from netgraph.target_list import roles_sought, wanted_targets
from netgraph.titles import is_near_role

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["who_to_meet"]

NEED_AT_TARGET: Final = 1.0
NEED_LEFT_A_TARGET: Final = 0.5
NOVELTY_WEIGHT: Final = 0.01
ROUNDED: Final = 1e-11
"""More than rounding a score to 12 digits adds to it or takes from it."""
FEWEST_TIES: Final = 2
NAMED_GO_BETWEENS: Final = 3
NO_TARGETS: Final = (
    "No target is named, so everybody's need is 1. With one - a company or a person you want to reach - the "
    "people there and those who lead to them come first."
)


class Candidate(NamedTuple):
    """A person to meet: how far go-betweens reach them, the targets they are at and those they lead to."""

    person: Hashable
    reach: float
    novelty: float
    need: float
    sits_at: list[str]
    leads_to: list[str]
    tie: dict[str, Any]
    score: float


def who_to_meet(G: nx.Graph, *, targets: Sequence[str] | None = None, limit: int = 20) -> pd.DataFrame:
    """People to meet next, the warmest step first; columns as in `netgraph.schema.WHO_TO_MEET`.

    `targets` are organizations or people; None takes the ones the user chose, and without any every
    person's need is 1. Only people without known contact are listed.

    One go-between with readiness .6, three ties and a stated tie of .3 gives a reach of
    .6 x .3 / 3 = .06. Raises `GraphError` when the graph has no ego.
    """
    ego = ego_of(G)
    wanted = wanted_targets(G, targets)
    go_betweens = GoBetweens(G, ego)
    at, leads_to = _places(G, ego, wanted)
    need = {person: 1.0 - NEED_LEFT_A_TARGET ** len(there) for person, there in leads_to.items()}
    need |= dict.fromkeys(at, NEED_AT_TARGET)
    scores = _scores(G, go_betweens, need if wanted else dict.fromkeys(go_betweens.current, 1.0))
    ground = CommonGround(G, wanted)
    # What two people share takes long to look up: only where it may decide, equals by rounding included.
    least = min(nlargest(limit, scores.values()), default=0.0) - ROUNDED
    candidates = [
        Candidate(
            person,
            go_betweens.reach(person),
            _novelty(G, person, go_betweens.own),
            need[person] if wanted else 1.0,
            at.get(person, []),
            leads_to.get(person, []),
            go_betweens.own.get(person, {}),
            # Rounded, so that the order of adding up does not decide between equals.
            round(score, 12),
        )
        for person, score in scores.items()
        if score >= least
    ]
    alike = [(ground.in_common(one), one) for one in candidates]
    last = max(nsmallest(limit, (shared for shared, _ in alike)), default=())
    candidates = [one for shared, one in alike if shared <= last]
    rows = [
        _row(G, one, go_betweens.to(one.person), ground)
        for one in nsmallest(limit, candidates, key=ground.order)
    ]
    return answer(G, rows, WHO_TO_MEET, targets=wanted, note=None if wanted else NO_TARGETS)


def _scores(G: nx.Graph, go_betweens: GoBetweens, need_of: dict[Hashable, float]) -> dict[Hashable, float]:
    """The score of everybody with a need who is without known contact."""
    own, known, reach = go_betweens.own, go_betweens.known, go_betweens.reach
    edges, scores = dict(G.adjacency()), {}
    for person, need in need_of.items():
        if person in known:
            continue
        scores[person] = need * reach(person)
        if len(edges[person]) - (person in own) >= FEWEST_TIES:
            novelty = _novelty(G, person, own)
            if not math.isnan(novelty):
                scores[person] += NOVELTY_WEIGHT * novelty
    return scores


def _places(
    G: nx.Graph, ego: Hashable, targets: list[str]
) -> tuple[dict[Hashable, list[str]], dict[Hashable, list[str]]]:
    """The targets everybody is at, and those they are tied to somebody of."""
    at: dict[Hashable, list[str]] = defaultdict(list)
    leads_to: dict[Hashable, list[str]] = defaultdict(list)
    for target in targets:
        there = {person for person in resolve_target(G, target).people if person != ego}
        next_to = {other for person in there for other, _ in ties_of(G, person)} - there - {ego}
        for person in there:
            at[person].append(target)
        for person in next_to:
            leads_to[person].append(target)
    return at, leads_to


def _novelty(G: nx.Graph, person: Hashable, own: dict[Hashable, dict[str, Any]]) -> float:
    others = [other for other, _ in ties_of(G, person) if other != G.graph.get("ego")]
    if len(others) < FEWEST_TIES:
        return math.nan
    return sum(other not in own for other in others) / len(others)


class CommonGround:
    """What ego and people to meet have in common: the order among equal scores, and the reason for it."""

    def __init__(self, G: nx.Graph, targets: list[str]) -> None:
        self.G, ego = G, G.graph["ego"]
        self.employers = {organization for organization, _ in affiliations_of(G, ego)}
        self.roles = {target: roles_sought(G, [target]) for target in targets}
        self.own_title = text(G.nodes[ego].get("position"))
        self.recommended = recommended_with_ego(G)

    def order(self, one: Candidate) -> tuple[Any, ...]:
        """Score first; equal scores by what ego and the person share, the longest connected first."""
        since = moment(one.tie.get("since"))
        name = str(self.G.nodes[one.person]["name"])
        return (*self.in_common(one), "9999" if since is None else since.isoformat(), name, str(one.person))

    def in_common(self, one: Candidate) -> tuple[Any, ...]:
        """The score, then employer, era, recommendation and title: False, which comes first, if shared."""
        return (
            -one.score,
            self.employers.isdisjoint(edges_of(self.G, one.person)),
            is_missing(self.G.nodes[one.person].get("era")),
            one.person not in self.recommended,
            not self.is_near_role(one),
        )

    def employer(self, person: Hashable) -> str | None:
        """The name of an organization that both have been at."""
        shared = [str(self.G.nodes[node]["name"]) for node in self.G.adj[person] if node in self.employers]
        return min(shared, default=None)

    def is_near_role(self, one: Candidate) -> bool:
        """Whether the title is near a role sought at the person's targets; without one, near ego's own."""
        title = text(self.G.nodes[one.person].get("position"))
        sought: list[str | None] = [
            role for target in (*one.sits_at, *one.leads_to) for role in self.roles[target]
        ]
        return any(is_near_role(title, role) for role in sought or [self.own_title])


def _row(G: nx.Graph, one: Candidate, between: list[GoBetween], ground: CommonGround) -> dict[str, Any]:
    free = sum(go.share for go in between if not go.rests)
    return {
        "person_id": one.person,
        "name": G.nodes[one.person]["name"],
        "organization": organization_of(G, one.person),
        "position": text(G.nodes[one.person].get("position")),
        "score": one.score,
        "need": one.need,
        "reach": one.reach,
        "novelty": one.novelty,
        "fairness": free / one.reach if one.reach else None,
        "via": [G.nodes[go.person]["name"] for go in between[:NAMED_GO_BETWEENS]],
        "via_ids": [go.person for go in between[:NAMED_GO_BETWEENS]],
        "targets": one.sits_at + one.leads_to,
        "proof": any(go.proof for go in between),
        "why": _why(G, one, between, ground),
    }


def _why(G: nx.Graph, one: Candidate, between: list[GoBetween], ground: CommonGround) -> str:
    """At which target, through whom, since when connected, and what ego shares with them."""
    full = str(G.nodes[one.person]["name"])
    name = first_name(full)
    parts = []
    if one.sits_at:
        parts.append(f"{name} is {'your target' if one.sits_at[0] == full else f'at {one.sits_at[0]}'}")
    elif one.leads_to:
        parts.append(f"{name} leads to {one.leads_to[0]}")
    if between:
        first, more = between[0], len(between) - 1
        knows = "knows" if first.proof else "may know"
        others = f" (and {more} more)" if more else ""
        parts.append(f"{G.nodes[first.person]['name']} {knows} {name}{others}{_rest(G, first)}")
    if one.tie:
        since = moment(one.tie.get("since"))
        when = "" if since is None else f" since {since.year}"
        parts.append(f"connected{when}, no contact in this data")
    era, employer = text(G.nodes[one.person].get("era")), ground.employer(one.person)
    if era:
        parts.append(f"from {era}")
    elif employer:
        parts.append(f"you have both been at {employer}")
    if one.person in ground.recommended:
        parts.append("one of you recommended the other")
    if ground.is_near_role(one):
        sought = any(ground.roles[target] for target in (*one.sits_at, *one.leads_to))
        parts.append("a title near the one you seek" if sought else "a title near your own")
    said = "; ".join(parts or [f"{name} is in your data, and nothing more is known"]) + "."
    begins_with_a_name = one.sits_at or one.leads_to or between or not parts
    return said if begins_with_a_name else said[0].upper() + said[1:]


def _rest(G: nx.Graph, first: GoBetween) -> str:
    until = moment(G.edges[G.graph["ego"], first.person].get("rest_until"))
    if until is None:
        return ""
    return ", who rests until " + ("you say otherwise" if until >= ALWAYS else day(until))
