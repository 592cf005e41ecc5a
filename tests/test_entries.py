"""What the user says: who is meant, what goes into the book, and that the last word counts."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, person

import netgraph as ng
from netgraph.errors import TableError
from netgraph.practice.entries import match_name, unsure_names

DAY = "2026-11-01"


@pytest.fixture
def book(tmp_path, contacts):
    """A book with the five people of `contacts`."""
    with ng.Book(tmp_path / "network.db") as opened:
        opened.add(contacts)
        yield opened


def names(contacts):
    return contacts.people.set_index("name")["person_id"]


def tie_with(book, name):
    G = book.graph(as_of=DAY)
    return G.edges[G.graph["ego"], names(book.contacts())[name]]


def full_name(contacts, given):
    return next(name for name in contacts.people["name"] if name.split()[0] == given)


def test_a_full_name_is_sure_and_a_first_name_is_a_question(contacts):
    whole = full_name(contacts, "Mia")
    assert match_name(contacts, whole.upper()).person_id == names(contacts)[whole]
    first = match_name(contacts, "Mia")
    assert first.person_id is None
    assert first.candidates == [names(contacts)[whole]]
    assert match_name(contacts, "Nobody Atall") == ("Nobody Atall", None, [], False)


def test_closeness_outranks_what_the_data_say(book, contacts):
    raj = full_name(contacts, "Raj")
    assert pd.isna(tie_with(book, raj)["strength"])
    book.closeness(pd.DataFrame({"name": [raj], "closeness": [4], "last_spoke": ["this year"]}), as_of=DAY)
    tie = tie_with(book, raj)
    assert (tie["strength"], tie["evidence"], tie["proof"]) == (0.7, "logged", True)
    assert tie["last_contact"] == pd.Timestamp("2026-05-03", tz="UTC"), "this year is taken as 182 days ago"


def test_the_last_word_on_closeness_counts_and_can_be_taken_back(book, contacts):
    raj = full_name(contacts, "Raj")
    for closeness in (4, 1, 4, 2):
        book.closeness(pd.DataFrame({"name": [raj], "closeness": [closeness]}), as_of=DAY)
    assert tie_with(book, raj)["closeness"] == 2
    assert book.undo() == "entry closeness"
    assert tie_with(book, raj)["closeness"] == 4


def test_somebody_new_is_made_and_skipped_questions_change_nothing(book):
    before = len(book.contacts().people)
    answers = pd.DataFrame(
        {"name": ["Zed Newman", "Yan Skipped"], "closeness": [3, None], "last_spoke": ["", ""]}
    )
    added = book.closeness(answers, as_of=DAY)
    assert added.people_new == 1
    assert len(book.contacts().people) == before + 1
    assert tie_with(book, "Zed Newman")["strength"] == 0.5


@pytest.mark.parametrize("answer", [{"closeness": 7}, {"closeness": "high"}, {"last_spoke": "long ago"}])
def test_what_is_no_answer_is_refused_and_nothing_is_written(book, answer):
    before = len(book.contacts().ties)
    with pytest.raises(TableError, match=r"closeness|last_spoke"):
        book.closeness(pd.DataFrame([{"name": "Zed Newman", **answer}]), as_of=DAY)
    assert len(book.contacts().ties) == before


def test_a_name_that_may_mean_somebody_known_is_a_question_and_makes_nobody(book, contacts):
    before = len(book.contacts().people)
    answers = pd.DataFrame({"name": ["Mia", "Mia Chenn", "Zoe Newcomer"], "closeness": [4, 3, 2]})
    assert {said: len(ids) for said, ids in unsure_names(book.contacts(), answers).items()} == {
        "Mia": 1,
        "Mia Chenn": 1,
    }
    book.closeness(answers, as_of="2026-11-01")
    assert len(book.contacts().people) == before + 1
    assert set(book.contacts().people["name"]) >= {"Zoe Newcomer"}
    book.closeness(answers.head(1).assign(new=True), as_of="2026-11-01")
    assert "Mia" in set(book.contacts().people["name"]), "the user said it is somebody else"


def test_closeness_to_somebody_else_says_nothing_of_whoever_bears_the_name(book, contacts):
    mia = full_name(contacts, "Mia")
    known = names(book.contacts())[mia]
    book.closeness(pd.DataFrame({"name": [mia], "closeness": [0], "new": [True]}), as_of=DAY)
    said = book.contacts().ties.dropna(subset=["closeness"])
    (other,) = said["person_b"]
    assert other != known
    assert list(book.contacts().people.set_index("person_id").loc[[known, other], "name"]) == [mia, mia]
    assert pd.isna(book.graph(as_of=DAY).edges[book.contacts().ego, known]["closeness"])
    assert book.undo() == "entry closeness"
    assert list(book.contacts().people.loc[lambda rows: rows["name"] == mia, "person_id"]) == [known]


def test_an_answer_that_says_nothing_leaves_nothing_to_undo(book):
    last = book.last()
    for answers in ({"name": ["Mia"], "closeness": [4]}, {"name": ["Mia Chen"], "closeness": [None]}):
        assert book.closeness(pd.DataFrame(answers), as_of=DAY).layer_id is None
    assert book.last() == last


def test_somebody_else_to_reach_is_tied_to_the_mutual_connections_alone(book, contacts):
    mia, raj = full_name(contacts, "Mia"), full_name(contacts, "Raj")
    known = names(book.contacts())[raj]
    for said in (raj, "Raj"):
        found = book.knows(said, at="Globex", through=[mia], new=True, as_of=DAY)
        assert found["path"].tolist()[0][1:] == [mia, said]
        assert known not in found["path_ids"].tolist()[0]
        assert book.undo() == "entry knows"
    assert list(names(book.contacts())[[raj]]) == [known]


def test_namesakes_are_told_apart_by_where_they_work_or_not_at_all(tmp_path):
    people = [
        person("a1", "Kim Lee", organization="Hooli"),
        person("a2", "Kim Lee", organization="Acme"),
        person("mia"),
    ]
    with ng.Book(tmp_path / "namesakes.db") as book:
        book.add(bundle(people=people))
        with pytest.raises(ng.NetgraphError, match="2 people in your book bear this name") as caught:
            book.knows("Kim Lee", through=["Mia"], as_of="2026-11-01")
        assert "Kim" not in str(caught.value)
        there = book.knows("Kim Lee", at="Acme", through=["Mia"], as_of="2026-11-01")
        assert there.empty, "ego is not tied to Mia"
        assert len(book.contacts().people) == 4
        book.knows("Kim Lee", at="Globex", through=["Mia"], as_of="2026-11-01")
        assert len(book.contacts().people) == 5, "a third one works at Globex"


def test_one_word_is_no_name_for_somebody_to_reach_and_nothing_is_written_for_nothing(book):
    before = len(book.contacts().people)
    with pytest.raises(ng.NetgraphError, match="give the full name"):
        book.knows("Mia", through=["Raj Patel"], as_of="2026-11-01")
    last = book.last()
    found = book.knows("Dana Cole", at="Globex", through=["Somebody Else"], as_of="2026-11-01")
    assert found.attrs["unmatched"] == ["Somebody Else"]
    assert book.last() == last
    assert len(book.contacts().people) == before


def test_mutual_connections_copied_by_hand_make_a_route(book, contacts):
    mia = full_name(contacts, "Mia")
    found = book.knows("Kit Newcomer", at="Hooli", through=[mia, "Priya", "Nobody Atall"], as_of=DAY)
    assert found["path"][0] == [
        contacts.people.loc[contacts.people["is_ego"], "name"].iloc[0],
        mia,
        "Kit Newcomer",
    ]
    assert found["evidence"][0][1] == "connected"
    assert not found["proof"][0]
    assert list(found.attrs["unsure"]) == ["Priya"]
    assert found.attrs["unmatched"] == ["Nobody Atall"]


def test_targets_are_chosen_dropped_and_chosen_again(book):
    def chosen():
        return ng.who_to_meet(book.graph(as_of=DAY)).attrs["targets"]

    book.target("Globex", priority=2)
    book.target("Hooli", priority=5)
    assert chosen() == ["Hooli", "Globex"]
    book.drop_target("GLOBEX Inc.")
    assert chosen() == ["Hooli"]
    book.target("Globex", priority=5)
    assert set(chosen()) == {"Hooli", "Globex"}
    with pytest.raises(TableError, match="priority"):
        book.target("Globex", priority=9)


def test_the_first_round_offers_the_unknown_and_nobody_twice(book, contacts):
    raj = full_name(contacts, "Raj")
    assert raj in set(ng.first_round(book.contacts(), as_of=DAY)["name"])
    assert full_name(contacts, "Mia") not in set(ng.first_round(book.contacts(), as_of=DAY)["name"])
    book.closeness(pd.DataFrame({"name": [raj], "closeness": [0]}), as_of=DAY)
    assert raj not in set(ng.first_round(book.contacts(), as_of=DAY)["name"])


def test_the_first_round_of_the_sample_takes_eras_in_turn_and_no_employer_fills_it(sample_zip):
    offered = ng.first_round(ng.read_linkedin(sample_zip), as_of=DAY, limit=30)
    assert len(offered) == 30
    assert offered["organization"].value_counts().max() <= 10
    assert offered["era"].nunique() >= 3
    assert offered["closeness"].isna().all()


def test_a_name_without_a_letter_is_nobody(tmp_path):
    with ng.Book(tmp_path / "book.db") as book:
        book.add(bundle(people=[person("alex", "Alex Moreno"), person("mia", "Mia Chen")]))
        for act in (lambda: book.log("-", "met"), lambda: book.log("Mia Chen", "met", ask_who=["?"])):
            with pytest.raises(TableError, match="letter"):
                act()
        assert len(book.contacts().people) == 2
