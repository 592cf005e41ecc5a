"""Asking and giving on the command line, as a user types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli
from netgraph.cli.asking import _confirm
from netgraph.practice.letters import TEMPLATES

SAMPLE = Path(__file__).parents[1] / "sample_data"
DAY = ["--as-of", "2026-11-01"]
WISH = "a lead analyst role at Globex in Chicago"


@pytest.fixture(scope="module")
def imported(tmp_path_factory, sample_zip):
    path = tmp_path_factory.mktemp("book") / "network.db"
    with ng.Book(path) as book:
        book.add(
            ng.combine(
                ng.read_linkedin(sample_zip), *map(ng.read, (SAMPLE / "knows.csv", SAMPLE / "targets.csv"))
            )
        )
    return path


@pytest.fixture
def book(imported, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return Path(shutil.copy(imported, tmp_path / "network.db"))


def run(book, *arguments, code=0):
    done = CliRunner().invoke(cli.app, [*arguments, "--book", str(book)], env={"COLUMNS": "100"})
    assert done.exit_code == code, done.output
    return done


def records(book, *arguments):
    return json.loads(run(book, *arguments, *DAY, "--format", "json").stdout)


def test_the_ask_gives_a_note_and_a_paragraph_and_sends_nothing(book):
    shown = run(book, "ask", "Globex", "--objective", WISH, *DAY).stdout
    assert "you \u2192 Mia Chen \u2192 Dana Cole" in shown
    assert f"What I am looking for: {WISH}." in shown
    assert "Nothing was sent." in shown
    assert 'netgraph intro "Mia Chen" "Dana Cole" asked' in shown
    (kit,) = records(book, "ask", "Globex", "--objective", WISH)
    assert kit["kind"] == "ask"
    assert len(kit["short_note"]) <= 200
    assert kit["check"][0] == {
        "part": "company",
        "state": "said",
        "words": "Globex",
        "says": "You say it: Globex.",
    }


def test_a_route_whose_starter_rests_is_passed_over_and_said(book):
    run(book, "intro", "Mia Chen", "Dana Cole", "introduced", "--on", "2026-10-30")
    (kit,) = records(book, "ask", "Dana Cole")
    assert kit["starter"] != "Mia Chen"
    assert kit["passed_over"][0].startswith("Route 1 is passed over: Leave Mia in peace")
    (kit,) = records(book, "ask", "Dana Cole", "--route", "1")
    assert kit["for_you"][0].startswith("Do not send this yet.")


def test_where_no_route_leads_the_nearest_moves_are_named(book):
    assert 'netgraph paths "Vandelay Imports"' in run(book, "ask", "Vandelay Imports", *DAY).stdout
    assert records(book, "ask", "Vandelay Imports") == []


def test_templates_can_be_copied_edited_and_broken(book, tmp_path):
    folder = tmp_path / "mine"
    assert (
        f"{len(TEMPLATES)} templates written"
        in run(book, "ask", "--write-templates", "--templates", str(folder)).stdout
    )
    (folder / "ask.txt").write_text("Ahoy {{ starter_first }}", encoding="utf-8")
    again = run(book, "ask", "--write-templates", "--templates", str(folder)).stdout
    assert f"0 templates written to {folder}" in " ".join(again.split())
    assert (folder / "ask.txt").read_text(encoding="utf-8") == "Ahoy {{ starter_first }}", (
        "what is there stays"
    )
    assert records(book, "ask", "Globex", "--templates", str(folder))[0]["note"] == "Ahoy Mia"
    (folder / "ask.txt").write_text("{{ nobody }}", encoding="utf-8")
    done = CliRunner().invoke(
        cli.app,
        ["ask", "Globex", "--templates", str(folder), "--book", str(book), *DAY],
        standalone_mode=False,
    )
    assert "ask.txt is broken ('nobody' is undefined)" in str(done.exception)


def test_the_settings_folder_is_read_when_it_is_there(book, tmp_path):
    folder = tmp_path / "settings" / "netgraph" / "templates"
    folder.mkdir(parents=True)
    (folder / "ask.txt").write_text("From my settings", encoding="utf-8")
    assert records(book, "ask", "Globex")[0]["note"] == "From my settings"


def test_favors_fill_the_help_bank_and_undo_takes_them_back(book):
    run(book, "favor", "Priya Raman", "me", "advice", "on the CV", "--on", "2026-10-20")
    first = records(book, "help-bank")[0]
    assert (first["name"], first["owed_by_ego"]) == (
        "Priya Raman",
        ["thanks for advice, Oct 2026 (on the CV)"],
    )
    shown = run(book, "help-bank", *DAY).stdout
    assert "> You owe thanks for advice, Oct 2026 (on the CV)" in shown
    assert "Whom could I help now?" in shown
    run(book, "favor", "me", "Priya Raman", "thanks", "--on", "2026-10-21")
    priya = next(row for row in records(book, "help-bank") if row["name"] == "Priya Raman")
    assert (priya["thanked"], priya["owed_by_ego"]) == (["Oct 2026"], [])
    assert "thanks" in run(book, "undo").stdout


def test_offers_alone(book):
    run(book, "log", "Mia Chen", "met", "--needs", "a speaker on logistics", "--on", "2026-10-30", *DAY)
    offers = records(book, "help-bank", "--offers")
    assert (offers[0]["name"], offers[0]["kind"]) == ("Mia Chen", "need")


def test_introductions_are_noted_and_listed(book):
    assert "None is noted yet" in run(book, "intro", *DAY).stdout
    run(book, "intro", "Mia Chen", "Dana Cole", "asked", "by phone", "--on", "2026-10-01")
    shown = run(book, "intro", *DAY).stdout
    assert "Mia Chen \u2192 Dana Cole  asked  a step is due" in shown
    assert '"by phone"' in shown
    (row,) = records(book, "intro")
    assert (row["stage"], row["days"], row["next"]) == ("asked", 31.0, ["agreed", "introduced", "declined"])
    assert "asked" in run(book, "intro", "Mia Chen", "Dana Cole", code=2).stderr


def test_a_page_for_a_person_and_for_a_company(book):
    shown = run(book, "prep", "Mia Chen", *DAY).stdout
    assert "Who do you know that I should meet?" in shown
    assert 'netgraph log "Mia Chen" met' in shown
    assert {row["section"] for row in records(book, "prep", "Globex")} >= {
        "Whom you know there",
        "To ask them",
    }
    assert "Did you mean: Priya Raman?" in run(book, "prep", "Priya", *DAY).stdout


def test_landed_lists_and_marks(book):
    run(book, "intro", "Mia Chen", "Dana Cole", "introduced", "--on", "2026-10-20")
    (row,) = records(book, "landed")
    assert (row["name"], row["thanked"], row["told"]) == ("Mia Chen", False, False)
    shown = run(book, "landed", "--done", "Mia Chen", "--on", "2026-10-30", *DAY).stdout
    assert "thanked and told" in shown
    assert records(book, "intro")[0]["stage"] == "told"
    assert records(book, "landed", "--since", "2026-10-25") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "Globex", "--route", "99", *DAY],
        ["favor", "me", "Mia Chen", "thanks", "--on", "yesterday"],
        ["landed", "--since", "once", *DAY],
    ],
)
def test_wrong_arguments_end_with_2(book, arguments):
    said = run(book, *arguments, code=2).stderr
    assert "--as-of" not in said


def test_on_a_terminal_landed_asks_person_by_person(book, monkeypatch):
    run(book, "favor", "Priya Raman", "me", "advice", "--on", "2026-10-20")
    run(book, "favor", "Mia Chen", "me", "advice", "--on", "2026-10-21")
    left = ["n", "y"]
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: left.pop(0))
    with ng.Book(book) as opened:
        _confirm(opened, ng.landed(opened.graph(as_of="2026-11-01")), "2026-10-30")
    told = {row["name"]: row["told"] for row in records(book, "landed")}
    assert told == {"Mia Chen": False, "Priya Raman": True}, "the latest help is asked about first"
