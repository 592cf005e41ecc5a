"""Shared history: what joins ego and somebody, as facts that each say whether they are seen or guessed.

A *fact* of proof may be told to others: words that went both ways, employers and schools by their dates, a
recommendation. The era a connection comes from, and a bare connection, are guesses about context: they are
said to the user and to nobody else. A coarse answer ("we spoke this year") has no day and is no fact here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.colleagues import affiliations_of, overlap
from netgraph.lookup import ego_of, is_current, moment, text
from netgraph.practice.logbook import LOG
from netgraph.provenance import day, month
from netgraph.schema import CONTACT_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import networkx as nx

__all__ = [
    "Fact",
    "contacts_with",
    "shared_history",
    "shared_places",
    "to_reader",
    "to_you",
]

TWO_MONTHS: Final = pd.Timedelta(days=60)
RICH: Final = frozenset({"call", "meeting", "in_person"})


class Fact(NamedTuple):
    """One thing that joins ego and somebody: its kind, whether it is proof, and what it is about.

    Kinds: `together` and `same employer` (`place`), `touch` (in contact from `since` to `until`),
    `recommended you` and `you recommended`, `era` (`place` is its label), `connected`.
    """

    kind: str
    proof: bool
    place: str | None = None
    since: pd.Timestamp | None = None
    until: pd.Timestamp | None = None


def shared_history(G: nx.Graph, person: Hashable) -> list[Fact]:
    """What joins ego and `person` in the data, what may be told to others first."""
    facts = [
        *shared_places(G, person),
        *_touch(G, person),
        *_recommendations(G, person),
        *_guesses(G, person),
    ]
    return sorted(facts, key=lambda fact: not fact.proof)


def shared_places(G: nx.Graph, person: Hashable) -> Iterator[Fact]:
    """Employers and schools that both have been at: at one time, else one after the other."""
    mine, theirs = (dict(affiliations_of(G, one)) for one in (ego_of(G), person))
    for place in [one for one in mine if one in theirs]:
        name = str(G.nodes[place]["name"])
        since, until = moment(mine[place].get("since")), moment(mine[place].get("until"))
        if overlap(mine[place], theirs[place]):
            starts = [one for one in (since, moment(theirs[place].get("since"))) if one is not None]
            ends = [one for one in (until, moment(theirs[place].get("until"))) if one is not None]
            yield Fact("together", True, name, max(starts, default=None), min(ends, default=None))
        elif is_current(theirs[place]):
            yield Fact("same employer", True, name, since, until)


def contacts_with(G: nx.Graph, person: Hashable = None) -> pd.DataFrame:
    """The contacts with everybody, or with `person`, that have a day, the oldest first; `alter` is with whom.

    One to one, or in a group that the alter wrote in.
    """
    contacts = G.graph.get("contacts")
    if contacts is None:
        return pd.DataFrame(columns=["at", "channel", "sender_id", "note", "alter"])
    events, ego = contacts.interactions, ego_of(G)
    sender, recipient = events["sender_id"], events["recipient_id"]
    if person is None:
        own = events[(sender == ego) ^ (recipient == ego)]
    else:
        own = events[((sender == ego) & (recipient == person)) | ((sender == person) & (recipient == ego))]
    coarse = (own["source"] == "you") & ~own["thread"].fillna("").str.startswith(LOG)
    theirs = own["sender_id"] != ego
    near = (own["group_size"] <= 2) | theirs | own["channel"].isin(list(RICH))
    kept = near & ~coarse & own["channel"].isin(list(CONTACT_CHANNELS))
    with_alter = own.assign(alter=own["sender_id"].where(theirs, own["recipient_id"]))
    found: pd.DataFrame = with_alter[kept].sort_values("at", kind="stable")
    return found


def to_you(fact: Fact, name: str) -> str:
    """A fact as it is said to the user, about somebody called `name`."""
    since, until = fact.since, fact.until
    said = {
        "together": f"You were both at {fact.place}{_years(since, until)}.",
        "same employer": f"{name} is at {fact.place}, where you were{_years(since, until)}.",
        "touch": ""
        if since is None or until is None
        else f"In touch since {month(since)}, last on {day(until)}.",
        "recommended you": f"{name} wrote a recommendation of you{_in(since)}.",
        "you recommended": f"You wrote a recommendation of {name}{_in(since)}.",
        "era": f"Connected in {fact.place}: a guess about where you met.",
        "connected": f"Connected on LinkedIn{_since(since)}: no more is known.",
    }
    return said[fact.kind]


def to_reader(fact: Fact, name: str) -> str | None:
    """A fact as ego would tell it to others, about somebody called `name`; None when it is not proof."""
    if not fact.proof:
        return None
    said = {
        "together": f"{name} and I were both at {fact.place}{_years(fact.since, fact.until)}.",
        "same employer": f"{name} is at {fact.place}, where I was{_years(fact.since, fact.until)}.",
        "touch": f"{name} and I have been in touch{_since(fact.since)}.",
        "recommended you": f"{name} recommended my work{_in(fact.since)}.",
        "you recommended": f"I recommended {name}'s work{_in(fact.since)}.",
    }
    return said.get(fact.kind)


def _touch(G: nx.Graph, person: Hashable) -> Iterator[Fact]:
    """Contact over two months or more in which both had their say."""
    events = contacts_with(G, person)
    if events.empty:
        return
    first, last = events["at"].iloc[0], events["at"].iloc[-1]
    both = events["channel"].isin(list(RICH)).any() or {ego_of(G), person} <= set(events["sender_id"])
    if both and last - first >= TWO_MONTHS:
        yield Fact("touch", True, None, first, last)


def _recommendations(G: nx.Graph, person: Hashable) -> Iterator[Fact]:
    contacts = G.graph.get("contacts")
    if contacts is None:
        return
    favors = contacts.favors[contacts.favors["kind"] == "recommendation"]
    for giver, receiver, at in favors[["giver_id", "receiver_id", "at"]].itertuples(index=False):
        if (giver, receiver) == (person, ego_of(G)):
            yield Fact("recommended you", True, None, moment(at))
        elif (giver, receiver) == (ego_of(G), person):
            yield Fact("you recommended", True, None, moment(at))


def _guesses(G: nx.Graph, person: Hashable) -> Iterator[Fact]:
    seen, tie = G.nodes[person], G.get_edge_data(ego_of(G), person) or {}
    if text(seen.get("era")) is not None:
        yield Fact("era", False, text(seen.get("era")))
    if tie.get("evidence") == "connected":
        yield Fact("connected", False, None, moment(tie.get("since")))


def _years(since: pd.Timestamp | None, until: pd.Timestamp | None) -> str:
    """` from 2015 to 2019`, or the end of it that is known."""
    if since is not None and until is not None:
        return f" in {since.year}" if since.year == until.year else f" from {since.year} to {until.year}"
    if until is not None:
        return f" until {until.year}"
    return "" if since is None else f" from {since.year} on"


def _in(at: pd.Timestamp | None) -> str:
    return "" if at is None else f" in {month(at)}"


def _since(at: pd.Timestamp | None) -> str:
    return "" if at is None else f" since {month(at)}"
