"""Plain text: what a cell says, without markup, formulas and characters nobody sees.

Everything a reader gives ends up in HTML pages, spreadsheets and terminals. It leaves here as inert
text: Unicode NFKC, single spaces, no tags, no control or direction characters, and no leading
character (``=``, ``+``, ``-``, ``@``) that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["as_text", "email", "emails", "per_value", "plain", "plain_series"]

LONGEST: Final = 4_000
"""Characters of a cell that are kept; no field of an export that is kept is longer."""
TAG: Final = re.compile(r"<[/!?a-z][^>]*>?", re.IGNORECASE)
UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
LONGEST_ADDRESS: Final = 400
ADDRESS: Final = re.compile(r"[^\s@<>\"'(),;:=\[\]]+@[^\s@<>\"'(),;:=\[\]]+")


def as_text(values: pd.Series) -> pd.Series:
    """The values as text, categories put into words."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return values.astype("str")
    words = values.cat.categories.astype("str").array
    # Through Arrow: pandas makes an object of each value.
    return pd.Series(words.take(values.cat.codes.to_numpy(), allow_fill=True), index=values.index)


def per_value(values: pd.Series, function: Callable[[str], str | None]) -> pd.Series:
    """`function` of every value, called once for each distinct one; missing stays missing."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, distinct = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, distinct = pd.factorize(values)
    results = pd.array([*map(function, distinct.to_numpy(dtype=object)), None], dtype="str")
    # Code -1 stands for a missing value and takes the last result, which is None.
    return pd.Series(results.take(codes), index=values.index)


def plain(text: str) -> str | None:
    """One cell as inert text, or None when nothing is left.

    >>> plain(' =HYPERLINK("x")  <b>Globex</b> ')
    'HYPERLINK("x") Globex'
    """
    text = text[:LONGEST] if text.isascii() else unicodedata.normalize("NFKC", text[:LONGEST])
    # A blank takes the place of each tag, so that what stood around it cannot close up to a new one.
    text = UNSEEN.sub(" ", TAG.sub(" ", text))
    return " ".join(text.split()).lstrip("=+-@ ") or None


def plain_series(values: pd.Series) -> pd.Series:
    """`plain` of every value."""
    return per_value(values, plain)


def email(text: str) -> str | None:
    """The first e-mail address in a cell, lower case.

    >>> email("Ada@Example.org; ada@example.net")
    'ada@example.org'
    """
    found = ADDRESS.search(text[:LONGEST_ADDRESS])
    return (plain(found.group().lower()) or "").strip(".") or None if found else None


def emails(values: pd.Series) -> pd.Series:
    """`email` of every value."""
    return per_value(values, email)
