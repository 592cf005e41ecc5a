"""Invented words: names of people and organizations that nobody in the data bears.

Put together from syllables, so that there are always more of them, and drawn from a seeded generator, so
that one seed gives one list. A word that is one of the real ones, or holds one of four letters or more, is
not given out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netgraph.organizations import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from random import Random

__all__ = ["FAMILY", "GIVEN", "PLACE", "TEAM", "invented_words", "real_words"]

GIVEN: Final = (
    "A Be Ca Da E Fa Gi Ha I Jo Ka Li Ma Ne O Pe Ri Sa Te U Va Wi Yo Za",
    "bren dara fenn gor hilde jula keth lina morra nio parel rula sevin tamo vela wenn zora",
)
FAMILY: Final = (
    "Ambe Bera Colvi Dorne Elsa Ferro Galve Hollu Ister Jarve Kelmo Lunde Marro Nolte Orvi Salvi Torre Zelbi",
    "bar den fal gan kar lom mar nor pen quist ros san tor val wick zin",
    "a berg dal en er feld i is man o os ov sen son ton ya",
)
PLACE: Final = (
    "Altu Bexo Cyra Drivo Evo Fluxi Gnoma Helvo Jora Kyno Luma Mexo Novu Orbi Quanto Rubi Solu Tekto Zephi",
    "bra cto dyne gon lix meta nix pha quor ra sys tra vant wix zen",
    "a ent ex ia ics ium on or um us",
)
TEAM: Final = (
    "bli cra dro fle gri klo mli pra quo sne spla tri vru zwe",
    "b d f g k l m n p r s t v z",
    "an el im or us ent ing ost urn",
)
"""Syllables from first to last of given names, family names, organizations and words of a team."""

SHORTEST_INSIDE: Final = 4
PATIENCE: Final = 40


def invented_words(dice: Random, syllables: tuple[str, ...], real: Set[str]) -> Iterator[str]:
    """Words without end, each once, none of them `real` (see `real_words`).

    >>> from random import Random
    >>> first = next(invented_words(Random(1), FAMILY, frozenset()))
    >>> next(invented_words(Random(1), FAMILY, {first.casefold()})) == first
    False
    """
    given: set[str] = set()
    missed, longer = 0, 0
    begin, *rest = (part.split() for part in syllables)
    while True:
        middle = [rest[0]] * longer
        word = "".join(dice.choice(part) for part in (begin, *middle, *rest))
        if word in given or _clashes(word.casefold(), real):
            missed += 1
            # Nearly every word of this length is taken or real: go on with longer ones.
            if missed > PATIENCE:
                missed, longer = 0, longer + 1
            continue
        missed = 0
        given.add(word)
        yield word


def real_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts in the form in which words are compared: lower case, no accents.

    >>> sorted(real_words(["Zoë Petrakis", "O'Neil-Ball"]))
    ['ball', 'oneil', 'petrakis', 'zoe']
    """
    return frozenset(word for text in texts for word in plain_words(text).split())


def _clashes(word: str, real: Set[str]) -> bool:
    if word in real:
        return True
    lengths = range(SHORTEST_INSIDE, len(word))
    return any(word[at : at + length] in real for length in lengths for at in range(len(word) - length + 1))
