"""The people: an owner, the ones the story needs, and a crowd around them. All are invented.

The owner, Alex Moreno, studied at Lakeshore University (2011-2015), worked at Acme Robotics
(2015-2019) and at Initech (2019-2026), and was laid off there in October 2026.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from urllib.parse import quote

from maker.dice import Dice
from maker.words import EMPLOYERS, FAMILY_NAMES, GIVEN_NAMES, RECRUITER_TITLES, TITLES

__all__ = ["EGO", "END", "Person", "invent_people"]

END: Final = date(2026, 11, 1)
"""The last day in the data."""

VISIBLE_CONNECTIONS: Final = 594
CROWD_WITH_MESSAGES: Final = 106
SILENT_COLLEAGUES: Final = 60

FOLDED: Final = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae"})
BOLD: Final = {code: 0x1D5D4 + code - 65 for code in range(65, 91)} | {
    code: 0x1D5EE + code - 97 for code in range(97, 123)
}
"""Latin letters to the mathematical ones that some people write their name in."""


@dataclass(frozen=True)
class Person:
    """Somebody as LinkedIn knows them; `connected_on` is None for people who are no connection.

    `part` is what the person is for in the story. `before` is the job until a day: an older export
    shows that one.
    """

    given: str
    family: str
    slug: str
    company: str = ""
    position: str = ""
    connected_on: date | None = None
    part: str = "crowd"
    email: str = ""
    before: tuple[str, str, date] | None = None

    @property
    def name(self) -> str:
        """The name as messages show it."""
        return " ".join(f"{self.given} {self.family}".split())

    @property
    def url(self) -> str:
        """The address of the profile, percent-encoded as LinkedIn writes it."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}"

    def job_on(self, day: date) -> tuple[str, str]:
        """Company and position as an export of that day shows them."""
        if self.before and day < self.before[2]:
            return self.before[0], self.before[1]
        return self.company, self.position


EGO: Final = Person("Alex", "Moreno", "alex-moreno-4d7a10", "Initech", "Senior Data Analyst", part="ego")

# part; given, family; company, position; connected on; job before, until when
STORY: Final = """
priya   |Priya|Raman          |Soylent Foods|Director of Analytics             |2015-10-05|Acme Robotics|Head of Analytics|2020-03-01
mia     |Mia|Chen             |Pied Piper Cloud|Data Engineer                  |2024-11-04|Fabrikam Steel|Data Engineer|2025-04-01
tomasz  |Tomasz|Wierzba       |Hooli|Senior Data Scientist                     |2016-09-12|Acme Robotics|Data Analyst|2021-01-11
yusuf   |Yusuf|Adeyemi-Clarke |Silverbirch University|Research Fellow          |2012-10-19|Lakeshore University|Doctoral Student|2017-09-01
ingrid  |Ingrid|Solheim       |Brightmoor Energy|Team Lead, Reporting          |2019-11-25|||
grant   |Grant|Whitlock       |Wonka Insights|Director, Business Intelligence  |2021-09-08|||
owed    |Farid|Nazari         |Stark Analytics|Analytics Manager              |2017-03-14|Acme Robotics|Data Analyst|2021-05-03
owed    |Leonie|Brandt        |Kestrel Insurance|Head of Reporting            |2020-02-21|Initech|Business Analyst|2023-06-01
owed    |Sipho|Dlamini-Hart   |Larkspur Bank|Senior Data Analyst              |2018-05-30|||
owed    |Hana|Vojtek          |Oscorp Health|Product Manager                  |2022-01-17|Initech|Product Owner|2024-09-02
circle  |Bram|Okonkwo         |Initech|Analytics Engineer                      |2019-09-16|||
circle  |Sofía|Lindqvist      |Wonka Insights|Analytics Engineer               |2015-09-02|Acme Robotics|Business Analyst|2022-02-01
circle  |Rahul|Castellanos    |Initech|Product Manager                         |2020-01-13|||
circle  |Anneke|Mbeki         |Wayne Data Systems|Data Scientist               |2012-11-08|Lakeshore University|Student|2015-07-01
circle  |Julien|Tanabe        |Massive Dynamic Labs|Machine Learning Engineer  |2016-04-18|Acme Robotics|Software Engineer|2019-12-02
circle  |Zoë|Petrakis         |Driftwood Analytics|Co-founder                  |2014-02-27|||
circle  |Marcus|Oyelaran      |Initech|Team Lead, Reporting                    |2019-09-30|||
circle  |Camila|Novakova      |City of Larkhaven|Head of Data                  |2016-01-21|Acme Robotics|Operations Manager|2018-11-05
globex  |Katarina|Holmqvist   |Globex|Supply Chain Analyst                     |2018-06-14|Acme Robotics|Supply Chain Analyst|2022-05-02
globex  |Devon|Achebe         |Globex|Software Engineer                        |2023-03-09|||
globex  |Mirela|Stanescu      |Globex Inc.|HR Business Partner                 |2021-11-22|||
hooli   |Lars|Abioye          |Hooli|Marketing Manager                         |2022-08-15|||
hooli   |Noor|Winterfeld      |Hooli|Data Engineer                             |2025-02-03|||
umbrella|Tilda|Marchetti      |Umbrella Logistics|Operations Manager           |2017-08-21|||
umbrella|Ravi|Sundqvist       |Umbrella Logistics|Data Analyst                 |2020-10-12|Initech|Data Analyst|2023-02-01
umbrella|Ewa|Carmichael       |Umbrella Logistics|Director of Planning         |2023-05-26|||
umbrella|Obinna|Leroux        |Umbrella Logistics|Warehouse Systems Lead       |2024-07-01|||
new     |Noah|Lindgaard       |Blue Heron Consulting|Consultant                |2026-10-31|||
trap    |Agnes|Petersohn      |Target|Store Manager                            |2016-12-05|||
trap    |Cyrus|Valdez-Moore   |Target|Data Analyst                             |2022-03-31|||
trap    |Dolores|Eastmoor     |Target Marketing Group|Account Manager          |2020-06-18|||
trap    |Hugo|Papadakis       |Target Marketing Group|Marketing Manager        |2024-01-09|||
trap    |Selma|Gustafson      |Meta|Product Designer                           |2021-04-26|||
trap    |Rory|Nakamoto        |Meta|Data Scientist                             |2023-10-02|||
trap    |Bettina|Oduya        |Metabolon|Laboratory Analyst                    |2019-01-28|||
trap    |Kofi|Strand          |Metabolon|Research Scientist                    |2022-11-14|||
trap    |Nadine|Null          |Contoso Retail|Business Analyst                 |2021-07-07|||
talker  |Daniel|Kimura        |Larkspur Bank|Software Engineer                 |2016-03-03|||
namesake|Daniel|Kimura        |Northwind Foods|Sales Manager                   |2023-09-19|||
namesake|Maria|Santoro        |Oakhollow Hospital|Finance Controller           |2014-05-12|||
namesake|Maria|Santoro        |Marigold Travel|Communications Officer          |2020-08-04|||
namesake|Peter|Haugen         |Initech|Quality Engineer                        |2022-02-24|||
namesake|Peter|Haugen         |Tailspin Air|Operations Manager                 |2025-05-06|||
"""  # noqa: E501


def invent_people() -> list[Person]:
    """Everybody, the newest connection first; people who are no connection stand at the end."""
    people = _story_people()
    known = {person.name for person in people}
    fresh = _Names(Dice("names"), known)
    dice = Dice("people")
    people += [_recruiter(dice, fresh) for _ in range(12)]
    people += [_seller(dice, fresh) for _ in range(5)]
    people += [_colleague(dice, fresh, number) for number in range(SILENT_COLLEAGUES)]
    people += [_as_people_write_it(_talker(dice, fresh), number) for number in range(CROWD_WITH_MESSAGES)]
    left = VISIBLE_CONNECTIONS - len(people)
    people += [_as_people_write_it(_bystander(dice, fresh), number) for number in range(left)]
    people.sort(key=lambda person: (person.connected_on or END, person.slug), reverse=True)
    strangers = [replace(_recruiter(dice, fresh), connected_on=None, part="stranger") for _ in range(5)]
    return people + strangers


def _story_people() -> list[Person]:
    dice = Dice("story people")
    people = []
    for line in STORY.strip().splitlines():
        part, given, family, company, position, connected_on, *before = (x.strip() for x in line.split("|"))
        people.append(
            Person(
                given,
                family,
                _slug(dice, given, family),
                company,
                position,
                date.fromisoformat(connected_on),
                part,
                before=(before[0], before[1], date.fromisoformat(before[2])) if before[0] else None,
            )
        )
    return people


class _Names:
    """Full names nobody bears yet."""

    def __init__(self, dice: Dice, taken: set[str]) -> None:
        self._dice, self._taken = dice, taken

    def next(self) -> tuple[str, str]:
        while True:
            given, family = self._dice.pick(GIVEN_NAMES), self._dice.pick(FAMILY_NAMES)
            if f"{given} {family}" not in self._taken:
                self._taken.add(f"{given} {family}")
                return given, family


def _recruiter(dice: Dice, names: _Names) -> Person:
    given, family = names.next()
    agency = dice.pick(("Blue Heron Consulting", "Talent & Tide", "Ladder Recruitment", "Harbour Search"))
    return Person(
        given,
        family,
        _slug(dice, given, family),
        agency,
        dice.pick(RECRUITER_TITLES),
        _day(dice, date(2019, 9, 1), date(2026, 9, 1)),
        "recruiter",
    )


def _seller(dice: Dice, names: _Names) -> Person:
    given, family = names.next()
    employer, day = dice.pick(EMPLOYERS), _day(dice, date(2022, 1, 1), date(2026, 8, 1))
    return Person(given, family, _slug(dice, given, family), employer, "Business Development", day, "seller")


def _colleague(dice: Dice, names: _Names, number: int) -> Person:
    """Somebody who sat a desk away for years, and never wrote on LinkedIn."""
    given, family = names.next()
    spelling = {7: "Initech Inc.", 23: "INITECH", 41: "Initech GmbH"}.get(number, "Initech")
    day = _day(dice, date(2019, 9, 10), date(2026, 10, 12))
    slug, title = _slug(dice, given, family), dice.pick(TITLES)
    return Person(given, family, slug, spelling, title, day, "colleague", _email(dice, given, family))


def _talker(dice: Dice, names: _Names) -> Person:
    person = _bystander(dice, names)
    if person.connected_on and person.connected_on >= date(2019, 9, 1) and dice.chance(0.3):
        return replace(person, company="Initech", part="talker")
    return replace(person, part="talker")


def _bystander(dice: Dice, names: _Names) -> Person:
    given, family = names.next()
    first, last = dice.pick(
        ((date(2011, 10, 1), date(2015, 7, 1)),)
        + ((date(2015, 8, 10), date(2019, 8, 25)),) * 3
        + ((date(2019, 9, 10), date(2026, 10, 25)),) * 6
    )
    company, position = dice.pick_early(EMPLOYERS), dice.pick_early(TITLES)
    before = None
    if dice.chance(0.3):
        before = (dice.pick_early(EMPLOYERS), dice.pick_early(TITLES), _day(dice, date(2019, 1, 1), END))
    if dice.chance(0.05):
        company, position = "", dice.pick(("", "Open to work"))
    slug, day = _slug(dice, given, family), _day(dice, first, last)
    return Person(given, family, slug, company, position, day, "crowd", _email(dice, given, family), before)


def _as_people_write_it(person: Person, number: int) -> Person:
    """Stray spaces, credentials, emoji, capitals, brackets and odd letters, in the shares seen in reality."""
    given, family = person.given, person.family
    odd = {
        3: (given, f"{family}, PhD"),
        18: (given, f"{family}, MBA, PMP"),
        31: (f"{given} 🚀", family),
        46: (given.upper(), family.upper()),
        59: (given, f"{family} (she/her)"),
        74: (given.translate(BOLD), family.translate(BOLD)),
    }.get(number % 83)
    if odd:
        given, family = odd
    elif number % 10 == 5:
        given, family = f"{given} ", f" {family}" if number % 20 == 5 else family
    return replace(person, given=given, family=family)


def _slug(dice: Dice, given: str, family: str) -> str:
    """The last part of a profile's address; a third of the names with accents keep them there."""
    name = f"{given} {family}".lower()
    if name.isascii() or dice.chance(0.6):
        name = unicodedata.normalize("NFKD", name.translate(FOLDED)).encode("ascii", "ignore").decode()
    number = f"-{dice.between(0x1000000, 0xFFFFFFF):x}" if not name.isascii() or dice.chance(0.75) else ""
    return name.replace(" ", "-" if number or dice.chance(0.5) else "") + number


def _email(dice: Dice, given: str, family: str) -> str:
    """An address for one in thirty: few people let their connections see it."""
    if not dice.chance(0.033):
        return ""
    plain = unicodedata.normalize("NFKD", f"{given}.{family}".lower().translate(FOLDED))
    host = dice.pick(("example.com", "example.org", "mail.example.net"))
    return plain.encode("ascii", "ignore").decode() + f"@{host}"


def _day(dice: Dice, first: date, last: date) -> date:
    return first + timedelta(days=dice.between(0, (last - first).days))
