"""The measures of the benchmark on real communication, by hand and by brute force, and its protocol."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.contact_events import (
    again,
    auc,
    average_precision,
    hit,
    means,
    new_contacts,
    reliability,
)


def both(truth, score):
    return np.array(truth, dtype=bool), np.array(score, dtype=float)


@pytest.mark.parametrize(
    ("truth", "score", "expected"),
    [
        ([1, 0], [2, 1], 1.0),
        ([1, 0], [1, 2], 0.0),
        ([1, 0], [1, 1], 0.5),
        ([1, 0, 1, 0], [4, 3, 2, 1], 0.75),
        ([1, 0, 0], [2, 2, 1], 0.75),
    ],
)
def test_auc_by_hand(truth, score, expected):
    assert auc(*both(truth, score)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("truth", "score", "expected"),
    [
        ([1, 0], [2, 1], 1.0),
        ([0, 1], [2, 1], 1 / 2),
        ([1, 0, 1, 0], [4, 3, 2, 1], (1 + 2 / 3) / 2),
        ([1, 0], [1, 1], 1 / 2),
        ([1, 0, 1], [2, 2, 1], (1 / 2 + 2 / 3) / 2),
    ],
)
def test_average_precision_by_hand(truth, score, expected):
    assert average_precision(*both(truth, score)) == pytest.approx(expected)


CASES = st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=2, max_size=12).filter(
    lambda rows: 0 < sum(truth for truth, _ in rows) < len(rows)
)


@given(CASES)
def test_measures_by_brute_force(rows):
    hits, misses = ([score for truth, score in rows if truth is kind] for kind in (True, False))
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in hits for b in misses]
    above = [[truth for truth, score in rows if score >= one] for one in hits]
    truth, score = both(*zip(*rows, strict=True))
    assert auc(truth, score) == pytest.approx(sum(pairs) / len(pairs))
    assert average_precision(truth, score) == pytest.approx(
        sum(sum(among) / len(among) for among in above) / len(hits)
    )


def test_hits_look_at_the_first_ten():
    truth, score = both([0] * 10 + [1], range(11, 0, -1))
    assert not hit(truth, score)
    assert hit(truth, -score)


def test_reliability_sets_the_chance_beside_the_share_seen():
    table = reliability(pd.Series([0.11, 0.13, 0.95, 1.0]), pd.Series([True, False, True, True]))
    assert table.loc[1].to_dict() == pytest.approx({"chance": 0.12, "seen": 0.5, "gap": -0.38, "n": 2})
    assert table.loc[9].to_dict() == pytest.approx({"chance": 0.975, "seen": 1.0, "gap": -0.025, "n": 2})


@pytest.fixture(scope="module")
def events():
    """Twelve people in a ring: each writes to eleven others on some of 200 days, more to the next ones."""
    draw = np.random.default_rng(5)
    size = 4000
    sender, step = draw.integers(0, 14, size), draw.geometric(0.25, size).clip(max=13)
    at = pd.Timestamp("2020-01-01", tz="UTC") + pd.to_timedelta(np.sort(draw.random(size)) * 200, unit="D")
    return pd.DataFrame({"sender_id": sender, "recipient_id": (sender + step) % 14, "at": at})


def test_the_protocol_looks_twice_at_each_ego_and_never_ahead(events):
    frame = again(events)
    assert frame["cut"].nunique() == 2
    first = frame[frame["cut"] == frame["cut"].min()]
    now, ego, alter = first["cut"].iloc[0], 3, 4
    between = events[
        ((events["sender_id"] == ego) & (events["recipient_id"] == alter))
        | ((events["sender_id"] == alter) & (events["recipient_id"] == ego))
    ]
    row = first[(first["ego"] == ego) & (first["raw count"] == (between["at"] <= now).sum())]
    assert len(row) >= 1
    days = between.loc[between["at"] <= now, "at"].dt.normalize().drop_duplicates()
    by_hand = sum(2 ** (-age / 30) for age in (now.normalize() - days).dt.days)
    assert any(math.isclose(value, by_hand) for value in row["active days, 30 d"])
    assert set(means(frame).columns) == {"auc", "ap"}


def test_new_contacts_are_ranked_three_ways(events):
    few = events[(events["recipient_id"] - events["sender_id"]).abs() <= 3]
    early, late = few.iloc[: len(few) // 2], events.iloc[int(len(events) * 0.6) :]
    table = new_contacts(pd.concat([early, late], ignore_index=True))
    assert set(table.index) <= {"resource allocation", "Adamic-Adar", "strength-weighted"}
    assert table["auc"].between(0, 1).all()
