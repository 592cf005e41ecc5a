"""Whatever bytes are given: rows, rejects or a `ReadError` of one line - never anything else."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netgraph.errors import ReadError
from netgraph.sources.linkedin import read_exports

if TYPE_CHECKING:
    from netgraph.sources.extract import Extract

IN = "https://www.linkedin.com/in/"
FILES = {
    "Connections.csv": 'Notes:\n"x"\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Ada,R\u00f6e,{IN}ada,,Globex,CTO,05 Jan 2021\n"
    f'Bo,"Lind, PhD",{IN}bo,bo@example.org,Hooli,,31 Dec 2020\n',
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER\n"
    f'a,,Ada R\u00f6e,{IN}ada,"Eva Sand,Bo Lind","{IN}eva,{IN}bo",2024-03-09 17:01:59 UTC,,"x\ny",INBOX\n'
    f"b,,Eva Sand,{IN}eva,Bo Lind,,2024-03-10 17:01:59 UTC,,z,INBOX\n",
    "Invitations.csv": 'From,To,Sent At,Message,Direction\nEva Sand,Bo Lind,"1/5/24, 3:04 PM",,OUTGOING\n',
    "Profile.csv": "First Name,Last Name,Headline\nEva,Sand,Analyst\n",
    "Skills.csv": "Name\nSQL\n",
}


def check(path: Path) -> None:
    try:
        [extract] = read_exports(path)
    except ReadError as error:
        refusal = str(error)
    else:
        check_rows(extract)
        return
    assert refusal
    assert "\n" not in refusal


def check_rows(extract: Extract) -> None:
    rejects = extract.table("rejects")
    used = pd.concat([extract.table(t)[["file", "row"]] for t in extract.tables if t != "rejects"])
    for file, rows in extract.files.items():
        refused = rejects.loc[rejects["file"] == file, "row"].tolist()
        kept = set(used.loc[used["file"] == file, "row"])
        assert sorted([*kept, *refused]) == list(range(1, rows + 1))
    for name in extract.tables:
        text = extract.table(name).select_dtypes("str")
        assert not text.apply(lambda column: column.str.contains("[\x00\x1b\u202e]", na=False)).any().any()


def mangled(data: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    for kind, place, extra in edits:
        at = int(place * len(data))
        if kind == "cut":
            data = data[:at]
        elif kind == "drop":
            data = data[:at] + data[at + len(extra) :]
        elif kind == "insert":
            data = data[:at] + extra + data[at:]
        else:
            data = data[:at] + extra + data[at + len(extra) :]
    return data


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "drop", "insert", "replace"]),
        st.floats(0, 1),
        st.one_of(
            st.binary(min_size=1, max_size=8),
            st.sampled_from(
                [b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b"\xff\xfe", b"<b>", b"=", "\u202e".encode()]
            ),
        ),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), EDITS, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_mangled_tables(name: str, edits: list[tuple[str, float, bytes]], encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for other, content in FILES.items():
            data = content.encode(encoding)
            (Path(folder) / other).write_bytes(mangled(data, edits) if other == name else data)
        check(Path(folder))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_mangled_zips(edits: list[tuple[str, float, bytes]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in FILES.items():
            target.writestr(name, content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        path.write_bytes(mangled(buffer.getvalue(), edits))
        check(path)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Connections.csv"
        path.write_bytes(b"First Name,Last Name,Connected On\n" + data)
        check(path)
        path.write_bytes(data)
        check(path)


@pytest.mark.parametrize("line", [",,,,,\n", "\n", "a,b,c\n", '"', "x,y\n", "a,b,05 Jan 2021,,,,,d\n"])
def test_many_bad_rows_are_read_or_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text("First Name,Last Name,Connected On\n" + line * 200_000)
    [extract] = read_exports(path)
    rejects = len(extract.table("rejects"))
    assert len(extract.table("people")) + rejects == extract.files["Connections.csv"]
