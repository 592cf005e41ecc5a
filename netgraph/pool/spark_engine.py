"""The pool's questions on Spark, for pools that outgrow a machine: the very SQL that DuckDB runs embedded.

Each step is a temporary view kept in memory (and on disk where memory ends): no table, no warehouse folder,
nothing left behind. What Spark spills goes to a folder that only this user may read, and away with it.

A master is `local[2]` (cores of this machine; its ports listen on 127.0.0.1 alone and ask for a secret), the
`spark://host:7077` of a cluster, or the `sc://host:15002` of a Spark Connect server. Without one the session
that runs already is used and left running, as notebooks on a cluster have it; else `local[*]`.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netgraph.errors import PoolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from netgraph.pool.queries import Step

__all__ = ["SparkEngine"]

CONNECT: Final = "sc://"
LOCAL: Final = "local"
LOCAL_SETTINGS: Final = {
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
}
"""On one machine: few parts of a shuffle, and no job to list what was listed already."""
SHARE_COLUMNS: Final = (
    "holder BIGINT, person BIGINT, email BIGINT, organization STRING, level STRING, band STRING, "
    "readiness DOUBLE, proof BOOLEAN"
)
NEEDS_PYSPARK: Final = "Spark is not installed: pip install 'netgraph-referrals[spark]'"
NEEDS_JAVA: Final = (
    "Spark needs Java 17 or newer and found none: install it (Debian: apt-get install default-jre-headless)"
)


class SparkEngine:
    """Tables and steps in a Spark session; see `netgraph.pool.engines.Engine`.

    Raises `PoolError` when pyspark or Java is missing, when Spark does not start, and when a step fails.
    """

    def __init__(self, master: str | None = None) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="netgraph-spark-"))
        self._kept: list[Any] = []
        try:
            self._base, self._is_ours = _started(master, self._scratch)
            # A server's session is new; a second one beside it would keep the program from ending.
            is_remote = (master or LOCAL).startswith(CONNECT)
            self._session = self._base if is_remote else self._base.newSession()
            if (master or LOCAL).startswith(LOCAL):
                for key, value in LOCAL_SETTINGS.items():
                    self._session.conf.set(key, value)
        except BaseException:
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise

    def read_shares(self, files: Sequence[str]) -> None:
        """The rows of these share files as `shares`; on a cluster, paths that its machines can read."""
        with _told():
            if files:
                frame = self._session.read.schema(SHARE_COLUMNS).parquet(*map(str, files))
            else:
                frame = self._session.createDataFrame([], SHARE_COLUMNS)
            frame.createOrReplaceTempView("shares")

    def load(self, name: str, table: pa.Table) -> None:
        """A table given from here, as `name`."""
        with _told():
            if table.num_rows:
                frame = self._session.createDataFrame(table)
            else:
                # A server does not infer the columns of no rows.
                columns = ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in table.schema)
                frame = self._session.createDataFrame([], columns)
            frame.createOrReplaceTempView(name)

    def run(self, steps: Sequence[Step]) -> None:
        """Each step's answer under its name, kept for the steps after it."""
        with _told():
            for step in steps:
                frame = self._session.sql(step.select).persist()
                frame.createOrReplaceTempView(step.name)
                self._kept.append(frame)

    def fetch(self, name: str) -> pa.Table:
        """The rows that stand under `name`, in no order."""
        with _told():
            return self._session.table(name).toArrow()

    def close(self) -> None:
        """Let go of what was kept; stop Spark if this engine started it."""
        try:
            with _told():
                for frame in reversed(self._kept):
                    frame.unpersist()
                self._kept.clear()
                if self._is_ours:
                    self._base.stop()
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _spark_type(column: pa.DataType) -> str:
    """The name of a column's type in Spark's SQL."""
    from pyspark.sql.pandas.types import from_arrow_type

    return str(from_arrow_type(column).simpleString())


def _started(master: str | None, scratch: Path) -> tuple[Any, bool]:
    """A session, and whether it was started here."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise PoolError(NEEDS_PYSPARK) from missing
    # What pyspark logs of a failed statement is the whole plan and a stack trace; `_told` says it in a line.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    with _told():
        if master is not None and master.startswith(CONNECT):
            return SparkSession.builder.remote(master).create(), True
        running = SparkSession.getActiveSession()
        if running is not None:
            return running, False
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise PoolError(NEEDS_JAVA)
        builder = SparkSession.builder.master(master or f"{LOCAL}[*]").appName("netgraph pool")
        for key, value in _settings(master or LOCAL, scratch).items():
            builder = builder.config(key, value)
        with _quietly(scratch / "java.log"):
            return builder.getOrCreate(), True


def _settings(master: str, scratch: Path) -> dict[str, str]:
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if master.startswith(LOCAL):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.authenticate": "true",
            "spark.local.dir": str(scratch),
            "spark.sql.warehouse.dir": str(scratch / "warehouse"),
            "spark.sql.catalogImplementation": "in-memory",
        }
    return settings


@contextmanager
def _quietly(log: Path) -> Iterator[None]:
    """What Java says goes to a file instead of the terminal, for as long as it runs."""
    kept = [os.dup(number) for number in (1, 2)]
    said = os.open(log, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for number in (1, 2):
            os.dup2(said, number)
        yield
    finally:
        for number, own in zip((1, 2), kept, strict=True):
            os.dup2(own, number)
            os.close(own)
        os.close(said)


@contextmanager
def _told() -> Iterator[None]:
    """Spark's own errors as one line; no word on the versions of pandas that it has not tried yet."""
    from pyspark.errors import PySparkException

    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", category=FutureWarning, message="PySpark does not yet fully support"
        )
        try:
            yield
        except PySparkException as error:
            reason = str(error).strip().splitlines()[0]
            raise PoolError(f"Spark could not do it: {reason}") from error
