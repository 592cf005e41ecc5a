"""Next moves: whom to ask, a search to open by hand, and a command that is safe to paste."""

from __future__ import annotations

import shlex
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import pytest
from conftest import bundle, network, person, utc

import netgraph as ng
from netgraph.errors import GraphError
from netgraph.schema import DTYPES, NEXT_MOVES


@pytest.fixture
def G():
    """Ann was at Globex Robotics, Bo is in robotics elsewhere, Cy and Di are warm, Ed is only connected."""
    G = network(
        ("ego", "ann", 0.1, "connected"),
        ("ego", "bo", 0.1, "connected"),
        ("ego", "cy", 0.5, "message"),
        ("ego", "di", 0.7, "message"),
        ("ego", "ed", 0.1, "connected"),
        bo="Hooli Robotics",
    )
    G.add_node("org:globex robotics", kind="organization", name="Globex Robotics")
    G.add_edge("ann", "org:globex robotics", kind="affiliation", current=False, until=utc("2019-06-01"))
    return G


def kinds(found):
    return {kind: list(rows["person_id"].dropna()) for kind, rows in found.groupby("kind", sort=False)}


def test_the_kinds_stand_in_order_and_each_person_once(G):
    found = ng.next_moves(G, "Globex Robotics")
    assert kinds(found) == {
        "once there": ["ann"],
        "same field": ["bo"],
        "ask": ["di", "cy"],
        "search": [],
        "knows": [],
    }
    assert "until 2019" in found.loc[0, "why"]
    assert "robotics" in found.loc[1, "why"]
    assert found.loc[2, "step"] == 'Ask di: "Who do you know at Globex Robotics?"'
    assert len(ng.next_moves(G, "Globex Robotics", limit=1)) == 5


def test_the_link_is_a_search_of_second_degree_people(G):
    for target, words in (("Globex Robotics", "Globex Robotics"), ("A&B = C/D?", "A&B = C/D?")):
        found = ng.next_moves(G, target)
        link = urlsplit(found.loc[found["kind"] == "search", "link"].iloc[0])
        assert (link.scheme, link.netloc, link.path) == (
            "https",
            "www.linkedin.com",
            "/search/results/people/",
        )
        assert parse_qs(link.query) == {"keywords": [words], "network": ['["S"]']}
        assert " " not in link.query


@pytest.mark.parametrize(
    "name", ["Globex", "O'Neil & Sons", 'Say "hi"', "$(reboot)", "`reboot`", "a; reboot", "-x!"]
)
def test_the_command_reads_as_one_word_whatever_the_name(G, name):
    found = ng.next_moves(G, name)
    command = found.loc[found["kind"] == "knows", "command"].iloc[0]
    words = shlex.split(command)
    assert words[:2] == ["netgraph", "knows"]
    assert words[3:] == ["--at", name, "--through", "-"]
    if any(sign in name for sign in '$`!;"'):
        assert f'"{name}"' not in command, "a shell would read it within double quotes"


def test_a_person_is_searched_by_name_and_known_by_name(G):
    G.add_node("dana", kind="person", name="Dana Cole", organization="Globex Robotics")
    found = ng.next_moves(G, "Dana Cole")
    assert kinds(found)["once there"] == ["ann"]
    search, knows = found.iloc[-2], found.iloc[-1]
    assert parse_qs(urlsplit(search["link"]).query)["keywords"] == ["Dana Cole Globex Robotics"]
    assert knows["command"] == 'netgraph knows "Dana Cole" --at "Globex Robotics" --through -'
    del G.nodes["dana"]["organization"]
    assert ng.next_moves(G, "Dana Cole").iloc[-1]["command"] == 'netgraph knows "Dana Cole" --through -'


def test_who_rests_and_who_is_there_is_not_asked(G):
    G.edges["ego", "di"]["rest_until"] = utc("2027-01-01")
    G.nodes["cy"]["organization"] = "Globex Robotics"
    assert "ask" not in kinds(ng.next_moves(G, "Globex Robotics"))


def test_a_name_nobody_bears_still_has_moves_and_its_neighbours(G):
    found = ng.next_moves(G, "Globex Robotic")
    assert found.attrs["nearest"] == ["Globex Robotics"]
    assert found.attrs["kind"] == "unknown"
    assert list(found["kind"])[-2:] == ["search", "knows"]


def test_part_of_a_name_is_no_field():
    G = network(("ego", "a", 0.1, "connected"), a="Target Marketing Group")
    assert "same field" not in kinds(ng.next_moves(G, "Target"))


def test_the_role_that_is_sought_makes_a_field(as_of):
    people = [person("bo", position="Payments Engineer"), person("cy", position="Nurse")]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in ("bo", "cy")]
    targets = [
        {
            "name": "Globex",
            "kind": "organization",
            "role": "Payments Lead",
            "priority": 3.0,
            "status": "chosen",
        }
    ]
    G = ng.build_graph(bundle(people=people, ties=ties, targets=targets), as_of=as_of)
    assert kinds(ng.next_moves(G, "Globex"))["same field"] == ["bo"]


def test_alone_there_is_still_a_search():
    found = ng.next_moves(network(), "Globex")
    assert list(found["kind"]) == ["search", "knows"]
    dtypes = {name: str(dtype) for name, dtype in found.dtypes.items()}
    assert dtypes == {column.name: DTYPES[column.kind] for column in NEXT_MOVES.columns}
    with pytest.raises(GraphError):
        ng.next_moves(nx.Graph(), "Globex")


def test_the_graph_is_left_alone(G):
    before = dict(G.nodes(data=True)), [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]
    ng.next_moves(G, "Globex Robotics")
    assert (dict(G.nodes(data=True)), [(*edge[:2], dict(edge[2])) for edge in G.edges(data=True)]) == before


def test_a_person_is_no_place():
    G = network(("ego", "cy", 0.5, "message"), ("ego", "di", 0.1, "connected"))
    asked = ng.next_moves(G, "di").set_index("kind")
    assert asked.loc["ask", "step"] == 'Ask cy: "Do you know di x?"'
    assert asked.loc["knows", "command"] == 'netgraph knows "di x" --through -'


def test_a_blank_target_has_no_moves(G):
    assert ng.next_moves(G, " ").empty


def test_a_word_of_the_role_sought_is_told_as_one():
    """Bo sits in reporting: that is the user's aim, and says nothing of Globex."""
    G = network(("ego", "bo", 0.5, "message"))
    G.nodes["bo"]["position"] = "Reporting Analyst"
    target = {"name": "Globex", "kind": "organization", "role": "Head of Reporting", "status": "chosen"}
    G.graph["contacts"] = bundle(ego="ego", targets=[target])
    found = ng.next_moves(G, "GLOBEX").set_index("kind")
    assert found.loc["same field", "why"].startswith(
        "Their work and the role you seek share the word reporting;"
    )
