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
    from netgraph import figures
    from netgraph.book import Book
    from netgraph.chance import contact_chance
    from netgraph.changes import what_changed
    from netgraph.circle_names import circles
    from netgraph.cohort import write_cohort_reports
    from netgraph.contacts import Contacts, combine, read, read_contacts, read_linkedin
    from netgraph.coverage import target_coverage
    from netgraph.errors import NetgraphError
    from netgraph.explanation import explain_tie
    from netgraph.export import from_json, to_calendar, to_csv, to_json
    from netgraph.graph import build_graph
    from netgraph.graph_files import to_gexf, to_graphml
    from netgraph.imports import import_report
    from netgraph.masks import disguise
    from netgraph.meetings import who_to_meet
    from netgraph.moved import what_moved
    from netgraph.moves import next_moves
    from netgraph.neglect import neglected_ties, replies_owed
    from netgraph.planning import plan_meetings
    from netgraph.practice.asking import AskKit, ask_kit
    from netgraph.practice.bank import help_bank
    from netgraph.practice.briefing import prep
    from netgraph.practice.elicitation import closeness_round
    from netgraph.practice.introducing import introductions
    from netgraph.practice.landing import landed
    from netgraph.practice.objective import check_objective
    from netgraph.practice.offers import could_help
    from netgraph.practice.opening_round import first_round
    from netgraph.practice.progress import follow_ups, goals
    from netgraph.practice.week import this_week
    from netgraph.reach import reachable
    from netgraph.report import write_report
    from netgraph.routes import referral_paths
    from netgraph.simulation import simulate_meeting
    from netgraph.structural_holes import brokers

__all__ = [
    "AskKit",
    "Book",
    "Contacts",
    "NetgraphError",
    "ask_kit",
    "brokers",
    "build_graph",
    "check_objective",
    "circles",
    "closeness_round",
    "combine",
    "contact_chance",
    "could_help",
    "disguise",
    "explain_tie",
    "figures",
    "first_round",
    "follow_ups",
    "from_json",
    "goals",
    "help_bank",
    "import_report",
    "introductions",
    "landed",
    "neglected_ties",
    "next_moves",
    "plan_meetings",
    "prep",
    "reachable",
    "read",
    "read_contacts",
    "read_linkedin",
    "referral_paths",
    "replies_owed",
    "simulate_meeting",
    "target_coverage",
    "this_week",
    "to_calendar",
    "to_csv",
    "to_gexf",
    "to_graphml",
    "to_json",
    "what_changed",
    "what_moved",
    "who_to_meet",
    "write_cohort_reports",
    "write_report",
]

HOMES = {
    "AskKit": "practice.asking",
    "Book": "book",
    "Contacts": "contacts",
    "NetgraphError": "errors",
    "ask_kit": "practice.asking",
    "brokers": "structural_holes",
    "build_graph": "graph",
    "check_objective": "practice.objective",
    "circles": "circle_names",
    "closeness_round": "practice.elicitation",
    "combine": "contacts",
    "contact_chance": "chance",
    "could_help": "practice.offers",
    "disguise": "masks",
    "explain_tie": "explanation",
    "first_round": "practice.opening_round",
    "follow_ups": "practice.progress",
    "from_json": "export",
    "goals": "practice.progress",
    "help_bank": "practice.bank",
    "import_report": "imports",
    "introductions": "practice.introducing",
    "landed": "practice.landing",
    "neglected_ties": "neglect",
    "next_moves": "moves",
    "plan_meetings": "planning",
    "prep": "practice.briefing",
    "reachable": "reach",
    "read": "contacts",
    "read_contacts": "contacts",
    "read_linkedin": "contacts",
    "referral_paths": "routes",
    "replies_owed": "neglect",
    "simulate_meeting": "simulation",
    "target_coverage": "coverage",
    "this_week": "practice.week",
    "to_calendar": "export",
    "to_csv": "export",
    "to_gexf": "graph_files",
    "to_graphml": "graph_files",
    "to_json": "export",
    "what_changed": "changes",
    "what_moved": "moved",
    "who_to_meet": "meetings",
    "write_cohort_reports": "cohort",
    "write_report": "report",
}


def __getattr__(name: str) -> Any:
    if name == "figures":
        return import_module("netgraph.figures")
    if name not in HOMES:
        raise AttributeError(f"module 'netgraph' has no attribute {name!r}")
    value = getattr(import_module(f"netgraph.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
