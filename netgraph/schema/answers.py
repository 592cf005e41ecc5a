"""The tables that answers give."""

from __future__ import annotations

from typing import Final

from netgraph.schema.columns import Column, Table

__all__ = [
    "BROKERS",
    "CIRCLES",
    "EXPLAIN_TIE",
    "FIRST_ROUND",
    "NEGLECTED_TIES",
    "NEXT_MOVES",
    "PLAN_MEETINGS",
    "PROVENANCE",
    "REACHABLE",
    "REFERRAL_PATHS",
    "REVIEW",
    "SIMULATE_MEETING",
    "TARGET_COVERAGE",
    "TARGET_LIST",
    "WHAT_CHANGED",
    "WHAT_MOVED",
    "WHO_TO_MEET",
]

PERSON = (
    Column("person_id", "text", "the person"),
    Column("name", "text", "full name"),
    Column("organization", "text", "current organization"),
)
WHY = Column("why", "text", "the reason in one sentence")
REST_UNTIL = Column("rest_until", "time", "leave in peace until then; missing = does not rest")

NEGLECTED_TIES: Final = Table(
    "neglected_ties",
    (
        *PERSON,
        Column("strength", "number", "how well you know each other, [0, 1]"),
        Column("recency", "number", "how warm the tie is now, [0, 1]"),
        Column("last_contact", "time", "last contact in the data"),
        Column("silent_days", "number", "UTC calendar days since then"),
        Column("rhythm_days", "number", "the usual gap between your contact days"),
        Column("quiet", "number", "silent_days / rhythm_days"),
        Column("kind", "text", "owed (a reply), dormant (once strong, long silent) or cooling"),
        WHY,
        Column("step", "text", "the smallest next step"),
        REST_UNTIL,
    ),
)

REFERRAL_PATHS: Final = Table(
    "referral_paths",
    (
        Column("rank", "count", "1 = the warmest way in"),
        Column("target", "text", "person id of the person at the end"),
        Column("target_name", "text", "what was asked for"),
        Column("hops", "count", "ties on the way, 1 to 3"),
        Column("readiness", "number", "product of the ties' readiness, times .7 for each hand-over"),
        Column("proof", "flag", "every tie on the way was seen or said by somebody"),
        Column("weakest_hop", "count", "number of the least ready tie, from 0"),
        Column("path", "list", "names from you to the target"),
        Column("path_ids", "list", "person ids from you to the target"),
        Column("evidence", "list", "what each tie rests on"),
        Column("bands", "list", "how strong each tie is: weak, medium, strong or not known"),
        Column("grounds", "list", "what each tie rests on, in words"),
        Column("starter_id", "text", "whom you would ask"),
        Column("load", "count", "introductions asked of the starter within 30 days; from two on they rest"),
        Column("former", "flag", "the person at the end was at the target, and is not there now"),
        Column("first_step", "text", "what to do first"),
        WHY,
        REST_UNTIL,
    ),
)

WHO_TO_MEET: Final = Table(
    "who_to_meet",
    (
        *PERSON,
        Column("position", "text", "current title"),
        Column("score", "number", "reach x need + novelty: orders next steps, not people"),
        Column("need", "number", "1 at a target, .5 one step from it; 1 without targets"),
        Column("reach", "number", "sum over go-betweens of readiness x tie / degree"),
        Column("novelty", "number", "share of their ties that are new to you; NaN = not known"),
        Column(
            "fairness", "number", "share of reach over people who may be asked now; NaN = nobody leads there"
        ),
        Column("via", "list", "go-betweens, the likeliest first"),
        Column("via_ids", "list", "their ids"),
        Column("targets", "list", "the targets they are at or lead to"),
        Column("proof", "flag", "a go-between's tie to them was seen or said"),
        WHY,
    ),
)

EXPLAIN_TIE: Final = Table(
    "explain_tie",
    (
        Column("number", "text", "the number that is explained: strength, recency, ..."),
        Column("factor", "text", "what goes into it"),
        Column("value", "number", "the factor's own value, in the unit its name says"),
        Column("effect", "number", "what it adds or multiplies, see the docstring"),
        Column("rests_on", "text", "the events behind it: counts and dates"),
    ),
)

FIRST_ROUND: Final = Table(
    "first_round",
    (
        *PERSON,
        Column("position", "text", "current title"),
        Column("era", "text", "the part of your life the connection comes from"),
        WHY,
        Column("closeness", "number", "0-5, for you to fill: 0 = we do not know each other"),
        Column("last_spoke", "text", "for you to fill: this month, this year, 1-3 years or longer"),
    ),
)

TARGET_LIST: Final = Table(
    "target_list",
    (
        Column("name", "text", "organization or person"),
        Column("kind", "text", "organization or person"),
        Column("role", "text", "title sought there"),
        Column("priority", "number", "1 (some day) to 5 (first)"),
        Column("status", "text", "chosen, or proposed by a source"),
        Column("people", "count", "people there in your data"),
        Column("known", "count", "of them with known contact"),
        Column("source", "text", "who proposes it"),
    ),
)

TARGET_COVERAGE: Final = Table(
    "target_coverage",
    (
        Column("target", "text", "what was asked for"),
        Column("state", "text", "warm, connected only, guess, or none in your data"),
        Column("routes", "count", "different people who could start a route of at most three ties"),
        Column("best_readiness", "number", "readiness of the best route of that state; NaN = no route"),
        Column("via", "list", "whom you would ask or say hello to, at most 3, the best first"),
        Column(
            "insiders", "count", "people there now in your data, you left out; for a person, who is meant"
        ),
        Column("next_step", "text", "what to do first"),
    ),
)

REACHABLE: Final = Table(
    "reachable",
    (
        *PERSON,
        Column("readiness", "number", "that of the first route to them: ties' product, x .7 a hand-over"),
        Column("hops", "count", "ties on the way, 1 to 3"),
        Column("via", "names", "names between you and them; none for your own contacts"),
        Column("starter_id", "text", "the first person on the way; for your own contacts themselves"),
        Column("proof", "flag", "every tie on the way was seen or said by somebody"),
        Column("best_readiness", "number", "that of the best route of any evidence"),
    ),
)

REVIEW: Final = Table(
    "review",
    (
        Column("person_a", "text", "one person's id"),
        Column("person_b", "text", "the id of somebody who may be the same person"),
        Column("name", "text", "full name of the one"),
        Column("other_name", "text", "full name of the other"),
        Column("organization", "text", "current organization of the one"),
        Column("other_organization", "text", "current organization of the other"),
        Column("reason", "text", "what speaks for it"),
        Column("score", "number", "orders the list, the likeliest first; decides nothing"),
    ),
)

PROVENANCE: Final = Table(
    "provenance",
    (
        Column("field", "text", "column of people"),
        Column("value", "text", "what was told"),
        Column("used", "flag", "whether it is what the person's row says"),
        Column("source", "text", "who told it: linkedin, google, you, ..."),
        Column("seen_on", "time", "last day in the data that told it; missing = the data have no days"),
        Column("card", "text", "by what id that source knows the person: take it apart with it"),
    ),
)

WHAT_CHANGED: Final = Table(
    "what_changed",
    (
        Column("person_id", "text", "the person"),
        Column("name", "text", "full name now"),
        Column("change", "text", "moved job, new position, renamed, new, or gone"),
        Column("before", "text", "what the earlier data say; missing = nothing"),
        Column("after", "text", "what the later data say; missing = nothing"),
        Column("seen_on", "time", "last day of the later data: it happened by then"),
        WHY,
    ),
)

BROKERS: Final = Table(
    "brokers",
    (
        *PERSON,
        Column("constraint", "number", "Burt's constraint among the others: low = contacts who lie apart"),
        Column("effective_size", "number", "contacts, less those who lead to the same people"),
        Column("bridges", "count", "ties whose ends have no contact in common, you left out"),
        Column("opens", "list", "targets they are at or tied to somebody at"),
        WHY,
    ),
)

CIRCLES: Final = Table(
    "circles",
    (
        *PERSON,
        Column("circle", "text", "your name for it, or what most of its people share; no two bear one name"),
        Column("size", "count", "people in the circle"),
        Column("rests_on", "text", "ties (people who know each other) or era (a part of your life)"),
    ),
)

PLAN_MEETINGS: Final = Table(
    "plan_meetings",
    (
        Column("order", "count", "1 = meet first"),
        *PERSON,
        Column("covers", "list", "targets this meeting may open, the likeliest first"),
        Column("expected_targets", "number", "targets opened by the plan up to here, in expectation"),
        Column("gain", "number", "what this meeting adds to that"),
        WHY,
    ),
)

SIMULATE_MEETING: Final = Table(
    "simulate_meeting",
    (
        *PERSON,
        Column("readiness", "number", "of the best route of proof, had the meeting gone well"),
        Column("hops", "count", "ties on the way, 2 or 3"),
        Column("via", "list", "names between you and them, the person met first"),
        Column("targets", "list", "targets they are at"),
        WHY,
    ),
)

NEXT_MOVES: Final = Table(
    "next_moves",
    (
        Column("kind", "text", "once there, same field, ask, search or knows"),
        *PERSON,
        Column("step", "text", "what to do"),
        WHY,
        Column("link", "text", "a page to open by hand"),
        Column("command", "text", "a line for the terminal"),
    ),
)

WHAT_MOVED: Final = Table(
    "what_moved",
    (
        *PERSON,
        Column("change", "text", "replied (after a silence), warmed, went quiet or cooled"),
        Column("before", "text", "band then: in touch or quiet, not known; weak, medium, strong"),
        Column("after", "text", "band now"),
        WHY,
        Column("chance_before", "number", "contact chance at the earlier date; NaN = not known"),
        Column("chance_after", "number", "contact chance at the later date"),
        Column("quiet_before", "number", "silence over rhythm at the earlier date; NaN = not known"),
        Column("quiet_after", "number", "silence over rhythm at the later date"),
    ),
)
