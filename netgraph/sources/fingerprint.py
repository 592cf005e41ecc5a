"""Fingerprints: whether what stands on the disk is what stood there, and what was kept of an earlier run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netgraph.errors import ReadError

if TYPE_CHECKING:
    import os

__all__ = ["fingerprint", "kept_record"]

MOST_FILES: Final = 20_000


def fingerprint(path: str | os.PathLike[str]) -> str | None:
    """A hash of a file, or of all files in a folder with their names; None when nothing stands there.

    Times and modes do not count. Links are not followed. Raises `ReadError` when a file cannot be read.
    """
    place = Path(path)
    whole = hashlib.sha256()
    try:
        if place.is_file():
            return _of_file(place)
        if not place.is_dir():
            return None
        files = sorted(one for one in place.rglob("*") if one.is_file() and not one.is_symlink())
        if len(files) > MOST_FILES:
            raise ReadError(f"the folder holds more than {MOST_FILES} files: it is no client's folder")
        for file in files:
            whole.update(f"{file.relative_to(place).as_posix()}\0{_of_file(file)}\n".encode(errors="replace"))
    except OSError as error:
        raise ReadError("a file in the folder cannot be opened: check that you may read it") from error
    return whole.hexdigest()


def kept_record(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The JSON object that an earlier run kept in a file; empty when there is none or it is damaged."""
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _of_file(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
