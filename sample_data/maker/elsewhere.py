"""What Alex keeps elsewhere: a Google Takeout, Outlook's contacts, a table of leads in Excel.

Small and written out: the odd cases that such files bring, and a few colleagues whom LinkedIn hardly knows.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from maker.tables import csv_text

__all__ = ["EXCEL", "OUTLOOK", "TAKEOUT", "excel_file", "outlook_file", "takeout_files"]

TAKEOUT: Final = "elsewhere/takeout-20261101.zip"
OUTLOOK: Final = "elsewhere/outlook.csv"
EXCEL: Final = "elsewhere/leads.xlsx"
WRITTEN_AT: Final = (2026, 11, 1, 20, 15, 0)

ALEX: Final = "alex.moreno@example.org"
ADDRESSES: Final = {
    "Kasper D\u00f6nmez": "kasper.donmez@initech.example",
    "Ramona Ivanova": "ramona.ivanova@initech.example",
    "Viktor \u00d6zt\u00fcrk": "viktor@ozturk.example",
    "Bram Okonkwo": "bram.okonkwo@initech.example",
    "Petra Lindholm-Vale": "petra@vandelay.example",
    "Mia Chen": "mia.chen@piedpiper.example",
    "Kirsten Amsel": "kirsten.amsel@recruit.example",
}

CARDS: Final = """
FN:Kasper D\u00f6nmez|N:D\u00f6nmez;Kasper;;;|ORG:Initech|TITLE:Data Engineer
|EMAIL;TYPE=WORK:kasper.donmez@initech.example|EMAIL;TYPE=HOME:kasper@donmez.example

FN:Ramona Ivanova|N:Ivanova;Ramona;;;|ORG:Initech;Reporting|EMAIL:ramona.ivanova@initech.example
|item1.X-ABRELATEDNAMES:Viktor \u00d6zt\u00fcrk|item1.X-ABLabel:partner

FN:Viktor \u00d6zt\u00fcrk|N:\u00d6zt\u00fcrk;Viktor;;;|EMAIL:viktor@ozturk.example|BDAY:1988-05-02

FN:Mia Chen|N:Chen;Mia;;;|EMAIL:mia.chen@piedpiper.example|NOTE:climbing on Thursdays\\, bring chalk

FN:Corner Bakery|ORG:Corner Bakery|TEL:+1 555 0100|X-ABShowAs:COMPANY

N:;;;;|TEL:+1 555 0101
"""

MEETINGS: Final = (
    # start, summary, more lines, guests with their answers
    (
        "20240304T100000",
        "Reporting weekly",
        "RRULE:FREQ=WEEKLY;COUNT=52",
        "Kasper D\u00f6nmez+ Ramona Ivanova+",
    ),
    ("20250912T123000", "Lunch", "", "Kasper D\u00f6nmez+"),
    ("20260115T150000", "Handover", "", "Viktor \u00d6zt\u00fcrk+ Ramona Ivanova+ Bram Okonkwo-"),
    ("20260620T090000", "Review", "STATUS:CANCELLED", "Bram Okonkwo+"),
    ("20260818T110000", "Interview", "", "Kirsten Amsel?"),
    (
        "20261009T160000",
        "Farewell",
        "",
        "Kasper D\u00f6nmez+ Ramona Ivanova+ Viktor \u00d6zt\u00fcrk+ Bram Okonkwo+",
    ),
    ("20261120T100000", "Coffee", "", "Petra Lindholm-Vale+"),
)
ANSWERS: Final = {"+": "ACCEPTED", "-": "DECLINED", "?": "NEEDS-ACTION"}

LETTERS: Final = (
    # day and time, from, to, Cc
    ("Mon, 06 Oct 2025 09:12:00 +0000", "Kasper D\u00f6nmez", "Alex", ""),
    ("Mon, 06 Oct 2025 11:40:00 +0000", "Alex", "Kasper D\u00f6nmez", ""),
    ("Thu, 22 Jan 2026 08:05:00 +0000", "Ramona Ivanova", "Alex", "Viktor \u00d6zt\u00fcrk"),
    ("Tue, 14 Apr 2026 17:30:00 +0000", "Petra Lindholm-Vale", "Alex", ""),
    ("Wed, 15 Apr 2026 07:55:00 +0000", "Alex", "Petra Lindholm-Vale", ""),
    ("Mon, 12 Oct 2026 18:20:00 +0000", "Kasper D\u00f6nmez", "Alex", "Ramona Ivanova"),
    ("Mon, 12 Oct 2026 20:01:00 +0000", "Alex", "Kasper D\u00f6nmez", "Ramona Ivanova"),
)
LETTER: Final = (
    "From {number}@xxx Mon Oct 06 09:12:00 +0000 2025\nX-GM-THRID: {number}\nX-Gmail-Labels: Inbox\n"
    "Delivered-To: alex.moreno@example.org\nMessage-ID: <{number}@example.org>\nDate: {at}\n"
    "From: {sender}\nTo: {to}\n{cc}Subject: Not read\nContent-Type: text/plain; charset=utf-8\n\n"
    "The words of a letter are never read.\n\n"
)
NEWSLETTER: Final = (
    "From 99@xxx Mon Oct 06 09:12:00 +0000 2025\nX-Gmail-Labels: Inbox\nMessage-ID: <99@example.org>\n"
    "Date: Tue, 03 Feb 2026 06:00:00 +0000\nFrom: Shop <newsletter@shop.example>\n"
    "To: alex.moreno@example.org\nList-Unsubscribe: <mailto:off@shop.example>\nSubject: Offers\n\nOffers\n\n"
)

OUTLOOK_HEADER: Final = (
    "Title,First Name,Middle Name,Last Name,Company,Department,Job Title,Business Street,Business City,"
    "Business Phone,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Referred By,Web Page"
)
OUTLOOK_ROWS: Final = """
First Name=Zo\u00eb|Last Name=Petrakis|Company=Driftwood Analytics|E-mail Address=zoe@driftwood.example
First Name=Sof\u00eda|Last Name=Lindqvist|E-mail Address=sofia@wonka.example|Referred By=Zo\u00eb Petrakis
Title=Dr.|First Name=Bj\u00f6rn|Middle Name=Arne|Last Name=H\u00e4gglund|E-mail Address=bjorn@bright.example
Company=Larkspur Bank|E-mail Address=info@larkspur.example
First Name=Kasper|Last Name=D\u00f6nmez|Company=Initech|E-mail Address=kasper@donmez.example
First Name=Ren\u00e9e
"""

LEAD_HEADER: Final = ("Contact Name", "Work Email", "Account", "Job Title", "Stage", "Last Touch")
LEADS: Final = """
Odile Farquharson|odile@vandelay.example|Vandelay Imports|Head of Reporting|cold|2026-09-14
Petra Lindholm-Vale|petra@vandelay.example|Vandelay Imports|Analyst|warm|2026-04-15
Wendell Isaksen|wendell@globex.example|Globex|Lead Analyst|cold|
Dana Cole|dana.cole@globex.example|Globex|VP Data|cold|2026-10-20
||Umbrella Logistics||cold|
"""

SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def takeout_files() -> dict[str, bytes]:
    """The files of a Google Takeout: contact cards, a calendar and a mailbox."""
    return {
        "Takeout/Contacts/All Contacts/All Contacts.vcf": _cards().encode(),
        f"Takeout/Calendar/{ALEX}.ics": _calendar().encode(),
        "Takeout/Mail/All mail Including Spam and Trash.mbox": _mailbox().encode(),
    }


def outlook_file() -> bytes:
    """Contacts as the desktop Outlook of western Europe exports them: Windows-1252, CRLF."""
    told = [dict(cell.split("=") for cell in line.split("|")) for line in OUTLOOK_ROWS.strip().splitlines()]
    rows = [[row.get(name, "") for name in OUTLOOK_HEADER.split(",")] for row in told]
    text = csv_text(OUTLOOK_HEADER, rows, line_end="\r\n", quote_all=True) + "\r\n"
    return text.encode("cp1252")


def excel_file() -> bytes:
    """Leads as a sales tool exports them, in the smallest workbook that Excel opens."""
    rows = [LEAD_HEADER, *(line.split("|") for line in LEADS.strip().splitlines())]
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    sheet = "".join(f"<row>{''.join(cell.format(escape(text)) for text in row)}</row>" for row in rows)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, text in parts.items():
            # Stored, not packed: the bytes are the same with every zlib.
            target.writestr(zipfile.ZipInfo(name, WRITTEN_AT), XML + text)
    return packed.getvalue()


def _cards() -> str:
    told = [card.replace("\n", "").split("|") for card in CARDS.strip().split("\n\n")]
    cards = ["\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *card, "END:VCARD"]) for card in told]
    return "\r\n".join(cards) + "\r\n"


def _calendar() -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
        "VERSION:2.0",
        f"X-WR-CALNAME:{ALEX}",
        "X-WR-TIMEZONE:Europe/Berlin",
    ]
    for number, (start, summary, more, guests) in enumerate(MEETINGS):
        lines += [
            "BEGIN:VEVENT",
            f"DTSTART;TZID=Europe/Berlin:{start}",
            *filter(None, [more]),
            "DTSTAMP:20261101T190000Z",
            f"ORGANIZER;CN=Alex Moreno:mailto:{ALEX}",
            f"UID:{number}-sample@google.com",
            f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=Alex Moreno:mailto:{ALEX}",
            *(_guest(name, guests) for name in ADDRESSES if name in guests),
            "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Room 4:mailto:r4@resource.calendar.google.com",
            f"SUMMARY:{summary}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n"


def _guest(name: str, guests: str) -> str:
    answer = ANSWERS[guests.partition(name)[2][0]]
    return f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={answer};CN={name}:mailto:{ADDRESSES[name]}"


def _mailbox() -> str:
    letters = [
        LETTER.format(
            number=number,
            at=at,
            sender=_address(sender),
            to=_address(to),
            cc=f"Cc: {_address(cc)}\n" if cc else "",
        )
        for number, (at, sender, to, cc) in enumerate(LETTERS, 1)
    ]
    return "".join([*letters, NEWSLETTER])


def _address(name: str) -> str:
    return f"Alex Moreno <{ALEX}>" if name == "Alex" else f"{name} <{ADDRESSES[name]}>"
