"""The pen of a figure in SVG: symbols, dashes, colours and rules, and what was drawn with them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netgraph.figures.svg_text import Font, attribute

if TYPE_CHECKING:
    from netgraph.figures.svg_text import Block

__all__ = ["HALF", "Drawn", "dashes", "font_of", "listed", "opacity", "paint", "rule", "symbol"]

DASHES: Final = {
    "solid": (),
    "dot": (1, 2.2),
    "dash": (4, 3),
    "longdash": (8, 4),
    "dashdot": (5, 2, 1, 2),
    "longdashdot": (8, 3, 1, 3),
}
"""Strokes and gaps, in widths of the line."""

HALF: Final = math.sqrt(0.5)

CORNERS: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "square": ((-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle-up": ((0, -1.15), (1.05, 0.7), (-1.05, 0.7)),
    "triangle-down": ((0, 1.15), (1.05, -0.7), (-1.05, -0.7)),
    "triangle-left": ((-1.15, 0), (0.7, -1.05), (0.7, 1.05)),
    "triangle-right": ((1.15, 0), (-0.7, -1.05), (-0.7, 1.05)),
    "pentagon": tuple((math.sin(k * 1.2566), -math.cos(k * 1.2566)) for k in range(5)),
    "hexagon": tuple((math.sin(k * 1.0472), -math.cos(k * 1.0472)) for k in range(6)),
    "star": tuple(
        ((1.3, 0.55)[k % 2] * math.sin(k * 0.62832), -(1.3, 0.55)[k % 2] * math.cos(k * 0.62832))
        for k in range(10)
    ),
    "cross": tuple(
        (a * 0.4 if abs(a) == 1 else a / 2 * 1.1, b * 0.4 if abs(b) == 1 else b / 2 * 1.1)
        for a, b in (
            *((-1, -2), (1, -2), (1, -1), (2, -1), (2, 1), (1, 1)),
            *((1, 2), (-1, 2), (-1, 1), (-2, 1), (-2, -1), (-1, -1)),
        )
    ),
}

CORNERS["x"] = tuple(((a - b) * HALF, (a + b) * HALF) for a, b in CORNERS["cross"])

STROKES: Final = {
    "line-ns": "M0,-1.2V1.2",
    "line-ew": "M-1.2,0H1.2",
    "cross-thin": "M0,-1.2V1.2M-1.2,0H1.2",
    "x-thin": "M-.85,-.85L.85,.85M-.85,.85L.85,-.85",
}


class Drawn(NamedTuple):
    """An element, and the box it takes where it may stand out over the edge."""

    element: str
    box: tuple[float, float, float, float] | None = None

    @classmethod
    def of(cls, block: Block) -> Drawn:
        """Text as drawn."""
        return cls(block.element, block.box)


def symbol(name: str, x: float, y: float, size: float, style: dict[str, Any]) -> str:
    """A marker: `style` holds color, opacity, line_color, line_width. `ValueError` for another name."""
    hollow, shape = name.endswith("-open"), name.removesuffix("-open")
    color, alpha = paint(style["color"])
    rim, rim_alpha = paint(style["color"] if hollow else style["line_color"])
    width = max(float(style["line_width"]), 1.4 if hollow or shape in STROKES else 0)
    radius, look = size / 2, f"{opacity(alpha * style['opacity'])}"
    if shape in STROKES:
        return (
            f'<path d="{STROKES[shape]}" transform="translate({x:.1f} {y:.1f}) scale({radius:.2f})" '
            f'fill="none" stroke={attribute(color)} stroke-width="{width / max(radius, 0.1):.2f}"/>'
        )
    inside = 'fill="none"' if hollow else f"fill={attribute(color)}{look}"
    edge = f' stroke={attribute(rim)} stroke-width="{width:g}"{opacity(rim_alpha, "stroke")}' if width else ""
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2f}" {inside}{edge}/>'
    if shape not in CORNERS:
        raise ValueError(f"figures drawn as SVG know no symbol {name!r}: use {', '.join(sorted(CORNERS))}")
    corners = " ".join(f"{x + radius * a:.1f},{y + radius * b:.1f}" for a, b in CORNERS[shape])
    return f'<polygon points="{corners}" {inside}{edge}/>'


def dashes(dash: str | None, width: float) -> str:
    """The attribute of a dashed line, "" for a solid one. Raises `ValueError` for a dash it does not know."""
    if dash is not None and dash not in DASHES:
        raise ValueError(f"figures drawn as SVG know the dashes {', '.join(DASHES)}; found {dash!r}")
    strokes = DASHES[dash or "solid"]
    return f' stroke-dasharray="{" ".join(f"{one * width:g}" for one in strokes)}"' if strokes else ""


def paint(color: object) -> tuple[str, float]:
    """A colour as SVG 1.1 takes it, and its opacity.

    >>> paint("rgba(0,114,178,.5)"), paint("#0072b2")
    (('rgb(0,114,178)', 0.5), ('#0072b2', 1.0))
    """
    if not isinstance(color, str):
        raise ValueError("figures drawn as SVG take colours by name, no numbers on a colour scale")
    if color.startswith("rgba(") and color.endswith(")"):
        *parts, alpha = color[5:-1].split(",")
        return f"rgb({','.join(part.strip() for part in parts)})", float(alpha)
    return color, 1.0


def listed(values: Any) -> list[Any]:
    """The values of an array of a figure as plain Python values; one value alone is a list of one."""
    if values is None:
        return []
    if isinstance(values, np.ndarray):
        return list(values) if values.dtype.kind == "M" else list(values.tolist())
    return list(values) if isinstance(values, Sequence) and not isinstance(values, str) else [values]


def rule(ends: tuple[float, float, float, float], color: str, width: float, dash: str | None = None) -> str:
    """A straight line from (x, y) to (x, y)."""
    x0, y0, x1, y1 = ends
    stroke, alpha = paint(color)
    faint = f' stroke-opacity="{alpha:.3g}"' if alpha < 1 else ""
    return (
        f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke={attribute(stroke)} '
        f'stroke-width="{width:g}"{faint}{dashes(dash, max(width, 1))}/>'
    )


def font_of(told: dict[str, Any] | None, font: Font) -> Font:
    """A font as the figure tells it, the rest from `font`."""
    told = told or {}
    bold = str(told.get("weight", "")) in {"bold", "600", "650", "700"} or font.bold
    return Font(float(told.get("size", font.size)), str(told.get("color", font.color)), bold)


def opacity(alpha: float, what: str = "fill") -> str:
    """The attribute of a see-through colour; nothing for a full one."""
    return "" if alpha >= 1 else f' {what}-opacity="{alpha:.3g}"'
