"""Screens of asking and giving: how the help bank, introductions, the ask and a page look on a terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rich.console import Console

    from netgraph.practice.asking import AskKit

__all__ = [
    "kit_frame",
    "show_bank",
    "show_introductions",
    "show_kit",
    "show_landed",
    "show_no_ask",
    "show_offers",
    "show_prep",
]

MARKS = {"fact": ("\u00b7", ""), "guess": ("?", "yellow"), "not known": ("-", "dim"), "idea": (">", "green")}
KINDS = {
    "need": "a need",
    "introduce": "an introduction",
    "new job": "a new job",
    "between jobs": "between jobs",
}


def show_bank(screen: Console, found: pd.DataFrame) -> None:
    """Person by person, in words; what is owed stands first. Then whom one could help now."""
    _title(screen, "What passed between us?")
    if found.empty:
        screen.print("Nothing is noted yet. Note help and thanks as they happen:", markup=False)
        _command(screen, 'netgraph favor "THEIR NAME" me advice "what about"')
    for row in found.to_dict("records"):
        _head(screen, row)
        first = row["name"].split(maxsplit=1)[0]
        for heading, words in (
            (f"{first} helped you", row["received"]),
            (f"You helped {first}", row["given"]),
            ("You thanked", row["thanked"]),
        ):
            if words:
                _indented(screen, f"{heading}: {'; '.join(words)}")
        for one in row["owed_by_ego"]:
            _indented(screen, f"> You owe {one}", style="green")
        if row["endorsements"]:
            _indented(screen, f"Clicks: {'; '.join(row['endorsements'])}", style="dim")
    if "offers" in found.attrs:
        show_offers(screen, found.attrs["offers"])


def show_offers(screen: Console, found: pd.DataFrame) -> None:
    """Whom one could help now, why, and the smallest step."""
    _title(screen, "Whom could I help now?")
    if found.empty:
        screen.print("Nothing shows what others need. Ask, and note it:", markup=False)
        _command(screen, 'netgraph log "THEIR NAME" met --needs "what they look for"')
    for row in found.to_dict("records"):
        _head(screen, row, KINDS[row["kind"]])
        _indented(screen, row["why"])
        _indented(screen, "> " + row["step"], style="green")
    screen.print()


def show_introductions(screen: Console, found: pd.DataFrame) -> None:
    """Each introduction: how far it has come, and the step that is next or late."""
    _title(screen, "How do my introductions stand?")
    if found.empty:
        screen.print("None is noted yet. Ask the starter first, and note it:", markup=False)
        _command(screen, 'netgraph intro "STARTER" "TARGET at ORG" asked')
    for row in found.to_dict("records"):
        screen.print(
            Text.assemble(
                (row["starter"], "bold"),
                " \u2192 ",
                (row["target"], "bold"),
                "  ",
                (row["stage"], "magenta" if row["late"] else "cyan"),
                ("  a step is due" if row["late"] else "", "magenta"),
            )
        )
        _indented(screen, " \u00b7 ".join(row["history"]), style="dim")
        _indented(screen, row["why"])
        if isinstance(row["note"], str):
            _indented(screen, f'"{row["note"]}"', style="dim")
        if isinstance(row["step"], str):
            _indented(screen, "> " + row["step"], style="green")
        if row["next"]:
            _indented(screen, f"next may come: {', '.join(row['next'])}", style="dim")
    screen.print()


def show_kit(screen: Console, found: pd.DataFrame) -> None:
    """What to know first, then the texts as they can be copied, then what to note afterwards."""
    kit = found.iloc[0].to_dict()
    _title(screen, f"How do I ask {kit['starter']}?")
    screen.print(Text(" \u2192 ".join(["you", *kit["path"][1:]]), style="bold"))
    _indented(screen, "> " + kit["step"], style="green")
    screen.print("\nFor you alone", style="bold")
    for one in [*kit["passed_over"], *kit["for_you"]]:
        _indented(screen, f"\u00b7 {one}")
    _letter(screen, f"To {kit['starter']}", kit["note"])
    _letter(screen, f"The same in {len(kit['short_note'])} characters", kit["short_note"])
    if isinstance(kit["forwardable"], str):
        _letter(screen, "To be passed on", kit["forwardable"])
    screen.print(Rule(style="dim"))
    screen.print("Nothing was sent. Make it yours, send it, then note it:", style="dim")
    if kit["kind"] == "ask":
        _command(screen, f"netgraph intro {_quoted(kit['starter'])} {_quoted(kit['target'])} asked")
    else:
        _command(screen, f"netgraph log {_quoted(kit['starter'])} wrote")


def show_no_ask(screen: Console, found: pd.DataFrame) -> None:
    """Why there is nothing to write yet, and where to look on."""
    target = found.attrs["asked"]
    _title(screen, f"Whom could I ask about {target}?")
    screen.print("No route in your data, so there is nobody to write to yet.", markup=False)
    if found.attrs.get("nearest"):
        screen.print(f"Did you mean: {', '.join(found.attrs['nearest'])}?", markup=False)
    screen.print("The nearest moves:", markup=False)
    _command(screen, f"netgraph paths {_quoted(target)}")


def show_prep(screen: Console, found: pd.DataFrame) -> None:
    """The page, section by section, and the command for afterwards."""
    about = found.attrs["about"]
    _title(screen, about)
    if found.attrs["nearest"]:
        screen.print(f"Did you mean: {', '.join(found.attrs['nearest'])}?", markup=False)
    section = None
    for row in found.to_dict("records"):
        if row["section"] != section:
            section = row["section"]
            screen.print(Text(section, style="bold"))
        mark, style = MARKS[row["kind"]]
        _indented(screen, f"{mark} {row['line']}", style=style)
    screen.print("\nAfterwards, in one line; the follow-up comes up in your week:", style="dim")
    who = _quoted(about) if found.attrs["kind"] == "person" else '"THEIR NAME"'
    _command(
        screen, f'netgraph log {who} met "what it was about" --ask-who "NAMES THEY GAVE" --promise "WHAT"'
    )
    screen.print("\u00b7 seen or said   ? a guess   - not known   > an idea", style="dim")


def show_landed(screen: Console, found: pd.DataFrame) -> None:
    """Everybody who helped, and what is left to say to each."""
    _title(screen, "Who helped me get here?")
    if found.empty:
        screen.print("No help is noted since then. Note it as it happens:", markup=False)
        _command(screen, 'netgraph favor "THEIR NAME" me advice "what about"')
    for row in found.to_dict("records"):
        _head(screen, row, "" if isinstance(row["step"], str) else "thanked and told")
        _indented(screen, "; ".join(row["helped"]))
        if isinstance(row["step"], str):
            _indented(screen, "> " + row["step"], style="green")
    if not found.empty:
        screen.print("\nWhen it is done:", style="dim")
        _command(screen, 'netgraph landed --done "THEIR NAME"')


def kit_frame(kit: AskKit, route: pd.Series, routes: pd.DataFrame) -> pd.DataFrame:
    """The kit as an answer of one row, with the route it is for and those before it whose starter rests."""
    before = routes[routes["rank"] < route["rank"]]
    over = [
        f"Route {row['rank']} is passed over: {row['first_step']}"
        for row in before[before["rest_until"].notna()].to_dict("records")
    ]
    row = {**kit.record(), "rank": int(route["rank"]), "path": list(route["path"]), "passed_over": over}
    frame = pd.DataFrame([row])
    frame.attrs["rests_on"] = routes.attrs["rests_on"]
    return frame


def _letter(screen: Console, heading: str, text: str) -> None:
    """A text as it stands, without line breaks of ours: it is to be copied."""
    screen.print()
    screen.print(Rule(Text(heading, style="bold"), style="dim", align="left"))
    screen.print(text, markup=False, soft_wrap=True)


def _head(screen: Console, row: dict[Hashable, Any], kind: str = "") -> None:
    where = row["organization"] if isinstance(row["organization"], str) else ""
    screen.print(
        Text.assemble((row["name"], "bold"), "  ", (kind, "cyan"), "  " if kind else "", (where, "dim"))
    )


def _title(screen: Console, text: str) -> None:
    screen.print(Text(f"\n{text}", style="bold underline"))
    screen.print()


def _command(screen: Console, words: str) -> None:
    screen.print(f"   {words}", style="green", markup=False, soft_wrap=True)


def _indented(screen: Console, text: str, *, style: str = "") -> None:
    screen.print(Padding(Text(text, style=style), (0, 0, 0, 3)))


def _quoted(words: str) -> str:
    return f'"{words}"' if not set(words) & set('"`$\\!') else shlex.quote(words)
