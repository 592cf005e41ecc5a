"""Private files: written whole or not at all, and for their owner's eyes alone (mode 0600)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["private_draft", "write_private"]

PRIVATE: Final = 0o600


def write_private(file: Path, content: str | bytes) -> None:
    """Write a text (in UTF-8, its line ends as they are) or bytes to `file`, whose folder is there."""
    with private_draft(file) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def private_draft(file: Path) -> Iterator[Path]:
    """An empty file beside `file` to write to, which takes its place when the block ends.

    When the block raises, the draft is gone and `file` is as it was. A draft that a killed program left
    behind is thrown away.
    """
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=PRIVATE, exist_ok=False)
    try:
        yield draft
        draft.chmod(PRIVATE)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
