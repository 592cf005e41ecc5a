"""Steps of the week, acted on in place: done, not now, less often, never; and what helps to do them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboards.chips import aria, badge
from dashboards.page import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import pandas as pd

    from netgraph.practice.asking import AskKit

__all__ = [
    "ASK_WHO",
    "DO",
    "DONE_WITH",
    "HOW",
    "HOWS",
    "LATER",
    "NOTE",
    "PREP",
    "PREP_PLACE",
    "SAID",
    "answered_row",
    "kit_view",
    "prep_view",
    "step_actions",
]

DO: Final = "week-do"
DONE_WITH: Final = "week-done-with"
HOW: Final = "week-how"
NOTE: Final = "week-note"
ASK_WHO: Final = "week-ask-who"
PREP: Final = "week-prep"
PREP_PLACE: Final = "week-prep-place"

HOWS: Final = {"wrote": "wrote", "call": "called", "met": "met", "event": "at an event"}
TALKED: Final = frozenset({"hello", "introduction", "meet", "reply", "route"})
"""Steps that are done by contact; to thank and to keep a promise is more than that."""

LATER: Final = {"2w": "2 weeks", "1m": "1 month", "3m": "3 months"}
SAID: Final = {
    "done": "done",
    "2w": "not now, in 2 weeks",
    "1m": "not now, in 1 month",
    "3m": "not now, in 3 months",
    "less often": "less often",
    "never": "never",
}
"""An answer in the words of what was saved."""

LONGEST_NOTE: Final = 500


def step_actions(one: pd.Series, *, writable: bool, helped: Any = None) -> html.Div:
    """What can be done with an open step; `helped` is what helps with it, where that is unfolded."""
    of = {"person": str(one["person_id"]), "kind": str(one["kind"])}
    help_ = html.Details(
        [
            html.Summary(
                ["Draft" if of["kind"] == "route" else "Prepare", _for(one)],
                id={"type": PREP, **of},
                n_clicks=0 if helped is None else 1,
            ),
            html.Div(
                html.P("One moment ...", className="aside") if helped is None else helped,
                id={"type": PREP_PLACE, **of},
                className="prep",
                **aria(live="polite"),
            ),
        ],
        className="fold",
        open=helped is not None,
    )
    if not writable:
        return html.Div(help_, className="actions")
    return html.Div(
        [
            _button(one, "done", "Done", primary=True),
            _with_words(one, of),
            help_,
            html.Div(
                [
                    html.Span("Not now:", className="label", **aria(hidden="true")),
                    *(_button(one, answer, words) for answer, words in LATER.items()),
                ],
                className="later",
                role="group",
                **aria(label=f"Not now, {one['name']}"),
            ),
            _button(one, "less often", "Less often"),
            _button(one, "never", "Never"),
        ],
        className="actions",
    )


def answered_row(one: pd.Series, *, writable: bool) -> html.Li:
    """A step that is done or put off: one line."""
    after = writable and one["state"] != "done"
    return html.Li(
        [
            html.H2(one["name"], className="name"),
            badge(one["state"], tone="proof" if one["state"] == "done" else "quiet"),
            html.Span(one["step"], className="job"),
            _button(one, "done", "Done after all") if after else None,
        ],
        className="card week-answered",
    )


def prep_view(lines: pd.DataFrame) -> html.Div:
    """The lines of `ng.prep` by section."""
    sections = [
        html.Div(
            [
                html.H3(str(section)),
                html.Ul(
                    [
                        html.Li(
                            [line, html.Span(f" ({kind})", className="label") if kind == "guess" else None]
                        )
                        for line, kind in zip(found["line"], found["kind"], strict=True)
                    ]
                ),
            ]
        )
        for section, found in lines.groupby("section", sort=False)
    ]
    return html.Div(sections, className="prep-page")


def kit_view(kit: AskKit) -> html.Div:
    """What to write for a route; nothing is sent."""
    texts = [("A note", kit.note), ("Within LinkedIn's 200 characters", kit.short_note)]
    if kit.forwardable is not None:
        texts.append(("To be passed on", kit.forwardable))
    return html.Div(
        [
            html.P("Copy what you like and send it yourself: nothing is sent from here.", className="aside"),
            _before_you_send(kit.for_you),
            *(
                html.Div(
                    [html.H3(words), html.Pre(text, className="letter", tabIndex=0, **aria(label=words))]
                )
                for words, text in texts
            ),
        ],
        className="prep-page",
    )


def _before_you_send(lines: Iterable[str]) -> html.Div | None:
    said = [html.Li(line) for line in lines]
    return html.Div([html.H3("For you alone"), html.Ul(said)]) if said else None


def _with_words(one: pd.Series, of: dict[str, Any]) -> html.Details:
    """Done, and a word about it: how, a note, and whom they said one should meet."""
    talked = one["kind"] in TALKED
    fields: list[Any] = []
    if talked:
        options = [{"value": key, "label": words} for key, words in HOWS.items()]
        fields.append(
            html.Div(
                [
                    html.Span("How", className="field-label", **aria(hidden="true")),
                    dmc.SegmentedControl(
                        id={"type": HOW, **of}, data=options, value="wrote", size="sm", **aria(label="How")
                    ),
                ],
                className="full",
            )
        )
    fields.append(
        dmc.TextInput(
            id={"type": NOTE, **of},
            label="A few words (optional)",
            placeholder="coffee, her new team",
            className="wide",
            persistence=True,
            persistence_type="memory",
            inputProps={"maxLength": LONGEST_NOTE},
        )
    )
    if talked:
        fields.append(
            dmc.TextInput(
                id={"type": ASK_WHO, **of},
                label="Whom did they say you should meet?",
                placeholder="Raj Patel at Globex; Mia Chen",
                className="wide",
                persistence=True,
                persistence_type="memory",
                inputProps={"maxLength": 4 * LONGEST_NAME},
            )
        )
    fields.append(dmc.Button("Save as done", id={"type": DONE_WITH, **of}, variant="default"))
    return html.Details(
        [html.Summary(["Done, with a word", _for(one)]), html.Div(fields, className="form")], className="fold"
    )


def _button(one: pd.Series, do: str, words: str, *, primary: bool = False) -> html.Button:
    """A button that answers one step; only its being pressed counts."""
    of = {"person": str(one["person_id"]), "kind": str(one["kind"])}
    said = f"Not now, {words}" if do in LATER else words
    return html.Button(
        words,
        id={"type": DO, "do": do, **of},
        type="button",
        className="week-done" if primary else "plain",
        **aria(label=f"{said}: {one['name']}"),
    )


def _for(one: pd.Series) -> html.Span:
    name: Hashable = one["name"]
    return html.Span(f" for {name}", className="sr-only")
