"""Target coverage: which targets have a way in, of what kind, and what to do next for each.

A target is in one of four states, by the surest of its routes within three hops:

* *warm*: every tie on the way was seen or said by somebody;
* *connected only*: every tie is such proof or a bare LinkedIn connection - mostly the insiders ego is
  connected to and never wrote to;
* *guess*: every route holds a tie that is inferred;
* *none in your data*: no route. The world of the data is closed: outside it there may well be one.

Where connections are all there is, readiness tells them apart no more, so that the longest shared
context goes first: an employer shared with ego, then an era, then the earlier connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.colleagues import affiliations_of
from netgraph.lookup import Target, ego_of, is_missing, moment, resolve_target, text
from netgraph.provenance import answer, either
from netgraph.route import Route
from netgraph.route_words import first_step
from netgraph.routes import routes_to
from netgraph.schema import TARGET_COVERAGE
from netgraph.target_list import wanted_targets

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["CONNECTED_ONLY", "GUESS", "NONE", "WARM", "target_coverage"]

WARM: Final = "warm"
CONNECTED_ONLY: Final = "connected only"
GUESS: Final = "guess"
NONE: Final = "none in your data"

NAMED_STARTERS: Final = 3
NO_ROUTE: Final = (
    "Ask somebody warm in that field who they know there, or open LinkedIn's second-degree search yourself."
)


def target_coverage(G: nx.Graph, *, targets: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a target: is there a way in, through whom, and what next; columns as in `TARGET_COVERAGE`.

    `targets` are organizations, people's names or ids; None takes the ones the user chose, the highest
    priority first. `routes` counts different starters. `best_readiness` is that of the best route of
    the state the target is in, NaN where there is none. `df.attrs["nearest"]` names, for each target
    that nobody bears, organizations close to it.

    Ties of .5 (messages) and .3 (stated) to the only insider make a warm row with one route of
    .5 x .3 x .7 = .105. Raises `GraphError` when the graph has no ego.
    """
    ego_of(G)
    wanted = wanted_targets(G, targets)
    meant = {target: resolve_target(G, target) for target in wanted}
    rows = [_row(G, target, one) for target, one in meant.items()]
    nearest = {target: one.nearest for target, one in meant.items() if one.kind == "unknown"}
    return answer(G, rows, TARGET_COVERAGE, targets=wanted, nearest=nearest)


def _row(G: nx.Graph, target: str, meant: Target) -> dict[str, Any]:
    routes = routes_to(G, meant)
    state, leading = _best_first(G, routes)
    starters = list(dict.fromkeys(route.path[1] for route in leading))
    return {
        "target": str(target),
        "state": state,
        "routes": len({route.path[1] for route in routes}),
        "best_readiness": min(leading, key=Route.order).readiness() if leading else None,
        "via": [str(G.nodes[starter]["name"]) for starter in starters[:NAMED_STARTERS]],
        "insiders": len(set(meant.people) - {ego_of(G)}),
        "next_step": _next_step(G, state, leading, meant.nearest),
    }


def _best_first(G: nx.Graph, routes: list[Route]) -> tuple[str, list[Route]]:
    """The state these routes make, and the routes that make it, the best first."""
    if not routes:
        return NONE, []
    ordered = sorted(routes, key=Route.order)
    if ordered[0].proof:
        return WARM, [route for route in ordered if route.proof]
    seen = [route for route in ordered if all(hop.proof or hop.evidence == "connected" for hop in route.hops)]
    if not seen:
        return GUESS, ordered
    # Stable: routes over others keep their order behind the connections at the target.
    return CONNECTED_ONLY, sorted(seen, key=lambda route: _common_ground(G, route))


def _common_ground(G: nx.Graph, route: Route) -> tuple[bool, bool, bool, bool, str, str]:
    """What connections are sorted by: not at rest, shared employer, era, earlier connection, name."""
    if len(route.hops) > 1:
        return (True, True, True, True, "", "")
    person, tie = route.path[1], route.hops[0].tie
    since = moment(tie.get("since"))
    return (
        False,
        not is_missing(tie.get("rest_until")),
        _shared_place(G, person) is None,
        is_missing(G.nodes[person].get("era")),
        "9999" if since is None else since.isoformat(),
        f"{G.nodes[person]['name']} {person}",
    )


def _shared_place(G: nx.Graph, person: Hashable) -> str | None:
    """The name of an employer or school of both ego and `person`, or None."""
    own = G.adj[ego_of(G)]
    shared = (place for place, _ in affiliations_of(G, person) if place in own)
    return min((str(G.nodes[place]["name"]) for place in shared), default=None)


def _next_step(G: nx.Graph, state: str, leading: list[Route], nearest: list[str]) -> str:
    if not leading:
        return f"Did you mean {either(nearest)}? If not: {NO_ROUTE}" if nearest else NO_ROUTE
    best = leading[0]
    if state == CONNECTED_ONLY and len(best.hops) == 1 and is_missing(best.hops[0].tie.get("rest_until")):
        return f"Say hello to {G.nodes[best.path[1]]['name']} first: {_hook(G, best)}."
    return first_step(G, best)


def _hook(G: nx.Graph, route: Route) -> str:
    """What ego and a mere connection have in common, as far as the data say."""
    person = route.path[1]
    place, era = _shared_place(G, person), text(G.nodes[person].get("era"))
    since = moment(route.hops[0].tie.get("since"))
    if place is not None:
        return f"you have both been at {place}"
    if era is not None:
        return f"you connected in {era}"
    return "you are connected, no more" if since is None else f"connected since {since.year}, no more"
