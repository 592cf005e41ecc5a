"""A pool's folder: joining is all or nothing, leaving and expiry count at once, the log says who asked."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pandas as pd
import pytest

from netgraph.errors import PoolError, ShareError
from netgraph.pool.answers import pool_reach, pool_routes
from netgraph.pool.consent import request
from netgraph.pool.folder import Pool
from netgraph.pool.keys import new_key
from netgraph.pool.shares_file import write_share
from tests.pools_given import AT, UNTIL, Knows, joins, pool_of, share_of

pytest.importorskip("duckdb")

A_DAY = pd.Timedelta(days=1)
ANA = [Knows("ben", "Soylent"), Knows("dana", "Globex")]
BEN = [Knows("ana", "Soylent"), Knows("dana", "Globex", 7)]


def files(pool: Pool) -> dict[str, bytes]:
    return {
        str(file.relative_to(pool.path)): file.read_bytes() for file in pool.path.rglob("*") if file.is_file()
    }


def related(pool: Pool, at: pd.Timestamp = AT) -> str:
    found = pool_reach(pool, "m1", ["Globex"], at=at)
    return found["members"].iloc[0]


def test_who_joins_gets_an_id_that_stays(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN)
    assert [(one.id, one.name, one.rows) for one in pool.members(AT)] == [
        ("m1", "Ana Roe", 2),
        ("m2", "Ben Roe", 2),
    ]
    again = joins(pool, tmp_path, share_of(pool.key, "ben", BEN[:1]), at=AT + A_DAY)
    assert (again.id, again.rows, again.joined) == ("m2", 1, AT + A_DAY)
    assert len(list((pool.path / "shares").iterdir())) == 2, "the earlier share is gone"
    assert related(pool) == "nobody"


def test_ids_do_not_come_again(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN)
    pool.leave("Ben Roe", at=AT)
    assert joins(pool, tmp_path, share_of(pool.key, "ben", BEN)).id == "m3"


def test_leaving_takes_effect_at_once_and_leaves_nothing(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN)
    assert related(pool) == "1"
    gone = pool.leave("m2", at=AT)
    assert related(pool) == "nobody"
    assert pool_routes(pool, "m1", ["Globex"], at=AT).empty
    assert not (pool.path / gone.file).exists()
    with pytest.raises(PoolError):
        pool.leave("m2", at=AT)


def test_a_share_counts_through_its_last_day_and_no_longer(tmp_path):
    pool = pool_of(tmp_path, ana=ANA)
    joins(pool, tmp_path, share_of(pool.key, "ben", BEN, until=pd.Timestamp("2026-12-01", tz="UTC")))
    last = pd.Timestamp("2026-12-01T23:59", tz="UTC")
    assert related(pool, last) == "1"
    assert related(pool, last + A_DAY) == "nobody"
    with pytest.raises(PoolError, match="is over"):
        pool.member("m2", at=last + A_DAY)
    joins(pool, tmp_path, share_of(pool.key, "cleo", []), at=last + A_DAY)
    assert len(list((pool.path / "shares").iterdir())) == 2, "the next who joins sweeps it away"


@pytest.mark.parametrize("wrong", ["cut", "changed", "foreign", "over", "no share", "missing"])
def test_a_share_that_is_refused_changes_nothing(tmp_path, wrong):
    pool = pool_of(tmp_path, ana=ANA)
    file, share = tmp_path / "ben.share", share_of(pool.key, "ben", BEN)
    key = new_key("Others") if wrong == "foreign" else pool.key
    if wrong == "over":
        share = share._replace(until=AT.normalize() - A_DAY)
    write_share(share, file, key=key)
    content = file.read_bytes()
    if wrong == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif wrong == "changed":
        file.write_bytes(content.replace(b"globex", b"hoolix"))
        assert file.read_bytes() != content
    elif wrong == "no share":
        file.write_text("name,email\n")
    elif wrong == "missing":
        file.unlink()
    before = files(pool)
    with pytest.raises(ShareError):
        pool.join(file, at=AT)
    assert files(pool) == before


def test_nobody_takes_over_a_member_by_their_address(tmp_path):
    pool = pool_of(tmp_path)
    joins(pool, tmp_path, share_of(pool.key, "ana", ANA, email="ana@example.org"))
    with pytest.raises(ShareError, match="another member's"):
        joins(pool, tmp_path, share_of(pool.key, "eve", [], email="ana@example.org"))
    assert [one.name for one in pool.members(AT)] == ["Ana Roe"]


def test_a_share_that_was_changed_in_the_folder_is_noticed(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN)
    write_share(share_of(pool.key, "ben", []), pool.path / pool.member("m2", at=AT).file, key=pool.key)
    with pytest.raises(PoolError, match="m2 was changed"):
        related(pool)


def test_a_pool_is_for_who_runs_it(tmp_path):
    pool = pool_of(tmp_path, ana=ANA)
    request(pool, "m1", "Globex", at=AT)
    for file in [pool.path, *pool.path.rglob("*")]:
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600), file.name


def test_the_key_may_lie_elsewhere(tmp_path):
    Pool.create(tmp_path / "pool", name="Council", at=AT, key_file=tmp_path / "key")
    assert not (tmp_path / "pool" / "pool.key").exists()
    assert Pool(tmp_path / "pool", key=tmp_path / "key").name == "Council"
    with pytest.raises(PoolError, match="--key"):
        Pool(tmp_path / "pool")
    with pytest.raises(PoolError, match="another pool's"):
        Pool(tmp_path / "pool", key=new_key("Council"))


def test_what_is_no_pool_is_told(tmp_path):
    with pytest.raises(PoolError, match="no pool"):
        Pool(tmp_path)
    pool = pool_of(tmp_path)
    with pytest.raises(PoolError, match="already"):
        Pool.create(pool.path, name="Council", at=AT)
    for broken in ("{", "[]", '{"version": 9}'):
        (pool.path / "pool.json").write_text(broken)
        with pytest.raises(PoolError):
            Pool(pool.path)


def test_the_manifest_is_replaced_whole(tmp_path, monkeypatch):
    """A program that is killed before the last step leaves the pool as it was, and the next one goes on."""
    pool = pool_of(tmp_path, ana=ANA)
    before = (pool.path / "pool.json").read_bytes()
    replace = Path.replace

    def killed(self, target):
        if Path(target).name == "pool.json":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            joins(pool, tmp_path, share_of(pool.key, "ben", BEN))
    assert (pool.path / "pool.json").read_bytes() == before
    joins(pool, tmp_path, share_of(pool.key, "ben", BEN))
    assert len(list((pool.path / "shares").iterdir())) == 2


def test_two_who_write_at_a_time_do_not_lose_each_other(tmp_path, monkeypatch):
    pool = pool_of(tmp_path, ana=ANA)
    (pool.path / "pool.lock").touch()
    monkeypatch.setattr("netgraph.pool.manifest.PATIENCE_SECONDS", 0.0)
    with pytest.raises(PoolError, match=r"pool\.lock"):
        request(pool, "m1", "Globex", at=AT)


def test_the_log_says_who_asked_what_and_names_no_contact(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN, names=["ben"])
    pool_reach(pool, "Ana Roe", ["Globex GmbH", "Hooli"], at=AT + A_DAY)
    request(pool, "m1", "Globex", at=AT + A_DAY)
    found = pool.log()
    assert found.loc[3:, ["who", "what", "about"]].to_dict("split")["data"] == [
        ["m1", "reach", "globex, hooli"],
        ["m1", "request", "globex"],
    ]
    assert list(found["at"]) == [AT] * 3 + [AT + A_DAY] * 2
    text = (pool.path / "log.jsonl").read_text()
    assert not [name for name in ("Ana", "Ben", "Dana", "Poe", "Roe") if name in text]


def test_the_manifest_names_members_and_no_contact(tmp_path):
    pool = pool_of(tmp_path, ana=ANA, ben=BEN, names=["ana", "ben"])
    text = (pool.path / "pool.json").read_text()
    assert "Ana Roe" in json.loads(text)["members"]["m1"]["name"]
    assert not [name for name in ("Dana", "Poe") if name in text]
    assert pool.table(AT)["until"].to_list() == [UNTIL, UNTIL]
