"""Structural holes against NetworkX, and by hand."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from conftest import bundle, network, person
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph import structural_holes
from netgraph.errors import GraphError
from netgraph.schema import BROKERS, DTYPES
from netgraph.structural_holes import structural_holes as measured
from netgraph.tie_arrays import TieArrays


def around(*pairs, evidence="stated"):
    """Ego knows everybody; the others are tied as given."""
    people = sorted({one for pair in pairs for one in pair})
    own = [("ego", one, 0.4, "message") for one in people]
    return network(*own, *((a, b, 0.3, evidence) for a, b in pairs))


def others(G):
    """The ties among the others that are no guess, as NetworkX takes them."""
    H = G.subgraph(one for one in G if one != "ego").copy()
    H.remove_edges_from([(a, b) for a, b, tie in H.edges(data=True) if tie["evidence"] == "inferred"])
    return H


@settings(max_examples=100)
@given(st.sets(st.sampled_from(list(combinations("abcdefgh", 2))), min_size=1), st.integers(0, 20))
def test_the_measures_are_those_of_networkx(pairs, at_once):
    G = around(*pairs)
    arrays = TieArrays.of(G)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structural_holes, "AT_ONCE", at_once)
        found = measured(arrays.seen.without(arrays.ego))
    H = others(G)
    constraint, size = nx.constraint(H), nx.effective_size(H)
    bridges = [one for pair in nx.local_bridges(H, with_span=False) for one in pair]
    for one in H:
        row = arrays.row_of[one]
        assert found.constraint[row] == pytest.approx(constraint[one], nan_ok=True)
        assert found.effective_size[row] == pytest.approx(size[one], nan_ok=True)
        assert found.bridges[row] == bridges.count(one)


def test_a_well_known_network_gives_what_networkx_gives():
    club = nx.karate_club_graph()
    G = around(*((str(a), str(b)) for a, b in club.edges))
    found = ng.brokers(G, limit=100).set_index("person_id")
    constraint = nx.constraint(club, weight=None)
    assert len(found) == sum(len(club[one]) >= 2 for one in club)
    assert {int(one): value for one, value in found["constraint"].items()} == pytest.approx(
        {int(one): constraint[int(one)] for one in found.index}
    )
    assert list(found["constraint"]) == sorted(found["constraint"])


def test_the_middle_of_a_path_and_of_a_triangle_by_hand():
    """Path a - m - b: m has .5 ** 2 x 2 = .5. Triangle: (.5 + .5 x .5) ** 2 x 2 = 1.125, size 2 - 2 / 2."""
    path = ng.brokers(around(("a", "m"), ("m", "b"))).set_index("person_id")
    assert list(path.index) == ["m"], "somebody with one tie stands between nobody"
    assert path.loc["m", "constraint"] == pytest.approx(0.5)
    assert (path.loc["m", "effective_size"], path.loc["m", "bridges"]) == (2, 2)
    assert "none knows another" in path.loc["m", "why"]
    triangle = ng.brokers(around(("a", "m"), ("m", "b"), ("a", "b"))).set_index("person_id")
    assert list(triangle["constraint"]) == pytest.approx([1.125] * 3)
    assert list(triangle["effective_size"]) == [1, 1, 1]
    assert list(triangle["bridges"]) == [0, 0, 0]


def test_whoever_joins_two_circles_comes_first():
    left, right = combinations("abc", 2), combinations("xyz", 2)
    found = ng.brokers(around(*left, *right, ("a", "m"), ("m", "x")), limit=3)
    assert found.loc[0, "person_id"] == "m"
    assert found.loc[0, "bridges"] == 2
    assert len(found) == 3


def test_a_guess_makes_no_bridge_and_ego_closes_no_hole():
    assert ng.brokers(around(("a", "m"), ("m", "b"), evidence="inferred")).empty
    found = ng.brokers(around(("a", "m"), ("m", "b"), evidence="connected")).set_index("person_id")
    assert found.loc["m", "constraint"] == pytest.approx(0.5)


def test_what_a_broker_opens_are_the_chosen_targets(as_of):
    people = [person("dana", organization="Globex"), person("mia"), person("bo", organization="Hooli")]
    ties = [
        {"person_a": a, "person_b": b, "evidence": "stated"}
        for a, b in (("alex", "mia"), ("mia", "dana"), ("mia", "bo"))
    ]
    targets = [
        {"name": name, "kind": "organization", "priority": 3.0, "status": status}
        for name, status in (("Globex", "chosen"), ("Hooli", "proposed"), ("Acme", "chosen"))
    ]
    (row,) = ng.brokers(
        ng.build_graph(bundle(people=people, ties=ties, targets=targets), as_of=as_of)
    ).to_dict("records")
    assert (row["person_id"], row["opens"]) == ("mia", ["Globex"])
    assert row["why"].endswith("leads to Globex.")


def test_a_star_says_why_it_is_empty():
    star = network(("ego", "a", 0.4, "message"), ("ego", "b", 0.1, "connected"))
    for G in (star, network(), network(("ego", "a", 0.4, "message"))):
        found = ng.brokers(G)
        assert found.empty
        assert "star" in found.attrs["reason"]
        kinds = {name: str(dtype) for name, dtype in found.dtypes.items()}
        assert kinds == {column.name: DTYPES[column.kind] for column in BROKERS.columns}
    assert ng.brokers(around(("a", "m"), ("m", "b"))).attrs["reason"] is None
    with pytest.raises(GraphError):
        ng.brokers(nx.Graph())


def test_nobody_without_ties_has_a_number():
    arrays = TieArrays.of(network(("ego", "a", 0.4, "message")))
    found = measured(arrays.seen.without(arrays.ego))
    assert np.isnan(found.constraint).all()
    assert math.isnan(found.effective_size[arrays.row_of["a"]])


def test_the_graph_is_left_alone():
    G = around(("a", "m"), ("m", "b"))
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    ng.brokers(G)
    assert [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)] == before


def test_the_columns_that_stay_are_there():
    design = "person_id name constraint effective_size bridges opens why"
    assert set(design.split()) <= set(ng.brokers(network()).columns)
