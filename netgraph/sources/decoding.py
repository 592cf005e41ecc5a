"""Bytes to lines of text, whatever program and country wrote them.

The ladder: byte order mark, else strict UTF-8, else cp1252, which spreadsheets in western Europe write. A
file that is UTF-8 but for a few damaged bytes stays UTF-8. Guessing libraries were wrong on short files.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["with_lines"]

T = TypeVar("T")

LONGEST_LINE: Final = 1 << 20
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def with_lines(blocks: Callable[[], Iterable[bytes]], read: Callable[[Iterator[str]], T]) -> T:
    """What `read` makes of the lines; it is called again if the bytes turn out to be no UTF-8.

    Lines keep their ends and hold no NUL; one that does not end within a block or two is cut.
    """
    start = _start(blocks())
    marked = next((encoding for mark, encoding in MARKS if start.startswith(mark)), None)
    if marked:
        return read(_lines(blocks(), marked, "replace"))
    try:
        return read(_lines(blocks(), "utf-8", "strict"))
    except UnicodeDecodeError:
        encoding = "utf-8" if _is_damaged_utf8(blocks()) else "cp1252"
    return read(_lines(blocks(), encoding, "replace"))


def _start(blocks: Iterable[bytes]) -> bytes:
    start = b""
    for block in blocks:
        start += block
        if len(start) >= len(codecs.BOM_UTF8):
            break
    return start


def _is_damaged_utf8(blocks: Iterable[bytes]) -> bool:
    """Whether letters that are UTF-8, which no other encoding is by accident, outnumber the wrong bytes."""
    wrong = right = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for block in blocks:
        text = decoder.decode(block)
        bad = text.count("\ufffd")
        wrong += bad
        right += len(text) - bad - len(text.encode("ascii", "ignore"))
    return right > wrong


def _lines(blocks: Iterable[bytes], encoding: str, errors: str) -> Iterator[str]:
    """The lines with their ends, without NUL; half a letter at the very end of a cut file is left out."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    rest = ""
    for block in blocks:
        text = rest + decoder.decode(block).replace("\0", "")
        lines = list(io.StringIO(text, newline=""))
        # A line may go on in the next block, and so may the two halves of its end.
        rest = lines.pop() if lines and len(lines[-1]) < LONGEST_LINE else ""
        yield from lines
    if rest:
        yield rest
