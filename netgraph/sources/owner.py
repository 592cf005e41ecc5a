"""The owner as the user names them: a name, a LinkedIn URL or an e-mail address."""

from __future__ import annotations

from netgraph.sources.extract import Mention
from netgraph.sources.linkedin_url import canonical
from netgraph.sources.names import shown_name
from netgraph.sources.plain_text import email

__all__ = ["OWNER_UNKNOWN", "said_owner"]

OWNER_UNKNOWN = (
    "the file does not say whose it is: pass owner= (--owner on the command line) "
    "with a name, an e-mail address or a LinkedIn URL"
)


def said_owner(said: str | None) -> Mention:
    """The mention that `said` makes; an empty one for None.

    >>> said_owner("Eva@Example.org").email, said_owner("linkedin.com/in/Eva").linkedin
    ('eva@example.org', 'https://www.linkedin.com/in/eva')
    """
    if said is None:
        return Mention()
    if url := canonical(said):
        return Mention(linkedin=url)
    if "@" in said and (address := email(said)):
        return Mention(email=address)
    return Mention(name=shown_name(said))
