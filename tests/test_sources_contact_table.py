"""Tables of people: Google old and new, Outlook in several languages, any CSV or workbook."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from sources_given import check_every_row_is_told, reasons, told

import netgraph as ng
from netgraph.errors import ReadError, UnsafeArchiveError
from netgraph.sources import spreadsheet
from netgraph.sources.anything import read_anything, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.sources.extract import Extract

IN = "https://www.linkedin.com/in/"
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Birthday,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Relation 1 - Type,Relation 1 - Value,"
    "Website 1 - Type,Website 1 - Value"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Rela"
    "tion 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value"
)
OUTLOOK_COM = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,"
    "E-mail 2 Address,E-mail 3 Address,Home Phone,Business Phone,Job Title,Department,Company,Manager's Name,"
    "Web Page,Notes"
)

SPANISH = (
    "T\u00edtulo,Nombre,Apellidos,Sufijo,Organizaci\u00f3n,Puesto,Direcci\u00f3n de correo electr\u00f3nico"
)


def table(header: str, *rows: dict[str, str], delimiter: str = ",") -> str:
    target = io.StringIO()
    names = next(csv.reader([header]))
    writer = csv.DictWriter(target, names, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def read(tmp_path: Path, content: str | bytes, name: str = "contacts.csv") -> Extract:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [extract] = read_anything(path)
    check_every_row_is_told(extract)
    return extract


def test_google_before_2024(tmp_path: Path) -> None:
    rows = [
        {
            "Name": "Priya Raman",
            "Given Name": "Priya",
            "Family Name": "Raman",
            "Group Membership": "* myContacts ::: Work",
            "E-mail 1 - Value": "Priya@example.com ::: priya@home.example",
            "Organization 1 - Name": "Soylent Foods",
            "Organization 1 - Title": "VP",
            "Relation 1 - Type": "Spouse",
            "Relation 1 - Value": "Ravi Raman",
            "Website 1 - Value": "https://www.linkedin.com/in/priya",
        },
        {"Name": "Bo Lind", "E-mail 1 - Value": "bo@example.org", "Notes": "two\nlines"},
        {"Organization 1 - Name": "Globex"},
        {"Phone 1 - Value": "+1 555 0100"},
    ]
    extract = read(tmp_path, table(GOOGLE_OLD, *rows))
    assert extract.source == "google"
    assert told(extract, "people", "name", "organization", "position", "linkedin", "email") == [
        ("Priya Raman", "Soylent Foods", "VP", IN + "priya", "priya@example.com"),
        ("Bo Lind", None, None, None, "bo@example.org"),
    ]
    assert told(extract, "addresses", "person_name", "email") == [("Priya Raman", "priya@home.example")]
    assert told(extract, "ties", "a_name", "b_name", "evidence", "note") == [
        ("Priya Raman", "Ravi Raman", "stated", "Spouse")
    ]
    assert reasons(extract) == {3: "not a person", 4: "no name"}
    columns = extract.columns["contacts.csv"]
    assert "email <- E-mail 1 - Value" in columns.mapped
    assert "related <- Relation 1 - Value" in columns.mapped
    assert {"Birthday", "Notes", "Phone 1 - Value"} <= set(columns.ignored)


def test_google_since_2024(tmp_path: Path) -> None:
    row = {
        "First Name": "Mia",
        "Middle Name": "Q.",
        "Last Name": "Chen",
        "Organization Name": "Hooli",
        "Organization Title": "CTO",
        "Labels": "* myContacts",
        "E-mail 1 - Label": "* Work",
        "E-mail 1 - Value": "mia@example.org",
        "E-mail 2 - Value": "mia@home.example",
    }
    extract = read(tmp_path, table(GOOGLE_NEW, row))
    assert extract.source == "google"
    assert told(
        extract, "people", "name", "given_name", "family_name", "organization", "position", "email"
    ) == [("Mia Q. Chen", "Mia", "Chen", "Hooli", "CTO", "mia@example.org")]


def test_outlook_com(tmp_path: Path) -> None:
    row = {
        "First Name": "Jo",
        "Last Name": "Hale",
        "Title": "Dr.",
        "E-mail Address": "jo@example.org",
        "Job Title": "Buyer",
        "Company": "Globex",
        "Manager's Name": "Bo Lind",
    }
    extract = read(tmp_path, table(OUTLOOK_COM, row).encode("utf-8-sig"))
    assert extract.source == "outlook"
    assert told(extract, "people", "name", "organization", "position", "email") == [
        ("Jo Hale", "Globex", "Buyer", "jo@example.org")
    ]
    assert told(extract, "ties", "a_name", "b_name") == [("Jo Hale", "Bo Lind")]


@pytest.mark.parametrize(
    ("header", "delimiter", "encoding"),
    [
        ("Titre,Pr\u00e9nom,Nom,Suffixe,Soci\u00e9t\u00e9,Fonction,Adresse de messagerie", ",", "cp1252"),
        ("Titre;Pr\u00e9nom;Nom;Suffixe;Soci\u00e9t\u00e9;Fonction;Adresse de messagerie", ";", "utf-8-sig"),
        ("Anrede,Vorname,Nachname,Suffix,Firma,Position,E-Mail-Adresse", ",", "cp1252"),
        ("Anrede\tVorname\tNachname\tSuffix\tFirma\tPosition\tE-Mail-Adresse", "\t", "utf-16"),
        (SPANISH, ",", "cp1252"),
        ("Titolo,Nome,Cognome,Suffisso,Societ\u00e0,Posizione,Indirizzo posta elettronica", ",", "cp1252"),
        ("T\u00edtulo,Nome,Sobrenome,Sufixo,Empresa,Cargo,Endere\u00e7o de email", ",", "cp1252"),
    ],
)
def test_desktop_outlook_in_other_languages(
    tmp_path: Path, header: str, delimiter: str, encoding: str
) -> None:
    row = ["Dr.", "Zo\u00e9", "M\u00fcller", "", "Soci\u00e9t\u00e9 X", "Chef", "zoe@example.org"]
    text = header + "\r\n" + delimiter.join(row) + "\r\n"
    extract = read(tmp_path, text.encode(encoding))
    assert told(extract, "people", "name", "given_name", "organization", "position", "email") == [
        ("Zo\u00e9 M\u00fcller", "Zo\u00e9", "Soci\u00e9t\u00e9 X", "Chef", "zoe@example.org")
    ]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "Full Name,Company,E-mail",
            "Ada Roe,Globex,ada@example.org",
            ("Ada Roe", "Globex", "ada@example.org"),
        ),
        ("Vorname;Name;Firma", "Ada;Roe;Globex", ("Ada Roe", "Globex", None)),
        ("Nom;Soci\u00e9t\u00e9", "Ada Roe;Globex", ("Ada Roe", "Globex", None)),
        ("Nombre;Empresa;Correo", "Ada Roe;Globex;ada@example.org", ("Ada Roe", "Globex", "ada@example.org")),
        ("Contact Name,Account Name,Title", "Ada Roe,Globex,CTO", ("Ada Roe", "Globex", None)),
        ("Email,Employer", "ada@example.org,Globex", (None, "Globex", "ada@example.org")),
        ("Leads of May\n\nName,Employer", "Ada Roe,Globex", ("Ada Roe", "Globex", None)),
    ],
)
def test_any_table(tmp_path: Path, header: str, row: str, expected: tuple[str | None, ...]) -> None:
    extract = read(tmp_path, f"{header}\n{row}\n")
    assert extract.source == "csv"
    assert told(extract, "people", "name", "organization", "email") == [expected]


@pytest.mark.parametrize(
    "content", ["Skill\nSQL\n", "Name,Price,City\nCar,9,Rome\n", "a,b\n1,2\n", "x", "\ufeff"]
)
def test_a_table_of_other_things_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ReadError, match="does not know this kind"):
        read(tmp_path, content)


def test_the_user_says_what_columns_hold(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("Who,Where,Name\nAda Roe,Globex,Fish shop\nBo Lind,Hooli,Bakery\n")
    with pytest.raises(ReadError, match="columns="):
        ng.read_contacts(path, columns={"name": "Whom"})
    contacts = ng.read_contacts(path, columns={"name": "Who", "organization": "where"})
    people = contacts.people[~contacts.people["is_ego"]]
    assert list(zip(people["name"], people["organization"], strict=True)) == [
        ("Ada Roe", "Globex"),
        ("Bo Lind", "Hooli"),
    ]
    report = ng.import_report(contacts)
    assert report.loc[0, ["rows", "used", "hidden", "unused"]].tolist() == [2, 2, 0, 0]
    assert report.loc[0, "mapped"] == "name <- Who, organization <- Where"
    assert report.loc[0, "ignored"] == "Name"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"nickname": "Who"}, "unknown roles"),
        ({"name": "Whom"}, "lacks the columns .* name$"),
        ({"name": ""}, "lacks the columns .* name$"),
    ],
)
def test_a_wrong_column_map_is_one_clear_error(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    (tmp_path / "a.csv").write_text("Who,Where\nAda Roe,Globex\n")
    with pytest.raises(ReadError, match=message) as error:
        read_table(tmp_path / "a.csv", columns=columns)
    assert "Ada" not in str(error.value)


def workbook(path: Path, *rows: list[object], before: int = 0) -> Path:
    book = Workbook()
    sheet = book.active
    for _ in range(before):
        sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["people.xlsx", "people", "people.csv"])
def test_an_excel_workbook(tmp_path: Path, name: str) -> None:
    rows = [["Name", "Company", "Since", "Age"], ["Ada Roe", "Globex", date(2024, 1, 5), 41], [None] * 4]
    path = workbook(tmp_path / "people.xlsx", ["Leads"], [], *rows, ["Bo Lind", 3.0, None, 1], before=1)
    [extract] = read_anything(path.rename(tmp_path / name))
    check_every_row_is_told(extract)
    assert told(extract, "people", "name", "organization") == [("Ada Roe", "Globex"), ("Bo Lind", "3")]
    assert extract.columns[name].ignored == ("Since", "Age")


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Name", "Company"], ["Ada Roe", "x" * 30_000])
    monkeypatch.setattr(spreadsheet, "MOST_BYTES_INSIDE", 10_000)
    with pytest.raises(UnsafeArchiveError, match="memory"):
        read_anything(path)
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 1_000)
    with pytest.raises(UnsafeArchiveError, match="larger"):
        read_anything(path)


def test_an_empty_workbook_and_old_formats(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no filled page"):
        read_anything(workbook(tmp_path / "a.xlsx"))
    for start, message in ((b"\xd0\xcf\x11\xe0", "old kind"), (b"!BDN", "Outlook data file")):
        (tmp_path / "a.xls").write_bytes(start + b"\0" * 600)
        with pytest.raises(ReadError, match=message):
            read_anything(tmp_path / "a.xls")
