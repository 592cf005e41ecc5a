"""People in a LinkedIn export: connections, the imported address book, and the owner's own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.sources import dates
from netgraph.sources.linkedin_directory import full_name
from netgraph.sources.linkedin_url import canonical_series, find_profiles
from netgraph.sources.names import is_nobody, shown_names
from netgraph.sources.part import Part, part
from netgraph.sources.plain_text import emails, per_value, plain_series

if TYPE_CHECKING:
    from netgraph.sources.extract import Mention
    from netgraph.sources.sheet import Sheet

__all__ = ["read_address_book", "read_connections", "read_email_addresses", "read_profile"]


def read_connections(sheet: Sheet) -> Part:
    """One person a row. People who hid themselves leave a row with nothing but a date: `hidden`."""
    text = full_name(sheet, "firstname", "lastname")
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": shown_names(text),
            "given_name": shown_names(sheet.text("firstname")),
            "family_name": shown_names(sheet.text("lastname")),
            "organization": plain_series(sheet.text("company")),
            "position": plain_series(sheet.text("position")),
            "linkedin": canonical_series(sheet.text("url", "profileurl")),
            "email": emails(sheet.text("emailaddress")),
            "connected_on": dates.parse(sheet.text("connectedon"), dates.CONNECTIONS),
        }
    )
    placeholder = text.map(is_nobody).astype(bool) & rows["linkedin"].isna()
    says = rows[["organization", "position", "linkedin", "email"]].notna().any(axis=1)
    hidden = placeholder | (rows["name"].isna() & text.eq("") & ~says)
    return part("people", rows, [(hidden, "hidden"), (rows["name"].isna(), "no name")])


def read_address_book(sheet: Sheet) -> Part:
    """People whom the owner once let LinkedIn import from a phone or mail program."""
    apart = full_name(sheet, "firstname", "lastname")
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": shown_names(apart.where(apart.ne(""), sheet.text("fullname"))),
            "given_name": shown_names(sheet.text("firstname")),
            "family_name": shown_names(sheet.text("lastname")),
            "organization": plain_series(sheet.text("companies")),
            "position": plain_series(sheet.text("title")),
            "location": plain_series(sheet.text("location")),
            "linkedin": per_value(sheet.text("profiles"), _first_profile),
            "email": emails(sheet.text("emails")),
        }
    )
    unknown = rows[["name", "email"]].isna().all(axis=1)
    return part("people", rows, [(unknown, "no name")])


def read_profile(sheet: Sheet, owner: Mention) -> Part:
    """The owner as a person; the headline stands for the position."""
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": shown_names(full_name(sheet, "firstname", "lastname")),
            "given_name": shown_names(sheet.text("firstname")),
            "family_name": shown_names(sheet.text("lastname")),
            "position": plain_series(sheet.text("headline")),
            "location": plain_series(sheet.text("geolocation")),
            "linkedin": canonical_series(sheet.text("publicprofileurl")).fillna(owner.linkedin or pd.NA),
            "email": _always(owner.email, sheet),
        }
    )
    return part("people", rows, [(rows["name"].isna(), "no name")])


def read_email_addresses(sheet: Sheet, owner: Mention) -> Part:
    """The owner's own addresses, each as one more row about the owner."""
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": _always(owner.name, sheet),
            "linkedin": _always(owner.linkedin, sheet),
            "email": emails(sheet.text("emailaddress")),
        }
    )
    return part("people", rows, [(rows["email"].isna(), "no address")])


def _first_profile(text: str) -> str | None:
    return next(iter(find_profiles(text)), None)


def _always(value: str | None, sheet: Sheet) -> pd.Series:
    return pd.Series(value, index=sheet.frame.index, dtype="str")
