"""Elicitation: the few questions whose answers would change most, in the order of what they are worth.

    gain = uncertainty x use

**How close are you?** Use is how far the answers move between closeness 0 and 5 (strength 0 and .9):

    use = .45 (1 - contact chance) (routes + meet) + .9 min(1, ln quiet / ln 8)

since readiness moves by .45 (1 - contact chance). *Routes* adds up, over the targets, what the best route
over this person is worth beyond the first tie; *meet* is the same for people ego has no contact with, ties
divided by their number. Where the silence is not known its term counts one half. Uncertainty is the spread of
a yes or no with the chance s, the strength the data tell, less for every ten days D in contact:

    uncertainty = 2 sqrt(s (1 - s)) / sqrt(1 + D / 10)

and where no contact is seen, .25, with an era .5, with a shared employer .75, with a recommendation 1.

**Do these two know each other?** A guess of readiness r is a chance p of r / .30, since a stated tie has .30.
The uncertainty is 4 p (1 - p), largest at .5; use is what a yes would open: the readiness of the new route
over the first to the second, above that of the best proven route there is.

These are stated approximations: cheap, ordered, not validated.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import said_last, stranger_pairs
from netgraph.colleagues import affiliations_of, colleagues_of
from netgraph.lookup import (
    ego_of,
    first_name,
    given_name,
    has_contact,
    is_missing,
    moment,
    number,
    or_zero,
    organization_of,
    resolve_target,
    text,
    ties_of,
)
from netgraph.neglect import is_recruiter
from netgraph.provenance import answer, span
from netgraph.recommendations import recommended_with_ego
from netgraph.route import HAND_OVER
from netgraph.routes import routes_to
from netgraph.schema import CLOSENESS_ROUND
from netgraph.strength import CLOSENESS, DORMANT_QUIET, STATED_PRIOR
from netgraph.target_list import proposed_targets, stored_targets

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

    from netgraph.route import Route

__all__ = ["closeness_round"]

MOST: Final = CLOSENESS[-1]
SILENCE_NOT_KNOWN: Final = 0.5
MAYBE_CLOSE: Final = {"nothing": 0.25, "era": 0.5, "employer": 0.75, "recommendation": 1.0}
DAYS_THAT_TELL: Final = 10.0
PROPOSED: Final = 5
INSIDERS: Final = 60
"""People of one target for whom pairs are looked at: enough, and quick at the largest employers."""


def closeness_round(G: nx.Graph, *, limit: int = 30, pairs: int = 10) -> pd.DataFrame:
    """What to ask the user, the most telling first; columns as in `netgraph.schema.CLOSENESS_ROUND`.

    At most `limit` ties whose closeness was not said, then at most `pairs` pairs to be confirmed or not; what
    was answered is not asked again. Of equal ties each organization's turn comes once before anybody's
    second. Targets are the chosen ones, else the five that files propose first. The filled rows of kind
    closeness are what `Book.closeness` takes, and each pair what `Book.pair` takes.

    Raises `GraphError` when the graph has no ego.
    """
    ego_of(G)
    wanted = stored_targets(G) or proposed_targets(G)[:PROPOSED]
    routes = {target: routes_to(G, resolve_target(G, target)) for target in wanted}
    rows = [*_ties(G, routes)[:limit], *_pairs(G, routes)[:pairs]]
    return answer(G, rows, CLOSENESS_ROUND, targets=wanted)


def _ties(G: nx.Graph, routes: dict[str, list[Route]]) -> list[dict[str, Any]]:
    """Ego's ties whose closeness was not said, in order."""
    beyond, leads_to = _beyond(routes)
    mine = {place: str(G.nodes[place]["name"]) for place, _ in affiliations_of(G, ego_of(G))}
    own = dict(ties_of(G, ego_of(G)))
    silenced, praised = _muted(G), recommended_with_ego(G)
    found = []
    for alter, tie in own.items():
        seen = G.nodes[alter]
        if (
            not is_missing(tie.get("closeness"))
            or alter in silenced
            or is_recruiter(text(seen.get("position")))
        ):
            continue
        shared = min((mine[place] for place in G.adj[alter] if place in mine), default=None)
        opened = beyond.get(alter, 0.0) + _meet(G, alter, own)
        use = MOST / 2 * (1.0 - or_zero(tie.get("contact_chance"))) * opened + MOST * _silence(tie)
        uncertainty = _uncertainty(tie, text(seen.get("era")), shared, is_recommended=alter in praised)
        found.append(
            {
                "kind": "closeness",
                "person_id": alter,
                "name": seen["name"],
                "organization": organization_of(G, alter),
                "why": _why(G, alter, tie, leads_to.get(alter, []), shared),
                "uncertainty": uncertainty,
                "use": use,
                "gain": round(uncertainty * use, 12),
            }
        )
    return _in_turn(G, found)


def _beyond(routes: dict[str, list[Route]]) -> tuple[dict[Hashable, float], dict[Hashable, list[str]]]:
    """What routes are worth beyond each starter's tie, over all targets, and the targets it leads to."""
    worth: dict[Hashable, float] = defaultdict(float)
    leads_to: dict[Hashable, list[str]] = defaultdict(list)
    for target, found in routes.items():
        best: dict[Hashable, float] = defaultdict(float)
        for route in found:
            starter = route.path[1]
            best[starter] = max(best[starter], route.readiness() / route.hops[0].readiness)
        for starter, value in best.items():
            worth[starter] += value
            leads_to[starter].append(target)
    return worth, leads_to


def _meet(G: nx.Graph, alter: Hashable, own: dict[Hashable, dict[str, Any]]) -> float:
    """What `alter` alone leads to: ties with people ego has no contact with, divided by all their ties."""
    others = [(other, tie) for other, tie in ties_of(G, alter) if other != ego_of(G)]
    new = [float(tie["readiness"]) for other, tie in others if not has_contact(own.get(other))]
    return sum(new) / (1 + len(others))


def _silence(tie: dict[str, Any]) -> float:
    quiet = number(tie.get("quiet"))
    if math.isnan(quiet):
        return SILENCE_NOT_KNOWN
    return 0.0 if quiet < 2 else min(1.0, math.log(quiet) / math.log(DORMANT_QUIET))


def _uncertainty(tie: dict[str, Any], era: str | None, shared: str | None, *, is_recommended: bool) -> float:
    if not is_missing(tie.get("last_contact")):
        chance, days = or_zero(tie.get("strength")), or_zero(tie.get("active_days"))
        return 2.0 * math.sqrt(chance * (1.0 - chance)) / math.sqrt(1.0 + days / DAYS_THAT_TELL)
    if is_recommended:
        return MAYBE_CLOSE["recommendation"]
    if shared is not None:
        return MAYBE_CLOSE["employer"]
    return MAYBE_CLOSE["nothing" if era is None else "era"]


def _why(G: nx.Graph, alter: Hashable, tie: dict[str, Any], leads_to: list[str], shared: str | None) -> str:
    given = given_name(G, alter)
    parts = [f"{given} may lead to {leads_to[0]}"] if leads_to else []
    if not is_missing(tie.get("last_contact")):
        parts.append(f"silent for {span(number(tie.get('silent_days')))}")
    else:
        parts.append("no contact in this data")
    era = text(G.nodes[alter].get("era"))
    if shared is not None:
        parts.append(f"you have both been at {shared}")
    elif era is not None:
        parts.append(f"from {era}")
    return "; ".join(parts) + "."


def _in_turn(G: nx.Graph, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By gain; of equal gains one of each organization a turn, the longest connected first."""
    ego = ego_of(G)

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        since = moment(G.edges[ego, row["person_id"]].get("since"))
        began = "9999" if since is None else since.isoformat()
        return (-row["gain"], began, str(row["name"]), str(row["person_id"]))

    turns: dict[tuple[float, str | None], int] = defaultdict(int)
    for row in sorted(rows, key=order):
        row["turn"] = turns[row["gain"], row["organization"]]
        turns[row["gain"], row["organization"]] += 1
    ranked = sorted(rows, key=lambda row: (-row["gain"], row["turn"], order(row)))
    return [{name: value for name, value in row.items() if name != "turn"} for row in ranked]


def _pairs(G: nx.Graph, routes: dict[str, list[Route]]) -> list[dict[str, Any]]:
    """Guesses that a contact of ego's knows somebody at a target, in order; each pair once."""
    contacts = G.graph.get("contacts")
    strangers = set() if contacts is None else stranger_pairs(contacts.choices)
    known = {alter: tie for alter, tie in ties_of(G, ego_of(G)) if has_contact(tie)}
    found: dict[frozenset[Hashable], dict[str, Any]] = {}
    places: dict[Hashable, Any] = {}
    for target, walked in routes.items():
        best: dict[Hashable, float] = defaultdict(float)
        for route in walked:
            if route.proof:
                best[route.path[-1]] = max(best[route.path[-1]], route.readiness())
        for end in sorted(resolve_target(G, target).people, key=str)[:INSIDERS]:
            for other, readiness in _guesses(G, end, places).items():
                pair = frozenset((other, end))
                if other not in known or pair in strangers or len(pair) == 1:
                    continue
                opens = float(known[other]["readiness"]) * STATED_PRIOR * HAND_OVER - best[end]
                if opens > 0 and pair not in found:
                    found[pair] = _pair(G, other, end, min(readiness / STATED_PRIOR, 1.0), opens)
    return sorted(found.values(), key=lambda row: (-row["gain"], str(row["person_id"]), str(row["other_id"])))


def _guesses(G: nx.Graph, end: Hashable, places: dict[Hashable, Any]) -> dict[Hashable, float]:
    """Who may know `end` by guess alone, and the readiness of the guess."""
    guessed = {one.person: one.readiness for one in colleagues_of(G, end, places=places)}
    for other, tie in ties_of(G, end):
        if tie.get("evidence") == "inferred":
            guessed[other] = max(float(tie["readiness"]), guessed.get(other, 0.0))
        else:
            guessed.pop(other, None)
    return guessed


def _pair(G: nx.Graph, one: Hashable, other: Hashable, chance: float, opens: float) -> dict[str, Any]:
    name, end = str(G.nodes[one]["name"]), str(G.nodes[other]["name"])
    uncertainty = 4.0 * chance * (1.0 - chance)
    return {
        "kind": "pair",
        "person_id": one,
        "name": name,
        "organization": organization_of(G, one),
        "other_id": other,
        "other_name": end,
        "why": f"If they know each other, {first_name(name)} could introduce you to {end}.",
        "uncertainty": uncertainty,
        "use": opens,
        "gain": round(uncertainty * opens, 12),
    }


def _muted(G: nx.Graph) -> set[Hashable]:
    contacts = G.graph.get("contacts")
    return set() if contacts is None else set(said_last(contacts.choices, "mute")["person_id"])
