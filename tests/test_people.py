"""People: which cards are one person."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import utc
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.people import CARD_COLUMNS, name_key, person_id, resolve

URL = "https://www.linkedin.com/in/"


def ids(*cards):
    """Person ids of cards given as dictionaries."""
    frame = pd.DataFrame([dict.fromkeys(CARD_COLUMNS) | {"is_ego": False} | card for card in cards])
    kinds = dict.fromkeys(("name", "linkedin", "email", "organization"), "str")
    frame = frame.astype(kinds | {"connected_on": "datetime64[us, UTC]", "is_ego": "bool"})
    return resolve(frame).to_list()


def card(name="Ana Souza", slug=None, **more):
    return {"name": name, "linkedin": URL + slug if slug else None} | more


MAY = utc("2020-05-01")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card(slug="ana"), card("Ana de Souza", slug="ana")),
        (card(email="ana@example.org"), card("A. S.", email="ANA@example.org")),
        (card(slug="ana", email="ana@example.org"), card(email="ana@example.org")),
        (
            card(connected_on=MAY, organization="Acme"),
            card(slug="ana", connected_on=MAY, organization="Globex"),
        ),
        (card(organization="Acme"), card(slug="ana", organization="ACME Inc.")),
        (card(slug="ana"), card("ANA SOUZA, PhD")),
    ],
    ids=["slug", "e-mail", "e-mail of a profile", "day of connection", "organization", "bare name"],
)
def test_two_cards_are_one_person(one, other):
    for pair in ((one, other), (other, one)):
        found = ids(*pair)
        assert found[0] == found[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card(slug="ana"), card(slug="ana-2")),
        (
            card(slug="ana", connected_on=MAY, organization="Acme"),
            card(slug="ana-2", connected_on=MAY, organization="Acme"),
        ),
        (card(connected_on=MAY), card(connected_on=utc("2021-05-01"))),
        (card(organization="Acme"), card(organization="Globex")),
        (card(email="ana@example.org"), card(email="souza@example.org")),
        (
            card(slug="ana", organization="Self-employed"),
            card(email="ana@example.org", organization="Self-employed"),
        ),
    ],
    ids=["slugs", "slugs with all else alike", "days", "organizations", "e-mails", "no organization at all"],
)
def test_namesakes_stay_apart(one, other):
    found = ids(one, other)
    assert found[0] != found[1]


def test_a_bare_name_that_two_people_bear_is_nobody():
    first, second, bare = ids(card(slug="ana"), card(slug="ana-2"), card())
    assert first != second
    assert pd.isna(bare)


def test_an_employer_that_two_namesakes_share_joins_nobody():
    first, second, third = ids(
        card(slug="ana", organization="Acme"),
        card(slug="ana-2", organization="Acme"),
        card(organization="Acme"),
    )
    assert third not in {first, second}


def test_cards_of_one_address_move_together():
    """The second card says nothing but the address; the first is known by name and organization too."""
    profile, first, second = ids(
        card(slug="ana", organization="Acme"),
        card(email="ana@example.org", organization="Acme"),
        card(None, email="ana@example.org"),
    )
    assert profile == first == second


def test_two_addresses_of_one_name_and_organization_tell_nobody_who_is_the_profile():
    profile, one, other = ids(
        card(slug="ana", organization="Acme"),
        card(email="one@example.org", organization="Acme"),
        card(email="two@example.org", organization="Acme"),
    )
    assert len({profile, one, other}) == 3


def test_two_sides_that_know_one_name_and_organization_by_two_addresses_mean_one_person():
    cards = [
        card(email="home@example.org", organization="Acme", side=0),
        card(email="work@acme.example", organization="Acme GmbH", side=1),
    ]
    one, other = ids(*cards)
    assert one == other
    namesake = card(email="other@example.org", organization="Acme", side=1)
    assert len(set(ids(cards[0], namesake))) == 2, "two addresses at one provider are two people's"
    assert len(set(ids(*cards, card(email="third@example.org", organization="Acme", side=1)))) == 3


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Pat Jones", "Sam Li"], 2),
        (["Pat Jones", "P. Jones", "Patrick J."], 1),
        (["Pat Jones", "Pat Lima"], 1),
        (["Pat Jones", "Jones Patricia"], 1),
    ],
)
def test_an_address_that_people_of_other_names_use_tells_them_apart_by_name(names, people):
    found = ids(*(card(name, email="home@example.org") for name in names))
    assert len(set(found)) == people


def test_the_address_of_an_office_is_nobodys():
    assert len(set(ids(*(card(name, email="info@acme.example") for name in ("Ana Hale", "Ana Souza"))))) == 2


def test_a_bare_name_in_an_address_book_is_an_entry_and_not_a_mention():
    entry = card(by_name=False, source="google")
    profile, found = ids(card(slug="ana", by_name=True), entry)
    assert profile != found
    assert len(set(ids(entry, card(by_name=False, source="outlook")))) == 2
    assert ids(card(slug="ana", by_name=True), entry, card(by_name=True))[2] == profile
    named, mention = ids(entry, card(by_name=True))
    assert named == mention, "who is told of by name where only an entry bears it"


def test_the_owner_is_one_person():
    found = ids(
        card("Alex Moreno", slug="alex", is_ego=True),
        card("Alex Moreno"),
        card("Alex M.", slug="alex"),
        card("Bo"),
    )
    assert found[0] == found[1] == found[2] != found[3]


def test_nobody_at_all_has_no_id():
    assert pd.isna(ids(card(None), card())[0])


def test_ids_are_hashes_that_tell_no_name_and_stay_from_run_to_run():
    found = ids(card(slug="ana-souza"))[0]
    assert found == person_id("slug:ana-souza") == "p" + found[1:]
    assert len(found) == 17
    assert "ana" not in found


CARDS = st.lists(
    st.builds(
        lambda name, slug, day, where: card(name, slug, connected_on=day and utc(day), organization=where),
        st.sampled_from(["Ana Souza", "Bo Li"]),
        st.sampled_from([None, None, "one", "two"]),
        st.sampled_from([None, "2020-05-01", "2021-05-01"]),
        st.sampled_from([None, "Acme", "Globex"]),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=6)
@given(CARDS, st.randoms())
def test_the_order_of_the_cards_does_not_matter_and_slugs_are_never_mixed(cards, random):
    order = random.sample(range(len(cards)), len(cards))
    found, shuffled = ids(*cards), ids(*(cards[at] for at in order))
    for at, one in zip(order, shuffled, strict=True):
        assert one == found[at] or (pd.isna(one) and pd.isna(found[at]))
    slugs = {}
    for one, at in zip(cards, found, strict=True):
        if one["linkedin"]:
            assert slugs.setdefault(at, one["linkedin"]) == one["linkedin"]


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Jos\u00e9 \u00c1lvarez",
            "JOSE ALVAREZ",
            " Jose  Alvarez, PhD",
            "Jos\u00e9 \u00c1lvarez | Hiring!",
            "Jose \U0001f331 Alvarez",
        ],
        ["Ana Hale", "\U0001d400\U0001d427\U0001d41a Hale"],
        ["Jo Hale", "Jo Hale (she/her)", "Jo Hale, MBA, PMP"],
    ],
)
def test_spellings_of_one_name_are_equal(spellings):
    assert len({name_key(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Souza", "Ana Sousa"),
        ("\u0938\u0940\u092e\u093e", "\u0938\u094b\u092e\u093e"),  # Seema, Soma
        ("Null Na", "Na Null"),
    ],
)
def test_other_names_are_other_names(one, other):
    assert name_key(one) != name_key(other)


def test_people_called_null_and_na_have_names():
    assert [name_key(one) for one in ("NA", "Null", "", None)] == ["na", "null", None, None]
