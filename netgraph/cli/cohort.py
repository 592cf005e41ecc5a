"""A coach's caseload: `netgraph cohort` and `netgraph slim`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import AsOf, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["register"]

OutFolder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder to write into.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("cohort")(cohort)
    app.command("slim")(slim)


def cohort(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="roster.csv, and a folder or a book for each client.", show_default=False
        ),
    ],
    out: OutFolder,
    sponsor: Annotated[
        str | None,
        typer.Option("--sponsor", metavar="NAME", help="Write this sponsor's report too; it names nobody."),
    ] = None,
    as_of: AsOf = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Clients at a time [default: one a core].")
    ] = None,
) -> None:
    """Write a report for each client who agreed to one, with an index and a workbook over all of them."""
    from netgraph.cli.printing import note
    from netgraph.cli.progress import counting
    from netgraph.cohort import write_cohort_reports

    day = today(as_of)
    with counting("Clients") as progress:
        caseload = write_cohort_reports(folder, out, as_of=day, sponsor=sponsor, jobs=jobs, progress=progress)
    for line in (*caseload.attrs["told"], *_lines(caseload)):
        note(line)
    typer.echo(_summary(caseload))
    typer.echo(f"Look at {out / 'index.html'} and {out / 'caseload.xlsx'}.")
    if sponsor is not None:
        typer.echo(
            f"The sponsor's report: {out / 'sponsors'} (it names nobody; look at it before you send it)."
        )


def slim(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Clients' folders, or one export.", show_default=False)
    ],
    out: OutFolder,
) -> None:
    """Copy exports without the text of messages, phone numbers and job applications; originals stay."""
    from netgraph.cli.printing import counted, note
    from netgraph.cli.progress import counting
    from netgraph.cohort.slim_copies import slim_copies
    from netgraph.errors import ReadError

    with counting("Files") as progress:
        files = slim_copies(folder, out, progress=progress)
    for row in files[files["state"].isin(["left out", "not read"])].to_dict("records"):
        note(f"{row['file']}: {row['state']}, {row['reason']}")
    done = files[files["state"] == "slimmed"]
    if done.empty:
        raise ReadError("no LinkedIn export was found there: nothing was slimmed")
    typer.echo(
        f"{counted(len(done), 'export', 'exports')} slimmed, {done['before'].sum() / 1e6:,.1f} MB before and "
        f"{done['after'].sum() / 1e6:,.1f} MB after; "
        f"{counted((files['state'] == 'copied').sum(), 'other', 'others')} copied. "
        "The originals still hold everything: delete them when you no longer need them."
    )


def _lines(caseload: pd.DataFrame) -> Iterator[str]:
    """What is to be told of single clients."""
    for row in caseload.to_dict("records"):
        if row["state"] in {"no data", "not read"}:
            yield f"{row['client_id']}: {row['state']}: {row['reason']}"
        for line in row["told"]:
            yield f"{row['client_id']}: {line}"


def _summary(caseload: pd.DataFrame) -> str:
    from netgraph.cli.printing import counted

    states = caseload["state"].value_counts()
    words = {
        "written": "written",
        "unchanged": "as they were",
        "no consent": "without consent to a report",
        "no data": "without data",
        "not read": "could not be read",
    }
    counts = [f"{states[one]} {said}" for one, said in words.items() if one in states]
    return f"{counted(len(caseload), 'client', 'clients')}: {', '.join(counts)}."
