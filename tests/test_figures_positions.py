"""Places on the map: nobody on top of another, no disc over another, and the same every time."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from conftest import network
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.figures.positions import NO_CIRCLE, Positions, map_positions


def cliques(*sizes: int, alone: int = 0) -> nx.Graph:
    """Groups of people who all know each other, and people whom nobody knows but ego."""
    ties, first = [], 0
    for size in sizes:
        group = [f"p{one:03}" for one in range(first, first + size)]
        ties += [(a, b, 0.5, "stated") for place, a in enumerate(group) for b in group[:place]]
        first += size
    ties += [("ego", f"p{one:03}", 0.5, "message") for one in range(first + alone)]
    return network(*ties)


def placed(G: nx.Graph, seed: int = 0) -> Positions:
    return map_positions(G, ng.circles(G), seed=seed)


def smallest_distance(spots: np.ndarray) -> float:
    apart = np.sqrt(((spots[:, None] - spots[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    return float(apart.min())


@settings(max_examples=15)
@given(st.lists(st.integers(3, 12), max_size=6), st.integers(0, 8), st.integers(0, 3))
def test_discs_lie_apart_and_hold_their_people(sizes: list[int], alone: int, seed: int) -> None:
    people, discs, ego = placed(cliques(*sizes, alone=alone), seed)
    assert len(people) == sum(sizes) + alone
    assert sorted(discs["people"]) == sorted(sizes)
    centres = discs[["x", "y"]].to_numpy()
    for one in range(len(discs)):
        for other in range(one):
            radii = discs["radius"][one] + discs["radius"][other]
            assert np.hypot(*(centres[one] - centres[other])) >= radii
        assert np.hypot(*(centres[one] - ego)) >= discs["radius"][one], "ego's place is free"
        inside = people.loc[people["circle"] == one, ["x", "y"]].to_numpy()
        assert (np.hypot(*(inside - centres[one]).T) <= discs["radius"][one]).all()
    if len(people) > 1:
        assert smallest_distance(people[["x", "y"]].to_numpy()) > 1.0


def test_the_same_graph_gives_the_same_places_whatever_its_order() -> None:
    G = cliques(5, 4, 3, alone=2)
    again = placed(G)
    for one, other in zip(placed(G), again, strict=True):
        assert np.array_equal(np.asarray(one), np.asarray(other)) or one.equals(other)  # type: ignore[union-attr]


def test_the_graph_is_left_alone() -> None:
    G = cliques(4)
    before = nx.to_dict_of_dicts(G)
    placed(G)
    assert nx.to_dict_of_dicts(G) == before


def test_circles_that_are_tied_stand_nearer_than_others() -> None:
    G = cliques(*[6] * 10)
    for one in range(6):  # the first two groups know each other well; nobody else does
        for other in range(6, 12):
            if (one + other) % 4 == 0:
                G.add_edge(
                    f"p{one:03}", f"p{other:03}", kind="tie", readiness=0.2, proof=True, evidence="stated"
                )
    people, discs, _ = placed(G)
    assert len(discs) == 10
    circle = people.set_index("person_id")["circle"]
    a, b = circle["p000"], circle["p006"]
    centre = discs.set_index("circle")[["x", "y"]]
    apart = {
        other: float(np.hypot(*(centre.loc[a] - centre.loc[other]))) for other in centre.index if other != a
    }
    assert apart[b] < np.median(list(apart.values()))


def test_without_ties_colleagues_stand_side_by_side() -> None:
    G = network(*[("ego", f"p{one:02}", 0.5, "message") for one in range(40)])
    for one in range(40):
        G.nodes[f"p{one:02}"].update(
            era="your Acme years, 2015-19", organization="Globex" if one % 2 else "Hooli"
        )
    people, discs, _ = placed(G)
    assert len(discs) == 1
    spots = people[["x", "y"]].to_numpy()
    at = people["person_id"].map(lambda one: G.nodes[one]["organization"]).to_numpy()
    near = np.argsort(((spots[:, None] - spots[None]) ** 2).sum(axis=2), axis=1)[:, 1:5]
    # By chance half of the neighbours would be colleagues.
    assert (at[near] == at[:, None]).mean() > 0.75


def test_people_of_no_circle_stand_in_a_strip_below() -> None:
    people, discs, _ = placed(cliques(5, alone=4))
    loose = people[people["circle"] == NO_CIRCLE]
    assert len(loose) == 4
    assert loose["y"].max() < (discs["y"] - discs["radius"]).min()


def test_nobody_at_all_and_one_alone() -> None:
    G = nx.Graph(ego="ego")
    G.add_node("ego", kind="person", name="Ego")
    assert placed(G).people.empty
    G.add_node("ana", kind="person", name="Ana Bird")
    assert list(placed(G).people["person_id"]) == ["ana"]
    G.graph.clear()
    with pytest.raises(GraphError):
        map_positions(G, ng.circles(network(("ego", "ana", 0.5, "message"))))
