"""The tables of a pool: what leaves a member's book, and what the pool answers."""

from __future__ import annotations

from typing import Final

from netgraph.schema.columns import Column, Table

__all__ = [
    "POOL_CONNECTORS",
    "POOL_COVERAGE",
    "POOL_LOG",
    "POOL_MEMBERS",
    "POOL_PREVIEW",
    "POOL_REACH",
    "POOL_REQUESTS",
    "POOL_ROUTES",
    "SHARE",
]

SHARE: Final = Table(
    "share",
    (
        Column("holder", "count", "keyed hash of the member whose contact this is"),
        Column("person", "count", "keyed hash of the contact's LinkedIn page, else e-mail, else this book's"),
        Column("email", "count", "keyed hash of the e-mail beside a LinkedIn page; else the same as person"),
        Column("organization", "text", "current organization, normalised"),
        Column("level", "text", "staff, manager, director, executive or unknown"),
        Column("band", "text", "how well the member knows them: weak, medium, strong or not known"),
        Column("readiness", "number", "how ready the tie is to carry an ask, in steps of .05"),
        Column("proof", "flag", "rests on more than a LinkedIn connection"),
        Column("name", "text", "full name, in scope names only"),
    ),
)
"""One row a contact; nothing else of a book leaves it."""

POOL_PREVIEW: Final = Table(
    "pool_preview", (Column("contact", "text", "who the row is about: stays with you"), *SHARE.columns)
)

POOL_MEMBERS: Final = Table(
    "pool_members",
    (
        Column("member", "text", "the member's id in this pool"),
        Column("name", "text", "the member's name"),
        Column("scope", "text", "bands or names"),
        Column("contacts", "count", "rows in the member's share"),
        Column("joined", "time", "when the share was taken in last"),
        Column("until", "time", "last day on which it counts"),
        Column("delegated", "flag", "the coach may answer requests for the member"),
    ),
)

POOL_REACH: Final = Table(
    "pool_reach",
    (
        Column("target", "text", "what was asked for"),
        Column("who", "text", "related (members who know you and whom you know) or others"),
        Column("band", "text", "how well they know somebody there: strong, medium, weak, not known; any"),
        Column("members", "text", "how many, in words; of others never a number that points at one"),
        Column("at_least", "count", "so many for sure"),
        Column("at_most", "number", "and no more than that; NaN = not said"),
    ),
)

POOL_ROUTES: Final = Table(
    "pool_routes",
    (
        Column("rank", "count", "1 = the warmest way in"),
        Column("target", "text", "what was asked for"),
        Column("hops", "count", "ties on the way, 2 or 3"),
        Column("readiness", "number", "product of the ties' readiness, times .7 for each hand-over"),
        Column("proof", "flag", "every tie on the way is more than a LinkedIn connection"),
        Column("member", "text", "id of the member who knows somebody there; missing until they agreed"),
        Column("path", "list", "from you to somebody there, names as far as they may be told"),
        Column("evidence", "list", "what each tie rests on: another member's data, with consent"),
        Column("bands", "list", "how strong each tie is: weak, medium, strong or not known"),
        Column("consent", "text", "ask (the member is not named yet) or approved"),
        Column("first_step", "text", "what to do first"),
        Column("why", "text", "the reason in one sentence"),
    ),
)

POOL_COVERAGE: Final = Table(
    "pool_coverage",
    (
        Column("target", "text", "what was asked for"),
        Column("members", "count", "members who know somebody there"),
        Column("strong", "count", "of them so many strongly"),
        Column("medium", "count", "in the middle"),
        Column("weak", "count", "weakly"),
        Column("not_known", "count", "connected, and no more is known"),
        Column("reached", "count", "members with a way in over another member, at most three ties"),
        Column("best_readiness", "number", "readiness of the best such way; NaN = there is none"),
        Column("next_step", "text", "what to do first"),
    ),
)

POOL_CONNECTORS: Final = Table(
    "pool_connectors",
    (
        Column("member", "text", "the member's id"),
        Column("name", "text", "the member's name"),
        Column("targets", "list", "targets where they know somebody"),
        Column("opens", "count", "how many targets that are"),
        Column("only_way", "list", "targets that nobody else in the pool opens"),
        Column("asked", "count", "requests that concern them and wait for their answer"),
        Column("agreed", "count", "requests they have agreed to"),
    ),
)

POOL_REQUESTS: Final = Table(
    "pool_requests",
    (
        Column("request", "text", "its id"),
        Column("asker", "text", "member id of who asks"),
        Column("asker_name", "text", "their name"),
        Column("target", "text", "the organization they want to reach"),
        Column("at", "time", "when they asked"),
        Column("answer", "text", "open, approved or declined; to the asker: approvals alone"),
        Column("contacts", "count", "how many people you know there"),
        Column("by", "text", "who answered: the member, or the coach for them"),
    ),
)

POOL_LOG: Final = Table(
    "pool_log",
    (
        Column("at", "time", "when"),
        Column("who", "text", "member id, or coach"),
        Column("what", "text", "create, join, leave, reach, routes, request, approve, ..."),
        Column("about", "text", "organizations, requests or member ids; never a contact"),
    ),
)
