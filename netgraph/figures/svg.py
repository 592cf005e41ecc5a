"""A figure as static SVG text: for print, for PDF, and wherever no script runs.

Draws what netgraph's figures are made of: scatter traces (lines, symbols, words), bars (flat or upright,
grouped or stacked, hatched), shapes (lines, rectangles, circles), annotations, linear, log, date and
category axes, a legend. It draws from the same figure as Plotly, in Plotly's pixels, and refuses what it
cannot draw instead of leaving it out. The same figure gives the same text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from netgraph.figures.svg_bars import bar_marks, bars_of, patterns_of
from netgraph.figures.svg_frame import axes_drawn, shapes, titles, words_placed
from netgraph.figures.svg_legend import legend
from netgraph.figures.svg_marks import scatter_marks
from netgraph.figures.svg_panel import panels_of
from netgraph.figures.svg_pen import Drawn
from netgraph.figures.svg_text import Font, attribute, escaped, plain
from netgraph.figures.wordless import without_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from netgraph.figures.svg_marks import Mapping

__all__ = ["to_svg"]

DRAWN: Final = {"scatter", "scattergl", "bar"}
INK: Final = "#444444"
COLORS: Final = ("#636efa", "#ef553b", "#00cc96", "#ab63fa")
FAMILY: Final = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


def to_svg(
    figure: go.Figure,
    *,
    width: int = 720,
    height: int | None = None,
    description: str | None = None,
    family: str = FAMILY,
    hints: bool = False,
    words: bool = True,
) -> str:
    """The figure as one SVG element, text by text and line by line.

    `width` and `height` (None: the figure's own, else 450) are pixels. `description` says in words what is
    to be seen, for readers who do not see it; its short name is the figure's title. With `hints` a mark tells
    what Plotly shows under the pointer; without `words` the title and the caption are left to the page.
    Raises `ValueError` for a trace, symbol, axis or shape that this module does not draw.
    """
    own = figure.layout.to_plotly_json()
    layout = _merged(
        (figure.layout.template.layout.to_plotly_json() if figure.layout.template.layout else {}),
        own if words else without_words(own),
    )
    colors = list(layout.get("colorway") or COLORS)
    traces = [
        _with_template(figure, trace.to_plotly_json())
        | {"tint": colors[number % len(colors)], "hints": hints}
        for number, trace in enumerate(figure.data)
    ]
    strange = sorted({str(trace["type"]) for trace in traces} - DRAWN)
    if strange:
        raise ValueError(
            f"figures drawn as SVG hold scatter and bar traces; found {', '.join(strange)}: use Plotly"
        )
    tall = int(height or layout.get("height") or 450)
    traces = [trace for trace in traces if trace.get("visible", True) is True]
    drawn = _drawing(layout, traces, width, tall)
    meta = layout.get("meta") if isinstance(layout.get("meta"), dict) else {}
    name = plain((layout.get("title") or {}).get("text") or (meta or {}).get("title") or "Figure")
    said = description or str((meta or {}).get("caption") or "")
    return _whole(drawn, (width, tall), name, said, family)


def _drawing(layout: dict[str, Any], traces: list[dict[str, Any]], width: int, height: int) -> list[Drawn]:
    told = layout.get("font") or {}
    font = Font(float(told.get("size", 12)), str(told.get("color", INK)))
    edge = {"l": 80, "r": 80, "t": 100, "b": 80} | (layout.get("margin") or {})
    frame = (float(edge["l"]), float(edge["t"]), width - float(edge["r"]), height - float(edge["b"]))
    panels = list(panels_of(layout, traces, frame))
    patterns = patterns_of(traces)
    drawn = [Drawn(element) for element in patterns.elements]
    drawn += shapes(layout, panels, frame, below=True)
    for panel in panels:
        drawn += axes_drawn(panel, font)
    for panel in panels:
        at = panel.mapping()
        drawn.append(_clipping(at))
        drawn += bar_marks(bars_of(layout, panel, at), font, patterns.names)
        for trace in panel.traces:
            if trace["type"] != "bar":
                drawn += scatter_marks(trace, at, font)
    drawn += shapes(layout, panels, frame, below=False)
    drawn += legend(layout, traces, patterns.names, frame, font)
    drawn += words_placed(layout, panels, frame, font)
    drawn += titles(layout, frame, (width, height), font)
    return drawn


def _clipping(at: Mapping) -> Drawn:
    """The panel as a clipping path, for lines that leave it."""
    left, top, right, bottom = at.box
    return Drawn(
        f'<clipPath id="{at.clip()}"><rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}"/></clipPath>'
    )


def _merged(under: Any, over: Any) -> Any:
    """`over` with what it does not say taken from `under`."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {key: _merged(under.get(key), over.get(key)) for key in dict.fromkeys([*under, *over])}
    return under if over is None else over


def _with_template(figure: go.Figure, trace: dict[str, Any]) -> dict[str, Any]:
    told = figure.layout.template.data
    looks = getattr(told, trace["type"], None) if told is not None else None
    return _merged(looks[0].to_plotly_json(), trace) if looks else trace


def _whole(drawn: list[Drawn], size: tuple[int, int], name: str, said: str, family: str) -> str:
    """The element: wide enough for words that stand out over the edge, named and described."""
    boxes = [one.box for one in drawn if one.box is not None]
    left, top = (min([0.0, *(box[n] for box in boxes)]) for n in (0, 1))
    right, bottom = (max([float(size[n - 2]), *(box[n] for box in boxes)]) for n in (2, 3))
    body = "\n".join(one.element for one in drawn)
    # Ids are the document's: two figures on one page must not share theirs.
    mark = hashlib.blake2b(f"{name}{said}{body}".encode(), digest_size=4).hexdigest()
    body = body.replace("ID-", f"f{mark}-")
    described = f'\n<desc id="f{mark}-desc">{escaped(said)}</desc>' if said else ""
    labels = f"f{mark}-title f{mark}-desc" if said else f"f{mark}-title"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right - left:.0f}" height="{bottom - top:.0f}" '
        f'viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}" role="img" '
        f'aria-labelledby="{labels}" font-family={attribute(family)}>\n'
        f'<title id="f{mark}-title">{escaped(name)}</title>{described}\n{body}\n</svg>\n'
    )
