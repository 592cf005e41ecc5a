"""Next moves: what to do where no route leads, or besides the routes there are.

People who once were at the target, people in its field, warm contacts to ask whom they know there, the
search of second-degree people to open by hand, and the command that takes the mutual connections which are
found there. Nothing here opens a page or sends a word.

A field is what industry words in an organization's name, team words in titles there and the role that is
sought have in common with somebody's own: a hint for a question, never a tie.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

from netgraph.colleagues import affiliations_of
from netgraph.lookup import (
    Target,
    ego_of,
    given_name,
    has_contact,
    is_current,
    is_missing,
    moment,
    number,
    organization_nodes,
    organization_of,
    resolve_target,
    text,
    ties_of,
)
from netgraph.organizations import plain_words
from netgraph.provenance import answer, month
from netgraph.schema import NEXT_MOVES
from netgraph.strength import band
from netgraph.target_list import roles_sought
from netgraph.titles import team_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import networkx as nx
    import pandas as pd

__all__ = ["next_moves"]

SEARCH: Final = "https://www.linkedin.com/search/results/people/"
SECOND_DEGREE: Final = '["S"]'
SOMEBODY: Final = "NAME OF SOMEBODY THERE"
WORD: Final = re.compile(r"[a-z]+")
PLAIN: Final = re.compile(r"[\w .,'&+-]+")
INDUSTRIES: Final = frozenset(
    WORD.findall(
        "advertising aerospace automotive aviation bank banking biotech biotechnology chemicals "
        "construction consulting education electronics energy entertainment fashion films finance fintech "
        "food foods games gaming health healthcare hospital hospitality hotels insurance law legal "
        "logistics manufacturing media medical mining motors museum nonprofit oil payments pharma "
        "pharmaceuticals power publishing rail railways realty recruiting restaurants retail robotics "
        "school schools security semiconductors shipping solar sports telecom textiles transport travel "
        "university utilities"
    )
)


class Sought(NamedTuple):
    """What is sought: an organization, a person, or a person at one; and what that means in the data."""

    organization: str | None
    name: str | None
    meant: Target

    @property
    def question(self) -> str:
        """What to ask somebody who may know more."""
        at = self.organization
        return f"Do you know {self.name}?" if at is None else f"Who do you know at {at}?"


def next_moves(G: nx.Graph, target: str, *, limit: int = 3) -> pd.DataFrame:
    """Moves towards `target`, at most `limit` people of each kind; columns as in `NEXT_MOVES`.

    `kind` is, in this order: `once there` (was at the organization), `same field`, `ask` (a warm contact
    to ask whom they know there), `search` (`link` is a page to open by hand), `knows` (`command` takes
    the mutual connections copied from it). People who rest are left out. `df.attrs["nearest"]` names
    organizations close to a name that nobody bears. A blank target has no moves.

    Raises `GraphError` when the graph has no ego.
    """
    ego = ego_of(G)
    meant = resolve_target(G, target)
    if not str(target).strip():
        return answer(G, [], NEXT_MOVES, kind=meant.kind, nearest=[])
    person = meant.people[0] if meant.kind == "person" else None
    organization = _organization(G, target, meant)
    asked = {one: tie for one, tie in ties_of(G, ego) if is_missing(tie.get("rest_until"))}
    for one in meant.people:
        asked.pop(one, None)
    name = None if person is None else str(G.nodes[person]["name"])
    sought = Sought(organization, name, meant)
    rows = []
    for find in (_once_there, _same_field, _warm):
        found = find(G, sought, asked)[:limit]
        rows.extend(found)
        for row in found:
            asked.pop(row["person_id"])
    rows += [_search(name, organization), _knows(name, organization)]
    return answer(G, rows, NEXT_MOVES, kind=meant.kind, nearest=meant.nearest)


def _organization(G: nx.Graph, target: str, meant: Target) -> str | None:
    """The name of the organization that is meant, or where the person who is meant works."""
    if meant.kind == "person":
        return organization_of(G, meant.people[0])
    return str(G.nodes[target]["name"]) if target in G else str(target)


def _once_there(G: nx.Graph, sought: Sought, asked: dict[Hashable, dict[str, Any]]) -> list[dict[str, Any]]:
    """Contacts who were at the organization and are not there now."""
    at = sought.organization
    if at is None:
        return []
    places = sought.meant.places or organization_nodes(G, at)
    former = {
        one: edge
        for place in places
        for one, edge in affiliations_of(G, place)
        if one in asked and not is_current(edge)
    }
    rows = []
    for one in sorted(former, key=lambda one: _warmth(G, one, asked[one])):
        until = moment(former[one].get("until"))
        left = "" if until is None else f" until {until.year}"
        why = f"{given_name(G, one)} was at {at}{left}; {_known(asked[one])}"
        rows.append(
            _move(G, "once there", one, f'Ask {given_name(G, one)}: "Who do you still know at {at}?"', why)
        )
    return rows


def _same_field(G: nx.Graph, sought: Sought, asked: dict[Hashable, dict[str, Any]]) -> list[dict[str, Any]]:
    """Contacts whose work shares a word with the target's, or with the role sought there."""
    at = sought.organization
    sought_words = (team_words(role) for role in roles_sought(G, [] if at is None else [at]))
    roles = frozenset[str]().union(*sought_words)
    field = _industry(at).union(
        *(team_words(text(G.nodes[one].get("position"))) for one in sought.meant.people)
    )
    shared: dict[Hashable, tuple[list[str], list[str]]] = {}
    for one in asked:
        places = [organization_of(G, one), *(G.nodes[place]["name"] for place, _ in affiliations_of(G, one))]
        own = team_words(text(G.nodes[one].get("position"))).union(*map(_industry, places))
        if own & (field | roles):
            shared[one] = sorted(own & field), sorted(own & roles - field)
    ranked = sorted(shared, key=lambda one: (-sum(map(len, shared[one])), _warmth(G, one, asked[one])))
    question = f"Who in your field should I meet at {at}?" if at else sought.question
    return [
        _move(
            G,
            "same field",
            one,
            f'Ask {given_name(G, one)}: "{question}"',
            "; ".join([*_in_common(sought, *shared[one]), _known(asked[one])]),
        )
        for one in ranked
    ]


def _in_common(sought: Sought, field: list[str], roles: list[str]) -> Iterator[str]:
    """Which words a contact's work shares with the target's, and with the role that is sought."""
    if field:
        yield f"their work and {sought.organization or sought.name} share the {_words(field)}"
    if roles:
        yield f"their work and the role you seek share the {_words(roles)}"


def _words(shared: list[str]) -> str:
    return f"word{'s' if len(shared) > 1 else ''} {', '.join(shared)}"


def _warm(G: nx.Graph, sought: Sought, asked: dict[Hashable, dict[str, Any]]) -> list[dict[str, Any]]:
    """Contacts whom ego is in contact with."""
    warm = [one for one, tie in asked.items() if has_contact(tie)]
    return [
        _move(G, "ask", one, f'Ask {given_name(G, one)}: "{sought.question}"', _known(asked[one]))
        for one in sorted(warm, key=lambda one: _warmth(G, one, asked[one]))
    ]


def _search(name: str | None, organization: str | None) -> dict[str, Any]:
    words = " ".join(word for word in (name, organization) if word is not None)
    query = urlencode({"keywords": words, "network": SECOND_DEGREE})
    return {
        "kind": "search",
        "name": name,
        "organization": organization,
        "step": "Open this search yourself, choose a person and copy the mutual connections.",
        "why": "It shows people two steps from you; the program opens nothing.",
        "link": f"{SEARCH}?{query}",
    }


def _knows(name: str | None, organization: str | None) -> dict[str, Any]:
    at = "" if organization is None else f" --at {_quoted(organization)}"
    return {
        "kind": "knows",
        "name": name,
        "organization": organization,
        "step": "Paste the mutual connections into this command, one a line, then Ctrl-D.",
        "why": "It says at once which of them is the warmest way in.",
        "command": f"netgraph knows {_quoted(name or SOMEBODY)}{at} --through -",
    }


def _move(G: nx.Graph, kind: str, person: Hashable, step: str, why: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "person_id": person,
        "name": G.nodes[person]["name"],
        "organization": organization_of(G, person),
        "step": step,
        "why": f"{why[0].upper()}{why[1:]}.",
    }


def _warmth(G: nx.Graph, person: Hashable, tie: dict[str, Any]) -> tuple[bool, float, str, str]:
    """Known contact first, then readiness, then the name."""
    return not has_contact(tie), -number(tie["readiness"]), str(G.nodes[person]["name"]), str(person)


def _known(tie: dict[str, Any]) -> str:
    last, strength = moment(tie.get("last_contact")), band(number(tie.get("strength")))
    if last is not None:
        return f"you were last in touch in {month(last)} ({strength} tie)"
    return f"you know each other ({tie['evidence']})" if has_contact(tie) else "no contact in this data"


def _industry(name: str | None) -> frozenset[str]:
    return frozenset() if name is None else INDUSTRIES.intersection(plain_words(name).split())


def _quoted(words: str) -> str:
    """In quotes that a terminal reads as one word; whatever a shell would run is made harmless."""
    return f'"{words}"' if PLAIN.fullmatch(words) else shlex.quote(words)
