"""A report to print: `netgraph report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, book_graph, not_blank

__all__ = ["register"]

STEM = "network-report"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(report)


def report(
    path: Annotated[
        Path | None,
        typer.Argument(help="The file to write, .html or .pdf [default: network-report.html here]."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write a PDF.")] = False,
    targets: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="NAME",
            help="A target; as often as you like [default: your own].",
            callback=not_blank,
        ),
    ] = None,
    book: BookFile = None,
    as_of: AsOf = None,
) -> None:
    """Four to six pages to print: your ties, the ways to your targets, a month's plan."""
    from netgraph.cli.progress import waiting
    from netgraph.report import write_report

    file = path if path is not None else Path(f"{STEM}{'.pdf' if pdf else '.html'}")
    if pdf and file.suffix.lower() != ".pdf":
        raise typer.BadParameter(f"--pdf writes a file that ends in .pdf; found {file.suffix or 'no suffix'}")
    G = book_graph(book, as_of)
    with waiting("Writing your report"):
        written = write_report(G, file, targets=targets or None)
    typer.echo(f"Written: {written}. It holds names: give it only to people you trust with them.")
