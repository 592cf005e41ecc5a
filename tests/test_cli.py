"""The command line as a user types it: what it prints, where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli, schema
from netgraph.cli import demo

SAMPLE = Path(__file__).parents[1] / "sample_data"
EXPORT = SAMPLE / demo.EXPORT
DAY = ["--as-of", "2026-11-01"]


class Finished:
    """How a run ended: what it printed where, and its exit code."""

    def __init__(self, *arguments: str | Path, home: Path) -> None:
        environment = {**os.environ, "HOME": str(home), "COLUMNS": "110", "XDG_DATA_HOME": str(home / "data")}
        environment.pop("NETGRAPH_BOOK", None)
        done = subprocess.run(
            [sys.executable, "-m", "netgraph", *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        self.out, self.err, self.code = done.stdout, done.stderr, done.returncode


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with the sample in it."""
    path = tmp_path_factory.mktemp("book") / "network.db"
    files = [str(SAMPLE / name) for name in demo.FILES]
    done = CliRunner().invoke(cli.app, ["import", *files, "--book", str(path)])
    assert done.exit_code == 0, done.output
    return path


def answer(*arguments: str) -> str:
    done = CliRunner().invoke(cli.app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_import_says_what_was_used_and_what_is_new(tmp_path):
    done = Finished("import", EXPORT, "--book", tmp_path / "my.db", home=tmp_path)
    assert done.code == 0
    assert "Connections.csv" in done.out
    assert "600 new people" in done.out
    assert "The book knows 600 people now" in done.out
    assert str(tmp_path / "my.db") in done.err
    again = Finished("import", EXPORT, "--book", tmp_path / "my.db", home=tmp_path)
    assert "Nothing new" in again.out


def test_the_book_is_in_the_data_folder_unless_said_otherwise(tmp_path):
    assert Finished("import", SAMPLE / "older" / "2021", home=tmp_path).code == 0
    assert (tmp_path / "data" / "netgraph" / "network.db").is_file()


def test_neglected_prints_replies_owed_first_and_what_it_rests_on(book):
    printed = answer("neglected", "--book", str(book), *DAY)
    assert printed.index("reply owed") < printed.index("Rests on LinkedIn")
    assert "Farid Nazari" in printed


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (["neglected"], schema.NEGLECTED_TIES),
        (["paths", "Globex"], schema.REFERRAL_PATHS),
        (["meet", "Globex", "Hooli"], schema.WHO_TO_MEET),
        (["coverage"], schema.TARGET_COVERAGE),
    ],
)
def test_json_is_alone_on_standard_output_with_the_promised_columns(book, command, table):
    records = json.loads(answer(*command, "--book", str(book), *DAY, "--format", "json"))
    assert records
    assert list(records[0]) == table.names


def test_json_has_null_for_nan_and_iso_dates(book):
    records = json.loads(answer("neglected", "--book", str(book), *DAY, "--format", "json"))
    assert records[0]["rest_until"] is None
    assert pd.Timestamp(records[0]["last_contact"]) == pd.Timestamp(records[0]["last_contact"], tz="UTC")


def test_csv_reads_back(book):
    frame = pd.read_csv(io.StringIO(answer("paths", "Globex", "--book", str(book), *DAY, "--format", "csv")))
    assert list(frame["rank"]) == list(range(1, len(frame) + 1))
    assert frame["path"][0].split(" | ")[-1] == "Dana Cole"


def test_stored_targets_are_used_when_none_is_given(book):
    assert "Globex, Dana Cole, Hooli" in answer("meet", "--book", str(book), *DAY)


def test_coverage_tells_each_target_in_words(book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    printed = " ".join(answer("coverage", "--book", str(book), *DAY).split())
    assert printed.index("Globex a warm way in") < printed.index("Umbrella Logistics connected only")
    assert "Vandelay Imports none in your data" in printed
    assert "Mia Chen" in printed
    assert "Did you mean Globex?" in " ".join(answer("coverage", "Globx", "--book", str(book), *DAY).split())


def test_whom_a_person_shares_is_asked_of_the_person_not_of_a_company(book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    for command in ("coverage", "meet"):
        printed = answer(command, "Dana Cole", "--book", str(book), *DAY)
        assert 'netgraph knows "Dana Cole" --through "NAME, NAME"' in printed


def test_coverage_without_targets_says_how_to_name_some(tmp_path):
    path = str(tmp_path / "network.db")
    answer("import", str(SAMPLE / "older" / "2021"), "--book", path)
    assert "No targets yet" in answer("coverage", "--book", path, *DAY)


def test_no_route_is_an_answer(book):
    printed = answer("paths", "Globx", "--book", str(book), *DAY)
    assert "Did you mean: Globex?" in printed


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["neglected", "--as-of", "yesterday"], 2, "2026-11-01"),
        (["neglected", "--limit", "0"], 2, "--limit"),
        (["paths", "Globex", "--max-hops", "9"], 2, "--max-hops"),
        (["neglected"], 1, "netgraph import"),
        (["import", "no-such.zip"], 1, "check the path"),
        (["paths", "Globex", "--bogus"], 2, "See netgraph paths --help."),
        (["bogus"], 2, "See netgraph --help."),
        (["log", "Ana Test"], 2, "Missing argument 'kind'. See netgraph log --help."),
        (["moved", "--since", "31.12.2025"], 2, "Invalid value for --since: '31.12.2025' is no date"),
    ],
)
def test_what_cannot_be_done_ends_in_one_clear_line(tmp_path, arguments, code, says):
    done = Finished(*arguments, home=tmp_path)
    assert done.code == code
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1
    assert done.out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["log", "Mia Chen", "met", "--on", "2099-01-01"], 2, "its day lies in the future"),
        (["log", "Mia Chen", "met", "--on", "31.12.2025"], 2, "Invalid value for --on"),
        (["log", " , ", "met"], 2, "a letter or a digit"),
        (["favor", "Mia Chen", "me", "waved"], 2, "found 'waved'"),
        (["moved", "--since", "2099-01-01"], 2, "lies after"),
        *(
            ([*command, " "], 2, "a letter or a digit")
            for command in (
                ["paths"],
                ["meet", "Globex"],
                ["plan"],
                ["coverage"],
                ["ask"],
                ["prep"],
                ["moves"],
                ["knows"],
                ["target", "add"],
            )
        ),
    ],
)
def test_what_a_book_cannot_answer_is_one_line_too(book, tmp_path, arguments, code, says):
    before = book.read_bytes()
    done = Finished(*arguments, "--book", book, home=tmp_path)
    assert (done.code, done.out, len(done.err.splitlines())) == (code, "", 1), done.err
    assert says in done.err
    assert book.read_bytes() == before


def test_nothing_but_the_answer_is_printed_off_a_terminal(book, tmp_path):
    assert Finished("neglected", "--book", book, home=tmp_path).err == ""


def test_the_help_is_shown_to_whoever_says_nothing(tmp_path):
    done = Finished(home=tmp_path)
    assert done.code == 2
    assert done.err.startswith("Usage: netgraph [OPTIONS] COMMAND")


@pytest.mark.parametrize(
    "command",
    [
        ["neglected"],
        ["week"],
        ["log", "Ana Test", "met"],
        ["knows", "Ana Test", "--through", "Bo Test"],
        ["favor", "Ana Test", "me", "advice"],
        ["review", "Ana Test"],
    ],
)
def test_an_empty_book_says_so(tmp_path, command):
    ng.Book(tmp_path / "network.db").close()
    done = Finished(*command, "--book", tmp_path / "network.db", home=tmp_path)
    assert (done.code, done.err) == (1, "netgraph: your book is empty: netgraph import FILE\n")


def test_options_bear_the_names_of_the_command_line(tmp_path):
    (tmp_path / "sizes.csv").write_text("Width,Height\n1,2\n", encoding="utf-8")
    done = Finished("import", tmp_path / "sizes.csv", home=tmp_path)
    assert done.code == 1
    assert "columns=" not in done.err
    assert "--columns" in done.err


def test_an_export_without_an_owner_asks_for_one_only_on_a_terminal(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "messages.csv").write_text(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        "a,,Ana Test,,Bo Test,2022-01-01 10:00:00 UTC,,hello,INBOX\n",
        encoding="utf-8",
    )
    done = Finished("import", folder, "--book", tmp_path / "b.db", home=tmp_path)
    assert done.code == 2
    assert "--owner" in done.err
    assert len(done.err.strip().splitlines()) == 1
    named = Finished("import", folder, "--owner", "Bo Test", "--book", tmp_path / "b.db", home=tmp_path)
    assert named.code == 0, named.err


def test_a_fault_of_our_own_is_one_line_too(monkeypatch, capsys):
    def fail(**_: object) -> None:
        raise KeyError("somebody's name")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.delenv("NETGRAPH_DEBUG", raising=False)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    printed = capsys.readouterr()
    assert "KeyError" in printed.err
    assert "somebody" not in printed.err


def test_demo_leaves_no_book_behind(tmp_path):
    done = Finished("demo", "--no-dashboard", home=tmp_path)
    assert done.code == 0, done.err
    assert "Globex" in done.out
    assert not list(tmp_path.rglob("*.db"))


def test_help_is_quick_because_nothing_heavy_is_loaded():
    heavy = "'pandas', 'networkx', 'dash', 'plotly'"
    code = f"import sys, netgraph.cli; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
