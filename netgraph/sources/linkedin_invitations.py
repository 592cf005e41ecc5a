"""Invitations to connect: events in the data, and never contact. Their direction tells whose export it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.sources import dates
from netgraph.sources.linkedin_url import canonical_series
from netgraph.sources.names import is_nobody, keys_of_shown, shown_names
from netgraph.sources.part import Part, part
from netgraph.sources.plain_text import per_value

if TYPE_CHECKING:
    from netgraph.sources.linkedin_directory import Directory
    from netgraph.sources.sheet import Sheet

__all__ = ["read_invitations"]


def read_invitations(sheet: Sheet, directory: Directory) -> Part:
    """One row an invitation, with its `direction` beside the table's columns."""
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "at": dates.parse(sheet.text("sentat"), dates.MINUTES),
            "channel": "invitation",
            "thread": pd.Series(index=sheet.frame.index, dtype="str"),
            "group_size": 2,
            "length": sheet.frame.get("message_length"),
            "direction": sheet.text("direction").str.strip().str.upper(),
        }
    )
    nobody = pd.Series(False, index=rows.index)
    who = {}
    for role, column, address in (
        ("sender", "from", "inviterprofileurl"),
        ("recipient", "to", "inviteeprofileurl"),
    ):
        text = sheet.text(column)
        rows[f"{role}_name"] = shown_names(per_value(text, lambda name: None if is_nobody(name) else name))
        keys = keys_of_shown(rows[f"{role}_name"])
        urls = canonical_series(sheet.text(address))
        rows[f"{role}_linkedin"] = urls.fillna(keys.map(directory.url_of).astype("str"))
        who[role] = rows[f"{role}_linkedin"].fillna(keys)
        nobody |= who[role].isna()
    nobody |= who["sender"].eq(who["recipient"])
    return part("interactions", rows, [(rows["at"].isna(), "bad date"), (nobody, "nobody")])
