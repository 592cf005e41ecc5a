"""The graph: the only door between tables and NetworkX.

Nodes are people and organizations; edges are ties (person-person) and affiliations
(person-organization). A guess that two colleagues know each other is not an edge: it is kept two-mode,
in the affiliations, and expanded where a question needs it (`netgraph.colleagues`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from netgraph.choices import stranger_pairs
from netgraph.contact_days import instant
from netgraph.eras import era_of, eras
from netgraph.errors import GraphError
from netgraph.organizations import organization_id
from netgraph.ties import rests_about, score_ties, ties_about

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    from netgraph.contacts import Contacts

__all__ = ["build_graph", "nearby", "redrawn", "turned_back"]

PERSON_ATTRIBUTES = ["name", "organization", "position", "linkedin", "connected_on", "era"]
REST_ATTRIBUTES = ["rest_until", "rest_why"]
TIE_ATTRIBUTES = [
    "strength",
    "recency",
    "contact_chance",
    "readiness",
    "cost",
    "evidence",
    "proof",
    "last_contact",
    "silent_days",
    "rhythm_days",
    "quiet",
    "n_sent",
    "n_received",
    "active_days",
    "unanswered",
    "last_sent",
    "last_received",
    "closeness",
    "since",
    "note",
    *REST_ATTRIBUTES,
]
AFFILIATION_ATTRIBUTES = ["current", "position", "since", "until"]
SCORED_FROM = {"interactions", "ties", "favors"}
"""What a tie's numbers are made from; choices and introductions only tell who rests."""

SEEN_IN = {"interactions", "favors", "people"}
"""What tells the last day seen of a source."""


def build_graph(contacts: Contacts, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
    """The network as it stood at `as_of` (None: the last day seen in the data), an `nx.Graph`.

    `G.graph` holds `ego` (a node id), `as_of`, `data_until` (source -> last moment seen), `contacts` (cut
    at `as_of`) and `strangers` (pairs who do not know each other, as the user said: never guessed).
    People carry `kind`, `name`, `organization`, `position`, `linkedin` and `era`; ties the numbers of
    `netgraph.strength` and `netgraph.chance`, their `evidence` and `proof`; affiliations `current`,
    `position`, `since` and `until`. Missing is None, or nan for numbers. Raises `GraphError` when the
    contacts do not say who ego is.
    """
    if contacts.ego is None:
        raise GraphError("these contacts have no owner; read them with owner= (a name or a LinkedIn URL)")
    now = _moment(contacts, as_of)
    known = contacts.until(now)
    G = nx.Graph(**_told_of(known, now))
    spans = eras(known.jobs, ego=known.ego)
    people = known.people.assign(era=era_of(known.people["connected_on"], spans))
    G.add_nodes_from(
        (node, {"kind": "person", **attributes})
        for node, attributes in _records(people, "person_id", PERSON_ATTRIBUTES)
    )
    affiliations = _affiliations(known)
    organizations = affiliations.drop_duplicates("organization_id").set_index("organization_id")
    G.add_nodes_from(
        (node, {"kind": "organization", "name": name}) for node, name in organizations["shown"].items()
    )
    G.add_edges_from(
        _edges(affiliations, ["person_id", "organization_id"], "affiliation", AFFILIATION_ATTRIBUTES)
    )
    _add_ties(G, known)
    return G


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
        edges = _tie_edges(ties_about(known, people, as_of=now)) if people else []
    for node in {node for a, b, *_ in [*edges, *gone] for node in (a, b)}:
        H._adj[node] = dict(G._adj[node])  # noqa: SLF001
    for a, b in {*map(frozenset, gone)} - {frozenset(edge[:2]) for edge in edges}:
        H.remove_edge(a, b)
    for a, b, tie in edges:
        H._adj[a][b] = H._adj[b][a] = tie  # noqa: SLF001
    H.remove_edges_from([pair for pair in map(tuple, strangers) if _is_guess(H, *pair)])
    return H


def turned_back(G: nx.Graph, contacts: Contacts, *, as_of: pd.Timestamp) -> nx.Graph:
    """The graph of `contacts` at an earlier day than `G`: as `build_graph` makes it, and sooner.

    Where the people and their jobs are those behind `G`, so are the nodes and affiliations (copied); the
    ties are scored anew. `G` is a graph of the same owner's contacts.
    """
    known, before = contacts.until(as_of), G.graph["contacts"]
    if not (known.people.equals(before.people) and known.jobs.equals(before.jobs)):
        return build_graph(contacts, as_of=as_of)
    H = nx.Graph(**_told_of(known, as_of))
    H.add_nodes_from(G.nodes(data=True))
    H.add_edges_from(edge for edge in G.edges(data=True) if edge[2]["kind"] == "affiliation")
    _add_ties(H, known)
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


def _moment(contacts: Contacts, as_of: str | pd.Timestamp | None) -> pd.Timestamp:
    if as_of is not None:
        return instant(as_of)
    last = max(contacts.data_until.values(), default=pd.Timestamp(0, tz="UTC"))
    return instant(last.strftime("%Y-%m-%d"))


def _told_of(known: Contacts, now: pd.Timestamp) -> dict[str, Any]:
    """What `G.graph` holds."""
    return {
        "ego": known.ego,
        "as_of": now,
        "data_until": known.data_until,
        "contacts": known,
        "strangers": frozenset(stranger_pairs(known.choices)),
    }


def _affiliations(contacts: Contacts) -> pd.DataFrame:
    """One row for each person and organization: current if any of their rows is, the longest span."""
    people, jobs = contacts.people, contacts.jobs
    now = people[["person_id", "organization", "position"]].assign(current=True)
    then = jobs[["person_id", "organization", "position"]].assign(
        current=jobs["started_on"].notna() & jobs["ended_on"].isna() & (jobs["kind"] != "study"),
        since=jobs["started_on"],
        until=jobs["ended_on"],
    )
    rows = pd.concat([then, now], ignore_index=True)
    rows["organization_id"] = rows["organization"].map(organization_id)
    rows = rows.dropna(subset=["person_id", "organization_id"])
    spellings = rows.value_counts(["organization_id", "organization"]).reset_index()
    shown = spellings.drop_duplicates("organization_id").set_index("organization_id")["organization"]
    merged = (
        rows.sort_values(["person_id", "organization_id", "current"], ascending=[True, True, False])
        .groupby(["person_id", "organization_id"], sort=False, as_index=False)
        .agg(
            current=("current", "max"),
            position=("position", "first"),
            since=("since", "min"),
            until=("until", "max"),
        )
    )
    merged["until"] = merged["until"].mask(merged["current"])
    return merged.assign(shown=merged["organization_id"].map(shown))


def _add_ties(G: nx.Graph, known: Contacts) -> None:
    G.add_edges_from(_tie_edges(score_ties(known, as_of=G.graph["as_of"])))
    G.remove_edges_from([pair for pair in map(tuple, G.graph["strangers"]) if _is_guess(G, *pair)])


def _tie_edges(ties: pd.DataFrame) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    return _edges(ties, ["person_a", "person_b"], "tie", TIE_ATTRIBUTES)


def _rested_edges(
    G: nx.Graph, contacts: Contacts, people: Collection[Hashable]
) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    """Ego's ties with `people` as they are in `G`, but for who rests: no choice changes more of a tie."""
    ego = G.graph["ego"]
    tied = [person for person in people if G.has_edge(ego, person)]
    rest = rests_about(contacts, tied, as_of=G.graph["as_of"])
    return [
        (ego, person, G.edges[ego, person] | changed)
        for person, changed in _records(rest, "person_id", REST_ATTRIBUTES)
    ]


def _is_guess(G: nx.Graph, a: Hashable, b: Hashable) -> bool:
    return bool(G.has_edge(a, b) and G.edges[a, b].get("evidence") == "inferred")


def _is_person(G: nx.Graph, node: Hashable) -> bool:
    return node in G and bool(G.nodes[node]["kind"] == "person")


def _records(frame: pd.DataFrame, key: str, columns: list[str]) -> list[tuple[Hashable, dict[str, Any]]]:
    """(key, attributes) for each row; missing dates and texts become None, missing numbers stay nan."""
    rows = zip(*(_plain(frame[name]) for name in columns), strict=True)
    return [
        (node, dict(zip(columns, row, strict=True)))
        for node, row in zip(_plain(frame[key]), rows, strict=True)
    ]


def _edges(
    frame: pd.DataFrame, ends: list[str], kind: str, columns: list[str]
) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    """(one end, the other, attributes) for each row."""
    rows = zip(*(_plain(frame[name]) for name in [*ends, *columns]), strict=True)
    names = ["kind", *columns]
    return [(a, b, dict(zip(names, (kind, *row), strict=True))) for a, b, *row in rows]


def _plain(column: pd.Series) -> list[Any]:
    """The values as Python's own; what is missing is nan in a column of numbers, else None."""
    if column.dtype.kind == "f":
        values: list[Any] = column.to_list()
        return values
    found = np.full(len(column), None, dtype=object)
    seen = column.notna().to_numpy()
    # Moments are made one by one, which takes long: most of a tie's are missing.
    found[seen] = column[seen].to_numpy(dtype=object)
    plain: list[Any] = found.tolist()
    return plain
