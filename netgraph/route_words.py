"""Route words: the first step of a route and the sentence a person would say about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from netgraph.lookup import (
    given_name,
    moment,
    number,
    text,
)
from netgraph.provenance import day, month
from netgraph.restraint import ALWAYS
from netgraph.strength import DORMANT_QUIET, band

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    from netgraph.route import Hop, Route

__all__ = ["first_step", "grounds", "reason"]

BETWEEN_OTHERS = {
    "logged": "{a} knows {b}: you wrote it down",
    "message": "{a} and {b} both wrote in a small thread with you",
    "meeting": "{a} and {b} met in a meeting with you",
    "stated": "{a} says they know {b}",
    "pooled": "{a} and {b} know each other, shared with consent in a pool",
    "connected": "{a} and {b} are connected on LinkedIn, nothing more is known",
}
SEEN = {"message": "wrote", "meeting": "met", "logged": "were in touch"}


def first_step(G: nx.Graph, route: Route, *, formerly_at: str | None = None) -> str:
    """What to do first: wait, reconnect, ask a question or ask for an introduction.

    With `formerly_at` the person at the end has left that organization, and can only be asked about it.
    """
    starter, end = _given(G, route.path[1]), G.nodes[route.path[-1]]["name"]
    own = route.hops[0].tie
    rest = moment(own.get("rest_until"))
    if rest is not None:
        until = "you say otherwise" if rest >= ALWAYS else day(rest)
        return f"Leave {starter} in peace until {until}: {text(own.get('rest_why')) or 'they rest'}."
    met = moment(own.get("last_contact")) is not None
    if route.hops[0].evidence == "inferred" and not met and math.isnan(number(own.get("strength"))):
        return f"Ask {starter} a question first: do we know each other?"
    if number(own.get("quiet")) >= DORMANT_QUIET:
        return f"Reconnect with {starter} first; ask later."
    if len(route.hops) == 1:
        return _straight(starter, formerly_at, known=route.proof or met)
    following = G.nodes[route.path[2]]["name"]
    if route.hops[1].evidence == "connected":
        return f"Ask {starter} a question, nothing more: how well do you know {following}?"
    if any(hop.evidence == "inferred" for hop in route.hops[1:]):
        guess = f"does {following} know {end}" if route.hops[1].proof else f"do you know {following}"
        return f"Ask {starter} a question, nothing more: {guess}?"
    if len(route.hops) == 2:
        return f"Ask {starter} whether they would introduce you to {end}."
    return f"Ask {starter} whether {following} could lead you to {end}."


def _straight(starter: str, formerly_at: str | None, *, known: bool) -> str:
    """The step where nobody stands in between."""
    if formerly_at is not None:
        return f"Ask {starter}, who was at {formerly_at}: who do you know there?"
    if known:
        return f"Write to {starter}."
    return f"Say hello to {starter} first: you are connected, no more."


def grounds(G: nx.Graph, route: Route) -> list[str]:
    """What each tie rests on, in words: how you know the starter, then how the others know each other."""
    further = zip(route.path[1:], route.path[2:], route.hops[1:], strict=False)
    return [
        _own_tie(G, route.path[1], route.hops[0].tie),
        *(_tie_of_others(G, a, b, hop) for a, b, hop in further),
    ]


def reason(G: nx.Graph, route: Route, *, formerly_at: str | None = None) -> str:
    """What every tie rests on, then which is the weakest, and whether the end has left `formerly_at`."""
    parts = grounds(G, route)
    readiness = [hop.readiness for hop in route.hops]
    weakest = readiness.index(min(readiness))
    if len(route.hops) > 1:
        a, b = route.path[weakest], route.path[weakest + 1]
        parts.append(f"weakest: {_given(G, a)} - {_given(G, b)} ({route.hops[weakest].evidence})")
    if formerly_at is not None:
        parts.append(f"{_given(G, route.path[-1])} was at {formerly_at} and is not there now")
    return "; ".join(parts) + "."


def _own_tie(G: nx.Graph, starter: Hashable, tie: dict[str, Any]) -> str:
    name = G.nodes[starter]["name"]
    last = moment(tie.get("last_contact"))
    strength = number(tie.get("strength"))
    if last is not None:
        verb = SEEN.get(str(tie.get("evidence")), "were in touch")
        known = f"You know {name} ({band(strength)} tie) and last {verb} in {month(last)}"
    elif not math.isnan(strength):
        known = f"You know {name} ({band(strength)} tie); no contact in this data"
    elif tie.get("evidence") == "connected":
        known = f"You are connected with {name}; no contact in this data"
    else:
        known = f"You and {name} ({tie.get('evidence')})"
    era = text(G.nodes[starter].get("era"))
    return f"{known}, from {era}" if era else known


def _tie_of_others(G: nx.Graph, a: Hashable, b: Hashable, hop: Hop) -> str:
    one, other = _given(G, a), G.nodes[b]["name"]
    organization = hop.tie.get("organization")
    if organization is not None:
        where = G.nodes[organization]["name"]
        sign = text(hop.tie.get("sign"))
        return f"{one} and {other} were at {where} at the same time{f', {sign}' if sign else ''} (inferred)"
    words = BETWEEN_OTHERS.get(hop.evidence, "{a} and {b} may know each other (inferred)")
    return words.format(a=one, b=other)


def _given(G: nx.Graph, person: Hashable) -> str:
    if person == G.graph.get("ego"):
        return "you"
    return given_name(G, person)
