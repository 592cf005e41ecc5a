"""The graph: nodes, ties and affiliations exactly as DESIGN section 4 names them."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from conftest import SAMPLE_ZIP, bundle, person, said, utc

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.redrawing import turned_back

NUMBERS = [
    "strength",
    "recency",
    "contact_chance",
    "readiness",
    "cost",
    "silent_days",
    "rhythm_days",
    "quiet",
]


@pytest.fixture(scope="module")
def G(five):
    return five


def test_people_organizations_and_edges_are_those_of_the_tables(G):
    people = {node for node, seen in G.nodes(data=True) if seen["kind"] == "person"}
    organizations = {seen["name"] for _, seen in G.nodes(data=True) if seen["kind"] == "organization"}
    assert people == {"alex", "priya", "mia", "raj", "dana"}
    assert organizations == {"Soylent", "Hooli", "Globex", "Initech"}
    ties = {frozenset(pair[:2]) for pair in G.edges(data="kind") if pair[2] == "tie"}
    assert ties == {
        frozenset(pair) for pair in (("alex", "priya"), ("alex", "mia"), ("alex", "raj"), ("mia", "dana"))
    }
    assert sum(kind == "affiliation" for *_, kind in G.edges(data="kind")) == 5
    assert type(G) is nx.Graph


def test_a_person_carries_name_organization_position_and_linkedin_and_none_where_missing(G):
    dana = G.nodes["dana"]
    assert [dana[one] for one in ("kind", "name", "organization", "position", "linkedin")] == [
        "person", "Dana Cole", "Globex", "VP Data", None
    ]  # fmt: skip
    assert G.nodes["raj"]["position"] is None
    assert G.nodes["dana"]["era"] is None
    assert G.nodes["raj"]["era"] == "your Initech years, 2019-26"


def test_the_graph_knows_ego_moment_and_the_last_day_of_each_source(G):
    assert G.graph["ego"] == "alex"
    assert G.graph["as_of"] == utc("2026-11-01 23:59:59.999999")
    assert G.graph["data_until"] == {"linkedin": utc("2026-10-29 11:00")}


def test_a_dormant_tie_by_hand(G):
    """48 monthly days from 15 Jan 2018 to 15 Dec 2021, a span of 1,430 days; 1,782 days silent."""
    tie = G.edges["alex", "priya"]
    assert (tie["n_sent"], tie["n_received"], tie["active_days"]) == (48, 48, 48.0)
    assert tie["last_contact"] == utc("2021-12-15 10:00")
    assert tie["silent_days"] == 1782
    assert tie["rhythm_days"] == pytest.approx(1430 / 47, rel=0.1), "shrunk a little towards the default"
    assert tie["quiet"] == pytest.approx(tie["silent_days"] / tie["rhythm_days"])
    assert tie["strength"] >= 0.45
    assert tie["recency"] < 0.01
    assert (tie["evidence"], tie["proof"], tie["unanswered"], tie["rest_until"]) == ("message", True, 0, None)


def test_a_warm_tie_by_hand(G):
    """26 Thursdays, 7 May to 29 October, with a call on the last: 3 days silent."""
    tie = G.edges["alex", "mia"]
    assert (tie["n_sent"], tie["active_days"], tie["silent_days"]) == (26, 26.0, 3)
    assert tie["last_contact"] == utc("2026-10-29 11:00")
    assert tie["recency"] > 0.9
    assert tie["contact_chance"] > 0.5
    assert tie["evidence"] == "message"


def test_a_connection_without_a_word_is_not_known_rather_than_zero(G):
    tie = G.edges["alex", "raj"]
    assert [name for name in NUMBERS if math.isnan(tie[name])] == [
        "strength", "recency", "contact_chance", "silent_days", "rhythm_days", "quiet"
    ]  # fmt: skip
    assert (tie["evidence"], tie["proof"], tie["readiness"]) == ("connected", False, 0.10)
    assert (tie["n_sent"], tie["n_received"], tie["unanswered"], tie["active_days"]) == (0, 0, 0, 0.0)
    assert tie["last_contact"] is None
    assert tie["rest_until"] is None


def test_a_tie_of_others_that_somebody_stated_has_the_prior(G):
    tie = G.edges["mia", "dana"]
    assert (tie["evidence"], tie["proof"], tie["readiness"]) == ("stated", True, 0.30)
    assert math.isnan(tie["strength"])


def test_types_are_plain(G):
    for *_, tie in G.edges(data=True):
        if tie["kind"] == "tie":
            assert [type(tie[name]) for name in NUMBERS] == [float] * len(NUMBERS)
            assert [type(tie[name]) for name in ("n_sent", "n_received", "unanswered")] == [int] * 3
            assert (type(tie["active_days"]), type(tie["proof"]), type(tie["evidence"])) == (float, bool, str)
            for moment in ("last_contact", "rest_until"):
                assert tie[moment] is None or (
                    type(tie[moment]) is pd.Timestamp and tie[moment].tzinfo is not None
                )


def test_affiliations_say_whether_they_are_current(G):
    edge = G.edges["alex", "org:initech"]
    assert (edge["kind"], edge["current"], edge["since"], edge["until"]) == (
        "affiliation", False, utc("2019-01-01"), utc("2026-10-15")
    )  # fmt: skip
    mine = G.edges["dana", "org:globex"]
    assert (mine["current"], mine["position"], mine["since"], mine["until"]) == (True, "VP Data", None, None)


def test_without_a_moment_it_is_the_end_of_the_last_day_seen(contacts):
    assert ng.build_graph(contacts).graph["as_of"] == utc("2026-10-29 23:59:59.999999")


def test_nothing_after_the_moment_is_in_the_graph(contacts):
    G = ng.build_graph(contacts, as_of="2021-12-15T09:30Z")
    assert (G.edges["alex", "priya"]["n_sent"], G.edges["alex", "priya"]["n_received"]) == (48, 47)
    assert not G.has_edge("alex", "mia"), "met and connected in 2026"
    assert G.graph["contacts"].interactions["at"].max() == utc("2021-12-15 09:00")
    assert G.graph["as_of"] == utc("2021-12-15 09:30")


def test_a_job_is_seen_as_it_stood_at_the_moment(contacts):
    before = ng.build_graph(contacts, as_of="2018-06-01")
    assert "org:initech" not in before, "began in 2019"
    during = ng.build_graph(contacts, as_of="2020-06-01")
    assert during.edges["alex", "org:initech"]["current"] is True


def test_connected_on_is_never_contact():
    raj = person("raj", connected_on=utc("2026-10-30"))
    tie = {"person_a": "alex", "person_b": "raj", "evidence": "connected", "since": utc("2026-10-30")}
    G = ng.build_graph(bundle(people=[raj], ties=[tie], interactions=[said("2026-01-01", "bo", "alex")]))
    assert G.graph["as_of"] == utc("2026-10-30 23:59:59.999999"), "yet it is a day seen in the data"
    assert G.edges["alex", "raj"]["last_contact"] is None


def test_an_owner_is_needed():
    with pytest.raises(GraphError, match="owner"):
        ng.build_graph(bundle(ego=None, people=[person("mia")]))


def test_an_owner_alone_makes_a_graph_of_one():
    assert list(ng.build_graph(bundle())) == ["alex"]


def test_two_builds_are_equal_and_the_tables_are_left_alone(contacts, as_of, G):
    before = {name: frame.copy(deep=True) for name, frame in contacts.tables().items()}
    again = ng.build_graph(contacts, as_of=as_of)
    assert list(again.nodes) == list(G.nodes)
    assert repr(list(again.edges(data=True))) == repr(list(G.edges(data=True)))
    for name, frame in contacts.tables().items():
        pd.testing.assert_frame_equal(frame, before[name])


@pytest.mark.parametrize("days", [3, 30, 60, 1_000])
def test_a_graph_turned_back_is_the_one_that_was_made_on_that_day(days):
    """Few days back nobody came and the nodes are taken over; before that all is made anew."""
    contacts = ng.read_linkedin(SAMPLE_ZIP)
    now = ng.build_graph(contacts, as_of="2026-11-20")
    then = now.graph["as_of"] - pd.Timedelta(days=days)
    found, made = turned_back(now, contacts, as_of=then), ng.build_graph(contacts, as_of=then)
    assert told(found) == told(made)
    assert found.graph["contacts"].people.equals(made.graph["contacts"].people)
    before = told(now)
    for _, seen in found.nodes(data=True):
        seen["name"] = "somebody else"
    for *_, edge in found.edges(data=True):
        edge["kind"] = "another"
    assert told(now) == before


def told(G):
    """Nodes, edges and what stands beside them, in order, as text: nan is not equal to itself."""
    beside = {name: value for name, value in G.graph.items() if name != "contacts"}
    return repr(list(G.nodes(data=True))), repr(list(G.edges(data=True))), repr(beside)
