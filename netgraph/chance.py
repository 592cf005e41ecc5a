"""Contact chance: how likely ego and an alter are in contact within the next 30 days, by fixed odds.

For a tie with contact on days that lie `age` days back,

    D(h)  = sum over contact days of weight * 2 ** (-age / h)          (decayed active days)
    logit = -1.5 + .7 ln(1 + D(30)) + .6 ln(1 + D(365)) + .1 ln(1 + span) - .35 ln(1 + idle)
    contact chance = 1 / (1 + exp(-logit))

with `span` the days from the first contact to the last and `idle` the days since the last. Active days
and not messages; a month and a year, because no single half-life is best on every set of data; the span,
because older ties last longer (Burt 2000); the logarithm of silence, because the chance falls with a
power of it and not with a half-life (Anderson and Schooler 1991).

The five coefficients are fixed: nothing is fitted to the user's data. How they were chosen, on which egos,
and what they give on the others stands in `docs/tie_strength.md`, with the limits: the number is a chance
where it was measured, in company e-mail, and an order elsewhere.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from netgraph.contact_days import contact_days, days_before, first_rows, instant, moments

__all__ = ["COEFFICIENTS", "chance_of", "chance_terms", "chance_values", "contact_chance"]

COEFFICIENTS: Final = {"base": -1.5, "last weeks": 0.7, "last year": 0.6, "span": 0.1, "silence": -0.35}
"""What ln(1 + value) of each term is multiplied with; `base` stands alone."""

HALF_LIFE_DAYS: Final = {"last weeks": 30.0, "last year": 365.0}


def contact_chance(
    interactions: pd.DataFrame, *, ego: str | int, as_of: str | pd.Timestamp | None = None
) -> pd.Series:
    """Chance in (0, 1) that ego and each alter are in contact within 30 days after `as_of`.

    `interactions` needs `sender_id`, `recipient_id` and `at`; `channel` and `group_size` are used when
    there. Events after `as_of` are dropped (None: the last event counts as now). The Series is named
    `contact_chance` and indexed by the alters' ids as they stand, one row for each alter seen.

    Raises `TableError` when a needed column is missing.

    One contact on the day itself gives D(30) = D(365) = 1, no span and no silence, so
    -1.5 + (.7 + .6) ln 2 = -.599 and a chance of .355:

    >>> events = pd.DataFrame({"sender_id": ["ego"], "recipient_id": ["ana"], "at": ["2026-05-01"]})
    >>> contact_chance(events, ego="ego", as_of="2026-05-01").round(3).to_dict()
    {'ana': 0.355}
    """
    if as_of is None and "at" in interactions and len(interactions):
        last = moments(interactions["at"]).max()
        as_of = None if pd.isna(last) else last
    now = instant(as_of if as_of is not None else pd.Timestamp(0))
    terms = chance_terms(contact_days(interactions, ego=ego, as_of=now), as_of=now)
    return chance_of(terms)


def chance_terms(days: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """The terms of the log odds, one row an alter, one column for each of `COEFFICIENTS`."""
    terms = chance_values(days, as_of=as_of).apply(np.log1p)
    terms["base"] = 1.0
    return terms[list(COEFFICIENTS)] * pd.Series(COEFFICIENTS)


def chance_values(days: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """What the terms count, one row an alter: both decayed active days, and span and silence in days."""
    first = first_rows(days)
    age = days_before(as_of, days["day"]).to_numpy()
    weight = days["weight"].to_numpy()
    idle = np.minimum.reduceat(age, first)
    counts = {
        name: np.add.reduceat(weight * np.exp2(-age / half_life), first)
        for name, half_life in HALF_LIFE_DAYS.items()
    }
    counts |= {"span": np.maximum.reduceat(age, first) - idle, "silence": idle}
    return pd.DataFrame(counts, index=pd.Index(days["alter"].iloc[first]))


def chance_of(terms: pd.DataFrame) -> pd.Series:
    """The chance itself from its terms, which add up in log odds."""
    chance: pd.Series = 1.0 / (1.0 + np.exp(-terms.sum(axis=1)))
    return chance.rename("contact_chance").rename_axis(index=None)
