"""A client's log as a coach types it: date, kind, person, organization, introduced_by, named, note.

A row is one gesture on one day: the client met, called, wrote to or saw at an event the people in `person`
(several are joined by `;`), or thanked one of them. `introduced_by` says who led to that person: the talk is
a second-degree meeting, and whoever made it possible is to be thanked. `named` holds whom they said one
should meet ("Raj Patel at Globex"). A row that cannot be used for sure is refused with its reason; a name
that may mean somebody in the export is such a row, since a coach's shorthand must not become a new person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netgraph.people import name_key
from netgraph.practice.entries import match_name, new_person
from netgraph.practice.logbook import CONTACT_KINDS, LOG, YOU, person_and_place
from netgraph.schema import REJECTS, TABLES, conform
from netgraph.sources.caseload_lists import day_of, read_log_rows

if TYPE_CHECKING:
    import os

    from netgraph.contacts import Contacts

__all__ = ["KINDS", "Logged", "with_log"]

KINDS: Final = {
    "met": "met meeting coffee lunch dinner breakfast walk interview visit in-person inperson face-to-face",
    "call": "call called phone zoom teams video video-call meet online facetime",
    "wrote": "wrote message messaged email e-mail mail letter linkedin text whatsapp",
    "event": "event fair meetup conference talk network-event",
    "thanked": "thanked thanks thank-you",
}
"""Kind of gesture -> the words by which a coach may call it."""

KIND_OF: Final = {word: kind for kind, words in KINDS.items() for word in words.split()}
TALKS: Final = frozenset({"met", "call", "event"})
SOURCE: Final = "log"
MICROSECOND: Final = pd.Timedelta(microseconds=1)


class Logged(NamedTuple):
    """The contacts with what the log tells, and its refused rows (`row`, `reason`)."""

    contacts: Contacts
    rejects: pd.DataFrame


def with_log(contacts: Contacts, path: str | os.PathLike[str], *, name: str = "log.csv") -> Logged:
    """The contacts and the rows of the log at `path`; refused rows stand in `contacts.rejects` too.

    Raises `ReadError` when the file is no log.
    """
    rows, faults = read_log_rows(path)
    refused = dict(faults.itertuples(index=False, name=None))
    gestures = _Gestures(contacts)
    day, kinds = day_of(rows["date"]), [_kind(said) for said in rows["kind"]]
    repeated = rows.drop(columns="row").duplicated()
    for at, row in enumerate(rows.to_dict("records")):
        reason = "duplicate" if repeated.iloc[at] else gestures.take(row, day.iloc[at], kinds[at])
        if reason:
            refused[row["row"]] = reason
    rejects = pd.DataFrame(sorted(refused.items()), columns=["row", "reason"])
    told = conform(rejects.assign(source=SOURCE, file=name), REJECTS)
    counts = {"rows": len(rows) + len(faults), "unused": len(rejects)}
    read = {"source": SOURCE, "file": name, **counts, "used": counts["rows"] - counts["unused"]}
    return Logged(gestures.added({"rejects": told, "imports": pd.DataFrame([read])}), rejects)


def _kind(said: str) -> str | None:
    word = "-".join(said.casefold().replace("/", " ").split())
    return KIND_OF.get(word) or KIND_OF.get(word.split("-", maxsplit=1)[0])


class _Gestures:
    """The rows of the tables that the log's rows become, and who is meant by its names."""

    def __init__(self, contacts: Contacts) -> None:
        self.contacts = contacts
        self.own = set(contacts.people.loc[contacts.people["is_ego"], "name"].map(name_key)) - {None}
        self.ids: dict[tuple[str, str | None], str | None] = {}
        self.people: list[pd.DataFrame] = []
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("interactions", "ties", "favors", "introductions")
        }
        self.thanked: list[tuple[str, pd.Timestamp]] = []
        self.count = 0

    def take(self, row: dict[Any, Any], day: pd.Timestamp, kind: str | None) -> str | None:
        """Take a row in; the reason when it is refused, whole."""
        if pd.isna(day):
            return "bad date" if "/" not in row["date"] else "day or month first?"
        if kind is None:
            return "kind not known"
        place = row["organization"] or None
        told = [(name, place) for name in _names(row["person"])]
        led = [(name, None) for name in _names(row["introduced_by"])]
        named = [person_and_place(name) for name in _names(row["named"])]
        if not told:
            return "no person"
        if led and (len(led) > 1 or len(told) > 1):
            return "one introduction a row"
        if any(self._id(*one) is None for one in (*told, *led, *named)):
            return "name not sure: write it as in the export, with the organization"
        ids, starters, others = ([str(self._id(*one)) for one in group] for group in (told, led, named))
        if set(ids) & {*starters, *others} or self.contacts.ego in {*ids, *starters, *others}:
            return "the same person twice"
        self.count += 1
        self._note(row, day, kind, ids)
        self._lead(day, kind, starters, ids[0], others)
        return None

    def _note(self, row: dict[Any, Any], day: pd.Timestamp, kind: str, ids: list[str]) -> None:
        ego = self.contacts.ego
        if kind == "thanked":
            self.thanked += [(one, day) for one in ids]
            self.rows["favors"] += [
                {"at": day, "giver_id": ego, "receiver_id": one, "kind": word, "source": YOU}
                for one in ids
                for word in ("thanks", "told")
            ]
            return
        self.rows["interactions"] += [
            {
                "at": day,
                "channel": CONTACT_KINDS[kind],
                "sender_id": ego,
                "recipient_id": one,
                "thread": f"{LOG}{day:%Y%m%d}:{kind}:{self.count}" + (f"-{n}" if kind == "wrote" else ""),
                "group_size": 2 if kind == "wrote" else len(ids) + 1,
                "nth": self.count,
                "source": YOU,
                "note": row["note"] or None,
            }
            for n, one in enumerate(ids)
        ]
        self.rows["ties"] += [_tie(str(ego), one, "logged", day) for one in ids]

    def _lead(
        self, day: pd.Timestamp, kind: str, starters: list[str], person: str, others: list[str]
    ) -> None:
        for starter in starters:
            stages = ["introduced", "met"] if kind in TALKS else ["introduced"]
            self.rows["introductions"] += [
                {"starter_id": starter, "target_id": person, "stage": stage, "at": day + n * MICROSECOND}
                for n, stage in enumerate(stages)
            ]
            self.rows["ties"].append(_tie(starter, person, "stated", day))
        self.rows["ties"] += [_tie(person, one, "stated", day) for one in others]

    def _id(self, name: str, place: str | None) -> str | None:
        """The id of who is meant; None when that is not sure. Somebody whom nobody resembles is new."""
        if name_key(name) in self.own:
            return self.contacts.ego
        if (name, place) not in self.ids:
            match = match_name(self.contacts, name, organization=place)
            person = match.person_id
            if person is None and not match.candidates and len(name.split()) > 1:
                person, row = new_person(name, organization=place)
                self.people.append(row)
                # What the next rows call so is the same person, wherever they say that person is.
                self.ids.setdefault((name, None), person)
            self.ids[name, place] = person
        return self.ids[name, place]

    def added(self, more: dict[str, pd.DataFrame]) -> Contacts:
        """The contacts with all that was taken in, and the rows of `more`."""
        known = set(self.contacts.people["person_id"])
        people = pd.concat([self.contacts.people.head(0), *self.people]).drop_duplicates("person_id")
        # A refused row leaves nobody behind.
        used = {value for rows in self.rows.values() for row in rows for value in row.values()}
        people = people[people["person_id"].isin(used)]
        self.rows["introductions"] += self._closed()
        fresh = {name: pd.DataFrame(rows) for name, rows in self.rows.items()} | more
        fresh["people"] = people[~people["person_id"].isin(known)]
        tables = {table.name: table for table in TABLES}
        whole = {
            name: pd.concat([getattr(self.contacts, name), conform(frame, tables[name])], ignore_index=True)
            for name, frame in fresh.items()
            if len(frame)
        }
        if "interactions" in whole:
            order = ["at", "thread", "sender_id", "recipient_id"]
            whole["interactions"] = whole["interactions"].sort_values(order, kind="stable", ignore_index=True)
        return replace(self.contacts, **whole)

    def _closed(self) -> list[dict[str, Any]]:
        """The stages that thanks add to introductions made until then, in whatever order rows were typed."""
        told: list[dict[Any, Any]] = self.contacts.introductions.to_dict("records")
        told += self.rows["introductions"]
        made = {
            (row["starter_id"], row["target_id"]): row["at"] for row in told if row["stage"] == "introduced"
        }
        closed = {(row["starter_id"], row["target_id"]) for row in told if row["stage"] == "told"}
        stages = []
        for starter, day in sorted(self.thanked):
            for (one, target), at in made.items():
                if one == starter and at.normalize() <= day and (one, target) not in closed:
                    closed.add((one, target))
                    pair = {"starter_id": one, "target_id": target}
                    stages += [
                        {**pair, "stage": stage, "at": day + n * MICROSECOND}
                        for n, stage in enumerate(("thanked", "told"), start=2)
                    ]
        return stages


def _names(said: str) -> list[str]:
    return [name.strip() for name in said.split(";") if name.strip()]


def _tie(one: str, other: str, evidence: str, day: pd.Timestamp) -> dict[str, Any]:
    return {"person_a": one, "person_b": other, "evidence": evidence, "since": day, "source": YOU}
