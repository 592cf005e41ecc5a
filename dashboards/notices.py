"""Notices: the lines that close a page, an empty answer, an answer that could not be given."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import dash
from dash import dcc, html

from netgraph.errors import GraphError, NetgraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["calm_error", "error_notice", "no_such_page", "notice", "picks", "rests_on"]

LOG = logging.getLogger(__name__)


def notice(title: str, *said: Any) -> html.Section:
    """A heading that answers the page's question, and what to do next."""
    return html.Section([html.H1(title), *said], className="notice")


def picks(title: str, names: Sequence[str], path: str, key: str) -> html.Div | None:
    """Names to ask for next, as links to `path?key=name`; nothing when there are none."""
    if not len(names):
        return None
    links = [dcc.Link(name, href=f"{path}?{urlencode({key: name})}", className="pick") for name in names]
    return html.Div([html.Span(title, className="picks-title"), *links], className="picks")


def rests_on(line: str, *more: str | None) -> html.Footer:
    """The closing line of every answer: what it rests on."""
    return html.Footer([html.P(one) for one in (*more, line) if one], className="rests-on")


def no_such_page() -> html.Section:
    """For an address that leads nowhere."""
    return notice("There is no such page", html.P("The links above lead to the pages there are."))


def calm_error(error: Exception) -> Any:
    """What a callback gives instead of an answer: one line, and never a stack trace.

    It stands in the first place the callback would have filled with `children`; all its other outputs
    stay as they are.
    """
    outputs = dash.ctx.outputs_list
    if not isinstance(outputs, list):
        return error_notice(error)
    kept = [[dash.no_update] * len(one) if isinstance(one, list) else dash.no_update for one in outputs]
    for place, output in enumerate(outputs):
        if isinstance(output, dict) and output["property"] == "children":
            return [*kept[:place], error_notice(error), *kept[place + 1 :]]
    return kept


def error_notice(error: Exception) -> html.Section:
    """The line itself.

    The log names the kind of error and the place in the code, never its text, which may hold a name.
    """
    if isinstance(error, GraphError):
        return notice(
            "This book holds nobody yet",
            html.P([dcc.Link("Bring in your LinkedIn export", href="/data"), ", or on the command line:"]),
            html.Pre("netgraph import Complete_LinkedInDataExport.zip"),
        )
    if isinstance(error, NetgraphError):
        return notice("That did not work", html.P(f"{str(error)[:1].upper()}{str(error)[1:]}."))
    LOG.error("a page failed: %s at %s", type(error).__name__, _place(error))
    return notice(
        "That did not work",
        html.P("Nothing was changed. Load the page again; if it happens again, the terminal says where."),
    )


def _place(error: Exception) -> str:
    trace, place = error.__traceback__, "an unknown place"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
