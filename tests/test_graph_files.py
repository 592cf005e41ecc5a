"""Graph files: what igraph and NetworkX read back is the network, and what is not known is not 0."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import pytest
from conftest import AS_OF

import netgraph as ng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def G(contacts: ng.Contacts) -> nx.Graph:
    return ng.build_graph(contacts, as_of=AS_OF)


def test_graphml_comes_back_with_its_numbers(G: nx.Graph) -> None:
    back = nx.read_graphml(io.BytesIO(ng.to_graphml(G).encode()))
    assert set(back) == set(G)
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in G.edges}
    assert back.graph["as_of"] == G.graph["as_of"].isoformat()
    assert back.edges["alex", "mia"]["readiness"] == pytest.approx(G.edges["alex", "mia"]["readiness"])
    assert back.edges["alex", "mia"]["last_contact"] == G.edges["alex", "mia"]["last_contact"].isoformat()
    assert back.edges["alex", "mia"]["proof"] is True


def test_what_is_not_known_is_left_out(G: nx.Graph) -> None:
    assert math.isnan(G.edges["alex", "raj"]["strength"])
    for back in (
        nx.read_graphml(io.BytesIO(ng.to_graphml(G).encode())),
        nx.read_gexf(io.BytesIO(ng.to_gexf(G).encode())),
    ):
        assert "strength" not in back.edges["alex", "raj"]
        assert "last_contact" not in back.edges["alex", "raj"]


def test_igraph_reads_it(G: nx.Graph, tmp_path: Path) -> None:
    file = tmp_path / "network.graphml"
    file.write_text(ng.to_graphml(G), encoding="utf-8")
    back = igraph.Graph.Read_GraphML(str(file))
    assert (back.vcount(), back.ecount()) == (G.number_of_nodes(), G.number_of_edges())
    assert set(back.vs["name"]) == {G.nodes[node]["name"] for node in G}


def test_gexf_shows_names_and_weighs_by_readiness(G: nx.Graph) -> None:
    back = nx.read_gexf(io.BytesIO(ng.to_gexf(G).encode()))
    assert back.nodes["mia"]["label"] == G.nodes["mia"]["name"]
    assert back.edges["alex", "mia"]["weight"] == pytest.approx(G.edges["alex", "mia"]["readiness"])


def test_no_history_and_no_broken_character_gets_out(G: nx.Graph) -> None:
    H = G.copy()
    H.nodes["mia"]["name"] = "Mia \x00\x1f<script>&"
    for text in (ng.to_graphml(H), ng.to_gexf(H)):
        assert "contacts" not in text
        assert "<script>" not in text
        assert "Mia &lt;script&gt;&amp;" in text


def test_a_graph_made_by_hand_and_an_empty_one() -> None:
    G = nx.Graph([(1, 2)])
    assert set(nx.read_graphml(io.BytesIO(ng.to_graphml(G).encode()))) == {"1", "2"}
    assert len(nx.read_gexf(io.BytesIO(ng.to_gexf(nx.Graph()).encode()))) == 0
