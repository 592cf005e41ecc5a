"""The practice: `netgraph log`, `week`, `goals` and `rest` - a few good steps, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import (
    AsOf,
    BookFile,
    Format,
    OutputFormat,
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

WHEN = "On that day [default: today]."


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(log)
    app.command()(week)
    app.command()(goals)
    app.command()(rest)


def log(
    who: Annotated[str, typer.Argument(help="Whom, by name; several by comma.", callback=not_blank)],
    kind: Annotated[str, typer.Argument(help="met, call, wrote or event.")],
    note: Annotated[str | None, typer.Argument(help="A few words of your own.")] = None,
    ask_who: Annotated[
        str,
        typer.Option("--ask-who", metavar="NAMES", help="Whom they say you should meet; by semicolon."),
    ] = "",
    needs: Annotated[str | None, typer.Option("--needs", help="What they are looking for.")] = None,
    promise: Annotated[str | None, typer.Option("--promise", help="What you promised them.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=WHEN)] = None,
    book: BookFile = None,
    as_of: AsOf = None,
) -> None:
    """Write down that you met, called or wrote to somebody: netgraph log "Ana Souza" met "coffee"."""
    from netgraph.cli.interview import ids_meant
    from netgraph.practice.logbook import CONTACT_KINDS

    if kind not in CONTACT_KINDS:
        raise typer.BadParameter(f"say one of {', '.join(CONTACT_KINDS)}; found {kind!r}", param_hint="KIND")
    now = today(as_of)
    day = now if on is None else today(on, "--on")
    with existing_book(book) as opened:
        known = known_in(opened)
        people, new = ids_meant(known, [name for name in who.split(",") if name.strip()])
        named, named_new = ids_meant(known, [name for name in ask_who.split(";") if name.strip()])
        more = {"needs": needs, "promise": promise}
        new += named_new
        added = opened.log(people, kind, note, at=day, ask_who=named, new=new, as_of=now, **more)
    grown = f" New in your book: {added.people_new}." if added.people_new else ""
    typer.echo(f"Logged.{grown} Take it back: netgraph undo")
    if not named:
        typer.echo("Did you ask whom else you should meet? Next time: --ask-who NAMES")


def week(
    more: Annotated[int, typer.Option("--more", count=True, help="As many steps again; never refused.")] = 0,
    done: Annotated[list[int] | None, typer.Option("--done", metavar="N", help="Step N is done.")] = None,
    not_now: Annotated[
        tuple[int, str] | None, typer.Option("--not-now", metavar="N 2w|1m|3m", help="Later.")
    ] = None,
    less_often: Annotated[
        int | None, typer.Option("--less-often", metavar="N", help="A slower rhythm with that person.")
    ] = None,
    never: Annotated[
        int | None, typer.Option("--never", metavar="N", help="Leave that person in peace for good.")
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """This week's few steps, each with why now, a hook and a smallest step; then it is enough."""
    from netgraph.cli.practice_screens import show_week
    from netgraph.cli.printing import print_answer
    from netgraph.practice.week import this_week

    day = today(as_of)
    answers = [(number, "done") for number in done or []]
    answers += [] if not_now is None else [not_now]
    answers += [(number, word) for number, word in ((less_often, "less often"), (never, "never")) if number]
    with existing_book(book) as opened:
        steps = this_week(graph_of(opened, day), more=more)
        if answers:
            _answer(opened, steps, answers, day)
            steps = this_week(graph_of(opened, day), more=more)
    print_answer(steps, format, show_week)


def goals(
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, help="How many weeks to show.")] = 8,
    pace: Annotated[
        int | None, typer.Option("--pace", min=3, max=15, help="How many steps a week you want.")
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
    format: Format = OutputFormat.table,
) -> None:
    """What your log tells of each week: new people, conversations, face to face, follow-ups."""
    from netgraph.choices import pace_of
    from netgraph.cli.practice_screens import show_goals
    from netgraph.cli.printing import print_answer
    from netgraph.practice.progress import goals as goals_of

    with existing_book(book) as opened:
        if pace is not None:
            opened.pace(pace)
        G = graph_of(opened, today(as_of))
    found = goals_of(G, weeks=weeks)
    found.attrs["pace"] = pace_of(G.graph["contacts"].choices)
    print_answer(found, format, show_goals)


def rest(
    person: Annotated[str, typer.Argument(help="Who is to be left in peace.", callback=not_blank)],
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Until that day.")] = None,
    every: Annotated[
        int | None, typer.Option("--every", min=1, metavar="DAYS", help="Not more often than that.")
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Set the rest aside: you want to write all the same.")
    ] = False,
    over: Annotated[bool, typer.Option("--over", help="Take back what you said of their rest.")] = False,
    book: BookFile = None,
) -> None:
    """Leave PERSON in peace, or say that the rest is over. Without an option: until you say otherwise."""
    from netgraph.cli.interview import person_meant

    if sum([until is not None, every is not None, anyway, over]) > 1:
        raise typer.BadParameter("give one of --until, --every, --anyway and --over")
    with existing_book(book) as opened:
        who = person_meant(known_in(opened), person)
        if over:
            said = opened.contacts().choices
            kinds = set(said.loc[said["person_id"] == who, "kind"])
            for kind in sorted(kinds & {"mute", "snooze", "rhythm", "override"}):
                opened.choose(who, kind, "no")
        elif anyway:
            opened.choose(who, "override")
        elif every is not None:
            opened.choose(who, "rhythm", every)
        elif until is not None:
            opened.choose(who, "snooze", until=today(until, "--until"))
        else:
            opened.choose(who, "mute")
    typer.echo("Kept. Take it back: netgraph undo")


def _answer(book: Book, steps: pd.DataFrame, answers: list[tuple[int, str]], day: str) -> None:
    """Take in what became of the steps, by their numbers; all numbers are looked at before any is kept."""
    from netgraph.cli.printing import note
    from netgraph.contact_days import instant
    from netgraph.practice.choice_entries import NOT_NOW
    from netgraph.practice.introducing import stage_of_step

    by_number = {row["number"]: row for row in steps.to_dict("records")}
    for number, answer in answers:
        if number not in by_number:
            raise typer.BadParameter(f"there is no step {number}: the list has {len(steps)}")
        if answer not in {"done", "less often", "never", *NOT_NOW}:
            raise typer.BadParameter(f"'not now' lasts {', '.join(NOT_NOW)}; found {answer!r}")
    for number, answer in answers:
        step = by_number[number]
        moves = step["kind"] == "introduction" and answer == "done"
        reached = stage_of_step(book.contacts(), step["person_id"], as_of=instant(day)) if moves else None
        book.answer_step(step["person_id"], step["kind"], answer, as_of=day)
        if reached is not None:
            note(f"The introduction stands at: {reached[2]}.")
        elif moves:
            note("Note how the introduction stands, too: netgraph intro")
