"""A page: one question, its place in the address bar, its layout and its callbacks.

A later page is a module with a `PAGE` and one line in `dashboards.app.PAGES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable

    import dash

    from dashboards.network import Network

__all__ = ["LONGEST_NAME", "Page", "asked_for"]

LONGEST_NAME: Final = 120


class Page(NamedTuple):
    """`label` stands in the navigation, `title` in the browser's tab.

    `layout` gives the still parts at once, from the query (`?to=Globex`) of the address and from whether
    the book may be written to; `wire` adds the callbacks that fill in what has to be read from the book.
    A page that `only_writes` is not there when nothing may be written.
    """

    path: str
    label: str
    title: str
    layout: Callable[[str, bool], Any]
    wire: Callable[[dash.Dash, Network], None]
    only_writes: bool = False


def asked_for(query: str | None, key: str) -> str:
    """The name that an address asks for (`?to=Globex` for the key `to`), empty when it names none.

    >>> asked_for("?to=Umbrella%20%20Logistics", "to")
    'Umbrella Logistics'
    """
    (name, *_) = parse_qs((query or "").lstrip("?")).get(key, [""])
    return " ".join(name.split())[:LONGEST_NAME]
