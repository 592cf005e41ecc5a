"""The map as a user meets it: looked at, searched, filtered, renamed and read as a table, in Chromium."""

from __future__ import annotations

import re
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from watched import NARROW, PATIENCE_MS, ROOT, WIDE, Watched, served

import netgraph as ng
from netgraph.figures.theme import DARK, PLUM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PLOT = "#map-graph .js-plotly-plot"
SEEN = f"document.querySelector('{PLOT}')"
PAINTED = f"{SEEN}.netgraphPainted"
TITLES = f"(({PAINTED} || {{}}).named || {{titles: []}}).titles.map(one => one.lines.join(' '))"
SCALES = (
    "(({xaxis: x, yaxis: y}) =>"
    " x._length / (x.range[1] - x.range[0]) * (y.range[1] - y.range[0]) / y._length)"
    f"({SEEN}._fullLayout)"
)
"""Pixels of one unit across over pixels of one unit up."""


PAINTED_PIXELS = """colour => {
    const canvas = document.querySelector('.map-crowd canvas');
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const wanted = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
        found += data[at + 3] === 255 && wanted.every((part, place) => data[at + place] === part);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and Dana Cole of Globex, whom Mia Chen knows."""
    path = tmp_path_factory.mktemp("map") / "book.db"
    (export,) = (ROOT / "sample_data").glob("*.zip")
    with ng.Book(path) as opened:
        opened.add(ng.read_linkedin(export))
        opened.knows("Dana Cole", at="Globex", through=["Mia Chen"])
    return path


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    with served(book) as where:
        yield where


def until(page: Page, holds: str) -> None:
    """Wait until something holds; the pages' policy forbids Playwright's own way, which evaluates in them."""
    deadline = time.monotonic() + PATIENCE_MS / 1e3
    while not page.evaluate(holds):
        assert time.monotonic() < deadline, holds
        page.wait_for_timeout(20)


def test_a_map_that_is_searched_and_gone_back_from(watched: Watched) -> None:
    page = watched.page
    assert re.fullmatch(
        r"Your 599 people and 1 behind them fall into 7 circles; \d+ bridges .*", watched.open("/map")
    )
    page.get_by_text(re.compile(r"^\d+ of 600 people are named\. \d+ names are hidden")).wait_for()
    box = page.get_by_role("textbox", name="Find a person")
    box.press_sequentially("dana co", delay=20)
    page.get_by_role("option", name="Dana Cole, Globex").click()
    page.get_by_role("heading", name="Dana Cole").wait_for()
    assert "person=" in page.url
    assert page.locator(".map-card .chip .name").all_inner_texts() == ["You", "Mia Chen", "Dana Cole"]
    page.locator("#map-graph").get_by_text("You", exact=True).wait_for()
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.get_by_text("What do you know of each tie?").wait_for()
    assert page.locator(".map-card h2").inner_text() == "Dana Cole"
    page.go_back()
    page.get_by_text("Who has gone quiet?").wait_for()
    page.go_back()
    page.locator(".map-card").wait_for(state="detached")
    assert page.url == watched.home + "/map"


def test_the_table_is_left_by_one_tab_and_chooses_by_keyboard(watched: Watched) -> None:
    page = watched.page
    watched.open("/map?view=table&any=at%3AHooli")
    rows = page.locator("#map-grid .ag-center-cols-container .ag-row")
    rows.first.wait_for()
    assert re.match(r"\d+ of 600 people pass your filter", page.locator(".map-count").inner_text())
    first = rows.first.locator(".ag-cell").first
    first.click()
    page.get_by_role("heading", name=first.inner_text()).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    second = page.locator("#map-grid .ag-row-selected .ag-cell").first
    page.get_by_role("heading", name=second.inner_text()).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.ag-center-cols-viewport') === null")


def test_a_circle_is_named_and_the_name_taken_back(watched: Watched) -> None:
    page = watched.page
    watched.open("/map")
    page.get_by_text("Name a circle yourself").click()
    page.get_by_role("textbox", name="Circle", exact=True).click()
    page.get_by_role("option", name="Initech 2019-26", exact=True).click()
    page.get_by_role("textbox", name="Your name for it").fill("The lunch crowd")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_text("Saved: Initech 2019-26 is called The lunch crowd.").wait_for()
    until(page, f"({TITLES}).includes('The lunch crowd')")
    page.get_by_role("button", name="Undo last").click()
    until(page, f"!({TITLES}).includes('The lunch crowd')")


def test_a_wheel_keeps_the_shape_and_brings_more_names(watched: Watched) -> None:
    page = watched.page
    watched.open("/map")
    page.locator(f"{PLOT}[data-fitted]").wait_for()
    assert page.evaluate(SCALES) == pytest.approx(1, abs=1e-6), "circles are round"
    named, wide = page.evaluate(f"[{PAINTED}.named.shown, {PAINTED}.x1 - {PAINTED}.x0]")
    box = page.locator("#map-graph").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -400)
    until(page, f"{PAINTED}.x1 - {PAINTED}.x0 < {wide}")
    assert page.evaluate(SCALES) == pytest.approx(1, abs=1e-6)
    part = page.evaluate(f"{PAINTED}.x1 - {PAINTED}.x0")
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.get_by_text("What do you know of each tie?").wait_for()
    until(page, f"document.querySelector('{PLOT}').data.some(one => /LinkedIn/.test(one.name))")
    until(page, f"{PAINTED} && Math.abs({PAINTED}.x1 - {PAINTED}.x0 - {part}) < 1e-6")
    page.set_viewport_size(NARROW)
    until(page, f"{PAINTED}.wide < 390 && Math.abs({SCALES} - 1) < 1e-6")
    assert 0 < page.evaluate(f"{PAINTED}.named.shown") < named


def colours_drawn(page: Page) -> dict[str, str]:
    """Which plum stands for long quiet, the light one or the dark, on the canvas and in the legend."""
    (painted,) = [colour for colour in (PLUM, DARK[PLUM]) if page.evaluate(PAINTED_PIXELS, colour)]
    fill = page.locator(f"{PLOT} .legendpoints path").first.evaluate("path => getComputedStyle(path).fill")
    legend = "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", fill)[:3])
    return {"canvas": painted, "legend": legend}


def test_marks_are_bright_on_a_dark_ground_and_change_with_it(watched: Watched) -> None:
    page = watched.page
    watched.open("/map")
    page.locator(f"{PLOT}[data-fitted]").wait_for()
    assert colours_drawn(page) == {"canvas": PLUM, "legend": PLUM}
    changes: list[tuple[Any, str]] = [("dark", DARK[PLUM]), ("light", PLUM)]
    for scheme, plum in changes:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
        until(page, f"({PAINTED_PIXELS})('{plum}') > 0")
        assert colours_drawn(page) == {"canvas": plum, "legend": plum}


def test_a_frame_that_is_still_empty_says_so(watched: Watched) -> None:
    page = watched.page

    def late(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/*async-graph*", late)
    watched.open("/map")
    page.get_by_text("Drawing the picture").wait_for()
    page.locator(f"{PLOT}[data-fitted]").wait_for()
    expect(page.get_by_text("Drawing the picture")).to_be_hidden()


def test_on_a_phone_titles_without_room_are_numbers_with_their_words_below(
    browser: Browser, address: str
) -> None:
    phone = Watched(browser, address, viewport=NARROW)
    page = phone.page
    for path in ("/map", "/map?view=rings"):
        phone.open(path)
        page.locator(f"{PLOT}[data-fitted]").wait_for()
        key = page.locator(".map-key li").all_inner_texts()
        titles = page.evaluate(TITLES)
        numbers = [one for one in titles if one.isdigit()]
        assert sorted(map(int, numbers)) == list(range(1, len(key) + 1)) != []
        assert not set(key) & set(titles)
        inside = page.evaluate(
            f"{PAINTED}.named.titles.every(({{box: [left, right]}}) =>"
            f" right < 0.35 * {PAINTED}.wide || left > 1.35 * {PAINTED}.wide ||"
            f" (left >= 0.35 * {PAINTED}.wide && right <= 1.35 * {PAINTED}.wide))"
        )
        assert inside, "no title is cut at an edge"
    phone.context.close()


def test_the_table_says_days_in_words_and_sorts_them_by_time(watched: Watched) -> None:
    page = watched.page
    watched.open("/map?view=table&any=contact%3Aquiet")
    cells = [
        page.locator(f"#map-grid .ag-row[row-index='{row}'] .ag-cell[col-id=last_contact]")
        for row in range(6)
    ]
    page.get_by_role("columnheader", name="Last contact").click()
    expect(page.locator("#map-grid .ag-header-cell[col-id=last_contact]")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(cells[0]).to_have_text(re.compile(r"^\d{1,2} [A-Z][a-z]{2} 201\d$"))
    days = [datetime.strptime(cell.inner_text(), "%d %b %Y").astimezone() for cell in cells]
    assert days == sorted(days)


def test_rings_on_paper_are_light_and_fit_the_page(browser: Browser, address: str) -> None:
    dark = Watched(browser, address, viewport=WIDE, color_scheme="dark")
    page = dark.page
    dark.open("/map?view=rings")
    page.locator(f"{PLOT}[data-fitted]").wait_for()
    was = page.evaluate(f"{SEEN}.getBoundingClientRect().width")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(f"{SEEN}.getBoundingClientRect().width") <= 700 < was
    assert colours_drawn(page) == {"canvas": PLUM, "legend": PLUM}
    ink = page.evaluate("getComputedStyle(document.querySelector('.map-crowd canvas')).color")
    assert max(int(one) for one in re.findall(r"\d+", ink)) < 100, "dark names on white paper"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(f"{SEEN}.getBoundingClientRect().width") == was
    assert colours_drawn(page) == {"canvas": DARK[PLUM], "legend": DARK[PLUM]}
    assert dark.faults == []
    dark.context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_views_fit_and_can_be_read_by_all(browser: Browser, address: str, scheme: Any, size: Any) -> None:
    page = Watched(browser, address, viewport=size, color_scheme=scheme)
    for path in ("/map", "/map?view=rings", "/map?view=table&lens=targets"):
        page.open(path)
        page.page.locator("#map-graph .map-crowd canvas, #map-grid .ag-row").first.wait_for()
        page.check_that_all_can_read_it()
    assert page.faults == []
    page.context.close()
