"""Text of a figure in SVG: Plotly's few tags read, everything else escaped, widths estimated.

Plotly shows `<br>`, `<b>`, `<i>`, `<sub>`, `<sup>`, `<span>` and `<a>` of a text as markup and undoes HTML
entities. Here the first three are kept, the others fall away with their words left standing, and what is no
such tag is text. Widths are those of a common sans serif, in em: near enough to keep labels apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final, NamedTuple

__all__ = ["Block", "Font", "Run", "attribute", "escaped", "lines_of", "plain", "width_of", "written"]

TAG: Final = re.compile(r"(</?(?:b|strong|i|em|br|sub|sup|span|a)(?:\s[^<>]*)?/?>)", re.IGNORECASE)
FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

LINE_HEIGHT: Final = 1.25
ASCENT: Final = 0.78
ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
NARROW, WIDE = frozenset(" .,:;'|!iljtfr()[]I"), frozenset("mwMW@%")


class Font(NamedTuple):
    """Size in pixels, colour, and whether it is bold."""

    size: float
    color: str
    bold: bool = False


class Run(NamedTuple):
    """Words of one face within a line."""

    words: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """Written text: its element, and the box it takes (left, top, right, bottom) in pixels."""

    element: str
    box: tuple[float, float, float, float]


def lines_of(text: object) -> list[list[Run]]:
    """The lines of a Plotly text, each a list of runs.

    >>> lines_of("<b>6 of 41</b> ties<br>A &lt; B <script>")
    [[Run(words='6 of 41', bold=True, italic=False), Run(words=' ties', bold=False, italic=False)], \
[Run(words='A < B <script>', bold=False, italic=False)]]
    """
    lines: list[list[Run]] = [[]]
    bold = italic = 0
    for part in TAG.split(str(text).replace("\n", " ")):
        if not TAG.fullmatch(part):
            if part:
                lines[-1].append(Run(html.unescape(part), bold > 0, italic > 0))
            continue
        name, step = re.sub(r"[^a-z]", "", part[:8].split(maxsplit=1)[0].lower()), -1 if part[1] == "/" else 1
        if name == "br":
            lines.append([])
        elif name in {"b", "strong"}:
            bold += step
        elif name in {"i", "em"}:
            italic += step
    return lines


def plain(text: object) -> str:
    """The words of a Plotly text in one line.

    >>> plain("<b>6 of 41</b> ties<br>have gone quiet")
    '6 of 41 ties have gone quiet'
    """
    return " ".join("".join(run.words for run in line).strip() for line in lines_of(text)).strip()


def width_of(text: object, size: float) -> float:
    """Estimated width in pixels of the longest line at a font size."""
    return max(sum(_width(run.words, run.bold) for run in line) for line in lines_of(text)) * size


def written(
    text: object,
    x: float,
    y: float,
    font: Font,
    *,
    anchor: str = "left",
    baseline: str = "middle",
    angle: float = 0.0,
) -> Block:
    """The text as an SVG element at (x, y), turned clockwise by `angle` degrees.

    `anchor` (left, center, right) and `baseline` (top, middle, bottom) say which point of its box is there.
    """
    lines = lines_of(text)
    height, width = LINE_HEIGHT * font.size * len(lines), width_of(text, font.size)
    top = y - {"top": 0.0, "middle": height / 2, "bottom": height}[baseline]
    left = x - {"left": 0.0, "center": width / 2, "right": width}[anchor]
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + font.size * (ASCENT + 0.15 + LINE_HEIGHT * number):.1f}">{_runs(line)}'
        "</tspan>"
        for number, line in enumerate(lines)
        if line
    )
    turn = f' transform="rotate({angle:g} {x:.1f} {y:.1f})"' if angle else ""
    weight = ' font-weight="bold"' if font.bold else ""
    element = (
        f'<text font-size="{font.size:g}" fill={attribute(font.color)} text-anchor="{ANCHORS[anchor]}"'
        f"{weight}{turn}>{spans}</text>"
    )
    return Block(element, _turned((left, top, left + width, top + height), x, y, angle))


def escaped(words: object) -> str:
    """Words as the content of an XML element; characters that XML cannot hold fall away."""
    return html.escape(FORBIDDEN.sub("", str(words)), quote=False)


def attribute(value: object) -> str:
    """A value as a quoted XML attribute."""
    return f'"{html.escape(FORBIDDEN.sub("", str(value)))}"'


def _runs(line: list[Run]) -> str:
    parts = []
    for words, bold, italic in line:
        face = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if italic else "")
        parts.append(f"<tspan{face}>{escaped(words)}</tspan>" if face else escaped(words))
    return "".join(parts)


def _width(words: str, bold: bool) -> float:
    return sum(map(_advance, words)) * (1.14 if bold else 1.0)


def _advance(character: str) -> float:
    if character in NARROW:
        return 0.31
    if character in WIDE:
        return 0.87
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    return 0.72 if character.isupper() else 0.61


def _turned(
    box: tuple[float, float, float, float], x: float, y: float, angle: float
) -> tuple[float, float, float, float]:
    """The box around a box that is turned about (x, y); by quarters exactly, else by its diagonal."""
    left, top, right, bottom = box
    if not angle:
        return box
    if angle % 180 == 90:
        down = 1 if angle % 360 == 90 else -1
        xs = sorted((x - down * (top - y), x - down * (bottom - y)))
        ys = sorted((y + down * (left - x), y + down * (right - x)))
        return xs[0], ys[0], xs[1], ys[1]
    reach = max(abs(left - x), abs(right - x)) * 0.75
    return x - reach, y - reach, x + reach, y + reach
