"""This week: a few good steps, each towards one person, and then enough.

Steps come in four groups, taken in turn until the user's pace is reached: what is *owed* (a reply, a promise,
thanks, a late step of an introduction), a *hello* to a neglected tie, one *new person* to meet, a step on a
*route* to a target. Nobody stands in the list twice, and nobody who rests (`netgraph.restraint`) is asked.

The list is made from what was known when the ISO week began, so it stays the same until Sunday: what the
user does, logs or puts off in the week shows as the step's state. New in the week are only replies to
messages that came in, and what follows from targets, people and closeness that the user adds. Whoever writes
ends their own snooze (`snoozes`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.choices import pace_of, said_last
from netgraph.differences import named_apart
from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, first_name, given_name, is_missing, organization_of, ties_of
from netgraph.meetings import who_to_meet
from netgraph.neglect import neglected_ties, replies_owed
from netgraph.practice.arrivals import came_in
from netgraph.practice.bank import owed
from netgraph.practice.hooks import hooks
from netgraph.practice.introducing import late_steps
from netgraph.practice.logbook import iso_week
from netgraph.practice.remembered import Remembered
from netgraph.practice.snoozes import awake
from netgraph.practice.step_states import states
from netgraph.provenance import answer, said_once
from netgraph.redrawing import nearby, redrawn, turned_back
from netgraph.routes import referral_paths
from netgraph.schema import THIS_WEEK
from netgraph.target_list import stored_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from netgraph.contacts import Contacts

__all__ = ["this_week"]

A_MOMENT: Final = pd.Timedelta(microseconds=1)
IN_PROGRESS: Final = frozenset({"asked", "agreed", "introduced"})
LOOKED_AT: Final = 60
KNOWN: Final = Remembered["Contacts"](3)
STARTS: Final = Remembered["nx.Graph"](3)
CHOSEN: Final = Remembered[list[dict[str, Any]]](6)
"""What was known when a week began, graphs of that, and the choices made from them."""

ROUTES_A_TARGET: Final = 4
A_REST: Final = re.compile(r", who rests until (you say otherwise|\d+ \w+ \d{4})")


def this_week(G: nx.Graph, *, pace: int | None = None, more: bool | int = False) -> pd.DataFrame:
    """The steps of the week of `as_of`; columns as in `netgraph.schema.THIS_WEEK`.

    `pace` (None: what the user chose, else 5) is how many; `more` adds that many again, once or as often as
    it says. `state` is open, done, not now, less often or never. `df.attrs` holds `week`, `pace` and
    `enough`, the line that closes the list. Raises `NoHistoryError` on a graph made by hand.
    """
    ego_of(G)
    contacts: Contacts | None = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no history: make it with build_graph")
    steps = pace if pace is not None else pace_of(contacts.choices)
    monday = G.graph["as_of"].normalize() - pd.Timedelta(days=G.graph["as_of"].weekday())
    told = _without_answers(contacts, monday)
    began = KNOWN.get(told, monday, lambda: awake(told, as_of=monday - A_MOMENT).until(monday - A_MOMENT))
    rows = _with_news(G, began, came_in(G, told, monday=monday), steps * (1 + int(more)), monday)
    near = nearby(G, [row["person_id"] for row in rows])
    now, begin = _as_of_now(near), hooks(near, [row["person_id"] for row in rows])
    shown = [
        _told(G, number, row, now) | {"hook": begin[row["person_id"]]}
        for number, row in enumerate(rows, start=1)
    ]
    for row, state in zip(shown, states(G, shown, monday=monday), strict=True):
        row["state"] = state
    return answer(
        G,
        shown,
        THIS_WEEK,
        week=iso_week(monday),
        pace=steps,
        enough=_enough([row["state"] for row in shown]),
    )


def _without_answers(contacts: Contacts, monday: pd.Timestamp) -> Contacts:
    """The contacts without what the user answered to steps of this week."""
    rows, week = contacts.choices, iso_week(monday)
    if rows.empty:
        return contacts
    said_now = rows["kind"].isin(["snooze", "mute"]) & (rows["value"] == week)
    skipped = (rows["kind"] == "skip") & rows["value"].fillna("").str.startswith(week)
    # Newest first: a rhythm above the skip of this week came with it.
    later_skip = skipped[::-1].groupby(rows["person_id"]).cummax()[::-1].astype(bool)
    slowed = (rows["kind"] == "rhythm") & later_skip
    answered = (rows["kind"] == "done") & rows["value"].fillna("").str.startswith(week)
    return replace(contacts, choices=rows[~(said_now | slowed | skipped | answered)].reset_index(drop=True))


def _with_news(
    G: nx.Graph, began: Contacts, news: pd.DataFrame, steps: int, monday: pd.Timestamp
) -> list[dict[str, Any]]:
    """The steps chosen when the week began, and what came in since, last.

    What is done and logged in the week changes nothing of what was known before it: then the choice made
    the last time is taken, so that a list that is answered step by step is not made anew each time.
    """
    # Half of the list at most: a busy week is no reason to forget the rest.
    fresh = list(_replies(news))[: steps // 2]
    people = frozenset(row["person_id"] for row in fresh)
    key = (monday, steps, people)
    chosen = CHOSEN.get(began, key, lambda: _chosen(_begun(G, began, monday), people, steps - len(fresh)))
    return chosen + fresh


def _begun(now: nx.Graph, began: Contacts, monday: pd.Timestamp) -> nx.Graph:
    """The graph as the week began: the one made last where little changed of what was known then."""

    def draw() -> nx.Graph:
        as_of, last = monday - A_MOMENT, STARTS.last()
        G = None
        # `redrawn` wants the same people; of two owners everything would be compared for nothing.
        if last is not None and last.graph["as_of"] == as_of and _same_people(last, began):
            G = redrawn(last, began, named_apart(last.graph["contacts"], began) - {began.ego})
        return said_once(turned_back(now, began, as_of=as_of) if G is None else G)

    return STARTS.get(began, monday, draw)


def _same_people(G: nx.Graph, contacts: Contacts) -> bool:
    return bool(contacts.people.equals(G.graph["contacts"].people))


def _chosen(start: nx.Graph, fresh: frozenset[Any], steps: int) -> list[dict[str, Any]]:
    """One step of each group in turn, as many as asked, but none with the people of `fresh`."""
    choices, as_of = start.graph["contacts"].choices, start.graph["as_of"]
    quiet, aside = (
        set(said.loc[~(said["until"] <= as_of), "person_id"])
        for said in (said_last(choices, "mute", "snooze"), said_last(choices, "override"))
    )
    taken = (quiet - aside) | fresh
    rows: list[dict[str, Any]] = []
    waiting = replies_owed(start, limit=LOOKED_AT)
    silent = neglected_ties(start, limit=len(waiting) + waiting.attrs["more"] + LOOKED_AT)
    silent = silent[silent["kind"] != "owed"]
    groups = [_owed(start, waiting), _hellos(silent), _new_people(start), _on_the_way(start)]
    over = 0
    for group in cycle(groups):
        if len(rows) >= steps or over == len(groups):
            break
        row = next((one for one in group if taken.isdisjoint(_people_of(one))), None)
        over = over + 1 if row is None else 0
        if row is not None:
            taken |= _people_of(row)
            rows.append(row)
    return rows


def _people_of(row: dict[str, Any]) -> set[Any]:
    """Whom a step is about and whom it asks or leads to; and the target of a route, which has one step."""
    people = {row["person_id"], row.get("other") or row["person_id"]}
    return people | {("route", row["target"])} if row["kind"] == "route" else people


def _owed(start: nx.Graph, waiting: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Replies, promises and thanks, late steps of introductions: one of each in turn."""
    due = owed(start)
    debts = (_step(row, str(row["kind"])) for row in due.to_dict("records"))
    late = (_step(row, "introduction") for row in late_steps(start).to_dict("records"))
    kinds: list[Iterator[dict[str, Any]]] = [_replies(waiting), debts, late]
    while kinds:
        for kind in list(kinds):
            row = next(kind, None)
            if row is None:
                kinds.remove(kind)
            else:
                yield row


def _replies(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from (_step(row, "reply") for row in found.to_dict("records"))


def _hellos(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from (_step(row, "hello") for row in found.to_dict("records"))


def _new_people(start: nx.Graph) -> Iterator[dict[str, Any]]:
    """People to meet whom somebody who does not rest leads to, or whom ego is connected with."""
    own = dict(ties_of(start, start.graph["ego"]))
    free = {one for one, tie in own.items() if is_missing(tie.get("rest_until"))}
    for row in who_to_meet(start, limit=LOOKED_AT).to_dict("records"):
        given, via = first_name(str(row["name"])), next((one for one in row["via_ids"] if one in free), None)
        tie = own.get(row["person_id"])
        if tie is not None and not is_missing(tie.get("rest_until")):
            continue
        if via is not None:
            asked = given_name(start, via)
            edge = start.get_edge_data(via, row["person_id"]) or {}
            step = (
                f"Ask {asked} whether they would introduce you to {row['name']}."
                if edge.get("proof")
                else f"Ask {asked} a question, nothing more: do you know {row['name']}?"
            )
        elif tie is not None:
            step = f"Say hello to {given} and ask for twenty minutes; ask for nothing else."
        else:
            continue
        targets = ", ".join(row["targets"]) or None
        # Monday's rests may be over by now, and nobody who rests is asked.
        said = {"step": step, "target": targets, "why": A_REST.sub("", row["why"])}
        yield _step(row | said, "meet") | {"other": via}


def _on_the_way(start: nx.Graph) -> Iterator[dict[str, Any]]:
    """For each target, the highest priority first, its warmest route whose starter may be asked now."""
    stages = start.graph["contacts"].introductions.sort_values("at", kind="stable")
    latest = stages.drop_duplicates(["starter_id", "target_id"], keep="last")
    busy = set(latest.loc[latest["stage"].isin(IN_PROGRESS), "target_id"])
    for target in stored_targets(start):
        routes = referral_paths(start, target, limit=ROUTES_A_TARGET)
        free = routes[routes["rest_until"].isna() & ~routes["target"].isin(busy)]
        for row in free.to_dict("records"):
            starter = row["starter_id"]
            seen = {"person_id": starter, "name": start.nodes[starter]["name"], "step": row["first_step"]}
            yield _step(row | seen | {"target": target}, "route") | {"other": row["target"]}


def _step(row: dict[Any, Any], kind: str) -> dict[str, Any]:
    wanted = {name: row.get(name) for name in ("person_id", "name", "why", "step", "target")}
    return wanted | {"kind": kind}


def _as_of_now(G: nx.Graph) -> dict[tuple[Any, str], str]:
    """Why, in the days of today, by person and kind: the list is a week old at most, its words are not."""
    found = neglected_ties(G, limit=len(G))
    kinds = ("reply" if kind == "owed" else "hello" for kind in found["kind"])
    return dict(zip(zip(found["person_id"], kinds, strict=True), found["why"], strict=True))


def _told(G: nx.Graph, number: int, row: dict[str, Any], now: dict[tuple[Any, str], str]) -> dict[str, Any]:
    """The row as it is shown: numbered, with where they work, and a rest that was set aside."""
    person = row["person_id"]
    tie = G.get_edge_data(G.graph["ego"], person) or {}
    aside = tie.get("rest_why") if is_missing(tie.get("rest_until")) else None
    why = now.get((person, row["kind"]), str(row["why"]))
    return {
        **{name: row[name] for name in ("kind", "person_id", "name", "step", "target")},
        "number": number,
        "organization": organization_of(G, person),
        "why": why if is_missing(aside) else f"{why} ({aside}.)",
    }


def _enough(found: list[str]) -> str:
    """The line that closes the list: no count of what is missing."""
    done = found.count("done")
    if not found:
        return "Nothing is due this week. That is enough."
    if "open" not in found:
        return "Nothing is left open. That is enough for this week."
    begun = f"{done} of {len(found)} done. " if done else ""
    return f"{begun}Whatever you do of these: that is enough for this week."
