"""The targets: what the user chose, and what saved jobs, applications and follows propose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, has_contact, resolve_target
from netgraph.organizations import organization_key
from netgraph.provenance import answer
from netgraph.schema import TARGET_LIST

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["proposed_targets", "roles_sought", "stored_targets", "targets", "wanted_targets"]


def targets(G: nx.Graph) -> pd.DataFrame:
    """Each target once, the chosen ones first; columns as in `netgraph.schema.TARGET_LIST`.

    What was chosen or dropped is proposed no more. Raises `NoHistoryError` on a graph made by hand.
    """
    ego, contacts = ego_of(G), G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no targets: make it with build_graph")
    rows: dict[str, dict[str, Any]] = {}
    frame = contacts.targets
    said = frame[frame["status"] != "proposed"].sort_values("priority", ascending=False, kind="stable")
    for row in [*said.to_dict("records"), *frame[frame["status"] == "proposed"].to_dict("records")]:
        key = organization_key(row["name"]) or str(row["name"])
        if key in rows:
            if rows[key]["status"] == "proposed" and row["source"] not in rows[key]["source"]:
                rows[key]["source"] += f", {row['source']}"
            continue
        there = resolve_target(G, row["name"]).people
        known = sum(has_contact(G.get_edge_data(ego, person)) for person in there)
        rows[key] = {**row, "people": len(there), "known": known}
    return answer(G, [row for row in rows.values() if row["status"] != "dropped"], TARGET_LIST)


def stored_targets(G: nx.Graph) -> list[str]:
    """The targets the user chose, the highest priority first."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return []
    chosen = contacts.targets[contacts.targets["status"] == "chosen"]
    return list(chosen.sort_values("priority", ascending=False, kind="stable")["name"].drop_duplicates())


def wanted_targets(G: nx.Graph, targets: Sequence[str] | None) -> list[str]:
    """The targets of an answer, each once: those given (one may stand alone), else the stored ones."""
    if targets is None:
        return stored_targets(G)
    return [targets] if isinstance(targets, str) else list(dict.fromkeys(targets))


def proposed_targets(G: nx.Graph) -> list[str]:
    """Organizations of saved jobs, applications and follows, the one named most often first."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return []
    names = contacts.targets.loc[contacts.targets["status"] == "proposed", "name"].dropna()
    return list(names.groupby(names).size().sort_values(ascending=False, kind="stable").index)


def roles_sought(G: nx.Graph, targets: list[str]) -> list[str]:
    """The roles the user chose at these organizations (names in any spelling, or nodes), each once."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return []
    names = (G.nodes[one]["name"] if one in G else one for one in targets)
    keys = {organization_key(name) for name in names} - {None}
    stored = contacts.targets
    sought = stored[(stored["status"] == "chosen") & (stored["kind"] == "organization")]
    return list(
        sought.loc[sought["name"].map(organization_key).isin(keys), "role"].dropna().drop_duplicates()
    )
