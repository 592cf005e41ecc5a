"""The versions of the book's file, as numbered steps that are never changed once released.

`PRAGMA user_version` holds the number of steps taken. Each step runs inside one `BEGIN IMMEDIATE`, so
that a step that fails or is killed leaves the file as it was. The SQL is written out, not made
from today's schema: a new column in `netgraph.schema` needs a new step here (a test compares the two).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netgraph.book.file import copy_beside, reading, write_ahead, writing
from netgraph.errors import BookError

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

__all__ = ["MIGRATIONS", "migrate"]

APPLICATION_ID: Final = 0x6E677262
"""`ngrb` in the file's header: tells a book from the database of another program."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE layers (
            id INTEGER NOT NULL PRIMARY KEY, added_at INTEGER NOT NULL,
            kind TEXT NOT NULL, label TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE people (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            person_id TEXT, name TEXT, given_name TEXT, family_name TEXT, organization TEXT, position TEXT,
            location TEXT, linkedin TEXT, email TEXT, connected_on INTEGER, is_ego INTEGER NOT NULL,
            source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE jobs (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            person_id TEXT, organization TEXT, position TEXT, kind TEXT, started_on INTEGER, ended_on INTEGER,
            source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE interactions (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            at INTEGER, channel TEXT, sender_id TEXT, recipient_id TEXT, thread TEXT,
            group_size INTEGER NOT NULL, length REAL, nth INTEGER NOT NULL, source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE ties (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            person_a TEXT, person_b TEXT, evidence TEXT, closeness REAL, note TEXT, since INTEGER,
            source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE favors (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            at INTEGER, giver_id TEXT, receiver_id TEXT, kind TEXT, source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE introductions (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            starter_id TEXT, target_id TEXT, stage TEXT, at INTEGER, note TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE choices (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            person_id TEXT, kind TEXT, value TEXT, until INTEGER,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE targets (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            name TEXT, kind TEXT, role TEXT, priority REAL, status TEXT, source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE rejects (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            source TEXT, file TEXT, "row" INTEGER NOT NULL, reason TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE imports (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            source TEXT, file TEXT, "rows" INTEGER NOT NULL, used INTEGER NOT NULL, unused INTEGER NOT NULL,
            read_at INTEGER,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
    ),
    (
        "ALTER TABLE interactions ADD COLUMN note TEXT",
        "ALTER TABLE favors ADD COLUMN note TEXT",
    ),
    (
        "CREATE TABLE salt (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE forgotten (
            person INTEGER NOT NULL, mark TEXT NOT NULL, level TEXT NOT NULL,
            PRIMARY KEY (person, mark)
        ) WITHOUT ROWID
        """,
    ),
    (
        """
        CREATE TABLE addresses (
            layer_id INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            person_id TEXT, email TEXT, source TEXT,
            PRIMARY KEY (layer_id, place)
        ) WITHOUT ROWID
        """,
    ),
)


def migrate(engine: sa.Engine, path: Path) -> None:
    """Take the steps the file at `path` still lacks; of a book in use, a copy is kept beside it.

    Raises `BookError` when the file belongs to another program or to a newer netgraph.
    """
    with reading(engine) as connection:
        version = _version(connection)
        if 0 < version < len(MIGRATIONS):
            copy_beside(connection, path, version)
    write_ahead(engine)
    while version < len(MIGRATIONS):
        with writing(engine) as connection:
            version = _version(connection)  # another process may have been first
            if version < len(MIGRATIONS):
                for statement in MIGRATIONS[version]:
                    connection.exec_driver_sql(statement)
                version += 1
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _version(connection: sa.Connection) -> int:
    """How many steps the file has taken, once it is sure that it is a book this netgraph can read."""
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    if owner != APPLICATION_ID and (owner or version or tables):
        raise BookError("the file is the database of another program, not a book; give another path")
    if version > len(MIGRATIONS):
        raise BookError(
            f"the book was made by a newer netgraph: it has version {version}, this one reads up to"
            f" {len(MIGRATIONS)}; update netgraph"
        )
    return version
