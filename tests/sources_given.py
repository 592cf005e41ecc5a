"""What the tests of readers share: a file from its text, and what an extract holds in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.sources.archive import Member

if TYPE_CHECKING:
    from netgraph.sources.extract import Extract


def given_file(
    content: str | bytes, *, name: str = "a", encoding: str = "utf-8", block: int = 1 << 20
) -> Member:
    """The member of an archive with that content, in blocks of so many bytes."""
    data = content.encode(encoding) if isinstance(content, str) else content
    return Member(name, lambda: (data[at : at + block] for at in range(0, len(data), block)))


def told(extract: Extract, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a table of an extract, missing as None."""
    frame = extract.table(table)[list(columns)].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def reasons(extract: Extract) -> dict[int, str]:
    """Row -> why it was not used."""
    rejects = extract.table("rejects")
    return dict(zip(rejects["row"].tolist(), rejects["reason"], strict=True))


def check_every_row_is_told(extract: Extract) -> None:
    """Each row of each file is used or has one reason, and no text holds what a page would run."""
    rejects = extract.table("rejects")
    used = pd.concat([extract.table(name)[["file", "row"]] for name in extract.tables if name != "rejects"])
    for file, rows in extract.files.items():
        refused = rejects.loc[rejects["file"] == file, "row"].tolist()
        kept = set(used.loc[used["file"] == file, "row"])
        assert sorted([*kept, *refused]) == list(range(1, rows + 1))
    for name in extract.tables:
        text = extract.table(name).select_dtypes("str")
        assert not text.apply(lambda column: column.str.contains("[\x00\x1b\u202e<]", na=False)).any().any()
