"""The pool: many members' networks as one, with consent, and nobody's address book handed around.

A member makes a *share* (`make_share`: what leaves, row by row in a preview), the coach takes it into the
`Pool`, and members ask: does anybody here know somebody at Globex (`pool_reach`), over whom
(`pool_routes`)? Whoever leads there is named once they agreed to that one asker (`request`,
`answer_request`); what was agreed to goes into one's own book (`approved_contacts`). What each may learn,
and what they may not, stands in `netgraph.pool.answers`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netgraph.pool.answers import pool_reach, pool_routes
    from netgraph.pool.caseload import pool_connectors, pool_coverage
    from netgraph.pool.consent import answer_request, delegate, pool_requests, request
    from netgraph.pool.folder import Pool
    from netgraph.pool.keys import PoolKey, read_key
    from netgraph.pool.share import Share, make_share
    from netgraph.pool.shares_file import read_share, write_share
    from netgraph.pool.taking import approved_contacts, own_names

__all__ = [
    "Pool",
    "PoolKey",
    "Share",
    "answer_request",
    "approved_contacts",
    "delegate",
    "make_share",
    "own_names",
    "pool_connectors",
    "pool_coverage",
    "pool_reach",
    "pool_requests",
    "pool_routes",
    "read_key",
    "read_share",
    "request",
    "write_share",
]

HOMES = {
    "Pool": "folder",
    "PoolKey": "keys",
    "Share": "share",
    "answer_request": "consent",
    "approved_contacts": "taking",
    "delegate": "consent",
    "make_share": "share",
    "own_names": "taking",
    "pool_connectors": "caseload",
    "pool_coverage": "caseload",
    "pool_reach": "answers",
    "pool_requests": "consent",
    "pool_routes": "answers",
    "read_key": "keys",
    "read_share": "shares_file",
    "request": "consent",
    "write_share": "shares_file",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'netgraph.pool' has no attribute {name!r}")
    value = getattr(import_module(f"netgraph.pool.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
