"""Recommendations: who recommended ego, and whom ego recommended.

One between two others says that those two know each other, and nothing of ego's tie with either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

__all__ = ["recommended", "recommended_with_ego"]


def recommended(favors: pd.DataFrame, *, ego: Hashable, kind: str = "recommendation") -> pd.Series:
    """The other person of each recommendation (or other `kind` of favor) that ego gave or received.

    >>> import pandas as pd
    >>> rows = [("ana", "ego"), ("ego", "ana"), ("ana", "bob")]
    >>> favors = pd.DataFrame(rows, columns=["giver_id", "receiver_id"]).assign(kind="recommendation")
    >>> list(recommended(favors, ego="ego"))
    ['ana', 'ana']
    """
    told = favors[favors["kind"] == kind]
    given = told["giver_id"] == ego
    other = told["receiver_id"].where(given, told["giver_id"])
    return other[given ^ (told["receiver_id"] == ego)]


def recommended_with_ego(G: nx.Graph) -> frozenset[Hashable]:
    """Everybody of `recommended` in the history behind a graph; nobody where it was made by hand."""
    contacts = G.graph.get("contacts")
    return frozenset() if contacts is None else frozenset(recommended(contacts.favors, ego=contacts.ego))
