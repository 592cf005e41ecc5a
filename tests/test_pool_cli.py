"""`netgraph pool`: a council of three from the empty folder to a route in one's own book."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import netgraph as ng
from netgraph.cli import app
from netgraph.errors import PoolError, ShareError
from tests.conftest import bundle, person
from tests.pools_given import page

pytest.importorskip("duckdb")

COUNCIL = {
    "ana": [("ben", None), ("xi", "Initech")],
    "ben": [("ana", None), ("dana", "Globex"), ("eve", "Globex")],
    "cleo": [("xi", "Initech"), ("fay", "Globex")],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A pool that Ana, Ben (with names, Eve hidden) and Cleo joined, and their books beside it."""
    folder = tmp_path_factory.mktemp("council")
    call("create", folder / "pool", "--name", "Council", "--key", folder / "council.key")
    for me, knows in COUNCIL.items():
        people = [
            person(one, f"{one.title()} Poe", linkedin=page(one), organization=at)
            for one, at in [(me, None), *knows]
        ]
        close = {"person_a": me, "evidence": "logged", "closeness": 4.0, "source": "you"}
        ties = [close | {"person_b": one} for one, _ in knows]
        with ng.Book(folder / f"{me}.db") as book:
            book.add(bundle(ego=me, people=people, ties=ties))
        more = ["--scope", "names", "--hide", "Eve Poe"] if me == "ben" else []
        out = ["--out", folder / f"{me}.share", "--key", folder / "council.key"]
        told = call("share", "--book", folder / f"{me}.db", "--until", "2099-12-31", *out, *more)
        assert f"rows: {len(knows) - bool(more)}" in told
    told = call("join", *(folder / f"{me}.share" for me in COUNCIL), pool=folder)
    assert "m2: Ben Poe, https://www.linkedin.com/in/ben" in told
    return folder


def call(*words, pool=None, fails=None):
    where = [] if pool is None else ["--pool", pool / "pool", "--key", pool / "council.key"]
    done = CliRunner().invoke(app, ["pool", *map(str, [*words, *where])])
    if fails is None:
        assert done.exit_code == 0, done.output + repr(done.exception)
    else:
        assert isinstance(done.exception, fails), done.output
    return done.stdout


def rows(*words, pool):
    return json.loads(call(*words, "--format", "json", pool=pool))


def test_the_preview_shows_every_row(folder):
    found = rows("preview", "--book", folder / "ben.db", "--hide", "Eve Poe", pool=folder)
    assert {row["contact"] for row in found} == {"Ana Poe", "Dana Poe"}
    assert {row["name"] for row in found} == {None}
    shown = call("preview", "--book", folder / "ben.db", "--hide", "Eve Poe", pool=folder)
    assert "2 rows would leave. 1 are hidden" in " ".join(shown.split())


def test_from_a_question_to_a_route_in_ones_own_book(folder):
    asks = ["--member", "m1", "--to", "Globex"]
    related = rows("reach", *asks, pool=folder)[0]
    assert (related["who"], related["at_least"]) == ("related", 1)
    shown = call("routes", *asks, pool=folder)
    assert "a member you know" in shown
    assert "Ben" not in shown
    call("request", *asks, pool=folder)
    assert [row["contacts"] for row in rows("requests", "--member", "m2", pool=folder)] == [1], (
        "Eve is hidden"
    )
    call("approve", "r1", "--member", "m2", pool=folder)
    call("approve", "r1", "--member", "m3", "--coach", pool=folder, fails=PoolError)
    call("delegate", "--member", "m3", pool=folder)
    call("approve", "r1", "--member", "m3", "--coach", pool=folder)
    found = rows("routes", *asks, "--book", folder / "ana.db", pool=folder)
    assert [row["path"] for row in found] == [
        ["you", "Ben Poe", "Dana Poe"],
        ["you", "Xi Poe", "Cleo Poe", "somebody at Globex"],
    ]
    assert "Cleo Poe" in call("routes", *asks, pool=folder)
    told = call("import", "--book", folder / "ana.db", pool=folder)
    assert "3 people and 3 ties" in told
    with ng.Book(folder / "ana.db") as book:
        paths = ng.referral_paths(book.graph(), "Globex")["path"].to_list()
    assert paths[0] == ["Ana Poe", "Ben Poe", "Dana Poe"]
    assert "already" in call("import", "--book", folder / "ana.db", pool=folder)
    call("decline", "r1", "--member", "m2", pool=folder)
    assert {row["member"] for row in rows("routes", *asks, pool=folder)} == {None, "m3"}


def test_the_coach_sees_the_whole(folder):
    assert [row["members"] for row in rows("coverage", "--to", "Globex", "Hooli", pool=folder)] == [
        2,
        0,
    ]
    assert {row["member"] for row in rows("connectors", "--to", "Globex", pool=folder)} == {"m2", "m3"}
    assert [row["scope"] for row in rows("list", pool=folder)] == ["bands", "names", "bands"]
    assert {"create", "join"} <= {row["what"] for row in rows("log", pool=folder)}
    for words in (["coverage", "--to", "Globex"], ["connectors", "--to", "Globex"], ["list"], ["log"]):
        shown = call(*words, pool=folder)
        assert "Dana" not in shown
        assert "Rests on" in shown or "members of Council" in shown or "no contact" in shown


def test_what_is_wrong_is_said(folder, tmp_path):
    (tmp_path / "no.share").write_text("no share")
    call("join", tmp_path / "no.share", pool=folder, fails=ShareError)
    call("reach", "--member", "m9", "--to", "Globex", pool=folder, fails=PoolError)
    call("reach", "--member", "m1", "--to", "Globex", "--engine", "abacus", pool=folder, fails=PoolError)
    no_pool = CliRunner().invoke(app, ["pool", "list"], env={"NETGRAPH_POOL": ""})
    assert no_pool.exit_code == 2
    assert "--pool" in no_pool.stderr


def test_leaving_ends_it(folder):
    call("leave", "Cleo Poe", pool=folder)
    assert [row["members"] for row in rows("coverage", "--to", "Globex", pool=folder)] == [1]
