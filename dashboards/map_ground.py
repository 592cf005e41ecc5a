"""The ground of the map kept from one state of the book to the next: most writes touch ego's ties alone.

To find circles and to give everybody a place takes longest of all that the map needs, and rests on who is
there, where they work, and the ties among the others.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from netgraph.figures.map_record import map_ground
from netgraph.lookup import edges_of, ego_of, or_zero, text

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import networkx as nx

    from netgraph.figures.map_record import Ground

__all__ = ["Grounds", "same_but_for_ego"]


class Grounds:
    """The ground that was laid last, and the graph it is of."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[nx.Graph, Ground] | None = None

    def of(self, G: nx.Graph) -> Ground:
        """The ground of a graph: the last one where nothing changed that it rests on."""
        with self._lock:
            if self._last is None or not same_but_for_ego(self._last[0], G):
                self._last = G, map_ground(G)
            # The newer graph stands for both, so that the older one can be forgotten.
            self._last = G, self._last[1]
            return self._last[1]


def same_but_for_ego(G: nx.Graph, H: nx.Graph) -> bool:
    """Whether two graphs would give one ground: the same people and places, and ties among the others.

    Their order counts too, as circles and places go by it. Quick where the graphs share what did not change
    (`netgraph.redrawing.redrawn`).
    """
    ego = ego_of(G)
    if ego != ego_of(H) or not _same_nodes(G, H):
        return False
    pairs = ((edges_of(G, node), edges_of(H, node)) for node in G if node != ego)
    return all(one is other or _joined(one, ego) == _joined(other, ego) for one, other in pairs)


def _same_nodes(G: nx.Graph, H: nx.Graph) -> bool:
    if G._node is H._node:  # noqa: SLF001 - shared
        return True
    nodes = zip(G.nodes.values(), H.nodes.values(), strict=False)
    return list(G) == list(H) and all(one is other or _shown(one) == _shown(other) for one, other in nodes)


def _shown(seen: dict[str, Any]) -> list[str | None]:
    return [text(seen.get(name)) for name in ("kind", "name", "organization", "era")]


def _joined(edges: Mapping[Hashable, dict[str, Any]], ego: Hashable) -> list[tuple[Hashable, Any, float]]:
    return [
        (other, edge.get("kind"), or_zero(edge.get("readiness")))
        for other, edge in edges.items()
        if other != ego
    ]
