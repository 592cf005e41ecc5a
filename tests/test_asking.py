"""The ask: what is written for a route, what readers may learn, and what stays with the user."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from conftest import both_wrote, bundle, network, person, said, utc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import ReadError, TableError
from netgraph.practice.history import shared_history, to_reader, to_you
from netgraph.practice.letters import NAMES, SHIPPED, SHORT, TEMPLATES, Letters

DAY = "2026-11-01"
WISH = "a lead analyst role at Globex in Chicago"


def world(*, choices=(), introductions=(), favors=(), knows="stated", more=()):
    """Mia, warm and once at Initech with Alex, knows Dana at Globex; Priya is long silent; Raj connected."""
    ties = [
        {"person_a": "alex", "person_b": one, "evidence": "connected", "since": utc("2020-05-01")}
        for one in ("mia", "priya", "raj")
    ]
    ties += [
        {"person_a": "mia", "person_b": "dana", "evidence": knows, "note": "they climb together"},
        {"person_a": "priya", "person_b": "dana", "evidence": "stated"},
        {"person_a": "alex", "person_b": "mia", "evidence": "connected", "note": "two daughters"},
    ]
    job = {"organization": "Initech", "kind": "work"}
    contacts = bundle(
        people=[
            person("alex", "Alex Moreno", linkedin="https://www.linkedin.com/in/alex-moreno"),
            person("mia", "Mia Chen", organization="Hooli", connected_on=utc("2020-05-01")),
            person("dana", "Dana Cole", organization="Globex", position="VP Data"),
            person("priya", "Priya Raman", organization="Soylent"),
            person("raj", "Raj Patel", organization="Vandelay"),
        ],
        interactions=[
            *both_wrote("2026-05-07", "2026-10-29", "7D", "mia"),
            said("2026-10-30 09:00", "mia", "alex"),
            *both_wrote("2018-01-15", "2019-12-15", "30D", "priya"),
            *more,
        ],
        ties=ties,
        jobs=[
            job
            | {
                "person_id": "alex",
                "position": "Analyst",
                "started_on": utc("2019-01-01"),
                "ended_on": utc("2026-10-15"),
            },
            job | {"person_id": "mia", "started_on": utc("2017-03-01"), "ended_on": utc("2021-06-01")},
        ],
        favors=list(favors),
    )
    frames = {"choices": list(choices), "introductions": list(introductions)}
    tables = contacts.tables() | {name: pd.DataFrame(rows) for name, rows in frames.items() if rows}
    return ng.build_graph(ng.Contacts.of(tables), as_of=DAY)


@pytest.fixture(scope="module")
def G():
    return world()


def route_over(G, starter, target="Globex"):
    routes = ng.referral_paths(G, target)
    return routes[routes["starter_id"] == starter].iloc[0]


def kit_over(G, starter, objective=WISH, **options):
    return ng.ask_kit(G, route_over(G, starter), objective, **options)


def test_the_starter_is_asked_to_ask_first_and_gets_a_paragraph_to_pass_on(G):
    kit = kit_over(G, "mia")
    assert (kit.kind, kit.starter, kit.target) == ("ask", "Mia Chen", "Dana Cole")
    assert "Would you ask Dana first whether that is welcome?" in kit.note
    assert "A no is fine" in kit.note
    assert f"What I am looking for: {WISH}." in kit.note
    assert f"What I am looking for: {WISH}." in kit.forwardable
    assert kit.forwardable.startswith("Dear Dana, I am Alex Moreno, until October 2026 Analyst at Initech.")
    assert len(kit.short_note) <= 200
    assert WISH in kit.short_note


def test_the_paragraph_quotes_the_true_shared_history(G):
    forwarded = kit_over(G, "mia").forwardable
    assert "Mia and I were both at Initech from 2019 to 2021." in forwarded, "the years that both were there"
    assert "Mia and I have been in touch since May 2026." in forwarded


def test_notes_and_guesses_stay_with_the_user(G):
    kit = kit_over(G, "mia")
    texts = kit.note + kit.short_note + kit.forwardable
    assert "climb" not in texts
    assert "daughters" not in texts
    mine = " ".join(kit.for_you)
    assert 'Your note on Mia Chen and Dana Cole stays with you: "they climb together"' in mine
    assert 'Your note on Mia Chen stays with you: "two daughters"' in mine
    era = next(fact for fact in shared_history(G, "mia") if fact.kind == "era")
    assert to_reader(era, "Mia") is None
    assert era.place in mine
    assert era.place not in texts


def test_a_dormant_starter_is_asked_for_nothing(G):
    kit = kit_over(G, "priya")
    assert (kit.kind, kit.forwardable) == ("reconnect", None)
    assert "lead analyst" not in kit.note + kit.short_note
    assert "Dana" not in kit.note + kit.short_note
    assert kit.for_you[0].startswith("Reconnect with Priya first")


@pytest.mark.parametrize("knows", ["connected", "inferred"])
def test_where_the_second_tie_is_no_proof_there_is_a_question_and_nothing_to_pass_on(knows):
    kit = kit_over(world(knows=knows), "mia")
    assert (kit.kind, kit.forwardable) == ("question", None)
    assert (
        "how well do you know Dana Cole?" if knows == "connected" else "do you know Dana Cole?"
    ) in kit.note
    assert any(line.startswith("Only inferred, and in no text: ") for line in kit.for_you)
    assert "inferred" not in kit.note + kit.short_note


def test_a_bare_connection_gets_a_hello_and_a_warm_insider_a_straight_word(G):
    hello = ng.ask_kit(G, route_over(G, "raj", "Vandelay"), WISH)
    assert (hello.kind, hello.forwardable) == ("hello", None)
    assert "lead analyst" not in hello.note
    direct = ng.ask_kit(G, route_over(G, "mia", "Hooli"), WISH)
    assert direct.kind == "direct"
    assert direct.forwardable.startswith("I am Alex Moreno"), "whoever reads it is not known yet"
    assert "who else there I should meet" in direct.note


def test_who_has_left_is_asked_about_the_place():
    G = world()
    kit = ng.ask_kit(G, route_over(G, "mia", "Initech"), WISH)
    assert kit.kind == "former"
    assert "you were at Initech" in kit.note


def test_a_resting_starter_is_said_first():
    muted = world(choices=[{"person_id": "mia", "kind": "snooze", "until": utc("2026-12-01")}])
    kit = kit_over(muted, "mia")
    assert kit.for_you[0] == "Do not send this yet. Leave Mia in peace until 1 Dec 2026: you said: not now."


def test_thanks_owed_and_asks_of_late_come_before_the_ask():
    favor = {
        "at": utc("2026-10-01"),
        "giver_id": "mia",
        "receiver_id": "alex",
        "kind": "advice",
        "source": "you",
    }
    asked = {"starter_id": "mia", "target_id": "raj", "stage": "asked", "at": utc("2026-10-20")}
    mine = kit_over(world(favors=[favor], introductions=[asked]), "mia").for_you
    assert "You asked Mia for an introduction within the last 30 days already." in mine
    assert "First things first: Mia helped you: advice, Oct 2026; no thanks are noted." in mine


def test_the_objective_is_quoted_back_with_what_it_lacks(G):
    mine = kit_over(G, "mia", "any job at Globex.").for_you
    assert "Your objective, as it will be read: any job at Globex." in mine
    assert any(line.startswith('Mind the words "any job".') for line in mine)
    assert "Name a role: people remember a title, not a wish for work." in mine
    assert "No objective is quoted" in kit_over(G, "mia", None).for_you[-1]


def test_without_words_the_role_sought_at_the_target_is_taken():
    G = world()
    tables = G.graph["contacts"].tables() | {
        "targets": pd.DataFrame(
            [{"name": "Globex", "kind": "organization", "role": "Lead Analyst", "status": "chosen"}]
        )
    }
    G = ng.build_graph(ng.Contacts.of(tables), as_of=DAY)
    assert kit_over(G, "mia", None).objective == "Lead Analyst at Globex"


def test_three_steps_ask_the_starter_for_the_one_in_between(five):
    H = nx.Graph(five)
    H.add_edge("raj", "dana", kind="tie", readiness=0.5, evidence="stated", proof=True)
    H.add_edge("mia", "raj", kind="tie", readiness=0.5, evidence="stated", proof=True)
    H.remove_edge("mia", "dana")
    H.remove_edge("alex", "raj")
    kit = ng.ask_kit(H, ng.referral_paths(H, "Dana Cole").iloc[0], WISH)
    assert "You know Raj Patel, who may know Dana." in kit.note
    assert "Would you ask Raj first" in kit.note
    assert "Hi Mia, would you ask Raj whether a word with me about Globex is welcome?" in kit.short_note


def test_a_graph_made_by_hand_is_enough():
    H = network(("ego", "a", 0.5, "stated"), ("a", "t", 0.5, "stated"))
    kit = ng.ask_kit(H, ng.referral_paths(H, "t").iloc[0].to_dict(), WISH)
    assert kit.kind == "ask"
    assert kit.record()["check"][0]["part"] == "company"


def test_what_is_no_route_is_said(G):
    with pytest.raises(TableError, match="lacks path_ids"):
        ng.ask_kit(G, {"target": "dana"}, WISH)
    with pytest.raises(TableError, match="ask for routes again"):
        ng.ask_kit(G, route_over(G, "mia").to_dict() | {"path_ids": ["alex", "gone"]}, WISH)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=400),
    st.sampled_from([name for name in TEMPLATES if name.endswith("_short.txt")]),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=60),
)
def test_a_short_note_always_fits(objective, name, first):
    told = {
        "objective": " ".join(objective.split()),
        "starter_first": first,
        "target_first": first,
        "you_first": first,
    }
    assert len(Letters().write_short(name, told)) <= SHORT


def test_a_long_objective_gives_way_by_whole_words_and_that_is_said(G):
    kit = kit_over(G, "mia", WISH + ", with a team that cares for good data" * 6)
    assert len(kit.short_note) <= 200
    assert kit.short_note.endswith("Alex"), "the name stays"
    assert " ..." in kit.short_note
    assert any("LinkedIn takes 200" in line for line in kit.for_you)
    assert "good data" in kit.note


def test_a_template_of_the_users_own_stands_in_for_the_shipped_one(G, tmp_path):
    (tmp_path / "ask.txt").write_text("Ahoy {{ starter }}! {{ objective }}", encoding="utf-8")
    kit = kit_over(G, "mia", templates=tmp_path)
    assert kit.note == f"Ahoy Mia Chen! {WISH}"
    assert kit.forwardable == kit_over(G, "mia").forwardable


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Hi {{ starter", "line 1"),
        ("{% if %}", "line 1"),
        ("one\n{{ nobody }}", "'nobody' is undefined"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{% include 'nothing.txt' %}", "nothing.txt"),
        ("{{ starter.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.join([1]) }}", "TypeError"),
    ],
)
def test_a_broken_template_is_one_clear_line(G, tmp_path, words, says):
    (tmp_path / "ask.txt").write_text(words, encoding="utf-8")
    with pytest.raises(ReadError) as failure:
        kit_over(G, "mia", templates=tmp_path)
    message = str(failure.value)
    assert message.startswith("the template ask.txt is broken (")
    assert says in message
    assert "\n" not in message
    assert "Mia" not in message


def test_a_template_that_is_no_text_and_a_folder_that_is_none(G, tmp_path):
    (tmp_path / "ask.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match=r"ask\.txt is broken"):
        kit_over(G, "mia", templates=tmp_path)
    with pytest.raises(ReadError, match="--write-templates"):
        Letters(tmp_path / "nowhere")


def test_names_are_words_and_never_run():
    assert Letters().write("hello.txt", {"starter_first": "{{ 7 * 7 }}"}).startswith("Hi {{ 7 * 7 }},")


def test_every_shipped_template_is_known_and_uses_known_names():
    assert {path.name for path in SHIPPED.iterdir()} == set(TEMPLATES)
    told = {name: f"<{name}>" for name in NAMES} | {"shared": ["<fact>"]}
    for name in TEMPLATES:
        assert "<" in Letters().write(name, told)
        assert "None" not in Letters().write(name, {})


def test_the_facts_of_a_history_say_what_they_rest_on(G):
    facts = {fact.kind: fact for fact in shared_history(G, "mia")}
    assert to_you(facts["together"], "Mia") == "You were both at Initech from 2019 to 2021."
    assert to_you(facts["touch"], "Mia") == "In touch since May 2026, last on 30 Oct 2026."
    assert not facts["era"].proof
    assert [fact.kind for fact in shared_history(G, "raj")] == ["connected"]


def test_words_that_went_one_way_are_no_shared_history():
    alone = [said(f"2026-0{month}-01 09:00", "alex", "raj") for month in range(1, 9)]
    assert "touch" not in [fact.kind for fact in shared_history(world(more=alone), "raj")]
    answer = [*alone, said("2026-09-01 09:00", "raj", "alex")]
    assert "touch" in [fact.kind for fact in shared_history(world(more=answer), "raj")]


def test_an_objective_that_is_a_question_gets_no_second_stop(G):
    kit = kit_over(G, "mia", "Lead analyst at Globex; could you introduce me to Dana Cole?")
    for text in (kit.note, kit.short_note, kit.forwardable, *kit.for_you):
        assert "?." not in text
    assert "introduce me to Dana Cole? " in kit.forwardable


def test_an_objective_that_asks_is_told_that_the_letter_asks(G):
    told = "The letter asks by itself: say only what you look for."
    for asks in (
        "Lead analyst at Globex; could you introduce me to Dana Cole?",
        "An introduction to Dana Cole",
        "Put me in touch with Globex",
    ):
        assert told in kit_over(G, "mia", asks).for_you
    assert told not in kit_over(G, "mia", "Lead analyst at Globex, in Berlin, from spring").for_you
