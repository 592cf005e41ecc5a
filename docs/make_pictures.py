"""Makes the pictures: the dashboard on the sample data, in a real browser, and plots of what answers cost.

Run by `make pictures`. The plots draw `speed.json` and `pool.json`, which `make bench` measured.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
from playwright.sync_api import Browser, sync_playwright
from plotly.subplots import make_subplots
from werkzeug.serving import make_server

import netgraph as ng
from dashboards.app import create_app
from netgraph.cli.demo import DEMO_DAY, DEMO_TARGET, FILES, sample_folder

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
WIDTH = 1120
PAGES = {
    "warm_routes": (f"/routes?to={DEMO_TARGET}", "text=Mia Chen", 724),
    "week": ("/", "text=steps this week", 724),
    "map": ("/map", ".map-crowd canvas", 1180),
}
"""Name of the picture -> the page's address, what is there when it is drawn, the window's height."""
PLOT_SIZE = {"width": WIDTH, "height": 460}
COLORS = {
    "netgraph": "#0072B2",
    "scipy": "#009E73",
    "igraph": "#E69F00",
    "rustworkx": "#CC79A7",
    "networkx": "#D55E00",
}
SYMBOLS = {"netgraph": "circle", "scipy": "square", "igraph": "diamond", "rustworkx": "x", "networkx": "star"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Draw everything in one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        take_dashboard(browser)
        take_plot(browser, "speed", speed_plot)
        take_plot(browser, "pool", pool_plot)
        browser.close()


def take_dashboard(browser: Browser) -> None:
    """Serve the sample book for a moment and take the pictures of its pages."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        with ng.Book(path) as book:
            book.add(ng.combine(*(ng.read(sample_folder() / name) for name in FILES)))
        server = make_server("127.0.0.1", 0, create_app(path, as_of=DEMO_DAY).server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, (address, shown, height) in PAGES.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": height})
            page.goto(f"http://127.0.0.1:{server.port}{address}")
            page.locator(shown).first.wait_for()
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        server.shutdown()


def take_plot(browser: Browser, name: str, draw: Callable[[list[dict[str, Any]]], go.Figure]) -> None:
    """Draw the measured figures of that name and take the picture of the plot."""
    figures = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    page = browser.new_page(viewport=PLOT_SIZE)
    page.set_content(draw(figures).to_html(include_plotlyjs=True, config={"displayModeBar": False}))
    page.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def pool_plot(figures: list[dict[str, Any]]) -> go.Figure:
    """CPU seconds of each question by members of the pool, both axes logarithmic."""
    asked = {
        "cohort": ("every member's routes to 20 targets", "#D55E00"),
        "reach": ("how many know somebody at 20 targets", "#009E73"),
        "one": ("one member's routes to 20 targets", "#0072B2"),
    }
    plot = go.Figure()
    for (what, (name, color)), symbol in zip(asked.items(), ("diamond", "square", "circle"), strict=True):
        rows = [row for row in figures if row["what"] == what]
        plot.add_scatter(
            x=[row["members"] for row in rows],
            y=[row["cpu"] for row in rows],
            name=name,
            mode="lines+markers",
            line={"color": color, "width": 2},
            marker={"symbol": symbol, "size": 10},
        )
    every = sorted({row["members"] for row in figures})
    plot.update_xaxes(
        type="log", tickvals=every, ticktext=[f"{value:,}" for value in every], title="members of the pool"
    )
    plot.update_yaxes(type="log", dtick="D2", tickformat="~g", title="CPU seconds")
    plot.update_layout(
        template="plotly_white",
        width=PLOT_SIZE["width"],
        height=PLOT_SIZE["height"] - 10,
        margin={"l": 70, "r": 20, "t": 20, "b": 100},
        legend={"orientation": "h", "y": -0.22},
        font={"family": "sans-serif", "size": 13},
    )
    return plot


def speed_plot(figures: list[dict[str, Any]]) -> go.Figure:
    """Seconds of one search from ego by people, ties and hops, each axis of seconds logarithmic."""
    titles = ("by people", "by ties (30,000 people)", "by hops (100,000 people)")
    plot = make_subplots(rows=1, cols=3, subplot_titles=titles, shared_yaxes=True, horizontal_spacing=0.04)
    for column, (what, along) in enumerate(
        (("reach", "people"), ("ties", "ties"), ("hops", "hops")), start=1
    ):
        for engine, color in COLORS.items():
            rows = [row for row in figures if row["what"] == what and row["engine"] == engine]
            plot.add_scatter(
                x=[row[along] for row in rows],
                y=[row["seconds"] for row in rows],
                name=engine if engine == "netgraph" else f"{engine}, no limit on hops",
                mode="lines+markers",
                line={"color": color, "width": 3 if engine == "netgraph" else 1.5},
                marker={"symbol": SYMBOLS[engine], "size": 9},
                showlegend=column == 1,
                row=1,
                col=column,
            )
        every = sorted({row[along] for row in figures if row["what"] == what})
        plot.update_xaxes(
            type="linear" if along == "hops" else "log",
            tickvals=every,
            ticktext=[f"{value:,}" for value in every],
            title=along,
            row=1,
            col=column,
        )
    plot.update_yaxes(type="log", dtick=1, tickformat="~g")
    plot.update_yaxes(title="seconds", col=1)
    plot.update_layout(
        template="plotly_white",
        width=PLOT_SIZE["width"],
        height=PLOT_SIZE["height"] - 10,
        margin={"l": 70, "r": 20, "t": 50, "b": 100},
        legend={"orientation": "h", "y": -0.22},
        font={"family": "sans-serif", "size": 13},
    )
    return plot


if __name__ == "__main__":
    main()
