"""The page "Neglected ties": a few people worth a hello, replies owed first, and then enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
from dash import Input, Output, html

import netgraph as ng
from dashboards.chips import badge, person_name, strength_mark
from dashboards.notices import notice, rests_on
from dashboards.page import Page
from dashboards.profiles import profiles
from dashboards.shell import answer_area
from dashboards.words import KINDS, TRAYS, counted, last_contact_words, listed, resting_words
from dashboards.writing import CHANGED

if TYPE_CHECKING:
    import dash
    import networkx as nx

    from dashboards.network import Network

__all__ = ["PAGE", "Neglected", "headline", "neglected_answer", "neglected_view"]

ANSWER: Final = "neglected-answer"
REPLIES: Final = 10
HELLOS: Final = 5


class Neglected(NamedTuple):
    """The frames of the page: `ng.neglected_ties` and the profiles of its people."""

    ties: pd.DataFrame
    people: pd.DataFrame


def layout(query: str, writable: bool) -> html.Div:
    """The still part of the page."""
    return html.Div([html.P("Neglected ties", className="eyebrow"), answer_area(ANSWER)])


def wire(app: dash.Dash, network: Network) -> None:
    """One callback: read, then show."""

    @app.callback(Output(ANSWER, "children"), Input(CHANGED, "data"))
    def show(_: str | None) -> Any:
        return neglected_view(network.answer(neglected_answer))


def neglected_answer(G: nx.Graph) -> Neglected:
    """This week's people: the replies owed, and beside them a few ties that went quiet."""
    ties = ng.neglected_ties(G, limit=len(G))
    place = ties.groupby(ties["kind"].eq("owed")).cumcount()
    ties = ties[place < ties["kind"].eq("owed").map({True: REPLIES, False: HELLOS})]
    return Neglected(ties, profiles(G, ties["person_id"]))


def neglected_view(answer: Neglected) -> html.Article:
    """The page from its frames."""
    ties, people = answer
    apart = ties.attrs.get("apart", {})
    if ties.empty:
        body: list[Any] = [_nobody(apart)]
    else:
        cards = [_card(tie, people.loc[tie["person_id"]]) for _, tie in ties.iterrows()]
        body = [
            html.H1(headline(ties)),
            html.Ol(cards, className="cards"),
            html.P("That is enough for this week.", className="enough"),
        ]
    return html.Article([*body, _trays(apart), rests_on(ties.attrs.get("rests_on", ""))])


def headline(ties: pd.DataFrame) -> str:
    """The answer in one line, such as "5 people worth a hello, 2 replies owed"."""
    owed = int((ties["kind"] == "owed").sum())
    quiet = len(ties) - owed
    parts = [counted(quiet, "person", "people") + " worth a hello"] if quiet else []
    if owed:
        parts.append(counted(owed, "reply owed", "replies owed"))
    return ", ".join(parts)


def _card(tie: pd.Series, profile: pd.Series) -> html.Li:
    job = ", ".join(part for part in (profile["position"], profile["organization"]) if part)
    rest = tie["rest_until"]
    return html.Li(
        [
            html.Div(
                [
                    html.H2(person_name(profile)),
                    html.P(job, className="job") if job else None,
                    html.P(
                        [strength_mark(tie["strength"]), html.Span(last_contact_words(tie["last_contact"]))],
                        className="meta",
                    ),
                ],
                className="who",
            ),
            html.Div(
                [
                    badge(KINDS[tie["kind"]], tone=tie["kind"]),
                    None if pd.isna(rest) else badge(resting_words(rest), tone="rest"),
                    html.P(tie["step"], className="step"),
                    html.P(tie["why"], className="why"),
                ],
                className="what",
            ),
        ],
        className="card card-pair",
    )


def _nobody(apart: dict[str, int]) -> html.Section:
    if set(apart) == {"not known"}:
        return notice(
            "These data do not say whom you are losing touch with",
            html.P(
                "They hold connections, but no messages. LinkedIn sends messages in the larger archive, "
                "a day or so after the first one: bring that in too."
            ),
        )
    return notice("Nobody is waiting for you, and no tie has gone quiet", html.P("Enjoy the week."))


def _trays(apart: dict[str, int]) -> html.Section | None:
    shown = [tray for tray in TRAYS if apart.get(tray)]
    if not shown:
        return None
    return html.Section(
        [
            html.H2("Set aside"),
            html.P(listed(f"{apart[tray]:,} {tray}" for tray in shown), className="sr-only"),
            html.Dl(
                [
                    html.Div([html.Dt(f"{apart[tray]:,}"), html.Dd(_tray_words(tray))], className="tray")
                    for tray in shown
                ]
            ),
        ],
        className="trays",
    )


def _tray_words(tray: str) -> list[Any]:
    name, meaning = TRAYS[tray].split(": ", 1)
    return [html.Strong(name), html.Span(meaning)]


PAGE: Final = Page("/", "Neglected ties", "Neglected ties - netgraph", layout, wire)
