"""A LinkedIn profile address in its one canonical form: the surest key a person is known by.

``https://www.linkedin.com/in/<slug>``, the slug percent-decoded, lower-case and in Unicode NFC, without
query and trailing slash. LinkedIn itself writes 8-10 % of its addresses percent-encoded; from elsewhere
come ``http``, no scheme, country sub-domains, upper case and ``?trk=`` trails.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from netgraph.sources.plain_text import per_value

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["canonical", "canonical_series", "find_profiles"]

PROFILE: Final = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com(?::\d+)?/(?:mwlite/|m/)?in/([^\s/?#,;\"'<>|]+)",
    re.IGNORECASE,
)
UNSAFE: Final = re.compile(r"[\s<>\"'`/\\?#&,;|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def canonical(address: str) -> str | None:
    """The canonical form of one profile address, or None when it is none.

    >>> canonical("http://de.linkedin.com/in/Jos%C3%A9-Roe/?trk=nav")
    'https://www.linkedin.com/in/josé-roe'
    >>> canonical("https://www.linkedin.com/company/globex") is None
    True
    """
    found = PROFILE.match(address.strip())
    return _from_slug(found.group(1)) if found else None


def canonical_series(addresses: pd.Series) -> pd.Series:
    """`canonical` of every value; what is no profile address becomes missing."""
    return per_value(addresses, canonical)


def find_profiles(text: str) -> list[str]:
    """Every profile address in a text in canonical form, each once, in order of appearance.

    Group messages join addresses by ``,``, ``;`` or a space, so they are found by their shape.

    >>> find_profiles("https://www.linkedin.com/in/ada ; linkedin.com/in/Bo")
    ['https://www.linkedin.com/in/ada', 'https://www.linkedin.com/in/bo']
    """
    found = (_from_slug(match.group(1)) for match in PROFILE.finditer(text))
    return list(dict.fromkeys(url for url in found if url))


def _from_slug(slug: str) -> str | None:
    if "%" in slug or not slug.isascii():
        slug = _decoded(slug)
    slug = slug.lower()
    if UNSAFE.search(slug) or not (slug[:1].isalnum() or any(map(str.isalnum, slug))):
        return None
    return f"https://www.linkedin.com/in/{slug}"


def _decoded(slug: str) -> str:
    for _ in range(3):
        decoded = unquote(slug)
        if "\ufffd" in decoded or decoded == slug:
            break
        slug = decoded
    return unicodedata.normalize("NFC", slug.lower())
