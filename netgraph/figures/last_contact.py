"""Recency bands: with how many people the last contact was this month, quarter or year, or longer ago.

Counted are the people ego is tied to. Somebody with whom the data hold no dated contact is not known, which
is neither recent nor long ago: that bar stands last and is hatched.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import BLUE, GREY, empty_figure, picture
from netgraph.figures.words import counted, sentences
from netgraph.lookup import ego_of, number, ties_of
from netgraph.provenance import is_stale, rests_on

if TYPE_CHECKING:
    import networkx as nx
    import plotly.graph_objects as go

__all__ = ["BANDS", "Bands", "band_of", "bands_of", "recency_bands"]

BOUNDS: Final = {
    "within 30 days": 30.0,
    "31 to 91 days": 91.0,
    "92 to 365 days": 365.0,
    "longer ago": math.inf,
}
"""The last day of silence that belongs to each band."""

NOT_KNOWN: Final = "not known"
BANDS: Final = (*BOUNDS, NOT_KNOWN)
"""The bands in order."""


class Bands(NamedTuple):
    """What will be drawn: `bands` has band (of `BANDS`), people and known (flag)."""

    bands: pd.DataFrame
    title: str
    caption: str


def recency_bands(G: nx.Graph) -> go.Figure:
    """One bar a band. Raises `GraphError` when the graph has no ego.

    Silences of 3, 30, 31 and 400 days give 2 people within 30 days, 1 within 91 and 1 longer ago.
    """
    record = bands_of(G)
    return _drawn(record) if record.bands["people"].any() else empty_figure(record.title, record.caption)


def bands_of(G: nx.Graph) -> Bands:
    """The record behind `recency_bands`."""
    counts = Counter(band_of(tie) for _, tie in ties_of(G, ego_of(G)))
    people = [counts[band] for band in BANDS]
    bands = pd.DataFrame({"band": BANDS, "people": people})
    bands["known"] = bands["band"] != NOT_KNOWN
    return Bands(bands, _title(people), _caption(G, counts.total()))


def band_of(tie: dict[str, Any]) -> str:
    """The band of a tie by its `silent_days`; where these are missing it is not known.

    >>> band_of({"silent_days": 30.0}), band_of({"silent_days": 31.0}), band_of({})
    ('within 30 days', '31 to 91 days', 'not known')
    """
    silent = number(tie.get("silent_days"))
    return next((band for band, last in BOUNDS.items() if silent <= last), NOT_KNOWN)


def _title(people: list[int]) -> str:
    *known, unknown = people
    if not sum(people):
        return "You are tied to nobody in these data"
    if not sum(known):
        return f"No contact is known with any of {counted(unknown, 'person', 'people')}"
    of_all = counted(sum(known), "person", "people")
    found = f"You were in touch with {sum(known[:2]):,} of {of_all} within 91 days"
    return f"{found}; of {unknown:,} more nothing is known" if unknown else found


def _caption(G: nx.Graph, ties: int) -> str:
    if not ties:
        return "Import contacts, or note whom you know: then this shows when you were last in touch."
    stale = "The data end before today: each silence is at least so long" if is_stale(G) else None
    return sentences(
        ["Contact: a message, mail, call or meeting, never the connection itself", stale, rests_on(G)]
    )


def _drawn(record: Bands) -> go.Figure:
    import plotly.graph_objects as go

    bands = record.bands
    figure = picture(record.title, caption=record.caption, height=320)
    figure.add_trace(
        go.Bar(
            x=bands["band"],
            y=bands["people"],
            text=[f"{people:,}" for people in bands["people"]],
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": [BLUE if known else GREY for known in bands["known"]],
                "line": {"color": [BLUE if known else GREY for known in bands["known"]], "width": 1},
                "pattern": {"shape": ["" if known else "/" for known in bands["known"]]},
            },
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(title="days since the last contact", showgrid=False)
    figure.update_yaxes(title="people", rangemode="tozero")
    return figure
