"""Offers: whom you could help now, before you ask for anything.

Four occasions: a *need* somebody told you, and who of your contacts works near it; a *new job*, whose
first weeks are lonely, and who of your contacts is there already; and somebody who is *between jobs*. Two
people are introduced to each other only when no tie between them is known and both are asked first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.choices import said_last
from netgraph.errors import NoHistoryError
from netgraph.lookup import (
    ego_of,
    given_name,
    has_contact,
    is_missing,
    number,
    organization_of,
    text,
    ties_of,
)
from netgraph.organizations import organization_key
from netgraph.provenance import answer, either, month
from netgraph.restraint import openings, rests
from netgraph.schema import COULD_HELP
from netgraph.titles import ROLES, SENIORITY

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import networkx as nx

__all__ = ["could_help"]

NEW_JOB_DAYS: Final = 120
INTRODUCED_FOR_A_NEED: Final = 2
WORD: Final = re.compile(r"[^\W\d_]{3,}")
BETWEEN_JOBS: Final = re.compile(
    r"\b(open to work|opentowork|between (jobs|roles)|(looking|searching) for (a |an |my |new )|"
    r"seeking (a |an |new )|job seeker|unemployed|available (immediately|now))\b",
    re.IGNORECASE,
)
SMALL: Final = frozenset(
    WORD.findall(
        "the and for with from into about some someone somebody anyone who whom that this than their them "
        "they his her needs need wants want looking look find finding help good new better other people "
        "person contact contacts introduction intro know knows meet talk advice first next week year"
    )
)
WEAK: Final = SENIORITY | ROLES


def could_help(G: nx.Graph, *, limit: int = 10) -> pd.DataFrame:
    """Whom you could help now, needs first; columns as in `netgraph.schema.COULD_HELP`.

    `kind` is `need`, `introduce` (with `other`, whom they could meet), `new job` or `between jobs`. Only
    people you are in contact with, and nobody who is to be left in peace (who rests from asks alone may be
    helped). Raises `NoHistoryError` on a graph made by hand.
    """
    contacts = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no needs: make it with build_graph")
    known = {one: tie for one, tie in ties_of(G, ego_of(G)) if has_contact(tie) and not _rests(G, one, tie)}
    rows = [*_needs(G, known), *_new_jobs(G, known), *_between_jobs(G, known)]
    return answer(G, rows[:limit], COULD_HELP)


def _rests(G: nx.Graph, person: Hashable, tie: dict[str, Any]) -> bool:
    """Whether to leave them in peace: who rests from asks alone may well be helped."""
    contacts, ego = G.graph["contacts"], ego_of(G)
    if is_missing(tie.get("rest_until")):
        return False
    if person not in set(contacts.introductions["starter_id"]):
        return True
    events = contacts.interactions
    own = events[(events["sender_id"] == person) | (events["recipient_id"] == person)]
    opened = openings(own, ego=ego, as_of=G.graph["as_of"])
    found = rests(opened, contacts.choices, contacts.introductions.head(0), as_of=G.graph["as_of"])
    return person in found.index[found["rest_until"].notna()]


def _needs(G: nx.Graph, known: dict[Hashable, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    needs = said_last(G.graph["contacts"].choices, "need").dropna(subset=["value"])
    open_ = needs[~(needs["until"] <= G.graph["as_of"])]
    for person, need in zip(open_["person_id"], open_["value"], strict=True):
        if person not in known:
            continue
        name = given_name(G, person)
        step = f"Ask {name} how that goes, and what would help."
        yield _row(G, person, "need", why=f"{name} needs: {need}.", step=step)
        words = frozenset(WORD.findall(need.casefold())) - SMALL
        for other, shared in _near(G, words, person, known)[:INTRODUCED_FOR_A_NEED]:
            why = f"{name} needs: {need}. {_seen(G, other)} ({either(shared)})."
            yield _row(G, person, "introduce", why=why, step=_introduce(G, person, other), other=other)


def _new_jobs(G: nx.Graph, known: dict[Hashable, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Contacts who began somewhere else, and a contact of yours who is there already."""
    there: dict[str | None, list[Hashable]] = {}
    for one in known:
        there.setdefault(organization_key(organization_of(G, one)), []).append(one)
    for person, why in _moved(G, known).items():
        name, place = given_name(G, person), organization_of(G, person)
        step = f"Congratulate {name}, and ask what would help in the first weeks."
        yield _row(G, person, "new job", why=why, step=step)
        key = organization_key(place)
        others = [] if key is None else [one for one in there.get(key, []) if not _tied(G, person, one)]
        for other in sorted(others, key=lambda one: _warmth(G, known, one))[:1]:
            step = _introduce(G, person, other)
            yield _row(G, person, "introduce", why=f"{why} {_seen(G, other)}.", step=step, other=other)


def _moved(G: nx.Graph, known: dict[Hashable, dict[str, Any]]) -> dict[Hashable, str]:
    """Who began at their present employer lately, or was seen at another one until lately."""
    jobs, as_of = G.graph["contacts"].jobs, G.graph["as_of"]
    work = jobs[jobs["person_id"].isin(list(known)) & (jobs["kind"] != "study")]
    key = work["organization"].map(organization_key)
    now = {one: organization_key(organization_of(G, one)) for one in known}
    here = key == work["person_id"].map(now)
    lately = as_of - pd.Timedelta(days=NEW_JOB_DAYS)
    begun = work[here & (work["started_on"] > lately) & work["ended_on"].isna()]
    left = work[~here & (work["ended_on"] > lately) & work["person_id"].map(now).notna()]
    found: dict[Hashable, str] = {}
    for row in begun.to_dict("records"):
        found[row["person_id"]] = (
            f"{given_name(G, row['person_id'])} began at {row['organization']} in {month(row['started_on'])}."
        )
    for row in left.to_dict("records"):
        said = (
            f"{given_name(G, row['person_id'])} was at {row['organization']} until {month(row['ended_on'])}"
        )
        found.setdefault(row["person_id"], f"{said} and is at {organization_of(G, row['person_id'])} now.")
    return found


def _between_jobs(G: nx.Graph, known: dict[Hashable, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    found = [
        one
        for one in known
        if any(
            BETWEEN_JOBS.search(text(G.nodes[one].get(name)) or "") for name in ("position", "organization")
        )
    ]
    for person in sorted(found, key=lambda one: _warmth(G, known, one)):
        name = given_name(G, person)
        step = f"Ask {name} what they look for, and whom of yours they should meet."
        yield _row(G, person, "between jobs", why=f"{name}'s title says that they are looking.", step=step)


def _near(
    G: nx.Graph, words: frozenset[str], person: Hashable, known: dict[Hashable, dict[str, Any]]
) -> list[tuple[Hashable, list[str]]]:
    """Contacts near a need: a telling word in their title or employer, or two common ones."""
    found = []
    for other in known:
        seen = f"{text(G.nodes[other].get('position')) or ''} {organization_of(G, other) or ''}".casefold()
        shared = words & frozenset(WORD.findall(seen))
        if (shared - WEAK or len(shared) > 1) and not _tied(G, person, other):
            found.append((other, sorted(shared)))
    return sorted(found, key=lambda one: (-len(one[1]), *_warmth(G, known, one[0])))


def _tied(G: nx.Graph, one: Hashable, other: Hashable) -> bool:
    """Whether they are one person, or known to know each other."""
    tie = G.get_edge_data(one, other)
    return one == other or (tie is not None and tie.get("evidence") != "inferred")


def _warmth(G: nx.Graph, known: dict[Hashable, dict[str, Any]], person: Hashable) -> tuple[float, str, str]:
    return -number(known[person]["readiness"]), str(G.nodes[person]["name"]), str(person)


def _seen(G: nx.Graph, person: Hashable) -> str:
    """`Raj Patel is Data Engineer at Globex`, as far as it is known."""
    position, place = text(G.nodes[person].get("position")), organization_of(G, person)
    return f"{G.nodes[person]['name']} is {' at '.join(one for one in (position, place) if one)}"


def _introduce(G: nx.Graph, one: Hashable, other: Hashable) -> str:
    return (
        f"Ask each of {given_name(G, one)} and {given_name(G, other)} first whether they would like to meet."
    )


def _row(
    G: nx.Graph, person: Hashable, kind: str, *, why: str, step: str, other: Hashable | None = None
) -> dict[str, Any]:
    return {
        "person_id": person,
        "name": G.nodes[person]["name"],
        "organization": organization_of(G, person),
        "kind": kind,
        "other_id": other,
        "other": None if other is None else G.nodes[other]["name"],
        "why": why,
        "step": step,
    }
