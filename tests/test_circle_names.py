"""What the user calls a circle, from the entry in the book to the circle that bears the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from conftest import bundle, person

import netgraph as ng
from netgraph.circle_names import name_keepers
from netgraph.communities import found_circles
from netgraph.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

TRIANGLE = [("ana", "ben"), ("ana", "cleo"), ("ben", "cleo"), ("ana", "dora")]
OTHERS = [("eli", "finn"), ("eli", "gus"), ("finn", "gus")]


@pytest.fixture
def book(tmp_path: Path) -> ng.Book:
    """Four who know Ana, at Globex, and three more, at Hooli."""
    told = [{"person_a": a, "person_b": b, "evidence": "stated"} for a, b in TRIANGLE + OTHERS]
    known = {"ana": "Globex", "ben": "Globex", "cleo": "Globex", "dora": "Globex"}
    known |= dict.fromkeys(("eli", "finn", "gus"), "Hooli")
    people = [person(one, organization=place) for one, place in known.items()]
    opened = ng.Book(tmp_path / "book.db")
    opened.add(bundle(people=people, ties=told))
    return opened


def names(book: ng.Book) -> dict[str, str]:
    found = ng.circles(book.graph())
    return dict(zip(found["name"], found["circle"], strict=True))


def id_of(book: ng.Book, name: str) -> str:
    people = book.contacts().people
    return str(people.loc[people["name"] == name, "person_id"].item())


def test_a_name_is_kept_with_one_person_and_borne_by_the_circle(book: ng.Book) -> None:
    assert names(book)["Ben"] == "Globex"
    book.choose(id_of(book, "Ana"), "circle_name", "The climbers")
    assert {names(book)[one] for one in ("Ana", "Ben", "Cleo", "Dora")} == {"The climbers"}
    assert names(book)["Eli"] == "Hooli"
    assert "Globex" in set(found_circles(book.graph())["circle"]), "netgraph's own name is still there"


def test_what_was_said_last_counts_and_no_takes_it_back(book: ng.Book) -> None:
    book.choose(id_of(book, "Ana"), "circle_name", "The climbers")
    book.choose(id_of(book, "Ben"), "circle_name", "Old friends")
    assert names(book)["Ana"] == "Old friends"
    book.choose(id_of(book, "Ben"), "circle_name", "no")
    assert names(book)["Ana"] == "The climbers"
    book.undo()
    assert names(book)["Ana"] == "Old friends"


def test_two_circles_of_one_name_stay_apart(book: ng.Book) -> None:
    book.choose(id_of(book, "Ana"), "circle_name", "Friends")
    book.choose(id_of(book, "Eli"), "circle_name", "Friends")
    assert (names(book)["Ana"], names(book)["Eli"]) == ("Friends", "Friends (2)")


def test_a_number_is_given_where_a_name_is_taken_and_nowhere_else(book: ng.Book) -> None:
    book.choose(id_of(book, "Eli"), "circle_name", "Globex (Berlin)")
    assert (names(book)["Ana"], names(book)["Eli"]) == ("Globex", "Globex (Berlin)")
    book.choose(id_of(book, "Ana"), "circle_name", "Friends (2)")
    book.choose(id_of(book, "Eli"), "circle_name", "Friends (2)")
    assert (names(book)["Ana"], names(book)["Eli"]) == ("Friends (2)", "Friends (2) (2)")


def test_a_name_is_kept_with_whoever_most_of_the_circle_knows(book: ng.Book) -> None:
    G = book.graph()
    keepers = name_keepers(G, ng.circles(G))
    assert keepers["Globex"] == id_of(book, "Ana")
    book.choose(id_of(book, "Ben"), "circle_name", "Old friends")
    G = book.graph()
    assert name_keepers(G, ng.circles(G))["Old friends"] == id_of(book, "Ben"), "where it is kept already"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_that_is_none_is_refused(book: ng.Book, name: str) -> None:
    with pytest.raises(TableError, match="1 to 60 letters"):
        book.choose(id_of(book, "Ana"), "circle_name", name)


def test_a_graph_made_by_hand_has_netgraphs_names() -> None:
    G = nx.Graph(ego="ego")
    G.add_node("ego", kind="person", name="Ego")
    for one in "abc":
        G.add_node(one, kind="person", name=f"{one} x", organization="Globex")
    for pair in ("ab", "ac", "bc"):
        G.add_edge(*pair, kind="tie", readiness=0.5, evidence="stated", proof=True)
    assert set(ng.circles(G)["circle"]) == {"Globex"}
