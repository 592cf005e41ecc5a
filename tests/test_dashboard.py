"""The pages made from small frames, without a browser and without a server."""

from __future__ import annotations

import logging
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import dash
import networkx as nx
import pandas as pd
import pytest
from component_trees import hrefs, texts, with_class
from conftest import AS_OF

import netgraph as ng
from dashboards import network, notices, routes_page, routes_view
from dashboards.app import PAGES, create_app
from dashboards.chips import person_name, tie_line
from dashboards.neglected_page import everybody_due, neglected_answer
from dashboards.neglected_view import Neglected, headline, told_view
from dashboards.page import asked_for
from dashboards.profiles import profiles
from dashboards.suggest import people_names, suggestions
from dashboards.words import readiness_band, resting_words
from netgraph.errors import BookError, GraphError
from netgraph.restraint import ALWAYS

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<img src=x onerror=alert(1)>"


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC").as_unit("us")


@pytest.fixture
def G() -> nx.Graph:
    """Ego owes Ben a reply, has lost touch with Cleo, who knows Dora at Globex; Eli is a mere connection."""
    G = nx.Graph(ego="ego", as_of=day("2026-11-01"))
    people = {
        "ego": ("Ada Ego", None, None),
        "ben": ("Ben Bird", "Initech", "Analyst"),
        "cleo": ("Cleo Cole", "Initech", "Lead"),
        "dora": ("Dora Dune", "Globex", "VP Data"),
        "eli": ("Eli Ek", "Hooli", None),
    }
    for person, (name, organization, position) in people.items():
        G.add_node(person, kind="person", name=name, organization=organization, position=position)
    G.nodes["cleo"]["linkedin"] = "https://www.linkedin.com/in/cleo"
    G.nodes["eli"]["linkedin"] = "javascript:alert(1)"
    for organization in ("Globex", "Hooli"):
        G.add_node(f"org:{organization.lower()}", kind="organization", name=organization)
    G.add_edge("dora", "org:globex", kind="affiliation", current=True)
    G.add_edge("eli", "org:hooli", kind="affiliation", current=True)
    seen = {"kind": "tie", "evidence": "message", "proof": True, "rhythm_days": 30.0, "n_sent": 3}
    G.add_edge(
        "ego",
        "ben",
        **seen,
        strength=0.2,
        readiness=0.3,
        quiet=0.4,
        silent_days=12.0,
        last_contact=day("2026-10-20"),
        last_word=day("2026-09-01"),
        last_received=day("2026-10-20"),
    )
    G.add_edge(
        "ego",
        "cleo",
        **seen,
        strength=0.6,
        readiness=0.4,
        quiet=12.0,
        silent_days=360.0,
        last_contact=day("2025-11-06"),
        last_word=day("2025-11-06"),
        last_received=day("2025-11-01"),
    )
    G.add_edge("ego", "eli", kind="tie", evidence="connected", proof=False, readiness=0.1)
    G.add_edge("cleo", "dora", kind="tie", evidence="stated", proof=True, readiness=0.3)
    return G


def test_neglected_answers_in_its_first_line(G: nx.Graph) -> None:
    view = told_view(neglected_answer(G, everybody_due(G)))
    assert texts(view)[0] == "1 person worth a hello, 1 reply owed"
    assert [texts(card)[0] for card in with_class(view, "card")] == ["Ben Bird", "Cleo Cole"]
    badges = [texts(badge)[0] for badge in with_class(view, "badge")]
    assert badges == ["reply owed", "long quiet"]


def test_neglected_says_enough_and_counts_who_is_set_aside(G: nx.Graph) -> None:
    said = texts(told_view(neglected_answer(G, everybody_due(G))))
    assert "That is enough for this week." in said
    assert "1 not known" in said
    assert said[-1].startswith("Rests on a graph made by hand (3 people, messages with 2)")


def test_a_person_who_rests_says_until_when(G: nx.Graph) -> None:
    G.edges["ego", "cleo"]["rest_until"] = day("2026-12-24")
    ties = ng.neglected_ties(G, include_resting=True)
    view = told_view(Neglected(ties, profiles(G, ties["person_id"])))
    assert "resting until 24 Dec 2026" in texts(view)
    assert resting_words(ALWAYS) == "resting until you say otherwise"


def test_nobody_neglected_is_no_alarm(G: nx.Graph) -> None:
    G.remove_nodes_from(["ben", "cleo"])
    only_connections = texts(told_view(neglected_answer(G, everybody_due(G))))
    assert only_connections[0] == "These data do not say whom you are losing touch with"
    G.remove_node("eli")
    nobody = texts(told_view(neglected_answer(G, everybody_due(G))))
    assert nobody[0] == "Nobody is waiting for you, and no tie has gone quiet"


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["owed", "owed", "dormant", "cooling"], "2 people worth a hello, 2 replies owed"),
        (["owed"], "1 reply owed"),
        (["cooling"], "1 person worth a hello"),
    ],
)
def test_headline_of_neglected(kinds: list[str], words: str) -> None:
    assert headline(pd.DataFrame({"kind": kinds})) == words


def test_routes_answer_in_one_sentence_and_in_chips(G: nx.Graph) -> None:
    view = routes_view.routes_view(routes_page.routes_answer(G, "Globex"))
    assert texts(view)[0] == "The warmest way in to Globex: Cleo Cole, who knows Dora Dune"
    chips = [texts(chip)[0] for chip in with_class(view, "chip")]
    assert chips == ["You", "Cleo Cole", "Dora Dune"]
    assert len(with_class(view, "tie-solid")) == 2
    assert [texts(line) for line in with_class(view, "tie")] == [["messages"], ["said so", "weakest link"]]
    assert "Reconnect with Cleo first; ask later." in texts(view)


def test_readiness_is_a_band_never_a_number(G: nx.Graph) -> None:
    view = routes_view.routes_view(routes_page.routes_answer(G, "Globex"))
    assert "readiness fair" in texts(view), ".4 x .3 x .7 = .084"
    assert not any("%" in text or "0.08" in text for text in texts(view))
    assert readiness_band(0.9, proof=False) == "low"


def test_a_mere_connection_is_dashed(G: nx.Graph) -> None:
    view = routes_view.routes_view(routes_page.routes_answer(G, "Hooli"))
    assert texts(view)[0] == "Only a connection leads to Hooli: Eli Ek"
    assert len(with_class(view, "tie-dashed")) == 1
    assert with_class(view, "tie-solid") == []
    assert {"strength not known", "no contact in this data", "connected only"} <= set(texts(view))


def test_a_guess_is_called_one(G: nx.Graph) -> None:
    G.edges["cleo", "dora"].update(evidence="inferred", proof=False, readiness=0.05)
    view = routes_view.routes_view(routes_page.routes_answer(G, "Dora Dune"))
    assert texts(view)[0] == "No proven way to Dora Dune; the best guess is Cleo Cole"
    assert "rests on a guess" in texts(view)
    assert len(with_class(view, "tie-dashed")) == 1


def test_a_person_one_knows_is_the_answer(G: nx.Graph) -> None:
    assert routes_view.headline(routes_page.routes_answer(G, "Cleo Cole")) == "You know Cleo Cole"
    G.edges["ego", "cleo"].update(rest_until=day("2026-12-24"), rest_why="you muted them")
    resting = "You know Cleo Cole (resting until 24 Dec 2026)"
    assert routes_view.headline(routes_page.routes_answer(G, "Cleo Cole")) == resting


def test_no_route_is_honest_and_offers_close_names(G: nx.Graph) -> None:
    view = routes_view.routes_view(routes_page.routes_answer(G, "Globx"))
    assert texts(view)[0] == "No route to Globx in your data"
    assert "Nobody in your data is there or bears that name." in texts(view)
    assert "/routes?to=Globex" in hrefs(view)


@pytest.mark.parametrize("said", ["Chen", "CHEN mia", "Mia Chn"])
def test_part_of_a_name_offers_who_may_be_meant(contacts: ng.Contacts, said: str) -> None:
    view = routes_view.routes_view(routes_page.routes_answer(ng.build_graph(contacts, as_of=AS_OF), said))
    assert "/routes?to=Mia+Chen" in hrefs(with_class(view, "pick"))
    words = " ".join(texts(view))
    assert "bears that name" not in words
    assert f"Who do you know at {said}" not in words


def test_a_target_that_reads_like_a_name_is_still_a_company(contacts: ng.Contacts) -> None:
    tables = contacts.tables()
    tables["targets"] = pd.DataFrame([{"name": "Chen", "kind": "organization", "status": "chosen"}])
    G = ng.build_graph(ng.Contacts.of(tables), as_of=AS_OF)
    assert routes_page.routes_answer(G, "chen").likely == []


def test_an_insider_out_of_reach_is_not_nobody(G: nx.Graph) -> None:
    G.remove_edge("cleo", "dora")
    said = " ".join(texts(routes_view.routes_view(routes_page.routes_answer(G, "Globex"))))
    assert "There are people there in your data" in said


def test_before_anything_is_asked_the_targets_are_offered() -> None:
    view = routes_view.ask_view(["Globex", "R&D: Hooli"])
    assert hrefs(view) == ["/routes?to=Globex", "/routes?to=R%26D%3A+Hooli"]
    assert with_class(routes_view.ask_view([]), "picks") == []


@pytest.mark.parametrize(
    ("query", "target"),
    [
        (None, ""),
        ("", ""),
        ("?to=Globex", "Globex"),
        ("?to=%20R%26D%20%20x", "R&D x"),
        ("?to=" + "x" * 999, "x" * 120),
        ("?to=", ""),
        ("?from=Globex", ""),
    ],
)
def test_the_target_stands_in_the_address(query: str | None, target: str) -> None:
    assert asked_for(query, "to") == target


def test_suggestions_are_words_that_begin_so(G: nx.Graph) -> None:
    G.nodes["dora"]["name"] = "Dora Hoolihan"
    assert suggestions(G, "hoo") == ["Hooli", "Dora Hoolihan"]
    assert suggestions(G, "h") == []
    assert suggestions(G, "oli") == []
    assert suggestions(G, "ada") == [], "the owner is no target"


def test_suggestions_keep_to_a_kind_and_no_name_comes_twice(G: nx.Graph) -> None:
    G.nodes["dora"]["name"] = "Dora Hoolihan"
    G.nodes["eli"]["name"] = "Hooli"
    assert suggestions(G, "hoo") == ["Hooli", "Dora Hoolihan"]
    assert suggestions(G, "hoo", kind="organization") == ["Hooli"]
    assert people_names(G) == ["Ben Bird", "Cleo Cole", "Dora Hoolihan", "Hooli"]


def test_profiles_hold_only_safe_addresses(G: nx.Graph) -> None:
    people = profiles(G, ["cleo", "eli", "cleo"])
    assert people["linkedin"].to_list() == ["https://www.linkedin.com/in/cleo", None]
    assert person_name(people.loc["eli"]).to_plotly_json()["type"] == "Span"


def test_text_from_data_stays_text(G: nx.Graph) -> None:
    G.nodes["cleo"].update(name=HOSTILE, organization=HOSTILE)
    for view in (
        told_view(neglected_answer(G, everybody_due(G))),
        routes_view.routes_view(routes_page.routes_answer(G, "Globex")),
    ):
        assert HOSTILE in texts(view)
        assert "dangerously_allow_html" not in str(view)
        assert not any(address.startswith("javascript") for address in hrefs(view))


def test_evidence_is_told_by_line_and_word() -> None:
    assert tie_line("stated", weakest=False).className == "tie tie-solid"
    assert tie_line("connected", weakest=False).className == "tie tie-dashed"
    assert texts(tie_line("inferred", weakest=True)) == ["a guess", "weakest link"]


def test_an_empty_book_says_how_to_fill_it() -> None:
    assert "netgraph import" in " ".join(texts(notices.error_notice(GraphError("no owner"))))


def test_an_error_is_one_calm_line_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            raise KeyError("Cleo Cole")
        except KeyError as error:
            said = texts(notices.error_notice(error))
    assert said[0] == "That did not work"
    assert "Cleo" not in " ".join(said) + caplog.text
    assert "KeyError" in caplog.text
    assert texts(notices.error_notice(BookError("the disk is full")))[1] == "The disk is full."


class CountingBook(ng.Book):
    """A book that counts how often its graph is made."""

    asked = 0

    def redraw(self, *, as_of: str | pd.Timestamp) -> nx.Graph:
        self.asked += 1
        return super().redraw(as_of=as_of)


def test_the_graph_is_made_once_until_somebody_writes(tmp_path: Path, contacts: ng.Contacts) -> None:
    with CountingBook(tmp_path / "book.db") as book, ng.Book(book.path) as other:
        book.add(contacts)
        shared = network.Network(book, as_of="2026-11-01")
        first = shared.graph()
        assert shared.graph() is first
        other.graph()
        shared.graph()
        assert book.asked == 1, "who reads changes nothing"
        other.target("Globex")
        assert {"Globex"} == set(shared.graph().graph["contacts"].targets["name"])
        assert book.asked == 2
        other.undo()
        assert shared.graph() is first
        assert book.asked == 2, "an undo leads back to what was there"


@pytest.fixture
def path(tmp_path: Path, contacts: ng.Contacts) -> Path:
    """A book of the five people."""
    with ng.Book(tmp_path / "five.db") as book:
        book.add(contacts)
    return tmp_path / "five.db"


def test_an_answer_is_made_once_for_all_who_ask_at_the_same_time(path: Path) -> None:
    shared, made = network.Network(path, as_of="2026-11-01"), []
    asked, second = threading.Barrier(4), threading.Barrier(2)

    def slow(G: nx.Graph) -> int:
        made.append(len(G))
        with suppress(threading.BrokenBarrierError):
            second.wait(timeout=0.5)  # whoever comes in here beside the first is counted
        return len(G)

    def ask(_: int) -> int:
        asked.wait()
        return shared.answer(slow)

    with ThreadPoolExecutor(4) as pages:
        found = list(pages.map(ask, range(4)))
    assert found == made * 4
    assert len(made) == 1
    number = shared.write("Globex as a target", lambda book: book.target("Globex"))[0].number
    shared.answer(slow)
    assert len(made) == 2, "the book is another one"
    shared.undo(number or 0)
    shared.answer(slow)
    assert len(made) == 2, "and the one before again"


def test_an_answer_that_failed_is_made_again(path: Path) -> None:
    shared, tries = network.Network(path, as_of="2026-11-01"), []

    def at_second_try(G: nx.Graph) -> str:
        tries.append(len(G))
        if len(tries) == 1:
            raise BookError("not now")
        return "found"

    with pytest.raises(BookError):
        shared.answer(at_second_try)
    assert shared.answer(at_second_try) == "found"


def test_a_reader_elsewhere_changes_nothing(tmp_path: Path, contacts: ng.Contacts) -> None:
    """When the last connection closes, SQLite moves its write-ahead log into the file: no news."""
    path = tmp_path / "book.db"
    with ng.Book(path) as book:
        book.add(contacts)
    shared = network.Network(path, as_of="2026-11-01")
    reader = sqlite3.connect(path)
    reader.execute("BEGIN").execute("SELECT count(*) FROM layers").fetchone()
    number = shared.write("Globex as a target", lambda book: book.target("Globex"))[0].number
    before = shared.version()
    assert (tmp_path / "book.db-wal").stat().st_size
    reader.close()
    assert not (tmp_path / "book.db-wal").exists()
    assert shared.version() == before
    assert shared.undo(number) == "Globex as a target"


class Source:
    """Gives graphs, and counts how often; no book."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def graph(self, *, as_of: str | pd.Timestamp | None = None) -> nx.Graph:
        self.asked.append(as_of)
        return nx.Graph(ego="ego")


def test_without_a_book_the_graph_is_made_for_each_request() -> None:
    source = Source()
    shared = network.Network(source)
    shared.graph()
    shared.graph()
    assert len(source.asked) == 2
    assert source.asked[0] in {
        pd.Timestamp.now("UTC").strftime("%Y-%m-%d"),
        (pd.Timestamp.now("UTC") - pd.Timedelta(hours=1)).strftime("%Y-%m-%d"),
    }


def test_an_error_fills_one_place_and_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = [
        {"id": "store", "property": "data"},
        [{"id": "a", "property": "value"}, {"id": "b", "property": "value"}],
        {"id": "toast", "property": "children"},
    ]
    monkeypatch.setattr(notices.dash, "ctx", SimpleNamespace(outputs_list=outputs))
    given = notices.calm_error(BookError("the disk is full"))
    assert given[:2] == [dash.no_update, [dash.no_update, dash.no_update]]
    assert texts(given[2]) == ["That did not work", "The disk is full."]
    one = SimpleNamespace(outputs_list={"id": "main", "property": "children"})
    monkeypatch.setattr(notices.dash, "ctx", one)
    assert texts(notices.calm_error(BookError("the disk is full")))[0] == "That did not work"


def test_a_path_that_is_no_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no book at all, but a text")
    with pytest.raises(BookError):
        create_app(tmp_path / "notes.txt")


def test_every_page_has_its_own_address_and_title() -> None:
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)
    assert PAGES[0].path == "/week"
