"""This week, the help bank and neglected ties as a user meets them, each write taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from watched import NARROW, ROOT, WIDE, Watched, served

import netgraph as ng
from netgraph.figures.theme import DARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a target, and an introduction that Mia was asked for four weeks ago."""
    path = tmp_path_factory.mktemp("week") / "book.db"
    (export,) = (ROOT / "sample_data").glob("*.zip")
    with ng.Book(path) as opened:
        opened.add(ng.read_linkedin(export))
        opened.target("Hooli")
        opened.introduction("Mia Chen", "Dana Cole at Globex", "asked", at="2026-10-05")
    return path


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    with served(sample) as where:
        yield where


def take_back(page: Page, words: str) -> None:
    page.get_by_role("button", name="Undo last").click()
    page.get_by_text(f"Taken back: {words}.", exact=True).wait_for()


def h1(page: Page, words: str | re.Pattern[str]) -> None:
    page.get_by_role("heading", level=1, name=words).wait_for()


def test_a_week_is_answered_logged_and_taken_back(watched: Watched, sample: Path) -> None:
    page = watched.page
    assert watched.open("/").startswith("Five steps this week; ")
    assert page.get_by_role("link", name="This week").get_attribute("aria-current") == "page"
    card = page.locator(".week-step").first
    name = card.locator(".name").inner_text()
    card.get_by_text("Prepare").click()
    card.get_by_text("Last contacts").wait_for()
    card.get_by_text("Done, with a word").click()
    card.get_by_text("called", exact=True).click()
    card.get_by_label("A few words").fill("she moves to Hooli")
    card.get_by_label("Whom did they say you should meet?").fill("Zelda Quimby at Hooli")
    card.get_by_role("button", name="Save as done").click()
    h1(page, re.compile("^Four steps left this week"))
    line = page.locator(".week-answered")
    assert line.get_by_text(name, exact=True).is_visible()
    assert line.get_by_text("done", exact=True).is_visible()
    with ng.Book(sample) as opened:
        known = opened.contacts()
    talk = known.interactions[known.interactions["note"] == "she moves to Hooli"]
    assert list(talk["channel"]) == ["call"]
    assert "Zelda Quimby" in set(known.people["name"])
    take_back(page, f"{name}: done")
    h1(page, re.compile("^Five steps this week"))
    with ng.Book(sample) as opened:
        assert "Zelda Quimby" not in set(opened.contacts().people["name"]), "one write, one undo"


def test_a_log_asks_who_is_meant_and_more_is_shown_when_asked(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/week")
    page.get_by_role("button", name="Log it").click()
    page.get_by_text("Say whom first").wait_for()
    box = page.locator("#log-who")
    box.press_sequentially("Tomasz Wi", delay=20)
    page.get_by_role("option", name="Tomasz Wierzba").click()
    page.locator("#log-note").fill("coffee at the station")
    page.locator("#log-ask-who").fill("Daniel Kimura")
    page.get_by_role("button", name="Log it").click()
    page.locator("#log-choices").get_by_text("somebody else").wait_for()
    page.locator("#log-choices").get_by_text(re.compile("^Daniel Kimura")).nth(1).click()
    page.get_by_role("button", name="Log it").click()
    page.get_by_text("Saved: you met Tomasz Wierzba.").wait_for()
    page.get_by_text(re.compile("In your log: 1 conversation")).wait_for()
    assert box.input_value() == ""
    page.get_by_role("link", name="Show five more").click()
    page.wait_for_url("**/week?more=1")
    sixth = page.locator(".week-steps > li").nth(5)
    sixth.wait_for()
    page.go_back()
    sixth.wait_for(state="detached")
    take_back(page, "you met Tomasz Wierzba")


def test_a_hasty_hand_acts_once_and_keeps_its_place(watched: Watched, sample: Path) -> None:
    page = watched.page
    watched.open("/week")
    steps = page.locator(".week-steps > li")
    names = steps.locator(".name").all_inner_texts()
    second = steps.nth(1)
    second.get_by_text("Prepare").click()
    second.get_by_text("Last contacts").wait_for()
    done = steps.nth(0).get_by_role("button", name=f"Done: {names[0]}", exact=True)
    done.dblclick()
    h1(page, re.compile("^Four steps left this week"))
    focused = page.locator(":focus")
    focused.and_(page.get_by_role("button", name=f"Done: {names[1]}", exact=True)).wait_for()
    assert second.get_by_text("Last contacts").is_visible(), "what is read stays"
    with ng.Book(sample) as opened:
        threads = opened.contacts().interactions["thread"].fillna("")
    assert threads.str.startswith("log:").sum() == 1
    page.keyboard.press("Enter")
    h1(page, re.compile("^Three steps left this week"))
    focused.and_(page.get_by_role("button", name=f"Done: {names[2]}", exact=True)).wait_for()
    take_back(page, f"{names[1]}: done")
    take_back(page, f"{names[0]}: done")


def test_an_introduction_moves_on_by_keyboard(watched: Watched) -> None:
    page = watched.page
    watched.open("/help")
    move = page.get_by_role("button", name="Mark as agreed: Mia Chen to Dana Cole")
    move.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Saved: Mia Chen to Dana Cole: agreed.").wait_for()
    page.locator(".track [aria-current=step]", has_text="agreed").wait_for()
    expect(page.locator("main button:focus")).to_have_attribute(
        "aria-label", re.compile("Mia Chen to Dana Cole")
    )
    take_back(page, "Mia Chen to Dana Cole: agreed")
    page.locator(".track [aria-current=step]", has_text="asked").wait_for()
    page.get_by_text("Note help, thanks or a promise").click()
    page.locator("#help-who").fill("Priya Raman")
    page.locator("#help-note").fill("read my CV")
    page.get_by_role("button", name="Keep it").click()
    h1(page, "You owe one person thanks")
    page.get_by_role("button", name="I thanked them: Priya Raman").click()
    h1(page, "Nobody waits for your thanks, and no promise is open")
    take_back(page, "thanks to Priya Raman")
    take_back(page, "They helped me: Priya Raman")


def test_somebody_on_the_plane_is_put_off_from_the_table(watched: Watched) -> None:
    page = watched.page
    watched.open("/neglected")
    page.locator(".plane .main-svg").first.wait_for()
    row = page.locator(".ag-row", has_text="Priya Raman")
    row.locator(".ag-cell").first.click()
    page.locator(".picked").get_by_role("button", name="Not now, 1 month: Priya Raman").click()
    page.get_by_text("Saved: Priya Raman: not now, in 1 month.").wait_for()
    page.locator(".ag-row", has_text="long quiet, rests").first.wait_for()
    take_back(page, "Priya Raman: not now, in 1 month")


def test_whoever_puts_a_tie_off_goes_on_at_the_next(watched: Watched) -> None:
    page = watched.page
    watched.open("/neglected")
    cards = page.locator(".cards > li")
    first, second = (cards.nth(place).locator(".name").first.inner_text() for place in range(2))
    page.get_by_role("button", name=f"Not now, 2 weeks: {first}", exact=True).press("Enter")
    expect(cards.nth(0).locator(".name").first).to_have_text(second)
    expect(cards.nth(0).locator("button").first).to_be_focused()
    close = page.get_by_role("button", name=f"4: very well, {second}", exact=True)
    close.press("Enter")
    page.get_by_text(f"Saved: you know {second} very well.", exact=True).wait_for()
    expect(close).to_be_focused()
    page.locator("#toast").get_by_role("button", name="Undo").press("Enter")
    page.get_by_text(f"Taken back: you know {second} very well.", exact=True).wait_for()
    expect(page.locator("main h1")).to_be_focused()
    take_back(page, f"{first}: not now, in 2 weeks")


def test_nothing_to_press_is_printed(watched: Watched) -> None:
    page = watched.page
    page.emulate_media(media="print")
    for path in ("/neglected", "/start", "/routes?to=Globex", "/targets", "/data"):
        watched.open(path)
        page.locator(".rests-on, .table").first.wait_for()
        assert (
            page.locator("main").locator("button, input, textarea, .ag-root").locator("visible=true").count()
            == 0
        )


def test_the_plane_is_light_on_paper_and_dark_again_after(watched: Watched) -> None:
    page = watched.page
    page.emulate_media(color_scheme="dark")
    watched.open("/neglected")
    page.locator(".plane .legend").wait_for()
    colours = "document.querySelector('#neglected-plane .js-plotly-plot').data.map(one => one.marker.color)"
    dark = page.evaluate(colours)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert [DARK[colour] for colour in page.evaluate(colours)] == dark
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(colours) == dark


@pytest.mark.parametrize(
    ("path", "scheme", "size"),
    [
        ("/week", "light", NARROW),
        ("/week", "dark", WIDE),
        ("/help", "light", WIDE),
        ("/help", "dark", NARROW),
        ("/neglected", "dark", WIDE),
        ("/neglected", "light", NARROW),
    ],
)
def test_the_pages_fit_and_can_be_read_by_all(
    browser: Browser, address: str, path: str, scheme: Any, size: Any
) -> None:
    page = Watched(browser, address, viewport=size, color_scheme=scheme)
    page.open(path)
    if path == "/neglected":
        page.page.locator(".ag-cell").first.wait_for(state="attached")
        page.page.wait_for_selector(".ag-delay-render", state="detached")
    for fold in page.page.locator("main summary").all():
        fold.click()
    for place in page.page.locator(".prep").all():
        place.locator(".prep-page").wait_for()
    page.check_that_all_can_read_it()
    assert page.faults == []
    page.context.close()
