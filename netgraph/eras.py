"""Eras: the part of ego's life a contact comes from.

A LinkedIn export is a star, and the one structure it holds is time: the day of each connection laid
over ego's own positions and schools. An era is a guess about context - never contact, never strength
and never by itself a tie among contacts.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["era_of", "eras"]

MONTH = pd.Timedelta(days=31)


def eras(jobs: pd.DataFrame, *, ego: str | None) -> pd.DataFrame:
    """Ego's eras, the latest begun first: `era` (its label), `organization`, `started_on`, `ended_on`.

    `ended_on` is NaT for what still lasts. Jobs and schools without a first day are left out.
    """
    own = jobs[(jobs["person_id"] == ego) & jobs["started_on"].notna() & jobs["organization"].notna()]
    lasts = own.assign(open=own["ended_on"].isna()).groupby("organization", as_index=False)
    spans = lasts.agg(started_on=("started_on", "min"), ended_on=("ended_on", "max"), open=("open", "any"))
    spans["ended_on"] = spans["ended_on"].mask(spans.pop("open"))
    spans["era"] = [_label(*row) for row in spans.itertuples(index=False)]
    return spans.sort_values("started_on", ascending=False, ignore_index=True)


def era_of(connected_on: pd.Series, spans: pd.DataFrame) -> pd.Series:
    """The label of the era each day falls in, the latest begun when several do; NaN outside all.

    An end is known to the month, so a day in the month after it still counts.
    """
    found = pd.Series(pd.NA, index=connected_on.index, dtype="str")
    last_days = spans["ended_on"] + MONTH
    for era, first, last in zip(spans["era"], spans["started_on"], last_days, strict=True):
        inside = (connected_on >= first) & ~(connected_on > last)
        found = found.where(found.notna() | ~inside, era)
    return found


def _label(organization: str, started: pd.Timestamp, ended: pd.Timestamp) -> str:
    if pd.isna(ended):
        return f"your {organization} years, since {started.year}"
    if started.year == ended.year:
        return f"your {organization} time, {started.year}"
    until = f"{ended.year % 100:02d}" if started.year // 100 == ended.year // 100 else str(ended.year)
    return f"your {organization} years, {started.year}-{until}"
