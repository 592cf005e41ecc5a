"""Targets, the first five minutes and mutual connections as a user writes them, each one taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from watched import AS_OF, NARROW, ROOT, WIDE, Watched, served

import netgraph as ng
from netgraph.target_list import targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of the sample export alone: no targets chosen yet."""
    path = tmp_path_factory.mktemp("writing") / "book.db"
    (export,) = (ROOT / "sample_data").glob("*.zip")
    with ng.Book(path) as opened:
        opened.add(ng.read_linkedin(export))
    return path


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    with served(sample) as where:
        yield where


def chosen(book: Path) -> list[tuple[str, float]]:
    """The targets that stand in the file, and their priorities."""
    with ng.Book(book) as opened:
        listed = targets(opened.graph(as_of=AS_OF))
    listed = listed[listed["status"] == "chosen"]
    return list(zip(listed["name"], listed["priority"], strict=True))


def h1(page: Page, words: str) -> None:
    page.get_by_role("heading", level=1, name=words, exact=True).wait_for()


def take_back(page: Page, words: str) -> None:
    """Press "Undo last" and wait until the page says what was taken back."""
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text(f"Taken back: {words}.", exact=True).wait_for()


def test_a_target_is_added_ordered_dropped_and_all_that_undone(watched: Watched, sample: Path) -> None:
    page = watched.page
    assert watched.open("/targets") == "You have named no targets yet"
    page.get_by_text("Add a target").click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Hooli")
    page.get_by_role("textbox", name="Role you seek there").fill("Analyst")
    page.get_by_role("button", name="Add the target").click()
    h1(page, "Hooli has a warm way in")
    card = page.locator(".card", has_text="Hooli")
    assert card.locator(".via-solid .name").first.inner_text() == "Tomasz Wierzba"
    assert card.get_by_role("button", name="3: wanted").get_attribute("aria-pressed") == "true"
    assert chosen(sample) == [("Hooli", 3.0)]
    card.get_by_role("button", name="5: first").click()
    page.get_by_text("Saved: priority 5 for Hooli.", exact=True).wait_for()
    page.wait_for_selector("button[aria-pressed=true]:has-text('5')")
    expect(card.get_by_role("button", name="5: first")).to_be_focused()
    page.get_by_role("textbox", name="Name", exact=True).fill("hooli Inc.")
    page.get_by_role("button", name="Add the target").click()
    page.get_by_text("Hooli is a target already.", exact=True).wait_for()
    assert card.get_by_text("Analyst", exact=True).is_visible(), "a new priority keeps the role"
    assert chosen(sample) == [("Hooli", 5.0)]
    card.get_by_role("button", name="Drop Hooli").click()
    h1(page, "You have named no targets yet")
    take_back(page, "Hooli dropped as a target")
    h1(page, "Hooli has a warm way in")
    take_back(page, "priority 5 for Hooli")
    take_back(page, "Hooli as a target")
    h1(page, "You have named no targets yet")
    page.get_by_role("button", name="Undo last").wait_for(state="detached")
    assert chosen(sample) == []


def test_enter_adds_what_stands_in_the_box(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/targets")
    page.get_by_text("Add a target").click()
    box = page.get_by_role("textbox", name="Name", exact=True)
    box.press("Enter")
    page.get_by_text("Name a company or a person first").wait_for()
    box.fill("Vandelay Imports")
    box.press("Enter")
    h1(page, "Vandelay Imports has no warm way in yet")
    assert page.get_by_text("none in your data", exact=True).is_visible()
    expect(box).to_have_value("")
    take_back(page, "Vandelay Imports as a target")


def test_what_is_typed_while_a_target_is_saved_stays(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/targets")
    page.get_by_text("Add a target").click()
    box, role = page.get_by_role("textbox", name="Name", exact=True), page.get_by_label("Role you seek there")
    box.fill("Hooli")
    role.fill("Analyst")
    held = []

    def hold(route: Route) -> None:
        saves = '"changedPropIds":["target-add.n_clicks"]' in (route.request.post_data or "")
        held.append(route) if saves else route.continue_()

    page.route("**/_dash-update-component", hold)
    with page.expect_request(lambda asked: "target-add.n_clicks" in (asked.post_data or "")):
        page.get_by_role("button", name="Add the target").click()
    box.fill("Umbrella")
    for route in held:
        route.continue_()
    page.get_by_text("Saved: Hooli as a target.", exact=True).wait_for()
    expect(role).to_have_value("")
    expect(box).to_have_value("Umbrella")
    page.unroute("**/_dash-update-component")
    take_back(page, "Hooli as a target")


def test_a_proposed_target_is_taken_with_one_click(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/targets")
    page.get_by_role("button", name="Make it a target: Larkspur Bank").click()
    page.get_by_text("Saved: Larkspur Bank as a target.", exact=True).wait_for()
    page.locator(".card", has_text="Larkspur Bank").get_by_text("Reporting Manager").wait_for()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Taken back: Larkspur Bank as a target.", exact=True).wait_for()
    h1(page, "You have named no targets yet")


def known(page: Page) -> int:
    """How many people the first line says are known."""
    found = re.match(r"(\d+) of your \d+ contacts are known", page.locator("main h1").inner_text())
    assert found is not None
    return int(found[1])


def wait_for_known(page: Page, number: int) -> None:
    page.get_by_role("heading", level=1, name=re.compile(rf"^{number} of your ")).wait_for()


def say(page: Page, name: str, close: str, spoke: str) -> None:
    row = page.locator(".rows .card", has=page.get_by_role("heading", name=name, exact=True))
    row.get_by_text(close, exact=True).click()
    row.get_by_text(spoke, exact=True).click()


def test_two_people_answered_are_known_until_that_is_undone(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/start")
    before = known(page)
    first, second, third = (page.locator(".rows .card h3").nth(place).inner_text() for place in range(3))
    say(page, first, "well", "this year")
    say(page, second, "closest", "longer ago")
    page.get_by_text("Said of 2 people", exact=True).wait_for()
    page.get_by_role("button", name="Save").click()
    wait_for_known(page, before + 2)
    effect = rf"moved to the front\. {before + 2} people are known now, {before} were before\."
    page.locator(".panel-done").get_by_text(re.compile(effect)).wait_for()
    # The list comes after the head: nothing is asked twice.
    for answered in (first, second):
        expect(page.get_by_role("heading", name=answered, exact=True)).to_have_count(0)
    assert third in page.locator(".rows .card h3").all_inner_texts()
    take_back(page, "what you said of 2 people")
    wait_for_known(page, before)
    page.locator(".panel-done").wait_for(state="detached")
    page.get_by_role("heading", name=first, exact=True).wait_for()


def test_ten_more_people_are_asked_about_where_the_others_stand(watched: Watched) -> None:
    page = watched.page
    watched.open("/start")
    rows, more = page.locator(".rows .card"), page.locator(".more-rows")
    for count, words in ((10, "Ten more"), (20, "The last 10"), (30, None)):
        expect(rows).to_have_count(count)
        if words is None:
            expect(more).to_be_hidden()
        else:
            expect(more).to_have_text(words)
            more.click()
    assert len(set(page.locator(".rows .card h3").all_inner_texts())) > 20


def test_typed_names_are_matched_chosen_or_new(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/start")
    before = known(page)
    phone = page.get_by_role("textbox", name="Who would pick up the phone if you called?")
    phone.fill("Tomasz Wierzba")
    phone.press("Enter")
    phone.fill("Daniel Kimura")
    phone.press("Enter")
    phone.fill("Zelda Quimby")
    phone.press("Enter")
    page.get_by_text("new: not in your contacts yet").wait_for()
    say(page, "Zelda Quimby", "closest", "this month")
    kimura = page.locator("#start-named .card", has_text="Daniel Kimura")
    kimura.get_by_text("very well", exact=True).click()
    kimura.locator("label", has_text="Daniel Kimura").first.click()
    page.get_by_text("Said of 2 people", exact=True).wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved: what you said of 2 people.", exact=True).wait_for()
    page.locator(".panel-done").wait_for()
    assert known(page) >= before + 1
    assert page.locator("#start-named h3").all_inner_texts() == ["Tomasz Wierzba"], "not answered, so kept"
    with ng.Book(sample) as opened:
        people = opened.contacts().people
    assert (people["name"] == "Zelda Quimby").sum() == 1
    assert (people["name"] == "Daniel Kimura").sum() == 2
    take_back(page, "what you said of 2 people")


def test_mutual_connections_pasted_answer_at_once(watched: Watched, sample: Path) -> None:
    page = watched.page
    assert watched.open("/routes?to=Vandelay+Imports") == "No route to Vandelay Imports in your data"
    expect(page.locator("#knows-at")).to_have_value("Vandelay Imports")
    page.get_by_role("textbox", name="Whom do you want to reach?").fill("Zelda Quimby")
    page.get_by_role("textbox", name="Mutual connections").fill("Mia Chen\nDaniel Kimura\nNobody Atall")
    page.get_by_role("button", name="Show the warmest way").click()
    told = page.locator("#knows-told")
    told.get_by_role("heading", name=re.compile("the best guess is Mia Chen")).wait_for()
    assert told.get_by_text(re.compile("Not in your book, and so left out: Nobody Atall")).is_visible()
    h1(page, "No proven way to Vandelay Imports; the best guess is Mia Chen")
    page.get_by_text("Saved: 1 mutual connection of Zelda Quimby.", exact=True).wait_for()
    told.locator("label", has_text="Daniel Kimura").first.click()
    told.get_by_role("button", name="Take these").click()
    page.get_by_text("Saved: 2 mutual connections of Zelda Quimby.", exact=True).wait_for()
    told.get_by_text("Daniel Kimura: do you mean").wait_for(state="detached")
    take_back(page, "2 mutual connections of Zelda Quimby")
    told.get_by_role("heading").wait_for(state="detached")
    take_back(page, "1 mutual connection of Zelda Quimby")
    h1(page, "No route to Vandelay Imports in your data")


def test_a_target_leads_to_the_form_with_its_name(watched: Watched) -> None:
    page = watched.page
    watched.open("/targets")
    page.get_by_role("button", name="Make it a target: Larkspur Bank").click()
    page.get_by_role("link", name="Paste mutual connections for Larkspur Bank").click()
    expect(page.locator("#knows-at")).to_have_value("Larkspur Bank")
    expect(page.locator("#knows-person")).to_be_focused()
    take_back(page, "Larkspur Bank as a target")


def test_a_second_tab_follows_and_takes_back_nothing_else(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/targets")
    page.get_by_role("button", name="Make it a target: Larkspur Bank").click()
    h1(page, "Larkspur Bank has a warm way in")
    other = watched.tab(watched.home + "/targets")
    h1(other, "Larkspur Bank has a warm way in")
    take_back(other, "Larkspur Bank as a target")
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text("That was taken back before; nothing else was changed now.").wait_for()
    h1(page, "You have named no targets yet")
    assert chosen(sample) == []
    other.get_by_role("button", name=re.compile("Make it a target: Larkspur Bank")).click()
    h1(other, "Larkspur Bank has a warm way in")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    h1(page, "Larkspur Bank has a warm way in")
    take_back(page, "Larkspur Bank as a target")


def test_a_dashboard_that_only_reads_offers_nothing_to_write(browser: Browser, sample: Path) -> None:
    with served(sample, read_only=True) as address:
        page = Watched(browser, address, viewport=WIDE)
        assert page.open("/targets") == "You have named no targets yet"
        page.page.get_by_text("you applied: Reporting Manager").wait_for()
        assert page.page.locator("main button, main input, main textarea").count() == 0
        assert page.page.get_by_role("link", name="Start").count() == 0
        page.open("/routes?to=Hooli")
        assert page.page.locator("#knows").count() == 0
        assert page.open("/start") == "There is no such page"
        assert page.faults == []
        page.context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/targets", "/start", "/routes?to=Vandelay+Imports"])
def test_pages_that_write_fit_and_can_be_read_by_all(
    browser: Browser, full: str, path: str, scheme: Any, size: Any
) -> None:
    page = Watched(browser, full, viewport=size, color_scheme=scheme)
    page.open(path)
    page.page.locator(".card, #knows").first.wait_for()
    for fold in page.page.locator("summary").all():
        fold.click()
    page.check_that_all_can_read_it()
    assert page.faults == []
    page.context.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[str]:
    """A dashboard with a target in each state that the sample has, and something to undo."""
    path = tmp_path_factory.mktemp("full") / "book.db"
    path.write_bytes(sample.read_bytes())
    with ng.Book(path) as opened:
        for name in ("Hooli", "Umbrella Logistics", "Vandelay Imports"):
            opened.target(name)
    with served(path) as where:
        yield where
