"""Ties: who is tied to whom, what each tie rests on, and its numbers, as one table.

A tie of ego's is scored from the history of the two. Of a tie between two others ego sees a keyhole
at most, so its strength is not known unless somebody said it, and its readiness is the prior.

Evidence from events: one to one, or both wrote in a thread of at most 8 people, is `message`
(`meeting` for calls and meetings, `logged` where the user wrote it down); merely listed together in a
thread, or together in a larger one, is `inferred`. Threads of more than 50 people say nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netgraph.chance import chance_of, chance_terms
from netgraph.contact_days import contact_days
from netgraph.restraint import openings, rests
from netgraph.schema import EVIDENCE, PROOF
from netgraph.strength import readiness, recency, strength, tie_history

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from netgraph.contacts import Contacts

__all__ = ["ego_ties", "pair_evidence", "rests_about", "score_ties", "ties_about"]

SMALL_THREAD: Final = 8
LARGEST_THREAD: Final = 50
EVENT_EVIDENCE: Final = {
    "message": "message",
    "email": "message",
    "call": "meeting",
    "meeting": "meeting",
    "in_person": "meeting",
    "event": "inferred",
}
TOLD_BY: Final = {"recommendation": "stated"}
ANSWERED: Final = frozenset({"logged", "inferred"})
"""What a tie rests on when the user said how close it is; `inferred` when it is none."""

PAIR: Final = ["person_a", "person_b"]
ENDS: Final = ["sender_id", "recipient_id"]
COUNTS: Final = ["n_sent", "n_received", "unanswered"]


def score_ties(contacts: Contacts, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every tie once, `person_a` < `person_b` as text, with its evidence and, for ego's, its numbers."""
    ties = pair_evidence(contacts)
    ego = contacts.ego
    mine = (ties["person_a"] == ego) | (ties["person_b"] == ego)
    alter = ties["person_b"].where(ties["person_a"] == ego, ties["person_a"]).where(mine)
    numbers = ego_ties(contacts, as_of=as_of).reindex(alter.to_numpy(dtype=object)).reset_index(drop=True)
    scored = pd.concat([ties, numbers], axis=1)
    for name in ("recommendations", "endorsements"):
        scored[name] = scored[name].astype("float64")
    scored["strength"] = strength(scored)
    scored["recency"] = recency(scored["quiet"])
    scored["readiness"] = readiness(scored["strength"], scored["contact_chance"], scored["evidence"])
    scored["cost"] = -np.log(scored["readiness"])
    scored["proof"] = scored["evidence"].isin(PROOF)
    scored[COUNTS] = scored[COUNTS].fillna(0).astype("int64")
    scored["active_days"] = scored["active_days"].fillna(0.0)
    return scored


def ties_about(contacts: Contacts, people: Collection[str], *, as_of: pd.Timestamp) -> pd.DataFrame:
    """The rows of `score_ties` that name somebody among `people` (few), without scoring all the others."""
    events = contacts.interactions
    near = _names(events, ENDS, people)
    grouped = events[events["group_size"] > 2]
    shared = grouped[grouped["thread"].isin(events.loc[near & (events["group_size"] > 2), "thread"].dropna())]
    near.loc[shared.index] = True
    some = replace(
        contacts,
        interactions=events[near],
        ties=contacts.ties[_names(contacts.ties, PAIR, people)],
        favors=contacts.favors[_names(contacts.favors, ["giver_id", "receiver_id"], people)],
    )
    scored = score_ties(some, as_of=as_of)
    return scored[_names(scored, PAIR, people)].reset_index(drop=True)


def rests_about(contacts: Contacts, people: Collection[Hashable], *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Until when and why each of `people` (few, tied to ego) rests; missing where they do not."""
    events = contacts.interactions
    opened = openings(events[_names(events, ENDS, people)], ego=contacts.ego, as_of=as_of)
    rest = rests(opened, contacts.choices, contacts.introductions, as_of=as_of)
    return rest.reindex(list(people)).rename_axis("person_id").reset_index()


def ego_ties(contacts: Contacts, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """What the data hold of ego and each alter, indexed by alter: history, chance, favors and rests."""
    ego = contacts.ego
    days = contact_days(contacts.interactions, ego=ego, as_of=as_of)
    history = tie_history(days, as_of=as_of)
    history["contact_chance"] = chance_of(chance_terms(days, as_of=as_of))
    opened = openings(contacts.interactions, ego=ego, as_of=as_of)
    favors = contacts.favors
    alter = favors["receiver_id"].where(favors["giver_id"] == ego, favors["giver_id"])
    told = [
        alter[favors["kind"] == kind].value_counts().rename(f"{kind}s")
        for kind in ("recommendation", "endorsement")
    ]
    rest = rests(opened, contacts.choices, contacts.introductions, as_of=as_of)
    return pd.concat([history, opened, *told, rest], axis=1)


def pair_evidence(contacts: Contacts) -> pd.DataFrame:
    """Each pair of people once: its strongest `evidence`, the user's `closeness`, `note` and `since`."""
    said = contacts.ties[[*PAIR, "evidence", "closeness", "note", "since"]]
    favors = contacts.favors
    told = pd.DataFrame(
        {
            "person_a": favors["giver_id"],
            "person_b": favors["receiver_id"],
            "evidence": favors["kind"].map(TOLD_BY),
        }
    ).dropna()
    events = contacts.interactions
    events = events[events["channel"] != "invitation"]
    ties = pd.concat([said, told, _one_to_one(events), *_in_threads(events)], ignore_index=True)
    ties = ties[ties["person_a"] != ties["person_b"]]
    swap = ties["person_a"] > ties["person_b"]
    ties.loc[swap, PAIR] = ties.loc[swap, PAIR[::-1]].to_numpy()
    # Of the user's words on a pair only the last counts (rows stand newest first).
    answers = ties["closeness"].notna() & ties["evidence"].isin(ANSWERED)
    ties = ties[~answers | ~ties[answers].duplicated(PAIR).reindex(ties.index, fill_value=False)]
    ties["evidence"] = pd.Categorical(ties["evidence"], categories=EVIDENCE, ordered=True)
    ties = ties.sort_values([*PAIR, "evidence"], kind="stable")
    pairs = ties.groupby(PAIR, sort=True, as_index=False, observed=True)
    closeness = (
        ties.dropna(subset=["closeness"]).sort_index().drop_duplicates(PAIR).set_index(PAIR)["closeness"]
    )
    best = pairs.agg(
        evidence=("evidence", "first"),
        note=("note", "first"),
        since=("since", "min"),
    )
    best["closeness"] = closeness.reindex(pd.MultiIndex.from_frame(best[PAIR])).to_numpy()
    return best.assign(evidence=best["evidence"].astype("str"))


def _names(frame: pd.DataFrame, columns: list[str], people: Collection[Hashable]) -> pd.Series:
    """Which rows name one of `people`; a comparison each is quicker than a look-up for few."""
    found = np.zeros(len(frame), dtype=bool)
    for column in columns:
        for person in people:
            found |= (frame[column] == person).to_numpy(dtype=bool)
    return pd.Series(found, index=frame.index)


def _one_to_one(events: pd.DataFrame) -> pd.DataFrame:
    pairs = events[events["group_size"] <= 2]
    evidence = pairs["channel"].map(EVENT_EVIDENCE).mask(pairs["source"] == "you", "logged")
    return pd.DataFrame(
        {"person_a": pairs["sender_id"], "person_b": pairs["recipient_id"], "evidence": evidence}
    ).drop_duplicates()


def _in_threads(events: pd.DataFrame) -> list[pd.DataFrame]:
    """Pairs of a group thread: both wrote in a small one, or were merely listed together."""
    group = events[(events["group_size"] > 2) & (events["group_size"] <= LARGEST_THREAD)]
    alone = group["sender_id"] + "@" + group["at"].astype("str")
    group = group.assign(thread=group["thread"].fillna(alone))
    wrote = group[["thread", "sender_id"]].drop_duplicates().set_axis(["thread", "person"], axis=1)
    got = group[["thread", "recipient_id"]].drop_duplicates().set_axis(["thread", "person"], axis=1)
    small = group.groupby("thread")["group_size"].max() <= SMALL_THREAD
    writers = _pairs_within(wrote[wrote["thread"].map(small).astype(bool)], "message")
    listed = _pairs_within(pd.concat([wrote, got]).drop_duplicates(), "inferred")
    return [writers, listed]


def _pairs_within(members: pd.DataFrame, evidence: str) -> pd.DataFrame:
    pairs = members.merge(members, on="thread", suffixes=("_a", "_b"))
    pairs = pairs.loc[pairs["person_a"] < pairs["person_b"], PAIR].drop_duplicates()
    return pairs.assign(evidence=evidence)
