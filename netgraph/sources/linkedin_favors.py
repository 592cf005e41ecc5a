"""Recommendations and endorsements: help given and received, in LinkedIn's public form."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.sources import dates
from netgraph.sources.linkedin_directory import full_name
from netgraph.sources.linkedin_url import canonical_series
from netgraph.sources.names import keys_of_shown, shown_names
from netgraph.sources.part import Part, part

if TYPE_CHECKING:
    from netgraph.sources.extract import Mention
    from netgraph.sources.linkedin_directory import Directory
    from netgraph.sources.sheet import Sheet

__all__ = ["read_endorsements", "read_recommendations"]

GIVEN: Final = re.compile(r"given|donne|dada|gegeben|erteilt|concedida|feitas")
RECEIVED: Final = re.compile(r"receiv|recu|recibid|erhalten|recebid|ricevut")


def read_recommendations(sheet: Sheet, directory: Directory, owner: Mention) -> Part:
    """One favor a row. Given and received share one header: only the file's name or folder tells them."""
    is_given = _is_given(sheet.name)
    rows = _favors(
        sheet,
        ("firstname", "lastname"),
        directory,
        owner,
        at=dates.parse(sheet.text("creationdate"), dates.MINUTES),
        kind="recommendation",
        is_given=bool(is_given),
    )
    withdrawn = sheet.text("status").str.lower().str.strip().isin(("deleted", "withdrawn"))
    nothing = sheet.text("text").str.strip().eq("") & rows["at"].isna()
    return part(
        "favors",
        rows,
        [
            (pd.Series(is_given is None, index=rows.index), "direction not known"),
            (withdrawn, "withdrawn"),
            (nothing, "bad date"),
            (_is_nobody(rows, is_given=bool(is_given)), "nobody"),
        ],
    )


def read_endorsements(sheet: Sheet, directory: Directory, owner: Mention) -> Part:
    """One favor a skill; only those that were accepted."""
    is_given = sheet.kind == "endorsements given"
    role = "endorsee" if is_given else "endorser"
    rows = _favors(
        sheet,
        (f"{role}firstname", f"{role}lastname"),
        directory,
        owner,
        at=dates.parse(sheet.text("endorsementdate"), dates.ENDORSEMENTS),
        kind="endorsement",
        is_given=is_given,
        address=f"{role}publicurl",
    )
    accepted = sheet.text("endorsementstatus").str.lower().str.strip().isin(("accepted", ""))
    return part(
        "favors",
        rows,
        [
            (~accepted, "not accepted"),
            (rows["at"].isna(), "bad date"),
            (_is_nobody(rows, is_given=is_given), "nobody"),
        ],
    )


def _is_given(name: str) -> bool | None:
    """What the file's own name says, else what the folders above it say."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    path = "".join(c for c in letters if not unicodedata.combining(c))
    for text in (path.rpartition("/")[2], path):
        given, received = bool(GIVEN.search(text)), bool(RECEIVED.search(text))
        if given != received:
            return given
    return None


def _favors(
    sheet: Sheet,
    names: tuple[str, str],
    directory: Directory,
    owner: Mention,
    *,
    at: pd.Series,
    kind: str,
    is_given: bool,
    address: str = "",
) -> pd.DataFrame:
    text = full_name(sheet, *names)
    alter, ego = ("receiver", "giver") if is_given else ("giver", "receiver")
    urls = canonical_series(sheet.text(address))
    return pd.DataFrame(
        {
            "row": sheet.text("row"),
            "at": at,
            "kind": kind,
            f"{alter}_name": shown_names(text),
            f"{alter}_linkedin": urls.fillna(
                keys_of_shown(shown_names(text)).map(directory.url_of).astype("str")
            ),
            f"{ego}_name": pd.Series(owner.name, index=text.index, dtype="str"),
            f"{ego}_linkedin": pd.Series(owner.linkedin, index=text.index, dtype="str"),
            f"{ego}_email": pd.Series(owner.email, index=text.index, dtype="str"),
        }
    )


def _is_nobody(rows: pd.DataFrame, *, is_given: bool) -> pd.Series:
    alter = "receiver" if is_given else "giver"
    return rows[f"{alter}_name"].isna() & rows[f"{alter}_linkedin"].isna()
