"""The month's plan: this week's steps, then one person to meet and one hello for each week that follows.

Few enough to be done: the list of the week is the user's own pace, and nobody stands in the plan twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.lookup import text as text_of
from netgraph.report.blocks import Block, section, steps, table, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from netgraph.report.findings import Findings

__all__ = ["month_plan"]

A_WEEK: Final = pd.Timedelta(days=7)
WEEKS_AFTER: Final = 3


def month_plan(found: Findings, figures: dict[str, go.Figure]) -> Block:
    """This week's open steps to tick off, and the three weeks after it."""
    week = found.week
    left = week[week["state"] == "open"]
    as_of = found.G.graph["as_of"].normalize()
    monday = as_of - pd.Timedelta(days=as_of.weekday())
    rows = [
        (row["step"], _who(row), row["why"], text_of(row["hook"]) or "") for row in left.to_dict("records")
    ]
    later = _later(found, set(week["person_id"]))
    after = [
        [f"{_day(monday + A_WEEK * number)}", meet, hello]
        for number, (meet, hello) in enumerate(later, start=1)
    ]
    finding = (
        f"{len(rows)} small steps this week, two in each week after"
        if rows and after
        else f"{len(rows)} small steps this week"
        if rows
        else "Nothing is due this week"
    )
    return section(
        "plan",
        "This month's plan",
        finding.replace("1 small steps", "1 small step"),
        [
            steps(f"The week of {_day(monday)}", rows),
            text(str(week.attrs.get("enough") or "")),
            table("The weeks after", {"Week of": 1.6, "Meet somebody": 4, "Say hello": 4}, after),
        ],
    )


def _later(found: Findings, taken: set[Any]) -> list[tuple[str, str]]:
    """For each week after: a meeting of the plan and a quiet tie, whom no step before is about."""
    meetings = [(row["person_id"], f"{row['name']}: {row['why']}") for row in found.plan.to_dict("records")]
    meetings += [(row["person_id"], f"{row['name']}: {row['why']}") for row in found.meet.to_dict("records")]
    quiet = found.neglected[found.neglected["kind"] != "owed"]
    hellos = [
        (row["person_id"], f"{row['name']}: {row['step']}")
        for row in quiet.head(4 * WEEKS_AFTER).to_dict("records")
    ]
    weeks = []
    for _ in range(WEEKS_AFTER):
        pair = []
        for offered in (meetings, hellos):
            person, words = next((one for one in offered if one[0] not in taken), (None, "-"))
            taken = taken | {person}
            pair.append(words)
        if pair != ["-", "-"]:
            weeks.append((pair[0], pair[1]))
    return weeks


def _who(row: dict[Any, Any]) -> str:
    return ", ".join(part for part in (row["name"], text_of(row["organization"])) if part)


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B}"
