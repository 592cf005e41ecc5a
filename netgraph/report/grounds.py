"""Grounds: what the numbers of a report rest on - sources, the share known, the share that is a guess."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from netgraph.lookup import has_contact, is_tie, ties_of
from netgraph.provenance import SHOWN, day
from netgraph.report.blocks import Block, capital, note, section, table, text
from netgraph.strength import BANDS

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from netgraph.report.findings import Findings

__all__ = ["grounds"]

PROVEN: Final = "Seen or said by somebody"
CONNECTED: Final = "Connected on LinkedIn, no more"
INFERRED: Final = "A guess (same employer at the same time, same thread)"


def grounds(found: Findings, figures: dict[str, go.Figure]) -> Block:
    """Sources and their last day, evidence of the ties, what the bands mean, and the closing line."""
    own = [tie for _, tie in ties_of(found.G, found.ego)]
    known = sum(map(has_contact, own))
    finding = (
        f"Contact is known with {known:,} of {len(own):,} people ({_share(known, len(own))})"
        if own
        else "The data hold nobody but you"
    )
    return section(
        "grounds",
        "What the numbers rest on",
        finding,
        [
            table(
                "Where the data come from",
                {"Source": 2, "Up to": 1.4, "People": 1, "Messages, calls, meetings": 2},
                _sources(found),
            ),
            table(
                "How sure the ties are",
                {"Ties": 3, "Between you and others": 1.6, "Among others": 1.6},
                _evidence(found),
            ),
            note(
                f"Strength is weak below {BANDS['weak']:g}, medium below {BANDS['medium']:g} and strong from "
                "there, on a scale from 0 to 1. How ready a tie is to carry an ask is an assumption, and no "
                "measured chance: it orders the ways and is shown in bands only. Circles named after a part "
                "of your life, and guesses about colleagues, are context and never contact."
            ),
            text(found.rests_on),
        ],
    )


def _sources(found: Findings) -> list[list[str]]:
    contacts = found.G.graph["contacts"]
    people = contacts.people[~contacts.people["is_ego"]]["source"].value_counts()
    events = contacts.interactions
    contact = events[events["channel"] != "invitation"]["source"].value_counts()
    until = found.G.graph.get("data_until") or {}
    told = [*until, *contacts.ties["source"].dropna(), *people.index]
    seen = dict.fromkeys(name for name in told if name in SHOWN or name in until)
    names = sorted(seen, key=lambda name: (-int(people.get(name, 0)), name))
    return [
        [
            capital(SHOWN.get(name, name)),
            day(until[name]) if name in until else "no day",
            f"{int(people.get(name, 0)):,}",
            f"{int(contact[name]):,}" if name in contact else "none",
        ]
        for name in names
    ]


def _evidence(found: Findings) -> list[list[str]]:
    """Counts and shares of proven, merely connected and inferred ties, ego's own and those among others."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for a, b, tie in found.G.edges(data=True):
        if is_tie(tie):
            counts[found.ego in {a, b}][_sureness(tie)] += 1
    totals = {mine: sum(count.values()) for mine, count in counts.items()}
    return [
        [
            name,
            *(
                f"{counts[mine][name]:,} ({_share(counts[mine][name], totals[mine])})"
                if counts[mine][name]
                else "none"
                for mine in (True, False)
            ),
        ]
        for name in (PROVEN, CONNECTED, INFERRED)
    ]


def _sureness(tie: dict[str, object]) -> str:
    if tie.get("proof"):
        return PROVEN
    return CONNECTED if tie.get("evidence") == "connected" else INFERRED


def _share(part: int, whole: int) -> str:
    """A share in whole percent; a small one is not rounded to nothing.

    >>> _share(1, 400), _share(399, 400), _share(0, 400), _share(1, 2)
    ('under 1 %', 'over 99 %', '0 %', '50 %')
    """
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1 %"
    return "over 99 %" if 99 < percent < 100 else f"{percent:.0f} %"
