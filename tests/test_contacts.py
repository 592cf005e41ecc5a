"""Contacts: several bundles become one, one id a person and nothing twice."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import SAMPLE_ZIP, bundle, person, said, utc

import netgraph as ng
from netgraph.contacts import Contacts, combine
from netgraph.errors import ReadError, TableError
from netgraph.people import person_id

URL = "https://www.linkedin.com/in/"
TABLES = ["people", "interactions", "jobs", "ties", "favors", "rejects", "imports"]


def same(one, other, tables=TABLES):
    """Equal tables, whatever the order of their rows."""
    for name in tables:
        frames = [getattr(contacts, name) for contacts in (one, other)]
        left, right = (f.sort_values(list(f.columns), ignore_index=True) for f in frames)
        pd.testing.assert_frame_equal(left, right, obj=name)


def export(*, urls, last, ana_at, extra=(), owner="Alex Moreno"):
    """One export of Alex's: Ana, and what was said."""
    slug = (lambda one: URL + one) if urls else (lambda _: None)
    people = [
        person("alex", owner, linkedin=slug("alex")),
        person("ana", "Ana Souza", linkedin=slug("ana"), organization=ana_at, connected_on=utc("2016-05-01")),
        *extra,
    ]
    rows = [said("2018-01-01 10:00", "alex", "ana"), said("2018-01-02 10:00", "ana", "alex")]
    return bundle(people=people, interactions=[*rows, said(last, "ana", "alex")])


@pytest.fixture(scope="module")
def old():
    return export(urls=False, last="2019-03-01 10:00", ana_at="Acme")


@pytest.fixture(scope="module")
def new():
    bo = person("bo", "Bo Berg", linkedin=URL + "bo", connected_on=utc("2022-01-01"))
    return export(urls=True, last="2025-03-01 10:00", ana_at="Globex", extra=[bo])


@pytest.fixture(scope="module")
def both(old, new):
    return combine(old, new)


def id_of(contacts, name):
    return contacts.people.set_index("name").loc[name, "person_id"]


@pytest.fixture(scope="module")
def sample():
    return ng.read_linkedin(SAMPLE_ZIP)


@pytest.fixture(scope="module")
def older():
    """The small exports of the same owner in the formats of other years."""
    years = ("2018", "2021", "2023-07", "excel")
    return [ng.read_linkedin(SAMPLE_ZIP.parent / "older" / year, owner="Alex Moreno") for year in years]


def test_a_bundle_combined_with_itself_is_itself(sample, older):
    same(combine(sample), sample)
    same(combine(sample, sample), sample)
    for one in older:
        same(combine(one, one), one)


def test_older_exports_add_their_people_and_messages_only_once(sample, older):
    """The old exports hold thirty of the same connections and some of the same messages."""
    both = combine(*older, sample)
    assert both.ego == sample.ego
    assert set(both.people["person_id"]) == set(sample.people["person_id"])
    messages = [(one.interactions["channel"] == "message").sum() for one in (both, sample)]
    assert messages[0] == messages[1]
    assert len(both.ties) == len(sample.ties)
    same(combine(sample, *older), both, ["people", "interactions"])


def test_a_bundle_is_what_its_parts_are_together(old, new, both):
    everything = ng.read(SAMPLE_ZIP.parent, owner="Alex Moreno")
    assert len(everything.parts) > 5
    same(combine(*everything.parts), everything)
    assert both.parts == (old, new)
    assert combine(both, old).parts == (old, new)
    assert both.until(utc("2020-01-01")).parts == ng.disguise(both, seed=1).parts == ()


def test_an_export_without_urls_joins_a_newer_one_with_them(both):
    assert list(both.people["name"]) == ["Alex Moreno", "Ana Souza", "Bo Berg"]
    assert id_of(both, "Ana Souza") == person_id("slug:ana")
    assert list(both.interactions["at"].dt.year) == [2018, 2018, 2019, 2025], "what both hold is there once"
    assert set(both.interactions["sender_id"]) == {both.ego, id_of(both, "Ana Souza")}


def test_the_order_of_the_bundles_does_not_matter(old, new, both):
    same(combine(new, old), both)


def test_the_newest_employer_counts_and_the_former_is_kept_as_a_job(both):
    ana = id_of(both, "Ana Souza")
    assert both.people.set_index("person_id").loc[ana, "organization"] == "Globex"
    assert list(both.jobs.loc[both.jobs["person_id"] == ana, "organization"]) == ["Acme"]


def test_a_job_that_has_ended_since_is_not_kept_open():
    job = {
        "person_id": "alex",
        "organization": "Acme",
        "position": "Analyst",
        "started_on": utc("2015-08-01"),
    }
    ended = job | {"ended_on": utc("2019-08-01")}
    alex = [person("alex", "Alex Moreno", linkedin=URL + "alex")]
    then = bundle(people=alex, jobs=[job], interactions=[said("2018-01-01", "alex", "bo")])
    now = bundle(people=alex, jobs=[ended], interactions=[said("2026-01-01", "alex", "bo")])
    for united in (combine(then, now), combine(now, then)):
        assert list(united.jobs["ended_on"]) == [utc("2019-08-01")]


def test_namesakes_with_different_addresses_stay_apart(new):
    other = person(
        "ana2", "Ana Souza", linkedin=URL + "ana-2", connected_on=utc("2016-05-01"), organization="Globex"
    )
    both = combine(new, export(urls=True, last="2024-01-01 10:00", ana_at="Globex", extra=[other]))
    assert list(both.people["name"]).count("Ana Souza") == 2


def test_likely_pairs_wait_for_the_user_and_are_not_merged():
    people = [
        person("ana", "Ana Souza", linkedin=URL + "ana", connected_on=utc("2016-05-01"), organization="Acme"),
        person("ana2", "Ana Souza", email="ana@example.org", organization="Globex"),
        person("bo", "Bo Berg", linkedin=URL + "bo"),
        person("bo2", "Bo Berg", linkedin=URL + "bo-2"),
    ]
    united = bundle(people=people)
    united = combine(united, united)
    assert len(united.people) == 5
    assert list(united.review["name"]) == ["Ana Souza"], "two addresses keep the Bos apart"


@pytest.mark.parametrize("urls", [True, False])
def test_data_of_two_owners_are_not_combined(urls):
    one = export(urls=urls, last="2024-01-01 10:00", ana_at="Acme")
    other_owner = [person("sam", "Sam Okafor", linkedin=URL + "sam" if urls else None)]
    other = bundle(ego="sam", people=other_owner, interactions=[said("2024-05-01", "ana", "sam")])
    with pytest.raises(ReadError) as failure:
        combine(one, other)
    assert "owner" in str(failure.value)
    assert "Sam" not in str(failure.value)


def test_a_mailbox_that_knows_its_owner_by_an_address_alone_belongs_to_no_second_owner():
    named = bundle(people=[person("alex", "Alex Moreno", email="alex@example.org")])
    mailbox = bundle(people=[person("alex", "alex@example.org", email="alex@example.org", source="mail")])
    display = bundle(people=[person("alex", "A. Moreno", email="alex@example.org", source="mail")])
    assert len(combine(named, mailbox, display).people) == 1
    stranger = bundle(people=[person("kim", "Kim Lee", email="kim@example.org", source="mail")], ego="kim")
    with pytest.raises(ReadError, match="different owners"):
        combine(named, stranger)


def test_a_first_name_alone_does_not_replace_a_whole_name():
    whole = bundle(people=[person("bo", "Bo Lind", email="bo@example.org")])
    later = [said("2026-10-01", "bo", "alex", source="mail")]
    short = bundle(people=[person("bo", "Bo", email="bo@example.org", source="mail")], interactions=later)
    assert "Bo Lind" in set(combine(whole, short).people["name"])


def test_a_lone_list_of_connections_takes_the_owner_of_the_other(new):
    lone = bundle(people=[person("alex", "You"), person("ana", "Ana Souza", connected_on=utc("2016-05-01"))])
    both = combine(lone, new)
    assert both.ego == person_id("slug:alex")
    assert list(both.people["name"]) == ["Alex Moreno", "Ana Souza", "Bo Berg"]


def test_nothing_combined_is_nothing():
    assert combine().people.empty
    assert combine(Contacts.empty(), Contacts.empty()).people.empty
    assert repr(Contacts.empty()) == "Contacts(empty)"


def test_until_leaves_out_what_came_later(contacts):
    then = contacts.until(utc("2021-12-15 09:30"))
    assert then.interactions["at"].max() == utc("2021-12-15 09:00")
    assert set(then.ties["person_b"]) == {"priya", "dana"}, "a tie without a day may be as old as you like"
    assert "raj" not in set(then.people["person_id"]), "connected later, and nothing else tells of Raj"
    assert len(contacts.interactions) == 48 * 2 + 26 * 2 + 1, "the bundle itself is whole"


def test_data_until_is_the_last_moment_of_each_source(contacts):
    assert contacts.data_until == {"linkedin": utc("2026-10-29 11:00")}


def test_a_bundle_tells_its_size_and_nobodys_name(contacts):
    assert repr(contacts).startswith("Contacts(5 people")
    assert "Mia" not in repr(contacts)


def test_tables_are_checked_at_the_door():
    with pytest.raises(TableError, match="at"):
        Contacts.of(
            {"interactions": pd.DataFrame({"at": ["soon"], "sender_id": ["a"], "recipient_id": ["b"]})}
        )


def test_combine_leaves_its_bundles_alone(old, new):
    before = [{name: f.copy(deep=True) for name, f in one.tables().items()} for one in (old, new)]
    combine(old, new)
    for contacts, tables in zip((old, new), before, strict=True):
        for name, frame in contacts.tables().items():
            pd.testing.assert_frame_equal(frame, tables[name])
