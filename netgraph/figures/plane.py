"""The neglected plane: how quiet each tie is against how strong it is.

One mark is one tie of ego's with known contact. To the right: silence in the tie's own rhythm, on a log
scale (2 = twice the usual gap, from which a hello is worth while; 8 = long quiet). Up: strength. The ties to
mind stand top right. Kinds are told by symbol and colour; hollow marks rest (`netgraph.restraint`) and are
left in peace. People without known contact have no place on the plane: they are counted in the caption.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.figures.labels import Canvas, placed
from netgraph.figures.theme import BLUE, GREEN, GREY, PAPER, PLUM, SOFT, WARM, empty_figure, escaped, picture
from netgraph.figures.words import counted, hover_text, part_of, sentences
from netgraph.lookup import ego_of, has_contact, is_missing, number, organization_of, text, ties_of
from netgraph.neglect import is_recruiter, neglected_ties
from netgraph.provenance import span
from netgraph.strength import BANDS, DORMANT_QUIET, band

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import plotly.graph_objects as go

__all__ = ["Plane", "draw_plane", "neglected_plane", "plane_of"]

IN_TOUCH: Final = "in touch"
QUIET_FROM: Final = 2.0
LEAST_QUIET: Final = 0.1
"""Quieter ties than this stand at the left edge: a log scale has no 0."""

MEDIUM_FROM: Final = BANDS["weak"]
HEIGHT: Final = 420


class Room(NamedTuple):
    """The room for marks and names in pixels, and how many names there may be."""

    width: int
    height: int
    most: int


WIDE: Final = Room(600, HEIGHT, 10)
PHONE: Final = Room(240, 310, 5)
NOTHING: Final = "No contact is known in these data, so that nobody can be said to have gone quiet."
LOOK: Final = {
    IN_TOUCH: ("in touch", "circle", GREEN, 6),
    "cooling": ("cooling", "triangle-up", BLUE, 10),
    "dormant": ("long quiet", "square", PLUM, 9),
    "owed": ("reply owed", "diamond", WARM, 11),
}
"""Name, symbol, colour and size by kind, in the order in which they are drawn: the last on top.

The symbols and colours of `netgraph.figures.map_lenses`; the colours of the chips in the dashboard.
"""

TRAYS: Final = {
    "not known": "not known",
    "undated": "known, but not when you last spoke",
    "recruiters": "recruiters",
    "never answered": "never answered",
}
"""Who is not drawn, in words for the caption."""

COLUMNS: Final = [
    "person_id",
    "name",
    "organization",
    "quiet",
    "strength",
    "kind",
    "rests",
    "silent_days",
    "rhythm_days",
    "why",
]


class Plane(NamedTuple):
    """What will be drawn: a point for each tie, in the order of need, the finding and what it rests on.

    `points` has person_id, name, organization, quiet, strength, kind (owed, dormant, cooling or in touch),
    rests, silent_days, rhythm_days, why, and `label`: where its name is written, None where there is no room;
    `phone_label` is the same for a phone, which has room for fewer.
    """

    points: pd.DataFrame
    title: str
    caption: str


def neglected_plane(G: nx.Graph) -> go.Figure:
    """The plane of ego's ties. Raises `GraphError` when the graph has no ego.

    A tie of strength .66 silent for 866 days whose usual gap is 103 days stands at (8.4, .66): long quiet.
    """
    return draw_plane(plane_of(G))


def plane_of(G: nx.Graph, *, neglected: pd.DataFrame | None = None) -> Plane:
    """The record behind `neglected_plane`.

    `neglected` is `neglected_ties(G, limit=len(G), include_resting=True)` where it is at hand.
    """
    ego = ego_of(G)
    if neglected is None:
        neglected = neglected_ties(G, limit=len(G), include_resting=True)
    known = [(alter, tie) for alter, tie in ties_of(G, ego) if has_contact(tie)]
    points = pd.concat([_neglected(G, neglected), _in_touch(G, known, set(neglected["person_id"]))])
    points = points[points["quiet"].notna() & points["strength"].notna()].reset_index(drop=True)
    points["label"], points["phone_label"] = _labels(points, WIDE), _labels(points, PHONE)
    undated = sum(math.isnan(number(tie.get("quiet"))) for _, tie in known)
    apart = {**neglected.attrs["apart"], "undated": undated}
    if points.empty:
        unknown = counted(apart.get("not known", 0), "person is", "people are")
        reason = sentences([NOTHING, f"{unknown} not known"])
        return Plane(points, "Nobody is known to have gone quiet", reason)
    return Plane(points, _title(points), _caption(points, apart, neglected.attrs["rests_on"]))


def _neglected(G: nx.Graph, neglected: pd.DataFrame) -> pd.DataFrame:
    ties = G.adj[ego_of(G)]
    rests = [not is_missing(ties[person].get("rest_until")) for person in neglected["person_id"]]
    return neglected.assign(rests=rests)[COLUMNS]


def _in_touch(
    G: nx.Graph, known: list[tuple[Hashable, dict[str, Any]]], drawn: set[Hashable]
) -> pd.DataFrame:
    """The ties with known contact that are in their rhythm."""
    rows = []
    for alter, tie in known:
        quiet = number(tie.get("quiet"))
        if alter in drawn or not quiet < QUIET_FROM:
            continue
        person = G.nodes[alter]
        if is_recruiter(text(person.get("position"))) and is_missing(tie.get("closeness")):
            continue
        rows.append(
            {
                "person_id": alter,
                "name": person["name"],
                "organization": organization_of(G, alter),
                "quiet": quiet,
                "strength": number(tie.get("strength")),
                "kind": IN_TOUCH,
                "rests": not is_missing(tie.get("rest_until")),
                "silent_days": number(tie.get("silent_days")),
                "rhythm_days": number(tie.get("rhythm_days")),
                "why": None,
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _labels(points: pd.DataFrame, room: Room) -> pd.Series:
    """Names for the first few that need a word and may have one, where they do not hide each other.

    Replies owed and ties that went quiet take turns, each in the order of need.
    """
    turn = points.groupby(points["kind"] == "owed").cumcount()
    told = points[(points["kind"] != IN_TOUCH) & ~points["rests"].astype(bool)]
    first = told.loc[turn[told.index].sort_values(kind="stable").index]
    ordered = pd.concat([first, points.drop(first.index)])
    canvas = Canvas(_x_range(points), (0.0, _highest(points)), room.width, room.height)
    x = [math.log10(max(quiet, LEAST_QUIET)) for quiet in ordered["quiet"]]
    at = list(zip(x, ordered["strength"], strict=True))
    wanted = [True] * len(first) + [False] * (len(ordered) - len(first))
    sides = placed(canvas, at, ordered["name"].to_list(), wanted=wanted, most=room.most)
    return pd.Series(sides, index=ordered.index, dtype=object)


def _title(points: pd.DataFrame) -> str:
    known = points["strength"] >= MEDIUM_FROM
    gone = int((known & (points["quiet"] >= QUIET_FROM)).sum())
    owed = int((points["kind"] == "owed").sum())
    if not known.any():
        found = f"{counted(len(points), 'tie has', 'ties have')} known contact; none is more than weak yet"
    else:
        found = (
            f"{part_of(gone, int(known.sum()), 'medium or strong tie', 'medium or strong ties')} gone quiet"
        )
    return f"{found}; {counted(owed, 'reply is', 'replies are')} owed" if owed else found


def _caption(points: pd.DataFrame, apart: dict[str, int], rests: str) -> str:
    resting = int(points["rests"].sum())
    aside = [f"{apart[tray]:,} {words}" for tray, words in TRAYS.items() if apart.get(tray)]
    return sentences(
        [
            "Quiet: silent for twice the usual gap or longer",
            f"Hollow: {counted(resting, 'person rests', 'people rest')}, leave in peace" if resting else None,
            f"Not drawn: {', '.join(aside)}" if aside else None,
            rests,
        ]
    )


def _x_range(points: pd.DataFrame) -> tuple[float, float]:
    """The ends of the log axis, as powers of ten."""
    longest = max(float(points["quiet"].max()) if len(points) else 0.0, 2 * DORMANT_QUIET)
    return math.log10(LEAST_QUIET) - 0.08, math.log10(longest) + 0.12


def _highest(points: pd.DataFrame) -> float:
    strongest = float(points["strength"].max()) if len(points) else 0.0
    return min(1.05, max(strongest * 1.12, 0.6))


def draw_plane(plane: Plane) -> go.Figure:
    """The picture of a plane.

    ``meta["phone"]`` of the layout and of each trace holds what a phone shows instead: fewer names, fewer
    words on the axes.
    """
    if plane.points.empty:
        return empty_figure(plane.title, plane.caption)
    traces = [
        _marks(mine, kind, rests=bool(rests))
        for kind in LOOK
        for rests, mine in plane.points[plane.points["kind"] == kind].groupby("rests")
    ]
    names = [trace.name for trace in traces]
    figure = picture(plane.title, caption=plane.caption, height=HEIGHT, legend=names)
    figure.add_traces(traces)
    first, last = _x_range(plane.points)
    ticks = [tick for tick in (0.1, 0.2, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256) if math.log10(tick) < last]
    bounds = {"worth a hello": QUIET_FROM, "long quiet": DORMANT_QUIET}
    levels = {"weak": 0.0, "medium": BANDS["weak"], "strong": BANDS["medium"]}
    words = [
        _aside(name) | {"x": math.log10(quiet), "y": 1, "yref": "paper", "yanchor": "top"}
        for name, quiet in bounds.items()
    ]
    figure.update_layout(
        legend_traceorder="reversed",
        xaxis={
            "type": "log",
            "range": [first, last],
            "tickvals": ticks,
            "ticktext": [f"{tick:g}" if tick > LEAST_QUIET else f"{LEAST_QUIET:g} or less" for tick in ticks],
            "title": {"text": "how quiet: silence / usual gap (log scale)"},
        },
        yaxis={
            "range": [0, _highest(plane.points)],
            "tickvals": [0, *BANDS.values(), 1],
            "title": {"text": "strength of the tie, 0 to 1"},
        },
        shapes=[_upright(quiet) for quiet in bounds.values()],
        annotations=[
            *figure.layout.annotations,
            *words,
            *(
                _aside(name) | {"x": 0, "xref": "paper", "y": low, "yanchor": "bottom"}
                for name, low in levels.items()
            ),
        ],
    )
    # On a phone the first word stands before its line, as the second needs the room behind it.
    words[0] = words[0] | {"xanchor": "right", "xshift": -3}
    few = [tick for tick in ticks if tick in (0.1, 0.5, QUIET_FROM, DORMANT_QUIET, 32, 128)]
    figure.layout.meta = figure.layout.meta | {
        "phone": {
            "annotations": words,
            "xaxis": {
                "tickvals": few,
                "ticktext": [f"{tick:g}" for tick in few],
                "tickangle": 0,
                "title": {"text": "how quiet: silence / usual gap"},
            },
            "yaxis": {
                "tickvals": list(levels.values()),
                "ticktext": list(levels),
                "title": {"text": "strength"},
            },
        }
    }
    return figure


def _upright(x: float) -> dict[str, Any]:
    """A dotted line over the whole height."""
    line = {"color": GREY, "width": 1, "dash": "dot"}
    ends = {"x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
    return {"type": "line", "line": line, **ends}


def _aside(words: str) -> dict[str, Any]:
    font = {"size": 11, "color": SOFT}
    return {"text": words, "showarrow": False, "font": font, "xanchor": "left", "xshift": 3}


def _marks(points: pd.DataFrame, kind: str, *, rests: bool) -> go.Scatter:
    import plotly.graph_objects as go

    name, symbol, color, size = LOOK[kind]
    (texts, sides), (few, few_sides) = (_named(points, column) for column in ("label", "phone_label"))
    return go.Scatter(
        x=points["quiet"].clip(lower=LEAST_QUIET),
        y=points["strength"],
        mode="markers+text" if any([*texts, *few]) else "markers",
        name=f"{name}, rests ({len(points):,})" if rests else f"{name} ({len(points):,})",
        marker={
            "symbol": f"{symbol}-open" if rests else symbol,
            "color": color,
            "size": size,
            "opacity": 0.55 if kind == IN_TOUCH else 0.9,
            "line": {"width": 1.5 if rests else 0.8, "color": color if rests else PAPER},
        },
        text=texts,
        textposition=sides,
        meta={"phone": {"text": few, "textposition": few_sides}},
        textfont={"size": 12},
        hovertext=np.array([_hover(row) for row in points.to_dict("records")], dtype=object),
        hoverinfo="text",
        cliponaxis=False,
    )


def _named(points: pd.DataFrame, column: str) -> tuple[list[str], list[str]]:
    """The names that are written, and on which side of their marks."""
    shown = points[column].notna()
    names = [escaped(name) if told else "" for name, told in zip(points["name"], shown, strict=True)]
    return names, points[column].where(shown, "middle right").to_list()


def _hover(row: dict[Hashable, Any]) -> str:
    silent = f"silent for {span(row['silent_days'])}, usually every {span(row['rhythm_days'])}"
    said = row["why"] if isinstance(row["why"], str) else f"A {band(row['strength'])} tie; {silent}."
    where = row["organization"] if isinstance(row["organization"], str) else None
    return hover_text(str(row["name"]), where, said, "Rests for now." if row["rests"] else None)
