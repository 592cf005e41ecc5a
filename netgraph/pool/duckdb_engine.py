"""DuckDB: the pool's SQL within this process, on as many cores as there are, with nothing written to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.errors import PoolError
from netgraph.pool.shares_file import ARROW_SCHEMA, SHARE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from netgraph.pool.queries import Step

__all__ = ["DuckDBEngine"]


class DuckDBEngine:
    """A database in memory; every step becomes a temporary table."""

    def __init__(self) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise PoolError("pools need DuckDB: pip install 'netgraph-referrals[pool]'") from error
        self._database = duckdb.connect(":memory:")
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
            self._database.execute(f"SET {setting} = false")  # nothing is fetched from the network

    def read_shares(self, files: Sequence[str]) -> None:
        """Look at the shares where they lie: a step reads the rows it needs."""
        if not files:
            self.load("shares", ARROW_SCHEMA.empty_table().select(SHARE_COLUMNS))
            return
        columns = ", ".join(SHARE_COLUMNS)
        self._database.read_parquet(list(files)).select(columns).create_view("shares")

    def load(self, name: str, table: pa.Table) -> None:
        """Take in an Arrow table by a name."""
        self._database.register("given", table)
        self._database.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM given")
        self._database.unregister("given")

    def run(self, steps: Sequence[Step]) -> None:
        """Run the steps in order."""
        for step in steps:
            self._database.execute(f"CREATE OR REPLACE TEMP TABLE {step.name} AS {step.select}")

    def fetch(self, name: str) -> pa.Table:
        """The rows of a table or step."""
        return self._database.sql(f"SELECT * FROM {name}").to_arrow_table()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()
