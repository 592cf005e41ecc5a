"""Wordless: the layout of a figure without its title and caption, for pages that print them themselves."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["CAPTION", "CAPTION_LINE", "TITLE_LINE", "without_words"]

TITLE_LINE: Final = 22
CAPTION_LINE: Final = 17
"""Heights of a line, in pixels."""

CAPTION: Final = "caption"
"""The name of the annotation that holds the caption."""


def without_words(layout: dict[str, Any]) -> dict[str, Any]:
    """A layout as plain values, without title and caption, and lower by what they took."""
    notes = layout.get("annotations", [])
    above = TITLE_LINE * _lines((layout.get("title") or {}).get("text"))
    below = sum(CAPTION_LINE * _lines(one["text"]) for one in notes if one.get("name") == CAPTION)
    margin = layout["margin"]
    return {
        **{name: value for name, value in layout.items() if name != "title"},
        "annotations": [one for one in notes if one.get("name") != CAPTION],
        "height": layout["height"] - above - below,
        "margin": margin | {"t": margin["t"] - above, "b": margin["b"] - below},
    }


def _lines(words: str | None) -> int:
    return words.count("<br>") + 1 if words else 0
