"""Who is who, measured on made-up books whose truth is known: a small one of what `make bench` measures."""

from __future__ import annotations

import pytest

from tests.benchmarks.books_with_truth import measure, write_books


@pytest.mark.parametrize("seed", [0, 7])
def test_merges_are_right_and_what_is_not_merged_is_asked_about(seed):
    found = measure(write_books(700, seed=seed))
    assert found.merged > 200
    assert found.precision >= 0.999
    assert found.recall >= 0.97
    assert found.asked_precision >= 0.5, "most questions are worth asking"


def test_the_books_disagree_as_real_ones_do():
    """The measure can fail: names alone find little more than half of the pairs, and merge namesakes."""
    books = write_books(700, seed=0)
    assert [len(rows) for rows in books.truth] == [len(one.table("people")) for one in books.extracts]
    names = [one.table("people")["name"].to_list() for one in books.extracts]
    shown = [dict(zip(truth, told, strict=True)) for truth, told in zip(books.truth, names, strict=True)]
    both = shown[0].keys() & shown[1].keys()
    assert 0.5 < sum(shown[0][one] == shown[1][one] for one in both) / len(both) < 0.9
    assert len(set(names[0])) < len(names[0])
