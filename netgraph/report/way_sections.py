"""Ways: the sections on targets, on what is missing, on whom to meet and on help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.coverage import CONNECTED_ONLY, GUESS, NONE, WARM
from netgraph.figures import help_balance
from netgraph.lookup import is_missing
from netgraph.lookup import text as text_of
from netgraph.provenance import day
from netgraph.report.blocks import Block, capital, figure, note, section, table, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from netgraph.report.findings import Findings

__all__ = ["gaps", "help_given", "meeting", "ways"]

Figures = dict[str, "go.Figure"]
NOT_KNOWN: Final = "not known"
NO_TARGETS: Final = (
    "No target is chosen yet. Name a few companies or people you want to reach: a specific aim is what "
    "others can help with."
)
STATES: Final = {
    WARM: "every tie on the way was seen or said by somebody",
    CONNECTED_ONLY: "a LinkedIn connection and no contact in these data",
    GUESS: "a tie on every way is a guess",
    NONE: "no way in these data; outside them there may be one",
}
NO_HELP: Final = (
    "No help is noted yet. Note what others do for you, and what you do for them: thanks come sooner then."
)
MOST_HELP: Final = 8


def ways(found: Findings, figures: Figures) -> Block:
    """The ways to each target."""
    heading = "Ways to your targets"
    if not found.targets:
        return section("ways", heading, NO_TARGETS, [])
    states = dict(zip(found.coverage["target"], found.coverage["state"], strict=True))
    rows = [
        [
            row["target_name"],
            states[row["target_name"]],
            " → ".join(["You", *row["path"][1:]]),
            _grounds(row),
            row["first_step"],
        ]
        for row in found.routes.to_dict("records")
    ]
    reached = {row[0] for row in rows}
    rows += [[one, states[one], "-", "-", "See: what is missing"] for one in states if one not in reached]
    columns = {"Target": 1.6, "State": 1.2, "Way in": 2.3, "What it rests on": 1.9, "First step": 2.4}
    warm = sum(state == WARM for state in states.values())
    return section(
        "ways",
        heading,
        f"{warm} of {len(states)} targets have a warm way in",
        [
            table("The warmest ways", columns, rows),
            note(" ".join(f"{capital(state)}: {STATES[state]}." for state in dict.fromkeys(states.values()))),
        ],
    )


def gaps(found: Findings, figures: Figures) -> Block:
    """Targets without a warm way, people of whom nothing is known, and who stands between circles."""
    weak = found.coverage[found.coverage["state"] != WARM]
    unknown = found.neglected.attrs["apart"].get(NOT_KNOWN, 0)
    targets = [[row["target"], row["state"], row["next_step"]] for row in weak.to_dict("records")]
    between = [[row["name"], _place(row), row["why"]] for row in found.brokers.to_dict("records")]
    some = f"{len(weak)} of {len(found.coverage)} targets have no warm way yet"
    cold = "" if not found.targets else some if len(weak) else "Every target has a warm way"
    dark = f"of {unknown:,} people nothing is known" if unknown else "every tie is known"
    finding = f"{cold}; {dark}" if cold else dark[0].upper() + dark[1:]
    return section(
        "gaps",
        "What is missing",
        finding,
        [
            table("Targets without a warm way", {"Target": 2, "State": 2, "What to do": 5}, targets),
            table(
                "People who stand between circles",
                {"Who": 2, "Where": 2, "Why": 6},
                between,
            ),
            note(found.brokers.attrs.get("reason")),
            text(
                f"Of {unknown:,} people these data hold a connection and no contact. Five minutes of answers "
                "on who is close to you (netgraph start) tell more than any file."
                if unknown
                else None
            ),
        ],
    )


def meeting(found: Findings, figures: Figures) -> Block:
    """Whom to meet, and the few meetings that open most."""
    people = [
        [row["name"], _work(row), ", ".join(row["via"]) or "-", row["why"]]
        for row in found.meet.to_dict("records")
    ]
    plan = [
        [f"{row['order']}. {row['name']}", _place(row), ", ".join(row["covers"]), row["why"]]
        for row in found.plan.to_dict("records")
    ]
    opened = {target for covers in found.plan["covers"] for target in covers}
    finding = (
        f"{_counted(len(plan), 'meeting')} may open {len(opened)} of {len(found.targets)} targets"
        if plan
        else f"{_counted(len(people), 'person', 'people')} you could meet next"
    )
    return section(
        "meeting",
        "Whom to meet",
        finding,
        [
            table(
                "The few meetings that open most",
                {"Meet": 2.2, "Where": 2, "May open": 2.4, "Why": 3.4},
                plan,
            ),
            table(
                "People to be introduced to",
                {"Who": 2.2, "Work": 2.4, "Through": 2, "Why": 3.4},
                people,
            ),
            text('End every meeting with the one question: "Who do you know that I should meet?"'),
        ],
    )


def help_given(found: Findings, figures: Figures) -> Block:
    """What passed between ego and others, in words."""
    rows = [
        [
            row["name"],
            "; ".join(row["given"]) or "-",
            "; ".join(row["received"]) or "-",
            "; ".join(row["owed_by_ego"]) or "-",
        ]
        for row in found.bank.head(MOST_HELP).to_dict("records")
    ]
    heading = "Help given and received"
    if not rows:
        return section("help", heading, NO_HELP, [note(found.bank.attrs.get("note"))])
    figures["help"] = help_balance(found.bank)
    picture = figure(
        "help",
        figures["help"],
        shows="Bars to both sides: acts of help given and received, by kind.",
        rests_on=found.rests_on,
    )
    more = len(found.bank) - MOST_HELP
    return section(
        "help",
        heading,
        picture["title"],
        [
            picture,
            table("In words", {"Who": 2, "You gave": 3, "You received": 3, "You owe": 2}, rows),
            note(f"And {more:,} more." if more > 0 else None),
        ],
    )


def _grounds(row: dict[Any, Any]) -> str:
    """The bands and the evidence of a way, hop by hop."""
    hops = [
        f"{'a guess' if evidence == 'inferred' else evidence}"
        + ("" if strength == NOT_KNOWN or evidence == "inferred" else f", {strength}")
        for evidence, strength in zip(row["evidence"], row["bands"], strict=True)
    ]
    rests = "" if is_missing(row["rest_until"]) else f"; rests until {day(row['rest_until'])}"
    return f"{' → '.join(hops)}{rests}"


def _place(row: dict[Any, Any]) -> str:
    return text_of(row["organization"]) or "-"


def _work(row: dict[Any, Any]) -> str:
    return ", ".join(part for part in (text_of(row["position"]), text_of(row["organization"])) if part) or "-"


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
