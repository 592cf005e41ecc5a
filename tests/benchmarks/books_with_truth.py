"""Made-up address books with known truth: the same people in three sources, as sources disagree about people.

`write_books(people, seed=...)` gives three extracts - a LinkedIn export, a Google address book, an Outlook
one - and for each row whom it truly names. In the address books people bear nicknames, names in other
scripts, slips of the pen, former surnames and former employers; some have no e-mail address, some
couples share one, and about one full name in twenty belongs to several people.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from netgraph import schema
from netgraph.cards import cards_of
from netgraph.contacts import combine, from_extract
from netgraph.people import BY_NAME_ALONE, resolve
from netgraph.sources.extract import Extract, Mention

GIVEN = """
Robert William Elizabeth Katherine Michael Margaret Alexander Christopher Jennifer Benjamin Thomas Daniel
Samuel Joseph Anna Maria Julia Irina Dmitry Sergey Olga Yuliya Tatiana Mikhail Ahmed Mohamed Fatima Omar
Leila Priya Rahul Anil Sunita Wei Min Chen Hiroshi Yuki Jose Carlos Ana Lucia Pedro Sofia Matteo Giulia
Luca Chiara Pierre Camille Antoine Juliette Hans Jurgen Greta Lena Lars Ingrid Soren Astrid Piotr
Agnieszka Marek Zofia Patrick Andrew Matthew Nicholas Susan Rebecca Victoria Stephanie Gregory Edward
Lawrence Frederick
"""
FAMILY_STARTS = """Ab Al Ber Bor Bran Car Cas Cor Dal Del Dor El Er Fal Fer Gar Gol Gra Hal Har Her Hol Iv Jar
Kal Kar Kov Kra Lam Lar Lin Lor Mal Mar Mer Mil Mor Nar Nor Ol Or Pal Par Per Pol Ram Ras Ros Sal San Sar Sel
Sor Tal Tar Tor Ul Val Var Ver Vol Wal War Wil Yar Zal Zar"""
FAMILY_MIDDLES = "a e i o u an en in on ar er or al el ta de mi la ro se ko ni"
FAMILY_ENDS = "son sen ez ini ov ski man berg dal feld mann ton well ley ford ridge ic as os ura moto"
COMMON = """Smith Johnson Garcia Silva Santos Muller Schmidt Kim Nguyen Patel Singh Khan Ivanov Rossi Kowalski
Hansen Larsson Costa Brown Jones Lopez Weber Novak Popov"""
NICKNAMES = {
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Katherine": "Kate", "Michael": "Mike",
    "Margaret": "Peggy", "Alexander": "Sasha", "Christopher": "Chris", "Jennifer": "Jen", "Benjamin": "Ben",
    "Thomas": "Tom", "Daniel": "Dan", "Samuel": "Sam", "Joseph": "Joe", "Maria": "Masha", "Dmitry": "Dima",
    "Mikhail": "Misha", "Jose": "Pepe", "Patrick": "Pat", "Andrew": "Drew", "Matthew": "Matt",
    "Nicholas": "Nick", "Susan": "Sue", "Rebecca": "Becky", "Victoria": "Vicky", "Stephanie": "Steph",
    "Gregory": "Greg", "Edward": "Ted", "Lawrence": "Larry", "Frederick": "Fred", "Tatiana": "Tanya",
}  # fmt: skip
CYRILLIC = [
    ("sh", "ш"), ("ch", "ч"), ("ph", "ф"), ("th", "т"), ("ck", "к"), ("yu", "ю"), ("ya", "я"), ("j", "дж"),
    ("x", "кс"), *zip("abcdefghiklmnopqrstuvwyz", "абкдефгхиклмнопкрстуввиз", strict=True),
]  # fmt: skip
COMPANIES = ["Globex", "Initech", "Hooli", "Soylent", "Acme", "Umbrella", "Initrode", "Vandelay", "Stark"]
FORMS = ["", " Inc.", " GmbH", " Ltd", ", LLC", " S.A."]
TITLES = ["Analyst", "Engineer", "Director", "Manager", "Consultant"]


class Person(NamedTuple):
    """Somebody as they truly are."""

    number: int
    given: str
    family: str
    former_family: str | None
    company: str
    former_company: str
    email: str
    work_email: str


class Books(NamedTuple):
    """Three extracts, and for each the true person of every row of its people, in order."""

    extracts: list[Extract]
    truth: list[list[int]]


def write_books(people: int, *, seed: int = 0) -> Books:
    """Three sources on `people` people, of whom each source knows a part."""
    chance = random.Random(seed)
    everybody = _people(people, chance)
    linkedin = [one for one in everybody if chance.random() < 0.8]
    google = [one for one in everybody if chance.random() < 0.6]
    outlook = [one for one in everybody if chance.random() < 0.5]
    rows = [
        [_profile(one, chance) for one in linkedin],
        [_entry(one, chance) for one in google],
        [_entry(one, chance) for one in outlook],
    ]
    extracts = [
        _extract(source, told) for source, told in zip(("linkedin", "google", "outlook"), rows, strict=True)
    ]
    return Books(extracts, [[one.number for one in book] for book in (linkedin, google, outlook)])


def _people(count: int, chance: random.Random) -> list[Person]:
    families = [
        start + middle + end
        for start in FAMILY_STARTS.split()
        for middle in FAMILY_MIDDLES.split()
        for end in FAMILY_ENDS.split()
    ]
    given_names, common = GIVEN.split(), COMMON.split()
    chance.shuffle(families)
    families = families[: count // 2]
    companies = [f"{name} {word}" for name in COMPANIES for word in _words(chance, max(3, count // 150))]
    everybody = []
    for number in range(count):
        given = chance.choice(given_names)
        family = chance.choice(common) if chance.random() < 0.12 else chance.choice(families)
        changed = chance.random() < 0.03
        address = f"{given}.{family}{number}".lower()
        work, former = chance.sample(companies, 2)
        everybody.append(
            Person(
                number, given, family, chance.choice(families) if changed else None, work, former,
                f"{address}@example.org", f"{given[0]}{family}{number}@{work.split()[1]}.example".lower(),
            )
        )  # fmt: skip
    for one, other in zip(everybody[:-1:200], everybody[1::200], strict=True):  # couples with one address
        if one.given[0] != other.given[0]:
            everybody[other.number] = other._replace(email=one.email)
    return everybody


def _words(chance: random.Random, count: int) -> list[str]:
    starts, middles = FAMILY_STARTS.split(), FAMILY_MIDDLES.split()
    return [chance.choice(starts) + chance.choice(middles) + "dyne" for _ in range(count)]


def _profile(one: Person, chance: random.Random) -> dict[str, object]:
    """A LinkedIn connection: always a profile, the current name and job, seldom an address."""
    return {
        "name": f"{one.given} {one.family}",
        "linkedin": f"https://www.linkedin.com/in/{one.given}-{one.family}-{one.number:x}a1".lower(),
        "email": one.email if chance.random() < 0.05 else None,
        "organization": one.company,
        "position": chance.choice(TITLES),
        "connected_on": pd.Timestamp("2015-01-01", tz="UTC") + pd.Timedelta(days=chance.randrange(3500)),
    }


def _entry(one: Person, chance: random.Random) -> dict[str, object]:
    """An entry of an address book: never a profile, any of what goes wrong with names, jobs, addresses."""
    given, family = one.given, one.family
    draw = chance.random()
    if one.former_family and chance.random() < 0.5:
        family = one.former_family
    elif draw < 0.08:
        given = NICKNAMES.get(given, given)
    elif draw < 0.12:
        given, family = _in_cyrillic(given), _in_cyrillic(family)
    elif draw < 0.17:
        given, family = (
            (given, _slip(family, chance)) if chance.random() < 0.7 else (_slip(given, chance), family)
        )
    elif draw < 0.20:
        given = given[0] + "."
    name = f"{family}, {given}" if chance.random() < 0.03 else f"{given} {family}"
    where = chance.random()
    company = one.company if where < 0.5 else one.former_company if where < 0.65 else None
    address = chance.random()
    email = one.email if address < 0.55 else one.work_email if address < 0.75 else None
    return {
        "name": name.replace(",", ""),
        "email": email,
        "organization": company + chance.choice(FORMS) if company else None,
        "position": chance.choice(TITLES) if company else None,
    }


def _in_cyrillic(word: str) -> str:
    """The word as its owner's friends would write it, sound by sound."""
    word = word.lower()
    for latin, cyrillic in CYRILLIC:
        word = word.replace(latin, cyrillic)
    return word.title()


def _slip(word: str, chance: random.Random) -> str:
    """The word with one letter lost, doubled, changed or swapped with the next."""
    at = chance.randrange(1, max(2, len(word) - 1))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + chance.choice("aeionrst") + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _extract(source: str, rows: list[dict[str, object]]) -> Extract:
    people = pd.DataFrame(rows).assign(file=f"{source}.csv", row=range(1, len(rows) + 1), source=source)
    owner = Mention("Alex Moreno", "https://www.linkedin.com/in/alex-moreno", "alex@example.org")
    return Extract(source, owner, {f"{source}.csv": len(rows)}, {"people": people})


class Measured(NamedTuple):
    """How well people were told apart: shares of the true pairs of rows, and of the merges made."""

    merged: int
    precision: float
    sure_recall: float
    recall: float
    asked: int
    asked_precision: float


def measure(books: Books) -> Measured:
    """Read the three sources, combine them, and compare with the truth.

    A *true pair* is two rows of one person. `precision` is the share of the pairs merged that are true,
    `sure_recall` the share of the true pairs that are merged, `recall` that of those merged or asked about.
    """
    # Reading an extract uses it up.
    bundles = [from_extract(replace(extract, tables=dict(extract.tables))) for extract in books.extracts]
    united = combine(*bundles)
    review = united.review
    cards = cards_of(bundles)
    now = {(row.bundle, row.own): row.person_id for row in cards.itertuples(index=False)}
    rows = [
        (number, person, now[number, own])
        for number, (extract, truth) in enumerate(zip(books.extracts, books.truth, strict=True))
        for person, own in zip(truth, own_ids(extract), strict=True)
    ]
    table = pd.DataFrame(rows, columns=["side", "person", "id"])
    pairs = table.reset_index().merge(table.reset_index(), on="person")
    pairs = pairs[pairs["index_x"] < pairs["index_y"]]
    likely = {frozenset(pair) for pair in zip(review["person_a"], review["person_b"], strict=True)}
    same = pairs["id_x"] == pairs["id_y"]
    ends = [frozenset(pair) for pair in zip(pairs["id_x"], pairs["id_y"], strict=True)]
    asked = pd.Series([pair in likely for pair in ends], index=pairs.index) & ~same
    merges = table.reset_index().merge(table.reset_index(), on="id")
    merges = merges[merges["index_x"] < merges["index_y"]]
    true = {pair for pair, one in zip(ends, same, strict=True) if not one}
    return Measured(
        merged=len(merges),
        precision=float((merges["person_x"] == merges["person_y"]).mean()),
        sure_recall=float(same.mean()),
        recall=float((same | asked).mean()),
        asked=len(review),
        asked_precision=len(true & likely) / max(len(likely), 1),
    )


def own_ids(extract: Extract) -> list[str]:
    """The id of every row of the people of an extract, in their order."""
    told = extract.table("people")
    owner = pd.DataFrame([extract.owner._asdict()]).assign(is_ego=True)
    cards = schema.conform(pd.concat([owner, told], ignore_index=True), schema.PEOPLE)
    cards["connected_on"] = cards["connected_on"].dt.normalize()
    return list(resolve(cards.assign(by_name=cards["source"].isin(BY_NAME_ALONE))).iloc[1:])
