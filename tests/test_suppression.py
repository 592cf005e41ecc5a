"""Suppression, attacked: every table of whole numbers that agrees with what is printed is tried."""

from __future__ import annotations

from itertools import product

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.cohort.suppression import (
    ABOUT,
    ALL,
    EXACT,
    HIDDEN,
    HIGH,
    LEAST,
    LOW,
    WIDTH,
    Quantity,
    bounds,
    fives,
    printable,
    quantities,
)

CHAIN = {"eligible": None, "taking part": "eligible"}
TREE = {"eligible": None, "taking part": "eligible", "log": "taking part", "targets": "taking part"}
CEILING = 15
"""What the attacker tries for each cohort at most: more than all clients of the small tables together."""


def counts_of(rows, parents) -> pd.DataFrame:
    return pd.DataFrame(list(rows.values()), index=list(rows), columns=list(parents))


def tables_that_agree(counts: pd.DataFrame, parents, states: pd.DataFrame):
    """Every table of whole numbers that agrees with all that is printed, by brute force."""
    total = counts.sum()
    rows = [possible_rows(counts.loc[row], parents, states.loc[row]) for row in counts.index]
    for table in product(*rows):
        sums = [sum(column) for column in zip(*table, strict=True)]
        if agrees(sums, total, states.loc[ALL]):
            yield {
                (row, measure): value
                for row, values in zip(counts.index, table, strict=True)
                for measure, value in zip(parents, values, strict=True)
            }


def possible_rows(true: pd.Series, parents, states: pd.Series) -> list[tuple[int, ...]]:
    measures = list(parents)
    places = [None if parent is None else measures.index(parent) for parent in parents.values()]
    ranges = [[int(true[one])] if states[one] == EXACT else range(CEILING + 1) for one in measures]
    return [
        one
        for one in product(*ranges)
        if all(place is None or one[at] <= one[place] for at, place in enumerate(places))
        and agrees(one, true, states)
    ]


def agrees(values, true: pd.Series, states: pd.Series) -> bool:
    """Whether the counts are printed in the same way as the true ones."""
    said = {
        EXACT: lambda value, own: value == own,
        LOW: lambda value, own: value < LEAST,
        HIGH: lambda value, own: values[0] - value < LEAST,
        ABOUT: lambda value, own: abs(value - fives(own)) <= LEAST // 2,
        HIDDEN: lambda value, own: True,
    }
    return all(said[state](value, own) for value, own, state in zip(values, true, states, strict=True))


def taken(counts, parents, states) -> list[set[int]]:
    """For each quantity that must stay hidden all the values it takes in the tables that agree."""
    wanted = list(quantities(counts, parents, states))
    found: list[set[int]] = [set() for _ in wanted]
    for table in tables_that_agree(counts, parents, states):
        for values, one in zip(found, wanted, strict=True):
            values.add(sum(times * table[cell] for cell, times in one.terms.items()))
    return found


def with_part(whole: int):
    return st.tuples(st.just(whole), st.integers(0, whole))


@settings(max_examples=12)
@given(st.lists(st.integers(0, 7).flatmap(with_part), min_size=1, max_size=2))
def test_no_attack_narrows_what_is_hidden(rows):
    counts = counts_of({f"c{n}": row for n, row in enumerate(rows)}, CHAIN)
    for values in taken(counts, CHAIN, printable(counts, CHAIN)):
        assert max(values) - min(values) >= WIDTH


@settings(max_examples=12)
@given(
    st.lists(
        st.integers(0, 40)
        .flatmap(with_part)
        .flatmap(lambda one: st.tuples(*map(st.just, one), st.integers(0, one[1]), st.integers(0, one[1]))),
        min_size=1,
        max_size=4,
    )
)
def test_nothing_small_is_printed_as_it_is(rows):
    counts = counts_of({f"c{n}": row for n, row in enumerate(rows)}, TREE)
    states = printable(counts, TREE)
    whole = pd.concat([counts, counts.sum().to_frame(ALL).T])
    for measure in TREE:
        exact = whole[states[measure] == EXACT]
        assert (exact[measure] >= LEAST).all()
        assert measure == "eligible" or (exact["eligible"] - exact[measure] >= LEAST).all()
        assert (states.loc[exact.index, "eligible"] == EXACT).all()
    for one in quantities(counts, TREE, states):
        least, most = bounds(counts, TREE, states, one)
        assert least <= one.value(counts) <= most
        assert most - least >= WIDTH


def test_a_single_small_cohort_takes_the_next_smallest_with_it():
    counts = counts_of({"A": (30, 20), "B": (20, 12), "C": (12, 3)}, CHAIN)
    states = printable(counts, CHAIN)
    # C's 3 would be 35 - 20 - 12: B is hidden too, A and the total stay.
    assert states["taking part"].to_dict() == {"A": EXACT, "B": HIDDEN, "C": LOW, ALL: EXACT}
    assert (states["eligible"] == EXACT).all()


def test_high_counts_are_said_without_telling_who_is_left():
    counts = counts_of({"A": (23, 21, 17, 16), "B": (20, 18, 14, 10)}, TREE)
    states = printable(counts, TREE)
    assert (states["taking part"] != EXACT).all()
    assert states.loc["A", "taking part"] == HIGH
    assert states.loc[ALL, "log"] == EXACT


def test_a_part_and_its_whole_do_not_give_away_the_rest():
    # 14 take part and 12 keep a log: 2 do not, though both counts are large.
    counts = counts_of({"A": (30, 14, 12, 8)}, TREE)
    states = printable(counts, TREE)
    assert states.loc["A"].to_dict() == {
        "eligible": EXACT,
        "taking part": EXACT,
        "log": ABOUT,
        "targets": EXACT,
    }


def test_the_bounds_are_those_of_all_tables_that_agree():
    counts = counts_of({"A": (12, 6), "B": (9, 3)}, CHAIN)
    states = pd.DataFrame(EXACT, index=["A", "B", ALL], columns=list(CHAIN))
    states.loc[["A", "B"], "taking part"] = HIDDEN
    # 9 take part in all: at most 9 of A's 12 and of B's 9, at least none.
    for row in ("A", "B"):
        one = Quantity(row, "taking part", {(row, "taking part"): 1})
        assert bounds(counts, CHAIN, states, one) == (0, 9)
    assert {frozenset(values) for values in taken(counts, CHAIN, states)[:2]} == {frozenset(range(10))}


def test_without_complementary_suppression_the_attack_succeeds():
    counts = counts_of({"A": (12, 6), "B": (9, 3)}, CHAIN)
    naive = pd.DataFrame(EXACT, index=["A", "B", ALL], columns=list(CHAIN))
    naive.loc["B", "taking part"] = LOW
    assert {3} in taken(counts, CHAIN, naive)
    assert bounds(counts, CHAIN, naive, Quantity("B", "taking part", {("B", "taking part"): 1})) == (3, 3)


def test_what_is_held_for_other_reasons_is_hidden_as_well():
    counts = counts_of({"A": (30, 20), "B": (30, 15), "C": (30, 10)}, CHAIN)
    assert (printable(counts, CHAIN) == EXACT).all(axis=None)
    states = printable(counts, CHAIN, held={("A", "taking part"): HIDDEN})
    assert states["taking part"].to_dict() == {"A": HIDDEN, "B": EXACT, "C": ABOUT, ALL: EXACT}
    states = printable(counts, CHAIN, held={("A", "taking part"): ABOUT, (ALL, "taking part"): ABOUT})
    assert states["taking part"].to_dict() == {"A": ABOUT, "B": EXACT, "C": EXACT, ALL: ABOUT}


def test_one_cohort_alone():
    assert (printable(counts_of({"A": (30, 20)}, CHAIN), CHAIN) == EXACT).all(axis=None)
    small = printable(counts_of({"A": (3, 1)}, CHAIN), CHAIN)
    assert small.loc["A"].to_dict() == {"eligible": LOW, "taking part": HIDDEN}
