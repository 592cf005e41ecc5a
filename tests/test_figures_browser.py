"""Figures in a real browser: alone in a file, with hostile names, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_figures_records import EMPTY, FULL, HOSTILE
from watched import WIDE, launched

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

DRAW = "async f => { const j = JSON.parse(f); await Plotly.newPlot('figure', j.data, j.layout); }"
FOREIGN = "#figure .svg-container a[target], #figure .svg-container img, #figure .svg-container script"


@pytest.fixture(scope="module")
def faults() -> list[str]:
    """Requests to elsewhere, errors and dialogs, of all that was drawn."""
    return []


@pytest.fixture(scope="module")
def page(chromium: str, faults: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that was one figure's own file, opened from disk, with nothing beside it."""
    path: Path = tmp_path_factory.mktemp("figure") / "figure.html"
    figure = FULL["neglected_plane"](HOSTILE)
    figure.write_html(path, include_plotlyjs=True, config=ng.figures.CONFIG, div_id="figure")
    with launched(chromium) as browser:
        page = browser.new_page(viewport=WIDE)
        page.on("request", lambda one: one.url.startswith("http") and faults.append(one.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.on("dialog", lambda dialog: (faults.append("dialog"), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("#figure .gtitle")
        yield page


def test_a_file_shows_the_figure_alone(page: Page, faults: list[str]) -> None:
    assert "known contact" in page.text_content("#figure .gtitle")
    assert page.locator("#figure .modebar-btn[data-title*='Share']").count() == 0
    assert page.locator("#figure .modebar-btn[data-title*='Plotly']").count() == 0
    assert faults == []


@pytest.mark.parametrize("name", FULL)
def test_a_hostile_name_is_drawn_as_text(page: Page, faults: list[str], name: str) -> None:
    """Without our config too: the template alone takes the button away that uploads."""
    page.evaluate(DRAW, FULL[name](HOSTILE).to_json())
    assert HOSTILE in (page.text_content("#figure .svg-container") or "").replace("\xa0", " ")
    assert page.locator(FOREIGN).count() == 0
    assert page.locator("#figure .modebar-btn[data-title*='Share']").count() == 0
    assert faults == []


def test_a_link_in_a_text_that_was_not_made_safe_is_seen(page: Page) -> None:
    figure = FULL["growth"]("work")
    figure.update_layout(title_text="<a href='https://example.com'>work</a>")
    page.evaluate(DRAW, figure.to_json())
    assert page.locator(FOREIGN).count() == 1


def test_empty_figures_are_drawn(page: Page, faults: list[str]) -> None:
    for draw in EMPTY.values():
        figure = draw()
        page.evaluate(DRAW, figure.to_json())
        assert page.text_content("#figure .gtitle").startswith(figure.layout.title.text.split("<br>")[0])
    assert faults == []
