"""Who to meet, shown: the first name in one sentence, then each person with those who lead there.

The score orders the people and is never shown: it is no measure of anybody's worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.chips import aria, badge, person_name
from dashboards.notices import notice, picks, rests_on
from dashboards.targets_view import TARGETS_PATH
from dashboards.who import MAY_MEAN
from dashboards.words import EVIDENCE, counted, listed
from netgraph.schema import PROOF

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

__all__ = [
    "MEET_PATH",
    "MOST",
    "PLAN",
    "PLAN_FOR",
    "Meetings",
    "headline",
    "how_many",
    "meet_view",
    "plan_view",
]

MEET_PATH: Final = "/meet"
MOST: Final = 20
SHARED: Final = ("from your", "you have both been at", "a title near")
"""How a reason of `ng.who_to_meet` begins that names what somebody shares with ego."""
PLAN: Final = "meet-plan"
PLAN_FOR: Final = "meet-plan-for"


class Meetings(NamedTuple):
    """What the page shows.

    `target` is the one asked for, or empty; `found` the frame of `ng.who_to_meet`, `people` their
    profiles, `through` their go-betweens (`person_id`, `name`, `evidence`), `connected` those ego is
    connected to. `chosen` are the stored targets, `offered` some to try when there are none, `known` says
    whether anybody in the data is at `target`, and `likely` are those whom it may mean when nobody is.
    """

    target: str
    found: pd.DataFrame
    people: pd.DataFrame
    through: pd.DataFrame
    connected: frozenset[Hashable]
    chosen: Sequence[str]
    offered: Sequence[str]
    known: bool
    likely: Sequence[str] = ()


def meet_view(answer: Meetings) -> html.Article:
    """The page from its frames."""
    footer = rests_on(answer.found.attrs.get("rests_on", ""))
    if answer.found.empty:
        return html.Article([_nobody(answer), footer])
    cards = [_card(one, answer) for _, one in answer.found.iterrows()]
    return html.Article(
        [
            html.H1(headline(answer)),
            html.P(how_many(answer), className="lead"),
            _no_targets(answer),
            _filter(answer),
            html.Ol(cards, className="cards"),
            *_plan_place(answer),
            footer,
        ]
    )


def headline(answer: Meetings) -> str:
    """The answer in one sentence, such as "Petronella Quist first: Farid Nazari knows them"."""
    first = answer.found.iloc[0]
    between = _between(answer, first["person_id"])
    if len(between):
        go = between.iloc[0]
        reason = f"{go['name']} {'knows' if go['evidence'] in PROOF else 'may know'} them"
    elif first["person_id"] in answer.connected:
        reason = "connected, but no contact in this data"
    else:
        reason = "nobody you know leads there yet"
    place = f"For {answer.target}, " if answer.target and answer.target != first["name"] else ""
    return f"{place}{first['name']} first: {reason}"


def how_many(answer: Meetings) -> str:
    """How the people are reached, such as "14 people: 6 through somebody you know, 8 connected only"."""
    ids = answer.found["person_id"]
    sure = set(answer.through.loc[answer.through["evidence"].isin(PROOF), "person_id"])
    guess = set(answer.through["person_id"]) - sure
    alone = [person for person in ids if person not in sure | guess]
    connected = sum(person in answer.connected for person in alone)
    ways = {
        "through somebody who knows them": len(sure),
        "through somebody who may know them": len(guess),
        "connected only": connected,
        "with nobody in between yet": len(alone) - connected,
    }
    people = f"The first {MOST} people" if len(ids) >= MOST else counted(len(ids), "person", "people")
    said = f"{people}: {listed(_ways(ways))}."
    shared = answer.found["why"].str.contains("|".join(SHARED))
    if len(answer.through) or not shared.any():
        return said
    return f"{said} Who shares an employer, the same years or a title with you stands first."


def _ways(ways: dict[str, int]) -> list[str]:
    """The ways that occur, with their numbers where there are several."""
    found = {way: number for way, number in ways.items() if number}
    if len(found) == 1:
        return [f"all {way}" if sum(found.values()) > 1 else way for way in found]
    return [f"{number} {way}" for way, number in found.items()]


def _card(one: pd.Series, answer: Meetings) -> html.Li:
    profile = answer.people.loc[one["person_id"]]
    job = ", ".join(part for part in (profile["position"], profile["organization"]) if part)
    between = _between(answer, one["person_id"])
    only_connected = not len(between) and one["person_id"] in answer.connected
    return html.Li(
        [
            html.Div(
                [
                    html.H2(person_name(profile)),
                    html.P(job, className="job") if job else None,
                    html.P(_targets(one), className="for") if len(one["targets"]) else None,
                ],
                className="who",
            ),
            html.Div(
                [
                    _through(between),
                    badge("connected only", tone="guess") if only_connected else None,
                    html.P(one["why"], className="why"),
                    html.P(_routes_link(one["name"])),
                ],
                className="what",
            ),
        ],
        className="card card-pair",
    )


def _targets(one: pd.Series) -> list[html.Span]:
    """The targets a meeting serves; who is at none of them leads there."""
    word = "for" if one["need"] >= 1 else "leads to"
    return [
        badge("your target" if target == one["name"] else f"{word} {target}", tone="target")
        for target in one["targets"]
    ]


def _through(between: pd.DataFrame) -> html.Div | None:
    """The go-betweens: a solid edge for proof, a dashed one for a guess, and the word beside it."""
    if between.empty:
        return None
    chips = [
        html.Li(
            [
                html.Span(go["name"], className="name"),
                html.Span(EVIDENCE.get(go["evidence"], go["evidence"])),
            ],
            className=f"via via-{'solid' if go['evidence'] in PROOF else 'dashed'}",
        )
        for _, go in between.iterrows()
    ]
    return html.Div([html.Span("through", className="label"), html.Ul(chips)], className="through")


def _routes_link(name: str) -> dcc.Link:
    to = html.Span(f" to {name}", className="sr-only")
    return dcc.Link(["Show the routes", to], href=f"/routes?{urlencode({'to': name})}", className="more")


def _between(answer: Meetings, person: Hashable) -> pd.DataFrame:
    return answer.through[answer.through["person_id"].isin([person])]


def _plan_place(answer: Meetings) -> list[Any]:
    """Where the plan of meetings comes to stand; without targets there is none."""
    if not (answer.chosen or answer.target):
        return []
    return [dcc.Store(id=PLAN_FOR, data=answer.target), html.Div(id=PLAN)]


def plan_view(plan: pd.DataFrame) -> html.Section | None:
    """The few meetings that open most targets together."""
    if plan.empty:
        return None
    expected = plan["expected_targets"].iloc[-1]
    meetings = [
        html.Li([html.Strong(one["name"]), f" may open {listed(one['covers'])}. ", one["why"]])
        for _, one in plan.iterrows()
    ]
    return html.Section(
        [
            html.H2(f"If you meet only {len(plan)} of the people you know, meet these"),
            html.P(
                f"Together they may open {expected:.1f} of your targets: each opens what those before it "
                "leave shut. Plausible, not measured; who rests is left out.",
                className="aside",
            ),
            html.Ol(meetings, className="plan"),
        ],
        className="panel",
    )


def _filter(answer: Meetings) -> html.Nav | None:
    """The targets as links; the address keeps the one that is taken."""
    names = [*(answer.chosen or answer.offered)]
    if answer.target and answer.target not in names:
        names.append(answer.target)
    if not names:
        return None
    everything = "All targets" if answer.chosen else "Everybody"
    links = [_filter_link(everything, MEET_PATH, here=not answer.target)]
    links += [
        _filter_link(name, f"{MEET_PATH}?{urlencode({'target': name})}", here=name == answer.target)
        for name in names
    ]
    return html.Nav(links, className="filter", **aria(label="Show one target"))


def _filter_link(name: str, address: str, *, here: bool) -> dmc.Anchor:
    current = aria(current="page") if here else {}
    return dmc.Anchor(name, href=address, unstyled=True, **current)


def _no_targets(answer: Meetings) -> html.P | None:
    """What a target would add, said once, when none is stored."""
    if answer.chosen or answer.target:
        return None
    adds = (
        "You have named no targets yet. With some, this list would keep to the people who are there "
        "or one step away, and say which target each of them serves. "
    )
    add = dcc.Link("Name your targets", href=TARGETS_PATH, className="more")
    tries = " Here are some that your saved jobs, applications or follows name:" if answer.offered else ""
    return html.P([adds, add, ".", tries], className="aside")


def _nobody(answer: Meetings) -> html.Section:
    """An honest empty answer: who is missing, and how somebody new gets in."""
    if answer.target:
        title = f"Nobody new to meet for {answer.target} in your data"
        why: Any = "Nobody in your data is there, bears that name, or is tied to somebody who does."
        if answer.known:
            why = ["You know everybody in your data who is there or bears that name. ", _known(answer.target)]
        elif answer.likely:
            why = MAY_MEAN
    elif answer.chosen:
        title = "Nobody new to meet at your targets in your data"
        why = "Nobody without contact to you is there, or tied to somebody who is."
    else:
        title = "Nobody new to meet in your data"
        why = "These data hold nobody whom you are not in contact with already."
    return notice(
        title,
        html.P(why),
        picks("Did you mean", answer.likely, MEET_PATH, "target"),
        _no_targets(answer),
        _filter(answer),
        html.H2("What would help"),
        html.Ul(
            [
                html.Li("Ask the people you know best: who do you know that I should meet?"),
                html.Li("Bring in a newer export: people may have moved since."),
            ],
            className="moves",
        ),
    )


def _known(target: str) -> dcc.Link:
    return dcc.Link("Show the routes", href=f"/routes?{urlencode({'to': target})}", className="more")
