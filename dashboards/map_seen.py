"""A graph as the map sees it: its record, its lenses, the way to one person, the views shown last."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import netgraph as ng
from dashboards.map_address import kept, options
from dashboards.map_ground import Grounds
from dashboards.map_view import Looked, Shown, map_view
from dashboards.profiles import profiles
from dashboards.suggest import state_of
from netgraph.figures.map_lenses import map_lens
from netgraph.figures.map_record import map_record

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from dashboards.map_address import Address
    from netgraph.figures.map_lenses import Lens
    from netgraph.figures.map_record import MapRecord

__all__ = ["Offered", "Seen", "looked_at", "shown_at"]

VIEWS_KEPT: Final = 3


class Offered(NamedTuple):
    """Everybody who can be found (ids, then what is shown of them), the terms of the filters, their state."""

    everybody: list[list[str]]
    terms: list[dict[str, Any]]
    state: str


class Seen:
    """One graph as the page sees it: its record and its lenses, each made once, when first asked for.

    The views shown last are kept as well: whoever goes back, or opens the page again, does not wait. Graphs
    that share `grounds` stand on the one laid last, where that is theirs.
    """

    def __init__(self, G: nx.Graph, grounds: Grounds | None = None) -> None:
        self._graph = G
        self._grounds = Grounds() if grounds is None else grounds
        self._lock = Lock()
        self._record: MapRecord | None = None
        self._lenses: dict[str, Lens] = {}
        self._views: dict[Address, Any] = {}
        self._offered: Offered | None = None

    @property
    def record(self) -> MapRecord:
        """Everybody's place."""
        with self._lock:
            if self._record is None:
                self._record = map_record(self._graph, ground=self._grounds.of(self._graph))
            return self._record

    def lens(self, name: str) -> Lens:
        """What a lens says of everybody."""
        record = self.record
        with self._lock:
            if name not in self._lenses:
                self._lenses[name] = map_lens(self._graph, record, name)
            return self._lenses[name]

    def offered(self) -> Offered:
        """Everybody who can be found, and the terms of the filters."""
        if self._offered is None:
            people = self.record.people.sort_values("name")
            pairs = zip(people["name"], people["organization"], strict=True)
            labels = [f"{name}, {place}" if place else name for name, place in pairs]
            everybody, terms = [people["person_id"].to_list(), labels], options(self.record)
            self._offered = Offered(everybody, terms, state_of(everybody, terms))
        return self._offered

    def view(self, address: Address) -> Any:
        """The page of an address."""
        found = self._views.get(address) or map_view(shown_at(self, address), address)
        with self._lock:
            self._views.pop(address, None)
            self._views[address] = found
            for oldest in list(self._views)[:-VIEWS_KEPT]:
                del self._views[oldest]
        return found

    def way(self, person: str) -> pd.Series | None:
        """The best route to somebody, a row of `netgraph.referral_paths`; None where there is none."""
        node = next((one for one in self._graph if str(one) == person), None)
        if node is None or person == self.record.ego_id:
            return None
        routes = ng.referral_paths(self._graph, node, limit=1)
        return None if routes.empty else routes.iloc[0]


def shown_at(seen: Seen, address: Address) -> Shown:
    """What an address shows of a graph."""
    record = seen.record
    way = seen.way(address.person) if address.person and address.view == "map" else None
    return Shown(record, seen.lens(address.lens), kept(record, address), way)


def looked_at(G: nx.Graph, seen: Seen, address: Address) -> Looked | None:
    """The person an address names; None where it names nobody in the data."""
    people = seen.record.people
    rows = people.index[people["person_id"] == address.person]
    if not len(rows):
        return None
    way = seen.way(address.person)
    on_it = [] if way is None else way["path_ids"]
    nodes = {str(node): node for node in G} if way is not None else {}
    found = profiles(G, [nodes[str(one)] for one in on_it])
    found.index = found.index.map(str)
    said = str(seen.lens(address.lens).said[rows[0]])
    return Looked(people.loc[rows[0]], said, way, found)
