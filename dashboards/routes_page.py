"""The page "Warm routes": type a company or a person, see who can walk you in."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
from dash import Input, Output, html

import netgraph as ng
from dashboards.page import LONGEST_NAME, Page, asked_for
from dashboards.profiles import profiles
from dashboards.routes_view import Routes, ask_view, routes_view
from dashboards.shell import LOCATION, answer_area
from netgraph.meetings import proposed_targets, stored_targets
from netgraph.people import name_key

if TYPE_CHECKING:
    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "routes_answer", "suggestions", "targets"]

PATH: Final = "/routes"
ANSWER: Final = "routes-answer"
TO: Final = "routes-to"
FIND: Final = "routes-find"
MOST_SUGGESTIONS: Final = 8


def layout(query: str) -> html.Div:
    """The question and its box; the answer follows."""
    box = dmc.Autocomplete(
        id=TO,
        label="A company or a person",
        placeholder="Globex, or a full name",
        value=asked_for(query, "to"),
        data=[],
        limit=MOST_SUGGESTIONS,
        filter={"function": "everyOption"},
        size="lg",
        className="to",
        inputProps={"maxLength": LONGEST_NAME},
    )
    find = dmc.Button("Find routes", id=FIND, size="lg")
    return html.Div(
        [
            html.P("Warm routes", className="eyebrow"),
            html.Div([box, find], className="ask", role="search"),
            answer_area(ANSWER),
        ]
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Suggest while typing and answer what the address asks; assets/netgraph.js puts the question there."""

    @app.callback(Output(TO, "data"), Input(TO, "value"), on_error=_no_suggestions)
    def suggest(typed: str | None) -> list[str]:
        return suggestions(network.graph(), typed or "")

    @app.callback(Output(TO, "value"), Input(LOCATION, "search"), prevent_initial_call=True)
    def fill(query: str | None) -> Any:
        # An address that asks nothing must not wipe what is being typed while the page settles.
        return asked_for(query, "to") or dash.no_update

    @app.callback(Output(ANSWER, "children"), Input(LOCATION, "search"))
    def answer(query: str | None) -> Any:
        G, to = network.graph(), asked_for(query, "to")
        return routes_view(routes_answer(G, to)) if to else ask_view(targets(G))


def routes_answer(G: nx.Graph, target: str) -> Routes:
    """The warmest routes to `target` and the people on them."""
    routes = ng.referral_paths(G, target)
    on_them = [person for path in routes["path_ids"] for person in path]
    return Routes(target, routes, profiles(G, on_them))


def suggestions(G: nx.Graph, typed: str) -> list[str]:
    """Names of organizations, then of people, of which a word begins as typed; none before two letters."""
    wanted = name_key(typed)
    if wanted is None or len(wanted) < 2:
        return []
    found = (name for key, name in _names(G) if f" {wanted}" in key)
    return list(islice(found, MOST_SUGGESTIONS))


def targets(G: nx.Graph) -> list[str]:
    """The targets the user chose, the most wanted first; while there are none, what sources propose."""
    return stored_targets(G) or proposed_targets(G)[:MOST_SUGGESTIONS]


@lru_cache(maxsize=1)
def _names(G: nx.Graph) -> list[tuple[str, str]]:
    """Every name once, organizations first, with the words it is looked up by; made once a graph."""
    ego = G.graph.get("ego")
    named = [(seen["kind"], str(seen["name"])) for node, seen in G.nodes(data=True) if node != ego]
    return [(f" {name_key(name) or ''}", name) for _, name in dict.fromkeys(sorted(named))]


def _no_suggestions(_: Exception) -> list[str]:
    return []


PAGE: Final = Page(PATH, "Warm routes", "Warm routes - netgraph", layout, wire)
