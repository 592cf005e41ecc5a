"""Merges on the data page: what each source says of somebody, and a card that is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import pandas as pd
from dash import ALL, Input, Output, html

from dashboards.chips import aria
from dashboards.suggest import wire_suggestions
from dashboards.who import who_form, wire_who
from dashboards.writing import WRITTEN, clicked, not_saved, saved
from netgraph.provenance import SHOWN, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboards.network import Network
    from netgraph.book import Book
    from netgraph.contacts import Contacts

__all__ = ["cards_view", "merges_form", "wire_merges"]

NAME: Final = "merge-name"
CARDS: Final = "merge-cards"
FORM: Final = (NAME, "merge-look", "merge-meant", CARDS)
PART: Final = "merge-part"


def merges_form() -> html.Details:
    """Name somebody, and see which sources were united in them."""
    return who_form(
        ids=FORM,
        title="Take a wrong merge apart",
        asks="Who holds somebody else's data?",
        placeholder="A name",
        action="See what each source says",
    )


def cards_view(name: str, told: pd.DataFrame, person: str) -> html.Div:
    """Card by card what is told of a person (`Book.provenance`), with buttons where there are several."""
    cards = [facts for _, facts in told.groupby("card", sort=False)]
    if len(cards) < 2:
        return html.Div(html.P(f"One source alone tells of {name}: nothing was united."))
    return html.Div(
        [
            html.P(f"{name} was put together from these. Which is somebody else's?"),
            html.Div([_card(name, facts, person) for facts in cards], className="sides"),
        ]
    )


def wire_merges(app: dash.Dash, network: Network, book: Book) -> None:
    """Show the cards of whoever is named; take one apart when it is said to be somebody else's."""
    wire_suggestions(app, network, NAME, kind="person")

    def show(contacts: Contacts, person: str) -> Any:
        name = contacts.people.set_index("person_id")["name"][person]
        return cards_view(name, book.provenance(person), person)

    wire_who(app, book, ids=FORM, show=show)

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(CARDS, "children", allow_duplicate=True),
        Input({"type": PART, "of": ALL, "card": ALL, "name": ALL}, "n_clicks"),
        prevent_initial_call=True,
        on_error=lambda error: (not_saved(error), dash.no_update),
    )
    def part(_: Sequence[int | None]) -> tuple[Any, Any]:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        pressed = dash.ctx.triggered_id
        what = f"a card of {pressed['name']} as somebody else's"
        return saved(network.write(what, lambda book: book.apart(pressed["of"], pressed["card"]))[0]), []


def _card(name: str, facts: pd.DataFrame, person: str) -> html.Div:
    """One card: its source and day, what it tells, and the button that takes it away."""
    first = facts.iloc[0]
    source = SHOWN.get(first["source"], first["source"])
    seen = "" if pd.isna(first["seen_on"]) else f" of {day(first['seen_on'])}"
    rows = facts.drop_duplicates(["field", "value"])
    lines = [
        html.P([f"{field.replace('_', ' ')}: ", html.Strong(value)], className="job")
        for field, value in zip(rows["field"], rows["value"], strict=True)
    ]
    words = "This is somebody else"
    button = html.Button(
        words,
        id={"type": PART, "of": person, "card": first["card"], "name": name},
        type="button",
        className="plain strong",
        **aria(label=f"{words}: {source}{seen}"),
    )
    return html.Div([html.H3(f"{source}{seen}", className="name"), *lines, html.P(button)])
