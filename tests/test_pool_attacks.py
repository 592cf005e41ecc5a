"""Attacks on a pool, tried against the real functions: each first shows that what it looks for could be seen.

The attacker holds the pool's key, as every member does, so they can hash any name they like and seal any
share; they see every answer of every kind that a member gets. They do not hold the pool's folder: that is the
coach's. `Victim` is an honest member, `xenia` somebody whom the attacker wonders about.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow.parquet as pq
import pytest

from netgraph.errors import NetgraphError, PoolError, ShareError
from netgraph.organizations import organization_key
from netgraph.pool import folder as folders
from netgraph.pool.answers import pool_reach, pool_routes
from netgraph.pool.blur import FEWEST, settled
from netgraph.pool.consent import answer_request, delegate, pool_requests, request
from netgraph.pool.folder import Pool
from netgraph.pool.keys import PoolKey, keyed_hash
from netgraph.pool.share import Share, known_as
from netgraph.pool.shares_file import write_share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

AT = pd.Timestamp("2026-11-22", tz="UTC")
UNTIL = pd.Timestamp("2027-06-30", tz="UTC")
KEY = PoolKey("attacked", "Council", bytes(range(32)))
TARGETS = ["Globex", "Hooli"]
SURE = 19
"""The highest step of readiness there is: what an attacker writes into a share of their own."""


class Row(NamedTuple):
    """One contact in a share: at which organization, how ready in twentieths, by proof or not."""

    organization: str | None = None
    step: int = 10
    proof: bool = True
    level: str = "staff"


def page(who: str) -> str:
    return f"https://www.linkedin.com/in/{who}"


def hash_of(who: str, key: PoolKey = KEY) -> int:
    return keyed_hash(key, f"slug:{who}")


def share_of(
    who: str, contacts: Mapping[str, Row], *, key: PoolKey = KEY, until: pd.Timestamp = UNTIL, **owner: Any
) -> Share:
    """A share as the real program makes it, or as somebody who has the key would."""
    me = known_as(who.title(), page(who), owner.pop("address", None), key)._replace(**owner)
    rows = [
        {
            "holder": me.person,
            "person": hash_of(contact, key),
            "email": hash_of(contact, key),
            "organization": organization_key(row.organization),
            "level": row.level,
            "band": "strong" if row.step > 9 else "weak",
            "readiness": row.step / 20,
            "proof": row.proof,
            "name": None,
        }
        for contact, row in contacts.items()
    ]
    columns = ["holder", "person", "email", "organization", "level", "band", "readiness", "proof", "name"]
    return Share(me, "bands", until, "2026Q4", pd.DataFrame(rows, columns=columns))


class Council:
    """A pool with the fixed key, whose members join by a share file each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pool = Pool.create(path / "pool", name="Council", at=AT)

    def join(self, who: str, contacts: Mapping[str, Row], **other: Any) -> str:
        """Let somebody join, or join again; their member id."""
        file = self.path / "next.share"
        write_share(share_of(who, contacts, **other), file, key=KEY)
        return self.pool.join(file, at=AT).member.id

    def seen_by(self, *attackers: str) -> list[Any]:
        """Everything that these members can be told without anybody's consent."""
        frames = [
            answer(self.pool, who, TARGETS, at=AT)
            for who in attackers
            for answer in (pool_reach, pool_routes)
        ]
        frames += [pool_requests(self.pool, who, at=AT) for who in attackers]
        return [f"{frame.to_csv()} {frame.attrs}" for frame in frames]

    def settled(self) -> set[int]:
        """Who counts in blurred cells, for an asker from outside."""
        members = self.pool.members(AT)
        nobody = members[0]._replace(id="m0", person=0)
        return {one.person for one in settled(members, asker=nobody)}


@pytest.fixture(autouse=True)
def one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pool here has the same secret, so that two worlds differ in nothing but what is asked about."""
    monkeypatch.setattr(folders, "new_key", lambda _name: KEY)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def crowd(count: int, **contacts: Row) -> dict[str, dict[str, Row]]:
    """Members who do not know the attackers."""
    return {f"member-{number}": dict(contacts) for number in range(count)}


def worlds(tmp_path: Path, *each: dict[str, dict[str, Row]]) -> list[Council]:
    """One council for each set of members."""
    made = []
    for number, members in enumerate(each):
        (tmp_path / f"world-{number}").mkdir()
        made.append(Council(tmp_path / f"world-{number}"))
        for who, contacts in members.items():
            made[-1].join(who, contacts)
    return made


# A share of guesses: is xenia among the victim's contacts?


@pytest.mark.parametrize("friends", [False, True], ids=["strangers", "who know each other"])
def test_guesses_tell_nothing_of_the_contacts_of_others(tmp_path: Path, friends: bool) -> None:
    """The victim knows xenia in one world, yorick in the other; the attacker guesses 300 names, with both."""
    mutual = {"mallory": Row()} if friends else {}
    ways_in = {"zelda": Row("Globex"), **mutual}
    guesses = {f"guess-{number}": Row("Globex", SURE) for number in range(300)}
    guesses |= {"xenia": Row("Hooli", SURE), "yorick": Row("Hooli", SURE), "victim": Row(None, SURE)}
    one, other = worlds(
        tmp_path,
        {"victim": {"xenia": Row(), **ways_in}, **crowd(6, zelda=Row("Globex")), "mallory": guesses},
        {"victim": {"yorick": Row(), **ways_in}, **crowd(6, zelda=Row("Globex")), "mallory": guesses},
    )
    assert one.seen_by("mallory") == other.seen_by("mallory")


def test_what_is_guessed_changes_no_answer(tmp_path: Path) -> None:
    """With a share of guesses and with an empty one the attacker sees the same."""
    honest = {
        "victim": {"xenia": Row(), "zelda": Row("Globex")},
        **crowd(5, xenia=Row(), zelda=Row("Globex")),
    }
    guesses = {name: Row("Globex", SURE) for name in ("xenia", "zelda", "victim", *crowd(9))}
    one, other = worlds(tmp_path, {**honest, "mallory": guesses}, {**honest, "mallory": {}})
    assert one.seen_by("mallory") == other.seen_by("mallory")
    assert "at least 5" in str(one.seen_by("mallory"))


def test_claiming_to_know_members_makes_no_relation(council: Council) -> None:
    """Only a tie that both shares hold is one; it shows at once when the victim's share has it too."""
    council.join("victim", {"zelda": Row("Globex")})
    council.join("mallory", {"victim": Row(None, SURE)})
    assert pool_routes(council.pool, "mallory", ["Globex"], at=AT).empty
    council.join("victim", {"zelda": Row("Globex"), "mallory": Row()})
    assert len(pool_routes(council.pool, "mallory", ["Globex"], at=AT)) == 1


def test_an_approval_is_no_oracle_for_more_guesses(council: Council) -> None:
    """After the victim agreed once, the attacker joins again and again, with one guessed contact each."""
    council.join("victim", {"zelda": Row("Globex"), "xenia": Row()})
    council.join("mallory", {})
    number = request(council.pool, "mallory", "Globex", at=AT)
    answer_request(council.pool, number, "m1", approve=True, at=AT)
    seen = []
    for guess in ("xenia", "yorick", "zelda"):
        council.join("mallory", {guess: Row(None, SURE)})
        seen.append(pool_routes(council.pool, "mallory", ["Globex"], at=AT))
    assert seen[0]["consent"].tolist() == ["approved"]
    assert len({routes.to_csv() for routes in seen}) == 1


def test_one_approval_tells_one_shared_contact_at_most(council: Council) -> None:
    """What the victim is told that they agree to: the best of the contacts that both had shared by then."""
    shared = {f"friend-{number}": Row(None, 12) for number in range(20)}
    council.join("victim", {"zelda": Row("Globex"), **shared})
    council.join("mallory", {name: Row(None, SURE) for name in shared})
    number = request(council.pool, "mallory", "Globex", at=AT)
    answer_request(council.pool, number, "m1", approve=True, at=AT)
    told = pool_routes(council.pool, "mallory", ["Globex"], at=AT)
    assert len(told) == 1
    assert pool_routes(council.pool, "mallory", ["Hooli"], at=AT).empty


def test_an_approval_is_for_one_asker_and_one_organization(council: Council) -> None:
    council.join("victim", {"zelda": Row("Globex"), "yorick": Row("Hooli")})
    council.join("asker", {})
    council.join("mallory", {})
    request(council.pool, "asker", "Globex", at=AT)
    request(council.pool, "mallory", "Globex", at=AT)
    answer_request(council.pool, "r1", "m1", approve=True, at=AT)
    assert "Victim" in str(pool_routes(council.pool, "asker", ["Globex"], at=AT)["path"].tolist())
    assert pool_routes(council.pool, "asker", ["Hooli"], at=AT).empty
    assert pool_routes(council.pool, "mallory", ["Globex"], at=AT).empty


def test_declined_unanswered_and_nobody_there_look_alike(council: Council) -> None:
    council.join("victim", {"zelda": Row("Globex"), "yorick": Row("Hooli")})
    council.join("mallory", {})
    for target in ("Globex", "Hooli", "Initech"):
        request(council.pool, "mallory", target, at=AT)
    answer_request(council.pool, "r1", "m1", approve=False, at=AT)
    seen = pool_requests(council.pool, "mallory", at=AT)
    assert seen.drop(columns=["request", "target"]).drop_duplicates().shape[0] == 1


def test_the_coach_answers_for_nobody_who_did_not_delegate_it(council: Council) -> None:
    council.join("victim", {"zelda": Row("Globex")})
    council.join("mallory", {})
    request(council.pool, "mallory", "Globex", at=AT)
    for _ in range(2):
        with pytest.raises(PoolError):
            answer_request(council.pool, "r1", "m1", approve=True, at=AT, coach=True)
        delegate(council.pool, "m1", allowed=True, at=AT)
        answer_request(council.pool, "r1", "m1", approve=True, at=AT, coach=True)
        delegate(council.pool, "m1", allowed=False, at=AT)
    assert council.pool.log()["what"].value_counts()["approve"] == 2


# Two who work together.


def test_colluders_see_no_more_than_each_alone(tmp_path: Path) -> None:
    """Both claim to know everybody; whether the victim knows somebody at Globex shows to neither."""
    known, unknown = {"zelda": Row("Globex")}, {"zelda": Row("Initech")}
    schemers = {
        "mallory": {"moriarty": Row(None, SURE), "zelda": Row("Globex", SURE), "victim": Row(None, SURE)},
        "moriarty": {"mallory": Row(None, SURE), "zelda": Row("Globex", SURE), "victim": Row(None, SURE)},
    }
    one, other = worlds(
        tmp_path,
        {**schemers, "victim": known, **crowd(2, zelda=Row("Initech"))},
        {**schemers, "victim": unknown, **crowd(2, zelda=Row("Initech"))},
    )
    assert one.seen_by("mallory", "moriarty") == other.seen_by("mallory", "moriarty")


def test_joining_again_and_again_draws_no_new_number(council: Council) -> None:
    """Redrawn on each join, the share of `at least 5` among the answers would tell 5 from 6 and from 7."""
    for who, contacts in crowd(9, zelda=Row("Globex")).items():
        council.join(who, contacts)
    council.join("mallory", {})
    council.join("moriarty", {})
    seen = []
    for days in range(6):
        council.join("moriarty", {}, until=UNTIL + pd.Timedelta(days=days))
        seen.append(pool_reach(council.pool, "mallory", TARGETS, at=AT).to_csv())
    for _ in range(3):
        council.pool.leave("Moriarty", at=AT)
        council.join("moriarty", {})
        seen.append(pool_reach(council.pool, "mallory", TARGETS, at=AT).to_csv())
    assert all(later == seen[1] for later in seen[1:])


# Before and after: what does it tell that somebody joins, leaves or is over?


@pytest.mark.parametrize("known", [True, False], ids=["who knows somebody there", "who knows nobody there"])
def test_a_newcomer_shows_in_no_number(council: Council, known: bool) -> None:
    """Nine are there, five of them counted, and the attacker: the answers before and after are the same."""
    for who, contacts in crowd(7, zelda=Row("Globex")).items():
        council.join(who, contacts)
    council.join("mallory", {})
    seen = council.seen_by("mallory")
    council.join("victim", {"zelda": Row("Globex" if known else "Initech")})
    assert [one.replace("shares of 9", "shares of 8") for one in council.seen_by("mallory")] == seen


def test_who_counts_changes_by_many_or_by_nobody(council: Council) -> None:
    """Thirty joins, renewals and leaves: no two moments differ by one or two whom the attackers do not know.

    The colluders join, leave and join again around the others; they know their own contacts, so that they do
    not count as hidden.
    """
    colluders = {"mallory": hash_of("mallory"), "moriarty": hash_of("moriarty")}
    steps = [("join", f"member-{number}") for number in range(4)]
    steps += [("join", "mallory"), ("join", "moriarty"), ("leave", "mallory"), ("join", "victim")]
    steps += [("join", f"member-{number}") for number in range(4, 8)]
    steps += [("leave", "moriarty"), ("join", "newcomer"), ("join", "mallory"), ("join", "moriarty")]
    steps += [("join", "mallory"), ("join", "moriarty"), ("leave", "victim"), ("join", "victim")]
    steps += [("join", f"member-{number}") for number in range(8, 13)]
    moments = []
    for what, who in steps:
        if what == "join":
            council.join(who, {"zelda": Row("Globex")})
        else:
            council.pool.leave(who.title(), at=AT)
        moments.append(frozenset(council.settled() - set(colluders.values())))
    assert any(moments)
    differences = {len(one ^ other) for one, other in itertools.combinations(moments, 2)}
    assert differences <= {0, *range(FEWEST - len(colluders), 100)}


def test_leaving_and_expiry_count_in_the_next_answer(council: Council) -> None:
    council.join("victim", {"zelda": Row("Globex"), "mallory": Row()})
    council.join("other", {"zelda": Row("Globex"), "mallory": Row()}, until=AT + pd.Timedelta(days=1))
    council.join("mallory", {"victim": Row(), "other": Row()})
    assert len(pool_routes(council.pool, "mallory", ["Globex"], at=AT)) == 2
    assert len(pool_routes(council.pool, "mallory", ["Globex"], at=AT + pd.Timedelta(days=3))) == 1
    council.pool.leave("m1", at=AT)
    assert len(pool_routes(council.pool, "mallory", ["Globex"], at=AT)) == 1
    assert len(list((council.pool.path / "shares").iterdir())) == 2


# A contact that was left out of the share.


def test_a_hidden_contact_shows_by_no_organization_or_level(tmp_path: Path) -> None:
    """The only executive at Hooli is hidden by the victim; another member knows them. Consent is given."""
    told = {"zelda": Row("Globex"), "mallory": Row()}
    boss = {"boss": Row("Hooli", level="executive")}
    friend = {**boss, "victim": Row()}
    attacker = {"victim": Row(), "boss": Row(None, SURE)}
    one, other = worlds(
        tmp_path,
        {"victim": told, "friend": friend, "mallory": attacker},
        {"victim": {**told, **boss}, "friend": friend, "mallory": attacker},
    )
    answers = []
    for council in (one, other):
        for target in TARGETS:
            number = request(council.pool, "mallory", target, at=AT)
            answer_request(council.pool, number, "m1", approve=True, at=AT)
        answers.append(pool_routes(council.pool, "mallory", ["Hooli"], at=AT))
    assert answers[0].empty
    assert "an executive at Hooli" in str(answers[1]["path"].tolist())


def test_a_member_who_is_hidden_does_not_tell_of_it(council: Council) -> None:
    """The victim left mallory out; that mallory's share names the victim, even at Globex, shows nothing."""
    council.join("victim", {"zelda": Row("Globex")})
    council.join("mallory", {"victim": Row("Globex", SURE)})
    council.join("other", {"mallory": Row(), "victim": Row("Globex")})
    assert pool_routes(council.pool, "mallory", ["Globex"], at=AT).empty
    reach = pool_reach(council.pool, "other", ["Globex"], at=AT)
    assert reach.loc[reach["who"] == "related", "members"].tolist() == ["nobody"]


# Shares that are not what they seem: refused, and the pool stays as it was.


@pytest.fixture
def settled_council(council: Council) -> Council:
    council.join("victim", {"zelda": Row("Globex"), "asker": Row()}, address="victim@example.org")
    council.join("asker", {"victim": Row()})
    return council


def refused(council: Council, file: Path) -> str:
    """Why the file was refused; nothing in the folder has changed."""
    before = {path: path.read_bytes() for path in council.pool.path.rglob("*") if path.is_file()}
    with pytest.raises(ShareError) as error:
        council.pool.join(file, at=AT)
    assert {path: path.read_bytes() for path in council.pool.path.rglob("*") if path.is_file()} == before
    return str(error.value)


def test_a_share_that_was_changed_anywhere_is_refused(settled_council: Council, tmp_path: Path) -> None:
    file = tmp_path / "m.share"
    write_share(share_of("mallory", {"xenia": Row("Globex")}), file, key=KEY)
    table = pq.read_table(file)
    for column, value in {
        "person": hash_of("yorick"),
        "organization": "hooli",
        "level": "executive",
        "readiness": 0.95,
        "proof": False,
        "name": "Xenia Doe",
    }.items():
        position = table.schema.get_field_index(column)
        changed = table.set_column(position, table.schema.field(column), [[value]])
        changed = changed.replace_schema_metadata(table.schema.metadata)
        pq.write_table(changed, tmp_path / "changed.share")
        assert "was changed" in refused(settled_council, tmp_path / "changed.share")
    header = table.schema.metadata[b"netgraph.share"].replace(b"mallory", b"another")
    forged = table.replace_schema_metadata({**table.schema.metadata, b"netgraph.share": header})
    pq.write_table(forged, tmp_path / "changed.share")
    assert "was changed" in refused(settled_council, tmp_path / "changed.share")


@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_share_that_was_cut_short_is_refused(settled_council: Council, tmp_path: Path, kept: float) -> None:
    file = tmp_path / "m.share"
    write_share(share_of("mallory", {"xenia": Row("Globex")}), file, key=KEY)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * kept)])
    assert "cut short" in refused(settled_council, file)


def test_a_share_with_another_pools_key_is_refused(settled_council: Council, tmp_path: Path) -> None:
    file, rows = tmp_path / "m.share", {"xenia": Row("Globex")}
    stranger = PoolKey("elsewhere", "Another", bytes(reversed(range(32))))
    write_share(share_of("mallory", rows, key=stranger), file, key=stranger)
    assert "another pool" in refused(settled_council, file) or "this pool" in refused(settled_council, file)
    # The pool's number is in the open; the secret is what counts.
    write_share(share_of("mallory", rows, key=stranger), file, key=stranger._replace(pool=KEY.pool))
    assert "was changed" in refused(settled_council, file)


def test_nobody_joins_with_rows_in_anothers_name(settled_council: Council, tmp_path: Path) -> None:
    """The header shows the coach mallory's own page, the rows and the hash beside it are the victim's."""
    file = tmp_path / "m.share"
    forged = share_of("mallory", {"xenia": Row("Globex")}, person=hash_of("victim"))
    write_share(forged, file, key=KEY)
    refused(settled_council, file)


def test_nobody_takes_a_members_place_by_their_e_mail(settled_council: Council, tmp_path: Path) -> None:
    """Mallory's own page, the victim's address: joined again as the victim, with the victim's approvals."""
    file = tmp_path / "m.share"
    write_share(share_of("mallory", {"xenia": Row("Globex")}, address="victim@example.org"), file, key=KEY)
    refused(settled_council, file)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("readiness", 0.123456),
        ("level", "Chief of staff to Xenia"),
        ("band", "2026-11-03"),
        ("name", "Xenia Doe"),
    ],
)
def test_nothing_else_can_be_slipped_into_a_share(
    settled_council: Council, tmp_path: Path, column: str, value: Any
) -> None:
    """Sealed with the right key, and yet finer than a share may be, or with words of its own."""
    file, share = tmp_path / "m.share", share_of("mallory", {"xenia": Row("Globex")})
    write_share(share._replace(rows=share.rows.assign(**{column: [value]})), file, key=KEY)
    refused(settled_council, file)


def test_a_share_that_was_changed_in_the_folder_gives_no_answer(settled_council: Council) -> None:
    file = next((settled_council.pool.path / "shares").iterdir())
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(PoolError, match="was changed"):
        pool_reach(settled_council.pool, "asker", ["Globex"], at=AT)


def test_no_answer_error_or_log_holds_a_hash_or_a_contact(settled_council: Council) -> None:
    pool = settled_council.pool
    request(pool, "asker", "Globex", at=AT)
    answer_request(pool, "r1", "m1", approve=True, at=AT)
    said = [str(one) for one in settled_council.seen_by("asker")]
    said += [pool.log().to_csv(), (pool.path / "log.jsonl").read_text(encoding="utf-8")]
    for asked in (("nobody", ["Globex"]), ("asker", [])):
        with pytest.raises(NetgraphError) as error:
            pool_reach(pool, *asked, at=AT)
        said.append(str(error.value))
    secrets: Sequence[str] = [str(hash_of(who)) for who in ("victim", "asker", "zelda")]
    assert not [one for one in (*secrets, "zelda", "Zelda") if one in "\n".join(said)]
