"""Hooks: what to begin with when one writes to somebody, from facts alone, as one line.

In this order, as far as the data hold them: a new job of theirs, the last contact by channel and date with
the user's own note, an employer or school of both, the era of the connection. A note stands here because
the user wrote it for this; reports and shares do not show hooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.lookup import given_name, organization_of, text
from netgraph.organizations import organization_key
from netgraph.practice.history import contacts_with, shared_places, to_you
from netgraph.provenance import day, month

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import networkx as nx

__all__ = ["hooks"]

NEW_JOB: Final = pd.Timedelta(days=400)
WORDS: Final = {
    "message": "message",
    "email": "e-mail",
    "call": "call",
    "meeting": "meeting",
    "in_person": "talk face to face",
    "event": "event together",
}
MOST: Final = 3


def hooks(G: nx.Graph, people: Iterable[Hashable]) -> dict[Hashable, str | None]:
    """What to begin with when writing to each of `people`, None where the data hold nothing."""
    last, moved = _last_contacts(G), _new_jobs(G)
    return {person: _hook(G, person, moved.get(person), last.get(person)) for person in people}


def _hook(G: nx.Graph, person: Hashable, moved: str | None, last: str | None) -> str | None:
    together = next(shared_places(G, person), None)
    era = text(G.nodes[person].get("era"))
    said = [moved, last]
    if together is not None:
        said.append(to_you(together, given_name(G, person)).rstrip("."))
    elif era is not None:
        said.append(f"from {era}")
    parts = [one for one in said if one is not None][:MOST]
    return None if not parts else "; ".join(parts) + "."


def _new_jobs(G: nx.Graph) -> dict[Hashable, str]:
    """Where people are now, when the data show that they left another employer within 400 days."""
    jobs, as_of = G.graph["contacts"].jobs, G.graph["as_of"]
    ended = jobs[
        (jobs["ended_on"] > as_of - NEW_JOB) & (jobs["ended_on"] <= as_of) & (jobs["kind"] != "study")
    ]
    left = ended.sort_values("ended_on", kind="stable").drop_duplicates("person_id", keep="last")
    found = {}
    for person, place, until in zip(left["person_id"], left["organization"], left["ended_on"], strict=True):
        now = organization_of(G, person) if person in G else None
        if now is not None and organization_key(place) != organization_key(now):
            found[person] = f"now at {now}, at {place} until {month(until)}"
    return found


def _last_contacts(G: nx.Graph) -> dict[Hashable, str]:
    """The last contact with each person, and the last note of the user's on any."""
    seen = contacts_with(G)
    last = seen.drop_duplicates("alter", keep="last")
    noted = seen.dropna(subset="note").drop_duplicates("alter", keep="last").set_index("alter")["note"]
    found = {}
    for person, channel, at in zip(last["alter"], last["channel"], last["at"], strict=True):
        words = f': you noted "{noted[person]}"' if person in noted.index else ""
        found[person] = f"last {WORDS.get(str(channel), 'contact')} on {day(at)}{words}"
    return found
