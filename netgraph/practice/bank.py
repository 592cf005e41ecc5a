"""The help bank: in words, what passed between you and others, and which thanks and promises you owe.

It is no account: nothing is counted against anything, and nobody owes *you*. Help and thanks come from
what you noted (`favors`), from introductions and from LinkedIn recommendations. Endorsements, a
click each, stand apart.

Thanks are owed for help that you noted and did not note thanks for since, and for a recommendation after
which you wrote no word to its author, where the data hold messages: what they do not hold is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, first_name, organization_of
from netgraph.practice.favors import HELP, closing, favors_with_ego, said_of
from netgraph.provenance import answer, month
from netgraph.schema import HELP_BANK, OWED

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    from netgraph.contacts import Contacts

__all__ = ["help_bank", "owed"]

RICH: Final = ("call", "meeting", "in_person")
ENDS: Final = ["sender_id", "recipient_id"]


def help_bank(G: nx.Graph) -> pd.DataFrame:
    """What was given, received and thanked, person by person; columns as in `netgraph.schema.HELP_BANK`.

    Whom you owe thanks or a promise stands first, then whoever was last in it; the order is of next steps,
    not of people. `df.attrs["note"]` counts those with whom only endorsements were exchanged. Raises
    `NoHistoryError` on a graph made by hand.
    """
    contacts = _history(G)
    favors = favors_with_ego(contacts)
    due = _owed(G, contacts, favors)
    clicks = favors["kind"] == "endorsement"
    known = set(favors.loc[~clicks, "person_id"])
    rows = [_row(G, str(person), own, due) for person, own in favors.groupby("person_id") if person in known]
    rows.sort(key=lambda row: row["name"])
    rows.sort(key=lambda row: row.pop("last"), reverse=True)
    rows.sort(key=lambda row: not row["owed_by_ego"])
    apart = favors.loc[clicks & ~favors["person_id"].isin(known), "person_id"].nunique()
    note = (
        f"Apart: {apart:,} people with whom only endorsements, a click each, were exchanged."
        if apart
        else None
    )
    return answer(G, rows, HELP_BANK, note=note)


def owed(G: nx.Graph) -> pd.DataFrame:
    """Thanks and promises that ego owes, the longest waiting first; columns as in `netgraph.schema.OWED`.

    Raises `NoHistoryError` on a graph made by hand.
    """
    contacts = _history(G)
    return _owed(G, contacts, favors_with_ego(contacts))


def _owed(G: nx.Graph, contacts: Contacts, favors: pd.DataFrame) -> pd.DataFrame:
    due = pd.concat([_thanks_due(contacts, favors), _promises_due(favors)])
    there = due["person_id"].map(lambda one: one in G).astype(bool)
    due = due[there].sort_values(["at", "person_id"], kind="stable")
    return answer(G, [_owed_row(G, row) for row in due.to_dict("records")], OWED)


def _history(G: nx.Graph) -> Contacts:
    ego_of(G)
    contacts: Contacts | None = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no favors: make it with build_graph")
    return contacts


def _thanks_due(contacts: Contacts, favors: pd.DataFrame) -> pd.DataFrame:
    """Help received after which no thanks are noted, nor, for a recommendation, any word from ego."""
    received = favors[favors["kind"].isin(HELP) & ~favors["given"]]
    if received.empty:
        return received
    thanked = _last(closing(favors[(favors["kind"] == "thanks") & favors["given"]]))
    open_ = ~(_of(received, thanked) >= received["at"])
    spoke = _of(received, _last_word(contacts, received["person_id"]))
    has_messages = bool(contacts.interactions["channel"].isin(["message", "email"]).any())
    silent = ~(spoke >= received["at"]) & has_messages & received["at"].notna()
    return received[open_ & (received["noted"] | (silent & (received["kind"] == "recommendation")))]


def _promises_due(favors: pd.DataFrame) -> pd.DataFrame:
    """Promises that no `kept` closes: it closes those of earlier days, or of its own where there is none."""
    mine = favors[favors["given"]]
    promised = mine[mine["kind"] == "promise"].sort_values("at", kind="stable")
    if promised.empty:
        return promised
    days = promised["at"].dt.normalize()
    open_ = pd.Series(True, index=promised.index)
    for kept in mine[mine["kind"] == "kept"].sort_values("at", kind="stable").to_dict("records"):
        of_them = open_ & (promised["person_id"] == kept["person_id"])
        earlier = of_them & (days < kept["at"].normalize())
        open_ &= ~(earlier if earlier.any() else of_them & (days == kept["at"].normalize()))
    return promised[open_]


def _last(favors: pd.DataFrame) -> pd.Series:
    """The last moment by person, as times even where there is none."""
    return favors.groupby("person_id")["at"].max().astype("datetime64[us, UTC]")


def _of(favors: pd.DataFrame, last: pd.Series) -> pd.Series:
    """The moment of each row's person, on the rows' own index."""
    return last.reindex(favors["person_id"]).set_axis(favors.index)


def _last_word(contacts: Contacts, people: pd.Series) -> pd.Series:
    """When ego last wrote to, called or met each of `people`."""
    events, ego, few = contacts.interactions[["at", "channel", *ENDS]], contacts.ego, people.unique()
    sent = events[(events["sender_id"] == ego) & events["recipient_id"].isin(few)]
    sent = sent.rename(columns={"recipient_id": "person_id"})
    met = events[events["channel"].isin(RICH) & (events["recipient_id"] == ego)]
    met = met[met["sender_id"].isin(few)]
    return _last(pd.concat([sent, met.rename(columns={"sender_id": "person_id"})]))


def _owed_row(G: nx.Graph, favor: dict[Hashable, Any]) -> dict[str, Any]:
    name = str(G.nodes[favor["person_id"]]["name"])
    given, said = first_name(name), said_of(favor)
    if favor["kind"] == "promise":
        what = favor["note"] if isinstance(favor["note"], str) else "what you promised"
        when = "" if pd.isna(favor["at"]) else f" in {month(favor['at'])}"
        why, step, kind = (
            f"You promised {given}{when}: {what}.",
            f"Keep it, or tell {given} by when.",
            "promise",
        )
    else:
        what, kind = said, "thanks"
        tail = "no thanks are noted" if favor["noted"] else "no word from you after it in this data"
        why, step = f"{given} helped you: {said}; {tail}.", f"Thank {given}: say what it did for you."
    return {
        "person_id": favor["person_id"],
        "name": name,
        "kind": kind,
        "what": what,
        "since": favor["at"],
        "why": why,
        "step": step,
    }


def _row(G: nx.Graph, person: str, favors: pd.DataFrame, due: pd.DataFrame) -> dict[str, Any]:
    helped = favors[favors["kind"].isin(HELP)]
    given, received = (
        [said_of(row) for row in helped[helped["given"] == by].to_dict("records")] for by in (True, False)
    )
    thanks = favors[(favors["kind"] == "thanks") & favors["given"]]
    mine = due[due["person_id"] == person]
    owes = [_owes(row) for row in mine.to_dict("records")]
    name = str(G.nodes[person]["name"])
    return {
        "person_id": person,
        "name": name,
        "organization": organization_of(G, person),
        "given": given,
        "received": received,
        "thanked": ["day not noted" if pd.isna(at) else f"{at:%b %Y}" for at in thanks["at"]],
        "owed_by_ego": owes,
        "endorsements": _clicks(favors[favors["kind"] == "endorsement"]),
        "why": _why(first_name(name), given, received, owes),
        "last": favors["at"].max() if favors["at"].notna().any() else pd.Timestamp(0, tz="UTC"),
    }


def _owes(row: dict[Hashable, Any]) -> str:
    return f"thanks for {row['what']}" if row["kind"] == "thanks" else f"a promise: {row['what']}"


def _clicks(endorsements: pd.DataFrame) -> list[str]:
    words = {True: "you endorsed a skill", False: "endorsed a skill of yours"}
    dated = endorsements.dropna(subset=["at"])
    return [
        f"{words[bool(given)]}, {at:%b %Y}" for given, at in zip(dated["given"], dated["at"], strict=True)
    ]


def _why(name: str, given: list[str], received: list[str], owes: list[str]) -> str:
    parts = []
    if received:
        parts.append(f"{name} helped you: {'; '.join(received)}")
    if given:
        parts.append(f"you helped {name}: {'; '.join(given)}")
    if owes:
        parts.append(f"you owe {name} {'; '.join(owes)}")
    said = ". ".join(part[0].upper() + part[1:] for part in parts) or f"Words passed between you and {name}"
    return said + "."
