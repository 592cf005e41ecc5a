"""The page "Neglected ties": a few people worth a hello, and the plane on which all of them stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import dash
import pandas as pd
from dash import ALL, ClientsideFunction, Input, Output, html

import netgraph as ng
from dashboards.neglected_view import (
    CARDS,
    CLOSE,
    DO,
    DRAWN,
    FOOT,
    GRID,
    NEGLECTED_PATH,
    PICKED,
    PICTURE,
    PLANE,
    SCHEME,
    TABLE,
    VERSION,
    Drawn,
    Neglected,
    Told,
    acts,
    drawn_view,
    skeleton,
    told_view,
)
from dashboards.page import Page
from dashboards.profiles import profiles
from dashboards.shell import answer_area
from dashboards.week_log import entry_day
from dashboards.words import CLOSENESS
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.figures.plane import plane_of
from netgraph.practice.choice_entries import NOT_NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "everybody_due", "neglected_answer"]

ANSWER: Final = "neglected-answer"
REPLIES: Final = 10
HELLOS: Final = 5
SAID: Final = {
    "2w": "{}: not now, in 2 weeks",
    "1m": "{}: not now, in 1 month",
    "3m": "{}: not now, in 3 months",
    "mute": "{} left in peace",
    "awake": "the rest of {} set aside",
}


def layout(query: str, writable: bool) -> html.Article:
    """The still part of the page."""
    return skeleton(answer_area(ANSWER, read_out=False))


def wire(app: dash.Dash, network: Network) -> None:
    """Show the words, then the picture and the table; say of a person not now, never, or how well known."""
    # Of the graph itself: whoever asks `network` anew may be given the one after the next write.
    due = lru_cache(maxsize=1)(everybody_due)

    def told(G: nx.Graph) -> Told:
        return told_view(neglected_answer(G, due(G)), writable=network.writable)

    def drawn(G: nx.Graph) -> Drawn:
        return drawn_view(plane_of(G, neglected=due(G)))

    @app.callback(
        Output(ANSWER, "children"),
        Output(CARDS, "children"),
        Output(FOOT, "children"),
        Output(PICTURE, "className"),
        Output(VERSION, "data"),
        Input(CHANGED, "data"),
    )
    def show(changed: str | None) -> tuple[Any, ...]:
        head, cards, foot = network.answer(told)
        return head, cards, foot, "plane-place" if cards else "", changed

    @app.callback(
        Output(PICTURE, "children"),
        Output(TABLE, "children"),
        Input(VERSION, "data"),
        prevent_initial_call=True,
    )
    def draw(_: str | None) -> tuple[Any, Any]:
        return network.answer(drawn)

    @app.callback(Output(PICKED, "children"), Input(GRID, "selectedRows"), prevent_initial_call=True)
    def pick(rows: Sequence[dict[str, Any]] | None) -> Any:
        if not rows or not network.writable:
            return []
        one = rows[0]
        return [
            html.Strong(one["name"]),
            acts(one["id"], one["name"], place="table", rests=one["rests"]),
        ]

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": DO, "do": ALL, "person": ALL, "place": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def rest(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        do, person = dash.ctx.triggered_id["do"], dash.ctx.triggered_id["person"]
        what = SAID[do].format(network.graph().nodes[person]["name"])
        if do in NOT_NOW:
            until = pd.Timestamp(network.day()) + pd.Timedelta(days=NOT_NOW[do])
            day = f"{until:%Y-%m-%d}"
            return saved(network.write(what, lambda book: book.choose(person, "snooze", until=day))[0])
        kind = "mute" if do == "mute" else "override"
        return saved(network.write(what, lambda book: book.choose(person, kind))[0])

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": CLOSE, "level": ALL, "person": ALL, "place": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def say_close(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        level, person = dash.ctx.triggered_id["level"], dash.ctx.triggered_id["person"]
        answers, day = pd.DataFrame([{"person_id": person, "closeness": level}]), entry_day(network)
        what = f"you know {network.graph().nodes[person]['name']} {CLOSENESS[level]}"
        return saved(network.write(what, lambda book: book.closeness(answers, as_of=day))[0])

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("neglected", "dressed"),
        Output(PLANE, "figure"),
        Input(DRAWN, "data"),
        Input(SCHEME, "data"),
    )


def everybody_due(G: nx.Graph) -> pd.DataFrame:
    """Every neglected tie and every reply owed, those who rest too."""
    return ng.neglected_ties(G, limit=len(G), include_resting=True)


def neglected_answer(G: nx.Graph, due: pd.DataFrame) -> Neglected:
    """Of all who are due the replies owed, and beside them a few ties that went quiet; nobody who rests."""
    ties = due[due["rest_until"].isna()]
    resting = due.attrs["resting"]
    ties.attrs["apart"] = due.attrs["apart"] | ({"resting": resting} if resting else {})
    place = ties.groupby(ties["kind"].eq("owed")).cumcount()
    ties = ties[place < ties["kind"].eq("owed").map({True: REPLIES, False: HELLOS})]
    return Neglected(ties, profiles(G, ties["person_id"]))


PAGE: Final = Page(NEGLECTED_PATH, "Neglected ties", "Neglected ties - netgraph", layout, wire)
