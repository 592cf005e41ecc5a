"""The page "The first five minutes": who is close, and when did you last speak? What no file can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash
import dash_mantine_components as dmc
import pandas as pd
from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, dcc, html

import netgraph as ng
from dashboards.page import LONGEST_NAME, Page
from dashboards.shell import answer_area
from dashboards.start_view import (
    AT_ONCE,
    CLOSE,
    MORE,
    MOST_NAMES,
    NAMES,
    ROW,
    ROWS,
    SPOKE,
    WHO,
    Known,
    head_view,
    more_words,
    named_view,
    offered_view,
    questions,
    rows_view,
)
from dashboards.suggest import people_names, state_of
from dashboards.who import SOMEBODY_ELSE
from dashboards.words import counted, listed
from dashboards.writing import CHANGED, WRITTEN, clicked, not_saved, saved
from netgraph.effect import effect, effect_words, known_people
from netgraph.lookup import ego_of, ties_of
from netgraph.practice.entries import Match, match_name
from netgraph.provenance import rests_on
from netgraph.schema import FIRST_ROUND, empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from dashboards.network import Network
    from netgraph.contacts import Contacts

__all__ = ["PAGE", "answers_given", "matches", "start_answer", "still_open"]

HEAD: Final = "start-head"
NAMED: Final = "start-named"
NAMED_IDS: Final = "start-named-ids"
OFFERED_NAMES: Final = "start-offered-names"
HELD: Final = "start-held"
OFFERED: Final = "start-offered"
SAVE: Final = "start-save"
SAID: Final = "start-said"
NOTHING_SAID: Final = "Nothing was saved: say how well you know somebody, or when you last spoke."


def layout(query: str, writable: bool) -> html.Div:
    """The three questions and the places of what depends on the book."""
    return html.Div(
        [
            html.P("The first five minutes", className="eyebrow"),
            html.Div(id=HEAD),
            questions(),
            dcc.Store(id=NAMED_IDS, data=[]),
            dcc.Store(id=OFFERED_NAMES),
            dcc.Store(id=HELD),
            html.Div(id=NAMED),
            answer_area(OFFERED, read_out=False),
            html.Div(
                [
                    html.Span("Nothing said yet", id=SAID, role="status"),
                    dmc.Button("Save", id=SAVE, size="md"),
                ],
                className="save-bar",
            ),
        ],
        className="start",
    )


def wire(app: dash.Dash, network: Network) -> None:
    """Suggest and match names, offer people, and save what was said."""

    @app.callback(Output(HEAD, "children"), Input(CHANGED, "data"), State(WRITTEN, "data"))
    def show_head(now: str | None, written: Mapping[str, Any] | None) -> Any:
        seen, _ = network.answer(start_answer)
        just_said = written["effect"] if written and written.get("version") == now else ""
        return head_view(seen, just_said)

    # After the head: a browser takes a while to draw so many rows, and shows nothing else meanwhile.
    @app.callback(
        Output(OFFERED, "children"),
        Input(HEAD, "children"),
        State(NAMED_IDS, "data"),
        prevent_initial_call=True,
    )
    def show_offered(_: Any, named: Sequence[str]) -> html.Article:
        seen, offered = network.answer(start_answer)
        return offered_view(offered, seen.rests_on, named=named)

    @app.callback(
        Output(ROWS, "children"),
        Output(MORE, "children"),
        Output(MORE, "hidden"),
        Input(MORE, "n_clicks"),
        State(NAMED_IDS, "data"),
        prevent_initial_call=True,
    )
    def show_more(clicks: int | None, named: Sequence[str]) -> tuple[dash.Patch, str, bool]:
        if not clicks:
            raise dash.exceptions.PreventUpdate
        _, offered = network.answer(start_answer)
        rows, first = dash.Patch(), AT_ONCE * clicks
        rows.append(rows_view(offered, first, named=named))
        left = len(offered) - first - AT_ONCE
        return rows, more_words(left), left <= 0

    # All names once, for the browser to search: an answer that comes late would wipe what stands there.
    @app.callback(
        Output(OFFERED_NAMES, "data"), Output(HELD, "data"), Input(CHANGED, "data"), State(HELD, "data")
    )
    def offer_names(_: str | None, held: str | None) -> tuple[list[str], str]:
        names = people_names(network.graph())
        state = state_of(names)
        if state == held:
            raise dash.exceptions.PreventUpdate
        return names, state

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph", "offered"),
        Output({"type": NAMES, "question": MATCH}, "data"),
        Input({"type": NAMES, "question": MATCH}, "searchValue"),
        State({"type": NAMES, "question": MATCH}, "value"),
        State(OFFERED_NAMES, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(NAMED, "children"),
        Output(NAMED_IDS, "data"),
        Input({"type": NAMES, "question": ALL}, "value"),
        prevent_initial_call=True,
    )
    def named(boxes: Sequence[Sequence[str] | None]) -> tuple[Any, list[str]]:
        contacts = network.graph().graph["contacts"]
        found = matches(contacts, [name for box in boxes for name in box or []])
        return named_view(contacts, found), [one.person_id for one in found if one.person_id]

    @app.callback(
        Output({"type": ROW, "person": ALL}, "hidden"),
        Input(NAMED_IDS, "data"),
        State({"type": ROW, "person": ALL}, "id"),
        prevent_initial_call=True,
    )
    def ask_once(ids: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[bool]:
        return [row["person"] in ids for row in rows]

    @app.callback(
        Output(WRITTEN, "data", allow_duplicate=True),
        inputs={"clicks": Input(SAVE, "n_clicks")},
        state={
            "boxes": State({"type": NAMES, "question": ALL}, "value"),
            "close": State({"type": CLOSE, "of": ALL, "place": ALL}, "value"),
            "spoke": State({"type": SPOKE, "of": ALL, "place": ALL}, "value"),
            "rows": State({"type": CLOSE, "of": ALL, "place": ALL}, "id"),
            "picked": State({"type": WHO, "said": ALL}, "value"),
            "picks": State({"type": WHO, "said": ALL}, "id"),
        },
        prevent_initial_call=True,
        on_error=not_saved,
        running=[(Output(SAVE, "loading"), True, False)],
    )
    def save(
        *,
        clicks: int | None,
        boxes: Sequence[Sequence[str] | None],
        close: Sequence[str | None],
        spoke: Sequence[str | None],
        rows: Sequence[Mapping[str, str]],
        picked: Sequence[str | None],
        picks: Sequence[Mapping[str, str]],
    ) -> Any:
        if not clicked():
            raise dash.exceptions.PreventUpdate
        before = network.graph()
        named = matches(before.graph["contacts"], [name for box in boxes for name in box or []])
        chosen = {pick["said"]: one for pick, one in zip(picks, picked, strict=True) if one}
        answers = answers_given(rows, close, spoke, named=named, chosen=chosen)
        done = set(answers["said"])
        waiting = still_open([one for one in named if one.said not in done])
        if answers.empty:
            return {"said": NOTHING_SAID, "effect": waiting}
        day = network.day()
        write, _ = network.write(
            f"what you said of {counted(len(answers), 'person', 'people')}",
            lambda book: book.closeness(answers, as_of=day),
        )
        words = " ".join(filter(None, [effect_words(effect(before, network.graph())), waiting]))
        return saved(write, effect=words, version=network.version()) | {"names": sorted(done)}

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph", "kept"),
        Output({"type": NAMES, "question": ALL}, "value"),
        Input(WRITTEN, "data"),
        State({"type": NAMES, "question": ALL}, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netgraph", "said"),
        Output(SAID, "children"),
        Input({"type": CLOSE, "of": ALL, "place": ALL}, "value"),
        Input({"type": SPOKE, "of": ALL, "place": ALL}, "value"),
    )


def start_answer(G: nx.Graph) -> tuple[Known, pd.DataFrame]:
    """How much of the network is known, and whom to ask about next."""
    known = Known(known_people(G), sum(1 for _ in ties_of(G, ego_of(G))), rests_on(G))
    if "contacts" not in G.graph:
        return known, empty(FIRST_ROUND)
    return known, ng.first_round(G.graph["contacts"], as_of=G.graph["as_of"])


def matches(contacts: Contacts, names: Iterable[str]) -> list[Match]:
    """Who is meant by the typed names, at most twenty, nobody twice."""
    said = list(dict.fromkeys(filter(None, map(clean, names))))[:MOST_NAMES]
    found = [match_name(contacts, name) for name in said]
    once: dict[str, Match] = {}
    for one in found:
        once.setdefault(one.person_id or one.said, one)
    return list(once.values())


def answers_given(
    rows: Sequence[Mapping[str, str]],
    close: Sequence[str | None],
    spoke: Sequence[str | None],
    *,
    named: Sequence[Match],
    chosen: Mapping[str, str],
) -> pd.DataFrame:
    """What `Book.closeness` takes, of the rows with an answer; `said` is the name or id of the row.

    `rows` hold `of` (a person's id, or the name that was typed) and `place` (offered or named). A typed
    name that may mean several people counts once the user has `chosen` (name -> id or "somebody else");
    it is `new` where they chose somebody else.
    """
    meant = {one.said: one for one in named}
    told = []
    for row, level, moment in zip(rows, close, spoke, strict=True):
        who: str | None = row["of"]
        if row["place"] == "named":
            match = meant.get(row["of"])
            who = None if match is None else _who(match, chosen.get(match.said))
        if who is not None and (level is not None or moment is not None):
            new = chosen.get(who) == SOMEBODY_ELSE
            told.append((row["of"], who, None if level is None else int(level), moment, new))
    frame = pd.DataFrame(told, columns=["said", "person_id", "closeness", "last_spoke", "new"])
    return frame.drop_duplicates("person_id").reset_index(drop=True)


def clean(name: str) -> str:
    """A typed name with single spaces, not longer than a name can be."""
    return " ".join(name.split())[:LONGEST_NAME]


def still_open(named: Iterable[Match]) -> str:
    """Which typed names were not saved because they may mean several people."""
    unsure = [one.said for one in named if one.candidates]
    return f"Say whom you mean by {listed(unsure)}." if unsure else ""


def _who(match: Match, pick: str | None) -> str | None:
    """The id or the new name that an answer is about; None while that is not sure."""
    if match.person_id is not None:
        return match.person_id
    if pick is not None:
        return match.said if pick == SOMEBODY_ELSE else pick
    return None if match.candidates else match.said


PAGE: Final = Page("/start", "Start", "The first five minutes - netgraph", layout, wire, only_writes=True)
