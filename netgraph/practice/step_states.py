"""Step states: what became of the steps of the week, from what the user said and from what the data show.

What the user said counts first. Without a word a step is done when contact with the person is seen since
Monday, when the thanks or the promise is no longer owed, when an introduction's step is no longer late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.contact_days import ego_events
from netgraph.practice.bank import owed
from netgraph.practice.introducing import late_steps
from netgraph.practice.logbook import iso_week
from netgraph.schema import OWED, empty

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["DONE", "OPEN", "states"]

OPEN: Final = "open"
DONE: Final = "done"
DEBTS: Final = frozenset({"thanks", "promise"})


def states(G: nx.Graph, steps: list[dict[str, Any]], *, monday: pd.Timestamp) -> list[str]:
    """The state of each step (`kind`, `person_id`) of the week that began on `monday`."""
    contacts, week = G.graph["contacts"], iso_week(monday)
    said: dict[tuple[Any, str], str] = {}
    rows = contacts.choices[contacts.choices["kind"].isin([DONE, "skip"])]
    for person, of, value in zip(rows["person_id"], rows["kind"], rows["value"].fillna(""), strict=True):
        if value.startswith(week):
            _, kind, *words = value.split(maxsplit=2)
            said.setdefault((person, kind), DONE if of == DONE else _skipped("".join(words)))
    of_week = contacts.interactions[contacts.interactions["at"] >= monday]
    events = ego_events(of_week, ego=contacts.ego, as_of=G.graph["as_of"])
    spoke = set(events.loc[events["sent"] | events["rich"], "alter"])
    kinds = {step["kind"] for step in steps}
    due = owed(G) if kinds & DEBTS else empty(OWED)
    owes = set(zip(due["person_id"], due["kind"], strict=True))
    late = set(late_steps(G)["person_id"]) if "introduction" in kinds else set()
    return [_state((step["person_id"], step["kind"]), said, spoke, owes, late) for step in steps]


def _skipped(words: str) -> str:
    return words if words in {"less often", "never"} else "not now"


def _state(
    step: tuple[Any, str],
    said: dict[tuple[Any, str], str],
    spoke: set[Any],
    owes: set[tuple[Any, Any]],
    late: set[Any],
) -> str:
    person, kind = step
    if step in said:
        return said[step]
    if kind in DEBTS:
        return OPEN if step in owes else DONE
    if kind == "introduction":
        return OPEN if person in late else DONE
    return DONE if person in spoke else OPEN
