"""Queries: what a pool is asked, as plain SQL that DuckDB and Spark both run.

A query is a list of steps; each is a SELECT whose rows get a name, and later steps read them by it: a
statement a hop, never one nested query. The tables given are

* `shares`: the members' rows (`netgraph.schema.pool.SHARE`, less the names);
* `members` (member, alias): each member's own hashes; a row whose person or e-mail is one of them is that
  member, whatever other rows say;
* `askers` (asker), `targets` (target: an `organization_key`);
* `approvals` (asker, holder, target, unchanged): who agreed to lead whom where, and whether the asker's
  share is still the one of that day (1 or 0).

Numbers are whole, so that both engines give the same to the last bit and equals stay equals: readiness is
k = 1 ... 19 twentieths, `rank` = 100 x proof + k, and a route's score is its readiness times 800,000:
1,400 k k' with one hand-over (20 x 20 x 1,400 = 800,000 x .7) and 49 k k' k'' with two.

**A tie between two members counts when both shares hold it**, and **somebody is at a target when the row of
the very member who leads there says so**. A row that a member made up about others therefore tells them
nothing that is not their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["COUNTED", "OPENERS", "REACH", "SCORE", "Step", "Steps", "routes"]

SCORE: Final = 800_000
"""Score of a route of readiness 1."""


class Step(NamedTuple):
    """Rows by a name: the rows of `select`, which reads the tables given and earlier steps."""

    name: str
    select: str


EVERY_ROW: Final = Step("needed", "SELECT * FROM shares")
ROWS_ASKED: Final = Step(
    "needed",
    """
    SELECT *
    FROM shares
    WHERE organization IN (SELECT target FROM targets)
        OR person IN (SELECT alias FROM members)
        OR email IN (SELECT alias FROM members)
    """,
)
"""The rows at the targets and those about members: millions of others are read once and let go."""

LINKS: Final = Step(
    "links",
    """
    SELECT email, MIN(person) AS person
    FROM needed
    WHERE email <> person
    GROUP BY email
    HAVING MIN(person) = MAX(person)
    """,
)
"""E-mail hash -> the LinkedIn hash that stands beside it, where just one does."""

NO_LINKS: Final = Step("links", "SELECT email, person FROM needed WHERE 1 = 0")
"""Where only members are counted, it does not matter which of their contacts are one person."""

KNOWN: Final = Step(
    "known",
    """
    SELECT
        own.member AS holder,
        COALESCE(by_person.member, by_email.member, links.person, needed.person) AS person,
        CASE WHEN COALESCE(by_person.member, by_email.member) IS NULL THEN 0 ELSE 1 END AS is_member,
        needed.person AS said,
        needed.organization AS organization,
        needed.level AS level,
        CASE needed.band WHEN 'strong' THEN 3 WHEN 'medium' THEN 2 WHEN 'weak' THEN 1 ELSE 0 END AS band,
        CAST(ROUND(needed.readiness * 20) AS INTEGER) + CASE WHEN needed.proof THEN 100 ELSE 0 END AS rank
    FROM needed
    JOIN members AS own ON own.alias = needed.holder
    LEFT JOIN members AS by_person ON by_person.alias = needed.person
    LEFT JOIN members AS by_email ON by_email.alias = needed.email
    LEFT JOIN links ON links.email = needed.person
    """,
)
"""Whom each member knows, one person by one hash."""

PAIRS: Final = Step(
    "pairs",
    """
    SELECT one.holder AS a, one.person AS b, MAX(one.rank) AS rank, MAX(one.band) AS band
    FROM known AS one
    JOIN known AS other ON other.holder = one.person AND other.person = one.holder
    WHERE one.is_member = 1 AND other.is_member = 1 AND one.holder <> one.person
    GROUP BY one.holder, one.person
    """,
)
"""Members who know each other, in both directions; the rank is that of a's own row."""

MINE: Final = Step(
    "mine",
    """
    SELECT
        asker,
        known.person AS x,
        MIN(known.said) AS said,
        MAX(known.rank) AS rank,
        MAX(known.band) AS band,
        0 AS is_member
    FROM known
    JOIN askers ON askers.asker = known.holder
    WHERE known.is_member = 0
    GROUP BY asker, known.person
    UNION ALL
    SELECT asker, b AS x, b AS said, rank, band, 1 AS is_member
    FROM pairs
    JOIN askers ON askers.asker = pairs.a
    """,
)
"""The askers' own ties."""

VIA: Final = """
    SELECT
        mine.asker AS asker,
        mine.x AS x,
        MIN(mine.said) AS said,
        MAX(mine.rank) AS own_rank,
        MAX(mine.band) AS own_band,
        known.holder AS holder,
        MAX(known.rank) AS rank,
        MAX(known.band) AS band,
        0 AS over_member
    FROM mine
    JOIN known ON known.person = mine.x{asked_known}
    WHERE mine.is_member = 0 AND known.holder <> mine.asker
    GROUP BY mine.asker, mine.x, known.holder
    UNION ALL
    SELECT asker, x, said, own_rank, own_band, holder, rank, band, 1 AS over_member
    FROM (
        SELECT mine.asker, mine.x, mine.said, mine.rank AS own_rank, mine.band AS own_band,
            pairs.a AS holder, pairs.rank AS rank, pairs.band AS band
        FROM mine
        JOIN pairs ON pairs.b = mine.x{asked_pairs}
        WHERE mine.is_member = 1 AND pairs.a <> mine.asker
    ) AS over_members
    """
ASKED: Final = " JOIN agreed ON agreed.asker = mine.asker AND agreed.holder = {}"
UNCHANGED: Final = " AND agreed.unchanged = 1"
AGREED: Final = Step(
    "agreed",
    """
    SELECT approvals.asker AS asker, approvals.holder AS holder, MAX(approvals.unchanged) AS unchanged
    FROM approvals
    JOIN askers ON askers.asker = approvals.asker
    GROUP BY approvals.asker, approvals.holder
    """,
)
"""Who agreed to lead one of the askers somewhere."""

WAYS: Final = """
    SELECT asker, holder, x, said, own_band, band, k, proof, via_proof, 3 AS hops, over_member AS related
    FROM (
        SELECT *,
            ROW_NUMBER() OVER (PARTITION BY asker, holder, over_member, proof ORDER BY k DESC, x) AS place
        FROM (
            SELECT asker, holder, x, said, own_band, band, over_member,
                (own_rank % 100) * (rank % 100) AS k,
                CASE WHEN own_rank >= 100 AND rank >= 100 THEN 1 ELSE 0 END AS proof,
                CASE WHEN rank >= 100 THEN 1 ELSE 0 END AS via_proof
            FROM via
        ) AS scored
    ) AS placed
    WHERE place <= 2
    UNION ALL
    SELECT asker, x AS holder, x, said, band AS own_band, band,
        rank % 100 AS k, CASE WHEN rank >= 100 THEN 1 ELSE 0 END AS proof, 0 AS via_proof,
        2 AS hops, 1 AS related
    FROM mine
    WHERE is_member = 1
    """
"""How each asker comes to each member: the two best of proof and of no proof, since the best may end at
the very person it goes over; over nobody where they know each other."""

STRANGERS: Final = """
    UNION ALL
    SELECT agreed.asker, agreed.holder, agreed.holder AS x, agreed.holder AS said, 0 AS own_band, 0 AS band,
        6 AS k, 0 AS proof, 0 AS via_proof, 2 AS hops, 0 AS related
    FROM agreed
    LEFT JOIN pairs ON pairs.a = agreed.asker AND pairs.b = agreed.holder
    WHERE pairs.a IS NULL
    """
"""Whoever agreed may be written to, known or not: as ready as a tie that somebody stated (.30)."""

INSIDERS: Final = Step(
    "insiders",
    """
    SELECT holder, target, person, said, band, level,
        rank % 100 AS k, CASE WHEN rank >= 100 THEN 1 ELSE 0 END AS proof
    FROM (
        SELECT known.holder AS holder, targets.target AS target, known.person AS person,
            MIN(known.said) AS said, MAX(known.band) AS band, MIN(known.level) AS level,
            MAX(known.rank) AS rank
        FROM known
        JOIN targets ON targets.target = known.organization
        WHERE known.holder <> known.person
        GROUP BY known.holder, targets.target, known.person
    ) AS told
    """,
)
"""Whom each member knows at each target, one row a person."""

INSIDE: Final = Step(
    "inside",
    """
    SELECT holder, target, person, said, k, proof, band, level
    FROM (
        SELECT *,
            ROW_NUMBER() OVER (PARTITION BY holder, target, proof ORDER BY k DESC, person) AS place
        FROM insiders
    ) AS placed
    WHERE place <= 3
    """,
)
"""Of these the three best of proof and of no proof: neither the asker nor the person whom the way goes over
is the end of it."""

FOUND: Final = Step(
    "found",
    """
    SELECT asker, target, holder, hops, x, x_said, person, said, proof, score,
        own_band, via_band, band, via_proof, end_proof, level, related
    FROM (
        SELECT *,
            ROW_NUMBER() OVER (
                PARTITION BY asker, target, holder, hops, related ORDER BY proof DESC, score DESC, x, person
            ) AS place
        FROM (
            SELECT ways.asker AS asker, inside.target AS target, ways.holder AS holder, ways.hops AS hops,
                ways.x AS x, ways.said AS x_said, inside.person AS person, inside.said AS said,
                ways.proof * inside.proof AS proof,
                CASE ways.hops WHEN 2 THEN 1400 ELSE 49 END * ways.k * inside.k AS score,
                ways.own_band AS own_band, ways.band AS via_band, inside.band AS band,
                ways.via_proof AS via_proof, inside.proof AS end_proof, inside.level AS level,
                ways.related AS related
            FROM ways
            JOIN inside ON inside.holder = ways.holder
            WHERE inside.person <> ways.asker AND inside.person <> ways.x
        ) AS every_way
    ) AS placed
    WHERE place = 1
    """,
)
"""The best way of each asker over each member to each target: of two hops, over a member, over a contact."""

ALLOWED: Final = Step(
    "allowed",
    """
    SELECT found.*, CASE WHEN approvals.holder IS NULL THEN 0 ELSE 1 END AS approved
    FROM found
    LEFT JOIN approvals
        ON approvals.asker = found.asker
        AND approvals.holder = found.holder
        AND approvals.target = found.target
    WHERE CASE
        WHEN found.hops = 2 AND found.related = 1 THEN 1
        WHEN approvals.holder IS NULL THEN 0
        WHEN found.hops = 2 OR found.related = 1 THEN 1
        ELSE approvals.unchanged
    END = 1
    """,
)
"""What an asker may see: the way over a member who knows them, and over whoever agreed. The way over a
contact of the asker's who is no member is told only while the asker's share is the one that the member
agreed to: else one approval would let an asker try all the world's names, one new share after the other."""

BEST: Final = Step(
    "best",
    """
    SELECT *
    FROM (
        SELECT *,
            ROW_NUMBER() OVER (
                PARTITION BY asker, target ORDER BY proof DESC, score DESC, hops, x, holder, person
            ) AS place
        FROM (
            SELECT *,
                ROW_NUMBER() OVER (
                    PARTITION BY asker, target, holder ORDER BY proof DESC, score DESC, hops, x, person
                ) AS way
            FROM {source}
        ) AS ordered
        WHERE way = 1
    ) AS placed
    WHERE place <= {limit}
    """,
)
"""Each member's best way, and of these the best."""

COUNTED: Final = (ROWS_ASKED, NO_LINKS, KNOWN, PAIRS, INSIDERS)
"""Whom each member knows at each target, to be counted."""

REACH: Final = (
    *COUNTED,
    Step(
        "reach",
        """
        SELECT askers.asker AS asker, insiders.target AS target, insiders.holder AS holder,
            MAX(insiders.band) AS band, MAX(CASE WHEN pairs.a IS NULL THEN 0 ELSE 1 END) AS related
        FROM insiders
        JOIN askers ON askers.asker <> insiders.holder AND askers.asker <> insiders.person
        LEFT JOIN pairs ON pairs.a = askers.asker AND pairs.b = insiders.holder
        GROUP BY askers.asker, insiders.target, insiders.holder
        """,
    ),
)
"""Which members know somebody at each target, the best band of each, and whether they and the asker know
each other."""

OPENERS: Final = (
    *COUNTED,
    Step("openers", "SELECT holder, target, MAX(band) AS band FROM insiders GROUP BY holder, target"),
)
"""Which members know somebody at each target, for the coach."""


class Steps(NamedTuple):
    """The steps of routes: those to run once, and those to run for each few askers."""

    once: tuple[Step, ...]
    each: tuple[Step, ...]


def routes(*, everyone: bool, limit: int) -> Steps:
    """The steps whose last, `best`, holds the `limit` best routes of each asker to each target.

    With `everyone` nobody's consent is asked: for the coach, who sees all, and for tests.
    """
    once = (EVERY_ROW, LINKS, KNOWN, PAIRS, INSIDERS, INSIDE)
    if everyone:
        best = BEST._replace(select=BEST.select.format(source="found", limit=int(limit)))
        via = Step("via", VIA.format(asked_known="", asked_pairs=""))
        return Steps(once, (MINE, via, Step("ways", WAYS), FOUND, best))
    known, pairs = ASKED.format("known.holder") + UNCHANGED, ASKED.format("pairs.a")
    via = Step("via", VIA.format(asked_known=known, asked_pairs=pairs))
    best = BEST._replace(select=BEST.select.format(source="allowed", limit=int(limit)))
    ways = Step("ways", WAYS + STRANGERS)
    return Steps(once, (AGREED, MINE, via, ways, FOUND, ALLOWED, best))
