"""Sponsor figures: the table of a sponsor's report, with what is held back and why.

A count is printed in words ("fewer than 5", "all but fewer than 5") or not at all where it, or what others
tell of it, is small (`netgraph.cohort.suppression`). Where it moved by fewer than 5 since an earlier report
to the same sponsor it is rounded to fives, since the two exact counts would tell what a few did in between.
Unreliable figures are named instead of printed: a rate of conversations when fewer than half keep a log or
most logs have gone quiet, a warm way in when most data hold no messages to see it in. Which
rates over sums are printed is said in `netgraph.cohort.rates`.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.cohort.rates import DIGITS, Table, printed_rates
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
)
from netgraph.schema import SPONSOR, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.cohort.rates import Sum
    from netgraph.cohort.sponsor_counts import Programme

__all__ = ["Earlier", "figures"]

Earlier = dict[str, dict[str, list[list[object]]]]
"""Cohort -> measure -> what earlier reports printed: [day, count, eligible]."""

ROOT: Final = next(iter(PARENTS))
FEW: Final = f"it is fewer than {LEAST}, or others would give away such a count"
FEW_ADD: Final = (
    f"fewer than {LEAST} clients add to it, one makes up half of it, or it would give away a count that is "
    "held back"
)
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
    barred = _barred(states, unreliable, moved)
    shown = printed_rates(Table(told.clients, counts, PARENTS, states, SUMS), barred)
    rows = []
    for row in map(str, whole.index):
        for measure in PARENTS:
            why = unreliable.get((row, measure)) or moved.get((row, measure)) or FEW
            rows.append(_count(whole, states, row, measure, why))
        mine = told.clients if row == ALL else told.clients[told.clients["cohort"] == row]
        for name, one in SUMS.items():
            cells = _rate(mine[mine[one.people]], one) if shown.loc[row, name] else {}
            held = {} if cells else {"reason": barred.get((row, name), FEW_ADD)}
            rows.append({"cohort": row, "measure": name, "unit": one.unit, **cells, **held})
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


def _barred(
    states: pd.DataFrame, unreliable: Mapping[tuple[str, str], str], moved: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """(Row, sum) -> why it is not printed, whatever else is: said only where it tells nothing of a count."""
    found: dict[tuple[str, str], str] = {}
    for row, (name, one) in product(map(str, states.index), SUMS.items()):
        # The two sums would tell how far the count of those who add to them moved.
        if one.adding and (row, one.adding) in moved:
            found[row, name] = moved[row, one.adding]
        why = unreliable.get((row, name))
        if why is not None:
            exact = all(states.loc[row, count] == EXACT for count in ("taking part", "keep a log"))
            found[row, name] = why if exact or why != FEW_LOGS else FEW_ADD
    return found


def _rate(clients: pd.DataFrame, one: Sum) -> dict[str, object]:
    """The cells of a printed rate over these clients."""
    part, whole = float(clients[one.part].sum()), float(clients[one.whole].sum())
    rate = round(part / whole, DIGITS)
    said = f"{rate * 100:.0f} %" if one.is_share else f"{rate:.{DIGITS}f}"
    return {"said": said, "clients": len(clients), "of": whole, "rate": rate}
