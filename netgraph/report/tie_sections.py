"""Ties: the sections on the network as a whole, on strength and recency, on whom not to lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.figures import last_contact, neglected_plane, recency_bands, rings
from netgraph.lookup import number, ties_of
from netgraph.lookup import text as text_of
from netgraph.report.blocks import Block, capital, figure, note, section, table
from netgraph.strength import BANDS, band

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from netgraph.report.findings import Findings

__all__ = ["losing", "network", "recency"]

Figures = dict[str, "go.Figure"]
MOST_CIRCLES: Final = 5
MOST_OWED: Final = 6
MOST_QUIET: Final = 6


def network(found: Findings, figures: Figures) -> Block:
    """The network in one picture, and its circles."""
    figures["network"] = rings(found.G, circles=found.circles)
    picture = figure(
        "network",
        figures["network"],
        shows="You in the middle, your people around you: nearer is stronger, a sector is a circle.",
        rests_on=found.rests_on,
        # As wide as the rings are laid out for (`netgraph.figures.ring_picture`).
        pixels=840,
        share=0.92,
    )
    circles = found.circles.drop_duplicates("circle").sort_values("size", ascending=False, kind="stable")
    rows = [
        [_circle(row), f"{row['size']:,}", _circle_rests(row["rests_on"])]
        for row in circles.head(MOST_CIRCLES).to_dict("records")
    ]
    more = len(circles) - MOST_CIRCLES
    return section(
        "network",
        "Your network in one picture",
        picture["title"],
        [
            picture,
            table("Your largest circles", {"Circle": 3, "People": 1, "What it rests on": 3}, rows),
            note(f"And {more} more." if more > 0 else None),
        ],
    )


def recency(found: Findings, figures: Figures) -> Block:
    """How many ties are how strong, and when contact was last seen."""
    figures["recency"] = recency_bands(found.G)
    picture = figure(
        "recency",
        figures["recency"],
        shows="Bars: how many people by the time since the last contact.",
        rests_on=found.rests_on,
        share=0.7,
        pixels=620,
    )
    counts = _strength_by_recency(found)
    columns = {"Strength": 1.4} | dict.fromkeys((*last_contact.BANDS, "all"), 1.0)
    rows = [[name, *(f"{value:,}" if value else "-" for value in line)] for name, line in counts.items()]
    return section(
        "recency",
        "Strength and recency",
        picture["title"],
        [
            picture,
            table("People by strength and last contact", columns, rows, numbers=True),
            note(
                "Strength looks at the whole history and does not fade; your own closeness outranks it. "
                "Recency is time since contact. Not known means that these data do not tell: whoever was "
                "never written to here may be a good friend."
            ),
        ],
    )


def losing(found: Findings, figures: Figures) -> Block:
    """Replies owed and ties that have gone quiet."""
    figures["quiet"] = neglected_plane(found.G)
    picture = figure(
        "quiet",
        figures["quiet"],
        shows="Points: how quiet each tie is, in its own rhythm, against how strong it is.",
        rests_on=found.rests_on,
        share=0.75,
        pixels=620,
    )
    rows = found.neglected
    owed, quiet = rows[rows["kind"] == "owed"], rows[rows["kind"] != "owed"]
    more = len(quiet) - MOST_QUIET
    columns = {"Who": 2.0, "Why": 4.0, "Smallest step": 3.0}
    return section(
        "losing",
        "Whom not to lose",
        picture["title"],
        [
            table("Replies you owe", columns, _people(owed.head(MOST_OWED))),
            table("Ties gone quiet", columns, _people(quiet.head(MOST_QUIET))),
            note(f"And {more:,} more: few at a time is how it gets done." if more > 0 else None),
            picture,
        ],
    )


def _circle(row: dict[Any, Any]) -> str:
    """Its name: an era's begins with `your`, an organization's stands as it is."""
    return capital(row["circle"]) if row["rests_on"] == "era" else str(row["circle"])


def _circle_rests(basis: str) -> str:
    return "people who know each other" if basis == "ties" else "a part of your life: a guess about context"


def _strength_by_recency(found: Findings) -> dict[str, list[int]]:
    """People by band of strength (rows) and time since contact (columns), with their sums."""
    strengths = ("strong", *reversed(BANDS), band(None))
    counts = {one: dict.fromkeys(last_contact.BANDS, 0) for one in strengths}
    for _, tie in ties_of(found.G, found.ego):
        counts[band(number(tie.get("strength")))][last_contact.band_of(tie)] += 1
    lines = {one: [*line.values(), sum(line.values())] for one, line in counts.items()}
    return lines | {"all": [sum(column) for column in zip(*lines.values(), strict=True)]}


def _people(rows: pd.DataFrame) -> list[list[str]]:
    return [
        [f"{row['name']}, {_place(row)}" if _place(row) != "-" else row["name"], row["why"], row["step"]]
        for row in rows.to_dict("records")
    ]


def _place(row: dict[Any, Any]) -> str:
    return text_of(row["organization"]) or "-"
