"""The record of the network map: everybody's place and what is known of them, before anything is drawn.

Ego knows everybody and is left out; the lines are the ties among the others. A *bridge* is somebody with a
tie, seen or said by somebody, to people of another circle: guesses join nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.circle_names import named
from netgraph.communities import found_circles
from netgraph.figures.positions import NO_CIRCLE, Positions, map_positions
from netgraph.lookup import edges_of, ego_of, has_contact, is_tie, moment, number, text
from netgraph.provenance import rests_on
from netgraph.strength import DORMANT_QUIET, band

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    from numpy.typing import NDArray

__all__ = ["CONTACT", "Ground", "MapRecord", "headline", "map_ground", "map_record", "unplaced_record"]

CONTACT: Final = (
    "long quiet",
    "cooling",
    "in touch",
    "rhythm not known",
    "no contact in this data",
    "known through others",
)
"""How it stands between ego and somebody, in the order of the legend."""

QUIET: Final = 2.0
DORMANT_DAYS: Final = 730


class MapRecord(NamedTuple):
    """What the map draws.

    `people` (one row each, indexed 0, 1, ...): person_id, name, organization, position, circle (a number,
    -1 = none), circle_name (None), x, y, own (tied to ego), evidence and proof of that tie, strength, band,
    last_contact, silent_days, quiet, contact (one of `CONTACT`), knows (ties among the others), bridges
    (names of the other circles they lead to). `ties`: a, b (rows of people), evidence, proof. `discs`:
    circle, name, rests_on, x, y, radius, people. `ego` is the place kept for the owner.
    """

    people: pd.DataFrame
    ties: pd.DataFrame
    discs: pd.DataFrame
    ego: tuple[float, float]
    ego_id: str
    rests_on: str


class Ground(NamedTuple):
    """What the map stands on: the circles by netgraph's own names (`netgraph.communities`), and the places.

    It takes longest, and is the same for two graphs that differ in ego's ties alone.
    """

    circles: pd.DataFrame
    places: Positions


def map_ground(G: nx.Graph, *, seed: int = 0) -> Ground:
    """The ground of a graph, the same every time. Raises `GraphError` when the graph has no ego."""
    circles = found_circles(G, seed=seed)
    return Ground(circles, map_positions(G, circles, seed=seed))


def map_record(G: nx.Graph, *, ground: Ground | None = None) -> MapRecord:
    """The record of a graph, the same every time. Raises `GraphError` when the graph has no ego.

    `ground` is that of `G`, or of a graph that differs from it in ego's ties alone; None: it is laid here.
    """
    found, (places, discs, ego) = map_ground(G) if ground is None else ground
    circles = named(G, found)
    record = unplaced_record(G, circles)
    firsts = circles.drop_duplicates("circle")
    return record._replace(
        people=record.people.assign(x=places["x"], y=places["y"]),
        discs=discs.assign(name=firsts["circle"].to_list(), rests_on=firsts["rests_on"].to_list()),
        ego=ego,
    )


def unplaced_record(G: nx.Graph, circles: pd.DataFrame) -> MapRecord:
    """The same without places, which take longest: x and y are nan, there are no discs.

    `circles` are those of `netgraph.circles`. Raises `GraphError` when the graph has no
    ego.
    """
    ego = ego_of(G)
    nodes = [
        node for node, seen in G.nodes(data=True) if seen.get("kind", "person") == "person" and node != ego
    ]
    number_of = {name: place for place, name in enumerate(circles["circle"].unique())}
    circle_of = dict(zip(circles["person_id"].to_list(), circles["circle"].to_list(), strict=True))
    named = [circle_of.get(str(node)) for node in nodes]  # ids as text
    people = pd.DataFrame(
        {
            "person_id": [str(node) for node in nodes],
            "circle": np.array([number_of.get(one, NO_CIRCLE) for one in named], dtype=np.intp),
            "x": np.nan,
            "y": np.nan,
        }
    )
    people = pd.concat([people, _known(G, nodes)], axis=1)
    # As objects: None is "no circle", where a text column would make it nan.
    people["circle_name"] = pd.Series(named, dtype=object)
    ties = _ties(G, nodes)
    ends = np.concatenate([ties["a"], ties["b"]]).astype(np.intp)
    people["knows"] = np.bincount(ends, minlength=len(people))
    people["bridges"] = _bridges(people, ties)
    return MapRecord(people, ties, pd.DataFrame(), (np.nan, np.nan), str(ego), rests_on(G))


def headline(record: MapRecord) -> str:
    """The map in words: "Your 214 people fall into 7 circles; 9 bridges between them"."""
    people, discs = record.people, record.discs
    own = int(people["own"].sum())
    if people.empty:
        return "There is nobody to draw yet"
    behind = len(people) - own
    yours = "Your one person" if own == 1 else f"Your {own:,} people"
    who = (
        f"{yours} and {behind:,} behind them fall" if behind else f"{yours} {'falls' if own == 1 else 'fall'}"
    )
    if discs.empty:
        return f"{who} into no circle yet"
    parts = "circle" if (discs["rests_on"] == "ties").any() else "part"
    of_life = "" if parts == "circle" else " of your life"
    many = f"{len(discs)} {parts}{'' if len(discs) == 1 else 's'}{of_life}"
    bridges = int(people["bridges"].map(bool).sum())
    if len(discs) == 1:
        return f"{who} into {many}"
    joined = f"{f'{bridges:,}' if bridges else 'no'} bridge{'' if bridges == 1 else 's'} between them"
    return f"{who} into {many}; {joined}{'' if bridges else ' in this data'}"


def _known(G: nx.Graph, nodes: list[Hashable]) -> pd.DataFrame:
    """What is known of everybody, and of ego's tie with them."""
    own = edges_of(G, ego_of(G))
    people, ties = [G.nodes[node] for node in nodes], [own.get(node) for node in nodes]
    seen = [tie or {} for tie in ties]
    strength = _numbers(seen, "strength")
    columns = {
        "name": [str(person["name"]) for person in people],
        "organization": [text(person.get("organization")) for person in people],
        "position": [text(person.get("position")) for person in people],
        "own": np.array([tie is not None for tie in ties], dtype=bool),
        "evidence": [text(tie.get("evidence")) for tie in seen],
        "proof": np.array([bool(tie.get("proof", False)) for tie in seen], dtype=bool),
        "strength": strength,
        "band": [band(value) for value in strength.tolist()],
        "last_contact": [moment(tie.get("last_contact")) for tie in seen],
        "silent_days": _numbers(seen, "silent_days"),
        "quiet": _numbers(seen, "quiet"),
        "contact": [_contact(tie) for tie in ties],
    }
    # As objects: a text column would turn None into nan.
    return pd.DataFrame(
        {
            name: pd.Series(column, dtype=object) if isinstance(column, list) else column
            for name, column in columns.items()
        }
    )


def _numbers(ties: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    """One attribute of all ties, nan where it is missing."""
    found = pd.Series([tie.get(name) for tie in ties], dtype=object)
    return pd.to_numeric(found).to_numpy(dtype=np.float64, na_value=np.nan)


def _contact(tie: dict[str, Any] | None) -> str:
    if tie is None:
        return "known through others"
    if not has_contact(tie):
        return "no contact in this data"
    quiet, silent = number(tie.get("quiet")), number(tie.get("silent_days"))
    if math.isnan(quiet):
        return "rhythm not known"
    if quiet >= DORMANT_QUIET or (quiet >= QUIET and silent >= DORMANT_DAYS):
        return "long quiet"
    return "cooling" if quiet >= QUIET else "in touch"


def _ties(G: nx.Graph, nodes: list[Hashable]) -> pd.DataFrame:
    row = {node: place for place, node in enumerate(nodes)}
    found = [
        (place, row[other], str(tie.get("evidence")), bool(tie.get("proof", False)))
        for one, place in row.items()
        for other, tie in edges_of(G, one).items()
        if row.get(other, -1) > place and is_tie(tie)
    ]
    frame = pd.DataFrame(found, columns=["a", "b", "evidence", "proof"])
    return frame.astype({"a": "int64", "b": "int64", "proof": "bool"})


def _bridges(people: pd.DataFrame, ties: pd.DataFrame) -> pd.Series:
    """The names of the other circles that each person's proven ties lead to."""
    sure = ties[ties["proof"]]
    both = pd.DataFrame(
        {
            "one": np.concatenate([sure["a"], sure["b"]]).astype(np.intp),
            "other": np.concatenate([sure["b"], sure["a"]]).astype(np.intp),
        }
    )
    circle = people["circle"].to_numpy()
    here, there = circle[both["one"]], circle[both["other"]]
    both = both.assign(there=there)[(here != there) & (here != NO_CIRCLE) & (there != NO_CIRCLE)]
    names = people.drop_duplicates("circle").set_index("circle")["circle_name"]
    found = both.drop_duplicates(["one", "there"]).sort_values(["one", "there"])
    led = found.assign(name=found["there"].map(names)).groupby("one")["name"].agg(tuple).to_dict()
    return pd.Series([led.get(row, ()) for row in range(len(people))], index=people.index, dtype=object)
