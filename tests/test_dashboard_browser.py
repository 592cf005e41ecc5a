"""The dashboard as a user meets it: served by its own `serve`, opened in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from playwright.sync_api import expect
from watched import NARROW, ROOT, WIDE, Watched, served

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and what Mia told: she climbs with Dana Cole, VP Data at Globex."""
    path = tmp_path_factory.mktemp("dashboard") / "book.db"
    (export,) = (ROOT / "sample_data").glob("*.zip")
    contacts = ng.read_linkedin(export)
    mia = contacts.people.loc[contacts.people["name"] == "Mia Chen", "person_id"].item()
    dana = {"person_id": "dana", "name": "Dana Cole", "organization": "Globex", "position": "VP Data"}
    told = ng.Contacts.of(
        {
            "people": pd.concat([contacts.people, pd.DataFrame([dana])]),
            "ties": pd.DataFrame([{"person_a": mia, "person_b": "dana", "evidence": "stated"}]),
        }
    )
    with ng.Book(path) as opened:
        opened.add(contacts)
        opened.add(told)
    return path


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    """The address that `serve` prints, token included."""
    with served(book) as where:
        yield where


def test_the_token_leaves_the_address_bar(watched: Watched) -> None:
    assert watched.page.url == watched.home + "/"


def test_without_the_token_the_door_is_shut(browser: Browser, address: str) -> None:
    context = browser.new_context()
    answer = context.new_page().goto(address.split("?", maxsplit=1)[0])
    assert answer is not None
    assert answer.status == 403
    context.close()


def test_neglected_ties_answer_their_question(watched: Watched) -> None:
    assert re.search(r"\d (replies|reply) owed|worth a hello", watched.open("/neglected"))
    assert watched.page.title() == "Neglected ties - netgraph"
    assert watched.page.get_by_role("heading", name="Farid Nazari").is_visible()
    assert watched.page.get_by_text("That is enough for this week.").is_visible()
    assert watched.page.get_by_text(re.compile("Rests on LinkedIn of 1 Nov 2026")).is_visible()


def test_a_company_typed_gives_routes_as_chips(watched: Watched) -> None:
    page = watched.page
    assert watched.open("/routes") == "Where would you like to go?"
    page.get_by_role("textbox", name="A company or a person").fill("Globex")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The warmest way in to Globex: Mia Chen, who knows Dana Cole").wait_for()
    first = page.locator(".card").first
    assert first.locator(".chip .name").all_inner_texts() == ["You", "Mia Chen", "Dana Cole"]
    assert first.locator(".tie-solid").count() == 2
    assert page.url == watched.home + "/routes?to=Globex"
    assert page.title() == "Warm routes - netgraph"


def test_a_suggestion_taken_is_answered_at_once(watched: Watched) -> None:
    page = watched.page
    watched.open("/routes")
    page.get_by_role("textbox", name="A company or a person").press_sequentially("Tomasz Wi", delay=30)
    page.get_by_role("option", name="Tomasz Wierzba").click()
    page.get_by_role("heading", name="You know Tomasz Wierzba").wait_for()


def test_a_suggestion_taken_by_keyboard_is_the_one_answered(watched: Watched) -> None:
    page = watched.page
    watched.open("/routes")
    page.get_by_role("textbox", name="A company or a person").press_sequentially("hool", delay=30)
    # Chosen once the list stands: the one of the first letters is longer.
    expect(page.get_by_role("option")).to_have_text(["Hooli"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You know somebody at Hooli: Tomasz Wierzba").wait_for()
    assert page.url == watched.home + "/routes?to=Hooli"


def test_the_address_keeps_the_target_and_back_returns(watched: Watched) -> None:
    page = watched.page
    assert watched.open("/routes?to=Vandelay+Imports") == "No route to Vandelay Imports in your data"
    assert page.get_by_role("textbox", name="A company or a person").input_value() == "Vandelay Imports"
    page.get_by_role("link", name="Neglected ties").click()
    page.get_by_role("heading", name="Farid Nazari").wait_for()
    assert page.url == watched.home + "/neglected"
    page.go_back()
    page.get_by_role("heading", name="No route to Vandelay Imports in your data").wait_for()


def test_a_name_nearly_right_is_one_click_away(watched: Watched) -> None:
    assert watched.open("/routes?to=Hoolli") == "No route to Hoolli in your data"
    watched.page.get_by_role("link", name="Hooli", exact=True).click()
    watched.page.get_by_role("heading", name="You know somebody at Hooli: Tomasz Wierzba").wait_for()
    expect(watched.page.locator("#routes-to")).to_have_value("Hooli")


def test_who_to_meet_keeps_a_target_and_leads_to_the_routes(watched: Watched) -> None:
    page = watched.page
    assert " first: " in watched.open("/meet")
    assert page.get_by_text("You have named no targets yet.").is_visible()
    assert page.title() == "Who to meet - netgraph"
    page.get_by_role("link", name="Globex", exact=True).click()
    page.get_by_role("heading", name="For Globex, Dana Cole first: Mia Chen knows them").wait_for()
    assert page.url == watched.home + "/meet?target=Globex"
    page.get_by_role("link", name="Show the routes to Dana Cole").click()
    page.get_by_role("heading", name="The warmest way to Dana Cole: Mia Chen, who knows Dana Cole").wait_for()
    assert page.url == watched.home + "/routes?to=Dana+Cole"
    page.go_back()
    page.get_by_role("heading", name="For Globex, Dana Cole first: Mia Chen knows them").wait_for()
    assert page.get_by_role("link", name="Globex", exact=True).get_attribute("aria-current") == "page"


def test_an_address_that_leads_nowhere_says_so(watched: Watched) -> None:
    assert watched.open("/nowhere") == "There is no such page"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/routes", "/routes?to=Hooli", "/routes?to=Hoolli", "/meet"])
def test_pages_fit_and_can_be_read_by_all(
    browser: Browser, address: str, path: str, scheme: Any, size: Any
) -> None:
    page = Watched(browser, address, viewport=size, color_scheme=scheme)
    page.open(path)
    page.check_that_all_can_read_it()
    assert page.faults == []
    page.context.close()
