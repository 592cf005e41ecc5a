"""Prep: one page before a meeting, about a person or a company.

Every line is a *fact* of the data, a *guess* that says so, something *not known*, or an *idea*: what to ask
and what to offer. Nothing is looked up elsewhere. After the meeting one command logs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, find_person, resolve_target
from netgraph.practice.company_page import company_page
from netgraph.practice.entries import match_name
from netgraph.practice.person_page import person_page
from netgraph.provenance import answer
from netgraph.schema import PREP

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["prep"]


def prep(G: nx.Graph, person_or_org: str) -> pd.DataFrame:
    """What to have in mind before a meeting with a person or at an organization; columns as in `PREP`.

    The name is taken as an id, an organization, then a person; anything else is a company nobody is at, and
    `df.attrs["nearest"]` names people and
    companies close to it. `df.attrs` holds `kind` (person, organization, unknown)
    and `about`, the name as the data show it. Raises `UnknownNameError` when several people bear the name,
    `NoHistoryError` on a graph made by hand.
    """
    ego_of(G)
    if G.graph.get("contacts") is None:
        raise NoHistoryError("this graph was made by hand and holds no history: make it with build_graph")
    meant = resolve_target(G, person_or_org)
    if meant.kind == "person":
        person = find_person(G, person_or_org)
        return answer(
            G, person_page(G, person), PREP, kind="person", about=str(G.nodes[person]["name"]), nearest=[]
        )
    about = str(G.nodes[meant.places[0]]["name"]) if meant.places else person_or_org
    rows = company_page(G, person_or_org, meant)
    nearest = meant.nearest if meant.people or meant.places else _names_like(G, about) + meant.nearest
    return answer(G, rows, PREP, kind=meant.kind, about=about, nearest=nearest)


def _names_like(G: nx.Graph, said: str) -> list[str]:
    """People whose name is like what was said."""
    contacts = G.graph["contacts"]
    names = contacts.people.set_index("person_id")["name"]
    return [str(names[one]) for one in match_name(contacts, said).candidates]
