"""Which profile address belongs to which name, as far as an export as a whole can say.

LinkedIn leaves addresses out on many rows and gave none before 2020. A name is no key - one full name
in a hundred is borne by two people - so a name stands for an address only when no other bears it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.sources.linkedin_url import canonical_series
from netgraph.sources.names import keys_of_shown, shown_names, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netgraph.sources.sheet import Sheet

__all__ = ["Directory", "directory", "full_name"]

NAMED: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "connections": ((("firstname", "lastname"), "url"),),
    "messages": ((("from",), "senderprofileurl"),),
    "invitations": ((("from",), "inviterprofileurl"), (("to",), "inviteeprofileurl")),
    "notes": ((("connectionfirstname", "connectionlastname"), "connectionprofileurl"),),
    "endorsements received": ((("endorserfirstname", "endorserlastname"), "endorserpublicurl"),),
    "endorsements given": ((("endorseefirstname", "endorseelastname"), "endorseepublicurl"),),
}
"""Kind of file -> its columns that name one person, and the column of that person's address."""


@dataclass(frozen=True)
class Directory:
    """`url_of` a name key that one address bears, `name_of` an address, and all `spellings` of names."""

    url_of: Mapping[str, str]
    name_of: Mapping[str, str]
    spellings: frozenset[str]


def directory(sheets: Iterable[Sheet]) -> Directory:
    """The directory of a whole export; what stands in Connections comes before what stands elsewhere."""
    pairs = [pd.DataFrame({"text": [], "url": []}, dtype="str")]
    for sheet in sorted(sheets, key=lambda sheet: sheet.kind != "connections"):
        for names, address in NAMED.get(sheet.kind or "", ()):
            named = pd.DataFrame({"text": full_name(sheet, *names), "url": sheet.text(address)})
            pairs.append(named.drop_duplicates())
    seen = pd.concat(pairs, ignore_index=True).drop_duplicates()
    seen["name"] = shown_names(seen["text"])
    seen["key"] = keys_of_shown(seen["name"])
    seen["url"] = canonical_series(seen["url"])
    known = seen.dropna(subset=["key", "url"])
    bearers = known[["key", "url"]].drop_duplicates()
    bearers = bearers[~bearers.duplicated("key", keep=False)]
    first = known.drop_duplicates("url")
    return Directory(
        url_of=dict(zip(bearers["key"], bearers["url"], strict=True)),
        name_of=dict(zip(first["url"], first["name"], strict=True)),
        spellings=frozenset(map(spelling, seen.loc[seen["key"].notna(), "text"].unique())),
    )


def full_name(sheet: Sheet, *columns: str) -> pd.Series:
    """The text of the name columns put together, as it would stand in a list of names."""
    name = sheet.text(columns[0]).str.strip()
    for column in columns[1:]:
        name = name + " " + sheet.text(column).str.strip()
    return name.str.strip()
