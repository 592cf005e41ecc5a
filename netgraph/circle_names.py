"""Circle names: what the user calls a circle, laid over the name that its people have in common.

A circle has no identity of its own: people come and go, and it is found anew each time. So a name is kept
with one of its people, as a choice of kind `circle_name`, and whatever circle that person is in bears it;
of several such people in one circle the name said last counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import said_last
from netgraph.communities import circles
from netgraph.lookup import ties_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

__all__ = ["CIRCLE_NAME", "name_keepers", "named_circles"]

CIRCLE_NAME: Final = "circle_name"


def named_circles(G: nx.Graph, *, seed: int = 0) -> pd.DataFrame:
    """`netgraph.circles` with the names that the user gave; columns as in `netgraph.schema.CIRCLES`.

    Two circles called the same keep apart by a number: "Climbers", "Climbers (2)". `df.attrs["keepers"]`
    says, for each circle the user named, with whom the name is kept. Raises `GraphError` when the graph
    has no ego.
    """
    found = circles(G, seed=seed)
    keepers: dict[str, tuple[str, str]] = {}
    for person, said in _names_said(G).items():
        inside = found.loc[found["person_id"] == person, "circle"]
        for circle in inside:
            keepers.setdefault(circle, (person, said))
    names: dict[str, str] = {}
    for circle in dict.fromkeys(found["circle"]):
        name = keepers[circle][1] if circle in keepers else circle
        taken = sum(other == name or other.startswith(f"{name} (") for other in names.values())
        names[circle] = f"{name} ({taken + 1})" if taken else name
    found["circle"] = found["circle"].map(names).astype("str")
    found.attrs["keepers"] = {names[circle]: person for circle, (person, _) in keepers.items()}
    return found


def name_keepers(G: nx.Graph, found: pd.DataFrame) -> dict[str, Any]:
    """With whom the name of each circle is, or would be, kept: the person tied to most of the circle."""
    keepers: dict[str, Any] = {}
    nodes: dict[str, Hashable] = {str(node): node for node in G}
    for circle, people in found.groupby("circle", sort=False)["person_id"]:
        inside = set(people)
        ties = [(-sum(str(other) in inside for other, _ in ties_of(G, nodes[one])), one) for one in people]
        keepers[str(circle)] = min(ties)[1]
    kept: dict[str, Any] = found.attrs.get("keepers", {})
    return keepers | kept


def _names_said(G: nx.Graph) -> dict[str, str]:
    """The names that the user gave, by the person they are kept with, said last first."""
    contacts = G.graph.get("contacts")
    if contacts is None:
        return {}
    rows = said_last(contacts.choices, CIRCLE_NAME).dropna(subset=["value"])
    return dict(zip(rows["person_id"], rows["value"], strict=True))
