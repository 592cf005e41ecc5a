"""Bringing in on the command line: what a user said of a table's columns is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

import netgraph as ng
from netgraph import cli

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "Who;Mail;Firm\nAnn Bo;ann@example.org;Globex\n"


def bring_in(folder: Path, content: str, *more: str) -> dict[str, Any]:
    """The one row of the report of a table that is brought into the book of a folder."""
    (folder / "table.csv").write_text(content)
    place = [str(folder / "table.csv"), "--book", str(folder / "book.db")]
    done = CliRunner().invoke(cli.app, ["import", *place, "--format", "json", *more])
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    return dict(row)


def test_columns_are_said_once_for_tables_of_one_shape(tmp_path: Path) -> None:
    told = bring_in(tmp_path, TABLE, "--columns", "name=Who,email=Mail")
    assert told["mapped"] == "name <- Who, email <- Mail, organization <- Firm"
    again = bring_in(tmp_path, TABLE + "Bea Co;bea@example.org;Hooli\n")
    assert again["mapped"] == told["mapped"]
    people = ng.Book(tmp_path / "book.db").contacts().people
    assert set(people.loc[~people["is_ego"], "name"]) == {"Ann Bo", "Bea Co"}
    other = bring_in(tmp_path, TABLE.replace("Firm", "Company"))
    assert other["ignored"] == "Who", "of another shape nothing was said"
