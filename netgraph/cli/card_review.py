"""The cards of a person: what each source says of them, and which card is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import typer

from netgraph.cli.interview import StoppedError, ask, on_terminal, person_meant
from netgraph.cli.options import OutputFormat, known_in
from netgraph.cli.printing import print_answer
from netgraph.provenance import SHOWN, day

if TYPE_CHECKING:
    from rich.console import Console

    from netgraph.book import Book

__all__ = ["review_cards"]


def review_cards(book: Book, name: str, number: int | None, how: OutputFormat) -> None:
    """Show the cards of somebody in the book; take card `number`, or the one said on a terminal, apart."""
    person = person_meant(known_in(book), name)
    told = book.provenance(person)
    cards = list(dict.fromkeys(told["card"]))
    told.attrs["rests_on"] = _rests_on(len(cards))
    if number is None:
        print_answer(told, how, _show_cards)
        if len(cards) > 1 and how is OutputFormat.table and on_terminal():
            number = _asked(len(cards))
    if number is None:
        return
    if len(cards) == 1:
        raise typer.BadParameter("nothing can be taken apart: one card alone tells of this person")
    if number > len(cards):
        raise typer.BadParameter(f"this person has the cards 1 to {len(cards)}", param_hint="--apart")
    book.apart(person, cards[number - 1])
    typer.echo(f"Card {number} is somebody else's now. Take it back: netgraph undo")


def _rests_on(cards: int) -> str:
    if cards == 1:
        return "One card alone tells of this person: nothing was united."
    return f"{cards} cards were united. Is one somebody else's? netgraph review NAME --apart N"


def _asked(cards: int) -> int | None:
    """The number of the card that is said to be somebody else's."""
    try:
        answer = ask("Which card is somebody else's? Enter = none", {str(n) for n in range(1, cards + 1)})
    except StoppedError:
        return None
    return int(answer) if answer else None


def _show_cards(screen: Console, told: pd.DataFrame) -> None:
    """Card by card: its number, its source and day, and its facts."""
    from rich.padding import Padding
    from rich.text import Text

    for number, (_, facts) in enumerate(told.groupby("card", sort=False), start=1):
        seen = facts[["source", "seen_on"]].drop_duplicates().itertuples(index=False)
        sources = ((SHOWN.get(source, source), on) for source, on in seen)
        from_where = ", ".join(source if pd.isna(on) else f"{source} of {day(on)}" for source, on in sources)
        screen.print(Text.assemble((f"{number}. ", "bold"), (from_where, "bold")))
        for field, values in facts.groupby("field", sort=False)["value"]:
            words = f"{str(field).replace('_', ' ')}: {', '.join(dict.fromkeys(values))}"
            screen.print(Padding(Text(words), (0, 0, 0, 3)))
    screen.print()
