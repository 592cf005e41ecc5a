"""What stands around the marks of a figure in SVG: axes, shapes, annotations, the legend and the title."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from netgraph.figures.svg_pen import Drawn, dashes, font_of, paint, rule
from netgraph.figures.svg_text import Font, attribute, width_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.figures.svg_panel import Panel

__all__ = ["axes_drawn", "shapes", "titles", "words_placed"]

Box = tuple[float, float, float, float]
FRAMES: Final = {"container", "paper"}
GRID: Final = "#e4e6e9"


def axes_drawn(panel: Panel, font: Font) -> Iterator[Drawn]:
    """Grid lines, tick labels, axis lines and axis titles of one panel."""
    left, top, right, bottom = panel.box
    for axis, scale, flat in ((panel.x_axis, panel.x, True), (panel.y_axis, panel.y, False)):
        if axis.get("visible") is False:
            continue
        small = font_of(axis.get("tickfont"), font)
        far = axis.get("side") in {"top", "right"}
        edge = (top if far else bottom) if flat else (right if far else left)
        widest = 0.0
        places = [
            left + scale.share(tick.at) * (right - left)
            if flat
            else bottom - scale.share(tick.at) * (bottom - top)
            for tick in scale.ticks
        ]
        for place in places if axis.get("showgrid", scale.kind != "category") else []:
            ends = (place, top, place, bottom) if flat else (left, place, right, place)
            yield Drawn(rule(ends, str(axis.get("gridcolor") or GRID), float(axis.get("gridwidth", 1))))
        if axis.get("zeroline") and min(scale.start, scale.end) <= 0 <= max(scale.start, scale.end):
            zero = (
                left + scale.share(0) * (right - left) if flat else bottom - scale.share(0) * (bottom - top)
            )
            ends = (zero, top, zero, bottom) if flat else (left, zero, right, zero)
            yield Drawn(rule(ends, str(axis.get("zerolinecolor") or "#444444"), 1))
        if axis.get("showline"):
            ends = (left, edge, right, edge) if flat else (edge, top, edge, bottom)
            yield Drawn(rule(ends, str(axis.get("linecolor") or "#444444"), float(axis.get("linewidth", 1))))
        if axis.get("showticklabels", True):
            step, angle = 1, float(axis.get("tickangle") or 0)
            if flat and scale.ticks and not angle:
                step = _every([width_of(tick.label, small.size) for tick in scale.ticks], places)
            for number, (tick, place) in enumerate(zip(scale.ticks, places, strict=True)):
                wide = width_of(tick.label, small.size)
                widest = max(widest, wide if not flat else abs(math.sin(math.radians(angle))) * wide)
                if number % step == 0:
                    yield _tick_label(tick.label, place, edge, small, (flat, far, angle))
        yield from _axis_title(axis, panel.box, (flat, far, edge), widest, font)


def shapes(layout: dict[str, Any], panels: list[Panel], frame: Box, *, below: bool) -> Iterator[Drawn]:
    """Lines, rectangles and circles under or over the marks. Raises `ValueError` for a path."""
    for one in layout.get("shapes") or ():
        if (one.get("layer") == "below") != below or one.get("visible") is False:
            continue
        kind = one.get("type") or "rect"
        if kind not in {"line", "rect", "circle"}:
            raise ValueError(f"figures drawn as SVG have lines, rectangles and circles; found a {kind}")
        line = one.get("line") or {}
        width, (stroke, alpha) = float(line.get("width", 2)), paint(line.get("color") or "#444444")
        x0, x1 = (_along(one.get("xref"), one[key], panels, frame, "x") for key in ("x0", "x1"))
        y0, y1 = (_along(one.get("yref"), one[key], panels, frame, "y") for key in ("y0", "y1"))
        if any(math.isnan(value) for value in (x0, x1, y0, y1)):
            continue
        fill, inside = paint(one.get("fillcolor") or "rgba(0,0,0,0)")
        faint = float(one.get("opacity", 1))
        look = (
            f'stroke={attribute(stroke)} stroke-width="{width:g}" stroke-opacity="{alpha * faint:.3g}" '
            f'fill={attribute(fill)} fill-opacity="{inside * faint:.3g}"'
            f"{dashes(line.get('dash'), max(width, 1))}"
        )
        if kind == "line":
            yield Drawn(f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" {look}/>')
        elif kind == "rect":
            yield Drawn(
                f'<rect x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" '
                f'height="{abs(y1 - y0):.1f}" {look}/>'
            )
        else:
            yield Drawn(
                f'<ellipse cx="{(x0 + x1) / 2:.1f}" cy="{(y0 + y1) / 2:.1f}" rx="{abs(x1 - x0) / 2:.1f}" '
                f'ry="{abs(y1 - y0) / 2:.1f}" {look}/>'
            )


def words_placed(layout: dict[str, Any], panels: list[Panel], frame: Box, font: Font) -> Iterator[Drawn]:
    """The words set at places of the figure, with their arrows."""
    for one in layout.get("annotations") or ():
        if one.get("visible") is False or not one.get("text"):
            continue
        face = font_of(one.get("font"), font)
        x = _along(one.get("xref"), one.get("x", 0.5), panels, frame, "x", powers=True) + float(
            one.get("xshift", 0)
        )
        y = _along(one.get("yref"), one.get("y", 0.5), panels, frame, "y", powers=True) - float(
            one.get("yshift", 0)
        )
        if math.isnan(x) or math.isnan(y) or not _on_axes(one, (x, y), frame):
            continue
        across, up = one.get("xanchor", "auto"), one.get("yanchor", "auto")
        tail_x, tail_y = x, y
        if one.get("showarrow", True):
            tail_x, tail_y = x + float(one.get("ax", -10)), y + float(one.get("ay", -30))
            line = str(one.get("arrowcolor") or face.color)
            yield Drawn(rule((tail_x, tail_y, x, y), line, float(one.get("arrowwidth", 1))))
            across, up = ("center" if a == "auto" else a for a in (across, up))
        if across == "auto":
            across = _auto(one.get("xref"), one.get("x", 0.5), ("left", "center", "right"))
        if up == "auto":
            up = _auto(one.get("yref"), one.get("y", 0.5), ("bottom", "middle", "top"))
        block = written(
            one["text"],
            tail_x,
            tail_y,
            face,
            anchor=str(across),
            baseline="middle" if up == "center" else str(up),
            angle=float(one.get("textangle") or 0),
        )
        if paper := one.get("bgcolor"):
            left, top, right, bottom = block.box
            fill, alpha = paint(paper)
            yield Drawn(
                f'<rect x="{left - 2:.1f}" y="{top:.1f}" width="{right - left + 4:.1f}" '
                f'height="{bottom - top:.1f}" fill={attribute(fill)} fill-opacity="{alpha:.3g}"/>'
            )
        yield Drawn.of(block)


def titles(layout: dict[str, Any], frame: Box, size: tuple[int, int], font: Font) -> Iterator[Drawn]:
    """The title of the figure, where it has one."""
    told = layout.get("title") or {}
    if not told.get("text"):
        return
    face = font_of(told.get("font"), font._replace(size=17))
    pad = told.get("pad") or {}
    spans = {"container": (0.0, float(size[0])), "paper": (frame[0], frame[2])}
    start, end = spans[str(told.get("xref", "container"))]
    share = float(told.get("x", 0.05))
    anchor = str(told.get("xanchor", "auto"))
    anchor = (
        ("left" if share < 1 / 3 else "right" if share > 2 / 3 else "center") if anchor == "auto" else anchor
    )
    x = start + share * (end - start) + float(pad.get("l", 0)) - float(pad.get("r", 0))
    y = told.get("y", "auto")
    if y == "auto":
        block = written(told["text"], x, frame[1] / 2, face, anchor=anchor)
    else:
        down = (1 - float(y)) * size[1] + float(pad.get("t", 0))
        base = {"auto": "top", "middle": "middle"}.get(
            str(told.get("yanchor", "auto")), str(told.get("yanchor"))
        )
        block = written(told["text"], x, down, face, anchor=anchor, baseline=base)
    yield Drawn.of(block)


def _tick_label(label: str, place: float, edge: float, font: Font, how: tuple[bool, bool, float]) -> Drawn:
    flat, far, angle = how
    if not flat:
        side = ("left", edge + 6) if far else ("right", edge - 6)
        return Drawn.of(written(label, side[1], place, font, anchor=side[0]))
    away, baseline = (-5, "bottom") if far else (5, "top")
    if not angle:
        return Drawn.of(written(label, place, edge + away, font, anchor="center", baseline=baseline))
    anchor = "right" if (angle < 0) != far else "left"
    return Drawn.of(written(label, place, edge + away + 4, font, anchor=anchor, angle=angle))


def _axis_title(
    axis: dict[str, Any], box: Box, where: tuple[bool, bool, float], widest: float, font: Font
) -> Iterator[Drawn]:
    told = axis.get("title") or {}
    if not told.get("text"):
        return
    flat, far, edge = where
    left, top, right, bottom = box
    face = font_of(told.get("font"), font)
    gap = float(told.get("standoff", 10)) + (5 if axis.get("showticklabels", True) else 0)
    if flat:
        room = gap + max(font_of(axis.get("tickfont"), font).size * 1.25, widest)
        y, base = (edge - room, "bottom") if far else (edge + room, "top")
        yield Drawn.of(written(told["text"], (left + right) / 2, y, face, anchor="center", baseline=base))
    else:
        room = gap + widest + face.size * 0.7
        x, angle = (edge + room, 90.0) if far else (edge - room, -90.0)
        yield Drawn.of(written(told["text"], x, (top + bottom) / 2, face, anchor="center", angle=angle))


def _every(widths: list[float], places: list[float]) -> int:
    """Every how many labels fit beside one another."""
    apart = min((abs(b - a) for a, b in pairwise(places)), default=math.inf)
    need = max(widths) + 8
    return 1 if apart >= need or apart == 0 else math.ceil(need / apart)


def _along(ref: Any, value: Any, panels: list[Panel], frame: Box, key: str, *, powers: bool = False) -> float:
    """A value of a shape or annotation in pixels: on the figure's frame, a panel's, or an axis."""
    name, _, domain = str(ref or key).partition(" ")
    start, end = (frame[0], frame[2]) if key == "x" else (frame[3], frame[1])
    if name in FRAMES:
        return start + float(value) * (end - start)
    mine = next((one for one in panels if _axis_of(one, key) == name), panels[0])
    start, end = (mine.box[0], mine.box[2]) if key == "x" else (mine.box[3], mine.box[1])
    if domain:
        return start + float(value) * (end - start)
    scale = mine.x if key == "x" else mine.y
    # Plotly takes the place of words on a log axis as a power of ten, that of a shape as the value itself.
    at = float(value) if powers and scale.kind == "log" else scale.number(value)
    return start + scale.share(at) * (end - start)


def _on_axes(one: dict[str, Any], place: tuple[float, float], frame: Box) -> bool:
    """Whether words stand within the axes they refer to; on paper they may stand anywhere."""
    refs = (str(one.get(key) or "x").split() for key in ("xref", "yref"))
    ends = ((frame[0], frame[2]), (frame[1], frame[3]))
    return all(
        ref[0] in FRAMES or len(ref) > 1 or low - 30 <= at <= high + 30
        for ref, at, (low, high) in zip(refs, place, ends, strict=True)
    )


def _axis_of(panel: Panel, key: str) -> str:
    return str(panel.traces[0].get(f"{key}axis") or key) if panel.traces else key


def _auto(ref: Any, value: Any, sides: tuple[str, str, str]) -> str:
    """Plotly's anchor of words without an arrow: by the third they stand in, on paper; else their middle."""
    if ref not in FRAMES:
        return sides[1]
    return sides[0] if float(value) < 1 / 3 else sides[2] if float(value) > 2 / 3 else sides[1]
