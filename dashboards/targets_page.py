"""The page "Targets": which of them have a way in; choose, order and drop them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
import pandas as pd
from dash import ALL, Input, Output, State, html

import netgraph as ng
from dashboards.chips import aria
from dashboards.knows import knows_form
from dashboards.page import LONGEST_NAME, Page
from dashboards.shell import answer_area
from dashboards.suggest import name_box, wire_suggestions
from dashboards.targets_view import TARGETS_PATH, Coverage, head_view, targets_view
from dashboards.words import PRIORITIES
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.provenance import rests_on
from netgraph.schema import TARGET_LIST, empty
from netgraph.target_list import targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from dashboards.network import Network, Write

__all__ = ["PAGE", "targets_answer"]

HEAD: Final = "targets-head"
ANSWER: Final = "targets-answer"
NAME: Final = "target-name"
KIND: Final = "target-kind"
ROLE: Final = "target-role"
PRIORITY: Final = "target-priority"
ADD: Final = "target-add"
USUAL: Final = 3


def layout(query: str, writable: bool) -> html.Div:
    """The form for a new target; the answer and the mutual connections stand around it."""
    return html.Div(
        [
            html.P("Targets", className="eyebrow"),
            html.Div(id=HEAD),
            _form() if writable else None,
            answer_area(ANSWER, read_out=False),
            knows_form() if writable else None,
        ]
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Show the coverage; add, order, accept and drop targets."""
    wire_suggestions(app, network, NAME)

    @app.callback(Output(HEAD, "children"), Output(ANSWER, "children"), Input(CHANGED, "data"))
    def show(_: str | None) -> tuple[Any, Any]:
        answer = network.answer(targets_answer)
        return head_view(answer), targets_view(answer, writable=network.writable)

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(NAME, "error"),
        inputs={"clicks": [Input(ADD, "n_clicks"), Input(NAME, "n_submit"), Input(ROLE, "n_submit")]},
        state={
            "name": State(NAME, "value"),
            "kind": State(KIND, "value"),
            "role": State(ROLE, "value"),
            "step": State(PRIORITY, "value"),
        },
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), None),
        running=[(Output(ADD, "loading"), True, False)],
    )
    def add(*, clicks: Any, name: str | None, kind: str, role: str | None, step: str) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        chosen = " ".join((name or "").split())[:LONGEST_NAME]
        if not chosen:
            return dash.no_update, "Name a company or a person first"
        write = _choose(network, chosen, kind, (role or "").strip() or None, int(step))
        return saved(write, taken={NAME: name, ROLE: role}), None

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": "target", "do": ALL, "name": ALL, "kind": ALL, "to": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def change(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        pressed = dash.ctx.triggered_id
        name, kind, step = pressed["name"], pressed["kind"], pressed["to"]
        if pressed["do"] == "drop":
            what = f"{name} dropped as a target"
            return saved(network.write(what, lambda book: book.drop_target(name, kind=kind))[0])
        role = _role(network.graph(), name, kind)
        if pressed["do"] == "accept":
            return saved(_choose(network, name, kind, role, USUAL))
        return saved(_choose(network, name, kind, role, step, what=f"priority {step} for {name}"))


def targets_answer(G: nx.Graph) -> Coverage:
    """The chosen targets and their coverage, the most wanted first, and what is proposed."""
    listed = targets(G) if "contacts" in G.graph else empty(TARGET_LIST)
    chosen = listed[listed["status"] == "chosen"]
    cover = ng.target_coverage(G, targets=list(chosen["name"]))
    return Coverage(
        chosen.merge(cover, left_on="name", right_on="target", how="inner"),
        listed[listed["status"] == "proposed"],
        rests_on(G),
    )


def _choose(
    network: Network, name: str, kind: str, role: str | None, priority: int, *, what: str = ""
) -> Write:
    written, _ = network.write(
        what or f"{name} as a target",
        lambda book: book.target(name, kind=kind, role=role, priority=priority),
    )
    return written


def _role(G: nx.Graph, name: str, kind: str) -> str | None:
    """The role that stands with a target now: choosing it anew would forget it."""
    listed = targets(G)
    roles = listed.loc[(listed["name"] == name) & (listed["kind"] == kind), "role"]
    return None if roles.empty or pd.isna(roles.iloc[0]) else str(roles.iloc[0])


def _form() -> html.Details:
    kinds = [{"value": "organization", "label": "Company"}, {"value": "person", "label": "Person"}]
    steps = [{"value": str(step), "label": f"{step}: {words}"} for step, words in PRIORITIES.items()]
    return html.Details(
        [
            html.Summary("Add a target"),
            html.Div(
                [
                    name_box(NAME, "Name", placeholder="Globex, or a full name", className="wide"),
                    html.Div(
                        [
                            html.Span("Kind", className="field-label", **aria(hidden="true")),
                            dmc.SegmentedControl(id=KIND, data=kinds, value="organization"),
                        ]
                    ),
                    dmc.TextInput(
                        id=ROLE,
                        label="Role you seek there (optional)",
                        placeholder="Lead Analyst",
                        className="wide",
                        inputProps={"maxLength": LONGEST_NAME},
                    ),
                    dmc.Select(
                        id=PRIORITY, label="Priority", data=steps, value=str(USUAL), allowDeselect=False
                    ),
                    dmc.Button("Add the target", id=ADD),
                ],
                className="form",
            ),
        ],
        className="fold",
    )


PAGE: Final = Page(TARGETS_PATH, "Targets", "Targets - netgraph", layout, wire)
