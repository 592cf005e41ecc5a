"""Workers: the same function on many tasks, in as many processes as there are cores, one task each at a time.

Processes are started afresh (`spawn`), on every system alike; each lets go of one client before it takes the
next, so that memory stays the same however many there are. When a process is killed from outside (memory is
the usual reason) the tasks that are left run one by one in processes of their own: the one that kills its
process is told, the others are done.
"""

from __future__ import annotations

import gc
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

__all__ = ["cores", "for_each"]

T = TypeVar("T")
R = TypeVar("R")


def for_each(
    function: Callable[[T], R],
    tasks: Sequence[T],
    *,
    jobs: int,
    killed: Callable[[T], R],
    done: Callable[[int], None] | None = None,
) -> list[R]:
    """`function` of each task, in the tasks' order; `killed` of a task whose process did not survive it.

    `done` is called with the number of tasks that are finished. With one job everything runs in this process.
    """
    tell = done or (lambda _: None)
    results: dict[int, R] = {}
    if jobs <= 1 or len(tasks) <= 1:
        for at, task in enumerate(tasks):
            results[at] = function(task)
            tell(len(results))
        return list(results.values())
    with _pool(min(jobs, len(tasks))) as pool:
        _collect({_submit(pool, function, task): at for at, task in enumerate(tasks)}, results, tell)
    for at, task in enumerate(tasks):
        if at not in results:
            with _pool(1) as pool:
                _collect({_submit(pool, function, task): at}, results, tell)
            if at not in results:
                results[at] = killed(task)
                tell(len(results))
    return [results[at] for at in range(len(tasks))]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"), initializer=_seldom)


def _seldom() -> None:
    """Look for cycles of objects seldom: it takes a twentieth of the time, and frees little at a time."""
    gc.set_threshold(10_000, 10, 10)


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], task: T) -> Future[R]:
    with _without_main():
        return pool.submit(function, task)


def _collect(futures: dict[Future[R], int], results: dict[int, R], tell: Callable[[int], None]) -> None:
    for future in as_completed(futures):
        try:
            results[futures[future]] = future.result()
        except BrokenProcessPool:
            continue
        tell(len(results))


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that leave the caller's script alone.

    A process that is started afresh would run the script again up to here, and a script without a guard on
    `__main__` would start processes without end; the tasks need nothing of it.
    """
    main = sys.modules["__main__"]
    spec, file = getattr(main, "__spec__", None), main.__dict__.pop("__file__", None)
    main.__spec__ = None
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file
