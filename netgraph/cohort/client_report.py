"""One client: from the folder to the report and a record of what the caseload shows.

The record is kept beside the reports with a key: a hash of everything that goes into it (what stands in the
folder, what the roster says of the client, the day, the version of netgraph). Where the key and the report
are as they were, nothing is made again. What the client did not agree to is not made: without
`consent_report` neither a report nor a word for the coach, without `consent_coach_names` no names.
"""

from __future__ import annotations

import gc
import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.cohort.client_folder import ClientData, read_client
from netgraph.cohort.measures import measures
from netgraph.cohort.numbered import numbered
from netgraph.cohort.talking_points import talking_points
from netgraph.coverage import target_coverage
from netgraph.errors import NetgraphError, OwnerUnknownError
from netgraph.graph import build_graph
from netgraph.organizations import organization_key
from netgraph.people import name_key
from netgraph.private_file import write_private
from netgraph.sources.fingerprint import fingerprint, kept_record

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from netgraph.cohort.roster import Client

__all__ = ["KEPT", "REPORTS", "Task", "client_record", "killed_record", "stated_version"]

REPORTS: Final = "clients"
KEPT: Final = ".kept"
MOST_EMPLOYERS: Final = 20_000
"""Names of employers that a worker keeps in mind: some 10 MB."""

NO_OWNER: Final = (
    "the export does not say whose it is: put the client's LinkedIn address into the column owner of "
    "roster.csv"
)


class Task(NamedTuple):
    """What a worker needs to make one client's report; `stem` is the file name without ending."""

    client: Client
    places: tuple[Path, ...]
    out: Path
    stem: str
    as_of: str | None
    version: str


def client_record(task: Task) -> dict[str, Any]:
    """The client's record; the report is written when the client agreed to one and it is not there yet.

    `state` is written, unchanged or not read (then `reason` says why). Never raises: one client's broken
    folder must not cost the others theirs.
    """
    try:
        # Tables of a thousand rows are a fifth sooner done with Python's own texts than with Arrow's.
        with pd.option_context("mode.string_storage", "python"):
            return _record(task)
    except OwnerUnknownError:
        return _not_read(NO_OWNER)
    except NetgraphError as error:
        return _not_read(str(error))
    except OSError as error:
        return _not_read(f"a file cannot be read or written: {error.strerror or 'the system refused'}")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others come next
        return _not_read(f"netgraph hit a fault of its own ({type(error).__name__})")
    finally:
        _let_go()


def killed_record(task: Task) -> dict[str, Any]:
    """The record of a client whose process was stopped from outside."""
    del task
    return _not_read("the process that read it was stopped; is there enough memory?")


def stated_version() -> str:
    """The version of netgraph that makes the reports."""
    try:
        return version("netgraph-referrals")
    except PackageNotFoundError:
        return "unknown"


def _record(task: Task) -> dict[str, Any]:
    key = _key(task)
    kept_at = task.out / KEPT / f"{task.stem}.json"
    report = task.out / REPORTS / f"{task.stem}.html" if task.client.consent_report else None
    kept = kept_record(kept_at)
    if kept.get("key") == key and (report is None or kept.get("report_hash") == fingerprint(report)):
        return kept | {"state": "unchanged"}
    data = read_client(task.places, owner=task.client.owner or None)
    record = {"key": key, "state": "written", **_told(task, data, report)}
    if report is not None:
        record["report_hash"] = fingerprint(report)
    kept_at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(kept_at, json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True))
    return record


def _told(task: Task, data: ClientData, report: Path | None) -> dict[str, Any]:
    client = task.client
    may_name = client.consent_report and client.consent_coach_names
    contacts = data.contacts if may_name else numbered(data.contacts)
    G = build_graph(contacts, as_of=task.as_of)
    coverage = target_coverage(G)
    told = measures(G, coverage, started_on=client.started_on, ended_on=client.ended_on)
    record: dict[str, Any] = {"as_of": G.graph["as_of"].isoformat(), "measures": told._asdict()}
    if report is None:
        return record
    points = talking_points(G, coverage, told)
    _write(G, report)
    shown = coverage[["target", "state", "next_step"]].to_dict("records")
    about = {name: getattr(data, name) for name in ("told", "log_rejects", "not_slim")} | {"targets": shown}
    return record | about | points._asdict()


def _write(G: nx.Graph, report: Path) -> None:
    from netgraph.report import write_report

    report.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_report(G, report)


def _key(task: Task) -> str:
    client = task.client
    counts = {
        "inputs": [[place.suffix, fingerprint(place)] for place in task.places],
        "log": [fingerprint(place.with_name(f"{place.name}-wal")) for place in task.places],
        "report": client.consent_report,
        "names": client.consent_coach_names,
        "days": [str(client.started_on), str(client.ended_on)],
        "owner": client.owner,
        "as_of": task.as_of,
        "version": task.version,
    }
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()


def _let_go() -> None:
    """Let go of the client's tables and forget the names: they are of no use to the next, and would pile up.

    Employers are of use, while they are few.
    """
    gc.collect()
    name_key.cache_clear()
    if organization_key.cache_info().currsize > MOST_EMPLOYERS:
        organization_key.cache_clear()


def _not_read(reason: str) -> dict[str, Any]:
    return {"state": "not read", "reason": reason}
