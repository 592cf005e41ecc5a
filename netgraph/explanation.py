"""Explanations: the exact factors behind a tie's numbers, and the events they rest on.

Strength: the terms add up to x, and strength is 1 - exp(-x). Contact chance: the terms add up to log
odds. Recency: one factor, silence in the tie's own rhythm. Readiness: 1 minus the product of two
factors, or a prior. No text of a message is shown, for none is kept.

Not known is kept apart from weak: no contact in the data, an export that holds no messages, or one
message without an answer say so, each with what would make the tie known.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netgraph.chance import chance_terms, chance_values
from netgraph.contact_days import contact_days, ego_events
from netgraph.errors import NoHistoryError, UnknownNameError
from netgraph.lookup import ego_of, find_person, is_missing, number, or_zero
from netgraph.provenance import answer, day, span
from netgraph.schema import EXPLAIN_TIE
from netgraph.strength import FLOOR, band, strength_terms, strength_values
from netgraph.ties import ego_ties

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from netgraph.contacts import Contacts

__all__ = ["explain_tie"]

QUIET: Final = 2.0
SAY_SO: Final = "say how close you are (netgraph start)"
NO_CONTACT: Final = "no contact in this data"
NO_MESSAGES: Final = "this data holds no messages"


class Seen(NamedTuple):
    """What the data hold of one tie: its contact days, its history, how many events, and what is missing."""

    days: pd.DataFrame
    history: pd.DataFrame
    events: int
    rich: int
    in_groups: int
    missing: str

    @property
    def once(self) -> bool:
        """One message one way and nothing else: no answer, no call, no group."""
        return self.events == 1 and not self.rich and not self.in_groups

    @property
    def remedy(self) -> str:
        """What would make the tie known."""
        if self.missing == NO_MESSAGES:
            return f"the Complete export holds messages; or {SAY_SO}"
        return SAY_SO


def explain_tie(G: nx.Graph, person: str) -> pd.DataFrame:
    """Why the tie with `person` (an id or a full name) has its numbers; columns `EXPLAIN_TIE`.

    `effect` adds up within `strength` (to x = -ln(1 - strength)) and within `contact_chance` (to log
    odds), and multiplies within `recency` and `readiness` (to 1 - readiness). A number that is not
    known has one row that says what would make it known. `df.attrs["sentences"]` holds two sentences.

    Raises `NoHistoryError` on a graph made by hand, `UnknownNameError` when nobody bears the name.
    """
    ego, contacts = ego_of(G), G.graph.get("contacts")
    if contacts is None:
        raise NoHistoryError("this graph was made by hand and holds no history: make it with build_graph")
    alter = find_person(G, person)
    if not G.has_edge(ego, alter):
        raise UnknownNameError("you have no tie to this person in the data: nothing to explain")
    tie, as_of = G.edges[ego, alter], G.graph["as_of"]
    seen = _seen(contacts, alter, as_of)
    rows = [*_strength(seen, tie), *_recency(seen, tie), *_chance(seen, as_of), *_readiness(tie)]
    name = str(G.nodes[alter]["name"])
    return answer(G, rows, EXPLAIN_TIE, sentences=[_how_close(name, seen, tie), _how_lately(seen, tie)])


def _seen(contacts: Contacts, alter: Any, as_of: pd.Timestamp) -> Seen:
    """The tie's own events, which score as they do among all."""
    table = contacts.interactions
    own = table[(table["sender_id"] == alter) | (table["recipient_id"] == alter)]
    favors = contacts.favors
    told = favors[(favors["giver_id"] == alter) | (favors["receiver_id"] == alter)]
    events = ego_events(own, ego=contacts.ego, as_of=as_of)
    events = events[events["alter"] == alter]
    days = contact_days(own, ego=contacts.ego, as_of=as_of)
    scored = ego_ties(replace(contacts, interactions=own, favors=told), as_of=as_of)
    no_messages = not (table["channel"] != "invitation").any()
    return Seen(
        days[days["alter"] == alter].reset_index(drop=True),
        scored.reindex([alter]),
        len(events),
        int(events["rich"].sum()),
        int((events["group_size"] > 2).sum()),
        NO_MESSAGES if no_messages else NO_CONTACT,
    )


def _strength(seen: Seen, tie: dict[str, Any]) -> list[dict[str, Any]]:
    if not is_missing(tie.get("closeness")):
        x = -math.log1p(-number(tie["strength"]))
        said = "what you said; it outranks the data"
        return [_fact("strength", "your own closeness", number(tie["closeness"]), x, said)]
    if is_missing(tie.get("strength")):
        return [_fact("strength", "not known", None, None, f"{seen.missing}; {seen.remedy}")]
    history = seen.history.iloc[0]
    sent, received = or_zero(history["sent_days"]), or_zero(history["received_days"])
    wrote = f"you wrote on {sent:.0f} days, they on {received:.0f}"
    rests = {
        "days in contact": _events(seen, history),
        "both wrote": f"{wrote}: too little to tell; {seen.remedy}" if seen.once else wrote,
        "years between": _dates(seen, history),
        "recommendations": "given or received on LinkedIn",
        "endorsements": "given or received on LinkedIn: clicks",
    }
    values, terms = strength_values(seen.history).iloc[0], strength_terms(seen.history).iloc[0]
    return [_fact("strength", name, values[name], terms[name], text) for name, text in rests.items()]


def _events(seen: Seen, history: pd.Series) -> str:
    """`25 sent, 24 received, 3 as call or meeting (counted twice), 1 Jan 2024 to 3 Oct 2026`."""
    parts = [f"{or_zero(history['n_sent']):.0f} sent, {or_zero(history['n_received']):.0f} received"]
    if seen.rich:
        parts.append(f"{seen.rich} as call or meeting (counted twice)")
    if seen.in_groups:
        parts.append(f"{seen.in_groups} in groups (divided)")
    return ", ".join([*parts, _dates(seen, history)])


def _dates(seen: Seen, history: pd.Series) -> str:
    if seen.days.empty:
        return seen.missing
    return f"{day(history['first_contact'])} to {day(history['last_contact'])}"


def _recency(seen: Seen, tie: dict[str, Any]) -> list[dict[str, Any]]:
    if is_missing(tie.get("recency")):
        return [_fact("recency", "not known", None, None, f"{seen.missing}; a logged contact makes it known")]
    silent, usual = span(number(tie["silent_days"])), span(number(tie["rhythm_days"]))
    rests = f"last contact {day(tie['last_contact'])}, {silent} ago; usually every {usual}"
    return [_fact("recency", "quiet, in usual gaps", number(tie["quiet"]), number(tie["recency"]), rests)]


def _chance(seen: Seen, as_of: pd.Timestamp) -> list[dict[str, Any]]:
    if seen.days.empty:
        known = f"{seen.missing}; a logged contact makes it known"
        return [_fact("contact_chance", "not known", None, None, known)]
    values = chance_values(seen.days, as_of=as_of).iloc[0]
    first, last = day(seen.days["day"].min()), day(seen.days["last"].max())
    rests = {
        "base": "where all ties start",
        "last weeks": f"days in contact, half of one lost in 30 days; {len(seen.days)} seen",
        "last year": f"days in contact, half of one lost in 365 days; {len(seen.days)} seen",
        "span": f"days from {first} to {last}",
        "silence": f"days since {last}",
    }
    terms = chance_terms(seen.days, as_of=as_of).iloc[0]
    return [
        _fact("contact_chance", name, values.get(name), terms[name], text) for name, text in rests.items()
    ]


def _readiness(tie: dict[str, Any]) -> list[dict[str, Any]]:
    if is_missing(tie.get("strength")):
        prior = number(tie["readiness"])
        rests = f"strength is not known: the prior for evidence '{tie['evidence']}'"
        return [_fact("readiness", "prior", prior, 1.0 - prior, rests)]
    chance = 0.0 if is_missing(tie.get("contact_chance")) else number(tie["contact_chance"])
    strength = number(tie["strength"])
    product = (1.0 - chance) * (1.0 - 0.5 * strength)
    facts = [
        _fact("readiness", "1 - contact chance", chance, 1.0 - chance, "an assumption, not validated"),
        _fact("readiness", "1 - half the strength", strength, 1.0 - 0.5 * strength, "so that old ties count"),
    ]
    if 1.0 - product < FLOOR:
        facts.append(
            _fact("readiness", "floor", FLOOR, (1.0 - FLOOR) / product, "never less, so that costs end")
        )
    return facts


def _how_close(name: str, seen: Seen, tie: dict[str, Any]) -> str:
    """The first sentence: strong, weak or not known, quiet or in touch, and why."""
    strength, said = band(number(tie.get("strength"))), tie.get("closeness")
    if not is_missing(said):
        if not number(said):
            return f"You said that you and {name} do not know each other."
        return (
            f"You said closeness {number(said):.0f} of 5 for {name}: a {strength} tie, whatever the data say."
        )
    if is_missing(tie.get("strength")):
        return f"How well you and {name} know each other is not known: {seen.missing}."
    if seen.once:
        return f"One message between you and {name} and no answer: weak or not known, this data cannot tell."
    quiet = number(tie.get("quiet"))
    state = "" if math.isnan(quiet) else " and quiet" if quiet >= QUIET else " and in touch"
    return f"The tie between you and {name} is {strength}{state} (rests on: {tie['evidence']})."


def _how_lately(seen: Seen, tie: dict[str, Any]) -> str:
    """The second sentence: the last contact and the rhythm, or what would make the tie known."""
    if seen.days.empty:
        if is_missing(tie.get("strength")):
            return f"What would make it known: {seen.remedy}."
        return "There is no contact with them in this data, which says nothing about life outside it."
    last = f"The last contact was on {day(tie['last_contact'])}, {span(number(tie['silent_days']))} ago"
    if seen.once and is_missing(tie.get("closeness")):
        return f"{last}; what would make it known: {seen.remedy}."
    if len(seen.days) == 1:
        return f"{last}, and one day in contact tells no rhythm."
    return f"{last}; you are usually in contact every {span(number(tie['rhythm_days']))}."


def _fact(of: str, factor: str, value: float | None, effect: float | None, rests_on: str) -> dict[str, Any]:
    return {"number": of, "factor": factor, "value": value, "effect": effect, "rests_on": rests_on}
