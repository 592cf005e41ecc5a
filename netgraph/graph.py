"""The graph: the only door between tables and NetworkX.

Nodes are people and organizations; edges are ties (person-person) and affiliations
(person-organization). A guess that two colleagues know each other is not an edge: it is kept two-mode,
in the affiliations, and expanded where a question needs it (`netgraph.colleagues`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from netgraph.choices import stranger_pairs
from netgraph.contact_days import instant
from netgraph.eras import era_of, eras
from netgraph.errors import GraphError
from netgraph.organizations import organization_id
from netgraph.ties import score_ties

if TYPE_CHECKING:
    from collections.abc import Hashable

    from netgraph.contacts import Contacts

__all__ = [
    "REST_ATTRIBUTES",
    "add_ties",
    "build_graph",
    "is_guess",
    "records",
    "tie_edges",
    "told_of",
]

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
    "last_word",
    "last_received",
    "closeness",
    "since",
    "note",
    *REST_ATTRIBUTES,
]
AFFILIATION_ATTRIBUTES = ["current", "position", "since", "until"]


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
    G = nx.Graph(**told_of(known, now))
    G.add_nodes_from(_people_nodes(known.people, eras(known.jobs, ego=known.ego)))
    affiliations = _affiliations(known)
    organizations = affiliations.drop_duplicates("organization_id").set_index("organization_id")
    G.add_nodes_from(
        (node, {"kind": "organization", "name": name}) for node, name in organizations["shown"].items()
    )
    G.add_edges_from(
        _edges(affiliations, ["person_id", "organization_id"], "affiliation", AFFILIATION_ATTRIBUTES)
    )
    add_ties(G, known)
    return G


def _moment(contacts: Contacts, as_of: str | pd.Timestamp | None) -> pd.Timestamp:
    if as_of is not None:
        return instant(as_of)
    last = max(contacts.data_until.values(), default=pd.Timestamp(0, tz="UTC"))
    return instant(last.strftime("%Y-%m-%d"))


def told_of(known: Contacts, now: pd.Timestamp) -> dict[str, Any]:
    """What `G.graph` holds."""
    return {
        "ego": known.ego,
        "as_of": now,
        "data_until": known.data_until,
        "contacts": known,
        "strangers": frozenset(stranger_pairs(known.choices)),
    }


def _people_nodes(people: pd.DataFrame, spans: pd.DataFrame) -> list[tuple[Hashable, dict[str, Any]]]:
    """(id, attributes) of each person; `spans` are ego's eras."""
    told = records(people.assign(era=era_of(people["connected_on"], spans)), "person_id", PERSON_ATTRIBUTES)
    return [(node, {"kind": "person", **attributes}) for node, attributes in told]


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
    # Stable: of two spellings as frequent the first in the alphabet, whoever else is there.
    spellings = rows.groupby(["organization_id", "organization"], as_index=False).size()
    spellings = spellings.sort_values("size", ascending=False, kind="stable")
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


def add_ties(G: nx.Graph, known: Contacts) -> None:
    """Score the ties at the graph's day and add them, in place."""
    G.add_edges_from(tie_edges(score_ties(known, as_of=G.graph["as_of"])))
    G.remove_edges_from([pair for pair in map(tuple, G.graph["strangers"]) if is_guess(G, *pair)])


def tie_edges(ties: pd.DataFrame) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    """(one end, the other, attributes) of each row of `netgraph.ties.score_ties`."""
    return _edges(ties, ["person_a", "person_b"], "tie", TIE_ATTRIBUTES)


def is_guess(G: nx.Graph, a: Hashable, b: Hashable) -> bool:
    """Whether there is a tie, and only a guess."""
    return bool(G.has_edge(a, b) and G.edges[a, b].get("evidence") == "inferred")


def records(frame: pd.DataFrame, key: str, columns: list[str]) -> list[tuple[Hashable, dict[str, Any]]]:
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
