"""Made-up client folders: a coach's caseload of any size, the same for the same seed.

    python -m tests.benchmarks.client_folders clients --clients 200 --contacts 1000

Each client has a LinkedIn export; most have targets and a log, some of whose rows are as careless as a
coach in a hurry. The roster spreads them over two sponsors, cohorts of every age and every consent.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.exports_at_scale import write_export

AS_OF = date(2026, 11, 20)
SPONSORS = ("Vandelay Foods", "Stark Mills")
COHORTS = (("spring", 200), ("summer", 110), ("autumn", 50), ("newest", 10))
"""Cohort -> days between its beginning and the day of the reports."""

HEADER = (
    "client_id,sponsor,cohort,coach,started_on,ended_on,"
    "consent_report,consent_coach_names,consent_sponsor,consent_pool"
)
KINDS = ("met", "coffee", "call", "Zoom", "wrote", "event")


def write_caseload(
    folder: str | Path, *, clients: int, contacts: int = 1_000, messages: int = 2_000, seed: int = 0
) -> Path:
    """Write so many client folders and their `roster.csv`."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    lines = [HEADER]
    for number in range(clients):
        client = f"c{number:03d}"
        cohort, age = COHORTS[number % len(COHORTS)]
        started = AS_OF - timedelta(days=age)
        agreed = [_yes(draw, share) for share in (0.97, 0.6, 0.9, 0.2)]
        agreed[0] = "yes" if number < 4 else agreed[0]
        lines.append(
            f"{client},{SPONSORS[number // len(COHORTS) % 2]},{cohort},coach {number % 5},{started},,"
            + ",".join(agreed)
        )
        if draw.random() < 0.9 or number < 4:
            _client(place / client, contacts, messages, started, random.Random(f"{seed} {number}"))
    (place / "roster.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def _client(folder: Path, contacts: int, messages: int, started: date, draw: random.Random) -> None:
    folder.mkdir(exist_ok=True)
    export = folder / "Complete_LinkedInDataExport_11-01-2026.zip"
    write_export(export, connections=contacts, messages=messages, seed=draw.randrange(1 << 30))
    people = _people(export)
    places = sorted({place for _, place in people if place})
    if draw.random() < 0.85:
        chosen = [*draw.sample(places, min(len(places), draw.randint(2, 6))), "Nowhere Instruments"]
        rows = [f"{name},organization,Analyst,{draw.randint(1, 5)}" for name in chosen]
        (folder / "targets.csv").write_text(
            "\n".join(["name,kind,role,priority", *rows]) + "\n", encoding="utf-8"
        )
    if draw.random() < 0.8:
        _log(folder / "log.csv", people, started, draw)


def _people(export: Path) -> list[tuple[str, str]]:
    """Name and company of the first hundred connections."""
    with zipfile.ZipFile(export) as archive:
        text = archive.read("Connections.csv").decode()
    rows = csv.DictReader(io.StringIO(text[text.index("First Name") :]))
    return [
        (f"{row['First Name']} {row['Last Name']}", row["Company"])
        for _, row in zip(range(100), rows, strict=False)
    ]


def _log(path: Path, people: list[tuple[str, str]], started: date, draw: random.Random) -> None:
    rows = ["date,kind,person,organization,introduced by,note"]
    day = started
    while (day := day + timedelta(days=draw.randint(2, 18))) <= AS_OF:
        name, place = draw.choice(people)
        led = draw.choice(people)[0] if draw.random() < 0.2 else ""
        rows.append(f"{day},{draw.choice(KINDS)},{name},{place},{led if led != name else ''},")
    rows += ["sometime,met,Somebody Else,,,", f"{AS_OF},juggled,{people[0][0]},,,"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _yes(draw: random.Random, share: float) -> str:
    return "yes" if draw.random() < share else "no"


def main(arguments: list[str] | None = None) -> int:
    """Write the folders that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write made-up client folders.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--contacts", type=int, default=1_000)
    parser.add_argument("--messages", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    write_caseload(
        options.folder,
        clients=options.clients,
        contacts=options.contacts,
        messages=options.messages,
        seed=options.seed,
    )
    print(f"wrote {options.clients} clients")
    return 0


if __name__ == "__main__":
    sys.exit(main())
