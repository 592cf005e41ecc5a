"""Lenses: what the colours and symbols of the network map mean, one meaning at a time.

A lens puts everybody into one group, says a word about each, and orders whose name is written first. Size
means how well you know somebody, under every lens. The order is one of next steps, never of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.errors import NoHistoryError
from netgraph.figures.map_record import CONTACT
from netgraph.figures.theme import BLUE, GREEN, GREY, OLIVE, PLUM, RUST, WARM
from netgraph.figures.words import EVIDENCE, listed
from netgraph.lookup import resolve_target
from netgraph.neglect import neglect
from netgraph.practice.bank import help_bank
from netgraph.provenance import span
from netgraph.routes import referral_paths
from netgraph.schema import PROOF
from netgraph.strength import BANDS
from netgraph.target_list import stored_targets

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from netgraph.figures.map_record import MapRecord

__all__ = ["FOREGROUND", "LENSES", "Group", "Lens", "map_lens"]

FOREGROUND: Final = 1.0
"""From this weight on a name is written at once; below it, when a part of the map is looked at closely."""

QUIET_FIRST: Final = 5.0
"""How much neglect outweighs strength where names are chosen."""

ROUTES: Final = 5
"""How many ways to each target count."""

COUNTED_TOO: Final = (
    "By silence alone: recruiters, people you never answered and replies you owe are counted too."
)
"""Whom `netgraph.neglected_ties` keeps apart."""


class Group(NamedTuple):
    """One entry of the legend: its words, and the mark that says the same without colour."""

    words: str
    colour: str
    symbol: str


class Lens(NamedTuple):
    """`group` (its number), `said` (a sentence) and `weight` (most is named first, see `FOREGROUND`), by row.

    `asks` is the question of the lens, `note` what else has to be said with its answer.
    """

    name: str
    asks: str
    groups: tuple[Group, ...]
    group: pd.Series
    said: pd.Series
    weight: pd.Series
    note: str = ""


def map_lens(G: nx.Graph, record: MapRecord, name: str) -> Lens:
    """The lens of that name, one of `LENSES`. Raises `ValueError` for another name."""
    if name not in LENSES:
        raise ValueError(f"a lens is one of {', '.join(LENSES)}; found {name!r}")
    return LENSES[name](G, record)


def _quiet(G: nx.Graph, record: MapRecord) -> Lens:
    """Who went quiet, in the rhythm of each tie; strong ties that went quiet are named first."""
    people = record.people
    group = people["contact"].map(CONTACT.index)
    silent = people["silent_days"].map(span, na_action="ignore")
    said = [
        contact if pd.isna(days) else f"{contact}, {days} since the last contact"
        for contact, days in zip(people["contact"], silent, strict=True)
    ]
    known = people.loc[people["quiet"].notna(), ["quiet", "strength"]]
    ties = zip(known["quiet"], known["strength"], strict=True)
    neglected = [neglect({"quiet": quiet, "strength": strength}) for quiet, strength in ties]
    gone = pd.Series(neglected, index=known.index, dtype="float64").reindex(people.index, fill_value=0.0)
    groups = (
        Group("long quiet", PLUM, "square"),
        Group("cooling", BLUE, "triangle-up"),
        Group("in touch", GREEN, "circle"),
        Group("rhythm not known", OLIVE, "cross"),
        Group("no contact in this data", GREY, "circle-open"),
        Group("known through others", GREY, "triangle-down-open"),
    )
    weight = _known_weight(people) + QUIET_FIRST * gone
    note = COUNTED_TOO if (gone > 0).any() else ""
    return Lens("quiet", "Who has gone quiet?", groups, group, _texts(said, people), weight, note)


def _bridges(G: nx.Graph, record: MapRecord) -> Lens:
    """Who joins circles."""
    people = record.people
    joins = people["bridges"].map(len)
    group = pd.Series(np.select([joins > 0, people["knows"] > 0], [0, 1], 2), index=people.index)
    said = [
        f"leads to {listed(names)}" if names else f"tied to {ties} of the others" if ties else "no ties known"
        for names, ties in zip(people["bridges"], people["knows"], strict=True)
    ]
    groups = (
        Group("bridge to another circle", PLUM, "diamond"),
        Group("ties within the circle, or guesses", BLUE, "circle"),
        Group("no ties to others in this data", GREY, "circle-open"),
    )
    weight = joins + 0.9 - 0.9 / (1 + people["knows"]) + people["strength"].fillna(0) / 100
    few = "Ties among your contacts are few in this data: ask people whom they know."
    note = "" if (people["knows"] > 0).mean() > 0.2 else few
    return Lens("bridges", "Who joins your circles?", groups, group, _texts(said, people), weight, note)


def _targets(G: nx.Graph, record: MapRecord) -> Lens:
    """Who is at a target, or is one, and who starts or carries one of the best routes there."""
    people = record.people
    wanted = stored_targets(G)
    at, meant = _standing_there(G, wanted)
    routes = referral_paths(G, wanted, limit=ROUTES)
    carries: dict[str, set[str]] = {}
    for path, target in zip(routes["path_ids"], routes["target_name"], strict=True):
        for person in map(str, path[1:-1]):
            carries.setdefault(person, set()).add(target)
    ids = people["person_id"]
    there = ids.isin(at) | ids.isin(meant)
    group = pd.Series(np.select([there, ids.isin(carries)], [0, 1], 2), index=people.index)
    said = [
        _on_the_way(at.get(one, []), carries.get(one, set()), one in meant)
        if one in at or one in meant or one in carries
        else "on none of the best routes"
        for one in ids
    ]
    groups = (
        Group("at a target of yours, or one themselves", RUST, "star"),
        Group("starts or carries one of the best routes", BLUE, "diamond"),
        Group("on none of the best routes", GREY, "circle-open"),
    )
    gaps = [target for target in wanted if target not in set(routes["target_name"])]
    note = f"The {ROUTES} best routes to each are looked at."
    note += f" No way in yet: {listed(gaps)}." if gaps else ""
    note = note if wanted else "You have named no targets yet."
    weight = 2.0 * there + ids.isin(carries) + people["strength"].fillna(0) / 100
    return Lens("targets", "Who leads to your targets?", groups, group, _texts(said, people), weight, note)


def _standing_there(G: nx.Graph, wanted: list[str]) -> tuple[dict[str, list[str]], set[str]]:
    """The targets at which each person is, and the people who are targets themselves."""
    at: dict[str, list[str]] = {}
    meant: set[str] = set()
    for target in wanted:
        found = resolve_target(G, target)
        people = [str(one) for one in found.people]
        if found.kind == "person":
            meant.update(people)
        else:
            for one in people:
                at.setdefault(one, []).append(target)
    return at, meant


def _on_the_way(at: list[str], carries: set[str], is_target: bool) -> str:
    further = sorted(carries.difference(at))
    parts = (
        "your target" if is_target else "",
        f"at {listed(sorted(at))}" if at else "",
        f"on one of the best routes to {listed(further)}" if further else "",
    )
    return "; ".join(filter(None, parts))


def _help(G: nx.Graph, record: MapRecord) -> Lens:
    """Between whom and ego help passed, and whom ego owes thanks."""
    people = record.people
    try:
        bank = help_bank(G).set_index("person_id")
        note = ""
    except NoHistoryError:
        bank, note = (
            pd.DataFrame(columns=["given", "received", "owed_by_ego"]),
            "A graph made by hand holds no help.",
        )
    rows = [_helped(bank.loc[one] if one in bank.index else None) for one in people["person_id"]]
    groups = (
        Group("thanks or a promise owed", WARM, "star"),
        Group("help both ways", PLUM, "diamond"),
        Group("they helped you", GREEN, "triangle-up"),
        Group("you helped them", BLUE, "triangle-down"),
        Group("no help noted", GREY, "circle-open"),
    )
    group = pd.Series([one for one, _ in rows], index=people.index, dtype="int64")
    weight = 4.0 - group + people["strength"].fillna(0) / 100
    said = [words for _, words in rows]
    return Lens("help", "Who helped whom?", groups, group, _texts(said, people), weight, note)


def _helped(row: pd.Series | None) -> tuple[int, str]:
    if row is None:
        return 4, "no help noted"
    if len(row["owed_by_ego"]):
        return 0, f"you owe: {row['owed_by_ego'][0]}"
    given, received = len(row["given"]), len(row["received"])
    if given and received:
        return 1, "help both ways"
    if received:
        return 2, f"they helped you: {row['received'][0]}"
    return (3, f"you helped them: {row['given'][0]}") if given else (4, "no help noted")


def _evidence(G: nx.Graph, record: MapRecord) -> Lens:
    """What the tie with each of them rests on."""
    people = record.people
    kind = people["evidence"]
    group = pd.Series(
        np.select([kind.isin(PROOF), kind.eq("connected"), kind.eq("inferred")], [0, 1, 2], 3),
        index=people.index,
    )
    said = [EVIDENCE.get(one, "known through others") for one in kind]
    groups = (
        Group("contact seen, or said by somebody", GREEN, "circle"),
        Group("connected on LinkedIn, nothing more", BLUE, "circle-open"),
        Group("a guess", RUST, "diamond-open"),
        Group("known through others", GREY, "triangle-down-open"),
    )
    weight = _known_weight(people)
    asks = "What do you know of each tie?"
    return Lens("evidence", asks, groups, group, _texts(said, people), weight)


def _known_weight(people: pd.DataFrame) -> pd.Series:
    """Strength, and the foreground for ties that are not weak."""
    strength = people["strength"].fillna(0.0)
    return strength + (strength >= BANDS["weak"])


def _texts(said: list[str], people: pd.DataFrame) -> pd.Series:
    return pd.Series(said, index=people.index, dtype=object)


LENSES: Final[dict[str, Callable[[nx.Graph, MapRecord], Lens]]] = {
    "quiet": _quiet,
    "bridges": _bridges,
    "targets": _targets,
    "help": _help,
    "evidence": _evidence,
}
"""The lenses by name, in the order in which they are offered."""
