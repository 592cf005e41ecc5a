"""The caseload: one report for each client who agreed to one, an index and a workbook over all of them.

::

    clients/roster.csv        who there is, for which sponsor, and what they agreed to
    clients/ID/ or ID.db      exports, and what the coach types; or a book
    reports/index.html        the caseload; reports/caseload.xlsx the same as a workbook
    reports/clients/ID.html   one report a client
    reports/sponsors/...      a sponsor's report, where one is asked for

A report whose client withdrew the consent, or left the roster, is taken away with all that was kept of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.cohort.client_folder import client_places
from netgraph.cohort.client_report import (
    KEPT,
    REPORTS,
    Task,
    client_record,
    killed_record,
    stated_version,
)
from netgraph.cohort.roster import Roster, even, file_stems, read_roster
from netgraph.cohort.sheets import check_workbooks
from netgraph.cohort.workers import cores, for_each
from netgraph.contact_days import instant
from netgraph.errors import ReadError, UnknownNameError
from netgraph.schema import CASELOAD, conform

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

__all__ = ["write_cohort_reports"]

ROSTER: Final = "roster.csv"
NO_CONSENT: Final = "has not agreed to a report: nothing of theirs is shown"
NAMED: Final = 5
NO_DATA: Final = "no folder and no book bears this client_id"


def write_cohort_reports(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    as_of: str | pd.Timestamp | None = None,
    sponsor: str | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Write the reports of all clients in `folder` to `out`; one row a client, columns as in `CASELOAD`.

    `as_of` is the day to look at (None: for each client the last day in their data); with a day the same
    input gives the same bytes. `sponsor` names a sponsor of the roster whose report is written too. `jobs`
    are processes at a time (None: one a core); `progress` is called with the clients done and their number.
    What is as it was in the run before is not made again. A client who cannot be read has the state "not
    read" and a reason. `df.attrs["told"]` holds what is wrong with the roster and the folders, a line each.

    Raises `ReadError` without a readable `roster.csv`, when `out` lies inside `folder`, or when clients have
    data and none could be read; `UnknownNameError` when nobody in the roster has that sponsor.
    """
    source, target = Path(folder), Path(out)
    check_workbooks()
    roster = _opened(source, target, sponsor)
    places, told = _placed(source, roster)
    day = None if as_of is None else instant(as_of).isoformat()
    stems = file_stems(client.client_id for client in roster.clients)
    tasks = [
        Task(client, tuple(places[client.client_id]), target, stems[client.client_id], day, stated_version())
        for client in roster.clients
        if client.client_id in places
        and (
            client.consent_report or (client.consent_sponsor and client.sponsor and client.sponsor == sponsor)
        )
    ]
    tell = None if progress is None else (lambda done: progress(done, len(tasks)))
    records = for_each(client_record, tasks, jobs=jobs or cores(), killed=killed_record, done=tell)
    of_client = {task.client.client_id: record for task, record in zip(tasks, records, strict=True)}
    told += _taken_away(target, {task.stem for task in tasks if task.client.consent_report}, tasks)
    if tasks and all(record["state"] == "not read" for record in records):
        raise ReadError(f"none of {len(tasks)} clients could be read; the first: {records[0]['reason']}")
    caseload = _caseload(roster, places, of_client, stems)
    caseload.attrs["told"] = [*roster.told, *told, *_not_slim(of_client)]
    _write_all(caseload, of_client, roster, target=target, sponsor=sponsor, day=day)
    return caseload


def _opened(source: Path, target: Path, sponsor: str | None) -> Roster:
    if not source.is_dir():
        raise ReadError("the caseload is a folder that holds roster.csv and a folder for each client")
    if target.resolve() == source.resolve() or source.resolve() in target.resolve().parents:
        raise ReadError("the reports cannot lie among the clients' folders: give another folder for them")
    found = [one for one in sorted(source.iterdir()) if one.name.lower() == ROSTER]
    if not found:
        raise ReadError(
            "the folder holds no roster.csv: it names each client (client_id), sponsor, cohort and what "
            "they agreed to"
        )
    roster = read_roster(found[0])
    sponsors = {client.sponsor for client in roster.clients if client.sponsor}
    if sponsor is not None and sponsor not in sponsors:
        raise UnknownNameError(
            f"no client of the roster has this sponsor; it names {', '.join(sorted(sponsors)) or 'none'}"
        )
    return roster


def _placed(source: Path, roster: Roster) -> tuple[dict[str, list[Path]], list[str]]:
    """Where each client's data are, and what stands there without a client."""
    found = {even(name): paths for name, paths in client_places(source).items()}
    ids = {even(client.client_id): client.client_id for client in roster.clients}
    places = {ids[name]: paths for name, paths in found.items() if name in ids}
    told = [
        f"{name}: stands in the folder and not in roster.csv; not read" for name in found if name not in ids
    ]
    told += [
        f"{one.name}: put it into a folder that bears the client's id"
        for one in sorted(source.iterdir())
        if one.suffix.lower() == ".zip" and one.is_file()
    ]
    return places, told


def _caseload(
    roster: Roster,
    places: dict[str, list[Path]],
    records: dict[str, dict[str, Any]],
    stems: dict[str, str],
) -> pd.DataFrame:
    rows = []
    for client in roster.clients:
        row = {name: getattr(client, name) or None for name in ("client_id", "sponsor", "cohort", "coach")}
        row |= {"stuck": [], "told": []}
        record = records.get(client.client_id, {})
        if not client.consent_report:
            row |= {"state": "no consent", "reason": NO_CONSENT}
        elif client.client_id not in places:
            row |= {"state": "no data", "reason": NO_DATA}
        elif record["state"] == "not read":
            row |= {"state": "not read", "reason": record["reason"]}
        else:
            row |= _shown(record) | {"report": f"{REPORTS}/{stems[client.client_id]}.html"}
        rows.append(row)
    return conform(pd.DataFrame(rows, columns=CASELOAD.names), CASELOAD)


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    told = record["measures"]
    known = told["recent"] is not None
    refused = record["log_rejects"]
    lines = [
        *record["told"],
        *([f"log.csv, {len(refused)} rows not used: {'; '.join(refused)}"] if refused else []),
    ]
    return {
        "state": record["state"],
        "active": ("yes" if told["recent"] else "no") if known else "not known",
        "stuck": record["stuck"],
        "next_step": record["next_step"],
        "told": lines,
        **{name: value for name, value in told.items() if name in CASELOAD.names},
    }


def _not_slim(records: dict[str, dict[str, Any]]) -> list[str]:
    """One line on the clients whose exports hold more than netgraph uses."""
    fat = {name: record["not_slim"] for name, record in records.items() if record.get("not_slim")}
    if not fat:
        return []
    what = ", ".join(sorted({one for found in fat.values() for one in found}))
    more = f" and {len(fat) - NAMED} more" if len(fat) > NAMED else ""
    return [f"not slimmed: {', '.join(list(fat)[:NAMED])}{more} hold {what}; run 'netgraph slim'"]


def _taken_away(target: Path, with_report: set[str], tasks: list[Task]) -> list[str]:
    """Take away what earlier runs made of clients who no longer agree to it, or are no longer there."""
    kept = {task.stem for task in tasks}
    told = []
    for record in sorted((target / KEPT).glob("*.json")):
        report = target / REPORTS / f"{record.stem}.html"
        if record.stem not in with_report and report.exists():
            report.unlink()
            told.append(f"{record.stem}: the report of an earlier run was taken away")
        if record.stem not in kept:
            record.unlink()
    return told


def _write_all(
    caseload: pd.DataFrame,
    records: dict[str, dict[str, Any]],
    roster: Roster,
    *,
    target: Path,
    sponsor: str | None,
    day: str | None,
) -> None:
    from netgraph.cohort.index_page import write_index
    from netgraph.cohort.sponsor import write_sponsor_report
    from netgraph.cohort.workbook import write_workbook

    days = [record["as_of"] for record in records.values() if "as_of" in record]
    until = pd.Timestamp(day or max(days, default="1970-01-01T00:00:00+00:00"))
    targets = {name: record["targets"] for name, record in records.items() if record.get("targets")}
    shown = set(caseload.loc[caseload["report"].notna(), "client_id"])
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_index(caseload, target / "index.html", as_of=until, same_day=day is not None)
    write_workbook(
        caseload,
        {name: rows for name, rows in targets.items() if name in shown},
        target / "caseload.xlsx",
        as_of=until,
    )
    if sponsor is not None:
        mine = [client for client in roster.clients if client.sponsor == sponsor]
        write_sponsor_report(sponsor, mine, records, target, as_of=until)
