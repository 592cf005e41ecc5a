"""Printing: an answer as a table for people, as JSON or CSV for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.cli.options import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

__all__ = ["as_records", "console", "counted", "note", "print_answer"]


def print_answer(
    answer: pd.DataFrame, how: OutputFormat, show: Callable[[Console, pd.DataFrame], None]
) -> None:
    """Print `answer`: `show` draws it for people, and the line it rests on closes it."""
    if how is OutputFormat.json:
        print(json.dumps(as_records(answer), ensure_ascii=False, indent=2))
    elif how is OutputFormat.csv:
        from netgraph.export import to_csv

        print(to_csv(answer), end="")
    else:
        screen = console()
        show(screen, answer)
        if answer.attrs.get("note"):
            screen.print(answer.attrs["note"], style="dim", markup=False)
        screen.print(answer.attrs["rests_on"], style="dim", markup=False)


def as_records(answer: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: what is missing is None, moments are ISO text."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in answer.to_dict("records")]


def console(*, stderr: bool = False) -> Console:
    """A console that neither highlights nor reads markup in people's names."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def note(text: str) -> None:
    """One line to standard error, where it is in nobody's way."""
    console(stderr=True).print(text, markup=False)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> counted(1, "person", "people"), counted(1200, "person", "people")
    ('1 person', '1,200 people')
    """
    return f"{count:,} {one if count == 1 else many}"


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
