"""Explanations: the exact factors behind a tie's numbers, and the events they rest on.

Strength: the terms add up to x, and strength is 1 - exp(-x). Contact chance: the terms add up to log
odds. Recency: one factor, silence in the tie's own rhythm. Readiness: 1 minus the product of two
factors, or a prior. No text of a message is shown, for none is kept.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netgraph.chance import chance_terms
from netgraph.contact_days import contact_days
from netgraph.errors import NoHistoryError, UnknownNameError
from netgraph.lookup import ego_of, find_person, is_missing, number, or_zero
from netgraph.provenance import answer, day, span
from netgraph.schema import EXPLAIN_TIE
from netgraph.strength import FLOOR, band, strength_terms
from netgraph.ties import ego_ties

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["explain_tie"]


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
    events = contacts.interactions
    own = events[(events["sender_id"] == alter) | (events["recipient_id"] == alter)]
    days = contact_days(own, ego=ego, as_of=as_of)
    days = days[days["alter"] == alter]
    rows = [
        *_strength(replace(contacts, interactions=own), alter, tie, as_of),
        *_recency(tie),
        *_chance(days, as_of),
        *_readiness(tie),
    ]
    name = str(G.nodes[alter]["name"])
    return answer(G, rows, EXPLAIN_TIE, sentences=_sentences(name, tie))


def _strength(contacts: Any, alter: Any, tie: dict[str, Any], as_of: pd.Timestamp) -> list[dict[str, Any]]:
    if not is_missing(tie.get("closeness")):
        said = number(tie["closeness"])
        x = -math.log1p(-number(tie["strength"]))
        return [_fact("strength", "your own closeness", said, x, "what you said; it outranks the data")]
    if is_missing(tie.get("strength")):
        known = "no contact in this data; log a contact or say how close you are to make it known"
        return [_fact("strength", "not known", None, None, known)]
    history = ego_ties(contacts, as_of=as_of).loc[[alter]]
    terms = strength_terms(history).iloc[0]
    seen = history.iloc[0].to_dict()
    first, last = seen["first_contact"], seen["last_contact"]
    dates = "no contact in this data" if is_missing(first) else f"{day(first)} to {day(last)}"
    sent, received = or_zero(seen["sent_days"]), or_zero(seen["received_days"])
    facts: dict[str, tuple[float, str]] = {
        "days in contact": (
            or_zero(seen["active_days"]),
            f"{or_zero(seen['n_sent']):.0f} sent, {or_zero(seen['n_received']):.0f} received, {dates}",
        ),
        "both wrote": (min(sent, received), f"you wrote on {sent:.0f} days, they on {received:.0f}"),
        "years between": (or_zero(seen["span_days"]) / 365.25, dates),
        "recommendations": (or_zero(seen["recommendations"]), "given or received on LinkedIn"),
        "endorsements": (or_zero(seen["endorsements"]), "given or received on LinkedIn: clicks"),
    }
    return [
        _fact("strength", name, facts[name][0], float(effect), facts[name][1])
        for name, effect in zip(facts, terms, strict=True)
    ]


def _recency(tie: dict[str, Any]) -> list[dict[str, Any]]:
    if is_missing(tie.get("recency")):
        return [_fact("recency", "not known", None, None, "no contact in this data")]
    silent, rhythm = number(tie["silent_days"]), number(tie["rhythm_days"])
    rests = f"last contact {day(tie['last_contact'])}, {span(silent)} ago; usually every {span(rhythm)}"
    return [_fact("recency", "quiet, in usual gaps", number(tie["quiet"]), number(tie["recency"]), rests)]


def _chance(days: pd.DataFrame, as_of: pd.Timestamp) -> list[dict[str, Any]]:
    if days.empty:
        return [_fact("contact_chance", "not known", None, None, "no contact in this data")]
    terms = chance_terms(days, as_of=as_of).iloc[0]
    rests = f"{len(days)} days with contact, the last on {day(days['last'].max())}"
    return [
        _fact(
            "contact_chance",
            str(name),
            None,
            float(effect),
            "where all ties start" if name == "base" else rests,
        )
        for name, effect in terms.items()
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


def _sentences(name: str, tie: dict[str, Any]) -> list[str]:
    strength = band(number(tie.get("strength")))
    if is_missing(tie.get("last_contact")):
        second = "There is no contact with them in this data, which says nothing about life outside it."
    else:
        second = (
            f"The last contact was on {day(tie['last_contact'])}, {span(number(tie['silent_days']))} ago, "
            f"and you are usually in contact every {span(number(tie['rhythm_days']))}."
        )
    return [f"How well you and {name} know each other: {strength} (rests on: {tie['evidence']}).", second]


def _fact(of: str, factor: str, value: float | None, effect: float | None, rests_on: str) -> dict[str, Any]:
    return {"number": of, "factor": factor, "value": value, "effect": effect, "rests_on": rests_on}
