"""The log: "I met ..." in one gesture, with the names that the user may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash
import dash_mantine_components as dmc
import pandas as pd
from dash import ALL, Input, Output, State, html

from dashboards.chips import aria
from dashboards.page import LONGEST_NAME
from dashboards.suggest import name_box, wire_suggestions
from dashboards.who import SOMEBODY_ELSE, which_one
from dashboards.words import listed
from dashboards.writing import WRITTEN, clicked, not_saved, saved
from netgraph.practice.entries import Match, match_name
from netgraph.practice.logbook import person_and_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboards.network import Network
    from netgraph.contacts import Contacts

__all__ = ["Logged", "entry_day", "log_form", "names_said", "settled", "wire_log"]

WHO: Final = "log-who"
KIND: Final = "log-kind"
DAY: Final = "log-day"
NOTE: Final = "log-note"
ASK_WHO: Final = "log-ask-who"
PROMISE: Final = "log-promise"
SAVE: Final = "log-save"
CHOICES: Final = "log-choices"
PICK: Final = "log-pick"
DAYS_BACK: Final = 7
MOST_NAMES: Final = 20
LONGEST_NOTE: Final = 500
BEGIN: Final = {"wrote": "wrote to", "call": "called", "met": "met", "event": "saw at an event"}


class Logged(NamedTuple):
    """The people a log names: ids of those who are sure, names of new ones; and who is not sure.

    `new` are the names of whoever is somebody else than all who bear them in the book.
    """

    people: list[str]
    unsure: list[Match]
    new: list[str]


def log_form() -> html.Section:
    """The form; it stays as it is while the list above changes."""
    kinds = [{"value": kind, "label": BEGIN[kind]} for kind in ("met", "call", "wrote", "event")]
    return html.Section(
        [
            html.H2("Log what has been"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Span("I ...", className="field-label", **aria(hidden="true")),
                            dmc.SegmentedControl(id=KIND, data=kinds, value="met", **aria(label="I")),
                        ],
                        className="full",
                    ),
                    name_box(WHO, "Whom?", placeholder="A name; several by comma", className="wide"),
                    dmc.Select(id=DAY, label="When?", data=[], value="0", allowDeselect=False),
                    dmc.TextInput(
                        id=NOTE,
                        label="A few words (optional)",
                        placeholder="coffee, her new team",
                        className="wide",
                        inputProps={"maxLength": LONGEST_NOTE},
                    ),
                    dmc.TextInput(
                        id=ASK_WHO,
                        label="Whom did they say you should meet?",
                        placeholder="Raj Patel at Globex; Mia Chen",
                        className="wide",
                        inputProps={"maxLength": 4 * LONGEST_NAME},
                    ),
                    dmc.TextInput(
                        id=PROMISE,
                        label="What did you promise? (optional)",
                        placeholder="send the slides",
                        className="wide",
                        inputProps={"maxLength": LONGEST_NOTE},
                    ),
                    dmc.Button("Log it", id=SAVE),
                ],
                className="form",
            ),
            html.Div(id=CHOICES, className="choices"),
        ],
        id="log",
        className="panel",
    )


def wire_log(app: dash.Dash, network: Network) -> None:
    """Suggest names, offer the last days, ask who is meant, and log."""
    wire_suggestions(app, network, WHO, kind="person")

    @app.callback(Output(DAY, "data"), Input(SAVE, "id"))
    def days(_: str) -> list[dict[str, str]]:
        return day_options(pd.Timestamp(network.day()))

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(CHOICES, "children"),
        Output(WHO, "error"),
        inputs={"clicks": Input(SAVE, "n_clicks")},
        state={
            "who": State(WHO, "value"),
            "kind": State(KIND, "value"),
            "ago": State(DAY, "value"),
            "note": State(NOTE, "value"),
            "ask_who": State(ASK_WHO, "value"),
            "promise": State(PROMISE, "value"),
            "picked": State({"type": PICK, "said": ALL}, "value"),
            "picks": State({"type": PICK, "said": ALL}, "id"),
        },
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), [], None),
        running=[(Output(SAVE, "loading"), True, False)],
    )
    def log(
        *,
        clicks: int | None,
        who: str | None,
        kind: str,
        ago: str | None,
        note: str | None,
        ask_who: str | None,
        promise: str | None,
        picked: Sequence[str | None],
        picks: Sequence[Mapping[str, str]],
    ) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        if not names_said(who):
            return dash.no_update, [], "Say whom first"
        contacts = network.graph().graph["contacts"]
        chosen = {pick["said"]: one for pick, one in zip(picks, picked, strict=True) if one}
        met, named = (settled(contacts, names_said(names), chosen) for names in (who, ask_who))
        unsure = [*met.unsure, *named.unsure]
        if unsure:
            choices = [which_one(contacts, one, {"type": PICK, "said": one.said}) for one in unsure]
            return dash.no_update, choices, "Say below whom you mean, then log it"
        day, days_ago = entry_day(network), int(ago or 0)
        at = pd.Timestamp(network.day()) - pd.Timedelta(days=days_ago)
        write, added = network.write(
            f"you {BEGIN[kind]} {listed(names_said(who))}",
            lambda book: book.log(
                met.people,
                kind,
                _said(note),
                at=f"{at:%Y-%m-%d}" if days_ago else None,
                ask_who=named.people,
                promise=_said(promise),
                new=[*met.new, *named.new],
                as_of=day,
            ),
        )
        new = f"New in your book: {added.people_new}." if added.people_new else ""
        taken = {WHO: who, NOTE: note, ASK_WHO: ask_who, PROMISE: promise}
        return saved(write, effect=new, taken=taken), [], None


def names_said(typed: str | None) -> list[str]:
    """The names in a box, by comma or semicolon, each once.

    >>> names_said("Mia Chen, Raj Patel at Globex; Mia  Chen")
    ['Mia Chen', 'Raj Patel at Globex']
    """
    names = (" ".join(part.split())[:LONGEST_NAME] for part in (typed or "").replace(";", ",").split(","))
    return list(dict.fromkeys(name for name in names if name))[:MOST_NAMES]


def settled(contacts: Contacts, names: Sequence[str], chosen: Mapping[str, str]) -> Logged:
    """Who is meant by the names; `chosen` holds name -> the id the user picked, or `SOMEBODY_ELSE`."""
    people: list[str] = []
    unsure: list[Match] = []
    new: list[str] = []
    for said in names:
        name, place = person_and_place(said)
        match = match_name(contacts, name, organization=place)
        if chosen.get(said) == SOMEBODY_ELSE:
            people.append(said)
            new.append(said)
        elif said in chosen:
            people.append(chosen[said])
        elif match.person_id is None and match.candidates:
            unsure.append(Match(said, None, match.candidates))
        else:
            people.append(match.person_id or said)
    return Logged(people, unsure, new)


def day_options(today: pd.Timestamp) -> list[dict[str, str]]:
    """Today, yesterday and the days before, as what a list offers."""
    days = [today - pd.Timedelta(days=ago) for ago in range(DAYS_BACK)]
    words = ["today", "yesterday", *(f"{one:%A}, {one.day} {one:%b}" for one in days[2:])]
    return [{"value": str(ago), "label": said} for ago, said in enumerate(words)]


def entry_day(network: Network) -> str | None:
    """The day that an entry bears: None, which is now, unless the dashboard answers for another day."""
    day = pd.Timestamp(network.day()).strftime("%Y-%m-%d")
    return None if day == pd.Timestamp.now("UTC").strftime("%Y-%m-%d") else day


def _said(words: str | None) -> str | None:
    return (words or "").strip()[:LONGEST_NOTE] or None
