"""Labels: which marks of a scatter bear their name, and on which side, so that no name hides another.

Greedy, in the order given: a name takes a side of its mark on which it hides no name and, if there is one,
no mark either; or none. Widths are estimated, as the type that will be used is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Canvas", "placed"]

LETTER: Final = 7.0
LINE: Final = 15.0
GAP: Final = 9.0
MARK: Final = 5.0


class Canvas(NamedTuple):
    """The ends of the two axes as they are drawn (powers of ten on a log scale), and the size in pixels."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: int = 600
    height: int = 420

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the lower left corner."""
        (left, right), (low, high) = self.x, self.y
        return (x - left) / (right - left) * self.width, (y - low) / (high - low) * self.height


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    low: float
    right: float
    high: float

    def hides(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def placed(
    canvas: Canvas,
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    *,
    wanted: Sequence[bool] | None = None,
    most: int = 10,
) -> list[str | None]:
    """For each mark the side its name stands on, in Plotly's words, or None.

    At most `most` of the `wanted` names (None: all) are placed, the first ones first; none leaves the canvas.

    >>> placed(Canvas((0, 1), (0, 1)), [(0.5, 0.5), (0.55, 0.5), (0.95, 0.9)], ["Ana", "Raj", "Mia Chen"])
    ['middle left', 'middle right', 'middle left']
    """
    marks = [_mark(*canvas.at(*point)) for point in points]
    taken: list[Box] = []
    sides: list[str | None] = [None] * len(names)
    for row, name in enumerate(names):
        if (wanted is not None and not wanted[row]) or len(taken) >= most:
            continue
        free = [
            (side, box)
            for side, box in _sides(*canvas.at(*points[row]), name)
            if box.left >= 0 and box.right <= canvas.width and not any(map(box.hides, taken))
        ]
        if free:
            sides[row], box = min(free, key=lambda one: sum(map(one[1].hides, marks)))
            taken.append(box)
    return sides


def _mark(x: float, y: float) -> Box:
    return Box(x - MARK, y - MARK, x + MARK, y + MARK)


def _sides(x: float, y: float, name: str) -> list[tuple[str, Box]]:
    width, half = LETTER * len(name), LINE / 2
    return [
        ("middle right", Box(x + GAP, y - half, x + GAP + width, y + half)),
        ("middle left", Box(x - GAP - width, y - half, x - GAP, y + half)),
        ("top center", Box(x - width / 2, y + GAP, x + width / 2, y + GAP + LINE)),
        ("bottom center", Box(x - width / 2, y - GAP - LINE, x + width / 2, y - GAP)),
    ]
