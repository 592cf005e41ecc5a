"""Warm routes, shown: the answer in one sentence, then each route as a row of chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd
from dash import html

from dashboards.chips import badge, person_chip, tie_line, you_chip
from dashboards.notices import notice, picks, rests_on
from dashboards.who import MAY_MEAN
from dashboards.words import counted, readiness_band, resting_words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROUTES_PATH", "Routes", "ask_view", "headline", "routes_view"]

ROUTES_PATH: Final = "/routes"
MOVES: Final = {
    "once there": "They were there",
    "same field": "They work in that field",
    "ask": "People you are in contact with",
}


class Routes(NamedTuple):
    """What was asked for, the frame of `ng.referral_paths`, and the profiles of all on the routes.

    Where there is no route, `moves` is the frame of `ng.next_moves`, and `likely` are the people whom a name
    that nobody bears may mean.
    """

    target: str
    routes: pd.DataFrame
    people: pd.DataFrame
    moves: pd.DataFrame | None = None
    likely: Sequence[str] = ()


def routes_view(answer: Routes, *, heading: type[html.H1 | html.H3] = html.H1) -> html.Article:
    """The answer: routes, or why there are none and what would help."""
    attrs = answer.routes.attrs
    footer = rests_on(attrs.get("rests_on", ""), attrs.get("note"))
    if answer.routes.empty:
        return html.Article([_no_route(answer), footer])
    rows = [_route(route, answer.people) for _, route in answer.routes.iterrows()]
    return html.Article(
        [
            heading(headline(answer)),
            html.P(_how_many(answer.routes), className="lead"),
            html.Ol(rows, className="cards"),
            footer,
        ]
    )


def ask_view(targets: Sequence[str]) -> html.Section:
    """Before anything was asked."""
    said = html.P("Name a company or a person, and see who among the people you know can walk you in.")
    return notice("Where would you like to go?", said, picks("Your targets", targets, ROUTES_PATH, "to"))


def headline(answer: Routes) -> str:
    """The answer in one sentence, such as "The warmest way in to Globex: Mia Chen, who knows Dana Cole"."""
    best = answer.routes.iloc[0]
    _, starter, *_ = best["path"]
    rest = "" if pd.isna(best["rest_until"]) else f" ({resting_words(best['rest_until'])})"
    whole = answer.routes.attrs.get("kind") == "organization"
    if best["hops"] == 1:
        if not best["proof"]:
            return f"Only a connection leads to {answer.target}: {starter}{rest}"
        return (
            f"You know somebody at {answer.target}: {starter}{rest}" if whole else f"You know {starter}{rest}"
        )
    following = best["path"][2]
    if not best["proof"]:
        return f"No proven way to {answer.target}; the best guess is {starter}{rest}"
    way = f"The warmest way in to {answer.target}" if whole else f"The warmest way to {answer.target}"
    return f"{way}: {starter}{rest}, who knows {following}"


def _how_many(routes: pd.DataFrame) -> str:
    proven = int(routes["proof"].sum())
    if proven == len(routes):
        return f"{counted(proven, 'route', 'routes')}, every tie seen or said by somebody."
    found = counted(len(routes), "route", "routes")
    return f"{found}, {proven or 'none'} of them on proven ties alone. Dashed lines are not proven."


def _route(route: pd.Series, people: pd.DataFrame) -> html.Li:
    resting = not pd.isna(route["rest_until"])
    return html.Li(
        [
            html.Div(
                [
                    html.Span(f"Route {route['rank']}", className="rank"),
                    badge(
                        f"readiness {readiness_band(route['readiness'], proof=route['proof'])}", tone="ready"
                    ),
                    badge("every tie proven", tone="proof") if route["proof"] else _unproven(route),
                    badge(resting_words(route["rest_until"]), tone="rest") if resting else None,
                    badge(_asked(route["load"]), tone="rest") if route["load"] else None,
                    badge("was there, and left", tone="guess") if route["former"] else None,
                ],
                className="card-head",
            ),
            html.Ol(_chips(route, people), className="route"),
            html.P(route["first_step"], className="step"),
            html.P(route["why"], className="why"),
        ],
        className="card",
    )


def _chips(route: pd.Series, people: pd.DataFrame) -> list[html.Li]:
    """You, then for each hop its line and the person it leads to."""
    chips = [you_chip()]
    alone = route["hops"] == 1
    for hop, (evidence, person) in enumerate(zip(route["evidence"], route["path_ids"][1:], strict=True)):
        chips.append(tie_line(evidence, weakest=not alone and hop == route["weakest_hop"]))
        chips.append(person_chip(people.loc[person], own_tie=hop == 0))
    return chips


def _asked(load: int) -> str:
    return f"asked {'once' if load == 1 else f'{load} times'} within 30 days"


def _unproven(route: pd.Series) -> html.Span:
    return badge("rests on a guess" if "inferred" in route["evidence"] else "connected only", tone="guess")


def _no_route(answer: Routes) -> html.Section:
    """An honest empty answer: whether anybody is there, what was perhaps meant, what to do."""
    attrs, target = answer.routes.attrs, answer.target
    if attrs.get("insiders"):
        why = "There are people there in your data, but no tie of yours leads to them within three hops."
    elif answer.likely:
        why = MAY_MEAN
    else:
        why = "Nobody in your data is there or bears that name."
    meant = [*answer.likely, *(attrs.get("nearest") or [])]
    moves = [] if answer.likely else [html.H2("What would help"), *_moves(answer.moves)]
    return notice(
        f"No route to {target} in your data",
        html.P(why),
        picks("Did you mean", meant, ROUTES_PATH, "to"),
        *moves,
    )


def _moves(moves: pd.DataFrame | None) -> list[html.H3 | html.Ul]:
    """Whom to ask what, by kind, then what to look up by hand."""
    if moves is None:
        return []
    shown: list[html.H3 | html.Ul] = []
    for kind, title in MOVES.items():
        asked = [_to_ask(move) for _, move in moves[moves["kind"] == kind].iterrows()]
        if asked:
            shown += [html.H3(title), html.Ul(asked, className="moves")]
    link = moves.loc[moves["kind"] == "search", "link"].iloc[0]
    search = html.A(
        "Search LinkedIn for second-degree connections",
        href=link,
        target="_blank",
        rel="noopener noreferrer",
    )
    by_hand = [
        html.Li([search, " and paste below whom you have in common. This link leaves your computer."]),
        html.Li("Bring in a newer export: people may have moved there since."),
    ]
    return [*shown, html.H3("Look it up yourself"), html.Ul(by_hand, className="moves")]


def _to_ask(move: pd.Series) -> html.Li:
    return html.Li(
        [html.Strong(move["name"]), f". {move['step']} ", html.Span(move["why"], className="aside")]
    )
