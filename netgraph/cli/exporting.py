"""Out again: `netgraph export ics|csv|json|graphml|gexf`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netgraph.cli.options import AsOf, BookFile, book_graph, existing_book, graph_of, today

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["register"]

export_app = typer.Typer(
    no_args_is_help=True, help="Your book for other programs: ics, csv, json, graphml, gexf."
)
OutFile = Annotated[Path, typer.Argument(help="The file to write.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    export_app.command("ics")(ics)
    export_app.command("csv")(csv)
    export_app.command("json")(whole)
    export_app.command("graphml")(graphml)
    export_app.command("gexf")(gexf)
    app.add_typer(export_app, name="export")


def ics(file: OutFile, book: BookFile = None, as_of: AsOf = None) -> None:
    """This week's open steps and the follow-ups that wait, as a calendar file; without your notes."""
    from netgraph.cli.printing import counted
    from netgraph.export import to_calendar
    from netgraph.practice.progress import follow_ups
    from netgraph.practice.week import this_week

    with existing_book(book) as opened:
        G = graph_of(opened, today(as_of))
    steps, waiting = this_week(G), follow_ups(G)
    _write(file, to_calendar(steps, waiting, as_of=G.graph["as_of"]))
    count = int((steps["state"] == "open").sum()) + len(waiting)
    entries = counted(count, "entry", "entries")
    typer.echo(f"Written: {entries}. A calendar that is shared shows names to others.")


def csv(
    folder: Annotated[Path, typer.Argument(help="The folder to write into.", show_default=False)],
    book: BookFile = None,
) -> None:
    """Every table of your book as a CSV; cells that would run as formulas are made harmless."""
    from netgraph.cli.printing import counted
    from netgraph.errors import BookError
    from netgraph.export import to_csv

    with existing_book(book) as opened:
        tables = opened.contacts().tables()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(f"the folder cannot be made: {error.strerror}") from None
    full = {name: frame for name, frame in tables.items() if len(frame)}
    for name, frame in full.items():
        _write(folder / f"{name}.csv", to_csv(frame))
    typer.echo(f"Written: {counted(len(full), 'table', 'tables')}.")


def whole(file: OutFile, book: BookFile = None) -> None:
    """Everything your book knows as one JSON file, which 'netgraph import' reads back without loss."""
    from netgraph.cli.printing import counted
    from netgraph.export import to_json

    with existing_book(book) as opened:
        known = opened.contacts()
    _write(file, to_json(known))
    people = counted(len(known.people), "person", "people")
    typer.echo(f"Written: {people}. The file holds everything: keep it as safe as the book.")


def graphml(file: OutFile, book: BookFile = None, as_of: AsOf = None) -> None:
    """Your network as GraphML, for igraph, yEd and Cytoscape."""
    from netgraph.graph_files import to_graphml

    G = book_graph(book, as_of)
    _write(file, to_graphml(G))
    typer.echo(_drawn(G))


def gexf(file: OutFile, book: BookFile = None, as_of: AsOf = None) -> None:
    """Your network as GEXF, for Gephi."""
    from netgraph.graph_files import to_gexf

    G = book_graph(book, as_of)
    _write(file, to_gexf(G))
    typer.echo(_drawn(G))


def _drawn(G: nx.Graph) -> str:
    from netgraph.cli.printing import counted

    edges = counted(G.number_of_edges(), "edge", "edges")
    return f"Written: {counted(len(G), 'person', 'people and organizations')}, {edges}, with their names."


def _write(file: Path, text: str) -> None:
    from netgraph.errors import BookError
    from netgraph.private_file import write_private

    try:
        write_private(file, text)
    except OSError as error:
        raise BookError(f"the file cannot be written: {error.strerror}") from None
