"""Makes the README's picture: the dashboard on the sample data, in a real browser. Run by `make pictures`."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

import netgraph as ng
from dashboards.app import create_app
from netgraph.cli.demo import DEMO_DAY, DEMO_TARGET, FILES, sample_folder

HERE = Path(__file__).parent
SIZE = {"width": 1120, "height": 724}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Serve the sample book for a moment and take the picture."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        with ng.Book(path) as book:
            book.add(ng.combine(*(ng.read(sample_folder() / name) for name in FILES)))
        server = make_server("127.0.0.1", 0, create_app(path, as_of=DEMO_DAY).server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport=SIZE)
            page.goto(f"http://127.0.0.1:{server.port}/routes?to={DEMO_TARGET}")
            page.get_by_text("Mia Chen").first.wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=HERE / "warm_routes.png")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
