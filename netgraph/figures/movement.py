"""What moved: each tie that crossed a band between two dates, from where it stood to where it stands.

The hollow mark is the earlier silence, the filled one the later, both in the tie's own rhythm on a log scale.
A first contact has no earlier mark. The change is told by symbol and by the row's words, not by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import BLUE, GREEN, GREY, HAIR, PAPER, PLUM, empty_figure, escaped, picture
from netgraph.figures.words import counted, hover_text, listed, sentences

if TYPE_CHECKING:
    from collections.abc import Hashable

    import plotly.graph_objects as go

__all__ = ["Moves", "moves_of", "what_moved"]

CHANGES: Final = {
    "replied": ("diamond", GREEN),
    "warmed": ("circle", BLUE),
    "went quiet": ("square", PLUM),
    "cooled": ("triangle-down", GREY),
}
"""Symbol and colour by change, in the order of the answer."""

MOST_TIES: Final = 16
ROW_HEIGHT: Final = 28
LETTER: Final = 7
LEAST_QUIET: Final = 0.1
STILL: Final = "No tie crossed a band between the two dates; that is neither good nor bad."


class Moves(NamedTuple):
    """What will be drawn: `ties` has name, change, before and after (silence over rhythm) and why."""

    ties: pd.DataFrame
    title: str
    caption: str


def what_moved(moved: pd.DataFrame) -> go.Figure:
    """The first sixteen ties of `netgraph.what_moved`, a row each."""
    moves = moves_of(moved)
    return _drawn(moves) if len(moves.ties) else empty_figure(moves.title, moves.caption)


def moves_of(moved: pd.DataFrame) -> Moves:
    """The record behind `what_moved`."""
    columns = {
        "name": "name",
        "change": "change",
        "quiet_before": "before",
        "quiet_after": "after",
        "why": "why",
    }
    ties = moved[list(columns)].rename(columns=columns).head(MOST_TIES).reset_index(drop=True)
    rests = moved.attrs.get("rests_on")
    if ties.empty:
        return Moves(ties, "Nothing moved", sentences([STILL, rests]))
    counts = moved["change"].value_counts()
    parts = [f"{int(counts[change])} {change}" for change in CHANGES if change in counts]
    title = f"{counted(len(moved), 'tie', 'ties')} moved: {listed(parts)}"
    more = len(moved) - len(ties)
    said = "Hollow: the earlier date. Filled: the later. A row with one mark: the first contact in the data"
    left_out = f"{counted(more, 'more tie is', 'more ties are')} not drawn" if more else None
    return Moves(ties, title, sentences([said, left_out, rests]))


def _drawn(moves: Moves) -> go.Figure:
    ties = moves.ties
    rows, names = len(ties), [str(name) for name in ties["name"]]
    left = min(28 + LETTER * max(map(len, names)), 240)
    height = ROW_HEIGHT * rows + 60
    found = [change for change in CHANGES if (ties["change"] == change).any()]
    figure = picture(moves.title, caption=moves.caption, height=height, left=left, legend=found)
    for row in range(rows):
        figure.add_hline(y=row, line={"color": HAIR, "width": 1}, layer="below")
    for change in found:
        figure.add_traces(_traces(ties[ties["change"] == change], change))
    ticks = [tick for tick in (0.1, 0.3, 1, 2.5, 8, 25, 80, 250) if tick <= 3 * float(_marks(ties).max())]
    figure.update_xaxes(
        type="log",
        tickvals=ticks,
        ticktext=[f"{tick:g}" if tick > LEAST_QUIET else f"{LEAST_QUIET:g} or less" for tick in ticks],
        title="how quiet: silence / usual gap (log scale)",
    )
    figure.update_yaxes(
        range=[rows - 0.4, -0.6],
        tickvals=list(range(rows)),
        ticktext=[escaped(name) for name in names],
        showgrid=False,
    )
    return figure


def _marks(ties: pd.DataFrame) -> pd.Series:
    marks: pd.Series = pd.concat([ties["before"], ties["after"], pd.Series([2.5])]).dropna()
    return marks.clip(lower=LEAST_QUIET)


def _traces(ties: pd.DataFrame, change: str) -> list[go.Scatter]:
    """The lines from then to now, the hollow marks and the filled ones."""
    import plotly.graph_objects as go

    symbol, color = CHANGES[change]
    before, after = (ties[when].clip(lower=LEAST_QUIET) for when in ("before", "after"))
    x = [value for pair in zip(before, after, strict=True) for value in (*pair, None)]
    y = [value for row in ties.index for value in (row, row, None)]
    hovers = [_hover(row) for row in ties.to_dict("records")]
    line = {"color": color, "width": 2}
    shared: dict[str, Any] = {"y": ties.index, "mode": "markers", "hovertext": hovers, "hoverinfo": "text"}
    then = {"symbol": f"{symbol}-open", "color": color, "size": 9, "line": {"color": color, "width": 1.5}}
    now = {"symbol": symbol, "color": color, "size": 11, "line": {"color": PAPER, "width": 0.8}}
    return [
        go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False),
        go.Scatter(x=before, marker=then, showlegend=False, **shared),
        go.Scatter(x=after, marker=now, name=change, **shared),
    ]


def _hover(row: dict[Hashable, Any]) -> str:
    return hover_text(f"{row['name']}: {row['change']}", str(row["why"]))
