"""The map's crowd on a canvas: thousands of people and ties, drawn where the pages' strict policy holds.

Plotly draws thousands of marks by WebGL, for which it makes functions at run time: the dashboard's
Content-Security-Policy refuses that, and SVG is too slow for so many. So `assets/map_canvas.js` paints them
on a canvas under the picture. Plotly keeps the axes, the names, the legend and what is under the pointer.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from numpy.typing import NDArray

__all__ = ["on_canvas"]

CROWD: Final = "scattergl"
LEGEND_SIZE: Final = 10
KEPT: Final = ("x", "y", "text", "hovertext", "hoverinfo", "customdata")


def on_canvas(figure: go.Figure) -> dict[str, Any]:
    """The figure as Plotly's JSON, with what WebGL would draw left to the canvas; others are left alone.

    Each such trace becomes one that draws nothing, with its look in ``meta``; groups of people get an
    entry of their own in the legend. Lines stand in ``meta`` altogether (`ends`: x, y of one end, x, y of
    the other, in hundredths), so that Plotly need not look at them.
    """
    picture: dict[str, Any] = figure.to_plotly_json()
    traces = []
    for trace in picture["data"]:
        trace.get("textfont", {}).pop("shadow", None)  # the style sheet outlines names at no cost
        if trace.get("type") != CROWD:
            traces.append(trace)
            continue
        look = _line(trace) if "line" in trace else _marks(trace)
        empty = {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}
        if "line" not in trace:
            marker = trace["marker"] | {"size": LEGEND_SIZE}
            traces.append(empty | {"mode": "markers", "name": trace["name"], "marker": marker})
        kept = {key: trace[key] for key in KEPT if key in trace} if "line" not in trace else empty
        silent = {"type": "scatter", "mode": "none", "showlegend": False}
        traces.append(kept | silent | {"meta": trace["meta"] | look})
    return picture | {"data": traces}


def _line(trace: dict[str, Any]) -> dict[str, Any]:
    """How lines look and where they run."""
    points = np.stack([_numbers(trace[axis]) for axis in "xy"], axis=1)
    ends = points.reshape(-1, 3, 2)[:, :2]
    return {"line": trace["line"], "ends": np.rint(ends.ravel() * 100).astype(int).tolist()}


def _marks(trace: dict[str, Any]) -> dict[str, Any]:
    """How marks look."""
    marker = trace["marker"]
    return {
        "marker": {
            "color": marker["color"],
            "symbol": marker["symbol"],
            "size": _numbers(marker["size"]).round(1).tolist(),
        }
    }


def _numbers(value: Any) -> NDArray[np.float32]:
    """The numbers of an array as Plotly keeps it: a list, or bytes in base64."""
    if isinstance(value, dict):
        value = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
    return np.asarray(value, dtype="<f4")
