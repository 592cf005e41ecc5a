"""The rings: you in the middle, and everybody at the distance of how well you know them.

Three rings are the three bands of strength, strong innermost; within a ring the stronger stand nearer. A
sector is a circle or an era of your life. Whose strength is not known stands in no ring: they are counted.
The picture is made to be printed: few people, their names, no colour without a symbol.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.circle_names import circles as circles_of
from netgraph.figures.map_lenses import map_lens
from netgraph.figures.map_names import LINE, Box, wrapped
from netgraph.figures.map_picture import OUTLINE, hovers
from netgraph.figures.map_record import unplaced_record
from netgraph.figures.theme import BLUE, INK, SOFT, empty_figure, escaped, picture
from netgraph.figures.words import counted
from netgraph.strength import BANDS

if TYPE_CHECKING:
    import networkx as nx
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_record import MapRecord

__all__ = ["Rings", "draw_rings", "ring_record", "rings"]

MOST_PEOPLE: Final = 150
MOST_SECTORS: Final = 8
OTHERS: Final = "others"
NARROWEST: Final = 0.35
"""The angle of the smallest sector, in radians."""

EDGES: Final = (0.12, 0.42, 0.7, 1.0)
"""Radii between which strong, medium and weak ties stand."""

HEIGHT: Final = 700
PIXELS: Final = HEIGHT / 2.6
"""Of one unit, where the picture is drawn as wide as the report draws it."""

NAME_SIZE: Final = 14
LETTER: Final = 7.3
TITLE_LETTER: Final = 8.2
MARK: Final = 6.0
APART: Final = 9.0
NUDGE: Final = 4.0
"""In pixels: the widths of letters of names and titles, half a mark, how far a name beside a mark stands from
its middle, and how far one above or below is moved from where text stands by itself."""

RAYS: Final = 72
SIDES: Final = {
    "top center": (0, 1),
    "bottom center": (0, -1),
    "middle right": (1, 0),
    "middle left": (-1, 0),
}
"""Where words stand, as steps to the right and up."""

YOU: Final[Box] = (-2.5 * LETTER, 2.5 * LETTER, -2 * LINE, LINE)
NAME_SIDES: Final = ("top center", "middle right", "middle left", "bottom center")


class Rings(NamedTuple):
    """`people`: row (of the map's people), sector, angle, x, y; `sectors`: name, start, end (radians).

    `not_known` counts those of unknown strength, `left_out` those beyond the number that is drawn.
    """

    people: pd.DataFrame
    sectors: pd.DataFrame
    not_known: int
    left_out: int


def rings(G: nx.Graph, *, lens: str = "quiet", circles: pd.DataFrame | None = None) -> go.Figure:
    """The rings of a graph, seen through a lens (see `netgraph.figures.network_map`).

    `circles` are those of `netgraph.circles`, None: they are found here. Raises
    `GraphError` when the graph has no ego and `ValueError` for another lens.
    """
    record = unplaced_record(G, circles_of(G) if circles is None else circles)
    return draw_rings(record, map_lens(G, record, lens))


def ring_record(record: MapRecord, *, keep: NDArray[np.bool_] | None = None) -> Rings:
    """Who stands where: at most 150 people, the best known; sectors by the circles with most of them.

    The radius of a strength is linear within its band: 1 stands at .12, .45 at .42, .15 at .7, 0 at 1.
    """
    people = record.people if keep is None else record.people[keep]
    known = people[people["own"] & people["strength"].notna()]
    drawn = known.sort_values(["strength", "person_id"], ascending=[False, True], kind="stable")[:MOST_PEOPLE]
    named = drawn["circle_name"].fillna(OTHERS)
    biggest = named[named != OTHERS].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    kept = list(biggest.index[:MOST_SECTORS])
    sector = named.where(named.isin(kept), OTHERS)
    names = [*kept, *([OTHERS] if (sector == OTHERS).any() else [])]
    counts = np.array([(sector == name).sum() for name in names], dtype=np.float64)
    wide = np.maximum(counts / max(counts.sum(), 1) * 2 * np.pi, NARROWEST)
    ends = np.cumsum(wide / max(wide.sum(), 1e-9) * 2 * np.pi)
    starts = np.concatenate([[0.0], ends[:-1]]) if len(ends) else ends
    angle = pd.Series(0.0, index=drawn.index)
    for name, start, end in zip(names, starts, ends, strict=True):
        inside = drawn.index[sector == name]
        angle[inside] = start + (end - start) * _spread(len(inside))
    radius = radius_of(drawn["strength"].to_numpy(dtype=np.float64))
    frame = pd.DataFrame(
        {
            "row": drawn.index.to_numpy(),
            "sector": sector.to_numpy(),
            "angle": angle.to_numpy(),
            "x": radius * np.sin(angle.to_numpy()),
            "y": radius * np.cos(angle.to_numpy()),
        }
    )
    sectors = pd.DataFrame({"name": names, "start": starts, "end": ends, "people": counts.astype(int)})
    return Rings(frame, sectors, int(people["own"].sum()) - len(known), len(known) - len(drawn))


def radius_of(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distance from the middle.

    >>> [round(float(radius), 3) for radius in radius_of(np.array([1.0, 0.45, 0.15, 0.0]))]
    [0.12, 0.42, 0.7, 1.0]
    """
    inner, strong, medium, outer = EDGES
    bounds = [0.0, BANDS["weak"], BANDS["medium"], 1.0]
    return np.interp(strength, bounds, [outer, medium, strong, inner])


def draw_rings(
    record: MapRecord, lens: Lens, *, keep: NDArray[np.bool_] | None = None, person: str | None = None
) -> go.Figure:
    """The picture of the rings: the rows in `keep` (all), `person` marked."""
    drawn, sectors, not_known, left_out = ring_record(record, keep=keep)
    if drawn.empty:
        why = (
            "These data hold no contact: bring in messages, or say how close you are "
            "(Start, or netgraph start)."
        )
        return empty_figure("How close you are to your people is not known yet", why)
    people = record.people.loc[drawn["row"]].reset_index(drop=True)
    strong = int((people["band"] == "strong").sum())
    ties = counted(strong, "strong tie", "strong ties")
    title = f"{counted(len(people), 'person', 'people')} at the distance you know them: {ties}"
    spots = drawn[["x", "y"]].to_numpy(dtype=np.float64)
    ray = _free_ray(spots)
    named = _names_placed(people, spots, [YOU, *_title_boxes(sectors), *_band_boxes(ray)])
    more = f" {left_out:,} weaker ties are not drawn." if left_out else ""
    caption = (
        f"{len(named):,} of {len(people):,} people are named. Rings: strong, medium and weak ties, from the "
        f"middle. {not_known:,} whose strength is not known stand in no ring.{more} {record.rests_on}"
    )
    marks = _marks(record, lens, drawn)
    legend = [mark.name for mark in marks]
    figure = picture(title, caption=caption, height=HEIGHT, left=16, right=16, legend=legend)
    figure.add_traces([*_grid(sectors, ray), *marks])
    if person is not None and person in set(people["person_id"]):
        x, y = spots[people["person_id"].tolist().index(person)]
        ring = {"size": 26, "color": "rgba(0,0,0,0)", "line": {"color": INK, "width": 2.5}}
        figure.add_scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker=ring,
            hoverinfo="skip",
            showlegend=False,
            meta={"kind": "way"},
        )
    beside = np.array([SIDES[side] for side in named.values()]).reshape(-1, 2) * (APART, NUDGE) / PIXELS
    written = spots[list(named)] + beside
    figure.add_scatter(
        x=written[:, 0],
        y=written[:, 1],
        mode="text",
        text=[escaped(name) for name in people["name"].iloc[list(named)]],
        textposition=list(named.values()),
        textfont={"size": NAME_SIZE, "color": INK},
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "names"},
    )
    figure.update_layout(dragmode="pan", uirevision="rings", legend_itemclick=False)
    figure.update_layout(legend_itemdoubleclick=False)
    figure.update_xaxes(visible=False, range=[-1.5, 1.5])
    figure.update_yaxes(visible=False, range=[-1.22, 1.22], scaleanchor="x")
    figure.layout.meta = figure.layout.meta | {"named": len(named), "drawn": len(people)}
    return figure


def _spread(count: int) -> NDArray[np.float64]:
    """Shares of a sector for its people in order of strength: neighbours in strength stand far apart."""
    golden = (np.arange(count) * 0.618033988749895 + 0.5) % 1.0
    return 0.06 + 0.88 * (np.argsort(np.argsort(golden)) + 0.5) / max(count, 1)


def _titles(sectors: pd.DataFrame) -> list[tuple[str, float]]:
    middles = (sectors["start"] + sectors["end"]) / 2
    return [(str(name), float(angle)) for name, angle in zip(sectors["name"], middles, strict=True)]


def _title_boxes(sectors: pd.DataFrame) -> list[Box]:
    """The pixels that the titles of the sectors cover, on the side where they stand."""
    boxes = []
    for name, angle in _titles(sectors):
        lines = wrapped(name)
        wide, high = TITLE_LETTER * max(map(len, lines)), 1.35 * LINE * len(lines)
        x, y = 1.08 * np.sin(angle) * PIXELS, 1.08 * np.cos(angle) * PIXELS
        across, up = SIDES[_side(angle)]
        left, low = x + (across - 1) * wide / 2, y + (up - 1) * high / 2
        boxes.append((left, left + wide, low, low + high))
    return boxes


def _free_ray(spots: NDArray[np.float64]) -> float:
    """The direction in which the names of the bands stand: where marks are farthest from all of them."""
    angles = np.linspace(0, 2 * np.pi, RAYS, endpoint=False)
    middles = np.array([(inner + outer) / 2 for inner, outer in pairwise(EDGES)])
    at = middles[None, :, None] * np.stack([np.sin(angles), np.cos(angles)], axis=1)[:, None, :]
    # Words are wider than high: what stands beside one is nearer than what stands above it.
    apart = (at[:, :, None, :] - spots[None, None, :, :]) * np.array([0.5, 1.0])
    return float(angles[np.argmax((apart**2).sum(axis=3).min(axis=(1, 2)))])


def _band_boxes(ray: float) -> list[Box]:
    boxes = []
    for inner, outer in pairwise(EDGES):
        middle = (inner + outer) / 2 * PIXELS
        x, y = middle * np.sin(ray), middle * np.cos(ray)
        boxes.append((x - 3.5 * LETTER, x + 3.5 * LETTER, y - LINE / 2, y + LINE / 2))
    return boxes


def _names_placed(people: pd.DataFrame, spots: NDArray[np.float64], taken: list[Box]) -> dict[int, str]:
    """Whose names are written and on which side of the mark, so that no name hides a mark or another name.

    The best known are taken first; `taken` are boxes (left, right, bottom, top, in pixels) to keep free.
    """
    x, y = (spots * PIXELS).T
    marks = np.stack([x - MARK, x + MARK, y - MARK, y + MARK], axis=1)
    boxes = np.vstack([marks, np.array([*taken, (0.0, 0.0, 0.0, 0.0)])])
    half = people["name"].str.len().to_numpy(dtype=np.float64) * LETTER / 2
    named: dict[int, str] = {}
    for row in np.argsort(-people["strength"].to_numpy(dtype=np.float64), kind="stable").tolist():
        for side in NAME_SIDES:
            across, up = SIDES[side]
            middle = x[row] + across * (half[row] + APART), y[row] + up * (LINE / 2 + MARK)
            left, right = middle[0] - half[row], middle[0] + half[row]
            low, high = middle[1] - LINE / 2, middle[1] + LINE / 2
            hidden = (boxes[:, 0] < right) & (boxes[:, 1] > left) & (boxes[:, 2] < high) & (boxes[:, 3] > low)
            if not hidden.any():
                named[row] = side
                boxes = np.vstack([boxes, [left, right, low, high]])
                break
    return named


def _grid(sectors: pd.DataFrame, ray: float) -> list[go.Scatter]:
    """The rings, the lines between sectors and their titles, the names of the bands along `ray`, and you."""
    import plotly.graph_objects as go

    turn = np.append(np.linspace(0, 2 * np.pi, 90), np.nan)
    x = [np.concatenate([edge * np.sin(turn) for edge in EDGES])]
    y = [np.concatenate([edge * np.cos(turn) for edge in EDGES])]
    for start in sectors["start"] if len(sectors) > 1 else []:
        x.append(np.array([EDGES[0] * np.sin(start), EDGES[-1] * np.sin(start), np.nan]))
        y.append(np.array([EDGES[0] * np.cos(start), EDGES[-1] * np.cos(start), np.nan]))
    still = {"hoverinfo": "skip", "showlegend": False}
    lines = go.Scatter(
        x=np.concatenate(x),
        y=np.concatenate(y),
        mode="lines",
        line={"color": OUTLINE, "width": 1.2},
        meta={"kind": "discs"},
        **still,
    )
    titles = _titles(sectors)
    names = go.Scatter(
        x=[1.08 * np.sin(angle) for _, angle in titles],
        y=[1.08 * np.cos(angle) for _, angle in titles],
        mode="text",
        text=["<br>".join(f"<b>{escaped(line)}</b>" for line in wrapped(name)) for name, _ in titles],
        textposition=[_side(angle) for _, angle in titles],
        textfont={"size": 14, "color": SOFT},
        meta={"kind": "circle names"},
        **still,
    )
    bands = go.Scatter(
        x=[(inner + outer) / 2 * np.sin(ray) for inner, outer in pairwise(EDGES)],
        y=[(inner + outer) / 2 * np.cos(ray) for inner, outer in pairwise(EDGES)],
        mode="text",
        text=["strong", "medium", "weak"],
        textfont={"size": 12, "color": SOFT},
        meta={"kind": "bands"},
        **still,
    )
    you = go.Scatter(
        x=[0],
        y=[0],
        mode="markers+text",
        text=["<b>You</b>"],
        textposition="bottom center",
        marker={"size": 14, "color": BLUE},
        meta={"kind": "you"},
        **still,
    )
    return [lines, names, bands, you]


def _side(angle: float) -> str:
    """On which side of its anchor a title outside the rings stands."""
    across, up = np.sin(angle), np.cos(angle)
    if abs(across) < 0.35:
        return "top center" if up > 0 else "bottom center"
    return "middle right" if across > 0 else "middle left"


def _marks(record: MapRecord, lens: Lens, drawn: pd.DataFrame) -> list[go.Scatter]:
    """One trace for each group of the lens."""
    import plotly.graph_objects as go

    traces = []
    for number, group in enumerate(lens.groups):
        part = drawn[(lens.group.loc[drawn["row"]] == number).to_numpy()]
        if part.empty:
            continue
        traces.append(
            go.Scatter(
                x=part["x"],
                y=part["y"],
                mode="markers",
                name=f"{escaped(group.words)} ({len(part):,})",
                marker={"color": group.colour, "symbol": group.symbol, "size": 11},
                hovertext=hovers(record, lens, part["row"].to_numpy()),
                hoverinfo="text",
                customdata=record.people.loc[part["row"], "person_id"].to_numpy(dtype=np.str_),
                meta={"kind": "people"},
            )
        )
    return traces
