"""How long the dashboard's callbacks take in a real browser, page by page and act by act.

Run with `make bench`. What has to hold: at 5,000 contacts 95 of 100 callbacks are answered within 300 ms, at
30,000 within 1 s; the first paint comes within 1 s. The first visit after a start, which reads the book, is
told apart.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import netgraph as ng

sys.path.insert(0, str(Path(__file__).parents[1]))
from watched import WIDE, Watched, launched, served

from tests.benchmarks.exports_at_scale import write_export

if TYPE_CHECKING:
    from playwright.sync_api import Response

PAGES = ("/", "/neglected", "/routes?to={company}", "/meet", "/targets", "/help", "/map", "/start", "/data")
ROUNDS = 4
PAINTED = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"""


@pytest.mark.parametrize(("contacts", "messages", "most"), [(5_000, 30_000, 0.3), (30_000, 300_000, 1.0)])
def test_callbacks_are_answered_while_one_waits(
    contacts: int, messages: int, most: float, tmp_path: Path, chromium: str
) -> None:
    export, path = tmp_path / "export.zip", tmp_path / "book.db"
    write_export(export, connections=contacts, messages=messages)
    with ng.Book(path) as book:
        book.add(ng.read_linkedin(export))
        company = book.contacts().people["organization"].value_counts().index[3]
        book.target(company)
    took: dict[str, list[float]] = {}
    paints = []
    with served(path) as address, launched(chromium) as browser:
        watched = Watched(browser, address, viewport=WIDE)
        watched.page.set_default_timeout(300_000)
        doing = "first visit"

        def note(response: Response) -> None:
            if "_dash-update-component" in response.url:
                response.finished()
                took.setdefault(doing, []).append(response.request.timing["responseEnd"] / 1e3)

        watched.page.on("response", note)
        for number in range(ROUNDS):
            for page in PAGES:
                doing = page.split("?")[0] if number else "first visit"
                watched.open(page.format(company=company))
                watched.page.wait_for_load_state("networkidle")
                paints.append(watched.page.evaluate(PAINTED) / 1e3)
        for _ in range(ROUNDS):
            doing = "write"
            watched.open("/")
            watched.page.get_by_role("button", name="2 weeks").first.click()
            watched.page.get_by_text("Saved:").first.wait_for()
            watched.page.wait_for_load_state("networkidle")
            watched.page.get_by_role("button", name="Undo last").click()
            watched.page.get_by_text("Taken back:").first.wait_for()
            watched.page.wait_for_load_state("networkidle")
    later = [one for what, times in took.items() if what != "first visit" for one in times]
    print(f"\n{contacts:,} contacts, {messages:,} messages: seconds, as the browser saw them")
    for what, times in [*took.items(), ("all but the first visit", later)]:
        told = f"median {np.median(times):.3f}  p95 {p95(times):.3f}  longest {max(times):.3f}"
        print(f"  {what:24} n {len(times):3}  {told}")
    print(f"  first contentful paint   median {np.nanmedian(paints):.2f}, largest {np.nanmax(paints):.2f}")
    assert p95(later) < most


def p95(times: list[float]) -> Any:
    return np.quantile(times, 0.95)
