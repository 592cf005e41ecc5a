"""Profiles: what the pages say of a person beside an answer, as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pandas as pd

from netgraph.lookup import ego_of, number, text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import networkx as nx

__all__ = ["profiles", "safe_address"]

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})
COLUMNS: Final = ["name", "organization", "position", "linkedin", "strength", "last_contact"]


def profiles(G: nx.Graph, people: Iterable[Hashable]) -> pd.DataFrame:
    """One row for each different person, indexed by person id.

    Columns: `name`, `organization`, `position` and `linkedin` (None when missing or no safe address),
    and of ego's tie with them `strength` (nan) and `last_contact` (None).
    """
    ego = ego_of(G)
    rows = {}
    for person in dict.fromkeys(people):
        seen, tie = G.nodes[person], G.get_edge_data(ego, person) or {}
        rows[person] = [
            text(seen.get("name")),
            text(seen.get("organization")),
            text(seen.get("position")),
            safe_address(text(seen.get("linkedin"))),
            number(tie.get("strength")),
            tie.get("last_contact"),
        ]
    # As objects: a text column would turn None into nan, which is true where None is false.
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=COLUMNS, dtype=object)
    return frame.astype({"strength": "float64"})


def safe_address(address: str | None) -> str | None:
    """The address when a browser may open it, else None: `javascript:` in a contact's file would run.

    >>> safe_address("https://www.linkedin.com/in/dana"), safe_address("JavaScript:alert(1)")
    ('https://www.linkedin.com/in/dana', None)
    """
    if address is None:
        return None
    try:
        scheme = urlsplit(address.strip()).scheme
    except ValueError:
        return None
    return address.strip() if scheme in SAFE_SCHEMES else None
