"""Graph files: the network for other programs, as GraphML (igraph, yEd, Cytoscape) or GEXF (Gephi).

Nodes bear `name` and, in GEXF, `label`; ties all their numbers. What is not known is left out rather than
written as 0, moments are ISO 8601 texts, and the history behind the graph (`G.graph["contacts"]`) stays here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from netgraph.lookup import is_missing

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

__all__ = ["to_gexf", "to_graphml"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SAID_OF_ALL = ("ego", "as_of")
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that no XML may hold, escaped or not."""


def to_graphml(G: nx.Graph) -> str:
    """`G` as GraphML text; `networkx.read_graphml` and igraph read it back, all but what is missing."""
    return HEAD + "\n".join(nx.generate_graphml(_plain(G), named_key_ids=True)) + "\n"


def to_gexf(G: nx.Graph) -> str:
    """`G` as GEXF 1.2 text, which Gephi opens with the names as labels and readiness as weight."""
    plain = _plain(G)
    for _, attributes in plain.nodes(data=True):
        attributes["label"] = attributes.get("name", "")
    for *_, attributes in plain.edges(data=True):
        if "readiness" in attributes:
            attributes["weight"] = attributes["readiness"]
    return HEAD + "\n".join(nx.generate_gexf(plain, version="1.2draft")) + "\n"


def _plain(G: nx.Graph) -> nx.Graph:
    """A copy with nothing but texts, numbers and flags."""
    plain = G.__class__()
    plain.graph.update(_told({name: G.graph[name] for name in SAID_OF_ALL if name in G.graph}))
    plain.add_nodes_from((_id(node), _told(attributes)) for node, attributes in G.nodes(data=True))
    plain.add_edges_from((_id(a), _id(b), _told(attributes)) for a, b, attributes in G.edges(data=True))
    return plain


def _told(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _value(value)
        for name, value in attributes.items()
        if isinstance(value, str | bool | int | float | pd.Timestamp) and not is_missing(value)
    }


def _value(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.translate(NOT_IN_XML) if isinstance(value, str) else value


def _id(node: Hashable) -> str:
    return str(node).translate(NOT_IN_XML)
