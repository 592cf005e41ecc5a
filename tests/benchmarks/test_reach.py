"""Routes at scale, against NetworkX, scipy, rustworkx and igraph on the same networks in one run.

Run with `make bench`. Each figure is the best of several rounds, in seconds, with every engine's own graph
made beforehand; what making it costs stands beside. The others search without a limit on hops, which is
the nearest question they answer. With `NETGRAPH_SPEED_FIGURES=docs/speed.json` the figures are kept for
`make pictures`.
"""

from __future__ import annotations

import json
import math
import os
import time
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest

import netgraph as ng
from netgraph.lookup import resolve_target
from netgraph.reach import best_reach
from netgraph.route import Route
from netgraph.routes import routes_to
from netgraph.tie_arrays import TieArrays
from tests.benchmarks.made_up_networks import made_up_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE = (1_000, 10_000, 100_000)
TIES_EACH = (4, 8, 16, 32)
FEWEST_TIMES_FASTER = {1_000: 1, 10_000: 25, 100_000: 50}
FEWEST_WITH_THE_FRAME = {1_000: 0, 10_000: 20, 100_000: 50}
HAND_OVER = 0.7
TEN = 10


@pytest.fixture(scope="module")
def figures() -> Iterator[list[dict[str, Any]]]:
    """What was measured; kept in a file when the environment names one."""
    rows: list[dict[str, Any]] = []
    yield rows
    if kept := os.environ.get("NETGRAPH_SPEED_FIGURES"):
        Path(kept).write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")


def quickest(work: Callable[[], Any], *, rounds: int = 5) -> float:
    """Seconds of the quickest of several rounds."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return min(took)


def with_costs(G: nx.Graph) -> nx.Graph:
    """The network, with what Dijkstra adds up on each tie: a hand-over is counted for each."""
    for *_, tie in G.edges(data=True):
        tie["cost"] = -math.log(tie["readiness"] * HAND_OVER)
    return G


def engines(G: nx.Graph) -> dict[str, tuple[Callable[[], Any], float]]:
    """For each engine one search from ego to everybody, and the seconds that making its graph took."""
    import igraph
    import rustworkx
    from scipy.sparse.csgraph import dijkstra

    def made(make: Callable[[], Any]) -> tuple[Any, float]:
        return make(), quickest(make, rounds=2)

    def in_rust() -> Any:
        graph = rustworkx.PyGraph()
        graph.add_nodes_from(range(len(G)))
        graph.add_edges_from([(one, other, tie["cost"]) for one, other, tie in G.edges(data=True)])
        return graph

    def in_c() -> Any:
        costs = [tie["cost"] for *_, tie in G.edges(data=True)]
        return igraph.Graph(n=len(G), edges=list(G.edges), edge_attrs={"cost": costs})

    arrays, ours = made(lambda: TieArrays.of(G))
    matrix, of_scipy = made(lambda: nx.to_scipy_sparse_array(G, weight="cost", format="csr"))
    rust, of_rust = made(in_rust)
    c, of_c = made(in_c)
    return {
        "netgraph": (lambda: best_reach(arrays), ours),
        "scipy": (lambda: dijkstra(matrix, indices=0, return_predecessors=True), of_scipy),
        "rustworkx": (lambda: rustworkx.dijkstra_shortest_path_lengths(rust, 0, float), of_rust),
        "igraph": (lambda: c.distances(0, weights="cost"), of_c),
        "networkx": (lambda: nx.single_source_dijkstra_path_length(G, 0, weight="cost"), 0.0),
    }


def race(works: dict[str, Callable[[], Any]], *, rounds: int) -> dict[str, float]:
    """The quickest of several rounds for each, in turns, so that a busy moment hits them all."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            took[name].append(quickest(work, rounds=1))
    return {name: min(seconds) for name, seconds in took.items()}


@pytest.mark.parametrize("people", PEOPLE)
def test_everybody_within_three_hops(people: int, figures: list[dict[str, Any]]) -> None:
    G = with_costs(made_up_network(people))
    entered = engines(G)
    rounds = 8 if people > 10_000 else 40
    took = race({name: work for name, (work, _) in entered.items()}, rounds=rounds)
    arrays = TieArrays.of(G)
    routes = {
        "frame": lambda: ng.reachable(G, arrays=arrays),
        "networkx": lambda: nx.single_source_dijkstra(G, 0, weight="cost"),
    }
    tables = race(routes, rounds=rounds)
    frame, times_faster = tables["frame"], tables["networkx"] / tables["frame"]
    reached = int(np.count_nonzero(best_reach(arrays).readiness))
    print(f"\n{people:,} people, {G.number_of_edges():,} ties, {reached:,} of them within three hops")
    for name, seconds in took.items():
        times, making = took["networkx"] / seconds, entered[name][1]
        print(f"  {name:10} {seconds:.5f} s ({times:6.1f} x NetworkX), graph made in {making:.2f} s")
        figures.append(
            {"what": "reach", "engine": name, "people": people, "seconds": seconds, "making": making}
        )
    print(
        f"  reachable with its frame: {frame:.4f} s ({times_faster:.1f} x NetworkX with routes), arrays given"
    )
    figures.append(
        {"what": "frame", "engine": "netgraph", "people": people, "seconds": frame, "rows": reached}
    )
    assert took["networkx"] / took["netgraph"] >= FEWEST_TIMES_FASTER[people]
    assert times_faster >= FEWEST_WITH_THE_FRAME[people]
    if people > 1_000:
        assert took["netgraph"] == min(took.values())


@pytest.mark.parametrize("people", PEOPLE[1:])
def test_ten_routes_to_one_person(people: int, figures: list[dict[str, Any]]) -> None:
    """To people beyond ego's own with ten routes or more; NetworkX finds ten loopless ones of any length."""
    G = with_costs(made_up_network(people))
    away = np.flatnonzero(best_reach(TieArrays.of(G)).hops >= 2)
    asked = np.random.default_rng(1).permutation(away).tolist()
    chosen = list(islice((one for one in asked if len(search(G, one)) == TEN), 5))
    took = {
        "netgraph": [quickest(lambda one=one: search(G, one), rounds=20) for one in chosen],
        "with the frame": [quickest(lambda one=one: ng.referral_paths(G, one, limit=TEN)) for one in chosen],
        "networkx": [quickest(lambda one=one: yen(G, one), rounds=1) for one in chosen],
    }
    seconds = {name: float(np.median(several)) for name, several in took.items()}
    print(f"\nten routes to one of {people:,} people")
    for name, median in seconds.items():
        print(f"  {name:15} {median:.5f} s ({seconds['networkx'] / median:6.1f} x NetworkX)")
        figures.append({"what": "ten routes", "engine": name, "people": people, "seconds": median})
    assert len(chosen) == 5
    assert seconds["networkx"] / seconds["with the frame"] >= 50


def search(G: nx.Graph, person: int) -> list[Route]:
    """The ten best routes to one person."""
    return nsmallest(TEN, routes_to(G, resolve_target(G, person)), key=Route.order)


def yen(G: nx.Graph, person: int) -> list[list[int]]:
    """The same with NetworkX."""
    return list(islice(nx.shortest_simple_paths(G, 0, person, weight="cost"), TEN))


@pytest.mark.parametrize("ties_each", TIES_EACH)
def test_cost_by_ties(ties_each: int, figures: list[dict[str, Any]]) -> None:
    G = made_up_network(30_000, ties_each=ties_each)
    arrays = TieArrays.of(G)
    seconds = quickest(lambda: best_reach(arrays), rounds=50)
    print(f"\n30,000 people, {G.number_of_edges():,} ties: {seconds:.5f} s")
    figures.append({"what": "ties", "engine": "netgraph", "ties": G.number_of_edges(), "seconds": seconds})


def test_cost_by_hops(figures: list[dict[str, Any]]) -> None:
    arrays = TieArrays.of(made_up_network(100_000))
    for hops in (1, 2, 3):
        seconds = quickest(lambda hops=hops: best_reach(arrays, max_hops=hops), rounds=50)
        reached = int(np.count_nonzero(best_reach(arrays, max_hops=hops).readiness))
        print(f"\nwithin {hops} hops of 100,000 people: {reached:,} reached in {seconds:.5f} s")
        figures.append(
            {"what": "hops", "engine": "netgraph", "hops": hops, "seconds": seconds, "reached": reached}
        )


def test_brokers_of_thirty_thousand_people(figures: list[dict[str, Any]]) -> None:
    G = made_up_network(30_000)
    seconds = quickest(lambda: ng.brokers(G), rounds=2)
    print(f"\nbrokers among 30,000 people: {seconds:.2f} s")
    figures.append({"what": "brokers", "engine": "netgraph", "people": 30_000, "seconds": seconds})
    assert seconds < 10
