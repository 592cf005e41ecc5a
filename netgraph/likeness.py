"""Likeness: which names may be one person's, though they are not spelled alike.

Names are compared by their *sounded* words: written in Latin letters, and with the letters that differ
between transliterations and spellings made one (Yuliya and Julia, Mueller and Muller, Sousa and Souza).
A first name stands for its group of nicknames. Likeness never merges anybody: it makes a question.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import OSA

from netgraph.nicknames import nickname_groups
from netgraph.organizations import plain_words

__all__ = ["address_words", "agree", "first_names", "latin", "misspelt", "name_pairs", "skeleton", "words"]

PARTICLES: Final = """
al bin da das de del della den der di do dos du el ibn la le ten ter van von y zu dr prof mr mrs ms jr sr
"""
PARTICLE_WORDS: Final = frozenset(PARTICLES.split())
SOUNDS: Final = (
    ("dzh", "j"), ("shch", "s"), ("sch", "s"), ("tsch", "k"), ("tch", "k"), ("sh", "s"), ("zh", "s"),
    ("ch", "k"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"),
    ("qu", "k"), ("q", "k"), ("tz", "s"), ("ts", "s"), ("x", "ks"), ("c", "k"), ("w", "v"),
    ("oy", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("y", "i"), ("j", "i"), ("z", "s"),
)  # fmt: skip
SYLLABLES: Final = re.compile(r"[A-Z][a-z]*")
VOWELS: Final = str.maketrans("", "", "aeiou")
NO_LETTERS: Final = re.compile(r"[^a-z]+")
PARTS: Final = re.compile(r"[._\-+]+")
LONG: Final = 8


@lru_cache(maxsize=200_000)
def latin(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, lower case, without particles and titles.

    A name in one word of Chinese or Korean signs is read family name first.

    >>> latin("Søren van der Berg"), latin("Юлия Смирнова"), latin("王伟")
    (('soren', 'berg'), ('yuliya', 'smirnova'), ('wei', 'wang'))
    """
    found = []
    for word in plain_words(name).split():
        plain = word if word.isascii() else anyascii(word)
        syllables = [] if plain is word else SYLLABLES.findall(plain)
        if len(syllables) > 1:
            found += ["".join(syllables[1:]), syllables[0]]
        else:
            found.append(plain)
    letters = (NO_LETTERS.sub("", word.lower()) for word in found)
    every = tuple(word for word in letters if word)
    return tuple(word for word in every if word not in PARTICLE_WORDS) or every


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The sounded words of a name.

    >>> words("Yuliya Müller") == words("Julia Mueller"), words("Ana Sousa") == words("Ana Souza")
    (True, True)
    """
    return tuple(_sounded(word) for word in latin(name))


def first_names(word: str) -> tuple[str, ...]:
    """The groups of nicknames that a sounded word belongs to, or the word itself.

    >>> first_names("bob") == first_names("robert"), len(first_names("pat"))
    (True, 2)
    """
    return _groups().get(word, (word,))


def name_pairs(name: str) -> list[str]:
    """Keys that two names share when a first and a last name of theirs agree, in either order.

    Every word but the first may be the last name: `Ana Souza Lima` shares a key with `Ana Lima`.

    >>> name_pairs("Bob Hale") == name_pairs("Hale, Robert"), len(name_pairs("Ana Souza Lima"))
    (True, 2)
    """
    firsts, *others = [first_names(word) for word in words(name)] or [()]
    pairs = (sorted((first, last)) for other in others for first in firsts for last in other)
    return list(dict.fromkeys("|".join(pair) for pair in pairs))


def address_words(text: str) -> str:
    """The words in the local part of an e-mail address, or in a profile's slug, without numbers.

    >>> address_words("ana.souza82@example.org"), address_words("ana-souza-1b2c3d")
    ('ana souza', 'ana souza')
    """
    parts = PARTS.split(text.partition("@")[0].casefold())
    bare = (part.strip("0123456789") for part in parts)
    return " ".join(part for part in bare if part and (part.isalpha() or not any(map(str.isdigit, part))))


def skeleton(name: str) -> str:
    """The consonants of the sounded words, sorted: what is left of a name in a script without vowels.

    >>> skeleton("محمد علي") == skeleton("Mohamed Ali")
    True
    """
    return "|".join(sorted(filter(None, (word.translate(VOWELS) for word in words(name)))))


def misspelt(one: str, other: str, *, shortest: int = 4) -> bool:
    """Whether two sounded words are a slip apart: one letter, or two in words of eight letters.

    A letter added, lost or changed is one slip, and so are two letters swapped. Words of fewer letters
    than `shortest` are other words.

    >>> misspelt("sousa", "suosa"), misspelt("li", "lu"), misspelt("kowalski", "kovalsky")
    (True, False, True)
    """
    shorter = min(len(one), len(other))
    slips = 0 if shorter < shortest else 1 if shorter < LONG else 2
    return one != other and OSA.distance(one, other, score_cutoff=slips) <= slips


def agree(one: str, other: str) -> bool:
    """Whether two names may be one person's: a word in common, a slip apart, or an initial of it.

    >>> agree("Ana Souza", "A. Lima"), agree("Bob Hale", "Robert H"), agree("Pat Hale", "Sam Jones")
    (True, True, False)
    """
    ours, theirs = words(one), words(other)
    return not ours or not theirs or any(_word_agrees(a, b) for a in ours for b in theirs)


def _word_agrees(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return bool(set(first_names(one)) & set(first_names(other))) or misspelt(one, other)


@lru_cache(maxsize=100_000)
def _sounded(word: str) -> str:
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return "".join(letter for letter, _ in groupby(word))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Sounded first name -> the sounded names of its groups."""
    groups: dict[str, list[str]] = {}
    for name, roots in nickname_groups().items():
        groups.setdefault(_sounded(name), []).extend(_sounded(root) for root in roots)
    return {name: tuple(dict.fromkeys(roots)) for name, roots in groups.items()}
