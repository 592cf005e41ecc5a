"""Contacts: everything known about a person's network, as one frozen bundle of tables.

`read` makes the bundle from whatever holds contacts; `combine` unites bundles, one id a person and nothing
twice. Unknown stays missing: nothing here invents a contact, and the text of messages is not kept.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

import pandas as pd

from netgraph import identities, overview, schema
from netgraph.cards import newest_first, told_in
from netgraph.errors import ReadError
from netgraph.json_tables import tables_from_json
from netgraph.lookalikes import lookalikes
from netgraph.organizations import organization_key
from netgraph.sources import anything, linkedin
from netgraph.sources.own_export import own_export

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from netgraph.sources.extract import Extract

__all__ = ["Contacts", "combine", "laid_over", "read", "read_contacts", "read_linkedin"]

SAID_BY_USER = (schema.TIES, schema.INTRODUCTIONS, schema.CHOICES, schema.TARGETS)
"""Tables in which what was said last counts, whatever the dates in the data beside it."""

ONE_EVENT = ["minute", "channel", "sender_id", "recipient_id", "nth"]


@dataclass(frozen=True, eq=False, repr=False)
class Contacts:
    """The tables of `netgraph.schema.TABLES`, each with exactly its columns.

    Frozen: `read_*`, `combine` and `until` give new bundles and leave what they were given alone.
    `parts` are the bundles that were united to this one, of equally new ones the one that counts last:
    a book keeps them one by one, so that each merge can be taken apart. Whatever is made of a bundle by
    changing its tables has none.
    """

    people: pd.DataFrame
    jobs: pd.DataFrame
    interactions: pd.DataFrame
    ties: pd.DataFrame
    favors: pd.DataFrame
    introductions: pd.DataFrame
    choices: pd.DataFrame
    targets: pd.DataFrame
    rejects: pd.DataFrame
    imports: pd.DataFrame
    addresses: pd.DataFrame
    parts: ClassVar[tuple[Contacts, ...]] = ()

    @classmethod
    def empty(cls) -> Self:
        """A bundle without rows."""
        return cls(*(schema.empty(table) for table in schema.TABLES))

    @classmethod
    def of(cls, tables: dict[str, pd.DataFrame]) -> Self:
        """A bundle from tables by name, checked against the schema; missing tables are empty."""
        return cls(
            *(
                schema.conform(tables[table.name], table) if table.name in tables else schema.empty(table)
                for table in schema.TABLES
            )
        )

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        return {table.name: getattr(self, table.name) for table in schema.TABLES}

    @property
    def ego(self) -> str | None:
        """The owner's person id; None when the data do not say whose they are."""
        mine = self.people.loc[self.people["is_ego"], "person_id"]
        return None if mine.empty else str(mine.iloc[0])

    @property
    def data_until(self) -> dict[str, pd.Timestamp]:
        """The last moment seen in each source."""
        seen = [
            self.interactions[["source", "at"]],
            self.favors[["source", "at"]],
            self.people[["source", "connected_on"]].rename(columns={"connected_on": "at"}),
        ]
        last = pd.concat(seen).dropna().groupby("source")["at"].max()
        return {str(source): moment for source, moment in last.items()}

    @property
    def review(self) -> pd.DataFrame:
        """Pairs that may be one person and were not merged, the likeliest first (`netgraph.lookalikes`)."""
        return lookalikes(self.people, self.choices)

    def until(self, as_of: pd.Timestamp) -> Contacts:
        """What was known at `as_of`: later events, favors, ties and connections are left out."""
        tables = self.tables()
        for name, column in (("interactions", "at"), ("favors", "at"), ("ties", "since")):
            tables[name] = tables[name][~(tables[name][column] > as_of)]
        tables["introductions"] = self.introductions[~(self.introductions["at"] > as_of)]
        begun = self.jobs[~(self.jobs["started_on"] > as_of)]
        tables["jobs"] = begun.assign(ended_on=begun["ended_on"].mask(begun["ended_on"] > as_of))
        later = self.people["connected_on"] > as_of
        if not later.any():
            return Contacts.of(tables)
        # Few are asked for: pandas looks up each of many ids by itself.
        unknown = list(set(self.people.loc[later, "person_id"]) - _named_in(tables))
        people = self.people.assign(connected_on=self.people["connected_on"].mask(later))
        tables["people"] = people[~people["person_id"].isin(unknown)]
        kept = ~self.addresses["person_id"].isin(unknown)
        return Contacts.of(tables | {"addresses": self.addresses[kept]})

    def __repr__(self) -> str:
        try:
            return overview.as_text(self.tables())
        except overview.UNREADABLE:
            return "Contacts(tables that are not as the schema says)"

    def _repr_html_(self) -> str:
        """What a notebook shows: counts and sources, no names."""
        try:
            return overview.as_html(self.tables(), self.data_until)
        except overview.UNREADABLE:
            return html.escape(repr(self))


def read(path: str | os.PathLike[str], *, owner: str | None = None) -> Contacts:
    """The contacts in any file that netgraph knows, told by its content; a zip or folder may hold several.

    A LinkedIn export (see `read_linkedin`), Google or Outlook contacts, any other CSV or Excel table of
    people (see `read_contacts`), vCard, a calendar (.ics), mail (.mbox, of which only headers are read),
    Google Takeout, the user's own lists `knows.csv` (who knows whom) and `targets.csv`, and netgraph's own
    JSON (`netgraph.to_json`).
    `owner` (a name, an e-mail address or a LinkedIn URL) says whose it is where the files do not.
    Raises `ReadError` when nothing is known, `OwnerUnknownError` when the owner must be named.
    """
    if (text := own_export(path)) is not None:
        return Contacts.of(tables_from_json(text))
    return _from_extracts(anything.read_anything(path, owner=owner))


def read_contacts(
    path: str | os.PathLike[str], *, columns: Mapping[str, str] | None = None, owner: str | None = None
) -> Contacts:
    """The people in one CSV or Excel table, a row each.

    What the columns mean is guessed from the header and told by `netgraph.import_report`. `columns`
    overrules it, role by role: ``{"name": "Full Name", "email": "E-mail"}``. Roles are name, given_name,
    family_name, email, organization, position, location, linkedin and related (whom it ties to the person).
    Raises `ReadError` when no column says who somebody is.
    """
    return from_extract(anything.read_table(path, columns=columns, owner=owner))


def read_linkedin(path: str | os.PathLike[str], *, owner: str | None = None) -> Contacts:
    """The contacts in a LinkedIn export: a zip, an unzipped folder or a lone `Connections.csv`.

    A folder may hold several exports, each in a zip or a folder of its own: what they share counts once.
    `owner` names whose export it is (a name or a LinkedIn URL) when the files do not say.
    Every row of every file is used or stands in `rejects` with its reason; `imports` holds the counts.
    Raises `ReadError` when nothing can be read, `OwnerUnknownError` when the owner must be named.
    """
    return _from_extracts(linkedin.read_exports(path, owner=owner))


def _from_extracts(extracts: list[Extract]) -> Contacts:
    """One bundle of all of them; each is let go once it is read."""
    extracts.reverse()
    bundles = [from_extract(extracts.pop()) for _ in range(len(extracts))]
    return bundles[0] if len(bundles) == 1 else combine(*bundles)


def from_extract(extract: Extract) -> Contacts:
    """The bundle made from a source's rows, which uses them up: mentions become people, rows tidy tables."""
    tables, entries = identities.identify(extract)
    source = extract.source
    columns = {(source, file): told for file, told in extract.columns.items()}
    people = tables["people"]
    ego = people.loc[people["is_ego"], "person_id"].iloc[0]
    said = tables["ties"]
    tables["ties"] = _with_connections(said, people, ego, source)
    events = tables["interactions"].sort_values(["at", "thread"], kind="stable")
    minute = events["at"].dt.floor("min")
    alike = [minute, events["channel"], events["sender_id"], events["recipient_id"]]
    tables["interactions"] = events.assign(nth=events.groupby(alike, sort=False).cumcount())
    contacts = _united(tables)
    contacts.imports.attrs["columns"] = columns
    if not entries:
        return contacts
    ties = [said, *[said.head(0)] * (len(entries) - 1)]
    first, *further = (
        _united(told | {"ties": _with_connections(mine, told["people"], ego, source)})
        for told, mine in zip(entries, ties, strict=True)
    )
    first = replace(contacts, people=first.people, addresses=first.addresses, ties=first.ties)
    return _made_of(contacts, [*further[::-1], first])


def _with_connections(ties: pd.DataFrame, people: pd.DataFrame, ego: str, source: str) -> pd.DataFrame:
    """The ties, after those of ego to whom LinkedIn says they are connected."""
    met = people[people["connected_on"].notna() & (people["person_id"] != ego)]
    connected = pd.DataFrame(
        {
            "person_a": ego,
            "person_b": met["person_id"],
            "evidence": "connected",
            "since": met["connected_on"],
            "source": source,
        }
    )
    return pd.concat([connected, ties], ignore_index=True)


def combine(*bundles: Contacts) -> Contacts:
    """One bundle from several: one id a person, sure matches merged, nothing twice.

    The newest bundle wins where facts differ, of equally new ones the one given last; an employer that
    it no longer names is kept as a former job. Likely matches are not merged; they stand in `.review`.
    Combining a bundle with itself changes nothing. Raises `ReadError` when the bundles belong to
    different owners.
    """
    full = [bundle for bundle in bundles if len(bundle.people) or any(map(len, bundle.tables().values()))]
    if not full:
        return Contacts.empty()
    if identities.has_two_owners(pd.concat([bundle.people for bundle in full], ignore_index=True)):
        raise ReadError(
            "these data belong to different owners; combine only what is one person's, "
            "or name the same owner for both with owner="
        )
    order = newest_first(full)
    united = identities.reunite(**told_in(full, order))
    last_given_first = [united[order.index(at)] for at in reversed(range(len(full)))]
    tables = {
        table.name: pd.concat(
            [one[table.name] for one in (last_given_first if table in SAID_BY_USER else united)],
            ignore_index=True,
        )
        for table in schema.TABLES
    }
    contacts = _united(tables)
    told = [bundle.imports.attrs.get("columns", {}) for bundle in full]
    contacts.imports.attrs["columns"] = {file: columns for one in told for file, columns in one.items()}
    parts = list(dict.fromkeys(part for bundle in full for part in bundle.parts or [bundle]))
    return _made_of(contacts, parts if len(full) > 1 else full[0].parts)


def laid_over(known: Contacts, newer: dict[str, pd.DataFrame]) -> Contacts:
    """`known` with the rows of `newer` before its own, nothing twice; tables that gain none are shared.

    What `combine` gives when `newer` is said last and seen last and tells of nobody's person or job.
    """
    tables = {
        table.name: _once(pd.concat([newer[table.name], mine], ignore_index=True), table)
        if len(newer[table.name])
        else mine
        for table, mine in zip(schema.TABLES, known.tables().values(), strict=True)
    }
    return Contacts(**tables)


def _made_of(contacts: Contacts, parts: Sequence[Contacts]) -> Contacts:
    """The bundle just made, and what it was made of."""
    object.__setattr__(contacts, "parts", tuple(parts))
    return contacts


def _named_in(tables: dict[str, pd.DataFrame]) -> set[str]:
    """The ids of everybody in the tables that tell more of somebody than who they are."""
    return {
        person
        for name, frame in tables.items()
        if name not in {"people", "addresses"}
        for column in schema.PERSON_ID_COLUMNS.intersection(frame.columns)
        for person in frame[column].dropna().unique()
    }


def _united(tables: dict[str, pd.DataFrame]) -> Contacts:
    """The bundle of tables whose ids are settled: every row once, in a stable order."""
    whole = Contacts.of(tables)
    return Contacts(*(_once(getattr(whole, table.name), table) for table in schema.TABLES))


def _once(frame: pd.DataFrame, table: schema.Table) -> pd.DataFrame:
    if table is schema.INTERACTIONS:
        repeated = frame.assign(minute=frame["at"].dt.floor("min")).duplicated(ONE_EVENT)
        order = ["at", "thread", "sender_id", "recipient_id"]
        # A million rows are not copied to take nothing away.
        kept = frame[~repeated] if repeated.any() else frame
        return kept.sort_values(order, kind="stable", ignore_index=True)
    if table is schema.TARGETS:
        return _one_word_a_target(frame)
    about_files = table in (schema.REJECTS, schema.IMPORTS)
    facts = [name for name in table.names if about_files or name != "source"]
    return frame.drop_duplicates(subset=facts, ignore_index=True)


def _one_word_a_target(targets: pd.DataFrame) -> pd.DataFrame:
    """What the user said last of each target (chosen or dropped), beside what the sources propose."""
    said = targets["status"] != "proposed"
    name = targets["name"].map(organization_key).fillna(targets["name"])
    once = targets.assign(name=name, role=targets["role"].mask(said), source=targets["source"].mask(said))
    columns = ["name", "kind", "role", "source"]
    repeated = once.assign(said=said).duplicated([*columns, "said"])
    return targets[~repeated].reset_index(drop=True)
