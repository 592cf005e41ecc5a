"""What the README says is so: its commands, its marked blocks, its links and its picture.

A fenced block runs when `run` follows its language, as in "```python run". The blocks of a language run from
the top in one folder that holds `sample_data/`. In a console block, `$ ` starts a command; the lines below
it have to be among what the command prints, in that order, whatever the spacing; `...` stands for any.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DEMO = "python3 -m pip install uv && uv run netgraph demo"
TESTS = "uv run pytest"

FENCE = re.compile(r"^```(?P<language>\w+)(?P<words>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?P<picture>!?)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
PICTURES = (b"\x89PNG", b"<svg", b"<?xml")


class Block(NamedTuple):
    """A fenced block: its language, whether it is marked to run, and its lines."""

    language: str
    runs: bool
    body: str


class Command(NamedTuple):
    """A command of a console block and the lines that it is said to print."""

    line: str
    printed: list[str]


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new user's folder: the sample in it, a home without anything."""
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(text: str) -> list[Block]:
    return [
        Block(found["language"], "run" in found["words"].split(), found["body"])
        for found in FENCE.finditer(text)
    ]


def commands(body: str) -> list[Command]:
    found: list[Command] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Command(line.removeprefix("$ "), []))
        elif found and squeezed(line):
            found[-1].printed.append(line)
    return found


def squeezed(line: str) -> str:
    return " ".join(line.split())


def missing_line(printed: list[str], output: str) -> str | None:
    """The first printed line that the output lacks, in order; None when it has them all."""
    lines = iter([squeezed(line) for line in output.splitlines()])
    wanted = (squeezed(line) for line in printed if squeezed(line) not in {"...", "…"})
    return next((line for line in wanted if line not in lines), None)


def in_shell(line: str, folder: Path) -> str:
    """What the command prints in this environment, as it would by `uv run`."""
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(folder / "home"),
        "COLUMNS": "110",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        line.removeprefix("uv run "),
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{line}: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize("command", [DEMO, TESTS])
def test_both_commands_stand_in_lines_of_their_own(text: str, command: str) -> None:
    lines = [line.removeprefix("$ ") for block in blocks(text) for line in block.body.splitlines()]
    assert command in lines


def test_the_first_command_with_pytest_is_the_one_that_runs_here(text: str) -> None:
    shells = [block.body for block in blocks(text) if block.language in {"console", "bash", "sh"}]
    lines = [line.removeprefix("$ ") for body in shells for line in body.splitlines() if "pytest" in line]
    assert lines[0] == TESTS


def test_console_blocks_print_what_they_show(text: str, folder: Path) -> None:
    bodies = [block.body for block in blocks(text) if block.runs and block.language == "console"]
    shown = [command for body in bodies for command in commands(body)]
    assert shown, "no console block of the README is marked: ```console run"
    for command in shown:
        output = in_shell(command.line, folder)
        assert missing_line(command.printed, output) is None, f"{command.line}\n{output}"


def test_python_blocks_run(text: str, folder: Path) -> None:
    bodies = [block.body for block in blocks(text) if block.runs and block.language == "python"]
    assert bodies, "no python block of the README is marked: ```python run"
    names: dict[str, object] = {"__name__": "__main__"}
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for number, body in enumerate(bodies, start=1):
        if ">>>" in body:
            test = doctest.DocTestParser().get_doctest(body, names, f"README block {number}", "README.md", 0)
            runner = doctest.DocTestRunner(optionflags=flags)
            runner.run(test, clear_globs=False)
            names |= test.globs
            assert runner.summarize(verbose=False).failed == 0
        else:
            exec(compile(body, f"README block {number}", "exec"), names)


def test_links_lead_somewhere(text: str) -> None:
    targets = [found["target"] for found in LINK.finditer(text)]
    headings = {anchor(line) for line in text.splitlines() if line.startswith("#")}
    here = [target for target in targets if target.startswith("#")]
    files = [target for target in targets if not target.startswith(("#", "http://", "https://", "mailto:"))]
    assert [target for target in here if target.removeprefix("#") not in headings] == []
    assert [target for target in files if not (ROOT / target.split("#")[0]).exists()] == []


def anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lstrip("# ")).lower().replace(" ", "-")


def test_the_picture_is_one(text: str) -> None:
    pictures = [found["target"] for found in LINK.finditer(text) if found["picture"]]
    files = [ROOT / target for target in pictures if not target.startswith("http")]
    assert files, "the README shows no picture"
    assert [path.name for path in files if not path.read_bytes().startswith(PICTURES)] == []


def test_the_checks_see_what_is_missing() -> None:
    assert missing_line(["a  b", "...", "d"], "x\na b\nc\nd\n") is None
    assert missing_line(["d", "a b"], "a b\nd\n") == "a b"
    body = "$ netgraph meet\none\n\n$ netgraph neglected\ntwo\n"
    assert commands(body) == [Command("netgraph meet", ["one"]), Command("netgraph neglected", ["two"])]
    assert blocks("```console run\n$ x\n```\n```python\ny\n```\n") == [
        Block("console", True, "$ x\n"),
        Block("python", False, "y\n"),
    ]
    assert anchor("## What stays private?") == "what-stays-private"
