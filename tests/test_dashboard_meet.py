"""The page "Who to meet" made from small frames, without a browser and without a server."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd
import pytest
from component_trees import by_id, components, hrefs, texts, with_class
from conftest import bundle, network, person, said

import netgraph as ng
from dashboards import meet_page, meet_view
from dashboards.page import asked_for

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def G() -> nx.Graph:
    """Ego talks to Ben and Cleo. Ben said that he knows Dora at Globex; Cleo may know Finn, who works
    beside her at Hooli; Eli at Globex is a mere connection.
    """
    G = network(
        ("ego", "ben", 0.6, "message"),
        ("ego", "cleo", 0.4, "message"),
        ("ego", "eli", 0.1, "connected"),
        ("ben", "dora", 0.3, "stated"),
        dora="Globex",
        eli="Globex",
        cleo="Hooli",
        finn="Hooli",
    )
    names = {"ben": "Ben Bird", "cleo": "Cleo Cole", "dora": "Dora Dune", "eli": "Eli Ek", "finn": "Finn Fox"}
    nx.set_node_attributes(G, names, "name")
    for who, organization in (("dora", "Globex"), ("eli", "Globex"), ("cleo", "Hooli"), ("finn", "Hooli")):
        G.add_node(f"org:{organization}", kind="organization", name=organization)
        G.add_edge(who, f"org:{organization}", kind="affiliation", current=True)
    for friend in ("ben", "cleo"):
        G.edges["ego", friend]["last_contact"] = pd.Timestamp("2026-10-01", tz="UTC")
    return G


def view(G: nx.Graph, target: str = "") -> Any:
    return meet_view.meet_view(meet_page.meet_answer(G, target))


def marked(tree: Any) -> list[str]:
    """The words of the links that are marked as the current one."""
    here = [one for one in components(tree) if "aria-current" in one.to_plotly_json()["props"]]
    return [text for one in here for text in texts(one)]


def test_the_first_line_answers(G: nx.Graph) -> None:
    shown = view(G)
    assert texts(shown)[0] == "Dora Dune first: Ben Bird knows them"
    # By hand: Dora .6 x .3, Finn .4 x at most .05, Eli without a go-between.
    assert [texts(card)[0] for card in with_class(shown, "card")] == ["Dora Dune", "Finn Fox", "Eli Ek"]
    ways = "1 through somebody who knows them, 1 through somebody who may know them and 1 connected only"
    assert f"3 people: {ways}." in texts(shown)


def test_a_go_between_is_solid_only_with_proof(G: nx.Graph) -> None:
    dora, finn, eli = with_class(view(G), "card")
    assert [texts(chip) for chip in with_class(dora, "via-solid")] == [["Ben Bird", "said so"]]
    assert with_class(dora, "via-dashed") == []
    assert [texts(chip) for chip in with_class(finn, "via-dashed")] == [["Cleo Cole", "a guess"]]
    assert with_class(finn, "via-solid") == []
    assert with_class(eli, "via") == []


def test_proof_of_one_go_between_is_not_lent_to_the_other(G: nx.Graph) -> None:
    G.add_edge("cleo", "dora", kind="tie", readiness=0.1, evidence="connected", proof=False)
    (dora, *_) = with_class(view(G), "card")
    assert [texts(chip) for chip in with_class(dora, "via-solid")] == [["Ben Bird", "said so"]]
    assert [texts(chip) for chip in with_class(dora, "via-dashed")] == [["Cleo Cole", "connected only"]]


def test_a_namesake_without_proof_hides_no_proof(G: nx.Graph) -> None:
    G.add_node("ben2", kind="person", name="Ben Bird")
    G.add_edge("ben2", "dora", kind="tie", readiness=0.05, evidence="inferred", proof=False)
    through = meet_page.through(G, ng.who_to_meet(G, targets=["Globex"]))
    assert through.loc[through["person_id"] == "dora", "evidence"].to_list() == ["stated"]


def test_a_mere_connection_is_said_as_no_contact_in_this_data(G: nx.Graph) -> None:
    (*_, eli) = with_class(view(G), "card")
    assert "connected only" in texts(eli)
    assert any("no contact in this data" in text for text in texts(eli))
    G.remove_nodes_from(["ben", "dora"])
    assert texts(view(G, "Globex"))[0] == "For Globex, Eli Ek first: connected, but no contact in this data"


def test_a_guess_is_worded_as_one_in_the_first_line(G: nx.Graph) -> None:
    assert texts(view(G, "Hooli"))[0] == "For Hooli, Finn Fox first: Cleo Cole may know them"


def test_nobody_in_between_is_said(G: nx.Graph) -> None:
    G.remove_node("ben")
    G.remove_node("eli")
    assert texts(view(G, "Globex"))[0] == "For Globex, Dora Dune first: nobody you know leads there yet"
    assert texts(view(G, "Dora Dune"))[0] == "Dora Dune first: nobody you know leads there yet"
    assert "your target" in texts(view(G, "Dora Dune"))


def test_no_score_is_shown(G: nx.Graph) -> None:
    found = ng.who_to_meet(G)
    assert found["reach"].max() > 0
    said = " ".join(texts(view(G)))
    assert "0." not in said
    assert "%" not in said
    assert "score" not in said


def test_every_person_leads_to_their_routes(G: nx.Graph) -> None:
    cards = with_class(view(G), "card")
    assert [hrefs(card) for card in cards] == [
        ["/routes?to=Dora+Dune"],
        ["/routes?to=Finn+Fox"],
        ["/routes?to=Eli+Ek"],
    ]
    assert texts(with_class(cards[0], "more")) == ["Show the routes", " to Dora Dune"]


def test_without_targets_the_answer_comes_and_says_what_one_would_add(G: nx.Graph) -> None:
    shown = view(G)
    assert len(with_class(shown, "card")) == 3
    assert texts(with_class(shown, "aside"))[0].startswith("You have named no targets yet.")
    assert with_class(shown, "filter") == []
    assert with_class(shown, "for") == []


def told(*targets: dict[str, Any], raj: str | None = None) -> nx.Graph:
    """Mia, whom Alex writes to, knows Dana at Globex; Raj (his title) at Hooli is connected; targets."""
    contacts = bundle(
        people=[
            person("mia", "Mia Chen"),
            person("dana", "Dana Cole", organization="Globex"),
            person("raj", "Raj Patel", organization="Hooli", position=raj),
        ],
        interactions=[said("2026-10-01", "alex", "mia"), said("2026-10-02", "mia", "alex")],
        ties=[
            {"person_a": "mia", "person_b": "dana", "evidence": "stated"},
            {"person_a": "alex", "person_b": "raj", "evidence": "connected"},
        ],
        targets=list(targets),
    )
    return ng.build_graph(contacts, as_of="2026-11-01")


def target(name: str, status: str, priority: int | None = None) -> dict[str, Any]:
    return {"name": name, "kind": "organization", "status": status, "priority": priority}


def test_stored_targets_are_a_filter_that_the_address_keeps() -> None:
    G = told(target("Hooli", "chosen", 3), target("Globex", "chosen", 5), target("Acme", "proposed"))
    shown = view(G)
    (bar,) = with_class(shown, "filter")
    assert texts(bar) == ["All targets", "Globex", "Hooli"]
    assert hrefs(bar) == ["/meet", "/meet?target=Globex", "/meet?target=Hooli"]
    assert marked(bar) == ["All targets"]
    assert [texts(card)[0] for card in with_class(shown, "card")] == ["Dana Cole", "Raj Patel"]
    assert [texts(one) for one in with_class(shown, "for")] == [["for Globex"], ["for Hooli"]]
    assert not any("no targets" in " ".join(texts(one)) for one in with_class(shown, "aside"))
    assert by_id(shown, meet_view.PLAN_FOR).data == "", "with targets a plan of meetings follows"
    assert len(with_class(meet_page.plan_shown("")(G), "plan")) == 1


def test_one_target_alone_shows_its_people_only() -> None:
    shown = view(told(target("Hooli", "chosen", 3), target("Globex", "chosen", 5)), "hooli")
    assert texts(shown)[0] == "For Hooli, Raj Patel first: connected, but no contact in this data"
    assert "1 person: connected only." in texts(shown), "nothing shared, nothing said of it"
    assert marked(with_class(shown, "filter")) == ["Hooli"]


def test_what_orders_equal_people_is_said_where_a_card_shows_it() -> None:
    seeks = target("Hooli", "chosen") | {"role": "Lead Analyst"}
    shown = texts(view(told(seeks, raj="Lead Analyst"), "hooli"))
    assert any("a title near the one you seek" in one for one in shown)
    assert any(one.startswith("1 person: connected only. Who shares an employer") for one in shown)


def test_a_name_nearly_right_or_in_part_offers_who_may_be_meant() -> None:
    for said_name in ("Dana", "Dana Cle"):
        shown = view(told(), said_name)
        assert "/meet?target=Dana+Cole" in hrefs(with_class(shown, "pick"))
        assert not any("bears that name" in one for one in texts(shown))
    assert with_class(view(told(), "Vandelay"), "pick") == []


def test_proposed_targets_are_offered_when_none_is_chosen() -> None:
    shown = view(
        told(target("Hooli", "proposed"), target("Globex", "proposed"), target("Globex", "proposed"))
    )
    assert texts(with_class(shown, "filter")) == ["Everybody", "Globex", "Hooli"]
    assert len(with_class(shown, "aside")) == 1
    assert by_id(shown, meet_view.PLAN_FOR) is None, "without targets there is nothing to plan"


def test_who_only_leads_to_a_target_is_said_to_lead_there(G: nx.Graph) -> None:
    G.add_edge("finn", "dora", kind="tie", readiness=0.3, evidence="stated", proof=True)
    cards = {texts(card)[0]: card for card in with_class(view(G, "Globex"), "card")}
    assert texts(with_class(cards["Finn Fox"], "for")) == ["leads to Globex"]
    assert texts(with_class(cards["Dora Dune"], "for")) == ["for Globex"]


def test_a_target_with_nobody_is_an_honest_empty_answer(G: nx.Graph) -> None:
    shown = view(G, "Vandelay & Sons")
    assert texts(shown)[0] == "Nobody new to meet for Vandelay & Sons in your data"
    assert "Nobody in your data is there, bears that name, or is tied to somebody who does." in texts(shown)
    assert hrefs(with_class(shown, "filter")) == ["/meet", "/meet?target=Vandelay+%26+Sons"]
    assert texts(shown)[-1].startswith("Rests on a graph made by hand (3 people")


def test_a_target_where_everybody_is_known_leads_to_the_routes(G: nx.Graph) -> None:
    G.remove_node("finn")
    shown = view(G, "Hooli")
    assert texts(shown)[0] == "Nobody new to meet for Hooli in your data"
    assert "You know everybody in your data who is there or bears that name. " in texts(shown)
    assert "/routes?to=Hooli" in hrefs(shown)


def test_nobody_new_at_all(G: nx.Graph) -> None:
    G.remove_nodes_from(["dora", "eli", "finn"])
    assert texts(view(G))[0] == "Nobody new to meet in your data"
    acme = view(told(target("Acme", "chosen", 1)))
    assert texts(acme)[0] == "Nobody new to meet at your targets in your data"


def test_more_than_the_page_holds_is_the_first_of_many(G: nx.Graph) -> None:
    for number in range(meet_view.MOST):
        G.add_node(f"p{number}", kind="person", name=f"Person {number}")
        G.add_edge("ego", f"p{number}", kind="tie", readiness=0.1, evidence="connected", proof=False)
    shown = view(G)
    assert len(with_class(shown, "card")) == meet_view.MOST
    assert any(text.startswith("The first 20 people: 1 through") for text in texts(shown))


def test_text_from_data_stays_text(G: nx.Graph) -> None:
    G.nodes["dora"].update(name=HOSTILE, linkedin="javascript:alert(1)")
    G.nodes["ben"]["name"] = HOSTILE
    shown = view(G, HOSTILE)
    assert HOSTILE in texts(shown)
    assert "dangerously_allow_html" not in str(shown)
    assert all(address.startswith("/") for address in hrefs(shown))


@pytest.mark.parametrize(
    ("query", "target"),
    [
        (None, ""),
        ("?target=Globex", "Globex"),
        ("?target=%20R%26D%20%20x", "R&D x"),
        ("?target=" + "x" * 999, "x" * 120),
        ("?target=", ""),
        ("?to=Globex", ""),
    ],
)
def test_the_target_stands_in_the_address(query: str | None, target: str) -> None:
    assert asked_for(query, "target") == target
