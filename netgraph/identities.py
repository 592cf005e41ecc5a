"""Identities: from the way files name people to one row and one id for each person.

`identify` does it for the rows of one source, where people are mentions; `reunite` does it again for
tables that come from several bundles, where an older id may turn out to be somebody known better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph import schema
from netgraph.addresses import further_addresses, listed
from netgraph.decisions import apply_decisions, restate
from netgraph.organizations import organization_key
from netgraph.people import BY_NAME_ALONE, ENTRY_ID, OWN_ID, entry_id, name_key, resolve, slugs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.sources.extract import Extract

__all__ = ["has_two_owners", "identify", "reunite", "settled_cards"]

PERSON_COLUMNS = [
    "name",
    "given_name",
    "family_name",
    "location",
    "linkedin",
    "email",
    "connected_on",
    "source",
]
MENTION = ["name", "linkedin", "email"]
SEPARATOR = "\x1f"
UNNAMED_EGO = "You"


def identify(extract: Extract) -> tuple[dict[str, pd.DataFrame], list[dict[str, pd.DataFrame]]]:
    """The tables of an extract with person ids in place of mentions, in any order and still with repeats.

    A row that names nobody who can be told goes to `rejects`; `imports` counts each file's rows. The
    extract is used up: its tables are let go one after the other, since a million rows stand in them.
    Beside them stand `people` and `addresses` entry by entry, where several entries of a file are one
    person: the first of everybody, then the second of those who have one, and so on.
    """
    raw = {name: extract.table(name) for name in schema.EXTRACT_TABLES}
    extract.tables.clear()
    cards = _cards(extract, raw)
    cards["person_id"] = resolve(cards)
    known = dict(zip(_mention_key(cards), cards["person_id"], strict=True))
    nobody = []
    entries = _entries(cards, len(raw["people"]))
    tables = {**_told(cards), "targets": raw["targets"]}
    for name, roles in schema.MENTIONS.items():
        frame = raw.pop(name)
        for column, role in roles.items():
            said = [f"{role}_{part}" for part in MENTION]
            ids = _ids(frame[said].set_axis(MENTION, axis=1), known)
            frame = frame.drop(columns=said).assign(**{column: ids})
        told = frame[list(roles)].notna().all(axis=1)
        if len(roles) > 1:
            first, second = roles
            told &= frame[first] != frame[second]
        nobody.append(frame.loc[~told, ["file", "row"]])
        tables[name] = frame if told.all() else frame[told]
    used = [raw["people"], *(tables[name] for name in schema.MENTIONS)]
    kept = pd.concat([frame[["file", "row"]] for frame in used])
    tables["rejects"] = _rejects(extract, raw["rejects"], pd.concat(nobody), kept)
    tables["imports"] = _imports(extract, tables["rejects"])
    return tables, entries


def reunite(
    bundles: Sequence[dict[str, pd.DataFrame]], *, seen_on: Sequence[pd.Timestamp], choices: pd.DataFrame
) -> list[dict[str, pd.DataFrame]]:
    """The tables of several bundles, newest first, with every person under the one id they have in all.

    The first bundle's `people` are all people, and its `jobs` end with the employers that only older
    bundles name. `seen_on` is the last day of each bundle (NaT: not known), `choices` what the user
    decided, said last first.
    """
    cards = settled_cards(bundles, seen_on=seen_on, choices=choices)
    now = cards["person_id"]
    anywhere = dict(zip(cards["own"][::-1], now[::-1], strict=True))
    united = []
    for side, tables in enumerate(bundles):
        mine = cards["side"] == side
        ids = anywhere | dict(zip(cards.loc[mine, "own"], now[mine], strict=True))
        renamed = {name: _with_ids(frame, ids) for name, frame in tables.items() if name != "people"}
        if len(tables["choices"]):
            value = restate(tables["choices"], cards, now, ids)
            renamed["choices"] = renamed["choices"].assign(value=value)
        united.append(renamed | {"people": cards.head(0)[schema.PEOPLE.names]})
    united[0]["people"] = _people(cards)
    told = pd.concat([cards, *(tables["addresses"] for tables in united)])
    united[0]["addresses"] = further_addresses(told, united[0]["people"])
    former = _former_jobs(cards)
    jobs = pd.concat([tables["jobs"] for tables in united], ignore_index=True)
    united[0]["jobs"] = _one_row_a_job(pd.concat([jobs, _not_within(former, jobs)], ignore_index=True))
    for tables in united[1:]:
        tables |= {name: tables[name].head(0) for name in ("jobs", "addresses")}
    return united


def settled_cards(
    bundles: Sequence[dict[str, pd.DataFrame]], *, seen_on: Sequence[pd.Timestamp], choices: pd.DataFrame
) -> pd.DataFrame:
    """Every people row of every bundle, newest first, with the `person_id` it has in all (see `reunite`).

    `own` is the id it bears in its bundle, `side` the bundle's number, `seen_on` the bundle's last day,
    `also` further addresses with spaces between.
    """
    sides = [
        tables["people"].assign(side=side, seen_on=day, also=_also(tables))
        for side, (tables, day) in enumerate(zip(bundles, seen_on, strict=True))
    ]
    cards = pd.concat(sides, ignore_index=True)
    cards = cards.assign(
        own=cards["person_id"],
        by_name=cards["source"].isin(BY_NAME_ALONE),
        seen_on=pd.to_datetime(cards["seen_on"], utc=True).astype(schema.DTYPES["time"]),
    )
    joins = ~cards["own"].str.fullmatch(OWN_ID).astype(bool)
    told = resolve(cards[joins]).reindex(cards.index).fillna(cards["own"])
    return cards.assign(person_id=apply_decisions(cards, told, choices))


def has_two_owners(people: pd.DataFrame) -> bool:
    """Whether the owners among the rows are different people: by URL, or by name where one lacks a URL.

    A mailbox may know its owner by an address alone, which is no name; owners with one address are one.
    """
    owners = people[people["is_ego"]]
    if len(set(owners["linkedin"].dropna())) > 1:
        return True
    unnamed = (owners["name"] == UNNAMED_EGO) | (owners["name"].str.casefold() == owners["email"])
    names = owners["name"].mask(unnamed).map(name_key)
    shared = owners["email"].notna() & owners["email"].duplicated()
    return bool(owners["linkedin"].isna().any()) and len(set(names[~shared].dropna())) > 1


def _cards(extract: Extract, raw: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every way in which the extract names somebody: the owner, the people rows, then the mentions."""
    owner = pd.DataFrame([extract.owner._asdict()], columns=MENTION)
    rows = raw["people"]
    mentions = [
        raw[name][[f"{role}_{part}" for part in MENTION]].set_axis(MENTION, axis=1).drop_duplicates()
        for name, roles in schema.MENTIONS.items()
        for role in roles.values()
    ]
    further = raw["addresses"].rename(columns={"email": "also"})
    further = further.rename(columns={f"person_{part}": part for part in MENTION})[[*MENTION, "also"]]
    stacked = pd.concat([owner.assign(is_ego=True), rows, *mentions, further], ignore_index=True)
    stacked["source"] = stacked["source"].fillna(extract.source)
    cards = schema.conform(stacked, schema.PEOPLE)
    mentioned = cards.index > len(rows)
    return cards.assign(
        also=stacked["also"].astype("str"),
        connected_on=cards["connected_on"].dt.normalize(),
        by_name=cards["source"].isin(BY_NAME_ALONE) | cards["is_ego"] | mentioned,
    )


def _told(cards: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The people of one source's cards, and their further addresses."""
    people = _people(cards.dropna(subset=["person_id"]))
    also = listed(cards, "also").assign(email=lambda rows: rows["also"])
    return {"people": people, "addresses": further_addresses(pd.concat([cards, also]), people)}


def _entries(cards: pd.DataFrame, rows: int) -> list[dict[str, pd.DataFrame]]:
    """What the cards tell entry by entry (see `identify`); nothing where everybody has one alone.

    Entries are the first `rows` cards after the owner's. Those with one profile are one for good. A
    further entry has an id of its own, made of its name and address, and is one that the keys of cards
    join to the first again. Further addresses go with the entry that tells them.
    """
    written = cards.iloc[1 : rows + 1].dropna(subset=["person_id"])
    written = written[written["person_id"] != cards["person_id"].iloc[0]]
    written = written.drop_duplicates([name for name in written.columns if name != "source"])
    one_profile = written["linkedin"].notna() & written.duplicated(["person_id", "linkedin"])
    further = written[written.duplicated("person_id") & ~one_profile]
    if len(further):
        further = _joining(cards.drop(index=further.index), further)
    if further.empty:
        return []
    further = further.assign(nth=further.groupby("person_id").cumcount(), key=_mention_key(further))
    of_first = set(_mention_key(written.drop(index=further.index)))
    with_address = cards[cards["also"].notna() & (cards.index > rows)]
    told = with_address.assign(key=_mention_key(with_address)).drop(columns="person_id")
    once = further[["key", "nth", "person_id"]].drop_duplicates("key")
    told = told[~told["key"].isin(of_first)].reset_index(names="at").merge(once, on="key").set_index("at")
    apart = pd.concat([further, told])
    apart["person_id"] = apart["key"].map(entry_id)
    return [_told(cards.drop(index=apart.index)), *(_told(several) for _, several in apart.groupby("nth"))]


def _joining(cards: pd.DataFrame, further: pd.DataFrame) -> pd.DataFrame:
    """Those of the further entries whom the keys of cards join to the same person when they stand apart."""
    people = _people(cards.dropna(subset=["person_id"]))
    nth = 1 + further.groupby("person_id").cumcount()
    stacked = pd.concat([people.assign(side=0), further.assign(side=nth)], ignore_index=True)
    told = resolve(stacked.assign(by_name=stacked["source"].isin(BY_NAME_ALONE)))
    of = dict(zip(people["person_id"], told, strict=False))
    again = told.iloc[len(people) :].set_axis(further.index)
    return further.loc[again == further["person_id"].map(of)]


def _people(cards: pd.DataFrame) -> pd.DataFrame:
    """One row a person: of each fact the first card that tells it; title and employer from one card."""
    unnamed = cards["is_ego"] & (cards["name"] == UNNAMED_EGO)
    unnamed |= (cards["name"] == cards["email"]) | (cards["name"] == slugs(cards["linkedin"]))
    words = cards["name"].mask(unnamed).str.count(r"\S+")
    # A first name alone, as mail shows it, does not replace a whole name.
    short = (words == 1) & (words.groupby(cards["person_id"]).transform("max") > 1)
    cards = cards.assign(name=cards["name"].mask(unnamed | short))
    by_person = cards.groupby("person_id", sort=False)
    people = by_person[PERSON_COLUMNS].first()
    employed = cards.dropna(subset=["organization", "position"], how="all")
    people = people.join(
        employed.drop_duplicates("person_id").set_index("person_id")[["organization", "position"]]
    )
    people["is_ego"] = by_person["is_ego"].any()
    people["name"] = people["name"].fillna(slugs(people["linkedin"])).fillna(people["email"])
    people.loc[people["is_ego"], "name"] = people.loc[people["is_ego"], "name"].fillna(UNNAMED_EGO)
    people = people.reset_index().sort_values(["name", "person_id"], kind="stable")
    return people.sort_values("is_ego", ascending=False, kind="stable", ignore_index=True)


def _also(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """For each row of a bundle's people their further addresses, with spaces between."""
    by_person = tables["addresses"].groupby("person_id")["email"].agg(" ".join)
    return tables["people"]["person_id"].map(by_person).astype("str")


def _with_ids(frame: pd.DataFrame, ids: dict[str, str]) -> pd.DataFrame:
    if frame.empty:
        return frame
    columns = schema.PERSON_ID_COLUMNS.intersection(frame.columns)
    return frame.assign(**{name: frame[name].map(ids).fillna(frame[name]).astype("str") for name in columns})


def _former_jobs(cards: pd.DataFrame) -> pd.DataFrame:
    """Employers that older cards name and the newest does not, from the first day seen there to the last.

    The owner's own jobs are told by their Positions: of the owner the days are left open. A further entry
    of a file is no older than the first.
    """
    employed = cards[~cards["own"].str.fullmatch(ENTRY_ID)].dropna(subset=["organization"])
    employed = employed.assign(key=employed["organization"].map(organization_key)).dropna(subset=["key"])
    newest = cards.dropna(subset=["organization"]).drop_duplicates("person_id").set_index("person_id")
    current = newest["organization"].map(organization_key)
    older = employed[employed["key"] != employed["person_id"].map(current)]
    if older.empty:
        return schema.empty(schema.JOBS).assign(key=pd.Series(dtype="str"))
    older = older.assign(seen_on=older["seen_on"].mask(older["is_ego"]))
    spells = older.groupby(["person_id", "key"], sort=False, as_index=False)
    return spells.agg(
        organization=("organization", "first"),
        position=("position", "first"),
        started_on=("seen_on", "min"),
        ended_on=("seen_on", "max"),
        source=("source", "first"),
    ).assign(kind="work")


def _not_within(former: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    """The former jobs that no row of `jobs` tells already: same employer, and a time that holds theirs."""
    if former.empty or jobs.empty:
        return former.drop(columns="key")
    known = jobs.assign(key=jobs["organization"].map(organization_key))
    known = known[["person_id", "key", "started_on", "ended_on"]].dropna(subset=["key"])
    both = former.reset_index().merge(known, on=["person_id", "key"], suffixes=("", "_told"))
    within = ~(both["started_on_told"] > both["started_on"]) & ~(both["ended_on_told"] < both["ended_on"])
    within &= both[["started_on_told", "ended_on_told"]].notna().any(axis=1) | both["started_on"].isna()
    told = former.index.isin(both.loc[within, "index"])
    return former.loc[~told, [name for name in former.columns if name != "key"]]


def _one_row_a_job(jobs: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each job: its end may have been learned since."""
    employer = jobs["organization"].map(organization_key)
    return jobs[
        ~jobs.assign(employer=employer).duplicated(["person_id", "employer", "position", "started_on"])
    ]


def _ids(mentions: pd.DataFrame, known: dict[str, str]) -> pd.Series:
    """The person id of each mention; each distinct one is looked up once."""
    codes = np.zeros(len(mentions), dtype="int64")
    for part in MENTION:
        found, distinct = pd.factorize(mentions[part])
        codes = pd.factorize(codes * (len(distinct) + 1) + found)[0].astype("int64")
    _, first = np.unique(codes, return_index=True)
    ids = _mention_key(mentions.iloc[first]).map(known).astype("str")
    return pd.Series(ids.array.take(codes), index=mentions.index)


def _mention_key(mentions: pd.DataFrame) -> pd.Series:
    name, linkedin, email = (mentions[part].fillna("") for part in MENTION)
    return name + SEPARATOR + linkedin + SEPARATOR + email


def _rejects(
    extract: Extract, rejects: pd.DataFrame, nobody: pd.DataFrame, kept: pd.DataFrame
) -> pd.DataFrame:
    """The source's rejects and the rows of which no part could be told."""
    lost = nobody.drop_duplicates().merge(kept.drop_duplicates(), how="left", indicator=True)
    lost = lost.loc[lost["_merge"] == "left_only", ["file", "row"]]
    lost = lost.assign(source=extract.source, reason="nobody who can be told")
    return pd.concat([rejects, lost], ignore_index=True)


def _imports(extract: Extract, rejects: pd.DataFrame) -> pd.DataFrame:
    rows = pd.Series(extract.files, dtype="int64")
    unused = rejects.groupby("file").size().reindex(rows.index, fill_value=0)
    return pd.DataFrame(
        {
            "source": extract.source,
            "file": rows.index,
            "rows": rows.to_numpy(),
            "used": (rows - unused).to_numpy(),
            "unused": unused.to_numpy(),
        }
    )
