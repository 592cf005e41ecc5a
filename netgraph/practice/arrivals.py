"""Arrivals: messages that came in this week and wait for an answer.

Those since logged as answered count too: the week's list shows them as done. So do messages from the snoozed,
who end their own snooze by writing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import FAST
from netgraph.graph import build_graph
from netgraph.neglect import replies_owed
from netgraph.practice.logbook import LOG
from netgraph.practice.remembered import Remembered
from netgraph.practice.snoozes import awake
from netgraph.redrawing import nearby
from netgraph.schema import NEGLECTED_TIES, empty

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["came_in"]

GRAPHS: Final = Remembered["nx.Graph"](3)
"""The last graphs of those who wrote."""


def came_in(G: nx.Graph, contacts: Contacts, *, monday: pd.Timestamp) -> pd.DataFrame:
    """The replies owed to messages since `monday`; columns as in `netgraph.schema.NEGLECTED_TIES`.

    `contacts` are those of `G` without what the user answered to steps of the week.
    """
    events = contacts.interactions
    of_week = events[events["at"] >= monday]
    logs = of_week.index[of_week["thread"].fillna("").str.startswith(LOG)]
    senders = _still_waiting(of_week.drop(logs), contacts.ego)
    if not senders:
        return empty(NEGLECTED_TIES)
    found = replies_owed(_graph_of(G, replace(contacts, interactions=events.drop(logs)), senders), limit=FAST)
    return found[found["last_contact"] >= monday]


def _graph_of(G: nx.Graph, contacts: Contacts, senders: set[Any]) -> nx.Graph:
    """Ego and the senders as `contacts` tell of them: a part of `G` where that was made from the same."""
    as_of, before = G.graph["as_of"], G.graph["contacts"]
    same = len(contacts.interactions) == len(before.interactions) and contacts.choices.equals(before.choices)
    if same and awake(contacts, as_of=as_of) is contacts:
        return nearby(G, senders)
    theirs = _about(contacts, senders)
    few = GRAPHS.get(theirs, as_of, lambda: build_graph(awake(theirs, as_of=as_of), as_of=as_of)).copy()
    few.graph["data_until"] = G.graph["data_until"]
    return few


def _still_waiting(of_week: pd.DataFrame, ego: str | None) -> set[Any]:
    """Who wrote to ego this week, without those to whom ego alone wrote after that."""
    came = of_week[of_week["recipient_id"] == ego].groupby("sender_id")["at"].max()
    ours = of_week[(of_week["sender_id"] == ego) & (of_week["group_size"] <= 2)]
    answered = ours[ours["channel"] != "invitation"].groupby("recipient_id")["at"].max()
    return set(came.index[~(answered.reindex(came.index) >= came)])


def _about(contacts: Contacts, people: set[Any]) -> Contacts:
    """What the contacts hold between ego and some people: a small graph tells the same of their ties."""
    few = [*people, contacts.ego]
    both = {
        name: getattr(contacts, name)[
            getattr(contacts, name)[one].isin(few) & getattr(contacts, name)[other].isin(few)
        ].reset_index(drop=True)
        for name, one, other in (
            ("interactions", "sender_id", "recipient_id"),
            ("ties", "person_a", "person_b"),
            ("favors", "giver_id", "receiver_id"),
        )
    }
    own = {
        name: getattr(contacts, name)[getattr(contacts, name)[one].isin(few)].reset_index(drop=True)
        for name, one in (
            ("people", "person_id"),
            ("jobs", "person_id"),
            ("introductions", "starter_id"),
            ("choices", "person_id"),
        )
    }
    return replace(contacts, **both, **own)
