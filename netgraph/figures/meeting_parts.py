"""Who to meet, in parts: need, reach and novelty side by side, never one mark for a person.

The order is of next steps, not of people (`netgraph.meetings`). Reach that rests on a guess is hatched;
a novelty that is not known is said so, not drawn as 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import BLUE, GREEN, GREY, PLUM, empty_figure, escaped, picture
from netgraph.figures.words import counted, hover_text, listed, sentences

if TYPE_CHECKING:
    from collections.abc import Hashable

    import plotly.graph_objects as go

__all__ = ["Parts", "parts_of", "who_to_meet"]

MOST_PEOPLE: Final = 12
ROW_HEIGHT: Final = 30
HEADS: Final = 18
LETTER: Final = 7
PARTS: Final = {
    "need": ("need", "1 = sits at a target", BLUE),
    "reach": ("reach", "readiness that leads there", GREEN),
    "novelty": ("novelty", "share of ties new to you", PLUM),
}
DOMAINS: Final = {"need": (0.0, 0.29), "reach": (0.355, 0.645), "novelty": (0.71, 1.0)}
NOBODY: Final = (
    "After each conversation, note whom they say you should meet: netgraph log NAME met --ask-who NAMES"
)


class Parts(NamedTuple):
    """What will be drawn.

    `people` has person_id, name, organization, need, reach, novelty (NaN = not known), proof, via (names),
    targets and why, in the order given.
    """

    people: pd.DataFrame
    title: str
    caption: str


def who_to_meet(meetings: pd.DataFrame) -> go.Figure:
    """The first twelve people of `netgraph.who_to_meet`."""
    parts = parts_of(meetings)
    return _drawn(parts) if len(parts.people) else empty_figure(parts.title, parts.caption)


def parts_of(meetings: pd.DataFrame) -> Parts:
    """The record behind `who_to_meet`."""
    columns = ["person_id", "name", "organization", *PARTS, "proof", "via", "targets", "why"]
    people = meetings[columns].head(MOST_PEOPLE).reset_index(drop=True)
    rests = meetings.attrs.get("rests_on")
    if people.empty:
        return Parts(people, "Nobody to meet is known yet", sentences([NOBODY, rests]))
    unproven = int((~people["proof"] & (people["reach"] > 0)).sum())
    more = len(meetings) - len(people)
    caption = sentences(
        [
            f"Hatched: {counted(unproven, 'way rests', 'ways rest')} on a guess or a mere connection"
            if unproven
            else None,
            meetings.attrs.get("note"),
            f"{counted(more, 'more person is', 'more people are')} not drawn" if more else None,
            rests,
        ]
    )
    return Parts(people, _title(people), caption)


def _title(people: pd.DataFrame) -> str:
    first = people.iloc[0]
    via = [str(name) for name in first["via"]]
    through = f", through {via[0]}" if via else ""
    targets = list(dict.fromkeys(str(target) for some in people["targets"] for target in some))
    if not targets:
        return f"Next to meet: {first['name']}{through}"
    shown = listed(targets[:3]) if len(targets) <= 3 else f"{len(targets)} targets"
    return f"{counted(len(people), 'person leads', 'people lead')} to {shown}; first {first['name']}{through}"


def _drawn(parts: Parts) -> go.Figure:
    people = parts.people
    rows = len(people)
    names = [str(name) for name in people["name"]]
    left = min(28 + LETTER * max(map(len, names)), 260)
    figure = picture(parts.title, caption=parts.caption, height=ROW_HEIGHT * rows + 70, left=left)
    for number, part in zip(("", "2", "3"), PARTS, strict=True):
        figure.add_trace(_bars(people, part, number))
        _axes(figure, people, part, number)
    figure.update_layout(
        height=figure.layout.height + HEADS,
        margin_t=figure.layout.margin.t + HEADS,
        yaxis={"tickvals": list(range(rows)), "ticktext": [escaped(name) for name in names]},
    )
    return figure


def _bars(people: pd.DataFrame, part: str, number: str) -> go.Bar:
    import plotly.graph_objects as go

    values = people[part]
    hatched = part == "reach"
    return go.Bar(
        orientation="h",
        x=values,
        y=list(range(len(people))),
        xaxis=f"x{number}",
        yaxis=f"y{number}",
        text=["" if pd.isna(value) else f"{value:.2g}" for value in values],
        textposition="outside",
        textfont={"size": 11},
        cliponaxis=False,
        marker={
            "color": PARTS[part][2],
            "line": {"color": PARTS[part][2], "width": 1},
            "pattern": {"shape": ["/" if hatched and not proof else "" for proof in people["proof"]]},
        },
        hovertext=[_hover(row) for row in people.to_dict("records")],
        hoverinfo="text",
    )


def _axes(figure: go.Figure, people: pd.DataFrame, part: str, number: str) -> None:
    """The part's own axes, its name above them, and a word in each row that is not known."""
    name, unit, _ = PARTS[part]
    most = float(people[part].max())
    across = {"range": [0, 1.25 * (most if most > 0 else 1.0)], "title": unit, "nticks": 4}
    rows = {"range": [len(people) - 0.4, -0.6], "showgrid": False, "showticklabels": not number}
    figure.update_layout(
        {
            f"xaxis{number}": {**across, "domain": DOMAINS[part], "anchor": f"y{number}"},
            f"yaxis{number}": {**rows, "anchor": f"x{number}"},
        }
    )
    figure.add_annotation(
        text=f"<b>{name}</b>",
        x=DOMAINS[part][0],
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
    )
    for row in people.index[people[part].isna()]:
        figure.add_annotation(
            text="not known",
            x=0,
            xref=f"x{number}",
            xanchor="left",
            y=int(row),
            yref=f"y{number}",
            showarrow=False,
            font={"size": 11, "color": GREY},
        )


def _hover(row: dict[Hashable, Any]) -> str:
    where = row["organization"] if isinstance(row["organization"], str) else None
    return hover_text(str(row["name"]), where, str(row["why"]))
