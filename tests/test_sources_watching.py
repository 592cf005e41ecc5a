"""Bytes are counted where somebody watches, and only there."""

from __future__ import annotations

import threading
import zipfile
from typing import TYPE_CHECKING

import pytest

import netgraph as ng
from netgraph.sources import archive
from netgraph.sources.watching import meter, watched

if TYPE_CHECKING:
    from pathlib import Path


def test_reading_tells_the_bytes_and_never_falls(sample_zip: Path) -> None:
    with zipfile.ZipFile(sample_zip) as packed:
        tables = sum(one.file_size for one in packed.infolist() if one.filename.lower().endswith(".csv"))
    seen: list[tuple[int, int]] = []
    with watched(lambda read, total: seen.append((read, total))):
        ng.read(sample_zip)
    assert {total for _, total in seen} == {tables}
    assert [read for read, _ in seen] == sorted(read for read, _ in seen)
    assert seen[-1] == (tables, tables)


def test_a_file_read_twice_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * 2_500_000)
    seen: list[int] = []
    with watched(lambda read, _: seen.append(read)), archive.opened(file) as (member,):
        for _ in range(2):
            assert sum(map(len, member.blocks())) == 2_500_000
    assert seen == [1 << 20, 2 << 20, 2_500_000]


def test_a_zip_that_holds_more_than_it_says_never_passes_the_end() -> None:
    seen: list[tuple[int, int]] = []
    with watched(lambda read, total: seen.append((read, total))):
        counting = meter(10)
        assert counting is not None
        assert list(counting.counted(0, lambda: iter([b"12345678", b"12345678"]))()) == [b"12345678"] * 2
    assert seen == [(8, 10), (10, 10)]


def test_nobody_watches_after_the_block_nor_in_another_thread() -> None:
    found = []
    with watched(lambda *_: None):
        other = threading.Thread(target=lambda: found.append(meter(1)))
        other.start()
        other.join()
        assert meter(1) is not None
    assert found == [None]
    assert meter(1) is None


def test_the_watch_ends_when_reading_fails(tmp_path: Path) -> None:
    with pytest.raises(ng.errors.ReadError), watched(lambda *_: None):
        ng.read(tmp_path / "none.csv")
    assert meter(1) is None
