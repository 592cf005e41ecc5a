"""Levels: how senior a title is, in five words; the title itself does not leave the book."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["LEVELS", "level_of"]

LEVELS: Final = ("executive", "director", "manager", "staff", "unknown")
"""The most senior first."""

WORDS: Final = {
    "executive": r"chief|c[efimopst]o|founder|co ?founder|owner|president|[se]?vp|vice president|partner|"
    r"managing director|chair(man|woman|person)?|board member|geschäftsführer(in)?|vorstand|pdg",
    "director": r"director|head|directeur|directrice|directora?|direktor(in)?|dean|leiter(in)?",
    "manager": r"manager|managerin|lead|leader|supervisor|gerente|coordinator|principal|responsable|chef",
}
PATTERNS: Final = {level: re.compile(rf"\b({words})\b") for level, words in WORDS.items()}
NO_PRESENCE: Final = re.compile(r"\b(assistant|secretary) (to|of)\b|\bproduct owner\b")


@lru_cache(maxsize=1 << 16)
def level_of(position: str | None) -> str:
    """The level that a title says: the most senior word counts; without a title it is unknown.

    >>> [level_of(title) for title in ("VP Data", "Head of Sales", "Team Lead", "Data Analyst", None)]
    ['executive', 'director', 'manager', 'staff', 'unknown']
    >>> level_of("Product Owner"), level_of("Assistant to the CEO")
    ('staff', 'staff')
    """
    if not isinstance(position, str) or not position.strip():
        return "unknown"
    title = position.casefold().replace("-", " ").replace(".", "")
    if NO_PRESENCE.search(title):
        return "staff"
    return next((level for level, words in PATTERNS.items() if words.search(title)), "staff")
