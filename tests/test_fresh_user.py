"""A fresh user: 1,900 connections, few messages, five targets - before and after five minutes of answers."""

from __future__ import annotations

import pandas as pd
import pytest

import netgraph as ng
from netgraph.lookup import ego_of, has_contact, ties_of
from tests.benchmarks.exports_at_scale import write_export

CONNECTIONS, MESSAGES, TARGETS = 1_900, 1_500, 5


def known(G):
    return sum(has_contact(tie) for _, tie in ties_of(G, ego_of(G)))


def warm_targets(G, targets):
    return sum(bool(ng.referral_paths(G, target)["proof"].any()) for target in targets)


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory):
    """The graphs on both sides of 30 answers, and the targets: employers with people ego never wrote to."""
    folder = tmp_path_factory.mktemp("fresh")
    write_export(folder / "export.zip", connections=CONNECTIONS, messages=MESSAGES, seed=7)
    with ng.Book(folder / "network.db") as book:
        book.add(ng.read_linkedin(folder / "export.zip"))
        as_of = max(book.contacts().data_until.values()).strftime("%Y-%m-%d")
        G = book.graph(as_of=as_of)
        own = dict(ties_of(G, ego_of(G)))
        silent = [person for person, tie in own.items() if not has_contact(tie)]
        met = {G.nodes[person]["organization"] for person in own if has_contact(own[person])}
        employers = pd.Series([G.nodes[person]["organization"] for person in silent]).value_counts()
        targets = [name for name in employers.index if name not in met][:TARGETS]
        for target in targets:
            book.target(target)
        offered = ng.first_round(book.contacts(), as_of=as_of)
        spoken = ["this month", "this year", "1-3 years", "longer"]
        answers = offered.assign(
            closeness=[number % 6 for number in range(len(offered))],
            last_spoke=[spoken[number % 4] if number % 6 else None for number in range(len(offered))],
        )
        book.closeness(answers, as_of=as_of)
        yield G, book.graph(as_of=as_of), targets


def test_five_minutes_open_warm_routes_and_make_people_known(before_and_after):
    before, after, targets = before_and_after
    assert len(targets) == TARGETS
    assert warm_targets(before, targets) == 0
    assert warm_targets(after, targets) >= 3
    assert known(after) == known(before) + 25, (
        "30 answers, of which every sixth says: we do not know each other"
    )


def test_insiders_are_ordered_by_something_other_than_their_names(before_and_after):
    before, after, targets = before_and_after
    for G in (before, after):
        listed = ng.who_to_meet(G, targets=targets, limit=500)
        assert len(listed) > 10
        said = listed["why"].str.contains("from your|you have both been at|recommended|title near")
        assert said.mean() > 0.8, "an era, an employer, a recommendation or a title stands behind the order"
        assert listed["why"].str.contains("onnected since").all(), (
            "and the day of the connection behind the rest"
        )
        assert list(listed["name"]) != sorted(listed["name"])
        assert list(listed["person_id"]) != sorted(listed["person_id"])
    reached = ng.who_to_meet(after, targets=targets, limit=500)
    assert (reached["reach"] > 0).sum() > (
        ng.who_to_meet(before, targets=targets, limit=500)["reach"] > 0
    ).sum()
