"""What each asker is told: related members unnamed, names once somebody agreed, never a hash."""

from __future__ import annotations

import pandas as pd
import pytest

from netgraph.errors import PoolError
from netgraph.pool.answers import pool_reach, pool_routes
from netgraph.pool.caseload import pool_connectors, pool_coverage
from netgraph.pool.consent import answer_request, delegate, pool_requests, request
from tests.pools_given import AT, Knows, joins, pool_of, share_of

pytest.importorskip("duckdb")

MEMBERS = {
    # Ana and Ben know each other. Cleo shares Xi with Ana. Dev is known to nobody.
    "ana": [Knows("ben", "Soylent", 10), Knows("xi", "Initech", 8, proof=False), Knows("cleo", "Wayne", 19)],
    "ben": [Knows("ana", "Acme", 6), Knows("dana", "Globex", 12), Knows("eli", "Globex", 2, proof=False)],
    "cleo": [Knows("xi", "Initech", 10), Knows("fay", "Globex Inc.", 16, level="director")],
    "dev": [Knows("gus", "Globex", 19), Knows("hal", "Hooli", 5)],
}


@pytest.fixture
def pool(tmp_path):
    return pool_of(tmp_path, names=["ben"], **MEMBERS)


def approve(pool, *members, target="Globex"):
    number = request(pool, "m1", target, at=AT)
    for one in members:
        answer_request(pool, number, one, approve=True, at=AT)
    return number


def routes(pool, **options):
    return pool_routes(pool, "m1", ["Globex"], at=AT, **options)


def test_reach_counts_whom_one_knows_and_blurs_the_rest(pool):
    found = pool_reach(pool, "Ana Roe", ["Globex GmbH", "Hooli"], at=AT)
    told = found[["target", "who", "band", "members"]].to_numpy().tolist()
    assert told == [
        ["Globex GmbH", "related", "any", "1"],
        ["Globex GmbH", "related", "strong", "1"],
        ["Globex GmbH", "others", "any", "fewer than 7, perhaps nobody"],
        ["Hooli", "related", "any", "nobody"],
        ["Hooli", "others", "any", "fewer than 7, perhaps nobody"],
    ]


def test_before_anybody_agreed_only_the_way_over_whom_one_knows_is_shown(pool):
    found = routes(pool)
    assert found["path"].to_list() == [["you", "a member you know", "somebody at Globex"]]
    assert found["readiness"].to_list() == pytest.approx([0.5 * 0.6 * 0.7])
    assert found["member"].isna().all()
    assert found["consent"].to_list() == ["ask"]
    assert found["evidence"].to_list() == [["pooled", "pooled"]]
    assert found["bands"].to_list() == [["strong", "strong"]]


def test_who_agreed_is_named_as_far_as_their_share_goes(pool):
    approve(pool, "m2", "m3")
    found = routes(pool, names={}).set_index("member")
    assert found.loc["m2", "path"] == ["you", "Ben Roe", "Dana Poe"], "Ben shared names"
    assert found.loc["m3", "path"] == ["you", "Cleo Roe", "a director at Globex"], "Cleo did not"
    assert found.loc["m3", "readiness"] == pytest.approx(0.3 * 0.8 * 0.7), "as ready as a stated tie"
    assert found["proof"].to_list() == [True, False]


def test_a_shared_contact_is_told_where_that_way_is_warmer(tmp_path):
    knows = MEMBERS | {"cleo": [Knows("xi", k=19), Knows("fay", "Globex", 16)], "ana": [Knows("xi", k=19)]}
    pool = pool_of(tmp_path, names=["ana"], **knows)
    approve(pool, "m3")
    found = routes(pool)
    assert found["path"].to_list() == [["you", "Xi Poe", "Cleo Roe", "a member of staff at Globex"]]
    assert found["readiness"].to_list() == pytest.approx([0.95 * 0.95 * 0.8 * 0.49])


def test_a_name_is_for_who_asked_and_for_that_organization(pool):
    approve(pool, "m2", "m4")
    assert set(routes(pool)["member"]) == {"m2", "m4"}
    assert pool_routes(pool, "m1", ["Hooli"], at=AT).empty
    assert pool_routes(pool, "m3", ["Globex"], at=AT).empty
    assert pool_routes(pool, "m2", ["Globex"], at=AT).empty


def test_a_no_looks_like_no_answer(pool):
    number = request(pool, "m1", "Globex", at=AT)
    before = [routes(pool), pool_requests(pool, "m1", at=AT)]
    answer_request(pool, number, "m4", approve=False, at=AT)
    for one, other in zip(before, [routes(pool), pool_requests(pool, "m1", at=AT)], strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_an_agreement_can_be_taken_back_and_ends_with_membership(pool):
    number = approve(pool, "m2", "m4")
    answer_request(pool, number, "m2", approve=False, at=AT)
    assert routes(pool)["member"].dropna().to_list() == ["m4"]
    pool.leave("m4", at=AT)
    assert routes(pool)["member"].dropna().empty
    pool.leave("m1", at=AT)
    assert pool_requests(pool, "m2", at=AT).empty


def test_a_request_reaches_whoever_knows_somebody_there(pool, tmp_path):
    number = request(pool, "m1", "GLOBEX Inc.", at=AT)
    joins(pool, tmp_path, share_of(pool.key, "ian", [Knows("joy", "Acme")]))
    asked = {one: pool_requests(pool, one, at=AT) for one in ("m2", "m3", "m4", "m5")}
    assert {one: found["contacts"].to_list() for one, found in asked.items()} == {
        "m2": [2],
        "m3": [1],
        "m4": [1],
        "m5": [],
    }
    assert asked["m2"]["asker_name"].to_list() == ["Ana Roe"]
    assert request(pool, "m1", "Globex", at=AT) == number, "asked once"


def test_the_coach_answers_only_for_who_let_them(pool):
    number = request(pool, "m1", "Globex", at=AT)
    with pytest.raises(PoolError, match="delegate"):
        answer_request(pool, number, "m4", approve=True, at=AT, coach=True)
    delegate(pool, "m4", allowed=True, at=AT)
    answer_request(pool, number, "m4", approve=True, at=AT, coach=True)
    assert set(routes(pool)["member"].dropna()) == {"m4"}
    assert pool_requests(pool, "m4", at=AT)["by"].to_list() == ["coach"]
    assert (pool.log()["who"] == "coach for m4").sum() == 1
    delegate(pool, "m4", allowed=False, at=AT)
    with pytest.raises(PoolError, match="delegate"):
        answer_request(pool, number, "m4", approve=False, at=AT, coach=True)


def test_one_does_not_answer_oneself_nor_what_was_not_asked(pool):
    number = request(pool, "m1", "Globex", at=AT)
    for wrong, who in ((number, "m1"), ("r9", "m2"), (number, "nobody")):
        with pytest.raises(PoolError):
            answer_request(pool, wrong, who, approve=True, at=AT)


@pytest.mark.parametrize("targets", [[], ["Freelance"], ["Globex", "-"]])
def test_a_pool_is_asked_about_organizations(pool, targets):
    with pytest.raises(PoolError, match="organizations"):
        pool_reach(pool, "m1", targets, at=AT)


def test_no_answer_holds_a_hash(pool):
    approve(pool, "m2", "m3", "m4")
    answers = [
        pool_reach(pool, "m1", ["Globex"], at=AT),
        routes(pool),
        pool_requests(pool, "m2", at=AT),
        pool_coverage(pool, ["Globex"], at=AT),
        pool_connectors(pool, ["Globex"], at=AT),
        pool.table(AT),
    ]
    hashes = {str(number) for one in pool.members(AT) for number in (one.person, one.email)}
    text = "".join(frame.to_json(date_format="iso") + str(frame.attrs) for frame in answers)
    assert not [number for number in hashes if number in text]
    assert (
        max(abs(value) for frame in answers for value in frame.select_dtypes("int64").to_numpy().ravel())
        < 100
    )


def test_the_coach_sees_targets_and_members(pool):
    request(pool, "m1", "Globex", at=AT)
    found = pool_coverage(pool, ["Globex", "Hooli", "Nowhere"], at=AT)
    counts = found[["target", "members", "strong", "medium", "not_known", "reached"]].to_numpy().tolist()
    # Ana is led to Globex by Ben and by Cleo; Cleo by Ana's Xi nowhere, since Ana knows nobody there.
    assert counts == [["Globex", 3, 3, 0, 0, 1], ["Hooli", 1, 0, 1, 0, 0], ["Nowhere", 0, 0, 0, 0, 0]]
    assert found["best_readiness"].isna().to_list() == [False, True, True]
    opens = pool_connectors(pool, ["Globex", "Hooli"], at=AT).set_index("member")
    assert opens["opens"].to_dict() == {"m4": 2, "m2": 1, "m3": 1}
    assert opens["only_way"].to_dict() == {"m4": ["Hooli"], "m2": [], "m3": []}
    assert opens["asked"].to_dict() == {"m4": 1, "m2": 1, "m3": 1}


def test_an_empty_pool_answers_too(tmp_path):
    pool = pool_of(tmp_path, ana=[])
    assert routes(pool).empty
    assert pool_reach(pool, "m1", ["Globex"], at=AT)["at_least"].to_list() == [0, 0]
    assert pool_coverage(pool, ["Globex"], at=AT)["members"].to_list() == [0]
    assert pool_connectors(pool, ["Globex"], at=AT).empty
