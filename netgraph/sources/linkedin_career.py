"""The owner's career in an export: jobs held, schools, employers looked at, and notes on connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.sources import dates
from netgraph.sources.linkedin_directory import full_name
from netgraph.sources.linkedin_url import canonical_series
from netgraph.sources.names import keys_of_shown, shown_names
from netgraph.sources.part import Part, part
from netgraph.sources.plain_text import plain_series

if TYPE_CHECKING:
    from netgraph.sources.extract import Mention
    from netgraph.sources.linkedin_directory import Directory
    from netgraph.sources.sheet import Sheet

__all__ = ["read_jobs", "read_notes", "read_targets"]

JOBS: Final = {
    "positions": ("work", "companyname", "title", "startedon", "finishedon"),
    "education": ("study", "schoolname", "degreename", "startdate", "enddate"),
}
TARGETS: Final = {
    "saved jobs": ("companyname", "jobtitle", "linkedin saved jobs"),
    "applications": ("companyname", "jobtitle", "linkedin applications"),
    "follows": ("organization", "", "linkedin follows"),
}


def read_jobs(sheet: Sheet, owner: Mention) -> Part:
    """Positions and education; a month is its first day, no end means current (work) or not known."""
    kind, organization, position, start, end = JOBS[sheet.kind or ""]
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            **_mention("person", owner, sheet),
            "organization": plain_series(sheet.text(organization)),
            "position": plain_series(sheet.text(position)),
            "kind": kind,
            "started_on": dates.parse(sheet.text(start), dates.MONTHS),
            "ended_on": dates.parse(sheet.text(end), dates.MONTHS),
        }
    )
    return part("jobs", rows, [(rows["organization"].isna() & rows["position"].isna(), "no organization")])


def read_targets(sheet: Sheet) -> Part:
    """Organizations the owner applied to, saved a job of or follows: proposals, until the owner chooses."""
    organization, role, source = TARGETS[sheet.kind or ""]
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": plain_series(sheet.text(organization)),
            "kind": "organization",
            "role": plain_series(sheet.text(role)),
            "status": "proposed",
            "source": source,
        }
    )
    return part("targets", rows, [(rows["name"].isna(), "no organization")])


def read_notes(sheet: Sheet, directory: Directory, owner: Mention) -> Part:
    """The owner's own words about a connection."""
    text = full_name(sheet, "connectionfirstname", "connectionlastname")
    urls = canonical_series(sheet.text("connectionprofileurl"))
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            **_mention("a", owner, sheet),
            "b_name": shown_names(text),
            "b_linkedin": urls.fillna(keys_of_shown(shown_names(text)).map(directory.url_of).astype("str")),
            "evidence": "connected",
            "note": plain_series(sheet.text("note")),
        }
    )
    nobody = rows["b_name"].isna() & rows["b_linkedin"].isna()
    return part("ties", rows, [(nobody, "nobody"), (rows["note"].isna(), "empty row")])


def _mention(role: str, owner: Mention, sheet: Sheet) -> dict[str, pd.Series]:
    return {
        f"{role}_{field}": pd.Series(value, index=sheet.frame.index, dtype="str")
        for field, value in owner._asdict().items()
    }
