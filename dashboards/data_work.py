"""An import, shown: what is being read, what has to be asked, what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.chips import aria
from dashboards.data_view import report_table
from dashboards.words import counted, listed
from netgraph.sources.column_map import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboards.data_desk import State, Upload

__all__ = ["BRING_IN", "COLUMN", "OWNER", "PUT_ASIDE", "megabytes", "work_view"]

BRING_IN: Final = "data-bring-in"
PUT_ASIDE: Final = "data-put-aside"
OWNER: Final = "data-owner"
COLUMN: Final = "data-column"

ROLE_WORDS: Final = {
    "name": "Full name",
    "given_name": "First name",
    "family_name": "Last name",
    "email": "E-mail",
    "organization": "Company",
    "position": "Title",
    "location": "Place",
    "linkedin": "LinkedIn address",
    "related": "Knows (a person)",
}
REPORT_COLUMNS: Final = ("File", "Rows", "Used", "Not used", "Why not, and what was taken for what")


def work_view(
    state: State, uploads: Sequence[Upload], *, asked: Sequence[Upload] = (), owner: str, stands: bool
) -> Any:
    """What the worker is at, asks or has done.

    `asked` are the uploads whose columns are a guess; `owner` is offered where files do not say whose they
    are; `stands`: what came in is still in the book.
    """
    if state.is_busy:
        return _progress(state)
    if state.stage == "owner":
        return _owner_form(uploads, state.said or owner, asked_again=bool(state.said))
    if uploads:
        return _column_forms(uploads, asked)
    if state.stage == "failed":
        return _panel(html.P(f"{state.said[:1].upper()}{state.said[1:]}.", className="fault"))
    return _done(state) if state.stage == "done" and stands else []


def megabytes(size: int) -> str:
    """A size as people say it.

    >>> megabytes(120_300_000), megabytes(160_235), megabytes(1_234), megabytes(12)
    ('120 MB', '0.2 MB', '1 kB', '12 bytes')
    """
    if size < 1_000:
        return f"{size} bytes"
    if size < 99_500:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e6:,.1f} MB" if size < 9_950_000 else f"{size / 1e6:,.0f} MB"


def _progress(state: State) -> html.Section:
    if state.stage == "writing":
        said, bar = "Writing your book", html.Progress(**aria(label="Writing your book"))
        far = "Nothing is kept unless all of it is."
    else:
        said = f"Reading {state.file}"
        bar = html.Progress(value=str(state.read), max=str(max(state.total, 1)), **aria(label=said))
        far = (
            f"{megabytes(state.read)} of {megabytes(state.total)}" if state.read else "finding out what it is"
        )
    return _panel(html.H2(said), bar, html.P(far, className="meta"))


def _owner_form(uploads: Sequence[Upload], owner: str, *, asked_again: bool) -> html.Section:
    names = listed([upload.name for upload in uploads])
    return _panel(
        html.H2("Whose files are these?"),
        html.P(f"{names}: the owner does not come out of what is written there.", className="aside"),
        html.Div(
            [
                dmc.TextInput(
                    id={"type": OWNER, "of": "files"},
                    label="Name, e-mail address or LinkedIn address of the owner",
                    value=owner,
                    error="Not found in these files; try another address" if asked_again else None,
                    className="wide",
                ),
                *_buttons(),
            ],
            className="form",
        ),
    )


def _column_forms(uploads: Sequence[Upload], asked: Sequence[Upload]) -> html.Section:
    """What is taken for what in each table that does not say so itself."""
    parts: list[Any] = []
    for upload in uploads:
        parts.append(html.H2(f"{upload.name}: {upload.seems.kind}, {megabytes(upload.size)}"))
        if upload not in asked:
            continue
        parts.append(
            html.P("Taken like this, unless you say otherwise. Other columns are left.", className="aside")
        )
        parts.append(html.Div([_select(upload, role) for role in ROLES], className="form columns"))
    return _panel(*parts, html.Div(_buttons(), className="form"))


def _select(upload: Upload, role: str) -> dmc.Select:
    return dmc.Select(
        id={"type": COLUMN, "upload": upload.number, "role": role},
        label=ROLE_WORDS[role],
        data=list(upload.seems.header),
        value=upload.seems.columns.get(role),
        placeholder="no column",
        allowDeselect=False,
        persistence=False,
    )


def _buttons() -> list[Any]:
    return [
        dmc.Button("Bring them in", id={"type": BRING_IN, "of": "files"}),
        html.Button("Put aside", id={"type": PUT_ASIDE, "of": "files"}, type="button", className="plain"),
    ]


def _done(state: State) -> Any:
    report, added = state.report, state.added
    if report is None or added is None:
        return []
    news = [
        counted(number, one, many)
        for number, one, many in (
            (added.people_new, "new person", "new people"),
            (added.people_changed, "person with news", "people with news"),
            (added.interactions_new, "new contact event", "new contact events"),
            (added.ties_new, "new tie", "new ties"),
        )
        if number
    ]
    out = counted(added.kept_out, "person", "people")
    rows = [
        (one["file"], f"{one['rows']:,}", f"{one['used']:,}", f"{one['unused']:,}", _told(one))
        for _, one in report.iterrows()
    ]
    return _panel(
        html.H2(f"{listed(news)} came in" if news else "It is in your book now"),
        html.P(f"{out} whom you had forgotten stay out.", className="aside") if added.kept_out else None,
        report_table("What became of each file", REPORT_COLUMNS, rows, numbers=1),
        html.P(
            [
                dcc.Link("Who is close?", href="/start", className="more"),
                dcc.Link("What to do this week?", href="/", className="more"),
                dcc.Link("Who to meet?", href="/meet", className="more"),
            ],
            className="links",
        ),
    )


def _told(one: pd.Series) -> str:
    """Why rows were not used; where columns were guessed, also what they were taken for."""
    guessed = [one["mapped"], f"ignored: {one['ignored']}" if one["ignored"] else ""]
    told = [one["reasons"], *([] if one["source"] == "linkedin" else guessed)]
    return "; ".join(part for part in told if part)


def _panel(*parts: Any) -> html.Section:
    return html.Section([part for part in parts if part is not None], className="panel")
