"""A share: what a member lends the pool, and the preview that shows it row by row.

One row a contact with a tie of the member's own: keyed hashes, the normalised organization, five levels of
position, a band of strength and the readiness in steps of .05; the name in scope `names` alone. Nothing
else leaves: no message, note, favour or day, no tie between two contacts, no guess.

Somebody hidden leaves no row, and neither does anybody who may be the same person under another card
(`Contacts.review`): such a row would tell of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.addresses import OFFICES
from netgraph.contact_days import instant
from netgraph.errors import ShareError, UnknownNameError
from netgraph.lookup import ego_of, number, ties_of
from netgraph.organizations import organization_key
from netgraph.people import slugs
from netgraph.pool.keys import PoolKey, keyed_hash
from netgraph.pool.levels import level_of
from netgraph.practice.entries import match_name
from netgraph.schema import POOL_PREVIEW, SHARE, conform
from netgraph.sources.linkedin_url import canonical
from netgraph.strength import band

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx

    from netgraph.contacts import Contacts

__all__ = ["GRID", "SCOPES", "Identity", "Share", "contact_hashes", "identity_of", "make_share", "preview"]

SCOPES: Final = ("bands", "names")
GRID: Final = 20
"""Readiness leaves in steps of 1/20: whole numbers from 1 to 19 of them."""

LEFT_AT_HOME: Final = frozenset({"inferred", "pooled"})
"""Evidence of ties that are not shared: guesses, and what the pool itself told."""


class Identity(NamedTuple):
    """Whose share it is, as the pool knows its members: in the open, for the coach to check."""

    name: str
    linkedin: str | None
    address: str | None
    person: int
    email: int


class Share(NamedTuple):
    """What one member lends: whose it is, how far it may be told, how long, and the rows.

    `until` is the last day on which it counts; `made` the quarter of the data, such as 2026Q4.
    """

    owner: Identity
    scope: str
    until: pd.Timestamp
    made: str
    rows: pd.DataFrame


def make_share(
    G: nx.Graph,
    key: PoolKey,
    *,
    scope: str = "bands",
    hide: Sequence[str] = (),
    until: str | pd.Timestamp,
    me: Sequence[str] = (),
) -> tuple[Share, pd.DataFrame]:
    """The share of the owner of `G`, and its preview: the same rows beside the contacts' names.

    `hide` names contacts (ids or full names) who are left out; `me` is the member's own LinkedIn address or
    e-mail, where the book does not know it. `preview.attrs` says how many were left out and why. Raises
    `UnknownNameError` when nobody or several are meant by a name, `ShareError` when the member cannot be
    told, the scope is none or the last day is over.
    """
    contacts: Contacts = G.graph["contacts"]
    if scope not in SCOPES:
        raise ShareError(f"a share's scope is one of {', '.join(SCOPES)}; found {scope!r}")
    last = instant(until).normalize()
    if last < G.graph["as_of"].normalize():
        raise ShareError("the share would be over before it begins: give a later day with --until")
    owner = identity_of(contacts, key, me=me)
    hidden = _hidden(contacts, hide)
    shared, guesses = _own_ties(G)
    left = shared[~shared["person_id"].isin(hidden)]
    rows = _rows(left, owner, key)
    if scope == "bands":
        rows["name"] = None
    order = rows.sort_values(["person", "email", "organization"], kind="stable").index
    share = Share(owner, scope, last, f"{G.graph['as_of']:%Y}Q{G.graph['as_of'].quarter}", pd.DataFrame())
    share = share._replace(rows=conform(rows.loc[order], SHARE))
    seen = conform(rows.loc[order].assign(contact=left.loc[order, "name"]), POOL_PREVIEW)
    out = len(shared) - len(left)
    told = (
        f"{len(rows):,} rows would leave. {out:,} are hidden, {guesses:,} guesses and what pools told stay."
    )
    seen.attrs.update(hidden=out, guesses=guesses, rests_on=told)
    return share, seen


def preview(share: Share, seen: pd.DataFrame) -> dict[str, object]:
    """What leaves besides the rows, and what stays, in words for the member."""
    return {
        "your name": share.owner.name,
        "your LinkedIn page": share.owner.linkedin or "not known",
        "your e-mail": share.owner.address or "not known",
        "scope": f"{share.scope}: "
        + (
            "names of contacts are told to a member whom you allow it"
            if share.scope == "names"
            else "no name of a contact leaves your book"
        ),
        "until": f"{share.until:%Y-%m-%d}",
        "made": share.made,
        "rows": len(share.rows),
        "left out": f"{seen.attrs['hidden']} hidden, {seen.attrs['guesses']} guesses",
    }


def identity_of(contacts: Contacts, key: PoolKey, *, me: Sequence[str] = ()) -> Identity:
    """The owner of the contacts, by the LinkedIn page, else the e-mail. Raises `ShareError` without both."""
    mine = contacts.people[contacts.people["is_ego"]]
    name = None if mine.empty else mine["name"].iloc[0]
    known = [] if mine.empty else [*mine["linkedin"].dropna(), *mine["email"].dropna()]
    pages = [page for one in [*me, *known] if (page := canonical(str(one)))]
    mails = [
        str(one).strip().casefold() for one in [*me, *known] if "@" in str(one) and not canonical(str(one))
    ]
    if not pages and not mails:
        raise ShareError("your book does not know your own LinkedIn page or e-mail: give one with --me")
    page, mail = next(iter(pages), None), next(iter(mails), None)
    return known_as(str(name or "a member"), page, mail, key)


def known_as(name: str, page: str | None, mail: str | None, key: PoolKey) -> Identity:
    """The identity of a member from the LinkedIn page, the e-mail or both."""
    texts = contact_hashes(pd.Series([page], dtype="str"), pd.Series([mail], dtype="str"), key)
    person, email = (int(one) for one in texts.iloc[0])
    return Identity(name, page, mail, person, email)


def contact_hashes(
    linkedin: pd.Series, email: pd.Series, key: PoolKey, *, own: pd.Series | None = None
) -> pd.DataFrame:
    """`person` and `email` of each contact as a share holds them; `own` are texts for who has neither."""
    page = "slug:" + slugs(linkedin).str.casefold()
    address = "email:" + email.astype("str").str.strip().str.casefold()
    surest = page.fillna(address)
    if own is not None:
        surest = surest.fillna("own:" + own)
    second = address.where(page.notna(), surest).fillna(surest)
    hashes = {text: keyed_hash(key, text) for text in pd.unique(pd.concat([surest, second]))}
    return pd.DataFrame({"person": surest.map(hashes), "email": second.map(hashes)}).astype("int64")


def _hidden(contacts: Contacts, hide: Sequence[str]) -> set[Hashable]:
    """The ids of who is hidden, and of everybody who may be the same person."""
    hidden: set[Hashable] = set()
    for one in hide:
        meant = match_name(contacts, one)
        if meant.person_id is None:
            raise UnknownNameError(
                f"{len(meant.candidates)} people may be meant by a name to hide; say which by id: "
                f"{', '.join(meant.candidates)}"
                if meant.candidates
                else "nobody in the book bears a name that is to be hidden: give it in full, or the id"
            )
        hidden.add(meant.person_id)
    if not hidden:
        return hidden
    pairs = contacts.review
    alike = pairs[pairs["person_a"].isin(hidden) | pairs["person_b"].isin(hidden)]
    return hidden | set(alike["person_a"]) | set(alike["person_b"])


def _own_ties(G: nx.Graph) -> tuple[pd.DataFrame, int]:
    """Ego's ties that may be shared, one row a person, and how many guesses are left out."""
    ego = ego_of(G)
    found = [
        (
            person,
            G.nodes[person]["name"],
            organization_key(G.nodes[person].get("organization")),
            level_of(G.nodes[person].get("position")),
            band(number(tie.get("strength"))),
            number(tie["readiness"]),
            bool(tie["proof"]),
            tie["evidence"] in LEFT_AT_HOME or number(tie.get("closeness")) == 0,
        )
        for person, tie in ties_of(G, ego)
    ]
    columns = ["person_id", "name", "organization", "level", "band", "readiness", "proof", "guess"]
    ties = pd.DataFrame(found, columns=columns)
    people = G.graph["contacts"].people.set_index("person_id")[["linkedin", "email"]].astype("str")
    # An address that an office or several people use tells nobody; hidden ones count among these.
    office = people["email"].str.replace(r"@.*", "", regex=True).isin(OFFICES)
    people["email"] = people["email"].mask(office | people["email"].duplicated(keep=False))
    ties = ties.join(people, on="person_id").astype({"linkedin": "str", "email": "str", "guess": "bool"})
    kept = ties[~ties["guess"]].reset_index(drop=True)
    return kept, len(ties) - len(kept)


def _rows(ties: pd.DataFrame, owner: Identity, key: PoolKey) -> pd.DataFrame:
    own = f"{owner.person}:" + ties["person_id"].astype("str")
    steps = np.clip(np.rint(ties["readiness"] * GRID), 1, GRID - 1)
    columns = ["organization", "level", "band", "proof", "name"]
    hashes = contact_hashes(ties["linkedin"], ties["email"], key, own=own)
    rows = hashes.join(ties[columns]).assign(holder=owner.person, readiness=steps / GRID)
    return rows[rows["person"] != owner.person]
