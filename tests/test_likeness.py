"""Likeness of names: laws that hold whatever the names are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from netgraph.likeness import address_words, agree, first_names, latin, misspelt, name_pairs, words
from netgraph.nicknames import nickname_groups

NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=50)
@given(NAMES, NAMES)
def test_agreement_has_no_direction(one, other):
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)


@settings(max_examples=50)
@given(NAMES)
def test_any_text_has_words_of_plain_letters(text):
    for word in (*latin(text), *words(text), *address_words(text).split()):
        assert word
    assert all(word.isascii() and word.islower() for word in latin(text))


@settings(max_examples=50)
@given(st.text("abcdehiou", min_size=1, max_size=12), st.text("abcdehiou", min_size=1, max_size=12))
def test_a_slip_is_at_most_two_edits_and_never_in_a_short_word(one, other):
    if misspelt(one, other):
        assert misspelt(other, one)
        assert OSA.distance(one, other) in ({1, 2} if min(len(one), len(other)) >= 8 else {1})
        assert min(len(one), len(other)) >= 4


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("bob", "robert"),
        ("peggy", "margaret"),
        ("sasha", "alexander"),
        ("pat", "patrick"),
        ("pat", "patricia"),
    ],
)
def test_a_short_form_stands_in_the_group_of_the_full_name(short, full):
    assert set(nickname_groups()[short]) & set(nickname_groups()[full])
    assert set(name_pairs(f"{short} hale")) & set(name_pairs(f"{full} hale"))


@pytest.mark.parametrize(("one", "other"), [("robert", "roger"), ("maria", "marina"), ("daniel", "david")])
def test_other_first_names_share_no_group(one, other):
    assert not set(first_names(one)) & set(first_names(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дмитрий Попов", "Dmitry Popov"),
        ("Søren Ågård", "Soren Agard"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("José Núñez", "JOSE NUNEZ"),
        ("Jürgen Größe", "Juergen Groesse"),
        ("Ana de Souza", "Ana Souza"),
        ("Catherine Philips", "Katherine Filips"),
    ],
)
def test_spellings_sound_alike(one, other):
    assert set(name_pairs(one)) & set(name_pairs(other))
