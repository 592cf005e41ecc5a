"""Cards: what each bundle says of a person, beside the one id the person has in all of them.

A bundle's last day stands for the day of the export, which the files do not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd

from netgraph import schema
from netgraph.addresses import listed
from netgraph.identities import settled_cards
from netgraph.organizations import aliases_among, rename_organizations

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LONG_AGO", "cards_of", "last_seen", "newest_first", "provenance_of", "told_in"]

LONG_AGO: Final = pd.Timestamp(0, tz="UTC")
FIELDS: Final = [name for name in schema.PEOPLE.names if name not in {"person_id", "is_ego", "source"}]


class Bundle(Protocol):
    """What of `netgraph.Contacts` is needed here: its tables by name."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        ...


def cards_of(bundles: Sequence[Bundle]) -> pd.DataFrame:
    """Every people row of the bundles, the one that counts where facts differ first.

    Columns of `people`, where `person_id` is the id in all bundles; `own` (the id in its bundle),
    `bundle` (its number among those given) and `seen_on` (the bundle's last day, NaT without days).
    """
    order = newest_first(bundles)
    if not order:
        return schema.empty(schema.PEOPLE).assign(own="", bundle=0, seen_on=LONG_AGO)
    cards = settled_cards(**told_in(bundles, order))
    return cards.assign(bundle=cards["side"].map(dict(enumerate(order))))


def provenance_of(cards: pd.DataFrame, person_id: str) -> pd.DataFrame:
    """Which card said what of a person (`netgraph.schema.PROVENANCE`), the one that counts first."""
    mine = cards[cards["person_id"] == person_id]
    shared = mine.duplicated("own", keep=False) & (mine["own"] == person_id)
    mine = mine.assign(card=mine["own"] + ("@" + mine["source"]).where(shared, ""))
    told = mine.assign(connected_on=mine["connected_on"].dt.strftime("%Y-%m-%d").astype("str"))
    card = ["source", "seen_on", "card"]
    further = listed(told[[*card, "also"]], "also").rename(columns={"also": "value"})
    rows = told.melt(card, FIELDS, "field", "value", ignore_index=False)
    rows = pd.concat([rows, further.assign(field="email")]).dropna(subset=["value"])
    rows = rows.drop_duplicates(["field", "value", "source", "card"])
    place = rows["field"].map(FIELDS.index)
    rows = rows.assign(place=place, card_number=rows.index).sort_values(["place", "card_number"])
    return schema.conform(rows.assign(used=~rows.duplicated("field")), schema.PROVENANCE)


def newest_first(bundles: Sequence[Bundle]) -> list[int]:
    """The numbers of the bundles by their last day, the newest first; of equal ones the last given."""
    return sorted(range(len(bundles)), key=lambda at: (last_seen(bundles[at]), at), reverse=True)


def told_in(bundles: Sequence[Bundle], order: Sequence[int]) -> dict[str, Any]:
    """The tables of the bundles in `order`, their last days, and what the user decided, said last first.

    Organizations bear the names that the user's aliases mean.
    """
    choices = pd.concat([bundle.tables()["choices"] for bundle in bundles[::-1]], ignore_index=True)
    aliases = aliases_among(choices)
    days = [last_seen(bundles[at]) for at in order]
    return {
        "bundles": [rename_organizations(bundles[at].tables(), aliases) for at in order],
        "seen_on": [pd.NaT if day == LONG_AGO else day.normalize() for day in days],
        "choices": choices,
    }


def last_seen(bundle: Bundle) -> pd.Timestamp:
    """The last day in the data of a bundle; 1970 when they have none."""
    tables = bundle.tables()
    seen = (tables["interactions"]["at"], tables["favors"]["at"], tables["people"]["connected_on"])
    return max((last for moments in seen if not pd.isna(last := moments.max())), default=LONG_AGO)
