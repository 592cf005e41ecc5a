"""A page: one question, its place in the address bar, its layout and its callbacks.

A later page is a module with a `PAGE` and one line in `dashboards.app.PAGES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import dash

    from dashboards.network import Network

__all__ = ["Page"]


class Page(NamedTuple):
    """`label` stands in the navigation, `title` in the browser's tab.

    `layout` gives the still parts at once, from the query (`?to=Globex`) of the address; `wire` adds the
    callbacks that fill in what has to be read from the book.
    """

    path: str
    label: str
    title: str
    layout: Callable[[str], Any]
    wire: Callable[[dash.Dash, Network], None]
