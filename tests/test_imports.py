"""The import report: what became of each file, and which of its columns were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import netgraph as ng

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
