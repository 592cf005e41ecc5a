"""Masks: the same network under invented names, so that a notebook about it can be shown.

What is replaced: names, ids, organizations (one employer stays one employer, under all its spellings), names
of files and threads, and in titles every word but those of `netgraph.titles` for seniority and kind of role;
a word that only one person's title holds is left out. What is gone: e-mail and LinkedIn addresses, places,
notes, all free text and the length of messages. What is kept: the days and hours of everything, so that
`as_of`, rhythms and eras mean what they meant, and every count; hence the same answers, with the same
numbers, under other names. What is read out of words alone goes with them: who says in a title that they are
looking, which field an employer's name tells (`next_moves`), and notes.

A mask is no anonymity: whoever knows the network well can know it again by its shape and its days.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph import schema
from netgraph.circle_names import CIRCLE_NAME
from netgraph.contacts import Contacts
from netgraph.decisions import NOT_SAME, SAME, STRANGERS
from netgraph.imports import COLUMNS
from netgraph.invented import FAMILY, GIVEN, PLACE, TEAM, invented_words, real_words
from netgraph.neglect import is_recruiter
from netgraph.organizations import ALIAS, MEANS, alias_value, organization_key
from netgraph.people import name_key
from netgraph.titles import ROLES, SENIORITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CODE", "LOG", "SOURCES", "disguise"]

GONE: Final = ("linkedin", "email", "location", "note")
SOURCES: Final = frozenset(
    {
        "calendar",
        "csv",
        "google",
        "knows",
        "linkedin",
        "linkedin applications",
        "linkedin follows",
        "linkedin saved jobs",
        "log",
        "mail",
        "outlook",
        "targets",
        "vcard",
        "you",
    }
)
"""Names of sources that netgraph gives itself; any other is replaced."""

LOG: Final = re.compile(r"log:[\dT]+:[a-z]+:[\d-]+")
"""Threads of the user's log: a moment, a kind and a number."""

CODE: Final = re.compile(r"no|yes|\d{1,4}|\d{4}-W\d\d( [a-z]+| \d[wm])*")
"""Values of choices that are no words of the user's."""

IDS: Final = frozenset({SAME, NOT_SAME, STRANGERS})
"""Choices whose value is an id."""

HIDDEN: Final = "not shown"
WORD: Final = re.compile(r"[^\W\d_]{2,}")
COMMON: Final = SENIORITY | ROLES | {"acquisition", "scout", "search", "sourcing"}
"""Words that stay in a title, beside those of recruiters: half the world bears them."""

SMALL_WORDS: Final = frozenset(
    {"and", "at", "das", "de", "der", "die", "et", "for", "in", "la", "of", "the", "to", "und"}
)
POOL: Final = 150
"""Given names that are given out again and again, as in life."""


def disguise(contacts: Contacts, *, seed: int = 0) -> Contacts:
    """The same contacts under invented names; the same seed gives the same names.

    No word of a name, an organization, an address or a note of the original is left in any table, but for
    words of titles that are everybody's (senior, engineer, data, ...). Days and hours are kept. No invented
    name is a real one of these data. The graph of the disguise is the original's under other names.
    """
    mask = _Mask(contacts, Random(seed))
    tables = contacts.tables()
    tables["people"] = mask.people(tables["people"])
    tables["targets"] = mask.targets(tables["targets"])
    tables["choices"] = mask.choices(tables["choices"])
    tables["addresses"] = tables["addresses"].head(0)
    events = tables["interactions"]
    tables["interactions"] = events.assign(thread=mask.each(mask.thread, events["thread"]))
    return Contacts.of({name: mask.covered(frame) for name, frame in tables.items()})


class _Mask:
    """What stands for what: every real word, id and name drawn once and kept."""

    def __init__(self, contacts: Contacts, dice: Random) -> None:
        real = real_words(_texts(contacts)) | COMMON
        self.dice = dice
        self.new: dict[str, dict[str, str]] = defaultdict(dict)
        self.given_names = list(islice(invented_words(dice, GIVEN, real), POOL))
        self.family_names = invented_words(dice, FAMILY, real)
        self.places = invented_words(dice, PLACE, real)
        self.team_words = invented_words(dice, TEAM, real)
        self.real_ids = set(contacts.people["person_id"])
        self.shared = _words_of_several(contacts)
        self.spellings: dict[str, list[str]] = {}

    def covered(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A table with what all tables have in common replaced."""
        changed: dict[str, pd.Series] = {}
        for column in frame:
            if column in schema.PERSON_ID_COLUMNS:
                changed[column] = self.each(self.person, frame[column])
            elif column == "organization":
                changed[column] = self.each(self.organization, frame[column])
            elif column == "position":
                changed[column] = self.each(self.title, frame[column])
            elif column in GONE:
                changed[column] = pd.Series(pd.NA, index=frame.index, dtype="str")
            elif column == "length":
                changed[column] = pd.Series(float("nan"), index=frame.index)
            elif column == "source":
                changed[column] = self.each(self.source, frame[column])
            elif column == "file":
                changed[column] = self.each(self.file, frame[column])
        masked = frame.assign(**changed)
        # Of an import they hold the names of files and of the user's own columns.
        masked.attrs = {}
        return masked

    def people(self, people: pd.DataFrame) -> pd.DataFrame:
        """Whole names, and of their parts those that were there."""
        keys = people["name"].map(_key, na_action="ignore")
        given, family = (keys.map(lambda key, at=at: self.name(key)[at], na_action="ignore") for at in (0, 1))
        whole = keys.map(lambda key: " ".join(filter(None, self.name(key))), na_action="ignore")
        return people.assign(
            name=whole,
            given_name=given.where(people["given_name"].notna()),
            family_name=family.where(people["family_name"].notna()),
        )

    def targets(self, targets: pd.DataFrame) -> pd.DataFrame:
        """Organizations and people by their invented names; the roles sought as titles are."""
        whom = targets["name"].where(targets["kind"] == "person")
        people = self.each(lambda name: " ".join(filter(None, self.name(_key(name)))), whom)
        places = self.each(self.organization, targets["name"].where(targets["kind"] != "person"))
        return targets.assign(name=people.fillna(places), role=self.each(self.title, targets["role"]))

    def choices(self, choices: pd.DataFrame) -> pd.DataFrame:
        """Codes as they are, ids and organizations by their new ones, the user's own words hidden."""
        said = choices[choices["kind"] != COLUMNS]
        pairs = zip(said["kind"], said["value"], strict=True)
        return said.assign(
            value=[value if pd.isna(value) else self.choice(kind, value) for kind, value in pairs]
        )

    def each(self, replace: Callable[[str], str | None], values: pd.Series) -> pd.Series:
        """The values replaced, missing ones left missing."""
        found = {value: replace(value) for value in values.dropna().unique()}
        replaced: pd.Series = values.map(found).astype("str")
        return replaced

    def name(self, key: str) -> tuple[str, str]:
        """A given and a family name for a whole name; a name of one word has no second."""
        family = self._once("name", key, lambda: next(self.family_names))
        if " " not in key:
            return family, ""
        return self._once("given", key, lambda: self.dice.choice(self.given_names)), family

    def person(self, own: str) -> str:
        """An id like the real ones, that says nothing of the key it was made from."""
        return self._once("id", own, self._fresh_id)

    def organization(self, name: str) -> str | None:
        """One invented name an employer, written in as many ways as the real one."""
        key = organization_key(name)
        if key is None:
            return None
        ways = self.spellings.setdefault(key, [])
        if name not in ways:
            ways.append(name)
        invented = self._once("place", key, lambda: next(self.places))
        nth = ways.index(name)
        return [invented, invented.upper(), invented.lower()][nth] if nth < 3 else invented + "." * (nth - 2)

    def title(self, title: str) -> str | None:
        """The words of a title that are everybody's, and one for each that several people's titles hold."""
        words = [
            word if _is_common(word) else self._team_word(word.casefold())
            for word in WORD.findall(title)
            if _is_common(word) or word.casefold() in self.shared
        ]
        while words and words[-1].casefold() in SMALL_WORDS:
            words.pop()
        return " ".join(words) or None

    def thread(self, thread: str) -> str:
        """Threads by number; those of the log hold nothing but a moment."""
        return thread if LOG.fullmatch(thread) else self._numbered("thread", thread)

    def source(self, source: str) -> str:
        return source if source in SOURCES else self._numbered("source", source)

    def file(self, file: str) -> str:
        return self._numbered("file", file)

    def choice(self, kind: str, value: str) -> str:
        if kind in IDS:
            own, at, source = value.partition("@")
            return self.person(own) + (at + self.source(source) if at else "")
        if kind == ALIAS:
            name, _, means = value.partition(MEANS)
            return alias_value(self.organization(name) or HIDDEN, self.organization(means) or HIDDEN)
        if kind == CIRCLE_NAME:
            return self._once("circle", value, lambda: next(self.places))
        return value if CODE.fullmatch(value) else HIDDEN

    def _team_word(self, word: str) -> str:
        return self._once("word", word, lambda: next(self.team_words)).capitalize()

    def _fresh_id(self) -> str:
        while (fresh := f"p{self.dice.getrandbits(64):016x}") in self.real_ids:
            pass
        self.real_ids.add(fresh)
        return fresh

    def _numbered(self, kind: str, value: str) -> str:
        return self._once(kind, value, lambda: f"{kind} {len(self.new[kind]) + 1}")

    def _once(self, kind: str, value: str, draw: Callable[[], str]) -> str:
        drawn = self.new[kind]
        if value not in drawn:
            drawn[value] = draw()
        return drawn[value]


def _texts(contacts: Contacts) -> Iterator[str]:
    """Every text of the data in which somebody may be named."""
    for frame in contacts.tables().values():
        for column in ("name", "organization", "position", "role", "value", "file", *GONE):
            if column in frame:
                yield from frame[column].dropna().unique()


def _words_of_several(contacts: Contacts) -> frozenset[str]:
    """Words that the titles of two people hold, of the user's own titles, and of the roles sought."""
    titles = pd.concat(
        [table[["person_id", "position"]] for table in (contacts.people, contacts.jobs)]
    ).dropna()
    held = {(person, word) for person, title in titles.itertuples(index=False) for word in _words(title)}
    holders, ego = Counter(word for _, word in held), contacts.ego
    own = {word for person, word in held if person == ego}
    sought = {word for role in contacts.targets["role"].dropna() for word in _words(role)}
    return frozenset({word for word, people in holders.items() if people > 1} | own | sought)


def _words(title: str) -> set[str]:
    return set(WORD.findall(title.casefold()))


def _is_common(word: str) -> bool:
    return word.casefold() in COMMON or is_recruiter(word)


def _key(name: str) -> str:
    return name_key(name) or name
