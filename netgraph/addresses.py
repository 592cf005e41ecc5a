"""Addresses: which e-mail addresses are one person's, and which several people use.

A card may tell further addresses of its person beside the first (a vCard or an address book does). Then all
of them are one key, so that mail under the one and a meeting under the other are one person's.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from netgraph.likeness import agree

__all__ = ["OFFICES", "address_keys", "further_addresses", "listed"]

SHARED: Final = """
admin billing careers contact contacto hello help hr info jobs kontakt mail marketing newsletter no-reply
noreply office press sales support team
"""
"""Names before the @ of addresses that an office uses, not a person."""
OFFICES: Final = frozenset(SHARED.split())


def address_keys(email: pd.Series, name: pd.Series, also: pd.Series | None = None) -> pd.Series:
    """Each card's address as a key, missing where the card has none.

    `also` holds further addresses of a card, with spaces between: all of a person's are one key, the first
    in the alphabet. An address under clearly different names (a couple's, an office's) binds nothing
    together and tells no more than it does with a name: ``home@example.org|ann bo``.
    """
    email = email.str.casefold()
    told = pd.DataFrame({"email": email, "name": name})
    more = None if also is None else listed(told.assign(also=also), "also").dropna(subset=["also"])
    if more is not None and more.empty:
        more = None
    claims = (
        told if more is None else pd.concat([told, more[["also", "name"]].set_axis(told.columns, axis=1)])
    )
    users = _users(claims)
    shared = {address for address, _ in users}
    if more is not None:
        one = _one_key(more, shared)
        email = email.map(lambda address: one.get(address, address), na_action="ignore").astype("str")
    if not shared:
        return email
    user = [
        f"{address}|{users.get((address, one), one)}" if address in shared else address
        for address, one in zip(email, name.fillna(""), strict=True)
    ]
    return pd.Series(user, index=email.index, dtype="str").where(email.notna())


def listed(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows once for each word of a column, in lower case."""
    return frame.assign(**{column: frame[column].str.casefold().str.split()}).explode(column)


def further_addresses(told: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Of the addresses that are told of each person (person_id, email, source) those `people` does not show.

    Each once, under the source that told it first, by person and address.
    """
    rows = told[["person_id", "email", "source"]].dropna(subset=["person_id", "email"])
    rows = rows.drop_duplicates(["person_id", "email"])
    shown = rows["person_id"].map(people.set_index("person_id")["email"])
    return rows[rows["email"] != shown].sort_values(["person_id", "email"], ignore_index=True)


def _users(claims: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(address, name) -> who of its users that is, for addresses that several people use."""
    pairs = claims.dropna().drop_duplicates()
    several = pairs[pairs["email"].duplicated(keep=False)].sort_values(["email", "name"])
    users: dict[tuple[str, str], str] = {}
    for address, names in several.groupby("email", sort=False)["name"]:
        if (groups := _groups_of_one(list(names), str(address))) is not None:
            users |= {(str(address), one): first for one, first in groups.items()}
    return users


def _groups_of_one(names: list[str], address: str) -> dict[str, str] | None:
    """Name -> the first of the names that may be the same person's; None when all of them may be."""
    firsts: list[str] = []
    groups = {}
    office = is_office(address)
    for name in names:
        alike = [first for first in firsts if not office and agree(first, name)]
        groups[name] = alike[0] if alike else name
        if not alike:
            firsts.append(name)
    return groups if len(firsts) > 1 else None


def _one_key(more: pd.DataFrame, shared: set[str]) -> dict[str, str]:
    """Address -> the key of the person whose it is, for all who have more than one."""
    from networkx.utils import UnionFind

    same = UnionFind()
    for one, other in zip(more["email"], more["also"], strict=True):
        if not {one, other} & shared and not is_office(one) and not is_office(other):
            same.union(one, other)
    return {address: min(own) for own in same.to_sets() for address in own}


def is_office(address: str) -> bool:
    """Whether an office answers at the address: `info@`, `jobs@`."""
    return address.partition("@")[0] in OFFICES
