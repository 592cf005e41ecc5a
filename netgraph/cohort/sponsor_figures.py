"""Sponsor figures: the table of a sponsor's report, with what is held back and why.

A count is printed in words ("fewer than 5", "all but fewer than 5") or not at all where it, or what others
tell of it, is small (`netgraph.cohort.suppression`). Where it moved by fewer than 5 since an earlier report
to the same sponsor it is rounded to fives, since the two exact counts would tell what a few did in between.
Unreliable figures are named instead of printed: a rate of conversations when fewer than half keep a log or
most logs have gone quiet, a warm way in when most data hold no messages to see it in. A rate over sums is
printed where at least 5 clients add to it and none of them makes up half of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.cohort.sponsor_counts import PARENTS, SUMS
from netgraph.cohort.suppression import (
    ABOUT,
    ALL,
    EXACT,
    HIDDEN,
    HIGH,
    LEAST,
    LOW,
    at,
    fives,
    printable,
    publishable_sums,
)
from netgraph.schema import SPONSOR, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.cohort.sponsor_counts import Programme, Sum

__all__ = ["Earlier", "figures"]

Earlier = dict[str, dict[str, list[list[object]]]]
"""Cohort -> measure -> what earlier reports printed: [day, count, eligible]."""

ROOT: Final = next(iter(PARENTS))
FEW: Final = f"it is fewer than {LEAST}, or others would give away such a count"
FEW_ADD: Final = f"fewer than {LEAST} clients add to it, or others would give away such a figure"
ONE_PERSON: Final = "one client makes up half of it or more"
FEW_LOGS: Final = "unreliable: fewer than half of those taking part keep a log"
QUIET_LOGS: Final = "unreliable: most logs have had no entry for 4 weeks"
NO_MESSAGES: Final = "unreliable: most data hold no messages, in which a warm way in is seen"
PRINTED: Final = frozenset({ABOUT, EXACT, HIGH})
TALKS: Final = ("conversations per week", "second-degree meetings")
WAYS: Final = ("warm way in", "coverage of targets")
UNITS: Final = {
    ROOT: "clients who have been in the programme for 4 weeks",
    "taking part": "of the eligible have brought in their contacts",
    "keep a log": "of the eligible note their conversations",
    "met somebody through somebody": "of the eligible met somebody to whom somebody led",
    "chose targets": "of the eligible chose whom to reach",
    "warm way in": "of the eligible have a warm way in to one target at least",
}


def figures(told: Programme, earlier: Earlier) -> pd.DataFrame:
    """The figures by cohort, then for all; columns as in `netgraph.schema.SPONSOR`."""
    if told.clients.empty:
        return conform(pd.DataFrame(columns=SPONSOR.names), SPONSOR)
    counts = told.counts()
    whole = pd.concat([counts, counts.sum().to_frame(ALL).T])
    moved = _moved(whole, earlier)
    unreliable = _unreliable(told, printable(counts, PARENTS))
    doubted = {cell for cell in unreliable if cell[1] in PARENTS}
    states = printable(counts, PARENTS, held=dict.fromkeys(moved, ABOUT) | dict.fromkeys(doubted, HIDDEN))
    sums: dict[str, dict[str, dict[str, object]]] = {}
    for name, one in SUMS.items():
        within = {} if one.within is None else sums[one.within]
        barred = {row: unreliable.get((row, name)) for row, found in within.items() if "reason" in found}
        barred |= {row: why for (row, measure), why in unreliable.items() if measure == name}
        sums[name] = _sums(told, one, states, barred)
    rows = []
    for row in map(str, whole.index):
        for measure in PARENTS:
            why = unreliable.get((row, measure)) or moved.get((row, measure)) or FEW
            rows.append(_count(whole, states, row, measure, why))
        rows += [{"cohort": row, "measure": name, **found[row]} for name, found in sums.items()]
    return conform(pd.DataFrame(rows, columns=SPONSOR.names), SPONSOR)


def _moved(whole: pd.DataFrame, earlier: Earlier) -> dict[tuple[str, str], str]:
    """The counts that moved a little since an earlier report, they or their rest, and the words for it."""
    found = {}
    for row, measures in earlier.items():
        for measure, printed in measures.items():
            if row not in whole.index or measure not in whole or measure == ROOT:
                continue
            count, every = int(at(whole, row, measure)), int(at(whole, row, ROOT))
            for day, then, of in printed:
                steps = (count - int(str(then)), every - count - int(str(of)) + int(str(then)))
                if any(0 < abs(step) < LEAST for step in steps):
                    found[row, measure] = f"changed by fewer than {LEAST} since the report of {day}"
    return found


def _unreliable(told: Programme, states: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(Row, measure or sum) -> why it says too little; said only where it rests on printed counts."""
    found: dict[tuple[str, str], str] = {}
    for row in map(str, states.index):
        mine = told.clients if row == ALL else told.clients[told.clients["cohort"] == row]
        takes, logs = int(mine["taking part"].sum()), int(mine["keep a log"].sum())
        if states.loc[row, "keep a log"] in PRINTED:
            why = FEW_LOGS if logs * 2 < takes else QUIET_LOGS if mine["stale"].sum() * 2 > logs else None
            found |= {(row, name): why for name in TALKS if why}
        if states.loc[row, "taking part"] in PRINTED and mine["no_messages"].sum() * 2 > takes:
            found |= {(row, name): NO_MESSAGES for name in WAYS}
    return found


def _count(whole: pd.DataFrame, states: pd.DataFrame, row: str, measure: str, why: str) -> dict[str, object]:
    state: str = at(states, row, measure)
    clients, every = int(at(whole, row, measure)), int(at(whole, row, ROOT))
    printed: dict[str, object] = {"cohort": row, "measure": measure, "unit": UNITS[measure]}
    if measure == ROOT:
        told: dict[str, dict[str, object]] = {
            EXACT: {"said": str(clients), "clients": clients},
            LOW: {"said": f"fewer than {LEAST}"},
        }
        return printed | told.get(state, {"reason": why})
    if state == HIDDEN:
        return printed | {"reason": why}
    said = {
        EXACT: f"{clients} of {every}",
        LOW: f"fewer than {LEAST} of {every}",
        HIGH: f"at least {every - LEAST + 1} of {every}",
        ABOUT: f"about {fives(clients)} of {every}",
    }
    exact = {"clients": clients, "rate": round(clients / every, 2)} if state == EXACT else {}
    return printed | {"said": said[state], "of": every, **exact, "reason": why if state == ABOUT else None}


def _sums(
    told: Programme, one: Sum, states: pd.DataFrame, barred: Mapping[str, str | None]
) -> dict[str, dict[str, object]]:
    """The rate of one sum by row, or why it is held back."""
    mine = told.clients[told.clients[one.people]]
    rows = [str(row) for row in states.index]
    groups = {row: mine if row == ALL else mine[mine["cohort"] == row] for row in rows}
    adding = pd.Series({row: int((group[one.part] > 0).sum()) for row, group in groups.items()})
    alone = {row: _is_alone(group[one.part]) or _is_alone(group[one.whole]) for row, group in groups.items()}
    known = states[one.people].isin(sorted(PRINTED))
    sound = pd.Series({row: bool(known[row]) and not alone[row] and row not in barred for row in rows})
    printed = publishable_sums(adding, sound)
    found: dict[str, dict[str, object]] = {}
    for row, group in groups.items():
        if printed[row]:
            part, whole = float(group[one.part].sum()), float(group[one.whole].sum())
            rate = round(part / whole, 2)
            clients = len(group) if states.loc[row, one.people] == EXACT else None
            said = f"{rate * 100:.0f} %" if one.is_share else f"{rate:.2f}"
            found[row] = {"said": said, "clients": clients, "of": whole, "rate": rate}
        else:
            why = ONE_PERSON if known[row] and alone[row] and adding[row] >= LEAST else FEW_ADD
            found[row] = {"reason": barred.get(row) or why}
        found[row]["unit"] = one.unit
    return found


def _is_alone(numbers: pd.Series) -> bool:
    """Whether one client makes up half of a sum or more."""
    return bool(numbers.sum() > 0 and numbers.max() * 2 >= numbers.sum())
