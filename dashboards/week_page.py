"""The page "This week": a few good steps, acted on in place, and then enough."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import dash
from dash import ALL, MATCH, Input, Output, State, html

import netgraph as ng
from dashboards.notices import rests_on
from dashboards.page import Page, asked_for
from dashboards.profiles import profiles
from dashboards.shell import LOCATION, answer_area
from dashboards.week_log import entry_day, log_form, names_said, settled, wire_log
from dashboards.week_steps import (
    ASK_WHO,
    DO,
    DONE_WITH,
    HOW,
    LATER,
    NOTE,
    PREP,
    PREP_PLACE,
    SAID,
    kit_view,
    prep_view,
)
from dashboards.week_view import MOST_MORE, WEEK_PATH, Week, week_view, weeks_table
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.errors import UnknownNameError
from netgraph.lookup import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import networkx as nx

    from dashboards.network import Network, Write

__all__ = ["PAGE", "help_with", "more_asked", "week_answer"]

ANSWER: Final = "week-answer"
FOOT: Final = "week-foot"
WEEKS: Final = 8
ROUTES: Final = 8
ONE_AT_A_TIME: Final = Lock()
STATES: Final = dict.fromkeys(LATER, "not now")
"""The state of a step after an answer, where it is not the answer itself."""


def layout(query: str, writable: bool) -> html.Div:
    """The list, the log under it, and the weeks before."""
    return html.Div(
        [
            html.P("This week", className="eyebrow"),
            answer_area(ANSWER, read_out=False),
            log_form() if writable else None,
            html.Div(id=FOOT),
        ]
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Show the list; answer its steps, help with them, and log."""
    wire_log(app, network)

    @app.callback(
        Output(ANSWER, "children"),
        Output(FOOT, "children"),
        Input(LOCATION, "search"),
        Input(CHANGED, "data"),
        State({"type": PREP, "person": ALL, "kind": ALL}, "n_clicks"),
        State({"type": PREP, "person": ALL, "kind": ALL}, "id"),
    )
    def show(
        query: str | None, _: str | None, unfolded: Sequence[int], folds: Sequence[Mapping[str, str]]
    ) -> tuple[Any, Any]:
        answer = network.answer(week_answer(more_asked(query)))
        # What the user reads while something is answered stays where it is.
        read = [(one["person"], one["kind"]) for one, times in zip(folds, unfolded, strict=True) if times % 2]
        helped = {step: _help_of(network, answer, *step) for step in read}
        foot = [weeks_table(answer.weeks), rests_on(answer.steps.attrs.get("rests_on", ""))]
        return week_view(answer, writable=network.writable, helped=helped), foot

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": DO, "do": ALL, "person": ALL, "kind": ALL}, "n_clicks"),
        State(LOCATION, "search"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def answer_step(_: Sequence[int | None], query: str | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        pressed = dash.ctx.triggered_id
        return saved(_answer(network, query, pressed["person"], pressed["kind"], pressed["do"]))

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        inputs={"clicks": Input({"type": DONE_WITH, "person": ALL, "kind": ALL}, "n_clicks")},
        state={
            "notes": State({"type": NOTE, "person": ALL, "kind": ALL}, "value"),
            "note_ids": State({"type": NOTE, "person": ALL, "kind": ALL}, "id"),
            "hows": State({"type": HOW, "person": ALL, "kind": ALL}, "value"),
            "how_ids": State({"type": HOW, "person": ALL, "kind": ALL}, "id"),
            "asked": State({"type": ASK_WHO, "person": ALL, "kind": ALL}, "value"),
            "asked_ids": State({"type": ASK_WHO, "person": ALL, "kind": ALL}, "id"),
            "query": State(LOCATION, "search"),
        },
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def done_with_words(
        *,
        clicks: Sequence[int | None],
        notes: Sequence[str | None],
        note_ids: Sequence[Mapping[str, str]],
        hows: Sequence[str | None],
        how_ids: Sequence[Mapping[str, str]],
        asked: Sequence[str | None],
        asked_ids: Sequence[Mapping[str, str]],
        query: str | None,
    ) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        person, kind = dash.ctx.triggered_id["person"], dash.ctx.triggered_id["kind"]
        note, how, names = (
            _of(person, kind, values, ids)
            for values, ids in ((notes, note_ids), (hows, how_ids), (asked, asked_ids))
        )
        named = settled(network.graph().graph["contacts"], names_said(names), {})
        if named.unsure:
            raise UnknownNameError(
                "a name of those to meet may mean several people: give it in full, as your contacts show it"
            )
        words = {"how": how, "note": note or None, "ask_who": named.people}
        return saved(_answer(network, query, person, kind, "done", **words))

    @app.callback(
        Output({"type": PREP_PLACE, "person": MATCH, "kind": MATCH}, "children"),
        Input({"type": PREP, "person": MATCH, "kind": MATCH}, "n_clicks"),
        State(LOCATION, "search"),
        prevent_initial_call=True,
    )
    def prepare(clicks: int | None, query: str | None) -> Any:
        if clicks != 1:  # it stands there since it was unfolded the first time
            raise dash.exceptions.PreventUpdate
        person, kind = dash.ctx.triggered_id["person"], dash.ctx.triggered_id["kind"]
        return _help_of(network, network.answer(week_answer(more_asked(query))), person, kind)


@lru_cache(maxsize=MOST_MORE + 1)
def week_answer(more: int = 0) -> Callable[[nx.Graph], Week]:
    """What makes the answer of the page; the same function for the same `more`, so that it is kept."""

    def make(G: nx.Graph) -> Week:
        steps = ng.this_week(G, more=more)
        return Week(steps, profiles(G, steps["person_id"]), ng.goals(G, weeks=WEEKS), more)

    return make


def more_asked(query: str | None) -> int:
    """How often an address asks for as many steps again (`?more=2`).

    >>> more_asked("?more=2"), more_asked("?more=lots"), more_asked(None)
    (2, 0, 0)
    """
    said = asked_for(query, "more")
    return min(int(said), MOST_MORE) if said.isascii() and said.isdigit() else 0


def help_with(G: nx.Graph, person: str, target: str | None) -> Any:
    """What to write for a route to `target` that begins with `person`; else what to have in mind of them."""
    if target is not None:
        routes = ng.referral_paths(G, target, limit=ROUTES)
        mine = routes[routes["starter_id"] == person]
        if len(mine):
            return kit_view(ng.ask_kit(G, mine.iloc[0]))
    return prep_view(ng.prep(G, person))


def _help_of(network: Network, week: Week, person: str, kind: str) -> Any:
    steps = week.steps
    step = steps[(steps["person_id"] == person) & (steps["kind"] == kind)]
    target = None if step.empty else text(step["target"].iloc[0])
    return help_with(network.graph(), person, target if kind == "route" else None)


def _answer(network: Network, query: str | None, person: str, kind: str, answer: str, **words: Any) -> Write:
    """Keep what was answered, once: a step that another tab or an impatient hand has answered so stays."""
    day = entry_day(network)
    with ONE_AT_A_TIME:
        steps = network.answer(week_answer(more_asked(query))).steps
        mine = (steps["person_id"] == person) & (steps["kind"] == kind)
        if (steps.loc[mine, "state"] == STATES.get(answer, answer)).any():
            raise dash.exceptions.PreventUpdate
        return network.write(
            f"{network.graph().nodes[person]['name']}: {SAID[answer]}",
            lambda book: book.answer_step(person, kind, answer, as_of=day, **words),
        )[0]


def _of(person: str, kind: str, values: Sequence[str | None], ids: Sequence[Mapping[str, str]]) -> str | None:
    """What stands in the field of one step."""
    found = (
        value
        for value, one in zip(values, ids, strict=True)
        if (one["person"], one["kind"]) == (person, kind)
    )
    return next(found, None)


PAGE: Final = Page(WEEK_PATH, "This week", "This week - netgraph", layout, wire)
