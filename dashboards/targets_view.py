"""Targets, shown: how many have a way in; for each through whom and what next; then what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

import pandas as pd
from dash import dcc, html

from dashboards.chips import aria, badge
from dashboards.notices import notice, rests_on
from dashboards.words import COVERAGE, PRIORITIES, PROPOSED_BY, counted, listed
from netgraph.coverage import GUESS, NONE, WARM

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TARGETS_PATH", "Coverage", "head_view", "headline", "other_states", "targets_view"]

TARGETS_PATH: Final = "/targets"


class Coverage(NamedTuple):
    """What the page shows: the chosen targets with their coverage, the proposed ones, what it rests on.

    `chosen` has the columns of `target_list.targets` and of `ng.target_coverage`, `offered` those of
    `target_list.targets`.
    """

    chosen: pd.DataFrame
    offered: pd.DataFrame
    rests_on: str


def head_view(answer: Coverage) -> list[Any]:
    """The first line and its explanation."""
    if answer.chosen.empty:
        return [_no_targets()]
    return [
        html.H1(headline(answer.chosen)),
        html.P(other_states(answer.chosen["state"]), className="lead"),
    ]


def targets_view(answer: Coverage, *, writable: bool) -> html.Article:
    """The targets as cards, what is proposed, and what all that rests on."""
    cards = [_card(one, writable=writable) for _, one in answer.chosen.iterrows()]
    return html.Article(
        [
            html.Ol(cards, className="cards") if cards else None,
            _offers(answer.offered, writable=writable),
            rests_on(answer.rests_on),
        ]
    )


def headline(chosen: pd.DataFrame) -> str:
    """The answer in one line, such as "5 of your 7 targets have a warm way in"."""
    warm, every = int(chosen["state"].eq(WARM).sum()), len(chosen)
    name = chosen["name"].iloc[0]
    if every == 1:
        return f"{name} has a warm way in" if warm else f"{name} has no warm way in yet"
    if warm == 0:
        return f"None of your {every} targets has a warm way in yet"
    if warm == every:
        return f"{'Both' if every == 2 else f'All {every}'} of your targets have a warm way in"
    return f"{warm} of your {every} targets {'has' if warm == 1 else 'have'} a warm way in"


def other_states(states: Iterable[str]) -> str:
    """How it stands with the rest, such as "1 connected only and 1 none in your data."."""
    number = pd.Series(list(states)).value_counts()
    rest = [
        f"{number[state]} {words}" for state, words in COVERAGE.items() if state in number and state != WARM
    ]
    if not rest:
        return "Warm: every tie on the way was seen or said by somebody."
    return f"The others: {listed(rest)}. Warm means that every tie on the way was seen or said by somebody."


def _card(one: pd.Series, *, writable: bool) -> html.Li:
    role = None if pd.isna(one["role"]) else html.P(one["role"], className="job")
    return html.Li(
        [
            html.Div(
                [
                    html.H2(html.Span(one["name"], className="name")),
                    role,
                    html.P(_people(one), className="job"),
                    _priority(one, writable=writable),
                ],
                className="who",
            ),
            html.Div(
                [
                    _state(one["state"]),
                    _through(one),
                    html.P(one["next_step"], className="step"),
                    html.P(_links(one, writable=writable), className="links"),
                ],
                className="what",
            ),
        ],
        className=f"card card-pair way way-{'solid' if one['state'] == WARM else 'dashed'}",
    )


def _state(state: str) -> Any:
    return badge(COVERAGE[state], tone="proof" if state == WARM else "guess")


def _people(one: pd.Series) -> str:
    """Who is there, in words; of a person only whether the data hold them."""
    if one["kind"] == "person":
        return "in your data" if one["people"] else "not in your data"
    if not one["people"]:
        return "nobody there in your data"
    known = f"{one['known']:,} of them known" if one["known"] else "none of them known"
    return f"{counted(one['people'], 'person', 'people')} there in your data, {known}"


def _through(one: pd.Series) -> html.Div | None:
    """Whom one would ask: a solid edge for a warm way, a dashed one for the rest."""
    if not len(one["via"]):
        return None
    line = "solid" if one["state"] == WARM else "dashed"
    chips = [html.Li(html.Span(name, className="name"), className=f"via via-{line}") for name in one["via"]]
    more = one["routes"] - len(one["via"])
    if more > 0:
        chips.append(html.Li(f"and {more:,} more", className="and-more"))
    word = {GUESS: "perhaps through"}.get(one["state"], "through")
    return html.Div([html.Span(word, className="label"), html.Ul(chips)], className="through")


def _links(one: pd.Series, *, writable: bool) -> list[Any]:
    to = html.Span(f" to {one['name']}", className="sr-only")
    words = "What would help" if one["state"] == NONE else "Show the routes"
    links: list[Any] = [
        dcc.Link([words, to], href=f"/routes?{urlencode({'to': one['name']})}", className="more")
    ]
    if writable:
        at = {"at": one["name"]} if one["kind"] == "organization" else {"person": one["name"]}
        for_it = html.Span(f" for {one['name']}", className="sr-only")
        address = f"{TARGETS_PATH}?{urlencode(at)}"
        links.append(dcc.Link(["Paste mutual connections", for_it], href=address, className="more to-knows"))
        links.append(_button(one, "drop", "Drop", label=f"Drop {one['name']}"))
    return links


def _priority(one: pd.Series, *, writable: bool) -> html.Div | html.P | None:
    """The five priorities as buttons, the present one pressed; as words where nothing may be written."""
    now = 3 if pd.isna(one["priority"]) else int(one["priority"])
    if not writable:
        return html.P(f"Priority {now}: {PRIORITIES[now]}", className="meta")
    steps = [
        _button(one, "priority", str(step), label=f"{step}: {words}", to=step, pressed=step == now)
        for step, words in PRIORITIES.items()
    ]
    name = f"Priority of {one['name']}"
    return html.Div(
        [
            html.Span("Priority", className="label", **aria(hidden="true")),
            html.Div(steps, role="group", className="steps", **aria(label=name)),
            html.Span(PRIORITIES[now], className="label", **aria(hidden="true")),
        ],
        className="priority",
    )


def _offers(offered: pd.DataFrame, *, writable: bool) -> html.Section | None:
    """What saved jobs, applications and follows propose, each one click from being a target."""
    if offered.empty:
        return None
    rows = [
        html.Li(
            [
                html.Div(
                    [
                        html.Strong(one["name"]),
                        html.Span(_people(one), className="job"),
                        html.Span(_proposed_by(one), className="job"),
                    ]
                ),
                _button(one, "accept", "Make it a target", label=f"Make it a target: {one['name']}")
                if writable
                else None,
            ],
            className="offer",
        )
        for _, one in offered.iterrows()
    ]
    return html.Section(
        [html.H2("Proposed by what you did on LinkedIn"), html.Ul(rows, className="offers")],
        className="trays",
    )


def _proposed_by(one: pd.Series) -> str:
    said = [PROPOSED_BY.get(source, source) for source in str(one["source"]).split(", ")]
    role = "" if pd.isna(one["role"]) else f": {one['role']}"
    return f"{listed(said)}{role}"


def _button(
    one: pd.Series, do: str, words: str, *, label: str, to: int = 0, pressed: bool | None = None
) -> html.Button:
    """A button that does one thing to one target; only its being pressed counts, never its being there."""
    said = aria(label=label) if pressed is None else aria(label=label, pressed=str(pressed).lower())
    return html.Button(
        words,
        id={"type": "target", "do": do, "name": one["name"], "kind": one["kind"], "to": to},
        type="button",
        className="plain" if pressed is None else "step-button",
        **said,
    )


def _no_targets() -> html.Section:
    return notice(
        "You have named no targets yet",
        html.P(
            "A target is a company or a person you want to reach. With some, this page says which of them "
            "have a way in, through whom, and what to do first."
        ),
    )
