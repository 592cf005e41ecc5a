"""Progress: what the user's own log tells of each week, without streaks and without blame.

A *conversation* is one log of having met, called or been at an event together (`logbook`); what was
only written is none, and neither are messages in files or coarse answers. Somebody is *new* in the week of
the first contact ever seen with them, when that was a conversation. A conversation is *followed up* by a word
of ego's to one of those people within 3 days; while those days still run and no word is seen it does not
count either way. It *asked who to meet* when the log names somebody. Before the first log nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netgraph.contact_days import ego_events
from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, first_name
from netgraph.practice.logbook import LOG, YOU, iso_week
from netgraph.provenance import answer, day
from netgraph.schema import FOLLOW_UPS, GOALS

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from netgraph.contacts import Contacts

__all__ = ["follow_ups", "goals"]

WEEK: Final = pd.Timedelta(days=7)
FOLLOW_UP_DAYS: Final = 3
CONVERSATIONS: Final = frozenset({"in_person", "call", "event"})
FACE_TO_FACE: Final = frozenset({"in_person", "event"})
MEASURES: Final = ["new", "face_to_face", "followed_up", "asked_who"]


def goals(G: nx.Graph, *, weeks: int = 8) -> pd.DataFrame:
    """The last `weeks` ISO weeks up to `as_of`, the oldest first; columns as in `netgraph.schema.GOALS`.

    Counts are NaN before the first log, shares where a week has no conversation. Raises `NoHistoryError` on
    a graph made by hand.

    Two coffees and a call in one week are 3 conversations, 2/3 of them face to face.
    """
    contacts, as_of = _history(G), G.graph["as_of"]
    first_logs = contacts.interactions["at"][_is_log(contacts.interactions)]
    talks = _conversations(contacts, as_of)
    monday = _mondays(pd.Series([as_of])).iloc[0]
    rows = []
    for start in pd.date_range(end=monday, periods=weeks, freq=WEEK):
        mine = talks[talks["monday"] == start]
        known = not first_logs.empty and first_logs.min() < start + WEEK
        rows.append(
            {
                "week": iso_week(start),
                "starts_on": start,
                "new_people": mine["new"].sum() if known else None,
                "conversations": len(mine) if known else None,
                **{name: mine[name].mean() for name in MEASURES[1:]},
            }
        )
    return answer(G, rows, GOALS)


def follow_ups(G: nx.Graph) -> pd.DataFrame:
    """Whom ego spoke with within 3 days and wrote no word to since; columns as in `FOLLOW_UPS`.

    Raises `NoHistoryError` on a graph made by hand.
    """
    contacts, as_of = _history(G), G.graph["as_of"]
    events = contacts.interactions
    recent = events[_is_log(events) & events["channel"].isin(list(CONVERSATIONS)) & (events["at"] <= as_of)]
    recent = recent.assign(person=recent["recipient_id"].astype("str"))
    touched = _touched(contacts, recent["person"], as_of)
    waiting = recent[_followed_up(recent, touched, as_of).isna()].drop_duplicates("person", keep="last")
    rows = []
    for person, at in zip(waiting["person"], waiting["at"], strict=True):
        name = str(G.nodes[person]["name"])
        due = at.normalize() + pd.Timedelta(days=FOLLOW_UP_DAYS)
        said = f"You spoke on {day(at)}; a word within {FOLLOW_UP_DAYS} days is remembered."
        step = f"Write {first_name(name)} two lines: thanks, and what you take with you."
        rows.append({"person_id": person, "name": name, "due": due, "why": said, "step": step})
    return answer(G, rows, FOLLOW_UPS)


def _history(G: nx.Graph) -> Contacts:
    ego_of(G)
    contacts: Contacts | None = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no log: make it with build_graph")
    return contacts


def _conversations(contacts: Contacts, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row a conversation that was logged: its Monday and what is measured of it, NaN = not known."""
    events = contacts.interactions
    logged = events[_is_log(events) & events["channel"].isin(list(CONVERSATIONS)) & (events["at"] <= as_of)]
    if logged.empty:
        return pd.DataFrame(columns=["monday", *MEASURES])
    person = logged["recipient_id"].astype("str")
    touched = _touched(contacts, person, as_of)
    first = touched.groupby("alter", observed=True)["at"].min()
    rows = logged.assign(
        person=person,
        new=(person.map(first) >= logged["at"]).astype("float64"),
        followed_up=_followed_up(logged.assign(person=person), touched, as_of),
        asked_who=_named_somebody(contacts, logged),
    )
    talks = rows.groupby("thread", sort=False).agg(
        at=("at", "first"),
        channel=("channel", "first"),
        new=("new", "sum"),
        followed_up=("followed_up", "max"),
        asked_who=("asked_who", "max"),
    )
    face = talks["channel"].isin(list(FACE_TO_FACE)).astype("float64")
    return talks.assign(monday=_mondays(talks["at"]), face_to_face=face)


def _touched(contacts: Contacts, people: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """Ego's contacts with `people` (`netgraph.contact_days.ego_events`)."""
    events = contacts.interactions
    near = events["sender_id"].isin(people) | events["recipient_id"].isin(people)
    return ego_events(events[near], ego=contacts.ego, as_of=as_of)


def _followed_up(logged: pd.DataFrame, touched: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """1 where ego wrote or spoke again within 3 days, 0 where those are over, NaN while they run."""
    words = touched.loc[touched["sent"], ["alter", "at"]].rename(columns={"at": "later"})
    pairs = logged.reset_index()[["index", "person", "at"]].merge(
        words, left_on="person", right_on="alter", how="left"
    )
    days = (pairs["later"].dt.normalize() - pairs["at"].dt.normalize()).dt.days
    after = (pairs["later"] > pairs["at"]) & (days <= FOLLOW_UP_DAYS)
    found = after.groupby(pairs["index"]).any().reindex(logged.index)
    over = (as_of.normalize() - logged["at"].dt.normalize()).dt.days > FOLLOW_UP_DAYS
    share: pd.Series = found.astype("float64").where(found | over)
    return share


def _named_somebody(contacts: Contacts, logged: pd.DataFrame) -> pd.Series:
    """1 where a stated tie was logged in the same gesture with the person, else 0."""
    said = contacts.ties[(contacts.ties["source"] == YOU) & (contacts.ties["evidence"] == "stated")]
    gestures = set(zip(said["person_a"], said["since"], strict=True))
    pairs = zip(logged["recipient_id"].astype("str"), logged["at"], strict=True)
    return pd.Series([float(pair in gestures) for pair in pairs], index=logged.index)


def _is_log(events: pd.DataFrame) -> NDArray[np.bool_]:
    own = (events["source"] == YOU).to_numpy(dtype=np.bool_, copy=True)
    own[own] = events.loc[own, "thread"].fillna("").str.startswith(LOG)
    return own


def _mondays(at: pd.Series) -> pd.Series:
    """The first moment of each moment's ISO week."""
    days = at.dt.normalize()
    mondays: pd.Series = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return mondays
