"""The caseload as a workbook: who is active, what they did, their targets, and what to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.cohort.sheets import Sheet, write_sheets
from netgraph.schema import CASELOAD

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["write_workbook"]

CLIENTS: Final = [
    *("client_id", "sponsor", "cohort", "coach", "state", "active", "last_log", "recent", "conversations"),
    *("weeks", "second_degree", "people", "in_contact", "targets", "warm", "connected_only", "guess", "none"),
    *("next_step", "reason"),
]
ABOUT: Final = (
    "Empty numbers are not known, never 0: a client without a log is 'conversations not known'.",
    "Contacts stand under numbers (Contact-001) where the client did not agree that the coach sees names.",
    "A client without consent to a report has a row and nothing else.",
    "This file is about people: keep it as safe as the clients' folders, and delete it with them.",
)


def write_workbook(
    caseload: pd.DataFrame, targets: dict[str, list[dict[str, Any]]], path: Path, *, as_of: pd.Timestamp
) -> None:
    """Write the workbook: clients, talking points, targets, what is wrong with the files, and what is what.

    `targets` holds for each client the rows (target, state, next_step) of their coverage.
    """
    # Whether a report was made in this run or in an earlier one does not count: the same day, the same bytes.
    same = caseload.assign(state=caseload["state"].replace({"written": "report", "unchanged": "report"}))
    rows = same.to_dict("records")
    problems = [["", line] for line in caseload.attrs["told"]]
    problems += [[row["client_id"], line] for row in rows for line in row["told"]]
    problems += [[row["client_id"], row["reason"]] for row in rows if row["state"] in {"no data", "not read"}]
    meanings = [[column.name, column.meaning] for column in CASELOAD.columns if column.name in CLIENTS]
    sheets = [
        Sheet("Clients", CLIENTS, same[CLIENTS].to_numpy().tolist()),
        Sheet(
            "Talking points",
            ["client_id", "coach", "stuck", "next_step"],
            [
                [row["client_id"], row["coach"], point, row["next_step"] if first == 0 else None]
                for row in rows
                if isinstance(row["next_step"], str)
                for first, point in enumerate(row["stuck"] or [None])
            ],
        ),
        Sheet(
            "Targets",
            ["client_id", "target", "state", "next_step"],
            [
                [name, one["target"], one["state"], one["next_step"]]
                for name, own in targets.items()
                for one in own
            ],
        ),
        Sheet("Files", ["client_id", "what to look at"], problems),
        Sheet("About", ["what", "meaning"], [*([None, line] for line in ABOUT), *meanings]),
    ]
    write_sheets(sheets, path, as_of=as_of)
