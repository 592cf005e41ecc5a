"""The tables of a bundle of contacts, and how a source names people in them."""

from __future__ import annotations

from typing import Final

from netgraph.schema.columns import Column, Table

__all__ = [
    "ADDRESSES",
    "CHOICES",
    "CONTACT_CHANNELS",
    "EVIDENCE",
    "EXTRACT_TABLES",
    "FAVORS",
    "IMPORTS",
    "INTERACTIONS",
    "INTRODUCTIONS",
    "JOBS",
    "MENTIONS",
    "PEOPLE",
    "PERSON_ID_COLUMNS",
    "PROOF",
    "REJECTS",
    "TABLES",
    "TARGETS",
    "TIES",
]

EVIDENCE: Final = ("logged", "message", "meeting", "stated", "pooled", "connected", "inferred")
"""What a tie can rest on, the strongest first."""

PROOF: Final = frozenset(EVIDENCE[:5])
"""Evidence that somebody saw or said; `connected` is a tie of unknown strength, `inferred` a guess."""

CONTACT_CHANNELS: Final = ("message", "email", "call", "meeting", "in_person", "event")
"""Channels that are contact. An `invitation` is an event in the data, and never contact."""


SOURCE = Column("source", "text", "where the row comes from: linkedin, csv, you, ...")
NOTE = Column("note", "text", "the user's own words")

PEOPLE: Final = Table(
    "people",
    (
        Column("person_id", "text", "stable id: a hash of the surest key the person is known by"),
        Column("name", "text", "full name as it is shown"),
        Column("given_name", "text", "first name"),
        Column("family_name", "text", "last name"),
        Column("organization", "text", "current organization as the newest source spells it"),
        Column("position", "text", "current title"),
        Column("location", "text", "place as written"),
        Column("linkedin", "text", "https://www.linkedin.com/in/<slug>"),
        Column("email", "text", "address, lower case"),
        Column("connected_on", "time", "day of the LinkedIn connection; never a contact"),
        Column("is_ego", "flag", "the owner of the data"),
        SOURCE,
    ),
)

ADDRESSES: Final = Table(
    "addresses",
    (
        Column("person_id", "text", "whose it is"),
        Column("email", "text", "a further address, lower case, beside the one in people"),
        SOURCE,
    ),
)

JOBS: Final = Table(
    "jobs",
    (
        Column("person_id", "text", "who held it"),
        Column("organization", "text", "employer or school"),
        Column("position", "text", "title or degree"),
        Column("kind", "text", "work or study"),
        Column("started_on", "time", "first day known; missing = not known"),
        Column("ended_on", "time", "last day known; missing = current (work) or not known"),
        SOURCE,
    ),
)

INTERACTIONS: Final = Table(
    "interactions",
    (
        Column("at", "time", "when"),
        Column("channel", "text", "message, email, call, meeting, in_person, event, invitation"),
        Column("sender_id", "text", "who wrote, called or invited"),
        Column("recipient_id", "text", "who received; one row a recipient"),
        Column("thread", "text", "conversation the event belongs to"),
        Column("group_size", "count", "people in it, sender included; 2 = one to one"),
        Column("length", "number", "characters of the text, which itself is not kept"),
        Column("nth", "count", "number among events alike to the minute: a re-import adds nothing twice"),
        SOURCE,
        NOTE,
    ),
)

TIES: Final = Table(
    "ties",
    (
        Column("person_a", "text", "one person"),
        Column("person_b", "text", "the other; ties have no direction"),
        Column("evidence", "text", "what it rests on: " + ", ".join(EVIDENCE)),
        Column("closeness", "number", "0-5 as the user said; 0 = we do not know each other"),
        Column("note", "text", "the user's own words"),
        Column("since", "time", "first day known"),
        SOURCE,
    ),
)

FAVORS: Final = Table(
    "favors",
    (
        Column("at", "time", "when"),
        Column("giver_id", "text", "who helped"),
        Column("receiver_id", "text", "who was helped"),
        Column(
            "kind",
            "text",
            "introduction, recommendation, endorsement, referral, advice, help, thanks, promise, kept, told",
        ),
        SOURCE,
        NOTE,
    ),
)

INTRODUCTIONS: Final = Table(
    "introductions",
    (
        Column("starter_id", "text", "who was asked to introduce"),
        Column("target_id", "text", "whom to"),
        Column("stage", "text", "idea, asked, agreed, introduced, met, thanked, told, declined"),
        Column("at", "time", "when it reached that stage"),
        Column("note", "text", "the user's own words"),
    ),
)

CHOICES: Final = Table(
    "choices",
    (
        Column("person_id", "text", "whom the choice is about"),
        Column("kind", "text", "mute, snooze, rhythm, era, not_same_person, ..."),
        Column("value", "text", "what was chosen"),
        Column("until", "time", "until when; missing = until the user says otherwise"),
    ),
)

TARGETS: Final = Table(
    "targets",
    (
        Column("name", "text", "organization or person the user wants to reach"),
        Column("kind", "text", "organization or person"),
        Column("role", "text", "title sought there"),
        Column("priority", "number", "1 (some day) to 5 (first)"),
        Column("status", "text", "chosen by the user, or proposed by a source"),
        SOURCE,
    ),
)

REJECTS: Final = Table(
    "rejects",
    (
        SOURCE,
        Column("file", "text", "file inside the export"),
        Column("row", "count", "row number in that file, header not counted, from 1"),
        Column("reason", "text", "hidden, draft, sponsored, nobody, duplicate, bad date, ..."),
    ),
)

IMPORTS: Final = Table(
    "imports",
    (
        SOURCE,
        Column("file", "text", "file inside the export"),
        Column("rows", "count", "file rows, header not counted"),
        Column("used", "count", "rows that became data"),
        Column("unused", "count", "rows in rejects"),
        Column("read_at", "time", "when the book took it in"),
    ),
)

TABLES: Final = (
    PEOPLE,
    JOBS,
    INTERACTIONS,
    TIES,
    FAVORS,
    INTRODUCTIONS,
    CHOICES,
    TARGETS,
    REJECTS,
    IMPORTS,
    ADDRESSES,
)
"""The tables of `netgraph.Contacts`, in order."""


def mention(role: str) -> tuple[Column, Column, Column]:
    """How a source names a person before anybody has an id: three columns for one role."""
    return (
        Column(f"{role}_name", "text", f"full name of the {role}"),
        Column(f"{role}_linkedin", "text", f"canonical LinkedIn URL of the {role}"),
        Column(f"{role}_email", "text", f"e-mail address of the {role}, lower case"),
    )


def extract_table(table: Table, roles: dict[str, str]) -> Table:
    """The same table as a source gives it: mentions instead of ids, and the row it stood on."""
    columns: list[Column] = []
    for column in table.columns:
        if column.name in roles:
            columns.extend(mention(roles[column.name]))
        elif column.name not in {"is_ego", "nth"}:
            columns.append(column)
    columns += [REJECTS.columns[1], REJECTS.columns[2]]
    return Table(table.name, tuple(columns))


MENTIONS: Final[dict[str, dict[str, str]]] = {
    "jobs": {"person_id": "person"},
    "interactions": {"sender_id": "sender", "recipient_id": "recipient"},
    "ties": {"person_a": "a", "person_b": "b"},
    "favors": {"giver_id": "giver", "receiver_id": "receiver"},
}
"""For each table with people in it: id column -> role of the mention a source gives instead."""

PERSON_ID_COLUMNS: Final = frozenset(
    {"person_id", "starter_id", "target_id", *(column for roles in MENTIONS.values() for column in roles)}
)
"""Every column of `TABLES` that holds a person's id."""

PEOPLE_EXTRACT: Final = Table(
    "people", (*(c for c in PEOPLE.columns if c.name not in {"person_id", "is_ego"}), *REJECTS.columns[1:3])
)

EXTRACT_TABLES: Final = {
    "people": PEOPLE_EXTRACT,
    "addresses": extract_table(ADDRESSES, {"person_id": "person"}),
    "jobs": extract_table(JOBS, MENTIONS["jobs"]),
    "interactions": extract_table(INTERACTIONS, MENTIONS["interactions"]),
    "ties": extract_table(TIES, MENTIONS["ties"]),
    "favors": extract_table(FAVORS, MENTIONS["favors"]),
    "targets": extract_table(TARGETS, {}),
    "rejects": REJECTS,
}
"""What a source gives: the same tables before people have ids."""
