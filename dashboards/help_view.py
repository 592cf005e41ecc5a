"""Help bank, shown: what you owe, in words; how each introduction stands; whom you could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dash import html

from dashboards.chips import aria, badge
from dashboards.notices import notice, rests_on
from dashboards.week_view import in_words
from dashboards.words import counted, listed
from netgraph.practice.stages import STAGES

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DO",
    "HELP_PATH",
    "MOVE",
    "Help",
    "balance_words",
    "headline",
    "help_view",
    "landed_view",
    "rounds_view",
]

HELP_PATH: Final = "/help"
DO: Final = "help-do"
MOVE: Final = "help-move"
MOST_SHOWN: Final = 30

CYCLE: Final = STAGES[:-1]
DECLINED: Final = STAGES[-1]
STAGE_WORDS: Final = {"told": "outcome told"}
CLOSED_BY: Final = {"thanks": ("thanks", "I thanked them"), "promise": ("kept", "I kept it")}
"""What closes a debt, and the words of its button."""

OFFERS: Final = {
    "need": "they need something",
    "introduce": "two who could meet",
    "new job": "new job",
    "between jobs": "between jobs",
}


class Help(NamedTuple):
    """The frames of the page: `ng.help_bank`, what ego owes, introductions, `ng.could_help`, `ng.landed`."""

    bank: pd.DataFrame
    owed: pd.DataFrame
    rounds: pd.DataFrame
    offers: pd.DataFrame
    landed: pd.DataFrame


def help_view(answer: Help, *, writable: bool) -> html.Article:
    """The first line, and what you owe."""
    if answer.bank.empty and answer.rounds.empty and answer.offers.empty:
        return html.Article(
            notice(
                "Nothing is noted yet",
                html.P(
                    "Who gave you advice, who introduced you, what did you promise? Note it when it happens: "
                    "thanks that are owed come up by themselves, and help goes both ways."
                ),
            )
        )
    debts = [_debt(one, writable=writable) for _, one in answer.owed.iterrows()]
    return html.Article(
        [
            html.H1(headline(answer.owed)),
            html.P(balance_words(answer.bank), className="lead"),
            html.Ol(debts, className="cards") if debts else None,
        ]
    )


def headline(owed: pd.DataFrame) -> str:
    """The answer in one line, such as "You owe two people thanks, and one promise is open"."""
    thanks = owed.loc[owed["kind"] == "thanks", "person_id"].nunique()
    promises = int((owed["kind"] == "promise").sum())
    parts = []
    if thanks:
        parts.append(f"you owe {in_words(thanks)} {'person' if thanks == 1 else 'people'} thanks")
    if promises:
        parts.append(f"{in_words(promises)} {'promise is' if promises == 1 else 'promises are'} open")
    said = ", and ".join(parts) or "nobody waits for your thanks, and no promise is open"
    return said[0].upper() + said[1:]


def balance_words(bank: pd.DataFrame) -> str:
    """Help in both directions, in words and never set against each other."""
    helped, helping = (int(bank[side].map(len).gt(0).sum()) for side in ("received", "given"))
    if not helped and not helping:
        return "No help is noted yet, in either direction."
    parts = []
    if helped:
        parts.append(f"{in_words(helped)} {'person has' if helped == 1 else 'people have'} helped you")
    if helping:
        parts.append(f"you have helped {in_words(helping)} {'person' if helping == 1 else 'people'}")
    said = " and ".join(parts)
    return f"{said[0].upper()}{said[1:]}, as far as it is noted. It is no account: nothing is set off."


def rounds_view(rounds: pd.DataFrame, *, writable: bool) -> list[Any]:
    """Introductions as a board: a row each, the stages side by side; those declined apart."""
    going = rounds[rounds["stage"] != DECLINED]
    apart = rounds[rounds["stage"] == DECLINED]
    rows = [_round(one, writable=writable) for _, one in going.iterrows()]
    return [
        html.H2("Introductions", className="group"),
        html.Ol(rows, className="cards board")
        if rows
        else html.P("None under way. A warm route is where one begins.", className="aside"),
        html.Details(
            [
                html.Summary(counted(len(apart), "was declined, with grace", "were declined, with grace")),
                html.Ul(
                    [
                        html.Li(f"{one['starter']} to {one['target']}: {one['step'] or one['why']}")
                        for _, one in apart.iterrows()
                    ],
                    className="moves",
                ),
            ],
            className="fold",
        )
        if len(apart)
        else None,
    ]


def bank_view(answer: Help) -> list[Any]:
    """Whom you could help; who helped whom, person by person, in words; and what that rests on."""
    bank = answer.bank
    people = [_person(one) for _, one in bank.head(MOST_SHOWN).iterrows()]
    more = len(bank) - len(people)
    return [
        _offers(answer.offers),
        html.Section(
            [
                html.H2("What passed between you"),
                html.Ul(people, className="passed"),
                html.P(f"and {counted(more, 'person', 'people')} more: netgraph help-bank", className="aside")
                if more > 0
                else None,
            ],
            className="trays",
        )
        if people
        else None,
        rests_on(bank.attrs.get("rests_on", ""), bank.attrs.get("note")),
    ]


def landed_view(landed: pd.DataFrame, *, writable: bool) -> html.Details | None:
    """Everybody to thank and tell when the search is over; folded away until then."""
    waiting = landed[landed["step"].notna()]
    if waiting.empty:
        return None
    rows = [
        html.Li(
            [
                html.Div(
                    [html.Strong(one["name"]), html.Span(listed(list(one["helped"])[:3]), className="job")]
                ),
                _act("told", one, "Thanked and told") if writable else None,
            ],
            className="offer",
        )
        for _, one in waiting.head(MOST_SHOWN).iterrows()
    ]
    return html.Details(
        [
            html.Summary("You have landed? Thank everybody who helped, and tell them"),
            html.P(landed.attrs.get("note", ""), className="aside"),
            html.Ul(rows, className="offers"),
        ],
        className="fold landed",
    )


def _debt(one: pd.Series, *, writable: bool) -> html.Li:
    do, words = CLOSED_BY[one["kind"]]
    return html.Li(
        [
            html.Div(
                [html.H2(html.Span(one["name"], className="name")), _kind(one["kind"])], className="who"
            ),
            html.Div(
                [
                    html.P(one["step"], className="step"),
                    html.P(one["why"], className="why"),
                    html.P(_act(do, one, words), className="links") if writable else None,
                ],
                className="what",
            ),
        ],
        className="card card-pair week-step",
    )


def _kind(kind: str) -> html.P:
    return html.P(badge("thanks owed" if kind == "thanks" else "promise", tone="owed"), className="for")


def _round(one: pd.Series, *, writable: bool) -> html.Li:
    reached = dict(_stage_and_day(said) for said in one["history"])
    following = list(one["next"])
    track = [
        html.Li(
            _cell(one, stage, reached, following, writable=writable),
            className="reached" if stage in reached else "ahead",
            **(aria(current="step") if stage == one["stage"] else {}),
        )
        for stage in CYCLE
    ]
    decline = _move(one, DECLINED, "Declined", plain=True) if writable and DECLINED in following else None
    return html.Li(
        [
            html.H3([one["starter"], html.Span(" introduces you to ", className="label"), one["target"]]),
            html.P(
                [badge("worth a look", tone="owed") if one["late"] else None, html.Span(one["why"])],
                className="why",
            ),
            html.Ol(track, className="track", **aria(label=f"{one['starter']} to {one['target']}")),
            html.P(
                [html.Span(one["step"] or "It has come full circle.", className="step"), decline],
                className="links",
            ),
        ],
        className="card",
    )


def _cell(
    one: pd.Series, stage: str, reached: dict[str, str], following: list[str], *, writable: bool
) -> list[Any]:
    """A stage of one introduction: when it was reached, a button where it may come next."""
    words = STAGE_WORDS.get(stage, stage)
    if stage in reached:
        return [
            html.Span(words, className="stage"),
            html.Span(reached[stage] or "day not noted", className="job"),
        ]
    if stage in following and writable:
        return [_move(one, stage, words)]
    return [html.Span(words, className="stage")]


def _stage_and_day(said: str) -> tuple[str, str]:
    stage, _, day = said.partition(" ")
    return stage, day


def _offers(offers: pd.DataFrame) -> html.Section | None:
    if offers.empty:
        return None
    rows = [
        html.Li(
            [
                html.Div(
                    [
                        html.Strong(
                            one["name"] if one["kind"] != "introduce" else f"{one['name']}, {one['other']}"
                        ),
                        badge(OFFERS[one["kind"]]),
                    ],
                    className="offer-head",
                ),
                html.P(one["why"], className="why"),
                html.P(one["step"], className="offer-step"),
            ],
            className="card",
        )
        for _, one in offers.iterrows()
    ]
    return html.Section(
        [html.H2("Whom you could help now"), html.Ul(rows, className="cards offers-now")], className="trays"
    )


def _person(one: pd.Series) -> html.Li:
    said = [
        ("helped you", one["received"]),
        ("you helped", one["given"]),
        ("thanked", one["thanked"]),
        ("yours to do", one["owed_by_ego"]),
    ]
    parts = [html.Div([html.Dt(words), html.Dd("; ".join(items))]) for words, items in said if len(items)]
    where = one["organization"]
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(one["name"]),
                    html.Span(where, className="job") if isinstance(where, str) else None,
                ],
                className="passed-who",
            ),
            html.Dl(parts),
        ]
    )


def _act(do: str, one: pd.Series, words: str) -> html.Button:
    return html.Button(
        words,
        id={"type": DO, "do": do, "person": str(one["person_id"])},
        type="button",
        className="week-done",
        **aria(label=f"{words}: {one['name']}"),
    )


def _move(one: pd.Series, stage: str, words: str, *, plain: bool = False) -> html.Button:
    return html.Button(
        words,
        id={"type": MOVE, "stage": stage, "starter": str(one["starter_id"]), "target": str(one["target_id"])},
        type="button",
        className="plain" if plain else "move-on",
        **aria(label=f"Mark as {words}: {one['starter']} to {one['target']}"),
    )
