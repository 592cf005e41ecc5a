"""What a reader gives: rows with people named as the file names them, before anybody has an id.

A source says *who* by a mention - a name, a LinkedIn URL, an e-mail address, whichever it has.
`netgraph.contacts` turns mentions into people. Each row remembers its file and row number, so that a
row that turns out to be unusable later can still be reported where it stood.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from netgraph.schema import EXTRACT_TABLES, conform, empty

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Columns", "Extract", "Mention"]


class Mention(NamedTuple):
    """Somebody as a file names them; None where the file does not say."""

    name: str | None = None
    linkedin: str | None = None
    email: str | None = None


class Columns(NamedTuple):
    """Which columns of a file were taken for what (`name <- Full Name`), and which were not."""

    mapped: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """The rows of one source in the tables of `netgraph.schema.EXTRACT_TABLES`.

    `owner` is whose data it is, as far as the files say. `files` maps each file to its number of rows;
    a row of a file is either in at least one table or in `rejects`, never lost. `columns` says of a file
    which of its columns were understood.
    """

    source: str
    owner: Mention = Mention()
    files: dict[str, int] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    columns: dict[str, Columns] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """The table `name` in full columns, empty when the source has nothing for it."""
        schema = EXTRACT_TABLES[name]
        return conform(self.tables[name], schema) if name in self.tables else empty(schema)
