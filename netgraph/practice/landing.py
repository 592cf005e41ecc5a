"""Landed: everybody who helped since the search began, to thank them and to tell how it ended.

Help is what `favors` counts as help, an introduction that was made or agreed, a meeting with
whomever one was introduced to, and a talk that was logged: time is help too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.contact_days import instant
from netgraph.contacts import Contacts
from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, first_name, organization_of
from netgraph.practice.favors import HELP, closing, favors_with_ego, said_of
from netgraph.practice.logbook import LOG, known_person
from netgraph.practice.stages import rounds
from netgraph.provenance import answer, day, month
from netgraph.schema import LANDED

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["landed", "search_began", "thanked_and_told"]

A_YEAR: Final = pd.Timedelta(days=365)
MICROSECOND: Final = pd.Timedelta(microseconds=1)
TALKS: Final = {"call": "talked with you", "in_person": "met you"}


def landed(G: nx.Graph, *, since: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """Who helped since the search began, those still to thank or tell first; columns as in `LANDED`.

    `since` is the first day; None takes the end of ego's last job, else a year before `as_of`.
    `df.attrs["note"]` says which it was. Raises `NoHistoryError` on a graph made by hand.
    """
    ego_of(G)
    contacts = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no favors: make it with build_graph")
    began, reason = search_began(contacts, as_of=G.graph["as_of"])
    if since is not None:
        began, reason = instant(since).normalize(), "as you said"
    favors = favors_with_ego(contacts)
    told = closing(favors[favors["given"] & favors["kind"].isin(["thanks", "told"])])
    help_ = pd.concat([_help(favors), _opened(contacts), _talks(contacts)], ignore_index=True)
    help_ = help_[help_["at"] >= began]
    help_ = help_[help_["person_id"].map(lambda one: one in G).astype(bool)]
    help_ = help_.sort_values("at", ascending=False, kind="stable")
    rows = [_row(G, person, own, told) for person, own in help_.groupby("person_id", sort=False)]
    rows.sort(key=lambda row: row["step"] is None)
    return answer(G, rows, LANDED, note=f"Since {day(began)}: {reason}.", since=began)


def thanked_and_told(contacts: Contacts, person: str, *, at: pd.Timestamp) -> Contacts:
    """The bundle that says that `person` (an id or a full name) was thanked and told how it ended.

    Introductions they gave come full circle with it. Raises `UnknownNameError` for a name that is not sure.
    """
    one = known_person(contacts, person)
    own = contacts.introductions[contacts.introductions["starter_id"] == one]
    last = {done["target_id"].iloc[0]: done for done in rounds(own)}
    stages = [
        {
            "starter_id": one,
            "target_id": target,
            "stage": stage,
            "at": max(at, done["at"].max()) + place * MICROSECOND,
        }
        for target, done in last.items()
        for place, stage in enumerate(_left([str(stage) for stage in done["stage"]]), start=1)
    ]
    favors = [
        {"at": at, "giver_id": contacts.ego, "receiver_id": one, "kind": kind, "source": "you"}
        for kind in ("thanks", "told")
    ]
    return Contacts.of({"favors": pd.DataFrame(favors), "introductions": pd.DataFrame(stages)})


def _left(reached: list[str]) -> list[str]:
    """The stages that thanks and telling add to a round that led to an introduction."""
    if reached[-1] not in {"introduced", "met", "thanked"}:
        return []
    return [stage for stage in ("thanked", "told") if stage not in reached]


def search_began(contacts: Contacts, *, as_of: pd.Timestamp) -> tuple[pd.Timestamp, str]:
    """The day the search is taken to have begun, and why."""
    jobs = contacts.jobs
    own = jobs[(jobs["person_id"] == contacts.ego) & (jobs["kind"] == "work")]
    ends = own["ended_on"].dropna()
    if own["ended_on"].isna().any() or ends.empty:
        return (as_of - A_YEAR).normalize(), "a year back, for no end of a last job is known (--since DATE)"
    return ends.max().normalize(), "the end of your last job"


def _help(favors: pd.DataFrame) -> pd.DataFrame:
    received = favors[favors["kind"].isin(HELP) & ~favors["given"]]
    return pd.DataFrame(
        {
            "person_id": received["person_id"],
            "at": received["at"],
            "what": [said_of(row) for row in received.to_dict("records")],
        }
    )


def _opened(contacts: Contacts) -> pd.DataFrame:
    """Starters who agreed though nothing came of it, and targets who took the time to meet."""
    stages = contacts.introductions
    names = contacts.people.set_index("person_id")["name"]
    pair = pd.Index(stages["starter_id"] + ">" + stages["target_id"])
    made = pair.isin(pair[stages["stage"] == "introduced"])
    agreed, met = stages[(stages["stage"] == "agreed") & ~made], stages[stages["stage"] == "met"]
    return pd.DataFrame(
        {
            "person_id": pd.concat([agreed["starter_id"], met["target_id"]]),
            "at": pd.concat([agreed["at"], met["at"]]),
            "what": [
                *("agreed to introduce you to " + agreed["target_id"].map(names)),
                *("met you, introduced by " + met["starter_id"].map(names)),
            ],
        }
    )


def _talks(contacts: Contacts) -> pd.DataFrame:
    events = contacts.interactions
    logged = events["thread"].fillna("").str.startswith(LOG) & (events["sender_id"] == contacts.ego)
    talks = events[logged & events["channel"].isin(list(TALKS))]
    when = [month(at) for at in talks["at"]]
    what = [f"{TALKS[channel]}, {said}" for channel, said in zip(talks["channel"], when, strict=True)]
    return pd.DataFrame({"person_id": talks["recipient_id"], "at": talks["at"], "what": what})


def _row(G: nx.Graph, person: Any, help_: pd.DataFrame, told: pd.DataFrame) -> dict[str, Any]:
    last = help_["at"].max()
    mine = told[told["person_id"] == person]
    thanked, knows = (
        bool((mine.loc[mine["kind"] == kind, "at"] >= last).any()) for kind in ("thanks", "told")
    )
    left = [words for done, words in ((thanked, "thank them"), (knows, "tell them how it ended")) if not done]
    name = str(G.nodes[person]["name"])
    return {
        "person_id": person,
        "name": name,
        "organization": organization_of(G, person),
        "helped": list(dict.fromkeys(help_["what"])),
        "thanked": thanked,
        "told": knows,
        "step": f"Write to {first_name(name)}: {' and '.join(left)}." if left else None,
    }
