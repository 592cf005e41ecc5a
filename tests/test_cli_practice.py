"""The practice on the command line: log, week, closeness, goals, rest and export, as a user types them."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import icalendar
import networkx as nx
import pandas as pd
import pytest
import typer
from conftest import both_wrote, bundle, person, said
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli
from netgraph.cli.closeness import round_of_questions

DAY = ["--as-of", "2026-11-04"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A book with two dormant ties and a reply owed."""
    path = tmp_path_factory.mktemp("book") / "network.db"
    quiet = [
        row
        for name, first in (("Ada Quiet", "2019"), ("Bea Quiet", "2020"))
        for row in both_wrote(f"{first}-01-05", f"{first}-12-05", "MS", name)
    ]
    owed = [said("2026-10-01", "alex", "Hal Waits"), said("2026-10-20", "Hal Waits", "alex")]
    names = ("Ada Quiet", "Bea Quiet", "Hal Waits")
    people = [person("alex", "Alex Moreno"), *(person(name, name) for name in names)]
    with ng.Book(path) as book:
        book.add(bundle(people=people, interactions=[*quiet, *owed]))
    return path


@pytest.fixture
def book(filled, tmp_path):
    return Path(shutil.copy(filled, tmp_path / "network.db"))


def run(book, *arguments, code=0):
    done = CliRunner().invoke(cli.app, [*arguments, "--book", str(book)])
    assert done.exit_code == code, done.output
    return done


def records(book, *arguments):
    return json.loads(run(book, *arguments, "--format", "json").stdout)


def test_a_log_in_one_gesture(book):
    done = run(
        book, "log", "Ada Quiet, Bea Quiet", "met", "lunch", "--ask-who", "Zoe Newcomer at Hooli", *DAY
    )
    assert "New in your book: 1." in done.stdout
    assert "--ask-who" not in done.stdout
    with ng.Book(book) as opened:
        known = opened.contacts()
    names = known.people.set_index("person_id")["name"]
    rows = known.interactions[known.interactions["note"] == "lunch"]
    assert sorted(names[rows["recipient_id"]]) == ["Ada Quiet", "Bea Quiet"]
    assert known.people.set_index("name").loc["Zoe Newcomer", "organization"] == "Hooli"
    assert "entry log" in run(book, "undo").stdout
    assert "--ask-who" in run(book, "log", "Hal Waits", "wrote", "--on", "2026-11-03", *DAY).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["log", "Quiet", "met"], "Did you mean Ada Quiet"),
        (["log", "Ada Quiet", "met", "--ask-who", "Hal"], "Did you mean Hal Waits"),
        (["log", "Ada Quiet", "waved"], "met, call, wrote, event; found 'waved'"),
        (["log", "Ada Quiet", "met", "--on", "yesterday"], "no date"),
        (["rest", "Nobody Atall"], "nobody in your book"),
        (["rest", "Ada Quiet", "--anyway", "--over"], "give one of"),
        (["week", "--done", "99"], "there is no step 99"),
        (["week", "--not-now", "1", "5y"], "2w, 1m, 3m; found '5y'"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(book, arguments, says):
    before = book.read_bytes()
    day = [] if arguments[0] == "rest" else DAY
    done = run(book, *arguments, *day, code=2)
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert book.read_bytes() == before


@pytest.mark.parametrize("arguments", [["log", "Quiet", "met"], ["rest", "Quiet"], ["rest", "Ida Nowhere"]])
def test_an_error_about_a_name_holds_ids_and_no_name(book, arguments):
    error = run(book, *arguments, code=2).stderr.partition("Usage:")[2]
    assert not any(name in error for name in ("Quiet", "Ada", "Bea", "Ida", "Nowhere"))
    with ng.Book(book) as opened:
        quiet = opened.contacts().people.set_index("name").loc[["Ada Quiet", "Bea Quiet"], "person_id"]
    assert all(one in error for one in quiet) == ("Quiet" in arguments)


def test_somebody_else_on_a_terminal_is_somebody_new(book, monkeypatch):
    monkeypatch.setattr("netgraph.cli.interview.on_terminal", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "")
    assert "New in your book: 1." in run(book, "log", "Hal at Globex, Ada Quiet", "met", *DAY).stdout
    with ng.Book(book) as opened:
        people = opened.contacts().people.set_index("name")
        met = opened.contacts().interactions.query("channel == 'in_person'")
    assert people.loc["Hal", "organization"] == "Globex"
    assert set(met["recipient_id"]) == set(people.loc[["Hal", "Ada Quiet"], "person_id"])
    assert "entry log" in run(book, "undo").stdout
    with ng.Book(book) as opened:
        assert "Hal" not in set(opened.contacts().people["name"])


def test_a_log_of_tomorrow_is_refused(book):
    done = CliRunner().invoke(
        cli.app, ["log", "Ada Quiet", "met", "--on", "2026-11-05", *DAY, "--book", str(book)]
    )
    assert done.exit_code
    assert isinstance(done.exception, ng.NetgraphError)


def test_the_week_is_shown_answered_and_closed(book):
    first = records(book, "week", *DAY)
    assert next((row["number"], row["name"], row["kind"]) for row in first) == (1, "Hal Waits", "reply")
    shown = run(book, "week", *DAY).stdout
    assert "Answer Hal: two lines are enough." in shown
    assert "that is enough for this week." in shown
    run(book, "week", "--done", "1", "--not-now", "2", "2w", *DAY)
    after = records(book, "week", *DAY)
    assert [row["name"] for row in after] == [row["name"] for row in first]
    assert [row["state"] for row in after] == ["done", "not now", "open"]
    last = run(book, "week", "--never", "3", *DAY).stdout
    assert "Nothing is left open. That is enough for this week." in last
    assert "week: never" in run(book, "undo").stdout


def test_a_late_introduction_that_is_done_moves_on(book):
    with ng.Book(book) as opened:
        opened.introduction("Ada Quiet", "Lee Target at Globex", "introduced", at="2026-10-20")
    steps = pd.DataFrame(records(book, "week", "--more", *DAY))
    late = steps[(steps["name"] == "Ada Quiet") & steps["kind"].isin(["introduction", "thanks"])]
    done = run(book, "week", "--more", "--done", str(late["number"].iloc[0]), *DAY)
    with ng.Book(book) as opened:
        rounds = ng.introductions(opened.graph(as_of="2026-11-04"))
    assert list(rounds["stage"]) == ["thanked"]
    after = pd.DataFrame(records(book, "week", "--more", *DAY))
    assert dict(zip(after["name"], after["state"], strict=True))["Ada Quiet"] == "done"
    assert "netgraph intro" not in done.output


def test_goals_say_what_the_log_tells_and_keep_the_pace(book):
    run(book, "log", "Ada Quiet", "met", *DAY)
    rows = records(book, "goals", "--weeks", "2", *DAY)
    assert [row["week"] for row in rows] == ["2026-W44", "2026-W45"]
    assert (rows[0]["conversations"], rows[1]["conversations"], rows[1]["face_to_face"]) == (None, 1, 1)
    assert "Your pace is 3 steps a week" in " ".join(run(book, "goals", "--pace", "3", *DAY).stdout.split())
    assert len(records(book, "week", *DAY)) == 3
    assert run(book, "goals", "--pace", "99", *DAY, code=2)


def rest_of(book, name):
    with ng.Book(book) as opened:
        G = opened.graph(as_of="2026-11-04")
    person_id = G.graph["contacts"].people.set_index("name").loc[name, "person_id"]
    return G.edges[G.graph["ego"], person_id]


def test_a_rest_is_said_set_aside_and_taken_back(book):
    run(book, "rest", "Ada Quiet", "--until", "2026-12-24")
    assert rest_of(book, "Ada Quiet")["rest_until"].date().isoformat() == "2026-12-24"
    run(book, "rest", "Ada Quiet", "--anyway")
    assert rest_of(book, "Ada Quiet")["rest_until"] is None
    assert rest_of(book, "Ada Quiet")["rest_why"] == "you set the rest aside: you said: not now"
    run(book, "rest", "Ada Quiet", "--over")
    assert rest_of(book, "Ada Quiet")["rest_why"] is None
    run(book, "rest", "Ada Quiet")
    assert rest_of(book, "Ada Quiet")["rest_why"] == "you muted them"


def test_the_book_goes_out_and_comes_back(book, tmp_path):
    run(book, "log", "Ada Quiet", "met", "=formula", *DAY)
    run(book, "export", "json", str(tmp_path / "whole.json"))
    assert stat.S_IMODE((tmp_path / "whole.json").stat().st_mode) == 0o600
    run(tmp_path / "other.db", "import", str(tmp_path / "whole.json"))
    with ng.Book(book) as one, ng.Book(tmp_path / "other.db") as other:
        for name, frame in one.contacts().tables().items():
            pd.testing.assert_frame_equal(frame, getattr(other.contacts(), name), obj=name)
    run(book, "export", "csv", str(tmp_path / "tables"))
    assert "'=formula" in (tmp_path / "tables" / "interactions.csv").read_text(encoding="utf-8")
    run(book, "export", "ics", str(tmp_path / "week.ics"), *DAY)
    run(book, "export", "graphml", str(tmp_path / "network.graphml"), *DAY)
    run(book, "export", "gexf", str(tmp_path / "network.gexf"), *DAY)
    for read, name in ((nx.read_graphml, "network.graphml"), (nx.read_gexf, "network.gexf")):
        assert {said for _, said in read(tmp_path / name).nodes(data="name")} >= {"Ada Quiet"}
    found = icalendar.Calendar.from_ical((tmp_path / "week.ics").read_bytes()).walk("VEVENT")
    assert next(str(event["summary"]) for event in found).startswith("Answer Hal")
    assert len(found) == 3


def test_what_cannot_be_written_is_one_clear_error(book, tmp_path):
    for what in ("json", "csv", "ics", "graphml", "gexf"):
        place = tmp_path / "whole.json" / "deeper"
        (tmp_path / "whole.json").write_text("{}")
        done = CliRunner().invoke(cli.app, ["export", what, str(place), "--book", str(book)])
        assert isinstance(done.exception, ng.NetgraphError), done.output
        assert "cannot be" in str(done.exception)


def test_without_a_terminal_the_closeness_round_is_shown_not_asked(book):
    assert "Ada Quiet" in run(book, "closeness", *DAY).stdout
    assert {row["kind"] for row in records(book, "closeness", *DAY)} == {"closeness"}


def test_the_round_is_asked_until_the_user_stops(monkeypatch):
    questions = pd.DataFrame(
        {
            "kind": ["closeness", "pair", "pair", "closeness", "closeness"],
            "person_id": ["a", "a", "b", "b", "c"],
            "name": ["Ada", "Ada", "Bea", "Bea", "Cal"],
            "other_id": [None, "b", "c", None, None],
            "other_name": [None, "Bea", "Cal", None, None],
            "why": "because",
        }
    )
    left = ["4", "", "maybe", "y", "n", "3", "q"]
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: left.pop(0))
    told, pairs = round_of_questions(questions)
    assert list(zip(told["person_id"], told["closeness"], strict=True)) == [("a", 4), ("b", 3)]
    assert pairs == [("a", "b", True), ("b", "c", False)]
