"""The notebooks run from top to bottom, hold no outputs, define no functions and stay short."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert NOTEBOOKS


def executed(path, folder):
    """The notebook after a run in a folder that holds the sample data alone."""
    notebook = nbformat.read(path, as_version=4)
    shutil.copytree(ROOT / "sample_data", folder / "sample_data")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_to_the_house_style(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(notebook.cells) < 15
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert not any(re.search(r"^\s*(def|class) ", cell.source, re.MULTILINE) for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS[1:-1], ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path):
    """From top to bottom, in a folder that holds the sample data alone, and ends in an answer."""
    notebook = executed(path, tmp_path)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert not [output for output in outputs if output.output_type == "error"]


def test_the_first_notebook_runs_and_its_answers_change_what_it_says(tmp_path):
    """Umbrella Logistics has no warm way in before the five minutes, and one after."""
    notebook = executed(ROOT / "notebooks" / "01_your_network.ipynb", tmp_path)
    last = "".join(
        output.get("text", "") or output.data["text/plain"] for output in notebook.cells[-1].outputs
    )
    assert "Tilda Marchetti" in last
    assert "logged" in last


def test_pooled_routes_reach_who_agreed_and_enter_the_book(tmp_path):
    """After two members agreed, the member's own routes hold ties that the pool told."""
    notebook = executed(ROOT / "notebooks" / "10_pooled_routes.ipynb", tmp_path)
    (routes,) = [cell for cell in notebook.cells if "ng.referral_paths" in cell.source]
    assert "pooled" in routes.outputs[-1].data["text/plain"]
    (reach,) = [cell for cell in notebook.cells if "pool_reach(cohort" in cell.source]
    assert "at least" in reach.outputs[-1].data["text/plain"]
