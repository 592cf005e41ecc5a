"""The look of every figure: one palette, one Plotly template, one way to title, to caption and to be empty.

Colours have a contrast of at least 4.4:1 on white and are told apart by people who see fewer of them; they
never speak alone: a symbol, a line or a pattern says the same. Proof is a solid line and a filled mark, a
bare connection a dashed line, a guess a dotted line and a hollow mark. The dashboard's style sheet
(`dashboards/assets/netgraph.css`) holds the same colours, light and dark.

A figure says its finding in the title and what it rests on in the caption. Both also stand, as plain text,
in ``figure.layout.meta`` under ``title`` and ``caption``, for pages that print the words themselves. Figures
are made for a width of `LEAST_WIDTH` or more: let a narrower page scroll them sideways.
"""

from __future__ import annotations

import html
import re
import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from netgraph.figures.wordless import CAPTION, CAPTION_LINE, TITLE_LINE, without_words
from netgraph.schema import PROOF

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

__all__ = [
    "BLUE",
    "COLORWAY",
    "CONFIG",
    "DARK",
    "FONT",
    "GREEN",
    "GREY",
    "HAIR",
    "INK",
    "LEAST_WIDTH",
    "OLIVE",
    "PAPER",
    "PLUM",
    "RUST",
    "SKY",
    "SOFT",
    "WARM",
    "bare",
    "dark_partner",
    "darkened",
    "empty_figure",
    "escaped",
    "line_of",
    "picture",
    "template",
]

FONT: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", '
    "Arial, sans-serif"
)

INK: Final = "#1d2733"
SOFT: Final = "#55606e"
HAIR: Final = "#e4e6e9"
PAPER: Final = "#ffffff"
BLUE: Final = "#0072b2"
WARM: Final = "#a04f00"
GREEN: Final = "#00795a"
PLUM: Final = "#a2427d"
SKY: Final = "#2a7fb8"
RUST: Final = "#c04a00"
OLIVE: Final = "#6b5b00"
GREY: Final = "#5f6b7a"

COLORWAY: Final = (BLUE, WARM, GREEN, PLUM, SKY, RUST, OLIVE, GREY)
"""The colours of series, in the order in which they are given out."""

DARK: Final = {
    INK: "#e6eaee",
    SOFT: "#a7b0bb",
    HAIR: "#2f363e",
    PAPER: "#1c2127",
    BLUE: "#66b3dd",
    WARM: "#e8a867",
    GREEN: "#57c2a0",
    PLUM: "#e08fbd",
    SKY: "#8ecae6",
    RUST: "#f08c5a",
    OLIVE: "#cdbb5c",
    GREY: "#a8b1bc",
}
"""What each colour becomes on a dark ground."""

CLEAR: Final = re.compile(r"rgba\((\d+),(\d+),(\d+),(.+)\)")

CONFIG: Final[dict[str, Any]] = {"showSendToCloud": False, "displaylogo": False, "responsive": True}
"""For `fig.show(config=...)` and `fig.to_html(config=...)`: no button uploads a chart, no logo."""

LEAST_WIDTH: Final = 600
"""Pixels."""

TITLE_SIZE: Final = 17
TITLE_WIDTH: Final = 72
CAPTION_SIZE: Final = 12
CAPTION_WIDTH: Final = 104
EDGE: Final = 16
BELOW_PLOT: Final = 56
LEGEND_LINE: Final = 20
LEGEND_WIDTH: Final = 680
LEGEND_MARK: Final = 46
LETTER: Final = 6.4


@lru_cache(maxsize=1)
def template() -> go.layout.Template:
    """The one template: system type, a clear ground, few lines, and no button that uploads."""
    import plotly.graph_objects as go

    axis = {
        "gridcolor": HAIR,
        "linecolor": HAIR,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": SOFT, "size": 12},
        "title": {"font": {"color": SOFT, "size": 13}, "standoff": 8},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK},
            "title": {"font": {"size": TITLE_SIZE, "color": INK}},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(COLORWAY),
            "xaxis": axis,
            "yaxis": axis,
            "legend": {
                "orientation": "h",
                "traceorder": "normal",
                "x": 0,
                "xanchor": "left",
                "y": 1.0,
                "yanchor": "bottom",
                "font": {"size": 12, "color": SOFT},
            },
            "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
            "hovermode": "closest",
            "bargap": 0.35,
            "modebar": {"remove": ["sendChartToCloud", "select2d", "lasso2d"]},
        }
    )


def picture(
    title: str,
    *,
    caption: str = "",
    height: int = 420,
    left: int = 64,
    right: int = 24,
    legend: Sequence[str] = (),
) -> go.Figure:
    """A figure without data: its title (the finding) above, its caption (what it rests on) below.

    Both are plain text: they are wrapped and made safe here. `height` is that of the plot with its axes;
    `left` and `right` are margins in pixels. `legend` holds the names it will show, for which room is left
    under the title.
    """
    from netgraph.figures.drawing import Drawing

    headline = textwrap.wrap(title, TITLE_WIDTH)
    footnote = textwrap.wrap(caption, CAPTION_WIDTH)
    top = EDGE + TITLE_LINE * len(headline) + EDGE + _legend_height(legend)
    words = {
        "name": CAPTION,
        "text": "<br>".join(map(escaped, footnote)),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - left,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": 4 - BELOW_PLOT,
        "align": "left",
        "showarrow": False,
        "font": {"size": CAPTION_SIZE, "color": SOFT},
    }
    layout = {
        "template": template(),
        "title": {
            "text": "<br>".join(map(escaped, headline)),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            # Plotly sets the first of several lines higher than a line that is alone.
            "pad": {"t": EDGE + (12 if len(headline) > 1 else 0), "l": EDGE},
        },
        "height": height + top + CAPTION_LINE * len(footnote),
        "margin": {"l": left, "r": right, "t": top, "b": BELOW_PLOT + CAPTION_LINE * len(footnote)},
        "showlegend": bool(legend),
        "meta": {"title": title, "caption": caption},
        "annotations": [words] if footnote else [],
    }
    # All at once: Plotly checks everything again with each update.
    return Drawing(layout=layout)


def _legend_height(names: Sequence[str]) -> int:
    """Rows of equal columns, as Plotly lays out a legend that lies flat."""
    if not names:
        return 0
    widths = [LEGEND_MARK + LETTER * len(name) for name in names]
    columns = len(names) if sum(widths) <= LEGEND_WIDTH else max(1, int(LEGEND_WIDTH // max(widths)))
    return LEGEND_LINE * -(-len(names) // columns) + 4


def empty_figure(title: str, reason: str) -> go.Figure:
    """A figure that has nothing to draw: its title, and in its middle why, and what would change it."""
    figure = picture(title, height=200)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[0, 1])
    figure.add_annotation(
        name="reason",
        text="<br>".join(map(escaped, textwrap.wrap(reason, TITLE_WIDTH))),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"size": 14, "color": SOFT},
    )
    figure.update_layout(meta={"title": title, "caption": reason})
    return figure


def escaped(text: str) -> str:
    """The text with `&`, `<` and `>` as entities: Plotly reads a little HTML in every text it draws.

    >>> escaped("R&D <b>Ana</b>")
    'R&amp;D &lt;b&gt;Ana&lt;/b&gt;'
    """
    return html.escape(text, quote=False)


def line_of(evidence: str) -> str:
    """The line of a tie: `solid` for proof, `dash` for a mere connection, `dot` for a guess.

    >>> line_of("message"), line_of("connected"), line_of("inferred")
    ('solid', 'dash', 'dot')
    """
    if evidence in PROOF:
        return "solid"
    return "dash" if evidence == "connected" else "dot"


def bare(figure: go.Figure) -> go.Figure:
    """The same figure without title and caption, for a page that prints ``layout.meta`` as its own text."""
    return type(figure)(data=figure.data, layout=without_words(figure.layout.to_plotly_json()))


def darkened(figure: go.Figure) -> go.Figure:
    """The same figure for a dark ground: each colour of the palette by its partner in `DARK`."""
    return type(figure)(_darkened(figure.to_plotly_json()))


def dark_partner(color: str) -> str:
    """What a colour, opaque or not, becomes on a dark ground; one that is not of the palette stays.

    >>> dark_partner(BLUE), dark_partner("rgba(0,114,178,0.5)"), dark_partner("white")
    ('#66b3dd', 'rgba(102,179,221,0.5)', 'white')
    """
    if color in DARK:
        return DARK[color]
    clear = CLEAR.fullmatch(color)
    if clear is None:
        return color
    *light, opacity = clear.groups()
    dark = DARK.get("#" + "".join(f"{int(part):02x}" for part in light))
    if dark is None:
        return color
    return f"rgba({','.join(str(int(dark[at : at + 2], 16)) for at in (1, 3, 5))},{opacity})"


def _darkened(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _darkened(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_darkened(value) for value in part]
    return dark_partner(part) if isinstance(part, str) else part
