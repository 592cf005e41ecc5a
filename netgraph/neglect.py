"""Neglected ties: whom ego is losing touch with, and to whom a reply is owed.

    neglect = strength x min(1, ln quiet / ln 8)        nothing when quiet < 2

Quiet is silence in the tie's own rhythm: of exponential gaps 37 % exceed the mean and 14 % twice it;
beyond 8 times the tie has probably decayed (Navarro et al. 2017), which makes it *dormant* (as does
silence of two years), not lost: dormant ties give advice as good as current ones (Levin, Walter and
Murnighan 2011). Replies ego owes stand first. People never contacted are not neglected, they are not
known. Recruiters are counted apart and never suggested, and so are senders whom ego never answered:
strangers, and connections who wrote on more than one day. A first message of a connection may be owed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.lookup import (
    ego_of,
    given_name,
    has_contact,
    is_missing,
    moment,
    number,
    or_zero,
    organization_of,
    text,
    ties_of,
)
from netgraph.provenance import answer, day, is_stale, month, span
from netgraph.schema import NEGLECTED_TIES
from netgraph.strength import DORMANT_QUIET, band

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    import pandas as pd

__all__ = ["is_recruiter", "neglected_ties", "replies_owed"]

DORMANT_DAYS: Final = 730
OWED_DAYS: Final = 60
OWED_DAYS_TWO_WAY: Final = 180
RECRUITER: Final = re.compile(
    r"\b(recruit\w*|talent (acquisition|partner|scout|sourc\w*)|sourcer|headhunt\w*|staffing|"
    r"executive search|personalberat\w*|personalvermittl\w*|recrutement|reclutador\w*|seleccionador\w*)\b",
    re.IGNORECASE,
)


class Neglected(NamedTuple):
    """A tie that is due, what it is (owed, dormant or cooling), and its place among its kind."""

    order: tuple[Any, ...]
    alter: Hashable
    tie: dict[str, Any]
    kind: str


def neglected_ties(
    G: nx.Graph, *, limit: int = 5, quiet_factor: float = 2.0, include_resting: bool = False
) -> pd.DataFrame:
    """The ties most worth a hello, replies owed first; columns as in `netgraph.schema.NEGLECTED_TIES`.

    A tie counts when it is quiet for `quiet_factor` times its rhythm. People who rest (see
    `netgraph.restraint`) are left out unless `include_resting`, which fills `rest_until`.
    `df.attrs` holds `rests_on`, `apart`: how many are left out as resting, not known, recruiters or senders
    never answered, and `resting`: how many rest, left out or not. Raises `GraphError` when the graph has no
    ego.

    A tie of strength .5, quiet for 4 times its rhythm, counts .5 x ln 4 / ln 8 = .333; one quiet for
    8 times or more counts its whole strength, and one under 2 times nothing.
    """
    owed, quiet, apart = _sorted_out(G, quiet_factor)
    resting = apart.get("resting", 0)
    if include_resting:
        apart.pop("resting", None)
    else:
        owed, quiet = _awake(owed), _awake(quiet)
    return answer(G, _rows(G, (owed + quiet)[:limit]), NEGLECTED_TIES, apart=apart, resting=resting)


def replies_owed(G: nx.Graph, *, limit: int = 10) -> pd.DataFrame:
    """The people who wrote last and wait for ego's answer, the best known first; as `neglected_ties`.

    The kindest things one can do today, and few: `df.attrs["more"]` counts those beyond `limit`. A message
    is owed an answer for 60 days, for 180 where both have written. Raises `GraphError` when the graph has
    no ego.
    """
    owed, _, apart = _sorted_out(G, math.inf)
    owed = _awake(owed)
    more = max(len(owed) - limit, 0)
    return answer(G, _rows(G, owed[:limit]), NEGLECTED_TIES, apart=apart, more=more)


def _sorted_out(G: nx.Graph, quiet_factor: float) -> tuple[list[Neglected], list[Neglected], dict[str, int]]:
    """Replies owed and quiet ties, each in its order, who rests too, and how many are in which tray."""
    owed: list[Neglected] = []
    quiet: list[Neglected] = []
    apart: Counter[str] = Counter()
    for alter, tie in ties_of(G, ego_of(G)):
        tray = _tray(G, alter, tie)
        if tray is not None:
            apart[tray] += 1
            continue
        if not is_missing(tie.get("rest_until")):
            apart["resting"] += 1
        if _owes_reply(tie, G.graph.get("as_of")):
            order = (-or_zero(tie.get("strength")), number(tie.get("silent_days")), str(alter))
            owed.append(Neglected(order, alter, tie, "owed"))
        elif (weight := neglect(tie, quiet_factor=quiet_factor)) > 0:
            gone = number(tie.get("quiet")) >= DORMANT_QUIET or number(tie.get("silent_days")) >= DORMANT_DAYS
            order = (-weight, -or_zero(tie.get("quiet")), str(alter))
            quiet.append(Neglected(order, alter, tie, "dormant" if gone else "cooling"))
    return sorted(owed, key=_order), sorted(quiet, key=_order), dict(apart)


def _awake(found: list[Neglected]) -> list[Neglected]:
    return [one for one in found if is_missing(one.tie.get("rest_until"))]


def neglect(tie: dict[str, Any], *, quiet_factor: float = 2.0) -> float:
    """How neglected a tie is, in [0, 1]; 0 when it is not quiet or its strength is not known."""
    quiet, strength = number(tie.get("quiet")), number(tie.get("strength"))
    if math.isnan(quiet) or math.isnan(strength) or quiet < max(quiet_factor, 1.0):
        return 0.0
    return strength * min(1.0, math.log(quiet) / math.log(DORMANT_QUIET))


def is_recruiter(position: str | None) -> bool:
    """Whether a title is that of a recruiter: paid to write, and not losing touch.

    >>> is_recruiter("Senior Technical Recruiter"), is_recruiter("Recruitment data analyst's friend")
    (True, True)
    >>> is_recruiter("Data Engineer"), is_recruiter(None)
    (False, False)
    """
    return isinstance(position, str) and RECRUITER.search(position) is not None


def _tray(G: nx.Graph, alter: Hashable, tie: dict[str, Any]) -> str | None:
    """The tray in which a tie is kept apart, None when it may be suggested."""
    if not has_contact(tie):
        return "not known"
    if not is_missing(tie.get("closeness")):
        return None
    if is_recruiter(text(G.nodes[alter].get("position"))):
        return "recruiters"
    answered = or_zero(tie.get("n_sent")) or not is_missing(tie.get("last_word"))
    unanswered = or_zero(tie.get("n_received")) and not answered
    if unanswered and (or_zero(tie.get("active_days")) > 1 or is_missing(tie.get("since"))):
        return "never answered"
    return None


def _owes_reply(tie: dict[str, Any], as_of: pd.Timestamp | None) -> bool:
    received, sent = moment(tie.get("last_received")), moment(tie.get("last_word"))
    if as_of is None or received is None or (sent is not None and sent >= received):
        return False
    waiting = (as_of.normalize() - received.normalize()).days
    return waiting <= (OWED_DAYS if sent is None else OWED_DAYS_TWO_WAY)


def _rows(G: nx.Graph, found: list[Neglected]) -> list[dict[str, Any]]:
    return [_row(G, one.alter, one.tie, one.kind) for one in found]


def _order(one: Neglected) -> tuple[Any, ...]:
    return one.order


def _row(G: nx.Graph, alter: Hashable, tie: dict[str, Any], kind: str) -> dict[str, Any]:
    given = given_name(G, alter)
    steps = {
        "owed": f"Answer {given}: two lines are enough.",
        "dormant": f"Say hello to {given} and ask how they are; ask for nothing yet.",
        "cooling": f"Send {given} a short note about something you share.",
    }
    return {
        "person_id": alter,
        "name": G.nodes[alter]["name"],
        "organization": organization_of(G, alter),
        **{
            name: tie.get(name)
            for name in ("strength", "recency", "last_contact", "silent_days", "rhythm_days", "quiet")
        },
        "kind": kind,
        "why": _why(G, alter, tie, kind),
        "step": steps[kind],
        "rest_until": tie.get("rest_until"),
    }


def _why(G: nx.Graph, alter: Hashable, tie: dict[str, Any], kind: str) -> str:
    """How well known, how long silent against which rhythm, who wrote last, which era."""
    least = "at least " if is_stale(G) else ""
    given = given_name(G, alter)
    received, sent = moment(tie.get("last_received")), moment(tie.get("last_word"))
    if kind == "owed" and received is not None:
        waiting = (G.graph["as_of"].normalize() - received.normalize()).days
        said = f"{given} wrote on {day(received)} and has waited {least}{span(waiting)} for your answer"
    else:
        silent, rhythm = number(tie.get("silent_days")), number(tie.get("rhythm_days"))
        said = _known(tie)
        said += "" if math.isnan(silent) else f"; silent for {least}{span(silent)}"
        said += "" if math.isnan(rhythm) else f", usually every {span(rhythm)}"
        if received is not None and (sent is None or received > sent):
            said += f"; {given} wrote last, in {month(received)}"
    era = text(G.nodes[alter].get("era"))
    return f"{said} ({era})." if era else f"{said}."


def _known(tie: dict[str, Any]) -> str:
    if not is_missing(tie.get("closeness")):
        return f"You said closeness {number(tie.get('closeness')):.0f} of 5"
    days = number(tie.get("active_days"))
    seen = "" if math.isnan(days) else f", {days:.0f} days in contact"
    return f"A {band(number(tie.get('strength')))} tie{seen}"
