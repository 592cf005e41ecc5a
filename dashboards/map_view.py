"""The map, shown: the answer in words, the picture or the table, and the person who is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.chips import aria, person_chip, strength_mark, tie_line, you_chip
from dashboards.map_address import VIEWS
from dashboards.map_canvas import on_canvas
from dashboards.notices import notice
from dashboards.words import EVIDENCE, counted, last_contact_words
from netgraph.figures.map_lenses import FOREGROUND, LENSES
from netgraph.figures.map_picture import draw_map
from netgraph.figures.map_record import headline
from netgraph.figures.ring_picture import draw_rings
from netgraph.figures.theme import CONFIG
from netgraph.provenance import day

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from dashboards.map_address import Address
    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_record import MapRecord

__all__ = ["COUNT", "GRAPH", "GRID", "SENT", "Looked", "Shown", "card_view", "map_view", "table_rows"]

GRAPH: Final = "map-graph"
GRID: Final = "map-grid"
COUNT: Final = "map-count"
KEY: Final = "map-key"
SENT: Final = "map-sent"
FIRST: Final = 6
SHOWN_CONFIG: Final[Any] = CONFIG | {
    "scrollZoom": True,
    "responsive": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d"],
}
RINGS_WIDE: Final = (-1.12, 1.12)
"""The rings fill a phone's width; where there is more room, their titles stand beside them."""

BLANK: Final[Any] = {"data": [], "layout": {axis: {"visible": False} for axis in ("xaxis", "yaxis")}}
"""What stands there until `assets/map.js` has put the picture together."""

MARGIN: Final = {"l": 0, "r": 0, "b": 0, "t": 40}
COLUMNS: Final = (
    ("name", "Name", 170),
    ("organization", "Organization", 150),
    ("strength", "How well", 110),
    ("last_contact", "Last contact", 112),
    ("lens", "Seen through the lens", 322),
    ("circle", "Circle", 158),
    ("evidence", "Rests on", 150),
    ("knows", "Ties to others", 145),
)
"""Field, words and width in pixels: the first six fit a page of full width."""


OF_COLUMN: Final[dict[str, dict[str, Any]]] = {
    "last_contact": {
        "valueFormatter": {"function": "params.data.spoke"},
        "tooltipField": "spoke",
        "filter": False,
    },
}


class Shown(NamedTuple):
    """What the page shows: the record, the lens, who is left in, and the way to the person looked at."""

    record: MapRecord
    lens: Lens
    keep: NDArray[np.bool_]
    way: pd.Series | None = None


class Looked(NamedTuple):
    """The person who is looked at: their row of the record, what the lens says, the way there."""

    person: pd.Series
    said: str
    way: pd.Series | None
    profiles: pd.DataFrame


def map_view(shown: Shown, address: Address) -> html.Article:
    """The page from what it shows, without the answer in words, which stands above it."""
    record, lens, keep, _ = shown
    if record.people.empty:
        why = html.P("Bring in your LinkedIn export, and everybody finds a place here.")
        return html.Article(notice(headline(record), why))
    left = int(keep.sum())
    body, count, more = _empty_filter() if not left else VIEWS_OF[address.view](shown, address)
    who = counted(len(keep), "person", "people")
    some = f"{left:,} of {who} pass your filter. " if left < len(keep) else ""
    return html.Article(
        [
            html.Div(
                [
                    _choice("View", [(name, words) for name, words in VIEWS.items()], "view", address),
                    _choice("Lens", [(name, name.capitalize()) for name in LENSES], "lens", address),
                ],
                className="map-choices",
            ),
            html.P([html.Strong(lens.asks), f" {lens.note}" if lens.note else ""], className="lead map-asks"),
            body,
            html.P([some, html.Span(count, id=COUNT), more], className="meta map-count"),
            html.Ol(id=KEY, className="map-key", **aria(label="Circles that stand as numbers")),
            _first(shown, address) if address.view != "table" else None,
        ]
    )


def card_view(looked: Looked) -> html.Section:
    """The person who is looked at, and the best way back to the user."""
    person, said, way, profiles = looked
    job = ", ".join(part for part in (person["position"], person["organization"]) if part)
    own = [strength_mark(person["strength"]), html.Span(last_contact_words(person["last_contact"]))]
    return html.Section(
        [
            html.H2(person["name"]),
            html.P(job, className="job") if job else None,
            html.P(own, className="meta"),
            html.P(f"{said[:1].upper()}{said[1:]}.", className="why"),
            html.P(f"Circle: {person['circle_name']}", className="why") if person["circle_name"] else None,
            html.H3("The way back to you", className="group"),
            *_way(way, profiles),
            html.P(
                dcc.Link("Show all routes", href=f"/routes?to={person['person_id']}", className="more"),
                className="links",
            ),
        ],
        className="panel map-card",
    )


def table_rows(shown: Shown) -> list[dict[str, Any]]:
    """The rows of the table: the same people as the picture draws, in the order of the lens.

    `last_contact` is to sort by, `spoke` to read.
    """
    record, lens, keep, _ = shown
    people = record.people[keep]
    order = lens.weight[keep].sort_values(ascending=False, kind="stable").index
    people = people.loc[order]
    return [
        {
            "id": one["person_id"],
            "name": one["name"],
            "organization": one["organization"] or "",
            "circle": one["circle_name"] or "in no circle",
            "strength": one["band"],
            "last_contact": "" if one["last_contact"] is None else f"{one['last_contact']:%Y-%m-%d}",
            "spoke": "" if one["last_contact"] is None else day(one["last_contact"]),
            "lens": said,
            "evidence": EVIDENCE.get(one["evidence"], "known through others"),
            "knows": one["knows"],
        }
        for one, said in zip(people.to_dict("records"), lens.said.loc[order], strict=True)
    ]


def _map(shown: Shown, address: Address) -> tuple[Any, str, str]:
    """The picture, how many are named (which the browser says anew), and what else is to be said."""
    record, lens, keep, way = shown
    figure = draw_map(record, lens, keep=keep, person=address.person or None, way=way, hover=False)
    return _graph(figure, f"Map. {headline(shown.record)}", shown), _count(figure), ""


def _rings(shown: Shown, address: Address) -> tuple[Any, str, str]:
    figure = draw_rings(shown.record, shown.lens, keep=shown.keep, person=address.person or None)
    meta = figure.layout.meta
    if "drawn" not in meta:
        return notice_small(meta["title"], meta["caption"]), "", ""
    figure.update_xaxes(range=RINGS_WIDE)
    _, _, caption = str(meta["caption"]).removesuffix(shown.record.rests_on).partition(". ")
    graph = _graph(figure, f"Rings. {meta['title']}", shown, classes=" map-rings")
    return graph, _count(figure), f" {meta['title']}. {caption}"


def _table(shown: Shown, address: Address) -> tuple[Any, str, str]:
    columns = [
        {"field": field, "headerName": words, "width": width, "tooltipField": field}
        | OF_COLUMN.get(field, {})
        for field, words, width in COLUMNS
    ]
    grid = dag.AgGrid(
        id=GRID,
        rowData=table_rows(shown),
        columnDefs=columns,
        getRowId="params.data.id",
        defaultColDef={"sortable": True, "filter": True, "resizable": True},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "tabToNextCell": {"function": "false"},
            "tabToNextHeader": {"function": "false"},
            "suppressColumnVirtualisation": True,
            "animateRows": False,
        },
        className="map-grid",
        style={"height": "72vh"},
    )
    words = "Arrow keys move, Space chooses a person, Tab leaves the table."
    return html.Div(grid, role="region", **aria(label="The people of the map as a table")), words, ""


VIEWS_OF: Final = {"map": _map, "rings": _rings, "table": _table}


def notice_small(title: str, why: str) -> html.Div:
    """An empty picture: what is missing, and what would change it."""
    return html.Div([html.P(html.Strong(title)), html.P(why)], className="panel")


def _first(shown: Shown, address: Address) -> html.Ol | None:
    """What the lens says of the few it puts first, as links to them."""
    weight = shown.lens.weight[shown.keep]
    rows = weight[weight >= FOREGROUND].sort_values(ascending=False, kind="stable").index[:FIRST]
    people = shown.record.people.loc[rows, ["person_id", "name"]].itertuples(index=False)
    said = [
        html.Li([dcc.Link(name, href=address.href(person=one)), f": {words}"])
        for (one, name), words in zip(people, shown.lens.said.loc[rows], strict=True)
    ]
    return html.Ol(said, className="map-first") if said else None


def _empty_filter() -> tuple[Any, str, str]:
    return notice_small("Nobody passes this filter", "Take a part of it away to see people again."), "", ""


def _graph(figure: go.Figure, words: str, shown: Shown, *, classes: str = "") -> html.Div:
    figure.update_layout(margin=MARGIN)
    sent = dcc.Store(id=SENT, data=on_canvas(figure, shown.record, shown.lens))
    graph = dcc.Graph(
        id=GRAPH,
        figure=BLANK,
        config=SHOWN_CONFIG,
        responsive=True,
        className="map-graph",
    )
    said = f"{words}. The view Table holds the same people."
    waiting = html.P("Drawing the picture ...", className="map-drawing")
    return html.Div([sent, waiting, graph], className=f"map-frame{classes}", role="group", **aria(label=said))


def _count(figure: go.Figure) -> str:
    named, drawn = figure.layout.meta["named"], figure.layout.meta["drawn"]
    hidden = drawn - named
    more = f" {hidden:,} names are hidden: come closer, or take the table." if hidden else ""
    return f"{named:,} of {drawn:,} people are named.{more}"


def _choice(label: str, names: list[tuple[str, str]], key: str, address: Address) -> html.Nav:
    """Links of which one is taken; the address keeps it."""
    here = getattr(address, key)
    links = [
        dmc.Anchor(
            words,
            href=address.href(**{key: name}),
            unstyled=True,
            **(aria(current="page") if name == here else {}),
        )
        for name, words in names
    ]
    return html.Nav([html.Span(label, className="label"), *links], className="filter", **aria(label=label))


def _way(way: pd.Series | None, profiles: pd.DataFrame) -> list[Any]:
    if way is None:
        return [html.P("No way within three hops in this data.", className="aside")]
    chips = [you_chip()]
    for hop, (evidence, person) in enumerate(zip(way["evidence"], way["path_ids"][1:], strict=True)):
        chips.append(tie_line(evidence, weakest=False))
        chips.append(person_chip(profiles.loc[person], own_tie=hop == 0))
    return [html.Ol(chips, className="route"), html.P(way["first_step"], className="step")]
