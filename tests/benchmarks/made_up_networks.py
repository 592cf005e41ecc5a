"""Made-up networks of any size: a star around ego, and ties among people that cluster, from a seed.

People work in groups of about 30 and know most of their ties there; the others go to anybody, popular
people more often, so that the degrees have a long tail. Ego knows 500 of them, or a fifth of a small
network. Readiness is low for most ties and high for few; a third of the ties is mere connection.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

__all__ = ["made_up_network"]

GROUP = 30
EGO_KNOWS = 500


def made_up_network(people: int, *, ties_each: int = 10, seed: int = 1) -> nx.Graph:
    """A graph of `people` people with about `ties_each` ties each; node 0 is ego.

    The same arguments give the same network.
    """
    random = np.random.default_rng(seed)
    one = np.repeat(np.arange(1, people), max(ties_each // 2, 1))
    near = one // GROUP * GROUP + random.integers(0, GROUP, one.size)
    far = (people * random.random(one.size) ** 2).astype(np.int64)
    other = np.where(random.random(one.size) < 0.6, near, far).clip(1, people - 1)
    known = 1 + random.choice(people - 1, min(EGO_KNOWS, people // 5), replace=False)
    a = np.concatenate([np.zeros(known.size, dtype=np.int64), np.minimum(one, other)])
    b = np.concatenate([known, np.maximum(one, other)])
    readiness = (random.beta(1.2, 4, a.size) * 0.98 + 0.01).round(6)
    proof = random.random(a.size) < 2 / 3
    G = nx.Graph(ego=0)
    G.add_nodes_from((person, {"kind": "person", "name": f"Person {person}"}) for person in range(people))
    G.add_edges_from(
        (
            start,
            end,
            {"kind": "tie", "readiness": ready, "evidence": "stated" if sure else "connected", "proof": sure},
        )
        for start, end, ready, sure in zip(
            a.tolist(), b.tolist(), readiness.tolist(), proof.tolist(), strict=True
        )
        if start != end
    )
    return G
