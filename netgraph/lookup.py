"""Lookups in a graph: ego, ties, who is meant by a name, who is at an organization.

Answers read the graph through these, so that they work on any `nx.Graph` whose nodes carry `kind` and
`name` and whose ties carry `readiness`, `evidence` and `proof`; every other attribute may be missing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.errors import GraphError, UnknownNameError
from netgraph.organizations import (
    aliases_among,
    nearest_organizations,
    organization_id,
    organization_key,
)
from netgraph.people import name_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import networkx as nx

__all__ = [
    "Target",
    "edges_of",
    "ego_of",
    "find_person",
    "first_name",
    "given_name",
    "has_contact",
    "insiders",
    "is_current",
    "is_missing",
    "is_tie",
    "moment",
    "number",
    "or_zero",
    "organization_of",
    "resolve_target",
    "text",
    "ties_of",
]

SEEN: frozenset[str] = frozenset({"logged", "message", "meeting"})
NA: Final = pd.NA


class Target(NamedTuple):
    """What a target's name means.

    `kind` is person, organization or unknown; `people` stand at the end of a route, `places` are the
    organization's nodes, and `nearest` names organizations close to a name that nobody bears.
    """

    kind: str
    people: list[Hashable]
    places: list[Hashable]
    nearest: list[str]


def ego_of(G: nx.Graph) -> Hashable:
    """The node of the owner. Raises `GraphError` when the graph does not name one."""
    ego = G.graph.get("ego")
    if ego is None or ego not in G:
        raise GraphError("the graph has no ego: set G.graph['ego'] to the id of the owner's node")
    node: Hashable = ego
    return node


def ties_of(G: nx.Graph, node: Hashable) -> Iterator[tuple[Hashable, dict[str, Any]]]:
    """The people `node` is tied to, and the ties' attributes."""
    for other, tie in edges_of(G, node).items():
        kind = tie.get("kind")
        if other != node and (kind == "tie" or (kind is None and _is_person(G, other))):
            yield other, tie


def edges_of(G: nx.Graph, node: Hashable) -> Mapping[Hashable, dict[str, Any]]:
    """What `G.adj[node]` holds, to be read only; without that view's call for each edge."""
    edges: Mapping[Hashable, dict[str, Any]] = G._adj[node]  # noqa: SLF001 - as NetworkX' own algorithms do
    return edges


def is_tie(edge: Mapping[str, Any]) -> bool:
    """Whether an edge between two people is a tie: what says nothing of its kind is one."""
    return edge.get("kind") in {None, "tie"}


def is_current(affiliation: Mapping[str, Any]) -> bool:
    """Whether somebody is at an organization now: what says nothing of it does."""
    now = affiliation.get("current")
    return now is None or bool(now)


def _is_person(G: nx.Graph, node: Hashable) -> bool:
    return bool(G.nodes[node].get("kind", "person") == "person")


def has_contact(tie: dict[str, Any] | None) -> bool:
    """Whether the data hold contact on this tie; where the user said how close it is, that decides."""
    if tie is None:
        return False
    if not is_missing(closeness := tie.get("closeness")):
        return number(closeness) > 0
    if tie.get("evidence") in SEEN:
        return True
    last = tie.get("last_contact")
    return last is not None and not is_missing(last)


def insiders(G: nx.Graph, organization: str) -> list[Hashable]:
    """People now at an organization, ego left out, in the graph's order."""
    key = organization_key(organization)
    if key is None:
        return []
    there = {
        person
        for node in organization_nodes(G, organization)
        for person, edge in G.adj[node].items()
        if is_current(edge)
    }
    ego = G.graph.get("ego")
    return [
        person
        for person, seen in G.nodes(data=True)
        if person != ego
        and seen.get("kind") == "person"
        and (person in there or organization_key(seen.get("organization")) == key)
    ]


def organization_nodes(G: nx.Graph, organization: str) -> list[Hashable]:
    """The nodes of an organization: the one `build_graph` makes, else every one that bears its name."""
    node, key = organization_id(organization), organization_key(organization)
    if key is None:
        return []
    if node in G:
        return [node]
    return [
        node
        for node, seen in G.nodes(data=True)
        if seen.get("kind") == "organization" and organization_key(seen.get("name")) == key
    ]


def find_person(G: nx.Graph, person: Hashable) -> Hashable:
    """The node meant by an id or a full name.

    Raises `UnknownNameError` when nobody or more than one person bears the name.
    """
    if person in G and G.nodes[person].get("kind") == "person":
        return person
    found = _people_named(G, str(person)) or _written_out(G, person)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError(
            f"{len(found)} people bear this name: use one of their ids, {', '.join(map(str, found))}"
        )
    raise UnknownNameError("nobody in the data bears this name: give it in full, as your contacts show it")


def resolve_target(G: nx.Graph, target: Hashable) -> Target:
    """What `target` means: an id, then an organization (exact or alias), then a person's name.

    Anything else is a company nobody is at: no people, and the names of organizations close to it.
    """
    ego = G.graph.get("ego")
    if target in G:
        if G.nodes[target].get("kind") == "person":
            return Target("person", [target], [], [])
        return Target("organization", insiders(G, G.nodes[target]["name"]), [target], [])
    wanted = _as_meant(G, str(target))
    there, places = insiders(G, wanted), organization_nodes(G, wanted)
    if there or places:
        return Target("organization", there, places, [])
    named = [person for person in _people_named(G, wanted) if person != ego]
    if named := named or _written_out(G, target):
        return Target("person", named, [], [])
    names = [seen["name"] for _, seen in G.nodes(data=True) if seen.get("kind") == "organization"]
    return Target("unknown", [], [], nearest_organizations(wanted, names))


def _as_meant(G: nx.Graph, name: str) -> str:
    """The name with the user's own aliases undone."""
    contacts = G.graph.get("contacts")
    aliases = {} if contacts is None else aliases_among(contacts.choices)
    return aliases.get(organization_key(name) or "", name)


def organization_of(G: nx.Graph, person: Hashable) -> str | None:
    """The current organization of a person as the graph shows it, or None."""
    return text(G.nodes[person].get("organization"))


def given_name(G: nx.Graph, person: Hashable) -> str:
    """The first word of a person's name."""
    return first_name(str(G.nodes[person]["name"]))


def first_name(name: str) -> str:
    """The first word of a name, as friends are spoken of.

    >>> first_name("Mia Chen"), first_name("")
    ('Mia', '')
    """
    return name.split(maxsplit=1)[0] if name.strip() else name


def text(value: object) -> str | None:
    """The value as text, None when it is missing."""
    return None if is_missing(value) else str(value)


def number(value: object) -> float:
    """The value as a float, nan when it is missing."""
    return float("nan") if is_missing(value) else float(value)  # type: ignore[arg-type]


def or_zero(value: object) -> float:
    """The value as a float, 0 when it is missing: for counts, of which none seen is 0."""
    return 0.0 if is_missing(value) else number(value)


def moment(value: object) -> pd.Timestamp | None:
    """The value as a Timestamp, None when it is missing."""
    return None if is_missing(value) else pd.Timestamp(value)  # type: ignore[arg-type]


def is_missing(value: object) -> bool:
    """None, nan, NaT or NA."""
    return value is None or value is NA or not value == value  # noqa: PLR0124, SIM201 - as nan and NaT are


def _written_out(G: nx.Graph, target: Hashable) -> list[Hashable]:
    """The person whose id `target` is, as answers write ids that are no text: 7 as "7"."""
    written = (
        node for node, seen in G.nodes(data=True) if seen.get("kind") == "person" and str(node) == target
    )
    return list(islice(written, 1))


def _people_named(G: nx.Graph, name: str) -> list[Hashable]:
    key = name_key(name)
    if key is None:
        return []
    return [
        node
        for node, seen in G.nodes(data=True)
        if seen.get("kind") == "person" and name_key(seen.get("name")) == key
    ]
