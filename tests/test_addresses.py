"""Several e-mail addresses of one person: one key, unless other people use them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import bundle, person
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.addresses import address_keys

if TYPE_CHECKING:
    from pathlib import Path

ME = "me@example.org"
CARD = """BEGIN:VCARD\r
VERSION:3.0\r
FN:Ann Bo\r
ORG:Globex\r
EMAIL:ann@globex.example\r
EMAIL;TYPE=pref:ann@home.example\r
END:VCARD\r
"""
BOOK = """Name,Given Name,Family Name,E-mail 1 - Value,E-mail 2 - Value
Ann B.,Ann,B.,ann@globex.example,annie@old.example
Dee Do,Dee,Do,dee@example.org,
"""
YEAR = f"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20260102T100000Z\r
DTSTART:20260102T100000Z\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:annie@old.example\r
ATTENDEE;CN=Me;PARTSTAT=ACCEPTED:mailto:{ME}\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def sources(tmp_path: Path) -> list[ng.Contacts]:
    """A card with two addresses of Ann, an address book with a third, a meeting under the third."""
    files = {"ann.vcf": CARD, "contacts.csv": BOOK, "year.ics": YEAR}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    return [ng.read(tmp_path / name, owner=ME) for name in files]


def ann(contacts: ng.Contacts) -> str:
    (found,) = contacts.people.loc[contacts.people["name"].str.startswith("Ann"), "person_id"]
    return str(found)


def all_addresses(contacts: ng.Contacts, person_id: str) -> set[str]:
    tables = (contacts.people, contacts.addresses)
    return {one for table in tables for one in table.loc[table["person_id"] == person_id, "email"]}


def test_three_addresses_in_three_sources_are_one_person(sources: list[ng.Contacts]) -> None:
    contacts = ng.combine(*sources)
    met = contacts.interactions.iloc[0]
    assert ann(contacts) in {met["sender_id"], met["recipient_id"]}
    assert all_addresses(contacts, ann(contacts)) == {
        "ann@globex.example",
        "ann@home.example",
        "annie@old.example",
    }
    assert len(contacts.people) == 3, "Ann, Dee and the owner"


def test_the_order_of_the_sources_does_not_matter(sources: list[ng.Contacts]) -> None:
    forth, back = ng.combine(*sources), ng.combine(*sources[::-1])
    assert set(forth.people["person_id"]) == set(back.people["person_id"])
    again = ng.combine(forth, forth)
    pd.testing.assert_frame_equal(again.addresses, forth.addresses)
    step_by_step = ng.combine(ng.combine(sources[0], sources[1]), sources[2])
    assert ann(step_by_step) == ann(forth)


def test_where_each_address_comes_from_is_told(sources: list[ng.Contacts], tmp_path: Path) -> None:
    with ng.Book(tmp_path / "book.db") as book:
        for one in sources:
            book.add(one)
        told = book.provenance(ann(book.contacts()))
    told = told[told["field"] == "email"]
    assert set(zip(told["source"], told["value"], strict=True)) == {
        ("vcard", "ann@home.example"),
        ("vcard", "ann@globex.example"),
        ("google", "ann@globex.example"),
        ("google", "annie@old.example"),
        ("calendar", "annie@old.example"),
    }
    assert told["used"].sum() == 1


def test_whoever_is_forgotten_stays_out_under_any_address(sources: list[ng.Contacts], tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with ng.Book(path) as book:
        book.add(sources[0])
        book.add(sources[1])
        book.forget("Ann B.")
        assert book.contacts().addresses.empty
        assert book.add(sources[2]).kept_out == 1, "annie@old.example was never the first address"
        assert book.add(sources[0]).kept_out == 1
        assert set(book.contacts().people["name"]) == {"Dee Do", "Me"}
    assert b"annie@old" not in path.read_bytes()


def test_an_address_of_two_people_binds_nothing() -> None:
    couple = bundle(
        people=[
            person("a", "Ann Bo", email="ann@example.org", source="vcard"),
            person("b", "Cy Do", email="cy@example.org", source="vcard"),
        ],
        addresses=[
            {"person_id": "a", "email": "home@example.org"},
            {"person_id": "b", "email": "home@example.org"},
        ],
    )
    people = ng.combine(couple).people
    assert set(people["name"]) == {"Alex", "Ann Bo", "Cy Do"}


def test_an_office_address_binds_nothing() -> None:
    keys = address_keys(
        pd.Series(["ann@example.org", "bo@example.org"]),
        pd.Series(["ann bo", "ann bo"]),
        pd.Series(["info@example.org", "info@example.org"]),
    )
    assert list(keys) == ["ann@example.org", "bo@example.org"]


def test_people_who_are_met_later_take_their_addresses_with_them(sources: list[ng.Contacts]) -> None:
    later = bundle(
        people=[
            person("a", "Ann Bo", email="a@example.org", connected_on=pd.Timestamp("2026-05-01", tz="UTC"))
        ],
        addresses=[{"person_id": "a", "email": "b@example.org"}],
    )
    assert later.until(pd.Timestamp("2026-01-01", tz="UTC")).addresses.empty
    assert len(later.until(pd.Timestamp("2026-06-01", tz="UTC")).addresses) == 1


def test_a_disguise_shows_no_address(sources: list[ng.Contacts]) -> None:
    assert ng.disguise(ng.combine(*sources)).addresses.empty


LETTERS = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(LETTERS, st.sets(LETTERS, max_size=3)), min_size=1, max_size=8))
def test_keys_are_equal_exactly_where_cards_hang_together(cards: list[tuple[str, set[str]]]) -> None:
    """Of one name, cards have one key exactly when a chain of shared addresses joins them."""
    email = pd.Series([f"{one}@example.org" for one, _ in cards])
    also = pd.Series([" ".join(f"{one}@example.org" for one in sorted(more)) or None for _, more in cards])
    keys = list(address_keys(email, pd.Series(["ann bo"] * len(cards)), also.astype("str")))
    groups = [{one, *more} for one, more in cards]
    for _ in groups:
        groups = [set().union(*(other for other in groups if other & mine)) for mine in groups]
    assert [[a == b for b in keys] for a in keys] == [[bool(a & b) for b in groups] for a in groups]
