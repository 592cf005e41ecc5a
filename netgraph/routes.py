"""Referral paths: the warmest ways in, from ego over a starter and an introducer to a target.

Every simple path of at most three hops is looked at, so the best is exact (`netgraph.route` says what
a path is worth). Of the k routes that are given each starter's best comes first; places left over go
to next-best routes. Routes of proof alone stand before the rest.

The last hop may be a guess about two colleagues (`netgraph.colleagues`): then the step is a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.colleagues import Workplace, affiliations_of, colleagues_of
from netgraph.lookup import Target, ego_of, is_current, is_missing, is_tie, number, resolve_target, ties_of
from netgraph.provenance import answer
from netgraph.restraint import ask_load
from netgraph.route import HAND_OVER, Hop, Route
from netgraph.route_words import first_step, grounds, reason
from netgraph.schema import REFERRAL_PATHS
from netgraph.strength import band
from netgraph.target_list import stored_targets

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["referral_paths", "routes_to"]

OTHER_HAND_OVERS: Final = (0.4, 0.9)
LONGEST: Final = 3


def referral_paths(
    G: nx.Graph, target: str | Sequence[str] | None = None, *, limit: int = 5, max_hops: int = LONGEST
) -> pd.DataFrame:
    """The warmest ways in to `target`, the best first; columns as in `netgraph.schema.REFERRAL_PATHS`.

    `target` is a person's id, an organization (anyone there now) or a person's name, tried in that
    order; several of them, or None for every target the user chose, give `limit` routes each, target by
    target. Where nobody is at an organization now, routes lead to people who were there, and say so.
    `max_hops` is 1 to 3. No route is an answer: an empty frame; `df.attrs["kind"]` says what the target was
    taken for (person, organization, unknown), and when it is unknown `df.attrs["nearest"]` names
    organizations close to it (dicts by target where several were asked for). `df.attrs["note"]` says
    when another hand-over factor than .7 would put another route first.

    Two ties of readiness .5 and .3 and one hand-over make .5 x .3 x .7 = .105. Raises `GraphError`
    when the graph has no ego and `ValueError` when `max_hops` is not 1, 2 or 3.
    """
    if not 1 <= max_hops <= LONGEST:
        raise ValueError(f"max_hops is {max_hops}: routes have 1 to {LONGEST} hops")
    ego_of(G)
    if target is not None and (isinstance(target, str) or target in G):
        rows, attrs = _to_one(G, target, limit, max_hops)
        return answer(G, rows, REFERRAL_PATHS, **attrs)
    wanted = stored_targets(G) if target is None else list(dict.fromkeys(target))
    found = {one: _to_one(G, one, limit, max_hops) for one in wanted}
    return answer(
        G,
        [row for rows, _ in found.values() for row in rows],
        REFERRAL_PATHS,
        kind={one: attrs["kind"] for one, (_, attrs) in found.items()},
        insiders=sum(attrs["insiders"] for _, attrs in found.values()),
        nearest={one: attrs["nearest"] for one, (_, attrs) in found.items() if attrs["nearest"]},
        note=None,
    )


def routes_to(G: nx.Graph, target: Target, *, max_hops: int = LONGEST) -> list[Route]:
    """Every simple route to the target's people within `max_hops`.

    At an organization all its people are ends, so that a guess that two of them are colleagues leads
    nowhere new: it counts there only with a second sign, from a warm colleague to a cold one.
    """
    ego = ego_of(G)
    routes: list[Route] = []
    places: dict[Hashable, Workplace] = {}
    for end in target.people:
        if end != ego:
            last = _last_hops(G, end, target.places, places) if max_hops > 1 else {}
            routes.extend(_meeting_in_the_middle(G, (ego, end), last, max_hops))
    contacts = G.graph.get("contacts")
    if contacts is None or contacts.introductions.empty:
        return routes
    load = ask_load(contacts.introductions, as_of=G.graph["as_of"])
    return [route._replace(load=int(load.get(route.path[1], 0))) for route in routes]


def _to_one(
    G: nx.Graph, target: Hashable, limit: int, max_hops: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows for one target, and what the answer says besides."""
    meant, former = resolve_target(G, target), False
    found = routes_to(G, meant, max_hops=max_hops)
    if not found and meant.kind == "organization" and not meant.people:
        found = routes_to(G, Target("person", _former(G, meant.places), [], []), max_hops=max_hops)
        former = bool(found)
    found.sort(key=Route.order)
    chosen = _diverse(found, limit)
    rows = [_row(G, route, str(target), rank, former) for rank, route in enumerate(chosen, start=1)]
    note = "Nobody in your data is there now; these people were." if former else _hand_over_note(found)
    attrs = {"kind": meant.kind, "insiders": len(meant.people), "nearest": meant.nearest, "note": note}
    return rows, attrs


def _former(G: nx.Graph, places: list[Hashable]) -> list[Hashable]:
    """People who were at these organizations and are not there now."""
    return [
        person
        for place in places
        for person, edge in affiliations_of(G, place)
        if not is_current(edge) and person != G.graph.get("ego")
    ]


def _meeting_in_the_middle(
    G: nx.Graph, ends: tuple[Hashable, Hashable], last: dict[Hashable, Hop], max_hops: int
) -> Iterator[Route]:
    """Ego's ties and the end's (`last`) meet: one, two or three hops.

    Ego's ties are looked up where they are needed: there may be thousands, and few lead here.
    """
    ego, end = ends
    if direct := _own_hop(G, ego, end):
        yield Route((ego, end), (direct,))
    for introducer, hop in last.items():
        if introducer == ego:
            continue
        if first := _own_hop(G, ego, introducer):
            yield Route((ego, introducer, end), (first, hop))
        if max_hops < LONGEST:
            continue
        for starter, tie in ties_of(G, introducer):
            if starter in {ego, end}:
                continue
            if first := _own_hop(G, ego, starter):
                yield Route((ego, starter, introducer, end), (first, _hop(tie), hop))


def _own_hop(G: nx.Graph, ego: Hashable, person: Hashable) -> Hop | None:
    """Ego's tie with `person` as a hop, None without one."""
    tie = G.get_edge_data(ego, person)
    return _hop(tie) if tie is not None and is_tie(tie) else None


def _last_hops(
    G: nx.Graph, end: Hashable, ends_at: list[Hashable], places: dict[Hashable, Workplace]
) -> dict[Hashable, Hop]:
    """Who may lead to `end`: by a tie in the graph, else by the guess that they are colleagues."""
    hops = {
        colleague.person: Hop(colleague.readiness, "inferred", False, colleague._asdict())
        for colleague in colleagues_of(G, end, only_signed_at=ends_at, places=places)
    }
    for other, tie in ties_of(G, end):
        hop = _hop(tie)
        # Listed in one thread and colleagues besides: the second guess is the surer one.
        if not (hop.evidence == "inferred" and other in hops and hops[other].readiness > hop.readiness):
            hops[other] = hop
    return hops


def _hop(tie: dict[str, Any]) -> Hop:
    return Hop(float(tie["readiness"]), str(tie["evidence"]), bool(tie["proof"]), tie)


def _diverse(ordered: list[Route], limit: int) -> list[Route]:
    """The best route of each starter, then next-best ones, in one order."""
    best: dict[Hashable, Route] = {}
    for route in ordered:
        best.setdefault(route.path[1], route)
    leading = list(best.values())[:limit]
    taken = {route.path for route in leading}
    rest = [route for route in ordered if route.path not in taken]
    return sorted(leading + rest[: limit - len(leading)], key=Route.order)


def _hand_over_note(ordered: list[Route]) -> str | None:
    """One sentence when the first place depends on the factor for a hand-over."""
    for factor in OTHER_HAND_OVERS if ordered else ():
        if min(route.order(factor) for route in ordered) < ordered[0].order(factor):
            return (
                f"With {factor:.1f} instead of {HAND_OVER} for each hand-over another route would be first."
            )
    return None


def _row(G: nx.Graph, route: Route, asked: str, rank: int, former: bool) -> dict[str, Any]:
    formerly_at = asked if former else None
    readiness = [hop.readiness for hop in route.hops]
    rest = route.hops[0].tie.get("rest_until")
    return {
        "rank": rank,
        "target": route.path[-1],
        "target_name": asked,
        "hops": len(route.hops),
        "readiness": number(route.readiness()),
        "proof": route.proof,
        "weakest_hop": readiness.index(min(readiness)),
        "path": [G.nodes[node]["name"] for node in route.path],
        "path_ids": list(route.path),
        "evidence": [hop.evidence for hop in route.hops],
        "bands": [band(number(hop.tie.get("strength"))) for hop in route.hops],
        "grounds": grounds(G, route),
        "starter_id": route.path[1],
        "load": route.load,
        "former": former,
        "first_step": first_step(G, route, formerly_at=formerly_at),
        "why": reason(G, route, formerly_at=formerly_at),
        "rest_until": None if is_missing(rest) else rest,
    }
