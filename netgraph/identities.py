"""Identities: from the way files name people to one row and one id for each person.

`identify` does it for the rows of one source, where people are mentions; `reunite` does it again for
tables that come from several bundles, where an older id may turn out to be somebody known better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph import schema
from netgraph.organizations import organization_key
from netgraph.people import CARD_COLUMNS, name_key, resolve, slugs

if TYPE_CHECKING:
    from netgraph.sources.extract import Extract

__all__ = ["has_two_owners", "identify", "likely_pairs", "reunite"]

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


def identify(extract: Extract) -> dict[str, pd.DataFrame]:
    """The tables of an extract with person ids in place of mentions, in any order and still with repeats.

    A row that names nobody who can be told goes to `rejects`; `imports` counts each file's rows.
    """
    raw = {name: extract.table(name) for name in schema.EXTRACT_TABLES}
    cards = _cards(extract, raw)
    cards["person_id"] = resolve(cards)
    known = dict(zip(_mention_key(cards), cards["person_id"], strict=True))
    nobody = []
    tables = {"people": _people(cards.dropna(subset=["person_id"])), "targets": raw["targets"]}
    for name, roles in schema.MENTIONS.items():
        frame = raw[name]
        for column, role in roles.items():
            mentions = frame[[f"{role}_{part}" for part in MENTION]].set_axis(MENTION, axis=1)
            frame = frame.assign(**{column: _mention_key(mentions).map(known).astype("str")})
        told = frame[list(roles)].notna().all(axis=1)
        if len(roles) > 1:
            first, second = roles
            told &= frame[first] != frame[second]
        nobody.append(frame.loc[~told, ["file", "row"]])
        tables[name] = frame[told]
    kept = pd.concat([tables[name][["file", "row"]] for name in schema.MENTIONS])
    tables["rejects"] = _rejects(extract, raw["rejects"], pd.concat(nobody), kept)
    tables["imports"] = _imports(extract, tables["rejects"])
    return tables


def reunite(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tables of several bundles, newest first, with every person under the one id they have in all."""
    cards = tables["people"]
    now = resolve(cards[list(CARD_COLUMNS)]).fillna(cards["person_id"])
    renamed = dict(zip(cards["person_id"], now, strict=True))
    people = _people(cards.assign(person_id=now))
    former = _former_jobs(cards.assign(person_id=now))
    out = {"people": people}
    for table in schema.TABLES[1:]:
        frame = tables[table.name]
        for column in [name for name in frame.columns if name in schema.PERSON_ID_COLUMNS]:
            frame = frame.assign(**{column: frame[column].map(renamed).fillna(frame[column]).astype("str")})
        out[table.name] = frame
    out["jobs"] = _one_row_a_job(pd.concat([out["jobs"], former], ignore_index=True))
    return out


def has_two_owners(people: pd.DataFrame) -> bool:
    """Whether the owners among the rows are different people: by URL, or by name where one lacks a URL."""
    owners = people[people["is_ego"]]
    if len(set(owners["linkedin"].dropna())) > 1:
        return True
    names = owners["name"].mask(owners["name"] == UNNAMED_EGO).map(name_key)
    return bool(owners["linkedin"].isna().any()) and len(set(names.dropna())) > 1


def likely_pairs(people: pd.DataFrame) -> pd.DataFrame:
    """Pairs with one name where a LinkedIn URL does not keep them apart: for the user to decide."""
    named = people.assign(key=people["name"].map(name_key)).dropna(subset=["key"])
    named = named[named["key"].duplicated(keep=False)][["person_id", "name", "key", "linkedin"]]
    pairs = named.merge(named, on="key", suffixes=("_a", "_b"))
    pairs = pairs[(pairs["person_id_a"] < pairs["person_id_b"])]
    pairs = pairs[pairs["linkedin_a"].isna() | pairs["linkedin_b"].isna()]
    return pd.DataFrame(
        {
            "person_a": pairs["person_id_a"],
            "person_b": pairs["person_id_b"],
            "name": pairs["name_a"],
            "reason": "the same name, and nothing else that tells",
        }
    ).reset_index(drop=True)


def _cards(extract: Extract, raw: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every way in which the extract names somebody: the owner, the people rows, then the mentions."""
    owner = pd.DataFrame([extract.owner._asdict()], columns=MENTION)
    mentions = [
        raw[name][[f"{role}_{part}" for part in MENTION]].set_axis(MENTION, axis=1).drop_duplicates()
        for name, roles in schema.MENTIONS.items()
        for role in roles.values()
    ]
    stacked = pd.concat([owner.assign(is_ego=True), raw["people"], *mentions], ignore_index=True)
    stacked["source"] = stacked["source"].fillna(extract.source)
    cards = schema.conform(stacked, schema.PEOPLE)
    return cards.assign(connected_on=cards["connected_on"].dt.normalize())


def _people(cards: pd.DataFrame) -> pd.DataFrame:
    """One row a person: of each fact the first card that tells it; title and employer from one card."""
    unnamed = cards["is_ego"] & (cards["name"] == UNNAMED_EGO)
    cards = cards.assign(name=cards["name"].mask(unnamed))
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


def _former_jobs(cards: pd.DataFrame) -> pd.DataFrame:
    """Employers that an older card names and the newest does not."""
    employed = cards.dropna(subset=["organization"])
    key = employed["organization"].map(organization_key)
    current = employed.assign(key=key).drop_duplicates("person_id").set_index("person_id")["key"]
    older = employed[key.notna() & (key != employed["person_id"].map(current))]
    return older[["person_id", "organization", "position", "source"]].assign(kind="work")


def _one_row_a_job(jobs: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each job: its end may have been learned since."""
    employer = jobs["organization"].map(organization_key)
    return jobs[
        ~jobs.assign(employer=employer).duplicated(["person_id", "employer", "position", "started_on"])
    ]


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
