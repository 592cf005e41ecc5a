"""Planning on the command line, on the sample export and what contacts told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli

SAMPLE = Path(__file__).parents[1] / "sample_data"
DAY = ["--as-of", "2026-11-01"]


@pytest.fixture(scope="module")
def book(imported, tmp_path_factory):
    """The sample export with knows.csv and targets.csv."""
    path = tmp_path_factory.mktemp("planned") / "network.db"
    path.write_bytes(imported.read_bytes())
    with ng.Book(path) as opened:
        for name in ("knows.csv", "targets.csv"):
            opened.add(ng.read(SAMPLE / name))
    return path


def run(book, *arguments, code=0):
    done = CliRunner().invoke(cli.app, [*arguments, "--book", str(book), *DAY])
    assert done.exit_code == code, done.output
    return done


def records(book, *arguments):
    return json.loads(run(book, *arguments, "--format", "json").stdout)


def test_a_plan_covers_more_with_every_meeting_and_each_adds_less(book):
    rows = records(book, "plan", "--budget", "4")
    assert [row["order"] for row in rows] == [1, 2, 3, 4]
    gains = [row["gain"] for row in rows]
    assert gains == sorted(gains, reverse=True)
    assert rows[-1]["expected_targets"] == pytest.approx(sum(gains))
    shown = run(book, "plan", "--budget", "1").stdout
    assert rows[0]["name"].split()[0] in shown
    assert "plausible, not measured" in shown


def test_a_plan_without_targets_says_so(imported):
    assert "no targets" in run(imported, "plan").stdout


def test_a_meeting_opens_whom_no_proof_leads_to_today(book):
    before = {row["person_id"] for row in records(book, "simulate", "Devon Achebe")}
    assert before == set(), "Devon is a bare connection of whom nobody told anything"
    assert "Rests on" in run(book, "simulate", "Devon Achebe").stdout


def test_brokers_come_with_their_constraint_the_least_first(book):
    rows = records(book, "brokers", "--limit", "3")
    assert [row["constraint"] for row in rows] == sorted(row["constraint"] for row in rows)
    shown = run(book, "brokers", "--limit", "3").stdout
    assert "Constraint" in shown
    assert rows[0]["name"].split()[0] in shown


def test_what_moved_in_a_month_is_told_by_what_happened(book):
    rows = records(book, "moved", "--since", "2026-10-01")
    assert {"replied", "warmed"} <= {row["change"] for row in rows}
    shown = run(book, "moved", "--since", "2026-10-01").stdout
    assert "What moved since 2026-10-01?" in shown
    assert rows[0]["name"] in shown
    assert "No tie crossed a band" in run(book, "moved", "--since", "2026-11-01").stdout


def test_where_there_is_no_way_in_the_next_moves_are_shown_at_once(book):
    shown = " ".join(run(book, "paths", "Nowhere Ltd").stdout.split())
    assert "Whom you could ask: who do you know there?" in shown
    assert "keywords=Nowhere+Ltd" in shown
    assert "--through -" in shown
    kinds = {row["kind"] for row in records(book, "moves", "Nowhere Ltd")}
    assert kinds >= {"ask", "search", "knows"}
