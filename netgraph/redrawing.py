"""Redrawing: a graph made from another one that is there already, sooner than from the tables.

Of the same contacts after a small entry (`redrawn`), on an earlier day (`turned_back`), or the part around
a few people (`nearby`). Each tells what `netgraph.graph.build_graph` would, and takes over what is the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx

from netgraph.choices import stranger_pairs
from netgraph.graph import REST_ATTRIBUTES, add_ties, build_graph, is_guess, records, tie_edges, told_of
from netgraph.ties import rests_about, ties_about

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["nearby", "redrawn", "turned_back"]

SCORED_FROM = {"interactions", "ties", "favors"}
"""What a tie's numbers are made from; choices and introductions only tell who rests."""

SEEN_IN = {"interactions", "favors", "people"}
"""What tells the last day seen of a source."""


def redrawn(G: nx.Graph, contacts: Contacts, people: Collection[str]) -> nx.Graph | None:
    """The graph of `contacts` at the day of `G`: quicker than `build_graph` where an entry changed little.

    `G` is the graph of the same contacts before that. Only events, ties, favors, choices and targets may
    have changed, and `people` (ids, ego left out) are all whom the changes name. Nodes and edges of
    everybody else are shared with `G`: read the two, change neither. None when somebody came or went with
    the changes, so that `build_graph` has to make it.
    """
    now, ego, before = G.graph["as_of"], G.graph["ego"], G.graph["contacts"]
    known = contacts.until(now)
    told = known.tables()
    same = {name for name, frame in before.tables().items() if frame.equals(told[name])}
    if contacts.ego != ego or not {"people", "jobs"} <= same or not all(_is_person(G, one) for one in people):
        return None
    strangers = frozenset(stranger_pairs(known.choices))
    until = G.graph["data_until"] if same >= SEEN_IN else known.data_until
    H = nx.Graph()
    # NetworkX has no public way to share what stays as it is; copying all of it takes longer than the rest.
    H._node, H._adj = G._node, dict(G._adj)  # noqa: SLF001
    H.graph.update(ego=ego, as_of=now, data_until=until, contacts=known, strangers=strangers)
    if same >= SCORED_FROM and strangers == G.graph["strangers"]:
        gone, edges = [], _rested_edges(G, known, people)
    else:
        gone = [(a, b) for a in people for b, tie in G._adj[a].items() if tie["kind"] == "tie"]  # noqa: SLF001
        edges = tie_edges(ties_about(known, people, as_of=now)) if people else []
    for node in {node for a, b, *_ in [*edges, *gone] for node in (a, b)}:
        H._adj[node] = dict(G._adj[node])  # noqa: SLF001
    for a, b in {*map(frozenset, gone)} - {frozenset(edge[:2]) for edge in edges}:
        H.remove_edge(a, b)
    for a, b, tie in edges:
        H._adj[a][b] = H._adj[b][a] = tie  # noqa: SLF001
    H.remove_edges_from([pair for pair in map(tuple, strangers) if is_guess(H, *pair)])
    return H


def turned_back(G: nx.Graph, contacts: Contacts, *, as_of: pd.Timestamp) -> nx.Graph:
    """The graph of `contacts` at an earlier day than `G`: as `build_graph` makes it, and sooner.

    Nodes and affiliations are copied from `G`, the ties scored anew; where people came or jobs changed since
    then all is made anew. `G` is a graph of the same owner's contacts.
    """
    known, now = contacts.until(as_of), G.graph["contacts"]
    if not (known.people.equals(now.people) and known.jobs.equals(now.jobs)):
        return build_graph(contacts, as_of=as_of)
    H = nx.Graph(**told_of(known, as_of))
    H.add_nodes_from(G.nodes(data=True))
    H.add_edges_from(edge for edge in G.edges(data=True) if edge[2]["kind"] == "affiliation")
    add_ties(H, known)
    return H


def nearby(G: nx.Graph, people: Iterable[Hashable]) -> nx.Graph:
    """Ego and `people`, ego's ties with them and where all of them are or were, in a graph of its own.

    Its `contacts` hold, of events and jobs, theirs alone.
    """
    ego = G.graph["ego"]
    contacts: Contacts = G.graph["contacts"]
    few = [ego, *(one for one in dict.fromkeys(people) if one != ego)]
    events, jobs = contacts.interactions, contacts.jobs
    near = nx.Graph()
    near.graph.update(
        G.graph,
        contacts=replace(
            contacts,
            interactions=events[events["sender_id"].isin(few) & events["recipient_id"].isin(few)],
            jobs=jobs[jobs["person_id"].isin(few)],
        ),
    )
    near.add_nodes_from((one, G.nodes[one]) for one in few)
    near.add_edges_from((ego, one, G.edges[ego, one]) for one in few if G.has_edge(ego, one))
    for one in few:
        for place, edge in G[one].items():
            if edge.get("kind") == "affiliation":
                near.add_node(place, **G.nodes[place])
                near.add_edge(one, place, **edge)
    return near


def _rested_edges(
    G: nx.Graph, contacts: Contacts, people: Collection[Hashable]
) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    """Ego's ties with `people` as they are in `G`, but for who rests: no choice changes more of a tie."""
    ego = G.graph["ego"]
    tied = [person for person in people if G.has_edge(ego, person)]
    rest = rests_about(contacts, tied, as_of=G.graph["as_of"])
    return [
        (ego, person, G.edges[ego, person] | changed)
        for person, changed in records(rest, "person_id", REST_ATTRIBUTES)
    ]


def _is_person(G: nx.Graph, node: Hashable) -> bool:
    return node in G and bool(G.nodes[node]["kind"] == "person")
