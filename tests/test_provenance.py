"""Provenance: every answer says in one line what it rests on."""

from __future__ import annotations

import networkx as nx
import pytest
from conftest import bundle, said

import netgraph as ng
from netgraph.provenance import day, is_stale, month, rests_on, said_once
from netgraph.schema import NEGLECTED_TIES


@pytest.fixture(scope="module")
def G(five):
    return five


def test_the_line_counts_people_words_and_what_is_not_known(G):
    """Three ties, words with Priya and Mia, a call with Mia; Raj is not known; data until 29 October."""
    assert rests_on(G) == (
        "Rests on LinkedIn of 29 Oct 2026 and what contacts told you (3 people, messages with 2); "
        "no mail or coffee; 1 not known; nothing after 29 Oct 2026 is seen."
    )


def test_without_messages_it_says_so(as_of):
    tie = {"person_a": "alex", "person_b": "raj", "evidence": "connected", "since": "2026-10-01"}
    line = rests_on(ng.build_graph(bundle(ties=[tie]), as_of=as_of))
    assert "no messages" in line
    assert "no mail, calls or coffee" in line
    assert "1 not known" in line


def test_a_graph_that_says_it_once_is_the_same_graph_and_leaves_the_other_alone(G):
    once = said_once(G)
    assert rests_on(once) == rests_on(G)
    assert once.adj["alex"]["mia"] is G.adj["alex"]["mia"]
    assert set(once.graph) - set(G.graph) == {"rests_on"}


def test_a_graph_made_by_hand_has_a_line_too():
    G = nx.Graph(ego="a")
    G.add_node("a", kind="person", name="Alex Moreno")
    assert "made by hand" in rests_on(G)
    assert "\n" not in rests_on(G)


def test_every_answer_carries_the_line(G):
    answers = [
        ng.neglected_ties(G),
        ng.referral_paths(G, "Globex"),
        ng.who_to_meet(G),
        ng.explain_tie(G, "mia"),
    ]
    assert [frame.attrs["rests_on"] for frame in answers] == [rests_on(G)] * 4


def test_silence_is_at_least_so_long_when_the_data_are_older_than_the_moment(G, contacts):
    assert is_stale(G)
    assert not is_stale(ng.build_graph(contacts, as_of=None))
    why = ng.neglected_ties(G).set_index("person_id").loc["priya", "why"]
    assert "at least" in why


def test_an_empty_answer_keeps_its_columns_and_its_line():
    frame = ng.neglected_ties(ng.build_graph(bundle(interactions=[said("2026-10-01", "alex", "mia")])))
    assert frame.empty
    assert list(frame.columns) == NEGLECTED_TIES.names
    assert frame.attrs["rests_on"].startswith("Rests on")


def test_dates_in_words(G):
    last = G.edges["alex", "priya"]["last_contact"]
    assert (day(last), month(last)) == ("15 Dec 2021", "December 2021")


def test_contact_without_a_written_word_is_called_contact():
    G = ng.build_graph(bundle(interactions=[said("2026-10-01", "alex", "mia", channel="in_person")]))
    assert "(1 person, contact with 1); no mail or calls" in rests_on(G)


def test_a_day_before_all_data_has_none_that_old():
    G = ng.build_graph(bundle(interactions=[said("2026-10-01", "alex", "mia")]), as_of="2001-01-01")
    assert rests_on(G).startswith("Rests on no data that old (0 people")
