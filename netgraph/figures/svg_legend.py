"""The legend of a figure in SVG: a sample and the name of each trace."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from netgraph.figures.svg_pen import Drawn, font_of, listed, paint, rule, symbol
from netgraph.figures.svg_text import Font, attribute, width_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["legend"]

Box = tuple[float, float, float, float]
SWATCH: Final = 26.0
ROW: Final = 20.0


def legend(
    layout: dict[str, Any],
    traces: list[dict[str, Any]],
    patterns: dict[tuple[str, str], str],
    frame: Box,
    font: Font,
) -> Iterator[Drawn]:
    """A sample and the name of each trace, in rows above the plot or in a column where the figure says so."""
    shown = [trace for trace in traces if trace.get("showlegend", True) and trace.get("name")]
    wanted = layout.get("showlegend")
    if wanted is False or (wanted is None and len(shown) < 2):
        return
    groups: dict[str, None] = {}
    told = layout.get("legend") or {}
    face = font_of(told.get("font"), font)
    flat = told.get("orientation", "v") == "h"
    left, top, right, bottom = frame
    entries = []
    for trace in shown:
        key = str(trace.get("legendgroup") or f"{len(groups)} {trace['name']}")
        if key not in groups:
            groups[key] = None
            entries.append((trace, SWATCH + 6 + width_of(trace["name"], face.size) + 18))
    if str(told.get("traceorder", "normal")).startswith("reversed"):
        entries.reverse()
    rows = _rows([wide for _, wide in entries], right - left if flat else 0.0)
    x = left + float(told.get("x", 0 if flat else 1.02)) * (right - left)
    y = bottom - float(told.get("y", 1.0)) * (bottom - top)
    widest = max((sum(entries[n][1] for n in row) for row in rows), default=0.0)
    x -= {"right": widest, "center": widest / 2}.get(str(told.get("xanchor", "left")), 0.0)
    height = ROW * len(rows)
    anchor = str(told.get("yanchor", "bottom" if flat else "top"))
    y -= {"bottom": height, "middle": height / 2}.get(anchor, 0.0)
    for line, row in enumerate(rows):
        at = x
        for number in row:
            trace, wide = entries[number]
            middle = y + ROW * (line + 0.5)
            yield Drawn(_sample(trace, patterns, at, middle))
            yield Drawn.of(written(trace["name"], at + SWATCH + 6, middle, face))
            at += wide


def _rows(widths: list[float], most: float) -> list[list[int]]:
    """The numbers of the entries in each row of at most `most` pixels; at least one a row."""
    rows: list[list[int]] = []
    used = math.inf
    for number, wide in enumerate(widths):
        if used + wide > most:
            rows.append([])
            used = 0.0
        rows[-1].append(number)
        used += wide
    return rows


def _sample(trace: dict[str, Any], patterns: dict[tuple[str, str], str], x: float, y: float) -> str:
    color, marker = str(trace["tint"]), trace.get("marker") or {}
    tint = next((one for one in listed(marker.get("color")) if isinstance(one, str)), color)
    if trace["type"] == "bar":
        shape = str(next(iter(listed((marker.get("pattern") or {}).get("shape"))), "") or "")
        fill = f"url(#{patterns[shape, tint]})" if shape else paint(tint)[0]
        return (
            f'<rect x="{x + 6:.1f}" y="{y - 6:.1f}" width="14" height="12" fill={attribute(fill)} '
            f'stroke={attribute(paint(tint)[0])} stroke-width="0.8"/>'
        )
    parts, mode = [], str(trace.get("mode") or "lines")
    if "lines" in mode:
        line = trace.get("line") or {}
        parts.append(
            rule(
                (x, y, x + SWATCH, y),
                str(line.get("color") or color),
                float(line.get("width", 2)),
                line.get("dash"),
            )
        )
    if "markers" in mode:
        line = marker.get("line") or {}
        style = {
            "color": tint,
            "opacity": 1,
            "line_color": next(iter(listed(line.get("color"))), "#444444"),
            "line_width": next(iter(listed(line.get("width"))), 0),
        }
        name = next(iter(listed(marker.get("symbol"))), "circle")
        parts.append(symbol(str(name), x + SWATCH / 2, y, 9, style))
    return "".join(parts)
