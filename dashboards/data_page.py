"""The page "Import and data": how far the data reach; bring in more, see what that changed, take it back."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, Any, Final

import dash
import pandas as pd
from dash import ALL, Input, Output, State, dcc, html

from dashboards.data_desk import Desk
from dashboards.data_merges import merges_form, wire_merges
from dashboards.data_people import forget_form, review_place, wire_people
from dashboards.data_transfer import wire_transfer
from dashboards.data_view import (
    Known,
    changes_view,
    drop_area,
    exports_view,
    head_view,
    sources_view,
)
from dashboards.data_work import BRING_IN, COLUMN, OWNER, PUT_ASIDE, work_view
from dashboards.page import Page
from dashboards.writing import CHANGED, WRITTEN, clicked, saved
from netgraph.errors import GraphError
from netgraph.schema import WHAT_CHANGED, empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboards.network import Network
    from netgraph.contacts import Contacts

__all__ = ["PAGE", "known_of", "said_columns"]

HEAD: Final = "data-head"
WORK: Final = "data-work"
CHANGES: Final = "data-changes"
SOURCES: Final = "data-sources"
ARRIVED: Final = "data-arrived"
TOLD: Final = "data-told-job"
BEAT: Final = "data-beat"
BEAT_MS: Final = 500


def layout(query: str, writable: bool) -> html.Div:
    """The still parts: the drop area where the book may be written to, and the places of the answers."""
    return html.Div(
        [
            html.P("Import and data", className="eyebrow"),
            html.Div(id=HEAD),
            drop_area() if writable else None,
            dcc.Store(id=ARRIVED),
            dcc.Store(id=TOLD, data=time()),
            dcc.Interval(id=BEAT, interval=BEAT_MS, disabled=True),
            html.Div(id=WORK, className="work"),
            html.Div(id=CHANGES),
            review_place(),
            html.Div(id=SOURCES),
            exports_view(),
            merges_form() if writable else None,
            forget_form() if writable else None,
        ],
        className="data",
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Receive files, let the worker read them, show what it is at and what came of it."""
    desk = Desk(network)
    wire_transfer(app, network, desk)
    wire_people(app, network)
    book = network.book

    @app.callback(Output(HEAD, "children"), Output(SOURCES, "children"), Input(CHANGED, "data"))
    def show(_: str | None) -> tuple[Any, Any]:
        known = _known(network)
        return head_view(known), sources_view(known)

    def last_changes(_: Any) -> pd.DataFrame:
        return empty(WHAT_CHANGED) if book is None else book.changes()

    @app.callback(Output(CHANGES, "children"), Input(CHANGED, "data"))
    def show_changes(_: str | None) -> Any:
        try:
            return changes_view(network.answer(last_changes))
        except GraphError:
            return []

    if network.writable and book is not None:
        wire_merges(app, network, book)
    if network.writable:
        _wire_desk(app, network, desk)
        _wire_beat(app, network, desk)


def known_of(contacts: Contacts) -> Known:
    """The sources of some contacts, the one that reaches furthest first, and how much they hold."""
    files = contacts.imports.groupby("source").agg(
        files=("file", "nunique"), rows=("rows", "sum"), used=("used", "sum")
    )
    days = pd.Series(contacts.data_until, dtype="datetime64[us, UTC]").rename("last_day")
    sources = files.join(days, how="outer").rename_axis("source").reset_index()
    sources = sources.fillna({"files": 0, "rows": 0, "used": 0})
    sources = sources.astype({"files": "int64", "rows": "int64", "used": "int64"})
    order = ["last_day", "source"]
    sources = sources.sort_values(order, ascending=[False, True], na_position="last", ignore_index=True)
    return Known(sources, int((~contacts.people["is_ego"]).sum()), len(contacts.interactions))


def said_columns(
    ids: Sequence[Mapping[str, Any]], values: Sequence[str | None], guessed: Mapping[int, Mapping[str, str]]
) -> dict[int, dict[str, str]]:
    """What the user said of each upload's columns (role -> header); nothing where they left the guess.

    A guess may take several columns for one role: left alone, it keeps them all.
    """
    said: dict[int, dict[str, str]] = {}
    for one, value in zip(ids, values, strict=True):
        if value:
            said.setdefault(one["upload"], {})[one["role"]] = value
    return {upload: roles for upload, roles in said.items() if roles != dict(guessed.get(upload, {}))}


def _wire_desk(app: dash.Dash, network: Network, desk: Desk) -> None:
    """Start the worker and show what it is at."""

    def at_work() -> Any:
        return _at_work(network, desk)

    @app.callback(
        Output(WORK, "children"), Output(BEAT, "disabled"), Input(CHANGED, "data"), State(TOLD, "data")
    )
    def show_work(_: str | None, told: float) -> tuple[Any, Any]:
        state = desk.state()
        # Only the beat stops the beat: this answer may come after that of an upload that started it.
        return at_work(), False if state.is_busy or state.ended > told else dash.no_update

    @app.callback(
        Output(WORK, "children", allow_duplicate=True),
        Output(BEAT, "disabled", allow_duplicate=True),
        Input(ARRIVED, "data"),
        prevent_initial_call=True,
    )
    def arrived(_: Any) -> tuple[Any, bool]:
        if not desk.questions():
            desk.start(columns={one.number: one.seems.columns for one in desk.uploads() if one.seems.said})
        # However fast the worker is, it is the beat that tells what came of it.
        return at_work(), False

    @app.callback(
        Output(WORK, "children", allow_duplicate=True),
        Output(BEAT, "disabled", allow_duplicate=True),
        Input({"type": BRING_IN, "of": ALL}, "n_clicks"),
        State({"type": COLUMN, "upload": ALL, "role": ALL}, "value"),
        State({"type": COLUMN, "upload": ALL, "role": ALL}, "id"),
        State({"type": OWNER, "of": ALL}, "value"),
        prevent_initial_call=True,
    )
    def go(
        _: Any, values: Sequence[str | None], ids: Sequence[Mapping[str, Any]], owner: Sequence[str | None]
    ) -> tuple[Any, bool]:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        guessed = {one.number: {} if one.seems.said else one.seems.columns for one in desk.uploads()}
        name = " ".join((owner[0] if owner and owner[0] else "").split()) or None
        desk.start(owner=name, columns=said_columns(ids, values, guessed))
        return at_work(), False

    @app.callback(
        Output(WORK, "children", allow_duplicate=True),
        Input({"type": PUT_ASIDE, "of": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def put_aside(_: Any) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        desk.put_aside()
        return at_work()


def _wire_beat(app: dash.Dash, network: Network, desk: Desk) -> None:
    """Ask the worker twice a second how far it is, until it has come to rest and that is told."""

    @app.callback(
        Output(WORK, "children", allow_duplicate=True),
        Output(BEAT, "disabled", allow_duplicate=True),
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(TOLD, "data", allow_duplicate=True),
        Input(BEAT, "n_intervals"),
        State(TOLD, "data"),
        prevent_initial_call=True,
    )
    def beat(count: int | None, told: float) -> tuple[Any, bool, Any, Any]:
        if not count:
            raise dash.exceptions.PreventUpdate  # the clock was put on the page, it did not tick
        state = desk.state()
        if state.is_busy:
            return _at_work(network, desk), False, dash.no_update, dash.no_update
        if state.ended <= told:
            # Nothing new: a form that somebody fills in stays as it is.
            return dash.no_update, True, dash.no_update, dash.no_update
        written = dash.no_update if state.write is None else saved(state.write)
        return _at_work(network, desk), True, written, state.ended


def _at_work(network: Network, desk: Desk) -> Any:
    state = desk.state()
    stands, owner = _stands(network, state.at), _owner(network)
    return work_view(state, desk.uploads(), asked=desk.questions(), owner=owner, stands=stands)


def _known(network: Network) -> Known | None:
    """What the book holds, None when it is empty."""
    try:
        return network.answer(_known_of_graph)
    except GraphError:
        return None


def _known_of_graph(G: Any) -> Known | None:
    return known_of(G.graph["contacts"]) if "contacts" in G.graph else None


def _owner(network: Network) -> str:
    """The name of the book's owner, offered where files do not say whose they are."""
    book = network.book
    if book is None:
        return ""
    people = book.contacts().people
    name = people.loc[people["is_ego"], "name"]
    return "" if name.empty or name.iloc[0] == "You" else str(name.iloc[0])


def _stands(network: Network, at: pd.Timestamp | None) -> bool:
    """Whether the import of that moment is still in the book."""
    book = network.book
    return at is not None and book is not None and bool((book.contacts().imports["read_at"] == at).any())


PAGE: Final = Page("/data", "Data", "Import and data - netgraph", layout, wire)
