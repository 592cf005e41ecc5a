"""A person's page: what to have in mind before a meeting. Facts of the data alone; the rest is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.choices import said_last
from netgraph.lookup import (
    ego_of,
    given_name,
    is_missing,
    moment,
    number,
    organization_of,
    text,
    ties_of,
)
from netgraph.organizations import organization_key
from netgraph.practice.bank import help_bank, owed
from netgraph.practice.favors import favors_with_ego
from netgraph.practice.history import contacts_with, shared_history, to_you
from netgraph.practice.introducing import introductions
from netgraph.practice.offers import could_help
from netgraph.practice.questions import for_a_talk
from netgraph.provenance import day, month, span
from netgraph.strength import DORMANT_QUIET, band
from netgraph.target_list import roles_sought

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import networkx as nx

__all__ = ["Line", "line", "person_page"]

Line = dict[str, Any]
FACT, GUESS, UNKNOWN, IDEA = "fact", "guess", "not known", "idea"
LAST: Final = 3
IN_COMMON: Final = 5
NEW_JOB: Final = pd.Timedelta(days=365)
DID: Final = {
    "message": ("you wrote", "they wrote"),
    "email": ("you wrote an e-mail", "they wrote an e-mail"),
    "call": ("you talked", "you talked"),
    "meeting": ("you met", "you met"),
    "in_person": ("you met", "you met"),
    "event": ("you were at the same event", "you were at the same event"),
}


def person_page(G: nx.Graph, person: Hashable) -> list[Line]:
    """The lines about `person`, section by section."""
    pages = (
        _known,
        _contacts,
        _promises,
        _notes,
        _favours,
        _moves,
        _in_common,
        _open_introductions,
        _to_ask,
        _to_offer,
    )
    return [one | {"person_id": one.get("person_id", person)} for page in pages for one in page(G, person)]


def line(section: str, words: str, *, kind: str = FACT, at: object = None) -> Line:
    """One line of a page."""
    return {"section": section, "line": words, "kind": kind, "at": at}


def _known(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section = "How you know each other"
    first = given_name(G, person)
    facts = shared_history(G, person)
    for fact in facts:
        yield line(section, to_you(fact, first), kind=FACT if fact.proof else GUESS, at=fact.since)
    tie = G.get_edge_data(ego_of(G), person) or {}
    if not is_missing(tie.get("closeness")):
        yield line(section, f"You said closeness {number(tie['closeness']):.0f} of 5.")
    elif not is_missing(tie.get("strength")):
        yield line(section, f"A {band(number(tie['strength']))} tie, by what the data hold.")
    introduced = list(_introduced_by(G, person))
    yield from introduced
    if not facts and not introduced and is_missing(tie.get("strength")):
        yield line(section, "Not known: nothing in this data joins you.", kind=UNKNOWN)
    rest = moment(tie.get("rest_until"))
    if rest is not None:
        yield line(section, f"To be left in peace: {text(tie.get('rest_why')) or 'they rest'}.", at=rest)


def _introduced_by(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    stages = G.graph["contacts"].introductions
    made = stages[(stages["target_id"] == person) & (stages["stage"] == "introduced")]
    for starter, at in zip(made["starter_id"], made["at"], strict=True):
        yield line("How you know each other", f"{G.nodes[starter]['name']} introduced you{_when(at)}.", at=at)


def _contacts(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section, events = "Last contacts", contacts_with(G, person)
    if events.empty:
        yield line(section, "No contact in this data.", kind=UNKNOWN)
        return
    as_of = G.graph["as_of"]
    days = events.assign(day=events["at"].dt.normalize()).drop_duplicates(["day", "channel"], keep="last")
    for row in days.tail(LAST).iloc[::-1].to_dict("records"):
        did = DID[row["channel"]][row["sender_id"] == person]
        ago = span((as_of.normalize() - row["day"]).days)
        note = f": {row['note']}" if isinstance(row["note"], str) else ""
        yield line(section, f"{day(row['at'])} ({ago} ago), {did}{note}", at=row["at"])


def _promises(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section, first = "Promises", given_name(G, person)
    for row in _of(owed(G), person):
        if row["kind"] == "promise":
            yield line(section, row["why"], at=row["since"])
    favors = _of(favors_with_ego(G.graph["contacts"]), person)
    for row in favors:
        if row["kind"] == "promise" and not row["given"]:
            yield line(section, f"{first} offered{_when(row['at'])}: {_noted(row['note'])}.", at=row["at"])


def _notes(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section = "Your notes"
    note = text((G.get_edge_data(ego_of(G), person) or {}).get("note"))
    if note is not None:
        yield line(section, note)
    need = _need(G, person)
    if need is not None:
        yield line(section, f"{given_name(G, person)} needs: {need}.")


def _favours(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section, first = "Favours both ways", given_name(G, person)
    for row in _of(help_bank(G), person):
        for heading, words in (
            (f"{first} helped you", row["received"]),
            (f"You helped {first}", row["given"]),
            ("You owe", row["owed_by_ego"]),
        ):
            if words:
                yield line(section, f"{heading}: {'; '.join(words)}.")


def _moves(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section, seen = "Their work", G.nodes[person]
    title = " at ".join(one for one in (text(seen.get("position")), organization_of(G, person)) if one)
    yield line(
        section,
        f"{title}." if title else "Not known: no title and no employer.",
        kind=FACT if title else UNKNOWN,
    )
    jobs = G.graph["contacts"].jobs
    own = jobs[jobs["person_id"] == person].sort_values("started_on", ascending=False, kind="stable")
    for job in own.head(LAST).to_dict("records"):
        what = " at ".join(one for one in (job["position"], job["organization"]) if isinstance(one, str))
        since, until = job["started_on"], job["ended_on"]
        if pd.isna(until) and organization_key(job["organization"]) == organization_key(
            organization_of(G, person)
        ):
            what = f"There since {month(since)}" if not pd.isna(since) else ""
        elif not pd.isna(until):
            what = f"Before that {what}, seen there until {month(until)}"
        if what:
            yield line(section, f"{what}.", at=since)


def _in_common(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    ego = ego_of(G)
    both = [(other, tie) for other, tie in ties_of(G, person) if other != ego and G.has_edge(ego, other)]
    both.sort(key=lambda one: (one[1]["evidence"] == "inferred", -number(one[1]["readiness"]), str(one[0])))
    for other, tie in both[:IN_COMMON]:
        guess = tie["evidence"] == "inferred"
        note = text(tie.get("note"))
        how = f": {note}" if note else " (inferred)" if guess else f" ({tie['evidence']})"
        words = f"{G.nodes[other]['name']}{how}"
        yield line("People in common", words, kind=GUESS if guess else FACT)


def _open_introductions(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    for row in introductions(G).to_dict("records"):
        if person in {row["starter_id"], row["target_id"]} and isinstance(row["step"], str):
            yield line("Introductions", f"{row['why']} {row['step']}", at=row["since"])


def _to_ask(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    tie, place = G.get_edge_data(ego_of(G), person) or {}, organization_of(G, person)
    sought = [] if place is None else roles_sought(G, [place])
    jobs = G.graph["contacts"].jobs
    begun = jobs.loc[(jobs["person_id"] == person) & jobs["ended_on"].isna(), "started_on"].max()
    questions = for_a_talk(
        place=place,
        role=sought[0] if sought else None,
        need=_need(G, person),
        silent_since=moment(tie.get("last_contact")) if number(tie.get("quiet")) >= DORMANT_QUIET else None,
        new_there=not pd.isna(begun) and begun > G.graph["as_of"] - NEW_JOB,
    )
    yield from (line("To ask", question, kind=IDEA) for question in questions)


def _to_offer(G: nx.Graph, person: Hashable) -> Iterator[Line]:
    section, first = "To offer", given_name(G, person)
    offers = [row for row in could_help(G, limit=len(G)).to_dict("records") if row["person_id"] == person]
    for row in offers:
        yield line(section, f"{row['step']} {row['why']}", kind=IDEA)
    if not offers:
        yield line(section, f"Nothing shows what {first} could use: ask what would help just now.", kind=IDEA)


def _need(G: nx.Graph, person: Hashable) -> str | None:
    needs = said_last(G.graph["contacts"].choices, "need")
    mine = needs.loc[(needs["person_id"] == person) & ~(needs["until"] <= G.graph["as_of"]), "value"].dropna()
    return None if mine.empty else str(mine.iloc[0])


def _of(frame: pd.DataFrame, person: Hashable) -> list[dict[Hashable, Any]]:
    return frame[frame["person_id"] == person].to_dict("records")


def _noted(note: object) -> str:
    return note if isinstance(note, str) else "you did not note what"


def _when(at: Any) -> str:
    return "" if pd.isna(at) else f" in {month(at)}"
