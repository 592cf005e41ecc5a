"""The roster: consents in plain words, ids that stay in their folder, faults told."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from conftest import utc
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.cohort.roster import file_stems, read_roster
from netgraph.errors import ReadError

HEADER = (
    "client_id,sponsor,cohort,coach,started_on,ended_on,"
    "consent_report,consent_coach_names,consent_sponsor,consent_pool\n"
)


def roster(tmp_path: Path, rows: str, header: str = HEADER):
    path = tmp_path / "roster.csv"
    path.write_text(header + rows, encoding="utf-8")
    return read_roster(path)


def test_a_row_is_a_client(tmp_path):
    found = roster(tmp_path, "c1,Vandelay,spring,Kim,2026-09-01,03.11.2026,yes,no,Y,\n")
    (client,) = found.clients
    assert (client.client_id, client.sponsor, client.cohort, client.coach) == (
        "c1",
        "Vandelay",
        "spring",
        "Kim",
    )
    assert (client.started_on, client.ended_on) == (utc("2026-09-01"), utc("2026-11-03"))
    consents = client.consent_report, client.consent_coach_names, client.consent_sponsor, client.consent_pool
    assert consents == (True, False, True, False)
    assert found.told == []


def test_a_semicolon_a_mark_and_other_capitals_change_nothing(tmp_path):
    (client,) = roster(tmp_path, "c1;yes\n", header="\ufeffClient ID;Consent_Report\n").clients
    assert client.consent_report
    assert not client.consent_sponsor


def test_a_consent_that_is_not_understood_is_none(tmp_path):
    found = roster(tmp_path, "c1,,,,,,maybe,,,\n")
    assert not found.clients[0].consent_report
    assert found.told == ["roster.csv, row 1: consent_report is neither yes nor no; taken as no"]


def test_an_id_that_stands_twice_is_nobody(tmp_path):
    found = roster(tmp_path, "c1,,,,,,yes,,,\nc2,,,,,,yes,,,\nc1,,,,,,no,,,\n")
    assert [client.client_id for client in found.clients] == ["c2"]
    assert [line.split(":")[0] for line in found.told] == ["roster.csv, row 1", "roster.csv, row 3"]


def test_rows_without_id_and_dates_that_mean_two_days_are_told(tmp_path):
    found = roster(
        tmp_path, ",Vandelay,,,,,yes,,,\nc1,,,,03/11/2026,,yes,,,\nc2,,,,2026-09-02,2026-09-01,,,,\n"
    )
    assert [client.started_on for client in found.clients] == [None, None]
    assert [line.partition(": ")[2].split()[0] for line in found.told] == ["started_on", "no", "ended_on"]


def test_a_file_without_ids_is_no_roster(tmp_path):
    with pytest.raises(ReadError, match="client_id"):
        roster(tmp_path, "Kim,yes\n", header="coach,consent_report\n")


HOSTILE = [
    "../up",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "..",
    ".",
    "a/b",
    "a\\b",
    "NUL",
    "con.txt",
    "COM1",
    "a:b",
    "-rf",
    "c1.",
    "c1 ",
    "x" * 300,
    "名前",
    "a\x00b",
    "~",
    "<script>",
    "%2e%2e%2f",
]


@pytest.mark.parametrize("client_id", HOSTILE)
def test_a_hostile_id_makes_a_harmless_file_name(client_id):
    (stem,) = file_stems([client_id]).values()
    check_stem(stem)


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_id_makes_a_file_name_of_its_own(ids):
    stems = file_stems(ids)
    for stem in stems.values():
        check_stem(stem)
    assert len({stem.casefold() for stem in stems.values()}) == len(set(ids))


def check_stem(stem: str) -> None:
    name = f"{stem}.html"
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert stem.isascii()
    assert len(name) < 100
    assert not stem.startswith(("-", "."))


def test_ids_that_differ_in_case_alone_are_two_files():
    assert len({stem.casefold() for stem in file_stems(["a1", "A1", "b"]).values()}) == 3
    assert file_stems(["a1", "A1", "b"])["b"] == "b"
