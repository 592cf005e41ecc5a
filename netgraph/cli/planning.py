"""Planning: `netgraph plan`, `simulate`, `brokers` and `moves`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    Limit,
    OutputFormat,
    Targets,
    book_graph,
    not_blank,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from rich.console import Console

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(plan)
    app.command()(simulate)
    app.command()(brokers)
    app.command()(moves)


def plan(
    targets: Targets = None,
    budget: Annotated[int, typer.Option("--budget", min=1, help="Meetings at most.")] = 5,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Which few meetings open most of my targets together?"""
    from netgraph.cli.printing import print_answer
    from netgraph.planning import plan_meetings

    found = plan_meetings(book_graph(book, as_of), targets=targets or None, budget=budget)
    print_answer(found, format, _plan_screen)


def simulate(
    person: Annotated[
        str, typer.Argument(help="Whom you would meet: a full name or an id.", callback=not_blank)
    ],
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    limit: Limit = 20,
) -> None:
    """What would knowing PERSON well open? From ties that were seen or said, never from guesses."""
    from netgraph.cli.printing import print_answer
    from netgraph.simulation import simulate_meeting

    found = simulate_meeting(book_graph(book, as_of), person)
    found.attrs["more"] = max(len(found) - limit, 0)
    print_answer(found.head(limit), format, _simulation_screen)


def brokers(
    book: BookFile = None, as_of: AsOf = None, format: Format = OutputFormat.table, limit: Limit = 10
) -> None:
    """Who stands between circles of my network that do not know each other?"""
    from netgraph.cli.printing import print_answer
    from netgraph.structural_holes import brokers as find_brokers

    print_answer(find_brokers(book_graph(book, as_of), limit=limit), format, _broker_screen)


def moves(
    target: Annotated[str, typer.Argument(help="A company or a person.", callback=not_blank)],
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """No way in to TARGET? Who was there, who is in its field, whom to ask, and what to look up yourself."""
    from netgraph.cli.printing import print_answer
    from netgraph.cli.screens import show_moves
    from netgraph.moves import next_moves

    print_answer(next_moves(book_graph(book, as_of), target), format, show_moves)


def _plan_screen(screen: Console, found: pd.DataFrame) -> None:
    _table(
        screen,
        found,
        "Which few meetings open most of my targets?",
        {
            "": lambda row: f"{row['order']}.",
            "Meet": lambda row: row["name"],
            "May open": lambda row: ", ".join(row["covers"]),
            "Targets so far": lambda row: f"{row['expected_targets']:.2f}",
            "Why": lambda row: row["why"],
        },
    )
    if not found.empty:
        screen.print(
            "\nTargets so far: how many the plan may open up to here; plausible, not measured.", style="dim"
        )


def _simulation_screen(screen: Console, found: pd.DataFrame) -> None:
    _table(
        screen,
        found,
        "What would this meeting open?",
        {
            "Comes within reach": lambda row: row["name"],
            "Organization": lambda row: row["organization"],
            "Through": lambda row: ", ".join(row["via"]),
            "Why": lambda row: row["why"],
        },
    )
    if found.attrs.get("opens"):
        screen.print(f"\nTargets within reach then: {', '.join(found.attrs['opens'])}", markup=False)
    if found.attrs["more"]:
        screen.print(f"And {found.attrs['more']} more people (--limit).", style="dim")


def _broker_screen(screen: Console, found: pd.DataFrame) -> None:
    _table(
        screen,
        found,
        "Who stands between circles?",
        {
            "Name": lambda row: row["name"],
            "Organization": lambda row: row["organization"],
            "Constraint": lambda row: f"{row['constraint']:.2f}",
            "Bridges": lambda row: f"{row['bridges']}",
            "Targets": lambda row: ", ".join(row["opens"]),
            "Why": lambda row: row["why"],
        },
    )


def _table(
    screen: Console, found: pd.DataFrame, title: str, columns: dict[str, Callable[[dict[Any, Any]], Any]]
) -> None:
    """The rows under a title, or the reason why there are none."""
    from rich.table import Table
    from rich.text import Text

    screen.print(Text(f"\n{title}\n", style="bold underline"))
    if found.empty:
        screen.print(found.attrs.get("reason") or "Nobody in this data.", markup=False)
        return
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", min_width=len(column), ratio=3 if column == "Why" else None)
    for row in found.to_dict("records"):
        values = (say(row) for say in columns.values())
        table.add_row(*(Text(value if isinstance(value, str) else "") for value in values))
    screen.print(table)
