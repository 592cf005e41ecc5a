"""The page "Help bank": thanks and promises you owe, introductions under way, whom you could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html

import netgraph as ng
from dashboards.help_view import (
    DO,
    HELP_PATH,
    MOVE,
    Help,
    bank_view,
    help_view,
    landed_view,
    rounds_view,
)
from dashboards.page import LONGEST_NAME, Page
from dashboards.shell import answer_area
from dashboards.suggest import name_box, wire_suggestions
from dashboards.week_log import entry_day
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.practice.bank import owed
from netgraph.practice.favors import HELP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "help_answer"]

ANSWER: Final = "help-answer"
BOARD: Final = "help-board"
BANK: Final = "help-bank"
STARTER: Final = "help-starter"
TARGET: Final = "help-target"
STAGE: Final = "help-stage"
BEGIN: Final = "help-begin"
WHO: Final = "help-who"
WAY: Final = "help-way"
KIND: Final = "help-kind"
NOTE: Final = "help-note"
KEEP: Final = "help-keep"
LONGEST_NOTE: Final = 500

FIRST_STAGES: Final = ("idea", "asked", "agreed", "introduced")
WAYS: Final = {
    "received": "They helped me",
    "given": "I helped them",
    "thanks": "I thanked them",
    "promise": "I promised them",
    "kept": "I kept a promise",
}
DEEDS: Final = {"thanks": "thanks to {}", "kept": "a promise to {} kept", "told": "{} thanked and told"}


def layout(query: str, writable: bool) -> html.Div:
    """The forms stand still between what the book tells."""
    return html.Div(
        [
            html.P("Help bank and introductions", className="eyebrow"),
            answer_area(ANSWER, read_out=False),
            html.Div(id=BOARD),
            _introduction_form() if writable else None,
            _favor_form() if writable else None,
            html.Div(id=BANK),
        ]
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Show what is owed and how introductions stand; note help, thanks and stages."""
    _wire_forms(app, network)

    @app.callback(
        Output(ANSWER, "children"),
        Output(BOARD, "children"),
        Output(BANK, "children"),
        Input(CHANGED, "data"),
    )
    def show(_: str | None) -> tuple[Any, Any, Any]:
        answer, writable = network.answer(help_answer), network.writable
        return (
            help_view(answer, writable=writable),
            rounds_view(answer.rounds, writable=writable),
            [landed_view(answer.landed, writable=writable), *bank_view(answer)],
        )

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": DO, "do": ALL, "person": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def close(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        do, person, day = dash.ctx.triggered_id["do"], dash.ctx.triggered_id["person"], entry_day(network)
        what = DEEDS[do].format(network.graph().nodes[person]["name"])
        if do == "told":
            return saved(network.write(what, lambda book: book.thanked(person, at=day))[0])
        return saved(network.write(what, lambda book: book.favor("me", person, do, at=day))[0])

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": MOVE, "stage": ALL, "starter": ALL, "target": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def move(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        pressed, day = dash.ctx.triggered_id, entry_day(network)
        starter, target, stage = pressed["starter"], pressed["target"], pressed["stage"]
        names = network.graph().nodes
        what = f"{names[starter]['name']} to {names[target]['name']}: {stage}"
        return saved(network.write(what, lambda book: book.introduction(starter, target, stage, at=day))[0])


def help_answer(G: nx.Graph) -> Help:
    """What the page shows, from the log, the introductions and LinkedIn's recommendations."""
    return Help(ng.help_bank(G), owed(G), ng.introductions(G), ng.could_help(G), ng.landed(G))


def _wire_forms(app: dash.Dash, network: Network) -> None:
    """Begin an introduction; keep help, thanks or a promise."""
    for box in (STARTER, TARGET, WHO):
        wire_suggestions(app, network, box, kind="person")

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(STARTER, "error"),
        Output(TARGET, "error"),
        Input(BEGIN, "n_clicks"),
        State(STARTER, "value"),
        State(TARGET, "value"),
        State(STAGE, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), None, None),
        running=[(Output(BEGIN, "loading"), True, False)],
    )
    def begin(_: int | None, starter: str | None, target: str | None, stage: str) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        one, other, day = _clean(starter), _clean(target), entry_day(network)
        if not one or not other:
            return dash.no_update, None if one else "Who introduces you?", None if other else "To whom?"
        write, _added = network.write(
            f"{one} to {other}: {stage}", lambda book: book.introduction(one, other, stage, at=day)
        )
        return saved(write, taken={STARTER: starter, TARGET: target}), None, None

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(WHO, "error"),
        Input(KEEP, "n_clicks"),
        State(WHO, "value"),
        State(WAY, "value"),
        State(KIND, "value"),
        State(NOTE, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), None),
        running=[(Output(KEEP, "loading"), True, False)],
    )
    def keep(_: int | None, who: str | None, way: str, kind: str, note: str | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        person, words, day = _clean(who), (note or "").strip()[:LONGEST_NOTE] or None, entry_day(network)
        if not person:
            return dash.no_update, "Name the person first"
        giver, receiver = (person, "me") if way == "received" else ("me", person)
        act = kind if way in {"received", "given"} else way
        write, _added = network.write(
            f"{WAYS[way]}: {person}", lambda book: book.favor(giver, receiver, act, at=day, note=words)
        )
        return saved(write, taken={WHO: who, NOTE: note}), None


def _introduction_form() -> html.Details:
    stages = [{"value": stage, "label": stage} for stage in FIRST_STAGES]
    return html.Details(
        [
            html.Summary("Note an introduction"),
            html.Div(
                [
                    name_box(STARTER, "Who introduces you?", placeholder="A full name", className="wide"),
                    name_box(TARGET, "To whom?", placeholder="Dana Cole at Globex", className="wide"),
                    dmc.Select(
                        id=STAGE, label="It stands at", data=stages, value="idea", allowDeselect=False
                    ),
                    dmc.Button("Note it", id=BEGIN),
                ],
                className="form",
            ),
        ],
        className="fold note-fold",
    )


def _favor_form() -> html.Details:
    ways = [{"value": way, "label": words} for way, words in WAYS.items()]
    kinds = [{"value": kind, "label": kind} for kind in HELP]
    return html.Details(
        [
            html.Summary("Note help, thanks or a promise"),
            html.Div(
                [
                    dmc.Select(
                        id=WAY, label="What happened?", data=ways, value="received", allowDeselect=False
                    ),
                    name_box(WHO, "With whom?", placeholder="A full name", className="wide"),
                    dmc.Select(
                        id=KIND, label="What kind of help?", data=kinds, value="advice", allowDeselect=False
                    ),
                    dmc.TextInput(
                        id=NOTE,
                        label="A few words (optional)",
                        placeholder="how Globex hires",
                        className="wide",
                        inputProps={"maxLength": LONGEST_NOTE},
                    ),
                    dmc.Button("Keep it", id=KEEP),
                ],
                className="form",
            ),
        ],
        className="fold note-fold",
    )


def _clean(name: str | None) -> str:
    return " ".join((name or "").split())[:LONGEST_NAME]


PAGE: Final = Page(HELP_PATH, "Help bank", "Help bank and introductions - netgraph", layout, wire)
