"""Contact days: on which days ego and an alter were in touch, and who wrote.

The number of *days* with contact says more about a tie than the number of messages
(Urena-Carrion et al. 2020), so everything about a tie's history is counted in days. A day of
one-to-one contact weighs 1; a day of group contact only weighs 1 / (group_size - 1), since the words
went to that many people. An `invitation` is an event, never contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.errors import TableError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["contact_days", "days_before", "ego_events", "instant", "moments", "weighted_count"]

NEEDED = ("sender_id", "recipient_id", "at")


def instant(as_of: str | pd.Timestamp) -> pd.Timestamp:
    """`as_of` as a UTC Timestamp; a bare date means the end of that UTC day.

    >>> instant("2026-11-01")
    Timestamp('2026-11-01 23:59:59.999999+0000', tz='UTC')
    >>> instant("2026-11-01T09:00:00+02:00")
    Timestamp('2026-11-01 07:00:00+0000', tz='UTC')
    """
    bare = isinstance(as_of, str) and len(as_of.strip()) <= len("2026-11-01")
    moment = pd.Timestamp(as_of)
    moment = moment.tz_localize("UTC") if moment.tzinfo is None else moment.tz_convert("UTC")
    if bare or (not isinstance(as_of, (str, pd.Timestamp)) and moment == moment.normalize()):
        moment = moment.normalize() + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    return moment.as_unit("us")


def days_before(as_of: pd.Timestamp, moments: pd.Series) -> pd.Series:
    """Whole UTC calendar days from each moment to `as_of`, float (NaN where there is no moment)."""
    silence: pd.Series = (as_of.normalize() - moments.dt.normalize()).dt.days
    return silence.astype("float64")


def contact_days(interactions: pd.DataFrame, *, ego: object, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row for each alter and UTC day with contact up to `as_of`, by alter and day.

    Columns: `alter`, `day` (UTC midnight), `last` (the day's last contact), `weight` in (0, 1],
    `sent` and `received` (one-to-one messages that day, float), `rich` (a call or a meeting).
    Needs `sender_id`, `recipient_id` and `at`; uses `channel` and `group_size` where they are there.
    """
    events = ego_events(interactions, ego=ego, as_of=as_of)
    pair = events["group_size"] <= 2
    events = events.assign(
        day=events["at"].dt.normalize(),
        weight=1.0 / (events["group_size"] - 1).clip(lower=1),
        sent=(events["sent"] & pair).astype("float64"),
        received=(~events["sent"] & pair).astype("float64"),
    )
    by_day = events.groupby(["alter", "day"], sort=True, observed=True)
    return by_day.agg(
        last=("at", "max"),
        weight=("weight", "max"),
        sent=("sent", "sum"),
        received=("received", "sum"),
        rich=("rich", "max"),
    ).reset_index()


def ego_events(interactions: pd.DataFrame, *, ego: object, as_of: pd.Timestamp) -> pd.DataFrame:
    """Ego's own contacts up to `as_of`: `alter`, `at`, `sent` (bool), `group_size`, `rich` (bool).

    Rows keep the order they came in. Events after `as_of`, invitations, notes to oneself and events
    among others are left out. Raises `TableError` when a needed column is missing.
    """
    missing = [name for name in NEEDED if name not in interactions]
    if missing:
        raise TableError(f"interactions lack {missing}; found {list(interactions.columns)}")
    sender, recipient = interactions["sender_id"], interactions["recipient_id"]
    at = moments(interactions["at"])
    sent = sender == ego
    keep = (sent ^ (recipient == ego)) & (at <= as_of)
    if "channel" in interactions:
        keep &= interactions["channel"] != "invitation"
    keep &= sender.notna() & recipient.notna()
    own = interactions.loc[keep]
    sent = sent[keep]
    if "channel" in own:
        rich = own["channel"].isin(["call", "meeting", "in_person"])
    else:
        rich = pd.Series(False, index=own.index)
    if "group_size" in own:
        size = own["group_size"].fillna(2).astype("float64")
    else:
        size = pd.Series(2.0, index=own.index)
    alter = own["recipient_id"].where(sent, own["sender_id"])
    return pd.DataFrame(
        {"alter": alter, "at": at[keep].dt.as_unit("us"), "sent": sent, "group_size": size, "rich": rich}
    )


def moments(at: pd.Series) -> pd.Series:
    """The column as UTC moments; text may be ISO 8601 of any precision."""
    if at.dtype.kind == "M" or isinstance(at.dtype, pd.DatetimeTZDtype):
        return pd.to_datetime(at, utc=True)
    try:
        return pd.to_datetime(at, utc=True, format="ISO8601")
    except (ValueError, TypeError) as error:
        raise TableError("interactions: column 'at' holds values that are no ISO 8601 time") from error


def weighted_count(days: pd.DataFrame, weights: np.ndarray) -> pd.Series:
    """Sum of `weights` (one a row of `days`) by alter, sorted by alter."""
    return pd.Series(weights, index=days["alter"]).groupby(level=0, observed=True).sum()
