"""Counts of others: always true, in batches, and never one that points at a person."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.pool.answers import pool_reach
from netgraph.pool.blur import FEWEST, batch_for, blurred, draw, first_open, settled
from netgraph.pool.keys import PoolKey
from netgraph.pool.manifest import Member
from tests.pools_given import AT, UNTIL, Knows, joins, pool_of, share_of

KEY = PoolKey("p", "Council", bytes(32))


def member(number: int, batch: int) -> Member:
    return Member(f"m{number}", "", number, number, "bands", UNTIL, AT, 0, "", batch)


@given(st.integers(0, 12_000), st.integers(0, 2))
def test_what_is_told_is_true_and_coarse(count, drawn):
    cell = blurred(count, drawn)
    assert cell.at_least <= count
    assert pd.isna(cell.at_most) or count <= cell.at_most
    assert cell.at_least == 0 or cell.at_least >= FEWEST


@given(st.integers(0, 2))
def test_nobody_and_a_few_look_alike(drawn):
    assert len({blurred(count, drawn) for count in range(FEWEST)}) == 1


def test_the_draw_is_the_same_for_the_same_members_whatever_they_share():
    some = [member(n, 0) for n in range(5)]
    anew = [one._replace(digest="new", id=f"m{n + 90}", joined=AT) for n, one in enumerate(some)][::-1]
    assert draw(KEY, ["reach", "globex", "any"], some) == draw(KEY, ["reach", "globex", "any"], anew)
    every = {draw(KEY, ["reach", f"org {n}", "any"], some) for n in range(50)}
    assert every == {0, 1, 2}
    assert {draw(KEY._replace(secret=bytes([n] * 32)), ["x"], some) for n in range(50)} == {0, 1, 2}


@given(st.lists(st.tuples(st.sampled_from("jrl"), st.integers(0, 30)), max_size=60))
def test_counted_members_change_by_whole_batches(moves):
    """Join, join again, leave: whoever comes or goes, at least four others come or go with them."""
    members: dict[int, Member] = {}
    asker, newest = member(-1, -1), 0
    for what, who in moves:
        before = {one.person for one in settled(members.values(), asker=asker)}
        if what == "l":
            members.pop(who, None)
        elif what == "j" or who in members:
            others = [one for one in members.values() if one.person != who]
            now_in = members[who].batch if who in members else None
            members[who] = member(who, batch_for(others, now_in=now_in, first_open=newest))
            newest = first_open(members.values(), so_far=newest)
        after = {one.person for one in settled(members.values(), asker=asker)}
        assert len(before ^ after) == 0 or len(before ^ after) >= FEWEST
        if what == "l":
            assert who not in after


def council(tmp_path, insiders: int, *, size: int = 10):
    """Members m1 ... who do not know each other; the first after m1 know somebody at Globex."""
    names = [f"member{n}" for n in range(1, size + 1)]
    knows = {
        name: [Knows(f"c{name}", "Globex" if 1 <= n <= insiders else "Acme")] for n, name in enumerate(names)
    }
    return pool_of(tmp_path, **knows)


def others(pool, who="m1"):
    found = pool_reach(pool, who, ["Globex"], at=AT)
    return found.loc[found["who"] == "others", "members"].to_list()


@pytest.mark.parametrize("insiders", [0, 1, 4])
def test_few_others_are_not_told_from_none(tmp_path, insiders):
    pytest.importorskip("duckdb")
    assert others(council(tmp_path, insiders)) == ["fewer than 7, perhaps nobody"]


def test_many_others_are_told(tmp_path):
    pytest.importorskip("duckdb")
    assert others(council(tmp_path, 7))[0] == "at least 5"


def test_a_newcomer_does_not_show(tmp_path):
    """Six know somebody there; whether a seventh who joins does too, no answer tells."""
    pytest.importorskip("duckdb")
    pool = council(tmp_path, 6)
    before = others(pool)
    joins(pool, tmp_path, share_of(pool.key, "new", [Knows("dana", "Globex")]))
    assert others(pool) == before
