"""Rates beside counts, attacked: every table of whole numbers that agrees with both is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netgraph.cohort.rates import Sum, Table, known_lines, printed_rates
from netgraph.cohort.suppression import (
    ABOUT,
    ALL,
    EXACT,
    HIGH,
    LEAST,
    LOW,
    WIDTH,
    bounds,
    fives,
    printable,
    quantities,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARENTS = {"eligible": None, "chose targets": "eligible", "warm way in": "chose targets"}
SUMS = {
    "coverage": Sum("chose targets", "warm", "targets", "share", adding="warm way in", is_share=True),
}
NAMES = (*PARENTS, "targets", "warm")


def table_of(cohorts: dict[str, list[tuple[int, int]]]) -> Table:
    """Clients by cohort, each with targets and those of them with a warm way in: (0, 0) chose none."""
    rows = [
        {
            "cohort": cohort,
            "eligible": True,
            "chose targets": targets > 0,
            "warm way in": warm > 0,
            "targets": float(targets),
            "warm": float(warm),
        }
        for cohort, clients in cohorts.items()
        for targets, warm in clients
    ]
    clients = pd.DataFrame(rows)
    counts = clients.groupby("cohort")[list(PARENTS)].sum().astype("int64")
    return Table(clients, counts, PARENTS, printable(counts, PARENTS), SUMS)


def possible(table: Table, row: str, shown: pd.Series) -> NDArray[np.int64]:
    """Every row of whole numbers (columns as `NAMES`) that agrees with what is printed of one cohort."""
    mine = table.clients[table.clients["cohort"] == row]
    chose, warm = mine[mine["targets"] > 0]["targets"], mine[mine["warm"] > 0]["warm"]
    span = {"targets": _span(chose), "warm": _span(warm)}
    found = [np.zeros((1, 0), dtype=np.int64)]
    for name in NAMES:
        steps = _steps(table, row, name)
        whole = np.repeat(found[-1], steps.size, axis=0)
        whole = np.column_stack([whole, np.tile(steps, len(found[-1]))])
        found.append(whole[_agrees(table, row, whole, name, span)])
    return found[-1][_rate_agrees(table, row, found[-1], shown[row])]


def _steps(table: Table, row: str, name: str) -> NDArray[np.int64]:
    """The values that are tried: of a count printed as it is only that."""
    if name in PARENTS and table.states.loc[row, name] == EXACT:
        return np.array([table.counts.loc[row, name]])
    # Of a cohort whose size is not printed more are tried than there are: else that would tell its size.
    more = 0 if table.states.loc[row, "eligible"] == EXACT else LEAST
    people = int(table.counts.loc[row, "eligible"]) + more
    return np.arange((people if name in PARENTS else 2 * people) + 1)


def _span(numbers: pd.Series) -> tuple[float, float]:
    return (float(numbers.min()), float(numbers.max())) if len(numbers) else (1.0, np.inf)


def _agrees(
    table: Table, row: str, found: NDArray[np.int64], name: str, span: dict[str, tuple[float, float]]
) -> NDArray[np.bool_]:
    last = found[:, -1]
    if name in PARENTS:
        parent = PARENTS[name]
        fits = last <= found[:, NAMES.index(parent)] if parent else np.ones(len(found), dtype=np.bool_)
        return fits & _as_printed(table, row, name, last, found[:, 0])
    people = found[:, NAMES.index("chose targets" if name == "targets" else "warm way in")]
    least, most = span[name]
    with np.errstate(invalid="ignore"):
        fits = (last >= least * people) & ((last <= most * people) | np.isinf(most))
    return fits & (last <= found[:, 3]) if name == "warm" else fits


def _as_printed(
    table: Table, row: str, name: str, count: NDArray[np.int64], every: NDArray[np.int64]
) -> NDArray[np.bool_]:
    true = int(table.clients[name].sum() if row == ALL else table.counts.loc[row, name])
    fits = {
        EXACT: count == true,
        LOW: count < LEAST,
        HIGH: every - count < LEAST,
        ABOUT: np.abs(count - fives(true)) <= LEAST // 2,
    }
    return fits.get(table.states.loc[row, name], np.ones(count.size, dtype=np.bool_))


def _rate_agrees(table: Table, row: str, found: NDArray[np.int64], printed: bool) -> NDArray[np.bool_]:
    """Whether the targets are those printed and the share rounds to the one printed."""
    if not printed:
        return np.ones(len(found), dtype=np.bool_)
    mine = table.clients if row == ALL else table.clients[table.clients["cohort"] == row]
    whole, part = int(mine["targets"].sum()), int(mine["warm"].sum())
    said = round(part / whole, 2)
    parts = [one for one in range(whole + 1) if round(one / whole, 2) == said]
    return (found[:, 3] == whole) & np.isin(found[:, 4], parts) & (found[:, 2] >= LEAST)


def taken(table: Table, shown: pd.DataFrame) -> dict[str, set[int]]:
    """What each quantity that must stay hidden can be, for two cohorts and all printed of them."""
    one, two = table.counts.index
    first, second = (possible(table, row, shown["coverage"]) for row in (one, two))
    wanted = list(quantities(table.counts, PARENTS, table.states))
    found: dict[str, set[int]] = {str(quantity): set() for quantity in wanted}
    pairs = np.indices((len(first), len(second))).reshape(2, -1)
    first, second = first[pairs[0]], second[pairs[1]]
    both = first + second
    fits = _rate_agrees(table, ALL, both, shown.loc[ALL, "coverage"])
    for place, name in enumerate(PARENTS):
        fits &= _as_printed(table, ALL, name, both[:, place], both[:, 0])
    values = {one: first[fits], two: second[fits]}
    for quantity in wanted:
        terms = quantity.terms.items()
        sums = sum(times * values[row][:, NAMES.index(name)] for (row, name), times in terms)
        found[str(quantity)] = set(np.unique(sums).tolist())
    return found


def clients_of(size: int, chose: int, warm: list[int]) -> list[tuple[int, int]]:
    """So many clients, of whom some chose two targets each, with so many warm ways in."""
    return [(2, one) for one in warm] + [(2, 0)] * (chose - len(warm)) + [(0, 0)] * (size - chose)


LEAKY = {"A": clients_of(20, 12, [1] * 6), "B": clients_of(20, 12, [2])}
"""One client of B has a warm way in: B's count is printed as fewer than 5."""


def test_the_attack_with_rates_succeeds_where_they_are_printed_without_care():
    table = table_of(LEAKY)
    assert table.states.loc["B", "warm way in"] == LOW
    naive = pd.DataFrame({"coverage": [True, False, True]}, index=["A", "B", ALL])
    # 8 of 48 less 6 of 24: two targets of B, which one client or two have.
    values = taken(table, naive)
    (low,) = [
        one
        for one in quantities(table.counts, PARENTS, table.states)
        if one.terms == {("B", "warm way in"): 1}
    ]
    assert max(values[str(low)]) - min(values[str(low)]) < WIDTH
    least, most = bounds(table.counts, PARENTS, table.states, low, known_lines(table, naive))
    assert most - least < WIDTH


def test_rates_that_would_tell_it_are_held_back():
    table = table_of(LEAKY)
    shown = printed_rates(table, {})
    assert not shown.loc[["A", ALL], "coverage"].all()
    assert all(max(values) - min(values) >= WIDTH for values in taken(table, shown).values())


def some_clients():
    """Twelve clients: some chose two targets each, of whom some have one or two warm ways in."""
    warm = st.lists(st.integers(1, 2), max_size=8)
    return st.tuples(st.integers(0, 4), warm).map(lambda one: clients_of(12, one[0] + len(one[1]), one[1]))


@settings(max_examples=6)
@given(some_clients(), some_clients())
@example(clients_of(12, 1, [1]), clients_of(12, 4, [1, 1, 1, 1]))
def test_no_attack_with_rates_narrows_what_is_hidden(one, two):
    table = table_of({"A": one, "B": two})
    shown = printed_rates(table, {})
    assert all(max(values) - min(values) >= WIDTH for values in taken(table, shown).values())


def in_cohorts(**adding: int) -> Table:
    """Cohorts of 30 in which 20 chose two targets each; so many clients have one warm way in."""
    return table_of({name: clients_of(30, 20, [1] * count) for name, count in adding.items()})


@pytest.mark.parametrize(
    ("adding", "barred", "shown"),
    [
        ({"A": 9, "B": 7}, [], ["A", "B", ALL]),
        # The total less A would be B, whatever held B back.
        ({"A": 9, "B": 7}, ["B"], [ALL]),
        ({"A": 9, "B": 8, "C": 7}, ["B"], ["A", ALL]),
        ({"A": 9, "B": 8, "C": 7}, ["B", "C"], ["A", ALL]),
        ({"A": 9, "B": 2, "C": 2}, [], [ALL]),
        # Nobody of B has any: the total less A would say so.
        ({"A": 9, "B": 0}, [], [ALL]),
        ({"A": 3}, [], []),
        ({"A": 9}, ["A"], []),
    ],
)
def test_rates_leave_nothing_small_between_total_and_cohorts(adding, barred, shown):
    flags = printed_rates(in_cohorts(**adding), {(row, "coverage"): "" for row in barred})["coverage"]
    assert list(flags.index[flags]) == shown


def test_a_rate_over_a_count_that_is_not_printed_is_not_printed():
    # 17 of 20 chose targets: 3 did not, which 34 targets of two each would tell.
    table = table_of({"A": clients_of(20, 17, [1] * 9)})
    assert table.states.loc["A", "chose targets"] == HIGH
    assert not printed_rates(table, {}).any(axis=None)


def test_what_is_left_of_the_total_must_not_be_one_client():
    mine = {"A": clients_of(30, 20, [1] * 9), "B": [*clients_of(30, 19, [1] * 3), (40, 30)]}
    table = table_of(mine | {"C": clients_of(30, 20, [1] * 3)})
    shown = printed_rates(table, {})["coverage"]
    assert not (shown["A"] and shown[ALL])
