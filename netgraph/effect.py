"""The effect of what the user said: who is known now, and who came to the front of the neglected ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.lookup import ego_of, has_contact, ties_of
from netgraph.neglect import neglected_ties

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Effect", "effect", "effect_words", "known_people"]

FRONT: Final = 10


class Effect(NamedTuple):
    """`moved` people who came to the front of the neglected ties; people `known` now and `before`."""

    moved: int
    known: int
    before: int


def effect(before: nx.Graph, after: nx.Graph) -> Effect:
    """What changed from one graph of a book to a later one."""
    front = [set(neglected_ties(G, limit=FRONT)["person_id"]) for G in (before, after)]
    return Effect(len(front[1] - front[0]), known_people(after), known_people(before))


def effect_words(seen: Effect) -> str:
    """The effect in one line; of nobody moved nothing is said.

    >>> effect_words(Effect(moved=3, known=215, before=190))
    '3 people moved to the front. 215 people are known now, 190 were before.'
    >>> effect_words(Effect(moved=0, known=2, before=1))
    '2 people are known now, 1 was before.'
    """
    front = "1 person" if seen.moved == 1 else f"{seen.moved:,} people"
    moved = f"{front} moved to the front. " if seen.moved else ""
    known = "1 person is" if seen.known == 1 else f"{seen.known:,} people are"
    before = f"{seen.before:,} {'was' if seen.before == 1 else 'were'}"
    return f"{moved}{known} known now, {before} before."


def known_people(G: nx.Graph) -> int:
    """How many of ego's ties the data know more of than a mere connection."""
    return sum(has_contact(tie) for _, tie in ties_of(G, ego_of(G)))
