"""Decisions: what the user says about who is one person, and how it is taken back."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, person, said, utc

from netgraph.contacts import combine
from netgraph.decisions import NOT_SAME, SAME

URL = "https://www.linkedin.com/in/"


def linkedin(**more):
    day = utc("2016-05-01")
    ana = person("ana", "Ana Souza", linkedin=URL + "ana", organization="Acme", connected_on=day)
    messages = [said("2026-01-01 10:00", "alex", "ana")]
    return combine(bundle(people=[ana | more], interactions=messages))


def address_book(name="Ana Souza", source="google", **more):
    entry = person("entry", name, source=source, email="ana@example.org") | more
    calls = [said("2026-02-01 10:00", "alex", "entry", channel="call", source=source)]
    return combine(bundle(people=[entry], interactions=calls))


def said_so(*rows):
    """A bundle of decisions: (kind, one, other)."""
    columns = ["kind", "person_id", "value"]
    return bundle(choices=[dict(zip(columns, row, strict=True)) for row in rows], ego=None)


def ids(contacts, name):
    return set(contacts.people.loc[contacts.people["name"] == name, "person_id"])


def talks(contacts):
    """Channel -> with whom ego was in contact."""
    return dict(zip(contacts.interactions["channel"], contacts.interactions["recipient_id"], strict=True))


def test_two_ids_that_the_user_calls_one_person_are_one_under_the_surer_id():
    (one,), (other,) = ids(linkedin(), "Ana Souza"), ids(address_book("Ana Lima"), "Ana Lima")
    for decision in ((SAME, one, other), (SAME, other, one)):
        united = combine(linkedin(), address_book("Ana Lima"), said_so(decision))
        found = ids(united, "Ana Souza") | ids(united, "Ana Lima")
        assert found == {one}, "a profile is surer than an address"
        assert set(talks(united).values()) == {one}
        assert united.people.set_index("person_id").loc[one, "email"] == "ana@example.org"
        again = combine(united, address_book("Ana Lima"))
        assert len(again.people) == len(united.people), "it still holds when one half comes again"


def test_a_merge_that_was_made_by_itself_is_taken_apart_and_nothing_is_lost():
    email = {"email": "ana@example.org"}
    first, second = linkedin(**email), address_book("Ana Lima")
    (one,), (other,) = ids(first, "Ana Souza"), ids(second, "Ana Lima")
    merged = combine(first, second)
    assert len(merged.people) == 2
    apart = combine(first, second, said_so((NOT_SAME, one, other)))
    assert len(apart.people) == 3
    assert talks(apart) == {"message": one, "call": other}
    assert apart.people.set_index("person_id").loc[other, "name"] == "Ana Lima"
    assert list(combine(apart).people["person_id"]) == list(apart.people["person_id"])
    assert list(combine(apart, apart).people["person_id"]) == list(apart.people["person_id"])


def test_cards_of_one_id_in_two_sources_are_taken_apart_by_their_source():
    google = address_book("Pat Jones")
    outlook = address_book("Pat Jones", source="outlook", organization="Acme")
    (one,) = ids(google, "Pat Jones")
    assert ids(outlook, "Pat Jones") == {one}
    apart = combine(google, outlook, said_so((NOT_SAME, one, f"{one}@outlook")))
    assert len(ids(apart, "Pat Jones")) == 2
    assert len(apart.interactions) == 2
    assert len(combine(apart, apart).people) == len(apart.people)


def test_the_last_word_on_a_pair_counts():
    (one,), (other,) = ids(linkedin(), "Ana Souza"), ids(address_book("Ana Lima"), "Ana Lima")
    words = [said_so((SAME, one, other)), said_so((NOT_SAME, other, one))]
    assert len(combine(linkedin(), address_book("Ana Lima"), *words).people) == 3
    assert len(combine(linkedin(), address_book("Ana Lima"), *words[::-1]).people) == 2


def test_a_decision_survives_that_a_person_becomes_known_by_a_surer_key():
    by_name = combine(bundle(people=[person("a", "Ana Souza", connected_on=utc("2016-05-01"))]))
    (old,) = ids(by_name, "Ana Souza")
    (other,) = ids(address_book("Ana Lima"), "Ana Lima")
    united = combine(by_name, address_book("Ana Lima"), said_so((SAME, old, other)), linkedin())
    assert set(united.people["person_id"]) - {united.ego} == ids(linkedin(), "Ana Souza")


def test_a_pair_that_is_decided_is_asked_no_more():
    first, second = linkedin(), address_book(organization="Globex")
    review = combine(first, second).review
    (pair,) = review[["person_a", "person_b"]].to_numpy()
    assert review["reason"].iloc[0].startswith("the same name, at another organization")
    for kind in (SAME, NOT_SAME):
        assert combine(first, second, said_so((kind, *pair))).review.empty


@pytest.mark.parametrize("kind", [SAME, NOT_SAME])
def test_a_decision_about_nobody_changes_nothing(kind):
    plain = combine(linkedin())
    decided = combine(linkedin(), said_so((kind, "nobody", "p0"), (kind, *ids(plain, "Ana Souza"), "p0")))
    pd.testing.assert_frame_equal(decided.people, plain.people)
