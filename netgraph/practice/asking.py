"""The ask: what to write for one route, ready to be edited and sent by hand. Nothing is sent.

Double opt-in is the way: the starter is asked whether the target would like to hear from ego, and gets a
paragraph that can be passed on as it is. That paragraph quotes what ego and the starter truly share, by
proof alone; what is only inferred is said to the user (`AskKit.for_you`) and never to a reader. Where the
first step is to reconnect, nothing is asked; where it is a question, nothing but the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.errors import NoHistoryError, TableError
from netgraph.lookup import ego_of, first_name, is_missing, moment, number, organization_of, text
from netgraph.organizations import organization_key
from netgraph.practice.bank import owed
from netgraph.practice.history import shared_history, to_reader, to_you
from netgraph.practice.letters import SHORT, Letters
from netgraph.practice.objective import check_objective
from netgraph.provenance import month
from netgraph.strength import DORMANT_QUIET
from netgraph.target_list import roles_sought

if TYPE_CHECKING:
    import os
    from collections.abc import Hashable, Mapping

    import networkx as nx

__all__ = ["AskKit", "ask_kit"]

NEEDED: Final = ("path_ids", "evidence", "target_name", "first_step")
FORWARDED: Final = frozenset({"ask", "direct"})
FACTS: Final = 2
GUESSED: Final = frozenset({"connected", "inferred"})
REQUEST: Final = re.compile(
    r"\b(?:introduce|connect|refer) me\b|\bput me in (?:touch|contact)\b|\bintroduction to\b", re.IGNORECASE
)
"""What the letter asks for by itself."""


@dataclass(frozen=True)
class AskKit:
    """What to write for a route, and what to know before it is sent.

    `kind` is what the first step is: ask, direct (no one in between), former (they have left), hello
    (connected, no more), question or reconnect. `short_note` keeps to LinkedIn's 200 characters;
    `forwardable` is None where nothing is to be passed on yet. `for_you` is for the user's eyes only.
    """

    kind: str
    starter_id: str
    starter: str
    target_id: str
    target: str
    step: str
    note: str
    short_note: str
    forwardable: str | None
    for_you: list[str]
    objective: str | None
    check: pd.DataFrame

    def record(self) -> dict[str, Any]:
        """The kit as plain values, the findings on the objective as a list of records."""
        plain = {name: value for name, value in vars(self).items() if name != "check"}
        found = self.check.astype(object).where(self.check.notna(), None)
        return {**plain, "check": found.to_dict("records")}


def ask_kit(
    G: nx.Graph,
    route: pd.Series | Mapping[str, Any],
    objective: str | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
) -> AskKit:
    """What to write for `route`, a row of `netgraph.referral_paths`.

    `objective` is quoted as it stands (see `netgraph.check_objective`); None takes the role the user seeks
    at the target, if one is stored. `templates` is a folder of the user's own (`letters`).
    Raises `TableError` when `route` is no route, `ReadError` when a template is broken.
    """
    told = dict(route)
    lacks = [name for name in NEEDED if name not in told]
    if lacks:
        raise TableError(f"a route is a row of referral_paths; this lacks {', '.join(lacks)}")
    path = list(told["path_ids"])
    if any(one not in G for one in path):
        raise TableError("this route leads through people who are not in the graph: ask for routes again")
    wish = " ".join((objective or _role_sought(G, str(told["target_name"])) or "").split()).rstrip(".;, ")
    kind, question = _kind(G, path, told)
    names = _names(G, path, told, question) | {"objective": wish}
    letters = Letters(templates)
    found = check_objective(wish)
    long = letters.write(f"{kind}_short.txt", names)
    return AskKit(
        kind=kind,
        starter_id=str(path[1]),
        starter=names["starter"],
        target_id=str(path[-1]),
        target=names["target"],
        step=str(told["first_step"]),
        note=letters.write(f"{kind}.txt", names),
        short_note=letters.write_short(f"{kind}_short.txt", names),
        forwardable=letters.write("forward.txt", names) if kind in FORWARDED else None,
        for_you=[*_before(G, path, told, kind), *_on_texts(wish, kind, len(long), found)],
        objective=wish or None,
        check=found,
    )


def _kind(G: nx.Graph, path: list[Hashable], told: dict[str, Any]) -> tuple[str, str]:
    """What the first step is, and the question where it is one."""
    evidence, own = list(told["evidence"]), G.edges[path[0], path[1]]
    after = _name(G, path[min(2, len(path) - 1)])
    if evidence[0] == "inferred":
        return "hello", ""
    if number(own.get("quiet")) >= DORMANT_QUIET:
        return "reconnect", ""
    if len(path) == 2:
        if told.get("former"):
            return "former", ""
        return ("direct" if evidence[0] != "connected" else "hello"), ""
    if evidence[1] == "connected":
        return "question", f"how well do you know {after}?"
    if evidence[1] == "inferred":
        return "question", f"do you know {after}?"
    if "inferred" in evidence:
        return "question", f"does {after} know {_name(G, path[-1])}?"
    return "ask", ""


def _names(G: nx.Graph, path: list[Hashable], told: dict[str, Any], question: str) -> dict[str, Any]:
    """What templates may say; of the shared history proof alone."""
    starter, target = _name(G, path[1]), _name(G, path[-1])
    through = _name(G, path[2]) if len(path) > 3 else ""
    shared = [to_reader(fact, first_name(starter)) for fact in shared_history(G, path[1])]
    asked = str(told["target_name"])
    asked = str(G.nodes[asked]["name"]) if asked in G else asked
    is_place = organization_key(asked) != organization_key(target)
    at = asked if is_place and asked != target else organization_of(G, path[-1]) or ""
    own = G.nodes[path[0]]
    return {
        "about_you": _about(G),
        "linkedin": text(own.get("linkedin")) or "",
        "place": at,
        "question": question,
        "reader_first": first_name(target) if len(path) > 2 else "",
        "shared": [fact for fact in shared if fact is not None][:FACTS],
        "starter": starter,
        "starter_first": first_name(starter),
        "starter_place": organization_of(G, path[1]) or "",
        "target": target,
        "target_first": first_name(target),
        "through": through,
        "through_first": first_name(through),
        "you": _name(G, path[0]),
        "you_first": first_name(_name(G, path[0])),
    }


def _before(G: nx.Graph, path: list[Hashable], told: dict[str, Any], kind: str) -> list[str]:
    """What to know before anything is sent: rest, thanks owed, the last contact, what is only inferred."""
    name, own = _name(G, path[1]), G.edges[path[0], path[1]]
    first = first_name(name)
    lines = []
    if not is_missing(told.get("rest_until")):
        lines.append(f"Do not send this yet. {told['first_step']}")
    elif kind == "reconnect":
        lines.append(f"Reconnect with {first} first; the ask comes later, so these lines ask for nothing.")
    elif kind == "question":
        lines.append(f"A question is all that fits now: whether {first} can help is not known.")
    elif kind == "hello":
        lines.append(f"Say hello first: nothing shows yet that you and {first} know each other.")
    if int(told.get("load") or 0) > 0:
        lines.append(f"You asked {first} for an introduction within the last 30 days already.")
    lines += [f"First things first: {row['why']}" for row in _owed(G, path[1])]
    last = moment(own.get("last_contact"))
    if last is not None:
        lines.append(f"Begin with a line of your own: you were last in touch in {month(last)}.")
    grounds = list(told.get("grounds") or [])
    guesses = [
        ground for ground, evidence in zip(grounds, told["evidence"], strict=False) if evidence in GUESSED
    ]
    lines += [f"Only inferred, and in no text: {ground}." for ground in guesses]
    era = [fact for fact in shared_history(G, path[1]) if fact.kind == "era"]
    if era and told["evidence"][0] not in GUESSED:
        lines.append(f"{to_you(era[0], first)} It is in no text.")
    for a, b in pairwise(path):
        note = text(G.edges[a, b].get("note")) if G.has_edge(a, b) else None
        if note is not None:
            whom = _name(G, b) if a == path[0] else f"{_name(G, a)} and {_name(G, b)}"
            lines.append(f'Your note on {whom} stays with you: "{note}"')
    return lines


def _on_texts(wish: str, kind: str, long: int, found: pd.DataFrame) -> list[str]:
    """What to know about the objective and the length of the short note."""
    if kind in {"reconnect", "hello"}:
        return []
    if not wish:
        return ["No objective is quoted: say one (--objective), or nobody knows what would help."]
    stop = "" if wish.endswith(("?", "!")) else "."
    lines = [f"Your objective, as it will be read: {wish}{stop}"]
    if REQUEST.search(wish):
        lines.append("The letter asks by itself: say only what you look for.")
    if long > SHORT:
        lines.append(f"The short note would have {long} characters; LinkedIn takes {SHORT}, so it was cut.")
    for row in found.to_dict("records"):
        if row["state"] == "missing" and row["part"] != "help":  # the note itself says what help is asked
            lines.append(row["says"])
        elif row["state"] == "mind":
            lines.append(f'Mind the words "{row["words"]}". {row["says"]}')
    return lines


def _owed(G: nx.Graph, person: Hashable) -> list[dict[Hashable, Any]]:
    try:
        due = owed(G)
    except NoHistoryError:
        return []
    return due[due["person_id"] == person].to_dict("records")


def _role_sought(G: nx.Graph, target: str) -> str | None:
    """`Lead Analyst at Globex`, where the user chose the target with a role."""
    roles = roles_sought(G, [target])
    return f"{roles[0]} at {G.nodes[target]['name'] if target in G else target}" if roles else None


def _about(G: nx.Graph) -> str:
    """Ego's last job in words: `until October 2026 Senior Data Analyst at Initech`."""
    contacts, ego = G.graph.get("contacts"), ego_of(G)
    jobs = None if contacts is None else contacts.jobs
    if jobs is not None:
        own = jobs[(jobs["person_id"] == ego) & (jobs["kind"] == "work") & jobs["organization"].notna()]
        latest = own.sort_values("started_on", kind="stable").tail(1).to_dict("records")
        for job in latest:
            title = f"{job['position']} at " if isinstance(job["position"], str) else "at "
            until = "" if pd.isna(job["ended_on"]) else f"until {month(job['ended_on'])} "
            return f"{until}{title}{job['organization']}"
    position, place = text(G.nodes[ego].get("position")), organization_of(G, ego)
    return " at ".join(one for one in (position, place) if one)


def _name(G: nx.Graph, person: Hashable) -> str:
    return str(G.nodes[person]["name"])
