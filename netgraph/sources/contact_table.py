"""Contact tables: Google Contacts, Outlook, and any other CSV or Excel file with one person a row.

Google Contacts writes two headers (before and since 2024) with numbered groups of columns and several
values in one cell joined by ``:::``; Outlook translates its headers. All of them, and whatever a customer
database exports, are read through a column map that is guessed, told and can be overruled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from netgraph.errors import ReadError
from netgraph.sources.column_map import ColumnMap, guessed, is_table_of_people, overridden
from netgraph.sources.extract import Columns, Extract, Mention
from netgraph.sources.linkedin_url import find_profiles
from netgraph.sources.machines import is_machine
from netgraph.sources.names import shown_names
from netgraph.sources.part import File, Part, extracted, part
from netgraph.sources.plain_text import email, emails, per_value, plain_series
from netgraph.sources.sheet import Form, Sheet, first_rows, header_key, read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Found", "find_people", "read_contact_table"]

GOOGLE: Final = frozenset({"email1value", "organization1name", "groupmembership", "email1label"})
OUTLOOK: Final = frozenset(
    {
        "businessphone",
        "emaildisplayname",
        "email2address",
        "emailtype",
        "emailtyp",
        "typedemessagerie",
        "tipodecorreoelectr\u00f3nico",
        "tipodepostaelettronica",
    }
)
SEVERAL: Final = ":::"
MOST_ADDRESSES: Final = 10
MENTION: Final = Mention._fields


class Found(NamedTuple):
    """Where the people of a table stand: its kind, the names in its header, and what they mean."""

    source: str
    header: list[str]
    columns: ColumnMap


def find_people(
    blocks: Callable[[], Iterable[bytes]], *, columns: Mapping[str, str] | None = None
) -> Found | None:
    """The header that names most roles, if it is one of a table of people; None when there is none.

    `columns` (role -> header) overrules the guess. Raises `ReadError` when it does not fit the file.
    """
    wanted = {header_key(name) for name in (columns or {}).values()}
    best, most = None, (0, 0)
    for rows in first_rows(blocks):
        for row in rows:
            keys = [header_key(cell) for cell in row]
            guess = guessed(keys)
            score = (len(wanted & set(keys)), len(guess))
            if score > most:
                best, most = Found(_source(set(keys)), row, guess), score
    if columns is not None:
        header = best.header if best else []
        said = overridden(best.columns if best else {}, columns, [header_key(cell) for cell in header])
        return Found(best.source if best else "csv", header, said)
    return best if best is not None and is_table_of_people(best.columns) else None


def read_contact_table(
    name: str, blocks: Callable[[], Iterable[bytes]], found: Found, *, owner: Mention = Mention()
) -> Extract:
    """The people of a table and, where it has a column for it, who is related to whom."""
    keys = [header_key(cell) for cell in found.header]
    used = [key for columns in found.columns.values() for key in columns]
    labels = [key for key in (_label_of(one, keys) for one in found.columns.get("related", [])) if key]
    form = Form(frozenset(filter(None, keys)), frozenset(used + labels))
    sheet = read_sheet(name, blocks, {found.source: form})
    if sheet.kind is None:
        raise ReadError("the table changed while it was read: close the program that writes it")
    people = _people(sheet, found.columns)
    related = found.columns.get("related", [])
    further = _further(sheet, found.columns, people.rows)
    parts = [people, further, *(_related(sheet, people.rows, key, _label_of(key, keys)) for key in related)]
    return extracted(
        found.source, [File(name, sheet.rows, parts, _told(found, keys), sheet.faults)], owner=owner
    )


def _source(keys: set[str]) -> str:
    if keys & GOOGLE:
        return "google"
    return "outlook" if keys & OUTLOOK else "csv"


def _people(sheet: Sheet, columns: ColumnMap) -> Part:
    given, middle, family = (
        _text(sheet, columns, role) for role in ("given_name", "middle_name", "family_name")
    )
    spelled = shown_names((given + " " + middle + " " + family).str.strip())
    whole = _text(sheet, columns, "name")
    whole = whole.mask(whole.str.contains("@", regex=False), "")
    addresses = _joined(sheet, columns, "email")
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "name": shown_names(whole).fillna(spelled),
            "given_name": shown_names(given),
            "family_name": shown_names(family),
            "organization": plain_series(_text(sheet, columns, "organization")),
            "position": plain_series(_text(sheet, columns, "position")),
            "location": plain_series(_text(sheet, columns, "location")),
            "linkedin": per_value(_joined(sheet, columns, "linkedin"), _first_profile),
            "email": emails(addresses),
        }
    )
    nobody = rows[["name", "email", "linkedin"]].isna().all(axis=1)
    robot = per_value(rows["email"], lambda text: "yes" if is_machine(text) else None).notna()
    return part(
        "people",
        rows,
        [(nobody & rows["organization"].notna() | robot, "not a person"), (nobody, "no name")],
    )


def _further(sheet: Sheet, columns: ColumnMap, people: pd.DataFrame) -> Part:
    """Each further address of the people of the rows."""
    of_row = people.set_index("row")[list(Mention._fields)].add_prefix("person_").reset_index()
    addresses = _joined(sheet, columns, "email").map(_all_addresses).map(lambda found: found[1:])
    rows = pd.DataFrame({"row": sheet.text("row"), "email": addresses}).explode("email")
    rows = rows.dropna(subset=["email"]).merge(of_row, on="row")
    return part("addresses", rows.astype({"email": "str"}), [])


def _related(sheet: Sheet, people: pd.DataFrame, key: str, label: str | None) -> Part:
    """Stated ties between the people of the rows and those whom a column names."""
    known = people.drop_duplicates("row").set_index("row")
    other = per_value(sheet.text(key), _first)
    rows = pd.DataFrame(
        {
            "row": sheet.text("row"),
            "b_name": shown_names(other),
            "b_email": emails(other),
            "evidence": "stated",
            "note": plain_series(per_value(sheet.text(label), _first)) if label else key,
        }
    )
    rows = rows[rows["row"].isin(known.index) & (rows["b_name"].notna() | rows["b_email"].notna())]
    rows["b_name"] = rows["b_name"].mask(rows["b_email"].notna())
    for one in MENTION:
        rows[f"a_{one}"] = rows["row"].map(known[one])
    return part("ties", rows, [])


def _label_of(key: str, keys: list[str]) -> str | None:
    """The column beside `Relation 1 - Value` that says what the relation is."""
    stem = key.removesuffix("value")
    return next((one for one in (f"{stem}label", f"{stem}type") if stem != key and one in keys), None)


def _text(sheet: Sheet, columns: ColumnMap, role: str) -> pd.Series:
    """Of each row the first of the role's columns that says something; of several values the first."""
    text = pd.Series("", index=sheet.frame.index, dtype="str")
    for key in columns.get(role, []):
        text = text.where(text.ne(""), per_value(sheet.text(key), _first))
    return text


def _joined(sheet: Sheet, columns: ColumnMap, role: str) -> pd.Series:
    text = pd.Series("", index=sheet.frame.index, dtype="str")
    for key in columns.get(role, [])[:MOST_ADDRESSES]:
        text = text + " " + sheet.text(key)
    return text


def _first(text: str) -> str:
    return text.partition(SEVERAL)[0].strip()


def _first_profile(text: str) -> str | None:
    return next(iter(find_profiles(text)), None)


def _all_addresses(text: str) -> list[str]:
    found = (email(word) for word in text.replace(SEVERAL, " ").replace(";", " ").replace(",", " ").split())
    return list(dict.fromkeys(address for address in found if address))[:MOST_ADDRESSES]


def _told(found: Found, keys: list[str]) -> Columns:
    shown = {key: cell.strip() for key, cell in zip(reversed(keys), reversed(found.header), strict=True)}
    mapped = tuple(f"{role} <- {shown[key]}" for role, columns in found.columns.items() for key in columns)
    used = {key for columns in found.columns.values() for key in columns}
    return Columns(mapped, tuple(cell for key, cell in shown.items() if key and key not in used)[::-1])
