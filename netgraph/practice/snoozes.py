"""Snoozes: "not now" lasts until its day, or until they write.

A choice bears no date. A snooze that answers a step of the week keeps the ISO week it was given in: a
message of a later week ends it, and so does one of the same week unless it was the *reply* that was put off.
Any other snooze is ended by a message of the week of `as_of`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import said_last
from netgraph.practice.logbook import iso_week

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["awake"]

A_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
WRITTEN: Final = ("message", "email")


def awake(contacts: Contacts, *, as_of: pd.Timestamp) -> Contacts:
    """The contacts without the snoozes that a message to ego up to `as_of` has ended."""
    asleep = said_last(contacts.choices, "snooze")
    asleep = asleep[~(asleep["until"] <= as_of)]
    if asleep.empty:
        return contacts
    wrote_last = _wrote_last(contacts, set(asleep["person_id"]), as_of)
    ended = {
        person
        for person, said in zip(asleep["person_id"], asleep["value"], strict=True)
        if person in wrote_last and _ends(contacts, person, said, wrote_last[person], as_of)
    }
    rows = contacts.choices
    over = (rows["kind"] == "snooze") & rows["person_id"].isin(list(ended))
    return replace(contacts, choices=rows[~over].reset_index(drop=True)) if ended else contacts


def _wrote_last(contacts: Contacts, people: set[Any], as_of: pd.Timestamp) -> dict[Any, pd.Timestamp]:
    """When they wrote to ego, by person, where the last word between the two is theirs."""
    events, ego = contacts.interactions, contacts.ego
    theirs = events["sender_id"].isin(list(people)) & (events["recipient_id"] == ego)
    ours = events["recipient_id"].isin(list(people)) & (events["sender_id"] == ego)
    own = events[(theirs | ours) & (events["at"] <= as_of) & (events["group_size"] <= 2)]
    last = own.assign(person=own["sender_id"].where(theirs, own["recipient_id"])).sort_values("at")
    last = last.drop_duplicates("person", keep="last")
    waiting = last[(last["sender_id"] != ego) & last["channel"].isin(WRITTEN)]
    return dict(zip(waiting["person"], waiting["at"], strict=True))


def _ends(contacts: Contacts, person: Any, said: Any, wrote: pd.Timestamp, as_of: pd.Timestamp) -> bool:
    """Whether what they wrote came after the snooze, as far as weeks tell."""
    if not isinstance(said, str) or not A_WEEK.fullmatch(said):
        return iso_week(wrote) == iso_week(as_of)
    skips = contacts.choices[(contacts.choices["kind"] == "skip") & (contacts.choices["person_id"] == person)]
    put_off = skips["value"].fillna("").str.startswith(f"{said} reply ").any()
    return iso_week(wrote) > said or (iso_week(wrote) == said and not put_off)
