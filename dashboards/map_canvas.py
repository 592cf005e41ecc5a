"""The map's crowd and names on a canvas: drawn and moved quickly where the pages' strict policy holds.

Plotly draws thousands of marks by WebGL, for which it makes functions at run time: the dashboard's
Content-Security-Policy refuses that, and SVG is too slow for so many. So `assets/map_canvas.js` paints them,
and all names, on a canvas under the picture. Plotly keeps the axes, the legend and what is under the pointer.
"""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netgraph.figures.theme import DARK, dark_partner

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_record import MapRecord

__all__ = ["on_canvas"]

LEGEND_SIZE: Final = 10
SILENT: Final = {"type": "scatter", "mode": "none", "showlegend": False}
EMPTY: Final = {"x": [None], "y": [None], "hoverinfo": "skip"}
UNDER_THE_POINTER: Final = ("x", "y", "hovertext", "hoverinfo", "customdata")
SAID: Final = ("job", "circle", "known")


def on_canvas(figure: go.Figure, record: MapRecord, lens: Lens) -> dict[str, Any]:
    """A map or rings as Plotly's JSON, without title and caption; ties, people, names left to the canvas.

    Each such trace becomes one that draws nothing, with its look in
    ``meta``; groups of people get an entry of their own in the legend. Lines stand in ``meta`` altogether
    (`ends`: x, y of one end, x, y of the other, in hundredths), and so do names, as plain text, which the
    canvas never reads as HTML. What is said under the pointer of a figure without `hover` is put together by
    `assets/map.js` from the name and from `said`: for each line its different texts, and which of them each
    person has. One scale for both axes is kept by `assets/map_sight.js`. Colours are those of a light ground;
    ``layout.meta.dark`` holds their partners (`assets/map_colours.js`).
    """
    picture: dict[str, Any] = figure.to_plotly_json()
    told = _told(record, lens)
    traces = []
    for trace in picture["data"]:
        kind = _kind(trace)
        if kind == "people":
            marker = trace["marker"] | {"size": LEGEND_SIZE}
            legend = {"type": "scatter", "mode": "markers", "name": trace["name"], "marker": marker}
            traces += [EMPTY | legend, _people(trace, told)]
        elif kind == "ties":
            traces.append(_ties(trace))
        elif kind == "circle names":
            traces.append(_titles(trace))
        elif kind != "names":  # the canvas chooses among the people's names itself
            traces.append(trace)
    layout = picture["layout"]
    faint = [trace["line"]["color"] for trace in picture["data"] if _kind(trace) == "ties"]
    layout["meta"]["dark"] = DARK | {color: dark_partner(color) for color in faint}
    layout["meta"].setdefault("whole", [*layout["xaxis"]["range"], *layout["yaxis"]["range"]])
    for key in ("title", "annotations", "height"):
        layout.pop(key, None)
    layout["yaxis"].pop("scaleanchor")
    return picture | {"data": traces}


def _kind(trace: dict[str, Any]) -> str | None:
    kind: str | None = trace.get("meta", {}).get("kind")
    return kind


def _ties(trace: dict[str, Any]) -> dict[str, Any]:
    """How lines look and where they run."""
    points = np.stack([_numbers(trace[axis]) for axis in "xy"], axis=1)
    ends = points.reshape(-1, 3, 2)[:, :2]
    look = {"line": trace["line"], "ends": np.rint(ends.ravel() * 100).astype(int).tolist()}
    return EMPTY | SILENT | {"meta": trace["meta"] | look}


def _told(record: MapRecord, lens: Lens) -> pd.DataFrame:
    """What is said of everybody, by person id: name, strength and a text for each of `SAID`."""
    people = record.people
    pairs = zip(people["position"], people["organization"], strict=True)
    bands = people["band"].where(people["band"] != "not known", "strength not known")
    ties = bands + np.where(bands == "strength not known", "", " tie")
    return pd.DataFrame(
        {
            "name": people["name"],
            "strength": people["strength"],
            "job": [", ".join(part for part in pair if part) for pair in pairs],
            "circle": people["circle_name"].where(people["circle_name"].notna(), ""),
            "known": ties + "; " + lens.said,
        }
    ).set_axis(people["person_id"].to_list())


def _people(trace: dict[str, Any], told: pd.DataFrame) -> dict[str, Any]:
    """How marks look, who they are, whose name comes first, and what is said under the pointer."""
    marker = trace["marker"]
    part = told.loc[list(trace["customdata"])]
    size = np.broadcast_to(_numbers(marker["size"]), len(part))
    weight = trace["meta"].get("weight", 1 + part["strength"].fillna(0))
    look = {
        "marker": {"color": marker["color"], "symbol": marker["symbol"], "size": size.round(1).tolist()},
        "names": part["name"].to_list(),
        "weight": _numbers(weight).astype(np.float64).round(2).tolist(),
    }
    said = {key: trace[key] for key in UNDER_THE_POINTER if key in trace}
    if "hovertext" not in trace:
        look["said"] = [_each_once(part[line]) for line in SAID]
    return said | SILENT | {"meta": trace["meta"] | look}


def _each_once(texts: pd.Series) -> dict[str, Any]:
    """The different texts, and for each row which of them it has."""
    codes, different = pd.factorize(texts)
    return {"texts": different.tolist(), "which": codes.tolist()}


def _titles(trace: dict[str, Any]) -> dict[str, Any]:
    """The titles of the circles, line by line, where they stand, and on which side of that place."""
    meta = trace["meta"]
    lines = [
        [html.unescape(line.removeprefix("<b>").removesuffix("</b>")) for line in text.split("<br>")]
        for text in meta.get("text", trace["text"])
    ]
    side = trace["textposition"]
    look = {
        "kind": meta["kind"],
        "lines": lines,
        "radius": meta.get("radius", [1] * len(lines)),
        "side": [side] * len(lines) if isinstance(side, str) else list(side),
        **{axis: _numbers(trace[axis]).round(2).tolist() for axis in "xy"},
    }
    return EMPTY | SILENT | {"meta": look}


def _numbers(value: Any) -> NDArray[np.float32]:
    """The numbers of an array as Plotly keeps it: a list, or bytes in base64."""
    if isinstance(value, dict):
        value = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
    return np.asarray(value, dtype="<f4")
