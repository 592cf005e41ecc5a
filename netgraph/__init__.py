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
    from netgraph.communities import circles
    from netgraph.contacts import Contacts, combine, read, read_linkedin
    from netgraph.coverage import target_coverage
    from netgraph.errors import NetgraphError
    from netgraph.explanation import explain_tie
    from netgraph.graph import build_graph
    from netgraph.meetings import who_to_meet
    from netgraph.moved import what_moved
    from netgraph.moves import next_moves
    from netgraph.neglect import neglected_ties, replies_owed
    from netgraph.opening_round import first_round
    from netgraph.planning import plan_meetings
    from netgraph.reach import reachable
    from netgraph.routes import referral_paths
    from netgraph.simulation import simulate_meeting
    from netgraph.structural_holes import brokers

__all__ = [
    "Book",
    "Contacts",
    "NetgraphError",
    "brokers",
    "build_graph",
    "circles",
    "combine",
    "contact_chance",
    "explain_tie",
    "first_round",
    "neglected_ties",
    "next_moves",
    "plan_meetings",
    "reachable",
    "read",
    "read_linkedin",
    "referral_paths",
    "replies_owed",
    "simulate_meeting",
    "target_coverage",
    "what_moved",
    "who_to_meet",
]

HOMES = {
    "Book": "book",
    "Contacts": "contacts",
    "NetgraphError": "errors",
    "brokers": "structural_holes",
    "build_graph": "graph",
    "circles": "communities",
    "combine": "contacts",
    "contact_chance": "chance",
    "explain_tie": "explanation",
    "first_round": "opening_round",
    "neglected_ties": "neglect",
    "next_moves": "moves",
    "plan_meetings": "planning",
    "reachable": "reach",
    "read": "contacts",
    "read_linkedin": "contacts",
    "referral_paths": "routes",
    "replies_owed": "neglect",
    "simulate_meeting": "simulation",
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
