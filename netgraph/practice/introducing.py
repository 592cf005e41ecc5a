"""Introductions: how each one stands, which step is due and which is late.

`stages` holds the stages and their order. Late are an answer after 14 days, an introduction that
was agreed or a meeting after 7, thanks after 2 and the outcome 7 days after the meeting (30 days after the
introduction when none came of it): conventions of courtesy, not measurements.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from netgraph.choices import said_last
from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of, first_name, is_missing, text
from netgraph.practice.stages import next_stages, rounds
from netgraph.provenance import answer, day, span
from netgraph.schema import INTRODUCTION_ROUNDS, LATE_STEPS

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["due_steps", "introductions", "late_steps", "stage_of_step"]

WAITS: Final = {"idea": 14, "answer": 14, "introduction": 7, "meeting": 7, "thanks": 2, "outcome": 7}
"""Days after which a step is late."""
STAGE_OF: Final = {"idea": "asked", "thanks": "thanked", "outcome": "told"}
"""The stage that an introduction reaches when the step is done."""

NO_MEETING: Final = 30
"""Days after which the starter is told how it stands though no meeting came of it."""


def introductions(G: nx.Graph) -> pd.DataFrame:
    """The latest round of each introduction, those with a late step first; columns `INTRODUCTION_ROUNDS`.

    Raises `NoHistoryError` on a graph made by hand.
    """
    rows = [_row(G, one, late) for one in _latest(G) for late in [_late(G, one)]]
    rows.sort(key=lambda row: (not row["late"], not row["next"], row["since"], str(row["starter_id"])))
    return answer(G, rows, INTRODUCTION_ROUNDS)


def late_steps(G: nx.Graph) -> pd.DataFrame:
    """The steps of introductions that are due, the longest waiting first; columns as in `LATE_STEPS`.

    `kind` is `idea` (ask, or drop it), `answer` (asked, and nothing came), `introduction` (agreed, and not
    made), `meeting`, `thanks` and `outcome` (tell the starter). Nobody is named who is muted or snoozed;
    who rests for another reason is only thanked or told. Raises `NoHistoryError` on a graph made by hand.
    """
    rows = [late for one in _latest(G) for late in _late(G, one)]
    return answer(G, sorted(rows, key=lambda row: (row["since"], str(row["person_id"]))), LATE_STEPS)


def due_steps(one: pd.DataFrame, *, as_of: pd.Timestamp) -> list[tuple[str, Any, pd.Timestamp]]:
    """The steps that a round (see `stages.rounds`) waits for: kind, whom it is about, since when."""
    when = {str(stage): at for stage, at in zip(one["stage"], one["at"], strict=True)}
    last, starter, target = str(one["stage"].iloc[-1]), one["starter_id"].iloc[0], one["target_id"].iloc[0]
    if last in {"idea", "asked", "agreed"}:
        kind = {"idea": "idea", "asked": "answer", "agreed": "introduction"}[last]
        return [(kind, starter, when[last])]
    due: list[tuple[str, Any, pd.Timestamp]] = []
    if last in {"introduced", "met", "thanked"}:
        if "met" not in when and not is_missing(when.get("introduced")):
            due.append(("meeting", target, when["introduced"]))
        if "thanked" not in when:
            due.append(("thanks", starter, when.get("introduced", when[last])))
        elif "met" in when:
            due.append(("outcome", starter, when["met"]))
        elif days_between(when.get("introduced", when["thanked"]), as_of) > NO_MEETING:
            due.append(("outcome", starter, when["thanked"]))
    return due


def stage_of_step(
    contacts: Contacts, person: Hashable, *, as_of: pd.Timestamp
) -> tuple[str, str, str] | None:
    """Starter, target and stage that are reached when the step due with `person` is done; else None.

    To ask, to thank and to tell are stages. A word to hurry somebody on is none.
    """
    latest = {one["target_id"].iloc[0]: one for one in rounds(contacts.introductions) if _starts(one, person)}
    due = [
        (since, str(person), str(target), STAGE_OF[kind])
        for target, one in latest.items()
        for kind, _, since in due_steps(one, as_of=as_of)
        if kind in STAGE_OF
    ]
    return min(due)[1:] if due else None


def _starts(one: pd.DataFrame, person: Hashable) -> bool:
    return bool(one["starter_id"].iloc[0] == person)


def _latest(G: nx.Graph) -> list[pd.DataFrame]:
    """The last round of each pair."""
    ego_of(G)
    contacts = G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError(
            "this graph was made by hand and holds no introductions: make it with build_graph"
        )
    by_pair = {
        (one["starter_id"].iloc[0], one["target_id"].iloc[0]): one for one in rounds(contacts.introductions)
    }
    return list(by_pair.values())


def _row(G: nx.Graph, one: pd.DataFrame, late: list[dict[str, Any]]) -> dict[str, Any]:
    last = one.iloc[-1]
    reached = [str(stage) for stage in one["stage"]]
    following = next_stages(reached)
    starter, target = (str(G.nodes[last[end]]["name"]) for end in ("starter_id", "target_id"))
    days = _days(G, last["at"])
    return {
        "starter_id": last["starter_id"],
        "starter": starter,
        "target_id": last["target_id"],
        "target": target,
        "stage": last["stage"],
        "since": last["at"],
        "days": days,
        "history": [
            stage if is_missing(at) else f"{stage} {day(at)}"
            for stage, at in zip(reached, one["at"], strict=True)
        ],
        "next": following,
        "late": bool(late),
        "why": late[0]["why"] if late else f"{_stands(last['stage'], starter, target)}, {_ago(days)}.",
        "step": late[0]["step"] if late else _step(reached, first_name(starter), target),
        "note": text(one["note"].dropna().iloc[-1]) if one["note"].notna().any() else None,
    }


def _stands(stage: str, starter: str, target: str) -> str:
    said = {
        "idea": f"You thought of asking {starter} for an introduction to {target}",
        "asked": f"You asked {starter} for an introduction to {target}",
        "agreed": f"{starter} and {target} agreed",
        "introduced": f"{starter} introduced you to {target}",
        "met": f"You met {target}, to whom {starter} introduced you",
        "thanked": f"You thanked {starter} for the introduction to {target}",
        "told": f"You told {starter} how it went with {target}",
        "declined": f"No introduction to {target} came of asking {starter}",
    }
    return said[stage]


def _step(reached: list[str], starter: str, target: str) -> str | None:
    """What to do next, late or not."""
    steps = {
        "idea": f"Ask {starter} whether {target} would like to hear from you.",
        "asked": f"Wait: {starter} asks {target} first, and may say no.",
        "agreed": f"Send {starter} a paragraph to pass on.",
        "introduced": f"Thank {starter}, and offer {target} two times to meet.",
        "met": f"Thank {starter} and tell them how it went."
        if "thanked" not in reached
        else f"Tell {starter}.",
        "thanked": f"Tell {starter} how it went."
        if "met" in reached
        else f"Meet {target}, then tell {starter}.",
        "told": None,
        "declined": f"Thank {starter} all the same, and leave it at that.",
    }
    return steps[reached[-1]]


def _late(G: nx.Graph, one: pd.DataFrame) -> list[dict[str, Any]]:
    """The steps of a round that wait too long, but none towards people to be left in peace."""
    ends = (one["starter_id"].iloc[0], one["target_id"].iloc[0])
    return [
        _late_row(G, kind, person, since, ends)
        for kind, person, since in due_steps(one, as_of=G.graph["as_of"])
        if _days(G, since) > WAITS[kind] and not _in_peace(G, person, kind)
    ]


def _late_row(
    G: nx.Graph, kind: str, person: Any, since: pd.Timestamp, ends: tuple[Any, Any]
) -> dict[str, Any]:
    starter, target = (str(G.nodes[end]["name"]) for end in ends)
    one, other = first_name(starter), first_name(target)
    ago = f"{span(_days(G, since))} ago"
    words = {
        "idea": (
            f"You thought of asking {starter} for an introduction to {target}, {ago}.",
            f"Ask {one} now (netgraph ask), or drop the idea.",
        ),
        "answer": (
            f"You asked {starter} for an introduction to {target} {ago}; no answer is noted.",
            f"Tell {one} once that a no is fine, then let it rest.",
        ),
        "introduction": (
            f"{starter} agreed {ago} to introduce you to {target}; it is not made yet.",
            f"Send {one} the paragraph to pass on once more, and ask what would make it easy.",
        ),
        "meeting": (
            f"{starter} introduced you to {target} {ago}; no meeting is noted.",
            f"Offer {other} two times for twenty minutes.",
        ),
        "thanks": (
            f"{starter} introduced you to {target} {ago}; no thanks are noted.",
            f"Thank {one}: two lines.",
        ),
        "outcome": (
            f"{starter} introduced you to {target} and does not know yet what came of it.",
            f"Tell {one} how it went with {other}.",
        ),
    }
    why, step = words[kind]
    return {
        "kind": kind,
        "person_id": person,
        "name": G.nodes[person]["name"],
        "why": why,
        "step": step,
        "since": since,
    }


def _in_peace(G: nx.Graph, person: Any, kind: str) -> bool:
    """Whether the user wants to leave the person alone, or they rest and this is no thanks or outcome."""
    tie = G.get_edge_data(G.graph["ego"], person) or {}
    if is_missing(tie.get("rest_until")):
        return False
    if kind not in {"thanks", "outcome"}:
        return True
    quiet = said_last(G.graph["contacts"].choices, "mute", "snooze")
    return bool(((quiet["person_id"] == person) & ~(quiet["until"] <= G.graph["as_of"])).any())


def _ago(days: float) -> str:
    return "day not noted" if math.isnan(days) else "today" if days < 1 else f"{span(days)} ago"


def _days(G: nx.Graph, since: pd.Timestamp) -> float:
    return days_between(since, G.graph["as_of"])


def days_between(since: pd.Timestamp, as_of: pd.Timestamp) -> float:
    """UTC calendar days from a moment to `as_of`, nan without one."""
    return float("nan") if is_missing(since) else float((as_of.normalize() - since.normalize()).days)
