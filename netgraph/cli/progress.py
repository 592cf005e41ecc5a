"""Progress: what is being done, on standard error and only where somebody watches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["reading", "waiting"]


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show `what` with the time it has taken so far; gone when it is done."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(what, total=None)
        yield


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Show `what` with the megabytes read so far of those there are; a sign of life until the first block."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

    from netgraph.sources.watching import watched

    text = TextColumn("{task.description}", markup=False)
    columns = (text, BarColumn(bar_width=30), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        with watched(lambda read, total: progress.update(task, completed=read, total=total)):
            yield
