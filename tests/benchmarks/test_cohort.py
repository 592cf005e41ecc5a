"""A caseload at scale: 200 clients of 1,000 contacts, every report written, on as many cores as there are.

Run with `make bench`; `NETGRAPH_BENCH_CLIENTS=6` tries it with fewer. What has to hold on 2 idle cores: under
5 minutes, memory flat over the clients (no more than for the first few of them, but for a little), and a run
on what has not changed in seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks.client_folders import write_caseload

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = int(os.environ.get("NETGRAPH_BENCH_CLIENTS", "200"))
FEW = 8
LIMIT = 300 if CLIENTS >= 200 else 300 * CLIENTS / 200 + 20
"""Seconds; where clients are few, starting takes the most of it."""

RUN = """
import json, resource, sys, time
import netgraph as ng
started = time.perf_counter()
found = ng.write_cohort_reports(sys.argv[1], sys.argv[2], as_of="2026-11-20")
workers = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "seconds": time.perf_counter() - started,
    "cpu": workers.ru_utime + workers.ru_stime,
    "gigabytes": workers.ru_maxrss / 1e6,
    "states": found["state"].value_counts().to_dict(),
}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clients' folders."""
    return write_caseload(tmp_path_factory.mktemp("scale") / "clients", clients=CLIENTS)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first of them alone."""
    return write_caseload(tmp_path_factory.mktemp("few") / "clients", clients=FEW)


def run(folder: Path) -> dict[str, Any]:
    out = folder.parent / "reports"
    done = subprocess.run(
        [sys.executable, "-c", RUN, folder, out], capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_caseload_takes_minutes_and_flat_memory(folder: Path, few: Path, benchmark: Any) -> None:
    told = benchmark.pedantic(lambda: run(folder), rounds=1, iterations=1)
    first = run(few)
    made = told["states"]["written"]
    print(
        f"\n{made} reports: {told['seconds']:.0f} s, {told['cpu'] / made:.2f} s of CPU a report, "
        f"{told['gigabytes']:.2f} GB the larger worker ({first['gigabytes']:.2f} GB after {FEW} clients)"
    )
    assert "not read" not in told["states"]
    assert told["gigabytes"] < first["gigabytes"] + 0.1
    assert told["seconds"] < LIMIT
    again = run(folder)
    print(f"again: {again['seconds']:.0f} s")
    assert "written" not in again["states"]
