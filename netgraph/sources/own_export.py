"""Netgraph's own JSON export, as it is told from other files: by how it begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from netgraph.errors import ReadError

if TYPE_CHECKING:
    import os

__all__ = ["own_export"]

BEGINS: Final = '{"netgraph":'
LOOKED_AT: Final = 64


def own_export(path: str | os.PathLike[str]) -> str | None:
    """The text of a file that begins as an export of netgraph does, None for any other file or folder.

    Raises `ReadError` when the file begins so and cannot be read.
    """
    file = Path(path)
    try:
        with file.open("rb") as opened:
            start = opened.read(LOOKED_AT).decode("utf-8", errors="replace")
        if not "".join(start.split()).startswith(BEGINS):
            return None
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ReadError("the export is damaged: it is no UTF-8 text; export it again") from None
    except OSError:
        return None
