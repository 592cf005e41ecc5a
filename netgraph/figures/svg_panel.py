"""Panels of a figure in SVG: each pair of axes, the pixels it spans and the traces that are drawn in it."""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

from netgraph.figures.svg_axes import Scale, scale_of
from netgraph.figures.svg_marks import Mapping
from netgraph.figures.svg_pen import listed

__all__ = ["Panel", "panels_of"]

APART: Final = {"x": 85.0, "y": 48.0}
"""Pixels between labels of an axis."""


class Panel(NamedTuple):
    """One pair of axes: its scales, its pixels (left, top, right, bottom) and the traces drawn in it."""

    x_axis: dict[str, Any]
    y_axis: dict[str, Any]
    x: Scale
    y: Scale
    box: tuple[float, float, float, float]
    traces: list[dict[str, Any]]

    def mapping(self) -> Mapping:
        """From values to pixels."""
        left, top, right, bottom = self.box
        return Mapping(
            lambda value: left + self.x.share(self.x.number(value)) * (right - left),
            lambda value: bottom - self.y.share(self.y.number(value)) * (bottom - top),
            self.box,
        )


def panels_of(
    layout: dict[str, Any], traces: list[dict[str, Any]], frame: tuple[float, float, float, float]
) -> list[Panel]:
    """The pairs of axes that traces are drawn in; a figure without traces has one."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for trace in traces:
        pair = (str(trace.get("xaxis") or "x"), str(trace.get("yaxis") or "y"))
        pairs.setdefault(pair, []).append(trace)
    left, top, right, bottom = frame
    panels = []
    for (x, y), inside in (pairs or {("x", "y"): []}).items():
        x_axis, y_axis = (layout.get(f"{one[0]}axis{one[1:]}") or {} for one in (x, y))
        across, up = (axis.get("domain") or (0, 1) for axis in (x_axis, y_axis))
        box = (
            left + across[0] * (right - left),
            bottom - up[1] * (bottom - top),
            left + across[1] * (right - left),
            bottom - up[0] * (bottom - top),
        )
        sharing = {"x": x, "y": y}
        beside = [
            trace for trace in traces if any((trace.get(f"{k}axis") or k) == v for k, v in sharing.items())
        ]
        scales = _scales(layout, (x_axis, y_axis), beside, sharing, box)
        panels.append(Panel(x_axis, y_axis, *scales, box, inside))
    return panels


def _scales(
    layout: dict[str, Any],
    axes: tuple[dict[str, Any], dict[str, Any]],
    traces: list[dict[str, Any]],
    names: dict[str, str],
    box: tuple[float, float, float, float],
) -> tuple[Scale, Scale]:
    lengths = (box[2] - box[0], box[3] - box[1])
    found = []
    for key, axis, length in zip("xy", axes, lengths, strict=True):
        mine = [one for one in traces if (one.get(f"{key}axis") or key) == names[key]]
        bars = [
            one for one in mine if one["type"] == "bar" and (one.get("orientation") == "h") == (key == "x")
        ]
        values = [value for one in mine for value in listed(one.get(key))]
        if bars and layout.get("barmode") in {"stack", "relative"}:
            values += _stacked(bars, key)
        values += [base + at for one in bars for base, at in _based(one, key)]
        tight = key == "x" and bool(mine) and all(one.get("mode") == "lines" for one in mine)
        found.append(scale_of(axis, values, bars=bool(bars), tight=tight, labels=length / APART[key]))
    return _same_scale(axes, (found[0], found[1]), lengths)


def _stacked(bars: list[dict[str, Any]], key: str) -> list[float]:
    """The ends of stacked bars."""
    ends: dict[Any, float] = {}
    for trace in bars:
        pairs = zip(listed(trace.get("y" if key == "x" else "x")), listed(trace.get(key)), strict=False)
        for place, value in pairs:
            ends[place] = ends.get(place, 0.0) + (float(value) if value is not None and value > 0 else 0.0)
    return list(ends.values())


def _based(trace: dict[str, Any], key: str) -> list[tuple[float, float]]:
    values = [one for one in listed(trace.get(key)) if isinstance(one, int | float)]
    bases = listed(trace.get("base"))
    bases = bases * len(values) if len(bases) == 1 else bases
    return [(float(base), float(at)) for base, at in zip(bases, values, strict=False)]


def _same_scale(
    axes: tuple[dict[str, Any], dict[str, Any]], scales: tuple[Scale, Scale], lengths: tuple[float, float]
) -> tuple[Scale, Scale]:
    """Both with as many pixels a unit, the wider range wins, where one axis is anchored to the other."""
    if not any(axis.get("scaleanchor") for axis in axes):
        return scales
    units = max(abs(s.end - s.start) / length for s, length in zip(scales, lengths, strict=True))
    wider = []
    for scale, length in zip(scales, lengths, strict=True):
        middle, half = (
            (scale.start + scale.end) / 2,
            units * length / 2 * math.copysign(1, scale.end - scale.start),
        )
        wider.append(scale._replace(start=middle - half, end=middle + half))
    return wider[0], wider[1]
