"""Who to meet: people without known contact, by how well the people you know lead to them.

    reach = sum over go-betweens k of readiness(ego, k) x readiness(k, j) / degree(k)
    score = need x reach + .01 x novelty

Reach is strength-weighted resource allocation: go-betweens add up, and one who knows everybody counts
little. Colleagues of a person ego is in contact with are go-betweens by guess (readiness at most .05).
Need is 1 for a person at a target, .5 for one tied to such a person and 0 else; without targets, 1.
Novelty is the share of a person's ties that lead to people new to ego; it is not known (NaN) where
fewer than two of their ties are. The score orders next steps, not people. No public data hold the
*value* of meeting somebody, so the order is plausible, not validated.

Equal scores - in a bare LinkedIn export most are - go by an employer shared with ego, then an era, then
a recommendation, then a shared title, then the earlier connection.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.colleagues import affiliations_of, colleague_readiness
from netgraph.lookup import (
    ego_of,
    has_contact,
    is_missing,
    moment,
    organization_of,
    resolve_target,
    text,
    ties_of,
)
from netgraph.provenance import answer
from netgraph.schema import WHO_TO_MEET

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["proposed_targets", "stored_targets", "who_to_meet"]

NEED_AT_TARGET: Final = 1.0
NEED_NEXT_TO_TARGET: Final = 0.5
NOVELTY_WEIGHT: Final = 0.01
FEWEST_TIES: Final = 2
NAMED_GO_BETWEENS: Final = 3


class GoBetween(NamedTuple):
    """One person between ego and a candidate: what they add to reach, and on what it rests."""

    person: Hashable
    share: float
    proof: bool


class Candidate(NamedTuple):
    """A person to meet: how far go-betweens reach them, the targets they are at and those they lead to."""

    person: Hashable
    reach: float
    novelty: float
    need: float
    sits_at: list[str]
    leads_to: list[str]
    tie: dict[str, Any]

    @property
    def score(self) -> float:
        """What the answer is sorted by."""
        return self.need * self.reach + (0.0 if math.isnan(self.novelty) else NOVELTY_WEIGHT * self.novelty)


def who_to_meet(G: nx.Graph, *, targets: Sequence[str] | None = None, limit: int = 20) -> pd.DataFrame:
    """People to meet next, the warmest step first; columns as in `netgraph.schema.WHO_TO_MEET`.

    `targets` are organizations or people; None takes the ones the user chose, and without any every
    person's need is 1. Only people without known contact are listed.

    One go-between with readiness .6, three ties and a stated tie of .3 gives a reach of
    .6 x .3 / 3 = .06. Raises `GraphError` when the graph has no ego.
    """
    ego = ego_of(G)
    wanted = list(targets) if targets is not None else stored_targets(G)
    employers = {organization for organization, _ in affiliations_of(G, ego)}
    go_betweens = GoBetweens(G, ego)
    candidates = _candidates(G, go_betweens, wanted)
    rows = [
        {
            "person_id": one.person,
            "name": G.nodes[one.person]["name"],
            "organization": organization_of(G, one.person),
            "position": text(G.nodes[one.person].get("position")),
            "score": one.score,
            "need": one.need,
            "reach": one.reach,
            "novelty": one.novelty,
            "via": [G.nodes[go.person]["name"] for go in between[:NAMED_GO_BETWEENS]],
            "targets": one.sits_at + one.leads_to,
            "proof": any(go.proof for go in between),
            "why": _why(G, one, between),
        }
        for one in nsmallest(limit, candidates, key=lambda one: _order(G, employers, one))
        for between in [go_betweens.to(one.person)]
    ]
    return answer(G, rows, WHO_TO_MEET, targets=wanted)


def stored_targets(G: nx.Graph) -> list[str]:
    """The targets the user chose, the highest priority first."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return []
    chosen = contacts.targets[contacts.targets["status"] == "chosen"]
    return list(chosen.sort_values("priority", ascending=False, kind="stable")["name"].drop_duplicates())


def proposed_targets(G: nx.Graph) -> list[str]:
    """Organizations of saved jobs, applications and follows, the one named most often first."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return []
    names = contacts.targets.loc[contacts.targets["status"] == "proposed", "name"].dropna()
    return list(names.groupby(names).size().sort_values(ascending=False, kind="stable").index)


def _candidates(G: nx.Graph, go_betweens: GoBetweens, targets: list[str]) -> Iterator[Candidate]:
    """People without known contact; with targets, only those at one or tied to somebody there."""
    own = go_betweens.own
    at, leads_to = _places(G, go_betweens.ego, targets)
    for person in go_betweens.current:
        if has_contact(own.get(person)) or (targets and person not in at and person not in leads_to):
            continue
        yield Candidate(
            person,
            go_betweens.reach(person),
            _novelty(G, person, own),
            NEED_AT_TARGET if person in at or not targets else NEED_NEXT_TO_TARGET,
            at.get(person, []),
            leads_to.get(person, []),
            own.get(person, {}),
        )


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


class GoBetweens:
    """Who leads to whom: people ego is in contact with, by their ties and as colleagues of today.

    Colleagues are kept by organization and looked up for a candidate, so that a large employer costs
    its people once and not its pairs.
    """

    def __init__(self, G: nx.Graph, ego: Hashable) -> None:
        self.ego, self.own = ego, dict(ties_of(G, ego))
        self.by_tie: dict[Hashable, list[GoBetween]] = defaultdict(list)
        self.at_work: dict[Hashable, list[GoBetween]] = defaultdict(list)
        self.current = {
            person: [
                node
                for node, edge in edges.items()
                if edge.get("kind") == "affiliation" and edge.get("current", True)
            ]
            for person, edges in G.adjacency()
            if person != ego and G.nodes[person].get("kind") == "person"
        }
        size = Counter(organization for there in self.current.values() for organization in there)
        for person, tie in self.own.items():
            if not (has_contact(tie) or tie.get("proof")):
                continue
            others = [(other, edge) for other, edge in ties_of(G, person) if other != ego]
            colleagues = sum(size[organization] - 1 for organization in self.current[person])
            share = float(tie["readiness"]) / (1 + len(others) + colleagues)
            for other, edge in others:
                by_tie = GoBetween(person, share * float(edge["readiness"]), bool(edge["proof"]))
                self.by_tie[other].append(by_tie)
            for organization in self.current[person]:
                guess = colleague_readiness(size[organization])
                self.at_work[organization].append(GoBetween(person, share * guess, False))

        self.whole = {place: sum(one.share for one in there) for place, there in self.at_work.items()}

    def reach(self, candidate: Hashable) -> float:
        """The sum over the go-betweens to a candidate."""
        at = self.current[candidate]
        if len(at) == 1 and candidate not in self.by_tie and not self.own.get(candidate, {}).get("proof"):
            return self.whole.get(at[0], 0.0)
        return sum(one.share for one in self.to(candidate))

    def to(self, candidate: Hashable) -> list[GoBetween]:
        """The go-betweens to a candidate, who adds most first; a tie stands before a guess."""
        found = {
            one.person: one
            for organization in self.current[candidate]
            for one in self.at_work.get(organization, [])
            if one.person != candidate
        }
        found.update((one.person, one) for one in self.by_tie.get(candidate, []))
        return sorted(found.values(), key=lambda one: (-one.share, str(one.person)))


def _novelty(G: nx.Graph, person: Hashable, own: dict[Hashable, dict[str, Any]]) -> float:
    if len(G.adj[person]) - (person in own) < FEWEST_TIES:
        return float("nan")
    others = [other for other, _ in ties_of(G, person) if other != G.graph.get("ego")]
    if len(others) < FEWEST_TIES:
        return float("nan")
    return sum(other not in own for other in others) / len(others)


def _order(G: nx.Graph, employers: set[Hashable], one: Candidate) -> tuple[Any, ...]:
    """Score first; equal scores by what ego and the person share, the longest connected first."""
    shared = any(node in employers for node in G.adj[one.person])
    title = (text(G.nodes[one.person].get("position")) or "").casefold()
    mine = (text(G.nodes[G.graph["ego"]].get("position")) or "").casefold()
    since = moment(one.tie.get("since"))
    return (
        -round(one.score, 12),
        not shared,
        is_missing(G.nodes[one.person].get("era")),
        one.tie.get("evidence") != "stated",
        not (title and title == mine),
        "9999" if since is None else since.isoformat(),
        str(G.nodes[one.person]["name"]),
        str(one.person),
    )


def _why(G: nx.Graph, one: Candidate, between: list[GoBetween]) -> str:
    """At which target, through whom, since when connected, from which era."""
    full = str(G.nodes[one.person]["name"])
    name = full.split(maxsplit=1)[0]
    parts = []
    if one.sits_at:
        parts.append(f"{name} is {'your target' if one.sits_at[0] == full else f'at {one.sits_at[0]}'}")
    elif one.leads_to:
        parts.append(f"{name} leads to {one.leads_to[0]}")
    if between:
        first, more = between[0], len(between) - 1
        knows = "knows" if first.proof else "may know"
        others = f" (and {more} more)" if more else ""
        parts.append(f"{G.nodes[first.person]['name']} {knows} {name}{others}")
    if one.tie:
        since = moment(one.tie.get("since"))
        when = "" if since is None else f" since {since.year}"
        parts.append(f"connected{when}, no contact in this data")
    era = text(G.nodes[one.person].get("era"))
    if era:
        parts.append(f"from {era}")
    return "; ".join(parts or [f"{name} is in your data, and nothing more is known"]) + "."
