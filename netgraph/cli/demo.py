"""Looking around: `netgraph demo` on the sample data, `netgraph dashboard` on one's own book."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, book_path, existing_book, today

__all__ = ["register", "sample_folder"]

DEMO_DAY = "2026-11-01"
DEMO_TARGET = "Globex"
EXPORT = "Complete_LinkedInDataExport_11-01-2026.zip"
FILES = (EXPORT, "knows.csv", "targets.csv")

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Port of the dashboard; 0 takes a free one.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(demo)
    app.command()(dashboard)


def demo(
    no_browser: NoBrowser = False,
    port: Port = 8050,
    no_dashboard: Annotated[
        bool, typer.Option("--no-dashboard", help="Print the three answers and stop.")
    ] = False,
) -> None:
    """Show the three answers and the dashboard on the sample data; touches nothing of yours."""
    from netgraph.book import Book
    from netgraph.cli.options import OutputFormat
    from netgraph.cli.printing import note, print_answer
    from netgraph.cli.progress import waiting
    from netgraph.cli.screens import show_meet, show_neglected, show_paths
    from netgraph.contacts import combine, read
    from netgraph.meetings import who_to_meet
    from netgraph.neglect import neglected_ties
    from netgraph.routes import referral_paths

    folder = sample_folder()
    with tempfile.TemporaryDirectory(prefix="netgraph-demo-") as temporary:
        book = Book(Path(temporary) / "demo.db")
        with waiting("Reading the sample export"):
            book.add(combine(*(read(folder / name) for name in FILES)))
            G = book.graph(as_of=DEMO_DAY)
        print_answer(neglected_ties(G, limit=7), OutputFormat.table, show_neglected)
        routes = referral_paths(G, DEMO_TARGET, limit=3)
        routes.attrs["asked"] = [DEMO_TARGET]
        print_answer(routes, OutputFormat.table, show_paths)
        print_answer(who_to_meet(G, limit=5), OutputFormat.table, show_meet)
        note("\nAll people above are invented. With your own export:  netgraph import YOUR_EXPORT.zip")
        if not no_dashboard:
            from dashboards.app import serve

            serve(book.path, port=port, as_of=DEMO_DAY, open_browser=not no_browser)
        book.close()


def dashboard(
    book: BookFile = None,
    as_of: AsOf = None,
    port: Port = 8050,
    no_browser: NoBrowser = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Show only: nothing can be written to the book.")
    ] = False,
) -> None:
    """Open the dashboard on your book, on this machine only."""
    from dashboards.app import serve

    day = None if as_of is None else today(as_of)
    existing_book(book).close()
    serve(book_path(book), port=port, as_of=day, open_browser=not no_browser, read_only=read_only)


def sample_folder() -> Path:
    """The sample data: inside the installed package, or beside it in a checkout."""
    from netgraph.errors import ReadError

    package = Path(__file__).parents[1]
    for folder in (package.parent / "sample_data", package / "sample_data"):
        if (folder / EXPORT).is_file():
            return folder
    raise ReadError("the sample data are missing: install netgraph-referrals again")
