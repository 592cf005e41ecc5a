"""Reading at scale: a million messages, 100,000 calendar events, a gigabyte of mail.

Each is read in a fresh process, so that its peak memory is its own. Run with `make bench`; the figures that
have to hold, on 2 idle cores: messages under 30 s and 1 GB, events under 30 s, mail under 0.5 GB.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path  # noqa: TC003 - fixtures are annotated with it
from typing import Any

import pytest

from tests.benchmarks.exports_at_scale import write_calendar, write_export, write_mailbox

READ = """
import resource, sys
import netgraph as ng
contacts = ng.read(sys.argv[1])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, len(contacts.interactions))
"""


@pytest.mark.parametrize("kind", ["messages", "events", "mail"])
def test_reading(kind: str, tmp_path: Path, benchmark: Any) -> None:
    if kind == "messages":
        path = write_export(tmp_path / "export.zip", connections=30_000, messages=1_000_000)
    elif kind == "events":
        path = write_calendar(tmp_path / "year.ics", events=100_000)
    else:
        path = write_mailbox(tmp_path / "all.mbox", messages=30_000, body_lines=470)
    size = path.stat().st_size / 1e6
    printed = benchmark.pedantic(lambda: _run(path), rounds=1, iterations=1)
    gigabytes, rows = (float(word) for word in printed.split())
    print(f"\n{kind}: {size:,.0f} MB give {rows:,.0f} rows, peak {gigabytes:.2f} GB")
    assert rows > 0


def _run(path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    return done.stdout
