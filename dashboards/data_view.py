"""Data, shown: how far they reach, what the last import changed, what the book rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
from dash import html

from dashboards.chips import aria
from dashboards.data_transfer import CSV_PATH, JSON_PATH
from dashboards.notices import notice
from dashboards.words import counted, listed
from netgraph.provenance import SHOWN, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Known",
    "changes_view",
    "drop_area",
    "exports_view",
    "head_view",
    "headline",
    "report_table",
    "sources_view",
]

MOST_PER_CHANGE: Final = 8

CHANGE_WORDS: Final = {
    "moved job": "Moved jobs",
    "new position": "New titles",
    "renamed": "Other names",
    "new": "New",
    "gone": "No longer connected",
}


class Known(NamedTuple):
    """What the book holds: the sources (`source`, `last_day`, `files`, `rows`, `used`), people and events."""

    sources: pd.DataFrame
    people: int
    events: int


def head_view(known: Known | None) -> list[Any]:
    """The first line and its explanation; for an empty book how to get an export."""
    if known is None:
        return [
            notice(
                "Your book is empty: bring in your LinkedIn export",
                html.P(
                    "On LinkedIn: Settings, Data privacy, Get a copy of your data. Tick everything: messages "
                    "tell far more than a list of connections. The zip comes by mail within a day."
                ),
            )
        ]
    people, events = (
        counted(known.people, "person", "people"),
        f"{known.events:,} messages, meetings and calls",
    )
    seen = f"{people} and {events}, on this computer alone. A later export adds what is new."
    return [html.H1(headline(known.sources)), html.P(seen, className="lead")]


def headline(sources: pd.DataFrame) -> str:
    """The answer in one line, such as "Your data reach to 3 Nov 2026: LinkedIn and one calendar"."""
    names = [_source_words(one["source"], one["files"]) for _, one in sources.iterrows()]
    if sources.empty:
        return "No export yet: your book holds what you wrote yourself"
    last = sources["last_day"].max()
    until = "Your data name no day" if pd.isna(last) else f"Your data reach to {day(last)}"
    return f"{until}: {listed(names)}"


def drop_area() -> html.Section:
    """Where files are dropped or chosen; `assets/data.js` sends them."""
    return html.Section(
        [
            html.H2("Bring in an export"),
            html.P(
                "LinkedIn zips, contacts (Google, Outlook, vCard, CSV, XLSX), calendars (.ics), mail "
                "(.mbox), Google Takeout. Nothing leaves this computer.",
                className="aside",
            ),
            html.Div(
                [
                    html.Span("Drop files here, or", **aria(hidden="true")),
                    html.Button("Choose files", id="data-choose", type="button", className="choose"),
                ],
                className="drop",
            ),
            html.P(id="data-sending", className="aside", role="status"),
        ],
        id="data-drop",
        className="panel",
    )


def changes_view(changes: pd.DataFrame) -> Any:
    """What the last import changed, the reasons to write first."""
    groups = []
    for change, words in CHANGE_WORDS.items():
        rows = changes[changes["change"] == change]
        if rows.empty:
            continue
        shown = [
            html.Li([html.Span(one["name"], className="name"), html.Span(f" {one['why']}", className="job")])
            for _, one in rows.head(MOST_PER_CHANGE).iterrows()
        ]
        more = len(rows) - len(shown)
        rest = html.P(f"and {more:,} more", className="meta") if more else None
        groups.append(html.Div([html.H3(f"{words}: {len(rows):,}"), html.Ul(shown), rest]))
    if not groups:
        return []
    return html.Section(
        [html.H2("What your last import changed"), html.Div(groups, className="changes")], className="trays"
    )


def sources_view(known: Known | None) -> Any:
    """Every source with its last day, as a table."""
    if known is None or known.sources.empty:
        return []
    rows = [
        (
            SHOWN.get(one["source"], one["source"]),
            "no day in it" if pd.isna(one["last_day"]) else day(one["last_day"]),
            f"{one['files']:,}" if one["files"] else "",
            f"{one['used']:,} of {one['rows']:,}" if one["rows"] else "",
        )
        for _, one in known.sources.iterrows()
    ]
    header = ("Source", "Last day seen", "Files", "Rows used")
    return html.Section(
        [html.H2("What your book rests on"), report_table("Sources", header, rows, numbers=2)],
        className="trays",
    )


def exports_view() -> html.Section:
    """Links that give the whole book."""
    links = [
        html.A("Everything as JSON", href=JSON_PATH, download="network.json", className="more"),
        html.A("Tables as CSV, in a zip", href=CSV_PATH, download="network-tables.zip", className="more"),
    ]
    said = "JSON can be brought in again without loss. Keep these files as safe as the book itself."
    return html.Section(
        [
            html.H2("Take your data with you"),
            html.P(said, className="aside"),
            html.P(links, className="links"),
        ],
        className="trays",
    )


def report_table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int
) -> html.Div:
    """A table; the columns from `numbers` on for three, at most, are set to the right."""
    sides = ["number" if numbers <= place < numbers + 3 else "" for place in range(len(header))]
    head = [html.Th(words, scope="col", className=side) for words, side in zip(header, sides, strict=True)]
    body = [
        html.Tr(
            [html.Th(row[0], scope="row")]
            + [html.Td(cell, className=side) for cell, side in zip(row[1:], sides[1:], strict=True)]
        )
        for row in rows
    ]
    table = html.Table(
        [html.Caption(caption, className="sr-only"), html.Thead(html.Tr(head)), html.Tbody(body)]
    )
    return html.Div(table, className="table", tabIndex="0", role="region", **aria(label=caption))


def _source_words(source: str, files: int) -> str:
    if source == "calendar":
        return "one calendar" if files < 2 else f"{files} calendars"
    return SHOWN.get(source, source)
