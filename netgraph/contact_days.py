"""Contact days: on which days ego and an alter were in touch, and who wrote.

The number of *days* with contact says more about a tie than the number of messages
(Urena-Carrion et al. 2020), so everything about a tie's history is counted in days. A day of
one-to-one contact weighs 1; a day of group contact only weighs 1 / (group_size - 1), since the words
went to that many people. An `invitation` is an event, never contact.

Rows are sorted once, by alter and day, and everything later is a sum over runs of equal rows: a million
events take about a second.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from netgraph.errors import TableError

__all__ = [
    "contact_days",
    "days_before",
    "ego_events",
    "first_rows",
    "from_microseconds",
    "instant",
    "moments",
]

NEEDED: Final = ("sender_id", "recipient_id", "at")
RICH: Final = ("call", "meeting", "in_person")
MICROSECONDS_A_DAY: Final = 86_400_000_000


def instant(as_of: str | pd.Timestamp) -> pd.Timestamp:
    """`as_of` as a UTC Timestamp; a bare date means the end of that UTC day.

    >>> instant("2026-11-01")
    Timestamp('2026-11-01 23:59:59.999999+0000', tz='UTC')
    >>> instant("2026-11-01T09:00:00+02:00")
    Timestamp('2026-11-01 07:00:00+0000', tz='UTC')
    """
    bare = isinstance(as_of, str) and len(as_of.strip()) <= len("2026-11-01")
    moment = pd.Timestamp(as_of)
    if pd.isna(moment):
        raise TableError("as_of is no date: write it as 2026-11-01")
    moment = moment.tz_localize("UTC") if moment.tzinfo is None else moment.tz_convert("UTC")
    if bare or (not isinstance(as_of, (str, pd.Timestamp)) and moment == moment.normalize()):
        moment = moment.normalize() + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    return moment.as_unit("us")


def days_before(as_of: pd.Timestamp | pd.Series, moments: pd.Series) -> pd.Series:
    """Whole UTC calendar days from each moment to `as_of`, float (NaN where there is no moment)."""
    end = as_of.dt if isinstance(as_of, pd.Series) else as_of
    silence: pd.Series = (end.normalize() - moments.dt.normalize()).dt.days
    return silence.astype("float64")


def contact_days(interactions: pd.DataFrame, *, ego: object, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row for each alter and UTC day with contact up to `as_of`, by alter and day.

    Columns: `alter`, `day` (UTC midnight), `last` (the day's last contact), `weight` in (0, 1],
    `sent` and `received` (one-to-one messages that day, float), `rich` (the weight of the day's calls
    and meetings, 0 without one). Needs `sender_id`, `recipient_id` and `at`; uses `channel` and
    `group_size` where they are there.
    """
    events = ego_events(interactions, ego=ego, as_of=as_of)
    alter, alters = pd.factorize(events["alter"], sort=True)
    moment = events["at"].astype("int64").to_numpy()
    day = moment // MICROSECONDS_A_DAY
    order = np.lexsort((day, alter))
    alter, day, moment = alter[order], day[order], moment[order]
    size, sent = events["group_size"].to_numpy()[order], events["sent"].to_numpy()[order]
    weight = 1.0 / np.maximum(size - 1.0, 1.0)
    pair = size <= 2
    first = _runs(len(day), (alter[1:] != alter[:-1]) | (day[1:] != day[:-1]))
    return pd.DataFrame(
        {
            "alter": alters.take(alter[first]),
            "day": from_microseconds(day[first] * MICROSECONDS_A_DAY),
            "last": from_microseconds(np.maximum.reduceat(moment, first)),
            "weight": np.maximum.reduceat(weight, first),
            "sent": np.add.reduceat((sent & pair).astype("float64"), first),
            "received": np.add.reduceat((~sent & pair).astype("float64"), first),
            "rich": np.maximum.reduceat(weight * events["rich"].to_numpy()[order], first),
        }
    )


def first_rows(days: pd.DataFrame) -> np.ndarray:
    """Where in `contact_days` each alter's rows begin."""
    alter = days["alter"].array
    return _runs(len(alter), np.asarray(alter[1:] != alter[:-1]))


def ego_events(interactions: pd.DataFrame, *, ego: object, as_of: pd.Timestamp) -> pd.DataFrame:
    """Ego's own contacts up to `as_of`: `alter`, `at`, `sent` (bool), `group_size`, `rich` (bool).

    Rows keep the order they came in. Events after `as_of`, invitations, notes to oneself and events
    among others are left out. Raises `TableError` when a needed column is missing.
    """
    missing = [name for name in NEEDED if name not in interactions]
    if missing:
        raise TableError(f"interactions lack {missing}; found {list(interactions.columns)}")
    sender, recipient = _plain(interactions["sender_id"]), _plain(interactions["recipient_id"])
    at = moments(interactions["at"])
    sent = sender == ego
    keep = (sent ^ (recipient == ego)) & (at <= as_of) & sender.notna() & recipient.notna()
    if "channel" in interactions:
        keep &= interactions["channel"] != "invitation"
    keep = keep.astype("bool")
    own, sent = interactions.loc[keep], sent[keep].astype("bool")
    channel = own["channel"] if "channel" in own else pd.Series("message", index=own.index)
    size = own["group_size"] if "group_size" in own else pd.Series(2.0, index=own.index)
    alter = recipient[keep].where(sent, sender[keep])
    return pd.DataFrame(
        {
            "alter": alter,
            "at": at[keep].dt.as_unit("us"),
            "sent": sent,
            "group_size": size.astype("float64").fillna(2.0),
            "rich": channel.isin(RICH),
        }
    )


def moments(at: pd.Series) -> pd.Series:
    """The column as UTC moments; text may be ISO 8601 of any precision."""
    if at.dtype.kind == "M" or isinstance(at.dtype, pd.DatetimeTZDtype):
        return pd.to_datetime(at, utc=True)
    try:
        return pd.to_datetime(at, utc=True, format="ISO8601")
    except (ValueError, TypeError) as error:
        raise TableError("interactions: column 'at' holds values that are no ISO 8601 time") from error


def from_microseconds(moments: np.ndarray) -> pd.Series:
    """Microseconds since 1970 as UTC moments; numpy's NaT is missing."""
    return pd.Series(moments.astype("datetime64[us]")).dt.tz_localize("UTC")


def _plain(ids: pd.Series) -> pd.Series:
    """Ids as they stand, out of the categories they may be kept in."""
    return ids.astype(ids.cat.categories.dtype) if isinstance(ids.dtype, pd.CategoricalDtype) else ids


def _runs(rows: int, changes: np.ndarray) -> np.ndarray:
    """Where each run of rows begins, from whether the rows after the first differ from the one before."""
    return np.flatnonzero(np.concatenate([[True], changes])[:rows])
