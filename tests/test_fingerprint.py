"""The fingerprint of tables: the same for the same contents, another for any change."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from conftest import bundle, said

import netgraph as ng
from netgraph.practice import week
from netgraph.practice.choice_entries import step_entry
from netgraph.practice.fingerprint import fingerprint


def test_equal_tables_have_one_fingerprint(contacts):
    copied = ng.Contacts.of({name: frame.copy() for name, frame in contacts.tables().items()})
    assert fingerprint(copied) == fingerprint(contacts)


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
def test_any_cell_changes_it(contacts, table, column, value):
    frame = getattr(contacts, table).copy()
    frame.loc[frame.index[-1], column] = value
    assert fingerprint(replace(contacts, **{table: frame})) != fingerprint(contacts)


def test_rows_and_their_order_count():
    rows = [said(f"2026-10-0{day} 09:00", "alex", "mia") for day in (1, 2)]
    both = bundle(interactions=rows)
    events = both.interactions
    parts = [events, events[:1], events[1:], events[::-1], events[:0]]
    assert len({fingerprint(replace(both, interactions=part)) for part in parts}) == len(parts)


def test_an_answer_leaves_the_choice_of_the_week_and_a_target_makes_it_anew(contacts, monkeypatch):
    made = []
    choose = week._chosen
    monkeypatch.setattr(week, "_chosen", lambda *given: made.append(given[0]) or choose(*given))
    monkeypatch.setattr(week, "CHOSEN", {})
    known = ng.combine(contacts)
    first = ng.this_week(ng.build_graph(known, as_of="2026-11-04"))
    entry = step_entry(
        known, first["person_id"][0], first["kind"][0], "done", now=pd.Timestamp("2026-11-03", tz="UTC")
    )
    after = ng.this_week(ng.build_graph(ng.combine(known, entry), as_of="2026-11-04"))
    assert (len(made), after["state"].iloc[0]) == (1, "done")
    assert list(after["name"]) == list(first["name"])
    target = ng.Contacts.of(
        {
            "targets": pd.DataFrame(
                [{"name": "Globex", "kind": "organization", "status": "chosen", "source": "you"}]
            )
        }
    )
    ng.this_week(ng.build_graph(ng.combine(known, target), as_of="2026-11-04"))
    assert len(made) == 2
