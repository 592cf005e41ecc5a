"""The page "Map": everybody in their circles, the way to one of them, and the same people as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboards.chips import aria
from dashboards.map_address import MAP_PATH, address_of
from dashboards.map_ground import Grounds
from dashboards.map_seen import Seen, looked_at
from dashboards.map_view import GRAPH, GRID, SENT, card_view
from dashboards.notices import rests_on
from dashboards.page import Page
from dashboards.shell import LOCATION, answer_area
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.circle_names import CIRCLE_NAME, circles, name_keepers
from netgraph.figures.map_record import headline
from netgraph.practice.choice_entries import LONGEST_CIRCLE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from dashboards.map_address import Address
    from dashboards.network import Network, Write
    from netgraph.figures.map_record import MapRecord

__all__ = ["PAGE"]

HEAD: Final = "map-head"
ANSWER: Final = "map-answer"
CARD: Final = "map-card"
FOOT: Final = "map-foot"
FIND: Final = "map-find"
EVERYBODY: Final = "map-everybody"
HELD: Final = "map-held"
ANY, ALL, NONE = "map-any", "map-all", "map-not"
DRAWN: Final = "map-drawn"
ASKED: Final = "map-asked"
PICTURED: Final = "map-pictured"
CIRCLE: Final = "map-circle"
NEW_NAME: Final = "map-circle-name"
RENAME: Final = "map-rename"
NAMING: Final = "map-naming"
MOST_FOUND: Final = 8
FILTERS: Final = {ANY: "In any of", ALL: "In all of", NONE: "In none of"}


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
            html.Div(id=HEAD),
            answer_area(ANSWER, read_out=False),
            html.Div(id=CARD, **aria(live="polite")),
            _rename_form() if writable else None,
            html.Div(id=FOOT),
            dcc.Store(id=EVERYBODY),
            dcc.Store(id=HELD),
            dcc.Store(id=DRAWN),
            dcc.Store(id=ASKED),
            dcc.Store(id=PICTURED),
        ],
        className="map",
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Draw what the address asks for; the page's own script puts there what is searched and filtered."""
    grounds = Grounds()

    def seen_of(G: nx.Graph) -> Seen:
        return Seen(G, grounds)

    @app.callback(Output(HEAD, "children"), Input(CHANGED, "data"))
    def head(_: str | None) -> Any:
        """The answer in words, which need not wait for the picture."""
        record = network.answer(seen_of).record
        return [] if record.people.empty else html.H1(headline(record))

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
        seen = network.answer(seen_of)
        return seen.view(address), rests_on(seen.record.rests_on), what

    @app.callback(Output(CARD, "children"), Input(LOCATION, "search"), Input(CHANGED, "data"))
    def look(query: str | None, _: str | None) -> Any:
        address = address_of(query)
        if not address.person:
            return []
        looked = looked_at(network.graph(), network.answer(seen_of), address)
        return [] if looked is None else card_view(looked)

    @app.callback(
        Output(EVERYBODY, "data"),
        Output(HELD, "data"),
        *(Output(one, "data") for one in FILTERS),
        Input(CHANGED, "data"),
        State(HELD, "data"),
    )
    def offer(_: str | None, held: str | None) -> Any:
        offered = network.answer(seen_of).offered()
        if offered.state == held:
            raise dash.exceptions.PreventUpdate
        return offered.everybody, offered.state, *[offered.terms] * len(FILTERS)

    if network.writable:
        _wire_rename(app, network, lambda: network.answer(seen_of).record)
    _wire_script(app)


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
        id=NAMING,
        hidden=True,
        className="fold map-rename",
    )


def _wire_rename(app: dash.Dash, network: Network, record: Callable[[], MapRecord]) -> None:
    @app.callback(Output(CIRCLE, "data"), Output(NAMING, "hidden"), Input(CHANGED, "data"))
    def offer_circles(_: str | None) -> tuple[list[str], bool]:
        names = list(record().discs["name"])
        return names, not names

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(CIRCLE, "error"),
        Input(RENAME, "n_clicks"),
        Input(NEW_NAME, "n_submit"),
        State(CIRCLE, "value"),
        State(NEW_NAME, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), None),
    )
    def rename(_: Any, __: Any, circle: str | None, name: str | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        if not circle:
            return dash.no_update, "Choose a circle first"
        write = _name(network, circle, " ".join((name or "").split()))
        return saved(write, taken={NEW_NAME: name}), None


def _name(network: Network, circle: str, name: str) -> Write:
    """Keep a name for a circle with one of its people; an empty one takes the user's own back."""
    G = network.graph()
    keeper = name_keepers(G, circles(G))[circle]
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
        ClientsideFunction("netgraph_map", "put_together"), Output(GRAPH, "figure"), Input(SENT, "data")
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "offered"),
        Output(FIND, "data"),
        Input(FIND, "searchValue"),
        Input(FIND, "value"),
        Input(EVERYBODY, "data"),
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph_map", "drawn"),
        Output(PICTURED, "data"),
        Input(GRAPH, "figure"),
    )


PAGE: Final = Page(MAP_PATH, "Map", "Map - netgraph", layout, wire)
