"""LinkedIn exports of every era, written by hand: what each file gives, and that no row is lost."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.sources.extract import Extract, Mention
from netgraph.sources.linkedin import read_exports

if TYPE_CHECKING:
    from pathlib import Path

IN = "https://www.linkedin.com/in/"
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are '
    'missing. You will only see email addresses for connections who have allowed it."\n\n'
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n"
)
EVA = PROFILE + 'Eva,Sand,,,,Data analyst,"Long, text",Research,,"Lyon, France"\n'


def table(header: str, *rows: list[str], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return target.getvalue()


def read(tmp_path: Path, files: dict[str, str | bytes], *, owner: str | None = None) -> Extract:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    [extract] = read_exports(path, owner=owner)
    assert_every_row_is_somewhere(extract)
    return extract


def assert_every_row_is_somewhere(extract: Extract) -> None:
    """For every file: each row from 1 to its count is in a table or in rejects, and never in both."""
    rejects = extract.table("rejects")
    used = pd.concat(
        [extract.table(t)[["file", "row"]] for t in extract.tables if t != "rejects"] or [rejects[:0]]
    )
    for file, rows in extract.files.items():
        refused = rejects.loc[rejects["file"] == file, "row"].tolist()
        kept = set(used.loc[used["file"] == file, "row"])
        assert len(refused) == len(set(refused))
        assert not kept & set(refused)
        assert kept | set(refused) == set(range(1, rows + 1))
    assert set(used["file"]) | set(rejects["file"]) <= set(extract.files)


def reasons(extract: Extract, file: str) -> dict[int, str]:
    rejects = extract.table("rejects")
    return rejects[rejects["file"] == file].set_index("row")["reason"].to_dict()


def days(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(v) else v.strftime("%Y-%m-%d") for v in values]


OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


ADA = ["Ada", "Roe", "", "Globex", "CTO"]


@pytest.mark.parametrize(
    ("content", "linkedin"),
    [
        (table(OLD, [*ADA, "1/5/18, 3:04 PM"]), None),
        (NOTES + table(OLD, [*ADA, "05 Jan 2018"]), None),
        (NOTES + table(NEW, [*ADA[:2], IN + "ada-r%C3%B6", *ADA[2:], "05 Jan 2018"]), IN + "ada-r\u00f6"),
        (table(OLD, [*ADA, "05.01.2018"], delimiter=";").encode("cp1252"), None),
        (b"\xef\xbb\xbf" + table(OLD, [*ADA, "05-ene-18"], delimiter=";").encode(), None),
        (
            "Notes:;;;;;;\n;;;;;;\n"
            + table(NEW, [*ADA[:2], "linkedin.com/in/Ada", *ADA[2:], "2018-01-05"], delimiter=";"),
            IN + "ada",
        ),
    ],
)
def test_connections_of_every_era(tmp_path: Path, content: str | bytes, linkedin: str | None) -> None:
    path = tmp_path / "Kontakte.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [extract] = read_exports(path)
    assert_every_row_is_somewhere(extract)
    assert extract.owner == Mention()
    assert extract.files == {"Kontakte.csv": 1}
    person = extract.table("people").iloc[0]
    assert (person["name"], person["given_name"], person["family_name"]) == ("Ada Roe", "Ada", "Roe")
    assert (person["organization"], person["position"], person["source"]) == ("Globex", "CTO", "linkedin")
    assert days(extract.table("people")["connected_on"]) == ["2018-01-05"]
    assert person["linkedin"] == linkedin or (linkedin is None and pd.isna(person["linkedin"]))


def test_connections_that_are_nobody_or_odd(tmp_path: Path) -> None:
    content = NOTES + table(
        NEW,
        ["", "", "", "", "", "", "05 Jan 2021"],
        ["NA", "Null", "", "", "", "", "31 Feb 2021"],
        [" Jo ", "Hale, PhD", "", "Jo@Example.org", "=1+1", "<b>CEO</b>", "05 Jan 2021"],
        ["\U0001f680", "", IN + "rocket", "", "Globex", "", "05 Jan 2021"],
        ["NA", "Null", "", "", "", "", "31 Feb 2021"],
        ['=HYPERLINK("http://x.example")', "Roe", "", "", "", "", "05 Jan 2021"],
    )
    extract = read(tmp_path, {"Connections.csv": content})
    assert reasons(extract, "Connections.csv") == {1: "hidden", 4: "no name", 5: "duplicate"}
    people = extract.table("people").set_index("row")
    assert people["name"].to_dict() == {2: "NA Null", 3: "Jo Hale", 6: 'HYPERLINK("http://x.example") Roe'}
    assert days(people["connected_on"]) == [None, "2021-01-05", "2021-01-05"]
    assert (people.loc[3, "email"], people.loc[3, "family_name"]) == ("jo@example.org", "Hale")
    assert (people.loc[3, "organization"], people.loc[3, "position"]) == ("1+1", "CEO")


def test_the_owner_and_the_address_book(tmp_path: Path) -> None:
    book = (
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,FullName,Location,Profiles"
    )
    extract = read(
        tmp_path,
        {
            "Profile.csv": EVA,
            "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
            "old@example.org,Yes,No,1/1/20, 1:00 PM\nEva@Example.org,Yes,Yes,Not Available\n",
            "Contacts.csv": table(
                book,
                ["PHONE", "Bo", "Lind", "Hooli", "", "", "", "", "", "", ""],
                ["PHONE", "", "", "", "", "cy@example.org;c2@example.org", "", "", "", "", ""],
                ["PHONE", "", "", "Acme", "", "", "", "", "", "", ""],
                ["MAIL", "", "", "", "", "", "", "", "Di Marsh", "Oslo", "https://linkedin.com/in/Di/"],
            ),
        },
    )
    assert extract.owner == Mention("Eva Sand", None, "eva@example.org")
    people = extract.table("people")
    own = people[people["file"] == "Profile.csv"].iloc[0]
    assert (own["name"], own["position"], own["location"]) == ("Eva Sand", "Data analyst", "Lyon, France")
    assert own["email"] == "eva@example.org"
    listed = people[people["file"] == "Email Addresses.csv"]
    assert listed["email"].tolist() == ["eva@example.org"]
    assert listed["name"].tolist() == ["Eva Sand"]
    # The unquoted comma in the date of the first address makes its row too long.
    assert reasons(extract, "Email Addresses.csv") == {1: "malformed row"}
    known = people[people["file"] == "Contacts.csv"].set_index("row")
    assert known["name"].fillna("").to_dict() == {1: "Bo Lind", 2: "", 4: "Di Marsh"}
    assert known.loc[2, "email"] == "cy@example.org"
    assert known.loc[4, "linkedin"] == IN + "di"
    assert reasons(extract, "Contacts.csv") == {3: "no name"}


def test_jobs_targets_and_notes(tmp_path: Path) -> None:
    extract = read(
        tmp_path,
        {
            "e/Profile.csv": EVA,
            "e/Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
            "Initech,Analyst,,,Mar 2015,Dec 2019\nGlobex,Lead,,,Jan 2020,\n,,,,Jan 2020,\n",
            "e/Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
            "Lund,1984,1988,,MSc,\n",
            "e/Jobs/Saved Jobs.csv": "Saved Date,Job Url,Job Title,Company Name\n"
            '"1/2/26, 3:04 PM",x,Analyst,Hooli\n"1/3/26, 3:04 PM",x,Lead,Hooli\n"1/3/26, 3:04 PM",x,Lead,\n',
            "e/Jobs/Job Applications.csv": "Application Date,Contact Email,Contact Phone Number,Company Name,"
            "Job Title,Job Url,Resume Name,Question And Answers\n"
            '"1/2/26, 3:04 PM",a@b.c,,Acme,CTO,x,cv.pdf,"Q: a\nA: b"\n',
            "e/Company Follows.csv": "Organization,Followed On\nAcme,Tue Mar 05 10:20:30 UTC 2024\n",
            "e/Notes.csv": "Connection First Name,Connection Last Name,Connection Profile URL,Note,"
            "Created On,Edited On\n"
            f'Bo,Lind,{IN}bo,"Met at\nthe fair",x,x\nBo,Lind,{IN}bo,,x,x\n,,,hello,x,x\n',
            "e/Skills.csv": "Name\nPython\nSQL\n",
            "e/Ad_Targeting.csv": "",
        },
    )
    jobs = extract.table("jobs")
    assert jobs["person_name"].tolist() == ["Eva Sand"] * 3
    assert list(zip(jobs["organization"], jobs["position"], jobs["kind"], strict=True)) == [
        ("Initech", "Analyst", "work"),
        ("Globex", "Lead", "work"),
        ("Lund", "MSc", "study"),
    ]
    assert days(jobs["started_on"]) == ["2015-03-01", "2020-01-01", "1984-01-01"]
    assert days(jobs["ended_on"]) == ["2019-12-01", None, "1988-01-01"]
    targets = extract.table("targets")
    assert list(zip(targets["name"], targets["role"].fillna("-"), targets["source"], strict=True)) == [
        ("Hooli", "Analyst", "linkedin saved jobs"),
        ("Hooli", "Lead", "linkedin saved jobs"),
        ("Acme", "CTO", "linkedin applications"),
        ("Acme", "-", "linkedin follows"),
    ]
    assert set(targets["kind"]) == {"organization"}
    assert set(targets["status"]) == {"proposed"}
    assert targets["priority"].isna().all()
    tie = extract.table("ties").iloc[0]
    assert (tie["a_name"], tie["b_name"], tie["b_linkedin"]) == ("Eva Sand", "Bo Lind", IN + "bo")
    assert (tie["evidence"], tie["note"]) == ("connected", "Met at the fair")
    assert reasons(extract, "e/Notes.csv") == {2: "empty row", 3: "nobody"}
    assert reasons(extract, "e/Skills.csv") == {1: "not used", 2: "not used"}
    assert extract.files["e/Ad_Targeting.csv"] == 0


def test_recommendations_given_and_received(tmp_path: Path) -> None:
    header = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
    extract = read(
        tmp_path,
        {
            "Profile.csv": EVA,
            "Connections.csv": table(NEW, ["Bo", "Lind", IN + "bo", "", "", "", "05 Jan 2021"]),
            "given to me/Recommendations_Received.csv": table(
                header,
                ["Bo", "Lind", "Hooli", "CTO", "Great", "1/2/20, 3:04 PM", "VISIBLE"],
                ["Bo", "Lind", "Hooli", "CTO", "Good", "", "PENDING"],
                ["Bo", "Lind", "Hooli", "CTO", "Bad", "1/2/20, 3:04 PM", "Withdrawn"],
                ["Bo", "Lind", "Hooli", "CTO", "", "", "VISIBLE"],
            ),
            "Recommandations donn\u00e9es.csv": table(
                header, ["Cy", "Park", "", "", "x", "1/3/20, 3:04 PM", "VISIBLE"]
            ),
            "Recommendations.csv": table(header, ["Cy", "Park", "", "", "x", "1/3/20, 3:04 PM", "VISIBLE"]),
        },
    )
    favors = extract.table("favors")
    assert favors["kind"].tolist() == ["recommendation"] * 3
    assert favors["giver_name"].tolist() == ["Bo Lind", "Bo Lind", "Eva Sand"]
    assert favors["giver_linkedin"].tolist()[:2] == [IN + "bo"] * 2
    assert favors["receiver_name"].tolist() == ["Eva Sand", "Eva Sand", "Cy Park"]
    assert days(favors["at"]) == ["2020-01-02", None, "2020-01-03"]
    assert reasons(extract, "given to me/Recommendations_Received.csv") == {3: "withdrawn", 4: "bad date"}
    assert reasons(extract, "Recommendations.csv") == {1: "direction not known"}


def test_endorsements_in_utf16_with_tabs(tmp_path: Path) -> None:
    received = table(
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status",
        ["2019/07/04 08:09:10 UTC", "SQL", "Bo", "Lind", "ACCEPTED"],
        ["2019/07/04 08:09:10 UTC", "R", "Bo", "Lind", "ACCEPTED"],
        ["2019/07/04 08:09:10 UTC", "R", "Cy", "Park", "REJECTED"],
        delimiter="\t",
        quoting=csv.QUOTE_ALL,
    )
    given = table(
        "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,"
        "Endorsement Status",
        ["2020/07/04 08:09:10 UTC", "SQL", "Di", "Marsh", "www.linkedin.com/in/di", "ACCEPTED"],
    )
    extract = read(
        tmp_path,
        {
            "Profile.csv": EVA,
            "Endorsement Received Info.csv": b"\xff\xfe" + received.encode("utf-16-le"),
            "Endorsement_Given_Info.csv": given,
        },
    )
    favors = extract.table("favors")
    assert favors["kind"].tolist() == ["endorsement"] * 3
    assert favors["giver_name"].tolist() == ["Bo Lind", "Bo Lind", "Eva Sand"]
    assert favors["receiver_name"].tolist() == ["Eva Sand", "Eva Sand", "Di Marsh"]
    assert favors["receiver_linkedin"].tolist()[2] == IN + "di"
    assert days(favors["at"]) == ["2019-07-04", "2019-07-04", "2020-07-04"]
    assert reasons(extract, "Endorsement Received Info.csv") == {3: "not accepted"}


def test_invitations_with_and_without_addresses(tmp_path: Path) -> None:
    old = table(
        "From,To,Sent At,Message,Direction",
        ["Eva Sand", "Bo Lind", "1/5/18, 3:04 PM", "Hello, you", "OUTGOING"],
        ["Cy Park", "Eva Sand", "1/6/18, 3:04 PM", "", "INCOMING"],
        ["LinkedIn Member", "Eva Sand", "1/6/18, 3:04 PM", "", "INCOMING"],
        ["Eva Sand", "Bo Lind", "soon", "", "OUTGOING"],
    )
    extract = read(tmp_path, {"invitations.csv": old})
    assert extract.owner == Mention("Eva Sand")
    assert reasons(extract, "invitations.csv") == {3: "nobody", 4: "bad date"}
    events = extract.table("interactions")
    assert events["channel"].tolist() == ["invitation"] * 2
    assert events["length"].tolist() == [10, 0]
    assert events["group_size"].tolist() == [2, 2]
    assert events["thread"].isna().all()
    new = table(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        ["Eva Sand", "Bo Lind", "11/5/25, 3:04\u202fPM", "", "OUTGOING", IN + "eva", IN + "bo"],
    )
    extract = read(tmp_path, {"Invitations.csv": new})
    assert extract.owner == Mention("Eva Sand", IN + "eva")
    assert extract.table("interactions")["recipient_linkedin"].tolist() == [IN + "bo"]


def test_two_zips_in_one_folder_are_both_read(tmp_path: Path) -> None:
    for name in ("Basic.zip", "Complete.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as target:
            target.writestr("Connections.csv", table(OLD, ["Ada", "Roe", "", "", "", "05 Jan 2018"]))
    extracts = read_exports(tmp_path)
    for extract in extracts:
        assert_every_row_is_somewhere(extract)
        assert len(extract.table("people")) == 1
    assert [extract.files for extract in extracts] == [
        {"Basic.zip/Connections.csv": 1},
        {"Complete.zip/Connections.csv": 1},
    ]


def test_nothing_known_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="header") as caught:
        read(tmp_path, {"a.csv": "Ada Roe,ada@example.org\n", "b.csv": ""})
    assert "Ada" not in str(caught.value)


def test_chats_with_a_coach_are_no_people(tmp_path: Path) -> None:
    chat = table(
        "CONVERSATION ID,FROM,TO,DATE,CONTENT,FOLDER",
        ["1", "Eva Sand", "Coach", "2026-01-01 10:00:00 UTC", "hi", "INBOX"],
    )
    extract = read(
        tmp_path,
        {
            "Connections.csv": table(OLD, ["Ada", "Roe", "", "", "", "05 Jan 2018"]),
            "learning_coach_messages.csv": chat,
            "coach_messages.csv": chat,
            "learning_role_play_messages.csv": chat,
            "LearningCoachMessages.csv": "No conversations found",
        },
    )
    assert extract.table("interactions").empty
    assert set(extract.table("rejects")["reason"]) == {"not a person"}
    assert len(extract.table("rejects")) == 3


def test_recommendations_without_a_known_owner_ask_for_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "Recommendations_Given.csv": table(
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
            ["Bo", "Lind", "", "", "Great", "1/2/20, 3:04 PM", "VISIBLE"],
        )
    }
    with pytest.raises(OwnerUnknownError, match=r"owner=.*--owner"):
        read(tmp_path, files)
    assert read(tmp_path, files, owner="Eva Sand").table("favors")["giver_name"].tolist() == ["Eva Sand"]
