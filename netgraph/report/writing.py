"""Writing a personal report: one file, whole or not at all, that its owner alone may read."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netgraph.errors import ReportError
from netgraph.private_file import write_private
from netgraph.report.content import report_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    import networkx as nx

    from netgraph.report.blocks import Report

__all__ = ["write_report"]


def write_report(G: nx.Graph, path: str | os.PathLike[str], *, targets: Sequence[str] | None = None) -> Path:
    """Write the report on a graph to `path`, as HTML or PDF by its suffix, and return the path.

    `targets` are organizations or people; None takes those the user chose. The same graph and targets give
    the same bytes (a PDF: with the same fonts). PDF needs the extra ``reports``. Raises `ReportError` for
    another suffix, a missing extra or a file that cannot be written, and `NoHistoryError` on a graph made by
    hand.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in {".html", ".htm", ".pdf"}:
        raise ReportError(f"a report is written as .html or .pdf; found {suffix or 'no suffix'}")
    with _without_collecting():
        made = _made(report_of(G, targets=targets), suffix)
    try:
        write_private(file, made)
    except OSError as error:
        raise ReportError(f"the report cannot be written: {error.strerror}") from None
    return file


def _made(report: Report, suffix: str) -> bytes:
    if suffix == ".pdf":
        from netgraph.report.pdf import to_pdf

        return to_pdf(report)
    from netgraph.report.html import to_html

    return to_html(report).encode()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for cycles of objects afterwards: beside a large graph that takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
