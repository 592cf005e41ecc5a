"""The page "Targets": which of them have a way in; choose, order and drop them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash
import dash_mantine_components as dmc
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
from netgraph.lookup import is_missing, text
from netgraph.organizations import aliases_among, organization_key
from netgraph.provenance import rests_on
from netgraph.schema import TARGET_LIST, empty
from netgraph.target_list import targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from dashboards.network import Network, Write

__all__ = ["PAGE", "Aim", "kept", "standing", "targets_answer"]

HEAD: Final = "targets-head"
ANSWER: Final = "targets-answer"
NAME: Final = "target-name"
KIND: Final = "target-kind"
ROLE: Final = "target-role"
PRIORITY: Final = "target-priority"
ADD: Final = "target-add"
USUAL: Final = 3


class Aim(NamedTuple):
    """A target as it is chosen."""

    name: str
    kind: str
    role: str | None
    priority: int


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
        aim = Aim(chosen, kind, (role or "").strip() or None, int(step))
        was = standing(network.graph(), aim)
        if was is not None:
            aim = kept(was, aim)
        if aim == was:
            return {"said": f"{aim.name} is a target already."}, None
        return saved(_choose(network, aim), taken={NAME: name, ROLE: role}), None

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
        aim = Aim(name, kind, _role(network.graph(), name, kind), step or USUAL)
        what = "" if pressed["do"] == "accept" else f"priority {step} for {name}"
        return saved(_choose(network, aim, what=what))


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


def standing(G: nx.Graph, aim: Aim) -> Aim | None:
    """The chosen target that is meant, in whatever spelling; None where there is none yet."""
    listed, aliases = targets(G), aliases_among(G.graph["contacts"].choices)
    key = _key(aliases.get(_key(aim.name), aim.name))
    meant = listed["name"].map(_key).eq(key) & listed["kind"].eq(aim.kind) & listed["status"].eq("chosen")
    if not meant.any():
        return None
    one = listed[meant].iloc[0]
    return Aim(
        one["name"],
        one["kind"],
        text(one["role"]),
        USUAL if is_missing(one["priority"]) else int(one["priority"]),
    )


def kept(was: Aim, aim: Aim) -> Aim:
    """`aim`, where it was left at its usual priority or without a role with those that stand.

    >>> kept(Aim("Globex", "organization", "Lead", 5), Aim("globex", "organization", None, 3))
    Aim(name='Globex', kind='organization', role='Lead', priority=5)
    """
    priority = was.priority if aim.priority == USUAL else aim.priority
    return Aim(was.name, was.kind, aim.role or was.role, priority)


def _key(name: str) -> str:
    return organization_key(name) or name


def _choose(network: Network, aim: Aim, *, what: str = "") -> Write:
    written, _ = network.write(
        what or f"{aim.name} as a target",
        lambda book: book.target(aim.name, kind=aim.kind, role=aim.role, priority=aim.priority),
    )
    return written


def _role(G: nx.Graph, name: str, kind: str) -> str | None:
    """The role that stands with a target now: choosing it anew would forget it."""
    listed = targets(G)
    roles = listed.loc[(listed["name"] == name) & (listed["kind"] == kind), "role"]
    return None if roles.empty else text(roles.iloc[0])


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
