"""People on the data page: who may be one person, who is to be forgotten."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
import pandas as pd
from dash import ALL, MATCH, Input, Output, State, html

from dashboards.chips import aria
from dashboards.notices import error_notice
from dashboards.suggest import wire_suggestions
from dashboards.who import who_form, wire_who
from dashboards.words import counted
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.decisions import unlike
from netgraph.errors import GraphError, UnknownNameError
from netgraph.people import name_key
from netgraph.provenance import SHOWN, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboards.network import Network
    from netgraph.book import Book
    from netgraph.contacts import Contacts

__all__ = ["Lookalikes", "forget_form", "review_place", "review_view", "said_by", "wire_people"]

REVIEW: Final = "data-review"
PAIR: Final = "data-pair"
WHO_SAID: Final = "data-who-said"
TOLD: Final = "data-told"
NAME: Final = "forget-name"
LOOK: Final = "forget-look"
ABOUT: Final = "forget-about"
FORM: Final = (NAME, LOOK, "forget-meant", ABOUT)
AGAIN: Final = "forget-again"
FORGET: Final = "forget-do"
MOST_PAIRS: Final = 10
SIDE: Final = ("name", "organization", "position", "location", "email", "linkedin", "connected_on")
FINAL_WORDS: Final = (
    "This is final: no undo and no later import brings them back, and copies beside the book are destroyed."
)


def wire_people(app: dash.Dash, network: Network) -> None:
    """Show who may be one person and take the answers; forget somebody for good."""
    book = network.book
    if book is None:
        return

    lookalikes = Lookalikes()

    def likely(_: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
        contacts = book.contacts()
        return lookalikes.of(contacts), contacts.people.set_index("person_id")

    @app.callback(Output(REVIEW, "children"), Input(CHANGED, "data"))
    def show(_: str | None) -> Any:
        try:
            pairs, people = network.answer(likely)
        except GraphError:
            return []
        return review_view(pairs, people, writable=network.writable)

    @app.callback(
        Output({"type": TOLD, "pair": MATCH}, "children"),
        Input({"type": WHO_SAID, "pair": MATCH}, "n_clicks"),
        prevent_initial_call=True,
        on_error=error_notice,
    )
    def who_said(_: int | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        return html.Div(
            [said_by(book, person) for person in dash.ctx.triggered_id["pair"].split()], className="sides"
        )

    if network.writable:
        _wire_answers(app, network)
        _wire_forgetting(app, network, book)


class Lookalikes:
    """Who may be one person, looked for anew only when the people or the answers to that have changed.

    It takes seconds in a large book, and most writes change neither.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[pd.DataFrame, frozenset[frozenset[str]], pd.DataFrame] | None = None

    def of(self, contacts: Contacts) -> pd.DataFrame:
        """`contacts.review`."""
        people, answered = contacts.people, frozenset(unlike(contacts.choices))
        with self._lock:
            last = self._last
            if last is None or last[1] != answered or not last[0].equals(people):
                last = self._last = people, answered, contacts.review
            return last[2]


def review_place() -> html.Div:
    """Where the likely pairs are shown."""
    return html.Div(id=REVIEW)


def review_view(pairs: pd.DataFrame, people: pd.DataFrame, *, writable: bool) -> Any:
    """Pairs that may be one person, side by side; `people` is indexed by person id."""
    if pairs.empty:
        return []
    shown = [_pair(one, people, writable=writable) for _, one in pairs.head(MOST_PAIRS).iterrows()]
    more = len(pairs) - len(shown)
    return html.Section(
        [
            html.H2(f"{counted(len(pairs), 'pair', 'pairs')} may be one person"),
            html.P(
                "What is sure was united without asking. Nothing is lost by an answer: it can be undone.",
                className="aside",
            ),
            html.Ol(shown, className="cards"),
            html.P(f"{counted(more, 'more pair', 'more pairs')} after these.", className="aside")
            if more
            else None,
        ],
        className="trays review",
    )


def said_by(book: Book, person: str) -> html.Div:
    """Which source said what of a person, and when."""
    rows = [
        html.Li(
            [
                html.Span(f"{one['field'].replace('_', ' ')}: "),
                html.Strong(one["value"]),
                html.Span(f" {_source(one)}", className="job"),
            ]
        )
        for _, one in book.provenance(person).iterrows()
    ]
    return html.Div(html.Ul(rows, className="said-by"))


def forget_form() -> html.Details:
    """Name somebody, see what would go, type the name again."""
    return who_form(
        ids=FORM,
        title="Forget somebody",
        asks="Whom?",
        placeholder="A full name",
        action="See what would go",
        classes="forget",
    )


def _wire_answers(app: dash.Dash, network: Network) -> None:
    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Input({"type": PAIR, "do": ALL, "pair": ALL, "names": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=not_saved,
    )
    def decide(_: Sequence[int | None]) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        pressed = dash.ctx.triggered_id
        one, other = pressed["pair"].split()
        if pressed["do"] == "same":
            what = f"{pressed['names']} are one person"
            return saved(network.write(what, lambda book: book.same(one, other))[0])
        what = f"{pressed['names']} are two people"
        return saved(network.write(what, lambda book: book.apart(one, other))[0])


def _wire_forgetting(app: dash.Dash, network: Network, book: Book) -> None:
    wire_suggestions(app, network, NAME, kind="person")

    def show(contacts: Contacts, person: str) -> Any:
        people = contacts.people
        return _confirm(book, people[people["person_id"] == person].iloc[0])

    wire_who(app, book, ids=FORM, show=show)

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(ABOUT, "children", allow_duplicate=True),
        Output({"type": AGAIN, "of": ALL}, "error"),
        Input({"type": FORGET, "of": ALL}, "n_clicks"),
        State({"type": AGAIN, "of": ALL}, "value"),
        State(NAME, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), dash.no_update, [None]),
        running=[(Output(LOOK, "loading"), True, False)],
    )
    def forget(_: Any, typed: Sequence[str | None], box: str | None) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        person = dash.ctx.triggered_id["of"]
        name = book.contacts().people.set_index("person_id")["name"].get(person)
        if name is None:
            raise UnknownNameError("this person is in your book no more")
        if name_key(typed[0]) != name_key(name):
            return dash.no_update, dash.no_update, ["Type the full name as it stands above"]
        _, gone = network.write("", lambda book: book.forget(person), undoable=False)
        rows = sum(gone.values())
        said = f"Forgotten for good: {counted(rows, 'row is', 'rows are')} erased."
        return {"said": said, "taken": {NAME: box}}, [], [None]


def _pair(one: pd.Series, people: pd.DataFrame, *, writable: bool) -> html.Li:
    names = f"{one['name']} and {one['other_name']}"
    pair = f"{one['person_a']} {one['person_b']}"
    sides = [_side(people.loc[person]) for person in (one["person_a"], one["person_b"])]
    buttons = [
        html.Button(
            words,
            id={"type": PAIR, "do": do, "pair": pair, "names": names},
            type="button",
            className="plain strong",
            **aria(label=f"{words}: {names}"),
        )
        for do, words in (("same", "One person"), ("apart", "Two people"))
    ]
    who = html.Button(
        "Who said what",
        id={"type": WHO_SAID, "pair": pair},
        type="button",
        className="plain",
        **aria(label=f"Who said what of {names}"),
    )
    return html.Li(
        [
            html.P(f"{str(one['reason'])[:1].upper()}{str(one['reason'])[1:]}", className="why"),
            html.Div(sides, className="sides"),
            html.P([*(buttons if writable else []), who], className="links"),
            html.Div(id={"type": TOLD, "pair": pair}, **aria(live="polite")),
        ],
        className="card",
    )


def _side(person: pd.Series) -> html.Div:
    told = {field: _shown(person[field]) for field in SIDE}
    lines = [html.P(words, className="job") for field, words in told.items() if words and field != "name"]
    return html.Div([html.H3(told["name"] or "No name", className="name"), *lines])


def _shown(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"connected on {day(value)}" if isinstance(value, pd.Timestamp) else str(value)


def _source(one: pd.Series) -> str:
    seen = "" if pd.isna(one["seen_on"]) else f", {day(one['seen_on'])}"
    return f"({SHOWN.get(one['source'], one['source'])}{seen})"


def _confirm(book: Book, person: pd.Series) -> html.Div:
    """What would go, that it is final, and the box for the name."""
    rows = sum(book.about(person["person_id"]).values())
    job = ", ".join(one for one in (_shown(person["position"]), _shown(person["organization"])) if one)
    return html.Div(
        [
            html.H3(f"{person['name']}{f' ({job})' if job else ''}"),
            html.P(f"{counted(rows, 'row', 'rows')} of your book name this person. {FINAL_WORDS}"),
            html.Div(
                [
                    dmc.TextInput(
                        id={"type": AGAIN, "of": person["person_id"]},
                        label="Type the full name to confirm",
                        className="wide",
                        inputProps={"autoComplete": "off"},
                    ),
                    dmc.Button("Forget for good", id={"type": FORGET, "of": person["person_id"]}),
                ],
                className="form",
            ),
        ]
    )
