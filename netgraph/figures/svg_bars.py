"""Bars of a figure in SVG: where each stands once they are grouped or stacked, and how it is hatched."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.figures.svg_pen import Drawn, listed, opacity, paint
from netgraph.figures.svg_text import Font, attribute, width_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.figures.svg_marks import Mapping
    from netgraph.figures.svg_panel import Panel

__all__ = ["Bar", "Patterns", "bar_marks", "bars_of", "patterns_of"]

PAPER: Final = "#ffffff"
STROKES: Final = {
    "/": "M-1,7L7,-1M-4,4L4,-4M2,10L10,2",
    "\\": "M-1,-1L7,7M-4,2L4,10M2,-4L10,4",
    "x": "M0,6L6,0M0,0L6,6",
    "-": "M0,3H6",
    "|": "M3,0V6",
    "+": "M0,3H6M3,0V6",
    ".": "M2.2,3H3.8",
}


class Bar(NamedTuple):
    """One bar in pixels: its corners, which way it grows, and what is written on it."""

    left: float
    top: float
    right: float
    bottom: float
    flat: bool
    fill: str
    opacity: float
    pattern: str
    words: str
    place: str
    backwards: bool = False


class Patterns(NamedTuple):
    """The hatchings in use: their definitions, and their ids by (pattern, colour)."""

    elements: list[str]
    names: dict[tuple[str, str], str]


def patterns_of(traces: list[dict[str, Any]]) -> Patterns:
    """The hatchings of all bars. Raises `ValueError` for one that is not known."""
    names: dict[tuple[str, str], str] = {}
    for trace in traces:
        if trace["type"] == "bar":
            for look in _looks(trace):
                if look[0]:
                    names.setdefault(look, f"ID-hatch{len(names)}")
    return Patterns([_pattern(*look, name) for look, name in names.items()], names)


def bars_of(layout: dict[str, Any], panel: Panel, at: Mapping) -> list[Bar]:
    """The bars of a panel in pixels, trace by trace."""
    traces = [trace for trace in panel.traces if trace["type"] == "bar"]
    mode = layout.get("barmode") or "group"
    if mode not in {"group", "stack", "relative", "overlay"}:
        raise ValueError(f"figures drawn as SVG group, stack or overlay bars; found {mode!r}")
    slots = len(traces) if mode == "group" else 1
    reached: dict[tuple[float, bool], float] = {}
    bars: list[Bar] = []
    for slot, trace in enumerate(traces):
        flat = trace.get("orientation") == "h"
        scale = panel.y if flat else panel.x
        room = _spacing(scale, traces, flat) * (1 - float(layout.get("bargap", 0.2)))
        widths, bases = listed(trace.get("width")), listed(trace.get("base"))
        places, values = listed(trace.get("y" if flat else "x")), listed(trace.get("x" if flat else "y"))
        looks = _looks(trace)
        words = listed(trace.get("text"))
        for row, (place, value) in enumerate(zip(places, values, strict=False)):
            if value is None or value != value:  # noqa: PLR0124 - nan
                continue
            wide = (float(widths[row % len(widths)]) if widths else room) / slots
            middle = scale.number(place) + (slot % slots - (slots - 1) / 2) * wide
            begin = float(bases[row % len(bases)]) if bases else 0.0
            if mode in {"stack", "relative"}:
                key = (scale.number(place), value >= 0)
                begin = reached.get(key, 0.0)
                reached[key] = begin + float(value)
            corners = _corners(
                panel, at, (middle - wide / 2, middle + wide / 2), (begin, begin + value), flat
            )
            pattern, fill = looks[row % len(looks)]
            said = str(words[row % len(words)]) if words and words[row % len(words)] is not None else ""
            said = "" if mode in {"stack", "relative"} and value == 0 else said
            marker = trace.get("marker") or {}
            opacity = float(trace.get("opacity", 1)) * float(listed(marker.get("opacity", 1))[0])
            place_of_words = str(trace.get("textposition") or "auto")
            bars.append(Bar(*corners, flat, fill, opacity, pattern, said, place_of_words, value < 0))
    return bars


def bar_marks(bars: list[Bar], font: Font, patterns: dict[tuple[str, str], str]) -> Iterator[Drawn]:
    """The bars and the words on or beside them; hatched bars refer to `patterns` by (pattern, colour)."""
    for bar in bars:
        fill, alpha = paint(bar.fill)
        if bar.pattern:
            fill = f"url(#{patterns[bar.pattern, bar.fill]})"
        width, height = bar.right - bar.left, bar.bottom - bar.top
        yield Drawn(
            f'<rect x="{bar.left:.1f}" y="{bar.top:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f"fill={attribute(fill)}{opacity(alpha * bar.opacity)} stroke={attribute(paint(bar.fill)[0])} "
            'stroke-width="0.8"/>'
        )
        if bar.words and bar.place != "none":
            yield from _on_bar(bar, font)


def _on_bar(bar: Bar, font: Font) -> Iterator[Drawn]:
    along = bar.right - bar.left if bar.flat else bar.bottom - bar.top
    across = bar.bottom - bar.top if bar.flat else bar.right - bar.left
    length, height = width_of(bar.words, font.size) + 8, font.size * 1.25
    fits = (
        (length <= along and height <= across) if bar.flat else (height + 4 <= along and length <= across + 8)
    )
    inside = bar.place == "inside" or (bar.place == "auto" and fits)
    if bar.place == "inside" and not fits:
        return
    x, y = (bar.left + bar.right) / 2, (bar.top + bar.bottom) / 2
    if inside:
        color = font.color if bar.pattern or _is_light(bar.fill) else PAPER
        yield Drawn.of(written(bar.words, x, y, font._replace(color=color), anchor="center"))
    elif bar.flat and bar.backwards:
        yield Drawn.of(written(bar.words, bar.left - 4, y, font, anchor="right"))
    elif bar.flat:
        yield Drawn.of(written(bar.words, bar.right + 4, y, font))
    else:
        yield Drawn.of(written(bar.words, x, bar.top - 3, font, anchor="center", baseline="bottom"))


def _is_light(color: str) -> bool:
    """Whether dark words read better on the colour than white ones (relative luminance, WCAG 2)."""
    if not (color.startswith("#") and len(color) == 7):
        return False
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18


def _spacing(scale: Any, traces: list[dict[str, Any]], flat: bool) -> float:
    """The smallest distance of two bars on the scale; 1 between categories."""
    found = {scale.number(one) for trace in traces for one in listed(trace.get("y" if flat else "x"))}
    ordered = sorted(one for one in found if one == one)  # noqa: PLR0124 - nan
    gaps = [b - a for a, b in pairwise(ordered) if b > a]
    return 1.0 if scale.kind == "category" or not gaps else min(gaps)


def _corners(
    panel: Panel, at: Mapping, across: tuple[float, float], along: tuple[float, float], flat: bool
) -> tuple[float, float, float, float]:
    """A bar from its place across (in the scale's unit) and its values along, in pixels."""
    left, top, right, bottom = panel.box
    if flat:
        ys = sorted(bottom - panel.y.share(one) * (bottom - top) for one in across)
        xs = sorted(at.x(one) for one in along)
    else:
        xs = sorted(left + panel.x.share(one) * (right - left) for one in across)
        ys = sorted(at.y(one) for one in along)
    return max(xs[0], left), max(ys[0], top), min(xs[1], right), min(ys[1], bottom)


def _looks(trace: dict[str, Any]) -> list[tuple[str, str]]:
    """Hatching and colour of each bar of a trace."""
    marker = trace.get("marker") or {}
    fills = [str(one) if isinstance(one, str) else one for one in listed(marker.get("color"))] or [
        str(trace["tint"])
    ]
    shapes = [str(one or "") for one in listed((marker.get("pattern") or {}).get("shape"))] or [""]
    for fill in fills:
        paint(fill)
    count = max(len(fills), len(shapes))
    return [(shapes[n % len(shapes)], fills[n % len(fills)]) for n in range(count)]


def _pattern(shape: str, color: str, name: str) -> str:
    if shape not in STROKES:
        raise ValueError(f"figures drawn as SVG know the hatchings {' '.join(STROKES)}; found {shape!r}")
    tint = attribute(paint(color)[0])
    return (
        f'<defs><pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="#ffffff"/>'
        f'<path d="{STROKES[shape]}" transform="scale(1.3333)" fill="none" stroke={tint} '
        'stroke-width="1.1"/></pattern></defs>'
    )
