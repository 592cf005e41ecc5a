"""Titles: what a job title says beyond seniority and the kind of role.

Two people at one organization whose titles share a *team word* (payments, cardiology, logistics) work
near each other more likely than any two of its people. A title is *near* a sought role when it holds at
least half of the role's words; how senior somebody is does not count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["is_near_role", "team_words"]

WORD: Final = re.compile(r"[^\W\d_]{2,}")
SENIORITY: Final = frozenset(
    WORD.findall(
        "senior junior lead head chief principal staff associate assistant deputy vice president vp svp evp "
        "director manager managing executive officer founder co partner intern trainee graduate apprentice "
        "interim acting former global regional international group ii iii iv sr jr leiter leiterin "
        "directeur directrice jefe"
    )
)
ROLES: Final = frozenset(
    WORD.findall(
        "engineer engineering developer architect analyst analytics scientist designer consultant specialist "
        "coordinator administrator advisor adviser expert owner member team teams department unit programme "
        "program project projects product products business operations service services solution solutions "
        "technical technology technologies software digital it professional representative account sales "
        "marketing finance hr human resources people talent support customer client strategy development "
        "data research master scrum agile full stack front back end backend frontend remote freelance "
        "self employed the of and for at in to de la und der die das et"
    )
)
ENOUGH: Final = 0.5


def team_words(title: str | None) -> frozenset[str]:
    """The words of a title that may name a team: neither seniority nor a role found everywhere.

    >>> sorted(team_words("Senior Product Manager, Payments Platform"))
    ['payments', 'platform']
    >>> team_words("Software Engineer II"), team_words(None)
    (frozenset(), frozenset())
    """
    return _words(title) - SENIORITY - ROLES


def is_near_role(title: str | None, role: str | None) -> bool:
    """Whether a title holds at least half of the words of the role that is sought.

    >>> is_near_role("Senior Data Engineer", "Data engineer"), is_near_role("Data Analyst", "Data Engineer")
    (True, True)
    >>> is_near_role("Sales Director", "Data Engineer"), is_near_role("Head of Data", None)
    (False, False)
    """
    sought = _words(role) - SENIORITY
    return bool(sought) and len(_words(title) & sought) / len(sought) >= ENOUGH


@lru_cache(maxsize=1 << 16)
def _words(text: str | None) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold())) if isinstance(text, str) else frozenset()
