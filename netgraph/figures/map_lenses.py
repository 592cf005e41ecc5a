"""Lenses: what the colours and symbols of the network map mean, one meaning at a time.

A lens puts everybody into one group, says a word about each, and orders whose name is written first. Size
means how well you know somebody, under every lens. The order is one of next steps, never of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.errors import NoHistoryError
from netgraph.figures.map_record import CONTACT
from netgraph.figures.theme import BLUE, GREEN, GREY, PLUM, RUST
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

EVIDENCE: Final = {
    "logged": "you noted it",
    "message": "messages",
    "meeting": "met",
    "stated": "somebody said so",
    "pooled": "shared with consent",
    "connected": "connected on LinkedIn, nothing more",
    "inferred": "a guess",
}


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
        Group("cooling", RUST, "diamond"),
        Group("in touch", GREEN, "circle"),
        Group("rhythm not known", BLUE, "cross"),
        Group("no contact in this data", GREY, "circle-open"),
        Group("known through others", GREY, "triangle-up-open"),
    )
    weight = _known_weight(people) + QUIET_FIRST * gone
    return Lens("quiet", "Who has gone quiet?", groups, group, _texts(said, people), weight)


def _bridges(G: nx.Graph, record: MapRecord) -> Lens:
    """Who joins circles."""
    people = record.people
    joins = people["bridges"].map(len)
    group = pd.Series(np.select([joins > 0, people["knows"] > 0], [0, 1], 2), index=people.index)
    said = [
        f"leads to {_listed(names)}"
        if names
        else f"tied to {ties} of the others"
        if ties
        else "no ties known"
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
    """Who is at a target, and who stands on a warm way there."""
    people = record.people
    wanted = stored_targets(G)
    routes = referral_paths(G, wanted, limit=ROUTES)
    at: dict[str, set[str]] = {}
    leads: dict[str, set[str]] = {}
    for route in routes.to_dict("records"):
        *between, last = map(str, route["path_ids"][1:])
        at.setdefault(last, set()).add(route["target_name"])
        for person in between:
            leads.setdefault(person, set()).add(route["target_name"])
    ids = people["person_id"]
    group = pd.Series(np.select([ids.isin(at), ids.isin(leads)], [0, 1], 2), index=people.index)
    said = [
        "; ".join(
            words
            for words in (
                f"at {_listed(sorted(at.get(one, ())))}" if one in at else "",
                f"leads to {_listed(sorted(leads.get(one, ())))}" if one in leads else "",
            )
            if words
        )
        or "on no way to your targets"
        for one in ids
    ]
    groups = (
        Group("at a target of yours", RUST, "star"),
        Group("leads to one", BLUE, "diamond"),
        Group("on no way there", GREY, "circle-open"),
    )
    gaps = [target for target in wanted if target not in set(routes["target_name"])]
    note = f"No way in yet: {_listed(gaps)}." if gaps else ""
    note = note if wanted else "You have named no targets yet."
    weight = 2.0 * ids.isin(at) + ids.isin(leads) + people["strength"].fillna(0) / 100
    return Lens("targets", "Who leads to your targets?", groups, group, _texts(said, people), weight, note)


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
        Group("thanks or a promise owed", RUST, "star"),
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
        Group("known through others", GREY, "triangle-up-open"),
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


def _listed(names: Any) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else str(last)


LENSES: Final[dict[str, Callable[[nx.Graph, MapRecord], Lens]]] = {
    "quiet": _quiet,
    "bridges": _bridges,
    "targets": _targets,
    "help": _help,
    "evidence": _evidence,
}
"""The lenses by name, in the order in which they are offered."""
