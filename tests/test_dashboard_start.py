"""The first five minutes and mutual connections made from small frames, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from component_trees import texts, with_class
from conftest import bundle, person
from test_dashboard import HOSTILE

import netgraph as ng
from dashboards import knows, start_page, start_view
from dashboards.network import Network
from dashboards.who import SOMEBODY_ELSE
from dashboards.words import CLOSENESS, LAST_SPOKEN
from netgraph.practice.entries import LAST_SPOKE, Match

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def people() -> ng.Contacts:
    """Two Rajs, one Mia."""
    return bundle(
        people=[
            person("alex", "Alex Moreno"),
            person("mia", "Mia Chen", organization="Hooli", position="Lead"),
            person("raj1", "Raj Patel", organization="Globex"),
            person("raj2", "Raj Iyer", organization="Initech"),
        ]
    )


def row(of: str, place: str = "offered") -> dict[str, str]:
    return {"of": of, "place": place}


def given(*rows: tuple[dict[str, str], str | None, str | None], **more: Any) -> list[list[Any]]:
    names, close, spoke = (list(part) for part in zip(*rows, strict=True))
    told = start_page.answers_given(names, close, spoke, **{"named": [], "chosen": {}} | more)
    return [list(one) for one in told[["person_id", "closeness", "last_spoke"]].to_numpy(dtype=object)]


def test_every_level_and_every_moment_has_its_words() -> None:
    assert list(CLOSENESS) == list(range(6))
    assert list(LAST_SPOKEN) == list(LAST_SPOKE)


def test_what_was_skipped_is_no_answer() -> None:
    told = given((row("a"), None, None), (row("b"), "0", None), (row("c"), None, "longer"))
    assert [one[0] for one in told] == ["b", "c"]
    assert told[0][1] == 0
    assert told[1][2] == "longer"


def test_a_typed_name_is_matched_new_or_waits_for_a_choice(people: ng.Contacts) -> None:
    named = start_page.matches(people, ["Mia Chen", "Raj", "Zelda  Quimby", "mia chen", ""])
    assert [(one.said, one.person_id, sorted(one.candidates)) for one in named] == [
        ("Mia Chen", "mia", []),
        ("Raj", None, ["raj1", "raj2"]),
        ("Zelda Quimby", None, []),
    ]
    rows = [(row(name, "named"), "4", None) for name in ("Mia Chen", "Raj", "Zelda Quimby")]
    assert [one[0] for one in given(*rows, named=named)] == ["mia", "Zelda Quimby"]
    chosen = {"Raj": "raj2"}
    assert [one[0] for one in given(*rows, named=named, chosen=chosen)] == ["mia", "raj2", "Zelda Quimby"]
    chosen = {"Raj": SOMEBODY_ELSE}
    assert [one[0] for one in given(*rows, named=named, chosen=chosen)] == ["mia", "Raj", "Zelda Quimby"]


def test_somebody_else_is_new_to_the_book(people: ng.Contacts, tmp_path: Path) -> None:
    with ng.Book(tmp_path / "book.db") as book:
        book.add(people)
        named = start_page.matches(book.contacts(), ["Raj", "Mia Chen"])
        chosen = {"Raj": SOMEBODY_ELSE}
        rows = [row("Raj", "named"), row("Mia Chen", "named")]
        told = start_page.answers_given(rows, ["4", "3"], [None, None], named=named, chosen=chosen)
        assert told["new"].tolist() == [True, False]
        sure = chosen | {"Mia Chen": SOMEBODY_ELSE}
        assert start_page.answers_given(rows, ["4", "3"], [None, None], named=named, chosen=sure).equals(
            told
        ), "a choice that is left over from a name that is sure now counts no more"
        added = book.closeness(told, as_of="2026-11-01")
        assert (added.people_new, added.ties_new) == (1, 2)


def test_a_name_that_waits_for_a_choice_is_said(people: ng.Contacts) -> None:
    named = start_page.matches(people, ["Mia Chen", "Raj", "Zelda Quimby"])
    assert start_page.still_open(named) == "Say whom you mean by Raj."
    assert start_page.still_open([]) == ""


def test_nobody_counts_twice_and_the_typed_answer_goes_first() -> None:
    named = [Match("Mia Chen", "mia", [])]
    told = given((row("Mia Chen", "named"), "5", None), (row("mia"), "1", None), named=named)
    assert told == [["mia", 5, None]]


def test_twenty_names_are_enough(people: ng.Contacts) -> None:
    assert len(start_page.matches(people, [f"Nobody Number{place}" for place in range(50)])) == 20


def test_offered_people_say_why_they_are_asked_about() -> None:
    offered = pd.DataFrame(
        {
            "person_id": ["mia"],
            "name": [HOSTILE],
            "organization": ["Hooli"],
            "position": [None],
            "era": ["your Initech years, 2019-26"],
            "why": ["from your Initech years, 2019-26"],
        }
    )
    shown = start_view.offered_view(offered, "Rests on nothing.")
    (card,) = with_class(shown, "card")
    assert texts(card)[:3] == [HOSTILE, "Hooli", "From your Initech years, 2019-26"]
    assert {*CLOSENESS.values(), *LAST_SPOKEN.values()} <= set(texts(card))
    nobody = texts(start_view.offered_view(offered.head(0), "Rests on nothing."))
    assert nobody[0] == "Nobody is left to ask about"


def test_people_are_offered_ten_at_a_time() -> None:
    people = [f"p{place}" for place in range(23)]
    offered = pd.DataFrame(
        {"person_id": people, "name": people, "organization": None, "position": None, "why": ""}
    )
    shown = start_view.offered_view(offered, "Rests on nothing.", named=["p3"])
    cards = with_class(shown, "card")
    assert [texts(card)[0] for card in cards] == people[:10]
    assert [card.hidden for card in cards].index(True) == 3
    (more,) = with_class(shown, "more-rows")
    assert (texts(more), more.hidden) == (["Ten more"], False)
    last = start_view.rows_view(offered, 20)
    assert [texts(card)[0] for card in with_class(last, "card")] == people[20:]
    (more,) = with_class(start_view.offered_view(offered.head(10), ""), "more-rows")
    assert more.hidden


def test_the_first_line_counts_who_is_known() -> None:
    assert start_view.headline(start_view.Known(36, 1600, "")) == (
        "36 of your 1,600 contacts are known. Who else is close?"
    )
    head = start_view.head_view(start_view.Known(2, 2, ""), "3 people moved to the front.")
    assert texts(head)[0] == "Every one of your contacts is known. Is anybody missing?"
    assert "3 people moved to the front." in texts(head)


def test_pasted_names_are_told_apart(people: ng.Contacts) -> None:
    seen = knows.meant(people, "Dana Cole", at="Globex", names=["Mia Chen", "Raj", "Nobody Atall"], chosen={})
    assert (seen.person.person_id, seen.person.candidates) == (None, [])
    assert seen.sure == ["mia"]
    assert [one.said for one in seen.unsure] == ["Raj"]
    assert seen.unmatched == ["Nobody Atall"]
    picked = knows.meant(people, "Dana Cole", at=None, names=["Mia Chen", "Raj"], chosen={"Raj": "raj1"})
    assert (picked.sure, picked.unsure) == (["mia", "raj1"], [])
    aside = knows.meant(people, "Dana Cole", at=None, names=["Raj"], chosen={"Raj": SOMEBODY_ELSE})
    assert (aside.sure, aside.unsure, aside.unmatched) == ([], [], [])


def test_a_person_who_may_be_several_is_asked_about_first(people: ng.Contacts) -> None:
    asked = knows.meant(people, "Raj", at=None, names=["Mia Chen"], chosen={})
    assert sorted(asked.person.candidates) == ["raj1", "raj2"]
    sure = knows.meant(people, "Raj", at=None, names=["Mia Chen"], chosen={"Raj": "raj2"})
    assert sure.person == Match("Raj", "raj2", [])
    assert not sure.new
    new = knows.meant(people, "Raj", at=None, names=["Mia Chen"], chosen={"Raj": SOMEBODY_ELSE})
    assert new.person == Match("Raj", None, [])
    assert new.new


def test_somebody_else_to_reach_is_made_and_the_way_to_them_is_answered(
    people: ng.Contacts, tmp_path: Path
) -> None:
    with ng.Book(tmp_path / "book.db") as book:
        book.add(people)
        known = book.contacts()
        seen = knows.meant(known, "Raj", at="Acme", names=["Mia Chen"], chosen={"Raj": SOMEBODY_ELSE})
        knows._write(Network(book, as_of="2026-11-01"), seen, "Acme")
        now = book.contacts()
        (new,) = set(now.people["person_id"]) - set(known.people["person_id"])
        row = now.people.set_index("person_id").loc[new]
        assert (row["name"], row["organization"]) == ("Raj", "Acme")
        assert now.ties[["person_a", "person_b"]].to_numpy().tolist() == [[seen.sure[0], new]]


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("", []),
        ("\n , ;\r\n", []),
        ("Mia Chen\r\nRaj Patel", ["Mia Chen", "Raj Patel"]),
        ("Mia\tChen; Raj , Raj", ["Mia Chen", "Raj"]),
        ("x" * 500, ["x" * 120]),
    ],
)
def test_names_are_read_from_what_is_pasted(pasted: str, names: list[str]) -> None:
    assert knows.names_in(pasted) == names


def test_the_form_starts_with_what_was_asked_for(people: ng.Contacts) -> None:
    G = ng.build_graph(people, as_of="2026-11-01")
    assert knows.place_of(G, "Mia Chen") == ("Mia Chen", "Hooli")
    assert knows.place_of(G, "Globex") == ("", "Globex")
    assert knows.place_of(G, "Vandelay") == ("", "Vandelay")
