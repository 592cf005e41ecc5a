"""Neglected ties, shown: the plane they stand on, a few people worth a hello, all of them as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import dash_ag_grid as dag
import pandas as pd
from dash import dcc, html

from dashboards.chips import aria, badge, person_name, strength_mark
from dashboards.notices import notice, rests_on
from dashboards.words import (
    CLOSENESS,
    KINDS,
    TRAYS,
    counted,
    last_contact_words,
    listed,
    resting_words,
    strength_words,
)
from netgraph.figures.plane import draw_plane
from netgraph.figures.theme import CONFIG, DARK
from netgraph.figures.wordless import without_words
from netgraph.provenance import span

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from netgraph.figures.plane import Plane

__all__ = [
    "CARDS",
    "CLOSE",
    "DO",
    "DRAWN",
    "FOOT",
    "GRID",
    "NEGLECTED_PATH",
    "PICKED",
    "PICTURE",
    "PLANE",
    "SCHEME",
    "TABLE",
    "VERSION",
    "Drawn",
    "Neglected",
    "Told",
    "acts",
    "drawn_view",
    "headline",
    "skeleton",
    "table_rows",
    "told_view",
]

NEGLECTED_PATH: Final = "/neglected"
DO: Final = "neglected-do"
CLOSE: Final = "neglected-close"
CARDS: Final = "neglected-cards"
PICTURE: Final = "neglected-picture"
TABLE: Final = "neglected-table"
FOOT: Final = "neglected-foot"
VERSION: Final = "neglected-version"
PLANE: Final = "neglected-plane"
SCHEME: Final = "neglected-scheme"
DRAWN: Final = "neglected-drawn"
GRID: Final = "neglected-grid"
PICKED: Final = "neglected-picked"
LATER: Final = {"2w": "2 weeks", "1m": "1 month", "3m": "3 months"}
IN_TOUCH: Final = "in touch"
CHART: Final[Any] = {**CONFIG, "displayModeBar": False}


class Neglected(NamedTuple):
    """A few ties of `ng.neglected_ties`, and the profiles of their people."""

    ties: pd.DataFrame
    people: pd.DataFrame


class Told(NamedTuple):
    """The words of the page: its first line, the people worth a hello, and what is set aside."""

    head: Any
    cards: Any
    foot: Any


class Drawn(NamedTuple):
    """Everybody in one picture, and the same people as a table; nothing where no contact is known."""

    picture: Any
    table: Any


def skeleton(answer: Any) -> html.Article:
    """The still parts of the page, in the order of reading; `answer` is the place of its first line."""
    return html.Article(
        [
            html.P("Neglected ties", className="eyebrow"),
            answer,
            html.Div(id=PICTURE),
            html.Div(id=CARDS),
            html.Div(id=TABLE),
            html.Div(id=FOOT),
            dcc.Store(id=VERSION),
        ]
    )


def told_view(answer: Neglected, *, writable: bool = False) -> Told:
    """The words from their frames."""
    ties, people = answer.ties, answer.people
    apart = ties.attrs.get("apart", {})
    cards = [_card(tie, people.loc[tie["person_id"]], writable=writable) for _, tie in ties.iterrows()]
    enough = html.P("That is enough for this week.", className="enough")
    return Told(
        html.H1(headline(ties)) if cards else _nobody(apart),
        [html.Ol(cards, className="cards"), enough] if cards else [],
        [_trays(apart, writable=writable), rests_on(ties.attrs.get("rests_on", ""))],
    )


def drawn_view(plane: Plane) -> Drawn:
    """The picture of the plane, and its table."""
    return Drawn([], []) if plane.points.empty else Drawn(_picture(draw_plane(plane)), _table(plane.points))


def headline(ties: pd.DataFrame) -> str:
    """The answer in one line, such as "5 people worth a hello, 2 replies owed"."""
    owed = int((ties["kind"] == "owed").sum())
    quiet = len(ties) - owed
    parts = [counted(quiet, "person", "people") + " worth a hello"] if quiet else []
    if owed:
        parts.append(counted(owed, "reply owed", "replies owed"))
    return ", ".join(parts)


def acts(person: str, name: str, *, place: str, rests: bool = False) -> html.Div:
    """What can be said of one person: leave in peace, for a while or for good, and how well you know them."""
    of = {"person": person, "place": place}
    if rests:
        rest: list[Any] = [_button("awake", "Set the rest aside", name, of)]
    else:
        rest = [
            html.Div(
                [
                    html.Span("Not now:", className="label", **aria(hidden="true")),
                    *(_button(key, words, name, of) for key, words in LATER.items()),
                ],
                className="later",
                role="group",
                **aria(label=f"Not now, {name}"),
            ),
            _button("mute", "Never", name, of),
        ]
    levels = [
        html.Button(
            str(level),
            id={"type": CLOSE, "level": level, **of},
            type="button",
            className="step-button",
            title=words,
            **aria(label=f"{level}: {words}, {name}"),
        )
        for level, words in CLOSENESS.items()
    ]
    close = html.Div(
        [
            html.Span("How well do you know them?", className="label"),
            html.Div(levels, role="group", className="steps", **aria(label=f"How well do you know {name}?")),
        ],
        className="priority closeness",
    )
    return html.Div([close, *rest], className="actions")


def table_rows(points: pd.DataFrame) -> list[dict[str, Any]]:
    """The people of the plane as rows: numbers to sort by, words to read."""
    kinds = KINDS | {IN_TOUCH: IN_TOUCH}
    return [
        {
            "id": str(one["person_id"]),
            "name": one["name"],
            "organization": one["organization"] if isinstance(one["organization"], str) else "",
            "strength": round(float(one["strength"]), 3),
            "known": strength_words(one["strength"]),
            "silent_days": float(one["silent_days"]),
            "silent": span(one["silent_days"]),
            "rhythm_days": float(one["rhythm_days"]),
            "rhythm": f"every {span(one['rhythm_days'])}",
            "quiet": round(float(one["quiet"]), 1),
            "state": f"{kinds[one['kind']]}{', rests' if one['rests'] else ''}",
            "rests": bool(one["rests"]),
        }
        for one in points.to_dict("records")
    ]


def _picture(figure: go.Figure) -> html.Section:
    said = dict(figure.layout.meta or {})
    picture = figure.to_plotly_json()
    drawn = {"figure": picture | {"layout": without_words(picture["layout"])}, "dark": DARK}
    return html.Section(
        [
            html.H2(said.get("title", "How well you know them, and how quiet it is"), className="group"),
            html.P(
                [
                    "To the right it is quieter than usual; further up you know each other better.",
                    html.Span(" The table below holds the same people.", className="on-screen"),
                ],
                className="aside",
            ),
            dcc.Store(id=DRAWN, data=drawn),
            dcc.Store(id=SCHEME),
            html.Div(
                dcc.Graph(
                    id=PLANE,
                    config=CHART,
                    responsive=True,
                    style={"height": f"{drawn['figure']['layout'].get('height', 420)}px"},
                ),
                className="plane-frame",
                role="group",
                **aria(label=f"{said.get('title', '')}. The table below holds the same people."),
            ),
        ],
        className="plane",
    )


def _table(points: pd.DataFrame) -> html.Section:
    def words(field: str) -> dict[str, Any]:
        return {"valueFormatter": {"function": f"params.data.{field}"}}

    columns = [
        {"field": "name", "headerName": "Name", "width": 180},
        {"field": "organization", "headerName": "Organization", "width": 170},
        {"field": "strength", "headerName": "How well", "width": 120, **words("known")},
        {"field": "silent_days", "headerName": "Silent for", "width": 110, **words("silent")},
        {"field": "rhythm_days", "headerName": "Usually", "width": 160, **words("rhythm")},
        {"field": "quiet", "headerName": "How quiet", "width": 105, "headerTooltip": "silence / usual gap"},
        {"field": "state", "headerName": "State", "width": 168},
    ]
    grid = dag.AgGrid(
        id=GRID,
        rowData=table_rows(points),
        columnDefs=columns,
        getRowId="params.data.id",
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "tabToNextCell": {"function": "false"},
            "tabToNextHeader": {"function": "false"},
            "suppressColumnVirtualisation": True,
            "animateRows": False,
        },
        className="person-grid",
        style={"height": f"{min(90 + 42 * len(points), 520)}px"},
    )
    return html.Section(
        [
            html.H2(f"The same {counted(len(points), 'person', 'people')}", className="group"),
            html.P("Arrow keys move, Space chooses a person, Tab leaves the table.", className="aside"),
            html.Div(grid, role="region", **aria(label="The people of the plane as a table")),
            html.Div(id=PICKED, className="picked", **aria(live="polite")),
        ]
    )


def _card(tie: pd.Series, profile: pd.Series, *, writable: bool) -> html.Li:
    job = ", ".join(part for part in (profile["position"], profile["organization"]) if part)
    rest = tie["rest_until"]
    person, name = str(tie["person_id"]), str(profile["name"])
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
            acts(person, name, place="card", rests=not pd.isna(rest)) if writable else None,
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


def _trays(apart: dict[str, int], *, writable: bool) -> html.Section | None:
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
            dcc.Link("Say a word about those who are not known", href="/start", className="more")
            if writable and apart.get("not known")
            else None,
        ],
        className="trays",
    )


def _tray_words(tray: str) -> list[Any]:
    name, meaning = TRAYS[tray].split(": ", 1)
    return [html.Strong(name), html.Span(meaning)]


def _button(do: str, words: str, name: str, of: dict[str, str]) -> html.Button:
    said = f"Not now, {words}" if do in LATER else words
    return html.Button(
        words,
        id={"type": DO, "do": do, **of},
        type="button",
        className="plain",
        **aria(label=f"{said}: {name}"),
    )
