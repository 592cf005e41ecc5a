"""The page "Targets" made from small frames, without a browser and without a server."""

from __future__ import annotations

import pandas as pd
import pytest
from component_trees import hrefs, texts, with_class
from conftest import bundle, person, said
from test_dashboard import HOSTILE

import netgraph as ng
from dashboards import targets_page, targets_view
from netgraph.coverage import CONNECTED_ONLY, GUESS, NONE, WARM


@pytest.fixture
def contacts() -> ng.Contacts:
    """Ben at Hooli answers Alex; Eli at Globex is a mere connection; nobody is at Vandelay."""

    def target(name: str, status: str, priority: float | None = None, **more: object) -> dict[str, object]:
        return {"name": name, "kind": "organization", "status": status, "priority": priority} | more

    return bundle(
        people=[
            person("alex", "Alex Moreno"),
            person("ben", "Ben Bird", organization="Hooli"),
            person("eli", "Eli Ek", organization="Globex"),
            person("dora", "Dora Dune", organization="Soylent"),
        ],
        interactions=[said("2026-10-01", "alex", "ben"), said("2026-10-02", "ben", "alex")],
        ties=[
            {"person_a": "alex", "person_b": "ben", "evidence": "connected"},
            {"person_a": "alex", "person_b": "eli", "evidence": "connected"},
        ],
        targets=[
            target("Vandelay", "chosen", 1),
            target("Hooli", "chosen", 5, role="Analyst"),
            target("Globex", "chosen", 3),
            target("Soylent", "proposed", source="linkedin applications", role="Lead"),
        ],
    )


@pytest.fixture
def answer(contacts: ng.Contacts) -> targets_view.Coverage:
    return targets_page.targets_answer(ng.build_graph(contacts, as_of="2026-11-01"))


def test_the_first_line_answers(answer: targets_view.Coverage) -> None:
    head = texts(targets_view.head_view(answer))
    assert head[0] == "1 of your 3 targets has a warm way in"
    assert head[1].startswith("The others: 1 connected only and 1 none in your data.")


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([WARM], "Globex has a warm way in"),
        ([NONE], "Globex has no warm way in yet"),
        ([WARM, WARM], "Both of your targets have a warm way in"),
        ([WARM, WARM, WARM], "All 3 of your targets have a warm way in"),
        ([GUESS, NONE], "None of your 2 targets has a warm way in yet"),
        ([WARM, GUESS], "1 of your 2 targets has a warm way in"),
        ([WARM, WARM, CONNECTED_ONLY], "2 of your 3 targets have a warm way in"),
    ],
)
def test_headline(states: list[str], words: str) -> None:
    names = ["Globex", "Hooli", "Soylent"][: len(states)]
    assert targets_view.headline(pd.DataFrame({"name": names, "state": states})) == words


def test_only_a_warm_way_is_drawn_solid(answer: targets_view.Coverage) -> None:
    hooli, globex, vandelay = with_class(targets_view.targets_view(answer, writable=True), "card")
    assert [texts(one)[0] for one in (hooli, globex, vandelay)] == ["Hooli", "Globex", "Vandelay"]
    assert with_class([hooli], "way-solid") == [hooli]
    assert [texts(chip) for chip in with_class(hooli, "via-solid")] == [["Ben Bird"]]
    assert with_class([globex, vandelay], "way-solid") == with_class([globex, vandelay], "via-solid") == []
    assert [texts(chip) for chip in with_class(globex, "via-dashed")] == [["Eli Ek"]]
    assert [texts(one)[0] for one in with_class([hooli, globex, vandelay], "badge")] == [
        "warm",
        "connected only",
        "none in your data",
    ]


def test_a_guess_says_perhaps(answer: targets_view.Coverage) -> None:
    guess = answer.chosen.assign(state=GUESS)
    shown = targets_view.targets_view(answer._replace(chosen=guess), writable=True)
    assert "perhaps through" in texts(shown)
    assert with_class(shown, "via-solid") == []


def test_a_card_says_who_is_there_and_leads_on(answer: targets_view.Coverage) -> None:
    hooli, globex, vandelay = with_class(targets_view.targets_view(answer, writable=True), "card")
    assert "1 person there in your data, 1 of them known" in texts(hooli)
    assert "1 person there in your data, none of them known" in texts(globex)
    assert "nobody there in your data" in texts(vandelay)
    assert hrefs(hooli) == ["/routes?to=Hooli", "/targets?at=Hooli"]
    assert "What would help" in texts(vandelay)


def test_what_is_proposed_says_by_what(answer: targets_view.Coverage) -> None:
    (offer,) = with_class(targets_view.targets_view(answer, writable=True), "offer")
    assert texts(offer) == [
        "Soylent",
        "1 person there in your data, none of them known",
        "you applied: Lead",
        "Make it a target",
    ]


def test_where_nothing_may_be_written_there_is_no_button(answer: targets_view.Coverage) -> None:
    shown = targets_view.targets_view(answer, writable=False)
    assert with_class(shown, "plain") == with_class(shown, "step-button") == []
    assert "Priority 5: first" in texts(shown)
    assert "/targets?at=Hooli" not in hrefs(shown)


def test_no_targets_yet_is_said_and_a_graph_made_by_hand_has_none(contacts: ng.Contacts) -> None:
    G = ng.build_graph(contacts, as_of="2026-11-01")
    del G.graph["contacts"]
    answer = targets_page.targets_answer(G)
    assert texts(targets_view.head_view(answer))[0] == "You have named no targets yet"
    assert with_class(targets_view.targets_view(answer, writable=True), "card") == []


def test_text_from_data_stays_text(answer: targets_view.Coverage) -> None:
    hostile = answer.chosen.assign(name=HOSTILE, role=HOSTILE, next_step=HOSTILE)
    shown = targets_view.targets_view(answer._replace(chosen=hostile), writable=True)
    assert HOSTILE in texts(shown)
    assert "dangerously_allow_html" not in str(shown)


def hooli(role: str | None = None, priority: int = 3, *, name: str = "Hooli") -> targets_page.Aim:
    return targets_page.Aim(name, "organization", role, priority)


def test_a_target_that_is_chosen_already_is_found_in_any_spelling(contacts: ng.Contacts) -> None:
    G = ng.build_graph(contacts, as_of="2026-11-01")
    for name in ("Hooli", "hooli GmbH"):
        assert targets_page.standing(G, hooli(name=name)) == hooli("Analyst", 5)
    assert targets_page.standing(G, hooli(name="Soylent")) is None, "proposed is not chosen"
    assert targets_page.standing(G, hooli()._replace(kind="person")) is None
    alias = {"person_id": "alex", "kind": "alias", "value": "Pied Piper = Hooli"}
    G.graph["contacts"] = bundle(
        people=[person("alex", "Alex Moreno")], choices=[alias], targets=contacts.targets.to_dict("records")
    )
    assert targets_page.standing(G, hooli(name="Pied Piper")) == hooli("Analyst", 5)


def test_what_the_form_leaves_at_its_defaults_stays_as_it_is() -> None:
    was = hooli("Analyst", 5)
    assert targets_page.kept(was, hooli(name="hooli")) == was
    assert targets_page.kept(was, hooli("Lead")) == hooli("Lead", 5)
    assert targets_page.kept(was, hooli(priority=1)) == hooli("Analyst", 1)
