"""The sample data say what its README tells, counted from the raw files without netgraph."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
ARCHIVE = "Complete_LinkedInDataExport_11-01-2026.zip"
EGO_URL = "https://www.linkedin.com/in/alex-moreno-4d7a10"
END = date(2026, 11, 1)

HEADERS_2026 = {
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
    "Endorser Public Url,Endorsement Status",
    "Endorsement_Given_Info.csv": "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,"
    "Endorsee Public Url,Endorsement Status",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Company Follows.csv": "Organization,Followed On",
    "Jobs/Saved Jobs.csv": "Saved Date,Job Url,Job Title,Company Name",
    "Jobs/Job Applications.csv": "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,"
    "Job Url,Resume Name,Question And Answers",
    "Notes.csv": "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,"
    "Edited On",
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On",
}
NO_URL = "First Name,Last Name,Email Address,Company,Position,Connected On"
WITH_URL = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
TALK_2020 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
TALK_2023 = TALK_2020.replace("TO,DATE", "TO,RECIPIENT PROFILE URLS,DATE")

Row = dict[str, str]


class Said(NamedTuple):
    """One message between the owner and one other person."""

    at: datetime
    by_ego: bool

    @property
    def days_ago(self) -> int:
        return (END - self.at.date()).days


@pytest.fixture(scope="module")
def export() -> dict[str, str]:
    with zipfile.ZipFile(SAMPLE / ARCHIVE) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.fixture(scope="module")
def connections(export) -> list[Row]:
    return rows(export["Connections.csv"].partition("\n\n")[2])


@pytest.fixture(scope="module")
def messages(export) -> list[Row]:
    return rows(export["messages.csv"])


@pytest.fixture(scope="module")
def talk(messages) -> dict[str, list[Said]]:
    """One-to-one messages by the other's URL, oldest first, each once, drafts left out."""
    others: dict[str, set[str]] = {}
    for row in messages:
        urls = {row["SENDER PROFILE URL"], *row["RECIPIENT PROFILE URLS"].split(",")} - {"", EGO_URL}
        others.setdefault(row["CONVERSATION ID"], set()).update(urls)
    found: dict[str, set[Said]] = {}
    for row in messages:
        urls = others[row["CONVERSATION ID"]]
        if len(urls) == 1 and row["IS MESSAGE DRAFT"] == "No":
            at = datetime.strptime(row["DATE"], "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
            found.setdefault(next(iter(urls)), set()).add(Said(at, row["FROM"] == "Alex Moreno"))
    return {url: sorted(said) for url, said in found.items()}


@pytest.fixture(scope="module")
def said_to(connections, talk):
    """The messages with the one connection of that name."""

    def look_up(name: str) -> list[Said]:
        (url,) = [row["URL"] for row in connections if name_of(row) == name]
        return talk.get(url, [])

    return look_up


def rows(text: str, delimiter: str = ",") -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def name_of(row: Row) -> str:
    return " ".join(f"{row['First Name']} {row['Last Name']}".split())


def at_company(connections: list[Row], *names: str) -> list[Row]:
    return [row for row in connections if row["Company"].casefold() in {name.casefold() for name in names}]


def run_maker(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SAMPLE / "make_sample.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, object]:
    """What each file says; of an archive its members, since compression differs between machines."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found[name] = [(m.filename, m.date_time, archive.read(m)) for m in archive.infolist()]
        elif path.suffix in {".csv", ".xlsx"}:
            found[name] = path.read_bytes()
    return found


class TestMaking:
    def test_the_same_files_come_out_again(self, tmp_path):
        assert run_maker("--to", str(tmp_path)).returncode == 0
        made = contents(tmp_path)
        assert len(made) == 23
        assert made == contents(SAMPLE)
        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 700_000

    def test_check_sees_what_differs_and_writes_nothing(self, tmp_path):
        assert run_maker("--check", "--to", str(tmp_path)).returncode == 1
        assert list(tmp_path.iterdir()) == []
        run_maker("--to", str(tmp_path))
        (tmp_path / "targets.csv").write_text("name\n")
        (tmp_path / ARCHIVE).unlink()
        check = run_maker("--check", "--to", str(tmp_path))
        assert check.returncode == 1
        assert {Path(line).name for line in check.stderr.split("\n") if line} == {"targets.csv", ARCHIVE}


class TestFormatOf2026:
    @pytest.mark.parametrize("name", HEADERS_2026)
    def test_header(self, export, name):
        header = next(csv.reader(io.StringIO(export[name], newline="")))
        assert ",".join(header) == HEADERS_2026[name]

    def test_connections_stand_below_a_note(self, export):
        notes, sentence, empty, header, *_ = export["Connections.csv"].split("\n")
        assert (notes, empty, header) == ("Notes:", "", WITH_URL)
        assert sentence.startswith('"When exporting your connection data')

    def test_every_field_of_messages_is_quoted(self, export):
        text = export["messages.csv"]
        unquoted = csv.reader(io.StringIO(text, newline=""), quoting=csv.QUOTE_NONNUMERIC)
        assert all(isinstance(field, str) for row in unquoted for field in row)
        assert text.count(',"No"') > 5000

    def test_no_file_ends_with_a_newline_or_has_a_mark_or_carriage_return(self, export):
        assert not [
            name for name, text in export.items() if text.endswith("\n") or "\r" in text or "\ufeff" in text
        ]

    def test_invitation_times_hold_a_narrow_space(self, export):
        sent = [row["Sent At"] for row in rows(export["Invitations.csv"])]
        assert len(sent) > 30
        assert all(time[-3:] in {"\u202fAM", "\u202fPM"} and time[0] != "0" for time in sent)

    def test_sizes(self, connections, messages, talk):
        assert len(connections) == 600
        assert 5800 <= len(messages) <= 6200
        assert 140 <= len(talk) <= 160
        assert max(row["DATE"] for row in messages)[:10] == END.isoformat()

    def test_odd_rows_are_there(self, connections, messages):
        hidden = [row for row in connections if not row["URL"]]
        assert [bool(row["Connected On"] and not row["First Name"]) for row in hidden] == [True] * 6
        encoded = sum("%" in row["URL"] for row in connections) / len(connections)
        assert 0.06 < encoded < 0.10
        assert 0.01 < sum("@" in row["Email Address"] for row in connections) / len(connections) < 0.05
        assert sum(row["IS MESSAGE DRAFT"] == "Yes" for row in messages) == 3
        titled = sum(row["CONVERSATION TITLE"] == "Sponsored Conversation" for row in messages)
        assert (titled, sum(row["CONTENT"].startswith('<p class="spinmail') for row in messages)) == (3, 6)
        assert sum("\n" in row["CONTENT"] for row in messages) > 100
        assert sum(count - 1 for count in Counter(tuple(row.values()) for row in messages).values()) == 3
        assert not [row for row in messages if row["FROM"] == "LinkedIn Member" and row["SENDER PROFILE URL"]]

    def test_forgotten_sender_urls_stand_on_another_row_of_the_thread(self, messages):
        known = {(row["CONVERSATION ID"], row["FROM"]) for row in messages if row["SENDER PROFILE URL"]}
        forgotten = [r for r in messages if not r["SENDER PROFILE URL"] and r["FROM"] != "LinkedIn Member"]
        assert len(forgotten) > 20
        assert all((row["CONVERSATION ID"], row["FROM"]) in known for row in forgotten)

    def test_group_threads(self, messages):
        groups = [row for row in messages if "," in row["RECIPIENT PROFILE URLS"]]
        sizes = {r["CONVERSATION TITLE"]: 1 + len(r["RECIPIENT PROFILE URLS"].split(",")) for r in groups}
        assert sorted(sizes.values()) == [5, 5, 6, 7, 7, 10, 11]

    def test_addresses_are_unique_and_namesakes_are_not(self, connections):
        visible = [row for row in connections if row["URL"]]
        assert len({row["URL"] for row in visible}) == len(visible)
        repeated = [name for name, count in Counter(map(name_of, visible)).items() if count > 1]
        assert sorted(repeated) == ["Daniel Kimura", "Maria Santoro", "Peter Haugen"]

    def test_the_coach_is_in_a_file_of_its_own(self, export, messages):
        assert "LinkedIn Learning Coach" in export["learning_coach_messages.csv"]
        assert not [row for row in messages if "Coach" in row["FROM"]]


class TestOlderFormats:
    @pytest.mark.parametrize(
        ("folder", "name", "encoding", "header"),
        [
            ("2018", "Connections.csv", "utf-8", NO_URL),
            ("2018", "Messages.csv", "utf-8", "From,To,Date,Subject,Content,Direction,Folder"),
            ("2018", "Invitations.csv", "utf-8", "From,To,Sent At,Message,Direction"),
            ("2021", "Connections.csv", "utf-8", NO_URL),
            ("2021", "messages.csv", "utf-8", TALK_2020),
            ("2023-07", "Connections.csv", "utf-8", WITH_URL),
            ("2023-07", "messages.csv", "utf-8", TALK_2023),
            ("excel", "Connections.csv", "cp1252", NO_URL),
            ("excel", "messages.csv", "cp1252", TALK_2020),
        ],
    )
    def test_header_and_size(self, folder, name, encoding, header):
        delimiter = ";" if folder == "excel" else ","
        header = header.replace(",", delimiter)
        text = (SAMPLE / "older" / folder / name).read_bytes().decode(encoding)
        body = text[text.index(header) :]
        has_note = name == "Connections.csv" and folder in {"2021", "2023-07"}
        assert text.startswith("Notes:\n") == has_note
        assert body.splitlines()[0] == header
        assert len(rows(body, delimiter)) == {"C": 30, "I": 6}.get(name[0], 130)

    def test_endorsements_of_2018_are_utf_16_with_tabs(self):
        raw = (SAMPLE / "older/2018/Endorsement Received Info.csv").read_bytes()
        assert raw[:2] == b"\xff\xfe"
        header, first = raw[2:].decode("utf-16-le").split("\r\n")[:2]
        assert header.startswith('"Endorsement Date"\t"Skill Name"\t"Endorser First Name"')
        assert len(first.split("\t")) == 5

    def test_excel_has_its_code_page_and_mixes_spanish_and_english_dates(self):
        raw = (SAMPLE / "older/excel/Connections.csv").read_bytes()
        with pytest.raises(UnicodeDecodeError):
            raw.decode("utf-8")
        text = raw.decode("cp1252")
        days = [row["Connected On"] for row in rows(text, ";")]
        spanish = [day for day in days if day[2] == "-"]
        assert {day[3:6] for day in spanish} <= {"feb", "mar", "may", "jun", "jul", "sep", "oct", "nov"}
        assert {day[3:6] for day in days if day not in spanish} <= {"Jan", "Apr", "Aug", "Dec"}
        assert 5 < len(spanish) < 25

    def test_messages_of_2018_are_in_the_newer_export_to_the_minute(self, messages):
        newer = {(row["FROM"], row["TO"], row["DATE"][:16]) for row in messages}
        older = rows((SAMPLE / "older/2018/Messages.csv").read_text("utf-8"))
        for row in older:
            at = datetime.strptime(row["Date"], "%m/%d/%y, %I:%M %p").replace(tzinfo=UTC)
            assert (row["From"], row["To"], f"{at:%Y-%m-%d %H:%M}") in newer

    def test_connections_of_each_year_are_in_the_newer_export(self, connections):
        known = {name_of(row) for row in connections}
        for folder in ("2018", "2021", "2023-07", "excel"):
            raw = (SAMPLE / "older" / folder / "Connections.csv").read_bytes()
            text = raw.decode("cp1252" if folder == "excel" else "utf-8")
            text = text[text.index("First Name") :]
            names = {name_of(row) for row in rows(text, ";" if folder == "excel" else ",")}
            assert names <= known
            assert "Priya Raman" in names


class TestStory:
    def test_a_strong_tie_gone_quiet(self, said_to, export, messages):
        said = said_to("Priya Raman")
        assert 85 <= len(said) <= 95
        assert 40 <= sum(message.by_ego for message in said) <= 50
        assert (said[0].at.year, said[-1].at.year, said[-1].at.month) == (2016, 2024, 6)
        assert not said[-1].by_ego
        recommended = rows(export["Recommendations_Received.csv"])
        assert ("Priya Raman", "Acme Robotics") in {(name_of(row), row["Company"]) for row in recommended}
        later = [row for row in messages if row["TO"] == "Priya Raman" and row["DATE"] > "2024-07"]
        assert [row["IS MESSAGE DRAFT"] for row in later] == ["Yes"]

    def test_four_replies_are_owed(self, connections, talk):
        title = {row["URL"]: row["Position"] for row in connections}
        name = {row["URL"]: name_of(row) for row in connections}
        owed = {
            name[url]: said[-1].days_ago
            for url, said in talk.items()
            if not said[-1].by_ego
            and said[-1].days_ago <= 180
            and any(message.by_ego for message in said)
            and "Recruit" not in title.get(url, "")
        }
        assert owed == {"Farid Nazari": 12, "Leonie Brandt": 34, "Sipho Dlamini-Hart": 76, "Hana Vojtek": 129}

    def test_recruiters_were_never_answered(self, connections, talk):
        words = ("Recruit", "Talent")
        recruiters = [row["URL"] for row in connections if any(word in row["Position"] for word in words)]
        assert len(recruiters) == 12
        assert all(url in talk and not any(message.by_ego for message in talk[url]) for url in recruiters)
        assert sum(talk[url][-1].days_ago <= 60 for url in recruiters) >= 5

    def test_a_warm_way_into_globex_in_two_hops(self, connections, said_to, talk):
        mia = said_to("Mia Chen")
        assert len(mia) == 40
        assert mia[0].at.year == 2024
        assert mia[-1].days_ago == 16
        assert len({message.at.date() for message in mia if message.days_ago < 365}) >= 8
        knows = {
            (row["person"], row["knows"]): row for row in rows((SAMPLE / "knows.csv").read_text("utf-8"))
        }
        dana = knows["Mia Chen", "Dana Cole"]
        assert (dana["organization"], dana["position"]) == ("Globex", "VP Data")
        assert "Dana Cole" not in set(map(name_of, connections))
        inside = at_company(connections, "Globex", "Globex Inc.")
        assert len(inside) == 3
        assert not [row for row in inside if row["URL"] in talk]

    def test_one_insider_at_hooli(self, connections, talk, said_to):
        assert [name_of(r) for r in at_company(connections, "Hooli") if r["URL"] in talk] == [
            "Tomasz Wierzba"
        ]
        assert said_to("Tomasz Wierzba")[-1].days_ago == 20

    def test_umbrella_is_names_only_and_vandelay_nobody(self, connections, talk):
        umbrella = at_company(connections, "Umbrella Logistics")
        assert len(umbrella) == 4
        assert not [row for row in umbrella if row["URL"] in talk]
        stated = {row["organization"] for row in rows((SAMPLE / "knows.csv").read_text("utf-8"))}
        assert not at_company(connections, "Vandelay Imports")
        assert not stated & {"Umbrella Logistics", "Vandelay Imports"}

    def test_three_openings_without_an_answer(self, said_to):
        said = said_to("Grant Whitlock")
        assert any(not message.by_ego for message in said)
        openings = [message for message in said if message.days_ago <= 153]
        assert [message.by_ego for message in openings] == [True, True, True]
        assert all((later.at - earlier.at).days > 14 for earlier, later in pairwise(openings))
        assert openings[-1].days_ago > 14

    def test_colleagues_who_never_wrote(self, connections, messages, talk):
        in_groups = {u for row in messages for u in row["RECIPIENT PROFILE URLS"].split(",")}
        colleagues = at_company(connections, "Initech", "Initech Inc.", "Initech GmbH")
        silent = [row for row in colleagues if row["URL"] not in talk and row["URL"] not in in_groups]
        assert 55 <= len(silent) <= 65
        assert {int(row["Connected On"][-4:]) for row in silent} == set(range(2019, 2027))

    def test_connected_yesterday_and_nothing_more(self, connections, said_to):
        newest = [name_of(row) for row in connections if row["Connected On"] == "31 Oct 2026"]
        assert newest == ["Noah Lindgaard"]
        assert said_to("Noah Lindgaard") == []

    def test_names_that_contain_each_other(self, connections):
        for name in ("Target", "Target Marketing Group", "Meta", "Metabolon"):
            assert len(at_company(connections, name)) == 2

    def test_a_birthday_each_march(self, said_to):
        said = said_to("Yusuf Adeyemi-Clarke")
        days = sorted({message.at.date() for message in said})
        assert days == [date(year, 3, 14) for year in range(2018, 2027)]
        assert len(said) == 18

    def test_monthly_until_may(self, said_to):
        months = sorted({(message.at.year, message.at.month) for message in said_to("Ingrid Solheim")})
        assert months == [(2024 + n // 12, n % 12 + 1) for n in range(29)]

    def test_stated_ties_start_from_people_in_the_export(self, connections):
        knows = rows((SAMPLE / "knows.csv").read_text("utf-8"))
        assert list(knows[0]) == ["person", "knows", "organization", "position", "closeness", "note"]
        assert 20 <= len(knows) <= 30
        names = Counter(map(name_of, connections))
        assert all(names[row["person"]] == 1 for row in knows)
        new = {row["knows"] for row in knows if row["knows"] not in names}
        assert len(new) >= 6
        employer = {name_of(row): row["Company"] for row in connections}
        assert all(employer[row["knows"]] == row["organization"] for row in knows if row["knows"] not in new)

    def test_targets(self):
        targets = rows((SAMPLE / "targets.csv").read_text("utf-8"))
        assert list(targets[0]) == ["name", "kind", "role", "priority"]
        assert {"Globex", "Hooli", "Umbrella Logistics", "Vandelay Imports", "Dana Cole"} <= {
            t["name"] for t in targets
        }
        assert {target["kind"] for target in targets} == {"organization", "person"}
        assert all(1 <= int(target["priority"]) <= 5 for target in targets)


def test_a_takeout_holds_cards_a_calendar_and_mail() -> None:
    with zipfile.ZipFile(SAMPLE / "elsewhere" / "takeout-20261101.zip") as packed:
        texts = {Path(name).suffix: packed.read(name).decode() for name in packed.namelist()}
    assert set(texts) == {".vcf", ".ics", ".mbox"}
    assert texts[".vcf"].count("BEGIN:VCARD\r\n") == 6
    assert texts[".ics"].count("BEGIN:VEVENT\r\n") == 7
    assert len(re.findall(r"^From \d+@xxx ", texts[".mbox"], re.MULTILINE)) == 8
    for mark in ("RRULE:FREQ=WEEKLY", "STATUS:CANCELLED", "PARTSTAT=DECLINED", "20261120T100000"):
        assert mark in texts[".ics"]


def test_outlook_writes_windows_1252() -> None:
    raw = (SAMPLE / "elsewhere" / "outlook.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(raw.decode("cp1252"))))
    assert [row["First Name"] for row in rows] == [
        "Zo\u00eb",
        "Sof\u00eda",
        "Bj\u00f6rn",
        "",
        "Kasper",
        "Ren\u00e9e",
    ]


def test_leads_are_a_workbook_that_others_can_open() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (sheet,) = openpyxl.load_workbook(SAMPLE / "elsewhere" / "leads.xlsx").worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == ("Contact Name", "Work Email", "Account", "Job Title", "Stage", "Last Touch")
    assert [row[0] for row in rows if row[0]] == [
        "Odile Farquharson",
        "Petra Lindholm-Vale",
        "Wendell Isaksen",
        "Dana Cole",
    ]
