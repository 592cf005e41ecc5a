"""Hooks: what to begin with when one writes to somebody, from facts alone, as one line.

In this order, as far as the data hold them: a new job of theirs, the last contact by channel and date with
the user's own note, an employer or school of both, the era of the connection. A note stands here because
the user wrote it for this; reports and shares do not show hooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.graph import nearby
from netgraph.lookup import (
    given_name,
    organization_of,
    text,
)
from netgraph.organizations import organization_key
from netgraph.practice.history import contacts_with, shared_places, to_you
from netgraph.provenance import day, month

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import networkx as nx

__all__ = ["hook", "hooks"]

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
    """The hook of each of `people`; what the data hold of all others is set aside once."""
    wanted = list(people)
    near = nearby(G, wanted)
    return {person: hook(near, person) for person in wanted}


def hook(G: nx.Graph, person: Hashable) -> str | None:
    """What to begin with when writing to `person`, None where the data hold nothing."""
    given = given_name(G, person)
    said = [_new_job(G, person), _last_contact(G, person)]
    together = next(shared_places(G, person), None)
    era = text(G.nodes[person].get("era"))
    if together is not None:
        said.append(to_you(together, given).rstrip("."))
    elif era is not None:
        said.append(f"from {era}")
    parts = [one for one in said if one is not None][:MOST]
    return None if not parts else "; ".join(parts) + "."


def _new_job(G: nx.Graph, person: Hashable) -> str | None:
    """Where they are now, when the data show that they left another employer within 400 days."""
    jobs, as_of = G.graph["contacts"].jobs, G.graph["as_of"]
    left = jobs[(jobs["person_id"] == person) & (jobs["kind"] != "study") & (jobs["ended_on"] <= as_of)]
    left = left[left["ended_on"] > as_of - NEW_JOB].sort_values("ended_on")
    now = organization_of(G, person)
    if left.empty or now is None or organization_key(left["organization"].iloc[-1]) == organization_key(now):
        return None
    return f"now at {now}, at {left['organization'].iloc[-1]} until {month(left['ended_on'].iloc[-1])}"


def _last_contact(G: nx.Graph, person: Hashable) -> str | None:
    seen = contacts_with(G, person)
    if seen.empty:
        return None
    last = seen.iloc[-1]
    noted = seen["note"].dropna()
    words = f': you noted "{noted.iloc[-1]}"' if len(noted) else ""
    return f"last {WORDS.get(str(last['channel']), 'contact')} on {day(last['at'])}{words}"
