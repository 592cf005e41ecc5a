"""This week, shown: a few steps, each with why now and what to begin with; then it is enough."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dash import dcc, html

from dashboards.chips import aria, badge, person_name
from dashboards.notices import notice
from dashboards.week_steps import answered_row, step_actions
from dashboards.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["MOST_MORE", "WEEK_PATH", "Week", "done_words", "headline", "in_words", "week_view", "weeks_table"]

WEEK_PATH: Final = "/week"
MOST_MORE: Final = 20

KINDS: Final = {
    "reply": ("reply owed", "owed"),
    "promise": ("promise", "owed"),
    "thanks": ("thanks", "owed"),
    "introduction": ("introduction", "owed"),
    "hello": ("worth a hello", "dormant"),
    "meet": ("somebody new", "target"),
    "route": ("a way in", "proof"),
}
"""What a step is, in a badge, and the badge's tone."""

ARE: Final = {
    "reply": ("is a reply you owe", "are replies you owe"),
    "thanks": ("is a thank-you you owe", "are thank-yous you owe"),
    "promise": ("is a promise you gave", "are promises you gave"),
    "introduction": ("takes an introduction on", "take introductions on"),
    "hello": ("is a hello to somebody you know well", "are hellos to people you know well"),
    "meet": ("is towards somebody new", "are towards somebody new"),
    "route": ("is a way in to a target", "are ways in to your targets"),
}
DEEDS: Final = {
    "reply": "answered",
    "thanks": "thanked",
    "promise": "kept your promise to",
    "introduction": "took an introduction on with",
    "hello": "said hello to",
    "meet": "took a step towards",
    "route": "wrote to",
}
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Week(NamedTuple):
    """What the page shows.

    `steps` is the frame of `ng.this_week`, `people` the profiles of its people, `weeks` the frame of
    `ng.goals`; `more` is how often the user asked for as many steps again.
    """

    steps: pd.DataFrame
    people: pd.DataFrame
    weeks: pd.DataFrame
    more: int = 0


def week_view(
    answer: Week, *, writable: bool, helped: Mapping[tuple[str, str], Any] | None = None
) -> html.Article:
    """The list and what follows it, without the log and the weeks before.

    `helped` holds what helps with a step (person, kind), where the user has unfolded it.
    """
    steps = answer.steps
    if steps.empty:
        return html.Article([_nothing_due(answer, writable=writable)])
    cards = [
        _card(
            one,
            answer.people.loc[one["person_id"]],
            writable=writable,
            helped=(helped or {}).get((one["person_id"], one["kind"])),
        )
        for _, one in steps.iterrows()
    ]
    return html.Article(
        [
            html.H1(headline(steps)),
            html.Ol(cards, className="cards week-steps"),
            _enough(answer),
        ]
    )


def headline(steps: pd.DataFrame) -> str:
    """The answer in one line, such as "Five steps this week; three are replies you owe"."""
    still = steps[steps["state"] == "open"]
    number = len(still)
    if not number:
        return "Nothing is left open this week"
    when = "this week" if number == len(steps) else "left this week"
    begin = f"{in_words(number)} {'step' if number == 1 else 'steps'} {when}".capitalize()
    kind = next(one for one in ARE if (still["kind"] == one).any())
    of_kind = int((still["kind"] == kind).sum())
    one, many = ARE[kind]
    if number == 1:
        return f"{begin}: it {one}"
    which = {number: "both" if number == 2 else "all"}.get(of_kind, in_words(of_kind))
    return f"{begin}; {which} {one if of_kind == 1 else many}"


def in_words(number: int) -> str:
    """A small number as a word.

    >>> in_words(5), in_words(16)
    ('five', '16')
    """
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def done_words(answer: Week) -> str:
    """What was done this week, from the list and from the log; empty while nothing was."""
    steps, weeks = answer.steps, answer.weeks
    done = [
        f"{DEEDS[kind]} {name}"
        for kind, name, state in zip(steps["kind"], steps["name"], steps["state"], strict=True)
        if state == "done"
    ]
    said = f"You {listed(done)}." if done else ""
    now = weeks.iloc[-1] if len(weeks) else None
    if now is None or not now["conversations"] > 0:
        return said
    talks = counted(int(now["conversations"]), "conversation", "conversations")
    new = int(now["new_people"])
    people = f", with {counted(new, 'new person', 'new people')}" if new else ""
    return f"{said} In your log: {talks}{people}.".strip()


def weeks_table(weeks: pd.DataFrame) -> html.Section | None:
    """The last weeks of the log as a small chart that is a table; None before the first log."""
    known = weeks[weeks["conversations"].notna()]
    if known.empty:
        return None
    most = max(float(known["conversations"].max()), 1.0)
    heads = ["Week from", "Conversations", "New people", "Face to face", "Followed up", "Asked whom to meet"]
    rows = [
        html.Tr(
            [
                html.Th(f"{one['starts_on'].day} {one['starts_on']:%b}", scope="row"),
                html.Td(_bar(one["conversations"], most)),
                html.Td(_count(one["new_people"])),
                *(html.Td(_share(one[name])) for name in ("face_to_face", "followed_up", "asked_who")),
            ]
        )
        for _, one in known.iterrows()
    ]
    return html.Section(
        [
            html.H2("Your weeks, from your log"),
            html.Div(
                html.Table(
                    [
                        html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
                        html.Tbody(rows),
                    ]
                ),
                className="weeks",
                tabIndex=0,
                role="region",
                **aria(label="Your weeks, from your log"),
            ),
            html.P("One new person a week is plenty. A quiet week is a week too.", className="aside"),
        ],
        className="trays",
    )


def _card(one: pd.Series, profile: pd.Series, *, writable: bool, helped: Any) -> html.Li:
    if one["state"] != "open":
        return answered_row(one, writable=writable)
    job = ", ".join(part for part in (profile["position"], profile["organization"]) if part)
    words, tone = KINDS[one["kind"]]
    target = one["target"] if isinstance(one["target"], str) else None
    return html.Li(
        [
            html.Div(
                [
                    html.H2(person_name(profile)),
                    html.P(job, className="job") if job else None,
                    html.P(
                        [badge(words, tone=tone), badge(f"for {target}", tone="target") if target else None],
                        className="for",
                    ),
                ],
                className="who",
            ),
            html.Div(
                [
                    html.P(one["step"], className="step"),
                    html.P(one["why"], className="why"),
                    html.P([html.Span("Begin with: ", className="label"), one["hook"]], className="hook")
                    if isinstance(one["hook"], str)
                    else None,
                ],
                className="what",
            ),
            step_actions(one, writable=writable, helped=helped),
        ],
        className="card card-pair week-step",
    )


def _enough(answer: Week) -> html.Section:
    """The line that closes the list, what was done, and more for whoever wants it."""
    steps, pace = answer.steps, answer.steps.attrs["pace"]
    done = done_words(answer)
    dry = len(steps) < pace * (1 + answer.more)
    words = "That is everybody there is a reason to write to." if dry else f"Show {in_words(pace)} more"
    address = f"{WEEK_PATH}?more={min(answer.more + 1, MOST_MORE)}"
    fewer = dcc.Link("Show the short list", href=WEEK_PATH, className="more") if answer.more else None
    return html.Section(
        [
            html.P(steps.attrs["enough"], className="enough-line", tabIndex=-1),
            html.P(done, className="done-line") if done else None,
            html.P(
                [
                    html.Span(words, className="aside-line")
                    if dry
                    else dcc.Link(words, href=address, className="more"),
                    fewer,
                ],
                className="links",
            ),
        ],
        className="week-enough",
    )


def _nothing_due(answer: Week, *, writable: bool) -> html.Section:
    done = done_words(answer)
    return notice(
        "Nothing is due this week",
        html.P("No reply waits for you, no tie you know of has gone quiet, and no target asks for a step."),
        html.P(done) if done else None,
        html.P(
            [
                "Say who is close, or name a company to reach, and this page has something to say. ",
                dcc.Link("The first five minutes", href="/start", className="more"),
                " ",
                dcc.Link("Targets", href="/targets", className="more"),
            ]
        )
        if writable
        else None,
    )


def _bar(value: float, most: float) -> html.Span:
    style = {"width": f"{100 * value / most:.0f}%"}
    return html.Span(
        [html.Span(className="week-bar", style=style), html.Span(f"{value:.0f}")], className="week-count"
    )


def _count(value: float) -> str:
    return "not known" if math.isnan(value) else f"{value:.0f}"


def _share(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.0%}"
