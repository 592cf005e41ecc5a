"""The network map: your people in their circles, seen through one lens.

Ego is hidden, as ego knows everybody. Solid lines are ties that were seen or said by somebody, dashed ones
are bare connections, dotted ones guesses. Size is how well you know somebody, colour and symbol are what
the lens asks. The picture is the same every time.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netgraph.figures.map_lenses import FOREGROUND, map_lens
from netgraph.figures.map_names import MOST_NAMES, names_shown, title_box, titles_shown, wrapped
from netgraph.figures.map_record import headline, map_record
from netgraph.figures.positions import NEIGHBOURS
from netgraph.figures.theme import BLUE, GREY, INK, PLUM, SOFT, empty_figure, escaped, line_of, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import pandas as pd
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_names import Box
    from netgraph.figures.map_record import MapRecord

__all__ = ["draw_map", "hovers", "network_map"]

SIZES: Final = {"strong": 15, "medium": 11, "weak": 8, "not known": 6}
MANY: Final = 1_500
"""From so many people on WebGL draws them; fewer are SVG, which prints sharply."""

HEIGHT: Final = 620
WIDTH: Final = 1000
"""The size in pixels for which names are chosen."""

CORNERS: Final = 120
WAY: Final = 1_000.0
"""Added to the weight of whoever is on the way that is drawn: they are named first."""

OUTLINE: Final = "rgba(127,140,155,0.4)"
"""Seen on white and on a dark ground."""
NEARBY: Final = 8.0
LINES: Final = ("solid", "dash", "dot")
FAINT: Final = {"solid": 0.75, "dash": 0.5, "dot": 0.4}
CROWD: Final = 800
"""From so many lines on each is drawn fainter, so that many still show where they run together."""

ROOM: Final = 20.0
"""Pixels between two neighbours from which on marks have their full size."""


def network_map(G: nx.Graph, *, lens: str = "quiet", person: str | None = None) -> go.Figure:
    """The map of a graph through a lens: quiet, bridges, targets, help or evidence.

    With `person` (an id) the best way from you to them is drawn as well. Raises `GraphError` when the graph
    has no ego and `ValueError` for another lens.
    """
    from netgraph.routes import referral_paths

    record = map_record(G)
    routes = referral_paths(G, person, limit=1) if person is not None else None
    way = None if routes is None or routes.empty else routes.iloc[0]
    return draw_map(record, map_lens(G, record, lens), way=way, person=person)


def draw_map(
    record: MapRecord,
    lens: Lens,
    *,
    keep: NDArray[np.bool_] | None = None,
    person: str | None = None,
    way: pd.Series | None = None,
    hover: bool = True,
) -> go.Figure:
    """The picture of a record: the rows in `keep` (all), `person` marked, and the `way` there from ego.

    `way` is a row of `netgraph.referral_paths`. Without `hover` nothing is said under the pointer, for a page
    that says it itself. ``layout.meta`` holds title and caption, `named` (how many
    people are named) and `drawn`.
    """
    import plotly.graph_objects as go

    people = record.people
    if people.empty:
        return empty_figure(headline(record), "Import your contacts, and everybody finds a place here.")
    drawn = np.ones(len(people), dtype=bool) if keep is None else np.asarray(keep, dtype=bool)
    points = go.Scattergl if len(people) > MANY else go.Scatter
    left, right, bottom, top = frame_of(record)
    pixels = min(WIDTH / (right - left), HEIGHT / (top - bottom))
    spots = people[["x", "y"]].to_numpy(dtype=np.float64)
    on_way = [] if way is None else [str(one) for one in way["path_ids"]]
    first = people["person_id"].isin([*on_way, person]).to_numpy()
    titles = [
        title_box(name, x * pixels, (y + radius) * pixels)
        for name, x, y, radius in record.discs[["name", "x", "y", "radius"]].itertuples(index=False)
    ]
    titled = titles_shown(titles, record.discs["radius"].to_list())
    lens = lens._replace(weight=lens.weight + WAY * first)
    named = _named(record, lens, drawn, pixels, [titles[one] for one in titled])
    caption = (
        f"{len(named):,} of {int(drawn.sum()):,} people are named here. Larger: you know them better. Solid "
        f"lines: seen or said by somebody; dashed: connected only; dotted: a guess. {record.rests_on}"
    )
    marks = _people(record, lens, drawn, points, pixels, hover=hover)
    legend = [mark.name for mark in marks]
    figure = picture(headline(record), caption=caption, height=HEIGHT, left=16, right=16, legend=legend)
    figure.add_traces(
        [
            _discs(record),
            *_ties(record, drawn, points),
            *marks,
            *_way(record, way, person),
            _names(people, spots, named),
            _circle_names(record, titled),
        ]
    )
    figure.update_layout(dragmode="pan", hovermode="closest", uirevision=f"map {person or ''}")
    figure.update_layout(legend_itemclick=False, legend_itemdoubleclick=False)
    figure.update_layout(modebar={"bgcolor": "rgba(0,0,0,0)", "color": SOFT, "activecolor": BLUE})
    if first.any():
        left, right, bottom, top = _near(np.vstack([spots[first], record.ego] if on_way else [spots[first]]))
    figure.update_xaxes(visible=False, range=[left, right])
    figure.update_yaxes(visible=False, range=[bottom, top], scaleanchor="x")
    figure.layout.meta = figure.layout.meta | {
        "named": len(named),
        "drawn": int(drawn.sum()),
        "whole": frame_of(record),
    }
    return figure


def frame_of(record: MapRecord) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of what is drawn, with a margin."""
    people, discs = record.people, record.discs
    low = [people[axis].min() for axis in "xy"] + [(discs[axis] - discs["radius"]).min() for axis in "xy"]
    high = [people[axis].max() for axis in "xy"] + [(discs[axis] + discs["radius"]).max() for axis in "xy"]
    left, bottom = np.fmin(low[:2], low[2:]) - 2.0
    right, top = np.fmax(high[:2], high[2:]) + 3.0
    return float(left), float(right), float(bottom), float(top)


def _near(spots: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Left, right, bottom and top around a few places, with their neighbours."""
    low, high = spots.min(axis=0) - NEARBY, spots.max(axis=0) + NEARBY
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def hovers(record: MapRecord, lens: Lens, rows: NDArray[np.intp]) -> list[str]:
    """What is said of the people in these rows under the pointer, safe for Plotly's little HTML."""
    columns = ("name", "position", "organization", "circle_name", "band")
    said = []
    for (name, position, place, circle, band), word in zip(
        record.people[list(columns)].iloc[rows].itertuples(index=False), lens.said.iloc[rows], strict=True
    ):
        job = ", ".join(part for part in (position, place) if part)
        known = "strength not known" if band == "not known" else f"{band} tie"
        lines = [f"<b>{escaped(name)}</b>", escaped(job), escaped(circle or ""), f"{known}; {escaped(word)}"]
        said.append("<br>".join(line for line in lines if line))
    return said


def _named(
    record: MapRecord, lens: Lens, drawn: NDArray[np.bool_], pixels: float, taken: list[Box]
) -> list[int]:
    """Rows of the people whose names are written at first."""
    people = record.people[drawn & (lens.weight >= FOREGROUND).to_numpy()]
    spots = people[["x", "y"]].to_numpy(dtype=np.float64)
    weight = lens.weight.loc[people.index]
    shown = names_shown(people["name"], spots, weight, pixels=pixels, limit=MOST_NAMES, taken=taken)
    return [int(one) for one in people.index[shown]]


def _discs(record: MapRecord) -> go.Scatter:
    """The outlines of the circles as one line, which costs no more than one."""
    import plotly.graph_objects as go

    turn = np.append(np.linspace(0, 2 * np.pi, CORNERS), np.nan)
    discs = record.discs
    x = (discs["x"].to_numpy()[:, None] + discs["radius"].to_numpy()[:, None] * np.cos(turn)).ravel()
    y = (discs["y"].to_numpy()[:, None] + discs["radius"].to_numpy()[:, None] * np.sin(turn)).ravel()
    return go.Scatter(
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        mode="lines",
        fill="toself",
        fillcolor="rgba(127,140,155,0.07)",
        line={"color": OUTLINE, "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "discs"},
    )


def _ties(record: MapRecord, drawn: NDArray[np.bool_], points: type[Any]) -> list[Any]:
    """One trace for each kind of line."""
    ties = record.ties
    both = drawn[ties["a"]] & drawn[ties["b"]]
    kind = ties["evidence"].map(line_of).to_numpy()
    proof = ties["proof"].to_numpy()
    kind = np.where(proof, "solid", np.where(kind == "solid", "dot", kind))
    traces = []
    for line in LINES:
        rows = ties[both & (kind == line)]
        if rows.empty:
            continue
        ends = [record.people[axis].to_numpy()[rows[["a", "b"]].to_numpy()] for axis in "xy"]
        x, y = (np.column_stack([end, np.full(len(rows), np.nan)]).ravel() for end in ends)
        traces.append(
            points(
                x=x.astype(np.float32),
                y=y.astype(np.float32),
                mode="lines",
                line={
                    "color": _faint(line, len(rows)),
                    "width": 1.4 if line == "solid" else 1.1,
                    "dash": line,
                },
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "ties"},
            )
        )
    return traces


def _faint(line: str, count: int) -> str:
    """The grey of lines of that kind."""
    red, green, blue = (int(GREY[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{FAINT[line] * min(1.0, (CROWD / count) ** 0.6):.3f})"


def _people(
    record: MapRecord,
    lens: Lens,
    drawn: NDArray[np.bool_],
    points: type[Any],
    pixels: float,
    *,
    hover: bool,
) -> list[Any]:
    """One trace for each group of the lens, so that the legend says its mark in words."""
    people = record.people
    room = np.clip(NEIGHBOURS * pixels / ROOM, 0.5, 1.0)
    sizes = (people["band"].map(SIZES).to_numpy() * room).round(1)
    names = np.array([escaped(name) for name in people["name"]], dtype=object) if hover else None
    traces = []
    for number, group in enumerate(lens.groups):
        rows = np.flatnonzero(drawn & (lens.group == number).to_numpy())
        if not rows.size:
            continue
        part = people.iloc[rows]
        traces.append(
            points(
                x=part["x"].to_numpy(dtype=np.float32),
                y=part["y"].to_numpy(dtype=np.float32),
                mode="markers",
                name=f"{escaped(group.words)} ({rows.size:,})",
                marker={
                    "color": group.colour,
                    "symbol": group.symbol,
                    "size": sizes[rows],
                    "opacity": 1 if group.colour != GREY else 0.75,
                    "line": {"width": 1.2 if group.symbol.endswith("-open") else 0.5, "color": group.colour},
                },
                text=None if names is None else names[rows],
                hovertext=np.array(hovers(record, lens, rows), dtype=object) if hover else None,
                hoverinfo="text",
                # Plotly copies each object of a list, and an array whole.
                customdata=part["person_id"].to_numpy(dtype=np.str_),
                meta={"kind": "people", "weight": lens.weight.iloc[rows].to_numpy(dtype=np.float32)},
            )
        )
    return traces


def _way(record: MapRecord, way: pd.Series | None, person: str | None) -> list[Any]:
    """The route from ego, who appears for it, and a ring around the person it leads to."""
    import plotly.graph_objects as go

    if way is None and person is None:
        return []
    people = record.people
    place = dict(zip(people["person_id"], zip(people["x"], people["y"], strict=True), strict=True))
    place[record.ego_id] = record.ego
    traces: list[Any] = []
    if way is not None:
        path = [place[str(one)] for one in way["path_ids"]]
        for (a, b), evidence in zip(pairwise(path), way["evidence"], strict=True):
            line = {"color": PLUM, "width": 3, "dash": line_of(evidence)}
            traces.append(
                go.Scatter(
                    x=[a[0], b[0]],
                    y=[a[1], b[1]],
                    mode="lines",
                    line=line,
                    hoverinfo="skip",
                    showlegend=False,
                    meta={"kind": "way"},
                )
            )
        x, y = record.ego
        traces.append(
            go.Scatter(
                x=[x],
                y=[y],
                mode="markers+text",
                text=["<b>You</b>"],
                textposition="bottom center",
                marker={"size": 14, "color": BLUE, "line": {"color": "white", "width": 2}},
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "way"},
            )
        )
    if person in place:
        x, y = place[person]
        ring = {"size": 24, "color": "rgba(0,0,0,0)", "line": {"color": PLUM, "width": 3}}
        traces.append(
            go.Scatter(
                x=[x],
                y=[y],
                mode="markers",
                marker=ring,
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "way"},
            )
        )
    return traces


def _names(people: pd.DataFrame, spots: NDArray[np.float64], rows: Sequence[int]) -> go.Scatter:
    import plotly.graph_objects as go

    return go.Scatter(
        x=spots[rows, 0].astype(np.float32),
        y=spots[rows, 1].astype(np.float32),
        mode="text",
        text=[escaped(name) for name in people["name"].iloc[list(rows)]],
        textposition="top center",
        textfont={"size": 12, "color": INK, "shadow": "auto"},
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "names"},
    )


def _circle_names(record: MapRecord, shown: Sequence[int]) -> go.Scatter:
    """The titles of the circles; those that would hide a larger circle's come when one looks closer."""
    import plotly.graph_objects as go

    discs = record.discs
    texts = ["<br>".join(f"<b>{escaped(line)}</b>" for line in wrapped(name)) for name in discs["name"]]
    sizes = {"radius": discs["radius"].round(2).to_list(), "text": texts}
    return go.Scatter(
        x=discs["x"].to_numpy(dtype=np.float32),
        y=(discs["y"] + discs["radius"]).to_numpy(dtype=np.float32),
        mode="text",
        text=[text if place in set(shown) else "" for place, text in enumerate(texts)],
        textposition="top center",
        textfont={"size": 13, "color": SOFT, "shadow": "auto"},
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "circle names"} | sizes,
    )
