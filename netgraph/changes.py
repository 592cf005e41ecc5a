"""Changes: what later contacts say otherwise than earlier ones.

Who moved, who is new, who is gone: a LinkedIn export is a list of what is true now, so two of them tell
what happened in between, to the day of neither. A moved job is a reason to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.cards import LONG_AGO, cards_of, last_seen
from netgraph.organizations import organization_key, plain_words
from netgraph.people import name_key
from netgraph.schema import DTYPES, WHAT_CHANGED, conform

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["what_changed"]

MOVED, POSITION, RENAMED, NEW, GONE = CHANGES = ("moved job", "new position", "renamed", "new", "gone")
"""The kinds of change, those that give a reason to write first."""

LIST: Final = "linkedin"
"""The source of connections, which are a full list: whoever no longer stands in it is gone."""


def what_changed(earlier: Contacts, later: Contacts) -> pd.DataFrame:
    """What happened to people between two bundles (`netgraph.schema.WHAT_CHANGED`), one row a change.

    *moved job*: another employer (or none where there was one); *new position*: another title with the same
    one, or a first employer; *renamed*: another name of the same person; *new*: not known before;
    *gone*: a connection before and none now, told only where both are LinkedIn connection lists.
    Organizations compare by `organization_key`, so a spelling or a legal form is no move. `seen_on` is
    the last day of the later data. An empty table when nothing changed.
    """
    before, after = _united(earlier, later)
    seen = last_seen(later)
    both = after.merge(before, left_index=True, right_index=True, suffixes=("", "_before"))
    found = [
        _moved(both),
        _repositioned(both),
        _renamed(both),
        _new(before, after, messages=bool(len(earlier.interactions))),
        _gone(before, after),
    ]
    rows = pd.concat(found)
    why = rows["why"] + _between(last_seen(earlier), seen)
    why = why.mask(rows["change"] == NEW, rows["why"] + ".")
    day = None if seen == LONG_AGO else seen.normalize()
    rows = rows.assign(why=why, seen_on=pd.Series(day, index=rows.index, dtype=DTYPES["time"]))
    order = rows["change"].map(CHANGES.index)
    rows = rows.assign(order=order).rename_axis("person_id").reset_index()
    return conform(rows.sort_values(["order", "name", "person_id"], kind="stable"), WHAT_CHANGED)


def _united(earlier: Contacts, later: Contacts) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The people of each bundle, ego left out, by the id that they have in both together."""
    cards = cards_of([earlier, later])
    cards = cards.assign(
        listed=cards["connected_on"].notna(),
        place=cards["organization"].map(organization_key),
        key=cards["name"].map(name_key),
    )
    ego = set(cards.loc[cards["is_ego"], "person_id"])
    cards = cards[~cards["person_id"].isin(ego)]
    sides = (cards[cards["bundle"] == number] for number in (0, 1))
    before, after = (side.drop_duplicates("person_id").set_index("person_id") for side in sides)
    return before, after


def _moved(both: pd.DataFrame) -> pd.DataFrame:
    """Another employer, or none where both lists would tell one."""
    left = both["place"].isna() & both["listed"] & both["listed_before"]
    moved = both["place_before"].notna() & (
        (both["place"] != both["place_before"]) & both["place"].notna() | left
    )
    rows = both[moved]
    gone_to = "Moved from " + rows["organization_before"] + " to " + rows["organization"]
    why = gone_to.fillna("No longer names " + rows["organization_before"] + " as employer")
    return _rows(rows, MOVED, rows["organization_before"], rows["organization"], why + ": a reason to write")


def _repositioned(both: pd.DataFrame) -> pd.DataFrame:
    """Another title at one employer, or an employer where none was named."""
    titles = [both[name].map(plain_words, na_action="ignore") for name in ("position", "position_before")]
    promoted = (both["place"] == both["place_before"]) & (titles[0] != titles[1])
    promoted &= titles[0].notna() & titles[1].notna()
    first = both["place"].notna() & both["place_before"].isna() & both["listed"] & both["listed_before"]
    rows = both[promoted | first]
    before, after = (_job(rows, suffix) for suffix in ("_before", ""))
    why = ("Now " + after).mask(promoted[rows.index], "Has a new title at " + rows["organization"])
    return _rows(rows, POSITION, before, after, why + ": a reason to write")


def _renamed(both: pd.DataFrame) -> pd.DataFrame:
    renamed = both["key"].notna() & both["key_before"].notna() & (both["key"] != both["key_before"])
    rows = both[renamed]
    why = pd.Series("Goes by another name: use it when you write", index=rows.index, dtype="str")
    return _rows(rows, RENAMED, rows["name_before"], rows["name"], why)


def _new(before: pd.DataFrame, after: pd.DataFrame, *, messages: bool) -> pd.DataFrame:
    """Who was not known; whom only messages name is no news where the earlier data held none."""
    told = after["connected_on"].notna() | (after["source"] != LIST) | messages
    rows = after[told & ~after.index.isin(before.index)]
    day = rows["connected_on"].map(_day, na_action="ignore").astype("str")
    why = ("Connected on " + day).fillna("Not in the earlier data")
    return _rows(rows, NEW, None, _job(rows, ""), why)


def _gone(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Who stood in the earlier list of connections and stands in the later one no more."""
    if not (before["listed"].any() and after["listed"].any()):
        return _rows(before.head(0), GONE, None, None, before.head(0)["name"])
    rows = before[before["listed"] & ~before.index.isin(after.index[after["listed"]])]
    why = pd.Series("No longer among your connections", index=rows.index, dtype="str")
    return _rows(rows, GONE, _job(rows, ""), None, why)


def _rows(
    people: pd.DataFrame, change: str, before: pd.Series | None, after: pd.Series | None, why: pd.Series
) -> pd.DataFrame:
    told = {"name": people["name"], "change": change, "before": before, "after": after, "why": why}
    return pd.DataFrame(told, index=people.index)


def _job(people: pd.DataFrame, suffix: str) -> pd.Series:
    """`Analyst at Globex`, or the half of it that is known."""
    position, organization = people[f"position{suffix}"], people[f"organization{suffix}"]
    return (position + " at " + organization).fillna(organization).fillna(position)


def _between(earlier: pd.Timestamp, later: pd.Timestamp) -> str:
    """When it happened, as far as the two bundles tell."""
    if LONG_AGO in {earlier, later} or later <= earlier:
        return "."
    return f" (between {_day(earlier)} and {_day(later)})."


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%b %Y}"
