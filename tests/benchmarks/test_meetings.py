"""Whom to meet among 30,000 people, beside NetworkX's resource allocation for the same pairs.

Run with `make bench`. NetworkX's index is the nearest measure it has (Zhou, Lue and Zhang 2009): it knows
neither readiness, nor colleagues, nor rest, and writes no table, so its time is a yardstick and no rival.
Seconds of the processor, since other work may share it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import networkx as nx

import netgraph as ng
from tests.benchmarks.exports_at_scale import write_export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONNECTIONS, MESSAGES = 30_000, 300_000


def quickest(work: Callable[[], Any], *, rounds: int = 5) -> float:
    """Processor seconds of the quickest of several rounds."""
    took = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return min(took)


def test_whom_to_meet_among_thirty_thousand_people(tmp_path: Path) -> None:
    write_export(tmp_path / "export.zip", connections=CONNECTIONS, messages=MESSAGES)
    G = ng.build_graph(ng.read_linkedin(tmp_path / "export.zip"))
    ego = G.graph["ego"]
    pairs = [(ego, one) for one, kind in G.nodes(data="kind") if kind == "person" and one != ego]
    ours = quickest(lambda: ng.who_to_meet(G))
    theirs = quickest(lambda: list(nx.resource_allocation_index(G, pairs)))
    print(f"\nwho_to_meet among {len(pairs):,} people: {ours:.3f} s; NetworkX's bare index: {theirs:.3f} s")
    assert len(ng.who_to_meet(G)) == 20
    assert ours < 0.5
