"""Contact days: what counts as a day in touch, and how much a day with a group counts."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.contact_days import contact_days, instant
from netgraph.errors import TableError

NOW = utc("2026-11-01 23:59")


def days_of(rows, *, ego="alex", as_of=NOW):
    return contact_days(pd.DataFrame(rows), ego=ego, as_of=as_of)


def weights(rows):
    days = days_of(rows)
    return {
        (one, f"{day:%d}"): w for one, day, w in zip(days["alter"], days["day"], days["weight"], strict=True)
    }


def test_two_messages_on_one_day_are_one_day():
    days = days_of([said("2026-10-01 08:00", "alex", "mia"), said("2026-10-01 21:00", "mia", "alex")])
    assert days[["alter", "weight", "sent", "received"]].to_numpy().tolist() == [["mia", 1.0, 1.0, 1.0]]
    assert days["last"].to_list() == [utc("2026-10-01 21:00")]


def test_a_day_with_a_group_alone_counts_one_over_the_others():
    assert weights(said_to_all("2026-10-03 12:00", "alex", ["bo", "cy", "di", "ed"])) == {
        (name, "03"): 0.25 for name in ("bo", "cy", "di", "ed")
    }


def test_a_word_in_private_on_the_same_day_makes_it_a_whole_day():
    rows = [
        *said_to_all("2026-10-03 12:00", "alex", ["bo", "cy", "di"]),
        said("2026-10-03 13:00", "bo", "alex"),
    ]
    assert weights(rows) == {
        ("bo", "03"): 1.0,
        ("cy", "03"): pytest.approx(1 / 3),
        ("di", "03"): pytest.approx(1 / 3),
    }


@pytest.mark.parametrize(("size", "rich"), [(2, 1.0), (5, 0.25)])
def test_a_meeting_of_many_is_divided_like_any_contact_with_a_group(size, rich):
    days = days_of([said("2026-10-03", "bo", "alex", channel="meeting", group_size=size)])
    assert days[["weight", "rich"]].to_numpy().tolist() == [[rich, rich]]


def test_group_messages_are_neither_sent_nor_received_by_one():
    days = days_of(said_to_all("2026-10-03 12:00", "bo", ["alex", "cy"]))
    assert days["alter"].to_list() == ["bo"], "cy was only listed beside ego"
    assert days[["sent", "received"]].to_numpy().tolist() == [[0.0, 0.0]]


def test_an_invitation_is_never_contact():
    assert days_of([said("2026-10-01 08:00", "alex", "raj", channel="invitation")]).empty


@pytest.mark.parametrize(("at", "kept"), [("2026-10-31 12:00", True), ("2026-10-31 12:00:01", False)])
def test_an_event_at_the_moment_itself_is_kept_and_a_later_one_dropped(at, kept):
    days = days_of([said(at, "alex", "mia")], as_of=utc("2026-10-31 12:00"))
    assert len(days) == kept


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2026-10-31", "2026-10-31 23:59:59.999999"),
        ("2026-10-31 12:00", "2026-10-31 12:00"),
        ("2026-10-31T12:00+02:00", "2026-10-31 10:00"),
        (pd.Timestamp("2026-10-31 23:00", tz="America/New_York"), "2026-11-01 03:00"),
    ],
)
def test_a_bare_date_is_the_end_of_that_utc_day(given_, expected):
    assert instant(given_) == utc(expected)


def test_days_are_utc_days_whatever_the_zone_of_the_table():
    rows = [said("2026-10-01 23:30", "alex", "mia"), said("2026-10-02 00:30", "mia", "alex")]
    table = pd.DataFrame(rows)
    elsewhere = table.assign(at=table["at"].dt.tz_convert("Asia/Tokyo"))
    pd.testing.assert_frame_equal(contact_days(elsewhere, ego="alex", as_of=NOW), days_of(rows))
    assert len(days_of(rows)) == 2


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.booleans(),
        st.sampled_from("bcd"),
        st.integers(2, 5),
        st.sampled_from(["message", "call"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=6)
@given(EVENTS, st.randoms())
def test_neither_order_nor_index_of_the_rows_matters(events, random):
    rows = [
        said(
            f"2026-09-0{1 + day % 9}",
            *(("alex", who) if sent else (who, "alex")),
            group_size=size,
            channel=channel,
        )
        for day, sent, who, size, channel in events
    ]
    shuffled = random.sample(rows, len(rows))
    table = pd.DataFrame(shuffled, index=range(900, 900 + len(rows)))
    pd.testing.assert_frame_equal(contact_days(table, ego="alex", as_of=NOW), days_of(rows))


def test_ids_may_be_numbers():
    rows = [said("2026-10-01", 1, 2, thread="t"), said("2026-10-02", 3, 1, thread="u")]
    assert days_of(rows, ego=1)["alter"].to_list() == [2, 3]


def test_notes_to_oneself_events_of_others_and_nobody_are_left_out():
    rows = [said("2026-10-01", "alex", "alex"), said("2026-10-01", "bo", "cy")]
    nobody = {**said("2026-10-01", "alex", "bo"), "recipient_id": None}
    unsigned = {**said("2026-10-01", "bo", "alex"), "sender_id": float("nan")}
    assert days_of([*rows, nobody, unsigned]).empty


def test_an_empty_table_gives_no_days():
    empty = pd.DataFrame({"sender_id": [], "recipient_id": [], "at": []})
    assert contact_days(empty, ego="alex", as_of=NOW).empty


def test_the_three_needed_columns_are_enough_and_a_missing_one_is_named():
    table = pd.DataFrame([said("2026-10-01", "alex", "mia")])[["sender_id", "recipient_id", "at"]]
    assert contact_days(table, ego="alex", as_of=NOW)["weight"].to_list() == [1.0]
    with pytest.raises(TableError, match="recipient_id"):
        contact_days(table.drop(columns="recipient_id"), ego="alex", as_of=NOW)


def test_the_table_is_left_alone():
    table = pd.DataFrame(
        [said("2026-10-01", "alex", "mia"), *said_to_all("2026-10-02", "mia", ["alex", "bo"])]
    )
    before = table.copy(deep=True)
    contact_days(table, ego="alex", as_of=NOW)
    pd.testing.assert_frame_equal(table, before)


def test_a_moment_that_is_none_is_one_clear_error():
    with pytest.raises(TableError, match="write it as 2026-11-01"):
        instant("")
