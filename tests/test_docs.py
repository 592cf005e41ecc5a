"""What stands in `docs/` is so: marked blocks run, as in the README, and links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shutil
from typing import TYPE_CHECKING

import pytest
import typer
from test_readme import LINK, ROOT, blocks

from netgraph.cli import app

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted((ROOT / "docs").glob("*.md"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
COMMAND = re.compile(r"netgraph (?P<words>[a-z][^`|;#\n]*)")
"""A command with what is said to it, in a line of code or in running text."""


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def page(request: pytest.FixtureRequest) -> Path:
    """One page of the documentation."""
    path: Path = request.param
    return path


def test_there_is_documentation() -> None:
    assert PAGES


def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for number, block in enumerate(blocks(page.read_text(encoding="utf-8")), start=1):
        if block.language != "python":
            continue
        where = f"{page.name} block {number}"
        assert block.runs, f"{where} is not marked: ```python run"
        if ">>>" in block.body:
            test = doctest.DocTestParser().get_doctest(block.body, names, where, page.name, 0)
            runner = doctest.DocTestRunner(optionflags=FLAGS)
            runner.run(test, clear_globs=False)
            names |= test.globs
            assert runner.summarize(verbose=False).failed == 0, where
        else:
            exec(compile(block.body, where, "exec"), names)


def test_links_lead_somewhere(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    files = [one for one in targets if not one.startswith(("#", "http://", "https://", "mailto:"))]
    assert [one for one in files if not (page.parent / one.split("#")[0]).exists()] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *PAGES], ids=lambda path: path.stem)
def test_commands_have_the_options_that_are_named(path: Path) -> None:
    code = re.findall(r"```.*?```|`[^`]+`", path.read_text(encoding="utf-8"), re.DOTALL)
    wrong = []
    for said in (found["words"] for one in code for found in COMMAND.finditer(one)):
        command = typer.main.get_command(app)
        for word in said.split():
            command = getattr(command, "commands", {}).get(word, command)
        known = {name for option in command.params for name in option.opts}
        wrong += [said for name in re.findall(r"--[a-z-]+", said) if name not in known | {"--help"}]
    assert wrong == []


def test_the_data_model_is_the_schema() -> None:
    """Written by `make data-model`."""
    spec = importlib.util.spec_from_file_location("make_data_model", ROOT / "docs" / "make_data_model.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.PAGE.read_text(encoding="utf-8") == maker.data_model(), "make data-model writes it anew"
