"""Screens of the practice: the week and the goals for a terminal. No arithmetic, only words and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netgraph.provenance import day

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["show_goals", "show_week"]

KINDS = {
    "reply": "a reply you owe",
    "promise": "a promise",
    "thanks": "thanks",
    "introduction": "an introduction",
    "hello": "worth a hello",
    "meet": "somebody new",
    "route": "a way in",
}
STYLES = {"reply": "bold magenta", "promise": "magenta", "thanks": "magenta", "introduction": "magenta"}
OTHER_STYLE = "cyan"


def show_week(screen: Console, steps: pd.DataFrame) -> None:
    """The steps with their numbers, what became of them, and the line that closes the list."""
    screen.print(Text(f"\nThis week ({steps.attrs['week']})", style="bold underline"), end="\n\n")
    for row in steps.to_dict("records"):
        is_open = row["state"] == "open"
        head = Text.assemble(
            (f"{row['number']}. ", "bold" if is_open else "dim"),
            (str(row["name"]), "bold" if is_open else "dim"),
            "  ",
            (KINDS[row["kind"]], STYLES.get(row["kind"], OTHER_STYLE) if is_open else "dim"),
            (f" to {row['target']}" if row["kind"] == "route" else "", OTHER_STYLE if is_open else "dim"),
            "" if is_open else f"  {row['state']}",
        )
        screen.print(head)
        if is_open:
            _indented(screen, str(row["why"]))
            if not pd.isna(row["hook"]):
                _indented(screen, f"Begin with: {row['hook']}", style="dim")
            _indented(screen, "> " + str(row["step"]), style="green")
    screen.print(Text(f"\n{steps.attrs['enough']}", style="bold"))
    if "open" in set(steps["state"]):
        screen.print(
            "netgraph week --done N, --not-now N 2w, --less-often N, --never N, --more",
            style="dim",
            markup=False,
        )


def show_goals(screen: Console, found: pd.DataFrame) -> None:
    """A line a week; a dash is not known, and no week is better than another."""
    screen.print(Text("\nMy weeks, from my own log", style="bold underline"), end="\n\n")
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Week of")
    for column in ("New people", "Conversations", "Face to face", "Followed up", "Asked whom to meet"):
        table.add_column(column, justify="right")
    for row in found.to_dict("records"):
        table.add_row(
            day(row["starts_on"]),
            *(_count(row[name]) for name in ("new_people", "conversations")),
            *(_share(row[name]) for name in ("face_to_face", "followed_up", "asked_who")),
        )
    screen.print(table)
    screen.print(
        f"\nYour pace is {found.attrs['pace']} steps a week (netgraph goals --pace 3 to 15). "
        "One new person a week, face to face where that is possible, goes far.",
        style="dim",
        markup=False,
    )


def _count(value: Any) -> str:
    return "-" if pd.isna(value) else f"{value:.0f}"


def _share(value: Any) -> str:
    return "-" if pd.isna(value) else f"{value:.0%}"


def _indented(screen: Console, text: str, *, style: str = "") -> None:
    screen.print(Padding(Text(text, style=style), (0, 0, 0, 3)))
