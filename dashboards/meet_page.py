"""The page "Who to meet": the next people, through whom, and for which of the user's targets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from dash import Input, Output, html

import netgraph as ng
from dashboards.meet_view import MEET_PATH, MOST, PLAN, PLAN_FOR, Meetings, meet_view, plan_view
from dashboards.page import Page, asked_for
from dashboards.profiles import profiles
from dashboards.shell import LOCATION, answer_area
from dashboards.who import may_mean
from dashboards.writing import CHANGED
from netgraph.lookup import ego_of, resolve_target, ties_of
from netgraph.target_list import proposed_targets, stored_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import dash
    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "meet_answer", "through"]

ANSWER: Final = "meet-answer"
MOST_OFFERED: Final = 6
TARGETS_KEPT: Final = 32
GUESS: Final = "inferred"


def layout(query: str, writable: bool) -> html.Div:
    """The still part of the page."""
    return html.Div([html.P("Who to meet", className="eyebrow"), answer_area(ANSWER)])


def wire(app: dash.Dash, network: Network) -> None:
    """Read what the address asks for, then show; the plan takes longest, stands last, and comes after."""

    @app.callback(Output(ANSWER, "children"), Input(LOCATION, "search"), Input(CHANGED, "data"))
    def show(query: str | None, _: str | None) -> Any:
        return network.answer(meet_shown(asked_for(query, "target")))

    @app.callback(Output(PLAN, "children"), Input(PLAN_FOR, "data"))
    def plan(target: str) -> Any:
        return network.answer(plan_shown(target))


@lru_cache(maxsize=TARGETS_KEPT)
def meet_shown(target: str) -> Callable[[nx.Graph], Any]:
    """What makes the page for a target; the same function for the same `target`, so that it is kept."""
    return lambda G: meet_view(meet_answer(G, target))


@lru_cache(maxsize=TARGETS_KEPT)
def plan_shown(target: str) -> Callable[[nx.Graph], Any]:
    """What makes the plan of meetings for a target, empty for all; the same function for the same one."""
    return lambda G: plan_view(ng.plan_meetings(G, targets=[target] if target else None))


def meet_answer(G: nx.Graph, target: str = "") -> Meetings:
    """Whom to meet for the stored targets, or for one `target` alone."""
    chosen = stored_targets(G)
    target = next((one for one in chosen if one.casefold() == target.casefold()), target)
    found = ng.who_to_meet(G, targets=[target] if target else None, limit=MOST)
    meant = resolve_target(G, target) if target else None
    own = {person for person, _ in ties_of(G, ego_of(G))}
    return Meetings(
        target=target,
        found=found,
        people=profiles(G, found["person_id"]),
        through=through(G, found),
        connected=frozenset(own & set(found["person_id"])),
        chosen=chosen,
        offered=[] if chosen else proposed_targets(G)[:MOST_OFFERED],
        known=meant is not None and bool(meant.people),
        likely=may_mean(G, target) if meant is not None and meant.kind == "unknown" else [],
    )


def through(G: nx.Graph, found: pd.DataFrame) -> pd.DataFrame:
    """Every go-between of `ng.who_to_meet` in its order: `person_id` to meet, `name`, `evidence`.

    The evidence is that of the tie between the two; colleagues without one are `inferred`, a guess.
    """
    rows = [
        (row["person_id"], name, _evidence(G, row["person_id"], between))
        for row in found[["person_id", "via", "via_ids"]].to_dict("records")
        for name, between in zip(row["via"], row["via_ids"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["person_id", "name", "evidence"])


def _evidence(G: nx.Graph, person: Hashable, between: Hashable) -> str:
    tie = G.get_edge_data(person, between)
    return GUESS if tie is None else str(tie["evidence"])


PAGE: Final = Page(MEET_PATH, "Who to meet", "Who to meet - netgraph", layout, wire)
