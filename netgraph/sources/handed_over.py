"""Handed over: files that come as a stream of bytes, laid down for a reader; and texts given as one zip."""

from __future__ import annotations

import io
import shutil
import zipfile
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["laid_down", "packed", "plain_name"]

LONGEST_NAME: Final = 100
BLOCK: Final = 1 << 20


def laid_down(stream: IO[bytes], folder: Path, name: str) -> Path:
    """The file with the bytes of a stream, block by block, in a new folder that its owner alone may enter.

    Of `name` only what `plain_name` leaves counts. When it fails, the folder is gone again.
    """
    folder.mkdir(mode=0o700)
    path = folder / plain_name(name)
    try:
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file, BLOCK)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


def plain_name(name: str) -> str:
    r"""The last part of a path, without what a file system or a terminal would take for more than a name.

    >>> plain_name("../../etc/pass\x07wd"), plain_name(r"C:\Users\ada\Connections.csv"), plain_name("..")
    ('passwd', 'Connections.csv', 'upload')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if one.isprintable() and one not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (f"{stem[:LONGEST_NAME]}{dot}{ending[:LONGEST_NAME]}" if stem else kept[:LONGEST_NAME]) or "upload"


def packed(texts: Mapping[str, str]) -> bytes:
    """Texts by the name of their file, as one zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return target.getvalue()
