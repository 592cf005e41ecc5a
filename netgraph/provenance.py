"""Provenance: what an answer rests on, said in one line, because the world of the data is closed.

Unknown is not zero: whoever was never written to in these files may be a best friend.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from netgraph.lookup import ego_of, has_contact, is_missing, ties_of
from netgraph.schema import Table, from_rows

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["answer", "day", "either", "is_stale", "month", "rests_on", "said_once", "span"]

LINE: Final = "rests_on"
SHOWN: Final = {
    "linkedin": "LinkedIn",
    "you": "your own notes",
    "knows": "what contacts told you",
    "csv": "a CSV",
    "google": "Google contacts",
    "outlook": "Outlook contacts",
    "vcard": "a vCard",
    "calendar": "your calendar",
    "mail": "your mail",
}
WRITTEN: Final = {"message", "email"}
CHANNEL_GROUPS: Final = {
    "mail": {"email"},
    "calls": {"call"},
    "coffee": {"meeting", "in_person"},
}


def answer(G: nx.Graph, rows: list[dict[str, Any]], table: Table, **attrs: Any) -> pd.DataFrame:
    """The rows as the table promises, with `rests_on` and more in `attrs`."""
    frame = from_rows(rows, table)
    frame.attrs.update(rests_on=rests_on(G), **attrs)
    return frame


def rests_on(G: nx.Graph) -> str:
    """One line: the sources and their last day, how many people, what is missing, what is not known.

    A graph of `said_once` holds the line already.
    """
    if isinstance(line := G.graph.get(LINE), str):
        return line
    ties = [tie for _, tie in ties_of(G, ego_of(G))]
    with_contact = sum(not is_missing(tie.get("last_contact")) for tie in ties)
    not_known = len(ties) - sum(map(has_contact, ties))
    until = G.graph.get("data_until") or {}
    contacts = G.graph.get("contacts")
    channels = WRITTEN if contacts is None else set(contacts.interactions["channel"].unique())
    dated = [f"{SHOWN.get(name, name)} of {day(last)}" for name, last in sorted(until.items())]
    said = set() if contacts is None else set(contacts.ties["source"].dropna().unique()) - set(until)
    sources = " and ".join([*dated, *sorted(SHOWN.get(name, name) for name in said)])
    kind = "messages" if channels & WRITTEN else "contact"
    messages = f"{kind} with {with_contact:,}" if with_contact else "no messages in it"
    if not with_contact and "linkedin" in until:
        messages += ": LinkedIn's Complete export has them"
    many = f"{len(ties):,} {'person' if len(ties) == 1 else 'people'}"
    nothing = "a graph made by hand" if contacts is None else "no data that old"
    parts = [f"Rests on {sources or nothing} ({many}, {messages})"]
    if contacts is not None:
        missing = [name for name, group in CHANNEL_GROUPS.items() if not channels & group]
        if missing:
            parts.append("no " + either(missing))
    parts.append(f"{not_known:,} not known")
    if until:
        parts.append(f"nothing after {day(max(until.values()))} is seen")
    return "; ".join(parts) + "."


def said_once(G: nx.Graph) -> nx.Graph:
    """The same graph, holding what it rests on: for many answers while nothing changes it.

    Nodes and edges are those of `G` themselves.
    """
    H = G.__class__()
    # NetworkX has no public way to share all of another graph.
    H._node, H._adj = G._node, G._adj  # noqa: SLF001
    H.graph.update(G.graph, **{LINE: rests_on(G)})
    return H


def is_stale(G: nx.Graph) -> bool:
    """Whether the newest data are older than `as_of`, so that silence is "at least" so long."""
    until, as_of = G.graph.get("data_until"), G.graph.get("as_of")
    return bool(until) and as_of is not None and max(until.values()).normalize() < as_of.normalize()


def day(moment: pd.Timestamp) -> str:
    """`3 Nov 2026`."""
    return f"{moment.day} {moment:%b %Y}"


def month(moment: pd.Timestamp) -> str:
    """`May 2026`."""
    return f"{moment:%B %Y}"


def span(days: float) -> str:
    """A number of days in the words people use.

    >>> span(14), span(59), span(412), span(float("nan"))
    ('14 days', '8 weeks', '14 months', 'an unknown time')
    """
    if math.isnan(days):
        return "an unknown time"
    if days < 21:
        return "1 day" if round(days) == 1 else f"{days:.0f} days"
    if days < 91:
        return f"{days / 7:.0f} weeks"
    if days < 730:
        return f"{days / 30.4375:.0f} months"
    return f"{days / 365.25:.0f} years"


def either(words: list[str]) -> str:
    """The words as one choice: `mail, calls or coffee`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
