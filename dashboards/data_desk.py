"""The desk: where uploaded exports lie until they are read, and who reads them.

A file lies in a private folder of this process alone and is deleted as soon as it was read, or could not be.
One worker reads, so that no page waits for it; what it is at is one frozen `State`, the same in all tabs.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Lock
from time import time
from typing import IO, TYPE_CHECKING, Final, NamedTuple

import pandas as pd

import netgraph as ng
from dashboards.words import counted, listed
from netgraph.errors import BookError, NetgraphError, OwnerUnknownError, ReadError
from netgraph.imports import columns_said, with_columns_said
from netgraph.sources.handed_over import laid_down
from netgraph.sources.preview import SINGLE, Preview, preview
from netgraph.sources.watching import watched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboards.network import Network, Write
    from netgraph.book import Added, Book

__all__ = ["LARGEST_BYTES", "MOST_FILES", "Desk", "State", "Upload"]

LARGEST_BYTES: Final = 1_000_000_000
"""Of one upload, and of all that lies on the desk; larger ones are for the command line."""
MOST_FILES: Final = 20
NOBODY_FOUND: Final = (
    "nobody was found in it: bring in a LinkedIn export, contacts, a calendar or mail, or a table and say "
    "which of its columns holds the name"
)
BUSY: Final = frozenset({"reading", "writing"})
LOG = logging.getLogger(__name__)


class Upload(NamedTuple):
    """A file on the desk: its number, its name as the user knows it, where it lies, what it seems to be."""

    number: int
    name: str
    path: Path
    size: int
    seems: Preview


class State(NamedTuple):
    """What the worker is at: `stage` is still, reading, writing, owner (whose are they?), failed or done.

    `file`, `read` and `total` (bytes) say how far reading is, `said` what went wrong, or the owner who was
    named and is not known in the files. `ended` is when the worker last laid its pen down, in seconds since
    1970; 0 as long as it never did.
    When done: the report of the import (`netgraph.import_report`), what it `added`, the owner not counted as
    somebody new, its `write` and the moment it bears in the book.
    """

    stage: str = "still"
    file: str = ""
    read: int = 0
    total: int = 0
    said: str = ""
    report: pd.DataFrame | None = None
    added: Added | None = None
    write: Write | None = None
    at: pd.Timestamp | None = None
    ended: float = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether the worker is at work."""
        return self.stage in BUSY


class Desk:
    """The uploads and the imports of one dashboard."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._lock = Lock()
        self._numbers = count(1)
        self._folder = tempfile.TemporaryDirectory(prefix="netgraph-", ignore_cleanup_errors=True)
        self._uploads: dict[int, Upload] = {}
        self._columns: dict[int, Mapping[str, str]] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
        self._state = State()

    def state(self) -> State:
        """What the worker is at now."""
        return self._state

    def uploads(self) -> list[Upload]:
        """The files that lie here, in the order they came."""
        return list(self._uploads.values())

    def questions(self) -> list[Upload]:
        """The tables whose columns are a guess: worth a look before they are read."""
        lying = self.uploads()
        return [
            one for one in lying if one.seems.header and not one.seems.said and not is_of_export(one, lying)
        ]

    def receive(self, name: str, stream: IO[bytes]) -> Upload:
        """Lay a file down and look what it is. Raises `ReadError`, and keeps nothing, when it is no use."""
        with self._lock:
            self._check_room(0)
        number = next(self._numbers)
        place = Path(self._folder.name) / str(number)
        path = laid_down(stream, place, name)
        try:
            seems = self._as_said_before(preview(path))
            upload = Upload(number, path.name, path, path.stat().st_size, seems)
            # While it arrived an import may have begun, and other files may have come.
            with self._lock:
                self._check_room(upload.size)
                self._uploads[number] = upload
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return upload

    def put_aside(self) -> None:
        """Delete all that lies here; a question that was open is closed. Not while the worker reads."""
        with self._lock:
            if not self._state.is_busy:
                self._clear(self.uploads())
                self._state = State()

    def start(
        self, *, owner: str | None = None, columns: Mapping[int, Mapping[str, str]] | None = None
    ) -> None:
        """Let the worker bring in all that lies here.

        `columns` says, by an upload's number, what the columns of a table mean (role -> header); it is
        remembered until the files are gone. Nothing happens when the worker is at work or nothing lies here.
        """
        with self._lock:
            uploads = self.uploads()
            if self._state.is_busy or not uploads:
                return
            self._columns |= columns or {}
            self._state = State("reading", uploads[0].name, 0, uploads[0].size)
        done = self._worker.submit(self._bring_in, uploads, owner)
        done.add_done_callback(lambda future: self._settle(future, uploads, owner))

    def _check_room(self, size: int) -> None:
        """Raise `ReadError` when a file of that size may not be laid here now."""
        if self._state.is_busy:
            raise ReadError("an import is at work: wait until it is done")
        if len(self._uploads) >= MOST_FILES:
            raise ReadError(f"{MOST_FILES} files lie here already: bring them in first")
        if sum(one.size for one in self._uploads.values()) + size > LARGEST_BYTES:
            raise ReadError("these files are too large together: bring them in one by one")

    def _as_said_before(self, seen: Preview) -> Preview:
        """The preview, its columns as the user said when they last brought in such a table."""
        book = self._network.book
        if not seen.header or book is None:
            return seen
        said = columns_said(book.contacts().choices, seen.header)
        return seen if said is None else seen._replace(columns=said, said=True)

    def _bring_in(self, uploads: list[Upload], owner: str | None) -> State:
        bundles = []
        for upload in self._joined(uploads):
            self._state = self._state._replace(file=upload.name, read=0, total=upload.size)
            with watched(self._tell):
                bundles.append(_contacts(upload, owner, self._columns.get(upload.number)))
        united = ng.combine(*bundles)
        self._state = self._state._replace(stage="writing")
        # To the microsecond: by it the import is found again in the book, or seen to be undone.
        at = pd.Timestamp.now("UTC").as_unit("us")
        what = f"the import of {_named(uploads)}"
        write, added = self._network.write(what, lambda book: _without_owner(book, united, at))
        if added.layer_id is None:
            return _nothing_new(added)
        report = ng.import_report(united)
        return State("done", report=report, added=added, write=write, at=at)

    def _joined(self, uploads: list[Upload]) -> list[Upload]:
        """The uploads, single files of a LinkedIn export as one folder: they explain one another."""
        single = [one for one in uploads if is_of_export(one, uploads)]
        if len(single) < 2 or len({one.name for one in single}) < len(single):
            return uploads
        folder = single[0].path.parent / "export"
        folder.mkdir(mode=0o700, exist_ok=True)
        for one in single:
            if one.path.exists():  # the owner may have been asked for since
                one.path.rename(folder / one.name)
        whole = single[0]._replace(name=_named(single), path=folder, size=sum(one.size for one in single))
        return [whole, *(one for one in uploads if one not in single)]

    def _tell(self, read: int, total: int) -> None:
        self._state = self._state._replace(read=read, total=total)

    def _settle(self, done: Future[State], uploads: list[Upload], owner: str | None) -> None:
        error = done.exception()
        if isinstance(error, OwnerUnknownError):
            # The files stay until somebody says whose they are.
            self._state = State("owner", said=owner or "", ended=time())
            return
        with self._lock:
            self._clear(uploads)
            rest = done.result() if error is None else _failed(error)
            self._state = rest._replace(ended=time())

    def _clear(self, uploads: list[Upload]) -> None:
        for upload in uploads:
            shutil.rmtree(upload.path.parent, ignore_errors=True)
            self._uploads.pop(upload.number, None)
            self._columns.pop(upload.number, None)


def is_of_export(upload: Upload, beside: Sequence[Upload]) -> bool:
    """Whether a file belongs to an unpacked LinkedIn export: its skills and searches are tables of nobody."""
    if upload.seems.kind == SINGLE:
        return True
    is_table_of_nobody = bool(upload.seems.header) and not upload.seems.columns
    return is_table_of_nobody and any(one.seems.kind == SINGLE for one in beside)


def _contacts(upload: Upload, owner: str | None, columns: Mapping[str, str] | None) -> ng.Contacts:
    if not columns:
        return ng.read(upload.path, owner=owner)
    contacts = ng.read_contacts(upload.path, columns=columns, owner=owner)
    return with_columns_said(contacts, upload.seems.header, columns)


def _without_owner(book: Book, united: ng.Contacts, at: pd.Timestamp) -> Added:
    """What came in, an owner who was not known before not counted: the book speaks to them."""
    owners = _owners(book)
    added = book.add(united, read_at=at)
    others = added.people_new - (_owners(book) - owners)
    return replace(added, rows_new=added.rows_new | {"people": others})


def _owners(book: Book) -> int:
    return int(book.contacts().people["is_ego"].sum())


def _nothing_new(added: Added) -> State:
    """Nothing was written: the book holds all of it already."""
    out = counted(added.kept_out, "person", "people")
    more = f", and {out} whom you had forgotten stay out" if added.kept_out else ""
    return State("failed", said=f"nothing new: your book holds all of it already{more}")


def _named(uploads: list[Upload]) -> str:
    names = [upload.name for upload in uploads]
    return listed(names) if len(names) < 3 else counted(len(names), "file", "files")


def _failed(error: BaseException) -> State:
    if isinstance(error, BookError):
        return State("failed", said=str(error))
    if isinstance(error, NetgraphError):
        # What the readers say of columns is for whoever writes Python.
        why = NOBODY_FOUND if "columns=" in str(error) else str(error)
        return State("failed", said=f"{why}; your book is as it was")
    LOG.error("an import failed: %s", type(error).__name__)
    return State("failed", said="that did not work; your book is as it was")
