"""Theme: the colours and the type of the dashboard, as Mantine wants them.

Every shade 6 and darker has a contrast of at least 4.4:1 on white; a colour never speaks alone, a word
or a line stands beside it. The same colours stand in `assets/netgraph.css` and, for
figures, in `netgraph.figures.theme`, from where the type is taken.
"""

from __future__ import annotations

from typing import Any, Final

from netgraph.figures.theme import FONT

__all__ = ["FONT", "THEME"]

BLUE: Final = [
    "#eef6fb",
    "#d8eaf5",
    "#b3d4ea",
    "#85badb",
    "#4e9ac9",
    "#2a7fb8",
    "#0072b2",
    "#00619a",
    "#004f7f",
    "#003b60",
]

THEME: Final[dict[str, Any]] = {
    "primaryColor": "tie",
    "primaryShade": 6,
    "colors": {"tie": BLUE},
    "fontFamily": FONT,
    "headings": {"fontFamily": FONT, "fontWeight": "650"},
    "defaultRadius": "md",
    "cursorType": "pointer",
}
