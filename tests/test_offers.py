"""Offers and landing: whom one could help now, and whom to thank in the end."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import both_wrote, bundle, person, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError
from netgraph.practice.landing import search_began, thanked_and_told

DAY = "2026-11-01"


def world(**tables):
    """Alex wrote with Mia, Raj and Zoe; Dana is a bare connection."""
    frames = {name: rows for name, rows in tables.items() if name not in {"choices", "introductions", "more"}}
    ties = [
        {"person_a": "alex", "person_b": one, "evidence": "connected"}
        for one in ("mia", "raj", "zoe", "dana")
    ]
    talks = [
        row for one in ("mia", "raj", "zoe") for row in both_wrote("2026-09-01", "2026-10-20", "14D", one)
    ]
    talks = [*talks, *[said("2026-10-25 09:00", one, "alex") for one in ("mia", "raj", "zoe")]]
    people = {
        "mia": person("mia", "Mia Chen", position="Data Engineer", organization="Hooli"),
        "raj": person("raj", "Raj Patel", position="Head of Logistics", organization="Globex"),
        "zoe": person("zoe", "Zoe Petrakis", position="Data Scientist", organization="Globex"),
        "dana": person("dana", "Dana Cole", position="Logistics Planner", organization="Umbrella"),
    }
    people |= {row["person_id"]: row for row in frames.pop("people", [])}
    contacts = bundle(
        people=list(people.values()), ties=ties + frames.pop("ties", []), interactions=talks, **frames
    )
    more = {name: pd.DataFrame(tables[name]) for name in ("choices", "introductions") if name in tables}
    return ng.Contacts.of(contacts.tables() | more)


def offers(**tables):
    return ng.could_help(ng.build_graph(world(**tables), as_of=DAY))


def need(person_id, value):
    return {"person_id": person_id, "kind": "need", "value": value}


def pairs(found):
    rows = found[found["kind"] == "introduce"]
    return list(zip(rows["person_id"], rows["other_id"], strict=True))


def test_a_need_is_asked_about_and_meets_a_contact_near_it():
    found = offers(choices=[need("mia", "somebody who knows logistics")])
    assert list(found["kind"]) == ["need", "introduce"]
    assert found["why"].iloc[0] == "Mia needs: somebody who knows logistics."
    assert pairs(found) == [("mia", "raj")], "Dana is near too, but Alex was never in contact with her"
    assert found["why"].iloc[1].endswith("Raj Patel is Head of Logistics at Globex (logistics).")
    assert found["step"].iloc[1] == "Ask each of Mia and Raj first whether they would like to meet."


def test_nobody_is_introduced_to_whom_they_know_already():
    known = [{"person_a": "mia", "person_b": "raj", "evidence": "stated"}]
    assert pairs(offers(choices=[need("mia", "logistics")], ties=known)) == []
    guessed = [{"person_a": "mia", "person_b": "raj", "evidence": "inferred"}]
    assert pairs(offers(choices=[need("mia", "logistics")], ties=guessed)) == [("mia", "raj")]


def test_a_word_found_in_every_title_brings_nobody_together():
    assert pairs(offers(choices=[need("raj", "good people for the data team")])) == []
    assert pairs(offers(choices=[need("raj", "a data scientist")])) == [("raj", "zoe")], "two common words do"


def test_the_last_need_counts_and_can_be_taken_back():
    assert list(offers(choices=[need("mia", "a flat"), need("mia", "logistics")])["why"]) == [
        "Mia needs: a flat."
    ]
    assert offers(choices=[need("mia", "no"), need("mia", "logistics")]).empty


def test_who_is_to_be_left_in_peace_is_offered_nothing():
    muted = {"person_id": "mia", "kind": "mute"}
    assert offers(choices=[need("mia", "logistics"), muted]).empty
    assert pairs(offers(choices=[need("raj", "hooli"), muted])) == []


def test_who_rests_from_asks_alone_may_be_helped():
    given = [{"starter_id": "mia", "target_id": "dana", "stage": "introduced", "at": utc("2026-10-20")}]
    G = ng.build_graph(world(choices=[need("mia", "a flat")], introductions=given), as_of=DAY)
    assert G.edges["alex", "mia"]["rest_until"] > utc("2200-01-01")
    assert list(ng.could_help(G)["person_id"]) == ["mia"]


def test_a_new_job_is_congratulated_and_meets_who_is_there_already():
    begun = [{"person_id": "mia", "organization": "Hooli", "kind": "work", "started_on": utc("2026-09-01")}]
    found = offers(jobs=begun)
    assert list(found["kind"]) == ["new job"]
    assert found["why"].iloc[0] == "Mia began at Hooli in September 2026."
    at_globex = [person("mia", "Mia Chen", organization="Globex")]
    begun = [{"person_id": "mia", "organization": "Globex", "kind": "work", "started_on": utc("2026-09-01")}]
    assert pairs(offers(jobs=begun, people=at_globex)) in ([("mia", "raj")], [("mia", "zoe")])


def test_a_move_is_seen_by_the_job_that_was_left():
    left = [{"person_id": "mia", "organization": "Initech", "kind": "work", "ended_on": utc("2026-09-01")}]
    found = offers(jobs=left)
    assert found["why"].iloc[0] == "Mia was at Initech until September 2026 and is at Hooli now."
    long_ago = [
        {"person_id": "mia", "organization": "Initech", "kind": "work", "ended_on": utc("2025-09-01")}
    ]
    assert offers(jobs=long_ago).empty


@pytest.mark.parametrize(
    ("title", "looks"),
    [
        ("Open to work", True),
        ("Analyst | Seeking new role", True),
        ("Looking for a nursing position", True),
        ("Head of Open Source", False),
        ("Works on search and seeking systems", False),
    ],
)
def test_a_title_that_says_they_are_looking(title, looks):
    found = offers(people=[person("mia", "Mia Chen", position=title)])
    assert list(found["kind"]) == (["between jobs"] if looks else [])


def test_nothing_known_is_nothing_offered_and_a_hand_made_graph_says_why(five):
    assert ng.could_help(five).empty
    hand = five.copy()
    del hand.graph["contacts"]
    with pytest.raises(NoHistoryError, match="build_graph"):
        ng.could_help(hand)
    with pytest.raises(NoHistoryError, match="build_graph"):
        ng.landed(hand)


def landed(**tables):
    return ng.landed(ng.build_graph(world(**tables), as_of=DAY), since="2026-10-01").set_index("person_id")


def favor(at, giver, receiver, kind):
    return {"at": utc(at), "giver_id": giver, "receiver_id": receiver, "kind": kind, "source": "you"}


def test_everybody_who_helped_since_then_is_thanked_and_told():
    found = landed(
        favors=[
            favor("2026-09-30", "zoe", "alex", "advice"),
            favor("2026-10-02", "mia", "alex", "advice"),
            favor("2026-10-03", "raj", "alex", "referral"),
            favor("2026-10-04", "alex", "raj", "thanks"),
        ]
    )
    assert set(found.index) == {"mia", "raj"}, "Zoe helped before the search began"
    assert found.loc["mia", "step"] == "Write to Mia: thank them and tell them how it ended."
    assert found.loc["raj", "step"] == "Write to Raj: tell them how it ended."
    assert (bool(found.loc["raj", "thanked"]), bool(found.loc["raj", "told"])) == (True, False)


def test_introductions_meetings_and_logged_talks_are_help():
    stages = [
        {"starter_id": "mia", "target_id": "dana", "stage": one, "at": utc(f"2026-10-0{day}")}
        for day, one in enumerate(("asked", "agreed", "introduced", "met"), start=1)
    ]
    stages.append({"starter_id": "raj", "target_id": "dana", "stage": "agreed", "at": utc("2026-10-09")})
    stages.append({"starter_id": "zoe", "target_id": "dana", "stage": "declined", "at": utc("2026-10-09")})
    found = landed(introductions=stages)
    assert found["helped"].to_dict() == {
        "mia": ["introduction to Dana Cole, Oct 2026"],
        "raj": ["agreed to introduce you to Dana Cole"],
        "dana": ["met you, introduced by Mia Chen"],
    }


def test_a_logged_talk_is_help_and_a_coarse_answer_is_not(tmp_path):
    with ng.Book(tmp_path / "network.db") as book:
        book.add(world())
        book.log("Mia Chen", "met", "coffee", at="2026-10-20", as_of=DAY)
        book.closeness(pd.DataFrame({"name": ["Raj Patel"], "last_spoke": ["this month"]}), as_of=DAY)
        found = ng.landed(book.graph(as_of=DAY), since="2026-10-01")
        assert found[["name", "helped"]].values.tolist() == [["Mia Chen", ["met you, October 2026"]]]
        book.thanked("Mia Chen", at="2026-10-30")
        row = ng.landed(book.graph(as_of=DAY), since="2026-10-01").iloc[0]
        assert (row["thanked"], row["told"], pd.isna(row["step"])) == (True, True, True)


def test_thanks_and_telling_bring_an_introduction_full_circle():
    made = [{"starter_id": "mia", "target_id": "dana", "stage": "introduced", "at": utc("2026-10-20")}]
    contacts = world(introductions=made)
    entry = thanked_and_told(contacts, "Mia Chen", at=utc("2026-10-30"))
    assert list(entry.introductions["stage"]) == ["thanked", "told"]
    assert entry.introductions["at"].is_monotonic_increasing
    assert list(entry.favors["kind"]) == ["thanks", "told"]
    asked = world(introductions=[made[0] | {"stage": "asked"}])
    assert thanked_and_told(asked, "mia", at=utc(DAY)).introductions.empty, "nothing came of it yet"


def test_the_search_begins_with_the_end_of_the_last_job():
    job = {"person_id": "alex", "organization": "Initech", "kind": "work", "started_on": utc("2019-01-01")}
    ended = world(jobs=[job | {"ended_on": utc("2026-10-01")}])
    assert search_began(ended, as_of=utc(DAY))[0] == utc("2026-10-01")
    for unknown in (world(jobs=[job]), world()):
        assert search_began(unknown, as_of=utc(DAY))[0] == utc("2025-11-01")
