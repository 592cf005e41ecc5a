"""Sponsor counts: what a sponsor may learn of a programme, as counts and sums over cohorts.

Only clients who agreed to it are counted. *Eligible* is who has been in the programme for four weeks by the
day of the report, or was until leaving; cohorts in which nobody has are too young. A client whose data cannot
be read is in no figure: what they do is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.cohort.rates import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.cohort.roster import Client

__all__ = ["PARENTS", "SUMS", "Programme", "programme"]

YOUNG_DAYS: Final = 28
STALE_DAYS: Final = 28
NO_COHORT: Final = "no cohort"

PARENTS: Final[dict[str, str | None]] = {
    "eligible": None,
    "taking part": "eligible",
    "keep a log": "taking part",
    "chose targets": "taking part",
    "warm way in": "chose targets",
    "met somebody through somebody": "keep a log",
}
"""Measure -> the measure of whom it counts a part, those first that are rather printed."""


SUMS: Final = {
    "conversations per week": Sum("keep a log", "conversations", "weeks", "conversations a client and week"),
    "second-degree meetings": Sum(
        "keep a log",
        "second_degree",
        "conversations",
        "people met through somebody, a conversation",
        adding="met somebody through somebody",
        within="conversations per week",
    ),
    "coverage of targets": Sum(
        "chose targets",
        "warm",
        "targets",
        "targets with a warm way in, of all targets",
        adding="warm way in",
        is_share=True,
    ),
}


class Programme(NamedTuple):
    """The eligible clients, one row each, and what is to be said of those who are not.

    `clients` has `cohort`, a flag a measure of `PARENTS`, and the numbers of `SUMS`.
    """

    clients: pd.DataFrame
    said: list[str]

    def counts(self) -> pd.DataFrame:
        """Clients by cohort and measure."""
        return self.clients.groupby("cohort", sort=True)[list(PARENTS)].sum().astype("int64")


def programme(
    clients: Iterable[Client], records: dict[str, dict[str, Any]], *, as_of: pd.Timestamp
) -> Programme:
    """The clients who agreed to be counted, by what their records (by client id) say at `as_of`."""
    agreed = [client for client in clients if client.consent_sponsor]
    rows, young, unread, undated = [], set(), False, False
    for client in agreed:
        cohort, record = client.cohort or NO_COHORT, records.get(client.client_id, {})
        if client.started_on is None:
            undated = True
        elif (min(as_of, client.ended_on or as_of) - client.started_on).days < YOUNG_DAYS:
            young.add(cohort)
        elif record.get("state") == "not read":
            unread = True
        else:
            rows.append({"cohort": cohort, **_row(client, record.get("measures"), as_of)})
    columns = ["cohort", *PARENTS, *_numbers(None), "stale", "no_messages"]
    frame = pd.DataFrame(rows, columns=columns)
    too_young = sorted(young - set(frame["cohort"]))
    said = (
        [f"Too young to be counted (less than {YOUNG_DAYS // 7} weeks): {', '.join(too_young)}."]
        if too_young
        else []
    )
    if young & set(frame["cohort"]):
        said.append(f"Clients in their first {YOUNG_DAYS // 7} weeks are in no figure.")
    if undated:
        said.append("Clients without a known first day are in no figure.")
    if unread:
        said.append("Clients whose data could not be read are in no figure.")
    return Programme(frame, said)


def _row(client: Client, told: dict[str, Any] | None, as_of: pd.Timestamp) -> dict[str, Any]:
    has_log = told is not None and told["conversations"] is not None
    until = client.ended_on or as_of
    last = pd.Timestamp(told["last_log"], tz="UTC") if told is not None and told["last_log"] else None
    return {
        "eligible": True,
        "taking part": told is not None,
        "keep a log": has_log,
        "met somebody through somebody": bool(told and told["second_degree"]),
        "chose targets": bool(told and told["targets"]),
        "warm way in": bool(told and told["warm"]),
        **_numbers(told),
        "stale": last is not None and (min(until, as_of) - last).days > STALE_DAYS,
        "no_messages": told is not None and not told["has_messages"],
    }


def _numbers(told: dict[str, Any] | None) -> dict[str, float]:
    names = {name for one in SUMS.values() for name in (one.part, one.whole)}
    return {name: float((told or {}).get(name) or 0) for name in sorted(names)}
