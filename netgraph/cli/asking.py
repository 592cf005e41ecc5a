"""Asking and giving: `netgraph help-bank`, `favor`, `intro`, `ask`, `prep` and `landed`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    Limit,
    OutputFormat,
    book_graph,
    existing_book,
    graph_of,
    known_in,
    not_blank,
    today,
)

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.book import Book

__all__ = ["register"]

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it happened [default: now].")]
Person = Annotated[
    str, typer.Argument(help="A name as your contacts show it; me means you.", callback=not_blank)
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("help-bank")(bank)
    app.command()(favor)
    app.command()(intro)
    app.command()(ask)
    app.command()(prep)
    app.command()(landed)


def bank(
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
    offers: Annotated[bool, typer.Option("--offers", help="Only whom you could help now.")] = False,
    limit: Limit = 10,
) -> None:
    """What was given and received, in words; which thanks and promises you owe; whom you could help now."""
    from netgraph.cli.asking_screens import show_bank, show_offers
    from netgraph.cli.printing import print_answer
    from netgraph.practice.bank import help_bank
    from netgraph.practice.offers import could_help

    G = book_graph(book, as_of)
    offered = could_help(G, limit=limit)
    if offers:
        print_answer(offered, format, show_offers)
        return
    found = help_bank(G)
    if format is OutputFormat.table:
        found.attrs["offers"] = offered
    print_answer(found, format, show_bank)


def favor(
    giver: Person,
    receiver: Person,
    kind: Annotated[
        str,
        typer.Argument(
            help="advice, help, introduction, recommendation, referral, thanks, promise, kept or told."
        ),
    ],
    note: Annotated[str | None, typer.Argument(help="In your own words.")] = None,
    on: On = None,
    book: BookFile = None,
) -> None:
    """Note help, thanks or a promise: netgraph favor "Priya Raman" me advice "on the CV"."""
    with existing_book(book) as opened:
        opened.favor(_meant(opened, giver), _meant(opened, receiver), kind, at=_moment(on), note=note)
    typer.echo(f"Noted: {kind}. Look: netgraph help-bank. Take it back: netgraph undo")


def intro(
    starter: Annotated[str | None, typer.Argument(help="Who introduces you.")] = None,
    target: Annotated[
        str | None, typer.Argument(help="To whom; new people as 'Dana Cole at Globex'.")
    ] = None,
    stage: Annotated[
        str | None,
        typer.Argument(help="idea, asked, agreed, introduced, met, thanked, told or declined."),
    ] = None,
    note: Annotated[str | None, typer.Argument(help="In your own words.")] = None,
    on: On = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """How each introduction stands; with a starter, a target and a stage: note how far it has come."""
    from netgraph.cli.asking_screens import show_introductions
    from netgraph.cli.printing import print_answer
    from netgraph.practice.introducing import introductions

    if starter is None:
        print_answer(introductions(book_graph(book, as_of)), format, show_introductions)
        return
    if target is None or stage is None:
        raise typer.BadParameter('say who, to whom and how far: netgraph intro "Mia Chen" "Dana Cole" asked')
    with existing_book(book) as opened:
        opened.introduction(_meant(opened, starter), _meant(opened, target), stage, at=_moment(on), note=note)
    typer.echo(f"Noted: {stage}. Look: netgraph intro. Take it back: netgraph undo")


def ask(
    target: Annotated[str | None, typer.Argument(help="A company or a person.", callback=not_blank)] = None,
    objective: Annotated[
        str | None, typer.Option("--objective", metavar="TEXT", help="What you look for, in a sentence.")
    ] = None,
    route: Annotated[
        int | None, typer.Option("--route", min=1, help="Which route [default: the first that may be asked].")
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates", metavar="DIR", help="Your own templates [default: your settings folder]."
        ),
    ] = None,
    write_templates: Annotated[
        bool, typer.Option("--write-templates", help="Copy the templates there, to be edited.")
    ] = False,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """What to write for the warmest way in to TARGET: a note, a paragraph to pass on. Nothing is sent."""
    from netgraph.cli.asking_screens import kit_frame, show_kit, show_no_ask
    from netgraph.cli.printing import print_answer
    from netgraph.practice.asking import ask_kit
    from netgraph.routes import referral_paths

    folder = templates or _settings_folder()
    if write_templates:
        _write_templates(folder)
        return
    if target is None:
        raise typer.BadParameter("say whom you want to reach: netgraph ask COMPANY, or netgraph ask PERSON")
    G = book_graph(book, as_of)
    routes = referral_paths(G, target)
    if routes.empty:
        routes.attrs["asked"] = target
        print_answer(routes, format, show_no_ask)
        return
    chosen = _route(routes, route)
    own = folder if templates is not None or folder.is_dir() else None
    kit = ask_kit(G, chosen, objective, templates=own)
    shown = kit_frame(kit, chosen, routes)
    print_answer(shown, format, show_kit)


def prep(
    person_or_org: Annotated[
        str, typer.Argument(metavar="PERSON|ORG", help="Whom you will meet.", callback=not_blank)
    ],
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """One page before a meeting: what joins you, what to ask, what to offer."""
    from netgraph.cli.asking_screens import show_prep
    from netgraph.cli.printing import print_answer
    from netgraph.practice.briefing import prep as page

    print_answer(page(book_graph(book, as_of), person_or_org), format, show_prep)


def landed(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="When the search began [default: your last job's end]."),
    ] = None,
    done: Annotated[
        list[str] | None, typer.Option("--done", metavar="NAME", help="Thanked and told; may be repeated.")
    ] = None,
    on: On = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """Everybody who helped since the search began: to thank, and to tell how it ended."""
    from netgraph.cli.asking_screens import show_landed
    from netgraph.cli.printing import print_answer
    from netgraph.practice.landing import landed as helpers

    day, began = today(as_of), _moment(since, "--since")
    with existing_book(book) as opened:
        for name in done or []:
            opened.thanked(_meant(opened, name), at=_moment(on))
        found = helpers(graph_of(opened, day), since=began)
        print_answer(found, format, show_landed)
        if done is None and format is OutputFormat.table and sys.stdin.isatty():
            _confirm(opened, found, on)


def _confirm(book: Book, found: pd.DataFrame, on: str | None) -> None:
    """Ask person by person whether they were thanked and told."""
    for row in found.dropna(subset=["step"]).to_dict("records"):
        question = f"Have you thanked {row['name']} and told them how it ended? (y, n, q stops)"
        answer = str(typer.prompt(question, default="n", show_default=False)).strip().casefold()
        if answer.startswith("q"):
            return
        if answer.startswith("y"):
            book.thanked(row["person_id"], at=_moment(on))


def _route(routes: pd.DataFrame, number: int | None) -> pd.Series:
    """The route that was asked for, else the first whose starter does not rest, else the first."""
    if number is None:
        free = routes[routes["rest_until"].isna()]
        return (routes if free.empty else free).iloc[0]
    if number > len(routes):
        raise typer.BadParameter(f"the routes have the numbers 1 to {len(routes)}", param_hint="--route")
    return routes.iloc[number - 1]


def _meant(book: Book, said: str) -> str:
    """A name as it was said, or the id that was picked for it on a terminal."""
    from netgraph.cli.interview import meant, on_terminal, say_likely
    from netgraph.practice.entries import match_name
    from netgraph.practice.logbook import person_and_place

    if said.casefold().strip() in {"i", "me", "you"}:
        return said
    name, place = person_and_place(said)
    not_blank(name)
    known = known_in(book)
    match = match_name(known, name, organization=place)
    if match.candidates and not on_terminal():
        say_likely(known, match)
    person, _ = meant(known, name, organization=place)
    return said if person == name else person


def _moment(on: str | None, option: str = "--on") -> str | None:
    """The day that was given, None without one."""
    return None if on is None else today(on, option)


def _settings_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("netgraph", appauthor=False) / "templates"


def _write_templates(folder: Path) -> None:
    """Copy the shipped templates to `folder`; what is there already stays as it is."""
    from netgraph.cli.printing import counted
    from netgraph.errors import ReadError
    from netgraph.practice.letters import NAMES, SHIPPED, TEMPLATES

    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = [name for name in TEMPLATES if not (folder / name).exists()]
        for name in missing:
            (folder / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as fault:
        raise ReadError(f"the templates cannot be written there ({fault.strerror})") from None
    kept = len(TEMPLATES) - len(missing)
    typer.echo(
        f"{counted(len(missing), 'template', 'templates')} written to {folder}"
        + (f", {kept} kept as before." if kept else ".")
    )
    typer.echo(f"They may use: {', '.join(NAMES)}. Delete one to have the shipped one back.")
