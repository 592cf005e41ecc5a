"""The pool's SQL gives what looking at every way by hand gives, and what `ng.referral_paths` gives."""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import hypothesis.strategies as st
import pyarrow as pa
import pytest
from hypothesis import given, settings

import netgraph as ng
from netgraph.pool.duckdb_engine import DuckDBEngine
from netgraph.pool.manifest import Answer, Asked, Manifest, Member
from netgraph.pool.queries import REACH, SCORE
from netgraph.pool.session import Session
from tests.conftest import network
from tests.pools_given import AT, UNTIL

if TYPE_CHECKING:
    import pandas as pd

pytest.importorskip("duckdb")

TARGETS = ("globex", "hooli")
ROUTE = ["asker", "target", "holder", "hops", "x", "person", "proof", "score"]
FEW_EXAMPLES = settings(max_examples=15)
STATED = 6
"""Twentieths of readiness between two who do not know each other, one of whom agreed to lead the other."""


class Row(NamedTuple):
    """One row of a share: whose, the hashes of whom, where, twentieths of readiness, proof."""

    holder: int
    person: int
    email: int
    at: str | None
    k: int
    proof: int


class Given(NamedTuple):
    """A pool as a strategy draws it: members' hashes and their e-mails', rows, and who agreed to what."""

    members: dict[int, int]
    rows: list[Row]
    agreed: list[tuple[int, int, str, bool]]


@st.composite
def pools(draw, *, aliases: bool = True, even: bool = False) -> Given:
    """Two to five members, four contacts, any of whom may know any: hashes are small numbers.

    `even`: members are nowhere, contacts are where they are whoever tells it, and a tie between two members
    is as ready from either side: as it must be in one graph.
    """
    members = {
        m: m + 10 if aliases and draw(st.booleans()) else m for m in range(1, draw(st.integers(2, 5)) + 1)
    }
    contacts = list(range(-4, 0))
    rows = []
    for holder in members:
        known = draw(st.lists(st.sampled_from([*members, *contacts]), max_size=8))
        for one in known:
            at = draw(st.sampled_from([*TARGETS, "acme", None]))
            k, proof = draw(st.integers(1, 19)), draw(st.integers(0, 1))
            person = email = one
            if one in members:
                person = members[one] if draw(st.booleans()) else one
                email = members[one] if draw(st.booleans()) else person
            elif aliases and one >= -2:
                # Contacts -1 and -2 have an e-mail (-11, -12), by which alone some know them.
                person = one - 10 if draw(st.booleans()) else one
                email = one - 10 if draw(st.booleans()) else person
            if even:
                at = (*TARGETS, "acme", None)[-one - 1] if one < 0 else None
                k, proof = (k, proof) if one < 0 else (7 * (one + holder) % 19 + 1, (one + holder) % 2)
            if one != holder:
                rows.append(Row(holder, person, email, at, k, proof))
    asks = [(*pair, target) for pair in permutations(members, 2) for target in TARGETS]
    agreed = [(*one, draw(st.booleans())) for one in asks if draw(st.integers(0, 3)) == 0]
    return Given(members, rows, agreed)


@pytest.fixture(scope="module")
def engine():
    opened = DuckDBEngine()
    opened._database.execute("SET threads = 1")  # pools of a few rows: threads cost more than they bring
    yield opened
    opened.close()


def session(engine: DuckDBEngine, given: Given) -> Session:
    """The drawn pool in an engine: member 3 has the id m3; a share has changed where the draw says so."""
    members = {
        f"m{one}": Member(f"m{one}", "", one, email, "bands", UNTIL, AT, 0, "now", 0)
        for one, email in given.members.items()
    }
    requests = {}
    for number, (asker, holder, target, unchanged) in enumerate(given.agreed):
        answer = Answer("approved", "member", "now" if unchanged else "then")
        requests[f"r{number}"] = Asked(f"r{number}", f"m{asker}", target, target, AT, {f"m{holder}": answer})
    columns = list(zip(*given.rows, strict=True)) if given.rows else [()] * 6
    holder, person, email, at, k, proof = columns
    shares = {
        "holder": pa.array(holder, pa.int64()),
        "person": pa.array(person, pa.int64()),
        "email": pa.array(email, pa.int64()),
        "organization": pa.array(at, pa.string()),
        "level": pa.array(["staff"] * len(k), pa.string()),
        "band": pa.array(["weak"] * len(k), pa.string()),
        "readiness": pa.array([one / 20 for one in k], pa.float64()),
        "proof": pa.array([bool(one) for one in proof], pa.bool_()),
    }
    engine.load("shares", pa.table(shares))
    aliases = sorted({(m, alias) for m, email in given.members.items() for alias in (m, email)})
    member, alias = zip(*aliases, strict=True)
    engine.load(
        "members", pa.table({"member": pa.array(member, pa.int64()), "alias": pa.array(alias, pa.int64())})
    )
    return Session(engine, Manifest("p", "Council", members, requests), list(members.values()), 2)


class Ties(NamedTuple):
    """Whom each member knows by the rules, row by row: best rank (100 proof + k) by person, and where."""

    rank: dict[int, dict[int, int]]
    inside: dict[tuple[int, str], dict[int, int]]

    @classmethod
    def of(cls, given: Given) -> Ties:
        who = {alias: m for m, email in given.members.items() for alias in (m, email)}
        mails: dict[int, set[int]] = {}
        for row in given.rows:
            if row.email != row.person:
                mails.setdefault(row.email, set()).add(row.person)
        rank: dict[int, dict[int, int]] = {m: {} for m in given.members}
        inside: dict[tuple[int, str], dict[int, int]] = {}
        for row in given.rows:
            beside = mails.get(row.person, set())
            linked = next(iter(beside)) if len(beside) == 1 else row.person
            one = who.get(row.person, who.get(row.email, linked))
            here = 100 * row.proof + row.k
            rank[row.holder][one] = max(here, rank[row.holder].get(one, 0))
            if row.at in TARGETS and one != row.holder:
                there = inside.setdefault((row.holder, row.at), {})
                there[one] = max(here, there.get(one, 0))
        return cls(rank, inside)

    def rank_of(self, holder: int, one: int) -> int:
        """The rank of a tie that counts: to another member only where both say so."""
        if one in self.rank and holder not in self.rank[one]:
            return 0
        return self.rank[holder].get(one, 0)


def every_way(given: Given) -> list[tuple]:
    """Every way by the rules, tried one by one: asker, target, holder, hops, x, person, proof, score."""
    ties = Ties.of(given)
    ways = []
    for (holder, target), there in ties.inside.items():
        for asker in given.members:
            for person, last in there.items():
                if asker == holder or person == asker:
                    continue
                for x in {holder, *ties.rank[asker]} - {asker, person}:
                    hops = 2 if x == holder else 3
                    ranks = [ties.rank_of(asker, x), *([ties.rank_of(holder, x)] if hops == 3 else []), last]
                    if all(ranks):
                        score = math.prod(rank % 100 for rank in ranks) * (1400 if hops == 2 else 49)
                        ways.append((asker, target, holder, hops, x, person, int(min(ranks) >= 100), score))
    return ways


def written_to(given: Given) -> list[tuple]:
    """The ways to whoever agreed and does not know the asker: as ready as a stated tie, and no proof."""
    ties = Ties.of(given)
    return [
        (asker, target, holder, 2, holder, person, 0, 1400 * STATED * (rank % 100))
        for asker, holder, target, _ in given.agreed
        if not ties.rank_of(asker, holder)
        for person, rank in ties.inside.get((holder, target), {}).items()
        if person != asker
    ]


def best_of_each_member(ways: list[tuple]) -> list[tuple]:
    """Of each asker, target and member the best way of any length."""
    chosen: dict[tuple, tuple] = {}
    for way in ways:
        asker, target, holder, hops, x, person, proof, score = way
        order = (-proof, -score, hops, x, person)
        chosen[asker, target, holder] = min(chosen.get((asker, target, holder), ((2,), ())), (order, way))
    return [way for _, way in chosen.values()]


def told(found: pd.DataFrame) -> list[tuple]:
    return sorted(found[ROUTE].itertuples(index=False, name=None))


@FEW_EXAMPLES
@given(given=pools())
def test_every_way_looked_at_by_hand(engine, given):
    asked = session(engine, given)
    found = asked.best(askers=asked.members, targets=TARGETS, everyone=True, limit=99)
    assert told(found) == sorted(best_of_each_member(every_way(given)))


@FEW_EXAMPLES
@given(given=pools())
def test_an_asker_sees_the_ways_that_the_rules_allow(engine, given):
    asked = session(engine, given)
    found = asked.best(askers=asked.members, targets=TARGETS, everyone=False, limit=99)
    agreed = {(a, t, h): unchanged for a, h, t, unchanged in given.agreed}
    ways = [
        way
        for way in every_way(given)
        if way[3] == 2 or agreed.get(way[:3]) or (way[:3] in agreed and way[4] in given.members)
    ]
    assert told(found) == sorted(best_of_each_member(ways + written_to(given)))


@FEW_EXAMPLES
@given(given=pools(aliases=False, even=True))
def test_referral_paths_on_the_united_graph_are_the_same(engine, given):
    """Members united in one graph: its routes over a member are the pool's, in the same order."""
    asked = session(engine, given)
    found = asked.best(askers=asked.members, targets=TARGETS, everyone=True, limit=99)
    for asker in given.members:
        G = united(given, asker)
        for target in TARGETS:
            here = found[(found["asker"] == asker) & (found["target"] == target)]
            expected = over_members(ng.referral_paths(G, target, limit=10**6), given)
            told_here = [
                (
                    [asker, *([row.x] if row.hops == 3 else []), row.holder, row.person],
                    row.score / SCORE,
                    row.proof,
                )
                for row in here.itertuples()
            ]
            assert [one[0] for one in told_here] == [one[0] for one in expected]
            assert [one[1] for one in told_here] == pytest.approx([one[1] for one in expected])
            assert [bool(one[2]) for one in told_here] == [one[2] for one in expected]


def united(given: Given, asker: int):
    """One graph of all members' ties as the asker walks them; a node's name keeps the order of the hashes."""
    ties = Ties.of(given)
    places = {row.person: row.at for row in given.rows}
    G = network()
    G.remove_node("ego")
    G.graph["ego"] = node(asker)
    for one in {*given.members, *places}:
        G.add_node(node(one), kind="person", name=node(one), organization=places.get(one))
    for holder in given.members:
        for one in ties.rank[holder]:
            if rank := ties.rank_of(holder, one):
                proof = rank >= 100
                evidence = "pooled" if proof else "connected"
                more = {"kind": "tie", "evidence": evidence, "proof": proof}
                G.add_edge(node(holder), node(one), readiness=rank % 100 / 20, **more)
    return G


def node(number: int) -> str:
    return f"{number + 100:03d}"


def over_members(found: pd.DataFrame, given: Given) -> list[tuple[list[int], float, bool]]:
    """Each member's best route of two or three hops, in order."""
    best = {}
    for row in found.itertuples():
        path = [int(one) - 100 for one in row.path_ids]
        if row.hops > 1 and path[-2] in given.members:
            best.setdefault(path[-2], (path, row.readiness, row.proof))
    return list(best.values())


@FEW_EXAMPLES
@given(given=pools())
def test_who_knows_somebody_there_is_counted_once(engine, given):
    asked = session(engine, given)
    ties = Ties.of(given)
    for asker in asked.members:
        found = asked.ask(REACH, askers=[asker], targets=TARGETS)
        assert not found.duplicated(["target", "holder"]).any()
        expected = {
            (target, holder, bool(ties.rank_of(asker.person, holder)))
            for (holder, target), there in ties.inside.items()
            if holder != asker.person and set(there) - {asker.person}
        }
        assert set(zip(found["target"], found["holder"], found["related"] == 1, strict=True)) == expected
