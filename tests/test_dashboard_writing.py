"""Writing from the dashboard: the way into the book, undo, and who may not write; without a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from conftest import AS_OF

import netgraph as ng
from dashboards.app import create_app
from dashboards.network import Network
from dashboards.writing import not_saved
from netgraph.effect import Effect, effect, effect_words
from netgraph.errors import BookError
from netgraph.target_list import targets

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = "http://127.0.0.1:8050"
ACCEPT = {"do": "accept", "kind": "organization", "name": "Globex", "to": 0, "type": "target"}


@pytest.fixture
def path(tmp_path: Path, contacts: ng.Contacts) -> Path:
    """A book that holds the five people."""
    file = tmp_path / "book.db"
    with ng.Book(file) as book:
        book.add(contacts)
    return file


@pytest.fixture
def network(path: Path) -> Network:
    return Network(path, as_of=AS_OF)


def chosen(G: nx.Graph) -> list[str]:
    listed = targets(G)
    return list(listed.loc[listed["status"] == "chosen", "name"])


def aim(network: Network, name: str) -> int:
    """The number of the write that makes an organization a target."""
    return network.write(f"{name} as a target", lambda book: book.target(name))[0].number


def test_what_is_written_shows_at_once_and_is_taken_back(network: Network) -> None:
    before = network.version()
    number = aim(network, "Globex")
    assert network.version() != before
    assert chosen(network.graph()) == ["Globex"]
    last = network.last()
    assert last is not None
    assert (last.number, last.what) == (number, "Globex as a target")
    assert network.undo(number) == "Globex as a target"
    assert chosen(network.graph()) == []
    assert network.last() is None


def test_writes_are_taken_back_in_their_order_and_once(network: Network) -> None:
    first, second = aim(network, "Globex"), aim(network, "Hooli")
    with pytest.raises(BookError, match="something newer"):
        network.undo(first)
    network.undo(second)
    with pytest.raises(BookError, match="taken back before"):
        network.undo(second)
    assert chosen(network.graph()) == ["Globex"]
    network.undo(first)
    assert chosen(network.graph()) == []


def test_what_another_program_wrote_is_never_taken_back_here(network: Network, path: Path) -> None:
    number = aim(network, "Globex")
    with ng.Book(path) as other:
        other.target("Hooli")
    with pytest.raises(BookError, match="another program"):
        network.undo(number)
    assert sorted(chosen(network.graph())) == ["Globex", "Hooli"]
    assert network.last() is None
    later = aim(network, "Soylent")
    network.undo(later)
    assert sorted(chosen(network.graph())) == ["Globex", "Hooli"]


def test_only_a_book_that_is_not_read_only_is_written_to(path: Path) -> None:
    class Source:
        def graph(self, **_: object) -> nx.Graph:
            return nx.Graph(ego="ego")

    for closed in (Network(path, read_only=True), Network(Source())):
        assert not closed.writable
        with pytest.raises(BookError, match="only reads"):
            aim(closed, "Globex")
        with pytest.raises(BookError, match="only reads"):
            closed.undo(1)
    with ng.Book(path) as book:
        assert Network(book).writable
        assert chosen(book.graph()) == []


def test_a_write_that_fails_leaves_nothing_to_undo(network: Network) -> None:
    with pytest.raises(ng.errors.TableError):
        network.write("nothing", lambda book: book.target("Globex", priority=9))
    assert network.last() is None


def press(app: Any, button: dict[str, Any], *, clicks: int | None = 1, headers: Any = None) -> Any:
    """The answer to a press of a button of the page "Targets"."""
    output = next(key for key, one in app.callback_map.items() if _listens_to(one, button["type"]))
    component = json.dumps(button, sort_keys=True, separators=(",", ":"))
    ask = {
        "output": output,
        "outputs": {"id": "written", "property": output.split(".")[1]},
        "inputs": [[{"id": button, "property": "n_clicks", "value": clicks}]],
        "changedPropIds": [f"{component}.n_clicks"],
    }
    client = app.server.test_client()
    return client.post("/_dash-update-component", json=ask, base_url=LOCAL, headers=headers or {})


def _listens_to(callback: dict[str, Any], kind: str) -> bool:
    return any(f'"type":"{kind}"' in one["id"] for one in callback["inputs"])


def test_a_press_writes_and_says_so(path: Path) -> None:
    app = create_app(path, as_of=AS_OF)
    said = press(app, ACCEPT).json["response"]["written"]["data"]
    assert said["said"] == "Saved: Globex as a target."
    with ng.Book(path) as book:
        assert chosen(book.graph()) == ["Globex"]
    undo = {"place": "toast", "type": "undo", "write": said["number"]}
    assert press(app, undo).json["response"]["written"]["data"] == {"said": "Taken back: Globex as a target."}
    with ng.Book(path) as book:
        assert chosen(book.graph()) == []


def test_a_button_that_only_appears_writes_nothing(path: Path) -> None:
    assert press(create_app(path), ACCEPT, clicks=None).status_code == 204
    with ng.Book(path) as book:
        assert chosen(book.graph()) == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_press_from_another_page_writes_nothing(path: Path, headers: dict[str, str]) -> None:
    assert press(create_app(path), ACCEPT, headers=headers).status_code == 403
    with ng.Book(path) as book:
        assert chosen(book.graph()) == []


def test_a_read_only_dashboard_refuses_a_press(path: Path) -> None:
    said = press(create_app(path, read_only=True), ACCEPT).json["response"]["written"]["data"]
    assert said["said"] == "Nothing can be written here: this dashboard only reads."
    with ng.Book(path) as book:
        assert chosen(book.graph()) == []


def test_a_fault_is_one_line_that_names_nobody() -> None:
    assert not_saved(BookError("the disk is full"))["said"] == "The disk is full."
    assert "Cleo" not in not_saved(KeyError("Cleo Cole"))["said"]


def test_the_effect_counts_who_is_known_and_who_came_to_the_front(network: Network) -> None:
    before = network.graph()
    network.write(
        "what you said of 1 person",
        lambda book: book.closeness(
            ng.first_round(book.contacts()).query("name == 'Raj Patel'").assign(closeness=4.0), as_of=AS_OF
        ),
    )
    # By hand: Priya and Mia are known by their messages; Raj was a mere connection.
    seen = effect(before, network.graph())
    assert (seen.known, seen.before) == (3, 2)
    said = effect_words(Effect(moved=1, known=3, before=1))
    assert said == "1 person moved to the front. 3 people are known now, 1 was before."


def test_an_answer_is_made_once_until_the_book_changes(network: Network) -> None:
    made: list[nx.Graph] = []

    def count(G: nx.Graph) -> int:
        made.append(G)
        return len(made)

    assert [network.answer(count), network.answer(count)] == [1, 1]
    aim(network, "Globex")
    assert network.answer(count) == 2
    assert made[-1] is network.graph()
