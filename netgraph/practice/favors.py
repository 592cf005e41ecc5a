"""Favors: acts of help and of thanks between ego and others, as they were noted.

Help is advice, an introduction, a recommendation, a referral or other `help`. `thanks`, `told` (how it
ended) and `promise` are words about help; `kept` closes every promise of its giver to its receiver up to
then. An endorsement on LinkedIn is a click: it stands apart and is no help. An introduction that was made
(`stages`) is help received, and its stages `thanked` and `told` are thanks and telling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.contacts import Contacts
from netgraph.errors import TableError
from netgraph.lookup import is_missing
from netgraph.people import name_key
from netgraph.practice.stages import known_or_new

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FAVORS_NOTED", "HELP", "closing", "favor_entry", "favors_with_ego", "said_of"]

HELP: Final = ("advice", "help", "introduction", "recommendation", "referral")
FAVORS_NOTED: Final = (*HELP, "kept", "promise", "thanks", "told")
"""Kinds that the user may note."""

EGO: Final = frozenset({"i", "me", "you"})
STAGE_MEANS: Final = {"introduced": "introduction", "thanked": "thanks", "told": "told"}
COLUMNS: Final = ["person_id", "at", "kind", "given", "note", "noted"]


def favor_entry(
    contacts: Contacts, giver: str, receiver: str, *, kind: str, at: pd.Timestamp, note: str | None = None
) -> Contacts:
    """The bundle of one favor between ego and somebody else; either is an id, a full name or `me`.

    Somebody whom nobody in the book resembles is somebody new. Raises `TableError` for a kind that is not
    among `FAVORS_NOTED` or when not exactly one of the two is ego, `UnknownNameError` for a name that is
    not sure.
    """
    if kind not in FAVORS_NOTED:
        raise TableError(f"a favor is one of {', '.join(FAVORS_NOTED)}; found {kind!r}")
    ends = [None if _is_ego(contacts, said) else said for said in (giver, receiver)]
    if (ends[0] is None) == (ends[1] is None):
        raise TableError("a favor stands between you and somebody else: name one of the two as 'me'")
    known = [contacts.people.head(0)]
    ids: list[str | None] = []
    for said in ends:
        if said is None:
            ids.append(contacts.ego)
            continue
        person, row = known_or_new(contacts, said)
        ids.append(person)
        known += [] if row is None else [row]
    favor = {"at": at, "giver_id": ids[0], "receiver_id": ids[1], "kind": kind, "note": note, "source": "you"}
    return Contacts.of({"people": pd.concat(known), "favors": pd.DataFrame([favor])})


def favors_with_ego(contacts: Contacts) -> pd.DataFrame:
    """What passed between ego and others, the latest first.

    Columns: `person_id` (the other), `at`, `kind`, `given` (by ego), `note` and `noted` (by the user, so
    that thanks would be noted too). An introduction that is told both as a favor and as a stage of the
    same UTC day stands once.
    """
    ego, favors, stages = contacts.ego, contacts.favors, contacts.introductions
    mine = favors[(favors["giver_id"] == ego) ^ (favors["receiver_id"] == ego)]
    given = mine["giver_id"] == ego
    noted = pd.DataFrame(
        {
            "person_id": mine["receiver_id"].where(given, mine["giver_id"]),
            "at": mine["at"],
            "kind": mine["kind"],
            "given": given,
            "note": mine["note"],
            "noted": mine["source"] == "you",
        }
    )
    made = stages[stages["stage"].isin(list(STAGE_MEANS))]
    every = noted if made.empty else pd.concat([_staged(contacts, made), noted], ignore_index=True)
    of_stages = every["kind"].isin(list(STAGE_MEANS.values()))
    if of_stages.any():
        day = every["at"].dt.normalize()
        repeated = every.assign(day=day).duplicated(["person_id", "day", "kind", "given"])
        every = every[~(repeated & of_stages & every["note"].isna())]
    return every.sort_values("at", ascending=False, kind="stable", ignore_index=True)[COLUMNS]


def _staged(contacts: Contacts, made: pd.DataFrame) -> pd.DataFrame:
    """Stages of introductions as favors."""
    names = contacts.people.set_index("person_id")["name"]
    return pd.DataFrame(
        {
            "person_id": made["starter_id"],
            "at": made["at"],
            "kind": made["stage"].map(STAGE_MEANS),
            "given": made["stage"] != "introduced",
            "note": "to " + made["target_id"].map(names).astype("str"),
            "noted": True,
        }
    )


def closing(favors: pd.DataFrame) -> pd.DataFrame:
    """Thanks, telling and promises kept, with `at` at the end of the day where only the day is known.

    Thanks of 3 May answer the help of 3 May, whatever its hour.
    """
    at = favors["at"]
    last = at.dt.normalize() + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    return favors.assign(at=at.mask(at == at.dt.normalize(), last))


def said_of(favor: Mapping[Any, Any]) -> str:
    """One favor in words: `advice, May 2026 (her new team)`, `introduction to Dana Cole, May 2026`."""
    note = "" if is_missing(favor["note"]) else str(favor["note"]).strip()
    whom = f" {note}" if favor["kind"] == "introduction" and note.startswith("to ") else ""
    day = "" if is_missing(favor["at"]) else f", {favor['at']:%b %Y}"
    return f"{favor['kind']}{whom}{day}" + (f" ({note})" if note and not whom else "")


def _is_ego(contacts: Contacts, said: str) -> bool:
    if said.casefold().strip() in EGO or said == contacts.ego:
        return True
    own = contacts.people.loc[contacts.people["is_ego"], "name"]
    others = contacts.people.loc[~contacts.people["is_ego"], "name"]
    key = name_key(said)
    return key is not None and (own.map(name_key) == key).any() and not (others.map(name_key) == key).any()
