"""Exports brought in, looked at and taken back as a user does it, in a browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import bundle, person
from watched import NARROW, ROOT, WIDE, Watched, served

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

TABLE = "Who;Mail;Firm\nAnn Bo;ann@example.org;Globex\nBea Co;bea@example.org;Hooli\n"
ANN = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Bo\r\nEND:VCARD\r\n"
UNKNOWN_OWNER = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260102T100000Z\r\n"
    "DTSTART:20260102T100000Z\r\nATTENDEE;CN=Ann Bo;PARTSTAT=ACCEPTED:mailto:ann@example.org\r\n"
    "ATTENDEE;CN=Cy Do;PARTSTAT=ACCEPTED:mailto:cy@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that holds nobody yet."""
    where = tmp_path_factory.mktemp("data") / "book.db"
    ng.Book(where).close()
    return where


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    with served(path) as where:
        yield where


def people(path: Path) -> set[str]:
    with ng.Book(path) as opened:
        known = opened.contacts().people
    return set(known.loc[~known["is_ego"], "name"])


def choose(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as box:
        page.get_by_role("button", name="Choose files").click()
    box.value.set_files([str(file) for file in files])


def test_a_first_export_comes_in_and_is_taken_back(watched: Watched, path: Path) -> None:
    page = watched.page
    assert watched.open("/data") == "Your book is empty: bring in your LinkedIn export"
    (export,) = (ROOT / "sample_data").glob("*LinkedInDataExport*.zip")
    choose(page, export)
    page.get_by_text(f"Saved: the import of {export.name}.", exact=True).wait_for()
    page.get_by_role("heading", level=1, name="Your data reach to 1 Nov 2026: LinkedIn").wait_for()
    row = page.locator(".work tr", has_text="messages.csv").first
    assert row.locator("td").nth(0).inner_text() == "6,101"
    assert "Priya Raman" in people(path)
    with page.expect_download() as got:
        page.get_by_role("link", name="Everything as JSON").click()
    assert json.loads(got.value.path().read_text())["netgraph"]
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text(f"Taken back: the import of {export.name}.", exact=True).wait_for()
    page.get_by_role("heading", level=1, name="Your book is empty").wait_for()
    page.locator(".work table").wait_for(state="detached")
    assert people(path) == set()


def test_a_table_shows_its_columns_and_takes_what_is_said(
    watched: Watched, path: Path, tmp_path: Path
) -> None:
    page = watched.page
    watched.open("/data")
    table = tmp_path / "friends.csv"
    table.write_text(TABLE)
    choose(page, table)
    page.get_by_role("heading", name=re.compile(r"^friends\.csv: a table of people")).wait_for()
    assert page.get_by_role("textbox", name="E-mail", exact=True).input_value() == "Mail"
    page.get_by_role("textbox", name="Full name", exact=True).click()
    page.get_by_role("option", name="Who").click()
    page.get_by_role("button", name="Bring them in").click()
    page.get_by_text("Saved: the import of friends.csv.", exact=True).wait_for()
    page.get_by_text(re.compile("name <- Who, email <- Mail, organization <- Firm")).wait_for()
    assert people(path) == {"Ann Bo", "Bea Co"}
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("Taken back: the import of friends.csv.", exact=True).wait_for()


def test_whose_files_they_are_is_asked(watched: Watched, path: Path, tmp_path: Path) -> None:
    page = watched.page
    watched.open("/data")
    calendar = tmp_path / "year.ics"
    calendar.write_text(UNKNOWN_OWNER)
    choose(page, calendar)
    page.get_by_role("heading", name="Whose files are these?").wait_for()
    page.get_by_role("textbox", name=re.compile("of the owner")).fill("cy@example.org")
    page.get_by_role("button", name="Bring them in").click()
    page.get_by_role("heading", level=1, name="Your data reach to 2 Jan 2026: one calendar").wait_for()
    assert people(path) == {"Ann Bo"}
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("Taken back: the import of year.ics.", exact=True).wait_for()


def drop(page: Page, name: str, text: str) -> None:
    dropped = """([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name));
        const zone = document.getElementById("data-drop");
        zone.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    page.evaluate(dropped, [name, text])


def test_what_is_no_use_is_said_and_a_drop_is_a_choice(watched: Watched, path: Path) -> None:
    page = watched.page
    watched.open("/data")
    drop(page, "cut.zip", "PK\x03\x04 and no more")
    page.get_by_text(re.compile(r"^cut\.zip: the zip is damaged or cut short")).wait_for()
    watched.faults[:] = [fault for fault in watched.faults if "422" not in fault]
    drop(page, "ann.vcf", ANN)
    page.get_by_text("Saved: the import of ann.vcf.", exact=True).wait_for()
    assert people(path) == {"Ann Bo"}
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("Taken back: the import of ann.vcf.", exact=True).wait_for()


def test_an_upload_is_told_of_though_the_page_is_still_being_filled(watched: Watched) -> None:
    page, held, arrived = watched.page, [], []

    def hold(route: Route) -> None:
        """Keep back the page's first answers about what is being read, made before the upload."""
        asked = route.request.post_data or ""
        if not arrived and "data-beat.disabled" in asked and '"data-arrived.data"' not in asked:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/_dash-update-component*", hold)
    page.goto(f"{watched.home}/data")
    page.locator("#data-drop").wait_for(state="attached")
    with page.expect_response(lambda got: '"data-arrived.data"' in (got.request.post_data or "")) as answered:
        drop(page, "ann.vcf", ANN)
    arrived.append(answered.value)
    assert held
    for route, answer in held:
        route.fulfill(response=answer)
    page.get_by_text("Saved: the import of ann.vcf.", exact=True).wait_for()
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("Taken back: the import of ann.vcf.", exact=True).wait_for()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two Ann Bos whom nothing makes one, and Bea Co."""
    where = tmp_path_factory.mktemp("twins") / "book.db"
    slug = "https://www.linkedin.com/in/ann"
    with ng.Book(where) as opened:
        opened.add(
            bundle(
                people=[
                    person("a", "Ann Bo", organization="Globex", linkedin=slug),
                    person("b", "Ann Bo", organization="Hooli", email="ann@example.org", source="google"),
                    person("c", "Bea Co", organization="Initech", email="bea@example.org"),
                ]
            )
        )
    return where


@pytest.fixture(scope="module")
def of_twins(twins: Path) -> Iterator[str]:
    with served(twins) as where:
        yield where


def test_a_pair_is_answered_undone_and_a_person_forgotten(
    browser: Browser, of_twins: str, twins: Path
) -> None:
    watched = Watched(browser, of_twins, viewport=WIDE)
    page = watched.page
    watched.open("/data")
    page.get_by_role("heading", name="1 pair may be one person").wait_for()
    page.get_by_role("button", name="Who said what of Ann Bo and Ann Bo").click()
    page.get_by_text("(Google contacts)").first.wait_for()
    page.get_by_role("button", name="One person: Ann Bo and Ann Bo").click()
    page.get_by_text("Saved: Ann Bo and Ann Bo are one person.", exact=True).wait_for()
    page.get_by_role("heading", name="1 pair may be one person").wait_for(state="detached")
    page.get_by_text("Take a wrong merge apart").click()
    page.get_by_role("textbox", name="Who holds somebody else's data?").fill("Ann Bo")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="See what each source says").click()
    page.get_by_role("button", name=re.compile("^This is somebody else: Google contacts")).click()
    page.get_by_text("Saved: a card of Ann Bo as somebody else's.", exact=True).wait_for()
    with ng.Book(twins) as opened:
        assert list(opened.contacts().people["name"]).count("Ann Bo") == 2
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("Taken back: a card of Ann Bo as somebody else's.", exact=True).wait_for()
    page.get_by_role("button", name="Undo last").click()
    page.get_by_role("heading", name="1 pair may be one person").wait_for()
    page.get_by_text("Forget somebody").click()
    page.get_by_role("textbox", name="Whom?").fill("Bea Co")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="See what would go").click()
    page.get_by_text(re.compile("This is final: no undo and no later import")).wait_for()
    again = page.get_by_role("textbox", name="Type the full name to confirm")
    again.fill("Ann Bo")
    page.get_by_role("button", name="Forget for good").click()
    page.get_by_text("Type the full name as it stands above").wait_for()
    assert "Bea Co" in people(twins)
    again.fill("bea co")
    page.get_by_role("button", name="Forget for good").click()
    page.get_by_text(re.compile("Forgotten for good: ")).wait_for()
    assert people(twins) == {"Ann Bo"}
    watched.context.close()
    assert watched.faults == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_can_be_read_by_all(
    browser: Browser, of_twins: str, tmp_path: Path, scheme: Any, size: Any
) -> None:
    watched = Watched(browser, of_twins, viewport=size, color_scheme=scheme)
    page = watched.page
    watched.open("/data")
    page.locator(".review .card").first.wait_for()
    page.get_by_text("Take a wrong merge apart").click()
    page.get_by_text("Forget somebody").click()
    table = tmp_path / "friends.csv"
    table.write_text(TABLE)
    choose(page, table)
    page.get_by_role("heading", name=re.compile(r"^friends\.csv: a table of people")).wait_for()
    watched.check_that_all_can_read_it()
    page.get_by_role("button", name="Put aside").click()
    page.get_by_role("heading", name=re.compile(r"^friends\.csv")).wait_for(state="detached")
    watched.context.close()
    assert watched.faults == []
