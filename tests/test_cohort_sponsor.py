"""The sponsor's report: eligible before rate, unknown out of both parts, small ones hidden, nobody named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from conftest import utc
from watched import check_file

from netgraph.cohort.roster import Client
from netgraph.cohort.sponsor import write_sponsor_report
from netgraph.cohort.sponsor_counts import programme
from netgraph.cohort.sponsor_figures import figures
from netgraph.cohort.suppression import ALL

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = utc("2026-11-20")


def client(number: int, cohort: str = "spring", **more: Any) -> Client:
    facts = dict.fromkeys(Client._fields, True) | {
        "client_id": f"client-{number}",
        "sponsor": "Vandelay",
        "cohort": cohort,
        "coach": "Coach Kim",
        "started_on": utc("2026-08-01"),
        "ended_on": None,
        "owner": "",
    }
    return Client(**(facts | more))


def record(**told: Any) -> dict[str, Any]:
    """What a run keeps of a client: by default with messages, without a log and targets."""
    nothing = {
        "people": 10, "in_contact": 5, "has_messages": True, "data_until": "2026-11-01", "last_log": None,
        "conversations": None, "recent": None, "weeks": None, "second_degree": None,
        "targets": 0, "warm": 0, "connected_only": 0, "guess": 0, "none": 0,
    }  # fmt: skip
    return {
        "state": "written",
        "measures": nothing | told,
        "stuck": ["Mia Chen waits"],
        "next_step": "Write to Mia Chen",
    }


def with_log(
    conversations: int, second_degree: int = 0, last_log: str = "2026-11-15", **told: Any
) -> dict[str, Any]:
    known = {"conversations": conversations, "recent": 1, "weeks": 16.0, "last_log": last_log}
    return record(**known, second_degree=second_degree, **told)


def of(found: pd.DataFrame, measure: str, row: str = ALL) -> pd.Series:
    return found[(found["measure"] == measure) & (found["cohort"] == row)].iloc[0]


def group(
    cohort: str, first: int, *records: dict[str, Any] | None
) -> tuple[list[Client], dict[str, dict[str, Any]]]:
    """Clients of a cohort; None has no data."""
    clients = [client(first + n, cohort) for n in range(len(records))]
    return clients, {
        one.client_id: told for one, told in zip(clients, records, strict=True) if told is not None
    }


def whole() -> tuple[list[Client], dict[str, dict[str, Any]]]:
    """Two cohorts of 20: 14 and 12 take part, 8 and 6 of them keep a log."""
    a = group("spring", 0, *[with_log(16)] * 8, *[record(targets=4, warm=1)] * 6, *[None] * 6)
    b = group("summer", 20, *[with_log(8, 1)] * 6, *[record(targets=2)] * 6, *[None] * 8)
    return a[0] + b[0], a[1] | b[1]


def test_the_figures_by_hand():
    clients, records = whole()
    found = figures(programme(clients, records, as_of=AS_OF), {})
    assert of(found, "eligible")["clients"] == 40
    assert of(found, "taking part")["said"] == "26 of 40"
    assert of(found, "taking part")["rate"] == 0.65
    assert of(found, "keep a log")["said"] == "14 of 40"
    # 8 x 16 + 6 x 8 conversations over 14 x 16 weeks
    assert of(found, "conversations per week")["rate"] == round(176 / 224, 2)
    assert of(found, "conversations per week", "spring")["rate"] == 1.0
    # 6 x 1 of 6 x 4 + 6 x 2 targets
    assert of(found, "coverage of targets")["rate"] == round(6 / 36, 2)


def test_a_client_without_a_log_is_in_neither_part_of_the_rate():
    clients, records = whole()
    more, told = group("spring", 50, *[record()] * 2)
    rate = of(figures(programme(clients + more, records | told, as_of=AS_OF), {}), "conversations per week")
    assert (rate["of"], rate["rate"]) == (224, round(176 / 224, 2))


def test_only_who_agreed_is_counted():
    clients, records = whole()
    silent = [client(90 + n, consent_sponsor=False) for n in range(9)]
    counted = programme(
        [*clients, *silent], records | {one.client_id: with_log(99) for one in silent}, as_of=AS_OF
    )
    assert len(counted.clients) == 40


def test_the_young_the_undated_and_the_unread_are_left_out_and_told():
    clients, records = whole()
    young = [client(60 + n, "newest", started_on=utc("2026-11-01")) for n in range(9)]
    mixed = [client(70, started_on=utc("2026-11-10")), client(71, started_on=None), client(72)]
    counted = programme(
        [*clients, *young, *mixed], records | {"client-72": {"state": "not read"}}, as_of=AS_OF
    )
    assert len(counted.clients) == 40
    assert counted.said == [
        "Too young to be counted (less than 4 weeks): newest.",
        "Clients in their first 4 weeks are in no figure.",
        "Clients without a known first day are in no figure.",
        "Clients whose data could not be read are in no figure.",
    ]
    # Four weeks to the day are enough; who left before is never counted.
    assert len(programme([client(1, started_on=utc("2026-10-23"))], {}, as_of=AS_OF).clients) == 1
    assert len(programme([client(1, ended_on=utc("2026-08-20"))], {}, as_of=AS_OF).clients) == 0


def test_a_small_cohort_is_not_the_total_less_the_other():
    a = group("spring", 0, *[with_log(16)] * 12, *[None] * 8)
    b = group("summer", 20, *[with_log(8)] * 3, *[None] * 9)
    found = figures(programme(a[0] + b[0], a[1] | b[1], as_of=AS_OF), {})
    assert of(found, "taking part", "summer")["said"] != "3 of 12"
    assert pd.isna(of(found, "taking part", "summer")["clients"])
    shown = [of(found, "taking part", row)["clients"] for row in ("spring", ALL)]
    assert sum(pd.isna(one) for one in shown) >= 1
    rates = [of(found, "conversations per week", row)["said"] for row in ("spring", "summer", ALL)]
    assert sum(isinstance(one, str) for one in rates) <= 1


def test_what_is_unreliable_is_said_instead_of_printed():
    few = group("spring", 0, *[with_log(10)] * 6, *[record()] * 12, *[None] * 6)
    found = figures(programme(*few, as_of=AS_OF), {})
    assert "fewer than half" in of(found, "conversations per week")["reason"]
    stale = group("spring", 0, *[with_log(10, last_log="2026-09-01")] * 12, *[None] * 8)
    assert (
        "no entry for 4 weeks"
        in of(figures(programme(*stale, as_of=AS_OF), {}), "conversations per week")["reason"]
    )
    mute = group("spring", 0, *[record(targets=3, warm=1, has_messages=False)] * 12, *[None] * 8)
    found = figures(programme(*mute, as_of=AS_OF), {})
    assert "hold no messages" in of(found, "coverage of targets")["reason"]
    assert pd.isna(of(found, "warm way in")["clients"])


def test_one_busy_client_is_not_read_off_the_rate():
    busy = group("spring", 0, with_log(400), *[with_log(10)] * 9, *[record()] * 6, *[None] * 8)
    found = of(figures(programme(*busy, as_of=AS_OF), {}), "conversations per week")
    assert "one makes up half of it" in found["reason"]
    assert pd.isna(found["rate"])


def test_two_reports_do_not_tell_what_one_client_did_in_between(tmp_path):
    clients, records = whole()
    write_sponsor_report("Vandelay", clients, records, tmp_path, as_of=AS_OF)
    later = records | {"client-14": record()}  # one of spring brings in the contacts
    found = write_sponsor_report("Vandelay", clients, later, tmp_path, as_of=utc("2026-11-27"))
    for row in ("spring", ALL):
        assert pd.isna(of(found, "taking part", row)["clients"])
    assert of(found, "taking part")["said"] == "about 25 of 40"
    assert "since the report of 2026-11-20" in of(found, "taking part")["reason"]
    assert of(found, "taking part", "summer")["said"] == "12 of 20"
    again = write_sponsor_report("Vandelay", clients, records, tmp_path, as_of=AS_OF)
    assert of(again, "taking part")["said"] == "26 of 40"


def test_a_report_that_was_deleted_was_never_made(tmp_path):
    clients, records = whole()
    write_sponsor_report("Vandelay", clients, records, tmp_path, as_of=AS_OF)
    (tmp_path / "sponsors" / "Vandelay.html").unlink()
    later = records | {"client-14": record()}
    found = write_sponsor_report("Vandelay", clients, later, tmp_path, as_of=utc("2026-11-27"))
    assert of(found, "taking part")["said"] == "27 of 40"


def test_nobody_is_named_and_nothing_runs(tmp_path):
    clients, records = whole()
    clients = [one._replace(sponsor="=Vandelay <b>", cohort=f"@{one.cohort} <script>") for one in clients]
    write_sponsor_report("=Vandelay <b>", clients, records, tmp_path, as_of=AS_OF)
    made = {path.suffix: path for path in (tmp_path / "sponsors").iterdir()}
    assert sorted(made) == [".csv", ".html", ".xlsx"]
    cells = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(made[".xlsx"])
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    text = made[".html"].read_text() + made[".csv"].read_text() + " ".join(cells)
    assert [
        word
        for word in ("client-", "Mia", "Chen", "Kim", "waits")
        if word in text.replace("client-weeks", "")
    ] == []
    assert "<script" not in made[".html"].read_text()
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert [
        line for line in made[".csv"].read_text().splitlines() if line.startswith(("=", "+", "-", "@"))
    ] == []


def test_nothing_to_report_is_said(tmp_path: Path):
    found = write_sponsor_report(
        "Vandelay", [client(1, started_on=utc("2026-11-19"))], {}, tmp_path, as_of=AS_OF
    )
    assert found.empty
    assert "nothing to report yet" in (tmp_path / "sponsors" / "Vandelay.html").read_text()
    assert json.loads((tmp_path / ".kept/sponsors/Vandelay.json").read_text()) == {"printed": {}}


@pytest.mark.parametrize("page", [".html", ".csv", ".xlsx"])
def test_the_same_figures_make_the_same_bytes(page, tmp_path):
    clients, records = whole()
    for name in ("one", "two"):
        write_sponsor_report("Vandelay", clients, records, tmp_path / name, as_of=AS_OF)
    one, two = (next((tmp_path / name / "sponsors").glob(f"*{page}")).read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.browser
def test_the_page_can_be_read_by_all(tmp_path, browser):
    clients, records = whole()
    write_sponsor_report("Vandelay", clients, records, tmp_path, as_of=AS_OF)
    check_file(browser, tmp_path / "sponsors" / "Vandelay.html")
