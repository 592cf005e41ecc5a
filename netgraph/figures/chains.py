"""Routes as chains: from you over each introducer to the person at the end, a row a route.

What each hop rests on stands on its line, which is solid for proof, dashed for a mere connection and dotted
for a guess. The weakest hop of a route of several is marked by a cross: it is where the route would break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import (
    BLUE,
    GREEN,
    GREY,
    INK,
    PAPER,
    RUST,
    empty_figure,
    escaped,
    line_of,
    picture,
)
from netgraph.figures.words import EVIDENCE, counted, hover_text, listed, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["Chains", "chains_of", "route"]

MOST_ROUTES: Final = 5
ROW_HEIGHT: Final = 74
PEOPLE_COLUMNS: Final = ["row", "place", "name", "role"]
HOP_COLUMNS: Final = ["row", "place", "evidence", "line", "band", "weakest", "ground"]
MARKS: Final = {
    "you": ("circle", INK, 13),
    "on the way": ("circle", BLUE, 11),
    "the end": ("square", GREEN, 12),
}


class Chains(NamedTuple):
    """What will be drawn: the people on each route and the hops between them.

    `people` has row (0 = the first route), place (0 = you), name and role (you, on the way, the end);
    `hops` has row, place (of the person it starts from), evidence, line (Plotly's dash), band (how strong),
    weakest (False throughout where there is one hop) and ground (what it rests on, in words).
    """

    people: pd.DataFrame
    hops: pd.DataFrame
    title: str
    caption: str


def route(paths: pd.DataFrame) -> go.Figure:
    """The first five routes of `netgraph.referral_paths`, the warmest on top."""
    chains = chains_of(paths)
    return _drawn(chains) if len(chains.hops) else empty_figure(chains.title, chains.caption)


def chains_of(paths: pd.DataFrame) -> Chains:
    """The record behind `route`."""
    routes = paths.head(MOST_ROUTES).to_dict("records")
    people = [one for row, found in enumerate(routes) for one in _people(row, found)]
    hops = [hop for row, found in enumerate(routes) for hop in _hops(row, found)]
    return Chains(
        pd.DataFrame(people, columns=PEOPLE_COLUMNS),
        pd.DataFrame(hops, columns=HOP_COLUMNS),
        _title(routes),
        _caption(paths),
    )


def _people(row: int, found: dict[Any, Any]) -> list[dict[str, Any]]:
    *ahead, end = found["path"][1:]
    named = [("You", "you"), *((name, "on the way") for name in ahead), (end, "the end")]
    return [
        {"row": row, "place": place, "name": str(name), "role": role}
        for place, (name, role) in enumerate(named)
    ]


def _hops(row: int, found: dict[Any, Any]) -> list[dict[str, Any]]:
    told = zip(found["evidence"], found["bands"], found["grounds"], strict=True)
    return [
        {
            "row": row,
            "place": place,
            "evidence": evidence,
            "line": line_of(evidence),
            "band": band,
            "weakest": found["hops"] > 1 and place == found["weakest_hop"],
            "ground": ground,
        }
        for place, (evidence, band, ground) in enumerate(told)
    ]


def _title(routes: list[dict[Any, Any]]) -> str:
    if not routes:
        return "No route in your data"
    first = routes[0]
    targets = list(dict.fromkeys(str(one["target_name"]) for one in routes))
    if len(targets) > 1:
        proven = {one["target_name"] for one in routes if one["proof"]}
        return f"{len(proven)} of {len(targets)} targets have a proven way in: {listed(targets)}"
    if not first["proof"]:
        return f"No way to {targets[0]} is proven yet; {counted(len(routes), 'may be one', 'may be')}"
    if first["hops"] == 1:
        return f"The warmest way to {targets[0]} is direct: you know {first['path'][-1]}"
    return f"The warmest way to {targets[0]} starts with {first['path'][1]}"


def _caption(paths: pd.DataFrame) -> str:
    more = len(paths) - MOST_ROUTES
    if paths.empty:
        nearest = paths.attrs.get("nearest") or []
        names = (
            [name for close in nearest.values() for name in close] if isinstance(nearest, dict) else nearest
        )
        said = "The world of the data is closed: outside it there may well be one. See what next_moves offers"
        return sentences(
            [f"Did you mean {listed(names)}?" if names else None, said, paths.attrs.get("rests_on")]
        )
    return sentences(
        [
            "Solid: seen or said by somebody. Dashed: connected, no more. Dotted: a guess",
            "Cross: the weakest hop" if (paths["hops"] > 1).any() else None,
            f"{counted(more, 'more route is', 'more routes are')} not drawn" if more > 0 else None,
            paths.attrs.get("note"),
            paths.attrs.get("rests_on"),
        ]
    )


def _drawn(chains: Chains) -> go.Figure:
    rows = int(chains.people["row"].max()) + 1
    longest = int(chains.people["place"].max())
    figure = picture(chains.title, caption=chains.caption, height=ROW_HEIGHT * rows + 20, left=28)
    for hop in chains.hops.to_dict("records"):
        figure.add_trace(_line(hop))
    figure.add_trace(_middles(chains.hops))
    for role in MARKS:
        figure.add_trace(_people_marks(chains.people[chains.people["role"] == role], role))
    figure.update_xaxes(visible=False, range=[-0.28, max(longest, 2) + 0.35])
    figure.update_yaxes(visible=False, range=[rows - 0.5, -0.55])
    figure.update_layout(margin_b=figure.layout.margin.b - 44)
    figure.update_annotations(selector={"name": "caption"}, yshift=-8)
    return figure


def _line(hop: dict[Any, Any]) -> go.Scatter:
    import plotly.graph_objects as go

    color = RUST if hop["weakest"] else INK if hop["line"] == "solid" else GREY
    width = 2.4 if hop["line"] == "solid" else 1.8
    return go.Scatter(
        x=[hop["place"], hop["place"] + 1],
        y=[hop["row"]] * 2,
        mode="lines",
        line={"color": color, "width": width, "dash": hop["line"]},
        hoverinfo="skip",
    )


def _middles(hops: pd.DataFrame) -> go.Scatter:
    """What each hop rests on, under its middle; a cross on the weakest."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=hops["place"] + 0.5,
        y=hops["row"],
        mode="markers+text",
        marker={
            "symbol": ["x" if weakest else "circle" for weakest in hops["weakest"]],
            "color": [RUST if weakest else PAPER for weakest in hops["weakest"]],
            "opacity": [1.0 if weakest else 0.0 for weakest in hops["weakest"]],
            "size": 11,
        },
        text=[escaped(_said(hop)) for hop in hops.to_dict("records")],
        textposition="bottom center",
        textfont={"size": 11, "color": [RUST if weakest else GREY for weakest in hops["weakest"]]},
        hovertext=[hover_text(_said(hop), hop["ground"]) for hop in hops.to_dict("records")],
        hoverinfo="text",
    )


def _said(hop: dict[Any, Any]) -> str:
    rests = EVIDENCE.get(hop["evidence"], hop["evidence"])
    strength = "" if hop["band"] == "not known" else f", {hop['band']}"
    return f"{rests}{strength}{', weakest' if hop['weakest'] else ''}"


def _people_marks(people: pd.DataFrame, role: str) -> go.Scatter:
    import plotly.graph_objects as go

    symbol, color, size = MARKS[role]
    return go.Scatter(
        x=people["place"],
        y=people["row"],
        mode="markers+text",
        marker={"symbol": symbol, "color": color, "size": size},
        text=[escaped(name) for name in people["name"]],
        textposition="top center",
        textfont={"size": 13},
        hoverinfo="skip",
        cliponaxis=False,
    )
