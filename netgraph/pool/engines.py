"""Engines: what runs the pool's SQL. DuckDB within this process, or Spark where a pool outgrows a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from netgraph.errors import PoolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from netgraph.pool.queries import Step

__all__ = ["ENGINES", "Engine", "open_engine"]

ENGINES: Final = ("duckdb", "spark")


class Engine(Protocol):
    """What answers need: tables in, steps run one after the other, rows out."""

    def read_shares(self, files: Sequence[str]) -> None:
        """Read these Parquet files (`netgraph.pool.shares_file.SHARE_COLUMNS`) as the table `shares`."""
        ...

    def load(self, name: str, table: pa.Table) -> None:
        """Take in a table by a name."""
        ...

    def run(self, steps: Sequence[Step]) -> None:
        """Run the steps in order; the rows of each are kept under its name."""
        ...

    def fetch(self, name: str) -> pa.Table:
        """The rows of a table or step, in no order."""
        ...

    def close(self) -> None:
        """Let everything go."""
        ...


def open_engine(name: str = "duckdb", *, master: str | None = None) -> Engine:
    """The engine of that name; `master` is Spark's address. Raises `PoolError` when it is not installed."""
    if name == "duckdb":
        from netgraph.pool.duckdb_engine import DuckDBEngine

        return DuckDBEngine()
    if name == "spark":
        from netgraph.pool.spark_engine import SparkEngine

        return SparkEngine(master=master)
    raise PoolError(f"there is no engine {name!r}: use one of {', '.join(ENGINES)}")
