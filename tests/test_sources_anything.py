"""Anything: told by content, and whatever bytes are given, rows, rejects or one clear `ReadError`."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sources_given import check_every_row_is_told
from test_sources_hostile import EDITS, mangled

import netgraph as ng
from netgraph.errors import ReadError
from netgraph.sources.anything import read_anything, read_table

NAMES = ("sand", "lind", "park", "example.org")


def workbook() -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in (
        ["Name", "Company", "E-mail"],
        ["Bo Lind", "Globex", "bo@example.org"],
        ["Cy Park", None, None],
    ):
        book.active.append(row)
    book.save(target)
    return target.getvalue()


EVENT = """BEGIN:VEVENT\r
UID:1@example.org\r
DTSTAMP:20260101T000000Z\r
DTSTART;TZID=Europe/Berlin:20240305T100000\r
RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5;BYDAY=TU,TH\r
EXDATE;TZID=Europe/Berlin:20240307T100000\r
ORGANIZER;CN=Eva Sand:mailto:eva@example.org\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=Eva Sand:mailto:eva@example.org\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo Lind:mailto:bo@exam\r
 ple.org\r
END:VEVENT\r
"""
FILES = {
    "people.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lind;Bo;;;\r\nFN:Bo Lind\r\n"
    "EMAIL;TYPE=pref:bo@example.org\r\nitem1.X-ABRELATEDNAMES:Cy Park\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "FN;ENCODING=QUOTED-PRINTABLE:Cy =\r\nPark\r\nEND:VCARD\r\n",
    "google.csv": "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Relation 1 - Label,"
    "Relation 1 - Value\r\n"
    'Bo,Lind,Globex,* myContacts,bo@example.org ::: bo@home.example,Friend,Cy Park\r\nCy,Park,"a\nb",,,,\r\n',
    "leads.csv": "Name;Firma;E-Mail\nBo Lind;Globex;bo@example.org\nCy Park;Hooli;\n",
    "knows.csv": "person,knows,organization\nBo Lind,Cy Park,Globex\n",
    "year.ics": "BEGIN:VCALENDAR\r\nX-WR-CALNAME:eva@example.org\r\n"
    + EVENT
    + EVENT.replace("1@", "2@")
    + "END:VCALENDAR\r\n",
    "mail.mbox": "From 1@xxx Mon Mar 04 09:00:00 +0000 2024\nX-Gmail-Labels: Sent\n"
    "From: Eva Sand <eva@example.org>\nTo: =?utf-8?Q?Bo_Lind?= <bo@example.org>, Cy Park <cy@example.org>\n"
    "Date: Mon, 04 Mar 2024 10:00:00 +0100\nMessage-ID: <1@x>\n\nHello\n\n"
    "From 2@xxx Tue Mar 05 09:00:00 +0000 2024\nFrom: Bo Lind <bo@example.org>\nTo: eva@example.org\n"
    "Date: Tue, 05 Mar 2024 10:00:00 +0100\nMessage-ID: <2@x>\n\nHello\n",
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bo,Lind,https://www.linkedin.com/in/bo,,Globex,CTO,05 Jan 2021\n",
}
CONTENT = {name: text.encode() for name, text in FILES.items()} | {"people.xlsx": workbook()}
SOURCES = {
    "people.vcf": "vcard",
    "google.csv": "google",
    "leads.csv": "csv",
    "knows.csv": "knows",
    "year.ics": "calendar",
    "mail.mbox": "mail",
    "Connections.csv": "linkedin",
    "people.xlsx": "csv",
}


def check(path: Path) -> None:
    """Rows that are all told, or one line without a name."""
    try:
        extracts = read_anything(path)
    except ReadError as error:
        refusal = str(error)
    else:
        for extract in extracts:
            check_every_row_is_told(extract)
        return
    assert refusal
    assert "\n" not in refusal
    assert not any(name in refusal.casefold() for name in NAMES)


@pytest.mark.parametrize("name", sorted(CONTENT))
@pytest.mark.parametrize("shown", ["as it is", "renamed", "zipped", "unpacked"])
def test_each_kind_is_told_by_its_content(tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / ("download" if shown == "renamed" else name)
    path.write_bytes(CONTENT[name])
    if shown == "zipped":
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
            target.write(path, f"folder/{name}")
        path = tmp_path / "a.zip"
    if shown == "unpacked":
        path = tmp_path
    [extract] = read_anything(path)
    assert extract.source == SOURCES[name]
    check_every_row_is_told(extract)
    assert len(extract.table("people")) + len(extract.table("interactions")) > 0


def test_a_folder_of_everything_is_one_network(tmp_path: Path) -> None:
    for name, content in CONTENT.items():
        (tmp_path / name).write_bytes(content)
    assert sorted({extract.source for extract in read_anything(tmp_path)}) == [
        "calendar",
        "google",
        "knows",
        "linkedin",
        "mail",
        "vcard",
    ]
    contacts = ng.read(tmp_path)
    assert contacts.people["is_ego"].sum() == 1
    report = ng.import_report(contacts)
    assert (report["rows"] == report["used"] + report["unused"]).all()
    again = ng.combine(contacts, contacts)
    assert len(again.interactions) == len(contacts.interactions)
    assert len(again.ties) == len(contacts.ties)


MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER\n"
    "c1,,Bo Lind,https://www.linkedin.com/in/bo,Eva Sand,https://www.linkedin.com/in/eva,"
    "2024-03-05 09:00:00 UTC,,Hello,INBOX\n"
)


def zipped(path: Path, **files: str) -> None:
    with zipfile.ZipFile(path, "w") as target:
        for name, text in files.items():
            target.writestr(f"{name}.csv", text)


def test_exports_that_lie_in_one_folder_tell_every_message_once(tmp_path: Path) -> None:
    """The same download twice, a former one unpacked, and a list of one's own: only the first says whose."""
    connections = FILES["Connections.csv"]
    profile = "First Name,Last Name,Headline,Public Profile Url\nEva,Sand,,https://www.linkedin.com/in/eva\n"
    for name in ("export.zip", "export (1).zip"):
        zipped(tmp_path / name, Profile=profile, Connections=connections, messages=MESSAGES)
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    (tmp_path / "knows.csv").write_text(FILES["knows.csv"], encoding="utf-8")
    zipped(tmp_path / "pictures.zip")
    for read in (ng.read, ng.read_linkedin):
        contacts = read(tmp_path)
        assert len(contacts.interactions) == 1
        assert contacts.imports["rows"].sum() == 8
        report = ng.import_report(contacts)
        assert (report["rows"] == report["used"] + report["unused"]).all()
    assert set(ng.read(tmp_path).people["name"]) == {"Eva Sand", "Bo Lind", "Cy Park"}


def test_the_same_file_gives_the_same_ids_and_a_graph(tmp_path: Path) -> None:
    (tmp_path / "year.ics").write_bytes(CONTENT["year.ics"])
    one, two = ng.read(tmp_path / "year.ics"), ng.read(tmp_path / "year.ics")
    assert one.people["person_id"].tolist() == two.people["person_id"].tolist()
    G = ng.build_graph(one)
    [(_, _, tie)] = [edge for edge in G.edges(data=True) if edge[2]["kind"] == "tie"]
    assert tie["evidence"] == "meeting"
    assert tie["proof"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(CONTENT)), EDITS)
def test_mangled_files(name: str, edits: list[tuple[str, float, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(mangled(CONTENT[name], edits))
        check(path)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), EDITS, st.sampled_from(["utf-16", "utf-8-sig", "cp1252", "utf-16-be"]))
def test_mangled_files_of_other_encodings(
    name: str, edits: list[tuple[str, float, bytes]], encoding: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(mangled(FILES[name].encode(encoding), edits))
        check(path)


STARTS = [
    b"",
    b"BEGIN:VCARD\n",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
    b"From a@b Mon 2024 10:00\nFrom: a@b\n",
    b"Name,Email\n",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_after_any_start(start: bytes, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(start + data)
        check(path)


LINES = st.lists(
    st.sampled_from(
        [
            "RRULE:FREQ=DAILY;INTERVAL=0",
            "RRULE:FREQ=WEEKLY;BYDAY=99XX",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
            "RRULE:FREQ=YEARLY;UNTIL=99999999T999999Z",
            "RRULE:FREQ=DAILY;COUNT=99999999999999999999",
            "RRULE:FREQ=YEARLY;BYWEEKNO=-99;BYSETPOS=0",
            "RDATE;VALUE=PERIOD:20240401T100000Z/PT1H",
            "EXDATE:2024",
            "DTSTART;TZID=../../etc/passwd:20240305T100000",
            "DTSTART:99991231T235959Z",
            "RECURRENCE-ID:20240305T090000Z",
            "SEQUENCE:-1",
            "DTSTAMP:99991231T235959Z",
            "ATTENDEE;CN=" + '"' * 50 + ":mailto:x@example.org",
            "ATTENDEE:",
            "BEGIN:VALARM",
            "END:VEVENT",
            "X" * 30_000,
        ]
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(LINES, st.integers(0, 9))
def test_odd_lines_in_a_calendar(lines: list[str], at: int) -> None:
    event = EVENT.split("\r\n")
    event[at + 1 : at + 1] = lines
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ics"
        path.write_text(
            "BEGIN:VCALENDAR\nX-WR-CALNAME:eva@example.org\n" + "\n".join(event) + "END:VCALENDAR\n"
        )
        check(path)


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize(
    "line", [b"x" * 3_000_000, b"\0" * 3_000_000, b'"' + b"a,b" * 700_000, b"(" * 200_000]
)
def test_lines_that_do_not_end(tmp_path: Path, name: str, line: bytes) -> None:
    for content in (CONTENT[name] + line, line + CONTENT[name], line, b"BEGIN:VCARD\nFN:" + line):
        (tmp_path / "a").write_bytes(content)
        check(tmp_path / "a")


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("letter", [b"a", b"\xff", b"\0", b"\n", b'"', b",", b"\xfe\xff", b"P", b"\x1a"])
def test_tiny_files(tmp_path: Path, letter: bytes, size: int) -> None:
    (tmp_path / "a").write_bytes(letter * size)
    check(tmp_path / "a")


def test_bombs_and_nested_zips(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as target:
        target.writestr("people.vcf", CONTENT["people.vcf"])
    with zipfile.ZipFile(tmp_path / "nested.zip", "w") as target:
        target.writestr("inner.zip", inner.getvalue())
    with pytest.raises(ReadError, match="no file with contacts"):
        read_anything(tmp_path / "nested.zip")
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", "<x>" + "&a;" * 100_000)
    check(tmp_path / "book.xlsx")


def test_read_table_takes_one_table(tmp_path: Path) -> None:
    for name in ("leads.csv", "google.csv"):
        (tmp_path / name).write_bytes(CONTENT[name])
    with pytest.raises(ReadError, match="2 files"):
        read_table(tmp_path)
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    with pytest.raises(ReadError, match="columns="):
        read_table(tmp_path / "photo.csv")
