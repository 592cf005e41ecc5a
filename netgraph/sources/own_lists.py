"""Own lists: two small CSV files that the user keeps by hand.

`knows.csv` (`person,knows,organization,position,closeness,note`) holds the answers to "Who do you know
that I should meet?": a stated tie between two people, the second of whom may be new. `targets.csv`
(`name,kind,role,priority`) holds what the user wants to reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.errors import ReadError
from netgraph.sources import archive
from netgraph.sources.names import shown_names
from netgraph.sources.part import File, Part, extracted, part
from netgraph.sources.plain_text import plain_series
from netgraph.sources.sheet import Form, Sheet, header_kind, read_sheet

if TYPE_CHECKING:
    import os

    from netgraph.sources.extract import Extract

__all__ = ["from_member", "is_own_list", "read_answers"]

KNOWS: Final = frozenset({"person", "knows"})
TARGETS: Final = frozenset({"name", "kind", "priority"})
FORMS: Final = {
    "knows": Form(KNOWS, KNOWS | {"organization", "position", "closeness", "note"}),
    "targets": Form(TARGETS, TARGETS | {"role"}),
}
ROUND: Final = frozenset({"name", "closeness", "lastspoke"})
ANSWERS: Final = {"answers": Form(ROUND, ROUND | {"personid", "organization"})}
MOST_CLOSENESS: Final = 5.0
PRIORITIES: Final = (1.0, 5.0)


def from_member(member: archive.Member) -> Extract | None:
    """The rows of a `knows.csv` or `targets.csv`, told by its header; None when it is neither."""
    if not is_own_list(member):
        return None
    sheet = read_sheet(member.name, member.blocks, FORMS)
    parts = _knows(sheet) if sheet.kind == "knows" else [_targets(sheet)]
    return extracted(str(sheet.kind), [File(sheet.name, sheet.rows, parts, faults=sheet.faults)])


def is_own_list(member: archive.Member) -> bool:
    """Whether the file is a `knows.csv` or `targets.csv`, by its header."""
    return header_kind(member.blocks, FORMS) is not None


def read_answers(path: str | os.PathLike[str]) -> pd.DataFrame:
    """The filled CSV of a first round: one row a person, everything as text.

    Raises `ReadError` when it has neither a `name` nor a `person_id` column, or no `closeness`.
    """
    with archive.opened(path) as members:
        sheets = [read_sheet(member.name, member.blocks, ANSWERS) for member in members]
    if len(sheets) != 1 or sheets[0].kind is None:
        raise ReadError("this is no filled first round: it needs the columns name, closeness and last_spoke")
    frame = sheets[0].frame.drop(columns="row").astype("str")
    return frame.rename(columns={"personid": "person_id", "lastspoke": "last_spoke"})


def _knows(sheet: Sheet) -> list[Part]:
    """The stated ties, and the people they lead to."""
    closeness = pd.to_numeric(sheet.text("closeness"), errors="coerce").astype("float64")
    ties = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "a_name": shown_names(sheet.text("person")),
            "b_name": shown_names(sheet.text("knows")),
            "evidence": "stated",
            "closeness": closeness.where(closeness.between(0.0, MOST_CLOSENESS)),
            "note": plain_series(sheet.text("note")),
        }
    )
    unnamed = [(ties["a_name"].isna() | ties["b_name"].isna(), "no name")]
    met = pd.DataFrame(
        {
            "row": ties["row"],
            "name": ties["b_name"],
            "organization": plain_series(sheet.text("organization")),
            "position": plain_series(sheet.text("position")),
        }
    )
    return [part("ties", ties, unnamed), part("people", met, unnamed)]


def _targets(sheet: Sheet) -> Part:
    kind = sheet.text("kind").str.strip().str.casefold()
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": plain_series(sheet.text("name")),
            "kind": kind.where(kind.eq("person"), "organization"),
            "role": plain_series(sheet.text("role")),
            "priority": pd.to_numeric(sheet.text("priority"), errors="coerce").clip(*PRIORITIES),
            "status": "chosen",
        }
    )
    return part("targets", rows, [(rows["name"].isna(), "no name")])
