"""What moved: ties that crossed a band between two dates, told once and quietly.

Two bands per tie. *Silence*: in touch, or quiet from 2.5 times the tie's own rhythm (a quarter above the
2 from which a tie counts as neglected). Silence only grows with time and only a contact ends it, so this
line is crossed once a silence. *Contact chance*: weak, medium, strong as everywhere (.15, .45), crossed
only when the later chance lies .05 beyond the bound: a chance that hovers around a bound is not
reported. A tie is told once, by the first that holds:

* `replied`: it was quiet, and they wrote since,
* `warmed`: the first contact in the data, contact again after being quiet, or a higher chance band,
* `went quiet`: silence passed 2.5 times the rhythm,
* `cooled`: a lower chance band.

A closeness the user said moves nothing: saying so is no contact. One day in contact tells no rhythm, so
such a tie never goes quiet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netgraph.errors import GraphError
from netgraph.lookup import ego_of, is_missing, moment, number, or_zero, organization_of, ties_of
from netgraph.provenance import answer, day, is_stale, span
from netgraph.schema import WHAT_MOVED
from netgraph.strength import BANDS, band

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["what_moved"]

QUIET_FROM: Final = 2.5
MARGIN: Final = 0.05
ORDER: Final = ("replied", "warmed", "went quiet", "cooled")
IN_TOUCH: Final = "in touch"
QUIET: Final = "quiet"


def what_moved(G_earlier: nx.Graph, G_later: nx.Graph) -> pd.DataFrame:
    """Ego's ties that crossed a band between two graphs; columns as in `netgraph.schema.WHAT_MOVED`.

    Both may come from the same contacts at two `as_of`. Replies stand first, then what warmed, went
    quiet and cooled, the strongest tie first in each; nothing that moved gives an empty frame.

    Raises `GraphError` when the two have different owners or the first is the later one.

    A weekly tie (rhythm 14 days, the shortest) is in touch after 34 days of silence and quiet after 35.
    """
    ego = ego_of(G_later)
    if ego_of(G_earlier) != ego:
        raise GraphError("the two graphs have different owners: compare two dates of one network")
    then, now = moment(G_earlier.graph.get("as_of")), moment(G_later.graph.get("as_of"))
    if then is not None and now is not None and then > now:
        raise GraphError(f"the first graph is of {day(then)}, after the second, {day(now)}: swap them")
    earlier = dict(ties_of(G_earlier, ego))
    moves = [
        (alter, tie, move)
        for alter, tie in ties_of(G_later, ego)
        if (move := _move(earlier.get(alter, {}), tie, then)) is not None
    ]
    moves.sort(key=lambda one: (ORDER.index(one[2][0]), -or_zero(one[1].get("strength")), str(one[0])))
    rows = [
        {
            "person_id": alter,
            "name": G_later.nodes[alter]["name"],
            "organization": organization_of(G_later, alter),
            "change": change,
            "before": before,
            "after": after,
            "why": _why(G_later, change, earlier.get(alter, {}), tie),
            "chance_before": number(earlier.get(alter, {}).get("contact_chance")),
            "chance_after": number(tie.get("contact_chance")),
            "quiet_before": number(earlier.get(alter, {}).get("quiet")),
            "quiet_after": number(tie.get("quiet")),
        }
        for alter, tie, (change, before, after) in moves
    ]
    return answer(G_later, rows, WHAT_MOVED)


def _move(
    earlier: dict[str, Any], later: dict[str, Any], then: pd.Timestamp | None
) -> tuple[str, str, str] | None:
    """The change of one tie with the band before and after, None when no band was crossed."""
    last = moment(later.get("last_contact"))
    if last is None:
        return None
    after = _silence(later)
    if is_missing(earlier.get("last_contact")):
        return ("warmed", "not known", after) if then is None or last > then else None
    before = _silence(earlier)
    if (before, after) == (IN_TOUCH, QUIET) and not number(later.get("active_days")) <= 1:
        return "went quiet", before, after
    if (before, after) == (QUIET, IN_TOUCH) and _newer(earlier, later, "last_contact"):
        return "replied" if _newer(earlier, later, "last_received") else "warmed", before, after
    return _crossed(number(earlier.get("contact_chance")), number(later.get("contact_chance")))


def _silence(tie: dict[str, Any]) -> str:
    return QUIET if number(tie.get("quiet")) >= QUIET_FROM else IN_TOUCH


def _crossed(old: float, new: float) -> tuple[str, str, str] | None:
    """The change when the chance passed a bound by the margin: its band before, and the one now told."""
    up = [bound for bound in BANDS.values() if old < bound and new >= bound + MARGIN]
    down = [name for name, bound in BANDS.items() if old >= bound and new <= bound - MARGIN]
    if up:
        return "warmed", band(old), band(max(up))
    return ("cooled", band(old), down[0]) if down else None


def _newer(earlier: dict[str, Any], later: dict[str, Any], name: str) -> bool:
    """Whether the moment was not yet seen in the earlier graph."""
    then, now = moment(earlier.get(name)), moment(later.get(name))
    return now is not None and (then is None or now > then)


def _why(G: nx.Graph, change: str, earlier: dict[str, Any], later: dict[str, Any]) -> str:
    last, before = moment(later.get("last_contact")), moment(earlier.get("last_contact"))
    silent, least = span(number(later.get("silent_days"))), "at least " if is_stale(G) else ""
    if change == "went quiet":
        usual = span(number(later.get("rhythm_days")))
        return f"Silent for {least}{silent}, usually in contact every {usual}."
    if last is None:
        return "The chance of contact crossed a band."
    if before is None:
        return f"First contact in this data, last on {day(last)}."
    if change == "replied":
        gap = span(number(earlier.get("silent_days")))
        heard = moment(later.get("last_received"))
        return f"They wrote, last on {day(heard or last)}, after a silence of at least {gap}."
    if change == "warmed":
        wrote = _newer(earlier, later, "last_received")
        return f"In contact again, last on {day(last)}{'' if wrote else '; no answer yet'}."
    return f"Less contact than before; the last was on {day(last)}, {least}{silent} ago."
