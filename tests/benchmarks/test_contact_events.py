"""The contact chance against its baselines on real communication, its calibration, and its speed.

Run with `NETGRAPH_CONTACT_EVENTS=<folder of the sets> make bench`; without the folder only the speed is
measured. What is printed here is what `docs/tie_strength.md` shows.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from tests.benchmarks.contact_events import (
    OURS,
    SETS,
    VARIABLE,
    again,
    folder,
    means,
    new_contacts,
    read_events,
    reliability,
)

TO_BEAT = "active days, 90 d"
LEAST_GAIN = 0.003
WORST_GAP = 0.2
ALTERS, INTERACTIONS = 30_000, 1_000_000
SECONDS, ROUNDS = 3.0, 3


@pytest.fixture(scope="module")
def events() -> dict[str, pd.DataFrame]:
    """The events of each set."""
    path = folder()
    if path is None:
        pytest.skip(f"set {VARIABLE} to a folder with {', '.join(f'{name}.csv.gz' for name in SETS)}")
    return {name: read_events(path / f"{name}.csv.gz") for name in SETS}


@pytest.fixture(scope="module")
def scored(events: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Every earlier contact of every ego, with all scores and whether they were seen again."""
    return {name: again(table) for name, table in events.items()}


def held_out(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["ego"] % 2 == 1]


def side_by_side(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One table, a column for each set, the measures written as in science: .826/.72."""
    text = {
        name: table.apply(lambda row: "/".join(f"{value:.3f}".lstrip("0") for value in row), axis=1)
        for name, table in tables.items()
    }
    return pd.DataFrame(text)


def test_contact_chance_ranks_better_than_every_fixed_baseline(scored: dict[str, pd.DataFrame]) -> None:
    every = {name: means(frame) for name, frame in scored.items()}
    print("\n\nseen again within 30 days, all egos: ROC AUC / average precision\n", side_by_side(every))
    odd = {name: means(held_out(frame)) for name, frame in scored.items()}
    print("\nheld-out egos only\n", side_by_side(odd))
    gains = pd.DataFrame({name: table.loc[OURS] - table.loc[TO_BEAT] for name, table in every.items()})
    print(f"\ngain over {TO_BEAT}\n", gains.round(4))
    assert (gains >= 0).all(axis=None)
    assert gains.loc["auc"].mean() >= LEAST_GAIN
    best = pd.concat([table.drop(index=OURS)["auc"] for table in every.values()], axis=1).mean(axis=1).max()
    assert np.mean([table.loc[OURS, "auc"] for table in every.values()]) > best


def test_contact_chance_is_calibrated_on_held_out_egos(scored: dict[str, pd.DataFrame]) -> None:
    for name, frame in scored.items():
        odd = held_out(frame)
        chance, seen = odd[OURS], odd["seen"].astype("float64")
        brier, base = ((chance - seen) ** 2).mean(), seen.var(ddof=0)
        table = reliability(chance, odd["seen"])
        print(f"\n{name}, held-out egos: Brier score {brier:.3f}, base rate alone {base:.3f}")
        print(table.round(3).to_string())
        assert brier < 0.75 * base
        assert table.loc[table["n"] >= 100, "gap"].abs().max() < WORST_GAP


def test_who_to_meet_ranks_new_contacts_as_well_as_resource_allocation(
    events: dict[str, pd.DataFrame],
) -> None:
    tables = {name: new_contacts(table) for name, table in events.items()}
    print("\n\nnew contact within 30 days, at distance two: ROC AUC / hits@10\n", side_by_side(tables))
    for table in tables.values():
        assert (table.loc["strength-weighted"] >= table.loc["resource allocation"]).all()


@pytest.mark.parametrize("kind", ["int64", "str"])
def test_a_million_interactions_are_scored_in_three_seconds(kind: str) -> None:
    draw = np.random.default_rng(0)
    popularity = 1.0 / np.arange(1, ALTERS + 1) ** 0.8
    alter = np.concatenate(
        [
            np.arange(1, ALTERS + 1),
            draw.choice(ALTERS, INTERACTIONS - ALTERS, p=popularity / popularity.sum()) + 1,
        ]
    )
    sent = draw.random(INTERACTIONS) < 0.5
    table = pd.DataFrame(
        {
            "sender_id": np.where(sent, 0, alter),
            "recipient_id": np.where(sent, alter, 0),
            "at": pd.to_datetime(1.4e9 + draw.random(INTERACTIONS) * 3.5e8, unit="s", utc=True),
            "channel": "message",
            "group_size": 2,
        }
    ).astype({"sender_id": kind, "recipient_id": kind})
    wall, processor = [], []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        found = ng.contact_chance(table, ego=np.array([0]).astype(kind)[0], as_of="2026-11-01")
        wall.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
    print(f"\n{INTERACTIONS:,} interactions with {ALTERS:,} alters, ids {kind}, best of {ROUNDS}: ", end="")
    print(f"{min(wall):.2f} s, {min(processor):.2f} s of one processor")
    assert len(found) == ALTERS
    assert min(processor) < SECONDS
