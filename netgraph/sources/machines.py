"""Machines: addresses behind which no person sits, so that neither a contact nor a tie comes of them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_machine"]

MACHINE: Final = re.compile(
    r"""(?:.*[._+-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|donotreply|ne[._-]?pas[._-]?repondre|nicht[._-]?antworten
    |mailer[._-]?daemon|postmaster|bounces?|notifications?|notify|newsletters?|alerts?|auto[._-]?confirm
    |automated|unsubscribe|calendar-notification|drive-shares-noreply|invitations?)(?:[._+-].*)?@
    |[^@]*@(?:resource\.calendar\.google\.com|group\.calendar\.google\.com|import\.calendar\.google\.com
    |group\.v\.calendar\.google\.com|(?:.*\.)?unknownorganizer\.calendar\.google\.com|googlegroups\.com
    |(?:.*\.)?bounces?\.[^@]*|docs\.google\.com|reply\.[^@]*|notifications?\.[^@]*)""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST: Final = 200


def is_machine(address: str) -> bool:
    """Whether an e-mail address is a robot's, a room's or a list's by its own words.

    >>> is_machine("no-reply@globex.example"), is_machine("c_18x@resource.calendar.google.com")
    (True, True)
    >>> is_machine("nora.reply@globex.example"), is_machine("bounceley@example.org")
    (False, False)
    """
    return len(address) > LONGEST or MACHINE.match(address) is not None
