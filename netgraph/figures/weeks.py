"""Goals: what the user's own log tells of each week, the counts above and the shares below.

The line is the one aim that career practice names: a new person a week. Weeks before the first log are not
known and stay blank; there is no streak to break (`netgraph.practice.progress`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import BLUE, GREEN, GREY, PLUM, RUST, SKY, WARM, empty_figure, picture
from netgraph.figures.words import counted, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["NEW_PEOPLE_A_WEEK", "Weeks", "goals", "weeks_of"]

NEW_PEOPLE_A_WEEK: Final = 1
COUNTS: Final = {
    "conversations": ("conversations", SKY, "/"),
    "new_people": ("new people", BLUE, ""),
}
SHARES: Final = {
    "face_to_face": ("face to face", GREEN, "circle-open", 14),
    "followed_up": ("followed up in 3 days", PLUM, "diamond", 10),
    "asked_who": ("asked whom to meet", WARM, "square", 6),
}
UPPER: Final = (0.47, 1.0)
LOWER: Final = (0.0, 0.34)
NO_LOG: Final = (
    'Note the first conversation: netgraph log "NAME" met, or "I met ..." on the page of the week.'
)


class Weeks(NamedTuple):
    """What will be drawn: `weeks` is the frame of `netgraph.goals` (NaN = not known)."""

    weeks: pd.DataFrame
    title: str
    caption: str


def goals(weeks: pd.DataFrame) -> go.Figure:
    """Every week of `netgraph.goals`, the oldest on the left."""
    record = weeks_of(weeks)
    return _drawn(record) if record.weeks["conversations"].notna().any() else empty_figure(*record[1:])


def weeks_of(weeks: pd.DataFrame) -> Weeks:
    """The record behind `goals`."""
    known = weeks[weeks["conversations"].notna()]
    rests = weeks.attrs.get("rests_on")
    if known.empty:
        return Weeks(weeks, "Nothing is logged yet", sentences([NO_LOG, rests]))
    new, talks = int(known["new_people"].sum()), int(known["conversations"].sum())
    span = counted(len(known), "week", "weeks")
    people = counted(new, "new person", "new people")
    title = f"{people} and {counted(talks, 'conversation', 'conversations')} in {span}"
    before = len(weeks) - len(known)
    blank = f"{counted(before, 'week', 'weeks')} before your first log: not known" if before else None
    return Weeks(weeks, title, sentences(["From your own log alone", blank, rests]))


def _drawn(record: Weeks) -> go.Figure:
    import plotly.graph_objects as go

    weeks = record.weeks
    x = list(range(len(weeks)))
    names = [look[0] for look in COUNTS.values()] + [look[0] for look in SHARES.values()]
    figure = picture(record.title, caption=record.caption, height=420, left=80, legend=names)
    for column, (name, color, pattern) in COUNTS.items():
        figure.add_trace(
            go.Bar(
                x=x,
                y=weeks[column],
                name=name,
                marker={
                    "color": color,
                    "line": {"color": color, "width": 1},
                    "pattern": {"shape": pattern},
                },
                hovertext=[f"{week}: {_said(value)} {name}" for week, value in _by_week(weeks, column)],
                hoverinfo="text",
            )
        )
    for column, (name, color, symbol, size) in SHARES.items():
        figure.add_trace(
            go.Scatter(
                x=x,
                y=weeks[column],
                yaxis="y2",
                name=name,
                mode="lines+markers",
                line={"color": color, "width": 2},
                marker={"symbol": symbol, "color": color, "size": size, "line": {"color": color, "width": 2}},
                hovertext=[f"{week}: {value:.0%} {name}" for week, value in _by_week(weeks, column)],
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    _axes(figure, weeks)
    return figure


def _axes(figure: go.Figure, weeks: pd.DataFrame) -> None:
    every = max(1, -(-len(weeks) // 12))
    ticks = list(range(0, len(weeks), every))
    most = max(float(weeks[list(COUNTS)].max().max()), 1.0)
    figure.update_layout(
        barmode="group",
        xaxis={
            "range": [-0.6, len(weeks) - 0.4],
            "tickvals": ticks,
            "ticktext": [f"{monday.day} {monday:%b}" for monday in weeks["starts_on"].iloc[ticks]],
            "title": "week that begins on",
            "anchor": "y2",
            "showgrid": False,
        },
        yaxis={"domain": UPPER, "title": "per week", "range": [0, 1.2 * most], "dtick": -(-most // 4)},
        yaxis2={
            "domain": LOWER,
            "title": "share of<br>conversations",
            "range": [-0.06, 1.06],
            "tickvals": [0, 0.5, 1],
            "tickformat": ".0%",
        },
    )
    figure.add_hline(y=NEW_PEOPLE_A_WEEK, line={"color": RUST, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        text="aim: a new person a week",
        x=1,
        xref="paper",
        xanchor="right",
        y=NEW_PEOPLE_A_WEEK,
        yanchor="bottom",
        showarrow=False,
        font={"size": 11, "color": RUST},
    )
    for row in [place for place, value in enumerate(weeks["conversations"]) if pd.isna(value)]:
        figure.add_annotation(
            text="not<br>known",
            x=row,
            y=0,
            yanchor="bottom",
            showarrow=False,
            font={"size": 10, "color": GREY},
        )


def _by_week(weeks: pd.DataFrame, column: str) -> list[tuple[str, float]]:
    return list(zip(weeks["week"], weeks[column], strict=True))


def _said(value: float) -> str:
    return "not known:" if pd.isna(value) else f"{value:.0f}"
