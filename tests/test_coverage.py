"""Target coverage: each state by hand, the graph cut for speed against routes in the whole graph."""

from __future__ import annotations

import math
from itertools import pairwise

import networkx as nx
import pytest
from conftest import SAMPLE_ZIP, bundle, network, person, utc
from hypothesis import given, settings
from hypothesis import strategies as st
from test_routes import networks

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.schema import DTYPES, TARGET_COVERAGE

STEP_WITHOUT_A_ROUTE = (
    "Ask somebody warm in that field who they know there, or open LinkedIn's second-degree search yourself."
)


def covered(G, target):
    """The one row for one target."""
    (row,) = ng.target_coverage(G, targets=[target]).to_dict("records")
    return row


def with_place(G, name, *people, current=True, **more):
    """The graph with an organization node and the people's affiliations to it."""
    G.add_node(f"org:{name.lower()}", kind="organization", name=name)
    for one in people:
        G.add_edge(one, f"org:{name.lower()}", kind="affiliation", current=current, **more)
    return G


def test_warm_when_every_tie_of_a_route_is_proof():
    """.5 x .3 x .7 = .105; Raj is connected at Globex, which is readier than nothing but no proof."""
    G = network(
        ("ego", "mia", 0.5, "message"),
        ("mia", "dana", 0.3, "stated"),
        ("ego", "raj", 0.1, "connected"),
        dana="Globex",
        raj="Globex",
    )
    row = covered(G, "globex inc")
    assert (row["target"], row["state"], row["routes"], row["insiders"]) == ("globex inc", "warm", 2, 2)
    assert row["best_readiness"] == pytest.approx(0.105)
    assert row["via"] == ["mia x"], "Raj opens no proof route"
    assert row["next_step"] == "Ask mia whether they would introduce you to dana x."


def test_via_names_three_starters_the_best_first():
    ties = [
        ("ego", one, readiness, "message")
        for one, readiness in zip("abcd", (0.3, 0.6, 0.4, 0.5), strict=True)
    ]
    G = network(*ties, **dict.fromkeys("abcd", "Globex"))
    row = covered(G, "Globex")
    assert (row["via"], row["routes"]) == (["b x", "d x", "c x"], 4)
    assert row["best_readiness"] == pytest.approx(0.6)


def test_connected_only_says_hello_first_to_the_longest_shared_context():
    """Shared employer, then era, then the earlier connection; whoever rests comes last; never by id."""
    G = network(*(("ego", one, 0.1, "connected") for one in "abcde"), **dict.fromkeys("abcde", "Globex"))
    with_place(G, "Initech", "ego", "d", current=False)
    G.nodes["c"]["era"] = "your Acme years, 2015-19"
    G.edges["ego", "b"]["since"] = utc("2012-05-01")
    G.edges["ego", "a"]["since"] = utc("2020-05-01")
    row = covered(G, "Globex")
    assert (row["state"], row["routes"], row["insiders"]) == ("connected only", 5, 5)
    assert row["best_readiness"] == pytest.approx(0.1)
    assert row["via"] == ["d x", "c x", "b x"]
    assert row["next_step"] == "Say hello to d x first: you have both been at Initech."
    G.edges["ego", "d"]["rest_until"] = utc("2026-12-01")
    assert covered(G, "Globex")["next_step"] == (
        "Say hello to c x first: you connected in your Acme years, 2015-19."
    )
    G.edges["ego", "c"]["rest_until"] = utc("2026-12-01")
    row = covered(G, "Globex")
    assert row["via"] == ["b x", "a x", "e x"]
    assert row["next_step"] == "Say hello to b x first: connected since 2012, no more."


def test_the_only_connection_who_rests_is_left_in_peace():
    G = network(("ego", "a", 0.1, "connected"), a="Globex")
    assert covered(G, "Globex")["next_step"] == "Say hello to a x first: you are connected, no more."
    G.edges["ego", "a"]["rest_until"] = utc("2026-12-01")
    assert covered(G, "Globex")["next_step"].startswith("Leave a in peace until 1 Dec 2026")


def test_a_connection_between_others_is_connected_only_and_asked_about():
    """A mutual connection copied from LinkedIn by hand: Mia, known, is connected to Dana."""
    G = network(("ego", "mia", 0.5, "message"), ("mia", "dana", 0.1, "connected"), dana="Globex")
    row = covered(G, "Globex")
    assert (row["state"], row["via"]) == ("connected only", ["mia x"])
    assert row["best_readiness"] == pytest.approx(0.5 * 0.1 * 0.7)
    assert row["next_step"].startswith("Ask mia a question")
    assert row["next_step"].endswith("do you know dana x?")


def test_a_guess_is_a_question():
    """Mia and Dana were both at Hooli, nothing else leads to Globex: at most .5 x .05 x .7."""
    G = network(("ego", "mia", 0.5, "message"), dana="Globex")
    with_place(G, "Hooli", "mia", "dana", current=False, since=utc("2015-01-01"), until=utc("2018-01-01"))
    row = covered(G, "Globex")
    assert (row["state"], row["routes"], row["via"], row["insiders"]) == ("guess", 1, ["mia x"], 1)
    assert 0 < row["best_readiness"] <= 0.5 * 0.05 * 0.7 + 1e-12
    assert row["next_step"].startswith("Ask mia a question")
    assert row["next_step"].endswith("do you know dana x?")


def test_a_connection_stands_before_a_likelier_guess():
    G = network(("ego", "a", 0.02, "connected"), ("ego", "b", 0.05, "inferred"), a="Globex", b="Globex")
    row = covered(G, "Globex")
    assert (row["state"], row["via"], row["routes"]) == ("connected only", ["a x"], 2)
    assert row["best_readiness"] == pytest.approx(0.02)


def test_none_is_said_for_a_known_place_without_a_route():
    """Dana is there, and four ties away."""
    chain = ["ego", "a", "b", "c", "dana"]
    G = network(*((x, y, 0.5, "message") for x, y in pairwise(chain)), dana="Globex")
    row = covered(G, "Globex")
    assert (row["state"], row["routes"], row["via"], row["insiders"]) == ("none in your data", 0, [], 1)
    assert math.isnan(row["best_readiness"])
    assert row["next_step"] == STEP_WITHOUT_A_ROUTE


def test_a_company_nobody_is_at_comes_with_the_nearest_names():
    G = with_place(network(("ego", "a", 0.5, "message"), a="Globex"), "Globex", "a")
    frame = ng.target_coverage(G, targets=["Globx", "Vandelay"])
    assert list(frame["state"]) == ["none in your data"] * 2
    assert list(frame["insiders"]) == [0, 0]
    assert list(frame["next_step"]) == [
        f"Did you mean Globex? If not: {STEP_WITHOUT_A_ROUTE}",
        STEP_WITHOUT_A_ROUTE,
    ]
    assert frame.attrs["nearest"] == {"Globx": ["Globex"], "Vandelay": []}


def test_people_are_targets_by_name_and_by_id():
    G = network(("ego", "d1", 0.5, "message"), ("ego", "d2", 0.3, "message"))
    for one in ("d1", "d2"):
        G.nodes[one]["name"] = "Daniel Kimura"
    frame = ng.target_coverage(G, targets=["daniel kimura", "d2"])
    assert list(frame["insiders"]) == [2, 1]
    assert list(frame["best_readiness"]) == pytest.approx([0.5, 0.3])
    assert list(frame["next_step"]) == ["Write to Daniel."] * 2


def test_ego_is_no_insider():
    G = network(("ego", "a", 0.5, "message"), a="Globex", ego="Globex")
    assert covered(with_place(G, "Globex", "ego", "a"), "Globex")["insiders"] == 1
    assert covered(G, "org:globex")["insiders"] == 1
    assert covered(G, "ego")["state"] == "none in your data"


def test_a_name_of_an_organization_is_not_looked_for_among_people():
    """Target is a company; somebody is called Target too."""
    G = network(("ego", "a", 0.5, "message"), ("ego", "b", 0.3, "message"), b="Target")
    G.nodes["a"]["name"] = "Target"
    assert covered(G, "Target")["best_readiness"] == pytest.approx(0.3)


def test_rows_stand_in_the_order_asked_for_once_each_with_the_promised_kinds():
    G = network(("ego", "a", 0.5, "message"), a="Globex")
    frame = ng.target_coverage(G, targets=["Hooli", "Globex", "Hooli"])
    assert list(frame["target"]) == ["Hooli", "Globex"]
    for answer in (frame, ng.target_coverage(G, targets=[]), ng.target_coverage(G)):
        kinds = {column.name: str(answer[column.name].dtype) for column in TARGET_COVERAGE.columns}
        assert kinds == {column.name: DTYPES[column.kind] for column in TARGET_COVERAGE.columns}
        assert answer.attrs["rests_on"].startswith("Rests on")
    assert ng.target_coverage(G).empty, "no targets are stored"


def test_ego_is_needed_and_an_ego_alone_reaches_nobody():
    with pytest.raises(GraphError):
        ng.target_coverage(nx.Graph(), targets=["Globex"])
    alone = nx.Graph(ego=0)
    alone.add_node(0, kind="person", name="Alex Moreno")
    assert covered(alone, "Globex")["state"] == "none in your data"


def test_numbers_may_be_ids():
    G = nx.relabel_nodes(network(("ego", "a", 0.5, "message")), {"ego": 0, "a": 1})
    G.graph["ego"] = 0
    assert covered(G, 1)["via"] == ["a x"]


def test_stored_targets_stand_by_priority_without_the_proposed_ones():
    stored = [
        {"name": "Hooli", "kind": "organization", "priority": 2.0, "status": "chosen"},
        {"name": "Globex", "kind": "organization", "priority": 5.0, "status": "chosen"},
        {"name": "Acme", "kind": "organization", "priority": 5.0, "status": "proposed"},
    ]
    G = ng.build_graph(
        bundle(people=[person("raj", organization="Hooli")], targets=stored), as_of="2026-11-01"
    )
    frame = ng.target_coverage(G)
    assert list(frame["target"]) == ["Globex", "Hooli"]
    assert list(frame["insiders"]) == [0, 1]


@settings(max_examples=40)
@given(networks(), st.booleans())
def test_the_cut_loses_no_route_and_leaves_the_graph_alone(G, colleagues):
    """`referral_paths` on the whole graph gives the same best route and the same starters."""
    people = [one for one in G if one != "ego"]
    if colleagues:
        with_place(
            G, "Hooli", "ego", *people[::2], current=False, since=utc("2015-01-01"), until=utc("2018-01-01")
        )
    before = [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    for row in ng.target_coverage(G, targets=["Globex", "Hooli", *people]).to_dict("records"):
        routes = ng.referral_paths(G, row["target"], limit=10_000)
        routes = routes[~routes["former"]]  # whoever has left is no way in
        assert row["routes"] == routes["starter_id"].nunique()
        assert (row["state"] == "none in your data") == routes.empty
        assert (row["state"] == "warm") == routes["proof"].any()
        inferred = routes["evidence"].map(lambda hops: "inferred" in hops)
        assert (row["state"] == "guess") == (not routes.empty and bool(inferred.all()))
        if row["state"] in {"warm", "guess"}:
            assert row["best_readiness"] == pytest.approx(routes["readiness"].iloc[0])
            assert row["next_step"] == routes["first_step"].iloc[0]
    assert [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)] == before


def test_the_sample_tells_its_story():
    """sample_data/README.md: Globex through Mia Chen, four names at Umbrella, nobody at Vandelay."""
    folder = SAMPLE_ZIP.parent
    contacts = ng.combine(
        ng.read_linkedin(SAMPLE_ZIP), ng.read(folder / "knows.csv"), ng.read(folder / "targets.csv")
    )
    frame = ng.target_coverage(ng.build_graph(contacts, as_of="2026-11-01")).set_index("target")
    assert list(frame.index[:2]) == ["Globex", "Dana Cole"], "priority 5 goes first"
    assert frame.loc["Globex", "state"] == "warm"
    assert frame.loc["Globex", "via"][0] == "Mia Chen"
    assert "Dana Cole" in frame.loc["Globex", "next_step"]
    assert tuple(frame.loc["Umbrella Logistics", ["state", "routes", "insiders"]]) == ("connected only", 4, 4)
    assert frame.loc["Umbrella Logistics", "next_step"].startswith("Say hello to ")
    assert tuple(frame.loc["Vandelay Imports", ["state", "insiders"]]) == ("none in your data", 0)


def test_the_five_people(five):
    """Mia leads to Dana; Raj, at Globex too, is connected and no more."""
    row = covered(five, "Globex")
    assert (row["state"], row["via"], row["routes"], row["insiders"]) == ("warm", ["Mia Chen"], 2, 2)
