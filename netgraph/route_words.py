"""Route words: the first step of a route and the sentence a person would say about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from netgraph.lookup import moment, number, text
from netgraph.provenance import day, month
from netgraph.restraint import ALWAYS
from netgraph.strength import DORMANT_QUIET, band

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    from netgraph.route import Hop, Route

__all__ = ["first_step", "reason"]

BETWEEN_OTHERS = {
    "logged": "{a} knows {b}: you wrote it down",
    "message": "{a} and {b} both wrote in a small thread with you",
    "meeting": "{a} and {b} met in a meeting with you",
    "stated": "{a} says they know {b}",
    "pooled": "{a} shared, with consent, that they know {b}",
    "connected": "{a} and {b} are connected on LinkedIn, nothing more is known",
}
SEEN = {"message": "wrote", "meeting": "met", "logged": "were in touch"}


def first_step(G: nx.Graph, route: Route) -> str:
    """What to do first: wait, reconnect, ask a question or ask for an introduction."""
    starter, end = _given(G, route.path[1]), G.nodes[route.path[-1]]["name"]
    own = route.hops[0].tie
    rest = moment(own.get("rest_until"))
    if rest is not None:
        until = "you say otherwise" if rest >= ALWAYS else day(rest)
        return f"Leave {starter} in peace until {until}: {text(own.get('rest_why')) or 'they rest'}."
    if route.hops[0].evidence == "inferred":
        return f"Ask {starter} a question first: do we know each other?"
    if len(route.hops) == 1:
        return (
            f"Write to {starter}."
            if route.proof
            else f"Say hello to {starter} first: you are connected, no more."
        )
    if number(own.get("quiet")) >= DORMANT_QUIET:
        return f"Reconnect with {starter} first; ask later."
    following = G.nodes[route.path[2]]["name"]
    if route.hops[1].evidence == "connected":
        return f"Ask {starter} a question, nothing more: how well do you know {following}?"
    if any(hop.evidence == "inferred" for hop in route.hops[1:]):
        guess = f"does {following} know {end}" if route.hops[1].proof else f"do you know {following}"
        return f"Ask {starter} a question, nothing more: {guess}?"
    if len(route.hops) == 2:
        return f"Ask {starter} whether they would introduce you to {end}."
    return f"Ask {starter} whether {following} could lead you to {end}."


def reason(G: nx.Graph, route: Route) -> str:
    """How you know the starter, then what every further tie rests on, then which is the weakest."""
    parts = [_own_tie(G, route.path[1], route.hops[0].tie)]
    for a, b, hop in zip(route.path[1:], route.path[2:], route.hops[1:], strict=False):
        parts.append(_tie_of_others(G, a, b, hop))
    readiness = [hop.readiness for hop in route.hops]
    weakest = readiness.index(min(readiness))
    if len(route.hops) > 1:
        a, b = route.path[weakest], route.path[weakest + 1]
        parts.append(f"weakest: {_given(G, a)} - {_given(G, b)} ({route.hops[weakest].evidence})")
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
        return f"{one} and {other} were at {where} at the same time (inferred)"
    words = BETWEEN_OTHERS.get(hop.evidence, "{a} and {b} may know each other (inferred)")
    return words.format(a=one, b=other)


def _given(G: nx.Graph, person: Hashable) -> str:
    if person == G.graph.get("ego"):
        return "you"
    return str(G.nodes[person]["name"]).split()[0]
