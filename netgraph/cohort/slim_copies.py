"""Slim copies: a caseload's folder once more, with exports that hold no more than netgraph uses.

The roster, the lists that a coach types and books are copied as they are; every export is rewritten
(`netgraph.sources.slimming`). Whatever else stands there is left out and told. Nothing is written to the
original.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.cohort.client_folder import OWN_LISTS, book_copy
from netgraph.errors import NetgraphError, ReadError
from netgraph.private_file import private_draft
from netgraph.sources.slimming import slim_file

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

__all__ = ["slim_copies"]

COPIED: Final = OWN_LISTS | {"roster.csv"}
EXPORTS: Final = frozenset({".csv", ".tsv", ".zip"})


def slim_copies(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Write the slim copy of `folder` (or of one export) to the folder `out`; a row a file that was seen.

    Columns: `file` (seen from `folder`), `state` (slimmed, copied, left out or not read), `before` and
    `after` (bytes) and `reason`. Raises `ReadError` when there is nothing, or `out` is or lies in `folder`.
    """
    source, target = Path(folder), Path(out)
    if not source.exists():
        raise ReadError("no file or folder stands there: check the path")
    here, there = source.resolve(), target.resolve()
    if there == here or here in there.parents or (source.is_file() and there == here.parent):
        raise ReadError(
            "the slim copy cannot lie in the folder it is made from: give another folder with --out"
        )
    base = source if source.is_dir() else source.parent
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    files = [one for one in files if one.is_file() or one.is_symlink()]
    rows = []
    for number, file in enumerate(files, start=1):
        name = file.relative_to(base)
        rows.append({"file": name.as_posix(), **_copied(file, target / name)})
        if progress is not None:
            progress(number, len(files))
    return pd.DataFrame(rows, columns=["file", "state", "before", "after", "reason"])


def _copied(file: Path, target: Path) -> dict[str, object]:
    if file.is_symlink():
        return _left("a link to a file elsewhere")
    told: dict[str, object] = {"before": file.stat().st_size}
    try:
        if file.name.lower() in COPIED or file.suffix.lower() == ".db":
            return told | {"state": "copied", "after": _copy(file, target)}
        if file.suffix.lower() not in EXPORTS or file.name.startswith((".", "~", "_")):
            return told | _left("no export of LinkedIn's")
        slim = slim_file(file, target)
    except NetgraphError as error:
        return told | {"state": "not read", "reason": str(error)}
    except OSError as error:
        return told | {"state": "not read", "reason": error.strerror or "the system refused"}
    if slim is None:
        return told | _left("a table that netgraph does not use")
    lost = f"{slim.lost_rows} rows that are no rows of their table" if slim.lost_rows else None
    left = f"{slim.left_out} tables left out" if slim.left_out else None
    reason = "; ".join(part for part in (left, lost) if part) or None
    return told | {"state": "slimmed", "after": target.stat().st_size, "reason": reason}


def _copy(file: Path, target: Path) -> int:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with private_draft(target) as draft:
        if file.suffix.lower() == ".db":
            book_copy(file, draft)
        else:
            shutil.copyfile(file, draft)
    return target.stat().st_size


def _left(reason: str) -> dict[str, object]:
    return {"state": "left out", "reason": reason}
