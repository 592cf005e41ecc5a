"""The caseload: who gets a report, what the coach sees, what is done again, and what is told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from watched import check_file

import netgraph as ng
import netgraph.report
from netgraph.cohort.workers import for_each
from netgraph.errors import ReadError, UnknownNameError
from netgraph.people import name_key

AS_OF = "2026-11-20"
HEADER = (
    "client_id,sponsor,cohort,coach,started_on,ended_on,"
    "consent_report,consent_coach_names,consent_sponsor,consent_pool\n"
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Mia,Chen,https://www.linkedin.com/in/mia-chen,,Hooli,=cmd|' /C calc'!A0,01 May 2026\n"
    "Raj,Patel,https://www.linkedin.com/in/raj-patel,,Globex,<script>alert(1)</script>,03 Mar 2024\n"
)
PROFILE = "First Name,Last Name,Headline\nAlex,Moreno,Analyst\n"


@dataclass
class Caseload:
    """A folder of clients and where their reports go; each run tells which reports it wrote."""

    folder: Path
    out: Path
    written: list[str]

    def client(self, name: str, **lists: str) -> Path:
        place = self.folder / name
        place.mkdir()
        (place / "Connections.csv").write_text(CONNECTIONS)
        (place / "Profile.csv").write_text(PROFILE)
        for stem, text in lists.items():
            (place / f"{stem}.csv").write_text(text)
        return place

    def roster(self, *rows: str) -> None:
        (self.folder / "roster.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows))

    def run(self, **options) -> pd.DataFrame:
        self.written.clear()
        return ng.write_cohort_reports(self.folder, self.out, jobs=1, **{"as_of": AS_OF} | options)

    def bytes(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file()
        }

    def workbook(self) -> dict[str, list[tuple]]:
        book = openpyxl.load_workbook(self.out / "caseload.xlsx")
        assert not [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        ]
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture
def caseload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Caseload:
    """An empty caseload; a report is a page that names everybody, which takes no time."""
    made = Caseload(tmp_path / "clients", tmp_path / "reports", [])
    made.folder.mkdir()

    def write(G, path):
        names = sorted(name for _, name in G.nodes(data="name"))
        made.written.append(Path(path).name.split(".")[0])
        Path(path).write_text(f"{G.graph['as_of']} {names}")

    monkeypatch.setattr(netgraph.report, "write_report", write)
    return made


def yes(client: str, names: str = "yes", report: str = "yes") -> str:
    return f"{client},Vandelay,spring,Kim,2026-09-01,,{report},{names},yes,no"


def test_a_client_gets_a_report_and_a_row(caseload):
    caseload.client(
        "c1",
        targets="name,kind,role,priority\nGlobex,organization,,3\nNowhere,organization,,2\n",
        log="date,kind,person\n2026-11-03,met,Mia Chen\n",
    )
    caseload.roster(yes("c1"))
    (row,) = caseload.run().to_dict("records")
    assert (row["state"], row["report"], row["active"]) == ("written", "clients/c1.html", "yes")
    assert (row["conversations"], row["recent"], row["second_degree"]) == (1, 1, 0)
    assert (row["targets"], row["none"]) == (2, 1)
    assert row["last_log"] == pd.Timestamp("2026-11-03", tz="UTC")
    assert any("Nowhere" in point for point in row["stuck"])
    assert "Mia Chen" in (caseload.out / "clients/c1.html").read_text()
    index = (caseload.out / "index.html").read_text()
    assert 'href="clients/c1.html"' in index
    assert "<script" not in index
    assert caseload.workbook()["Clients"][1][0] == "c1"


def test_a_client_leaves_no_name_behind_in_memory_and_no_setting_changed(caseload):
    caseload.client("c1")
    caseload.roster(yes("c1"))
    before = pd.get_option("mode.string_storage")
    assert caseload.run()["state"].tolist() == ["written"]
    assert name_key.cache_info().currsize == 0
    assert pd.get_option("mode.string_storage") == before


@pytest.mark.browser
def test_the_index_can_be_read_by_all(caseload, browser):
    caseload.client("c1", targets="name,kind,role,priority\nGlobex,organization,,3\n")
    caseload.roster(yes("c1"), yes("gone"))
    caseload.run()
    check_file(browser, caseload.out / "index.html")


def test_a_client_without_a_log_is_not_known_and_counted_as_such(caseload):
    for name in ("c1", "c2", "c3"):
        caseload.client(
            name, **({"log": "date,kind,person\n2026-01-05,met,Mia Chen\n"} if name == "c1" else {})
        )
    caseload.roster(yes("c1"), yes("c2"), yes("c3"))
    found = caseload.run()
    assert found["active"].to_list() == ["no", "not known", "not known"]
    assert found["conversations"].isna().to_list() == [False, True, True]
    index = (caseload.out / "index.html").read_text()
    assert "of 1 with a log; 2 without one, not known" in index
    rows = caseload.workbook()["Clients"]
    assert [row[rows[0].index("conversations")] for row in rows[1:]] == [0, None, None]


def test_no_name_without_the_clients_word(caseload):
    caseload.client("c1", log="date,kind,person,introduced by\n2026-11-03,met,Dana Cole,Mia Chen\n")
    caseload.roster(yes("c1", names="no"))
    found = caseload.run()
    pages = [(caseload.out / name).read_text() for name in ("index.html", "clients/c1.html")]
    text = " ".join([*pages, str(caseload.workbook()), str(found.to_dict("records"))])
    assert [name for name in ("Mia", "Chen", "Raj", "Patel", "Dana", "Cole") if name in text] == []
    assert "Contact-0" in pages[1]


def test_without_consent_nothing_is_made_and_what_was_made_goes(caseload):
    caseload.client("c1")
    caseload.client("c2")
    caseload.roster(yes("c1"), yes("c2"))
    caseload.run()
    caseload.roster(yes("c1", report="no"), yes("c2"))
    found = caseload.run().set_index("client_id")
    assert found["state"].to_dict() == {"c1": "no consent", "c2": "unchanged"}
    assert found.loc["c1", ["people", "next_step", "report"]].isna().all()
    assert found.attrs["told"][0] == "c1: the report of an earlier run was taken away"
    assert sorted(name for name in caseload.bytes() if "c1" in name) == []


def test_only_what_changed_is_done_again(caseload):
    for name in ("c1", "c2", "c3"):
        caseload.client(name)
    caseload.roster(*map(yes, ("c1", "c2", "c3")))
    caseload.run()
    first = caseload.bytes()
    assert caseload.run()["state"].to_list() == ["unchanged"] * 3
    assert caseload.written == []
    same = caseload.bytes()
    assert [name for name in first if first[name] != same[name]] == []
    (caseload.folder / "c2" / "log.csv").write_text("date,kind,person\n2026-11-03,met,Mia Chen\n")
    (caseload.out / "clients" / "c3.html").write_text("changed by hand")
    assert caseload.run()["state"].to_list() == ["unchanged", "written", "written"]
    assert caseload.written == ["c2", "c3"]
    caseload.roster(yes("c1", names="no"), yes("c2"), yes("c3"))
    caseload.run()
    assert caseload.written == ["c1"]


def test_the_same_input_gives_the_same_bytes(caseload):
    caseload.client("c1", log="date,kind,person\n2026-11-03,met,Mia Chen\n")
    caseload.roster(yes("c1"))
    caseload.run(sponsor="Vandelay")
    first = caseload.bytes()
    shutil.rmtree(caseload.out)
    caseload.run(sponsor="Vandelay")
    assert caseload.bytes() == first
    assert {name.split("/")[0] for name in first} == {
        ".kept",
        "caseload.xlsx",
        "clients",
        "index.html",
        "sponsors",
    }


def test_what_is_broken_is_told_and_skipped(caseload):
    caseload.client("good")
    (caseload.folder / "empty").mkdir()
    (caseload.folder / "cut").mkdir()
    (caseload.folder / "cut" / "export.zip").write_bytes(b"PK\x03\x04 and no more")
    (caseload.folder / "book.db").write_bytes(b"no book at all")
    (caseload.folder / "stranger").mkdir()
    (caseload.folder / "loose.zip").write_bytes(b"")
    caseload.client("lists", log="day,weather\n1,2\n", targets="a,b\n1,2\n")
    caseload.roster(
        *map(yes, ("good", "empty", "cut", "book", "lists", "missing")),
        yes("twice"),
        yes("twice", names="no"),
    )
    found = caseload.run()
    assert found.set_index("client_id")["state"].to_dict() == {
        "good": "written",
        "empty": "not read",
        "cut": "not read",
        "book": "not read",
        "lists": "written",
        "missing": "no data",
    }
    told = " ".join(found.attrs["told"])
    assert "stranger: stands in the folder and not in roster.csv" in told
    assert "loose.zip" in told
    assert told.count("client_id twice stands more than once") == 2
    assert [line.split(":")[0] for line in found.set_index("client_id").loc["lists", "told"]] == [
        "targets.csv is left out",
        "log.csv is left out",
    ]


def test_none_that_could_be_read_is_an_error(caseload):
    (caseload.folder / "empty").mkdir()
    caseload.roster(yes("empty"))
    with pytest.raises(ReadError, match="none of 1 clients"):
        caseload.run()


def test_a_book_is_read_and_left_alone(caseload, sample_book):
    book = caseload.folder / "c1.db"
    shutil.copy(sample_book, book)
    before = book.read_bytes()
    caseload.roster(yes("c1"))
    assert caseload.run()["people"].to_list()[0] > 100
    assert book.read_bytes() == before
    assert [path.name for path in caseload.folder.iterdir() if path.name.startswith("c1")] == ["c1.db"]


@pytest.mark.parametrize("out", ["clients", "clients/reports"])
def test_reports_do_not_lie_among_the_clients(out, caseload, tmp_path):
    caseload.roster(yes("c1"))
    caseload.out = tmp_path / out
    with pytest.raises(ReadError, match="cannot lie among"):
        caseload.run()


def test_a_hostile_id_reads_and_writes_nothing_elsewhere(caseload, tmp_path):
    caseload.client("c1")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "Connections.csv").write_text(CONNECTIONS)
    caseload.roster(yes("c1"), yes("../outside"), yes("/etc"), yes("=1+1"))
    found = caseload.run()
    assert found["state"].to_list() == ["written", "no data", "no data", "no data"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clients", "outside", "reports"]
    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["Connections.csv"]


def test_words_of_the_roster_are_shown_as_words(caseload):
    caseload.client("c1")
    caseload.roster('c1,"<img src=x onerror=alert(1)>","=HYPERLINK(1)","@coach",2026-09-01,,yes,yes,yes,no')
    caseload.run()
    assert "<img" not in (caseload.out / "index.html").read_text()
    cells = [
        cell
        for sheet in caseload.workbook().values()
        for row in sheet
        for cell in row
        if isinstance(cell, str)
    ]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_an_unknown_sponsor_is_told(caseload):
    caseload.roster(yes("c1"))
    with pytest.raises(UnknownNameError, match="it names Vandelay"):
        caseload.run(sponsor="Stark")


def test_without_a_roster_there_is_no_caseload(caseload):
    with pytest.raises(ReadError, match=r"no roster\.csv"):
        caseload.run()


def test_progress_is_told(caseload):
    caseload.client("c1")
    caseload.client("c2")
    caseload.roster(yes("c1"), yes("c2"))
    seen: list[tuple[int, int]] = []
    caseload.run(progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def length_or_death(word: str) -> int:
    if word == "killer":
        import os

        os._exit(9)
    return len(word)


@pytest.mark.kill
def test_a_killed_process_costs_one_client():
    assert for_each(length_or_death, ["a", "killer"], jobs=2, killed=lambda word: -1) == [1, -1]
