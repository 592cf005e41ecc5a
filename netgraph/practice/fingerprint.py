"""Fingerprint: a short text that tells contents of tables apart, and is quick to make."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["fingerprint"]

OF_FILES: Final = frozenset({"imports", "rejects"})


def fingerprint(contacts: Contacts) -> str:
    """A text that is the same for equal tables, rows in the same order, and differs where a cell does.

    The tables about files, imports and rejects, are left out: no answer is made from them. 10,000 people
    and 70,000 interactions take a tenth of a second.
    """
    seen = hashlib.blake2b(digest_size=16)
    for name, frame in contacts.tables().items():
        if name not in OF_FILES:
            seen.update(f"{name} {len(frame)} {list(frame.columns)}".encode())
            seen.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return seen.hexdigest()
