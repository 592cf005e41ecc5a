"""Changes: what two exports tell of the time between them."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import bundle, person, said, utc

import netgraph as ng
from netgraph import schema
from netgraph.contacts import combine

URL = "https://www.linkedin.com/in/"
THEN, NOW = "2024-03-01 10:00", "2026-05-02 10:00"


def export(*people, at, urls=True):
    """A list of connections: (id, name, organization, position), and one message that dates it."""
    rows = [
        person(
            one,
            name,
            linkedin=URL + one if urls else None,
            organization=organization,
            position=position,
            connected_on=utc("2019-05-01"),
        )
        for one, name, organization, position in people
    ]
    alex = person("alex", "Alex Moreno", linkedin=URL + "alex" if urls else None)
    return combine(bundle(people=[alex, *rows], interactions=[said(at, "alex", people[0][0])]))


MIA = ("mia", "Mia Chen", "Hooli", "Engineer")
OLD = [MIA, ("ana", "Ana Souza", "Acme", "Analyst"), ("bo", "Bo Berg", "Globex", "Engineer")]


def changed(before, after, **more):
    found = ng.what_changed(export(*before, at=THEN), export(*after, at=NOW, **more))
    return found[["name", "change", "before", "after"]].astype(object).to_numpy().tolist()


@pytest.mark.parametrize(
    ("now", "row"),
    [
        (("ana", "Ana Souza", "Initech", "Analyst"), ["Ana Souza", "moved job", "Acme", "Initech"]),
        (
            ("ana", "Ana Souza", "ACME Inc.", "Director"),
            ["Ana Souza", "new position", "Analyst at Acme", "Director at ACME Inc."],
        ),
        (("ana", "Ana Lima", "Acme", "Analyst"), ["Ana Lima", "renamed", "Ana Souza", "Ana Lima"]),
    ],
)
def test_what_happened_to_somebody_who_is_in_both(now, row):
    assert changed(OLD, [MIA, now, OLD[2]]) == [row]


@pytest.mark.parametrize("spelling", ["ACME", "Acme GmbH", "Acme (formerly Initrode)"])
def test_a_spelling_is_no_move(spelling):
    assert changed(OLD, [MIA, ("ana", "ANA SOUZA", spelling, "analyst"), OLD[2]]) == []


def test_who_is_new_and_who_is_gone():
    eve = ("eve", "Eve Okafor", "Hooli", "Director")
    found = changed(OLD, [MIA, OLD[1], eve])
    assert [row[:2] for row in found] == [["Eve Okafor", "new"], ["Bo Berg", "gone"]]
    assert found[0][3] == "Director at Hooli"
    assert found[1][2] == "Engineer at Globex"


def test_who_no_longer_names_an_employer():
    ((name, change, before, after),) = changed(OLD, [MIA, ("ana", "Ana Souza", None, None), OLD[2]])
    assert (name, change, before) == ("Ana Souza", "moved job", "Acme")
    assert pd.isna(after)


def test_an_older_export_without_urls_is_matched():
    before = export(*OLD, at=THEN, urls=False)
    after = export(MIA, ("ana", "Ana Souza", "Initech", "Analyst"), OLD[2], at=NOW)
    found = ng.what_changed(before, after)
    assert list(found["change"]) == ["moved job"]
    assert set(found["person_id"]) <= set(after.people["person_id"])


def test_an_address_book_that_never_had_them_makes_nobody_gone():
    book = combine(bundle(people=[person("eve", "Eve Okafor", source="google", email="eve@example.org")]))
    found = ng.what_changed(export(*OLD, at=THEN), book)
    assert list(found["change"]) == ["new"]
    assert ng.what_changed(book, export(*OLD, at=NOW))["change"].eq("new").all()


def test_whoever_was_heard_of_elsewhere_since_is_a_connection_still():
    """Newer mail of Bo's stands before what LinkedIn says of him, yet the list holds him as before."""
    rest = {"email": "bo@example.org", "linkedin": URL + "bo"}
    mail = bundle(
        people=[person("alex", "Alex Moreno", linkedin=URL + "alex"), person("bo", "Bo Berg", **rest)],
        interactions=[said("2026-06-01", "bo", "alex", channel="email", source="mail")],
    )
    mail.people["source"] = "mail"
    before, after = export(*OLD, at=THEN), export(*OLD, at=NOW)
    assert ng.what_changed(before, combine(after, mail)).empty
    assert ng.what_changed(combine(before, mail), after).empty


def test_it_says_when_and_why():
    row = ng.what_changed(
        export(*OLD, at=THEN), export(MIA, ("ana", "Ana Souza", "Initech", "Analyst"), OLD[2], at=NOW)
    ).iloc[0]
    assert row["seen_on"] == utc("2026-05-02")
    assert row["why"] == (
        "Moved from Acme to Initech: a reason to write (between 1 Mar 2024 and 2 May 2026)."
    )


def test_nothing_happened_is_an_empty_table_with_its_columns():
    same = export(*OLD, at=THEN)
    for found in (ng.what_changed(same, same), ng.what_changed(ng.Contacts.empty(), ng.Contacts.empty())):
        assert found.empty
        assert list(found.columns) == schema.WHAT_CHANGED.names


def test_it_leaves_its_bundles_alone():
    before, after = export(*OLD, at=THEN), export(MIA, at=NOW)
    kept = [frame.copy(deep=True) for one in (before, after) for frame in one.tables().values()]
    ng.what_changed(before, after)
    for frame, copy in zip([f for one in (before, after) for f in one.tables().values()], kept, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


def test_the_former_employer_is_kept_with_the_days_on_which_it_was_seen():
    """Two exports name Acme, a third Initech: the job ended after the second, no one knows when."""
    moved = export(MIA, ("ana", "Ana Souza", "Initech", "Lead"), OLD[2], at=NOW)
    bundles = [export(*OLD, at=THEN), export(*OLD, at="2025-01-05 10:00"), moved]
    for united in (combine(*bundles), combine(*bundles[::-1]), combine(combine(*bundles), bundles[0])):
        (job,) = united.jobs[["organization", "position", "started_on", "ended_on"]].to_numpy().tolist()
        assert job == ["Acme", "Analyst", utc("2024-03-01"), utc("2025-01-05")]
    G = ng.build_graph(combine(*bundles))
    ana = next(node for node, name in G.nodes(data="name") if name == "Ana Souza")
    places = {G.nodes[node]["name"]: edge.get("current") for node, edge in G.adj[ana].items()}
    assert places == {"Initech": True, "Acme": False}
