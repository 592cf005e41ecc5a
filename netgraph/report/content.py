"""Content: what a personal report says, as one plain record that JSON can hold.

Four to six pages: the network in one picture, strength and recency, whom not to lose, the ways to each
target, what is missing, whom to meet, what passed between you and others, a month's plan, and what all of it
rests on. Strength and chance are bands, unknown is "not known", and a guess is called one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.provenance import day
from netgraph.report.blocks import Report
from netgraph.report.findings import Findings
from netgraph.report.grounds import grounds
from netgraph.report.plan import month_plan
from netgraph.report.tie_sections import losing, network, recency
from netgraph.report.way_sections import gaps, help_given, meeting, ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import plotly.graph_objects as go

__all__ = ["report_of"]


def report_of(G: nx.Graph, *, targets: Sequence[str] | None = None) -> Report:
    """The report on a graph; `targets` None takes those the user chose.

    `record` holds `title`, `owner`, `day`, `date` (ISO), `language`, `lead` (the findings in brief),
    `sections` (see `netgraph.report.blocks`) and `rests_on`. The same graph gives the same record. Raises
    `NoHistoryError` on a graph made by hand and `GraphError` without an ego.
    """
    found = Findings(G, targets)
    figures: dict[str, go.Figure] = {}
    sections = [
        make(found, figures)
        for make in (network, recency, losing, ways, gaps, meeting, help_given, month_plan, grounds)
    ]
    as_of = G.graph["as_of"]
    record: dict[str, Any] = {
        "title": "Your network",
        "owner": str(G.nodes[found.ego]["name"]),
        "day": day(as_of),
        "date": as_of.date().isoformat(),
        "language": "en",
        "lead": _lead(found, sections),
        "sections": sections,
        "rests_on": found.rests_on,
    }
    return Report(record, figures)


def _lead(found: Findings, sections: list[dict[str, Any]]) -> list[str]:
    """The findings that matter most, and where to begin."""
    said = {one["key"]: one["finding"] for one in sections}
    lines = [said[key] for key in ("recency", "losing", "ways")]
    left = found.week.loc[found.week["state"] == "open", "step"]
    if not left.empty:
        lines.append(f"Begin here: {left.iloc[0]}")
    return [line if line.endswith((".", "?", "!")) else f"{line}." for line in lines]
