"""Contact chance: the contract of the public function, values by hand, and laws."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from conftest import both_wrote, said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import TableError


def chance(rows, as_of="2026-11-01", ego="alex"):
    return ng.contact_chance(pd.DataFrame(rows), ego=ego, as_of=as_of)


def on(days_ago, **more):
    """A message to Mia so many days before 1 November 2026."""
    return said(f"{utc('2026-11-01') - pd.Timedelta(days=days_ago):%Y-%m-%d}", "alex", "mia", **more)


def test_two_days_in_touch_by_hand():
    """Contact 30 and 60 days back: D(30) = 1/2 + 1/4, D(365) as below, idle 30, span 30."""
    year = 2 ** (-30 / 365) + 2 ** (-60 / 365)
    logit = -1.5 + 0.7 * math.log(1.75) + 0.6 * math.log(1 + year) + (0.1 - 0.35) * math.log(31)
    assert chance([on(30), on(60)])["mia"] == pytest.approx(1 / (1 + math.exp(-logit)))


def test_a_group_day_by_hand():
    """A message of ego's to three others today: D = 1/3 on both scales, idle 0, span 0."""
    logit = -1.5 + 1.3 * math.log(4 / 3)
    found = chance(said_to_all("2026-11-01 10:00", "alex", ["bo", "cy", "di"]))
    assert found.to_list() == pytest.approx([1 / (1 + math.exp(-logit))] * 3)


def test_the_series_has_one_row_for_each_alter_and_their_ids_as_they_stand():
    rows = [
        said("2026-10-01", 7, 30, thread="a"),
        said("2026-10-02", 4, 7, thread="b"),
        said("2026-10-03", 7, 4, thread="b"),
    ]
    found = chance(rows, ego=7)
    assert sorted(found.index) == [4, 30]
    assert all(not isinstance(one, str) for one in found.index)
    assert found.name == "contact_chance"
    assert found.dtype == "float64"


def test_later_events_are_dropped_and_one_at_the_moment_is_kept():
    rows = [said("2026-10-01 10:00", "alex", "mia"), said("2026-10-01 10:00:01", "alex", "bo")]
    assert list(chance(rows, as_of="2026-10-01 10:00").index) == ["mia"]
    assert set(chance(rows, as_of="2026-10-01").index) == {"mia", "bo"}


def test_what_comes_after_changes_nothing():
    past = both_wrote("2026-08-01", "2026-08-20", "3D", "mia")
    future = both_wrote("2026-11-02", "2026-11-20", "3D", "mia")
    pd.testing.assert_series_equal(chance(past + future), chance(past))


def test_without_a_moment_the_last_event_is_now():
    rows = both_wrote("2026-08-01", "2026-08-20", "3D", "mia")
    found = ng.contact_chance(pd.DataFrame(rows), ego="alex")
    pd.testing.assert_series_equal(found, chance(rows, as_of="2026-08-19"))


def test_an_invitation_changes_nothing():
    rows = [on(30), on(60)]
    pd.testing.assert_series_equal(chance([*rows, on(1, channel="invitation")]), chance(rows))


def test_three_columns_are_enough_and_dates_may_be_text():
    table = pd.DataFrame({"sender_id": ["alex"], "recipient_id": ["mia"], "at": ["2026-10-02"]})
    assert ng.contact_chance(table, ego="alex", as_of="2026-11-01")["mia"] == pytest.approx(
        chance([on(30)])["mia"]
    )


def test_text_dates_may_be_of_mixed_precision():
    table = pd.DataFrame(
        {"sender_id": "alex", "recipient_id": "mia", "at": ["2026-10-02", "2026-09-02 10:30"]}
    )
    assert ng.contact_chance(table, ego="alex", as_of="2026-11-01")["mia"] == pytest.approx(
        chance([on(30), on(60)])["mia"]
    )


@pytest.mark.parametrize("column", ["sender_id", "recipient_id", "at"])
def test_a_missing_column_is_named(column):
    with pytest.raises(TableError, match=column):
        ng.contact_chance(pd.DataFrame([on(3)]).drop(columns=column), ego="alex")


def test_dates_that_are_none_are_one_clear_error():
    table = pd.DataFrame({"sender_id": ["alex"], "recipient_id": ["mia"], "at": ["soon"]})
    with pytest.raises(TableError):
        ng.contact_chance(table, ego="alex", as_of="2026-11-01")


@pytest.mark.parametrize(
    "broken",
    [
        [said("9999-12-31", "alex", "mia"), said("9999-12-31", "alex", "far")],
        [said("2026-10-01", "alex", "mia") | {"at": pd.NaT}],
        [said("1677-10-01", "bo", "mia")],
    ],
)
def test_a_date_that_cannot_be_changes_nothing(broken):
    rows = [on(30), on(60)]
    pd.testing.assert_series_equal(chance([*rows, *broken]), chance(rows))


def test_dates_may_be_text_of_the_year_9999():
    table = pd.DataFrame({"sender_id": "alex", "recipient_id": "mia", "at": ["2026-10-02", "9999-12-31"]})
    assert ng.contact_chance(table, ego="alex", as_of="2026-11-01")["mia"] == pytest.approx(
        chance([on(30)])["mia"]
    )


@pytest.mark.parametrize("kind", [str, object, "category", "Int64", "int32"])
def test_ids_of_every_kind_give_the_same_chances(kind):
    rows = [
        said("2026-10-01", 7, 30, thread="a"),
        said("2026-10-02", 4, 7, thread="b"),
        said("2026-10-20", 12, 7, thread="c"),
        said("2026-09-03", 7, 4, thread="b"),
    ]
    plain = chance(rows, ego=7)
    table = pd.DataFrame(rows).astype({"sender_id": kind, "recipient_id": kind})
    found = ng.contact_chance(table, ego="7" if kind is str else 7, as_of="2026-11-01")
    assert {int(one): value for one, value in found.items()} == pytest.approx(plain.to_dict())


def test_events_of_which_no_day_is_known_are_none():
    rows = pd.DataFrame({"sender_id": ["alex"], "recipient_id": ["ana"], "at": [None]})
    assert ng.contact_chance(rows, ego="alex").empty


def test_no_events_give_an_empty_series():
    empty = pd.DataFrame({"sender_id": [], "recipient_id": [], "at": []})
    for as_of in ("2026-11-01", None):
        found = ng.contact_chance(empty, ego="alex", as_of=as_of)
        assert found.empty
        assert found.name == "contact_chance"


def test_the_interactions_of_a_bundle_are_taken_as_they_are_and_left_alone(contacts, as_of):
    before = contacts.interactions.copy(deep=True)
    found = ng.contact_chance(contacts.interactions, ego=contacts.ego, as_of=as_of)
    assert set(found.index) == {"mia", "priya"}
    assert found["mia"] > found["priya"]
    pd.testing.assert_frame_equal(contacts.interactions, before)


AGES = st.lists(st.integers(0, 4000), min_size=1, max_size=6, unique=True)
MANY = st.lists(st.tuples(AGES, st.integers(0, 4000)), min_size=5, max_size=10)
FEW = settings(max_examples=5)


def chances(histories, as_of="2026-11-01"):
    """The chance of each of many alters, all in one table, with one message at every age."""
    rows = [on(age) | {"recipient_id": who} for who, ages in enumerate(histories) for age in ages]
    return chance(rows, as_of=as_of)[list(range(len(histories)))].to_numpy()


@FEW
@given(MANY)
def test_one_more_day_in_touch_never_lowers_it(cases):
    before = chances([ages for ages, _ in cases])
    after = chances([[*ages, more] for ages, more in cases])
    assert (before > 0).all()
    assert (before <= after + 1e-12).all()
    assert (after < 1).all()


@FEW
@given(MANY)
def test_a_later_last_contact_never_lowers_it(cases):
    moved = [[*sorted(ages)[1:], max(0, min(ages) - shift)] for ages, shift in cases if len(ages) > 1]
    before = [ages for ages, _ in cases if len(ages) > 1]
    if before:
        assert (chances(moved) >= chances(before) - 1e-12).all()


@FEW
@given(MANY, st.integers(1, 100_000))
def test_silence_never_raises_it_and_no_day_is_too_far(cases, wait):
    histories = [ages for ages, _ in cases]
    now = chances(histories)
    then = chances(histories, as_of=utc("2026-11-01") + pd.Timedelta(days=wait))
    assert (then > 0).all()
    assert (then <= now).all()
