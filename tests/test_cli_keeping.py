"""Keeping the book on the command line: likely pairs, what changed, aliases, undo and forgetting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
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


@pytest.fixture
def united(tmp_path):
    """Two small sources: an export and an address book, whose cards of Ana Souza share an address."""
    (tmp_path / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Souza,https://www.linkedin.com/in/ana,office@acme.example,Acme,Analyst,01 Jan 2023\n"
        "Bo,Berg,https://www.linkedin.com/in/bo,,Globex,Buyer,02 Feb 2022\n",
        encoding="utf-8",
    )
    (tmp_path / "phone.csv").write_text(
        "Name,E-mail,Company\nAna Souza,office@acme.example,Globex\n", encoding="utf-8"
    )
    path = tmp_path / "united.db"
    with ng.Book(path) as opened:
        opened.add(ng.read(tmp_path / "Connections.csv", owner="Mia Ego"))
        opened.add(ng.read(tmp_path / "phone.csv"))
    return path


def places(path):
    with ng.Book(path) as opened:
        people = opened.contacts().people
    return sorted(people.loc[people["name"] == "Ana Souza", "organization"])


def test_a_merge_is_shown_card_by_card_and_taken_apart(united):
    shown = " ".join(run(united, "review", "Ana Souza").stdout.split())
    assert "1. LinkedIn of 1 Jan 2023 name: Ana Souza" in shown
    assert "2. a CSV name: Ana Souza organization: Globex email: office@acme.example" in shown
    assert places(united) == ["Acme"]
    assert "netgraph undo" in run(united, "review", "Ana Souza", "--apart", "2").stdout
    assert places(united) == ["Acme", "Globex"]
    assert "entry not_same_person" in run(united, "undo").stdout
    assert places(united) == ["Acme"]


def test_the_cards_are_the_provenance_for_machines(united):
    with ng.Book(united) as opened:
        known = opened.contacts().people.set_index("name")
        told = opened.provenance(known.loc["Ana Souza", "person_id"])
    rows = json.loads(run(united, "review", "Ana Souza", "--format", "json").stdout)
    assert list(rows[0]) == list(told.columns)
    assert [row["value"] for row in rows] == list(told["value"])
    assert run(united, "review", "Ana Souza", "--format", "csv").stdout.startswith("field,value,used,source")


@pytest.mark.parametrize(("answer", "there"), [("2", ["Acme", "Globex"]), ("", ["Acme"]), ("q", ["Acme"])])
def test_on_a_terminal_the_card_is_asked_for(united, monkeypatch, answer, there):
    monkeypatch.setattr("netgraph.cli.card_review.on_terminal", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: answer)
    run(united, "review", "Ana Souza")
    assert places(united) == there


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Nobody Atall"], "nobody in your book"),
        (["Ana"], "Did you mean Ana Souza, Acme"),
        (["Ana Souza", "--apart", "3"], "the cards 1 to 2"),
        (["Bo Berg", "--apart", "1"], "one card alone"),
        (["--apart", "1"], "say whose card"),
    ],
)
def test_a_card_that_cannot_be_taken_apart_changes_nothing(united, arguments, says):
    before = united.read_bytes()
    assert says in " ".join(run(united, "review", *arguments, code=2).stderr.split())
    assert united.read_bytes() == before


def test_one_card_alone_is_said(united):
    assert "One card alone tells of this person" in run(united, "review", "Bo Berg").stdout


def test_namesakes_are_told_apart_on_screen(united, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    run(united, "review", "Ana Souza", "--apart", "2")
    told = run(united, "log", "Ana Souza", "met", code=2).stderr
    assert "Did you mean Ana Souza, Acme (p" in told
    assert "or Ana Souza, Globex (p" in told
    error = told.partition("Usage:")[2]
    assert "Ana" not in error
    shown = run(united, "paths", "Ana Souza").stdout
    assert "Ana Souza (Acme)" in shown
    assert "Ana Souza (Globex)" in shown
    assert "Bo Berg (" not in run(united, "paths", "Bo Berg").stdout


def test_one_is_counted_as_one(tmp_path):
    (tmp_path / "lone.csv").write_text("Name,E-mail\nBo Berg,bo@example.org\n", encoding="utf-8")
    done = run(tmp_path / "lone.db", "import", str(tmp_path / "lone.csv"), "--owner", "bo@example.org")
    assert "1 new person. The book knows 1 person now." in done.stdout
    assert "1 person" in run(tmp_path / "lone.db", "export", "json", str(tmp_path / "lone.json")).stdout
