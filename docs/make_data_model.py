"""Writes `data_model.md` from `netgraph.schema`, which alone names columns. Run by `make data-model`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netgraph import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = Path(__file__).with_name("data_model.md")
HEAD = """# The data model

Made from `netgraph.schema` by `make data-model`; a test holds it to the code.

Kinds: *text* (missing: NaN), *time* (UTC; a date is its midnight), *number* (NaN: not known), *count* (never
missing), *flag* (never missing), *list* (a Python list in each row).

What a tie rests on, the strongest first: """


def data_model() -> str:
    """The page as it ought to be."""
    named = {name: table for name, table in vars(schema).items() if isinstance(table, schema.Table)}
    answers = [table for table in named.values() if table not in schema.TABLES]
    evidence = ", ".join(
        f"`{one}`" + ("" if one in schema.PROOF else " (no proof)") for one in schema.EVIDENCE
    )
    parts = [
        f"{HEAD}{evidence}.",
        "## A bundle of contacts (`ng.Contacts`)",
        *_tables(schema.TABLES),
        "## Answers",
        *_tables(sorted(answers, key=lambda table: table.name)),
    ]
    return "\n\n".join(parts) + "\n"


def _tables(tables: Iterable[schema.Table]) -> Iterator[str]:
    for table in tables:
        rows = [f"| `{one.name}` | {one.kind} | {one.meaning.replace('|', '/')} |" for one in table.columns]
        yield "\n".join([f"### {table.name}", "", "| column | kind | meaning |", "|---|---|---|", *rows])


if __name__ == "__main__":
    PAGE.write_text(data_model(), encoding="utf-8")
