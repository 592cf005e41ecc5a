"""HTML: the report as one self-contained file that is read without a script.

Nothing is loaded from anywhere: the style stands in the file, the pictures are SVG, and a Content Security
Policy forbids the rest. Every word of the record is escaped. It prints on A4 and reads in grey.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Environment

    from netgraph.report.blocks import Report

__all__ = ["to_html"]

TEMPLATES: Final = Path(__file__).with_name("templates")


def to_html(report: Report) -> str:
    """The report as an HTML document; the same report gives the same text."""
    from markupsafe import Markup

    shelf = _shelf()
    style, _, _ = shelf.loader.get_source(shelf, "report.css") if shelf.loader else ("", None, None)
    record = report.record | {"sections": [_with_shares(one) for one in report.record["sections"]]}
    return shelf.get_template("report.html").render(
        **record,
        # Both are ours: a style sheet of the package, and SVG whose words are escaped.
        style=Markup(style),
        pictures={name: Markup(svg) for name, svg in pictures(report, hints=True).items()},
    )


@lru_cache(maxsize=1)
def _shelf() -> Environment:
    """The templates, each compiled once a process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


def pictures(report: Report, *, family: str | None = None, hints: bool = False) -> dict[str, str]:
    """The figures of a report as SVG, without the title and caption that the page prints itself."""
    from netgraph.figures.svg import FAMILY, to_svg

    told = {
        block["name"]: block
        for one in report.record["sections"]
        for block in one["blocks"]
        if block["kind"] == "figure"
    }
    return {
        name: to_svg(
            figure,
            width=told[name]["pixels"],
            description=told[name]["alt"],
            family=family or FAMILY,
            hints=hints,
            words=False,
        )
        for name, figure in report.figures.items()
    }


def _with_shares(section: dict[str, Any]) -> dict[str, Any]:
    """The section with the widths of its tables' columns in percent."""
    blocks = []
    for block in section["blocks"]:
        if block["kind"] == "table":
            whole = sum(column["width"] for column in block["columns"])
            columns = [
                column | {"share": round(100 * column["width"] / whole, 1)} for column in block["columns"]
            ]
            block = block | {"columns": columns}  # noqa: PLW2901 - a changed copy
        blocks.append(block)
    return section | {"blocks": blocks}
