"""netgraph: your own contacts as a graph, and whom to be in touch with next.

>>> import netgraph as ng
>>> contacts = ng.read_linkedin("Basic_LinkedInDataExport.zip")  # doctest: +SKIP
>>> G = ng.build_graph(contacts)  # doctest: +SKIP
>>> ng.neglected_ties(G), ng.who_to_meet(G), ng.referral_paths(G, "Globex")  # doctest: +SKIP

Names are loaded when they are first used, so that `import netgraph` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netgraph.book import Book
    from netgraph.chance import contact_chance
    from netgraph.contacts import Contacts, combine, read, read_linkedin
    from netgraph.coverage import target_coverage
    from netgraph.errors import NetgraphError
    from netgraph.explanation import explain_tie
    from netgraph.graph import build_graph
    from netgraph.meetings import who_to_meet
    from netgraph.moved import what_moved
    from netgraph.neglect import neglected_ties, replies_owed
    from netgraph.opening_round import first_round
    from netgraph.routes import referral_paths

__all__ = [
    "Book",
    "Contacts",
    "NetgraphError",
    "build_graph",
    "combine",
    "contact_chance",
    "explain_tie",
    "first_round",
    "neglected_ties",
    "read",
    "read_linkedin",
    "referral_paths",
    "replies_owed",
    "target_coverage",
    "what_moved",
    "who_to_meet",
]

HOMES = {
    "Book": "book",
    "Contacts": "contacts",
    "NetgraphError": "errors",
    "build_graph": "graph",
    "combine": "contacts",
    "contact_chance": "chance",
    "explain_tie": "explanation",
    "first_round": "opening_round",
    "neglected_ties": "neglect",
    "read": "contacts",
    "read_linkedin": "contacts",
    "referral_paths": "routes",
    "replies_owed": "neglect",
    "target_coverage": "coverage",
    "what_moved": "moved",
    "who_to_meet": "meetings",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'netgraph' has no attribute {name!r}")
    value = getattr(import_module(f"netgraph.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
