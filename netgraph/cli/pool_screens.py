"""Screens of the pool's answers. No arithmetic, only words and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import Console

__all__ = [
    "show_connectors",
    "show_coverage",
    "show_log",
    "show_members",
    "show_preview",
    "show_reach",
    "show_requests",
    "show_routes",
]

SOLID, DASHED = " \u2501\u2501 ", " \u2504\u2504 "
WHO = {"related": "members who know you", "others": "other members"}


def show_preview(screen: Console, found: pd.DataFrame) -> None:
    """Every row that would leave; the first column stays."""
    _rows(
        screen,
        found,
        {
            "contact": "(stays here)",
            "name": "name",
            "person": "person",
            "email": "e-mail",
            "organization": "organization",
            "level": "level",
            "band": "band",
            "readiness": "readiness",
            "proof": "proof",
        },
        person=lambda row: f"{row['person'] & (2**64 - 1):016x}"[:8],
        email=lambda row: f"{row['email'] & (2**64 - 1):016x}"[:8] if row["email"] != row["person"] else "-",
        readiness=lambda row: f"{row['readiness']:.2f}",
        proof=lambda row: "yes" if row["proof"] else "no",
    )


def show_members(screen: Console, found: pd.DataFrame) -> None:
    """One line a member."""
    shown = {"member": "Id", "name": "Name", "scope": "Scope", "contacts": "Contacts", "until": "Until"}
    _rows(
        screen,
        found,
        shown | {"delegated": "Coach answers"},
        until=lambda row: f"{row['until']:%Y-%m-%d}",
        contacts=lambda row: f"{row['contacts']:,}",
        delegated=lambda row: "yes" if row["delegated"] else "-",
    )


def show_reach(screen: Console, found: pd.DataFrame) -> None:
    """Target by target: whom one knows, exactly; all others, blurred."""
    for target in dict.fromkeys(found["target"]):
        screen.print(f"\nDoes anybody here know somebody at {target}?", style="bold", markup=False)
        for who, words in WHO.items():
            here = found[(found["target"] == target) & (found["who"] == who)]
            total = here.loc[here["band"] == "any", "members"].iloc[0]
            bands = here[here["band"] != "any"]
            more = ", ".join(
                f"{count} {band}" for count, band in zip(bands["members"], bands["band"], strict=True)
            )
            screen.print(f"   {words}: {total}{f' ({more})' if more else ''}", markup=False)


def show_routes(screen: Console, found: pd.DataFrame) -> None:
    """Routes as lines, target by target."""
    for target in found.attrs["asked"]:
        screen.print(f"\nOver whom to {target}?", style="bold", markup=False)
        here = found[found["target"] == target]
        if here.empty:
            screen.print("   Nobody who knows you leads there, and nobody has agreed yet.", markup=False)
        for row in here.to_dict("records"):
            line = Text(f"{row['rank']}. ", style="bold")
            for number, name in enumerate(row["path"]):
                if number:
                    known = row["bands"][number - 1] != "not known"
                    line.append(SOLID if known else DASHED, style="green" if known else "yellow")
                line.append(name, style="" if number == 0 else "bold")
            line.append(f"   {row['readiness']:.3f}", style="dim")
            screen.print(line)
            screen.print(f"   {row['why']}", markup=False)
            screen.print(f"   > {row['first_step']}", style="green", markup=False)


def show_coverage(screen: Console, found: pd.DataFrame) -> None:
    """One line a target."""
    shown = {"target": "Target", "members": "Know somebody there", "strong": "strong", "medium": "medium"}
    _rows(
        screen,
        found,
        shown
        | {
            "weak": "weak",
            "not_known": "connected",
            "reached": "Could be led there",
            "best_readiness": "Best",
            "next_step": "Next",
        },
        best_readiness=lambda row: "-" if pd.isna(row["best_readiness"]) else f"{row['best_readiness']:.3f}",
    )


def show_connectors(screen: Console, found: pd.DataFrame) -> None:
    """One line a member who opens something."""
    shown = {"member": "Id", "name": "Name", "targets": "Opens", "only_way": "Alone", "asked": "Waiting"}
    _rows(
        screen,
        found,
        shown | {"agreed": "Agreed"},
        targets=lambda row: ", ".join(row["targets"]),
        only_way=lambda row: ", ".join(row["only_way"]) or "-",
    )


def show_requests(screen: Console, found: pd.DataFrame) -> None:
    """One line a request."""
    shown = {"request": "Id", "asker_name": "Who asks", "target": "For", "at": "Since", "answer": "Answer"}
    _rows(
        screen,
        found,
        shown | {"contacts": "You know there"},
        at=lambda row: f"{row['at']:%Y-%m-%d}",
        answer=lambda row: (
            f"{row['answer']} (by the {row['by']})" if isinstance(row["by"], str) else row["answer"]
        ),
    )


def show_log(screen: Console, found: pd.DataFrame) -> None:
    """One line an entry."""
    shown = {"at": "When", "who": "Who", "what": "What", "about": "About"}
    _rows(screen, found, shown, at=lambda row: f"{row['at']:%Y-%m-%d %H:%M}")


def _rows(
    screen: Console,
    found: pd.DataFrame,
    columns: dict[str, str],
    **shown: Callable[[dict[Any, Any]], str],
) -> None:
    """The rows in columns; `shown` says how a column's value is written, where it is not plain text."""
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for name, title in columns.items():
        number = name in found and found[name].dtype.kind in "if"
        table.add_column(title, overflow="fold", justify="right" if number and name not in shown else "left")
    for row in found.to_dict("records"):
        table.add_row(*_cells(row, columns, shown))
    screen.print(table)


def _cells(
    row: dict[Any, Any], columns: Iterable[str], shown: dict[str, Callable[[dict[Any, Any]], str]]
) -> list[Text]:
    plain = ("-" if not isinstance(row[one], str | int) else str(row[one]) for one in columns)
    return [
        Text(shown[one](row)) if one in shown else Text(text)
        for one, text in zip(columns, plain, strict=True)
    ]
