"""A sponsor's report: how a programme goes, as a page, a CSV and a workbook that hold the same few figures.

No client and no contact is in it, no sentence that anybody wrote, and no figure from which a small one could
be computed back. The counts that were printed are kept beside the reports (`.kept/sponsors`), so that the
next report to the same sponsor tells nothing by the difference of the two; delete a report that was never
handed over, and the next one takes no account of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netgraph.cohort.client_report import KEPT
from netgraph.cohort.pages import page
from netgraph.cohort.roster import file_stems
from netgraph.cohort.sheets import Sheet, write_sheets
from netgraph.cohort.sponsor_counts import PARENTS, SUMS, programme
from netgraph.cohort.sponsor_figures import figures
from netgraph.cohort.suppression import ALL, LEAST
from netgraph.export import to_csv
from netgraph.private_file import write_private
from netgraph.provenance import day
from netgraph.sources.fingerprint import kept_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from netgraph.cohort.roster import Client
    from netgraph.cohort.sponsor_figures import Earlier

__all__ = ["write_sponsor_report"]

SPONSORS: Final = "sponsors"
HELD_BACK: Final = (
    f"Counts under {LEAST}, of those for whom something holds or does not hold, are never printed, and "
    "other figures are rounded or held back where they would give such a count away. Nobody is named, and "
    "only clients who agreed to it are counted."
)
NOBODY: Final = (
    "No cohort is old enough, or nobody in one agreed to be counted: there is nothing to report yet."
)


def write_sponsor_report(
    sponsor: str,
    clients: Iterable[Client],
    records: dict[str, dict[str, Any]],
    target: Path,
    *,
    as_of: pd.Timestamp,
) -> pd.DataFrame:
    """Write the report on a sponsor's `clients` to `target/sponsors/`; its figures, as in `SPONSOR`.

    `records` are the clients' (see `netgraph.cohort.client_report`) by client id.
    """
    stem = file_stems([sponsor])[sponsor]
    place, kept_at = target / SPONSORS, target / KEPT / SPONSORS / f"{stem}.json"
    kept = kept_record(kept_at) if (place / f"{stem}.html").exists() else {}
    earlier: Earlier = kept.get("printed", {})
    told = programme(clients, records, as_of=as_of)
    found = figures(told, earlier)
    for folder in (place, kept_at.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(place / f"{stem}.html", _page(sponsor, found, told.said, as_of))
    write_private(place / f"{stem}.csv", to_csv(found))
    about = [[line] for line in (f"{sponsor}, {day(as_of)}", HELD_BACK, *told.said)]
    sheets = [
        Sheet("Figures", list(found.columns), found.to_numpy().tolist()),
        Sheet("About", ["About"], about),
    ]
    write_sheets(sheets, place / f"{stem}.xlsx", as_of=as_of)
    printed = _with_new(earlier, found, as_of)
    write_private(kept_at, json.dumps({"printed": printed}, ensure_ascii=False, indent=1, sort_keys=True))
    return found


def _page(sponsor: str, found: pd.DataFrame, said: list[str], as_of: pd.Timestamp) -> str:
    reasons = list(dict.fromkeys(found["reason"].dropna()))
    cells = {(row["cohort"], row["measure"]): _cell(row, reasons) for row in found.to_dict("records")}
    cohorts = [one for one in found["cohort"].drop_duplicates() if one != ALL]
    return page(
        "sponsor.html",
        sponsor=sponsor,
        day=day(as_of),
        all=ALL,
        measures=[*PARENTS, *SUMS],
        units=dict(zip(found["measure"], found["unit"], strict=True)),
        cohorts=cohorts,
        cells=cells,
        reasons=reasons,
        said=said if len(found) else [NOBODY, *said],
        held_back=HELD_BACK,
    )


def _cell(row: dict[Any, Any], reasons: list[str]) -> dict[str, Any]:
    """What a cell of the page shows: the figure, what it is taken over, a bar, the number of its reason."""
    said = row["said"] if isinstance(row["said"], str) else None
    note = reasons.index(row["reason"]) + 1 if isinstance(row["reason"], str) else None
    detail = None
    if said is not None and row["measure"] in SUMS:
        detail = f"over {row['of']:,.0f} {SUMS[row['measure']].whole.replace('weeks', 'client weeks')}"
    elif said is not None and row["rate"] == row["rate"]:
        detail = f"{row['rate'] * 100:.0f} %"
    share = round(row["rate"] * 100) if row["rate"] == row["rate"] and "%" in f"{said} {detail}" else None
    return {"text": said, "detail": detail, "share": share, "note": note}


def _with_new(earlier: Earlier, found: pd.DataFrame, as_of: pd.Timestamp) -> Earlier:
    """The counts printed as they are, so far and in this report."""
    printed = {row: {name: list(counts) for name, counts in told.items()} for row, told in earlier.items()}
    exact = found[found["clients"].notna() & found["of"].notna() & found["measure"].isin(list(PARENTS))]
    for row in exact.to_dict("records"):
        counts = printed.setdefault(row["cohort"], {}).setdefault(row["measure"], [])
        new = [as_of.date().isoformat(), int(row["clients"]), int(row["of"])]
        if new not in counts:
            counts.append(new)
    return printed
