"""Write the sample data: an invented job seeker's exports, stated ties and targets.

``python sample_data/make_sample.py`` writes them next to itself; ``--check`` writes nothing and ends
with 1 when a file differs from what would be written; ``--to FOLDER`` writes elsewhere.

The same on every machine: chance comes from fixed seeds, no clock is read. Only the compression inside
the archive may differ from one zlib to another, so an archive counts as the same when its members are
the same, and such an archive is left as it is.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import Final

from maker.cast import invent_people
from maker.elsewhere import EXCEL, OUTLOOK, TAKEOUT, excel_file, outlook_file, takeout_files
from maker.history import invent_messages
from maker.linkedin import export_files
from maker.older import older_files
from maker.stated import first_round_text, knows_text, targets_text

__all__ = ["main", "sample_files"]

ARCHIVE: Final = "Complete_LinkedInDataExport_11-01-2026.zip"
ARCHIVED_AT: Final = (2026, 11, 1, 20, 15, 0)


def main(arguments: list[str] | None = None) -> int:
    """Write or check the files; 0 when done, 1 when `--check` found a difference."""
    parser = argparse.ArgumentParser(description="Write the sample data, the same each time.")
    parser.add_argument("--check", action="store_true", help="write nothing, end with 1 on a difference")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent, help="folder to write to")
    options = parser.parse_args(arguments)
    differing = [
        (path, content)
        for name, content in sample_files().items()
        if not _holds(path := options.to / name, content)
    ]
    for path, content in differing:
        if options.check:
            print(f"differs: {path}", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"wrote {path} ({len(content):,} bytes)")
    return 1 if options.check and differing else 0


def sample_files() -> dict[str, bytes]:
    """Every file of the sample by its path."""
    people = invent_people()
    messages = invent_messages(people)
    return {
        ARCHIVE: _zipped(export_files(people, messages)),
        **{f"older/{path}": content for path, content in older_files(people, messages).items()},
        TAKEOUT: _zipped(takeout_files()),
        OUTLOOK: outlook_file(),
        EXCEL: excel_file(),
        "first_round.csv": first_round_text().encode(),
        "knows.csv": knows_text().encode(),
        "targets.csv": targets_text().encode(),
    }


def _zipped(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for path, content in files.items():
            member = zipfile.ZipInfo(path, ARCHIVED_AT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            target.writestr(member, content, compresslevel=9)
    return archive.getvalue()


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is there and says the same."""
    if not path.is_file():
        return False
    found = path.read_bytes()
    return found == content or (path.suffix == ".zip" and _members(found) == _members(content))


def _members(archive: bytes) -> list[tuple[str, tuple[int, ...], bytes]] | None:
    """Path, time and content of each member, in order; None when this is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as source:
            return [(entry.filename, entry.date_time, source.read(entry)) for entry in source.infolist()]
    except zipfile.BadZipFile:
        return None


if __name__ == "__main__":
    sys.exit(main())
