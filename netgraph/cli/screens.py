"""Screens: how each answer looks on a terminal. No arithmetic, only words and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from netgraph.provenance import day
from netgraph.restraint import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rich.console import Console

__all__ = [
    "show_coverage",
    "show_meet",
    "show_moved",
    "show_moves",
    "show_neglected",
    "show_paths",
    "show_targets",
]

KINDS = {"owed": "reply owed", "dormant": "long quiet", "cooling": "cooling"}
STYLES = {"owed": "bold magenta", "dormant": "blue", "cooling": "cyan"}
STATES = {
    "warm": ("a warm way in", "green"),
    "connected only": ("connected only", "yellow"),
    "guess": ("only a guess", "yellow"),
    "none in your data": ("none in your data", "dim"),
}
MOVES = {
    "once there": "Who was there",
    "same field": "Who works in that field",
    "ask": "Whom you could ask: who do you know there?",
    "search": "A search to open yourself",
    "knows": "What it shows goes in here",
}
MOST_OWED = 10
SOLID, DASHED = " \u2501\u2501 ", " \u2504\u2504 "


def show_neglected(screen: Console, found: pd.DataFrame) -> None:
    """Replies owed as a list of their own, then whom to say hello to, why, and the smallest step."""
    is_owed = found["kind"] == "owed"
    owed, quiet = found[is_owed], found[~is_owed]
    if not owed.empty:
        _title(screen, "Who waits for my answer?")
        _hellos(screen, owed.head(MOST_OWED))
        if len(owed) > MOST_OWED:
            screen.print(f"And {len(owed) - MOST_OWED} more.", style="dim")
    _title(screen, "Whom am I losing touch with?")
    if quiet.empty:
        screen.print("Nobody: no known tie is quiet.", markup=False)
    _hellos(screen, quiet)
    apart = found.attrs.get("apart", {})
    if apart:
        counts = " \u00b7 ".join(f"{name} {count:,}" for name, count in sorted(apart.items()))
        screen.print(f"\nKept apart: {counts}", style="dim", markup=False)


def _hellos(screen: Console, found: pd.DataFrame) -> None:
    for row in found.to_dict("records"):
        head = Text.assemble(
            (row["name"], "bold"),
            "  ",
            (KINDS[row["kind"]], STYLES[row["kind"]]),
            "  ",
            (_text(row["organization"]), "dim"),
        )
        screen.print(head)
        _indented(screen, row["why"])
        _indented(screen, "> " + row["step"], style="green")
        if not pd.isna(row["rest_until"]):
            _indented(screen, _rest(row["rest_until"]), style="yellow")


def show_paths(screen: Console, found: pd.DataFrame) -> None:
    """Routes as lines, target by target: a solid line is proof, a dashed one a guess or a bare connection."""
    asked = found.attrs["asked"]
    kind, nearest = (
        said if isinstance(said, dict) else dict.fromkeys(asked, said)
        for said in (found.attrs["kind"], found.attrs["nearest"])
    )
    for target in asked:
        _title(screen, f"What is the warmest way in to {target}?")
        routes = found[found["target_name"] == target] if len(asked) > 1 else found
        if routes.empty:
            _no_route(screen, nearest.get(target, []), unknown=kind[target] == "unknown")
            if target in found.attrs.get("moves", {}):
                show_moves(screen, found.attrs["moves"][target])
        for row in routes.to_dict("records"):
            _route(screen, row, found.attrs.get("namesakes", {}).get(row["target"]))
    if not found.empty:
        screen.print(
            "\nSolid: seen or said. Dashed: a bare connection or a guess. The number orders routes, no more.",
            style="dim",
        )


def _route(screen: Console, row: dict[Hashable, Any], where: str | None) -> None:
    """A route, its reason and its first step; `where` tells the person at the end from namesakes."""
    line = Text(f"{row['rank']}. ", style="bold")
    for number, name in enumerate(row["path"]):
        if number:
            solid = row["evidence"][number - 1] not in {"connected", "inferred"}
            line.append(SOLID if solid else DASHED, style="green" if solid else "yellow")
        line.append("you" if number == 0 else name, style="" if number == 0 else "bold")
    line.append("" if where is None else f" ({where})")
    line.append(f"   {row['readiness']:.3f}", style="dim")
    screen.print(line)
    _indented(screen, row["why"])
    if row["load"]:
        times = "once" if row["load"] == 1 else f"{row['load']} times"
        _indented(screen, f"Asked {times} within 30 days.", style="yellow")
    _indented(screen, "> " + row["first_step"], style="green")


def show_meet(screen: Console, found: pd.DataFrame) -> None:
    """Who to meet, through whom, and why."""
    targets = found.attrs.get("targets") or []
    _title(screen, "Who should I meet?" + (f"  ({', '.join(targets)})" if targets else ""))
    if found.empty:
        screen.print("Nobody in this data who is not known to you already.", markup=False)
        return
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for column in ("Name", "Position", "Organization", "Through", "Why"):
        table.add_column(column, overflow="fold", ratio=3 if column == "Why" else None)
    for row in found.to_dict("records"):
        table.add_row(
            Text(row["name"], style="bold"),
            Text(_text(row["position"])),
            Text(_text(row["organization"])),
            Text(", ".join(row["via"]) or "-"),
            Text(row["why"]),
        )
    screen.print(table)
    if targets:
        _offer_knows(screen, targets[0], person=bool(found.attrs.get("first_is_person")))
    screen.print()


def show_coverage(screen: Console, found: pd.DataFrame) -> None:
    """Each target: its state in words, through whom, how many people are there, and the next step."""
    _title(screen, "Which of my targets have a way in?")
    if found.empty:
        screen.print(
            "No targets yet: name some (netgraph coverage Globex Hooli), or keep them in your book "
            "(netgraph target add Globex).\n",
            markup=False,
        )
        return
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    table.add_column("Target", overflow="fold")
    table.add_column("Way in", overflow="fold")
    table.add_column("Through", overflow="fold", ratio=1)
    table.add_column("Insiders", justify="right")
    table.add_column("Next step", overflow="fold", ratio=2)
    for row in found.to_dict("records"):
        table.add_row(
            Text(row["target"], style="bold"),
            Text(*STATES[row["state"]]),
            Text(", ".join(row["via"]) or "-"),
            f"{row['insiders']:,}",
            Text(row["next_step"]),
        )
    screen.print(table)
    first = str(found["target"].iloc[0])
    _offer_knows(screen, first, person=bool(found.attrs.get("first_is_person")))
    screen.print()


def show_moved(screen: Console, found: pd.DataFrame) -> None:
    """Which ties crossed a band since a day, by what happened to them."""
    _title(screen, f"What moved since {found.attrs['since']}?")
    if found.empty:
        screen.print("No tie crossed a band.", markup=False)
    for change, rows in found.groupby("change", sort=False):
        screen.print(Text(str(change).capitalize(), style="bold"))
        for row in rows.to_dict("records"):
            _indented(screen, f"{row['name']}: {row['why']}")
    screen.print()


def show_targets(screen: Console, found: pd.DataFrame) -> None:
    """What is chosen, what is proposed, and how many people are there."""
    _title(screen, "What do I want to reach?")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("Target", "Role", "Priority", "People there", "You know", "From"):
        table.add_column(column)
    for row in found.to_dict("records"):
        chosen = row["status"] == "chosen"
        table.add_row(
            Text(row["name"], style="bold" if chosen else ""),
            Text(_text(row["role"])),
            "-" if pd.isna(row["priority"]) else f"{row['priority']:.0f}",
            f"{row['people']:,}",
            f"{row['known']:,}",
            Text("you" if chosen else f"proposed by {row['source']}"),
        )
    screen.print(table)
    if found.empty:
        _offer_knows(screen, "ORG")
    else:
        _offer_knows(screen, str(found["name"].iloc[0]), person=found["kind"].iloc[0] == "person")
    screen.print("netgraph target add NAME --priority 5, netgraph target drop NAME\n", style="dim")


def show_moves(screen: Console, found: pd.DataFrame) -> None:
    """Moves by kind: people with a question to ask, then the search and the command."""
    kind = None
    for row in found.to_dict("records"):
        if row["kind"] != kind:
            kind = row["kind"]
            screen.print(f"\n{MOVES[kind]}", style="bold", markup=False)
        for line in (row["link"], row["command"]):
            if isinstance(line, str):
                screen.print(f"   {line}", style="green", markup=False, soft_wrap=True)
        if isinstance(row["person_id"], str):
            where = f", {row['organization']}" if isinstance(row["organization"], str) else ""
            screen.print(Text.assemble("   ", (row["name"], "bold"), (where, "dim")))
            _indented(screen, row["why"])
            _indented(screen, "> " + row["step"], style="green")
    screen.print()


def _no_route(screen: Console, nearest: list[str], *, unknown: bool) -> None:
    if not unknown:
        screen.print("No route of three hops in your data.", markup=False)
        return
    screen.print("Nobody in your data is there, by the name you gave.", markup=False)
    if nearest:
        screen.print(f"Did you mean: {', '.join(nearest)}?", markup=False)


def _offer_knows(screen: Console, target: str, *, person: bool = False) -> None:
    """The command that takes mutual connections copied by hand from a page, for this target."""
    page = "their page" if person else "somebody's page there"
    whom = f'"{target}"' if person else f'"THEIR NAME" --at "{target}"'
    line = f'netgraph knows {whom} --through "NAME, NAME"'
    screen.print(f"\nMutual connections shown on {page} tell more: {line}", style="dim", markup=False)


def _title(screen: Console, text: str) -> None:
    screen.print(Text(f"\n{text}", style="bold underline"))
    screen.print()


def _indented(screen: Console, text: str, *, style: str = "") -> None:
    from rich.padding import Padding

    screen.print(Padding(Text(text, style=style), (0, 0, 0, 3)))


def _rest(until: Any) -> str:
    return "Rests until you say otherwise." if until >= ALWAYS else f"Rests until {day(until)}."


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
