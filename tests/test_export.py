"""Out again: nothing lost to JSON and back, nothing run by a spreadsheet, a calendar that others read."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import icalendar
import pandas as pd
import pytest
from conftest import utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import ReadError
from netgraph.schema import FOLLOW_UPS, TABLES, THIS_WEEK, conform

TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = {
    "text": TEXT,
    "time": st.none() | st.datetimes(pd.Timestamp("1700-01-01"), pd.Timestamp("2262-01-01")),
    "number": st.floats() | st.integers(-5, 5).map(float),
    "count": st.integers(-(2**63), 2**63 - 1),
    "flag": st.booleans(),
}


@st.composite
def bundles(draw):
    """Contacts with up to three rows of anything the schema allows in each table."""
    frames = {}
    for table in TABLES:
        size = draw(st.integers(0, 3))
        columns = {
            column.name: draw(st.lists(VALUES[column.kind], min_size=size, max_size=size))
            for column in table.columns
        }
        for column in table.columns:
            if column.kind == "time":
                moments = pd.Series(columns[column.name], dtype="object")
                columns[column.name] = pd.to_datetime(moments, utc=True).astype("datetime64[us, UTC]")
        frames[table.name] = pd.DataFrame(columns)
    return ng.Contacts.of(frames)


def assert_same(one, other):
    for name, frame in one.tables().items():
        pd.testing.assert_frame_equal(frame, getattr(other, name), obj=name)


@settings(max_examples=20)
@given(bundles())
def test_json_and_back_loses_nothing(contacts):
    text = ng.to_json(contacts)
    assert_same(contacts, ng.from_json(text))
    assert ng.to_json(ng.from_json(text)) == text


@settings(max_examples=12)
@given(bundles())
def test_the_json_is_one_that_every_reader_takes(contacts):
    def refuse(constant):
        raise ValueError(constant)

    whole = json.loads(ng.to_json(contacts), parse_constant=refuse)
    assert {name: len(rows) for name, rows in whole["tables"].items()} == {
        table.name: len(getattr(contacts, table.name)) for table in TABLES
    }


def test_a_book_goes_out_as_json_and_comes_back_the_same(tmp_path, contacts):
    with ng.Book(tmp_path / "one.db") as book:
        book.add(contacts)
        book.log("Mia Chen", "met", "coffee, and a long talk", ask_who=["Zoe Newcomer"], as_of="2026-11-01")
        book.choose("Raj Patel", "mute")
        known = book.contacts()
    (tmp_path / "whole.json").write_text(ng.to_json(known), encoding="utf-8")
    assert_same(known, ng.read(tmp_path / "whole.json"))
    with ng.Book(tmp_path / "other.db") as other:
        assert other.add(ng.read(tmp_path / "whole.json")).people_new == len(known.people)
        assert_same(known, other.contacts())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"tables": {}}',
        '{"netgraph": 1}',
        '{"netgraph": 99, "tables": {}}',
        '{"netgraph": 1, "tables": {"people": {}}}',
        '{"netgraph": 1, "tables": {"people": [7]}}',
        '{"netgraph": 1, "tables": {"people": [{"name": 7}]}}',
        '{"netgraph": 1, "tables": {"people": [{"is_ego": "yes"}]}}',
        '{"netgraph": 1, "tables": {"ties": [{"closeness": "Dana Cole"}]}}',
        '{"netgraph": 1, "tables": {"ties": [{"since": "some day"}]}}',
        '{"netgraph": 1, "tables": {"interactions": [{"nth": 1.5}]}}',
        '{"netgraph": 1, "tables": {"interactions": [{"nth": 9223372036854775808}]}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_such_export_is_refused_in_one_line(text):
    with pytest.raises(ReadError) as refused:
        ng.from_json(text)
    assert "\n" not in str(refused.value)
    assert "Dana" not in str(refused.value)


def test_an_export_that_was_cut_off_is_refused(contacts):
    text = ng.to_json(contacts)
    for share in (0.1, 0.5, 0.99):
        with pytest.raises(ReadError):
            ng.from_json(text[: int(len(text) * share)])


CELLS = st.sampled_from(
    ["=1+1", "+1", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "Ana", "", "a=b", "'", '"', ","]
)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_no_text_cell_of_a_csv_is_a_formula(cells):
    text = ng.to_csv(pd.DataFrame({"name": cells, "path": [[cell] for cell in cells], "score": -0.5}))
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    for cell, (name, path, score) in zip(cells, rows, strict=True):
        for shown in (name, path):
            assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert shown.removeprefix("'") == cell.removeprefix("'")
        assert score == "-0.5", "a number is no formula"


def test_lists_and_moments_are_plain_in_a_csv():
    frame = pd.DataFrame({"path": [["you", "Mia"]], "at": [utc("2026-11-01 12:00")], "note": [None]})
    assert ng.to_csv(frame) == "path,at,note\r\nyou | Mia,2026-11-01T12:00:00+00:00,\r\n"


def steps(*rows):
    frame = conform(pd.DataFrame([{"kind": "hello", "state": "open", **row} for row in rows]), THIS_WEEK)
    frame.attrs["week"] = "2026-W45"
    return frame


def calendar(found, waiting=(), day="2026-11-04 12:00"):
    follow_ups = conform(pd.DataFrame(list(waiting)), FOLLOW_UPS)
    return ng.to_calendar(found, follow_ups, as_of=utc(day))


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


SAYS = "Ask Zoë; then, wait \\ see\nand thank - " + "日本語" * 20


def test_a_calendar_is_read_by_another_program_word_for_word():
    found = steps({"person_id": "a", "name": "Zoë", "step": SAYS, "why": SAYS, "hook": "secret note"})
    text = calendar(found)
    (event,) = events(text)
    assert str(event["summary"]) == SAYS
    assert str(event["description"]) == SAYS
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 4), date(2026, 11, 5))
    assert "secret" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_open_steps_stand_on_working_days_and_follow_ups_on_their_last_day():
    rows = [{"person_id": str(n), "step": f"step {n}", "why": "w"} for n in range(5)]
    rows[1]["state"] = "done"
    waiting = [{"person_id": "9", "due": utc("2026-11-07"), "step": "write", "why": "w"}]
    days = {
        str(event["summary"]): event["dtstart"].dt.day for event in events(calendar(steps(*rows), waiting))
    }
    assert days == {"step 0": 4, "step 2": 5, "step 3": 6, "step 4": 4, "write": 7}
    sunday = events(calendar(steps(rows[0]), day="2026-11-08 12:00"))
    assert [event["dtstart"].dt.day for event in sunday] == [8]


def test_the_same_step_has_the_same_uid_on_every_day():
    found = steps({"person_id": "a", "step": "s", "why": "w"}, {"person_id": "b", "step": "s", "why": "w"})
    uids = [
        [str(event["uid"]) for event in events(calendar(found, day=day))]
        for day in ("2026-11-02", "2026-11-05")
    ]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2
