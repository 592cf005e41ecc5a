"""The balance of help in kinds: what was given and what was received, of each kind, in acts.

It adds up no person and sets nothing off: help is no account, and nobody owes you. Thanks and promises that
*you* owe are counted in the title. Endorsements are clicks: they stand apart and are not drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.figures.theme import BLUE, INK, WARM, empty_figure, picture
from netgraph.figures.words import counted, sentences
from netgraph.practice.favors import HELP

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["HelpFlow", "help_balance", "help_flow_of"]

ROW_HEIGHT: Final = 40
SIDES: Final = (
    ("received", -1, "given to you", WARM, "/"),
    ("given", 1, "given by you", BLUE, ""),
)
PLURAL: Final = {
    "advice": "advice",
    "help": "other help",
    "introduction": "introductions",
    "recommendation": "recommendations",
    "referral": "referrals",
}
NOTHING: Final = "Note help when it happens, given or received: netgraph favor GIVER RECEIVER KIND"


class HelpFlow(NamedTuple):
    """What will be drawn: `kinds` has kind, given and received (acts), only kinds that happened."""

    kinds: pd.DataFrame
    title: str
    caption: str


def help_balance(bank: pd.DataFrame) -> go.Figure:
    """What `netgraph.help_bank` holds, a row a kind: to you on the left, from you on the right."""
    flow = help_flow_of(bank)
    return _drawn(flow) if len(flow.kinds) else empty_figure(flow.title, flow.caption)


def help_flow_of(bank: pd.DataFrame) -> HelpFlow:
    """The record behind `help_balance`."""
    given, received = (
        Counter(_kind(said) for some in bank[side] for said in some) for side in ("given", "received")
    )
    found = [kind for kind in HELP if given[kind] + received[kind]]
    kinds = pd.DataFrame(
        {
            "kind": found,
            "given": [given[kind] for kind in found],
            "received": [received[kind] for kind in found],
        }
    )
    owed = sum(len(owes) for owes in bank["owed_by_ego"])
    due = f"{counted(owed, 'thank-you or promise is', 'thank-yous or promises are')} yours to keep"
    rests = bank.attrs.get("rests_on")
    if kinds.empty:
        title = "No help is noted yet"
        return HelpFlow(kinds, f"{title}; {due}" if owed else title, sentences([NOTHING, rests]))
    helped = counted(sum(given.values()), "time", "times")
    title = f"You helped {helped} and were helped {counted(sum(received.values()), 'time', 'times')}"
    note = bank.attrs.get("note")
    caption = sentences(["Acts as they were noted or recommended; help is no account", note, rests])
    return HelpFlow(kinds, f"{title}; {due}" if owed else title, caption)


def _kind(said: str) -> str:
    """The kind of help that words of the help bank begin with.

    >>> _kind("introduction to Dana Cole, May 2026"), _kind("advice, May 2026 (her new team)")
    ('introduction', 'advice')
    """
    begins = re.match(r"\w+", said)
    return begins[0] if begins else ""


def _drawn(flow: HelpFlow) -> go.Figure:
    import plotly.graph_objects as go

    kinds = flow.kinds
    rows = list(range(len(kinds)))
    most = int(kinds[["given", "received"]].to_numpy().max())
    height = ROW_HEIGHT * len(kinds) + 60
    names = [name for _, _, name, _, _ in SIDES]
    figure = picture(flow.title, caption=flow.caption, height=height, left=132, legend=names)
    for side, sign, name, color, pattern in SIDES:
        figure.add_trace(
            go.Bar(
                orientation="h",
                x=sign * kinds[side],
                y=rows,
                name=name,
                text=["" if count == 0 else f"{count:,}" for count in kinds[side]],
                textposition="outside",
                cliponaxis=False,
                marker={
                    "color": color,
                    "line": {"color": color, "width": 1},
                    "pattern": {"shape": pattern},
                },
                hoverinfo="skip",
            )
        )
    step = max(1, -(-most // 4))
    ticks = list(range(0, most + 1, step))
    figure.update_layout(barmode="overlay")
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_xaxes(
        range=[-1.15 * most - 0.2, 1.15 * most + 0.2],
        tickvals=[*(-tick for tick in reversed(ticks[1:])), *ticks],
        ticktext=[str(tick) for tick in [*reversed(ticks[1:]), *ticks]],
        title="acts of help",
    )
    figure.update_yaxes(
        range=[len(kinds) - 0.5, -0.5],
        tickvals=rows,
        ticktext=[PLURAL[kind] for kind in kinds["kind"]],
        showgrid=False,
    )
    return figure
