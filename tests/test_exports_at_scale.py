"""The made-up large export has the sizes and the shape that the benchmarks count on."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter

import pytest

from tests.benchmarks.exports_at_scale import EGO_URL, write_export


def test_a_large_export_holds_what_was_asked_for(tmp_path):
    path = write_export(tmp_path / "big.zip", connections=2000, messages=20_000, seed=3)
    with zipfile.ZipFile(path) as archive:
        people = _rows(archive.read("Connections.csv").decode().partition("\n\n")[2])
        said = _rows(archive.read("messages.csv").decode())
    assert len({row["URL"] for row in people}) == len(people) == 2000
    assert len(said) == 20_000
    groups = [row for row in said if "," in row["RECIPIENT PROFILE URLS"]]
    assert 0.025 < len(groups) / len(said) < 0.035
    assert max(row["RECIPIENT PROFILE URLS"].count(",") for row in groups) <= 10
    urls = {
        url for row in said for url in (row["SENDER PROFILE URL"], *row["RECIPIENT PROFILE URLS"].split(","))
    }
    assert len(urls - {EGO_URL}) == 200
    assert 0.005 < sum("\n" in row["CONTENT"] for row in said) / len(said) < 0.015
    biggest = Counter(row["Company"] for row in people).most_common(1)[0][1]
    assert 0.01 < biggest / len(people) < 0.03


def test_the_same_seed_gives_the_same_export(tmp_path):
    first, second, other = (
        write_export(tmp_path / f"{n}.zip", connections=50, messages=300, seed=seed)
        for n, seed in enumerate((1, 1, 2))
    )
    assert first.read_bytes() == second.read_bytes() != other.read_bytes()


@pytest.mark.parametrize(("connections", "messages"), [(0, 0), (1, 0), (1, 5)])
def test_the_smallest_exports(tmp_path, connections, messages):
    path = write_export(tmp_path / "small.zip", connections=connections, messages=messages)
    with zipfile.ZipFile(path) as archive:
        assert len(_rows(archive.read("Connections.csv").decode().partition("\n\n")[2])) == connections
        assert len(_rows(archive.read("messages.csv").decode())) == messages


@pytest.mark.parametrize(("connections", "messages"), [(0, 1), (-1, 0), (5, -1)])
def test_what_cannot_be_written_is_refused(tmp_path, connections, messages):
    with pytest.raises(ValueError, match="cannot write"):
        write_export(tmp_path / "none.zip", connections=connections, messages=messages)


def _rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))
