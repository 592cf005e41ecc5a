"""What is remembered: a result is given again for the same tables, and made anew after any change."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from conftest import bundle, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.practice import arrivals, week
from netgraph.practice.choice_entries import step_entry
from netgraph.practice.remembered import Remembered

if TYPE_CHECKING:
    from pathlib import Path

WEDNESDAY = "2026-11-04"


def made_for(*asked: tuple[ng.Contacts, object], most: int = 4) -> list[int]:
    """The number of the result that each of `asked` was given, counted in the order they were made."""
    made: list[int] = []
    remembered = Remembered[int](most)
    return [remembered.get(*one, lambda: made.append(0) or len(made)) for one in asked]


def test_equal_tables_have_one_result(contacts):
    copied = ng.Contacts.of({name: frame.copy() for name, frame in contacts.tables().items()})
    assert made_for((contacts, 1), (copied, 1), (copied, 2), (contacts, 1)) == [1, 1, 2, 1]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("people", "name", "Mia Chan"),
        ("people", "organization", None),
        ("interactions", "at", pd.Timestamp("2020-01-01", tz="UTC")),
        ("interactions", "group_size", 3),
        ("ties", "closeness", 2.0),
    ],
)
def test_any_cell_makes_it_anew_even_one_changed_in_place(contacts, table, column, value):
    frame = getattr(contacts, table).copy()
    remembered = Remembered[str](4)
    given = replace(contacts, **{table: frame})
    assert remembered.get(given, 0, lambda: "first") == "first"
    frame.loc[frame.index[-1], column] = value
    assert remembered.get(given, 0, lambda: "second") == "second"
    assert remembered.get(contacts, 0, lambda: "third") == "first"


def test_rows_and_their_order_count():
    rows = [said(f"2026-10-0{day} 09:00", "alex", "mia") for day in (1, 2)]
    both = bundle(interactions=rows)
    events = both.interactions
    parts = [events, events[:1], events[1:], events[::-1], events[:0]]
    asked = [(replace(both, interactions=part), 0) for part in parts]
    assert made_for(*asked, *asked, most=5) == [1, 2, 3, 4, 5] * 2


def test_the_oldest_is_forgotten(contacts):
    assert made_for((contacts, 1), (contacts, 2), (contacts, 3), (contacts, 2), (contacts, 1), most=2) == [
        *(1, 2, 3),
        *(2, 4),
    ]


def test_what_does_not_differ_is_kept_once(contacts):
    remembered = Remembered[int](2)
    copied = ng.Contacts.of({name: frame.copy() for name, frame in contacts.tables().items()})
    for bundled in (contacts, replace(copied, people=copied.people[:2])):
        remembered.get(bundled, 0, lambda: 1)
    (_, new, _), (_, old, _) = remembered._kept
    assert [one is other for one, other in zip(new, old, strict=True)] == [False] + [True] * (len(old) - 1)


def test_an_answer_leaves_the_choice_of_the_week_and_a_target_makes_it_anew(contacts, monkeypatch):
    made = []
    choose = week._chosen
    monkeypatch.setattr(week, "_chosen", lambda *given: made.append(given[0]) or choose(*given))
    monkeypatch.setattr(week, "CHOSEN", Remembered(4))
    known = ng.combine(contacts)
    first = ng.this_week(ng.build_graph(known, as_of=WEDNESDAY))
    entry = step_entry(
        known, first["person_id"][0], first["kind"][0], "done", now=pd.Timestamp("2026-11-03", tz="UTC")
    )
    after = ng.this_week(ng.build_graph(ng.combine(known, entry), as_of=WEDNESDAY))
    assert (len(made), after["state"].iloc[0]) == (1, "done")
    assert list(after["name"]) == list(first["name"])
    row = {"name": "Globex", "kind": "organization", "status": "chosen", "source": "you"}
    target = ng.Contacts.of({"targets": pd.DataFrame([row])})
    ng.this_week(ng.build_graph(ng.combine(known, target), as_of=WEDNESDAY))
    assert len(made) == 2


NAMES = ("Priya", "Mia", "Raj", "Dana")
ACTS = {
    "snooze": lambda book, who: book.choose(who, "snooze", until="2026-12-24"),
    "mute": lambda book, who: book.choose(who, "mute"),
    "no": lambda book, who: book.choose(who, "mute", "no"),
    "log": lambda book, who: book.log(who, "met", at="2026-11-03", as_of=WEDNESDAY),
    "log of last week": lambda book, who: book.log(who, "call", at="2026-10-31", as_of=WEDNESDAY),
    "close": lambda book, who: book.closeness(
        pd.DataFrame({"person_id": [who], "closeness": [4]}), as_of=WEDNESDAY
    ),
    "not now": lambda book, who: book.answer_step(who, "hello", "2w", as_of=WEDNESDAY),
    "asked": lambda book, who: book.introduction(who, "Dana Cole", "asked", at="2026-10-29"),
    "promise": lambda book, who: book.favor("me", who, "promise", at="2026-10-30", note="the slides"),
    "target": lambda book, _: book.target("Globex"),
    "undo": lambda book, _: None if str(book.last()).startswith("import") else book.undo(),
}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(NAMES)), min_size=1, max_size=4)
)
def test_after_any_entries_the_week_is_the_one_asked_for_the_first_time(contacts, tmp_path_factory, said):
    path: Path = tmp_path_factory.mktemp("week") / "book.db"
    with ng.Book(path) as book:
        book.add(contacts)
        people = book.contacts().people
        ids: dict[str, Any] = dict(zip(people["name"].str.split().str[0], people["person_id"], strict=True))
        for act, who in said:
            ng.this_week(book.redraw(as_of=WEDNESDAY))
            with suppress(ng.NetgraphError):  # an introduction of Dana to herself, and the like
                ACTS[act](book, ids[who])
        again = ng.this_week(book.redraw(as_of=WEDNESDAY))
        for remembered in (week.KNOWN, week.STARTS, week.CHOSEN, arrivals.GRAPHS):
            remembered._kept.clear()
        fresh = ng.this_week(book.graph(as_of=WEDNESDAY))
    pd.testing.assert_frame_equal(again, fresh)
    assert again.attrs == fresh.attrs
    shutil.rmtree(path.parent)
