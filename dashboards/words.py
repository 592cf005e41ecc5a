"""Words: bands, kinds and evidence as the pages say them. Numbers stay in the frames."""

from __future__ import annotations

from typing import Final

import pandas as pd

from netgraph.figures.words import EVIDENCE, counted, listed
from netgraph.provenance import day
from netgraph.restraint import ALWAYS
from netgraph.strength import band

__all__ = [
    "CLOSENESS",
    "COVERAGE",
    "EVIDENCE",
    "KINDS",
    "LAST_SPOKEN",
    "PRIORITIES",
    "PROPOSED_BY",
    "TRAYS",
    "counted",
    "last_contact_words",
    "listed",
    "readiness_band",
    "resting_words",
    "strength_words",
]

KINDS: Final = {"owed": "reply owed", "dormant": "long quiet", "cooling": "cooling"}

TRAYS: Final = {
    "not known": "not known: these data hold no contact with them",
    "resting": "resting: leave them in peace for now",
    "recruiters": "recruiters: paid to write, nothing to keep up",
    "never answered": "never answered: they wrote, you never did",
}
"""Who is set aside and why, in the order of the page."""

COVERAGE: Final = {
    "warm": "warm",
    "connected only": "connected only",
    "guess": "a guess",
    "none in your data": "none in your data",
}
"""How a target is covered, the surest first."""

PRIORITIES: Final = {1: "some day", 2: "later", 3: "wanted", 4: "soon", 5: "first"}

PROPOSED_BY: Final = {
    "linkedin saved jobs": "you saved a job",
    "linkedin applications": "you applied",
    "linkedin follows": "you follow it",
}

CLOSENESS: Final = {
    0: "not at all",
    1: "hardly",
    2: "a little",
    3: "well",
    4: "very well",
    5: "closest",
}
"""How well two people know each other, from "we do not know each other" on."""

LAST_SPOKEN: Final = {
    "this month": "this month",
    "this year": "this year",
    "1-3 years": "1-3 years ago",
    "longer": "longer ago",
}

FAIR: Final = 0.05
GOOD: Final = 0.25


def readiness_band(value: float, *, proof: bool) -> str:
    """`low`, `fair` from .05 or `good` from .25; a route that is not proven is low at best.

    The bounds part a direct warm tie from one hand-over, and that from two. They are words for an order,
    never a rate of success.

    >>> readiness_band(0.03, proof=True), readiness_band(0.105, proof=True), readiness_band(0.5, proof=True)
    ('low', 'fair', 'good')
    >>> readiness_band(0.105, proof=False)
    'low'
    """
    if not proof or value < FAIR:
        return "low"
    return "fair" if value < GOOD else "good"


def strength_words(value: float) -> str:
    """`strong tie`; "not known" is no tie strength and says so."""
    known = band(value)
    return "strength not known" if known == "not known" else f"{known} tie"


def last_contact_words(moment: pd.Timestamp | None) -> str:
    """`last contact 4 Jun 2024`, or that these data hold none."""
    return "no contact in this data" if moment is None or pd.isna(moment) else f"last contact {day(moment)}"


def resting_words(until: pd.Timestamp) -> str:
    """`resting until 12 Jun 2027`, or until the user says otherwise."""
    return "resting until you say otherwise" if until >= ALWAYS else f"resting until {day(until)}"
