"""The interview: questions on a terminal, each of which may be skipped and all of which may be stopped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pandas as pd
import typer

from netgraph.cli.namesakes import likely
from netgraph.cli.options import not_blank
from netgraph.cli.printing import note
from netgraph.errors import UnknownNameError
from netgraph.practice.entries import LAST_SPOKE, match_name, unsure_names
from netgraph.practice.logbook import known_person, not_sure, person_and_place
from netgraph.practice.opening_round import QUESTIONS

if TYPE_CHECKING:
    from netgraph.contacts import Contacts
    from netgraph.practice.entries import Match

__all__ = [
    "StoppedError",
    "ask",
    "ask_about",
    "ids_meant",
    "interview",
    "meant",
    "on_terminal",
    "person_meant",
    "pick",
    "say_likely",
    "say_unsure",
    "settled",
]

MOST_NAMES = 20
SKIP, STOP = "", "q"


class StoppedError(Exception):
    """The user has said enough."""


def interview(contacts: Contacts, offered: pd.DataFrame) -> pd.DataFrame:
    """The answers given until the user stops: `person_id` or `name`, `closeness`, `last_spoke`."""
    told: list[dict[str, object]] = []
    try:
        typer.echo("Enter skips a question, q stops; what you said until then is kept.\n")
        asked: set[str] = set()
        for question in QUESTIONS:
            for name in _names(question, MOST_NAMES - len(asked)):
                person, new = _meant(contacts, name)
                if person not in asked:
                    asked.add(person)
                    ask_about(person, name, told, new=new)
        typer.echo("\nAnd these, from your own connections:")
        for row in offered.to_dict("records"):
            if row["person_id"] not in asked:
                ask_about(row["person_id"], f"{row['name']} ({row['why']})", told)
    except (StoppedError, typer.Abort):
        typer.echo("\nEnough for now.")
    return pd.DataFrame(told, columns=["person_id", "closeness", "last_spoke", "new"])


def settled(contacts: Contacts, answers: pd.DataFrame) -> pd.DataFrame:
    """The answers of a file with every unsure name asked about; without a terminal those are left out."""
    unsure = unsure_names(contacts, answers)
    if not unsure:
        return answers
    if not sys.stdin.isatty():
        say_unsure(contacts, unsure)
        return answers
    told = answers.astype(object)
    for said, candidates in unsure.items():
        person = pick(contacts, said, candidates)
        rows = told["name"].astype("str").str.strip() == said
        told.loc[rows, "person_id"] = said if person is None else person
        told.loc[rows, "new"] = person is None
    return told


def meant(contacts: Contacts, said: str, *, organization: str | None = None) -> tuple[str, bool]:
    """The id of the person meant, or the name as it was said; and whether that is somebody else.

    A name that is not sure is asked about where there is a terminal, else it stays as it is. Stopping
    there ends the command.
    """
    match = match_name(contacts, said, organization=organization)
    if match.person_id is not None or not (match.candidates and on_terminal()):
        return match.person_id or said, False
    try:
        person = pick(contacts, said, match.candidates)
    except StoppedError:
        raise typer.Abort from None
    return (said, True) if person is None else (person, False)


def ids_meant(contacts: Contacts, names: list[str]) -> tuple[list[str], list[str]]:
    """Ids for names that are sure or were picked on a terminal, other names as they stand; and the new.

    New are the names of somebody else than all whom they may mean. A name that is not sure stops the
    command where there is nobody to ask; nothing is written then.
    """
    told: list[str] = []
    new: list[str] = []
    for said in map(str.strip, names):
        name, place = person_and_place(said)
        not_blank(name)
        match = match_name(contacts, name, organization=place)
        if match.candidates and not on_terminal():
            say_likely(contacts, match)
            raise typer.BadParameter(str(not_sure([match])))
        person, is_somebody_else = meant(contacts, name, organization=place)
        told.append(said if person == name else person)
        new += [said] if is_somebody_else else []
    return told, new


def person_meant(contacts: Contacts, said: str) -> str:
    """The id of somebody in the book, who may be picked on a terminal."""
    (who,), _ = ids_meant(contacts, [said])
    try:
        return known_person(contacts, who)
    except UnknownNameError as fault:
        raise typer.BadParameter(str(fault)) from None


def on_terminal() -> bool:
    """Whether there is a terminal to ask on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say_unsure(contacts: Contacts, unsure: dict[str, list[str]]) -> None:
    """Say which names were left out because they may mean somebody in the book."""
    for said, candidates in unsure.items():
        note(f"{said} is not sure and left out. Did you mean {likely(contacts, candidates)}?")


def say_likely(contacts: Contacts, match: Match) -> None:
    """Say whom a name may mean."""
    note(f"{match.said} is not sure. Did you mean {likely(contacts, match.candidates)}?")


def _names(question: str, most: int) -> list[str]:
    line = ask(f"{question} (names, by comma)")
    return [name.strip() for name in line.split(",") if name.strip()][: max(most, 0)]


def _meant(contacts: Contacts, said: str) -> tuple[str, bool]:
    """The id of the person meant, or the name itself; and whether that is somebody new."""
    match = match_name(contacts, said)
    if match.person_id is not None:
        return match.person_id, False
    picked = pick(contacts, said, match.candidates) if match.candidates else None
    return (said, True) if picked is None else (picked, False)


def pick(contacts: Contacts, said: str, candidates: list[str]) -> str | None:
    """The id the user picks for a name, None for somebody else. Raises `StoppedError`."""
    people = contacts.people.set_index("person_id")[["name", "organization"]].fillna("")
    typer.echo(f"{said} - do you mean")
    for number, (name, where) in enumerate(people.loc[candidates].itertuples(index=False), start=1):
        typer.echo(f"  {number}. {name}" + (f", {where}" if where else ""))
    answer = ask("the number, or Enter for somebody else", {str(n) for n in range(1, len(candidates) + 1)})
    return candidates[int(answer) - 1] if answer else None


def ask_about(person: str, shown: str, told: list[dict[str, object]], *, new: bool = False) -> None:
    """Add what is said of one person; an answer given before the user stops is kept."""
    row: dict[str, object] = {"person_id": person, "new": new}
    told.append(row)
    typer.echo(f"\n{shown}")
    closeness = ask("  how close, 0 (we do not know each other) to 5", set("012345"))
    row["closeness"] = int(closeness) if closeness else None
    spoken = ask("  last spoke: 1 this month, 2 this year, 3 one to three years ago, 4 longer", set("1234"))
    row["last_spoke"] = list(LAST_SPOKE)[int(spoken) - 1] if spoken else None


def ask(question: str, allowed: set[str] | None = None) -> str:
    """The answer to a question, empty when it is skipped. Raises `StoppedError`."""
    while True:
        answer = str(typer.prompt(question, default="", show_default=False)).strip()
        if answer.casefold() == STOP:
            raise StoppedError
        if answer == SKIP or allowed is None or answer in allowed:
            return answer
        typer.echo(f"  one of {', '.join(sorted(allowed))}, Enter to skip, q to stop")
