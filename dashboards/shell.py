"""The shell: the frame around every page - header, navigation, the place of the page, loading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboards.chips import aria
from dashboards.notices import no_such_page
from dashboards.theme import THEME
from dashboards.writing import stores, toast_place, undo_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    import dash

    from dashboards.network import Network
    from dashboards.page import Page

__all__ = ["INDEX", "LOCATION", "answer_area", "frame", "wire_shell"]

LOCATION: Final = "location"
PLACE: Final = "page"
NAVIGATION: Final = "navigation"
TITLE: Final = "title"
TITLE_DONE: Final = "title-done"
SHOW_LOADING_AFTER_MS: Final = 400

INDEX: Final = """<!DOCTYPE html>
<html lang="en">
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
        {%css%}
    </head>
    <body>
        <noscript>The pages of netgraph need JavaScript, from this computer alone.</noscript>
        {%app_entry%}
        <footer>
            {%config%}
            {%scripts%}
            {%renderer%}
        </footer>
    </body>
</html>"""


def frame(network: Network) -> dmc.MantineProvider:
    """What stands around every page."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=LOCATION, refresh="callback-nav"),
            dcc.Store(id=TITLE),
            dcc.Store(id=TITLE_DONE),
            *stores(network),
            html.Header(
                [
                    dcc.Link([html.Span(className="mark"), "netgraph"], href="/", className="brand"),
                    html.Nav(id=NAVIGATION, **aria(label="Pages")),
                    undo_place(network),
                    dmc.ColorSchemeToggle(
                        lightIcon=html.Span(className="sun"),
                        darkIcon=html.Span(className="moon"),
                        variant="subtle",
                        size="lg",
                        **aria(label="Light or dark"),
                    ),
                ],
                className="top",
            ),
            html.Main(id=PLACE),
            toast_place(),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )


def wire_shell(app: dash.Dash, pages: Sequence[Page], *, writable: bool) -> None:
    """Show the page that the address asks for, mark it in the navigation, name it in the tab."""
    by_path = {"/": pages[0], **{page.path: page for page in pages}}

    @app.callback(
        Output(PLACE, "children"),
        Output(NAVIGATION, "children"),
        Output(TITLE, "data"),
        Input(LOCATION, "pathname"),
        State(LOCATION, "search"),
    )
    def turn(path: str | None, query: str | None) -> tuple[Any, list[dmc.Anchor], str]:
        page = by_path.get(path or "/")
        links = [_link(one, here=one is page) for one in pages]
        if page is None:
            return no_such_page(), links, "No such page - netgraph"
        return page.layout(query or "", writable), links, page.title

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph", "title"), Output(TITLE_DONE, "data"), Input(TITLE, "data")
    )


def answer_area(answer_id: str, *, read_out: bool = True) -> dcc.Loading:
    """The place of an answer: shows that it is being read when that takes a while.

    Not `read_out`: where the user works in the answer itself, only what was saved is said aloud.
    """
    # What is read for a part of the answer must not veil all of it.
    whole: Any = {answer_id: "children"}
    return dcc.Loading(
        html.Div(id=answer_id, className="answer", **aria(live="polite" if read_out else "off")),
        target_components=whole,
        delay_show=SHOW_LOADING_AFTER_MS,
        overlay_style={"visibility": "visible", "opacity": 0.35},
        custom_spinner=html.Div(
            [html.Span(className="dots"), "Reading your network"], className="reading", role="status"
        ),
        parent_className="answer-place",
    )


def _link(page: Page, *, here: bool) -> dmc.Anchor:
    current = aria(current="page") if here else {}
    return dmc.Anchor(page.label, href=page.path, unstyled=True, **current)
