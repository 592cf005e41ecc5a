"""Prep: what the page says, and that it says what is not known."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import both_wrote, bundle, person, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError, UnknownNameError
from netgraph.practice.questions import WHO_ELSE, for_a_talk, they_may_ask, to_ask_them

DAY = "2026-11-01"
JOB = {"organization": "Initech", "kind": "work"}


def world(**more):
    """Mia, of Hooli, whom Alex knows; Raj, connected; Dana at Globex, whom Mia knows; Tilda, once there."""
    favors = [
        {
            "at": utc(at),
            "giver_id": giver,
            "receiver_id": receiver,
            "kind": kind,
            "note": note,
            "source": "you",
        }
        for at, giver, receiver, kind, note in (
            ("2026-10-01", "alex", "mia", "promise", "send the talk"),
            ("2026-10-02", "mia", "alex", "promise", "look at my CV"),
            ("2026-10-03", "mia", "alex", "advice", None),
        )
    ]
    contacts = bundle(
        people=[
            person("alex", "Alex Moreno"),
            person("mia", "Mia Chen", organization="Hooli", position="Data Engineer"),
            person("raj", "Raj Patel", organization="Globex", position="Analyst"),
            person("dana", "Dana Cole", organization="Globex", position="VP Data"),
            person("tilda", "Tilda Holm", organization="Vandelay"),
            person("zed", "Zed Newman"),
        ],
        interactions=[
            *both_wrote("2025-01-01", "2026-08-01", "60D", "mia"),
            said("2026-10-20 09:00", "mia", "alex"),
            said("2026-10-21 09:00", "alex", "mia", channel="call"),
            *more.get("events", []),
        ],
        ties=[
            {"person_a": "alex", "person_b": "mia", "evidence": "connected", "note": "plays the cello"},
            {"person_a": "alex", "person_b": "raj", "evidence": "connected", "since": utc("2024-03-01")},
            {"person_a": "alex", "person_b": "tilda", "evidence": "connected"},
            {"person_a": "mia", "person_b": "dana", "evidence": "stated", "note": "climb together"},
            {"person_a": "mia", "person_b": "tilda", "evidence": "stated"},
            {"person_a": "mia", "person_b": "raj", "evidence": "inferred"},
        ],
        jobs=[
            JOB | {"person_id": "alex", "started_on": utc("2019-01-01"), "ended_on": utc("2026-10-15")},
            {"person_id": "tilda", "organization": "Globex", "kind": "work", "ended_on": utc("2026-05-01")},
        ],
        favors=favors,
        targets=[
            {
                "name": "Globex",
                "kind": "organization",
                "role": "Lead Analyst",
                "priority": 5,
                "status": "chosen",
            }
        ],
    )
    frames = contacts.tables()
    for name in ("choices", "introductions"):
        if name in more:
            frames[name] = pd.DataFrame(more[name])
    return ng.build_graph(ng.Contacts.of(frames), as_of=DAY)


@pytest.fixture(scope="module")
def G():
    return world()


def sections(page):
    return {name: list(rows["line"]) for name, rows in page.groupby("section", sort=False)}


def test_a_person_on_one_page(G):
    page = ng.prep(G, "Mia Chen")
    assert page.attrs["kind"] == "person"
    told = sections(page)
    assert told["How you know each other"][0] == "In touch since January 2025, last on 21 Oct 2026."
    assert told["Last contacts"] == [
        "21 Oct 2026 (11 days ago), you talked",
        "20 Oct 2026 (12 days ago), they wrote",
        "25 Jun 2026 (4 months ago), they wrote",
    ]
    assert told["Promises"] == [
        "You promised Mia in October 2026: send the talk.",
        "Mia offered in October 2026: look at my CV.",
    ]
    assert told["Your notes"] == ["plays the cello"]
    assert told["Favours both ways"] == [
        "Mia helped you: advice, Oct 2026.",
        "You owe: a promise: send the talk; thanks for advice, Oct 2026.",
    ]
    assert told["Their work"] == ["Data Engineer at Hooli."]
    assert told["People in common"] == ["Tilda Holm (stated)", "Raj Patel (inferred)"]
    assert told["To ask"][-1] == WHO_ELSE
    assert len(page) <= 30, "one screen"


def test_every_guess_is_marked_as_one(G):
    page = ng.prep(G, "Mia Chen").set_index("line")
    assert page.loc["Raj Patel (inferred)", "kind"] == "guess"
    assert page.loc["Tilda Holm (stated)", "kind"] == "fact"
    assert set(page["kind"]) <= {"fact", "guess", "not known", "idea"}


def test_what_is_not_known_is_said(G):
    page = ng.prep(G, "Zed Newman")
    unknown = list(page.loc[page["kind"] == "not known", "line"])
    assert unknown == [
        "Not known: nothing in this data joins you.",
        "No contact in this data.",
        "Not known: no title and no employer.",
    ]
    assert sections(page)["To ask"][0] == "How did you come to what you do now?"


def test_a_need_is_noted_asked_about_and_offered_to():
    G = world(choices=[{"person_id": "mia", "kind": "need", "value": "a flat in Oslo"}])
    told = sections(ng.prep(G, "Mia Chen"))
    assert told["Your notes"] == ["plays the cello", "Mia needs: a flat in Oslo."]
    assert told["To ask"][0] == "How does it go with what you were looking for (a flat in Oslo)?"
    assert told["To offer"] == ["Ask Mia how that goes, and what would help. Mia needs: a flat in Oslo."]


def test_who_introduced_you_is_how_you_know_them():
    made = [{"starter_id": "mia", "target_id": "dana", "stage": "introduced", "at": utc("2026-10-20")}]
    G = world(introductions=made)
    told = sections(ng.prep(G, "Dana Cole"))
    assert told["How you know each other"] == ["Mia Chen introduced you in October 2026."]
    assert "Offer Dana two times" in told["Introductions"][0]
    rests = sections(ng.prep(G, "Mia Chen"))["How you know each other"]
    assert any(line.startswith("To be left in peace: they introduced you") for line in rests)


def test_somebody_at_a_target_is_asked_what_it_wants(G):
    assert (
        "What would Globex want from a Lead Analyst, that no advertisement says?"
        in sections(ng.prep(G, "Dana Cole"))["To ask"]
    )


def test_a_company_on_one_page(G):
    page = ng.prep(G, "Globex")
    assert (page.attrs["kind"], page.attrs["about"]) == ("organization", "Globex")
    told = sections(page)
    assert told["Whom you know there"] == [
        "Raj Patel, Analyst: connected, no contact in this data.",
        "Dana Cole, VP Data: no tie in this data.",
    ]
    assert told["Who was there"] == ["Tilda Holm, until May 2026."]
    assert told["What changed"] == ["Tilda Holm left, seen by May 2026."]
    assert sorted(told["Titles there"][0].strip(".").split("; ")) == ["Analyst", "VP Data"]
    assert told["Ways in"][:2] == [
        "You seek: Lead Analyst.",
        "Ask Mia whether they would introduce you to Dana Cole. (Mia Chen - Dana Cole)",
    ]
    assert "What did you achieve at Initech that you can put a number on?" in told["They may ask you"]
    assert len(told["To ask them"]) == 5
    assert len(page) <= 40


def test_a_company_nobody_is_at_still_has_questions(G):
    page = ng.prep(G, "Umbrella")
    told = sections(page)
    assert page.attrs["kind"] == "unknown"
    assert told["Whom you know there"] == ["Nobody in your data is there now."]
    assert told["Ways in"] == ["No route in your data: netgraph paths shows the nearest moves."]
    assert told["They may ask you"][0] == "Why Umbrella, and why now?"


def test_a_first_name_is_met_with_a_question(G):
    assert ng.prep(G, "Mia").attrs["nearest"] == ["Mia Chen"]


def test_namesakes_are_told_apart_by_their_ids():
    contacts = bundle(
        people=[person("a", "Jo Hale"), person("b", "Jo Hale")],
        ties=[{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in "ab"],
    )
    G = ng.build_graph(contacts, as_of=DAY)
    with pytest.raises(UnknownNameError, match="2 people"):
        ng.prep(G, "Jo Hale")
    assert ng.prep(G, "a").attrs["about"] == "Jo Hale"


def test_a_hand_made_graph_says_why(five):
    hand = five.copy()
    del hand.graph["contacts"]
    with pytest.raises(NoHistoryError, match="build_graph"):
        ng.prep(hand, "Mia Chen")


@pytest.mark.parametrize(
    "questions",
    [
        for_a_talk(),
        for_a_talk(place="Globex", role="Analyst", need="a flat", silent_since=utc(DAY), new_there=True),
        they_may_ask(place="Globex", role=None, last_employer=None),
        they_may_ask(place="Globex", role="Analyst", last_employer="Initech"),
        to_ask_them(role=None),
        to_ask_them(role="Analyst"),
    ],
)
def test_questions_are_open_and_few(questions):
    opened = ("How", "What", "Who", "Why", "When")
    assert all(one.startswith(opened) for one in questions), "none can be answered with yes or no"
    assert len(questions) <= 6
    assert not any("None" in one for one in questions)
