"""Reads a tree of Dash components: its texts, its links, and the components of a class or an id."""

from __future__ import annotations

from typing import Any


def components(tree: Any) -> list[Any]:
    """Every component of a tree, in the order of reading."""
    if isinstance(tree, list | tuple):
        return [found for part in tree for found in components(part)]
    if not hasattr(tree, "to_plotly_json"):
        return []
    return [tree, *components(getattr(tree, "children", None))]


def texts(tree: Any) -> list[str]:
    """Every piece of text, in the order of reading."""
    if tree is None:
        return []
    if isinstance(tree, str | int | float):
        return [str(tree)]
    if isinstance(tree, list | tuple):
        return [text for part in tree for text in texts(part)]
    return texts(getattr(tree, "children", None))


def with_class(tree: Any, name: str) -> list[Any]:
    """The components that carry a class of the style sheet."""
    return [one for one in components(tree) if name in (getattr(one, "className", None) or "").split()]


def by_id(tree: Any, part_id: str) -> Any:
    """The component of that id, None where there is none."""
    return next((one for one in components(tree) if getattr(one, "id", None) == part_id), None)


def hrefs(tree: Any) -> list[str]:
    """Every address that a link leads to."""
    return [one.href for one in components(tree) if getattr(one, "href", None)]
