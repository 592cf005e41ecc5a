"""What a file seems to be, and how the columns of a lone table would be taken."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

import netgraph as ng
from netgraph.errors import ReadError
from netgraph.sources.preview import SINGLE, Preview, preview

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "c.csv": ("First Name,Last Name,URL,Connected On\nAnn,Bo,,05 Jan 2021\n", SINGLE),
    "g.csv": ("First Name,Last Name,E-mail 1 - Value\nAnn,Bo,a@example.org\n", "Google contacts"),
    "o.csv": (
        "First Name,Last Name,E-mail Address,Business Phone\nAnn,Bo,a@example.org,\n",
        "Outlook contacts",
    ),
    "k.csv": ("person,knows\nAnn Bo,Bea Co\n", "your own list"),
    "v.txt": ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Bo\nEND:VCARD\n", "contact cards"),
    "i.txt": ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", "a calendar"),
    "m.txt": ("From a@example.org Mon Jan 01 00:00:00 2024\nFrom: a@example.org\n\nHi\n", "mail"),
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_told_by_content(tmp_path: Path, name: str) -> None:
    content, kind = KINDS[name]
    (tmp_path / name).write_text(content)
    assert preview(tmp_path / name) == Preview(kind)


def test_an_export_and_a_zip_of_several_kinds(tmp_path: Path, sample_zip: Path) -> None:
    assert preview(sample_zip) == Preview("a LinkedIn export")
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as target:
        for name in ("g.csv", "i.txt"):
            target.writestr(name.replace(".txt", ".ics"), KINDS[name][0])
    assert preview(tmp_path / "takeout.zip") == Preview("2 files")


def test_our_own_export(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(ng.to_json(ng.Contacts.empty()))
    assert preview(tmp_path / "x.json") == Preview("an export of netgraph")


def test_a_table_shows_its_header_and_the_guess(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("exported yesterday\n\nFull Name; Mail ;Mail;Shoe size;\nAnn Bo;a@example.org;;4;\n")
    found = preview(table)
    assert found.kind == "a table of people"
    assert found.header == ("Full Name", "Mail", "Shoe size")
    assert found.columns == {"name": "Full Name", "email": "Mail"}


def test_a_picture_is_no_table_whatever_its_name(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"
    for name in ("photo.png", "people.csv"):
        (tmp_path / name).write_bytes(picture)
        with pytest.raises(ReadError, match="holds no text"):
            preview(tmp_path / name)
    (tmp_path / "wide.csv").write_text("Name,Shoe size\nAnn Bo,4\n", encoding="utf-16")
    assert preview(tmp_path / "wide.csv").header == ("Name", "Shoe size")


def test_a_table_nobody_understands_still_shows_its_header(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Wer;Was\nAnn Bo;4\n")
    assert preview(tmp_path / "t.csv") == Preview("a table of people", ("Wer", "Was"))


@pytest.mark.parametrize("content", ["", "\n\n", ";;\n;;\n"])
def test_no_table_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(ReadError):
        preview(tmp_path / "t.csv")
