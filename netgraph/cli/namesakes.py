"""Namesakes: what tells people of one name apart on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.contacts import Contacts

__all__ = ["likely", "whereabouts"]


def likely(contacts: Contacts, candidates: list[str]) -> str:
    """The people whom a name may mean, each with where they are and the id to say instead."""
    people = contacts.people.set_index("person_id")[["name", "organization"]].fillna("")
    named = people.loc[candidates].itertuples()
    return " or ".join(", ".join(filter(None, [name, where])) + f" ({one})" for one, name, where in named)


def whereabouts(contacts: Contacts, persons: Iterable[str]) -> dict[str, str]:
    """Where those of `persons` are whose name somebody else bears; their id, where that tells nothing."""
    people = contacts.people.set_index("person_id")[["name", "organization"]].fillna("")
    namesakes = people[people["name"].duplicated(keep=False)]
    told = namesakes[~namesakes.duplicated(keep=False) & namesakes["organization"].ne("")]
    return {
        one: str(told.at[one, "organization"]) if one in told.index else one
        for one in dict.fromkeys(persons)
        if one in namesakes.index
    }
