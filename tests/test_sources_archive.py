"""Containers: each bad one is refused with one clear line, and nothing is ever unpacked."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from netgraph.errors import ReadError, UnsafeArchiveError
from netgraph.sources import archive

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "First Name,Last Name,Connected On\nAda,Roe,05 Jan 2021\n"


def make_zip(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def names(path: Path) -> list[str]:
    with archive.opened(path) as members:
        return [member.name for member in members]


def contents(path: Path) -> list[bytes]:
    with archive.opened(path) as members:
        return [b"".join(member.blocks()) for member in members]


def test_zip_root_nested_folder_and_jobs(tmp_path: Path) -> None:
    files = {
        "Export/Connections.csv": TABLE,
        "Export/Jobs/Saved Jobs.csv": "x",
        "Export/photo.jpg": b"\xff",
        "__MACOSX/Export/._Connections.csv": "x",
        "Export/MESSAGES.CSV": "x",
    }
    assert names(make_zip(tmp_path / "e.zip", files)) == [
        "Export/Connections.csv",
        "Export/Jobs/Saved Jobs.csv",
        "Export/MESSAGES.CSV",
    ]


def test_folder_and_lone_file(tmp_path: Path) -> None:
    (tmp_path / "Jobs").mkdir()
    (tmp_path / "Jobs" / "Saved Jobs.csv").write_text("x")
    (tmp_path / "Connections.csv").write_text(TABLE)
    (tmp_path / "readme.html").write_text("x")
    assert names(tmp_path) == ["Connections.csv", "Jobs/Saved Jobs.csv"]
    assert contents(tmp_path / "Connections.csv") == [TABLE.encode()]


def test_a_folder_of_zips_gives_the_tables_of_each(tmp_path: Path) -> None:
    make_zip(tmp_path / "Basic.zip", {"Connections.csv": TABLE})
    make_zip(tmp_path / "Complete.zip", {"Connections.csv": TABLE})
    assert names(tmp_path) == ["Basic.zip/Connections.csv", "Complete.zip/Connections.csv"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_stay_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as target:
        target.writestr("a.csv", "first")
        target.writestr("a.csv", "second")
    assert names(tmp_path / "e.zip") == ["a.csv", "a.csv (2)"]
    assert contents(tmp_path / "e.zip") == [b"first", b"second"]


@pytest.mark.parametrize(
    "name", ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv"]
)
def test_entries_outside_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    make_zip(tmp_path / "e.zip", {"Connections.csv": TABLE, name: "x"})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnsafeArchiveError, match="outside"):
        names(tmp_path / "e.zip")
    assert sorted(tmp_path.rglob("*")) == before


def test_links_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as target:
        link = zipfile.ZipInfo("Connections.csv")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
    with pytest.raises(UnsafeArchiveError, match="links"):
        names(tmp_path / "e.zip")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Connections.csv").symlink_to(tmp_path / "e.zip")
    with pytest.raises(UnsafeArchiveError, match="link"):
        names(folder)


def test_a_declared_bomb_is_refused_before_it_inflates(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "bomb.zip", {"Connections.csv": "0" * 100_000})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 1_000_000_001)
    path.write_bytes(data)
    with pytest.raises(UnsafeArchiveError, match="1000 MB"):
        names(path)


def test_a_bomb_is_counted_while_it_inflates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_zip(tmp_path / "bomb.zip", {"Connections.csv": "0" * 100_000})
    with archive.opened(path) as members:
        monkeypatch.setattr(archive, "MOST_BYTES", 99_999)
        with pytest.raises(UnsafeArchiveError):
            list(members[0].blocks())


def test_many_small_bombs_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES_IN_ALL", 2_500)
    make_zip(tmp_path / "e.zip", {f"{i}.csv": "0" * 1_000 for i in range(3)} | {"photo.jpg": "0" * 9_999})
    with pytest.raises(UnsafeArchiveError, match="tables in the zip"):
        names(tmp_path / "e.zip")


def test_a_lone_file_is_counted_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "Connections.csv"
    table.write_text(TABLE)
    with archive.opened(table) as members:
        monkeypatch.setattr(archive, "MOST_BYTES", 10)
        with pytest.raises(UnsafeArchiveError):
            list(members[0].blocks())


def test_a_zip_that_lies_about_its_sizes_is_damaged(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"Connections.csv": "0" * 100_000})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        contents(path)


def test_a_damaged_member_is_one_clear_error(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"Connections.csv": TABLE * 50})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\x00" * 10
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        contents(path)


def test_a_cut_zip_is_one_clear_error(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"Connections.csv": TABLE * 500})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ReadError, match="cut short"):
        names(path)


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"Connections.csv": TABLE})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadError, match="password"):
        names(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("e.zip", b"not a zip", "is no zip"),
        ("e.zip", b"", "empty"),
        ("Connections.csv", b"", "empty"),
        ("missing.zip", None, "check the path"),
    ],
)
def test_files_that_are_nothing(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message) as caught:
        names(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no CSV"):
        names(tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(ReadError, match="no CSV"):
        names(tmp_path)
    make_zip(tmp_path / "book.xlsx", {"xl/workbook.xml": "x"})
    with pytest.raises(ReadError, match="no CSV"):
        names(tmp_path / "book.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ReadError, match="neither"):
        names(tmp_path / "pipe.csv")
