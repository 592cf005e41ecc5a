# ruff: noqa: E501 - the files of an export as they stand
"""Slimming: nothing that anybody wrote is left, and netgraph reads the same as before."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import netgraph as ng
from netgraph.cohort.slim_copies import slim_copies
from netgraph.errors import ReadError
from netgraph.schema import TABLES
from netgraph.sources.slimming import not_slim, slim_file

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "Connections.csv": (
        'Notes:\n"When exporting your connection data"\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Mia,Chen,https://www.linkedin.com/in/mia-chen,,Hooli,Analyst,01 May 2026\n"
        'Raj,"Patel, PhD",https://www.linkedin.com/in/raj-patel,,Globex,,03 Mar 2024\n'
        ",,,,,,04 Mar 2024\n"
    ),
    "messages.csv": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
        "c1,Secret plans,Alex Moreno,https://www.linkedin.com/in/alex,Mia Chen,https://www.linkedin.com/in/mia-chen,"
        '2026-05-07 09:00:00 UTC,Our secret,"I was told, in confidence,\nthat it is ""over"".",INBOX\n'
        "c1,,Mia Chen,https://www.linkedin.com/in/mia-chen,Alex Moreno,https://www.linkedin.com/in/alex,"
        "2026-05-07 10:00:00 UTC,,sad news,INBOX\n"
        "c1,,Mia Chen,https://www.linkedin.com/in/mia-chen,Alex Moreno,https://www.linkedin.com/in/alex,"
        "2026-05-07 10:00:00 UTC,,bad news,INBOX\n"
        "c1,,Mia Chen,https://www.linkedin.com/in/mia-chen,Alex Moreno,https://www.linkedin.com/in/alex,"
        "2026-05-07 10:00:00 UTC,,bad news,INBOX\n"
        "c2,Sponsored Conversation,LinkedIn Member,,Alex Moreno,https://www.linkedin.com/in/alex,"
        '2026-05-08 10:00:00 UTC,Offer,"<p class=""spinmail-quill"">Buy this secret</p>",INBOX\n'
        "c3,,Raj Patel,https://www.linkedin.com/in/raj-patel,Alex Moreno,https://www.linkedin.com/in/alex,"
        '2026-05-09 10:00:00 UTC,,"<p class=""spinmail-x"">secret</p>",INBOX\n'
    ),
    "Invitations.csv": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        '"Alex Moreno","Raj Patel","3/1/24, 9:00 AM","a secret between us",OUTGOING,'
        "https://www.linkedin.com/in/alex,https://www.linkedin.com/in/raj-patel\n"
    ),
    "Profile.csv": (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\nAlex,Moreno,,1 Secret Street,Mar 3,Analyst,secret,,12345,Larkhaven,,,\n"
    ),
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Mia,Chen,Hooli,Analyst,"Alex kept every secret","06/01/26, 10:00 AM",VISIBLE\n'
    ),
    "PhoneNumbers.csv": "Extension,Number,Type\n,+1 555 0100,Mobile\n",
    "Jobs/Job Applications.csv": (
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
        '"9/3/26, 9:00 AM",alex@example.org,+1 555 0100,Globex,Analyst,,secret.pdf,salary: secret\n'
    ),
    "Jobs/Saved Jobs.csv": 'Saved Date,Job Url,Job Title,Company Name\n"9/3/26, 9:00 AM",,Analyst,Initrode\n',
    "learning_coach_messages.csv": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        "c9,,Coach,,Alex Moreno,2026-05-09 10:00:00 UTC,,secret,INBOX\n"
    ),
}
SECRETS = ("secret", "Secret", "confidence", "news", "555 0100", "12345", "Mar 3", "salary", "Coach")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    return path


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join([*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())])


def test_nothing_that_was_written_is_left(export, tmp_path):
    slim_file(export, tmp_path / "slim.zip")
    text = everything(tmp_path / "slim.zip")
    assert [word for word in SECRETS if word in text] == []
    assert set(zipfile.ZipFile(tmp_path / "slim.zip").namelist()) == {
        "Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv", "Recommendations_Received.csv", "Jobs/Saved Jobs.csv",
    }  # fmt: skip


def test_netgraph_reads_the_same(export, tmp_path):
    slim_file(export, tmp_path / "slim.zip")
    full, slim = ng.read_linkedin(export), ng.read_linkedin(tmp_path / "slim.zip")
    for table in TABLES:
        if table.name in {"imports", "rejects"}:
            continue
        left, right = getattr(full, table.name), getattr(slim, table.name)
        if table.name == "targets":
            left = left[left["source"] != "linkedin applications"].reset_index(drop=True)
        pd.testing.assert_frame_equal(left, right, obj=table.name)
    # Two messages of one minute and length stay two, the third is the twin of the second.
    assert (slim.interactions["channel"] == "message").sum() == 3


def test_the_sample_export_reads_the_same(sample_zip, tmp_path):
    slim_file(sample_zip, tmp_path / "slim.zip")
    full, slim = ng.read_linkedin(sample_zip), ng.read_linkedin(tmp_path / "slim.zip")
    for name in ("people", "jobs", "interactions", "ties", "favors"):
        pd.testing.assert_frame_equal(getattr(full, name), getattr(slim, name), obj=name)
    assert not_slim(tmp_path / "slim.zip") == []


def test_the_original_is_untouched_and_the_copy_the_same_each_time(export, tmp_path):
    before = export.read_bytes()
    slim_file(export, tmp_path / "one.zip")
    slim_file(export, tmp_path / "two.zip")
    assert export.read_bytes() == before
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with pytest.raises(ReadError, match="never rewritten in place"):
        slim_file(export, export)
    assert export.read_bytes() == before


def test_what_is_not_slim_is_told(export, tmp_path):
    assert not_slim(export) == [
        "columns that netgraph does not use",
        "files that netgraph does not use",
        "job applications",
        "the text of messages",
    ]
    slim_file(export, tmp_path / "slim.zip")
    assert not_slim(tmp_path / "slim.zip") == []


def test_a_file_that_is_no_export_gives_nothing(tmp_path):
    (tmp_path / "pets.csv").write_text("name,legs\nRex,4\n")
    assert slim_file(tmp_path / "pets.csv", tmp_path / "out" / "pets.csv") is None
    assert not (tmp_path / "out").exists()


def test_rows_that_are_no_rows_of_their_table_are_left_out(tmp_path):
    header = FILES["Invitations.csv"].splitlines()[0]
    (tmp_path / "Invitations.csv").write_text(f"{header}\na,b,c,d,e,f,g,and a surplus secret\n")
    slim = slim_file(tmp_path / "Invitations.csv", tmp_path / "slim.csv")
    assert slim is not None
    assert slim.lost_rows == 1
    assert "secret" not in (tmp_path / "slim.csv").read_text()


def test_a_spreadsheet_of_the_west_is_read_and_written_in_utf8(tmp_path):
    text = "First Name;Last Name;Connected On;Company\nJosé;Ñuñez;01 May 2026;Café\n"
    (tmp_path / "Connections.csv").write_bytes(text.encode("cp1252"))
    slim_file(tmp_path / "Connections.csv", tmp_path / "slim.csv")
    assert (tmp_path / "slim.csv").read_text(encoding="utf-8").splitlines() == [
        "First Name,Last Name,Connected On,Company",
        "José,Ñuñez,01 May 2026,Café",
    ]


def test_a_caseload_is_copied_with_its_lists(export, tmp_path):
    client = tmp_path / "clients" / "c1"
    client.mkdir(parents=True)
    shutil.copy(export, client)
    (client / "log.csv").write_text("date,kind,person\n2026-11-01,met,Mia Chen\n")
    (client / "photo.png").write_bytes(b"png")
    (client / "mail.mbox").write_text("From a\n\nsecret\n")
    (client / "link.csv").symlink_to(client / "log.csv")
    (tmp_path / "clients" / "roster.csv").write_text("client_id,consent_report\nc1,yes\n")
    files = slim_copies(tmp_path / "clients", tmp_path / "slim").set_index("file")
    assert files["state"].to_dict() == {
        "c1/export.zip": "slimmed",
        "c1/link.csv": "left out",
        "c1/log.csv": "copied",
        "c1/mail.mbox": "left out",
        "c1/photo.png": "left out",
        "roster.csv": "copied",
    }
    made = sorted(path.relative_to(tmp_path / "slim").as_posix() for path in (tmp_path / "slim").rglob("*.*"))
    assert made == ["c1/export.zip", "c1/log.csv", "roster.csv"]
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "slim").rglob("*.*")} == {0}


@pytest.mark.parametrize("out", ["clients", "clients/slim"])
def test_the_copy_does_not_lie_in_the_original(out, tmp_path):
    (tmp_path / "clients").mkdir()
    with pytest.raises(ReadError, match="cannot lie in the folder"):
        slim_copies(tmp_path / "clients", tmp_path / out)
