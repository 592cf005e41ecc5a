"""Netgraph's own JSON export, as it is told from other files: by how it begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from netgraph.errors import ReadError

if TYPE_CHECKING:
    import os

__all__ = ["is_own_export", "own_export"]

BEGINS: Final = '{"netgraph":'
LOOKED_AT: Final = 64


def own_export(path: str | os.PathLike[str]) -> str | None:
    """The text of a file that begins as an export of netgraph does, None for any other file or folder.

    Raises `ReadError` when the file begins so and cannot be read.
    """
    try:
        return Path(path).read_text(encoding="utf-8") if is_own_export(path) else None
    except UnicodeDecodeError:
        raise ReadError("the export is damaged: it is no UTF-8 text; export it again") from None
    except OSError:
        return None


def is_own_export(path: str | os.PathLike[str]) -> bool:
    """Whether the file begins as an export of netgraph does; a folder or none does not."""
    try:
        with Path(path).open("rb") as opened:
            start = opened.read(LOOKED_AT).decode("utf-8", errors="replace")
    except OSError:
        return False
    return "".join(start.split()).startswith(BEGINS)
