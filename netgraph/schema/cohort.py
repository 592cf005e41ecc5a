"""The tables of a coach's caseload and of a sponsor's report."""

from __future__ import annotations

from typing import Final

from netgraph.schema.columns import Column, Table

__all__ = ["CASELOAD", "SPONSOR"]

CASELOAD: Final = Table(
    "caseload",
    (
        Column("client_id", "text", "the client, as the roster says"),
        Column("sponsor", "text", "who pays, as the roster says"),
        Column("cohort", "text", "the group the client began with"),
        Column("coach", "text", "who looks after them"),
        Column("state", "text", "written, unchanged, no consent, no data, or not read"),
        Column("reason", "text", "why there is no report; missing = there is one"),
        Column("report", "text", "the report's file, seen from the index; missing = none"),
        Column("active", "text", "yes or no (a conversation within 4 weeks), or not known (no log)"),
        Column("last_log", "time", "the last day logged; missing = no log"),
        Column("recent", "number", "conversations of the last 4 weeks; NaN = not known"),
        Column("conversations", "number", "conversations in the programme; NaN = not known"),
        Column("weeks", "number", "weeks of which they are known"),
        Column("second_degree", "number", "people met to whom somebody led; NaN = not known"),
        Column("people", "number", "contacts in the data"),
        Column("in_contact", "number", "of them with known contact"),
        Column("targets", "number", "targets chosen"),
        Column("warm", "number", "of them with a warm way in"),
        Column("connected_only", "number", "of them with bare connections"),
        Column("guess", "number", "of them with a guess"),
        Column("none", "number", "of them with no way in"),
        Column("stuck", "list", "where the client is stuck"),
        Column("next_step", "text", "the next step to discuss"),
        Column("told", "list", "what is wrong with the client's files"),
    ),
)

SPONSOR: Final = Table(
    "sponsor",
    (
        Column("cohort", "text", "the group, or all cohorts"),
        Column("measure", "text", "what is counted"),
        Column("said", "text", "the figure as it is printed; missing = held back"),
        Column("clients", "number", "clients it is true of, or it rests on; NaN = not printed as it is"),
        Column("of", "number", "the eligible, or what a rate is taken over; NaN = held back"),
        Column("rate", "number", "the rate; NaN = not printed"),
        Column("unit", "text", "what the rate means"),
        Column("reason", "text", "why something is held back; missing = nothing is"),
    ),
)
