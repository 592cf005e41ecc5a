"""The first round: the few people about whom a word from the user changes most answers.

Colleagues of six years never wrote on LinkedIn, so the data do not know them. Offered are connections
of whom nothing is known - neither contact nor closeness - in rounds: one from each era of ego's life
and two at each target a round, so that no one employer fills the list. Within an era employers shared
with ego come first, then recommendations, then the longest connected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netgraph.contact_days import ego_events, instant
from netgraph.eras import era_of, eras
from netgraph.organizations import organization_key
from netgraph.recommendations import recommended
from netgraph.schema import FIRST_ROUND, conform

if TYPE_CHECKING:
    from netgraph.contacts import Contacts

__all__ = ["QUESTIONS", "first_round"]

QUESTIONS: Final = (
    "Who would pick up the phone if you called?",
    "Who would vouch for you?",
    "Who wrote when you lost the job?",
)
"""Asked first, for names the user types; no data can offer them."""

AT_A_TARGET: Final = 2
NO_ERA: Final = "outside your jobs and schools"


def first_round(
    contacts: Contacts, *, as_of: str | pd.Timestamp | None = None, limit: int = 30
) -> pd.DataFrame:
    """The people to ask the user about, columns as in `netgraph.schema.FIRST_ROUND`.

    `closeness` (0-5) and `last_spoke` are empty, for the user to fill; the filled frame is what
    `Book.closeness` takes. Nobody already answered is offered again.
    """
    people = contacts.people[~contacts.people["is_ego"]]
    said = contacts.ties[contacts.ties["closeness"].notna()]
    known = set(said.loc[said["person_a"] == contacts.ego, "person_b"])
    now = instant(as_of) if as_of is not None else instant("2200-01-01")
    known |= set(ego_events(contacts.interactions, ego=contacts.ego, as_of=now)["alter"].unique())
    # As objects: pandas looks up text in a list of many thousands one by one.
    is_known = people["person_id"].astype(object).isin(known)
    offered = people[people["connected_on"].notna() & ~is_known]
    offered = offered.assign(**_context(contacts, offered))
    order = ["shared", "recommended", "connected_on", "name"]
    offered = offered.sort_values(order, ascending=[False, False, True, True], kind="stable")
    offered = offered.assign(turn=_turn(offered)).sort_values("turn", kind="stable").head(limit)
    return conform(offered.assign(why=_why(offered)), FIRST_ROUND)


def _context(contacts: Contacts, offered: pd.DataFrame) -> dict[str, pd.Series]:
    """Era, and whether each person is at a target, at an employer of ego's, or recommended with ego."""
    keys = {name: organization_key(name) for name in offered["organization"].unique()}
    key = offered["organization"].map(keys)
    named = contacts.targets["name"].map(organization_key)
    chosen, dropped, proposed = (
        set(named[contacts.targets["status"] == status].dropna())
        for status in ("chosen", "dropped", "proposed")
    )
    jobs = contacts.jobs[contacts.jobs["person_id"] == contacts.ego]
    mine = jobs["organization"].map(organization_key)
    praised = recommended(contacts.favors, ego=contacts.ego)
    era = era_of(offered["connected_on"], eras(contacts.jobs, ego=contacts.ego))
    return {
        "era": era.fillna(NO_ERA),
        "at_target": key.isin(chosen | proposed - dropped),
        "chosen": key.isin(chosen),
        "shared": key.isin(set(mine.dropna())),
        "now": key.isin(set(mine[jobs["ended_on"].isna() & (jobs["kind"] != "study")].dropna())),
        "recommended": offered["person_id"].isin(set(praised)),
    }


def _turn(offered: pd.DataFrame) -> pd.Series:
    """Rounds: one of each era and two at each target a round; people outside all eras come last."""
    of_era = offered.groupby("era").cumcount().astype("float64")
    of_target = (offered.groupby("organization").cumcount() // AT_A_TARGET).astype("float64")
    turn = of_era.where(~offered["at_target"], of_target)
    return turn.where((offered["era"] != NO_ERA) | offered["at_target"], len(offered) + of_era)


def _why(offered: pd.DataFrame) -> pd.Series:
    place = "at " + offered["organization"].fillna("")
    target = (place + ", your target").where(
        offered["chosen"], place + ", which your LinkedIn export proposes"
    )
    target = target.where(offered["at_target"])
    shared = (place + ", where you are too").where(offered["now"], place + ", where you once were")
    shared = shared.where(offered["shared"])
    praised = pd.Series("recommended", index=offered.index).where(offered["recommended"])
    known = target.fillna(shared).fillna(praised)
    from_era = "from " + offered["era"]
    return (known + ", " + from_era).fillna(from_era)
