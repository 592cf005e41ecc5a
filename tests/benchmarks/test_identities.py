"""One person, one id, at scale: 10,000 people in three sources, against the truth.

Run with `make bench`. The figures that have to hold: of the pairs merged without asking at least .999 are
right; at least .97 of the true pairs are merged or asked about; under 20 s of one core's time.
"""

from __future__ import annotations

import time
from typing import Any

from tests.benchmarks.books_with_truth import measure, write_books

PEOPLE = 10_000


def test_ten_thousand_people_in_three_sources(benchmark: Any) -> None:
    books = write_books(PEOPLE, seed=1)
    begun = time.process_time()
    found = benchmark.pedantic(measure, args=(books,), rounds=1, iterations=1)
    spent = time.process_time() - begun  # of this program: whatever else the machine does meanwhile
    print(f"\n{PEOPLE:,} people in three sources: {found.merged:,} pairs merged, {found.asked:,} asked about")
    print(f"precision of merges            {found.precision:.4f}")
    print(f"recall of merges               {found.sure_recall:.4f}")
    print(f"recall of merges and questions {found.recall:.4f}")
    print(f"questions that are right       {found.asked_precision:.4f}")
    assert found.precision >= 0.999
    assert found.recall >= 0.97
    print(f"core's time                    {spent:.1f} s")
    assert spent < 20
