"""Writing: what every page that writes to the book shares - the word that it is saved, and "Undo".

A page's callback gives `saved(...)` or `not_saved(...)` to the store `WRITTEN`. From there the line at
the foot of the page, the "Undo" at its head and, by the store `CHANGED`, every answer follow. A tab that
is looked at again asks whether the book has changed meanwhile.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from dashboards.chips import aria
from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboards.network import Network, Write

__all__ = [
    "CHANGED",
    "WRITTEN",
    "clicked",
    "not_saved",
    "saved",
    "stores",
    "toast_place",
    "undo_place",
    "wire_writing",
]

CHANGED: Final = "changed"
WRITTEN: Final = "written"
LOOKED: Final = "looked"
CLEARED: Final = "cleared"
TOAST: Final = "toast"
UNDO_PLACE: Final = "undo-place"
FAULT: Final = "fault"

LOG = logging.getLogger(__name__)


def stores(network: Network) -> list[dcc.Store]:
    """What the tab knows of the book: its version, what was last written, when it was looked at."""
    return [
        dcc.Store(id=CHANGED, data=network.version()),
        dcc.Store(id=WRITTEN),
        dcc.Store(id=LOOKED),
        dcc.Store(id=CLEARED),
    ]


def toast_place() -> html.Div:
    """Where it is said that something was saved or taken back."""
    return html.Div(id=TOAST, className="toasts", role="status", **aria(live="polite"))


def undo_place(network: Network) -> html.Div:
    """Where the last write can be taken back, on every page and in every tab."""
    return html.Div(_undo_last(network.last()), id=UNDO_PLACE, className="undo-place")


def saved(
    write: Write, *, effect: str = "", version: str = "", taken: Mapping[str, str | None] | None = None
) -> dict[str, Any]:
    """For `WRITTEN`: what was saved, and what that changed.

    `taken` holds field id -> the text that was saved from it: assets/netgraph.js empties the field if that
    still stands there, and leaves what was typed meanwhile.
    """
    told = {"said": f"Saved: {write.what}.", "effect": effect, "number": write.number, "version": version}
    return told | {"taken": dict(taken or {})}


def not_saved(error: Exception) -> dict[str, Any]:
    """For `WRITTEN`: why nothing was saved, in one calm line."""
    if isinstance(error, NetgraphError):
        return {"said": f"{str(error)[:1].upper()}{str(error)[1:]}.", "tone": FAULT}
    LOG.error("a write failed: %s", type(error).__name__)
    return {"said": "That did not work; nothing was saved.", "tone": FAULT}


def clicked() -> bool:
    """Whether somebody pressed a button: that a button appears on a page calls back too."""
    return any(one["value"] for one in dash.ctx.triggered)


def wire_writing(app: dash.Dash, network: Network) -> None:
    """Say what was written, take it back when asked, and keep every tab at the book as it is."""

    @app.callback(
        Output(TOAST, "children"),
        Output(UNDO_PLACE, "children"),
        Output(CHANGED, "data"),
        Input(WRITTEN, "data"),
        prevent_initial_call=True,
    )
    def say(written: dict[str, Any] | None) -> tuple[Any, Any, Any]:
        return _toast(written or {}), _undo_last(network.last()), network.version()

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": "undo", "write": ALL, "place": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def take_back(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        return {"said": f"Taken back: {network.undo(dash.ctx.triggered_id['write'])}."}

    @app.callback(
        Output(CHANGED, "data", allow_duplicate=True),
        Output(UNDO_PLACE, "children", allow_duplicate=True),
        Input(LOOKED, "data"),
        State(CHANGED, "data"),
        prevent_initial_call=True,
    )
    def look_again(_: Any, seen: str | None) -> tuple[Any, Any]:
        now = network.version()
        if now == seen:
            # A button that is drawn anew could lose the click that was just made on it.
            raise dash.exceptions.PreventUpdate
        return now, _undo_last(network.last())

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph", "clear"), Output(CLEARED, "data"), Input(WRITTEN, "data")
    )


def _toast(written: dict[str, Any]) -> Any:
    if not written.get("said"):
        return []
    number, tone = written.get("number"), written.get("tone", "done")
    said = [html.P(written["said"])]
    if written.get("effect"):
        said.append(html.P(written["effect"], className="effect"))
    # A new key each time: the same words said again are shown again.
    return html.Div(
        [
            html.Div(said),
            None if number is None else _undo_button(number, "toast", "Undo"),
        ],
        className=f"toast toast-{tone}",
        key=f"{number}-{written['said']}",
    )


def _undo_last(write: Write | None) -> Any:
    return (
        []
        if write is None or write.number is None
        else _undo_button(write.number, "top", "Undo last", title=f"Undo: {write.what}")
    )


def _undo_button(number: int, place: str, words: str, **more: Any) -> html.Button:
    undo_id = {"type": "undo", "write": number, "place": place}
    return html.Button(words, id=undo_id, className="plain", type="button", **more)
