"""Calendars: who met whom and when; series and their exceptions as an outside library counts them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import icalendar
import pandas as pd
import pytest
import recurring_ical_events
from conftest import utc
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_given import check_every_row_is_told, given_file, reasons, told

from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.sources.calendars import read_calendars
from netgraph.sources.extract import Mention

if TYPE_CHECKING:
    from netgraph.sources.extract import Extract

EVA = ("Eva Sand", "eva@example.org")
BO = ("Bo Lind", "bo@example.org")
CY = ("Cy Park", "cy@example.org")
OWNER = Mention("Eva Sand", None, "eva@example.org")
STAMP = "20260101T000000Z"


def guest(who: tuple[str, str], answer: str | None = "ACCEPTED", **more: str) -> str:
    parameters = {"PARTSTAT": answer, "CN": who[0], **more}
    told = "".join(f";{name}={value}" for name, value in parameters.items() if value)
    return f"ATTENDEE{told}:mailto:{who[1]}\n"


def event(
    *guests: str, start: str = "DTSTART:20240305T100000Z", uid: str = "1", more: str = "", by: object = EVA
) -> str:
    organizer = f"ORGANIZER;CN={by[0]}:mailto:{by[1]}\n" if by else ""
    return (
        f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:{STAMP}\n{start}\n{organizer}{''.join(guests)}{more}"
        "SUMMARY:Secret talks\nBEGIN:VALARM\nTRIGGER:-PT10M\nUID:x\nEND:VALARM\nEND:VEVENT\n"
    )


def calendar(*events: str, head: str = "") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{head}{''.join(events)}END:VCALENDAR\n"


def read(*events: str, head: str = "", owner: Mention = OWNER, block: int = 1 << 20) -> Extract:
    extract = read_calendars([given_file(calendar(*events, head=head), block=block)], owner=owner)
    check_every_row_is_told(extract)
    return extract


def times(extract: Extract) -> list[pd.Timestamp]:
    return sorted(set(extract.table("interactions")["at"]))


def test_a_meeting_of_two() -> None:
    extract = read(event(guest(EVA), guest(BO)))
    assert told(extract, "interactions", "at", "channel", "sender_email", "recipient_name", "group_size") == [
        (utc("2024-03-05 10:00"), "meeting", "eva@example.org", "Bo Lind", 2)
    ]
    assert told(extract, "ties", "a_email", "b_email", "evidence", "since") == [
        ("bo@example.org", "eva@example.org", "meeting", utc("2024-03-05"))
    ]
    assert extract.owner == OWNER
    assert "SUMMARY" in extract.columns["a"].ignored


def test_those_who_met_in_a_small_meeting_know_each_other() -> None:
    extract = read(
        event(guest(EVA), guest(BO), guest(CY), guest(("Di Marsh", "di@example.org"), "DECLINED"), by=BO)
    )
    events = told(extract, "interactions", "sender_email", "recipient_email", "group_size")
    assert events == [("bo@example.org", "cy@example.org", 3), ("bo@example.org", "eva@example.org", 3)]
    pairs = {frozenset(pair) for pair in told(extract, "ties", "a_name", "b_name")}
    assert pairs == {
        frozenset(p) for p in [("Eva Sand", "Bo Lind"), ("Eva Sand", "Cy Park"), ("Bo Lind", "Cy Park")]
    }


@pytest.mark.parametrize(("size", "ties"), [(8, 28), (9, 0)])
def test_a_large_meeting_makes_no_tie(size: int, ties: int) -> None:
    others = [guest((f"P{n} Q{n}", f"p{n}@example.org")) for n in range(size - 1)]
    extract = read(event(guest(EVA), *others))
    assert len(extract.table("ties")) == ties
    assert set(extract.table("interactions")["group_size"]) == {size}


def test_what_is_no_meeting() -> None:
    crowd = [guest((f"P{n} Q{n}", f"p{n}@example.org")) for n in range(50)]
    day = "DTSTART;VALUE=DATE:20240305"
    events = [
        event(guest(EVA), guest(BO), uid="1", more="STATUS:CANCELLED\n"),
        event(guest(EVA, "DECLINED"), guest(BO), uid="2", by=BO),
        event(guest(EVA, "NEEDS-ACTION"), guest(BO), uid="3", by=BO),
        event(guest(EVA), guest(BO, "DECLINED"), guest(CY, "NEEDS-ACTION"), uid="4"),
        event(guest(EVA), guest(BO), uid="5", start=day),
        event(uid="6", by=None),
        event(guest(EVA), guest(("Room 4", "r@resource.calendar.google.com"), CUTYPE="RESOURCE"), uid="7"),
        event(guest(EVA), guest(("Blue room", "blue@example.org"), CUTYPE="ROOM"), uid="8"),
        event(guest(EVA), guest(BO), uid="9", start="DTSTART:20260102T100000Z"),
        event(guest(EVA), guest(BO), uid="10", start="DTSTART:2024x"),
        event(guest(BO), guest(CY), uid="11", by=BO),
        event(guest(EVA), *crowd, uid="12"),
        event(guest(EVA), guest(BO), uid="13", more="RRULE:FREQ=SECONDLY\n"),
    ]
    assert reasons(read(*events)) == {
        1: "cancelled",
        2: "declined",
        3: "not accepted",
        4: "nobody accepted",
        5: "all day",
        6: "nobody",
        7: "nobody",
        8: "nobody",
        9: "in the future",
        10: "bad date",
        11: "not the owner's",
        12: "too many people",
        13: "odd recurrence",
    }


def test_without_answers_it_is_an_event_and_no_proof() -> None:
    extract = read(event(guest(BO, None), guest(CY, None)))
    assert set(extract.table("interactions")["channel"]) == {"event"}
    assert extract.table("ties").empty


@pytest.mark.parametrize(
    ("start", "head", "moment"),
    [
        ("DTSTART:20240705T100000Z", "", "2024-07-05 10:00"),
        ("DTSTART;TZID=Europe/Berlin:20240705T100000", "", "2024-07-05 08:00"),
        ("DTSTART;TZID=/example.org/2024/Europe/Berlin:20240705T100000", "", "2024-07-05 08:00"),
        ("DTSTART:20240705T100000", "X-WR-TIMEZONE:America/New_York\n", "2024-07-05 14:00"),
        ("DTSTART:20240705T100000", "", "2024-07-05 10:00"),
        ('DTSTART;TZID="Own time":20240705T100000', "zone", "2024-07-05 08:00"),
        ("DTSTART;TZID=Own time:20240105T100000", "zone", "2024-01-05 09:00"),
    ],
)
def test_time_zones(start: str, head: str, moment: str) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Own time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\n"
        "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
        "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
    head = zone if head == "zone" else head
    assert times(read(event(guest(EVA), guest(BO), start=start), head=head)) == [utc(moment)]


def test_a_series_is_one_row_with_its_exceptions() -> None:
    weekly = event(
        guest(EVA),
        guest(BO),
        start="DTSTART;TZID=Europe/Berlin:20240304T100000",
        more="RRULE:FREQ=WEEKLY;UNTIL=20240408T235959Z\nEXDATE;TZID=Europe/Berlin:20240311T100000\n",
    )
    moved = event(
        guest(EVA),
        guest(BO),
        start="DTSTART;TZID=Europe/Berlin:20240319T150000",
        more="RECURRENCE-ID;TZID=Europe/Berlin:20240318T100000\n",
    )
    off = event(guest(EVA), guest(BO), more="RECURRENCE-ID:20240325T090000Z\nSTATUS:CANCELLED\n")
    declined = event(
        guest(EVA, "DECLINED"), guest(BO), more="RECURRENCE-ID;TZID=Europe/Berlin:20240401T100000\n", by=BO
    )
    extract = read(weekly, moved, off, declined)
    assert extract.files == {"a": 1}
    # 4 March is winter time, 8 April summer time; 11 March is left out, 25 March off, 1 April declined.
    assert times(extract) == [utc("2024-03-04 09:00"), utc("2024-03-19 14:00"), utc("2024-04-08 08:00")]
    assert len(set(extract.table("interactions")["thread"])) == 1


def test_a_series_without_end_stops_where_the_calendar_does() -> None:
    extract = read(event(guest(EVA), guest(BO), start="DTSTART:20251201T100000Z", more="RRULE:FREQ=DAILY\n"))
    assert times(extract)[-1] == utc("2025-12-31 10:00")
    assert len(times(extract)) == 31


RULES = st.builds(
    lambda freq, interval, end, by: ";".join(
        filter(None, [f"FREQ={freq}", f"INTERVAL={interval}", end, by[freq]])
    ),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 4),
    st.sampled_from(["", "COUNT=5", "UNTIL=20240920T080000Z", "UNTIL=20241231T235959Z"]),
    st.fixed_dictionaries(
        {
            "DAILY": st.just(""),
            "WEEKLY": st.sampled_from(["", "BYDAY=TU", "BYDAY=TU,TH", "WKST=SU;BYDAY=MO,TU"]),
            "MONTHLY": st.sampled_from(
                [
                    "",
                    "BYDAY=1TU",
                    "BYDAY=TU;BYMONTHDAY=5",
                    "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                    "BYMONTHDAY=-1",
                ]
            ),
            "YEARLY": st.just(""),
        }
    ),
)


@settings(max_examples=25)
@given(
    RULES,
    st.lists(st.sampled_from(["20240312", "20240319", "20240505", "20240906"]), max_size=2, unique=True),
)
def test_series_are_those_of_recurring_ical_events(rule: str, left_out: list[str]) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20240305T100000"
    skipped = "".join(f"EXDATE;TZID=Europe/Berlin:{day}T100000\n" for day in left_out)
    one = event(guest(EVA), guest(BO), start=start, more=f"RRULE:{rule}\n{skipped}")
    last = datetime(2026, 1, 1, tzinfo=UTC)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(calendar(one))).between(
        datetime(2024, 1, 1, tzinfo=UTC), last
    )
    expected = sorted({pd.Timestamp(each.start).tz_convert("UTC") for each in found})
    assert times(read(one)) == [at for at in expected if at <= last]


def test_of_two_states_of_an_event_the_later_counts_and_repeats_count_once() -> None:
    old = event(guest(EVA), guest(BO), start="DTSTART:20240305T100000Z", more="SEQUENCE:0\n")
    new = event(guest(EVA), guest(BO), start="DTSTART:20240306T100000Z", more="SEQUENCE:2\n")
    for order in ([old, new], [new, old], [new, new]):
        extract = read(*order)
        assert extract.files == {"a": 1}
        assert times(extract) == [utc("2024-03-06 10:00")]


def test_folded_lines_icloud_addresses_and_cut_files() -> None:
    folded = (
        guest(EVA) + 'ATTENDEE;CN="Lind\\, Bo";PARTSTAT=ACC\n EPTED;EMAIL=Bo@Example.org:/aMTA/principal/\n'
    )
    text = event(folded)
    extract = read(text, text.replace("UID:1", "UID:2").partition("SUMMARY")[0], block=3)
    assert told(extract, "interactions", "recipient_name", "recipient_email")[0] == (
        "Bo Lind",
        "bo@example.org",
    )
    assert extract.files == {"a": 2}


@pytest.mark.parametrize(
    ("head", "owner"),
    [
        ("X-WR-CALNAME:Eva@example.org\n", Mention()),
        ("", Mention(name="eva sand")),
        ("", Mention(email="eva@example.org")),
        ("", Mention()),
    ],
)
def test_whose_calendar_it_is(head: str, owner: Mention) -> None:
    events = [event(guest(EVA), guest(BO), uid="1", by=BO), event(guest(EVA), guest(CY), uid="2")]
    extract = read(*events, head=head, owner=owner)
    assert extract.owner.email == "eva@example.org"
    assert len(extract.table("interactions")) == 2


def test_an_owner_with_two_addresses_is_one() -> None:
    work = ("Eva Sand", "eva@work.example")
    events = [event(guest(EVA), guest(BO), uid="1"), event(guest(work), guest(CY), uid="2", by=CY)]
    extract = read(*events)
    assert told(extract, "interactions", "sender_email", "recipient_email") == [
        ("eva@example.org", "bo@example.org"),
        ("cy@example.org", "eva@example.org"),
    ]


def test_an_owner_who_cannot_be_told_must_be_named() -> None:
    same = [event(guest(EVA), guest(BO), uid=str(n)) for n in range(3)]
    with pytest.raises(OwnerUnknownError, match="owner=") as error:
        read(*same, owner=Mention())
    assert "Eva" not in str(error.value)
    assert len(read(event(by=None), owner=Mention()).table("interactions")) == 0


def test_a_calendar_without_events_is_refused() -> None:
    with pytest.raises(ReadError, match="no event"):
        read()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=4",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=2",
        "FREQ=YEARLY;BYWEEKNO=99",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3",
    ],
)
def test_rules_that_never_come_true_are_refused_and_do_not_hang(rule: str) -> None:
    assert reasons(read(event(guest(EVA), guest(BO), more=f"RRULE:{rule}\n"))) == {1: "odd recurrence"}


def test_two_exports_of_one_calendar_tell_a_meeting_once() -> None:
    """The newer one counts: there the first meeting is moved; the second stands in the older one alone."""
    moved = event(guest(BO), uid="a", start="DTSTART:20240306T100000Z").replace(STAMP, "20260301T000000Z")
    older = calendar(event(guest(BO), uid="a"), event(guest(CY), uid="b"))
    files = [given_file(calendar(moved), name="new.ics"), given_file(older, name="old.ics")]
    for order in (files, files[::-1]):
        extract = read_calendars(order, owner=OWNER)
        assert times(extract) == [utc("2024-03-05 10:00"), utc("2024-03-06 10:00")]
        assert reasons(extract) == {1: "duplicate"}, "the older file's first"
        check_every_row_is_told(extract)
