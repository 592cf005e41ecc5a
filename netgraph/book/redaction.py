"""Redaction: the name, address and profile of a forgotten person, taken out of free text.

Free text is a note, the label of a conversation, the name of a file. While the person is being
forgotten the words to look for are known; afterwards there are only marks, and every run of up to
four words is tried against them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netgraph.errors import BookError
from netgraph.people import name_key, slugs
from netgraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import sqlalchemy as sa

    from netgraph.contacts import Contacts

__all__ = ["redact_book", "redact_import"]

FREE_TEXT: Final = ("note", "value", "thread", "file", "reason", "role")
"""Columns in which a name may stand by chance."""
GONE: Final = "[forgotten]"
MOST_WORDS: Final = 4
WORD: Final = re.compile(r"\w+(?:['\u2019.-]\w+)*")
ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PROFILE: Final = re.compile(r"(?<=/in/)[^/?\s]+")


def redact_book(connection: sa.Connection, cards: pd.DataFrame, others: pd.Series) -> None:
    """Take what `cards` tell of a person out of all free text, and targets of that name away.

    A name that one of the `others` bears too stays: it may mean them. The caller holds the transaction.
    """
    shared = set(others.map(name_key).dropna())
    names = {name for name in cards["name"].dropna() if name_key(name) not in shared}
    addresses = " ".join(cards["email"].dropna().tolist() + cards["also"].dropna().tolist()).split()
    told = names | set(addresses) | set(slugs(cards["linkedin"]).dropna())
    driver = connection.connection.driver_connection
    if driver is None:
        raise BookError("the book is closed; open it again with Book(path)")
    if not told:
        return
    pattern = "|".join(re.escape(one) for one in sorted(told, key=len, reverse=True))
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    driver.create_function("holds_name", 1, lambda text: bool(text) and bool(found.search(text)))
    driver.create_function("without_name", 1, lambda text: found.sub(GONE, text))
    connection.exec_driver_sql("DELETE FROM targets WHERE kind = 'person' AND holds_name(name)")
    for table in TABLES:
        for column in FREE_TEXT:
            if column in table.names:
                connection.exec_driver_sql(
                    f'UPDATE "{table.name}" SET "{column}" = without_name("{column}")'
                    f' WHERE holds_name("{column}")'
                )


def redact_import(contacts: Contacts, is_marked: Callable[[str], bool]) -> Contacts:
    """`contacts` without the names, addresses and profiles in free text that are marked as forgotten.

    `is_marked` is asked for keys as `netgraph.people.card_keys` writes them. A name that somebody among the
    people bears stays.
    """
    here = set(contacts.people["name"].map(name_key).dropna())
    changed: dict[str, pd.DataFrame] = {}
    for name, frame in contacts.tables().items():
        for column in (one for one in FREE_TEXT if one in frame):
            clean = {text: _redacted(text, is_marked, here) for text in frame[column].dropna().unique()}
            if any(told != text for text, told in clean.items()):
                told = changed.get(name, frame)
                changed[name] = told.assign(**{column: told[column].map(clean).astype("str")})
    return replace(contacts, **changed) if changed else contacts


def _redacted(text: str, is_marked: Callable[[str], bool], here: set[str]) -> str:
    for pattern, level in ((ADDRESS, "email"), (PROFILE, "slug")):
        for hit in set(pattern.findall(text)):
            if is_marked(f"{level}:{hit.casefold()}"):
                text = text.replace(hit, GONE)
    words = list(WORD.finditer(text))
    for length in range(min(MOST_WORDS, len(words)), 1, -1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            key = name_key(text[first.start() : last.end()])
            if key is not None and key not in here and is_marked(f"named:{key}"):
                rest = _redacted(text[last.end() :], is_marked, here)
                return text[: first.start()] + GONE + rest
    return text
