"""The log: one gesture, whole or not at all, and what it changes."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, person, utc

import netgraph as ng
from netgraph.errors import TableError, UnknownNameError

DAY = "2026-11-01"


@pytest.fixture
def book(tmp_path, contacts):
    """A book with the five people of `contacts`."""
    with ng.Book(tmp_path / "network.db") as opened:
        opened.add(contacts)
        yield opened


def ids(book):
    return book.contacts().people.set_index("name")["person_id"]


def tie(book, name):
    G = book.graph(as_of=DAY)
    return G.edges[G.graph["ego"], ids(book)[name]]


def logged(book):
    events = book.contacts().interactions
    return events[events["thread"].fillna("").str.startswith("log:")]


def test_a_log_is_contact_today_with_the_users_words(book):
    book.log("Priya Raman", "met", "coffee, her new team", as_of=DAY)
    row = logged(book).iloc[0]
    assert (row["channel"], row["note"], row["source"]) == ("in_person", "coffee, her new team", "you")
    found = tie(book, "Priya Raman")
    assert (found["silent_days"], found["last_contact"].date().isoformat()) == (0, DAY)


def test_a_log_ends_the_silence_and_undo_brings_it_back(book):
    assert "Priya Raman" in set(ng.neglected_ties(book.graph(as_of=DAY))["name"])
    book.log("Priya Raman", "call", at="2026-10-20", as_of=DAY)
    assert tie(book, "Priya Raman")["silent_days"] == 12
    assert "Priya Raman" not in set(ng.neglected_ties(book.graph(as_of=DAY))["name"])
    assert book.undo() == "entry log"
    assert "Priya Raman" in set(ng.neglected_ties(book.graph(as_of=DAY))["name"])


@pytest.mark.parametrize(
    ("kind", "channel"), [("met", "in_person"), ("call", "call"), ("wrote", "message"), ("event", "event")]
)
def test_each_kind_has_its_channel(book, kind, channel):
    book.log("Raj Patel", kind, as_of=DAY)
    assert list(logged(book)["channel"]) == [channel]
    assert tie(book, "Raj Patel")["proof"]


def test_several_people_at_once_are_one_group_and_each_tie_is_written_down(book):
    book.log(["Raj Patel", "Dana Cole"], "met", "lunch", as_of=DAY)
    rows = logged(book)
    assert (len(rows), rows["thread"].nunique(), set(rows["group_size"])) == (2, 1, {3})
    G, name = book.graph(as_of=DAY), ids(book)
    for one in ("Raj Patel", "Dana Cole"):
        assert tie(book, one)["evidence"] == "logged"
        assert tie(book, one)["silent_days"] == 0
    assert G.edges[name["Raj Patel"], name["Dana Cole"]]["evidence"] == "meeting", "they sat at one table"


def test_what_is_written_to_several_goes_to_each_alone(book):
    book.log(["Raj Patel", "Dana Cole"], "wrote", as_of=DAY)
    rows = logged(book)
    assert (set(rows["group_size"]), rows["thread"].nunique()) == ({2}, 2)
    assert not book.graph(as_of=DAY).has_edge(ids(book)["Raj Patel"], ids(book)["Dana Cole"])


def test_the_answer_to_whom_i_should_meet_makes_people_and_stated_ties(book):
    before = len(book.contacts().people)
    added = book.log("Mia Chen", "met", ask_who=["Raj Patel", "Zoe Newcomer at Hooli"], as_of=DAY)
    assert (added.people_new, len(book.contacts().people)) == (1, before + 1)
    G, name = book.graph(as_of=DAY), ids(book)
    for one in ("Raj Patel", "Zoe Newcomer"):
        assert G.edges[name["Mia Chen"], name[one]]["evidence"] == "stated"
    assert not G.has_edge(G.graph["ego"], name["Zoe Newcomer"]), "ego has not met her"
    routes = ng.referral_paths(G, name["Zoe Newcomer"])
    assert routes["path"][0][1:] == ["Mia Chen", "Zoe Newcomer"]
    assert book.undo() == "entry log"
    assert len(book.contacts().people) == before


def test_what_they_need_and_what_was_promised_is_kept_in_words(book):
    book.log("Mia Chen", "call", needs="a data engineer", promise="send her the slides", as_of=DAY)
    known, mia = book.contacts(), ids(book)["Mia Chen"]
    need = known.choices.iloc[0]
    assert (need["person_id"], need["kind"], need["value"]) == (mia, "need", "a data engineer")
    promise = known.favors.iloc[0]
    assert (promise["giver_id"], promise["receiver_id"]) == (known.ego, mia)
    assert (promise["kind"], promise["note"]) == ("promise", "send her the slides")


def test_two_logs_of_one_day_are_two(book):
    book.log("Mia Chen", "met", "coffee", as_of=DAY)
    book.log("Mia Chen", "met", "and again at the fair", as_of=DAY)
    assert set(logged(book)["note"]) == {"coffee", "and again at the fair"}
    assert logged(book)["thread"].nunique() == 2


def test_somebody_new_is_made_in_the_same_gesture(book):
    assert book.log("Zed Newman", "event", as_of=DAY).people_new == 1
    assert tie(book, "Zed Newman")["silent_days"] == 0


def test_having_met_ends_we_do_not_know_each_other(book):
    book.closeness(pd.DataFrame({"name": ["Raj Patel"], "closeness": [0]}), as_of=DAY)
    assert not ng.neglected_ties(book.graph(as_of="2030-01-01"))["name"].eq("Raj Patel").any()
    book.log("Raj Patel", "met", as_of=DAY)
    assert tie(book, "Raj Patel")["closeness"] == 1
    assert tie(book, "Raj Patel")["strength"] == pytest.approx(0.1)


def test_a_name_that_is_not_sure_writes_nothing_and_names_nobody(book):
    before = len(book.contacts().people)
    for refused in (lambda: book.log("Mia", "met"), lambda: book.log("Mia Chen", "met", ask_who=["Raj"])):
        with pytest.raises(UnknownNameError, match="not sure who is meant by 1 ") as caught:
            refused()
        assert "Mia" not in str(caught.value)
        assert "Raj" not in str(caught.value)
    assert len(book.contacts().people) == before
    assert logged(book).empty


def test_what_is_no_log_is_refused(book):
    with pytest.raises(TableError, match=r"met, call, wrote, event; found 1 names and 'waved'"):
        book.log("Mia Chen", "waved")
    with pytest.raises(TableError, match="found 0 names"):
        book.log([" "], "met")
    with pytest.raises(TableError, match="future"):
        book.log("Mia Chen", "met", at="2026-11-02", as_of=DAY)
    assert logged(book).empty


def test_a_log_on_an_earlier_day_does_not_shine_before_it(book):
    book.log("Raj Patel", "met", ask_who=["Zoe Newcomer"], at="2026-10-10", as_of=DAY)
    G, name = book.graph(as_of="2026-10-09"), ids(book)
    assert pd.isna(G.edges[G.graph["ego"], name["Raj Patel"]]["last_contact"])
    assert not G.has_edge(name["Raj Patel"], name["Zoe Newcomer"])
    assert book.graph(as_of="2026-10-10").has_edge(name["Raj Patel"], name["Zoe Newcomer"])


def test_a_logged_event_is_a_sign_from_both_sides(book):
    book.log("Raj Patel", "event", at="2026-10-31", as_of=DAY)
    assert tie(book, "Raj Patel")["rest_until"] is None
    book.log("Raj Patel", "wrote", as_of=DAY)
    assert tie(book, "Raj Patel")["rest_until"] == utc("2026-11-15T23:59:59.999999")


def test_a_name_may_mean_somebody_else_than_whom_it_brings_to_mind(book):
    with pytest.raises(UnknownNameError):
        book.log("Mia", "met", as_of=DAY)
    book.log(["Mia", "Zoe New at Hooli"], "met", new=["Mia"], as_of=DAY)
    people = book.contacts().people.set_index("name")
    assert people.loc["Zoe New", "organization"] == "Hooli", "a place is no part of a name"
    assert set(logged(book)["recipient_id"]) == {people.loc[one, "person_id"] for one in ("Mia", "Zoe New")}


def bearers(book, name):
    people = book.contacts().people
    return set(people.loc[people["name"] == name, "person_id"])


def test_somebody_else_of_a_name_is_another_person_and_undo_takes_both_back(book):
    (mia,) = bearers(book, "Mia Chen")
    book.log("Mia Chen", "met", "the one of the choir", new=["Mia Chen"], as_of=DAY)
    (other,) = bearers(book, "Mia Chen") - {mia}
    assert list(logged(book)["recipient_id"]) == [other], "nothing is said of the one who was known"
    assert book.review().empty, "the user has answered whether they are one"
    assert book.undo() == "entry log"
    assert bearers(book, "Mia Chen") == {mia}
    assert book.contacts().choices.empty


def test_each_who_is_somebody_else_is_a_person_of_their_own(book):
    for count in (1, 2, 3):
        book.log("Zed Newman", "met", new=["Zed Newman"], as_of=DAY)
        assert len(bearers(book, "Zed Newman")) == count
    assert logged(book)["recipient_id"].nunique() == 3


def test_of_several_people_in_one_log_only_those_who_are_said_to_be_are_new(book):
    before = bearers(book, "Mia Chen") | bearers(book, "Raj Patel")
    new = ["Raj Patel", "Dana Cole"]
    book.log(["Mia Chen", "Raj Patel"], "met", ask_who=["Dana Cole"], new=new, as_of=DAY)
    (mia,), rajs = bearers(book, "Mia Chen"), bearers(book, "Raj Patel")
    assert (len(rajs), len(bearers(book, "Dana Cole"))) == (2, 2)
    assert set(logged(book)["recipient_id"]) == {mia, *(rajs - before)}


def test_a_namesake_of_the_owner_is_not_the_owner(book):
    ego = book.contacts().ego
    name = str(book.contacts().people.set_index("person_id").loc[ego, "name"])
    book.log(name, "met", new=[name], as_of=DAY)
    assert len(bearers(book, name)) == 2
    assert book.contacts().ego == ego
    assert list(logged(book)["recipient_id"]) == list(bearers(book, name) - {ego})


def test_a_later_export_joins_nobody_to_somebody_else_of_the_name(tmp_path):
    def ana(slug, place):
        url = f"https://www.linkedin.com/in/{slug}"
        return bundle(people=[person(slug, "Ana Bo", linkedin=url, organization=place)])

    with ng.Book(tmp_path / "anas.db") as book:
        book.log("Ana Bo", "met", as_of=DAY)
        (known,) = bearers(book, "Ana Bo")
        book.log("Ana Bo at Globex", "call", new=["Ana Bo at Globex"], as_of=DAY)
        (other,) = bearers(book, "Ana Bo") - {known}
        # A profile of the name is the first one's, as it would be without the second.
        book.add(ana("ana", "Globex"))
        (profile,) = bearers(book, "Ana Bo") - {other}
        met = dict(zip(logged(book)["channel"], logged(book)["recipient_id"], strict=True))
        assert met == {"in_person": profile, "call": other}
        # With a second profile it is a question whose the name alone is; of the other one too.
        before = bearers(book, "Ana Bo")
        book.add(ana("ana-2", "Hooli"))
        assert other in bearers(book, "Ana Bo")
        (second,) = bearers(book, "Ana Bo") - before - {known}
        pairs = book.review()[["person_a", "person_b"]].to_numpy().tolist()
        asked = {one for pair in pairs for one in pair if other in pair}
        assert asked == {other, profile, second}, "but not whether the two that were told apart are one"
        book.same(other, second)
        assert dict(zip(logged(book)["channel"], logged(book)["recipient_id"], strict=True))["call"] == second


def test_whoever_was_told_apart_stays_when_their_namesake_is_forgotten(book):
    (mia,) = bearers(book, "Mia Chen")
    book.log("Mia Chen", "met", new=["Mia Chen"], as_of=DAY)
    (other,) = bearers(book, "Mia Chen") - {mia}
    book.forget(mia)
    assert bearers(book, "Mia Chen") == {other}
    book.log("Mia Chen", "call", as_of=DAY)
    assert set(logged(book)["recipient_id"]) == {other}
