"""Progress: what is being done, on standard error and only where somebody watches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, ProgressColumn

__all__ = ["counting", "reading", "waiting"]


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show `what` with the time it has taken so far; gone when it is done."""
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with _shown(SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()) as bar:
        bar.add_task(what, total=None)
        yield


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Show `what` with the megabytes read so far of those there are; a sign of life until the first block."""
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeElapsedColumn

    from netgraph.sources.watching import watched

    text = TextColumn("{task.description}", markup=False)
    with _shown(text, BarColumn(bar_width=30), DownloadColumn(), TimeElapsedColumn()) as bar:
        task = bar.add_task(what, total=None)
        with watched(lambda read, total: bar.update(task, completed=read, total=total)):
            yield


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show `what` with how many are done of how many; what is given takes both numbers."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    text = TextColumn("{task.description}", markup=False)
    with _shown(text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _shown(*columns: ProgressColumn) -> Progress:
    """A bar of these columns that leaves nothing behind, and is not there at all off a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    screen = Console(stderr=True)
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_interactive)
