"""A browser's page that is watched for what ought not to happen, and a dashboard served for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
AS_OF = "2026-11-01"
WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = (
    "import sys; from dashboards.app import serve;"
    f"serve(sys.argv[1], port=0, as_of={AS_OF!r}, open_browser=False, read_only=sys.argv[2] == 'read-only')"
)
PATIENCE_MS = 60_000


@contextmanager
def served(book: Path, *, read_only: bool = False) -> Iterator[str]:
    """The address that `serve` prints, token included."""
    mode = "read-only" if read_only else "writable"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(book), mode], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", server.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def launched(program: str) -> Iterator[Browser]:
    """The Chromium at that path."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """A page that has shown the token, and everything about it that ought not to happen."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.options = options
        self.home = address.split("?", maxsplit=1)[0].rstrip("/")
        self.faults: list[str] = []
        self.page = self.tab(address)

    def tab(self, address: str) -> Page:
        """One more tab of the same browser, watched like the first."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        page.on("request", lambda request: self._local(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        page.on("response", lambda got: got.status >= 400 and self.faults.append(f"{got.status}"))
        page.goto(address)
        return page

    def _local(self, url: str) -> None:
        if not url.startswith((self.home + "/", "data:")):
            self.faults.append(f"left this machine: {url}")

    def open(self, path: str) -> str:
        """The first heading of the page at a path, once all of the page is there."""
        self.page.goto(self.home + path)
        heading = self.page.locator("main h1").first.inner_text()
        expect(self.page.locator("main [data-dash-is-loading=true]")).to_have_count(0)
        return heading

    def check_that_all_can_read_it(self) -> None:
        """Nothing runs over the side and axe-core finds no fault; CI keeps a picture of the page."""
        check_page(self.page)
        if kept := os.environ.get("NETGRAPH_SCREENSHOTS"):
            shown = re.sub(r"\W+", "-", self.page.url.removeprefix(self.home)).strip("-") or "week"
            name = f"{shown}-{self.options['color_scheme']}-{self.options['viewport']['width']}.png"
            self.page.screenshot(path=Path(kept) / name, full_page=True)


def check_file(browser: Browser, path: Path) -> None:
    """A page in a file: it asks for nothing else, fits the window, and axe-core finds no fault."""
    for size in (WIDE, NARROW):
        page = browser.new_page(viewport=size)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        check_page(page)
        assert asked == [path.as_uri()]
        page.close()


def check_page(page: Page) -> None:
    """Nothing runs over the side and axe-core finds no fault."""
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found] == []
