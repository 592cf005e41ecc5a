"""Keeping the book on the command line: likely pairs, what changed, aliases, undo and forgetting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli

SAMPLE = Path(__file__).parents[1] / "sample_data"


@pytest.fixture
def book(tmp_path):
    """An export of 2018, and one address book with a nickname of somebody in it."""
    path = tmp_path / "network.db"
    with ng.Book(path) as opened:
        opened.add(ng.read(SAMPLE / "older" / "2018"))
    return path


def run(book, *arguments, code=0):
    done = CliRunner().invoke(cli.app, [*arguments, "--book", str(book)])
    assert done.exit_code == code, done.output
    return done


def test_what_the_last_import_changed_is_told_by_kind(book, sample_zip):
    assert "Nothing changed" in run(book, "changed").stdout
    run(book, "import", str(sample_zip))
    rows = json.loads(run(book, "changed", "--format", "json").stdout)
    moved = [row for row in rows if row["change"] == "moved job"]
    assert moved
    assert all(row["before"] != row["after"] for row in moved)
    assert "a reason to write" in " ".join(run(book, "changed").stdout.split())


def test_likely_pairs_are_listed_with_the_reason(book, tmp_path):
    known = ng.Book(book).contacts().people
    name = known.loc[~known["is_ego"], "name"].iloc[0]
    (tmp_path / "leads.csv").write_text(f"Name,Email\n{name},someone@example.org\n", encoding="utf-8")
    run(book, "import", str(tmp_path / "leads.csv"))
    rows = json.loads(run(book, "review", "--format", "json").stdout)
    (pair,) = (row for row in rows if {row["name"], row["other_name"]} == {name})
    assert pair["reason"] in " ".join(run(book, "review").stdout.split())


def test_undo_says_what_it_took_back(book):
    run(book, "alias", "Globex Labs", "Globex")
    assert "alias" in run(book, "undo").stdout
    assert "import" in run(book, "undo").stdout
    assert "nothing to take back" in run(book, "undo").stdout


def test_forgetting_is_said_to_be_final_and_needs_a_yes(book):
    known = ng.Book(book).contacts().people
    name = known.loc[~known["is_ego"], "name"].iloc[0]
    assert "--yes" in run(book, "forget", name, code=2).stderr
    assert name in set(ng.Book(book).contacts().people["name"])
    done = run(book, "forget", name, "--yes")
    assert "This is final" in done.stdout
    assert name not in set(ng.Book(book).contacts().people["name"])
    again = run(book, "import", str(SAMPLE / "older" / "2018"))
    assert "kept out" in again.stdout
    assert name not in set(ng.Book(book).contacts().people["name"])
