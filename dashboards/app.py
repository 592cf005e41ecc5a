"""The dashboard itself: made by `create_app`, served to this machine alone by `serve`."""

from __future__ import annotations

import secrets
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import dash

from dashboards import (
    data_page,
    help_page,
    map_page,
    meet_page,
    neglected_page,
    routes_page,
    start_page,
    targets_page,
    week_page,
)
from dashboards.knows import wire_knows
from dashboards.network import Network
from dashboards.notices import calm_error
from dashboards.security import HOST, protect
from dashboards.shell import INDEX, frame, wire_shell
from dashboards.writing import wire_writing
from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    import os

    import pandas as pd

    from dashboards.network import GraphSource

__all__ = ["PAGES", "create_app", "serve"]

PAGES: Final = (
    week_page.PAGE,
    neglected_page.PAGE,
    routes_page.PAGE,
    meet_page.PAGE,
    targets_page.PAGE,
    help_page.PAGE,
    map_page.PAGE,
    start_page.PAGE,
    data_page.PAGE,
)
"""Every page, in the order of the navigation; the first is what the dashboard opens with."""

PORTS_TRIED: Final = 20
THREADS: Final = 8


def create_app(
    book: GraphSource | str | os.PathLike[str],
    *,
    as_of: str | pd.Timestamp | None = None,
    token: str | None = None,
    read_only: bool = False,
) -> dash.Dash:
    """The dashboard of a `netgraph.Book` or of the book at a path, as a Dash app that is not yet served.

    `as_of` None is today, read for every request. With a `token` a browser has to show it once, as
    `?token=`; None asks for none (notebooks, tests). Pages write to a `Book` alone, and to none that is
    `read_only`. Raises `BookError` when the path holds no book.
    """
    return _app_of(Network(book, as_of=as_of, read_only=read_only), token=token)


def _app_of(network: Network, *, token: str | None) -> dash.Dash:
    pages = [page for page in PAGES if network.writable or not page.only_writes]
    app = dash.Dash(
        "dashboards",
        assets_folder=str(Path(__file__).parent / "assets"),
        title="netgraph",
        update_title="",
        index_string=INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        url_base_pathname="/",
        serve_locally=True,
        suppress_callback_exceptions=True,
        add_log_handler=False,
        on_error=calm_error,
        use_pages=False,
        enable_mcp=False,
    )
    app.layout = lambda: frame(network)
    wire_shell(app, pages, writable=network.writable)
    wire_writing(app, network)
    wire_knows(app, network)
    for page in pages:
        page.wire(app, network)
    protect(app, token=token)
    return app


def serve(
    book: GraphSource | str | os.PathLike[str],
    *,
    port: int = 8050,
    as_of: str | pd.Timestamp | None = None,
    open_browser: bool = True,
    read_only: bool = False,
) -> None:
    """Serve the dashboard on 127.0.0.1 until it is interrupted, and print its address with a new token.

    Takes the next free port when `port` is busy (0: any free one). Raises `NetgraphError` when none of
    the next 20 is free.
    """
    token, network = secrets.token_urlsafe(24), Network(book, as_of=as_of, read_only=read_only)
    server = _listen(_app_of(network, token=token), port)
    # The first page is looked for while the browser starts.
    threading.Thread(target=_prepare, args=(network,), daemon=True).start()
    address = f"http://{HOST}:{server.effective_port}/?token={token}"
    sys.stdout.write(f"netgraph dashboard: {address}\nOnly this computer can open it. Ctrl+C ends it.\n")
    sys.stdout.flush()
    if open_browser:
        threading.Thread(target=webbrowser.open_new_tab, args=(address,), daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def _prepare(network: Network) -> None:
    """Find the answer of the first page; what is wrong with the book is said when the page asks for it."""
    with suppress(Exception):
        network.answer(week_page.week_answer(0))


def _listen(app: dash.Dash, port: int) -> Any:
    """A server that already holds its port, the first free one from `port` on."""
    from waitress import create_server

    last = port if port == 0 else min(port + PORTS_TRIED, 65_536) - 1
    for candidate in range(port, last + 1):
        try:
            return create_server(app.server, host=HOST, port=candidate, threads=THREADS, ident=None)
        except OSError:
            continue
    raise NetgraphError(f"no port from {port} to {last} is free; give another one")
