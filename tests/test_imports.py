"""The import report: what became of each file, and which of its columns were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import netgraph as ng
from netgraph.imports import columns_said, with_columns_said

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Mood\n"


def test_hidden_people_reasons_and_columns(tmp_path: Path) -> None:
    hidden = ",,,,,,05 Jan 2021,\n,,,,,,06 Jan 2021,\n"
    rows = f"Ada,Roe,,,Globex,CTO,05 Jan 2021,good\n{hidden},,,,Hooli,,07 Jan 2021,\n"
    (tmp_path / "Connections.csv").write_text(HEADER + rows)
    (tmp_path / "Skills.csv").write_text("Name\nSQL\n")
    report = ng.import_report(ng.read(tmp_path)).set_index("file")
    people = report.loc["Connections.csv"]
    assert people[["rows", "used", "hidden", "unused"]].tolist() == [4, 1, 2, 3]
    assert set(people["reasons"].split(", ")) == {"hidden 2", "no name 1"}
    assert people["mapped"].startswith("First Name, Last Name, URL")
    assert people["ignored"] == "Mood"
    assert report.loc["Skills.csv", ["rows", "used", "reasons", "mapped"]].tolist() == [
        1,
        0,
        "not used 1",
        "",
    ]


def test_what_is_combined_is_reported_together_and_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Company,Age\nAda Roe,Globex,41\n")
    (tmp_path / "b.csv").write_text("Full Name,Email\nBo Lind,bo@example.org\n")
    both = ng.combine(ng.read(tmp_path / "a.csv"), ng.read(tmp_path / "b.csv"))
    report = ng.import_report(both).set_index("file")
    assert report["mapped"].to_dict() == {
        "a.csv": "name <- Name, organization <- Company",
        "b.csv": "name <- Full Name, email <- Email",
    }
    assert report["ignored"].to_dict() == {"a.csv": "Age", "b.csv": ""}
    assert ng.import_report(ng.Contacts.empty()).empty


def test_what_was_said_of_columns_holds_for_the_same_header_alone() -> None:
    first = with_columns_said(ng.Contacts.empty(), ["Who", "Mail"], {"name": "Who"})
    later = with_columns_said(first, ["Mail", "Who"], {"name": "Who", "email": "Mail"})
    assert columns_said(later.choices, ["Who", "Mail"]) == {"name": "Who", "email": "Mail"}
    assert columns_said(later.choices, ["Who"]) is None
    assert columns_said(later.choices, ["Who", "Mail", "Firm"]) is None
    assert columns_said(ng.Contacts.empty().choices, ["Who"]) is None


def test_the_book_keeps_what_was_said_until_that_import_is_undone(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Who,Mail\nAda Roe,ada@example.org\n")
    read = ng.read_contacts(tmp_path / "t.csv", columns={"name": "Who"})
    with ng.Book(tmp_path / "book.db") as book:
        book.add(with_columns_said(read, ["Who", "Mail"], {"name": "Who"}))
        assert columns_said(book.contacts().choices, ["Who", "Mail"]) == {"name": "Who"}
        assert set(ng.import_report(book.contacts())["file"]) == {"t.csv"}
        book.undo()
        assert columns_said(book.contacts().choices, ["Who", "Mail"]) is None
