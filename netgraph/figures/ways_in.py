"""Coverage: which targets have a way in, of what kind, and through whom.

A grid of targets and the four states of `netgraph.coverage`. The state is told by column, symbol and colour:
a filled circle for warm, a hollow one for connected only, a hollow diamond for a guess, a cross for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.coverage import CONNECTED_ONLY, GUESS, NONE, WARM
from netgraph.figures.theme import BLUE, GREEN, GREY, HAIR, PLUM, SOFT, empty_figure, escaped, picture
from netgraph.figures.words import counted, hover_text, part_of, sentences

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd
    import plotly.graph_objects as go

__all__ = ["WaysIn", "coverage", "ways_in_of"]

STATES: Final = {
    WARM: ("circle", GREEN),
    CONNECTED_ONLY: ("circle-open", BLUE),
    GUESS: ("diamond-open", PLUM),
    NONE: ("x-thin", GREY),
}
"""Symbol and colour by state, the surest first: the columns of the grid."""

ROW_HEIGHT: Final = 34
LETTER: Final = 7
NO_TARGETS: Final = "Choose one: netgraph target add NAME, or pass targets= to target_coverage."


class WaysIn(NamedTuple):
    """What will be drawn.

    `targets` has target, state, column (0 = warm), routes, insiders, through (words) and next_step, in the
    order given.
    """

    targets: pd.DataFrame
    title: str
    caption: str


def coverage(covered: pd.DataFrame) -> go.Figure:
    """Every target of `netgraph.target_coverage`, a row each."""
    ways = ways_in_of(covered)
    return _drawn(ways) if len(ways.targets) else empty_figure(ways.title, ways.caption)


def ways_in_of(covered: pd.DataFrame) -> WaysIn:
    """The record behind `coverage`."""
    rests = covered.attrs.get("rests_on")
    targets = covered[["target", "state", "routes", "insiders", "next_step"]].reset_index(drop=True)
    targets.insert(2, "column", [list(STATES).index(state) for state in targets["state"]])
    targets["through"] = [_through(row) for row in covered.to_dict("records")]
    if targets.empty:
        return WaysIn(targets, "No target is chosen yet", sentences([NO_TARGETS, rests]))
    said = "Warm: every tie on the way was seen or said. Guess: a tie on every way is inferred"
    return WaysIn(targets, _title(targets["state"]), sentences([said, rests]))


def _through(row: dict[Hashable, Any]) -> str:
    via = [str(name) for name in row["via"]]
    if not via:
        return "nobody yet"
    others = max(int(row["routes"]), len(via)) - 1
    return f"{via[0]} and {counted(others, 'other', 'others')}" if others else via[0]


def _title(states: pd.Series) -> str:
    counts = states.value_counts()
    warm, none = int(counts.get(WARM, 0)), int(counts.get(NONE, 0))
    found = f"{part_of(warm, len(states), 'target', 'targets')} a warm way in"
    return f"{found}; {none} {'has' if none == 1 else 'have'} none in your data" if none else found


def _drawn(ways: WaysIn) -> go.Figure:
    targets = ways.targets
    rows, names = len(targets), [str(name) for name in targets["target"]]
    left = min(28 + LETTER * max(map(len, names)), 240)
    figure = picture(ways.title, caption=ways.caption, height=ROW_HEIGHT * rows + 60, left=left)
    for row in range(rows):
        line = {"color": HAIR, "width": 1}
        figure.add_shape(type="line", x0=-0.5, x1=3.5, y0=row, y1=row, line=line, layer="below")
    for state, (symbol, color) in STATES.items():
        mine = targets[targets["state"] == state]
        if len(mine):
            figure.add_trace(_marks(mine, symbol, color))
    figure.add_trace(_words(targets))
    figure.update_xaxes(
        range=[-0.5, 6.7],
        tickvals=[0, 1, 2, 3, 4.05],
        ticktext=["warm", "connected<br>only", "a guess", "none in<br>your data", "through"],
        tickangle=0,
        side="top",
        showgrid=False,
    )
    figure.update_yaxes(
        range=[rows - 0.5, -0.5],
        tickvals=list(range(rows)),
        ticktext=[escaped(name) for name in names],
        showgrid=False,
    )
    figure.update_layout(
        margin={"t": figure.layout.margin.t + 36, "b": figure.layout.margin.b - 44},
        height=figure.layout.height - 8,
    )
    figure.update_annotations(selector={"name": "caption"}, yshift=-8)
    return figure


def _marks(targets: pd.DataFrame, symbol: str, color: str) -> go.Scatter:
    import plotly.graph_objects as go

    return go.Scatter(
        x=targets["column"],
        y=targets.index,
        mode="markers",
        marker={"symbol": symbol, "color": color, "size": 13, "line": {"color": color, "width": 2}},
        hovertext=[_hover(row) for row in targets.to_dict("records")],
        hoverinfo="text",
    )


def _words(targets: pd.DataFrame) -> go.Scatter:
    """Through whom, to the right of the grid."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=[3.75] * len(targets),
        y=targets.index,
        mode="text",
        text=[escaped(words) for words in targets["through"]],
        textposition="middle right",
        textfont={"size": 12, "color": SOFT},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _hover(row: dict[Hashable, Any]) -> str:
    routes = counted(int(row["routes"]), "person could start a route", "people could start a route")
    insiders = f"{counted(int(row['insiders']), 'person', 'people')} there in your data"
    return hover_text(f"{row['target']}: {row['state']}", f"{routes}; {insiders}.", str(row["next_step"]))
