"""Names on a map: whose are written when there is no room for all.

People are taken in the order of a lens's weight; a name is written when it hides none that is written
already, up to a number. `assets/map.js` of the dashboard does the same again when a part is looked at
closely, so that every name can be reached.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["LINE", "MOST_NAMES", "Box", "names_shown", "title_box", "titles_shown", "wrapped"]

Box = tuple[float, float, float, float]
"""Left, right, bottom and top, in pixels."""

MOST_NAMES: Final = 150
TRIES: Final = 8
"""How many names are tried for each that may be written, at most."""

LETTER: Final = 6.4
BOLD: Final = 1.15
TITLE_WIDTH: Final = 26
LINE: Final = 14.0
"""Width of a letter and height of a line, in pixels at the size of the names."""


def names_shown(
    names: pd.Series,
    spots: NDArray[np.float64],
    weight: pd.Series,
    *,
    pixels: float,
    limit: int = MOST_NAMES,
    taken: list[Box] | None = None,
) -> list[int]:
    """Rows of the names to write, at most `limit`; `pixels` is the size of one unit of `spots`.

    A name stands centred over its spot. `taken` are boxes (left, right, bottom, top, in pixels) that
    must stay free, such as the names of the circles.
    """
    order = np.lexsort((np.arange(len(names)), -weight.to_numpy(dtype=np.float64)))[: TRIES * limit]
    half = names.str.len().to_numpy(dtype=np.float64)[order] * LETTER / 2
    x, y = (spots[order] * pixels).T
    wanted = np.stack([x - half, x + half, y + LINE / 2, y + 1.5 * LINE], axis=1)
    boxes = np.full((len(taken or []) + limit, 4), np.nan)
    boxes[: len(taken or [])] = np.array(taken or np.zeros((0, 4)), dtype=np.float64)
    shown: list[int] = []
    for row, (left, right, bottom, top) in zip(order.tolist(), wanted.tolist(), strict=True):
        if len(shown) >= limit:
            break
        inside = (boxes[:, 0] < right) & (boxes[:, 1] > left) & (boxes[:, 2] < top) & (boxes[:, 3] > bottom)
        if not inside.any():
            boxes[len(taken or []) + len(shown)] = left, right, bottom, top
            shown.append(row)
    return shown


def wrapped(title: str) -> list[str]:
    """The lines of the title of a circle.

    >>> wrapped("your Lakeshore University years, 2011-15")
    ['your Lakeshore University', 'years, 2011-15']
    """
    return wrap(title, TITLE_WIDTH)


def title_box(title: str, x: float, y: float) -> Box:
    """The pixels that a title covers which stands over the point."""
    lines = wrapped(title)
    half = max(map(len, lines)) * LETTER * BOLD / 2
    return x - half, x + half, y, y + len(lines) * 1.35 * LINE


def titles_shown(boxes: list[Box], weight: list[float]) -> list[int]:
    """Which of the boxes can stand without hiding one another, the weightiest first."""
    shown: list[int] = []
    for place in sorted(range(len(boxes)), key=lambda one: (-weight[one], one)):
        left, right, bottom, top = boxes[place]
        if not any(
            left < boxes[one][1] and right > boxes[one][0] and bottom < boxes[one][3] and top > boxes[one][2]
            for one in shown
        ):
            shown.append(place)
    return shown
