"""Tie strength, recency and readiness: how well two people know each other, and how warm it is now.

**Strength** in [0, 1] looks at the whole history and does not fade. Its terms add up:

    x = .04 sqrt(D) + .05 sqrt(2 B) + .07 ln(1 + S) + .35 sqrt(R) + .02 ln(1 + E)
    strength = 1 - exp(-x)

D: active days (contact with a group divided, calls and meetings counted twice); B: the smaller of the days
ego wrote and the days the alter wrote, so that one side alone cannot make a strong tie; S: years from
first to last contact, at most a tenth of a year for each active day; R: recommendations, E:
endorsements, given by ego or received. The user's own closeness 0-5 outranks all of it: 0, .1, .3, .5,
.7, .9. An endorsement alone is a click and tells no strength.

**Recency** in (0, 1] is exp(-quiet / 4), silence measured in the tie's own rhythm.

**Readiness** in [.01, 1) is 1 - (1 - contact chance)(1 - .5 x strength), so that a dormant mentor
still counts. It is a stated assumption, not validated. Where nothing is known of the strength it is a
low prior by evidence: connected .10, stated .30, inferred .05.

Unknown is NaN, never 0. Granovetter 1973 names what strength is made of; an export shows part of it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netgraph.contact_days import days_before, first_rows

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BANDS",
    "CLOSENESS",
    "DORMANT_QUIET",
    "FLOOR",
    "INFERRED_READINESS",
    "band",
    "readiness",
    "recency",
    "strength",
    "strength_terms",
    "strength_values",
    "tie_history",
]

CLOSENESS: Final = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
"""Strength for the user's own closeness 0 ("we do not know each other") to 5."""

BANDS: Final = {"weak": 0.15, "medium": 0.45}
"""Upper bounds: weak below .15, medium below .45, strong from there."""

INFERRED_READINESS: Final = 0.05
PRIOR: Final = {"connected": 0.10, "inferred": INFERRED_READINESS}
STATED_PRIOR: Final = 0.30
FLOOR: Final = 0.01
DEFAULT_RHYTHM_DAYS: Final = 90.0
SHORTEST_RHYTHM_DAYS: Final = 14.0
DORMANT_QUIET: Final = 8.0
"""Silence longer than 8 times the usual gap: the tie has probably decayed (Navarro et al. 2017)."""

RECENCY_QUIETS: Final = 4.0
DAYS_A_YEAR: Final = 365.25
COUNTED: Final = (
    "active_days",
    "rich_days",
    "sent_days",
    "received_days",
    "span_days",
    "recommendations",
    "endorsements",
)
TERMS: Final[dict[str, Callable[[pd.Series], pd.Series]]] = {
    "days in contact": lambda days: 0.04 * np.sqrt(days),
    "both wrote": lambda days: 0.05 * np.sqrt(2.0 * days),
    "years between": lambda years: 0.07 * np.log1p(years),
    "recommendations": lambda count: 0.35 * np.sqrt(count),
    "endorsements": lambda count: 0.02 * np.log1p(count),
}


def tie_history(days: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row an alter from `contact_days`: counts, first and last contact, rhythm and silence.

    Columns: `n_sent`, `n_received` (one-to-one messages), `active_days`, `rich_days` (calls and
    meetings), `sent_days`, `received_days` (both wrote on such a day), `first_contact`, `last_contact`,
    `span_days`, `silent_days`, `rhythm_days`, `quiet`; contact with a group counts divided.
    The rhythm is the mean gap between contact days, drawn towards 90 days as if one such gap had been
    seen, and never under 14.
    """
    first = first_rows(days)
    last = np.append(first[1:], len(days))[: len(first)] - 1
    rich = days["rich"].to_numpy()
    wrote, got = (np.maximum(days[one].to_numpy() > 0, rich) for one in ("sent", "received"))
    begun, ended = (
        days["day"].iloc[first].reset_index(drop=True),
        days["last"].iloc[last].reset_index(drop=True),
    )
    span = days_before(ended, begun)
    rhythm = np.maximum((span + DEFAULT_RHYTHM_DAYS) / (last - first + 1.0), SHORTEST_RHYTHM_DAYS)
    silent = days_before(as_of, ended)
    history = {
        "n_sent": np.add.reduceat(days["sent"].to_numpy(), first).astype("int64"),
        "n_received": np.add.reduceat(days["received"].to_numpy(), first).astype("int64"),
        "active_days": np.add.reduceat(days["weight"].to_numpy(), first),
        "rich_days": np.add.reduceat(rich, first),
        "sent_days": np.add.reduceat(wrote, first),
        "received_days": np.add.reduceat(got, first),
        "first_contact": begun,
        "last_contact": ended,
        "span_days": span,
        "silent_days": silent,
        "rhythm_days": rhythm,
        "quiet": silent / rhythm,
    }
    return pd.DataFrame(history).set_axis(pd.Index(days["alter"].iloc[first], name="alter"))


def strength_terms(history: pd.DataFrame) -> pd.DataFrame:
    """The terms that add up to x, one row a tie, one column for each of `TERMS`."""
    values = strength_values(history)
    return pd.DataFrame({name: effect(values[name]) for name, effect in TERMS.items()})


def strength_values(history: pd.DataFrame) -> pd.DataFrame:
    """What the terms count, one row a tie: D, B, S, R and E of the formula.

    Needs `tie_history`'s columns, `recommendations` and `endorsements`; a missing count is nothing seen.
    """
    seen = history.fillna(dict.fromkeys(COUNTED, 0.0))
    days = seen["active_days"] + seen["rich_days"]
    values = (
        days,
        np.minimum(seen["sent_days"], seen["received_days"]),
        np.minimum(seen["span_days"] / DAYS_A_YEAR, days / 10.0),
        seen["recommendations"],
        seen["endorsements"],
    )
    return pd.DataFrame(dict(zip(TERMS, values, strict=True)))


def strength(history: pd.DataFrame) -> pd.Series:
    """Strength of each tie in [0, 1]; NaN where neither contact, recommendation nor closeness tells.

    `history` is as in `strength_terms`, with the user's `closeness` (0-5, NaN).

    Fifty days of contact over five years, both sides writing on 25 of them:
    x = .04 sqrt(50) + .05 sqrt(50) + .07 ln 6 = .762, so a strength of .533.

    >>> tie = dict(active_days=50, rich_days=0, sent_days=25, received_days=25, span_days=1826.25,
    ...            recommendations=0, endorsements=0, closeness=float("nan"))
    >>> round(float(strength(pd.DataFrame([tie])).iloc[0]), 3)
    0.533
    """
    inferred: pd.Series = 1.0 - np.exp(-strength_terms(history).sum(axis=1))
    told = (history["active_days"].fillna(0) > 0) | (history["recommendations"].fillna(0) > 0)
    said = history["closeness"].map(dict(enumerate(CLOSENESS)))
    return inferred.where(told).where(said.isna(), said).rename("strength")


def recency(quiet: pd.Series) -> pd.Series:
    """How warm each tie is now, in (0, 1]: exp(-quiet / 4); NaN where no contact was seen."""
    warmth: pd.Series = np.exp(-quiet / RECENCY_QUIETS)
    return warmth.rename("recency")


def readiness(strength: pd.Series, contact_chance: pd.Series, evidence: pd.Series) -> pd.Series:
    """How ready each tie is to carry an ask now, in [.01, 1): the formula, or the prior by evidence."""
    known = 1.0 - (1.0 - contact_chance.fillna(0.0)) * (1.0 - 0.5 * strength)
    prior = evidence.map(PRIOR).fillna(STATED_PRIOR)
    return known.where(strength.notna(), prior).clip(lower=FLOOR).rename("readiness")


def band(value: float | None) -> str:
    """`not known`, `weak`, `medium` or `strong`.

    >>> band(0.2), band(float("nan"))
    ('medium', 'not known')
    """
    if value is None or math.isnan(value):
        return "not known"
    return next((name for name, bound in BANDS.items() if value < bound), "strong")
