"""What leaves a book: exactly what the preview shows, under hashes, and nothing of who is hidden."""

from __future__ import annotations

import json
import math
import stat

import pandas as pd
import pyarrow.parquet as pq
import pytest

import netgraph as ng
from netgraph.errors import PoolError, ShareError, UnknownNameError
from netgraph.pool.keys import PoolKey, keyed_hash, new_key, read_key, write_key
from netgraph.pool.share import make_share, preview
from netgraph.pool.shares_file import read_share, share_table, write_share
from netgraph.schema import SHARE
from tests.conftest import both_wrote, bundle, person, utc
from tests.pools_given import AT, UNTIL, Knows, page, pool_of, share_of

KEY = PoolKey("p1", "Council", bytes(range(32)))
ANOTHER = PoolKey("p2", "Others", bytes(32))
SAID = "met for lunch, daughter's name is Ida"


@pytest.fixture(scope="module")
def alex():
    """Alex and contacts: known well, merely connected, said to be a stranger, told by a pool."""
    at_hooli = {"organization": "Hooli Inc.", "linkedin": page("mia-chen"), "email": "mia@example.org"}
    people = [
        person("alex", "Alex Moreno", linkedin=page("alex-moreno"), email="alex@example.com"),
        person("mia", "Mia Chen", position="VP Sales", connected_on=utc("2026-05-01"), **at_hooli),
        person("raj", "Raj Patel", organization="Globex", linkedin=page("raj-patel")),
        person("liv", "Liv Berg", organization="Globex", email="liv@example.org", position="Team Lead"),
        person("tom", "Tom Ford", organization="Self-employed", linkedin=page("tom-ford")),
        person("sam", "Sam Low", linkedin=page("sam-low")),
        person("noa", "Noa Katz", linkedin=page("noa-katz")),
    ]
    ties = [
        {"person_a": "alex", "person_b": "raj", "evidence": "connected", "note": SAID},
        {"person_a": "alex", "person_b": "liv", "evidence": "logged", "closeness": 3.0, "source": "you"},
        {"person_a": "alex", "person_b": "tom", "evidence": "connected"},
        {"person_a": "alex", "person_b": "sam", "evidence": "inferred", "closeness": 0.0, "source": "you"},
        {"person_a": "alex", "person_b": "noa", "evidence": "pooled", "source": "pool Council"},
        {"person_a": "mia", "person_b": "raj", "evidence": "stated"},
    ]
    wrote = both_wrote("2026-05-07", "2026-10-29", "7D", "mia")
    return ng.build_graph(bundle(people=people, ties=ties, interactions=wrote), as_of="2026-11-01")


def shared(G, **options):
    return make_share(G, KEY, **{"until": "2027-01-31"} | options)


def test_the_file_holds_exactly_what_the_preview_shows(alex, tmp_path):
    for scope in ("bands", "names"):
        share, seen = shared(alex, scope=scope)
        write_share(share, tmp_path / "me.share", key=KEY)
        stored = pq.read_table(tmp_path / "me.share")
        assert stored.column_names == SHARE.names
        shown = seen.drop(columns="contact").astype(object)
        assert stored.to_pylist() == shown.where(shown.notna(), None).to_dict("records")


def test_rows_are_ties_of_ones_own_alone(alex):
    _, seen = shared(alex)
    assert set(seen["contact"]) == {"Mia Chen", "Raj Patel", "Liv Berg", "Tom Ford"}
    assert seen.attrs["guesses"] == 2, "a stranger and what a pool told stay at home"


def test_what_a_row_says(alex):
    _, seen = shared(alex)
    rows = seen.set_index("contact")
    said = rows[["organization", "level", "band", "proof"]].astype(object)
    assert said.where(said.notna(), None).T.to_dict("list") == {
        "Mia Chen": ["hooli", "executive", "medium", True],
        "Raj Patel": ["globex", "unknown", "not known", False],
        "Liv Berg": ["globex", "manager", "strong", True],
        "Tom Ford": [None, "unknown", "not known", False],
    }
    assert rows.loc["Raj Patel", "readiness"] == 0.1, "the prior of a bare connection"
    assert rows.loc["Liv Berg", "readiness"] == 0.25, "closeness 3 is strength .5, readiness half of it"
    assert all(math.isclose(20 * value, round(20 * value)) for value in rows["readiness"])


def test_hashes_are_those_of_the_page_then_of_the_address(alex):
    _, seen = shared(alex)
    rows = seen.set_index("contact")
    mia, mail = keyed_hash(KEY, "slug:mia-chen"), keyed_hash(KEY, "email:mia@example.org")
    liv = keyed_hash(KEY, "email:liv@example.org")
    assert rows.loc["Mia Chen", ["person", "email"]].to_list() == [mia, mail]
    assert rows.loc["Liv Berg", ["person", "email"]].to_list() == [liv, liv]
    assert set(seen["holder"]) == {keyed_hash(KEY, "slug:alex-moreno")}


@pytest.mark.parametrize("scope", ["bands", "names"])
def test_nothing_else_leaves(alex, tmp_path, scope):
    share, _ = shared(alex, scope=scope)
    write_share(share, tmp_path / "me.share", key=KEY)
    stored = pq.read_table(tmp_path / "me.share")
    content = json.dumps([stored.to_pylist(), [v.decode() for v in stored.schema.metadata.values()]])
    never = [SAID, "Ida", "mia@", "liv@", "mia-chen", "raj-patel", "VP Sales", "Sam", "Noa"]
    never += ["2026-05-01", "2026-05-07", "2026-10-29", "2026-11"]
    never += [] if scope == "names" else ["Mia", "Raj", "Liv", "Tom"]
    assert [one for one in never if one in content] == []
    assert '"2026Q4' in content.replace("\\", ""), "the quarter is the finest date besides the last day"


def test_somebody_hidden_leaves_no_row(alex):
    _, seen = shared(alex, hide=["Mia Chen", "liv"])
    assert set(seen["contact"]) == {"Raj Patel", "Tom Ford"}
    assert seen.attrs["hidden"] == 2


def test_nor_does_another_card_of_somebody_hidden():
    """Two cards that may be one person's: to show one would tell of the other."""
    people = [
        person("alex", "Alex Moreno", linkedin=page("alex-moreno")),
        person("one", "Yulia Smirnova", organization="Globex", linkedin=page("yulia-smirnova")),
        person("two", "Юлия Смирнова", organization="Globex", email="yulia@example.org"),
    ]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in ("one", "two")]
    G = ng.build_graph(bundle(people=people, ties=ties), as_of="2026-11-01")
    assert len(G.graph["contacts"].review) == 1
    assert len(shared(G)[1]) == 2
    assert shared(G, hide=["one"])[1].empty


def test_a_name_that_nobody_bears_is_not_hidden_silently(alex):
    with pytest.raises(UnknownNameError) as error:
        shared(alex, hide=["Mia Chan"])
    assert "Mia" not in str(error.value)


def test_an_address_of_several_tells_nobody():
    people = [
        person("alex", "Alex Moreno", linkedin=page("alex-moreno")),
        person("one", "Ana Lima", email="info@example.org"),
        person("two", "Bo Karl", email="both@example.org"),
        person("six", "Cy Dorn", email="both@example.org"),
    ]
    ties = [{"person_a": "alex", "person_b": one["person_id"], "evidence": "connected"} for one in people[1:]]
    _, seen = shared(ng.build_graph(bundle(people=people, ties=ties), as_of="2026-11-01"))
    assert seen["person"].nunique() == 3
    hashes = {keyed_hash(KEY, f"email:{one}@example.org") for one in ("info", "both")}
    assert not hashes & {*seen["person"], *seen["email"]}


def test_a_member_must_be_known_and_may_say_who_they_are():
    G = ng.build_graph(bundle(people=[person("alex", "Alex Moreno")]), as_of="2026-11-01")
    with pytest.raises(ShareError, match="--me"):
        shared(G)
    share, _ = shared(G, me=["https://linkedin.com/in/Alex-Moreno?x=1", "Alex@Example.com"])
    assert share.owner.person == keyed_hash(KEY, "slug:alex-moreno")
    assert share.owner.email == keyed_hash(KEY, "email:alex@example.com")
    assert preview(share, shared(G, me=[page("alex-moreno")])[1])["rows"] == 0


@pytest.mark.parametrize("wrong", [{"scope": "all"}, {"until": "2026-10-31"}])
def test_a_wrong_option_is_refused(alex, wrong):
    with pytest.raises(ShareError):
        shared(alex, **wrong)


def test_a_share_comes_back_as_it_was(alex, tmp_path):
    share, _ = shared(alex, scope="names")
    write_share(share, tmp_path / "me.share", key=KEY)
    again = read_share(tmp_path / "me.share", key=KEY)
    assert again[:-1] == share[:-1]
    pd.testing.assert_frame_equal(again.rows, share.rows)
    assert stat.S_IMODE((tmp_path / "me.share").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["me.share"]


def test_a_key_is_a_file_for_its_owner(tmp_path):
    key = new_key("Council")
    write_key(key, tmp_path / "key")
    assert read_key(tmp_path / "key") == key
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(PoolError, match="made once"):
        write_key(key, tmp_path / "key")
    (tmp_path / "no").write_text("{}")
    for wrong in ("no", "nowhere"):
        with pytest.raises(PoolError):
            read_key(tmp_path / wrong)


def tampered(share):
    """The share's file with one thing changed, by somebody without the key."""
    table = share_table(share, KEY)
    metadata = table.schema.metadata
    better = share.rows.assign(readiness=0.95)
    header = json.loads(metadata[b"netgraph.share"])
    yield "a value", share_table(share._replace(rows=better), ANOTHER).replace_schema_metadata(metadata)
    yield "a row less", table.slice(1)
    yield "a row twice", table.take([0, *range(table.num_rows)])
    yield "rows swapped", table.take(list(range(table.num_rows))[::-1])
    yield "a column more", table.append_column("note", table["name"])
    yield "a column less", table.drop_columns(["name"])
    yield "columns swapped", table.select([*table.column_names[::-1]])
    for name, value in {
        "until": "2099-01-01",
        "scope": "names",
        "name": "Eve",
        "linkedin": page("eve"),
    }.items():
        said = {**metadata, b"netgraph.share": json.dumps(header | {name: value}).encode()}
        yield f"another {name}", table.replace_schema_metadata(said)
    yield "no seal", table.replace_schema_metadata({b"netgraph.share": metadata[b"netgraph.share"]})
    yield "no header", table.replace_schema_metadata({b"netgraph.seal": metadata[b"netgraph.seal"]})
    yield "nothing said", table.replace_schema_metadata(None)


def test_what_was_changed_or_is_foreign_is_refused(tmp_path):
    share = share_of(KEY, "ana", [Knows("dana", "Globex", 5), Knows("eli", "Hooli", 7, level="manager")])
    file = tmp_path / "ana.share"
    for what, table in tampered(share):
        pq.write_table(table, file)
        with pytest.raises(ShareError):
            print(what, read_share(file, key=KEY))
    write_share(share, file, key=ANOTHER)
    with pytest.raises(ShareError, match="no share of this pool"):
        read_share(file, key=KEY)
    with pytest.raises(ShareError, match="changed"):
        read_share(file, key=ANOTHER._replace(secret=KEY.secret))


def test_a_share_cut_short_anywhere_is_refused(tmp_path):
    file = tmp_path / "ana.share"
    write_share(share_of(KEY, "ana", [Knows("dana", "Globex")]), file, key=KEY)
    whole = file.read_bytes()
    for length in range(0, len(whole), len(whole) // 40):
        file.write_bytes(whole[:length])
        with pytest.raises(ShareError):
            read_share(file, key=KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"holder": 7},
        {"readiness": 0.123},
        {"readiness": 1.0},
        {"band": "firm"},
        {"level": "CEO"},
        {"name": "A"},
    ],
)
def test_who_has_the_key_cannot_slip_in_what_no_share_holds(tmp_path, change):
    share = share_of(KEY, "ana", [Knows("dana", "Globex")])
    write_share(share._replace(rows=share.rows.assign(**change)), tmp_path / "ana.share", key=KEY)
    with pytest.raises(ShareError, match="may hold"):
        read_share(tmp_path / "ana.share", key=KEY)


def test_the_builder_makes_what_make_share_makes(tmp_path):
    pool = pool_of(tmp_path, ana=[Knows("dana", "Globex")])
    assert pool.members(AT)[0].until == UNTIL
