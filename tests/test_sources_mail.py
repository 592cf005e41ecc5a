"""Mail: headers alone, one event a recipient, and whose mailbox it is."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from conftest import utc
from hypothesis import given
from hypothesis import strategies as st
from sources_given import check_every_row_is_told, given_file, reasons, told

import netgraph as ng
from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.sources.anything import read_anything
from netgraph.sources.extract import Mention
from netgraph.sources.mail import read_mail
from netgraph.sources.mbox import header_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.sources.extract import Extract

EVA = "Eva Sand <eva@example.org>"
BO = "Bo Lind <bo@example.org>"
CY = '"Park, Cy" <Cy@Example.org>'
DI = "=?utf-8?Q?Zo=C3=A9_M=C3=BCller?= <di@example.org>"
OWNER = Mention("Eva Sand", None, "eva@example.org")
MONDAY = "Mon, 04 Mar 2024 10:00:00 +0100"


def letter(
    sender: str,
    to: str,
    *more: str,
    at: str = MONDAY,
    number: object = None,
    body: str = "Hello\n",
    end: str = "\n",
) -> str:
    number = abs(hash((sender, to, more, at))) if number is None else number
    lines = [
        "From 1790@xxx Mon Mar 04 09:00:00 +0000 2024",
        f"Date: {at}",
        f"From: {sender}",
        f"To: {to}",
        f"Message-ID: <{number}@example.org>",
        *more,
    ]
    return end.join([*lines, "", body, ""])


def read(*letters: str, owner: Mention = OWNER, block: int = 1 << 20, encoding: str = "utf-8") -> Extract:
    extract = read_mail([given_file("".join(letters), block=block, encoding=encoding)], owner=owner)
    check_every_row_is_told(extract)
    return extract


EVENT = ("sender_email", "recipient_email", "group_size")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("block", [1, 1 << 20])
def test_a_letter_to_one(end: str, block: int) -> None:
    extract = read(letter(EVA, DI, end=end), letter(CY, EVA, end=end), block=block)
    assert told(extract, "interactions", "at", "channel", *EVENT) == [
        (utc("2024-03-04 09:00"), "email", "eva@example.org", "di@example.org", 2),
        (utc("2024-03-04 09:00"), "email", "cy@example.org", "eva@example.org", 2),
    ]
    assert told(extract, "interactions", "sender_name", "recipient_name") == [
        ("Eva Sand", "Zo\u00e9 M\u00fcller"),
        ("Cy Park", "Eva Sand"),
    ]
    assert extract.table("ties").empty
    assert extract.owner == OWNER


def test_a_letter_to_several_ties_the_sender_to_those_addressed() -> None:
    extract = read(letter(BO, f"{EVA}, {CY}", f"Cc: {DI}"))
    assert told(extract, "interactions", *EVENT) == [
        ("bo@example.org", "eva@example.org", 4),
        ("bo@example.org", "cy@example.org", 4),
        ("bo@example.org", "di@example.org", 4),
    ]
    pairs = told(extract, "ties", "a_name", "b_name", "evidence", "since")
    assert {frozenset(pair[:2]) for pair in pairs} == {
        frozenset(["Bo Lind", "Eva Sand"]),
        frozenset(["Bo Lind", "Cy Park"]),
    }
    assert {pair[2:] for pair in pairs} == {("message", utc("2024-03-04"))}


@pytest.mark.parametrize(("others", "ties"), [(6, 7), (7, 0)])
def test_a_large_circle_ties_nobody(others: int, ties: int) -> None:
    crowd = ", ".join(f"p{n}@example.org" for n in range(others))
    extract = read(letter(BO, f"{EVA}, {crowd}"))
    assert len(extract.table("ties")) == ties
    assert set(extract.table("interactions")["group_size"]) == {others + 2}


def test_what_is_no_contact() -> None:
    crowd = ", ".join(f"p{n}@example.org" for n in range(50))
    letters = [
        letter(BO, EVA, "List-Id: <climbers.example.org>"),
        letter(BO, EVA, "Auto-Submitted: auto-replied"),
        letter(BO, EVA, "Precedence: Bulk"),
        letter(BO, EVA, "X-Gmail-Labels: =?UTF-8?Q?Inbox,Spam?="),
        letter(EVA, BO, "X-Gmail-Labels: Drafts,Opened"),
        letter("Globex <no-reply@globex.example>", EVA),
        letter(BO, EVA, at="some day"),
        letter("nobody", EVA),
        letter(BO, crowd),
        letter(EVA, EVA),
        letter(BO, EVA, "Auto-Submitted: no", number=7),
        letter(BO, EVA, "Auto-Submitted: no", number=7),
    ]
    assert reasons(read(*letters)) == {
        1: "list",
        2: "automatic",
        3: "list",
        4: "spam",
        5: "draft",
        6: "not a person",
        7: "bad date",
        8: "nobody",
        9: "too many people",
        10: "nobody",
        12: "duplicate",
    }


def test_a_letter_with_hidden_recipients_reached_the_owner() -> None:
    extract = read(
        letter(BO, "undisclosed-recipients:;"), letter(BO, CY), letter(EVA, "undisclosed-recipients:;")
    )
    assert told(extract, "interactions", *EVENT) == [
        ("bo@example.org", "eva@example.org", 2),
        ("bo@example.org", "cy@example.org", 3),
        ("bo@example.org", "eva@example.org", 3),
    ]


def test_threads_go_by_their_first_letter_or_gmails_number() -> None:
    first = letter(BO, EVA, number=1)
    reply = letter(EVA, BO, "References: <1@example.org>\n <9@example.org>", number=2)
    other = letter(BO, EVA, "In-Reply-To: <2@example.org>", number=3)
    gmail = [letter(BO, EVA, "X-GM-THRID: 77", number=n) for n in (4, 5)]
    threads = read(first, reply, other, *gmail).table("interactions")["thread"].tolist()
    assert threads[0] == threads[1]
    assert threads[3] == threads[4]
    assert len(set(threads)) == 3
    assert not any("example" in thread for thread in threads)


def test_a_body_line_that_begins_with_from_begins_no_letter() -> None:
    body = (
        "Hello\n\nFrom here on it is easy\nFrom Bo Mon Mar 04 09:00:00 2024 no blank line before\n\nFrom: x\n"
    )
    extract = read(letter(BO, EVA, body=body), letter(CY, EVA))
    assert extract.files == {"a": 2}
    assert len(extract.table("interactions")) == 2


@given(
    st.lists(st.sampled_from(["\n", "\r\n", "From ", "a@b 2024", "x", " ", "Date: 1"]), max_size=12),
    st.integers(1, 9),
)
def test_blocks_of_any_size_give_the_same_letters(pieces: list[str], block: int) -> None:
    data = ("From a@b 2024\nTo: x\n\n" + "".join(pieces)).encode()
    whole = list(header_blocks([data]))
    assert list(header_blocks(data[at : at + block] for at in range(0, len(data), block))) == whole
    assert whole[0].startswith(b"To: x")


def test_encodings_comments_and_broken_headers() -> None:
    letters = [
        letter("=?x-unknown?Q?=41?= <bo@example.org>", EVA),
        letter("Zo\u00e9 <zoe@example.org>", EVA),
        letter('"(((" <cy@example.org> ' + "(" * 5_000, EVA),
        letter("di@example.org (Di Marsh)", "=?utf-8?B?////?= <eva@example.org>"),
    ]
    extract = read(*letters, encoding="cp1252")
    names = dict(told(extract, "interactions", "sender_email", "sender_name"))
    assert names["zoe@example.org"] == "Zo\u00e9"
    assert names["di@example.org"] == "Di Marsh"
    assert "bo@example.org" in names


@pytest.mark.parametrize(
    ("more", "owner"),
    [
        (["Delivered-To: eva@example.org"], Mention()),
        (["X-Gmail-Labels: Sent"], Mention()),
        ([], Mention(name="EVA SAND")),
        ([], Mention(email="eva@example.org")),
        ([], Mention()),
    ],
)
def test_whose_mailbox_it_is(more: list[str], owner: Mention) -> None:
    sent = more if "Sent" in "".join(more) else []
    got = more if "Deliv" in "".join(more) else []
    letters = [letter(EVA, BO, *sent), letter(EVA, CY, *sent), letter(BO, EVA, *got), letter(CY, EVA, *got)]
    extract = read(*letters, owner=owner)
    assert extract.owner.email == "eva@example.org"
    assert (extract.owner.name or "").casefold() == "eva sand"


def test_an_owner_who_cannot_be_told_must_be_named() -> None:
    letters = [letter(EVA, BO, number=n) for n in range(3)]
    with pytest.raises(OwnerUnknownError, match="owner=") as error:
        read(*letters, owner=Mention())
    assert "eva" not in str(error.value).casefold()
    with pytest.raises(OwnerUnknownError):
        read(*letters, owner=Mention(name="Somebody Else"))


def test_an_owner_with_two_addresses_is_one() -> None:
    extract = read(
        letter("Eva Sand <eva@work.example>", BO), letter(CY, "eva@work.example, Eva Sand <eva@example.org>")
    )
    assert told(extract, "interactions", *EVENT) == [
        ("eva@example.org", "bo@example.org", 2),
        ("cy@example.org", "eva@example.org", 2),
    ]


def test_a_takeout_zip_gives_mail_calendar_and_contacts_together(tmp_path: Path) -> None:
    mail = letter(EVA, BO, "X-Gmail-Labels: Sent") + letter(EVA, CY, "X-Gmail-Labels: Sent")
    event = (
        "BEGIN:VCALENDAR\nX-WR-CALNAME:eva@example.org\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"
        "DTSTART:20240305T100000Z\nATTENDEE;PARTSTAT=ACCEPTED;CN=Bo Lind:mailto:bo@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Eva:mailto:eva@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lind\nORG:Globex\nEMAIL:bo@example.org\nEND:VCARD\n"
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("Takeout/Mail/All mail Including Spam and Trash.mbox", mail)
        target.writestr("Takeout/Calendar/Eva.ics", event)
        target.writestr("Takeout/Contacts/All Contacts/All Contacts.vcf", card)
        target.writestr("Takeout/archive_browser.html", "<html>")
    assert [extract.source for extract in read_anything(tmp_path / "takeout.zip")] == [
        "mail",
        "calendar",
        "vcard",
    ]
    contacts = ng.read(tmp_path / "takeout.zip")
    bo = contacts.people.set_index("name").loc["Bo Lind"]
    assert bo["organization"] == "Globex"
    events = contacts.interactions
    met = events[(events["sender_id"] == bo["person_id"]) | (events["recipient_id"] == bo["person_id"])]
    assert sorted(met["channel"]) == ["email", "meeting"]
    assert contacts.people["is_ego"].sum() == 1
    report = ng.import_report(contacts).set_index("source")
    assert report["rows"].to_dict() == {"mail": 2, "calendar": 1, "vcard": 1}
    assert (report["rows"] == report["used"] + report["unused"]).all()


def test_a_mailbox_without_letters_is_refused() -> None:
    with pytest.raises(ReadError, match="no message"):
        read("From here on\n\nnothing\n")
