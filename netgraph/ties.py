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
from netgraph.recommendations import recommended
from netgraph.restraint import openings, rests
from netgraph.schema import EVIDENCE, PROOF
from netgraph.strength import readiness, recency, strength, tie_history

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from numpy.typing import NDArray

    from netgraph.contacts import Contacts

    Numbers = NDArray[np.int64]
    Seen = tuple[Numbers, Numbers, Numbers]

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

RANK: Final = {name: place for place, name in enumerate(EVIDENCE)}
PAIR: Final = ["person_a", "person_b"]
GIVING: Final = ["giver_id", "receiver_id"]
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
        favors=contacts.favors[_names(contacts.favors, GIVING, people)],
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
    told = [
        recommended(contacts.favors, ego=ego, kind=kind).value_counts().rename(f"{kind}s")
        for kind in ("recommendation", "endorsement")
    ]
    rest = rests(opened, contacts.choices, contacts.introductions, as_of=as_of)
    return pd.concat([history, opened, *told, rest], axis=1)


def pair_evidence(contacts: Contacts) -> pd.DataFrame:
    """Each pair of people once: its strongest `evidence`, the user's `closeness`, `note` and `since`."""
    said, told, events = contacts.ties, contacts.favors, contacts.interactions
    told = told[told["kind"].isin(list(TOLD_BY))]
    events = events[events["channel"] != "invitation"]
    # Numbers in the order of the ids as text: pairs of numbers are sorted and compared sooner.
    (*ends, sender, recipient), ids = _numbered(
        *(said[one] for one in PAIR), *(told[one] for one in GIVING), *(events[one] for one in ENDS)
    )
    a, b = np.concatenate([ends[0], ends[2]]), np.concatenate([ends[1], ends[3]])
    rank = [_rank(said["evidence"]), _rank(told["kind"].map(TOLD_BY))]
    found = [
        (np.minimum(a, b), np.maximum(a, b), np.concatenate(rank)),
        _one_to_one(events, sender, recipient),
        *_in_threads(events, sender, recipient),
    ]
    low, high, ranks = (np.concatenate(column) for column in zip(*found, strict=True))
    pair = low * len(ids) + high
    kept = (low >= 0) & (low != high) & ~_said_before(said, pair)
    order = np.flatnonzero(kept)[np.lexsort((ranks[kept], pair[kept]))]
    each, first = np.unique(pair[order], return_index=True)
    mine = order[order < len(said)]
    best = pd.DataFrame(
        {
            **{one: ids.take(end[order][first]) for one, end in zip(PAIR, (low, high), strict=True)},
            "evidence": pd.Series([*EVIDENCE, None], dtype="str").array.take(ranks[order][first]),
        }
    )
    best["note"] = _first_said(said["note"], mine, pair, each)
    oldest = mine[np.argsort(said["since"].to_numpy(dtype="datetime64[us]")[mine], kind="stable")]
    best["since"] = _first_said(said["since"], oldest, pair, each)
    best["closeness"] = _first_said(said["closeness"], np.sort(mine), pair, each)
    return best


def _names(frame: pd.DataFrame, columns: list[str], people: Collection[Hashable]) -> pd.Series:
    """Which rows name one of `people`; a comparison each is quicker than a look-up for few."""
    found = np.zeros(len(frame), dtype=bool)
    for column in columns:
        for person in people:
            found |= (frame[column] == person).to_numpy(dtype=bool)
    return pd.Series(found, index=frame.index)


def _numbered(*columns: pd.Series) -> tuple[list[Numbers], pd.Index]:
    """The columns' ids as numbers, -1 where missing, and the ids in the order of the numbers: as text."""
    codes, ids = pd.factorize(pd.concat(columns, ignore_index=True), sort=True)
    return np.split(codes.astype(np.int64), np.cumsum([len(column) for column in columns])[:-1]), ids


def _rank(evidence: pd.Series) -> Numbers:
    """0 for the strongest evidence; what is missing comes last."""
    return np.asarray(evidence.map(RANK).fillna(len(RANK)), dtype=np.int64)


def _said_before(said: pd.DataFrame, pair: Numbers) -> NDArray[np.bool_]:
    """Of the user's words on a pair only the last counts: the others (rows stand newest first)."""
    before = np.zeros(len(pair), dtype=bool)
    words = np.flatnonzero(said["closeness"].notna() & said["evidence"].isin(list(ANSWERED)))
    before[np.delete(words, np.unique(pair[words], return_index=True)[1])] = True
    return before


def _first_said(column: pd.Series, rows: Numbers, pair: Numbers, each: Numbers) -> pd.Series:
    """For `each` pair the first value in these rows (of what was said) that is not missing."""
    told = rows[column.notna().to_numpy()[rows]]
    pairs, first = np.unique(pair[told], return_index=True)
    where = np.full(len(each), -1, dtype=np.intp)
    where[np.searchsorted(each, pairs)] = told[first]
    return pd.Series(column.array.take(where, allow_fill=True))


def _one_to_one(events: pd.DataFrame, sender: Numbers, recipient: Numbers) -> Seen:
    few = (events["group_size"] <= 2).to_numpy(dtype=bool)
    channel, names = pd.factorize(events["channel"])
    ranks = np.array(
        [*(RANK[EVENT_EVIDENCE[name]] if name in EVENT_EVIDENCE else len(RANK) for name in names), len(RANK)]
    )
    rank = np.where(events["source"] == "you", RANK["logged"], ranks[channel])
    ends = np.minimum(sender, recipient)[few], np.maximum(sender, recipient)[few]
    _, once = np.unique(
        (ends[0] * (ends[1].max(initial=0) + 1) + ends[1]) * (len(RANK) + 1) + rank[few], return_index=True
    )
    return ends[0][once], ends[1][once], rank[few][once]


def _in_threads(events: pd.DataFrame, sender: Numbers, recipient: Numbers) -> list[Seen]:
    """Pairs of a group thread: both wrote in a small one, or were merely listed together."""
    size = events["group_size"].to_numpy()
    group = np.flatnonzero((size > 2) & (size <= LARGEST_THREAD))
    sender, recipient, size = sender[group], recipient[group], size[group]
    thread, threads = pd.factorize(events["thread"].iloc[group])
    nameless = thread < 0
    alone = sender[nameless], events["at"].to_numpy(dtype="datetime64[us]")[group[nameless]]
    thread[nameless] = len(threads) + pd.MultiIndex.from_arrays(alone).factorize()[0]
    largest = np.zeros(len(group) + 1, dtype=size.dtype)
    np.maximum.at(largest, thread, size)
    small = largest[thread] <= SMALL_THREAD
    return [
        _pairs_within(thread[small], sender[small], "message"),
        _pairs_within(np.tile(thread, 2), np.concatenate([sender, recipient]), "inferred"),
    ]


def _pairs_within(thread: Numbers, person: Numbers, evidence: str) -> Seen:
    """Everybody in a thread with everybody who comes after them in it, each pair once."""
    known = person >= 0
    people = int(person.max(initial=0)) + 1
    thread, person = np.divmod(np.unique(thread[known] * people + person[known]), people)
    after = np.searchsorted(thread, thread, side="right") - np.arange(len(thread)) - 1
    first = np.repeat(np.arange(len(thread)), after)
    step = np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
    low, high = np.divmod(np.unique(person[first] * people + person[first + step + 1]), people)
    return low, high, np.full(len(low), RANK[evidence])
