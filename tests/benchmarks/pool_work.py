"""Work on a pool in a process of its own: `python -m tests.benchmarks.pool_work FOLDER WHAT [ENGINE]`.

Prints one line of JSON: seconds and CPU seconds from the opened program to the answer, the process's largest
memory (of this machine's own processes, Java not counted) and how many rows came out. WHAT is

* `one`: one member asks for routes to 20 targets, as `netgraph pool routes` does;
* `reach`: the same member asks how many know somebody there;
* `cohort`: every member's ten best routes to each of the 20 targets, whoever agreed;
* `allowed`: the same, as far as each may see it before anybody agreed.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import pandas as pd

from netgraph.pool.answers import pool_reach, pool_routes
from netgraph.pool.folder import Pool
from netgraph.pool.session import pool_session

AT = pd.Timestamp("2026-11-22", tz="UTC")
TARGETS = [f"employer {rank}" for rank in (*range(5), *range(50, 60), *range(300, 305))]
"""Five of the largest employers, ten of the middle, five small ones."""
MEMBER = "m3"


def main(folder: str, what: str, engine: str = "duckdb") -> None:
    with_engine = {"engine": engine, "master": "local[2]" if engine == "spark" else None}
    started, cpu_before = time.perf_counter(), time.process_time()
    pool = Pool(folder)
    if what == "one":
        rows = len(pool_routes(pool, MEMBER, TARGETS, at=AT, **with_engine))
    elif what == "reach":
        rows = len(pool_reach(pool, MEMBER, TARGETS, at=AT, **with_engine))
    else:
        with pool_session(pool, at=AT, **with_engine) as session:
            everyone = what == "cohort"
            rows = len(session.best(askers=session.members, targets=TARGETS, everyone=everyone, limit=10))
    took = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu_before,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": rows,
    }
    print(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:])
