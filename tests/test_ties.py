"""Ties: what each pair of people rests on, the strongest sign first."""

from __future__ import annotations

from itertools import combinations, pairwise

import pandas as pd
import pytest
from conftest import bundle, said, said_to_all, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.ties import pair_evidence

SIX = ["bo", "cy", "di", "ed", "fay", "gus"]


def evidence(**tables):
    """Evidence by pair."""
    found = pair_evidence(bundle(**tables))
    return dict(zip(zip(found["person_a"], found["person_b"], strict=True), found["evidence"], strict=True))


def tie(a, b, kind, **more):
    return {"person_a": a, "person_b": b, "evidence": kind} | more


def test_one_to_one_words_are_a_message_and_a_call_is_a_meeting():
    rows = [
        said("2026-10-01", "alex", "mia"),
        said("2026-10-01", "bo", "alex", channel="email"),
        said("2026-10-01", "alex", "cy", channel="call"),
        said("2026-10-01", "di", "alex", channel="in_person"),
    ]
    assert evidence(interactions=rows) == {
        ("alex", "mia"): "message",
        ("alex", "bo"): "message",
        ("alex", "cy"): "meeting",
        ("alex", "di"): "meeting",
    }


def test_what_the_user_wrote_down_is_logged():
    rows = [said("2026-10-01", "alex", "mia", channel="call", source="you")]
    assert evidence(interactions=rows) == {("alex", "mia"): "logged"}


def test_an_invitation_ties_nobody():
    assert evidence(interactions=[said("2026-10-01", "alex", "mia", channel="invitation")]) == {}


def test_both_wrote_in_a_small_thread():
    rows = said_to_all("2026-10-01", "alex", SIX) + said_to_all("2026-10-02", "bo", ["alex", *SIX[1:]])
    found = evidence(interactions=rows + said_to_all("2026-10-03", "cy", ["alex", "bo", *SIX[2:]]))
    assert found["bo", "cy"] == "message"
    assert found["alex", "bo"] == "message"
    assert found["di", "ed"] == "inferred", "merely listed"
    assert found["bo", "di"] == "inferred", "one wrote, the other was listed"


@pytest.mark.parametrize(("people", "expected"), [(8, "message"), (9, "inferred")])
def test_a_small_thread_has_at_most_eight_people(people, expected):
    others = [f"p{at}" for at in range(people - 1)]
    rows = said_to_all("2026-10-01", others[0], ["alex", *others[1:]])
    rows += said_to_all("2026-10-02", others[1], ["alex", others[0], *others[2:]])
    assert evidence(interactions=rows)["p0", "p1"] == expected


def test_two_threads_are_two_rooms():
    rows = said_to_all("2026-10-01", "bo", ["alex", "cy"], thread="one")
    rows += said_to_all("2026-10-01", "di", ["alex", "ed"], thread="two")
    assert ("bo", "di") not in evidence(interactions=rows)


def test_messages_without_a_thread_are_not_one_thread():
    rows = said_to_all("2026-10-01", "bo", ["alex", "cy"], thread=None)
    rows += said_to_all("2026-10-02", "di", ["alex", "ed"], thread=None)
    found = evidence(interactions=rows)
    assert not {("bo", "di"), ("cy", "ed"), ("bo", "ed"), ("cy", "di")} & set(found)


def test_a_recommendation_is_stated_and_an_endorsement_says_nothing():
    favors = [
        {"at": utc("2024-01-01"), "giver_id": giver, "receiver_id": "alex", "kind": kind}
        for giver, kind in (("mia", "recommendation"), ("bo", "endorsement"))
    ]
    assert evidence(favors=favors) == {("alex", "mia"): "stated"}


def test_the_strongest_evidence_counts_in_the_order_of_design():
    order = ["logged", "message", "meeting", "stated", "pooled", "connected", "inferred"]
    rows = []
    for at, pair in enumerate(pairwise(order)):
        rows += [tie("a", f"b{at}", kind) for kind in pair] + [
            tie("a", f"c{at}", kind) for kind in reversed(pair)
        ]
    found = evidence(ties=rows)
    assert [found["a", f"b{at}"] for at in range(6)] == order[:6]
    assert [found["a", f"c{at}"] for at in range(6)] == order[:6]


def test_ties_have_no_direction_and_no_loops():
    rows = [tie("bo", "alex", "stated"), tie("alex", "bo", "connected"), tie("bo", "bo", "stated")]
    assert evidence(ties=rows) == {("alex", "bo"): "stated"}


def test_proof_is_what_somebody_saw_or_said():
    kinds = ["logged", "message", "meeting", "stated", "pooled", "connected", "inferred"]
    G = ng.build_graph(
        bundle(ties=[tie("alex", f"p{at}", kind) for at, kind in enumerate(kinds)]), as_of="2026-11-01"
    )
    assert [G.edges["alex", f"p{at}"]["proof"] for at in range(7)] == [True] * 5 + [False] * 2


def test_the_first_day_known_is_kept_with_the_strongest_evidence():
    rows = [
        tie("alex", "bo", "connected", since=utc("2020-05-01")),
        tie("alex", "bo", "stated", since=utc("2024-05-01")),
    ]
    found = pair_evidence(bundle(ties=rows))
    assert found["since"].to_list() == [pd.Timestamp("2020-05-01", tz="UTC")]


def test_ego_writing_to_a_group_is_contact_with_each_and_being_listed_beside_ego_is_none():
    rows = said_to_all("2026-10-01", "alex", ["bo", "cy"]) + said_to_all(
        "2026-10-02", "di", ["alex", "ed"], thread="u"
    )
    G = ng.build_graph(bundle(interactions=rows), as_of="2026-11-01")
    mine = {one: G.edges["alex", one] for one in ("bo", "di", "ed")}
    assert (mine["bo"]["evidence"], mine["bo"]["proof"], mine["bo"]["active_days"]) == (
        "inferred",
        False,
        0.5,
    )
    assert [mine[one]["last_contact"] for one in mine] == [utc("2026-10-01"), utc("2026-10-02"), None]
    assert mine["ed"]["active_days"] == 0


def test_the_last_word_on_closeness_takes_an_earlier_one_back():
    """Closeness 4, corrected to 0: no proof is left; what Mia stated of the tie would stay."""
    words = [
        {"person_a": "alex", "person_b": "ann", "evidence": evidence, "closeness": closeness}
        for evidence, closeness in (("inferred", 0.0), ("logged", 4.0))
    ]
    (tie,) = pair_evidence(bundle(ties=words)).to_dict("records")
    assert (tie["evidence"], tie["closeness"]) == ("inferred", 0.0)
    (tie,) = pair_evidence(bundle(ties=words[::-1])).to_dict("records")
    assert (tie["evidence"], tie["closeness"]) == ("logged", 4.0)
    stated = {"person_a": "ann", "person_b": "alex", "evidence": "stated", "closeness": 3.0}
    (tie,) = pair_evidence(bundle(ties=[*words, stated])).to_dict("records")
    assert (tie["evidence"], tie["closeness"]) == ("stated", 0.0)


MAIL = st.tuples(
    st.sampled_from(["t", "u", None]),
    st.sampled_from(SIX),
    st.sets(st.sampled_from(SIX), min_size=1),
    st.sampled_from([1, 2, 8, 9, 50, 51]),
    st.integers(1, 3),
)
"""Thread, sender, recipients, size of the group as the file has it, day."""


@settings(max_examples=40)
@given(st.lists(MAIL, max_size=8))
def test_evidence_of_events_is_that_of_the_rules_written_out(mails):
    """One to one is a message; together in a small thread both must have written; else merely listed."""
    rows = [
        said(f"2026-10-0{day}", sender, one, thread=thread, group_size=size)
        for thread, sender, group, size, day in mails
        for one in sorted(group - {sender})
    ]
    expected = {}
    groups = {}
    for row in rows:
        ends = row["sender_id"], row["recipient_id"]
        if row["group_size"] <= 2:
            expected[tuple(sorted(ends))] = "message"
        elif row["group_size"] <= 50:
            thread = row["thread"] or (row["sender_id"], row["at"])
            wrote, listed, sizes = groups.setdefault(thread, (set(), set(), []))
            wrote.add(ends[0])
            listed.update(ends)
            sizes.append(row["group_size"])
    for wrote, listed, sizes in groups.values():
        for pair in combinations(sorted(listed), 2):
            both = max(sizes) <= 8 and set(pair) <= wrote
            if both or pair not in expected:
                expected[pair] = "message" if both else "inferred"
    assert evidence(interactions=rows) == expected
