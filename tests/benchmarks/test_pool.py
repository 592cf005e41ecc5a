"""Pools of 10 to 5,000 members (up to 25 million rows): seconds, memory, and how they grow.

Run with `make bench`; `NETGRAPH_POOL_FIGURES=docs/pool.json` keeps the figures for `make pictures`. Each
answer comes from a process of its own (`pool_work`), the quicker of two, so that the first makes the shelves
that the second finds. Only a machine that does nothing else gives seconds that mean something: `cpu` is what
the work took of all cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.benchmarks.pools_made import made_pool

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SIZES = (10, 100, 1_000, 5_000)
MOST_MEGABYTES = 8 * 1024


class Pools:
    """The pools by size, each made when it is first asked for, and what was measured."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures: list[dict[str, Any]] = []

    def took(self, members: int, what: str, *, rounds: int = 2) -> dict[str, Any]:
        """The quickest of several processes that do this work."""
        path = self.folder / str(members)
        if not path.exists():
            made_pool(path, members)
        work = [sys.executable, "-m", "tests.benchmarks.pool_work", str(path), what]
        runs = [
            json.loads(subprocess.run(work, cwd=ROOT, check=True, capture_output=True).stdout)
            for _ in range(rounds)
        ]
        took = min(runs, key=lambda run: float(run["seconds"]))
        rows = sum(
            member["rows"] for member in json.loads((path / "pool.json").read_text())["members"].values()
        )
        self.figures.append({"what": what, "members": members, "shared": rows, **took})
        print(f"\n{members:,} members, {rows:,} rows shared: {what} {took}")
        return took

    def slope(self, what: str) -> float:
        """The exponent in cost ~ members ^ slope, fitted to the CPU seconds of all sizes from 100 on."""
        found = [row for row in self.figures if row["what"] == what and row["members"] >= 100]
        logs = np.log([[row["members"], row["cpu"]] for row in found])
        return float(np.polyfit(logs[:, 0], logs[:, 1], 1)[0])


@pytest.fixture(scope="module")
def pools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pools]:
    made = Pools(tmp_path_factory.mktemp("pools"))
    yield made
    if kept := os.environ.get("NETGRAPH_POOL_FIGURES"):
        lines = ",\n".join(json.dumps(row) for row in made.figures)
        Path(kept).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


@pytest.mark.parametrize("what", ["one", "reach"])
def test_one_members_answer_for_twenty_targets(pools: Pools, what: str) -> None:
    took = {members: pools.took(members, what) for members in SIZES}
    assert took[1_000]["seconds"] < 2
    assert max(run["megabytes"] for run in took.values()) < MOST_MEGABYTES
    assert pools.slope(what) < 1.1


def test_the_whole_cohort_and_twenty_targets(pools: Pools) -> None:
    """Ten best routes of each of 1,000 members to each of 20 targets."""
    took = {members: pools.took(members, "cohort", rounds=1) for members in SIZES[:3]}
    assert took[1_000]["seconds"] < 600
    assert took[1_000]["megabytes"] < MOST_MEGABYTES
