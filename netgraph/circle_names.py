"""Circle names: what the user calls a circle, laid over the name that its people have in common.

A circle has no identity of its own: people come and go, and it is found anew each time. So a name is kept
with one of its people, as a choice of kind `circle_name`, and whatever circle that person is in bears it;
of several such people in one circle the name said last counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import said_last
from netgraph.communities import found_circles
from netgraph.lookup import ties_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

__all__ = ["CIRCLE_NAME", "circles", "name_keepers", "named"]

CIRCLE_NAME: Final = "circle_name"


def circles(G: nx.Graph, *, seed: int = 0) -> pd.DataFrame:
    """Everybody who belongs to a circle, the largest circle first; columns as in `netgraph.schema.CIRCLES`.

    A circle bears the name that the user gave it, else netgraph's own. `rests_on` is `ties` or `era`.
    People of no circle and no era are left out: nothing is known of them. `df.attrs["keepers"]` says, for
    each circle the user named, with whom the name is kept; where no circle rests on ties,
    `df.attrs["reason"]` says so. Raises `GraphError` when the graph has no ego.

    Two triangles of people, at Globex and at Hooli, are the circles "Globex" and "Hooli"; after
    `book.choose(person, "circle_name", "Climbers")` for one of the first they are "Climbers" and "Hooli".
    """
    return named(G, found_circles(G, seed=seed))


def named(G: nx.Graph, found: pd.DataFrame) -> pd.DataFrame:
    """Circles of `netgraph.communities.found_circles` with the names that the user gave.

    Two circles called the same keep apart by a number: "Climbers", "Climbers (2)". `df.attrs["keepers"]`
    says, for each circle the user named, with whom the name is kept.
    """
    keepers: dict[str, tuple[str, str]] = {}
    for person, said in _names_said(G).items():
        inside = found.loc[found["person_id"] == person, "circle"]
        for circle in inside:
            keepers.setdefault(circle, (person, said))
    names: dict[str, str] = {}
    for circle in found["circle"].unique():
        name = shown = keepers[circle][1] if circle in keepers else circle
        nth = 1
        while shown in names.values():
            nth += 1
            shown = f"{name} ({nth})"
        names[circle] = shown
    called = found.assign(circle=found["circle"].map(names).astype("str"))
    called.attrs["keepers"] = {names[circle]: person for circle, (person, _) in keepers.items()}
    return called


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
