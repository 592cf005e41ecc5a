"""Organizations: which spellings are one employer, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.organizations import ALIASES, nearest_organizations, organization_id, organization_key


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Globex",
            "GLOBEX",
            " globex ",
            "Globex, Inc.",
            "Globex GmbH",
            "Globex S.A.",
            "Globex (formerly Initrode)",
        ],
        ["Soci\u00e9t\u00e9 Nord", "SOCIETE NORD", "Societe Nord SAS"],
        ["Amazon Web Services", "AWS", "aws", "Amazon Web Services (AWS)", "(AWS)"],
        ["Meta", "Facebook", "Meta Platforms, Inc."],
        ["Procter & Gamble", "Procter and Gamble"],
        ["McDonald's", "McDonald\u2019s Corporation"],
    ],
)
def test_spellings_of_one_organization_are_equal(spellings):
    assert len({organization_key(one) for one in spellings}) == 1
    assert organization_key(spellings[0]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Target", "Target Marketing Group"),
        ("Meta", "Metabolon"),
        ("Apple", "Apple Bank"),
        ("Hooli", "Hooligan"),
        ("Delta", "Delta Dental"),
        ("AB", "S.A."),
        ("Bank of Oslo", "Bank"),
        ("\u0938\u0940\u092e\u093e", "\u0938\u094b\u092e\u093e"),  # Seema, Soma: the vowels are no accents
    ],
)
def test_a_part_of_a_name_is_another_organization(one, other):
    assert organization_key(one) != organization_key(other)


@pytest.mark.parametrize("name", ["AB", "S.A.", "AG", "3M", "X", "EY", "SE"])
def test_a_name_that_looks_like_a_legal_form_keeps_its_letters(name):
    assert organization_key(name)


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "   ",
        "-",
        "N/A",
        "Self-employed",
        "SELF EMPLOYED",
        "Freelance",
        "Unemployed",
        "Retired",
        float("nan"),
    ],
)
def test_who_is_nowhere_has_no_organization(name):
    assert organization_key(name) is None
    assert organization_id(name) is None


@given(st.text(max_size=30))
def test_any_text_has_a_key_or_none_and_case_never_matters(text):
    key = organization_key(text)
    assert key is None or (key and key == key.strip())
    if text.isascii():
        assert organization_key(text.upper()) == organization_key(text.lower()) == key


def test_an_alias_leads_to_a_name_that_is_none():
    assert not set(ALIASES) & set(ALIASES.values())


def test_what_is_near_is_shown_and_what_is_far_is_not():
    names = ["Globex GmbH", "Initech", "Hooli"]
    assert nearest_organizations("Globx", names) == ["Globex GmbH"]
    assert nearest_organizations("Wqzzk", names) == []
    assert nearest_organizations("Globex", []) == []
    assert len(nearest_organizations("Globex", [f"Globex {at}" for at in range(9)], limit=2)) == 2
