"""The page "Map": everybody in their circles, the way to one of them, and the same people as a table."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

import netgraph as ng
from dashboards.chips import aria
from dashboards.map_address import MAP_PATH, Address, address_of, kept, options
from dashboards.map_view import GRAPH, GRID, Looked, Shown, card_view, map_view
from dashboards.notices import rests_on
from dashboards.page import Page
from dashboards.profiles import profiles
from dashboards.shell import LOCATION, answer_area
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.circle_names import CIRCLE_NAME, name_keepers, named_circles
from netgraph.figures.map_lenses import map_lens
from netgraph.figures.map_record import map_record
from netgraph.practice.choice_entries import LONGEST_CIRCLE_NAME

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from dashboards.network import Network, Write
    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_record import MapRecord

__all__ = ["PAGE", "Seen", "looked_at", "shown_at"]

ANSWER: Final = "map-answer"
CARD: Final = "map-card"
FOOT: Final = "map-foot"
FIND: Final = "map-find"
ANY, ALL, NONE = "map-any", "map-all", "map-not"
DRAWN: Final = "map-drawn"
ASKED: Final = "map-asked"
NAMED: Final = "map-named"
CIRCLE: Final = "map-circle"
NEW_NAME: Final = "map-circle-name"
RENAME: Final = "map-rename"
MOST_FOUND: Final = 8
ONE_AT_A_TIME: Final = Lock()
FILTERS: Final = {ANY: "In any of", ALL: "In all of", NONE: "In none of"}


class Seen:
    """One graph as the page sees it: its record and its lenses, each made once, when first asked for."""

    def __init__(self, G: nx.Graph) -> None:
        self._graph = G
        self._lock = Lock()
        self._record: MapRecord | None = None
        self._lenses: dict[str, Lens] = {}

    @property
    def record(self) -> MapRecord:
        """Everybody's place."""
        with self._lock:
            if self._record is None:
                self._record = map_record(self._graph)
            return self._record

    def lens(self, name: str) -> Lens:
        """What a lens says of everybody."""
        record = self.record
        with self._lock:
            if name not in self._lenses:
                self._lenses[name] = map_lens(self._graph, record, name)
            return self._lenses[name]

    def way(self, person: str) -> pd.Series | None:
        """The best route to somebody, a row of `netgraph.referral_paths`; None where there is none."""
        node = next((one for one in self._graph if str(one) == person), None)
        if node is None or person == self.record.ego_id:
            return None
        routes = ng.referral_paths(self._graph, node, limit=1)
        return None if routes.empty else routes.iloc[0]


def layout(query: str, writable: bool) -> html.Div:
    """The search and the filters; the answer stands below, the person looked at beside it."""
    address = address_of(query)
    return html.Div(
        [
            html.P("Map", className="eyebrow"),
            html.Div(
                [
                    dmc.Select(
                        id=FIND,
                        label="Find a person",
                        placeholder="A name",
                        data=[],
                        value=address.person or None,
                        searchable=True,
                        clearable=True,
                        limit=MOST_FOUND,
                        filter={"function": "typedOption"},
                        nothingFoundMessage="Two letters of a name bring the first of them",
                        className="wide",
                    ),
                    _filters(address),
                ],
                className="map-tools",
            ),
            answer_area(ANSWER, read_out=False),
            html.Div(id=CARD, **aria(live="polite")),
            _rename_form() if writable else None,
            html.Div(id=FOOT),
            dcc.Store(id=DRAWN),
            dcc.Store(id=ASKED),
            dcc.Store(id=NAMED),
        ],
        className="map",
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Draw what the address asks for; the page's own script puts there what is searched and filtered."""

    @app.callback(
        Output(ANSWER, "children"),
        Output(FOOT, "children"),
        Output(DRAWN, "data"),
        Input(LOCATION, "search"),
        Input(CHANGED, "data"),
        State(DRAWN, "data"),
    )
    def show(query: str | None, changed: str | None, drawn: str | None) -> Any:
        address = address_of(query)
        # A row of the table that was chosen must not be drawn anew under the user's hands.
        still = address._replace(person="") if address.view == "table" else address
        what = f"{changed} {still.href()}"
        if what == drawn:
            raise dash.exceptions.PreventUpdate
        seen = seen_of(network)
        return map_view(shown_at(seen, address), address), rests_on(seen.record.rests_on), what

    @app.callback(Output(CARD, "children"), Input(LOCATION, "search"), Input(CHANGED, "data"))
    def look(query: str | None, _: str | None) -> Any:
        address = address_of(query)
        looked = looked_at(network.graph(), seen_of(network), address)
        return [] if looked is None else card_view(looked)

    @app.callback(
        Output(FIND, "data"),
        *(Output(one, "data") for one in FILTERS),
        Input(CHANGED, "data"),
    )
    def offer(_: str | None) -> Any:
        record = seen_of(network).record
        terms = options(record)
        return _everybody(record), terms, terms, terms

    if network.writable:
        _wire_rename(app, network)
    _wire_script(app)


def seen_of(network: Network) -> Seen:
    """The graph of now as the page sees it: one for all callbacks, which start at the same time."""
    with ONE_AT_A_TIME:
        return network.answer(Seen)


def shown_at(seen: Seen, address: Address) -> Shown:
    """What an address shows of a graph."""
    record = seen.record
    way = seen.way(address.person) if address.person and address.view == "map" else None
    return Shown(record, seen.lens(address.lens), kept(record, address), way)


def looked_at(G: nx.Graph, seen: Seen, address: Address) -> Looked | None:
    """The person an address names; None where it names nobody in the data."""
    people = seen.record.people
    rows = people.index[people["person_id"] == address.person]
    if not len(rows):
        return None
    way = seen.way(address.person)
    on_it = [] if way is None else way["path_ids"]
    nodes = {str(node): node for node in G} if way is not None else {}
    found = profiles(G, [nodes[str(one)] for one in on_it])
    found.index = found.index.map(str)
    said = str(seen.lens(address.lens).said[rows[0]])
    return Looked(people.loc[rows[0]], said, way, found)


def _everybody(record: MapRecord) -> list[dict[str, str]]:
    people = record.people[["person_id", "name", "organization"]].sort_values("name")
    return [
        {"value": one, "label": f"{name}, {place}" if place else name}
        for one, name, place in people.itertuples(index=False)
    ]


def _filters(address: Address) -> html.Details:
    boxes = [
        dmc.MultiSelect(
            id=box,
            label=label,
            data=[],
            value=list(terms),
            searchable=True,
            clearable=True,
            limit=40,
            className="full",
        )
        for (box, label), terms in zip(FILTERS.items(), address[3:], strict=True)
    ]
    return html.Details(
        [html.Summary("Filter"), html.Div(boxes, className="form")], className="fold", open=address.filtered
    )


def _rename_form() -> html.Details:
    return html.Details(
        [
            html.Summary("Name a circle yourself"),
            html.Div(
                [
                    dmc.Select(id=CIRCLE, label="Circle", data=[], searchable=True, className="wide"),
                    dmc.TextInput(
                        id=NEW_NAME,
                        label="Your name for it (leave empty for netgraph's own)",
                        className="wide",
                        inputProps={"maxLength": LONGEST_CIRCLE_NAME},
                    ),
                    dmc.Button("Save the name", id=RENAME),
                ],
                className="form",
            ),
        ],
        className="fold map-rename",
    )


def _wire_rename(app: dash.Dash, network: Network) -> None:
    @app.callback(Output(CIRCLE, "data"), Input(CHANGED, "data"))
    def circles(_: str | None) -> list[str]:
        return list(seen_of(network).record.discs["name"])

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(NEW_NAME, "value"),
        Output(CIRCLE, "error"),
        Output(CIRCLE, "value"),
        Input(RENAME, "n_clicks"),
        Input(NEW_NAME, "n_submit"),
        State(CIRCLE, "value"),
        State(NEW_NAME, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), dash.no_update, None, dash.no_update),
    )
    def rename(_: Any, __: Any, circle: str | None, name: str | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        if not circle:
            return dash.no_update, dash.no_update, "Choose a circle first", dash.no_update
        return saved(_name(network, circle, " ".join((name or "").split()))), "", None, None


def _name(network: Network, circle: str, name: str) -> Write:
    """Keep a name for a circle with one of its people; an empty one takes the user's own back."""
    G = network.graph()
    keeper = name_keepers(G, named_circles(G))[circle]
    what = f"{circle} is called {name}" if name else f"{circle} has netgraph's name again"
    return network.write(what, lambda book: book.choose(keeper, CIRCLE_NAME, name or "no"))[0]


def _wire_script(app: dash.Dash) -> None:
    """What runs in the browser (assets/map.js)."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "ask"),
        Output(ASKED, "data"),
        Input(FIND, "value"),
        *(Input(one, "value") for one in FILTERS),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "fill"),
        Output(FIND, "value"),
        *(Output(one, "value") for one in FILTERS),
        Input(LOCATION, "search"),
        *(State(one, "value") for one in (FIND, *FILTERS)),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "pick"),
        Output(ASKED, "data", allow_duplicate=True),
        Input(GRAPH, "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "choose"),
        Output(ASKED, "data", allow_duplicate=True),
        Input(GRID, "selectedRows"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "names"),
        Output(NAMED, "data"),
        Input(GRAPH, "relayoutData"),
        Input(GRAPH, "figure"),
    )


PAGE: Final = Page(MAP_PATH, "Map", "Map - netgraph", layout, wire)
