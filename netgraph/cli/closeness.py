"""The closeness round: `netgraph closeness` - the few questions whose answers would change most."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, Format, OutputFormat, existing_book, graph_of, today

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

__all__ = ["register", "round_of_questions"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(closeness)


def closeness(
    limit: Annotated[int, typer.Option("--limit", min=1, help="Ties to ask about at most.")] = 30,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """How close are you? A few questions, the most telling first; stop when you like, go on another day."""
    from netgraph.cli.printing import counted, print_answer
    from netgraph.cli.progress import waiting
    from netgraph.practice.elicitation import closeness_round

    day = today(as_of)
    with existing_book(book) as opened:
        with waiting("Finding the most telling questions"):
            known = graph_of(opened, day)
            questions = closeness_round(known, limit=limit)
        if format is not OutputFormat.table or not sys.stdin.isatty():
            print_answer(questions, format, _show)
            return
        told, pairs = round_of_questions(questions)
        answered = told.dropna(subset=["closeness", "last_spoke"], how="all")
        if len(answered):
            opened.closeness(answered, as_of=day)
        for one, other, know_each_other in pairs:
            opened.pair(one, other, known=know_each_other)
    people, asked = counted(len(answered), "person", "people"), counted(len(pairs), "pair", "pairs")
    typer.echo(f"Kept: {people}, {asked}. Go on when you like: netgraph closeness")
    typer.echo("Look: netgraph neglected, netgraph meet. Take the last answer back: netgraph undo")


def round_of_questions(questions: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, str, bool]]]:
    """What is said until the user stops: rows for `Book.closeness`, and pairs with yes or no."""
    import pandas as pd

    from netgraph.cli.interview import StoppedError, ask, ask_about

    told: list[dict[str, object]] = []
    pairs: list[tuple[str, str, bool]] = []
    try:
        typer.echo("Enter skips a question, q stops; what you said until then is kept.")
        for row in questions.to_dict("records"):
            if row["kind"] == "closeness":
                ask_about(row["person_id"], f"{row['name']} ({row['why']})", told)
                continue
            answer = ask(f"\nDo {row['name']} and {row['other_name']} know each other? y or n", {"y", "n"})
            if answer:
                pairs.append((row["person_id"], row["other_id"], answer == "y"))
    except (StoppedError, typer.Abort):
        typer.echo("\nEnough for now.")
    return pd.DataFrame(told, columns=["person_id", "closeness", "last_spoke", "new"]), pairs


def _show(screen: Console, questions: pd.DataFrame) -> None:
    """The questions as a list, where there is no terminal to ask on."""
    from rich.text import Text

    screen.print(Text("\nWhat would tell most", style="bold underline"), end="\n\n")
    for row in questions.to_dict("records"):
        other = f" and {row['other_name']}" if row["kind"] == "pair" else ""
        screen.print(Text.assemble((f"{row['name']}{other}", "bold"), f"  {row['why']}"))
    screen.print("\nAnswer on a terminal, or fill in a CSV: netgraph start --write-csv FILE", style="dim")
