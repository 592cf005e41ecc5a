"""A company's page: whom you know there, what changed, and questions for both sides of the table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.colleagues import affiliations_of
from netgraph.lookup import Target, ego_of, has_contact, is_current, moment, number, text
from netgraph.organizations import organization_key
from netgraph.practice.person_page import Line, line
from netgraph.practice.questions import WHO_ELSE, they_may_ask, to_ask_them
from netgraph.provenance import month
from netgraph.routes import referral_paths
from netgraph.strength import band
from netgraph.target_list import roles_sought

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import networkx as nx

__all__ = ["company_page"]

SHOWN: Final = 5
TITLES: Final = 6
ROUTES: Final = 2
A_YEAR: Final = pd.Timedelta(days=365)


def company_page(G: nx.Graph, asked: str, meant: Target) -> list[Line]:
    """The lines about the organization `asked`, section by section."""
    name = str(G.nodes[asked]["name"]) if asked in G else asked
    role = next(iter(roles_sought(G, [name])), None)
    return [
        *_there(G, meant),
        *_once_there(G, meant),
        *_changed(G, name, meant),
        *_titles(G, meant),
        *_ways_in(G, asked, role),
        *(line("They may ask you", one, kind="idea") for one in _asked_of_you(G, name, role)),
        *(line("To ask them", one, kind="idea") for one in to_ask_them(role=role)),
        line(
            "To ask whoever you know there", f"What should I know that no page says? {WHO_ELSE}", kind="idea"
        ),
    ]


def _there(G: nx.Graph, meant: Target) -> Iterator[Line]:
    section = "Whom you know there"
    if not meant.people:
        yield line(section, "Nobody in your data is there now.", kind="not known")
    ties = {one: G.get_edge_data(ego_of(G), one) or {} for one in meant.people}
    ranked = sorted(ties, key=lambda one: _order(G, one, ties[one]))
    for one in ranked[:SHOWN]:
        yield line(section, f"{_person(G, one)}: {_how(ties[one])}.") | {"person_id": one}
    if len(ranked) > SHOWN:
        yield line(section, f"And {len(ranked) - SHOWN} more.")


def _once_there(G: nx.Graph, meant: Target) -> Iterator[Line]:
    left = {
        person: moment(edge.get("until"))
        for place in meant.places
        for person, edge in affiliations_of(G, place)
        if not is_current(edge) and person != ego_of(G)
    }
    for one in sorted(left, key=lambda one: _order(G, one, G.get_edge_data(ego_of(G), one) or {}))[:SHOWN]:
        last = left[one]
        until = "" if last is None else f", until {month(last)}"
        yield line("Who was there", f"{_person(G, one)}{until}.") | {"person_id": one}


def _changed(G: nx.Graph, name: str, meant: Target) -> Iterator[Line]:
    """Who came and who left within a year before `as_of`, as far as the jobs in the data tell."""
    section, jobs, as_of = "What changed", G.graph["contacts"].jobs, G.graph["as_of"]
    here = jobs[
        (jobs["organization"].map(organization_key) == organization_key(name))
        & (jobs["person_id"] != ego_of(G))
    ]
    seen = False
    for column, verb in (("started_on", "came"), ("ended_on", "left")):
        for row in here[here[column] > as_of - A_YEAR].to_dict("records"):
            if row["person_id"] in G and not (verb == "left" and row["person_id"] in meant.people):
                seen = True
                words = f"{G.nodes[row['person_id']]['name']} {verb}, seen by {month(row[column])}."
                yield line(section, words, at=row[column]) | {"person_id": row["person_id"]}
    if not seen:
        yield line(
            section,
            "Not known: a newer or an older export would show who came and who left.",
            kind="not known",
        )


def _titles(G: nx.Graph, meant: Target) -> Iterator[Line]:
    titles = Counter(
        title for one in meant.people if (title := text(G.nodes[one].get("position"))) is not None
    )
    words = [title if count == 1 else f"{title} ({count})" for title, count in titles.most_common(TITLES)]
    if words:
        more = len(titles) - len(words)
        yield line("Titles there", "; ".join(words) + (f"; and {more} more." if more > 0 else "."))


def _ways_in(G: nx.Graph, asked: str, role: str | None) -> Iterator[Line]:
    section = "Ways in"
    if role is not None:
        yield line(section, f"You seek: {role}.")
    routes = referral_paths(G, asked, limit=ROUTES)
    for row in routes.to_dict("records"):
        kind = "fact" if row["proof"] else "guess"
        yield line(section, f"{row['first_step']} ({' - '.join(row['path'][1:])})", kind=kind)
    if routes.empty:
        yield line(
            section, "No route in your data: netgraph paths shows the nearest moves.", kind="not known"
        )


def _asked_of_you(G: nx.Graph, name: str, role: str | None) -> list[str]:
    jobs = G.graph["contacts"].jobs
    own = jobs[(jobs["person_id"] == ego_of(G)) & (jobs["kind"] == "work") & jobs["organization"].notna()]
    last = own.sort_values("started_on", kind="stable")["organization"].tail(1)
    return they_may_ask(place=name, role=role, last_employer=None if last.empty else str(last.iloc[0]))


def _order(G: nx.Graph, person: Hashable, tie: dict[str, Any]) -> tuple[bool, bool, float, str]:
    readiness = number(tie.get("readiness"))
    return not has_contact(tie), readiness != readiness, -readiness, str(G.nodes[person]["name"])  # noqa: PLR0124 - nan


def _person(G: nx.Graph, person: Hashable) -> str:
    title = text(G.nodes[person].get("position"))
    return str(G.nodes[person]["name"]) + (f", {title}" if title else "")


def _how(tie: dict[str, Any]) -> str:
    last = moment(tie.get("last_contact"))
    if last is not None:
        return f"{band(number(tie.get('strength')))} tie, last in touch in {month(last)}"
    if has_contact(tie):
        return f"{band(number(tie.get('strength')))} tie, by your own word"
    return (
        "connected, no contact in this data" if tie.get("evidence") == "connected" else "no tie in this data"
    )
