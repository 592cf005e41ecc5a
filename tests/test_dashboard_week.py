"""The page "This week" without a browser: what it says of its frames, and what a press writes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from component_trees import hrefs, texts, with_class
from conftest import both_wrote, bundle, person, said

import netgraph as ng
from dashboards.app import PAGES, create_app
from dashboards.week_log import day_options, names_said, settled
from dashboards.week_page import help_with, more_asked, week_answer
from dashboards.week_steps import answered_row
from dashboards.week_view import Week, done_words, headline, week_view, weeks_table

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

LOCAL = "http://127.0.0.1:8050"
DAY = "2026-11-04"
STEP = {"kind": "reply", "person": "Hal Waits"}


@pytest.fixture(scope="module")
def known() -> ng.Contacts:
    """Two dormant ties and a reply owed; Lee is at Globex, and Ada knows Lee."""
    quiet = [
        row
        for name, first in (("Ada Quiet", "2019"), ("Bea Quiet", "2020"))
        for row in both_wrote(f"{first}-01-05", f"{first}-12-05", "MS", name)
    ]
    owed = [said("2026-10-01", "alex", "Hal Waits"), said("2026-10-20", "Hal Waits", "alex")]
    names = ("Ada Quiet", "Bea Quiet", "Hal Waits")
    return bundle(
        people=[person("alex", "Alex Moreno"), *(person(name, name) for name in names)],
        interactions=[*quiet, *owed],
    )


@pytest.fixture
def path(tmp_path: Path, known: ng.Contacts) -> Path:
    file = tmp_path / "book.db"
    with ng.Book(file) as book:
        book.add(known)
    return file


@pytest.fixture(scope="module")
def answer(known: ng.Contacts) -> Week:
    return week_answer()(ng.build_graph(known, as_of=DAY))


def with_states(answer: Week, *states: str) -> Week:
    return answer._replace(steps=answer.steps.assign(state=list(states)))


def found(component: Any, kind: str) -> list[dict[str, Any]]:
    """The pattern ids of one type in a tree."""
    if isinstance(component, list | tuple):
        return [one for part in component for one in found(part, kind)]
    own = getattr(component, "id", None)
    here = [own] if isinstance(own, dict) and own["type"] == kind else []
    inside = getattr(component, "children", None)
    return here + (found(inside, kind) if inside is not None and not isinstance(inside, str) else [])


def test_it_is_the_first_page() -> None:
    assert (PAGES[0].path, PAGES[0].label) == ("/week", "This week")


@pytest.mark.parametrize(
    ("kinds", "states", "words"),
    [
        (
            ["reply", "reply", "hello", "meet", "reply"],
            None,
            "Five steps this week; three are replies you owe",
        ),
        (["reply", "hello"], None, "Two steps this week; one is a reply you owe"),
        (["thanks", "thanks"], None, "Two steps this week; both are thank-yous you owe"),
        (["hello"], None, "One step this week: it is a hello to somebody you know well"),
        (["reply", "hello", "meet"], ["done", "open", "open"], None),
        (["reply"], ["not now"], "Nothing is left open this week"),
    ],
)
def test_the_first_line_answers(kinds: list[str], states: list[str] | None, words: str | None) -> None:
    steps = pd.DataFrame({"kind": kinds, "state": states or ["open"] * len(kinds)})
    left = "Two steps left this week; one is a hello to somebody you know well"
    assert headline(steps) == (words or left)


def test_every_open_step_can_be_answered_where_it_stands(answer: Week) -> None:
    view = week_view(answer, writable=True)
    assert texts(view)[0] == "Three steps this week; one is a reply you owe"
    names = [texts(card)[0] for card in with_class(view, "card")]
    assert names == ["Hal Waits", "Bea Quiet", "Ada Quiet"], "the reply first, then the tie of the later year"
    acts = [one["do"] for one in found(view, "week-do") if one["person"] == answer.steps["person_id"][0]]
    assert acts == ["done", "2w", "1m", "3m", "less often", "never"]
    said_ = " ".join(texts(view))
    assert "Answer Hal: two lines are enough." in said_
    assert "last message on 20 Oct 2026." in said_
    assert "that is enough for this week." in said_


def test_what_is_answered_is_one_line(answer: Week) -> None:
    view = week_view(with_states(answer, "done", "not now", "open"), writable=True)
    assert texts(view)[0].startswith("One step left this week")
    assert len(with_class(view, "week-answered")) == 2
    again = [one["person"] for one in found(with_class(view, "week-answered"), "week-do")]
    assert again == [answer.steps["person_id"][1]], "what is put off may be done after all"
    assert "You answered Hal Waits." in texts(view)


def test_a_read_only_page_offers_nothing_to_write(answer: Week) -> None:
    view = week_view(answer, writable=False)
    assert found(view, "week-do") == found(view, "week-done-with") == []
    assert len(found(view, "week-prep")) == 3
    assert found(answered_row(answer.steps.assign(state="not now").iloc[0], writable=False), "week-do") == []


def test_more_is_never_refused_until_the_well_runs_dry(answer: Week) -> None:
    dry = texts(week_view(answer, writable=True))
    assert "That is everybody there is a reason to write to." in dry
    full = pd.concat([answer.steps.head(1)] * 5, ignore_index=True)
    full.attrs = answer.steps.attrs
    view = week_view(answer._replace(steps=full), writable=True)
    assert "Show five more" in texts(view)
    assert "/week?more=1" in hrefs(view)
    assert "/week" in hrefs(week_view(answer._replace(more=1), writable=True))


def test_an_address_asks_for_more() -> None:
    asked = [more_asked(query) for query in ("?more=2", "", "?more=-1", "?more=x", "?more=99999", "?more=²")]
    assert asked == [2, 0, 0, 0, 20, 0]


def test_an_empty_week_is_no_alarm() -> None:
    alone = bundle(people=[person("alex", "Alex Moreno")])
    view = week_view(week_answer()(ng.build_graph(alone, as_of=DAY)), writable=True)
    assert texts(view)[0] == "Nothing is due this week"
    assert "/start" in hrefs(view)


def test_the_log_says_what_was_done(answer: Week) -> None:
    weeks = pd.DataFrame({"conversations": [None, 2.0], "new_people": [None, 1.0]})
    assert done_words(answer._replace(weeks=weeks)) == "In your log: 2 conversations, with 1 new person."
    done = with_states(answer, "done", "done", "open")
    assert done_words(done) == "You answered Hal Waits and said hello to Bea Quiet."


def test_the_weeks_are_a_table_of_what_is_known(five: nx.Graph) -> None:
    empty = ng.goals(five)
    assert weeks_table(empty) is None
    frame = empty.assign(
        conversations=[None] * 6 + [2.0, 4.0], new_people=1.0, face_to_face=[None] * 7 + [0.5]
    )
    shown = texts(weeks_table(frame))
    assert [word for word in shown if word in {"2", "4", "50%", "-"}] == [
        "2",
        "-",
        "-",
        "-",
        "4",
        "50%",
        "-",
        "-",
    ]


def press(app: Any, button: dict[str, Any], *, clicks: int | None = 1) -> Any:
    """The answer to a press of a button of the page."""
    output = next(
        key
        for key, one in app.callback_map.items()
        if any(f'"type":"{button["type"]}"' in seen["id"] for seen in one["inputs"])
    )
    ask = {
        "output": output,
        "outputs": {"id": "written", "property": output.split(".")[1]},
        "inputs": [[{"id": button, "property": "n_clicks", "value": clicks}]],
        "state": [one | {"value": None} for one in app.callback_map[output]["state"]],
        "changedPropIds": [f"{json.dumps(button, sort_keys=True, separators=(',', ':'))}.n_clicks"],
    }
    return app.server.test_client().post("/_dash-update-component", json=ask, base_url=LOCAL)


def states(path: Path) -> dict[str, str]:
    with ng.Book(path) as book:
        steps = ng.this_week(book.graph(as_of=DAY))
    return dict(zip(steps["name"], steps["state"], strict=True))


def test_a_press_answers_the_step_and_undo_takes_it_back(path: Path) -> None:
    app = create_app(path, as_of=DAY)
    with ng.Book(path) as book:
        hal = book.contacts().people.set_index("name").loc["Hal Waits", "person_id"]
    button = {"do": "done", "kind": "reply", "person": hal, "type": "week-do"}
    written = press(app, button).json["response"]["written"]["data"]
    assert written["said"] == "Saved: Hal Waits: done."
    assert states(path) == {"Hal Waits": "done", "Ada Quiet": "open", "Bea Quiet": "open"}
    press(app, {"place": "toast", "type": "undo", "write": written["number"]})
    assert states(path)["Hal Waits"] == "open"
    press(app, button | {"do": "1m"})
    assert states(path)["Hal Waits"] == "not now"


def test_a_step_is_answered_once_however_often_it_is_pressed(path: Path) -> None:
    app = create_app(path, as_of=DAY)
    with ng.Book(path) as book:
        hal = book.contacts().people.set_index("name").loc["Hal Waits", "person_id"]
    button = {"do": "done", "kind": "reply", "person": hal, "type": "week-do"}
    with ThreadPoolExecutor(4) as hands:
        codes = list(hands.map(lambda _: press(app, button).status_code, range(4)))
    assert sorted(codes) == [200, 204, 204, 204]
    with ng.Book(path) as book:
        events = book.contacts().interactions
    assert events["thread"].fillna("").str.startswith("log:").sum() == 1
    press(app, button | {"do": "never"})
    assert states(path)["Hal Waits"] == "never", "another answer is one more press"


def test_a_button_that_only_appears_answers_nothing(path: Path) -> None:
    button = {"do": "never", "kind": "reply", "person": "Hal Waits", "type": "week-do"}
    assert press(create_app(path, as_of=DAY), button, clicks=None).status_code == 204
    assert states(path)["Hal Waits"] == "open"


def test_help_with_a_step_is_a_page_or_a_draft(five: nx.Graph) -> None:
    page = texts(help_with(five, "priya", None))
    assert "Last contacts" in page
    draft = texts(help_with(five, "mia", "Globex"))
    assert "To be passed on" in draft or "A note" in draft
    assert any("nothing is sent from here" in text for text in draft)


def test_what_is_unfolded_stays_when_the_list_changes(answer: Week) -> None:
    second = answer.steps["person_id"][1]
    view = week_view(answer, writable=True, helped={(second, "hello"): "Ask after the dog"})
    folds = [fold for fold in with_class(view, "fold") if with_class(fold, "prep")]
    assert [fold.open for fold in folds] == [False, True, False]
    assert ["Ask after the dog" in texts(fold) for fold in folds] == [False, True, False]
    assert [fold.children[0].n_clicks for fold in folds] == [0, 1, 0], "so that the next press folds it"


def test_names_of_a_log_are_sure_new_or_asked_about(contacts: ng.Contacts) -> None:
    assert names_said(" Mia Chen,  Zoe  New at Hooli; Mia Chen,") == ["Mia Chen", "Zoe New at Hooli"]
    assert names_said(None) == []
    seen = settled(contacts, ["Mia Chen", "Zoe New at Hooli", "Raj"], {})
    assert (seen.people, [one.said for one in seen.unsure]) == (["mia", "Zoe New at Hooli"], ["Raj"])
    assert seen.unsure[0].candidates == ["raj"]
    assert settled(contacts, ["Raj"], {"Raj": "raj"}).people == ["raj"]
    other = settled(contacts, ["Raj", "Mia Chen"], {"Raj": "somebody else"})
    assert (other.people, other.unsure, other.new) == (["Raj", "mia"], [], ["Raj"])


def test_a_log_offers_the_last_seven_days() -> None:
    words = [one["label"] for one in day_options(pd.Timestamp("2026-11-04"))]
    assert words[:3] == ["today", "yesterday", "Monday, 2 Nov"]
    assert words[-1] == "Thursday, 29 Oct"
