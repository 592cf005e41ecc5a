"""The tables: every column that netgraph reads or gives, its kind and its meaning.

This package alone names columns. Readers, checks, the book's SQL tables and the documentation are all
made from it, so that a column has one name and one meaning everywhere.

Kinds: ``text`` (pandas ``str``, missing = NaN), ``time`` (UTC, microseconds; a date is its midnight),
``number`` (float64, NaN = not known), ``count`` (int64, never missing), ``flag`` (bool, never
missing), ``list`` (a Python list in each row).
"""

from netgraph.schema.answers import (
    BROKERS,
    CIRCLES,
    EXPLAIN_TIE,
    FIRST_ROUND,
    NEGLECTED_TIES,
    NEXT_MOVES,
    PLAN_MEETINGS,
    REACHABLE,
    REFERRAL_PATHS,
    SIMULATE_MEETING,
    TARGET_COVERAGE,
    TARGET_LIST,
    WHAT_MOVED,
    WHO_TO_MEET,
)
from netgraph.schema.columns import DTYPES, Column, Table, conform, empty
from netgraph.schema.tables import (
    CHOICES,
    CONTACT_CHANNELS,
    EVIDENCE,
    EXTRACT_TABLES,
    FAVORS,
    IMPORTS,
    INTERACTIONS,
    INTRODUCTIONS,
    JOBS,
    MENTIONS,
    PEOPLE,
    PERSON_ID_COLUMNS,
    PROOF,
    REJECTS,
    TABLES,
    TARGETS,
    TIES,
)

__all__ = [
    "BROKERS",
    "CHOICES",
    "CIRCLES",
    "CONTACT_CHANNELS",
    "DTYPES",
    "EVIDENCE",
    "EXPLAIN_TIE",
    "EXTRACT_TABLES",
    "FAVORS",
    "FIRST_ROUND",
    "IMPORTS",
    "INTERACTIONS",
    "INTRODUCTIONS",
    "JOBS",
    "MENTIONS",
    "NEGLECTED_TIES",
    "NEXT_MOVES",
    "PEOPLE",
    "PERSON_ID_COLUMNS",
    "PLAN_MEETINGS",
    "PROOF",
    "REACHABLE",
    "REFERRAL_PATHS",
    "REJECTS",
    "SIMULATE_MEETING",
    "TABLES",
    "TARGETS",
    "TARGET_COVERAGE",
    "TARGET_LIST",
    "TIES",
    "WHAT_MOVED",
    "WHO_TO_MEET",
    "Column",
    "Table",
    "conform",
    "empty",
]
