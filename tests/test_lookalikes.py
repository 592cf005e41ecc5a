"""Lookalikes: who may be one person, for what reason, and whom nobody should be asked about."""

from __future__ import annotations

import pandas as pd
import pytest

from netgraph import schema
from netgraph.decisions import NOT_SAME
from netgraph.lookalikes import lookalikes

SPELT = "the same name, spelt or written otherwise"
SHORT = "a short or foreign form of the first name"
ADDRESS = "the address of one holds the name of the other"
URL = "https://www.linkedin.com/in/"
NOTHING_DECIDED = schema.empty(schema.CHOICES)


def people(*rows):
    """People from dictionaries: `slug` stands for a profile; ids are letters in their order."""
    told = [
        {**row, "person_id": chr(97 + at), "linkedin": URL + row["slug"] if "slug" in row else None}
        for at, row in enumerate(rows)
    ]
    return schema.conform(pd.DataFrame(told), schema.PEOPLE)


def pairs(*rows, choices=NOTHING_DECIDED):
    found = lookalikes(people(*rows), choices)
    return list(zip(found["person_a"] + found["person_b"], found["reason"], strict=True))


def somebody(name, **more):
    return {"name": name, **more}


ANA = somebody("Ana Souza", slug="ana-souza-1")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (ANA, somebody("Ana Souza"), "the same name"),
        (ANA, somebody("Souza, Ana"), SPELT),
        (somebody("Юлия Смирнова"), somebody("Julia Smirnova", slug="js"), SPELT),
        (somebody("王伟"), somebody("Wei Wang", slug="w"), SPELT),
        (somebody("محمد علي"), somebody("Mohamed Ali", slug="m"), SPELT),
        (somebody("Jürgen Groß"), somebody("Juergen Gross"), SPELT),
        (somebody("Bob Hale"), somebody("Robert Hale", slug="r"), SHORT),
        (somebody("Pat Hale"), somebody("Patrick Hale", slug="p"), SHORT),
        (ANA, somebody("Ana Suoza"), "names a slip apart"),
        (somebody("Priya Raman", slug="p"), somebody("Priya Rman"), "names a slip apart"),
        (somebody("Luca Rossi", slug="p"), somebody("Lua Rossi"), "names a slip apart"),
        (somebody("A. Souza"), ANA, "an initial and the last name"),
        (
            somebody("Ana Lima", email="ana.souza@example.org"),
            ANA,
            ADDRESS,
        ),
        (
            somebody("asouza@example.org", email="asouza@example.org"),
            ANA,
            ADDRESS,
        ),
        (
            somebody("Ana Souza", slug="one", connected_on="2019-05-01"),
            somebody("Ana Souza", slug="two", connected_on="2019-05-01"),
            "the same name",
        ),
    ],
)
def test_a_pair_and_its_reason(one, other, reason):
    for rows in ((one, other), (other, one)):
        assert pairs(*rows) == [("ab", reason)]


def test_a_changed_surname_is_asked_about_where_the_organization_is_one():
    ana, lima = ANA | {"organization": "Acme Inc."}, somebody("Ana Lima", organization="ACME")
    assert pairs(ana, lima) == [("ab", "the same first name, another surname, at one organization")]
    assert pairs(ana, lima | {"organization": "Globex"}) == []
    third = somebody("Ana Berg", organization="Acme")
    assert pairs(ana, lima, third) == [], "three of one first name are colleagues"


def test_a_changed_job_is_said():
    ((_, reason),) = pairs(
        ANA | {"organization": "Acme"}, somebody("Ana Souza", organization="Globex", email="a@example.org")
    )
    assert reason == "the same name, at another organization: a new job, or a namesake"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (somebody("Ana Souza", slug="one"), somebody("Ana Souza", slug="two")),
        (
            somebody("Ana Souza", slug="one", connected_on="2019-05-01"),
            somebody("Ana Souza", slug="two", connected_on="2020-05-01"),
        ),
        (somebody("Ana Souza"), somebody("Bo Souza")),
        (somebody("Ana Souza"), somebody("Ana Berg")),
        (somebody("Wei Li"), somebody("Wei Lu")),
        (somebody("Pat Jones", email="home@example.org"), somebody("Sam Li", email="home@example.org")),
        (somebody("Sam Hale", email="john.hale@example.org"), somebody("Priya John", slug="pj")),
    ],
    ids=["profiles", "days", "first names", "last names", "short names", "shared address", "stray word"],
)
def test_who_is_nobody_to_ask_about(one, other):
    assert pairs(one, other) == []


def test_the_owner_is_never_asked_about():
    assert pairs(ANA | {"is_ego": True}, somebody("Ana Souza")) == []


def test_what_was_decided_is_asked_no_more():
    choices = pd.DataFrame({"person_id": ["b"], "kind": [NOT_SAME], "value": ["a"]})
    assert pairs(ANA, somebody("Ana Souza"), choices=schema.conform(choices, schema.CHOICES)) == []


def test_the_likeliest_stand_first():
    rows = [ANA, somebody("Ana Souza"), somebody("A. Souza"), somebody("Ana Sooza", email="x@example.org")]
    found = lookalikes(people(*rows), NOTHING_DECIDED)
    assert found["score"].is_monotonic_decreasing
    assert found.iloc[0][["person_a", "person_b"]].to_list() == ["a", "b"]
    assert list(found.columns) == schema.REVIEW.names


def test_nobody_at_all():
    for nobody in (people(), people(ANA), people(somebody(None, slug="x"), somebody(None, email="x@y.org"))):
        assert lookalikes(nobody, NOTHING_DECIDED).empty


def test_a_crowd_of_one_name_is_asked_about_where_more_speaks_for_it():
    """Sixty cards of one name make 1,770 pairs; only the two at one organization are a question."""
    crowd = [somebody("John Smith", email=f"{n}@example.org") for n in range(58)]
    here = [somebody("John Smith", organization="Acme", email=f"{n}@example.com") for n in range(2)]
    rows = schema.conform(
        pd.DataFrame([*crowd, *here]).assign(person_id=[f"{n:02}" for n in range(60)]), schema.PEOPLE
    )
    found = lookalikes(rows, NOTHING_DECIDED)
    assert found[["person_a", "person_b"]].to_numpy().tolist() == [["58", "59"]]
