"""Restraint: who is to be left in peace, until when and why. Nothing else decides that.

An *opening* is ego's first message after 14 days of silence on both sides; it is unanswered after 14
days. A person rests

* for 14 days after ego's last message that has no answer, 28 after the second opening in a row, a
  year after three unanswered openings,
* while muted or snoozed by the user,
* for as many days after the last contact as the user chose (`rhythm`, "less often"), unless the last word
  is theirs,
* while an introduction they gave is open: until they are thanked and told how it went,
* for 30 days after being asked for the second introduction within 30 days.

The user may set a person's rest aside (`override`), whatever its reason; that is said in its place.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from netgraph.choices import said_last
from netgraph.contact_days import ego_events, from_microseconds

__all__ = ["ALWAYS", "ask_load", "openings", "rests"]

ALWAYS: Final = pd.Timestamp("2262-01-01", tz="UTC").as_unit("us")
"""Rest without an end: until the user says otherwise."""

MICROSECOND: Final = pd.Timedelta(1, unit="us")
NEVER: Final = int(np.iinfo(np.int64).min)
"""How numpy writes NaT as an integer."""

SMALL_GROUP: Final = 8
"""People in a group in which a word of ego's is one to each of them."""

SILENCE: Final = pd.Timedelta(days=14)
ANSWER_DUE: Final = pd.Timedelta(days=14)
OPENINGS_BEFORE_LONG_REST: Final = 2
OPENINGS_BEFORE_STOP: Final = 3
REST: Final = pd.Timedelta(days=14)
LONG_REST: Final = pd.Timedelta(days=28)
STOP: Final = pd.Timedelta(days=365)
ASK_WINDOW: Final = pd.Timedelta(days=30)
ASKS_BEFORE_REST: Final = 2
NOT_YET_TOLD: Final = frozenset({"introduced", "met", "thanked"})


def openings(interactions: pd.DataFrame, *, ego: object, as_of: pd.Timestamp) -> pd.DataFrame:
    """How ego's one-to-one messages stand, one row an alter.

    Columns: `last_sent`, `last_received` (NaT where there is none), `pending` (openings since the
    alter's last sign), `unanswered` (those of them older than 14 days), and `last_word`: `last_sent`, or
    ego's later word to a group of at most 8 with them, which opens nothing and yet answers. A call, a
    meeting or an event that both were at is a sign from both.
    """
    if "channel" in interactions:
        both = interactions["channel"].mask(interactions["channel"] == "event", "meeting")
        interactions = interactions.assign(channel=both)
    events = ego_events(interactions, ego=ego, as_of=as_of)
    in_group = events[events["group_size"].between(3, SMALL_GROUP) & (events["sent"] | events["rich"])]
    events = events[events["group_size"] <= 2]
    alter, alters = pd.factorize(events["alter"], sort=True)
    moment = events["at"].astype("int64").to_numpy()
    # Stable: what came at one moment stays in the order of the files.
    order = np.lexsort((moment, alter))
    alter, moment = alter[order], moment[order]
    sent, rich = (events[name].to_numpy()[order] for name in ("sent", "rich"))
    ours = sent & ~rich
    first = np.searchsorted(alter, np.arange(len(alters)))
    last_sent = np.maximum.reduceat(np.where(ours | rich, moment, NEVER), first)
    last_received = np.maximum.reduceat(np.where(ours, NEVER, moment), first)
    goes_on = np.diff(moment, prepend=0) < SILENCE // MICROSECOND
    goes_on[first] = False
    pending = ours & (moment > last_received[alter]) & ~goes_on
    unanswered = pending & (from_microseconds(moment) <= as_of - ANSWER_DUE).to_numpy()
    found = pd.DataFrame(
        {
            "last_sent": from_microseconds(last_sent),
            "last_received": from_microseconds(last_received),
            "pending": np.add.reduceat(pending.astype("int64"), first),
            "unanswered": np.add.reduceat(unanswered.astype("int64"), first),
        }
    ).set_axis(pd.Index(alters, name="alter"))
    to_all = in_group.groupby("alter")["at"].max().reindex(found.index)
    return found.assign(
        last_word=found["last_sent"].mask(~(to_all <= found["last_sent"]) & to_all.notna(), to_all)
    )


def rests(
    openings: pd.DataFrame, choices: pd.DataFrame, introductions: pd.DataFrame, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Who rests after `as_of`: `rest_until` and `rest_why`, indexed by person id, the longest rest each.

    Where the user set the rest aside `rest_until` is missing, and `rest_why` says what was set aside.
    """
    found = [_after_messages(openings)]
    if len(choices):
        found += [_by_choice(choices), _less_often(openings, choices)]
    if len(introductions):
        found += [_open_introductions(introductions), _asked_often(introductions, as_of=as_of)]
    every = pd.concat([one for one in found if len(one)] or [_none()])
    every = every[every["rest_until"] > as_of].sort_values("rest_until", kind="stable")
    longest = every[~every.index.duplicated(keep="last")].sort_index()
    aside = said_last(choices, "override")
    aside = aside[~(aside["until"] <= as_of)].set_index("person_id")
    freed = longest.index.isin(aside.index)
    until, why = longest["rest_until"].mask(freed), longest["rest_why"]
    return _frame(until, why.mask(freed, "you set the rest aside: " + why))


def ask_load(introductions: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.Series:
    """How many introductions each starter was asked for within 30 days before `as_of`, by person id."""
    return _recent_asks(introductions, as_of=as_of).groupby("starter_id").size().rename("load")


def _after_messages(openings: pd.DataFrame) -> pd.DataFrame:
    waiting = openings[openings["last_sent"].notna() & ~(openings["last_received"] >= openings["last_sent"])]
    stop = waiting["unanswered"] >= OPENINGS_BEFORE_STOP
    long = waiting["pending"] >= OPENINGS_BEFORE_LONG_REST
    rest = pd.Series(REST, index=waiting.index).mask(long, LONG_REST).mask(stop, STOP)
    why = pd.Series("you wrote last and an answer may still come", index=waiting.index, dtype="str")
    why = why.mask(long, "you opened twice without an answer yet")
    why = why.mask(stop, "you wrote three times or more without an answer")
    return _frame(waiting["last_sent"] + rest, why)


def _by_choice(choices: pd.DataFrame) -> pd.DataFrame:
    asked = said_last(choices, "mute", "snooze").set_index("person_id")
    why = asked["kind"].map({"mute": "you muted them", "snooze": "you said: not now"})
    return _frame(asked["until"].fillna(ALWAYS), why)


def _less_often(openings: pd.DataFrame, choices: pd.DataFrame) -> pd.DataFrame:
    """Rest in the rhythm the user chose; whoever wrote last is owed an answer and does not rest for it."""
    chosen = said_last(choices, "rhythm").set_index("person_id")["value"]
    days = pd.to_numeric(chosen, errors="coerce").dropna()
    known = openings.loc[openings.index.intersection(days.index)]
    known = known[known["last_sent"].notna() & ~(known["last_received"] > known["last_sent"])]
    gap = pd.to_timedelta(days.reindex(known.index).astype("float64"), unit="D").dt.as_unit("us")
    return _frame(known["last_sent"] + gap, "you said: less often")


def _open_introductions(introductions: pd.DataFrame) -> pd.DataFrame:
    latest = introductions.sort_values("at", kind="stable").drop_duplicates(
        ["starter_id", "target_id"], keep="last"
    )
    open_ = latest[latest["stage"].isin(NOT_YET_TOLD)].drop_duplicates("starter_id")
    until = pd.Series(ALWAYS, index=pd.Index(open_["starter_id"]), dtype="datetime64[us, UTC]")
    return _frame(until, "they introduced you: thank them and tell how it went")


def _asked_often(introductions: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    asked = _recent_asks(introductions, as_of=as_of)
    by_starter = asked.groupby("starter_id")["at"].agg(["size", "max"])
    often = by_starter[by_starter["size"] >= ASKS_BEFORE_REST]
    return _frame(often["max"] + ASK_WINDOW, "you asked them twice within 30 days")


def _recent_asks(introductions: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    at = introductions["at"]
    return introductions[(introductions["stage"] == "asked") & (at > as_of - ASK_WINDOW) & (at <= as_of)]


def _frame(until: pd.Series, why: pd.Series | str) -> pd.DataFrame:
    return pd.DataFrame({"rest_until": until, "rest_why": why})


def _none() -> pd.DataFrame:
    return _frame(pd.Series(dtype="datetime64[us, UTC]"), pd.Series(dtype="str"))
