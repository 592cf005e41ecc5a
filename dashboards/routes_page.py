"""The page "Warm routes": type a company or a person, see who can walk you in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
from dash import Input, Output, html

import netgraph as ng
from dashboards.knows import knows_form
from dashboards.page import Page, asked_for
from dashboards.profiles import profiles
from dashboards.routes_view import ROUTES_PATH, Routes, ask_view, routes_view
from dashboards.shell import LOCATION, answer_area
from dashboards.suggest import MOST_SUGGESTIONS, name_box, wire_suggestions
from dashboards.who import may_mean
from dashboards.writing import CHANGED
from netgraph.target_list import proposed_targets, stored_targets

if TYPE_CHECKING:
    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "routes_answer", "targets"]

ANSWER: Final = "routes-answer"
TO: Final = "routes-to"
FIND: Final = "routes-find"


def layout(query: str, writable: bool) -> html.Div:
    """The question and its box; the answer follows."""
    box = name_box(
        TO,
        "A company or a person",
        placeholder="Globex, or a full name",
        value=asked_for(query, "to"),
        size="lg",
        className="to",
    )
    find = dmc.Button("Find routes", id=FIND, size="lg")
    return html.Div(
        [
            html.P("Warm routes", className="eyebrow"),
            html.Div([box, find], className="ask", role="search"),
            answer_area(ANSWER),
            knows_form() if writable else None,
        ]
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Suggest while typing and answer what the address asks; assets/netgraph.js puts the question there."""
    wire_suggestions(app, network, TO)

    @app.callback(Output(TO, "value"), Input(LOCATION, "search"), prevent_initial_call=True)
    def fill(query: str | None) -> Any:
        # An address that asks nothing must not wipe what is being typed while the page settles.
        return asked_for(query, "to") or dash.no_update

    @app.callback(Output(ANSWER, "children"), Input(LOCATION, "search"), Input(CHANGED, "data"))
    def answer(query: str | None, _: str | None) -> Any:
        G, to = network.graph(), asked_for(query, "to")
        return routes_view(routes_answer(G, to)) if to else ask_view(targets(G))


def routes_answer(G: nx.Graph, target: str) -> Routes:
    """The warmest routes to `target` and the people on them."""
    routes = ng.referral_paths(G, target)
    on_them = [person for path in routes["path_ids"] for person in path]
    moves = ng.next_moves(G, target) if routes.empty else None
    likely = may_mean(G, target) if routes.attrs["kind"] == "unknown" else []
    return Routes(target, routes, profiles(G, on_them), moves, likely)


def targets(G: nx.Graph) -> list[str]:
    """The targets the user chose, the most wanted first; while there are none, what sources propose."""
    return stored_targets(G) or proposed_targets(G)[:MOST_SUGGESTIONS]


PAGE: Final = Page(ROUTES_PATH, "Warm routes", "Warm routes - netgraph", layout, wire)
