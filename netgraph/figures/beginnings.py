"""Growth: how many connections begin in each year or quarter, by the era of your life they come from.

The day of a connection is no contact and says nothing of strength: it says where a network comes from.
Eras (`netgraph.eras`) are told by pattern as well as colour. Quarters stand where all began within three
years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import COLORWAY, GREY, empty_figure, escaped, picture
from netgraph.figures.words import counted, sentences
from netgraph.lookup import ego_of, moment, text
from netgraph.provenance import rests_on

if TYPE_CHECKING:
    import networkx as nx
    import plotly.graph_objects as go

__all__ = ["Growth", "growth", "growth_of"]

MOST_ERAS: Final = 6
MOST_YEARS_BY_QUARTER: Final = 3
OTHER_TIMES: Final = "other times"
OTHER_ERAS: Final = "other eras"
PATTERNS: Final = ("", "/", ".", "\\", "-", "x")
NO_DAYS: Final = "Nobody in these data has a day of connection; LinkedIn's Connections.csv has them."


class Growth(NamedTuple):
    """What will be drawn: `counts` has era, period (its first day) and people; `step` is year or quarter."""

    counts: pd.DataFrame
    step: str
    title: str
    caption: str


def growth(G: nx.Graph) -> go.Figure:
    """One bar a period, stacked by era. Raises `GraphError` when the graph has no ego."""
    record = growth_of(G)
    return _drawn(record) if len(record.counts) else empty_figure(record.title, record.caption)


def growth_of(G: nx.Graph) -> Growth:
    """The record behind `growth`."""
    ego = ego_of(G)
    people = [seen for one, seen in G.nodes(data=True) if seen.get("kind") == "person" and one != ego]
    begun = pd.DataFrame(
        {
            "on": pd.Series([moment(one.get("connected_on")) for one in people], dtype="datetime64[us, UTC]"),
            "era": [text(one.get("era")) or OTHER_TIMES for one in people],
        }
    ).dropna(subset=["on"])
    step = "quarter" if _years(begun["on"]) < MOST_YEARS_BY_QUARTER else "year"
    begun["era"] = _few(begun)
    days = begun["on"].dt.tz_localize(None)
    begun["period"] = days.dt.to_period("Q" if step == "quarter" else "Y").dt.start_time
    counts = begun.groupby(["era", "period"], sort=False).size().rename("people").reset_index()
    order = begun.groupby("era")["on"].median().sort_values().index.to_list()
    order = [era for era in order if era not in {OTHER_TIMES, OTHER_ERAS}] + [OTHER_ERAS, OTHER_TIMES]
    counts = counts.sort_values(
        ["era", "period"], key=lambda values: values.map(order.index) if values.name == "era" else values
    ).reset_index(drop=True)
    if counts.empty:
        return Growth(counts, step, "When your network grew is not known", sentences([NO_DAYS, rests_on(G)]))
    missing = len(people) - len(begun)
    left_out = f"Not drawn: {counted(missing, 'person', 'people')} without a day of connection"
    said = "A connection is no contact: this says where people come from, not how close they are"
    caption = sentences([said, left_out if missing else None, rests_on(G)])
    return Growth(counts, step, _title(counts, step), caption)


def _years(days: pd.Series) -> float:
    return float("inf") if days.empty else (days.max() - days.min()).days / 365.25


def _few(begun: pd.DataFrame) -> pd.Series:
    """The eras with most people by their own names, the others as one."""
    largest = begun.loc[begun["era"] != OTHER_TIMES, "era"].value_counts().index[:MOST_ERAS]
    kept = begun["era"].isin([*largest, OTHER_TIMES])
    return begun["era"].where(kept, OTHER_ERAS)


def _title(counts: pd.DataFrame, step: str) -> str:
    total = int(counts["people"].sum())
    by_era = (
        counts.groupby("era", sort=False)["people"].sum().drop([OTHER_TIMES, OTHER_ERAS], errors="ignore")
    )
    if len(by_era):
        of_all = f"{int(by_era.max()):,} of {counted(total, 'connection', 'connections')}"
        return f"{of_all} {'dates' if by_era.max() == 1 else 'date'} from {by_era.idxmax()}"
    by_period = counts.groupby("period")["people"].sum()
    best = pd.Timestamp(str(by_period.idxmax()))
    when = f"{best.year}" if step == "year" else f"{best:%Y} quarter {best.quarter}"
    return f"Most connections of one {step} began in {when}: {int(by_period.max()):,} of {total:,}"


def _drawn(record: Growth) -> go.Figure:
    import plotly.graph_objects as go

    counts = record.counts
    totals = counts.groupby("era", sort=False)["people"].sum()
    names = {era: f"{era} ({people:,})" for era, people in totals.items()}
    figure = picture(record.title, caption=record.caption, height=360, legend=list(names.values()))
    step = pd.DateOffset(years=1) if record.step == "year" else pd.DateOffset(months=3)
    periods = pd.date_range(counts["period"].min(), counts["period"].max(), freq=step)
    shown = {period: place for place, period in enumerate(periods)}
    for number, (era, mine) in enumerate(counts.groupby("era", sort=False)):
        other = era in {OTHER_TIMES, OTHER_ERAS}
        color = GREY if other else COLORWAY[number % len(COLORWAY)]
        words = [f"{people:,} in {_period(period, record.step)}" for period, people in _pairs(mine)]
        figure.add_trace(
            go.Bar(
                x=[shown[period] for period in mine["period"]],
                y=mine["people"],
                name=escaped(names[era]),
                marker={
                    "color": color,
                    "line": {"color": color, "width": 1},
                    "pattern": {"shape": "|" if other else PATTERNS[number % len(PATTERNS)]},
                },
                hovertext=[f"<b>{escaped(str(era))}</b><br>{said}" for said in words],
                hoverinfo="text",
            )
        )
    every = max(1, len(periods) // 12 + (len(periods) % 12 > 0))
    ticks = range(0, len(periods), every)
    figure.update_layout(barmode="stack", bargap=0.2)
    figure.update_xaxes(
        title=f"{record.step} of the connection",
        tickvals=list(ticks),
        ticktext=[_period(periods[tick], record.step) for tick in ticks],
        range=[-0.6, len(periods) - 0.4],
        showgrid=False,
    )
    figure.update_yaxes(title=f"new connections per {record.step}", rangemode="tozero")
    return figure


def _pairs(counts: pd.DataFrame) -> list[tuple[pd.Timestamp, int]]:
    return list(zip(counts["period"], counts["people"], strict=True))


def _period(period: pd.Timestamp, step: str) -> str:
    return f"{period.year}" if step == "year" else f"{period.year} Q{period.quarter}"
