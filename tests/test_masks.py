"""A disguise holds no word of the original, and gives the same answers under other names."""

from __future__ import annotations

from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from conftest import AS_OF, bundle, person, said, utc
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.invented import FAMILY, GIVEN, PLACE, TEAM, invented_words, real_words
from netgraph.masks import COMMON
from netgraph.neglect import is_recruiter
from netgraph.schema import PERSON_ID_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

SAID = [
    *("dana", "cole", "danas", "raj", "patel", "moreno", "globex", "labs", "quahog", "zebrafish", "payments"),
    *("knee", "climbing", "climbers", "flat", "because"),
]
NUMBERS = ["strength", "recency", "contact_chance", "readiness", "quiet", "silent_days", "rhythm_days"]
NAMING = ["name", "given_name", "family_name", "organization", "location", "linkedin", "email"]


@pytest.fixture(scope="module")
def sample(sample_zip: Path) -> ng.Contacts:
    beside = (sample_zip.parent / name for name in ("targets.csv", "knows.csv"))
    return ng.combine(ng.read_linkedin(sample_zip), *map(ng.read, beside))


@pytest.fixture(scope="module")
def masked(sample: ng.Contacts) -> ng.Contacts:
    return ng.disguise(sample, seed=1)


@pytest.fixture(scope="module")
def graphs(sample: ng.Contacts, masked: ng.Contacts) -> tuple[nx.Graph, nx.Graph]:
    return ng.build_graph(sample, as_of=AS_OF), ng.build_graph(masked, as_of=AS_OF)


@pytest.fixture(scope="module")
def told() -> ng.Contacts:
    """Three people with everything a person may say about others, in every table."""
    return bundle(
        people=[
            person(
                "alex", "Alex Moreno", given_name="Alex", family_name="Moreno", position="Analyst, Payments"
            ),
            person(
                "dana",
                "Dana Cole",
                given_name="Dana",
                family_name="Cole",
                organization="Globex GmbH",
                position="Senior Engineer, Payments Zebrafish",
                location="Quahog",
                email="dana.cole@globex.example",
                linkedin="https://www.linkedin.com/in/dana-cole-99",
                source="Danas list.csv",
            ),
            person("raj", "Raj Patel", organization="globex", position="Talent Acquisition"),
            person("other", "Dana Cole", organization="Freelance"),
        ],
        interactions=[
            said("2026-10-01 10:00", "alex", "dana", note="her knee", thread="Dana and Alex", source="you"),
            said(
                "2026-10-02 10:00",
                "alex",
                "raj",
                thread="log:20261002T1000:met:0",
                source="you",
                channel="call",
            ),
        ],
        ties=[{"person_a": "dana", "person_b": "raj", "evidence": "stated", "note": "climbing in Quahog"}],
        favors=[
            {
                "at": utc("2026-09-01"),
                "giver_id": "raj",
                "receiver_id": "alex",
                "kind": "advice",
                "note": "ask Dana",
            }
        ],
        introductions=[
            {
                "starter_id": "dana",
                "target_id": "raj",
                "stage": "asked",
                "at": utc("2026-09-03"),
                "note": "knee",
            }
        ],
        choices=[
            {"person_id": "dana", "kind": "need", "value": "a flat in Quahog"},
            {"person_id": "dana", "kind": "mute", "value": "because of the knee"},
            {"person_id": "raj", "kind": "rhythm", "value": "90"},
            {"person_id": "raj", "kind": "skip", "value": "2026-W40 hello 2w"},
            {"person_id": "raj", "kind": "strangers", "value": "other"},
            {"person_id": "raj", "kind": "not_same_person", "value": "dana@google"},
            {"person_id": "dana", "kind": "circle_name", "value": "Quahog climbers"},
            {"person_id": None, "kind": "alias", "value": "Globex Labs = Globex"},
        ],
        targets=[
            {"name": "Globex Labs", "kind": "organization", "role": "Payments Engineer", "priority": 3.0},
            {"name": "Dana Cole", "kind": "person", "role": None, "priority": 3.0},
        ],
        imports=[{"file": "Danas contacts.csv", "rows": 3, "used": 3, "unused": 0}],
        rejects=[{"file": "Danas contacts.csv", "row": 1, "reason": "duplicate"}],
    )


@pytest.fixture(scope="module")
def hidden(told: ng.Contacts) -> ng.Contacts:
    return ng.disguise(told, seed=3)


def texts(contacts: ng.Contacts) -> list[str]:
    frames = contacts.tables().values()
    return list(chain.from_iterable(frame[column].dropna() for frame in frames for column in texts_of(frame)))


def texts_of(frame: pd.DataFrame) -> list[str]:
    return [column for column in frame if frame[column].dtype == "str"]


def words_of(contacts: ng.Contacts, *columns: str) -> frozenset[str]:
    frames = [
        contacts.people,
        contacts.jobs,
        contacts.ties,
        contacts.targets.rename(columns={"role": "position"}),
    ]
    found = (frame[column].dropna() for frame in frames for column in columns if column in frame)
    return real_words(chain.from_iterable(found))


def ids_of(contacts: ng.Contacts) -> set[str]:
    frames = contacts.tables().values()
    return {
        one
        for frame in frames
        for column in PERSON_ID_COLUMNS.intersection(frame)
        for one in frame[column].dropna()
    }


def test_no_word_of_a_name_place_or_address_is_left(sample: ng.Contacts, masked: ng.Contacts) -> None:
    real = words_of(sample, *NAMING, "note")
    assert {"priya", "globex", "larkhaven"} <= real, "the sample names people, employers and a place"
    left = real & real_words(texts(masked))
    assert {word for word in left if len(word) > 1 and not is_recruiter(word)} <= COMMON | {"linkedin"}


def test_no_id_is_left_and_none_is_made_from_another(sample: ng.Contacts, masked: ng.Contacts) -> None:
    assert ids_of(sample) & ids_of(masked) == set()
    assert len(ids_of(sample)) == len(ids_of(masked))


def test_nothing_that_was_said_is_left_in_any_table(told: ng.Contacts, hidden: ng.Contacts) -> None:
    assert set(SAID) <= real_words(texts(told))
    assert set(SAID) & real_words(texts(hidden)) == set()


def test_addresses_places_and_lengths_are_gone(masked: ng.Contacts) -> None:
    assert masked.people[["email", "linkedin", "location"]].isna().all(axis=None)
    assert masked.interactions["length"].isna().all()
    assert masked.imports["file"].str.fullmatch(r"file \d+").all()


def test_what_hangs_on_the_tables_is_gone(told: ng.Contacts) -> None:
    told = ng.Contacts.of(told.tables())
    for frame in told.tables().values():
        frame.attrs["columns"] = {("csv", "Danas contacts.csv"): "Dana's notes"}
    for name, frame in ng.disguise(told, seed=3).tables().items():
        assert frame.attrs == {}, name


def test_codes_of_choices_stay_and_words_do_not(hidden: ng.Contacts) -> None:
    value = hidden.choices.set_index("kind")["value"]
    assert value["rhythm"] == "90"
    assert value["skip"] == "2026-W40 hello 2w"
    assert value["mute"] == value["need"] == "not shown"
    ids = set(hidden.people["person_id"])
    assert value["strangers"] in ids
    own, _, source = value["not_same_person"].partition("@")
    assert own in ids
    assert source == "google"


def test_an_alias_still_joins_two_names(hidden: ng.Contacts) -> None:
    name, _, means = hidden.choices.set_index("kind").loc["alias", "value"].partition(" = ")
    assert name == hidden.targets["name"].iloc[0]
    at = hidden.people.set_index("name")["organization"].dropna()
    assert means.casefold() in set(at.str.casefold())


def test_namesakes_stay_namesakes_and_colleagues_colleagues(hidden: ng.Contacts) -> None:
    alex, dana, raj, other = hidden.people.to_dict("records")
    assert dana["name"] == other["name"] == hidden.targets["name"].iloc[1]
    assert dana["name"] == f"{dana['given_name']} {dana['family_name']}"
    assert pd.isna(raj["given_name"])
    G = ng.build_graph(hidden, as_of="2026-11-01")
    places = [
        {one for one in G[node] if G.nodes[one]["kind"] == "organization"}
        for node in (dana["person_id"], raj["person_id"])
    ]
    assert places[0] == places[1] != set()
    assert pd.isna(other["organization"]), "two freelancers are no colleagues"
    assert alex["is_ego"]


def test_titles_keep_what_is_everybodys_and_what_two_share(hidden: ng.Contacts) -> None:
    alex, dana, raj, _ = hidden.people["position"]
    assert alex.split()[0] == "Analyst"
    senior, engineer, team = dana.split()
    assert (senior, engineer) == ("Senior", "Engineer")
    assert alex.split()[1] == team, "both titles held the word Payments"
    assert raj == "Talent Acquisition", "recruiters stay recruiters"


def test_threads_of_the_log_stay_and_others_have_numbers(hidden: ng.Contacts) -> None:
    events = hidden.interactions
    assert events["thread"].to_list() == ["thread 1", "log:20261002T1000:met:0"]


def test_what_the_log_tells_is_told_of_the_disguise(told: ng.Contacts, hidden: ng.Contacts) -> None:
    real, masked = (ng.goals(ng.build_graph(one, as_of=AS_OF)) for one in (told, hidden))
    assert real["conversations"].sum() == 1
    pd.testing.assert_frame_equal(real, masked)


def test_the_graph_is_the_same_under_other_names(
    sample: ng.Contacts, masked: ng.Contacts, graphs: tuple[nx.Graph, nx.Graph]
) -> None:
    """Rows keep their places, which says who became whom: the two graphs are compared tie by tie."""
    new = dict(zip(sample.people["person_id"], masked.people["person_id"], strict=True))
    real, other = graphs
    for a, b, tie in real.edges(data=True):
        if tie["kind"] == "tie":
            mine = other.edges[new[a], new[b]]
            assert repr([tie[name] for name in NUMBERS]) == repr([mine[name] for name in NUMBERS])
            assert (tie["evidence"], tie["rest_until"]) == (mine["evidence"], mine["rest_until"])
    assert real.number_of_edges() == other.number_of_edges()


@pytest.mark.parametrize(
    "answer",
    [
        lambda G: ng.neglected_ties(G, limit=1000, include_resting=True),
        lambda G: ng.who_to_meet(G, limit=1000),
        ng.target_coverage,
        ng.referral_paths,
        lambda G: ng.brokers(G, limit=1000),
        ng.reachable,
        ng.help_bank,
    ],
    ids=["neglected", "meet", "coverage", "paths", "brokers", "reachable", "help"],
)
def test_answers_have_the_same_numbers(graphs: tuple[nx.Graph, nx.Graph], answer: Any) -> None:
    real, masked = (answer(G) for G in graphs)
    assert len(real) > 0
    assert real["name"].to_list() != masked["name"].to_list() if "name" in real else True
    numbers = [column for column in real if real[column].dtype.kind in "fiubM"]
    pd.testing.assert_frame_equal(in_order(real[numbers]), in_order(masked[numbers]))


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that are alike in every number may stand in any order."""
    floats = list(frame.select_dtypes("float"))
    frame = frame.assign(**{column: frame[column].round(9) for column in floats})
    return frame.sort_values(list(frame), ignore_index=True) if len(frame.columns) else frame


def test_one_seed_one_disguise(sample: ng.Contacts, masked: ng.Contacts) -> None:
    again, another = ng.disguise(sample, seed=1), ng.disguise(sample, seed=2)
    for name, frame in masked.tables().items():
        pd.testing.assert_frame_equal(frame, again.tables()[name])
    assert not (masked.people["name"] == another.people["name"]).any()


def test_the_original_is_left_alone(told: ng.Contacts) -> None:
    before = {name: frame.copy() for name, frame in told.tables().items()}
    ng.disguise(told, seed=1)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, told.tables()[name])


def test_an_empty_bundle_stays_empty() -> None:
    assert all(frame.empty for frame in ng.disguise(ng.Contacts.empty(), seed=1).tables().values())


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    syllables=st.sampled_from([GIVEN, FAMILY, PLACE, TEAM]),
    real=st.sets(st.sampled_from(["ka", "lina", "kalina", "berg", "meta", "blian", "dro", "ambe"])),
)
def test_invented_words_are_many_and_none_is_real(
    seed: int, syllables: tuple[str, ...], real: set[str]
) -> None:
    words = invented_words(Random(seed), syllables, real)
    drawn = [next(words) for _ in range(300)]
    assert len(set(drawn)) == 300
    for word in map(str.casefold, drawn):
        assert word not in real
        assert not any(one in word for one in real if len(one) >= 4)


def test_more_names_than_the_syllables_make() -> None:
    """24 x 16 given names of two syllables: the 500th is longer."""
    words = invented_words(Random(0), GIVEN, frozenset())
    assert len({next(words) for _ in range(500)}) == 500


def test_a_name_that_is_drawn_is_nobodys() -> None:
    """Data in which people bear what another disguise invented."""
    first = ng.disguise(bundle(people=[person("a", "Ana Souza"), person("b", "Raj Patel")]), seed=5)
    real = set(first.people["name"])
    crowd = bundle(people=[person(f"p{n}", name) for n, name in enumerate(real)])
    assert real_words(ng.disguise(crowd, seed=5).people["name"]) & real_words(real) == frozenset()
