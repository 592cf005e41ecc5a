"""Sheets: encodings, delimiters, preambles, broken rows; each row is kept or has a reason."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import UnsafeArchiveError
from netgraph.sources import bulk_sheet, sheet_columns
from netgraph.sources import sheet as sheets
from netgraph.sources.sheet import Form, Sheet, read_sheet

FORMS = {
    "letters": Form(
        frozenset({"from", "sentat"}), frozenset({"from", "sentat", "text"}), measured=frozenset({"text"})
    )
}


def read(content: str | bytes, *, block: int = 1 << 20) -> Sheet:
    data = content.encode() if isinstance(content, str) else content
    return read_sheet("a.csv", lambda: [data[i : i + block] for i in range(0, len(data), block)], FORMS)


def senders(sheet: Sheet) -> list[tuple[int, str]]:
    return list(zip(sheet.frame["row"], sheet.frame["from"], strict=True))


def faults(sheet: Sheet) -> list[tuple[int, str]]:
    return list(zip(sheet.faults["row"], sheet.faults["reason"], strict=True))


PLAIN = "From,Sent At,Text\nJos\u00e9,1,x\n\u0141ukasz,2,y\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        b"\xff\xfe" + PLAIN.replace(",", "\t").encode("utf-16-le"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.rstrip().encode(),
        PLAIN.replace("From,Sent At,Text", '"FROM","SENT AT","TEXT"').encode(),
        PLAIN.replace("From,Sent At", " from , Sent_At").encode(),
        PLAIN.replace("x", "\0x\0").replace("From", "\0From").encode(),
        ('Notes:\n"A long, quoted\n""sentence"" here"\n\n' + PLAIN).encode(),
        ("Notes:,,\n" * 9 + PLAIN).encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
    ],
)
@pytest.mark.parametrize("block", [1, 7, 1 << 20])
def test_one_table_however_it_was_saved(content: bytes, block: int) -> None:
    sheet = read(content, block=block)
    assert sheet.kind == "letters"
    assert sheet.rows == 2
    assert senders(sheet) == [(1, "Jos\u00e9"), (2, "\u0141ukasz")]


def test_cp1252_of_a_spreadsheet() -> None:
    sheet = read(
        "From;Sent At;Text\r\nJos\u00e9 \u2013 M\u00fcller;1;\u20ac\r\n".encode("cp1252") + b"\x81;2;\r\n"
    )
    assert senders(sheet) == [(1, "Jos\u00e9 \u2013 M\u00fcller"), (2, "\ufffd")]


def test_one_damaged_byte_does_not_turn_a_utf8_file_into_another_encoding() -> None:
    sheet = read(PLAIN.encode() + b"Bo\xffb,3,z\n")
    assert senders(sheet) == [(1, "Jos\u00e9"), (2, "\u0141ukasz"), (3, "Bo\ufffdb")]


def test_only_length_and_first_letters_of_a_long_text_are_kept() -> None:
    sheet = read('From,Sent At,Text\nAda,1,"one\ntwo ""quoted"", and more than that"\n')
    assert sheet.frame["text_length"].tolist() == [36]
    assert len(sheet.frame["text"][0]) == 24


def test_people_called_na_and_null_are_people() -> None:
    assert senders(read("From,Sent At,Text\nNA,1,\nNull,2,\nnan,3,\n")) == [
        (1, "NA"),
        (2, "Null"),
        (3, "nan"),
    ]


def test_short_long_empty_and_twin_rows() -> None:
    sheet = read("From,Sent At,Text\nAda,1\nBo,2,b,,\nCy,3,c,surplus\n,,\n\nAda,1\nEd,4,d\n")
    assert senders(sheet) == [(1, "Ada"), (2, "Bo"), (6, "Ed")]
    assert faults(sheet) == [(3, "malformed row"), (4, "empty row"), (5, "duplicate")]
    assert sheet.rows == 6


def test_rows_that_differ_only_in_their_text_are_no_twins() -> None:
    assert len(read("From,Sent At,Text\nAda,1,yes\nAda,1,no\n").frame) == 2


def test_a_file_cut_in_a_quoted_field_keeps_the_rest() -> None:
    sheet = read("From,Sent At,Text\n" + 'Ada,1,"x\ny"\n' * 1 + 'Bo,2,"cut in the mid')
    assert senders(sheet) == [(1, "Ada"), (2, "Bo")]


def test_a_file_cut_in_a_letter_keeps_its_encoding() -> None:
    assert senders(read(PLAIN.encode() + "Zo\u00e9".encode()[:-1]))[1:] == [(2, "\u0141ukasz"), (3, "Zo")]


def test_a_quote_that_never_ends_costs_no_more_than_its_field() -> None:
    text = 'From,Sent At,Text\nAda,1,"never ends\n' + "Bo,2,b\n" * 3 + "x" * 140_000 + "\nCy,3,c\n"
    sheet = read(text)
    assert faults(sheet) == [(1, "malformed row")]
    assert senders(sheet) == [(2, "Cy")]


def test_without_a_known_header_rows_are_counted_only() -> None:
    sheet = read('Skill\n"a\nb"\nc\n\nd\n')
    assert (sheet.kind, sheet.rows) == (None, 3)
    assert read("").rows == 0
    assert read("No conversations found").rows == 0


def test_too_many_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "From,Sent At," + "x," * 5_000 + "\nAda,1\n"
    assert read(wide).frame.shape == (1, 3)
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    with pytest.raises(UnsafeArchiveError, match="rows"):
        read("From,Sent At\n" + "Ada,1\n" * 11)
    monkeypatch.setattr(sheet_columns, "MOST_BYTES_OF_A_COLUMN", 100)
    with pytest.raises(UnsafeArchiveError, match="column"):
        read("From,Sent At\n" + "x" * 101 + ",1\n")


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)] * 3),
        max_size=12,
        unique=True,
    ),
    st.sampled_from([";", ",", "\t"]),
    st.integers(1, 40),
)
def test_what_python_writes_is_read_back(rows: list[tuple[str, ...]], delimiter: str, block: int) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["From", "Sent At", "Text"])
    writer.writerows(rows)
    sheet = read(target.getvalue(), block=block)
    assert sheet.rows == len(rows)
    expected = [(n, row[0]) for n, row in enumerate(rows, 1) if any(row)]
    assert senders(sheet) == expected


BULKY = st.lists(
    st.tuples(*[st.text(st.sampled_from('ab ,"\n\u00e9\u4e16'), max_size=6)] * 3).filter(any),
    min_size=1,
    max_size=12,
)


@given(BULKY, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from([",", ";"]))
def test_bulk_reads_what_the_careful_reader_reads(
    rows: list[tuple[str, ...]], quoting: int, delimiter: str
) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(["From", "Sent At", "Text"])
    writer.writerows(rows)
    check_bulk(target.getvalue().encode())


@given(st.text(st.sampled_from('ab,"\n\r \0\u00e9'), max_size=40))
def test_bulk_reads_anything_alike_or_leaves_it(text: str) -> None:
    check_bulk(b"From,Sent At,Text\n" + text.encode())


@pytest.mark.parametrize("rows", [b"Jos\xe9,1,x\n", b"Ada,1\n", b"Ada,1,2,3\n", b"Ada,\0,2\n"])
def test_bulk_leaves_what_needs_care(rows: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"From,Sent At,Text\nBo,2,y\n" + rows
    monkeypatch.setattr(bulk_sheet, "LARGE", 1)
    pieces = sheet_columns.Pieces({"from": 0}, frozenset())
    assert bulk_sheet.read_in_bulk(lambda: [data], ",", 3, pieces=pieces, most_rows=100) is None
    assert senders(read(data))[0] == (1, "Bo")


def check_bulk(data: bytes) -> None:
    """Alike whether rows go through Arrow or one by one."""
    careful = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_sheet, "LARGE", 1)
        bulk = read(data)
    names = list(careful.frame.columns)
    pd.testing.assert_frame_equal(bulk.frame[names], careful.frame, check_categorical=False)
    assert (bulk.rows, faults(bulk)) == (careful.rows, faults(careful))
