"""Suppression: how counts of people may be printed, so that no small one can be computed back.

Counts stand in a tree for each cohort, and for all cohorts together: of the eligible some take part, of those
some keep a log, ... A count may be printed as it is when it and what it leaves of the eligible are at least
5; a smaller one is printed as "fewer than 5", one that leaves fewer than 5 as "all but fewer than 5". From
totals, from the other cohorts, from a whole and its part in two tables an attacker may still compute what is
small. So more counts are hidden (*complementary* suppression), until in all tables of whole numbers that
agree with everything printed the least and the most that each of these can be lie at least 4 apart:

* a count that is not printed as it is (one that is large may be rounded to fives);
* a part or the rest of a whole (the eligible, those who take part, ...) that is smaller than 5;
* the sum over the cohorts of a measure that are not printed as they are, when it is smaller than 5.

What else is printed and tells of the counts (rates, `netgraph.cohort.rates`) is known to the attacker too.

The bounds are found by linear programming (scipy's HiGHS), which never finds narrower ones than there are for
whole numbers but for the rounding inwards. Sources: Hundepool et al., Statistical Disclosure Control (2012),
ch. 4; Fischetti and Salazar (2001).
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "ABOUT",
    "ALL",
    "EXACT",
    "HIDDEN",
    "HIGH",
    "LEAST",
    "LOW",
    "WIDTH",
    "Line",
    "Quantity",
    "at",
    "bounds",
    "fives",
    "narrow",
    "printable",
    "quantities",
]

LEAST: Final = 5
"""The smallest count of people that is printed as it is."""
WIDTH: Final = LEAST - 1
"""How far apart the least and the most must lie: of "fewer than 5" all five values stay possible."""
ALL: Final = "all cohorts"
EXACT: Final = "exact"
LOW: Final = "fewer than 5"
HIGH: Final = "all but fewer than 5"
ABOUT: Final = "about"
"""To the nearest multiple of 5, for a count that differs a little from one printed earlier."""
HIDDEN: Final = "hidden"
SLACK: Final = 1e-6
UNBOUNDED: Final = 3
"""What linprog calls a problem without a bound."""


class Line(NamedTuple):
    """What else is known: the sum of some (row, name), so many times each, is at most `most`.

    A name is a measure, or any other number of a cohort that is 0 or more; of `ALL` it is the cohorts' sum.
    """

    terms: dict[tuple[str, str], float]
    most: float


class Quantity(NamedTuple):
    """Something that must not become known: a count, what it leaves of a whole, or a sum of hidden cohorts.

    `terms` are its counts (cohort, measure) and how often each is added; `row` and `measure` say whose it is.
    """

    row: str
    measure: str
    terms: dict[tuple[str, str], int]

    def value(self, counts: pd.DataFrame) -> int:
        """What it truly is."""
        return sum(times * int(at(counts, *cell)) for cell, times in self.terms.items())


def printable(
    counts: pd.DataFrame,
    parents: Mapping[str, str | None],
    *,
    held: Mapping[tuple[str, str], str] | None = None,
) -> pd.DataFrame:
    """How each count may be printed: EXACT, LOW, HIGH, ABOUT or HIDDEN.

    The frame has a row a cohort and one for `ALL`, and a column a measure.

    `counts` has a row a cohort. Of the measures (columns) the first counts the eligible, each other counts
    some of those that its parent counts and stands after it; the earlier it stands, the rather it is printed.
    `held` holds (row, measure) that must not be printed as they are for other reasons: ABOUT or HIDDEN.

    Of 9 + 3 clients the 3 would be the total less the 9: the 9 are hidden too.

    >>> printable(pd.DataFrame({"clients": [9, 3]}, index=["A", "B"]), {"clients": None})["clients"].to_dict()
    {'A': 'hidden', 'B': 'fewer than 5', 'all cohorts': 'exact'}
    """
    whole = _with_all(counts)
    states = _coded(whole, parents, held or {})
    while found := next(narrow(counts, parents, states), None):
        _hide_one_more(counts, parents, states, found)
    return states


def narrow(
    counts: pd.DataFrame,
    parents: Mapping[str, str | None],
    states: pd.DataFrame,
    lines: Sequence[Line] = (),
) -> Iterator[Quantity]:
    """The quantities that are not hidden well enough, when the `lines` are known besides."""
    attack = _Attack(counts, parents, states, lines)
    for quantity in quantities(counts, parents, states):
        least, most = attack.bounds(quantity)
        if most - least < WIDTH:
            yield quantity


def quantities(
    counts: pd.DataFrame, parents: Mapping[str, str | None], states: pd.DataFrame
) -> Iterator[Quantity]:
    """Everything that must stay hidden when the counts are printed as `states` say."""
    rows = list(counts.index)
    for measure, row in product(parents, [*rows, ALL]):
        cells = {(one, measure): 1 for one in (rows if row == ALL else [row])}
        if states.loc[row, measure] != EXACT:
            yield Quantity(row, measure, cells)
        parent = parents[measure]
        while parent is not None:
            rest = Quantity(
                row, measure, {(one, str(parent)): 1 for one, _ in cells} | dict.fromkeys(cells, -1)
            )
            if rest.value(counts) < LEAST:
                yield rest
            parent = parents[parent]
    root = next(iter(parents))
    for measure in parents:
        hidden = [row for row in rows if states.loc[row, measure] != EXACT]
        some = Quantity(ALL, measure, {(row, measure): 1 for row in hidden})
        others = Quantity(
            ALL, measure, {(row, root): 1 for row in hidden} | {(row, measure): -1 for row in hidden}
        )
        for one in (some, others) if measure != root else (some,):
            if hidden and one.value(counts) < LEAST:
                yield one


def bounds(
    counts: pd.DataFrame,
    parents: Mapping[str, str | None],
    states: pd.DataFrame,
    quantity: Quantity,
    lines: Sequence[Line] = (),
) -> tuple[float, float]:
    """The least and the most that a quantity can be for all that is printed; the most may be infinite."""
    return _Attack(counts, parents, states, lines).bounds(quantity)


def at(frame: pd.DataFrame, row: str, measure: str) -> Any:
    """One cell of a frame of counts or states."""
    return frame.loc[row, measure]


def fives(count: int) -> int:
    """The nearest multiple of 5.

    >>> [fives(n) for n in (12, 13, 17, 18)]
    [10, 15, 15, 20]
    """
    return LEAST * round(count / LEAST)


class _Attack:
    """What linear programming makes of everything printed."""

    def __init__(
        self,
        counts: pd.DataFrame,
        parents: Mapping[str, str | None],
        states: pd.DataFrame,
        lines: Sequence[Line],
    ) -> None:
        self.rows, root = list(counts.index), next(iter(parents))
        names = dict.fromkeys([*parents, *(name for line in lines for _, name in line.terms)])
        self.place = {cell: n for n, cell in enumerate(product(self.rows, names))}
        whole = _with_all(counts)
        equal: list[np.ndarray] = []
        below: list[np.ndarray] = []
        values: list[float] = []
        most: list[float] = []
        for row, (measure, parent) in product(whole.index, parents.items()):
            one, state = self._vector(row, measure), at(states, row, measure)
            if state == EXACT:
                equal.append(one)
                values.append(float(at(whole, row, measure)))
            elif state == ABOUT:
                near = fives(int(at(whole, row, measure)))
                below += [one, -one]
                most += [near + LEAST // 2, LEAST // 2 - near]
            elif state != HIDDEN:
                below.append(one if state == LOW else self._vector(row, root) - one)
                most.append(float(WIDTH))
            if parent is not None and row != ALL:
                below.append(one - self._vector(row, parent))
                most.append(0.0)
        for line in lines:
            vectors = [times * self._vector(*cell) for cell, times in line.terms.items()]
            below.append(np.sum(vectors, axis=0))
            most.append(line.most)
        self.problem = {
            "A_ub": np.array(below) if below else None,
            "b_ub": np.array(most) if most else None,
            "A_eq": np.array(equal) if equal else None,
            "b_eq": np.array(values) if values else None,
        }

    def bounds(self, quantity: Quantity) -> tuple[float, float]:
        goal = np.zeros(len(self.place))
        for cell, times in quantity.terms.items():
            goal[self.place[cell]] += times
        least, most = self._extreme(goal, 1), self._extreme(goal, -1)
        return math.ceil(least - SLACK), most if math.isinf(most) else math.floor(most + SLACK)

    def _extreme(self, goal: np.ndarray, sign: int) -> float:
        from scipy.optimize import linprog

        found = linprog(sign * goal, **self.problem, method="highs")
        return math.inf if found.status == UNBOUNDED else float(sign * found.fun)

    def _vector(self, row: str, measure: str) -> np.ndarray:
        one = np.zeros(len(self.place))
        one[[self.place[each, measure] for each in (self.rows if row == ALL else [row])]] = 1.0
        return one


def _with_all(counts: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([counts, counts.sum().to_frame(ALL).T])


def _coded(
    whole: pd.DataFrame, parents: Mapping[str, str | None], held: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Each count by its own size, and hidden where that of the eligible is not printed."""
    root = next(iter(parents))
    states = pd.DataFrame(EXACT, index=whole.index, columns=list(parents), dtype=object)
    for measure in parents:
        if measure != root:
            states.loc[whole[root] - whole[measure] < LEAST, measure] = HIGH
        states.loc[whole[measure] < LEAST, measure] = LOW
    for (row, measure), state in held.items():
        fits = _can_be_rounded(whole, root, row, measure)
        if state == HIDDEN or (states.loc[row, measure] == EXACT and not fits):
            states.loc[row, measure] = HIDDEN
        elif states.loc[row, measure] == EXACT:
            states.loc[row, measure] = ABOUT
    states.loc[states[root] != EXACT, [one for one in parents if one != root]] = HIDDEN
    return states


def _hide_one_more(
    counts: pd.DataFrame, parents: Mapping[str, str | None], states: pd.DataFrame, narrow: Quantity
) -> None:
    """Round or hide one more count, so that less is known of the narrow quantity.

    The first that hides it well enough, in the order in which counts can be spared: those of cohorts before
    those of all, the last measures first, small ones first, the eligible last. Where none alone does, the one
    that helps most, and where none helps one that the quantity is made of.
    """
    least, most = bounds(counts, parents, states, narrow)
    best, chosen = most - least, None
    steps = list(_steps(counts, parents, states))
    for row, measure, state in steps:
        trial = states.copy()
        _set(parents, trial, row, measure, state)
        low, high = bounds(counts, parents, trial, narrow)
        if high - low > best:
            best, chosen = high - low, (row, measure, state)
        if high - low >= WIDTH:
            break
    own = [step for row in (narrow.row, ALL) for step in steps if step[:2] == (row, narrow.measure)]
    _set(parents, states, *(chosen or [*own, *steps][0]))


def _steps(
    counts: pd.DataFrame, parents: Mapping[str, str | None], states: pd.DataFrame
) -> Iterator[tuple[str, str, str]]:
    """What can be told less of (row, measure) and how, in the order in which it can be spared."""
    root, *parts = parents
    cohorts = {one: counts[one].sort_values(kind="stable").index for one in parents}
    order = [(row, measure) for measure in reversed(parts) for row in cohorts[measure]]
    order += [(ALL, measure) for measure in reversed(parts)]
    order += [(row, root) for row in [*cohorts[root], ALL]]
    whole = _with_all(counts)
    for row, measure in order:
        if (
            states.loc[row, measure] == EXACT
            and measure != root
            and _can_be_rounded(whole, root, row, measure)
        ):
            yield str(row), measure, ABOUT
        if states.loc[row, measure] != HIDDEN:
            yield str(row), measure, HIDDEN


def _can_be_rounded(whole: pd.DataFrame, root: str, row: str, measure: str) -> bool:
    """Whether nobody takes the rounded count for a small one, or for all but a few."""
    count = int(at(whole, row, measure))
    return min(count, int(at(whole, row, root)) - count) > LEAST + LEAST // 2


def _set(parents: Mapping[str, str | None], states: pd.DataFrame, row: str, measure: str, state: str) -> None:
    root = next(iter(parents))
    states.loc[row, list(parents) if measure == root else [measure]] = state
