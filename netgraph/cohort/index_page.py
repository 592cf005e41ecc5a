"""The index: the caseload on one page, those who are stuck and what to discuss next beside each name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.cohort.measures import RECENT_DAYS
from netgraph.cohort.pages import page
from netgraph.lookup import is_missing
from netgraph.private_file import write_private
from netgraph.provenance import day

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["write_index"]


def write_index(caseload: pd.DataFrame, path: Path, *, as_of: pd.Timestamp, same_day: bool) -> None:
    """Write the page. `same_day`: whether all are looked at as of `as_of`, or each as of its last day."""
    clients = [_plain(row) for row in caseload.to_dict("records")]
    shown = [one for one in clients if one["report"]]
    logged = [one for one in shown if one["active"] != "not known"]
    write_private(
        path,
        page(
            "index.html",
            day=day(as_of),
            same_day=same_day,
            weeks=RECENT_DAYS // 7,
            shown=shown,
            others=[one for one in clients if not one["report"]],
            facts=[
                (len(shown), "reports", f"of {len(clients)} clients in the roster"),
                (
                    sum(one["active"] == "yes" for one in logged),
                    "active",
                    f"of {len(logged)} with a log; {len(shown) - len(logged)} without one, not known",
                ),
                (
                    sum(one["recent"] or 0 for one in logged),
                    "conversations",
                    f"in the last {RECENT_DAYS // 7} weeks, of {len(logged)} with a log",
                ),
                (
                    sum(one["warm"] for one in shown),
                    "targets with a warm way in",
                    f"of {sum(one['targets'] for one in shown)} that were chosen",
                ),
            ],
            told=caseload.attrs["told"],
        ),
    )


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """The row with None for what is missing, whole numbers as such, and days in words."""
    values: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, list):
            values[name] = value
        elif is_missing(value):
            values[name] = None
        elif isinstance(value, float):
            values[name] = int(value)
        else:
            values[name] = day(value) if name == "last_log" else value
    return values
