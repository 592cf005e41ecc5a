"""PDF: the report typeset by Typst, tagged for readers who do not see it (PDF/UA-1).

The data go to Typst as JSON in `sys.inputs` and are set as text, never as markup. The day in the file is the
report's own, so that the same report gives the same bytes on machines with the same fonts.

A character that no font of the machine can draw would be an empty box. It is written in Latin letters
instead, and the report says so.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.errors import ReportError
from netgraph.report.html import pictures

if TYPE_CHECKING:
    from netgraph.report.blocks import Report

__all__ = ["to_pdf"]

TEMPLATE: Final = Path(__file__).with_name("templates") / "report.typ"
FONT: Final = "Libertinus Serif"
FONTS: Final = (
    FONT,
    *("Noto Serif CJK JP", "Noto Serif JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    *("Noto Sans CJK JP", "IPAexMincho", "Source Han Serif", "SimSun", "Malgun Gothic"),
)
"""The font that comes with Typst, then those that hold Japanese, Chinese and Korean where they are there."""

UNDRAWN: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_NAMED: Final = 12


def to_pdf(report: Report) -> bytes:
    """The report as a PDF. Raises `ReportError` where Typst is missing or refuses the document."""
    drawn = pictures(report, family=f"{FONT}, serif")
    day = pd.Timestamp(report.record["date"])
    told = report.record | {
        "pictures": drawn,
        "fonts": list(FONTS),
        "year": day.year,
        "month": day.month,
        "monthday": day.day,
    }
    made, missing = _compiled(told, day)
    if missing:
        made, more = _compiled(_in_latin(told, missing), day)
        if more:
            raise ReportError(
                f"the PDF cannot be set: {len(more)} characters have no font; write HTML instead"
            )
    return made


def _compiled(told: dict[str, Any], day: pd.Timestamp) -> tuple[bytes, list[str]]:
    """The PDF, or nothing and the characters that no font can draw."""
    try:
        import typst
    except ModuleNotFoundError:
        raise ReportError(
            "a PDF needs Typst: pip install 'netgraph-referrals[reports]' (HTML needs nothing more)"
        ) from None
    try:
        made = typst.compile(
            TEMPLATE,
            sys_inputs={"report": json.dumps(told, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(day.timestamp()),
        )
    except typst.TypstError as error:
        missing = [_unescaped(one) for one in UNDRAWN.findall(getattr(error, "diagnostic", "") or str(error))]
        if missing:
            return b"", list(dict.fromkeys(missing))
        raise ReportError("the PDF cannot be set; write HTML instead (NETGRAPH_DEBUG=1 shows why)") from error
    return bytes(made), []


def _in_latin(told: dict[str, Any], missing: list[str]) -> dict[str, Any]:
    """The same report with what cannot be drawn in Latin letters, and a line that says so."""
    from anyascii import anyascii

    plain = {ord(one): anyascii(one) or "?" for text in missing for one in text}
    named = ", ".join(f"U+{code:04X}" for code in list(plain)[:MOST_NAMED])
    more = f" and {len(plain) - MOST_NAMED} more" if len(plain) > MOST_NAMED else ""
    note = (
        f"No font of the machine that made this file holds {len(plain)} of the characters in names "
        f"({named}{more}): they are written in Latin letters, which may not be how they are read. "
        "The HTML report shows them."
    )
    changed: dict[str, Any] = _translated(told, plain)
    *before, last = changed["sections"]
    last = last | {"blocks": [*last["blocks"], {"kind": "note", "text": note}]}
    return changed | {"sections": [*before, last], "fonts": told["fonts"]}


def _translated(part: Any, plain: dict[int, str]) -> Any:
    if isinstance(part, dict):
        return {key: _translated(value, plain) for key, value in part.items()}
    if isinstance(part, list):
        return [_translated(value, plain) for value in part]
    return part.translate(plain) if isinstance(part, str) else part


def _unescaped(text: str) -> str:
    r"""The characters that Typst's message names, its escapes undone.

    >>> _unescaped("\\u{200b}"), _unescaped("a")
    ('\u200b', 'a')
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
