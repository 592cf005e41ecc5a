"""The first five minutes, shown: who is known, three questions, and a few people to say a word about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.notices import notice, rests_on
from dashboards.suggest import MOST_SUGGESTIONS
from dashboards.who import choice, which_one
from dashboards.words import CLOSENESS, LAST_SPOKEN, counted
from netgraph.lookup import text
from netgraph.practice.opening_round import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from netgraph.contacts import Contacts
    from netgraph.practice.entries import Match

__all__ = [
    "AT_ONCE",
    "CLOSE",
    "MORE",
    "MOST_NAMES",
    "NAMES",
    "ROW",
    "ROWS",
    "SPOKE",
    "WHO",
    "Known",
    "head_view",
    "more_words",
    "named_view",
    "offered_view",
    "questions",
    "rows_view",
]

MOST_NAMES: Final = 20
NAMES: Final = "start-names"
CLOSE: Final = "start-close"
SPOKE: Final = "start-spoke"
WHO: Final = "start-who"
ROW: Final = "start-row"
ROWS: Final = "start-rows"
MORE: Final = "start-more"
AT_ONCE: Final = 10
"""A browser takes half a second to draw ten rows, and six times as long for thirty."""


class Known(NamedTuple):
    """How many people the data know more of than a mere connection, of how many; what that rests on."""

    known: int
    people: int
    rests_on: str


def head_view(seen: Known, effect: str = "") -> html.Div:
    """The first line, and what the last answers changed."""
    done = [
        html.P(effect, className="effect"),
        html.P(
            [
                dcc.Link("This week", href="/week", className="more"),
                dcc.Link("Who to meet", href="/meet", className="more"),
                dcc.Link("Targets", href="/targets", className="more"),
            ],
            className="links",
        ),
    ]
    return html.Div(
        [
            html.H1(headline(seen)),
            html.P(
                "Files cannot say who would pick up the phone; you can. Your word comes before everything "
                "they hold. Skip what you like: nothing is asked twice.",
                className="lead",
            ),
            html.Div(done, className="panel panel-done") if effect else None,
        ]
    )


def headline(seen: Known) -> str:
    """Such as "36 of your 600 contacts are known. Who else is close?"."""
    if seen.known == seen.people:
        return "Every one of your contacts is known. Is anybody missing?"
    return (
        f"{seen.known:,} of your {counted(seen.people, 'contact', 'contacts')} are known. Who else is close?"
    )


def questions() -> html.Section:
    """The three questions, each with a box for names."""
    boxes = [
        dmc.TagsInput(
            id={"type": NAMES, "question": place},
            label=question,
            placeholder="Names, by comma",
            value=[],
            data=[],
            maxTags=MOST_NAMES,
            limit=MOST_SUGGESTIONS,
            filter={"function": "typedOption"},
            splitChars=[",", ";", "\n"],
        )
        for place, question in enumerate(QUESTIONS)
    ]
    return html.Section(boxes, className="panel questions")


def named_view(contacts: Contacts, named: list[Match]) -> html.Ol | None:
    """A row for each name that was typed: who is meant, how close, last spoke."""
    if not named:
        return None
    return html.Ol([_named(contacts, match) for match in named], className="cards rows")


def offered_view(offered: pd.DataFrame, line: str, *, named: Collection[str] = ()) -> html.Article:
    """The people of `ng.first_round`, a few at a time, each with the same two questions.

    Whoever is `named` (ids) above is not asked about again.
    """
    if offered.empty:
        title = "Nobody is left to ask about"
        return html.Article([notice_h2(title), rests_on(line)])
    return html.Article(
        [
            html.H2(
                f"{counted(len(offered), 'person', 'people')} from your own connections", className="group"
            ),
            html.P(
                "Connections without contact in this data, some from each part of your life and each target.",
                className="aside",
            ),
            html.Div([rows_view(offered, 0, named=named)], id=ROWS),
            html.Button(
                more_words(len(offered) - AT_ONCE),
                id=MORE,
                type="button",
                className="plain more-rows",
                hidden=len(offered) <= AT_ONCE,
            ),
            rests_on(line),
        ]
    )


def rows_view(offered: pd.DataFrame, first: int, *, named: Collection[str] = ()) -> html.Ol:
    """As many people as are shown at once, from the place `first` on, which is 0 for the first."""
    few = offered.iloc[first : first + AT_ONCE]
    rows = [_offered(one, hidden=one["person_id"] in named) for _, one in few.iterrows()]
    return html.Ol(rows, className="cards rows")


def more_words(left: int) -> str:
    """What the button that shows more says, where so many are left.

    >>> more_words(20), more_words(3)
    ('Ten more', 'The last 3')
    """
    return "Ten more" if left > AT_ONCE else f"The last {left}"


def notice_h2(title: str) -> html.Section:
    """A heading below the page's own, with what to do next."""
    said = notice(title, html.P("Type names above, or bring in a newer export."))
    return html.Section([html.H2(title, className="group"), *said.children[1:]], className="notice")


def _named(contacts: Contacts, match: Match) -> html.Li:
    if match.candidates:
        who: Any = which_one(contacts, match, {"type": WHO, "said": match.said})
    elif match.person_id is None:
        who = html.P("new: not in your contacts yet", className="job")
    else:
        one = contacts.people.set_index("person_id").loc[match.person_id]
        job = ", ".join(part for part in (text(one["position"]), text(one["organization"])) if part)
        who = html.P(job or "in your contacts", className="job")
    return html.Li(
        [html.Div([html.H3(match.said), who], className="who"), _two_questions(match.said, "named")],
        className="card card-pair",
    )


def _offered(one: pd.Series, *, hidden: bool) -> html.Li:
    job = ", ".join(part for part in (text(one["position"]), text(one["organization"])) if part)
    why = text(one["why"]) or ""
    return html.Li(
        [
            html.Div(
                [
                    html.H3(one["name"]),
                    html.P(job, className="job") if job else None,
                    html.P(f"{why[:1].upper()}{why[1:]}", className="meta"),
                ],
                className="who",
            ),
            _two_questions(one["person_id"], "offered", name=one["name"]),
        ],
        id={"type": ROW, "person": one["person_id"]},
        className="card card-pair",
        hidden=hidden,
    )


def _two_questions(of: str, place: str, *, name: str = "") -> html.Div:
    who = name or of
    return html.Div(
        [
            choice(
                "You know each other",
                [(level, words) for level, words in CLOSENESS.items()],
                {"type": CLOSE, "of": of, "place": place},
                about=who,
            ),
            choice(
                "Last spoke",
                list(LAST_SPOKEN.items()),
                {"type": SPOKE, "of": of, "place": place},
                about=who,
            ),
        ],
        className="what",
    )
