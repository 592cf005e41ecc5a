"""`netgraph cohort` and `netgraph slim` from the terminal: exit codes, what is printed and where."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import netgraph.report
from netgraph.cli import app

if TYPE_CHECKING:
    from pathlib import Path

ROSTER = "client_id,sponsor,cohort,started_on,consent_report,consent_coach_names,consent_sponsor\n"
CONNECTIONS = (
    "First Name,Last Name,URL,Company,Connected On\n"
    "Mia,Chen,https://www.linkedin.com/in/mia,Hooli,01 May 2026\n"
)


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clients, one of whom is broken."""
    folder = tmp_path / "clients"
    for name in ("c1", "broken"):
        (folder / name).mkdir(parents=True)
    (folder / "c1" / "Connections.csv").write_text(CONNECTIONS)
    rows = "".join(f"{name},Vandelay,spring,2026-09-01,yes,no,yes\n" for name in ("c1", "broken"))
    (folder / "roster.csv").write_text(ROSTER + rows)
    monkeypatch.setattr(netgraph.report, "write_report", lambda G, path: path.write_text("a report"))
    return folder


def run(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_broken_client_is_a_line_and_no_failure(clients, tmp_path):
    done = run(
        "cohort",
        clients,
        "--out",
        tmp_path / "out",
        "--as-of",
        "2026-11-20",
        "--jobs",
        1,
        "--sponsor",
        "Vandelay",
    )
    assert done.exit_code == 0
    assert "2 clients: 1 written, 1 could not be read." in done.stdout
    assert "broken: not read" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".kept", "caseload.xlsx", "clients", "index.html", "sponsors",
    ]  # fmt: skip
    again = run("cohort", clients, "--out", tmp_path / "out", "--as-of", "2026-11-20", "--jobs", 1)
    assert "1 as they were" in again.stdout


def test_slim_then_cohort(clients, tmp_path, sample_zip):
    shutil.copy(sample_zip, clients / "broken")
    done = run("cohort", clients, "--out", tmp_path / "out", "--as-of", "2026-11-20", "--jobs", 1)
    assert "not slimmed: broken hold" in " ".join(done.stderr.split())
    done = run("slim", clients, "--out", tmp_path / "slim")
    assert done.exit_code == 0
    assert done.stdout.startswith("2 exports slimmed")
    done = run("cohort", tmp_path / "slim", "--out", tmp_path / "out", "--as-of", "2026-11-20", "--jobs", 1)
    assert done.exit_code == 0
    assert "not slimmed" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["cohort", "nowhere", "--out", "out"], 1, "folder that holds roster.csv"),
        (["cohort", "clients", "--out", "clients/out"], 1, "cannot lie among"),
        (["cohort", "clients", "--out", "out", "--sponsor", "Nobody"], 2, "it names Vandelay"),
        (["slim", "nowhere", "--out", "out"], 1, "check the path"),
    ],
)
def test_errors_are_one_line(arguments, code, says, clients):
    done = subprocess.run(
        [sys.executable, "-m", "netgraph", *arguments],
        cwd=clients.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
