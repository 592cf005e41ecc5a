"""Overview: what a bundle of contacts holds, in numbers, for a terminal and for a notebook.

Counts, sources and the last day of each, how much is known; never the name of a person, so that a notebook
may be shown with its outputs. Showing something must never stop a notebook: tables that are not as the
schema says are shown as such (`UNREADABLE`).
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["UNREADABLE", "as_html", "as_text"]

UNREADABLE: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What tables that are not as the schema says may raise."""

CELL: Final = 'style="text-align:left;padding:0.15em 1.2em 0.15em 0"'


def as_text(tables: Mapping[str, pd.DataFrame]) -> str:
    """One line: `Contacts(600 people, 7285 interactions; from linkedin)`, cheap as tracebacks show it too."""
    sizes = ", ".join(f"{len(frame)} {name}" for name, frame in tables.items() if len(frame))
    sources = ", ".join(_sources(tables["people"]))
    return f"Contacts({sizes}{f'; from {sources}' if sources else ''})" if sizes else "Contacts(empty)"


def as_html(tables: Mapping[str, pd.DataFrame], until: Mapping[str, pd.Timestamp]) -> str:
    """A small table of the same, with how many people contact is known of and the last day of each source."""
    rows = [(name, f"{len(frame):,}") for name, frame in tables.items() if len(frame)]
    if not rows:
        return "<div><strong>Contacts</strong>: empty</div>"
    known = _known(tables["people"], tables["interactions"])
    if known is not None:
        rows.insert(1, ("of them in contact with you", f"{known:,}"))
    cells = "".join(
        f'<tr><th scope="row" {CELL}>{name}</th><td style="text-align:right">{size}</td></tr>'
        for name, size in rows
    )
    days = {source: f"until {moment:%Y-%m-%d}" for source, moment in until.items()}
    named = dict.fromkeys(_sources(tables["people"]), "no days in it") | days
    sources = "; ".join(f"{html.escape(source)} ({said})" for source, said in sorted(named.items()))
    return (
        f"<div><strong>Contacts</strong><table><tbody>{cells}</tbody></table>"
        f"<div>From {sources or 'no source'}. Texts of messages are not kept; who is not known may be a best "
        "friend.</div></div>"
    )


def _sources(people: pd.DataFrame) -> list[str]:
    return sorted(map(str, people["source"].dropna().unique()))


def _known(people: pd.DataFrame, interactions: pd.DataFrame) -> int | None:
    """How many people have an event with the owner that is contact; None when nobody is the owner."""
    mine = people.loc[people["is_ego"], "person_id"]
    if mine.empty:
        return None
    ego = mine.iloc[0]
    events = interactions[interactions["channel"] != "invitation"]
    got = events.loc[events["sender_id"] == ego, "recipient_id"]
    wrote = events.loc[events["recipient_id"] == ego, "sender_id"]
    return len((set(got.dropna()) | set(wrote.dropna())) - {ego})
