"""Private files: whole or not at all, for their owner alone, and so is everything that is written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from conftest import utc

import netgraph as ng
from netgraph.cli import exporting
from netgraph.cohort.sheets import Sheet, write_sheets
from netgraph.cohort.slim_copies import slim_copies
from netgraph.errors import ReportError
from netgraph.private_file import private_draft, write_private
from netgraph.sources.slimming import slim_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN_TO_ALL = 0o644
AS_OF = "2026-11-01"


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """New files are open to all unless somebody sees to it."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def broken_off(file: Path) -> None:
    with private_draft(file) as draft:
        draft.write_text("half")
        raise KeyboardInterrupt


@pytest.mark.parametrize("content", ["Grüße\r\n", "Grüße\r\n".encode()])
def test_text_and_bytes_are_written_as_they_are(tmp_path, content):
    write_private(tmp_path / "one.txt", content)
    assert (tmp_path / "one.txt").read_bytes() == b"Gr\xc3\xbc\xc3\x9fe\r\n"
    assert mode(tmp_path / "one.txt") == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["one.txt"]


def test_what_was_open_to_all_is_no_longer(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("old")
    file.chmod(OPEN_TO_ALL)
    write_private(file, "new")
    assert (file.read_text(), mode(file)) == ("new", 0o600)


def test_the_draft_is_private_from_its_first_moment_on(tmp_path):
    with private_draft(tmp_path / "one.txt") as draft:
        assert (draft.parent, draft.read_bytes(), mode(draft)) == (tmp_path, b"", 0o600)


def test_a_writer_that_makes_the_draft_anew_changes_nothing(tmp_path):
    with private_draft(tmp_path / "one.txt") as draft:
        draft.unlink()
        draft.write_text("new")
        draft.chmod(OPEN_TO_ALL)
    assert mode(tmp_path / "one.txt") == 0o600


def test_a_writer_that_fails_leaves_the_old_file_and_no_draft(tmp_path):
    file = tmp_path / "one.txt"
    with pytest.raises(KeyboardInterrupt):
        broken_off(file)
    assert list(tmp_path.iterdir()) == []
    file.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        broken_off(file)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("one.txt", "old")]


def test_a_draft_that_a_killed_program_left_is_thrown_away(tmp_path):
    """Also one that somebody put there as a link to a file of theirs."""
    file, theirs = tmp_path / "one.txt", tmp_path / "theirs"
    with private_draft(file) as draft:
        pass
    draft.write_text("a longer half of it")
    draft.chmod(OPEN_TO_ALL)
    write_private(file, "new")
    assert (file.read_text(), mode(file)) == ("new", 0o600)
    theirs.write_text("theirs")
    draft.symlink_to(theirs)
    write_private(file, "newer")
    assert (file.read_text(), theirs.read_text()) == ("newer", "theirs")
    assert not file.is_symlink()


def test_where_nothing_can_be_written_the_error_is_the_systems(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_private(tmp_path / "no such folder" / "one.txt", "new")


@pytest.mark.parametrize("name", ["clients.xlsx", "slim.csv", "slim.zip", "knows.csv", "export.csv"])
def test_each_writer_is_private_past_an_old_draft_and_cleans_up(tmp_path, sample_zip, name):
    source, file = tmp_path / "source", tmp_path / "out" / name
    source.mkdir()
    (source / "knows.csv").write_text("person,knows\nMia Chen,Dana Cole\n")
    (source / "Connections.csv").write_text("First Name,Last Name,URL,Connected On\nMia,Chen,,01 May 2026\n")
    write = {
        "clients.xlsx": lambda: write_sheets([Sheet("One", ["a"], [[1]])], file, as_of=utc(AS_OF)),
        "slim.csv": lambda: slim_file(source / "Connections.csv", file),
        "slim.zip": lambda: slim_file(sample_zip, file),
        "knows.csv": lambda: slim_copies(source, file.parent),
        "export.csv": lambda: exporting._write(file, "a,b"),
    }[name]
    file.parent.mkdir()
    for draft in (f"{name}.part", f".{name}.part"):
        (file.parent / draft).write_text("left behind")
        (file.parent / draft).chmod(OPEN_TO_ALL)
    write()
    assert mode(file) == 0o600
    assert not (file.parent / f".{name}.part").exists()


def test_a_report_that_cannot_take_its_place_leaves_no_draft(five, tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ReportError, match="cannot be written"):
        ng.write_report(five, tmp_path / "report.html")
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_an_export_that_cannot_take_its_place_leaves_no_draft(tmp_path):
    (tmp_path / "export.csv").mkdir()
    with pytest.raises(ng.NetgraphError, match="cannot be written"):
        exporting._write(tmp_path / "export.csv", "a,b")
    assert [one.name for one in tmp_path.iterdir()] == ["export.csv"]
