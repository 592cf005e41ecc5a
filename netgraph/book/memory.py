"""Memory: the states of a book that were read or written last, and the graphs drawn of it last.

Reading a book means resolving who is who in all its layers, drawing it means scoring every tie; both
take seconds for large books. An entry changes little of either, and an undo leads back to a state that
was there a moment ago.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.book.entering import layers_between, people_between
from netgraph.book.layers import combined
from netgraph.book.tables import read_layers, state_of
from netgraph.contacts import Contacts
from netgraph.graph import build_graph
from netgraph.provenance import said_once
from netgraph.redrawing import redrawn
from netgraph.schema import TABLES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import sqlalchemy as sa

__all__ = ["Kept", "Memory", "copied"]

STATES_KEPT: Final = 6


class Kept(NamedTuple):
    """What was read of a book: the state of its file then, its layers, and all of them as one."""

    state: tuple[Any, ...]
    layers: list[Contacts]
    known: Contacts


class Memory:
    """What one open book remembers of its file. Nothing in it is ever older than the file."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []
        self._drawn: list[tuple[str | pd.Timestamp, Kept, nx.Graph]] = []

    def read(self, connection: sa.Connection) -> Kept:
        """What the file holds now; read again only when it is in none of the states seen last."""
        state = state_of(connection)
        for kept in self._kept:
            if kept.state == state:
                self._kept = [kept, *(one for one in self._kept if one is not kept)]
                return kept
        layers = list(read_layers(connection).values())
        self._kept = [Kept(state, layers, combined(layers))]
        return self._kept[0]

    def keep(self, kept: Kept) -> None:
        """Remember a state that was just written."""
        self._kept = [kept, *self._kept][:STATES_KEPT]

    def redraw(self, connection: sa.Connection, *, as_of: str | pd.Timestamp) -> nx.Graph:
        """The graph as it is now; what no entry changed is shared with a graph given before."""
        kept = self.read(connection)
        near = [one for one in self._drawn if one[0] == as_of]
        G = None
        if near:
            nearest = min(near, key=lambda one: layers_between(one[1].layers, kept.layers))
            # What served last is kept longest: entries that are undone start from one state again and again.
            near = [nearest, *(one for one in near if one is not nearest)]
            _, before, drawn = nearest
            people = people_between(before.layers, kept.layers)
            if people is not None:
                G = redrawn(drawn, kept.known, people - {kept.known.ego or ""})
        if G is None:
            G, near = build_graph(copied(kept.known), as_of=as_of), []
        # Read by many pages, changed by none.
        G = said_once(G)
        self._drawn = [(as_of, kept, G), *near][:STATES_KEPT]
        return G


def copied(contacts: Contacts) -> Contacts:
    """The same tables, copied on write: what a caller changes in them changes nothing that is kept."""
    return Contacts(*(getattr(contacts, table.name).copy(deep=False) for table in TABLES))
