"""Whose export it is. LinkedIn does not say, but several files give it away.

In this order: what the user says; the inviter of outgoing and invitee of incoming invitations; the
address of a sender who bears the name in Profile; who wrote what a 2018 file calls outgoing; the one
person in nearly all conversations; the name in Profile alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.sources.extract import Mention
from netgraph.sources.linkedin_directory import full_name
from netgraph.sources.linkedin_url import canonical
from netgraph.sources.names import shown_key, shown_name, shown_names
from netgraph.sources.plain_text import email

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.sources.linkedin_directory import Directory
    from netgraph.sources.sheet import Sheet

__all__ = ["find_owner"]

NEARLY_ALL: Final = 0.8
YES: Final = ("yes", "true", "1")


def find_owner(
    said: str | None, sheets: Iterable[Sheet], interactions: pd.DataFrame, directory: Directory
) -> Mention:
    """The owner as far as known; an empty mention when nothing tells.

    `interactions` are the readers' rows, with `direction` where a file states one.
    """
    sheets = list(sheets)
    profile = _profile_name(sheets)
    name, url = _by_traces(profile, interactions, directory)
    if said is not None and (given := canonical(said)):
        name, url = directory.name_of.get(given) or (name if url in {None, given} else None), given
    elif said is not None and (given := shown_name(said)):
        alike = name is not None and shown_key(name) == shown_key(given)
        name, url = given, url if alike and url else directory.url_of.get(shown_key(given) or "")
    return Mention(name, url, _primary_address(sheets))


def _by_traces(
    profile: str | None, interactions: pd.DataFrame, directory: Directory
) -> tuple[str | None, str | None]:
    url = name = None
    ends = _ends(interactions)
    owners = ends[ends["is_owner"]]
    invited = owners[owners["channel"] == "invitation"]
    url = _mostly(invited["linkedin"])
    if url is None and profile is not None:
        url = _address_of(shown_key(profile), ends, directory)
    if url is None and profile is None:
        name = _mostly(invited["name"]) or _mostly(owners["name"])
        url = directory.url_of.get(shown_key(name) or "") if name else None
    if url is None and name is None:
        everywhere = _in_nearly_all(ends, "linkedin")
        if (
            profile is None
            or everywhere is None
            or shown_key(directory.name_of.get(everywhere, profile)) == shown_key(profile)
        ):
            url = everywhere
    if url is None and name is None and profile is None:
        name = _in_nearly_all(ends, "name")
    return profile or name or directory.name_of.get(url or ""), url


def _ends(interactions: pd.DataFrame) -> pd.DataFrame:
    """Senders and recipients alike, one a row, with the conversation they were in."""
    pieces = []
    for role, direction in (("sender", "OUTGOING"), ("recipient", "INCOMING")):
        piece = pd.DataFrame(
            {
                "name": interactions[f"{role}_name"],
                "linkedin": interactions[f"{role}_linkedin"],
                "thread": interactions["thread"],
                "channel": interactions["channel"],
                "is_owner": interactions["direction"].eq(direction).fillna(False),
            }
        )
        pieces.append(piece)
    return pd.concat(pieces, ignore_index=True)


def _mostly(values: pd.Series) -> str | None:
    """The value that more than half of the rows hold."""
    counts = values.value_counts()
    return str(counts.index[0]) if len(counts) and counts.iloc[0] * 2 > counts.sum() else None


def _address_of(key: str | None, ends: pd.DataFrame, directory: Directory) -> str | None:
    """The address of that name; of namesakes the one in most conversations."""
    if key is None:
        return None
    if key in directory.url_of:
        return directory.url_of[key]
    names = ends[["name", "linkedin", "thread"]].drop_duplicates()
    return _mostly(names["linkedin"][shown_names(names["name"]).str.casefold().eq(key)])


def _in_nearly_all(ends: pd.DataFrame, who: str) -> str | None:
    """Whoever is in nearly all conversations, if it is one person and there are at least two."""
    seen = ends.loc[ends["channel"].eq("message"), ["thread", who]].dropna().drop_duplicates()
    counts = seen[who].value_counts()
    threads = ends["thread"].nunique()
    if threads < 2 or counts.empty or counts.iloc[0] < NEARLY_ALL * threads:
        return None
    return str(counts.index[0]) if len(counts) == 1 or counts.iloc[1] < counts.iloc[0] else None


def _profile_name(sheets: list[Sheet]) -> str | None:
    for sheet in sheets:
        if sheet.kind == "profile":
            names = shown_names(full_name(sheet, "firstname", "lastname")).dropna()
            if len(names):
                return str(names.iloc[0])
    return None


def _primary_address(sheets: list[Sheet]) -> str | None:
    for sheet in sheets:
        if sheet.kind == "email addresses":
            primary = sheet.text("primary").str.strip().str.lower().isin(YES)
            found = [email(text) for text in sheet.text("emailaddress")[primary]]
            if found:
                return found[0]
    return None
