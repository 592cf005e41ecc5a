"""Entries: what the user says, as small bundles of contacts that go into the book like an import.

Who is meant is matched to the people already there: an exact full name is sure when one person bears
it; a first name, a shortened or a misspelt one is a question with candidates, never an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from netgraph.contacts import Contacts
from netgraph.decisions import NOT_SAME
from netgraph.errors import TableError, UnknownNameError
from netgraph.organizations import organization_key
from netgraph.people import name_key, own_id, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "LAST_SPOKE",
    "Match",
    "closeness_entry",
    "knows_entry",
    "match_name",
    "new_person",
    "somebody_else",
    "target_entry",
    "unsure_names",
]

YOU: Final = "you"
CLOSENESS: Final = range(6)
LAST_SPOKE: Final = {"this month": 15, "this year": 182, "1-3 years": 730, "longer": 1461}
"""How long ago a coarse answer is taken to be, in days."""

LIKELY_SCORE: Final = 86.0
MOST_CANDIDATES: Final = 5
PRIORITIES: Final = range(1, 6)


class Match(NamedTuple):
    """Who may be meant by a name: `person_id` when it is sure, else candidates, the likeliest first.

    `namesakes` says that every candidate bears the name as it was said.
    """

    said: str
    person_id: str | None
    candidates: list[str]
    namesakes: bool = False


def match_name(contacts: Contacts, said: str, *, organization: str | None = None) -> Match:
    """The person meant by `said`: an id, or a full name that one person bears; else candidates.

    `organization` decides between namesakes when just one of them is there.
    """
    people = contacts.people.loc[~contacts.people["is_ego"], ["person_id", "name", "organization"]]
    ids, names, places = (people[column].to_numpy(dtype=object).tolist() for column in people)
    if said in ids:
        return Match(said, said, [])
    keys = [name_key(name) for name in names]
    wanted = name_key(said)
    if wanted is None:
        return Match(said, None, [])
    exact = [row for row, key in enumerate(keys) if key == wanted]
    if len(exact) > 1 and organization is not None:
        place = organization_key(organization)
        there = [row for row in exact if place is not None and organization_key(places[row]) == place]
        exact = there if len(there) == 1 else exact
    if len(exact) == 1:
        return Match(said, str(ids[exact[0]]), [])
    if exact:
        return Match(said, None, [ids[row] for row in exact[:MOST_CANDIDATES]], namesakes=True)
    words = set(wanted.split())
    begun = [row for row, key in enumerate(keys) if key is not None and words <= set(key.split())]
    if begun:
        return Match(said, None, [ids[row] for row in begun[:MOST_CANDIDATES]])
    known = {row: key for row, key in enumerate(keys) if key is not None}
    near = process.extract(wanted, known, scorer=fuzz.ratio, limit=MOST_CANDIDATES, score_cutoff=LIKELY_SCORE)
    return Match(said, None, [str(ids[row]) for _, _, row in near])


def new_person(name: str, *, organization: str | None = None) -> tuple[str, pd.DataFrame]:
    """The id and the people row of somebody who is not in the book yet.

    Raises `TableError` for a name without a letter or a digit.
    """
    if name_key(name) is None:
        raise TableError("a person's name needs a letter or a digit")
    row = {"name": name.strip(), "organization": organization, "source": YOU}
    card = Contacts.of({"people": pd.DataFrame([{**row, "person_id": "new"}])}).people
    card["person_id"] = resolve(card)
    return str(card["person_id"].iloc[0]), card


def somebody_else(
    contacts: Contacts, name: str, *, organization: str | None = None, told_at: pd.Timestamp
) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The id and the people row of somebody else than all whom `name` may mean, and the choices that say so.

    Their id is made from the name and the moment they were told of, so that each is a person of their own.
    Whom nobody resembles is plainly a `new_person`.
    """
    person, row = new_person(name, organization=organization)
    names = contacts.people["name"].map(name_key)
    bearers = contacts.people.loc[names == name_key(name), "person_id"]
    likely = match_name(contacts, name, organization=organization).candidates
    others = list(dict.fromkeys([*bearers, *likely]))
    if others:
        person = own_id(f"{name}|{organization}|{told_at.isoformat()}")
    apart = pd.DataFrame({"person_id": others, "kind": NOT_SAME, "value": person})
    return person, row.assign(person_id=person), apart


def closeness_entry(
    contacts: Contacts,
    answers: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    told_at: pd.Timestamp | None = None,
) -> Contacts:
    """The bundle of closeness answers: `person_id` or `name`, `closeness` (0-5), `last_spoke`.

    A name that nobody bears makes a new person, as does any name where `new` is true (`somebody_else`,
    told of at `told_at`, else at `as_of`); one that may mean somebody in the book is a question
    (`unsure_names`) and is left out. `last_spoke` (one of `LAST_SPOKE`) is kept as one coarse logged
    contact. Rows without both answers are skipped questions.
    Raises `TableError` for values that are no answer.
    """
    told = _checked(answers)
    people, choices = [contacts.people.head(0)], [contacts.choices.head(0)]
    ids: list[str | None] = []
    for said, organization, new in zip(told["said"], told["organization"], told["new"], strict=True):
        match = match_name(contacts, said, organization=organization)
        person = match.person_id
        if new:
            person, row, apart = somebody_else(
                contacts, said, organization=organization, told_at=told_at or as_of
            )
            people.append(row)
            choices.append(apart)
        elif person is None and not match.candidates:
            person, row = new_person(said, organization=organization)
            people.append(row)
        ids.append(person)
    told = told.assign(person_id=pd.array(ids, dtype="str")).dropna(subset=["person_id"])
    spoken = told.dropna(subset=["last_spoke"])
    ago = pd.to_timedelta(spoken["last_spoke"].map(LAST_SPOKE), unit="D")
    return Contacts.of(
        {
            "people": pd.concat(people),
            "choices": pd.concat(choices),
            "ties": pd.DataFrame(
                {
                    "person_a": contacts.ego,
                    "person_b": told["person_id"],
                    # "We do not know each other" is no proof of a tie.
                    "evidence": told["closeness"].map({0.0: "inferred"}).fillna("logged"),
                    "closeness": told["closeness"],
                    "source": YOU,
                }
            ),
            "interactions": pd.DataFrame(
                {
                    "at": as_of.normalize() - ago,
                    "channel": "in_person",
                    "sender_id": contacts.ego,
                    "recipient_id": spoken["person_id"],
                    "group_size": 2,
                    "source": YOU,
                }
            ),
        }
    )


def unsure_names(contacts: Contacts, answers: pd.DataFrame) -> dict[str, list[str]]:
    """The names among the answers that may mean somebody in the book: name -> ids, the likeliest first."""
    told = _checked(answers)
    asked = told[~told["new"]]
    matches = [
        match_name(contacts, said, organization=organization)
        for said, organization in zip(asked["said"], asked["organization"], strict=True)
    ]
    return {match.said: match.candidates for match in matches if match.candidates}


def knows_entry(
    contacts: Contacts,
    person: str,
    *,
    at: str | None,
    through: Sequence[Match],
    told_at: pd.Timestamp,
    new: bool = False,
) -> tuple[str, Contacts]:
    """The id of `person` and the bundle that ties them to every sure match of `through`.

    A mutual connection copied from LinkedIn by hand is `connected`: proof of no more than that. `new` says
    that `person` is `somebody_else`. Without it, raises `UnknownNameError` when several people bear the
    name of `person` and `at` is not given to tell them apart (with `at`, a namesake of theirs who works
    there is somebody new), and when one word alone may mean people in the book.
    """
    choices = contacts.choices.head(0)
    if new:
        target, people, choices = somebody_else(contacts, person, organization=at, told_at=told_at)
    else:
        target, people = _to_reach(contacts, person, at)
    ties = pd.DataFrame(
        {
            "person_a": [one.person_id for one in through if one.person_id and one.person_id != target],
            "person_b": target,
            "evidence": "connected",
            "source": YOU,
        }
    )
    return target, Contacts.of({"people": people, "ties": ties, "choices": choices})


def target_entry(
    name: str,
    *,
    kind: str = "organization",
    role: str | None = None,
    priority: int = 3,
    dropped: bool = False,
) -> Contacts:
    """The bundle of one target, chosen or dropped. Raises `TableError` for a priority that is not 1-5."""
    if priority not in PRIORITIES or not name.strip():
        raise TableError(f"a target needs a name and a priority from 1 to 5; found priority {priority}")
    row = {"name": name.strip(), "kind": kind, "role": role, "priority": priority, "source": YOU}
    status = "dropped" if dropped else "chosen"
    return Contacts.of({"targets": pd.DataFrame([{**row, "status": status}])})


def _to_reach(contacts: Contacts, person: str, at: str | None) -> tuple[str, pd.DataFrame]:
    """The id of `person`, and their row when they are new."""
    match = match_name(contacts, person, organization=at)
    if match.candidates and not match.namesakes and len(person.split()) == 1:
        raise UnknownNameError(
            f"this may mean {len(match.candidates)} of the people in your book: give the full name, or one "
            f"of the ids {', '.join(match.candidates)}"
        )
    if match.namesakes and at is None:
        raise UnknownNameError(
            f"{len(match.candidates)} people in your book bear this name: say where the one you mean works "
            f"(--at), or use one of the ids {', '.join(match.candidates)}"
        )
    if match.person_id is not None:
        return match.person_id, contacts.people.head(0)
    return new_person(person, organization=at)


def _checked(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers that say something: `said`, `organization`, `closeness`, `last_spoke`."""
    frame = answers.reindex(columns=["person_id", "name", "organization", "closeness", "last_spoke"])
    new = answers["new"].fillna(False).astype(bool) if "new" in answers else False
    text = frame.astype("str").apply(lambda column: column.str.strip().mask(lambda one: one == ""))
    closeness = pd.to_numeric(text["closeness"], errors="coerce")
    spoke = text["last_spoke"].str.casefold()
    faults = []
    if (closeness.isna() & text["closeness"].notna()).any() or (~closeness.dropna().isin(CLOSENESS)).any():
        faults.append("closeness is a whole number from 0 to 5")
    if (~spoke.dropna().isin(list(LAST_SPOKE))).any():
        faults.append(f"last_spoke is one of: {', '.join(LAST_SPOKE)}")
    if faults:
        raise TableError("; ".join(faults) + "; leave a cell empty to skip it")
    told = pd.DataFrame(
        {
            "said": text["person_id"].fillna(text["name"]),
            "organization": text["organization"].astype(object).where(text["organization"].notna(), None),
            "closeness": closeness.astype("float64"),
            "last_spoke": spoke,
            "new": new,
        },
        index=answers.index,
    )
    return told[told["said"].notna() & (told["closeness"].notna() | told["last_spoke"].notna())]
