"""Numbered contacts: the same network with numbers in place of names, for a coach who may not see them.

Every contact becomes `Contact-001` and so on, in the order in which they were connected; addresses, profiles
and all free text go. Employers and titles stay, since routes and coverage are made of them: somebody who
knows a company well may still guess who is meant, which is said to the client who is asked to consent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.organizations import organization_key
from netgraph.people import name_key

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["numbered"]

OWN_BUSINESS: Final = "own business"
FREE_TEXT: Final = frozenset({"need"})
"""Kinds of choices whose value is the user's own words."""


def numbered(contacts: Contacts) -> Contacts:
    """The contacts under numbers; the owner keeps the own name. Ids, dates and counts stay.

    A target that is a person bears that person's number, or is `Person-001` when nobody in the data is
    meant. An employer that bears the person's own name becomes "own business".
    """
    people = contacts.people
    order = people[~people["is_ego"]].sort_values(["connected_on", "person_id"], kind="stable")
    digits = max(3, len(str(len(order))))
    number = {person: f"Contact-{n:0{digits}d}" for n, person in enumerate(order["person_id"], start=1)}
    keys = people["name"].map(name_key)
    called = {
        key: number[one] for key, one in zip(keys, people["person_id"], strict=True) if key and one in number
    }
    names = people["person_id"].map(number)
    other = names.notna()
    hidden = people.assign(
        name=people["name"].mask(other, names),
        given_name=people["given_name"].mask(other, names),
        organization=people["organization"].mask(
            other & _is_own(people["organization"], people["name"]), OWN_BUSINESS
        ),
        **{column: people[column].mask(other) for column in ("family_name", "linkedin", "email", "location")},
    )
    name_of = people.set_index("person_id")["name"]
    jobs = contacts.jobs
    theirs = jobs["person_id"].isin(list(number))
    own = theirs & _is_own(jobs["organization"], jobs["person_id"].map(name_of))
    return replace(
        contacts,
        people=hidden,
        addresses=contacts.addresses.head(0),
        jobs=jobs.assign(organization=jobs["organization"].mask(own, OWN_BUSINESS)),
        targets=_targets(contacts, called),
        choices=contacts.choices[~contacts.choices["kind"].isin(FREE_TEXT)].reset_index(drop=True),
        **{
            name: frame.assign(note=pd.Series(pd.NA, index=frame.index, dtype="str"))
            for name in ("interactions", "ties", "favors", "introductions")
            for frame in [getattr(contacts, name)]
        },
    )


def _is_own(organizations: pd.Series, names: pd.Series) -> pd.Series:
    """Whether the employer's name holds the person's own."""
    found = [
        bool(key) and key in (name_key(place) or "")
        for place, key in zip(organizations.fillna(""), names.fillna("").map(name_key), strict=True)
    ]
    return pd.Series(found, index=organizations.index, dtype=bool)


def _targets(contacts: Contacts, called: dict[str, str]) -> pd.DataFrame:
    places = set(contacts.people["organization"].dropna().map(organization_key))
    unknown: dict[str, str] = {}
    names = []
    for name, kind in zip(contacts.targets["name"], contacts.targets["kind"], strict=True):
        key = name_key(str(name)) or str(name)
        if kind == "person":
            names.append(called.get(key) or unknown.setdefault(key, f"Person-{len(unknown) + 1:03d}"))
        else:
            names.append(called[key] if key in called and organization_key(name) not in places else name)
    return contacts.targets.assign(name=pd.array(names, dtype="str"))
