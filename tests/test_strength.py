"""Strength, recency and readiness: the numbers DESIGN promises, and laws."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from conftest import both_wrote, bundle, said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.contact_days import contact_days, instant
from netgraph.strength import band, readiness, recency, strength, tie_history


def by_turns(person, every_days, messages):
    """Messages `every_days` apart up to 31 October 2026, ego's and theirs by turns."""
    last = utc("2026-10-31")
    pairs = [("alex", person), (person, "alex")]
    return [
        said(f"{last - pd.Timedelta(days=every_days * at):%Y-%m-%d} 10:00", *pairs[at % 2])
        for at in range(messages)
    ]


def each_way(person, first):
    return [said(f"{first} 09:00", "alex", person), said("2026-10-09 10:00", person, "alex")]


@pytest.fixture(scope="module")
def G():
    """One tie for each case, named by it."""
    said_close = [f"closeness {at}" for at in range(6)] + [f"only said {at}" for at in range(6)]
    interactions = [
        both_wrote("2024-05-01", "2026-10-31", "7D", "weekly"),
        by_turns("fifty", 37, 50),
        by_turns("recommended", 37, 50),
        *(by_turns(f"closeness {at}", 37, 50) for at in range(6)),
        [said(row["at"].isoformat()[:10], "one way", "alex") for row in by_turns("one way", 37, 50)],
        each_way("same day", "2026-10-09"),
        each_way("a week", "2026-10-02"),
        each_way("twenty years", "2006-10-02"),
        both_wrote("2026-05-01", "2026-10-04", "D", "daily"),
        both_wrote("2016-05-01", "2026-10-31", "30D", "monthly"),
        [said("2026-10-01", "alex", "once")],
        said_to_all("2026-10-01", "alex", ["group a", "group b", "group c", "group d"]),
    ]
    ties = [
        {"person_a": "alex", "person_b": f"prior {kind}", "evidence": kind}
        for kind in ("connected", "stated", "inferred")
    ] + [
        {"person_a": "alex", "person_b": who, "evidence": "logged", "closeness": float(who[-1])}
        for who in said_close
    ]
    told = [
        {"at": utc("2024-05-01"), "giver_id": who, "receiver_id": "alex", "kind": "recommendation"}
        for who in ("recommended", "only recommended")
    ]
    rows = [row for one in interactions for row in one]
    return ng.build_graph(bundle(interactions=rows, ties=ties, favors=told), as_of="2026-11-01")


@pytest.fixture(scope="module")
def tie(G):
    return lambda person: G.edges["alex", person]


def test_weekly_contact_on_both_sides_for_two_and_a_half_years_is_at_least_half(tie):
    assert tie("weekly")["strength"] >= 0.5


def test_fifty_messages_by_turns_in_five_years_are_at_least_two_fifths(tie):
    assert (tie("fifty")["n_sent"], tie("fifty")["n_received"]) == (25, 25)
    assert tie("fifty")["strength"] >= 0.4


@pytest.mark.parametrize("case", ["same day", "a week", "twenty years"])
def test_one_message_each_way_is_at_most_weak(tie, case):
    assert 0 < tie(case)["strength"] <= 0.15


@pytest.mark.parametrize(("said_", "expected"), list(enumerate([0.0, 0.1, 0.3, 0.5, 0.7, 0.9])))
def test_the_users_own_closeness_outranks_what_the_data_say(tie, said_, expected):
    assert tie(f"closeness {said_}")["strength"] == expected
    assert tie(f"only said {said_}")["strength"] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "weak"),
        (0.149, "weak"),
        (0.15, "medium"),
        (0.449, "medium"),
        (0.45, "strong"),
        (math.nan, "not known"),
    ],
)
def test_bands_begin_at_015_and_045(value, expected):
    assert band(value) == expected


def test_messages_one_way_make_a_weaker_tie(tie):
    assert tie("one way")["strength"] < min(0.45, tie("fifty")["strength"])


def test_a_recommendation_raises_strength_and_tells_it_without_any_message(tie):
    assert tie("recommended")["strength"] > tie("fifty")["strength"]
    assert tie("only recommended")["strength"] > 0


@pytest.mark.parametrize(("evidence", "prior"), [("connected", 0.10), ("stated", 0.30), ("inferred", 0.05)])
def test_without_contact_nothing_is_known_and_readiness_is_the_prior(tie, evidence, prior):
    found = tie(f"prior {evidence}")
    assert [math.isnan(found[name]) for name in ("strength", "recency", "contact_chance")] == [True] * 3
    assert found["readiness"] == prior
    assert found["cost"] == pytest.approx(-math.log(prior))


@given(st.floats(0, 1), st.floats(0.001, 0.999))
def test_readiness_is_the_formula_and_never_under_the_floor(strength, chance):
    found = readiness(pd.Series([strength]), pd.Series([chance]), pd.Series(["message"])).iloc[0]
    assert found == pytest.approx(max(0.01, 1 - (1 - chance) * (1 - 0.5 * strength)))


def test_readiness_and_cost_of_built_ties_follow_from_their_numbers(tie):
    for one in map(tie, ("weekly", "fifty", "once", "closeness 5")):
        assert one["readiness"] == pytest.approx(
            1 - (1 - one["contact_chance"]) * (1 - 0.5 * one["strength"])
        )
        assert one["cost"] == pytest.approx(-math.log(one["readiness"]))


def test_who_was_said_to_be_unknown_has_the_floor(tie):
    assert (tie("only said 0")["readiness"], tie("only said 0")["cost"]) == (
        0.01,
        pytest.approx(-math.log(0.01)),
    )


def test_rhythm_is_never_under_a_fortnight_and_quiet_counts_in_it(tie):
    daily = tie("daily")
    assert (daily["silent_days"], daily["rhythm_days"], daily["quiet"]) == (28, 14, 2)


def test_rhythm_of_many_contacts_is_near_their_gap_and_of_one_is_longer(tie):
    assert tie("monthly")["rhythm_days"] == pytest.approx(30, rel=0.05)
    assert tie("once")["rhythm_days"] > 30


@pytest.mark.parametrize("channel", ["call", "meeting", "in_person"])
def test_calls_and_meetings_stand_above_messages_and_a_large_meeting_does_not(channel):
    rows = [said("2026-10-01", "alex", "mia"), said("2026-10-01", "alex", "bo", channel=channel)]
    rows += said_to_all("2026-10-01", "alex", ["cy", *(f"p{at}" for at in range(40))], channel=channel)
    found = strength(history_of(pd.DataFrame(rows)))
    assert found["bo"] > found["mia"] > found["cy"]


def test_an_endorsement_alone_tells_no_strength_and_adds_less_than_a_recommendation():
    favors = [
        {"at": utc("2024-05-01"), "giver_id": who, "receiver_id": "alex", "kind": kind}
        for who, kind in (("clicker", "endorsement"), ("liked", "endorsement"), ("praised", "recommendation"))
    ]
    rows = both_wrote("2024-05-01", "2024-05-03", "D", "liked") + both_wrote(
        "2024-05-01", "2024-05-03", "D", "praised"
    )
    connected = [{"person_a": "alex", "person_b": "clicker", "evidence": "connected"}]
    G = ng.build_graph(bundle(interactions=rows, favors=favors, ties=connected), as_of="2026-11-01")
    assert math.isnan(G.edges["alex", "clicker"]["strength"])
    assert G.edges["alex", "praised"]["strength"] > G.edges["alex", "liked"]["strength"]


def test_a_five_year_tie_of_fifty_messages_silent_for_a_year_is_strong_and_quiet():
    rows = [row | {"at": row["at"] - pd.Timedelta(days=365)} for row in by_turns("mia", 37, 50)]
    one = ng.build_graph(bundle(interactions=rows), as_of="2026-11-01").edges["alex", "mia"]
    assert band(one["strength"]) == "strong"
    assert 0 < one["recency"] < 0.15
    assert one["silent_days"] == 366


def test_group_contact_counts_at_a_discount(tie):
    assert (tie("once")["active_days"], tie("group a")["active_days"]) == (1.0, 0.25)
    assert tie("group a")["strength"] < tie("once")["strength"]
    assert (tie("group a")["n_sent"], tie("group a")["n_received"]) == (0, 0)


CHANNELS = ["message", "email", "call", "meeting", "in_person", "event"]
DAYS = st.lists(
    st.tuples(
        st.integers(0, 3000), st.booleans(), st.sampled_from(CHANNELS), st.sampled_from([2, 2, 2, 3, 8])
    ),
    min_size=1,
    max_size=8,
)
MANY = st.lists(st.tuples(DAYS, DAYS), min_size=5, max_size=10)
FEW = settings(max_examples=4)


def events(days_by_person):
    return [
        said(
            f"{utc('2026-10-31') - pd.Timedelta(days=age):%Y-%m-%d}",
            *(("alex", person) if sent else (person, "alex")),
            channel=channel,
            group_size=size,
        )
        for person, days in days_by_person.items()
        for age, sent, channel, size in days
    ]


def history(days_by_person, as_of="2026-11-01"):
    return history_of(pd.DataFrame(events(days_by_person)), as_of)


def history_of(table, as_of="2026-11-01", ego="alex"):
    now = instant(as_of)
    found = tie_history(contact_days(table, ego=ego, as_of=now), as_of=now)
    return found.assign(recommendations=0.0, endorsements=0.0, closeness=math.nan)


@FEW
@given(MANY)
def test_more_contact_never_lowers_strength(cases):
    """Any channel, any day, either side, alone or in a group."""
    before = strength(history({f"p{at}": days for at, (days, _) in enumerate(cases)}))
    after = strength(history({f"p{at}": days + more for at, (days, more) in enumerate(cases)}))
    assert (before >= 0).all()
    assert (before <= after + 1e-12).all()
    assert (after <= 1).all()


@FEW
@given(MANY, st.integers(0, 5), st.integers(0, 5))
def test_one_more_favor_never_lowers_strength(cases, recommended, endorsed):
    seen = history({f"p{at}": days for at, (days, _) in enumerate(cases)})
    seen = seen.assign(recommendations=float(recommended), endorsements=float(endorsed))
    for more in ("recommendations", "endorsements"):
        assert (strength(seen.assign(**{more: seen[more] + 1})) > strength(seen)).all()


@FEW
@given(MANY, st.randoms())
def test_order_zone_ids_and_what_comes_later_change_no_number(cases, random):
    rows = events({str(at): days for at, (days, _) in enumerate(cases)})
    table = pd.DataFrame(random.sample(rows, len(rows)))
    later = table.assign(at=utc("2026-11-02") + (table["at"] - table["at"].min()))
    never = [table.assign(at=utc("9999-12-31")), table.assign(at=table["at"].where(table["at"].isna()))]
    changed = pd.concat([table, later, *never])
    changed["at"] = changed["at"].dt.tz_convert("Pacific/Auckland")
    for column in ("sender_id", "recipient_id"):
        changed[column] = changed[column].replace("alex", "-1").astype("int64")
    found = history_of(changed, ego=-1)
    found.index = found.index.astype("str")
    pd.testing.assert_frame_equal(found, history_of(pd.DataFrame(rows)), check_names=False)


@FEW
@given(MANY, st.integers(1, 2_000_000))
def test_time_alone_lowers_recency_and_never_touches_strength(cases, wait):
    later = pd.Timestamp("2026-11-01", tz="UTC").as_unit("s") + pd.Timedelta(days=wait)
    everybody = {f"p{at}": days for at, (days, _) in enumerate(cases)}
    now, then = history(everybody), history(everybody, as_of=later)
    assert (recency(then["quiet"]) <= recency(now["quiet"])).all()
    assert recency(now["quiet"]).between(0, 1).all()
    pd.testing.assert_series_equal(strength(then), strength(now))


def test_no_day_is_too_far_for_the_graph():
    far = ng.build_graph(bundle(interactions=by_turns("mia", 37, 4)), as_of="9999-12-31").edges["alex", "mia"]
    assert np.isfinite(
        [far[name] for name in ("recency", "contact_chance", "readiness", "cost", "quiet")]
    ).all()
    assert far["readiness"] >= 0.01
