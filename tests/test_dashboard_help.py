"""Help bank, introductions and neglected ties without a browser: their words, and what a press writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from component_trees import texts, with_class
from conftest import AS_OF
from test_dashboard_week import found, press

import netgraph as ng
from dashboards.app import create_app
from dashboards.help_page import help_answer
from dashboards.help_view import balance_words, bank_view, headline, help_view, landed_view, rounds_view
from dashboards.neglected_page import everybody_due, neglected_answer
from dashboards.neglected_view import acts, table_rows, told_view
from netgraph.figures.plane import draw_plane, plane_of

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

STAGES = ["idea", "asked", "agreed", "introduced", "met", "thanked", "outcome told"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, contacts: ng.Contacts) -> Path:
    """Mia helped with advice and was promised slides; she was asked for Dana. Raj declined to introduce."""
    file = tmp_path_factory.mktemp("help") / "book.db"
    with ng.Book(file) as book:
        book.add(contacts)
        book.favor("Mia Chen", "me", "advice", at="2026-10-22", note="how Globex hires")
        book.favor("me", "Mia Chen", "promise", at="2026-10-22", note="send the slides")
        book.favor("me", "Priya Raman", "help", at="2021-05-01")
        book.introduction("Mia Chen", "Dana Cole", "asked", at="2026-10-05")
        book.introduction("Raj Patel", "Dana Cole", "asked", at="2026-10-01")
        book.introduction("Raj Patel", "Dana Cole", "declined", at="2026-10-08")
    return file


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    file = tmp_path / "book.db"
    file.write_bytes(kept.read_bytes())
    return file


@pytest.fixture(scope="module")
def G(kept: Path) -> nx.Graph:
    with ng.Book(kept) as book:
        return book.graph(as_of=AS_OF)


@pytest.fixture(scope="module")
def ids(G: nx.Graph) -> dict[str, str]:
    """The id of each person by the first name in small letters."""
    return {str(seen["name"]).split()[0].lower(): str(node) for node, seen in G.nodes(data=True)}


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "Nobody waits for your thanks, and no promise is open"),
        (["thanks"], "You owe one person thanks"),
        (["thanks", "thanks", "promise"], "You owe two people thanks, and one promise is open"),
        (["promise", "promise"], "Two promises are open"),
    ],
)
def test_the_first_line_says_what_you_owe(kinds: list[str], words: str) -> None:
    ids = [f"p{number}" for number in range(len(kinds))]
    assert headline(pd.DataFrame({"kind": kinds, "person_id": ids})) == words


def test_the_balance_is_in_words_and_never_a_sum(G: nx.Graph) -> None:
    answer = help_answer(G)
    said = balance_words(answer.bank)
    assert said.startswith("One person has helped you and you have helped one person")
    assert not any(character.isdigit() for character in said)
    assert balance_words(answer.bank.head(0)) == "No help is noted yet, in either direction."


def test_thanks_and_promises_are_closed_where_they_stand(G: nx.Graph, ids: dict[str, str]) -> None:
    view = help_view(help_answer(G), writable=True)
    assert texts(view)[0] == "You owe one person thanks, and one promise is open"
    assert [(one["do"], one["person"]) for one in found(view, "help-do")] == [
        ("thanks", ids["mia"]),
        ("kept", ids["mia"]),
    ]
    assert found(help_view(help_answer(G), writable=False), "help-do") == []


def test_the_board_has_every_stage_and_moves_on(G: nx.Graph) -> None:
    shown = rounds_view(help_answer(G).rounds, writable=True)
    (board,) = with_class(shown, "track")
    assert [texts(stage)[0] for stage in board.children] == STAGES
    here = [stage for stage in board.children if getattr(stage, "aria-current", None) == "step"]
    assert [texts(stage) for stage in here] == [["asked", "5 Oct 2026"]]
    assert [one["stage"] for one in found(shown, "help-move")] == ["agreed", "introduced", "declined"]
    assert "1 was declined, with grace" in texts(shown), "apart, not on the board"
    assert found(rounds_view(help_answer(G).rounds, writable=False), "help-move") == []


def test_what_passed_stands_person_by_person(G: nx.Graph) -> None:
    said = texts(bank_view(help_answer(G)))
    for words in ("helped you", "advice, Oct 2026 (how Globex hires)", "you helped", "help, May 2021"):
        assert words in said
    assert any(line.startswith("Rests on") for line in said)


def test_nothing_noted_is_an_invitation(five: nx.Graph) -> None:
    answer = help_answer(five)
    nothing = answer._replace(offers=answer.offers.head(0))
    assert texts(help_view(nothing, writable=True))[0] == "Nothing is noted yet"
    assert landed_view(answer.landed, writable=True) is None


def test_a_press_thanks_and_moves_on_and_both_are_taken_back(path: Path, ids: dict[str, str]) -> None:
    app = create_app(path, as_of=AS_OF)
    thanks = {"do": "thanks", "person": ids["mia"], "type": "help-do"}
    move = {"stage": "agreed", "starter": ids["mia"], "target": ids["dana"], "type": "help-move"}
    said = [press(app, button).json["response"]["written"]["data"] for button in (thanks, move)]
    assert [one["said"] for one in said] == [
        "Saved: thanks to Mia Chen.",
        "Saved: Mia Chen to Dana Cole: agreed.",
    ]
    assert standing(path) == ([("promise", "Mia Chen")], ["agreed"])
    for one in reversed(said):
        press(app, {"place": "toast", "type": "undo", "write": one["number"]})
    assert standing(path) == ([("thanks", "Mia Chen"), ("promise", "Mia Chen")], ["asked"])


def standing(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """What is owed, and where the introductions of Mia stand."""
    with ng.Book(path) as book:
        answer = help_answer(book.graph(as_of=AS_OF))
    rounds = answer.rounds[answer.rounds["starter"] == "Mia Chen"]
    owed = sorted(zip(answer.owed["kind"], answer.owed["name"], strict=True), reverse=True)
    return owed, list(rounds["stage"])


def test_a_stage_that_may_not_follow_is_refused_in_words(path: Path, ids: dict[str, str]) -> None:
    app = create_app(path, as_of=AS_OF)
    told = {"stage": "told", "starter": ids["mia"], "target": ids["dana"], "type": "help-move"}
    said = press(app, told).json["response"]["written"]["data"]
    assert said["tone"] == "fault"
    assert "cannot be 'told' now" in said["said"]


def test_the_table_holds_the_people_of_the_plane(G: nx.Graph) -> None:
    plane = plane_of(G)
    rows = {row["name"]: row for row in table_rows(plane.points)}
    drawn = [point for trace in draw_plane(plane).data for point in trace.x]
    assert len(rows) == len(drawn) == 2, "Priya and Mia; Raj and Dana are not known"
    assert (rows["Priya Raman"]["state"], rows["Mia Chen"]["state"]) == ("long quiet", "in touch")
    assert rows["Priya Raman"]["silent"] == "5 years"
    assert rows["Priya Raman"]["silent_days"] == 1782.0


def test_a_neglected_tie_is_answered_where_it_stands(path: Path, G: nx.Graph, ids: dict[str, str]) -> None:
    view = told_view(neglected_answer(G, everybody_due(G)), writable=True)
    assert {one["do"] for one in found(view, "neglected-do")} == {"2w", "1m", "3m", "mute"}
    assert [one["do"] for one in found(acts("x", "X", place="table", rests=True), "neglected-do")] == [
        "awake"
    ]
    app = create_app(path, as_of=AS_OF)
    later = {"do": "2w", "person": ids["priya"], "place": "card", "type": "neglected-do"}
    assert said_of(app, later) == "Saved: Priya Raman: not now, in 2 weeks."
    close = {"level": 5, "person": ids["raj"], "place": "table", "type": "neglected-close"}
    assert said_of(app, close) == "Saved: you know Raj Patel closest."
    with ng.Book(path) as book:
        after = book.graph(as_of=AS_OF)
    assert f"{after.edges[ids['alex'], ids['priya']]['rest_until']:%Y-%m-%d}" == "2026-11-15"
    assert after.edges[ids["alex"], ids["raj"]]["strength"] == 0.9


def said_of(app: Any, button: dict[str, Any]) -> str:
    words: str = press(app, button).json["response"]["written"]["data"]["said"]
    return words
