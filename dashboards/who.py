"""Who: the people whom a typed name may mean, a choice between them, and a form that names somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html

from dashboards.chips import aria
from dashboards.notices import error_notice
from dashboards.suggest import name_box
from dashboards.writing import clicked
from netgraph.lookup import text
from netgraph.organizations import organization_key
from netgraph.practice.entries import match_name
from netgraph.target_list import stored_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import networkx as nx

    from netgraph.book import Book
    from netgraph.contacts import Contacts
    from netgraph.practice.entries import Match

__all__ = [
    "MAY_MEAN",
    "SOMEBODY_ELSE",
    "Named",
    "choice",
    "may_mean",
    "named",
    "which_one",
    "who_form",
    "wire_who",
]

SOMEBODY_ELSE: Final = "somebody else"
MAY_MEAN: Final = "Nobody in your data is there, but the name may mean somebody who is in it."


def may_mean(G: nx.Graph, said: str) -> list[str]:
    """The full names that a name nobody bears may mean, the likeliest first; none for a stored target."""
    contacts = G.graph.get("contacts")
    targets = {organization_key(one) for one in stored_targets(G)}
    if contacts is None or organization_key(said) in targets:
        return []
    names = contacts.people.set_index("person_id")["name"]
    return list(dict.fromkeys(names[match_name(contacts, said).candidates]))


class Named(NamedTuple):
    """Whom a form names: their id, else the choice between those who may be meant, or what is wrong."""

    person_id: str | None = None
    choice: Any = ()
    error: str | None = None


def named(contacts: Contacts, said: str | None, picked: Sequence[str | None], choice_type: str) -> Named:
    """Whom the name in a form means, or the one who was `picked` among several."""
    name, taken = " ".join((said or "").split()), next(filter(None, picked), None)
    if not name:
        return Named(error="Name somebody first")
    if taken == SOMEBODY_ELSE:
        return Named()
    match = match_name(contacts, taken or name)
    if match.person_id is None and match.candidates:
        return Named(choice=which_one(contacts, match, {"type": choice_type, "of": name}))
    return Named(match.person_id, error=None if match.person_id else "Nobody in your book bears this name")


def who_form(
    *, ids: tuple[str, str, str, str], title: str, asks: str, placeholder: str, action: str, classes: str = ""
) -> html.Details:
    """A form that names somebody, closed at first; `ids` as in `wire_who`."""
    name_id, look_id, _, place_id = ids
    return html.Details(
        [
            html.Summary(title),
            html.Div(
                [
                    name_box(name_id, asks, placeholder=placeholder, className="wide"),
                    dmc.Button(action, id=look_id, variant="default"),
                ],
                className="form",
            ),
            html.Div(id=place_id, className="told", **aria(live="polite")),
        ],
        className=f"fold {classes}".strip(),
    )


def wire_who(
    app: dash.Dash,
    book: Book,
    *,
    ids: tuple[str, str, str, str],
    show: Callable[[Contacts, str], Any],
) -> None:
    """A form that names somebody: below it stands what `show` says of them, else who may be meant.

    `ids` are those of the name, of the button, of the choice between several (a type) and of the place below.
    """
    name_id, look_id, choice_type, place_id = ids

    @app.callback(
        Output(place_id, "children"),
        Output(name_id, "error"),
        Input(look_id, "n_clicks"),
        Input({"type": choice_type, "of": ALL}, "value"),
        State(name_id, "value"),
        prevent_initial_call=True,
        on_error=lambda error: (error_notice(error), None),
    )
    def look(_: Any, picked: Sequence[str | None], said: str | None) -> tuple[Any, Any]:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        contacts = book.contacts()
        found = named(contacts, said, [] if dash.ctx.triggered_id == look_id else picked, choice_type)
        if found.person_id is None:
            return found.choice, found.error
        return show(contacts, found.person_id), None


def which_one(contacts: Contacts, match: Match, choice_id: dict[str, Any]) -> html.Div:
    """The candidates for a name with their organizations, and somebody else: "Raj: do you mean" ..."""
    people = contacts.people.set_index("person_id").loc[match.candidates]
    shown = [
        (person, ", ".join(part for part in (text(one["name"]), text(one["organization"])) if part))
        for person, one in people.iterrows()
    ]
    said = f"{match.said}: do you mean"
    return choice(said, [*shown, (SOMEBODY_ELSE, SOMEBODY_ELSE)], choice_id)


def choice(
    label: str, options: Sequence[tuple[Any, str]], choice_id: dict[str, Any], *, about: str = ""
) -> html.Div:
    """A row of chips of which one or none may be taken; what was taken survives a redrawing of the page.

    `about` names for those who listen the person that the label leaves out.
    """
    return html.Div(
        [
            html.Span(label, className="label", **aria(hidden="true")),
            html.Div(
                dmc.ChipGroup(
                    [dmc.Chip(words, value=str(key), size="sm") for key, words in options],
                    id=choice_id,
                    deselectable=True,
                    persistence=True,
                    persistence_type="memory",
                ),
                className="chip-row",
                role="radiogroup",
                **aria(label=f"{about}: {label}" if about else label),
            ),
        ],
        className="choice",
    )
