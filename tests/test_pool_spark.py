"""Spark gives the very answers that DuckDB gives, quietly, to this machine alone, and leaves nothing behind.

One Java for the module. `tests/test_pool_connect.py` asks a Spark Connect server.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pools_given import AT, Knows, joins, needs_spark, pool_of, share_of

from netgraph.errors import PoolError
from netgraph.pool import spark_engine
from netgraph.pool.answers import pool_routes
from netgraph.pool.caseload import pool_connectors, pool_coverage
from netgraph.pool.consent import answer_request, request
from netgraph.pool.queries import OPENERS, REACH, Step
from netgraph.pool.session import pool_session
from netgraph.pool.spark_engine import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.pool.folder import Pool

MEMBERS = [f"member-{number}" for number in range(6)]
PEOPLE = [f"person-{number}" for number in range(7)]
TARGETS = ["Globex", "Hooli"]
SPARK = {"engine": "spark", "master": "local[2]"}


class Started:
    """The session that all tests use."""

    def __init__(self) -> None:
        self.engine = SparkEngine("local[2]")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """Spark in local mode, started as a user's question starts it. Where `CI` is set, it must be there."""
    needs_spark()
    quick = {
        # Rows are few here: to compile each step takes longer than to run it.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    with pytest.MonkeyPatch.context() as patch:
        own = spark_engine._settings
        patch.setattr(spark_engine, "_settings", lambda *given: own(*given) | quick)
        patch.chdir(tmp_path_factory.mktemp("nothing-is-left-here"))
        started = Started()
        yield started
        started.engine.close()
        assert not list(Path.cwd().iterdir())
        assert not started.engine._scratch.exists()


@st.composite
def contacts(draw: st.DrawFn) -> list[list[Knows]]:
    """What each of a few members shares: few steps of readiness, so that many ways are equally good."""
    one = st.builds(
        Knows,
        st.sampled_from(PEOPLE + MEMBERS),
        at=st.sampled_from([None, *TARGETS]),
        k=st.sampled_from([6, 12]),
        proof=st.booleans(),
        email=st.none(),
        level=st.just("staff"),
    )
    shares = [draw(st.lists(one, max_size=9, unique_by=lambda known: known.who)) for _ in range(4)]
    return [
        [known for known in share if known.who != member]
        for member, share in zip(MEMBERS, shares, strict=False)
    ]


def pool_with(folder: Path, shares: list[list[Knows]]) -> Pool:
    """A pool of these shares, in which m1 has asked for Globex and m2 and m3 have agreed."""
    pool = pool_of(folder)
    for member, share in zip(MEMBERS, shares, strict=False):
        joins(pool, folder, share_of(pool.key, member, share))
    number = request(pool, "m1", "Globex", at=AT)
    for who in ("m2", "m3"):
        answer_request(pool, number, who, approve=True, at=AT)
    return pool


def everything(pool: Pool, engine: str) -> list[pd.DataFrame]:
    """All rows that an engine finds: routes as consent allows and all there are, reach, openers."""
    with pool_session(pool, at=AT, engine=engine, master="local[2]") as session:
        asked = {"askers": session.members, "targets": ["globex", "hooli"]}
        found = [session.best(**asked, everyone=everyone, limit=50) for everyone in (False, True)]
        found += [session.ask(steps, **asked) for steps in (REACH, OPENERS)]
    return [
        frame.sort_values([*frame.columns], ignore_index=True).astype("object").infer_objects()
        for frame in found
    ]


def assert_equal_answers(pool: Pool) -> int:
    """Both engines give the same; how many routes that were."""
    ours, theirs = everything(pool, "duckdb"), everything(pool, "spark")
    for one, other in zip(ours, theirs, strict=True):
        pd.testing.assert_frame_equal(one, other[one.columns], check_dtype=False)
    return len(ours[1])


@pytest.mark.spark
@settings(max_examples=2, suppress_health_check=[*HealthCheck])
@given(shares=contacts())
def test_both_engines_give_the_same_rows(spark: Started, shares: list[list[Knows]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pool = pool_with(Path(folder), shares)
        for ours, theirs in zip(everything(pool, "duckdb"), everything(pool, "spark"), strict=True):
            pd.testing.assert_frame_equal(ours, theirs[ours.columns], check_dtype=False)


@pytest.mark.spark
def test_equally_good_ways_come_in_one_order(spark: Started, tmp_path: Path) -> None:
    """Everybody knows everybody, equally well: nothing but the ids decides. Answers are equal to the word."""
    everybody = [*PEOPLE, *MEMBERS]
    shares = [
        [Knows(who, at=TARGETS[number % 2]) for number, who in enumerate(everybody) if who != me]
        for me in MEMBERS[:4]
    ]
    pool = pool_with(tmp_path, shares)
    for answer in (pool_routes, pool_coverage):
        asked = [pool, "m1", TARGETS] if answer is pool_routes else [pool, TARGETS]
        ours = answer(*asked, at=AT)
        pd.testing.assert_frame_equal(ours, answer(*asked, at=AT, **SPARK))
        assert len(ours)


@pytest.mark.spark
def test_an_empty_pool_is_asked_too(spark: Started, tmp_path: Path) -> None:
    assert pool_connectors(pool_of(tmp_path), TARGETS, at=AT, **SPARK).empty


@pytest.mark.spark
def test_spark_says_nothing_and_an_error_is_one_line(
    spark: Started, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = SparkEngine("local[2]")
    engine.load("numbers", pa.table({"n": pa.array([1, 2, 3], pa.int64())}))
    engine.run([Step("sums", "SELECT SUM(n) AS n FROM numbers")])
    assert engine.fetch("sums").to_pylist() == [{"n": 6}]
    engine.load("nobody", pa.table({"n": pa.array([], pa.int64()), "said": pa.array([], pa.string())}))
    assert engine.fetch("nobody").schema.names == ["n", "said"]
    with pytest.raises(PoolError, match=r"^Spark could not do it: .*gone") as error:
        engine.run([Step("wrong", "SELECT gone FROM numbers")])
    assert "\n" not in str(error.value)
    engine.close()
    assert spark.engine._session.sql("SELECT 1").count() == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.spark
def test_a_second_engine_does_not_see_the_first_ones_tables(spark: Started) -> None:
    one, other = SparkEngine(), SparkEngine()
    one.load("mine", pa.table({"n": [1]}))
    with pytest.raises(PoolError):
        other.fetch("mine")
    one.close()
    other.close()


@pytest.mark.spark
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads Linux's list of open ports")
def test_every_port_listens_on_this_machine_alone(spark: Started) -> None:
    """The local addresses of Java's listening sockets, as the kernel has them."""
    java = [
        process
        for process in Path("/proc").glob("[0-9]*")
        if (process / "stat").exists() and is_java_of_ours(process)
    ]
    assert len(java) == 1
    own = {str(file.readlink()) for file in (java[0] / "fd").iterdir() if file.is_symlink()}
    listening = [
        fields[1].rpartition(":")[0]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        if (fields := line.split())[3] == "0A" and f"socket:[{fields[9]}]" in own
    ]
    assert len(listening) >= 3
    assert set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}


def is_java_of_ours(process: Path) -> bool:
    try:
        _, _, rest = (process / "stat").read_text(encoding="utf-8").rpartition(")")
        command = (process / "cmdline").read_bytes()
    except OSError:
        return False
    return int(rest.split()[1]) == os.getpid() and b"java" in command.partition(b"\0")[0]


def test_without_pyspark_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(PoolError, match=r"pip install 'netgraph-referrals\[spark\]'"):
        SparkEngine()


def test_without_java_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="needs the spark extra (uv sync --extra spark)")
    monkeypatch.setattr(sql.SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(PoolError, match="Java 17 or newer"):
        SparkEngine("local[2]")
