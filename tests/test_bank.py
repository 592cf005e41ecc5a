"""The help bank: what was given, received and thanked, in words; and what ego owes, never what others do."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, person, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError, TableError, UnknownNameError
from netgraph.practice.bank import owed
from netgraph.practice.favors import FAVORS_NOTED, favor_entry, favors_with_ego

DAY = "2026-11-01"
NAMES = {"alex": "Alex Moreno", "mia": "Mia Chen", "raj": "Raj Patel", "dana": "Dana Cole"}


def favor(at, giver, receiver, kind, **more):
    row = {"at": None if at is None else utc(at), "giver_id": giver, "receiver_id": receiver, "kind": kind}
    return row | {"source": "you"} | more


def stage(at, name, starter="mia", target="dana"):
    return {"starter_id": starter, "target_id": target, "stage": name, "at": utc(at)}


def network(*favors, stages=(), interactions=()):
    people = [person(one, name) for one, name in NAMES.items()]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in ("mia", "raj", "dana")]
    tables = {"people": people, "ties": ties, "favors": list(favors), "interactions": list(interactions)}
    contacts = bundle(**tables)
    frames = contacts.tables() | {"introductions": pd.DataFrame(list(stages))}
    return ng.build_graph(ng.Contacts.of(frames) if stages else contacts, as_of=DAY)


def row_of(G, person_id="mia"):
    return ng.help_bank(G).set_index("person_id").loc[person_id]


def test_both_ways_in_words():
    row = row_of(
        network(
            favor("2026-05-03", "alex", "mia", "advice", note="her new team"),
            favor("2026-06-10", "mia", "alex", "referral"),
            favor("2026-06-11", "alex", "mia", "thanks"),
        )
    )
    assert row["given"] == ["advice, May 2026 (her new team)"]
    assert row["received"] == ["referral, Jun 2026"]
    assert row["thanked"] == ["Jun 2026"]
    assert row["owed_by_ego"] == []
    assert (
        row["why"] == "Mia helped you: referral, Jun 2026. You helped Mia: advice, May 2026 (her new team)."
    )


def test_nothing_is_counted_against_anything_and_nobody_owes_ego():
    G = network(*[favor(f"2026-0{month}-03", "alex", "mia", "advice") for month in range(1, 7)])
    bank = ng.help_bank(G)
    assert not [name for name in bank if pd.api.types.is_numeric_dtype(bank[name])]
    assert row_of(G)["owed_by_ego"] == []
    assert "owe" not in row_of(G)["why"], "six times helped, and nothing is owed to ego"
    assert owed(G).empty


@pytest.mark.parametrize(
    ("thanks", "owes"),
    [(None, True), ("2026-06-09", True), ("2026-06-10", False), ("2026-06-12", False)],
)
def test_thanks_are_owed_until_they_are_noted_on_the_day_or_later(thanks, owes):
    favors = [favor("2026-06-10 15:00", "mia", "alex", "advice")]
    favors += [] if thanks is None else [favor(thanks, "alex", "mia", "thanks")]
    expected = ["thanks for advice, Jun 2026"] if owes else []
    assert row_of(network(*favors))["owed_by_ego"] == expected


def test_thanks_from_them_settle_nothing():
    G = network(favor("2026-06-10", "mia", "alex", "advice"), favor("2026-06-11", "mia", "alex", "thanks"))
    assert len(owed(G)) == 1


def test_a_promise_is_owed_until_it_is_kept_and_theirs_is_never_a_debt():
    mine, theirs = (
        favor("2026-06-10", "alex", "mia", "promise", note="send the talk"),
        favor("2026-06-10", "mia", "alex", "promise", note="look at my CV"),
    )
    assert row_of(network(mine, theirs))["owed_by_ego"] == ["a promise: send the talk"]
    assert row_of(network(mine, favor("2026-06-10", "alex", "mia", "kept")))["owed_by_ego"] == []
    later = [
        favor("2026-07-01 09:00", "alex", "mia", "kept"),
        favor("2026-07-01", "alex", "mia", "promise", note="a book"),
    ]
    assert row_of(network(mine, *later))["owed_by_ego"] == ["a promise: a book"], "it closes the earlier one"
    assert owed(network(theirs)).empty


def test_a_recommendation_is_owed_thanks_only_where_the_messages_show_no_word_after_it():
    praise = favor("2026-06-10", "mia", "alex", "recommendation", source="linkedin")
    assert row_of(network(praise))["owed_by_ego"] == [], "no messages: not known, so nothing is claimed"
    before = said("2026-06-01 09:00", "alex", "mia")
    after = said("2026-06-11 09:00", "alex", "mia")
    theirs = said("2026-06-12 09:00", "mia", "alex")
    silent = network(praise, interactions=[before, theirs])
    assert row_of(silent)["owed_by_ego"] == ["thanks for recommendation, Jun 2026"]
    assert owed(silent)["why"].iloc[0].endswith("no word from you after it in this data.")
    assert row_of(network(praise, interactions=[before, after]))["owed_by_ego"] == []


def test_an_introduction_is_help_and_its_last_stages_are_thanks():
    made = [stage("2026-06-10", "introduced")]
    row = row_of(network(stages=made))
    assert row["received"] == ["introduction to Dana Cole, Jun 2026"]
    assert row["owed_by_ego"] == ["thanks for introduction to Dana Cole, Jun 2026"]
    twice = network(favor("2026-06-10", "mia", "alex", "introduction"), stages=made)
    assert row_of(twice)["received"] == ["introduction to Dana Cole, Jun 2026"], "told twice, done once"
    thanked = network(stages=[*made, stage("2026-06-12", "thanked")])
    assert (row_of(thanked)["thanked"], row_of(thanked)["owed_by_ego"]) == (["Jun 2026"], [])


def test_endorsements_stand_apart():
    click = favor("2026-06-10", "mia", "alex", "endorsement", source="linkedin")
    G = network(
        click, favor("2026-06-10", "raj", "alex", "advice"), favor("2025-02-01", "alex", "raj", "endorsement")
    )
    bank = ng.help_bank(G)
    assert list(bank["person_id"]) == ["raj"], "a click alone is no help"
    assert bank["endorsements"].iloc[0] == ["you endorsed a skill, Feb 2025"]
    assert bank["received"].iloc[0] == ["advice, Jun 2026"]
    assert bank.attrs["note"].startswith("Apart: 1 people")


def test_who_is_owed_something_stands_first_then_the_latest():
    G = network(
        favor("2026-01-10", "mia", "alex", "advice"),
        favor("2026-09-10", "alex", "raj", "advice"),
        favor("2026-10-10", "alex", "dana", "advice"),
    )
    assert list(ng.help_bank(G)["person_id"]) == ["mia", "dana", "raj"]


def test_later_favors_are_not_known_yet():
    assert ng.help_bank(network(favor("2026-12-10", "mia", "alex", "advice"))).empty


def test_help_without_a_day_is_help():
    row = row_of(network(favor(None, "mia", "alex", "advice")))
    assert (row["received"], row["owed_by_ego"]) == (["advice"], ["thanks for advice"])


def test_a_stranger_to_ego_is_in_no_bank():
    G = network(favor("2026-06-10", "mia", "raj", "advice"))
    assert ng.help_bank(G).empty
    hand = G.copy()
    del hand.graph["contacts"]
    with pytest.raises(NoHistoryError, match="build_graph"):
        ng.help_bank(hand)


@pytest.mark.parametrize("kind", FAVORS_NOTED)
def test_every_kind_can_be_noted_by_name(kind):
    contacts = network().graph["contacts"]
    entry = favor_entry(contacts, "me", "Mia Chen", kind=kind, at=utc(DAY), note="words")
    told = entry.favors.iloc[0]
    assert (told["giver_id"], told["receiver_id"], told["kind"], told["note"]) == (
        "alex",
        "mia",
        kind,
        "words",
    )
    assert entry.people.empty
    assert favors_with_ego(contacts).empty, "the contacts are left alone"


def test_ego_may_be_named_in_full_and_a_helper_may_be_new():
    contacts = network().graph["contacts"]
    entry = favor_entry(contacts, "Zed Newman at Hooli", "ALEX MORENO", kind="advice", at=utc(DAY))
    assert entry.favors["receiver_id"].tolist() == ["alex"]
    assert entry.people[["name", "organization"]].values.tolist() == [["Zed Newman", "Hooli"]]


@pytest.mark.parametrize(
    ("giver", "receiver", "kind", "error"),
    [
        ("me", "Mia Chen", "gift", TableError),
        ("me", "you", "advice", TableError),
        ("Mia Chen", "Raj Patel", "advice", TableError),
        ("me", "Mia", "advice", UnknownNameError),
    ],
)
def test_what_is_no_favor_is_one_line_without_a_name(giver, receiver, kind, error):
    with pytest.raises(error) as failure:
        favor_entry(network().graph["contacts"], giver, receiver, kind=kind, at=utc(DAY))
    assert not {"Mia", "Raj"} & set(str(failure.value).split())


def test_the_book_keeps_a_favor(tmp_path, contacts):
    with ng.Book(tmp_path / "network.db") as book:
        book.add(contacts)
        book.favor("Mia Chen", "me", "advice", at="2026-10-20", note="on the CV")
        with pytest.raises(TableError, match="2026-11-01"):
            book.favor("Mia Chen", "me", "advice", at="the other day")
        bank = ng.help_bank(book.graph(as_of=DAY)).set_index("name")
        assert bank.loc["Mia Chen", "owed_by_ego"] == ["thanks for advice, Oct 2026 (on the CV)"]
