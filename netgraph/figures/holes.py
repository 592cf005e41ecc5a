"""Brokers: Burt's constraint against effective size, a mark for each person, the first few by name.

Bottom right to top left: the fewer of somebody's contacts know each other, the lower the constraint and the
larger the effective size (`netgraph.structural_holes`). People who open a target are stars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.figures.labels import Canvas, placed
from netgraph.figures.theme import BLUE, PAPER, PLUM, empty_figure, escaped, picture
from netgraph.figures.words import counted, hover_text, listed, sentences

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd
    import plotly.graph_objects as go

__all__ = ["Holes", "brokers", "holes_of"]

HEIGHT: Final = 380
MOST_LABELS: Final = 10
MARGIN: Final = 0.12
NOBODY: Final = "To learn who knows whom, ask contacts, and note what they say: netgraph knows."


class Holes(NamedTuple):
    """What will be drawn.

    `people` has person_id, name, organization, constraint, effective_size, bridges, opens (targets), why and
    `label`, the side on which the name stands (None: no room).
    """

    people: pd.DataFrame
    title: str
    caption: str


def brokers(found: pd.DataFrame) -> go.Figure:
    """Everybody in `netgraph.brokers`."""
    holes = holes_of(found)
    return _drawn(holes) if len(holes.people) else empty_figure(holes.title, holes.caption)


def holes_of(found: pd.DataFrame) -> Holes:
    """The record behind `brokers`."""
    columns = ["person_id", "name", "organization", "constraint", "effective_size", "bridges", "opens", "why"]
    people = found[columns].reset_index(drop=True)
    rests = found.attrs.get("rests_on")
    if people.empty:
        reason = found.attrs.get("reason")
        return Holes(people, "Nobody is seen to stand between others", sentences([reason or NOBODY, rests]))
    canvas = Canvas(_ends(people["constraint"]), _ends(people["effective_size"]), height=HEIGHT)
    points = list(zip(people["constraint"], people["effective_size"], strict=True))
    people["label"] = placed(canvas, points, [str(name) for name in people["name"]], most=MOST_LABELS)
    said = "Constraint is low and effective size large where contacts lie apart"
    counts = "Every tie counts the same, guesses none"
    return Holes(people, _title(people), sentences([said, counts, rests]))


def _title(people: pd.DataFrame) -> str:
    first = str(people["name"].iloc[0])
    targets = list(dict.fromkeys(str(target) for some in people["opens"] for target in some))
    opening = int(people["opens"].map(len).gt(0).sum())
    if targets:
        shown = listed(targets) if len(targets) <= 3 else f"{len(targets)} targets"
        return f"{counted(opening, 'person between groups opens', 'people between groups open')} {shown}"
    return f"{first} stands between most people who do not know each other"


def _ends(values: pd.Series) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = MARGIN * (high - low) or 0.5
    return low - room, high + room


def _drawn(holes: Holes) -> go.Figure:
    people = holes.people
    opening = people["opens"].map(len) > 0
    traces = [
        _marks(mine, name, {"symbol": symbol, "color": color, "size": size})
        for mine, name, symbol, color, size in (
            (people[opening], "opens a target", "star", PLUM, 14),
            (people[~opening], "opens no target", "circle", BLUE, 10),
        )
        if len(mine)
    ]
    figure = picture(holes.title, caption=holes.caption, height=HEIGHT, legend=[one.name for one in traces])
    figure.add_traces(traces)
    figure.update_xaxes(
        title="constraint (low: contacts who lie apart)", range=list(_ends(people["constraint"]))
    )
    figure.update_yaxes(title="effective size, contacts", range=list(_ends(people["effective_size"])))
    return figure


def _marks(people: pd.DataFrame, name: str, marker: dict[str, Any]) -> go.Scatter:
    import plotly.graph_objects as go

    shown = zip(people["name"], people["label"].notna(), strict=True)
    return go.Scatter(
        x=people["constraint"],
        y=people["effective_size"],
        mode="markers+text",
        name=f"{name} ({len(people):,})",
        marker={**marker, "opacity": 0.9, "line": {"color": PAPER, "width": 0.8}},
        text=[escaped(str(one)) if label else "" for one, label in shown],
        textposition=people["label"].fillna("middle right").to_list(),
        textfont={"size": 12},
        hovertext=[_hover(row) for row in people.to_dict("records")],
        hoverinfo="text",
        cliponaxis=False,
    )


def _hover(row: dict[Hashable, Any]) -> str:
    where = row["organization"] if isinstance(row["organization"], str) else None
    return hover_text(str(row["name"]), where, str(row["why"]))
