"""vCard: three versions and four dialects, each card for itself, and who is related to whom."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
import vobject
from sources_given import check_every_row_is_told, given_file, reasons, told

from netgraph.errors import ReadError
from netgraph.sources.vcard import read_cards

if TYPE_CHECKING:
    from netgraph.sources.extract import Extract

APPLE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.1//EN
N:Raman;Priya;Lakshmi;;
FN:Priya Raman
ORG:Soylent Foods;Sales
TITLE:VP\\, Sales
EMAIL;type=INTERNET;type=HOME:priya.home@example.org
EMAIL;type=INTERNET;type=WORK;type=pref:Priya@example.com
TEL;type=CELL;type=VOICE;type=pref:+1 555 0100
item1.ADR;type=WORK;type=pref:;;1 Main Street;Berlin;;10115;Germany
item1.X-ABADR:de
item2.X-ABRELATEDNAMES;type=pref:Ravi Raman
item2.X-ABLabel:_$!<Spouse>!$_
X-SOCIALPROFILE;type=linkedin;x-user=priya-raman:http://www.linkedin.com/in/Priya-Raman
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QBMRXhpZgAATU0AKgAAAA
 gAAYdpAAQAAAABAAAAGgAAAAAAA6ABAAMAAAABAAEAAKACAAQAAAABAAAAIKADAAQAAAABAAAAIA

UID:1a2b
END:VCARD
"""
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:=D6zg=FCr;Jos=E9
FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Jos=E9 =
=D6zg=FCr
ORG:Globex GmbH
TITLE;ENCODING=QUOTED-PRINTABLE:Leiter=20Einkauf
EMAIL;PREF;INTERNET:jose@example.net
URL;WORK:https://www.linkedin.com/in/jos%C3%A9-roe/
X-MS-OL-DEFAULT-POSTAL-ADDRESS:0
X-MANAGER:Bo Lind
END:VCARD
"""
GOOGLE = """BEGIN:VCARD
VERSION:3.0
FN:Mia Chen
N:Chen;Mia;;Dr.;
EMAIL;TYPE=INTERNET:mia@example.org
ORG:Hooli
item1.URL:http\\://www.google.com/profiles/1
item2.URL:https\\://www.linkedin.com/in/mia-chen
item2.X-ABLabel:Profile
item3.X-ABRELATEDNAMES:Noor Haddad
item3.X-ABLabel:Manager
CATEGORIES:myContacts
END:VCARD
"""
V4 = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:AAAA-1
FN;PREF=1:Bo Lind
EMAIL;PREF=1:bo@example.org
RELATED;TYPE=friend:urn:uuid:bbbb-2
RELATED;TYPE=colleague;VALUE=text:Mia Chen
RELATED;TYPE=me:mailto:bo2@example.org
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:bbbb-2
FN:Di Marsh
END:VCARD
"""


def read(*texts: str, encoding: str = "utf-8", block: int = 1 << 20) -> Extract:
    extract = read_cards([given_file("".join(texts), encoding=encoding, block=block)])
    check_every_row_is_told(extract)
    return extract


PERSON = ("name", "given_name", "family_name", "organization", "position", "location", "linkedin", "email")
IN = "https://www.linkedin.com/in/"


def test_an_apple_card() -> None:
    common = (
        "Priya Raman",
        "Priya",
        "Raman",
        "Soylent Foods",
        "VP, Sales",
        "Berlin, Germany",
        IN + "priya-raman",
    )
    extract = read(APPLE)
    assert told(extract, "people", *PERSON) == [(*common, "priya@example.com")]
    assert told(extract, "addresses", "person_email", "email") == [
        ("priya@example.com", "priya.home@example.org")
    ]
    assert told(extract, "ties", "a_email", "b_name", "evidence", "note") == [
        ("priya@example.com", "Ravi Raman", "stated", "spouse")
    ]
    columns = extract.columns["a"]
    assert "linkedin <- X-SOCIALPROFILE" in columns.mapped
    assert set(columns.ignored) == {"TEL", "X-ABADR", "PHOTO"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("block", [1, 1 << 20])
def test_an_outlook_card_in_quoted_printable(end: str, block: int) -> None:
    extract = read(OUTLOOK.replace("\n", end), block=block)
    assert told(extract, "people", *PERSON) == [
        (
            "José Özgür",
            "José",
            "Özgür",
            "Globex GmbH",
            "Leiter Einkauf",
            None,
            IN + "josé-roe",
            "jose@example.net",
        )
    ]
    assert told(extract, "ties", "b_name", "note") == [("Bo Lind", "manager")]


def test_a_google_card() -> None:
    extract = read(GOOGLE)
    assert told(extract, "people", "name", "organization", "linkedin", "email") == [
        ("Mia Chen", "Hooli", IN + "mia-chen", "mia@example.org")
    ]
    assert told(extract, "ties", "a_name", "b_name", "note") == [("Mia Chen", "Noor Haddad", "manager")]


def test_relations_of_version_four_point_at_other_cards() -> None:
    assert told(read(V4), "ties", "a_email", "b_name", "note") == [
        ("bo@example.org", "Di Marsh", "friend"),
        ("bo@example.org", "Mia Chen", "colleague"),
    ]


@pytest.mark.parametrize("text", [APPLE, OUTLOOK.replace("Windows-1252", "UTF-8"), GOOGLE])
def test_the_names_are_those_that_vobject_reads(text: str) -> None:
    text = (
        re.sub(r"PHOTO.*\n( .*\n)*\n", "", text)
        .replace("=D6", "=C3=96")
        .replace("=E9", "=C3=A9")
        .replace("=FC", "=C3=BC")
    )
    card = next(vobject.readComponents(io.StringIO(text), allowQP=True, ignoreUnreadable=True))
    [found, *_] = told(read(text), "people", "name", "family_name", "given_name", "organization")
    assert found == (card.fn.value, card.n.value.family, card.n.value.given, card.org.value[0])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Jos\u00e9 \u00d6zg\u00fcr\nEND:VCARD\n"
    assert told(read(card, encoding=encoding), "people", "name") == [("Jos\u00e9 \u00d6zg\u00fcr",)]


def test_a_broken_card_costs_that_card() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN:Cy Park\nN:Park"
    extract = read(GOOGLE, broken + "\n", GOOGLE.replace("mia", "nia").replace("Mia", "Nia"), broken)
    assert [name for (name,) in told(extract, "people", "name")] == ["Mia Chen", "Nia Chen"]
    assert reasons(extract) == {2: "damaged card", 4: "damaged card"}


def test_damaged_lines_cost_themselves() -> None:
    extract = read('BEGIN:VCARD\n\x01\x02 no line\nFN;X=":Ada\nFN:Ada Roe\n;;;:\nN\nEND:VCARD\n')
    assert told(extract, "people", "name") == [("Ada Roe",)]


def test_what_is_no_person_and_what_stands_twice() -> None:
    cards = [
        "X-ABShowAs:COMPANY\nFN:Globex",
        "KIND:group\nFN:Climbers",
        "X-ADDRESSBOOKSERVER-KIND:group\nFN:Runners",
        "FN:Parcels\nEMAIL:no-reply@parcels.example",
        "TEL:+1 555 0100",
        "FN:Ada Roe\nEMAIL:ada@example.org",
        "FN:Ada Roe\nEMAIL:ada@example.org",
        "EMAIL:bo@example.org",
    ]
    extract = read("".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards))
    robot = "not a person"
    assert reasons(extract) == {1: robot, 2: robot, 3: robot, 4: robot, 5: "no name", 7: "duplicate"}
    assert told(extract, "people", "name", "email") == [
        ("Ada Roe", "ada@example.org"),
        (None, "bo@example.org"),
    ]


def test_an_agent_inside_a_card_is_not_a_card() -> None:
    agent = "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Secretary\nEND:VCARD\n"
    extract = read(f"BEGIN:VCARD\nVERSION:2.1\nFN:Ada Roe\n{agent}EMAIL:ada@example.org\nEND:VCARD\n")
    assert told(extract, "people", "name", "email") == [("Ada Roe", "ada@example.org")]


def test_a_file_without_cards_is_refused() -> None:
    with pytest.raises(ReadError, match="no card"):
        read("VERSION:3.0\nFN:Ada Roe\n")
