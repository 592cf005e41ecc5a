"""Dates: every format of every era, by hand; nothing impossible, nothing guessed."""

from __future__ import annotations

import pandas as pd
import pytest

from netgraph.sources import dates


def read(text: str, ladder: dates.Ladder) -> str | None:
    moment = dates.parse(pd.Series([text]), ladder).iloc[0]
    return None if pd.isna(moment) else moment.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("text", "ladder", "expected"),
    [
        ("05 Jan 2021", dates.CONNECTIONS, "2021-01-05 00:00:00"),
        ("1/5/18, 12:07 AM", dates.CONNECTIONS, "2018-01-05 00:07:00"),
        ("1/5/18, 12:07\u202fPM", dates.CONNECTIONS, "2018-01-05 12:07:00"),
        ("05-feb-21", dates.CONNECTIONS, "2021-02-05 00:00:00"),
        ("05-ene-21", dates.CONNECTIONS, "2021-01-05 00:00:00"),
        ("05-f\u00e9vr.-21", dates.CONNECTIONS, "2021-02-05 00:00:00"),
        ("05-ao\u00fbt-21", dates.CONNECTIONS, "2021-08-05 00:00:00"),
        ("05-M\u00e4rz-21", dates.CONNECTIONS, "2021-03-05 00:00:00"),
        ("05-dez-21", dates.CONNECTIONS, "2021-12-05 00:00:00"),
        ("05-out-21", dates.CONNECTIONS, "2021-10-05 00:00:00"),
        ("31.12.2021", dates.CONNECTIONS, "2021-12-31 00:00:00"),
        ("2021-12-31", dates.CONNECTIONS, "2021-12-31 00:00:00"),
        ("12/31/2021", dates.CONNECTIONS, "2021-12-31 00:00:00"),
        ("2024-03-09 17:01:59 UTC", dates.MESSAGES, "2024-03-09 17:01:59"),
        ("2024-03-09 17:01 UTC", dates.MESSAGES, "2024-03-09 17:01:00"),
        ("2020-02-09T17:01:59", dates.MESSAGES, "2020-02-09 17:01:59"),
        ("2/9/18, 5:01 PM", dates.MESSAGES, "2018-02-09 17:01:00"),
        ("11/9/25, 9:01\u202fAM", dates.MINUTES, "2025-11-09 09:01:00"),
        ("2019/07/04 08:09:10 UTC", dates.ENDORSEMENTS, "2019-07-04 08:09:10"),
        ("Tue Mar 05 10:20:30 UTC 2024", dates.FOLLOWS, "2024-03-05 10:20:30"),
        ("Jan 2020", dates.MONTHS, "2020-01-01 00:00:00"),
        ("1987", dates.MONTHS, "1987-01-01 00:00:00"),
        ("", dates.MONTHS, None),
        ("31 Feb 2021", dates.CONNECTIONS, None),
        ("05 Jan 0001", dates.CONNECTIONS, None),
        ("05 Jan 9999", dates.CONNECTIONS, None),
        ("05 Jan 10021", dates.CONNECTIONS, None),
        ("05 Jan 1989", dates.CONNECTIONS, None),
        ("Jan 2020", dates.CONNECTIONS, None),
        ("05-01-21", dates.CONNECTIONS, None),
        ("yesterday", dates.MESSAGES, None),
        ("25:61", dates.MESSAGES, None),
        ("2024-03-09 24:01:00 UTC", dates.MESSAGES, None),
        ("13/5/18, 1:00 PM", dates.MESSAGES, None),
        ("9" * 5000, dates.MESSAGES, None),
    ],
)
def test_each_format(text: str, ladder: dates.Ladder, expected: str | None) -> None:
    assert read(text, ladder) == expected


def test_one_spanish_file_mixes_spellings() -> None:
    mixed = pd.Series(["05-feb-21", "05 Jan 2021", None, "7-ago-2020"], index=[7, 8, 9, 4])
    moments = dates.parse(mixed, dates.CONNECTIONS)
    assert moments.index.tolist() == [7, 8, 9, 4]
    assert str(moments.dtype) == "datetime64[us, UTC]"
    assert moments.dt.strftime("%Y-%m-%d").tolist()[:2] == ["2021-02-05", "2021-01-05"]
    assert pd.isna(moments.iloc[2])
    assert moments.iloc[3] == pd.Timestamp("2020-08-07", tz="UTC")


def test_a_file_that_puts_the_day_first_somewhere_does_so_everywhere() -> None:
    moments = dates.parse(pd.Series(["31/12/2021", "05/01/2021"]), dates.CONNECTIONS)
    assert moments.dt.strftime("%Y-%m-%d").tolist() == ["2021-12-31", "2021-01-05"]


def test_future_dates_are_kept() -> None:
    assert read("2040-01-01 00:00:00 UTC", dates.MESSAGES) == "2040-01-01 00:00:00"


def test_no_values() -> None:
    assert dates.parse(pd.Series([], dtype="str"), dates.MESSAGES).empty
