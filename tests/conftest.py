"""What the tests share: five people anyone can check by hand, the sample export, a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import settings
from watched import WIDE, Watched, launched

import netgraph as ng

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SAMPLE_ZIP = ROOT / "sample_data" / "Complete_LinkedInDataExport_11-01-2026.zip"
AS_OF = "2026-11-01"
PROOF = {"logged", "message", "meeting", "stated", "pooled"}

settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def utc(moment: str) -> pd.Timestamp:
    """A UTC moment from ISO text."""
    return pd.Timestamp(moment, tz="UTC")


def said(at: str, sender: str, recipient: str, **more: Any) -> dict[str, Any]:
    """One row of interactions: a one-to-one message unless `more` says otherwise."""
    row = {"at": utc(at), "sender_id": sender, "recipient_id": recipient, "channel": "message"}
    return row | {"thread": f"{min(sender, recipient)}-{max(sender, recipient)}", "group_size": 2} | more


def said_to_all(at: str, sender: str, recipients: list[str], **more: Any) -> list[dict[str, Any]]:
    """The rows of one group message: one for each recipient."""
    size = len(recipients) + 1
    return [said(at, sender, one, **{"thread": "group", "group_size": size} | more) for one in recipients]


def both_wrote(first: str, last: str, every: str, person: str, ego: str = "alex") -> list[dict[str, Any]]:
    """Ego writes at nine and the other answers at ten, on each day of a date range."""
    days = [f"{day:%Y-%m-%d}" for day in pd.date_range(first, last, freq=every)]
    asked = [said(f"{day} 09:00", ego, person) for day in days]
    return asked + [said(f"{day} 10:00", person, ego) for day in days]


def person(person_id: str, name: str | None = None, **more: Any) -> dict[str, Any]:
    """One row of people, with a name made from the id."""
    return {"person_id": person_id, "name": name or person_id.title(), "source": "linkedin"} | more


def bundle(*, ego: str | None = "alex", **tables: list[dict[str, Any]]) -> ng.Contacts:
    """Contacts from rows; people who are only mentioned get a row of their own, and `ego` owns them."""
    people = {row["person_id"]: dict(row) for row in tables.pop("people", [])}
    mentioned = [
        row[column]
        for name, columns in (
            ("interactions", ("sender_id", "recipient_id")),
            ("ties", ("person_a", "person_b")),
            ("favors", ("giver_id", "receiver_id")),
        )
        for row in tables.get(name, [])
        for column in columns
    ]
    for one in [ego, *mentioned]:
        if one is not None and not pd.isna(one):
            people.setdefault(one, person(one))
    rows = [row | {"is_ego": row["person_id"] == ego} for row in people.values()]
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items() if rows}
    for frame in frames.values():
        if "source" not in frame:
            frame["source"] = "linkedin"
    return ng.Contacts.of({"people": pd.DataFrame(rows), **frames})


def network(*ties: tuple[str, str, float, str], **organizations: str) -> nx.Graph:
    """A graph made by hand, with what answers need and no more.

    Ties are (a, b, readiness, evidence); keywords say who is where; people are named by their ids.
    """
    G = nx.Graph(ego="ego")
    people = {"ego", *organizations, *(one for tie in ties for one in tie[:2])}
    G.add_nodes_from((one, {"kind": "person", "name": f"{one} x"}) for one in sorted(people))
    for one, organization in organizations.items():
        G.nodes[one]["organization"] = organization
    for a, b, readiness, evidence in ties:
        G.add_edge(a, b, kind="tie", readiness=readiness, evidence=evidence, proof=evidence in PROOF)
    return G


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that is installed on this machine."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if "CI" in os.environ:
        pytest.fail("needs Chromium: apt-get install chromium")
    pytest.skip("needs Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of a file."""
    with launched(chromium) as running:
        yield running


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """A page of the dashboard at `address`, which the file's own fixture serves; what went wrong fails."""
    page = Watched(browser, address, viewport=WIDE)
    yield page
    page.context.close()
    assert page.faults == []


@pytest.fixture(scope="session")
def sample_zip() -> Path:
    """The sample LinkedIn export."""
    return SAMPLE_ZIP


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, sample_zip: Path) -> Path:
    """A book with the sample export in it; to be copied, never changed."""
    path = tmp_path_factory.mktemp("book") / "network.db"
    with ng.Book(path) as book:
        book.add(ng.read_linkedin(sample_zip))
    return path


@pytest.fixture
def sample_book(imported: Path, tmp_path: Path) -> Path:
    """A book of its own for each test, with the sample export in it."""
    return Path(shutil.copy(imported, tmp_path / "network.db"))


@pytest.fixture(scope="session")
def as_of() -> str:
    """The day on which the tests stand, which is the last day of the sample."""
    return AS_OF


@pytest.fixture(scope="session")
def contacts() -> ng.Contacts:
    """Alex and four others.

    Priya: both wrote on the 15th of each month of 2018-2021, then silence. Mia: both wrote each Thursday
    from 7 May to 29 October 2026, a call on the last. Raj, at Globex: connected in 2024, never a word.
    Dana, at Globex: unknown to Alex; Mia says they know each other.
    """
    days = pd.date_range("2018-01-01", "2021-12-01", freq="MS") + pd.Timedelta(days=14)
    priya = [row for day in days for row in both_wrote(str(day), str(day), "D", "priya")]
    mia = both_wrote("2026-05-07", "2026-10-29", "7D", "mia")
    return bundle(
        people=[
            person("alex", "Alex Moreno", position="Data Analyst"),
            person("priya", "Priya Raman", organization="Soylent", connected_on=utc("2017-12-01")),
            person("mia", "Mia Chen", organization="Hooli", connected_on=utc("2026-05-01")),
            person("raj", "Raj Patel", organization="Globex", connected_on=utc("2024-03-01")),
            person("dana", "Dana Cole", organization="Globex", position="VP Data"),
        ],
        interactions=[*priya, *mia, said("2026-10-29 11:00", "mia", "alex", channel="call")],
        ties=[
            {"person_a": "alex", "person_b": one, "evidence": "connected", "since": utc(since)}
            for one, since in (("priya", "2017-12-01"), ("mia", "2026-05-01"), ("raj", "2024-03-01"))
        ]
        + [{"person_a": "mia", "person_b": "dana", "evidence": "stated", "source": "knows"}],
        jobs=[
            {
                "person_id": "alex",
                "organization": "Initech",
                "kind": "work",
                "started_on": utc("2019-01-01"),
                "ended_on": utc("2026-10-15"),
            }
        ],
    )


@pytest.fixture(scope="session")
def five(contacts: ng.Contacts, as_of: str) -> nx.Graph:
    """The graph of the five people; to be looked at, never changed."""
    return ng.build_graph(contacts, as_of=as_of)
