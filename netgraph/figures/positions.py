"""Positions: where the network map draws everybody, in two levels, still and the same every time.

Each circle is a disc whose area grows with its people. A spring layout (Fruchterman and Reingold 1991)
brings discs near each other that ties join, and what overlaps is pushed apart. Within a disc people stand
on the points of a sunflower, so that no two touch: where ties are known by a spring layout of their own,
else those of one organization side by side. People of no circle stand in a strip below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.lookup import ego_of, number, organization_of, ties_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]
    Numbers = NDArray[np.float64]

__all__ = ["NEIGHBOURS", "NO_CIRCLE", "Positions", "map_positions"]

NO_CIRCLE: Final = -1
EGO_RADIUS: Final = 1.6
NEIGHBOURS: Final = 1.7
"""How far two neighbours in a disc are apart, about."""

MARGIN: Final = 1.5

GAP: Final = 1.2
WIDER: Final = 1.5
"""How much wider than high the map is meant to be."""

STRIP_STEP: Final = 1.9
FAR: Final = 1e9
MOST_IN_A_SPRING: Final = 700
TURNS: Final = 60
GOLDEN_ANGLE: Final = np.pi * (3 - np.sqrt(5))


class Positions(NamedTuple):
    """`people`: person_id, circle (its number, -1 = none), x, y; `discs`: circle, x, y, radius, people.

    `ego` is the place that is kept free for the owner, who is drawn only as the start of a route.
    """

    people: pd.DataFrame
    discs: pd.DataFrame
    ego: tuple[float, float]


def map_positions(G: nx.Graph, circles: pd.DataFrame, *, seed: int = 0) -> Positions:
    """Places for everybody but ego; `circles` are those of `netgraph.circles` (numbered in their order).

    The same graph, circles and seed give the same places. No two discs overlap. Raises `GraphError` when
    the graph has no ego.
    """
    ego = ego_of(G)
    numbers = {name: number for number, name in enumerate(circles["circle"].unique())}
    of = dict(zip(circles["person_id"].to_list(), circles["circle"].map(numbers).to_list(), strict=True))
    people = [
        one for one, seen in G.nodes(data=True) if seen.get("kind", "person") == "person" and one != ego
    ]
    circle = np.array([of.get(str(one), NO_CIRCLE) for one in people], dtype=np.intp)  # ids as text
    a, b, weight = _ties(G, people)
    sizes = np.bincount(circle[circle >= 0], minlength=len(numbers))
    radii = np.sqrt(sizes) + MARGIN
    centres = _disc_centres(_between(circle, a, b, weight, len(numbers)), radii, seed)
    spots = np.zeros((len(people), 2))
    for disc in range(len(numbers)):
        rows = np.flatnonzero(circle == disc)
        spots[rows] = centres[disc] + _inside(G, people, rows, (a, b, weight), seed)
    loose = np.flatnonzero(circle == NO_CIRCLE)
    spots[loose] = _strip(len(loose), centres[:-1], radii)
    frame = {"person_id": list(map(str, people)), "circle": circle, "x": spots[:, 0], "y": spots[:, 1]}
    discs = {"circle": range(len(numbers)), "x": centres[:-1, 0], "y": centres[:-1, 1], "radius": radii}
    x, y = centres[-1]
    return Positions(pd.DataFrame(frame), pd.DataFrame(discs | {"people": sizes}), (float(x), float(y)))


def _ties(G: nx.Graph, people: list[Hashable]) -> tuple[Rows, Rows, Numbers]:
    """The ties among the others: the rows of their ends, and how ready they are."""
    row = {one: place for place, one in enumerate(people)}
    found = [
        (place, row[other], number(tie.get("readiness")))
        for place, one in enumerate(people)
        for other, tie in ties_of(G, one)
        if other in row and row[other] > place
    ]
    a, b, weight = zip(*found, strict=True) if found else ((), (), ())
    ready = np.nan_to_num(np.array(weight, dtype=np.float64), nan=0.01)
    return np.array(a, dtype=np.intp), np.array(b, dtype=np.intp), ready


def _between(circle: Rows, a: Rows, b: Rows, weight: Numbers, count: int) -> Numbers:
    """How strongly each pair of circles is joined, as a square matrix with ego in the last row."""
    joined = np.zeros((count + 1, count + 1))
    apart = (circle[a] != circle[b]) & (circle[a] >= 0) & (circle[b] >= 0)
    np.add.at(joined, (circle[a[apart]], circle[b[apart]]), weight[apart])
    joined += joined.T
    strongest = max(float(joined.max()), 1e-9)
    return np.divide(joined, strongest)


def _disc_centres(joined: Numbers, radii: Numbers, seed: int) -> Numbers:
    """Centres of the discs, which do not overlap, and in the last row ego's own small place."""
    radius = np.append(radii, EGO_RADIUS)
    if radius.size == 1:
        return np.zeros((1, 2))
    spread = _spring(joined, seed)
    spread[-1] = 0
    centres = spread / max(np.abs(spread).max(), 1e-9) * np.sqrt((radius**2).sum()) * np.array([WIDER, 1.0])
    for turn in range(400):
        delta = centres[:, None, :] - centres[None, :, :]
        apart = np.sqrt((delta**2).sum(axis=2))
        np.fill_diagonal(apart, FAR)
        short = radius[:, None] + radius[None, :] + GAP - apart
        if turn > 120 and short.max() <= 1e-9:
            break
        # The lighter disc gives way; two on one spot part in the order of their numbers.
        share = radius[None, :] ** 2 / (radius[:, None] ** 2 + radius[None, :] ** 2)
        push = np.where(short > 0, short * share / np.maximum(apart, 1e-6), 0.0)
        centres = centres + (delta * push[:, :, None]).sum(axis=1) * 0.7
        if turn <= 120:
            centres = centres * np.array([0.985, 0.96])
    return _apart(centres, radius)


def _apart(centres: Numbers, radius: Numbers) -> Numbers:
    """The same, with all spread out by what the worst overlap that is left still needs."""
    delta = centres[:, None, :] - centres[None, :, :]
    apart = np.sqrt((delta**2).sum(axis=2))
    np.fill_diagonal(apart, FAR)
    if apart.min() < 1e-6:
        centres = centres + np.stack([np.arange(radius.size) * 1e-3, np.zeros(radius.size)], axis=1)
        return _apart(centres, radius)
    return centres * max(1.0, float(((radius[:, None] + radius[None, :]) / apart).max()))


def _inside(
    G: nx.Graph, people: list[Hashable], rows: Rows, ties: tuple[Rows, Rows, Numbers], seed: int
) -> Numbers:
    """Places around the centre of a disc for the people in these rows."""
    step = np.arange(rows.size)
    points = np.sqrt(step + 0.5)[:, None] * np.stack(
        [np.cos(step * GOLDEN_ANGLE), np.sin(step * GOLDEN_ANGLE)], axis=1
    )
    place = np.full(len(people), -1, dtype=np.intp)
    place[rows] = step
    a, b, weight = ties
    within = (place[a] >= 0) & (place[b] >= 0)
    a, b, weight = place[a[within]], place[b[within]], weight[within]
    spots = np.zeros((rows.size, 2))
    if a.size >= rows.size and rows.size <= MOST_IN_A_SPRING:
        joined = np.zeros((rows.size, rows.size))
        joined[a, b] = joined[b, a] = np.sqrt(weight)
        _match(_spring(joined, seed), points, np.arange(rows.size), step, spots)
        return spots
    names = [(organization_of(G, people[row]) or "", str(G.nodes[people[row]]["name"])) for row in rows]
    order = np.array(sorted(step, key=lambda one: (names[one], one)), dtype=np.intp)
    _match(None, points, order, step, spots)
    return spots


def _spring(joined: Numbers, seed: int) -> Numbers:
    """A spring layout of a weighted matrix of ties, from a random start that the seed fixes."""
    size = max(len(joined), 1)
    random = np.random.default_rng(seed)
    spots = random.random((size, 2)) - 0.5
    ideal = 1 / np.sqrt(size)
    for heat in np.linspace(0.15, 0.002, TURNS):
        x, y = (spots[:, None, axis] - spots[None, :, axis] for axis in (0, 1))
        square = np.maximum(x * x + y * y, 1e-6)
        pull = ideal**2 / square - joined * np.sqrt(square) / ideal
        move = np.stack([(x * pull).sum(axis=1), (y * pull).sum(axis=1)], axis=1) - 0.5 * spots
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        spots += move / length[:, None] * np.minimum(length, heat)[:, None]
    return spots


def _match(wish: Numbers | None, points: Numbers, members: Rows, free: Rows, spots: Numbers) -> None:
    """Give each member a free point, in place: halves of the members get halves of the points.

    Members are halved by where they wish to stand, along the longer side of the points; without a wish,
    in their order.
    """
    if members.size <= 1:
        spots[members] = points[free]
        return
    if members.size == 2:
        # As below, without the calls: a map of thousands of people ends in as many pairs.
        (ax, ay), (bx, by) = points[free].tolist()
        axis = int(abs(ax - bx) < abs(ay - by))
        turned = bool((ax, ay)[axis] > (bx, by)[axis])
        if wish is not None:
            turned ^= bool(wish[members[0], axis] > wish[members[1], axis])
        spots[members] = points[free[::-1] if turned else free]
        return
    axis = int(np.argmax(np.ptp(points[free], axis=0)))
    free = free[np.argsort(points[free, axis], kind="stable")]
    if wish is not None:
        members = members[np.argsort(wish[members, axis], kind="stable")]
    half = members.size // 2
    _match(wish, points, members[:half], free[:half], spots)
    _match(wish, points, members[half:], free[half:], spots)


def _strip(count: int, centres: Numbers, radii: Numbers) -> Numbers:
    """Rows of places below all discs, as wide as they are."""
    if radii.size:
        left, right = (centres[:, 0] - radii).min(), (centres[:, 0] + radii).max()
        top = float((centres[:, 1] - radii).min()) - 2 * GAP
    else:
        side = np.sqrt(max(count, 1) * WIDER) * STRIP_STEP / 2
        left, right, top = -side, side, -EGO_RADIUS - GAP
    each = max(int((right - left) / STRIP_STEP), 1)
    place = np.arange(count)
    return np.stack([left + place % each * STRIP_STEP, top - place // each * STRIP_STEP], axis=1)
