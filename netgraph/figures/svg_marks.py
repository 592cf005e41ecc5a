"""The marks of a figure in SVG: lines, symbols and words of scatter traces, and bars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netgraph.figures.svg_pen import HALF, Drawn, dashes, listed, opacity, paint, symbol
from netgraph.figures.svg_text import Font, attribute, escaped, plain, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


__all__ = ["Mapping", "scatter_marks"]

TEXT_BASELINES: Final = {"top": "bottom", "middle": "middle", "bottom": "top"}
TEXT_ANCHORS: Final = {"left": "right", "center": "center", "right": "left"}


class Mapping(NamedTuple):
    """From values of a trace to pixels, and the panel's own (left, top, right, bottom)."""

    x: Callable[[Any], float]
    y: Callable[[Any], float]
    box: tuple[float, float, float, float]

    def clip(self) -> str:
        """The id of the panel as a clipping path."""
        return f"ID-clip-{'-'.join(f'{edge:.0f}' for edge in self.box)}"

    def holds(self, x: float, y: float) -> bool:
        """Whether a place in pixels lies on the panel; never where it is not known."""
        left, top, right, bottom = self.box
        return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1


def scatter_marks(trace: dict[str, Any], at: Mapping, font: Font) -> Iterator[Drawn]:
    """Line, symbols and words of a scatter trace on its panel, the line lowest."""
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    points = [(at.x(x), at.y(y)) for x, y in zip(xs, ys, strict=False)]
    default = "lines" if len(points) > 20 else "lines+markers"
    mode = str(trace.get("mode") or default).split("+")
    fill = trace.get("fill", "none")
    if fill not in {"none", "toself"}:
        raise ValueError(f"figures drawn as SVG fill traces toself only; found {fill!r}")
    if "lines" in mode or fill == "toself":
        yield from _line(trace, points, at, drawn="lines" in mode)
    if "markers" in mode:
        yield from _markers(trace, points, at)
    if "text" in mode:
        yield from _texts(trace, points, at, font)


def _each(value: Any, count: int, default: Any) -> list[Any]:
    """A value for each of `count` marks, from one for all or from a list."""
    if value is None:
        return [default] * count
    if isinstance(value, np.ndarray | list | tuple):
        found = [default if one is None else one for one in listed(value)][:count]
        return found + [default] * (count - len(found))
    return [value] * count


def _line(
    trace: dict[str, Any], points: list[tuple[float, float]], at: Mapping, *, drawn: bool
) -> Iterator[Drawn]:
    line, color, faint = trace.get("line") or {}, trace["tint"], float(trace.get("opacity", 1))
    if line.get("shape", "linear") != "linear":
        raise ValueError(f"figures drawn as SVG have straight lines; found {line['shape']!r}")
    parts, pen = [], "M"
    for x, y in points:
        if math.isnan(x) or math.isnan(y):
            pen = "M"
            continue
        parts.append(f"{pen}{x:.1f},{y:.1f}")
        pen = "L"
    if not parts:
        return
    stroke, alpha = paint(line.get("color") or color)
    width = float(line.get("width", 2)) if drawn else 0.0
    inside, inside_alpha = paint(trace.get("fillcolor") or color)
    body = (
        f"fill={attribute(inside)}{opacity(inside_alpha * faint)}"
        if trace.get("fill") == "toself"
        else 'fill="none"'
    )
    out = any(not at.holds(x, y) for x, y in points if not (math.isnan(x) or math.isnan(y)))
    clip = f' clip-path="url(#{at.clip()})"' if out else ""
    yield Drawn(
        f'<path d="{"".join(parts)}" {body}{clip} stroke={attribute(stroke)} stroke-width="{width:g}" '
        f'stroke-linejoin="round"{opacity(alpha * faint, "stroke")}'
        f"{dashes(line.get('dash'), max(width, 1))}/>"
    )


def _markers(trace: dict[str, Any], points: list[tuple[float, float]], at: Mapping) -> Iterator[Drawn]:
    marker, faint = trace.get("marker") or {}, float(trace.get("opacity", 1))
    count, line = len(points), marker.get("line") or {}
    sizes = _each(marker.get("size"), count, 6)
    scale, area = float(marker.get("sizeref", 1)), marker.get("sizemode") == "area"
    styles = zip(
        points,
        sizes,
        _each(marker.get("symbol"), count, "circle"),
        _each(marker.get("color"), count, trace["tint"]),
        _each(marker.get("opacity"), count, 1),
        _each(line.get("color"), count, "#444444"),
        _each(line.get("width"), count, 0),
        _each(trace.get("hovertext") if trace.get("hints") else None, count, ""),
        strict=True,
    )
    for (x, y), size, name, tint, alpha, rim, width, hint in styles:
        if not at.holds(x, y):
            continue
        across = (
            math.sqrt(size / scale)
            if area
            else size / scale
            if isinstance(marker.get("size"), list)
            else size
        )
        style = {"color": tint, "opacity": alpha * faint, "line_color": rim, "line_width": width}
        mark = symbol(str(name), x, y, across, style)
        yield Drawn(f"<g><title>{escaped(plain(hint))}</title>{mark}</g>" if hint else mark)


def _texts(
    trace: dict[str, Any], points: list[tuple[float, float]], at: Mapping, font: Font
) -> Iterator[Drawn]:
    count, told = len(points), trace.get("textfont") or {}
    marker = trace.get("marker") or {}
    away = (
        [float(size) / 2 + 2 for size in _each(marker.get("size"), count, 6)]
        if "markers" in str(trace.get("mode"))
        else [0.0] * count
    )
    styles = zip(
        points,
        _each(trace.get("text"), count, ""),
        _each(trace.get("textposition"), count, "middle center"),
        _each(told.get("color"), count, font.color),
        _each(told.get("size"), count, font.size),
        away,
        strict=True,
    )
    for (x, y), words, place, color, size, gap in styles:
        if not at.holds(x, y) or not words:
            continue
        above, beside = str(place).split()
        dx = {"left": -gap, "center": 0.0, "right": gap}[beside]
        dy = {"top": -gap, "middle": 0.0, "bottom": gap}[above]
        block = written(
            words,
            x + (dx if above == "middle" else dx * HALF),
            y + dy,
            Font(float(size), str(color)),
            anchor=TEXT_ANCHORS[beside],
            baseline=TEXT_BASELINES[above],
        )
        yield Drawn.of(block)
