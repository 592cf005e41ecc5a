"""A Spark Connect server of its own answers as DuckDB does, asked as a user asks: from the command line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pools_given import Knows, joins, needs_spark, pool_of, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
LONGEST_START = 240
SETTINGS = {
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    # Rows are few here: to compile and to shuffle takes longer than to run.
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that answers."""
    needs_spark()
    import pyspark

    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    settings = {**SETTINGS, "spark.connect.grpc.binding.port": str(port), "spark.local.dir": str(folder)}
    command = [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", "local[1]"]
    command += ["--class", SERVER, *(f"--conf={name}={value}" for name, value in settings.items())]
    with (folder / "log").open("wb") as log:
        java = subprocess.Popen([*command, "spark-internal"], cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(port, java)
        yield f"sc://127.0.0.1:{port}"
    finally:
        java.terminate()
        java.wait()


def wait_for(port: int, java: subprocess.Popen[bytes]) -> None:
    """Until the server takes calls."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and java.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the Spark Connect server did not start")


def asked(pool: Path, *options: str) -> str:
    """What the command prints; it must come to its end."""
    command = [sys.executable, "-m", "netgraph", "pool", "reach", "--member", "m1", "--pool", str(pool)]
    options = ("--to", "Globex", "Hooli", "Nobody Ltd", "--format", "csv", *options)
    ran = subprocess.run([*command, *options], check=True, capture_output=True, timeout=600, env=os.environ)
    return ran.stdout.decode()


@pytest.mark.spark
def test_a_connect_server_gives_the_very_answer(server: str, tmp_path: Path) -> None:
    pool = pool_of(tmp_path)
    members = [f"member-{number}" for number in range(4)]
    for number, member in enumerate(members):
        known = [Knows(f"person-{n}", at=("Globex", "Hooli")[n % 2], k=n % 7 + 6) for n in range(number, 8)]
        known += [Knows(other, k=12) for other in members if other != member]
        joins(pool, tmp_path, share_of(pool.key, member, known))
    ours = asked(pool.path)
    assert "Globex,related,any,3" in ours
    assert asked(pool.path, "--engine", "spark", "--master", server) == ours
