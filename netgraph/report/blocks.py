"""Blocks: the few kinds of parts that a report is made of, as plain values that JSON can hold.

A section is a heading, a finding (one sentence) and blocks: `text` (a paragraph), `note` (small print),
`table` (the first cell of a row names it), `figure` (drawn from `Report.figures`), `steps` (a list to tick
off). HTML and PDF are made from these alone, so that both say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

__all__ = ["Block", "Report", "capital", "figure", "note", "section", "steps", "table", "text"]

Block = dict[str, Any]


class Report(NamedTuple):
    """What a report says (`record`, plain values), and the pictures it shows, by name."""

    record: dict[str, Any]
    figures: dict[str, go.Figure]


def section(key: str, heading: str, finding: str, blocks: Sequence[Block | None]) -> Block:
    """A section; blocks that are None are left out."""
    return {
        "key": key,
        "heading": heading,
        "finding": finding,
        "blocks": [one for one in blocks if one is not None],
    }


def text(words: str | None) -> Block | None:
    """A paragraph, None without words."""
    return {"kind": "text", "text": words} if words else None


def note(words: str | None) -> Block | None:
    """A paragraph in small print, None without words."""
    return {"kind": "note", "text": words} if words else None


def table(
    caption: str, columns: dict[str, float], rows: Sequence[Sequence[str]], *, numbers: bool = False
) -> Block | None:
    """A table, None without rows; `columns` are names and shares of the width.

    With `numbers` all but the first column are set to the right.
    """
    if not rows:
        return None
    return {
        "kind": "table",
        "caption": caption,
        "columns": [{"name": name, "width": width} for name, width in columns.items()],
        "rows": [[str(cell) for cell in row] for row in rows],
        "numbers": numbers,
    }


def figure(
    name: str, picture: go.Figure, *, shows: str, rests_on: str, share: float = 1.0, pixels: int = 720
) -> Block:
    """A figure of `Report.figures`: its finding, its caption, and in words what is to be seen.

    `share` is that of the page's width, `pixels` the width for which it is drawn: more make it finer.

    The line on what it rests on stands once, at the end of the report, and not under each figure.
    """
    told = picture.layout.meta or {}
    title = str(told.get("title", ""))
    return {
        "kind": "figure",
        "name": name,
        "title": title,
        "caption": str(told.get("caption", "")).replace(rests_on, "").strip(),
        "alt": f"{shows} {title}.".strip(),
        "share": share,
        "pixels": pixels,
    }


def steps(caption: str, rows: Sequence[tuple[str, str, str, str]]) -> Block | None:
    """A list to tick off, None without rows: the step, with whom, why, what to begin with ("" where none)."""
    if not rows:
        return None
    items = [dict(zip(("step", "who", "why", "hook"), row, strict=True)) for row in rows]
    return {"kind": "steps", "caption": caption, "steps": items}


def capital(words: str) -> str:
    """The words with a capital first letter, as they stand at the head of a row.

    >>> capital("your Initech years"), capital("")
    ('Your Initech years', '')
    """
    return words[:1].upper() + words[1:]
