"""What an open book remembers is what the file says: the same contacts and the same graph, entry by entry."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from book_bundles import assert_same
from conftest import AS_OF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.book.entering import people_between
from netgraph.provenance import rests_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import networkx as nx

Act = tuple[str, "Callable[[ng.Book, dict[str, str]], Any]"]
"""What is done, in words, and how: to a book whose ids by first name are given."""

NAMES = ("Priya", "Mia", "Raj", "Dana")
DAYS = ("2016-05-02 10:00", "2026-10-31 09:30", "2026-11-01 07:00")
ZOE, OLA = "Zoe Zanetti", "Ola Oduya"


def logged(who: str, at: str) -> Act:
    return f"log {who} {at}", lambda book, ids: book.log(ids[who], "met", "tea", at=at, as_of=AS_OF)


def muted(who: str, value: str | None) -> Act:
    return f"mute {who} {value}", lambda book, ids: book.choose(ids[who], "mute", value)


def paired(two: tuple[str, str], known: bool) -> Act:
    return f"pair {two} {known}", lambda book, ids: book.pair(ids[two[0]], ids[two[1]], known=known)


def close(who: str) -> Act:
    answers = {"closeness": [4.0], "last_spoke": ["1-3 years"]}
    return f"close {who}", lambda book, ids: book.closeness(
        pd.DataFrame({"person_id": [ids[who]], **answers}), as_of=AS_OF
    )


def thanked(who: str) -> Act:
    return f"thanks {who}", lambda book, ids: book.favor("me", ids[who], "thanks", at="2026-10-30")


def asked(who: str) -> Act:
    return f"asked {who}", lambda book, ids: book.introduction(
        ids[who], ids["Dana"], "asked", at="2026-10-29"
    )


def aimed(name: str) -> Act:
    return f"target {name}", lambda book, _: book.target(name, priority=2)


def undo(book: ng.Book, _: dict[str, str]) -> None:
    if not str(book.last()).startswith("import"):
        book.undo()


OTHERS: tuple[Act, ...] = (
    ("snooze Mia", lambda book, ids: book.choose(ids["Mia"], "snooze", until="2026-12-24")),
    ("slow Raj", lambda book, ids: book.choose(ids["Raj"], "rhythm", 365)),
    ("drop Globex", lambda book, _: book.drop_target("Globex")),
    ("alias", lambda book, _: book.alias("Globex", "Initech")),
    ("new person", lambda book, _: book.log(ZOE, "met", at="2026-10-31", as_of=AS_OF)),
    ("new at", lambda book, ids: book.knows(OLA, at="Hooli", through=[ids["Mia"]], as_of=AS_OF)),
    ("one person", lambda book, ids: book.same(ids["Raj"], ids["Dana"])),
    ("undo", undo),
)
names = st.sampled_from(NAMES)
pairs = st.tuples(names, names).filter(lambda two: two[0] != two[1])
acts = st.one_of(
    st.builds(logged, names, st.sampled_from(DAYS)),
    st.builds(muted, names, st.sampled_from([None, "no"])),
    st.builds(paired, pairs, st.booleans()),
    st.builds(close, names),
    st.builds(thanked, names),
    st.builds(asked, names.filter("Dana".__ne__)),
    st.builds(aimed, st.sampled_from(["Globex", "GLOBEX GmbH", "Hooli"])),
    st.sampled_from(OTHERS),
)


@pytest.fixture(scope="module")
def five(contacts: ng.Contacts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of the five people."""
    path = tmp_path_factory.mktemp("memory") / "five.db"
    with ng.Book(path) as book:
        book.add(contacts)
    return path


def ids_of(book: ng.Book) -> dict[str, str]:
    people = book.contacts().people
    return dict(zip(people["name"].str.split().str[0], people["person_id"], strict=True))


def assert_same_graph(G: nx.Graph, H: nx.Graph) -> None:
    assert plain(dict(G.nodes(data=True))) == plain(dict(H.nodes(data=True)))
    ties = [{frozenset((a, b)): data for a, b, data in graph.edges(data=True)} for graph in (G, H)]
    assert plain(ties[0]) == plain(ties[1])
    assert {key: G.graph[key] for key in ("ego", "as_of", "data_until", "strangers")} == {
        key: H.graph[key] for key in ("ego", "as_of", "data_until", "strangers")
    }
    assert_same(G.graph["contacts"], H.graph["contacts"])
    assert rests_on(G) == rests_on(H)
    assert all(G.adj[a][b] is G.adj[b][a] for a, b in G.edges)


def plain(attributes: dict[Any, dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Attributes that can be compared: nan is equal to nan."""
    return {
        key: {name: None if value is None or pd.isna(value) else value for name, value in more.items()}
        for key, more in attributes.items()
    }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(acts, min_size=1, max_size=4))
def test_after_any_entries_the_open_book_is_the_file(five: Path, tmp_path: Path, said: list[Act]) -> None:
    path = shutil.copy(five, tmp_path / "book.db")
    with ng.Book(path) as book:
        ids = ids_of(book)
        book.redraw(as_of=AS_OF)
        for act in said:
            with suppress(ng.NetgraphError):  # two who are one person already, and the like
                act[1](book, ids)
            drawn = book.redraw(as_of=AS_OF)
        with ng.Book(path) as fresh:
            assert_same(book.contacts(), fresh.contacts())
            assert_same_graph(drawn, fresh.graph(as_of=AS_OF))


def test_a_graph_given_before_stays_as_it_was(five: Path, tmp_path: Path) -> None:
    path = shutil.copy(five, tmp_path / "book.db")
    with ng.Book(path) as book:
        before = book.redraw(as_of=AS_OF)
        ties = {frozenset((a, b)): dict(data) for a, b, data in before.edges(data=True)}
        ids = ids_of(book)
        book.log(ids["Raj"], "met", at="2026-10-31", as_of=AS_OF)
        after = book.redraw(as_of=AS_OF)
        book.choose(ids["Raj"], "mute")
        muted = book.redraw(as_of=AS_OF)
    still = {frozenset((a, b)): data for a, b, data in before.edges(data=True)}
    assert plain(still) == plain(ties)
    assert after.edges[ids["Alex"], ids["Raj"]]["evidence"] == "logged"
    assert after.edges[ids["Alex"], ids["Raj"]]["rest_why"] is None
    assert muted.edges[ids["Alex"], ids["Raj"]]["rest_why"] is not None
    assert after.adj[ids["Alex"]][ids["Mia"]] is before.adj[ids["Alex"]][ids["Mia"]], (
        "what did not change is shared"
    )


def test_an_entry_about_one_person_is_light_and_an_import_is_not(contacts: ng.Contacts) -> None:
    mute = ng.Contacts.of({"choices": pd.DataFrame([{"person_id": "raj", "kind": "mute"}])})
    assert people_between([contacts], [contacts, mute]) == {"raj"}
    assert people_between([contacts, mute], [contacts]) == {"raj"}
    assert people_between([contacts], [contacts]) == set()
    assert people_between([contacts], [contacts, contacts]) is None
    assert people_between([], [mute]) is None


def test_entries_taken_back_again_and_again_do_not_make_the_graph_anew(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def counted(*given: Any, **more: Any) -> nx.Graph:
        made.append(1)
        return ng.build_graph(*given, **more)

    monkeypatch.setattr("netgraph.book.memory.build_graph", counted)
    path = tmp_path / "book.db"
    shutil.copy(five, path)
    with ng.Book(path) as book:
        book.redraw(as_of=AS_OF)
        for number in range(8):
            book.target(f"Firm {number}")
            book.redraw(as_of=AS_OF)
            book.undo()
    assert made == [1]
