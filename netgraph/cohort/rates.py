"""Rates: which rates over sums may be printed beside the counts, so that they give nothing small away.

A rate and what it is taken over give its part: 17 % of 36 targets are 6, and where nobody can have two of
them, they are 6 clients. So a rate is printed only

* where the clients it is taken over, and those whom these are a part of, are counted as they are;
* where at least 5 clients add to it and none of them makes up half of it, and the same holds for what the
  total less the printed cohorts would tell, which has to be of two cohorts at least;
* where no count that must stay hidden comes out narrower, in all tables that agree with the printed counts
  and with all printed rates together (`netgraph.cohort.suppression`). The attacker is taken to know the least
  and the most that a client of each cohort adds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.cohort.suppression import ALL, EXACT, LEAST, SLACK, WIDTH, Line, bounds, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netgraph.cohort.suppression import Quantity

__all__ = ["DIGITS", "Sum", "Table", "known_lines", "printed_rates"]

DIGITS: Final = 2
"""Of a printed rate, behind the point."""


class Sum(NamedTuple):
    """A rate: the sum of `part` over the sum of `whole`, over the clients whom the measure `people` counts.

    `adding` is the measure that counts those whose `part` is 1 or more, None where no measure does. Where
    the `whole` is the `part` of another sum, that is `within`: it is printed only where that one is.
    """

    people: str
    part: str
    whole: str
    unit: str
    adding: str | None = None
    within: str | None = None
    is_share: bool = False


class Table(NamedTuple):
    """What a sponsor's table is made of: the clients, one row each, their counts and how these are printed.

    `clients` has `cohort`, a flag a measure and the numbers that `sums` name.
    """

    clients: pd.DataFrame
    counts: pd.DataFrame
    parents: Mapping[str, str | None]
    states: pd.DataFrame
    sums: Mapping[str, Sum]

    def of(self, row: str, one: Sum) -> pd.DataFrame:
        """The clients whom a rate of a row is about."""
        mine = self.clients[self.clients[one.people]]
        return mine if row == ALL else mine[mine["cohort"] == row]


def printed_rates(table: Table, barred: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Which rates may be printed: a flag for each cohort and `ALL`, and each sum.

    `barred` holds (row, sum) that must not be printed for other reasons.
    """
    rows = list(map(str, table.states.index))
    sound = {
        name: [(row, name) not in barred and _is_sound(table, row, one) for row in rows]
        for name, one in table.sums.items()
    }
    shown = _without_rests(table, pd.DataFrame(sound, index=rows))
    while shown.any(axis=None):
        found = _gives_away(table, shown)
        if found is None:
            break
        shown = _without_one(table, shown, found)
    return shown


def known_lines(table: Table, shown: pd.DataFrame) -> list[Line]:
    """What the rates that are `shown` tell of counts and sums, and what is known of them without any."""
    lines: list[Line] = []
    for name, one in table.sums.items():
        for row in table.counts.index:
            lines += _spans(table.of(row, one), row, one)
        for row in shown.index[shown[name]]:
            lines += _told(table.of(row, one), row, one)
    return lines


def _is_sound(table: Table, row: str, one: Sum) -> bool:
    parent = table.parents[one.people]
    exact = all(table.states.loc[row, name] == EXACT for name in (one.people, parent) if name)
    return exact and _tells_of_many(table.of(row, one), one)


def _tells_of_many(clients: pd.DataFrame, one: Sum) -> bool:
    """Whether at least 5 clients add to the sum, and none of them makes up half of it."""
    many = int((clients[one.part] > 0).sum()) >= LEAST
    return many and not _is_alone(clients[one.part]) and not _is_alone(clients[one.whole])


def _is_alone(numbers: pd.Series) -> bool:
    """Whether one client makes up half of a sum or more.

    >>> _is_alone(pd.Series([3, 2, 2])), _is_alone(pd.Series([4, 2, 2]))
    (False, True)
    """
    return bool(numbers.sum() > 0 and numbers.max() * 2 >= numbers.sum())


def _without_rests(table: Table, shown: pd.DataFrame) -> pd.DataFrame:
    """The flags without rates that, taken from the total, would tell of few: the smallest cohort, or all."""
    shown = shown.copy()
    for name, one in table.sums.items():
        if one.within is not None:
            shown[name] &= shown[one.within]
        while shown.loc[ALL, name]:
            cohorts = [row for row in table.counts.index if len(table.of(row, one))]
            rest = [row for row in cohorts if not shown.loc[row, name]]
            left = table.clients[table.clients[one.people] & table.clients["cohort"].isin(rest)]
            if not rest or (len(rest) > 1 and _tells_of_many(left, one)):
                break
            printed = [row for row in cohorts if row not in rest]
            smallest = min(printed, key=lambda row: _adding(table, row, one), default=ALL)
            shown.loc[smallest, name] = False
    return shown


def _gives_away(table: Table, shown: pd.DataFrame) -> Quantity | None:
    """The first quantity that the rates shown would make too narrow."""
    lines = known_lines(table, shown)
    return next(narrow(table.counts, table.parents, table.states, lines), None)


def _without_one(table: Table, shown: pd.DataFrame, found: Quantity) -> pd.DataFrame:
    """The flags without the rate that hides the quantity best, or the first of those that hide it."""
    best, chosen = -1.0, None
    for row, name in _spared(table, shown):
        trial = shown.copy()
        trial.loc[row, name] = False
        trial = _without_rests(table, trial)
        lines = known_lines(table, trial)
        least, most = bounds(table.counts, table.parents, table.states, found, lines)
        if most - least > best:
            best, chosen = most - least, trial
        if best >= WIDTH:
            break
    # Without any rate the counts alone hide it: they were audited before.
    return shown & False if chosen is None else chosen


def _spared(table: Table, shown: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The printed rates: those of cohorts before those of all, the last sums first, small ones first."""
    for name in reversed(list(table.sums)):
        printed = [str(row) for row in table.counts.index if shown.loc[row, name]]
        for row in sorted(printed, key=lambda row: _adding(table, row, table.sums[name])):
            yield row, name
    yield from ((ALL, name) for name in reversed(list(table.sums)) if shown.loc[ALL, name])


def _adding(table: Table, row: str, one: Sum) -> int:
    return int((table.of(row, one)[one.part] > 0).sum())


def _spans(clients: pd.DataFrame, row: str, one: Sum) -> Iterator[Line]:
    """A cohort's sums, by the least and the most that one of its clients adds."""
    adding = clients[clients[one.part] > 0] if one.adding else clients
    for people, column, numbers in (
        (one.people, one.whole, clients[one.whole]),
        (one.adding or one.people, one.part, adding[one.part]),
    ):
        least = float(numbers.min()) if len(numbers) else 1.0
        yield Line({(row, people): least, (row, column): -1.0}, 0.0)
        if len(numbers):
            yield Line({(row, column): 1.0, (row, people): -float(numbers.max())}, 0.0)
    if one.is_share:
        yield Line({(row, one.part): 1.0, (row, one.whole): -1.0}, 0.0)


def _told(clients: pd.DataFrame, row: str, one: Sum) -> Iterator[Line]:
    """What a printed rate says: its whole, its part within half a digit, and that at least 5 add to it."""
    whole = float(clients[one.whole].sum())
    rate, half = round(float(clients[one.part].sum()) / whole, DIGITS), 0.5 / 10**DIGITS
    yield from _between(row, one.whole, whole, whole)
    low, high = ((rate + sign * half) * whole for sign in (-1, 1))
    yield from _between(row, one.part, math.ceil(low - SLACK), math.floor(high + SLACK))
    if one.adding:
        yield Line({(row, one.adding): -1.0}, -float(LEAST))


def _between(row: str, name: str, least: float, most: float) -> Iterator[Line]:
    yield Line({(row, name): 1.0}, most)
    yield Line({(row, name): -1.0}, -least)
