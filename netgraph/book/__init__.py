"""The book: what the user imported and wrote, kept in one SQLite file.

`Book` is the door; `tables` maps the schema to SQL and back, `migrations` holds the file's versions,
`file` opens it safely and says in plain words when that fails.
"""

from __future__ import annotations

from netgraph.book.store import Added, Book

__all__ = ["Added", "Book"]
