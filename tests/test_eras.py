"""Eras: the part of ego's life a connection comes from."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import utc

from netgraph.eras import era_of, eras
from netgraph.schema import JOBS, conform, empty


def job(organization, started, ended=None, person="alex", kind="work"):
    return {
        "person_id": person,
        "organization": organization,
        "kind": kind,
        "started_on": None if started is None else utc(started),
        "ended_on": None if ended is None else utc(ended),
    }


@pytest.fixture(scope="module")
def spans():
    """Study to 2015, Initech 2015-2019 in two jobs, a summer at Hooli, Globex since 2021."""
    rows = [
        job("Lakeshore University", "2011-09-01", "2015-06-01", kind="study"),
        job("Initech", "2015-07-01", "2017-01-01"),
        job("Initech", "2017-01-01", "2019-03-01"),
        job("Hooli", "2016-06-01", "2016-08-01"),
        job("Globex", "2021-02-01"),
        job("Acme", None, "2010-01-01"),
        job("Vandelay", "2015-01-01", person="mia"),
    ]
    return eras(conform(pd.DataFrame(rows), JOBS), ego="alex")


def test_an_era_is_a_time_at_one_place_the_latest_begun_first(spans):
    assert list(spans["era"]) == [
        "your Globex years, since 2021",
        "your Hooli time, 2016",
        "your Initech years, 2015-19",
        "your Lakeshore University years, 2011-15",
    ]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2013-01-01", "Lakeshore University"),
        ("2015-06-20", "Lakeshore University"),  # an end is known to the month
        ("2018-01-01", "Initech"),
        ("2016-07-01", "Hooli"),  # begun later than Initech
        ("2026-01-01", "Globex"),
        ("2020-06-01", None),
        ("2009-01-01", None),
        (None, None),
    ],
)
def test_a_day_falls_in_the_era_that_began_last(spans, day, place):
    days = pd.Series([pd.NaT if day is None else utc(day)], dtype="datetime64[us, UTC]")
    found = era_of(days, spans).iloc[0]
    assert pd.isna(found) if place is None else place in found


def test_without_jobs_there_are_no_eras():
    spans = eras(empty(JOBS), ego="alex")
    assert spans.empty
    assert era_of(pd.Series([utc("2020-01-01")]), spans).isna().all()
