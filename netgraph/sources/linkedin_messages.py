"""Messages: who wrote to whom, when, in which conversation and how much. The text itself is not kept.

Three eras name people in three ways. 2018: names only. 2020 to mid-2023: the sender's profile address,
recipients by name. Since then: addresses of both, though a row may lack what its neighbour in the same
conversation has. Names may hold commas and lists of names are joined by commas, so a list is split by
what the export knows of names, never blindly.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.sources import dates
from netgraph.sources.linkedin_url import canonical_series, find_profiles
from netgraph.sources.names import is_nobody, keys_of_shown, shown_name, shown_names, spelling
from netgraph.sources.part import Part, part
from netgraph.sources.plain_text import per_value, plain_series

if TYPE_CHECKING:
    from collections.abc import Callable

    from netgraph.sources.linkedin_directory import Directory
    from netgraph.sources.sheet import Sheet

__all__ = ["read_messages"]

WHO: Final = ("conversationid", "from", "senderprofileurl", "to", "recipientprofileurls")
PAGE: Final = re.compile(r"linkedin\.com/(?:company|showcase|school)/", re.IGNORECASE)
MOST_RECIPIENTS: Final = 250
YES: Final = ("yes", "true", "1")


def read_messages(sheet: Sheet, directory: Directory) -> Part:
    """One row a recipient, with `direction` as the file states it (2018) beside the table's columns."""
    pattern, first = _patterns(sheet)
    who, told = _people(replace(sheet, frame=sheet.frame.iloc[first].reset_index(drop=True)), directory)
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "at": dates.parse(sheet.coded("date"), dates.MESSAGES),
            "length": sheet.frame.get("content_length"),
            "direction": per_value(sheet.coded("direction"), str.upper),
            "pattern": pattern,
            "group_size": who["group_size"].to_numpy()[pattern],
        }
    )
    kept = part(
        "interactions",
        rows,
        [
            *_not_contact(sheet),
            (rows["at"].isna(), "bad date"),
            (pd.Series(who["too_many"].to_numpy()[pattern]), "too many recipients"),
            (pd.Series(who["nobody"].to_numpy()[pattern]), "nobody"),
        ],
    )
    events = kept.rows.merge(told, on="pattern").assign(channel="message")
    for name in ("thread", "sender_name", "sender_linkedin"):
        events[name] = who[name].astype("category").take(events["pattern"].to_numpy()).array
    return Part(kept.table, events.drop(columns="pattern"), kept.rejects)


def _patterns(sheet: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """Which of the distinct (conversation, sender, recipients) each message has, and where each is first.

    Who is who is settled once for each of them: a million messages have a few ten thousand.
    """
    codes = np.zeros(len(sheet.frame), dtype="int64")
    for name in WHO:
        found, distinct = pd.factorize(sheet.coded(name))
        codes = codes * (len(distinct) + 1) + found
        codes = pd.factorize(codes)[0].astype("int64")
    _, first = np.unique(codes, return_index=True)
    return codes, first


def _people(sheet: Sheet, directory: Directory) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sender, conversation and size of each pattern; and the recipients, one a row with its `pattern`."""
    rows = _senders(sheet)
    lists = _lists(sheet, directory)
    rows["list"] = lists.of_row
    pairs = rows[["row", "list", "thread", "sender_key", "sender_linkedin"]].merge(lists.people, on="list")
    addresses = _addresses_within(rows, pairs)
    rows["sender_linkedin"] = _filled(
        rows["sender_linkedin"], rows["thread"], rows["sender_key"], addresses, directory
    )
    pairs["linkedin"] = _filled(pairs["linkedin"], pairs["thread"], pairs["key"], addresses, directory)
    pairs["sender_linkedin"] = pairs["row"].map(rows.set_index("row")["sender_linkedin"])
    pairs["who"] = pairs["linkedin"].fillna(pairs["key"])
    pairs = pairs[
        pairs["who"].notna() & pairs["who"].ne(pairs["sender_linkedin"].fillna(pairs["sender_key"]))
    ]
    pairs = pairs.drop_duplicates(["row", "who"])
    reached = rows["row"].map(pairs.groupby("row").size()).fillna(0)
    rows["group_size"] = (reached + 1 + rows["list"].map(lists.nobodies)).astype("int64")
    rows["thread"] = rows["thread"].fillna(_threads_by_name(rows, lists))
    rows["sender_name"] = rows["sender_name"].fillna(rows["sender_linkedin"].map(directory.name_of))
    unknown = rows["sender_linkedin"].isna() & (rows["sender_key"].isna() | rows["is_nobody"])
    rows["nobody"] = unknown | reached.eq(0)
    rows["too_many"] = rows["list"].map(lists.too_many)
    names = pairs["name"].fillna(pairs["linkedin"].map(directory.name_of))
    told = pd.DataFrame(
        {
            "pattern": pairs["row"],
            "recipient_name": names.astype("category"),
            "recipient_linkedin": pairs["linkedin"].astype("category"),
        }
    )
    return rows, told


def _senders(sheet: Sheet) -> pd.DataFrame:
    """One row a pattern, numbered from 0, without its recipients."""
    sender = sheet.text("from")
    names = shown_names(sender)
    return pd.DataFrame(
        {
            "row": np.arange(len(sender)),
            "thread": plain_series(sheet.text("conversationid")),
            "sender_name": names,
            "sender_linkedin": canonical_series(sheet.text("senderprofileurl")),
            "sender_key": keys_of_shown(names),
            "is_nobody": per_value(sender, lambda text: "yes" if is_nobody(text) else None).notna(),
        }
    )


def _not_contact(sheet: Sheet) -> list[tuple[pd.Series, str]]:
    tests: dict[str, dict[str, Callable[[str], bool]]] = {
        "draft": {"ismessagedraft": _is_yes, "isconversationdraft": _is_yes},
        "sponsored": {"conversationtitle": _is_sponsored, "content": _is_mailing},
        "spam": {"folder": lambda text: text.upper() == "SPAM"},
        "not a person": {"senderprofileurl": lambda text: PAGE.search(text) is not None},
    }
    reasons = []
    for reason, columns in tests.items():
        hit = [
            per_value(sheet.coded(name), partial(_yes_if, is_so)).notna() for name, is_so in columns.items()
        ]
        reasons.append((pd.concat(hit, axis=1).any(axis=1), reason))
    return reasons


def _yes_if(is_so: Callable[[str], bool], text: str) -> str | None:
    return "yes" if is_so(text) else None


def _is_yes(text: str) -> bool:
    return text.lower() in YES


def _is_sponsored(text: str) -> bool:
    return text.strip().lower() == "sponsored conversation"


def _is_mailing(text: str) -> bool:
    return text.startswith('<p class="spinmail')


class _Lists(NamedTuple):
    """The distinct lists of recipients: each row's list, and the people on each."""

    of_row: pd.Series
    people: pd.DataFrame
    keys: list[tuple[str, ...]]
    nobodies: dict[int, int]
    too_many: dict[int, bool]


def _lists(sheet: Sheet, directory: Directory) -> _Lists:
    codes, distinct = pd.factorize(sheet.text("to") + "\n" + sheet.text("recipientprofileurls"))
    lists: list[int] = []
    names: list[str | None] = []
    links: list[str | None] = []
    keys: list[tuple[str, ...]] = []
    nobodies: dict[int, int] = {}
    too_many: dict[int, bool] = {}
    for number, text in enumerate(distinct.to_numpy(dtype=object)):
        to, _, addresses = text.rpartition("\n")
        people, nobodies[number] = _recipients(to, addresses, directory)
        too_many[number] = len(people) > MOST_RECIPIENTS
        people = people[:MOST_RECIPIENTS]
        keys.append(tuple(name.casefold() if name else link or "" for name, link in people))
        lists += [number] * len(people)
        names += [name for name, _ in people]
        links += [link for _, link in people]
    people_frame = pd.DataFrame(
        {
            "list": pd.Series(lists, dtype="int64"),
            "name": pd.array(names, dtype="str"),
            "linkedin": pd.array(links, dtype="str"),
        }
    )
    people_frame["key"] = keys_of_shown(people_frame["name"])
    return _Lists(pd.Series(codes, index=sheet.frame.index), people_frame, keys, nobodies, too_many)


def _recipients(
    to: str, addresses: str, directory: Directory
) -> tuple[list[tuple[str | None, str | None]], int]:
    """The people on a list as (name, address), and how many more LinkedIn names no longer."""
    parts = [part.strip() for part in to.split(",") if part.strip()][: 2 * MOST_RECIPIENTS]
    named = [part for part in parts if not is_nobody(part)]
    nobodies = len(parts) - len(named)
    links = find_profiles(addresses)
    if not links:
        return [(name, None) for name in _split(named, directory)], nobodies
    names = [directory.name_of.get(link) for link in links]
    if None in names:
        told: list[str | None] = []
        if len(links) == 1:
            told = [shown_name(", ".join(named))]
        elif len(named) == len(links):
            told = [shown_name(name) for name in named]
        names = [known or told[i] for i, known in enumerate(names)] if told else names
    return list(zip(names, links, strict=True)), nobodies if len(parts) > len(links) else 0


def _split(parts: list[str], directory: Directory) -> list[str]:
    """Names from a list cut at every comma: the longest run that is a known name is one person.

    A word alone after a name ("Hale, PhD") belongs to that name unless it is known as one itself.
    """
    names: list[str] = []
    at = 0
    while at < len(parts):
        end = min(at + 5, len(parts))
        while end > at + 1 and spelling(", ".join(parts[at:end])) not in directory.spellings:
            end -= 1
        while (end == at + 1 < len(parts) or at + 1 < end < len(parts)) and _is_addition(
            parts[end], directory
        ):
            end += 1
        names.append(", ".join(parts[at:end]))
        at = end
    return [name for name in map(shown_name, names) if name]


def _is_addition(part: str, directory: Directory) -> bool:
    return not re.search(r"\s", part) and spelling(part) not in directory.spellings


def _addresses_within(rows: pd.DataFrame, pairs: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(conversation, name) -> the one address that bears the name there."""
    seen = pd.concat(
        [
            rows[["thread", "sender_key", "sender_linkedin"]].set_axis(["thread", "key", "url"], axis=1),
            pairs[["thread", "key", "linkedin"]].set_axis(["thread", "key", "url"], axis=1),
        ]
    )
    lacking = seen.loc[seen["url"].isna(), "thread"].dropna().unique()
    seen = seen[seen["thread"].isin(lacking)].dropna().drop_duplicates()
    seen = seen[~seen.duplicated(["thread", "key"], keep=False)]
    pairs_seen = zip(_texts(seen["thread"]), _texts(seen["key"]), strict=True)
    return dict(zip(pairs_seen, _texts(seen["url"]), strict=True))


def _filled(
    urls: pd.Series,
    threads: pd.Series,
    keys: pd.Series,
    within: dict[tuple[str, str], str],
    directory: Directory,
) -> pd.Series:
    """Addresses with the gaps filled: by the name in the same conversation, else by a unique name."""
    gaps = urls.isna() & keys.notna()
    if not gaps.any():
        return urls
    found = [
        within.get((thread, key)) or directory.url_of.get(key)
        for thread, key in zip(_texts(threads[gaps]), _texts(keys[gaps]), strict=True)
    ]
    filled = urls.copy()
    filled[gaps] = pd.array(found, dtype="str")
    return filled


def _threads_by_name(rows: pd.DataFrame, lists: _Lists) -> pd.Series:
    """A stable conversation for files that state none (2018): the same people, whoever writes."""
    digests: dict[tuple[str, int], str] = {}
    threads = pd.Series(index=rows.index, dtype="str")
    lacking = rows[rows["thread"].isna() & rows["sender_key"].notna()]
    found = []
    for pair in zip(_texts(lacking["sender_key"]), lacking["list"].tolist(), strict=True):
        if pair not in digests:
            people = "\n".join(sorted({pair[0], *lists.keys[pair[1]]}))
            digests[pair] = "2018:" + hashlib.blake2b(people.encode(), digest_size=8).hexdigest()
        found.append(digests[pair])
    threads[lacking.index] = pd.array(found, dtype="str")
    return threads


def _texts(values: pd.Series) -> list[str]:
    """The values as plain strings; iterating over an Arrow column is ten times slower."""
    return list(values.to_numpy(dtype=object))
