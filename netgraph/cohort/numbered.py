"""Numbered contacts: the same network with numbers in place of names, for a coach who may not see them.

Every contact becomes `Contact-001` and so on, in the order in which they were connected. Of all else that
anybody typed no more stays than is said here: ids, codes and days; employers, titles and the roles sought,
since routes and coverage are made of them, but for those that hold a contact's full name. Somebody who knows
a company well may still guess who is meant, which is said to the client who is asked to consent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph import schema
from netgraph.contacts import Contacts
from netgraph.masks import CODE, LOG, SOURCES
from netgraph.organizations import aliases_among, organization_key, plain_words, rename_organizations
from netgraph.people import name_key

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["numbered"]

EMPTIED: Final = (schema.ADDRESSES, schema.IMPORTS, schema.REJECTS)
OF_A_PERSON: Final = ("family_name", "linkedin", "email", "location")
OTHER_SOURCE: Final = "another source"
BUSINESS: Final = "business of "


def numbered(contacts: Contacts) -> Contacts:
    """The contacts under numbers; the owner keeps the own name. Ids, dates and counts stay.

    A target that is a person bears that person's number, or is `Person-001` when nobody in the data is
    meant. An employer that bears a contact's name becomes "business of Contact-001".
    """
    people = contacts.people
    order = people[~people["is_ego"]].sort_values(["connected_on", "person_id"], kind="stable")
    digits = max(3, len(str(len(order))))
    number = {person: f"Contact-{n:0{digits}d}" for n, person in enumerate(order["person_id"], start=1)}
    keys = people["name"].map(name_key)
    called = {
        key: number[one] for key, one in zip(keys, people["person_id"], strict=True) if key and one in number
    }
    tables = contacts.tables() | {"targets": _targets(contacts, called)}
    names_in = _finder(called)
    tables = {name: _covered(frame, names_in) for name, frame in tables.items()}
    name_of = people.set_index("person_id")["name"]
    for table in ("people", "jobs"):
        frame, whose = tables[table], tables[table]["person_id"].map(number)
        own = whose.notna() & _is_own(frame["organization"], frame["person_id"].map(name_of))
        tables[table] = frame.assign(organization=frame["organization"].mask(own, BUSINESS + whose))
    names = people["person_id"].map(number)
    other = names.notna()
    tables["people"] = tables["people"].assign(
        name=people["name"].mask(other, names),
        given_name=people["given_name"].mask(other, names),
        **{column: people[column].mask(other) for column in OF_A_PERSON},
    )
    tables["choices"] = _choices(contacts)
    return Contacts.of(tables | {table.name: schema.empty(table) for table in EMPTIED})


def _finder(called: dict[str, str]) -> Callable[[str], str | None]:
    """What finds the number of a contact whose full name, of two words or more, stands in a text."""
    full = {name: number for name, number in called.items() if " " in name}
    begins = {name.split()[0] for name in full}
    lengths = sorted({len(name.split()) for name in full}, reverse=True)

    def names_in(text: str) -> str | None:
        words = plain_words(text).split()
        starts = [at for at, word in enumerate(words) if word in begins]
        runs = (" ".join(words[at : at + length]) for at in starts for length in lengths)
        # "Dana Cole's Bakery" reads "dana coles bakery".
        return next((full[one] for run in runs for one in (run, run.removesuffix("s")) if one in full), None)

    return names_in


def _covered(frame: pd.DataFrame, names_in: Callable[[str], str | None]) -> pd.DataFrame:
    """A table without what may be anybody's own words, in the columns that several tables have."""

    def place(name: str) -> str:
        owner = names_in(name)
        return name if owner is None else BUSINESS + owner

    covers: dict[str, Callable[[str], str | None]] = {
        "organization": place,
        "position": lambda title: None if names_in(title) else title,
        "role": lambda role: None if names_in(role) else role,
        "source": lambda source: source if source in SOURCES else OTHER_SOURCE,
        "note": lambda _: None,
    }
    changed = {column: _each(cover, frame[column]) for column, cover in covers.items() if column in frame}
    if "thread" in frame:
        said = [thread for thread in frame["thread"].dropna().unique() if not LOG.fullmatch(thread)]
        numbers = {thread: f"thread {n}" for n, thread in enumerate(said, start=1)}
        changed["thread"] = _each(lambda thread: numbers.get(thread, thread), frame["thread"])
    return frame.assign(**changed)


def _each(cover: Callable[[str], str | None], values: pd.Series) -> pd.Series:
    """The values covered, missing ones left missing."""
    covered: pd.Series = values.map({value: cover(value) for value in values.dropna().unique()}).astype("str")
    return covered


def _is_own(organizations: pd.Series, names: pd.Series) -> pd.Series:
    """Whether the employer's name holds the person's own."""
    found = [
        bool(key) and key in (name_key(place) or "")
        for place, key in zip(organizations.fillna(""), names.fillna("").map(name_key), strict=True)
    ]
    return pd.Series(found, index=organizations.index, dtype=bool)


def _choices(contacts: Contacts) -> pd.DataFrame:
    """The choices with no value but codes and ids: whatever else is kept there are the user's own words."""
    choices, ids = contacts.choices, set(contacts.people["person_id"])
    kept = [value in ids or bool(CODE.fullmatch(value)) for value in choices["value"].fillna("")]
    return choices.assign(value=choices["value"].where(pd.Series(kept, index=choices.index, dtype=bool)))


def _targets(contacts: Contacts, called: dict[str, str]) -> pd.DataFrame:
    """The targets, the user's own aliases undone, with numbers for people."""
    targets = rename_organizations(contacts.tables(), aliases_among(contacts.choices))["targets"]
    places = set(contacts.people["organization"].dropna().map(organization_key))
    names_in, unknown = _finder(called), dict[str, str]()
    names = []
    for name, kind in zip(targets["name"], targets["kind"], strict=True):
        key = name_key(str(name)) or str(name)
        if kind == "person":
            names.append(called.get(key) or unknown.setdefault(key, f"Person-{len(unknown) + 1:03d}"))
        elif key in called and organization_key(name) not in places:
            names.append(called[key])
        else:
            owner = names_in(str(name))
            names.append(name if owner is None else BUSINESS + owner)
    return targets.assign(name=pd.array(names, dtype="str"))
