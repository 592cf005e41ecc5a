"""The page "Import and data": uploads and their guard, the worker, and what is shown, without a browser."""

from __future__ import annotations

import io
import json
import os
import zipfile
from concurrent.futures import Future
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from component_trees import texts, with_class
from conftest import bundle, person, said
from test_dashboard import HOSTILE

import netgraph as ng
from dashboards import data_desk, data_merges, data_page, data_people, data_transfer, data_view, data_work
from dashboards.app import create_app
from dashboards.data_desk import Desk, State, Upload
from dashboards.network import Network
from dashboards.who import SOMEBODY_ELSE, named
from netgraph.book import Added
from netgraph.errors import BookError, ReadError
from netgraph.schema import WHAT_CHANGED, conform
from netgraph.sources.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient

LOCAL = "http://127.0.0.1:8050"
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nEMAIL:%s\r\nEND:VCARD\r\n"
ANN = CARD % (b"Ann Bo", b"ann@example.org")
TABLE = b"Who;Mail;Firm\nAnn Bo;ann@example.org;Globex\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ng.Book]:
    with ng.Book(tmp_path / "book.db") as opened:
        yield opened


@pytest.fixture
def desk(book: ng.Book) -> Desk:
    return Desk(Network(book, as_of="2026-11-01"))


def lay(desk: Desk, name: str, content: bytes) -> Upload:
    return desk.receive(name, io.BytesIO(content))


def done(desk: Desk) -> State:
    """What the worker is at once it has done all it was given."""
    desk._worker.submit(lambda: None).result()
    return desk.state()


def lying(desk: Desk) -> list[str]:
    return [name for _, _, files in os.walk(desk._folder.name) for name in files]


def people(book: ng.Book) -> set[str]:
    known = book.contacts().people
    return set(known.loc[~known["is_ego"], "name"])


# The guard of the routes


@pytest.fixture
def client(book: ng.Book) -> FlaskClient:
    """A dashboard that asks for no token."""
    return create_app(book, as_of="2026-11-01").server.test_client()


def post(client: FlaskClient, data: bytes = ANN, *, name: str = "a.vcf", **headers: str) -> Any:
    sent = {"Origin": LOCAL, "Sec-Fetch-Site": "same-origin"} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    return client.post("/upload", query_string={"name": name}, data=data, headers=sent, base_url=LOCAL)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_an_upload_from_another_page_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert post(client).status_code == 200
    assert post(client, **headers).status_code == 403


def test_an_upload_to_a_foreign_host_is_refused(client: FlaskClient) -> None:
    assert client.post("/upload", data=ANN, base_url="http://evil.example").status_code == 400


@pytest.mark.parametrize("path", ["/export/network.json", "/export/network-tables.zip"])
def test_without_the_token_nothing_goes_in_or_out(book: ng.Book, path: str) -> None:
    shut = create_app(book, token="right-token").server.test_client()
    assert post(shut).status_code == 403
    assert shut.get(path, base_url=LOCAL).status_code == 403
    shut.get("/?token=right-token", base_url=LOCAL)
    assert post(shut).status_code == 200
    assert shut.get(path, base_url=LOCAL).status_code == 200


def test_what_is_too_large_is_said_in_words(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_transfer, "LARGEST_BYTES", len(ANN) - 1)
    answer = post(client)
    assert answer.status_code == 413
    assert "is larger than" in answer.json["said"]
    monkeypatch.setattr(data_transfer, "LARGEST_BYTES", len(ANN))
    assert post(client).status_code == 200


def test_an_upload_may_be_larger_than_any_other_request(client: FlaskClient) -> None:
    large = b"".join(CARD % (b"Ann Bo", b"ann@example.org") for _ in range(20_000))
    assert len(large) > 1_000_000
    assert post(client, large).status_code == 200
    asked = client.post(
        "/_dash-update-component", json={"x": large.decode()}, headers={"Origin": LOCAL}, base_url=LOCAL
    )
    assert asked.status_code == 413


@pytest.mark.parametrize(
    ("said_name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("/tmp/evil.csv", "evil.csv"),
        ("C:\\Users\\ada\\Connections.csv", "Connections.csv"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\n.csv", "ab.csv"),
        ("x" * 500 + ".csv", "x" * 100 + ".csv"),
    ],
)
def test_of_a_name_only_the_last_part_counts(desk: Desk, said_name: str, kept: str) -> None:
    upload = lay(desk, said_name, ANN)
    assert upload.name == kept
    assert upload.path.resolve().parent.parent == Path(desk._folder.name).resolve()
    assert upload.path.parent.stat().st_mode & 0o077 == 0


def test_a_dashboard_that_only_reads_takes_nothing(book: ng.Book) -> None:
    app = create_app(book, read_only=True)
    reader = app.server.test_client()
    assert post(reader).status_code in {404, 405}
    assert reader.get("/export/network.json", base_url=LOCAL).status_code == 200
    still = data_page.layout("", writable=False)
    assert with_class(still, "drop") == with_class(still, "forget") == []
    shown = data_page.layout("", writable=True)
    assert len(with_class(shown, "drop")) == len(with_class(shown, "forget")) == 1


def test_a_zip_bomb_is_refused_and_deleted(
    desk: Desk, book: ng.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netgraph.sources import archive

    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("Connections.csv", bytes(2_000_000))
    with pytest.raises(ReadError, match="would take more than 1 MB"):
        lay(desk, "bomb.zip", bomb.getvalue())
    assert lying(desk) == []
    assert desk.uploads() == []
    assert people(book) == set()


def test_the_export_can_be_brought_in_again(client: FlaskClient, book: ng.Book) -> None:
    book.add(bundle(people=[person("ann", "Ann Bo", organization="=Globex")]))
    answer = client.get("/export/network.json", base_url=LOCAL)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="network.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(ng.from_json(answer.text).people["name"]) == {"Ann Bo", "Alex"}
    packed = zipfile.ZipFile(io.BytesIO(client.get("/export/network-tables.zip", base_url=LOCAL).data))
    assert b"'=Globex" in packed.read("people.csv")


# The worker


def test_an_import_reads_writes_and_deletes_the_file(desk: Desk, book: ng.Book) -> None:
    assert lay(desk, "ann.vcf", ANN).seems == Preview("contact cards")
    desk.start()
    state = done(desk)
    assert (state.stage, people(book)) == ("done", {"Ann Bo"})
    assert state.report is not None
    assert state.report[["file", "rows", "used"]].to_numpy().tolist() == [["ann.vcf", 1, 1]]
    assert lying(desk) == []
    assert data_page._stands(desk._network, state.at)
    assert state.write is not None
    assert desk._network.undo(state.write.number) == "the import of ann.vcf"
    assert people(book) == set()
    assert not data_page._stands(desk._network, state.at)


def test_several_files_are_one_import(desk: Desk, book: ng.Book) -> None:
    lay(desk, "ann.vcf", ANN)
    lay(desk, "bea.vcf", CARD % (b"Bea Co", b"bea@example.org"))
    desk.start()
    state = done(desk)
    assert state.write is not None
    assert state.write.what == "the import of ann.vcf and bea.vcf"
    desk._network.undo(state.write.number)
    assert people(book) == set()


def test_files_of_an_unpacked_export_explain_one_another(desk: Desk, book: ng.Book) -> None:
    connections = (
        b"First Name,Last Name,URL,Connected On\nAnn,Bo,https://www.linkedin.com/in/ann,05 Jan 2021\n"
    )
    messages = (
        b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
        b"CONTENT,FOLDER\n1,,Ann Bo,https://www.linkedin.com/in/ann,Cy Do,https://www.linkedin.com/in/cy,"
        b"2024-01-02 10:00:00 UTC,,Hello,INBOX\n"
    )
    skills = b"Name\nListening\n"
    for name, content in (
        ("Connections.csv", connections),
        ("messages.csv", messages),
        ("Skills.csv", skills),
    ):
        lay(desk, name, content)
    assert desk.questions() == [], "a table of skills is no table of people"
    desk.start(owner="https://www.linkedin.com/in/cy")
    assert done(desk).stage == "done"
    known = book.contacts()
    assert people(book) == {"Ann Bo"}
    assert known.people.loc[known.people["is_ego"], "name"].tolist() == ["Cy Do"]
    assert len(known.interactions) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("cut.zip", b"PK\x03\x04 and no more"),
        ("notes.csv", b"\n\n"),
        ("a.png", b"\x89PNG\0"),
    ],
)
def test_what_cannot_be_opened_is_said_at_once_and_not_kept(desk: Desk, name: str, content: bytes) -> None:
    with pytest.raises(ReadError):
        lay(desk, name, content)
    assert lying(desk) == []


def test_an_import_that_fails_leaves_the_book_as_it_was(desk: Desk, book: ng.Book) -> None:
    book.add(bundle(people=[person("ann", "Ann Bo")]))
    before = book.version()
    lay(desk, "bea.vcf", CARD % (b"Bea Co", b"bea@example.org"))
    lay(desk, "year.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    desk.start()
    state = done(desk)
    assert state.stage == "failed"
    assert state.said == "the calendar holds no event: export it again as .ics; your book is as it was"
    assert book.version() == before
    assert lying(desk) == []
    assert desk._network.last() is None
    shown = data_work.work_view(state, [], owner="", stands=False)
    assert len(texts(shown)) == 1


def test_a_table_without_a_name_is_told_without_python(desk: Desk) -> None:
    lay(desk, "shoes.csv", b"Shoe size,Colour\n4,red\n")
    desk.start()
    assert done(desk).said == f"{data_desk.NOBODY_FOUND}; your book is as it was"
    assert "=" not in data_desk.NOBODY_FOUND


def test_the_owner_is_nobody_new(desk: Desk, book: ng.Book) -> None:
    connections = (
        b"First Name,Last Name,URL,Connected On\nAnn,Bo,https://www.linkedin.com/in/ann,05 Jan 2021\n"
    )
    lay(desk, "Connections.csv", connections)
    desk.start(owner="https://www.linkedin.com/in/cy")
    state = done(desk)
    assert len(book.contacts().people) == 2
    assert state.added is not None
    assert state.added.people_new == 1


def test_what_the_book_holds_already_is_nothing_to_undo(desk: Desk, book: ng.Book) -> None:
    lay(desk, "ann.vcf", ANN)
    desk.start()
    first = done(desk)
    lay(desk, "ann.vcf", ANN)
    desk.start()
    assert done(desk).said == "nothing new: your book holds all of it already"
    assert desk._network.last() == first.write
    assert first.write is not None
    assert first.write.number is not None
    desk._network.undo(first.write.number)
    assert people(book) == set()


def test_an_unknown_fault_is_told_without_its_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def read(*_: object, **__: object) -> None:
        raise KeyError("Ann Bo")

    lay(desk, "ann.vcf", ANN)
    monkeypatch.setattr(data_desk.ng, "read", read)
    desk.start()
    assert done(desk).said == "that did not work; your book is as it was"
    assert "KeyError" in caplog.text
    assert "Ann" not in caplog.text


def test_the_owner_is_asked_and_the_files_wait(desk: Desk, book: ng.Book) -> None:
    event = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260102T100000Z\r\n"
        b"DTSTART:20260102T100000Z\r\nATTENDEE;CN=Ann Bo;PARTSTAT=ACCEPTED:mailto:ann@example.org\r\n"
        b"ATTENDEE;CN=Cy Do;PARTSTAT=ACCEPTED:mailto:cy@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    lay(desk, "year.ics", event)
    desk.start()
    assert done(desk).stage == "owner"
    assert lying(desk) == ["year.ics"]
    form = data_work.work_view(desk.state(), desk.uploads(), owner="Cy Do", stands=False)
    assert texts(form)[0] == "Whose files are these?"
    desk.start(owner="cy@example.org")
    assert done(desk).stage == "done"
    assert people(book) == {"Ann Bo"}


class Slow(io.BytesIO):
    """A stream of an upload during which something happens: `meanwhile`, at its first byte."""

    def __init__(self, content: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(content)
        self.meanwhile = [meanwhile]

    def read(self, size: int | None = -1, /) -> bytes:
        while self.meanwhile:
            self.meanwhile.pop()()
        return super().read(size)


def test_a_file_that_arrives_while_an_import_begins_is_refused(
    desk: Desk, book: ng.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(desk, "ann.vcf", ANN)
    go, read = Event(), ng.read

    def waiting(*args: Any, **more: Any) -> ng.Contacts:
        go.wait()
        return read(*args, **more)

    monkeypatch.setattr(data_desk.ng, "read", waiting)
    bea = Slow(CARD % (b"Bea Co", b"bea@example.org"), desk.start)
    try:
        with pytest.raises(ReadError, match="an import is at work"):
            desk.receive("bea.vcf", bea)
        assert [one.name for one in desk.uploads()] == lying(desk) == ["ann.vcf"]
    finally:
        go.set()
    assert done(desk).stage == "done"
    assert people(book) == {"Ann Bo"}


def test_a_file_that_arrives_when_an_import_has_ended_stays(desk: Desk, book: ng.Book) -> None:
    lay(desk, "ann.vcf", ANN)

    def whole_import() -> None:
        desk.start()
        assert done(desk).stage == "done"

    desk.receive("bea.vcf", Slow(CARD % (b"Bea Co", b"bea@example.org"), whole_import))
    assert [one.name for one in desk.uploads()] == lying(desk) == ["bea.vcf"]
    desk.start()
    assert done(desk).stage == "done"
    assert people(book) == {"Ann Bo", "Bea Co"}


def test_an_import_deletes_only_what_it_was_given(desk: Desk) -> None:
    ann, bea = lay(desk, "ann.vcf", ANN), lay(desk, "bea.vcf", CARD % (b"Bea Co", b"bea@example.org"))
    desk._columns[bea.number] = {"name": "Who"}
    ended: Future[State] = Future()
    ended.set_result(State("done"))
    desk._settle(ended, [ann], None)
    assert desk.uploads() == [bea]
    assert lying(desk) == ["bea.vcf"]
    assert desk._columns == {bea.number: {"name": "Who"}}


def test_two_files_that_arrive_at_once_are_held_to_the_limit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_desk, "MOST_FILES", 1)
    with pytest.raises(ReadError, match="1 files lie here already"):
        desk.receive("bea.vcf", Slow(ANN, lambda: lay(desk, "ann.vcf", ANN)))
    assert lying(desk) == ["ann.vcf"]


def test_files_put_aside_are_gone(desk: Desk) -> None:
    lay(desk, "table.csv", TABLE)
    desk.put_aside()
    assert desk.uploads() == lying(desk) == []
    desk.start()
    assert desk.state().stage == "still"


def test_the_columns_of_a_table_are_shown_said_and_known_the_next_time(desk: Desk, book: ng.Book) -> None:
    upload = lay(desk, "table.csv", TABLE)
    assert upload.seems.header == ("Who", "Mail", "Firm")
    assert upload.seems.columns == {"email": "Mail", "organization": "Firm"}
    desk.start(columns={upload.number: {"name": "Who", "email": "Mail"}})
    done(desk)
    assert people(book) == {"Ann Bo"}
    again = lay(desk, "later.csv", TABLE + b"Bea Co;bea@example.org;Hooli\n")
    assert again.seems.columns == {"name": "Who", "email": "Mail"}
    assert again.seems.said
    other = lay(desk, "other.csv", b"Who;Mail;City\nAnn Bo;ann@example.org;Oslo\n")
    assert not other.seems.said, "another header is another table"


def test_nothing_is_said_where_the_guess_is_left() -> None:
    ids = [{"upload": 1, "role": "name"}, {"upload": 1, "role": "email"}, {"upload": 2, "role": "name"}]
    guessed = {1: {"email": "Mail"}, 2: {"name": "Who"}}
    assert data_page.said_columns(ids, [None, "Mail", "Who"], guessed) == {}
    assert data_page.said_columns(ids, ["Who", "Mail", "Who"], guessed) == {
        1: {"name": "Who", "email": "Mail"}
    }


def test_there_is_a_limit_to_what_lies_on_the_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_desk, "MOST_FILES", 2)
    monkeypatch.setattr(data_desk, "LARGEST_BYTES", 2 * len(ANN))
    lay(desk, "a.vcf", ANN)
    with pytest.raises(ReadError, match="too large together"):
        lay(desk, "b.vcf", ANN + ANN)
    lay(desk, "b.vcf", ANN)
    with pytest.raises(ReadError, match="2 files lie here already"):
        lay(desk, "c.vcf", ANN)


# What is shown


def known(**last_days: str | None) -> data_view.Known:
    rows = [
        {
            "source": source,
            "last_day": pd.NaT if at is None else pd.Timestamp(at, tz="UTC"),
            "files": 1,
            "rows": 10,
            "used": 9,
        }
        for source, at in last_days.items()
    ]
    return data_view.Known(pd.DataFrame(rows), 5, 7)


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ({"linkedin": "2026-11-03"}, "Your data reach to 3 Nov 2026: LinkedIn"),
        (
            {"linkedin": "2026-11-03", "calendar": "2026-10-01"},
            "Your data reach to 3 Nov 2026: LinkedIn and one calendar",
        ),
        ({"vcard": None}, "Your data name no day: a vCard"),
    ],
)
def test_the_first_line_says_how_far_the_data_reach(sources: dict[str, str | None], words: str) -> None:
    assert data_view.headline(known(**sources).sources) == words
    assert texts(data_view.head_view(known(**sources)))[0] == words


def test_an_empty_book_says_how_to_get_an_export() -> None:
    head = texts(data_view.head_view(None))
    assert head[0] == "Your book is empty: bring in your LinkedIn export"
    assert "Get a copy of your data" in head[1]
    assert data_view.sources_view(None) == []


def test_sources_are_counted_in_files_and_rows() -> None:
    contacts = bundle(
        people=[person("ann", "Ann Bo", connected_on=pd.Timestamp("2026-01-05", tz="UTC"))],
        interactions=[said("2026-02-01", "alex", "ann", source="calendar")],
        imports=[
            {"source": "linkedin", "file": "Connections.csv", "rows": 10, "used": 9, "unused": 1},
            {"source": "linkedin", "file": "messages.csv", "rows": 5, "used": 5, "unused": 0},
            {"source": "knows", "file": "knows.csv", "rows": 2, "used": 2, "unused": 0},
        ],
    )
    found = data_page.known_of(contacts)
    rows = found.sources.set_index("source")
    assert list(rows.index) == ["calendar", "linkedin", "knows"]
    assert rows.loc["linkedin", ["files", "rows", "used"]].tolist() == [2, 15, 14]
    assert rows.loc["calendar", "files"] == 0
    assert pd.isna(rows.loc["knows", "last_day"])
    assert (found.people, found.events) == (1, 1)
    cells = texts(data_view.sources_view(found))
    assert "14 of 15" in cells
    assert "no day in it" in cells


def test_the_report_is_a_table_and_a_guess_is_told() -> None:
    report = pd.DataFrame(
        [
            ["csv", "t.csv", 1200, 1000, 0, 200, "no name 200", "name <- Who", "Shoe"],
            ["linkedin", "Connections.csv", 3, 3, 0, 0, "", "First Name", "Company"],
        ],
        columns=["source", "file", "rows", "used", "hidden", "unused", "reasons", "mapped", "ignored"],
    )
    grown = Added(
        layer_id=1, people_changed=1, rows_new={"people": 2, "interactions": 0, "ties": 1}, kept_out=1
    )
    shown = texts(data_work.work_view(State("done", report=report, added=grown), [], owner="", stands=True))
    assert shown[0] == "2 new people, 1 person with news and 1 new tie came in"
    assert "1 person whom you had forgotten stay out." in shown
    assert shown[9:13] == ["1,200", "1,000", "200", "no name 200; name <- Who; ignored: Shoe"]
    assert not any("First Name" in cell for cell in shown), "LinkedIn's columns never change"
    assert data_work.work_view(State("done", report=report, added=grown), [], owner="", stands=False) == []


def test_progress_is_told_in_megabytes() -> None:
    reading = State("reading", "all.mbox", 34_000_000, 120_000_000)
    shown = data_work.work_view(reading, [], owner="", stands=False)
    assert texts(shown) == ["Reading all.mbox", "34 MB of 120 MB"]
    bar = shown.children[1]
    assert (bar.value, bar.max) == ("34000000", "120000000")


def test_what_an_import_changed_is_grouped_and_cut() -> None:
    rows = [
        {"person_id": f"p{n}", "name": f"N{n:02}", "change": "new", "why": "Not here before."}
        for n in range(10)
    ]
    rows.append({"person_id": "m", "name": HOSTILE, "change": "moved job", "why": "Moved."})
    shown = texts(data_view.changes_view(conform(pd.DataFrame(rows), WHAT_CHANGED)))
    assert shown[:4] == ["What your last import changed", "Moved jobs: 1", HOSTILE, " Moved."]
    assert "New: 10" in shown
    assert "and 2 more" in shown
    assert "N08" not in shown
    assert data_view.changes_view(conform(pd.DataFrame(), WHAT_CHANGED)) == []


@pytest.fixture
def twins(book: ng.Book) -> ng.Book:
    """Two Ann Bos whom nothing makes one, and what is known of them."""
    book.add(
        bundle(
            people=[
                person("a", "Ann Bo", organization="Globex", linkedin="https://www.linkedin.com/in/ann"),
                person("b", "Ann Bo", organization="Hooli", email="ann@example.org", source="google"),
            ]
        )
    )
    assert len(book.review()) == 1
    return book


def test_a_likely_pair_stands_side_by_side_with_its_reason(twins: ng.Book) -> None:
    pairs, everybody = twins.review(), twins.contacts().people.set_index("person_id")
    shown = data_people.review_view(pairs, everybody, writable=True)
    assert texts(shown)[0] == "1 pair may be one person"
    assert texts(with_class(shown, "why"))[0].lower() == pairs["reason"].iloc[0].lower()
    left, right = with_class(shown, "sides")[0].children
    assert {texts(left)[1], texts(right)[1]} == {"Globex", "Hooli"}
    assert [texts(one)[0] for one in with_class(shown, "plain")] == [
        "One person",
        "Two people",
        "Who said what",
    ]
    reading = data_people.review_view(pairs, everybody, writable=False)
    assert [texts(one)[0] for one in with_class(reading, "plain")] == ["Who said what"]
    assert data_people.review_view(pairs.head(0), everybody, writable=True) == []


def test_likely_pairs_are_looked_for_anew_when_people_or_answers_change(twins: ng.Book) -> None:
    lookalikes = data_people.Lookalikes()
    found = lookalikes.of(twins.contacts())
    pd.testing.assert_frame_equal(found, twins.review())
    twins.target("Globex")
    assert lookalikes.of(twins.contacts()) is found, "a target changes nothing of them"
    twins.apart(*found.loc[0, ["person_a", "person_b"]])
    assert lookalikes.of(twins.contacts()).empty
    twins.undo()
    assert len(lookalikes.of(twins.contacts())) == 1
    twins.add(bundle(people=[person("c", "Anne Bo", organization="Globex")]))
    pd.testing.assert_frame_equal(lookalikes.of(twins.contacts()), twins.review())
    assert len(twins.review()) > 1


def test_who_said_what_names_the_source(twins: ng.Book) -> None:
    of_google = twins.contacts().people.set_index("organization").loc["Hooli", "person_id"]
    assert " (Google contacts)" in texts(data_people.said_by(twins, str(of_google)))


def test_the_cards_of_a_merge_stand_side_by_side_each_with_a_button(twins: ng.Book) -> None:
    twins.same(*twins.review().loc[0, ["person_a", "person_b"]])
    (one,) = twins.contacts().people.query("name == 'Ann Bo'")["person_id"]
    shown = data_merges.cards_view("Ann Bo", twins.provenance(one), one)
    left, right = with_class(shown, "sides")[0].children
    assert {texts(left)[0], texts(right)[0]} == {"LinkedIn", "Google contacts"}
    buttons = [with_class(side, "plain")[0] for side in (left, right)]
    assert [texts(button) for button in buttons] == [["This is somebody else"]] * 2
    google = next(
        button.id for button in buttons if "Google" in button.to_plotly_json()["props"]["aria-label"]
    )
    twins.apart(google["of"], google["card"])
    assert len(twins.contacts().people.query("name == 'Ann Bo'")) == 2
    twins.undo()
    twins.undo()
    two = twins.contacts().people.query("name == 'Ann Bo'")["person_id"].iloc[0]
    assert with_class(data_merges.cards_view("Ann Bo", twins.provenance(two), two), "plain") == []


def test_whoever_is_named_in_a_form_is_found_asked_about_or_told_to_be_nobody(twins: ng.Book) -> None:
    contacts = twins.contacts()
    ann = contacts.people.set_index("organization").loc["Hooli", "person_id"]
    assert named(contacts, " ", [], "x").error == "Name somebody first"
    assert named(contacts, "Zed Zu", [], "x").error == "Nobody in your book bears this name"
    asked = named(contacts, "Ann Bo", [None], "x")
    assert (asked.person_id, asked.error) == (None, None)
    assert "Ann Bo: do you mean" in texts(asked.choice)
    assert named(contacts, "Ann Bo", [ann], "x").person_id == ann
    assert named(contacts, "Ann Bo", [SOMEBODY_ELSE], "x") == named(contacts, "Ann Bo", [SOMEBODY_ELSE], "y")


def test_forgetting_is_nothing_to_undo(twins: ng.Book) -> None:
    network = Network(twins, as_of="2026-11-01")
    before, _ = network.write("Globex as a target", lambda book: book.target("Globex"))
    gone = str(twins.contacts().people.set_index("organization").loc["Hooli", "person_id"])
    network.write("", lambda book: book.forget(gone), undoable=False)
    assert network.last() is None
    assert before.number is not None
    with pytest.raises(BookError):
        network.undo(before.number)
    assert "Globex" in set(twins.contacts().targets["name"])


def test_the_json_of_an_upload_answer_holds_no_path(client: FlaskClient) -> None:
    told = json.loads(post(client).text)
    assert set(told) == {"number", "size"}
