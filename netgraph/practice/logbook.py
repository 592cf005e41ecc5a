"""The logbook: what the user did, promised and decided, as small bundles that go into the book.

A log is one gesture: who, what (met, called, wrote, an event), some words; and perhaps whom they said one
should meet, what they need, what was promised. Its rows of interactions share a `thread` that begins with
``log:``, by which `netgraph.goals` tells them from files and from coarse answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.contacts import Contacts
from netgraph.errors import TableError, UnknownNameError
from netgraph.practice.entries import Match, match_name, new_person, somebody_else

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = [
    "CONTACT_KINDS",
    "LOG",
    "contact_rows",
    "iso_week",
    "known_person",
    "log_entry",
    "not_sure",
    "person_and_place",
]

YOU: Final = "you"
LOG: Final = "log:"
CONTACT_KINDS: Final = {"met": "in_person", "call": "call", "wrote": "message", "event": "event"}
"""What can be logged, and the channel it is kept as."""

TOGETHER: Final = ("met", "call")
SMALL_MEETING: Final = 8


def log_entry(
    contacts: Contacts,
    who: str | Sequence[str],
    kind: str,
    *,
    at: pd.Timestamp,
    note: str | None = None,
    ask_who: Sequence[str] = (),
    needs: str | None = None,
    promise: str | None = None,
    new: Collection[str] = (),
    told_at: pd.Timestamp | None = None,
) -> Contacts:
    """The bundle of one log: contact with `who` (names or ids) at `at`; `kind` as in `CONTACT_KINDS`.

    A name that nobody bears makes a new person, and so does one that stands in `new` as it does here
    (`somebody_else`, told of at `told_at`, else at `at`).
    `ask_who`, `needs` and `promise` are about the person named first: people they said one should meet
    ("Raj Patel" or "Raj Patel at Globex") become stated ties. Raises `TableError` for another kind or
    nobody, `UnknownNameError` when a name may mean several people; then nothing is written.
    """
    names = [one.strip() for one in ([who] if isinstance(who, str) else who) if one.strip()]
    if kind not in CONTACT_KINDS or not names:
        raise TableError(
            f"a log needs somebody and one of: {', '.join(CONTACT_KINDS)}; "
            f"found {len(names)} names and {kind!r}"
        )
    said = [*names, *(one.strip() for one in ask_who if one.strip())]
    ids, people, apart = _people_of(contacts, said, new, told_at or at)
    met, named = list(dict.fromkeys(ids[: len(names)])), ids[len(names) :]
    first = met[0]
    return Contacts.of(
        {
            "people": people,
            "interactions": contact_rows(contacts, met, kind, at=at, note=note),
            "ties": pd.concat(
                [
                    _ties(contacts, met, kind, at=at),
                    _said(at, [(first, one, "stated") for one in dict.fromkeys(named) if one != first]),
                ],
                ignore_index=True,
            ),
            "favors": _rows(
                {"at": at, "giver_id": contacts.ego, "receiver_id": first, "kind": "promise", "note": promise}
                if promise
                else None
            ),
            "choices": pd.concat(
                [apart, _rows({"person_id": first, "kind": "need", "value": needs} if needs else None)]
            ),
        }
    )


def contact_rows(
    contacts: Contacts, met: list[str], kind: str, *, at: pd.Timestamp, note: str | None
) -> pd.DataFrame:
    """One row a person; together they are a group, but what ego wrote went to each alone."""
    events, channel = contacts.interactions, CONTACT_KINDS[kind]
    same = events[
        (events["at"].dt.floor("min") == at.floor("min"))
        & (events["channel"] == channel)
        & (events["sender_id"] == contacts.ego)
    ]
    alike = same["recipient_id"].value_counts()
    # Nobody's id: a row must hold no trace of whoever else was there and is forgotten.
    thread = f"{LOG}{at:%Y%m%dT%H%M}:{kind}:{same['thread'].nunique()}"
    return pd.DataFrame(
        {
            "at": at,
            "channel": channel,
            "sender_id": contacts.ego,
            "recipient_id": met,
            "thread": [f"{thread}-{n}" for n in range(len(met))] if kind == "wrote" else thread,
            "group_size": 2 if kind == "wrote" else len(met) + 1,
            "nth": [int(alike.get(one, 0)) for one in met],
            "note": note,
            "source": YOU,
        }
    )


def iso_week(moment: pd.Timestamp) -> str:
    """The ISO week of a moment, as text that sorts.

    >>> iso_week(pd.Timestamp("2026-11-01", tz="UTC"))
    '2026-W44'
    """
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02d}"


def person_and_place(said: str) -> tuple[str, str | None]:
    """A name, and where they are when that is said too.

    >>> person_and_place("Raj Patel at Globex"), person_and_place("Mia Chen")
    (('Raj Patel', 'Globex'), ('Mia Chen', None))
    """
    name, _, place = said.strip().partition(" at ")
    return name.strip(), place.strip() or None


def known_person(contacts: Contacts, said: str) -> str:
    """The id of somebody in the book. Raises `UnknownNameError` when it is not sure who is meant."""
    match = match_name(contacts, said)
    if match.person_id is None:
        raise (
            not_sure([match])
            if match.candidates
            else UnknownNameError(
                "nobody in your book bears this name or id: give it in full, as your contacts show it"
            )
        )
    return match.person_id


def not_sure(matches: list[Match]) -> UnknownNameError:
    """The error that says by ids alone whom names may mean."""
    ids = [one for match in matches for one in match.candidates]
    return UnknownNameError(
        f"it is not sure who is meant by {len(matches)} of the names: give the name in full, or one of the "
        f"ids {', '.join(ids)}"
    )


def _people_of(
    contacts: Contacts, said: list[str], new: Collection[str], told_at: pd.Timestamp
) -> tuple[list[str], pd.DataFrame, pd.DataFrame]:
    """The id of everybody told of, the rows of those who are new, and the choices that keep them apart."""
    told = [person_and_place(one) for one in said]
    matches = [match_name(contacts, name, organization=place) for name, place in told]
    unsure = [match for one, match in zip(said, matches, strict=True) if match.candidates and one not in new]
    if unsure:
        raise not_sure(unsure)
    ids, rows, choices = [], [contacts.people.head(0)], [contacts.choices.head(0)]
    for one, match, (name, place) in zip(said, matches, told, strict=True):
        person = match.person_id
        if one in new:
            person, row, apart = somebody_else(contacts, name, organization=place, told_at=told_at)
            rows.append(row)
            choices.append(apart)
        elif person is None:
            person, row = new_person(name, organization=place)
            rows.append(row)
        ids.append(person)
    return ids, pd.concat(rows, ignore_index=True).drop_duplicates("person_id"), pd.concat(choices)


def _ties(contacts: Contacts, met: list[str], kind: str, *, at: pd.Timestamp) -> pd.DataFrame:
    """What a log says of ties beyond its events: in company too, and after "we do not know each other"."""
    ego, said = contacts.ego, contacts.ties[contacts.ties["closeness"].notna()]
    with_ego = said[(said["person_a"] == ego) | (said["person_b"] == ego)]
    alter = with_ego["person_b"].where(with_ego["person_a"] == ego, with_ego["person_a"])
    strangers = set(alter[with_ego["closeness"] == 0])
    pairs = [(str(ego), one, "logged") for one in met]
    if kind in TOGETHER and len(met) < SMALL_MEETING:
        pairs += [(a, b, "meeting") for n, a in enumerate(met) for b in met[n + 1 :]]
    rows = _said(at, pairs)
    return rows.assign(closeness=rows["person_b"].map(lambda one: 1.0 if one in strangers else None))


def _said(at: pd.Timestamp, pairs: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["person_a", "person_b", "evidence"]).assign(since=at, source=YOU)


def _rows(row: dict[str, Any] | None) -> pd.DataFrame:
    return pd.DataFrame() if row is None else pd.DataFrame([row | {"source": YOU}])
