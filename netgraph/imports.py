"""Imports: what became of every file that was read, so that nothing is lost in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["import_report"]


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
