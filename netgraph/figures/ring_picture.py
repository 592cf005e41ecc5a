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

from netgraph.figures.map_lenses import map_lens
from netgraph.figures.map_names import LINE, Box, names_shown, title_box, wrapped
from netgraph.figures.map_picture import OUTLINE, hovers
from netgraph.figures.map_record import map_record
from netgraph.figures.theme import BLUE, INK, SOFT, empty_figure, escaped, picture
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


class Rings(NamedTuple):
    """`people`: row (of the map's people), sector, angle, x, y; `sectors`: name, start, end (radians).

    `not_known` counts those of unknown strength, `left_out` those beyond the number that is drawn.
    """

    people: pd.DataFrame
    sectors: pd.DataFrame
    not_known: int
    left_out: int


def rings(G: nx.Graph, *, lens: str = "quiet") -> go.Figure:
    """The rings of a graph, seen through a lens (see `netgraph.figures.network_map`).

    Raises `GraphError` when the graph has no ego and `ValueError` for another lens.
    """
    record = map_record(G)
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
        why = "These data hold no contact: bring in messages, or say how close you are in netgraph start."
        return empty_figure("How close you are to your people is not known yet", why)
    people = record.people.loc[drawn["row"]].reset_index(drop=True)
    strong = int((people["band"] == "strong").sum())
    title = f"{len(people):,} people at the distance you know them: {strong} of them close"
    spots = drawn[["x", "y"]].to_numpy(dtype=np.float64)
    taken = [_box(name, angle) for name, angle in _titles(sectors)]
    named = names_shown(people["name"], spots, people["strength"], pixels=PIXELS, taken=taken)
    more = f" {left_out:,} weaker ties are not drawn." if left_out else ""
    caption = (
        f"{len(named):,} of {len(people):,} people are named. Rings: strong, medium and weak ties, from the "
        f"middle. {not_known:,} whose strength is not known stand in no ring.{more} {record.rests_on}"
    )
    marks = _marks(record, lens, drawn)
    legend = [mark.name for mark in marks]
    figure = picture(title, caption=caption, height=HEIGHT, left=16, right=16, legend=legend)
    figure.add_traces([*_grid(sectors), *marks])
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
    figure.add_scatter(
        x=spots[named, 0],
        y=spots[named, 1],
        mode="text",
        text=[escaped(name) for name in people["name"].iloc[named]],
        textposition="top center",
        textfont={"size": 12, "color": INK},
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


def _box(name: str, angle: float) -> Box:
    """The pixels that the title of a sector covers."""
    return title_box(name, 1.1 * np.sin(angle) * PIXELS, 1.1 * np.cos(angle) * PIXELS - LINE)


def _grid(sectors: pd.DataFrame) -> list[go.Scatter]:
    """The rings, the lines between sectors and their titles, and you."""
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
        textfont={"size": 13, "color": SOFT},
        meta={"kind": "circle names"},
        **still,
    )
    bands = go.Scatter(
        x=[0.0, 0.0, 0.0],
        y=[-(inner + outer) / 2 for inner, outer in pairwise(EDGES)],
        mode="text",
        text=["strong", "medium", "weak"],
        textfont={"size": 11, "color": SOFT},
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
                customdata=record.people.loc[part["row"], "person_id"].to_numpy(dtype=object),
                meta={"kind": "people"},
            )
        )
    return traces
