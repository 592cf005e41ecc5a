"""Knows: paste the mutual connections that LinkedIn shows with a person, and see which of them leads there.

Sure names are tied to the person at once; a name that may mean several people becomes a choice, and one
that nobody in the book bears is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html

from dashboards.page import LONGEST_NAME, asked_for
from dashboards.profiles import profiles
from dashboards.routes_view import ROUTES_PATH, Routes, routes_view
from dashboards.shell import LOCATION
from dashboards.suggest import name_box, wire_suggestions
from dashboards.who import SOMEBODY_ELSE, which_one
from dashboards.words import counted, listed
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.lookup import organization_of, resolve_target
from netgraph.practice.entries import Match, match_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    import pandas as pd

    from dashboards.network import Network, Write
    from netgraph.contacts import Contacts

__all__ = ["Meant", "knows_form", "meant", "names_in", "wire_knows"]

FORM: Final = "knows"
PERSON: Final = "knows-person"
AT: Final = "knows-at"
NAMES: Final = "knows-names"
TELL: Final = "knows-tell"
TOLD: Final = "knows-told"
TOLD_AT: Final = "knows-told-at"
PICK: Final = "knows-pick"
MORE: Final = "knows-more"
MOST_NAMES: Final = 60
LONGEST_PASTE: Final = 10_000


class Meant(NamedTuple):
    """Who is meant: the `person` to reach, the ids of `sure` mutual connections, and the other names.

    `new` says that the person is somebody else than all whom the name may mean.
    """

    person: Match
    sure: list[str]
    unsure: list[Match]
    unmatched: list[str]
    new: bool = False


def knows_form() -> html.Section:
    """The form and the place of its answer."""
    return html.Section(
        [
            html.H2("Paste the mutual connections you see on their LinkedIn page"),
            html.P(
                "Open the page of somebody you want to reach, look at whom you both know, and copy the "
                "names. You see at once which of them is the warmest way in.",
                className="aside",
            ),
            html.Div(
                [
                    name_box(
                        PERSON, "Whom do you want to reach?", placeholder="A full name", className="wide"
                    ),
                    name_box(AT, "At (company)", placeholder="Globex", className="wide"),
                    dmc.Textarea(
                        id=NAMES,
                        label="Mutual connections",
                        placeholder="One name a line, or with commas",
                        autosize=True,
                        minRows=3,
                        maxRows=12,
                        className="full",
                        inputProps={"maxLength": LONGEST_PASTE},
                    ),
                    dmc.Button("Show the warmest way", id=TELL),
                ],
                className="form",
            ),
            dcc.Store(id=TOLD_AT),
            dcc.Loading(
                html.Div(id=TOLD, className="told"), delay_show=400, overlay_style={"visibility": "visible"}
            ),
        ],
        id=FORM,
        className="panel",
    )


def wire_knows(app: dash.Dash, network: Network) -> None:
    """Fill in what the address says, take the names in, and forget an answer that holds no more."""
    wire_suggestions(app, network, PERSON, kind="person")
    wire_suggestions(app, network, AT, kind="organization")

    @app.callback(
        Output(PERSON, "value"),
        Output(AT, "value"),
        Output(FORM, "hidden"),
        Input(LOCATION, "search"),
        State(LOCATION, "pathname"),
    )
    def fill(query: str | None, path: str | None) -> tuple[Any, Any, bool]:
        person, at, to = (asked_for(query, key) for key in ("person", "at", "to"))
        if to or person:
            return *place_of(network.graph(), to or person), False
        return dash.no_update, at or dash.no_update, path == ROUTES_PATH

    @app.callback(
        Output(TOLD, "children"),
        Output(TOLD_AT, "data"),
        Output(WRITTEN, "data", allow_duplicate=True),
        Output(PERSON, "error"),
        inputs={"clicks": [Input(TELL, "n_clicks"), Input({"type": MORE, "place": ALL}, "n_clicks")]},
        state={
            "person": State(PERSON, "value"),
            "at": State(AT, "value"),
            "names": State(NAMES, "value"),
            "picked": State({"type": PICK, "said": ALL}, "value"),
            "picks": State({"type": PICK, "said": ALL}, "id"),
        },
        prevent_initial_call=True,
        on_error=lambda error: ([], None, not_saved(error), None),
        running=[(Output(TELL, "loading"), True, False)],
    )
    def tell(
        *,
        clicks: Any,
        person: str | None,
        at: str | None,
        names: str | None,
        picked: Sequence[str | None],
        picks: Sequence[Mapping[str, str]],
    ) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        person, at = (" ".join((text or "").split())[:LONGEST_NAME] for text in (person, at))
        if not person:
            return dash.no_update, dash.no_update, dash.no_update, "Name the person first"
        chosen = {pick["said"]: one for pick, one in zip(picks, picked, strict=True) if one}
        contacts = network.graph().graph["contacts"]
        seen = meant(contacts, person, at=at or None, names=names_in(names or ""), chosen=chosen)
        if seen.person.candidates or not seen.sure:
            return _told(contacts, seen), network.version(), dash.no_update, None
        write, found = _write(network, seen, at or None)
        return (
            _told(contacts, seen, _answer(network.graph(), seen, found)),
            network.version(),
            saved(write),
            None,
        )

    @app.callback(
        Output(TOLD, "children", allow_duplicate=True),
        Input(CHANGED, "data"),
        State(TOLD_AT, "data"),
        prevent_initial_call=True,
    )
    def forget(now: str | None, told_at: str | None) -> Any:
        return dash.no_update if now == told_at else []


def names_in(pasted: str) -> list[str]:
    """The names in a pasted text, one a line or by comma, each once.

    >>> names_in("Mia Chen, Raj Patel; Mia  Chen")
    ['Mia Chen', 'Raj Patel']
    """
    names = (" ".join(part.split())[:LONGEST_NAME] for part in re.split(r"[\n\r,;]+", pasted))
    return list(dict.fromkeys(name for name in names if name))[:MOST_NAMES]


def meant(
    contacts: Contacts, person: str, *, at: str | None, names: Sequence[str], chosen: Mapping[str, str]
) -> Meant:
    """Who is meant by the names; `chosen` holds name -> the id the user picked, or "somebody else".

    A person without candidates who is not sure is somebody new.
    """
    said = {
        name: _match(contacts, name, chosen, organization=at if name == person else None) for name in names
    }
    others = [match for match in said.values() if match is not None]
    target = _match(contacts, person, chosen, organization=at) or Match(person, None, [])
    return Meant(
        target,
        [match.person_id for match in others if match.person_id is not None],
        [match for match in others if match.person_id is None and match.candidates],
        [match.said for match in others if match.person_id is None and not match.candidates],
        chosen.get(person) == SOMEBODY_ELSE,
    )


def place_of(G: nx.Graph, to: str) -> tuple[str, str]:
    """What the form starts with for somebody who asked the way `to` a name: the person, the company."""
    asked = resolve_target(G, to)
    if asked.kind != "person":
        return "", to
    where = {organization_of(G, one) for one in asked.people}
    return str(G.nodes[asked.people[0]]["name"]), (where.pop() or "") if len(where) == 1 else ""


def _match(
    contacts: Contacts, said: str, chosen: Mapping[str, str], *, organization: str | None
) -> Match | None:
    """The match of a name, the user's choice before all; None for a name the user set aside."""
    pick = chosen.get(said)
    if pick is None:
        return match_name(contacts, said, organization=organization)
    return None if pick == SOMEBODY_ELSE else Match(said, pick, [])


def _write(network: Network, seen: Meant, at: str | None) -> tuple[Write, pd.DataFrame]:
    ties = counted(len(seen.sure), "mutual connection", "mutual connections")
    person, day = seen.person.person_id or seen.person.said, network.day()
    return network.write(
        f"{ties} of {seen.person.said}",
        lambda book: book.knows(person, at=at, through=seen.sure, new=seen.new, as_of=day),
    )


def _answer(G: nx.Graph, seen: Meant, found: pd.DataFrame) -> html.Article:
    on_them = [person for path in found["path_ids"] for person in path]
    return routes_view(Routes(seen.person.said, found, profiles(G, on_them)), heading=html.H3)


def _told(contacts: Contacts, seen: Meant, answer: html.Article | None = None) -> list[Any]:
    """What has to be chosen, what was not found, and the answer."""
    asked = [seen.person] if seen.person.candidates else seen.unsure
    said: list[Any] = []
    if asked:
        choices = [which_one(contacts, one, {"type": PICK, "said": one.said}) for one in asked]
        more = dmc.Button("Take these", id={"type": MORE, "place": "told"}, variant="light", className="take")
        said = [html.Div(choices, className="choices"), more]
    if seen.unmatched:
        out = f"Not in your book, and so left out: {listed(seen.unmatched)}. A newer export may hold them."
        said.append(html.P(out, className="aside"))
    if answer is not None:
        said.append(answer)
    return said or [html.P("Paste at least one name that stands in your contacts.", className="aside")]
