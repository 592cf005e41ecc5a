"""Imports: what became of every file that was read, so that nothing is lost in silence.

What the user said of the columns of a table is kept as a choice of the kind `columns`, about nobody: it
comes with the import that it was said for, and goes with it when that is undone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.schema import CHOICES, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.contacts import Contacts

__all__ = ["columns_said", "import_report", "with_columns_said"]

COLUMNS: Final = "columns"


def import_report(contacts: Contacts) -> pd.DataFrame:
    """One row a file, as it was read.

    `source`, `file`, `rows`, `used`, `hidden` (people who hid themselves), `unused`, `reasons` (such as
    `draft 3, nobody 2`), `mapped` (what was taken for what: `email <- E-mail 1 - Value`) and `ignored`
    (columns that were not). `rows` = `used` + `unused`, hidden ones among the unused. The book does not
    keep `mapped` and `ignored`: of contacts from there they are empty.
    """
    told = contacts.imports.attrs.get("columns", {})
    counted = contacts.rejects.value_counts(["source", "file", "reason"]).reset_index(name="rows")
    reasons: dict[tuple[str, str], list[str]] = {}
    hidden: dict[tuple[str, str], int] = {}
    for source, file, reason, count in counted.itertuples(index=False, name=None):
        reasons.setdefault((source, file), []).append(f"{reason} {count:,}")
        if reason == "hidden":
            hidden[source, file] = count
    report = contacts.imports.drop(columns="read_at")
    keys = list(zip(report["source"], report["file"], strict=True))
    counts = [hidden.get(key, 0) for key in keys]
    report.insert(report.columns.to_list().index("unused"), "hidden", counts)
    report["reasons"] = pd.array([", ".join(reasons.get(key, ())) for key in keys], dtype="str")
    for at, name in enumerate(("mapped", "ignored")):
        words = [", ".join(told[key][at]) if key in told else "" for key in keys]
        report[name] = pd.array(words, dtype="str")
    report.attrs = {}
    return report


def with_columns_said(contacts: Contacts, header: Sequence[str], columns: Mapping[str, str]) -> Contacts:
    """The `contacts` of a table, and what the user said its `columns` (role -> header) mean.

    `header` holds all names in the first line of the table.
    """
    said = json.dumps({"header": sorted(header), "columns": dict(columns)}, ensure_ascii=False)
    row = conform(pd.DataFrame([{"kind": COLUMNS, "value": said}]), CHOICES)
    return replace(contacts, choices=pd.concat([row, contacts.choices], ignore_index=True))


def columns_said(choices: pd.DataFrame, header: Sequence[str]) -> dict[str, str] | None:
    """What the user said last of a table with this `header`; None when they said nothing of such a one."""
    for said in choices.loc[choices["kind"] == COLUMNS, "value"].dropna():
        kept = json.loads(said)
        if kept["header"] == sorted(header):
            return dict(kept["columns"])
    return None
