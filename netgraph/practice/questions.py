"""Questions: open ones that fit a talk or an interview, and none that can be answered with yes or no.

The advice is that of career practice: ask for their story, their challenges and whom else to meet; ask for
insight before asking for help; and never leave without "Who do you know that I should meet?".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netgraph.provenance import month

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WHO_ELSE", "for_a_talk", "they_may_ask", "to_ask_them"]

WHO_ELSE: Final = "Who do you know that I should meet?"
"""The question no meeting ends without."""


def for_a_talk(
    *,
    place: str | None = None,
    role: str | None = None,
    need: str | None = None,
    silent_since: pd.Timestamp | None = None,
    new_there: bool = False,
) -> list[str]:
    """Questions for somebody at `place`; `role` is what the user seeks there, `need` what they look for.

    >>> for_a_talk(place="Globex")[0], for_a_talk()[-1]
    ('How did you come to Globex, and what keeps you there?', 'Who do you know that I should meet?')
    """
    asked = []
    if need is not None:
        asked.append(f"How does it go with what you were looking for ({need})?")
    if silent_since is not None:
        asked.append(f"What has happened in your life since {month(silent_since)}?")
    if place is None:
        asked.append("How did you come to what you do now?")
    elif new_there:
        asked.append(f"How were your first weeks at {place}, and what surprised you?")
    else:
        asked.append(f"How did you come to {place}, and what keeps you there?")
    asked.append("What is hard in your work at present, and what would make it easier?")
    if role is not None and place is not None:
        asked.append(f"What would {place} want from {_article(role)} {role}, that no advertisement says?")
    return [*asked, WHO_ELSE]


def _article(role: str) -> str:
    """`an` before a vowel; a title's U is mostly read "you", as in User Researcher.

    >>> _article("Analytics Manager"), _article("Lead Analyst"), _article("UX Designer")
    ('an', 'a', 'a')
    """
    return "an" if role[:1].casefold() in {"a", "e", "i", "o"} else "a"


def they_may_ask(*, place: str, role: str | None, last_employer: str | None) -> list[str]:
    """What an interviewer may ask the user."""
    story = "your last work" if last_employer is None else last_employer
    return [
        f"Why {place}, and why now?",
        f"What did you achieve at {story} that you can put a number on?",
        "When did something go wrong, and what did you do then?",
        f"What would your first three months as {role} look like?"
        if role
        else "What would you do first here?",
        "Why did you leave, and what do you expect to be paid?",
    ]


def to_ask_them(*, role: str | None) -> list[str]:
    """What the user may ask an interviewer."""
    return [
        f"What should whoever becomes {role} have done after six months?"
        if role
        else "What should whoever comes have done after six months?",
        "Why is the place open, and what was hard for whoever had it?",
        "How does the team decide, and with whom would I work most?",
        "What would make you hesitate about me? I would like to answer it now.",
        "What happens next, and by when?",
    ]
