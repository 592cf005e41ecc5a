"""Organizations: which spellings are one employer, and which are not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.aliases import ALIASES
from netgraph.organizations import (
    ALIAS,
    alias_value,
    aliases_among,
    nearest_organizations,
    organization_id,
    organization_key,
    rename_organizations,
)


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
        ["Block", "Square, Inc."],
        ["JPMorgan Chase & Co.", "J.P. Morgan", "JPMorgan"],
        ["EY", "Ernst & Young LLP", "EY-Parthenon"],
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
        ("Google", "Alphabet"),
        ("Meta", "Instagram"),
        ("HP", "Hewlett Packard Enterprise"),
        ("X", "Xerox"),
        ("Block", "H&R Block"),
        ("Visa", "Visage"),
        ("Shell", "Shell Shock Games"),
        ("General Electric", "General Motors"),
        ("The Guardian", "Guardian"),
        ("Globex", "Globex Holding"),
        ("Intel", "Intelsat"),
        ("Inc", "Inc Magazine"),
        ("Company", "Co"),
        ("\u0938\u0940\u092e\u093e", "\u0938\u094b\u092e\u093e"),  # Seema, Soma: the vowels are no accents
    ],
)
def test_a_part_of_a_name_is_another_organization(one, other):
    assert organization_key(one) != organization_key(other)


@pytest.mark.parametrize(
    "spelling",
    [
        "Globex Ltd", "Globex plc", "Globex, LLC", "Globex Pty Ltd", "Globex Pvt. Ltd.", "Globex Sdn Bhd",
        "Globex GmbH & Co. KG", "Globex AG & Co. KGaA", "Globex UG (haftungsbeschr\u00e4nkt)", "Globex e.V.",
        "Globex SARL", "Globex S.\u00e0 r.l.", "Globex SASU", "Globex S.L.U.", "Globex S.A. de C.V.",
        "Globex Ltda.", "Globex Eireli", "Globex S.p.A.", "Globex S.r.l.", "Globex B.V.", "Globex NV/SA",
        "Globex AB (publ)", "Globex A/S", "Globex ApS", "Globex Oy", "Oy Globex Ab", "Globex O\u00dc",
        "Globex Sp. z o.o.", "Globex s.r.o.", "Globex Kft.", "Globex d.o.o.", "UAB Globex", "OOO Globex",
        "\u041e\u041e\u041e Globex", "Globex A.\u015e.", "Globex Ltd. \u015eti.", "PT Globex Tbk",
        "Globex K.K.", "\u682a\u5f0f\u4f1a\u793eGlobex", "Globex\u6709\u9650\u516c\u53f8", "(\uc8fc)Globex",
    ],
)  # fmt: skip
def test_a_legal_form_is_no_part_of_a_name(spelling):
    assert organization_key(spelling) == "globex"


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
    assert all(organization_key(name) == organization_key(means) == means for name, means in ALIASES.items())


def test_what_is_near_is_shown_and_what_is_far_is_not():
    names = ["Globex GmbH", "Initech", "Hooli"]
    assert nearest_organizations("Globx", names) == ["Globex GmbH"]
    assert nearest_organizations("Wqzzk", names) == []
    assert nearest_organizations("Globex", []) == []
    assert len(nearest_organizations("Globex", [f"Globex {at}" for at in range(9)], limit=2)) == 2


def aliases(*pairs):
    said = [alias_value(name, means) for name, means in pairs]
    return aliases_among(pd.DataFrame({"kind": ALIAS, "value": said}))


def test_the_users_own_aliases_are_followed_to_their_end():
    assert aliases(("Globex Labs GmbH", "Globex")) == {"globex labs": "Globex"}
    assert aliases(("A1", "B2"), ("B2", "C3")) == {"a1": "C3", "b2": "C3"}
    assert aliases(("Globex", "GLOBEX Inc."), ("self-employed", "Globex")) == {}


def test_aliases_in_a_circle_end():
    assert set(aliases(("A1", "B2"), ("B2", "A1"))) == {"a1", "b2"}


def test_what_was_said_last_of_a_name_stands_first_and_counts():
    assert aliases(("Globex Labs", "Hooli"), ("Globex Labs", "Globex")) == {"globex labs": "Hooli"}


def test_renaming_leaves_other_organizations_and_person_targets_alone():
    tables = {
        "people": pd.DataFrame({"organization": ["Globex Labs Inc.", "Globex Laboratories", None]}),
        "jobs": pd.DataFrame({"organization": ["GLOBEX LABS"]}),
        "targets": pd.DataFrame({"name": ["Globex Labs", "Globex Labs"], "kind": ["organization", "person"]}),
    }
    found = rename_organizations(tables, {"globex labs": "Globex"})
    assert found["people"]["organization"].fillna("-").to_list() == ["Globex", "Globex Laboratories", "-"]
    assert found["jobs"]["organization"].to_list() == ["Globex"]
    assert found["targets"]["name"].to_list() == ["Globex", "Globex Labs"]
    assert tables["jobs"]["organization"].to_list() == ["GLOBEX LABS"]
