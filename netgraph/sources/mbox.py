"""Mailboxes (.mbox): the headers of each message, streamed; bodies pass by and are never kept.

A message begins at a blank line followed by ``From <address> <date with year>``. (The standard library
splits at any body line that begins with ``From``, and writes an index of the whole file first.)
Mailboxes reach 50 GB: memory holds two blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["header_blocks"]

MARK: Final = b"\nFrom "
ENVELOPE: Final = re.compile(rb"\nFrom [^\n]*?\b(?:19|20)\d\d\b[^\n]*\n")
LONGEST_ENVELOPE: Final = 1_000
LONGEST_HEADERS: Final = 256_000
"""Bytes of one message's headers that are kept; of longer ones the start."""


def header_blocks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The header bytes of every message, in order, without the envelope line."""
    # The file's first line may be an envelope: a blank line is put before it.
    buffer, at, in_headers = b"\n\n", 0, False
    for block in blocks:
        buffer, at = buffer[at:] + block, 0
        while True:
            if in_headers:
                end = _blank_line(buffer, at)
                if end < 0 and len(buffer) - at < LONGEST_HEADERS:
                    break
                yield buffer[at + 1 : end if end >= 0 else at + LONGEST_HEADERS]
                at, in_headers = (end if end >= 0 else at + LONGEST_HEADERS), False
            else:
                at, in_headers = _next_message(buffer, at)
                if not in_headers:
                    break
    if in_headers:
        yield buffer[at + 1 :]


def _blank_line(buffer: bytes, at: int) -> int:
    """Where the line end before the first blank line stands, from `at` (a line end) on; -1 for nowhere."""
    unix, dos = buffer.find(b"\n\n", at), buffer.find(b"\n\r\n", at)
    return unix if dos < 0 or 0 <= unix < dos else dos


def _next_message(buffer: bytes, at: int) -> tuple[int, bool]:
    """The line end after the next envelope and True, or from where to look again and False."""
    while (mark := buffer.find(MARK, at)) >= 0:
        if mark > 0 and (buffer[mark - 1] == 10 or (mark > 1 and buffer[mark - 2 : mark] == b"\n\r")):
            envelope = ENVELOPE.match(buffer, mark, mark + LONGEST_ENVELOPE)
            if envelope:
                return envelope.end() - 1, True
            if len(buffer) - mark < LONGEST_ENVELOPE and b"\n" not in buffer[mark + 1 :]:
                return mark - min(mark, 2), False
        at = mark + 1
    return max(at, len(buffer) - len(MARK) - 2), False
