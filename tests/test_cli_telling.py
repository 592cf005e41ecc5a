"""What the user says on the command line: the first round, mutual connections, targets, and undo."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli
from netgraph.cli.interview import interview

SAMPLE = Path(__file__).parents[1] / "sample_data"
DAY = ["--as-of", "2026-11-01"]


@pytest.fixture
def book(sample_book):
    return sample_book


def run(book, *arguments, code=0, said=None):
    done = CliRunner().invoke(cli.app, [*arguments, "--book", str(book)], input=said)
    assert done.exit_code == code, done.output
    return done


def test_a_filled_csv_is_the_first_round_and_undo_takes_it_back(book):
    done = run(book, "start", str(SAMPLE / "first_round.csv"), *DAY)
    assert "150 people are known now, 143 were before" in done.stdout
    routes = json.loads(run(book, "paths", "Umbrella Logistics", *DAY, "--format", "json").stdout)
    assert routes[0]["path"][-1] == "Tilda Marchetti"
    assert routes[0]["proof"]
    assert "closeness" in run(book, "undo").stdout
    routes = json.loads(run(book, "paths", "Umbrella Logistics", *DAY, "--format", "json").stdout)
    assert not any(route["proof"] for route in routes)


def test_the_questions_can_be_had_as_a_csv(book, tmp_path):
    run(book, "start", "--write-csv", str(tmp_path / "round.csv"), *DAY)
    frame = pd.read_csv(tmp_path / "round.csv")
    assert len(frame) == 30
    assert frame["closeness"].isna().all()
    frame.loc[0, "closeness"] = 3
    frame.to_csv(tmp_path / "round.csv", index=False)
    assert "144 people are known now" in run(book, "start", str(tmp_path / "round.csv"), *DAY).stdout


def test_without_a_terminal_start_says_what_to_do(book):
    assert "--write-csv" in run(book, "start", *DAY, code=2).stderr


def answering(monkeypatch, *answers):
    left = list(answers)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: left.pop(0) if left else "q")


def test_the_interview_asks_nobody_twice_and_keeps_what_was_said_before_the_stop(imported, monkeypatch):
    with ng.Book(imported) as opened:
        contacts = opened.contacts()
    offered = ng.first_round(contacts, as_of="2026-11-01")
    # Two names and a repetition, a stranger, no third question; the first offered is skipped, then stop.
    answering(monkeypatch, "Mia Chen, Zed Newman", "5", "1", "4", "", "Mia Chen", "", "", "", "2", "q")
    told = interview(contacts, offered)
    mia = contacts.people.set_index("name").loc["Mia Chen", "person_id"]
    assert list(told["person_id"][:2]) == [mia, "Zed Newman"]
    assert told["closeness"].tolist()[:2] == [5, 4]
    assert told["last_spoke"].tolist()[0] == "this month"
    assert list(told["person_id"][2:]) == list(offered["person_id"][:2])
    assert told["closeness"].tolist()[3] == 2, "the answer before the stop is kept"


def test_mutual_connections_are_answered_at_once(book):
    done = run(
        book, "knows", "Dana Cole", "--at", "Globex", "--through", "Mia Chen, Priya, Nobody Atall", *DAY
    )
    assert "Mia Chen" in done.stdout
    assert "how well do you know Dana Cole?" in done.stdout
    told = " ".join(done.stderr.split())
    assert "Priya is not sure and left out. Did you mean Priya Raman, Soylent Foods (p" in told
    assert "Not in your book: Nobody Atall." in done.stderr


def test_whom_to_reach_may_be_somebody_else_and_all_is_one_entry(book, monkeypatch):
    monkeypatch.setattr("netgraph.cli.interview.on_terminal", lambda: True)
    with ng.Book(book) as opened:
        before = opened.contacts()
    # Mia is nobody in the book, Priya the first who is offered.
    answering(monkeypatch, "", "1")
    run(book, "knows", "Mia", "--at", "Globex", "--through", "Mia Chen, Priya", *DAY)
    with ng.Book(book) as opened:
        known = opened.contacts()
        ids = known.people.set_index("name")["person_id"]
        assert len(known.people) == len(before.people) + 1
        tied = known.ties[known.ties["person_b"] == ids["Mia"]]
        assert set(tied["person_a"]) == {ids["Mia Chen"], ids["Priya Raman"]}
        assert opened.undo() == "entry knows"
        assert set(opened.contacts().people["person_id"]) == set(before.people["person_id"])


def test_a_pasted_list_comes_by_standard_input(book):
    done = run(
        book, "knows", "Dana Cole", "--at", "Globex", "--through", "-", *DAY, said="Mia Chen\nPriya Raman\n"
    )
    assert done.stdout.index("Mia Chen") < done.stdout.index("Priya Raman")


def test_a_first_name_in_a_filled_csv_makes_nobody_and_is_said(book, tmp_path):
    (tmp_path / "round.csv").write_text("name,closeness,last_spoke\nPriya,5,this year\n", encoding="utf-8")
    done = run(book, "start", str(tmp_path / "round.csv"), *DAY)
    assert "143 people are known now, 143 were before" in done.stdout
    assert "Did you mean Priya Raman" in done.stderr


def test_several_targets_are_answered_one_after_the_other_and_stored_ones_without_a_name(book):
    shown = run(book, "paths", "Globex", "Nowhere Ltd", *DAY, "--limit", "1").stdout
    assert shown.index("way in to Globex?") < shown.index("way in to Nowhere Ltd?")
    assert "Nobody in your data is there" in shown
    assert "netgraph target add" in run(book, "paths", *DAY, code=2).stderr
    run(book, "target", "add", "Hooli")
    routes = json.loads(run(book, "paths", *DAY, "--limit", "2", "--format", "json").stdout)
    assert {route["target_name"] for route in routes} == {"Hooli"}


def test_where_targets_are_shown_the_way_to_tell_more_is_offered(book):
    assert 'netgraph knows "NAME OF SOMEBODY THERE" --at "Nowhere Ltd"' in " ".join(
        run(book, "paths", "Nowhere Ltd", *DAY).stdout.split()
    )
    assert '--at "Globex"' in " ".join(run(book, "coverage", "Globex", *DAY).stdout.split())


def test_targets_are_proposed_added_and_dropped(book):
    listed = json.loads(run(book, "target", "list", *DAY, "--format", "json").stdout)
    assert {row["status"] for row in listed} == {"proposed"}
    assert next(row for row in listed if row["name"] == "Globex")["people"] == 3
    run(book, "target", "add", "Globex", "--priority", "5", "--role", "Lead Analyst")
    first = json.loads(run(book, "target", "list", *DAY, "--format", "json").stdout)[0]
    assert (first["name"], first["status"], first["priority"]) == ("Globex", "chosen", 5)
    run(book, "target", "drop", "globex gmbh")
    names = {row["name"] for row in json.loads(run(book, "target", "list", *DAY, "--format", "json").stdout)}
    assert "Globex" not in names, "dropped is proposed no more"
