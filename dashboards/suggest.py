"""Suggestions: the names that a box offers while somebody types."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import Input, Output

from dashboards.page import LONGEST_NAME
from netgraph.people import name_key

if TYPE_CHECKING:
    import dash
    import networkx as nx

    from dashboards.network import Network

__all__ = ["MOST_SUGGESTIONS", "name_box", "people_names", "state_of", "suggestions", "wire_suggestions"]

MOST_SUGGESTIONS: Final = 8
FEWEST_LETTERS: Final = 2


def name_box(box_id: str, label: str, **options: Any) -> dmc.Autocomplete:
    """A box for a name that takes any text; `wire_suggestions` fills its list."""
    return dmc.Autocomplete(
        id=box_id,
        label=label,
        data=[],
        limit=MOST_SUGGESTIONS,
        # The server has picked the options already: assets/netgraph.js shows them all.
        filter={"function": "everyOption"},
        inputProps={"maxLength": LONGEST_NAME},
        **options,
    )


def wire_suggestions(app: dash.Dash, network: Network, box_id: str, *, kind: str | None = None) -> None:
    """Suggest names of one kind of node, or of both, in the box of that id."""

    @app.callback(Output(box_id, "data"), Input(box_id, "value"), on_error=_none)
    def suggest(typed: str | None) -> list[str]:
        return suggestions(network.graph(), typed or "", kind=kind)


def suggestions(G: nx.Graph, typed: str, *, kind: str | None = None) -> list[str]:
    """Names of organizations, then of people, of which a word begins as typed; none before two letters.

    `kind` (organization or person) keeps to one of them. No name comes twice.
    """
    wanted = name_key(typed)
    if wanted is None or len(wanted) < FEWEST_LETTERS:
        return []
    found = (name for of, key, name in _names(G) if f" {wanted}" in key and (kind is None or of == kind))
    return list(islice(dict.fromkeys(found), MOST_SUGGESTIONS))


def people_names(G: nx.Graph) -> list[str]:
    """The names of all people but ego, each once, in the order of the alphabet."""
    return list(dict.fromkeys(name for of, _, name in _names(G) if of == "person"))


def state_of(*offered: Any) -> str:
    """A short text that differs where what is offered does: what a tab holds already is not sent again."""
    return hashlib.blake2b(json.dumps(offered).encode(), digest_size=12).hexdigest()


@lru_cache(maxsize=1)
def _names(G: nx.Graph) -> list[tuple[str, str, str]]:
    """Kind, words and name of every node once, organizations first; made once a graph."""
    ego = G.graph.get("ego")
    named = [(seen["kind"], str(seen["name"])) for node, seen in G.nodes(data=True) if node != ego]
    return [(kind, f" {name_key(name) or ''}", name) for kind, name in dict.fromkeys(sorted(named))]


def _none(_: Exception) -> list[str]:
    return []
