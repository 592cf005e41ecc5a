"""What a bundle of contacts shows of itself: counts and sources, never a name, and never an error."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from conftest import bundle, person, said, utc

import netgraph as ng

NAMES = ["Alex", "Moreno", "Priya", "Raman", "Mia", "Chen", "Raj", "Patel", "Dana", "Cole"]


def test_the_line_counts_rows_and_names_sources(contacts: ng.Contacts) -> None:
    """48 months of two messages with Priya, 26 weeks of two with Mia, and a call."""
    assert repr(contacts) == (
        f"Contacts(5 people, 1 jobs, {48 * 2 + 26 * 2 + 1} interactions, 4 ties; from linkedin)"
    )


def test_the_table_counts_whom_contact_is_known_of(contacts: ng.Contacts) -> None:
    """Mia and Priya; never Raj, who is connected, nor Dana, whom Mia knows."""
    shown = contacts._repr_html_()
    assert ">5</td>" in shown
    assert "in contact with you</th>" in shown
    assert shown.split("in contact with you")[1].split("<td", 1)[1].split(">", 1)[1].startswith("2</td>")


def test_sources_have_their_last_day() -> None:
    one = bundle(people=[person("raj", source="csv")], interactions=[said("2026-10-29 10:00", "alex", "raj")])
    assert "csv (no days in it); linkedin (until 2026-10-29)" in one._repr_html_()


def test_no_name_is_shown(contacts: ng.Contacts) -> None:
    for shown in (repr(contacts), contacts._repr_html_()):
        assert [name for name in NAMES if name in shown] == []


def test_an_invitation_is_no_contact() -> None:
    one = bundle(interactions=[said("2026-01-01 10:00", "alex", "raj", channel="invitation")])
    assert "in contact with you</th>" in one._repr_html_()
    assert ">0</td>" in one._repr_html_()


def test_a_source_is_shown_as_text() -> None:
    one = bundle(people=[person("raj", source="<script>alert(1)</script>", connected_on=utc("2024-01-01"))])
    assert "<script>" not in one._repr_html_()
    assert "&lt;script&gt;" in one._repr_html_()


def test_a_bundle_without_owner_has_no_count_of_contact() -> None:
    assert "in contact" not in bundle(ego=None, people=[person("raj")])._repr_html_()


def test_an_empty_bundle_says_so() -> None:
    assert repr(ng.Contacts.empty()) == "Contacts(empty)"
    assert "empty" in ng.Contacts.empty()._repr_html_()


@pytest.mark.parametrize("people", [pd.DataFrame({"who": ["x"]}), None, "people"])
def test_tables_that_are_no_contacts_are_shown_without_an_error(
    contacts: ng.Contacts, people: object
) -> None:
    odd = dataclasses.replace(contacts, people=people)  # type: ignore[arg-type]
    assert repr(odd) == "Contacts(tables that are not as the schema says)"
    assert "not as the schema says" in odd._repr_html_()
