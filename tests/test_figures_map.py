"""The map's record, its lenses and its pictures, on people one can count by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from conftest import bundle, network, person, said

import netgraph as ng
from netgraph.figures.map_lenses import LENSES, map_lens
from netgraph.figures.map_names import names_shown, titles_shown
from netgraph.figures.map_picture import draw_map, hovers
from netgraph.figures.map_record import headline, map_record
from netgraph.figures.plane import LOOK
from netgraph.figures.ring_picture import ring_record
from netgraph.lookup import resolve_target

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def G() -> nx.Graph:
    """Two circles of three: a, b, c at Globex and d, e, f at Hooli. Ego knows all but f. The tie c-d was
    stated, so c and d are bridges; b-e is a guess, and bridges nothing. g is known to ego alone.
    """
    inside = [("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"), ("d", "f"), ("e", "f")]
    G = network(
        *[(*pair, 0.5, "stated") for pair in inside],
        ("c", "d", 0.05, "stated"),
        ("b", "e", 0.01, "inferred"),
        *[("ego", one, 0.4, "message") for one in "abc"],
        *[("ego", one, 0.1, "connected") for one in "deg"],
        **dict.fromkeys("abc", "Globex"),
        **dict.fromkeys("def", "Hooli"),
    )
    quiet = {"a": (1.0, 0.6), "b": (4.0, 0.5), "c": (9.0, 0.2)}
    for one, (ratio, strength) in quiet.items():
        last = pd.Timestamp("2026-01-01", tz="UTC")
        G.edges["ego", one].update(quiet=ratio, strength=strength, silent_days=90.0, last_contact=last)
    return G


def traces(figure: Any, kind: str) -> list[Any]:
    return [trace for trace in figure.data if trace.meta["kind"] == kind]


def by_person(G: nx.Graph, column: str) -> dict[str, Any]:
    people = map_record(G).people
    return dict(zip(people["person_id"], people[column], strict=True))


def group_words(G: nx.Graph, name: str) -> dict[str, str]:
    record = map_record(G)
    lens = map_lens(G, record, name)
    words = [lens.groups[number].words for number in lens.group]
    return dict(zip(record.people["person_id"], words, strict=True))


def test_the_map_answers_in_words(G: nx.Graph) -> None:
    assert (
        headline(map_record(G))
        == "Your 6 people and 1 behind them fall into 2 circles; 2 bridges between them"
    )
    G.remove_edge("c", "d")
    assert headline(map_record(G)).endswith("2 circles; no bridges between them in this data")
    G.remove_nodes_from("abcdef")
    assert headline(map_record(G)) == "Your one person falls into no circle yet"


def test_a_bridge_rests_on_proof(G: nx.Graph) -> None:
    assert by_person(G, "bridges") == {
        **dict.fromkeys("abefg", ()),
        "c": ("Hooli",),
        "d": ("Globex",),
    }
    assert by_person(G, "knows") == {"a": 2, "b": 3, "c": 3, "d": 3, "e": 3, "f": 2, "g": 0}


def test_contact_is_said_as_the_data_hold_it(G: nx.Graph) -> None:
    expected = {"a": "in touch", "b": "cooling", "c": "long quiet", "f": "known through others"}
    assert by_person(G, "contact") == expected | dict.fromkeys("deg", "no contact in this data")


def test_the_quiet_lens_names_strong_ties_that_went_quiet_first(G: nx.Graph) -> None:
    record = map_record(G)
    lens = map_lens(G, record, "quiet")
    order = record.people["person_id"][lens.weight.sort_values(ascending=False).index]
    # By hand: neglect of b is .5 x ln 4 / ln 8 = .33, of c .2 x 1, of a nothing.
    assert list(order[:3]) == ["b", "c", "a"]
    assert lens.said[record.people["person_id"] == "b"].item() == "cooling, 13 weeks since the last contact"


def test_the_lens_of_evidence_parts_proof_from_connections_and_guesses(G: nx.Graph) -> None:
    G.add_edge("ego", "f", kind="tie", readiness=0.01, evidence="inferred", proof=False)
    words = group_words(G, "evidence")
    assert {words[one] for one in "abc"} == {"contact seen, or said by somebody"}
    assert {words[one] for one in "deg"} == {"connected on LinkedIn, nothing more"}
    assert words["f"] == "a guess"


def targets(*names: str) -> nx.Graph:
    contacts = bundle(
        people=[
            person("mia", "Mia Chen"),
            person("dana", "Dana Cole", organization="Globex"),
            person("cold", "Omar Cold", organization="Globex"),
        ],
        interactions=[said("2026-10-01", "alex", "mia"), said("2026-10-02", "mia", "alex")],
        ties=[{"person_a": "mia", "person_b": "dana", "evidence": "stated"}],
        targets=[{"name": name, "kind": "organization", "status": "chosen", "priority": 3} for name in names],
        favors=[
            {
                "at": pd.Timestamp("2026-09-01", tz="UTC"),
                "giver_id": "mia",
                "receiver_id": "alex",
                "kind": "advice",
            }
        ],
    )
    return ng.build_graph(contacts, as_of="2026-11-01")


def test_the_lens_of_targets_shows_who_leads_there_and_says_the_gaps() -> None:
    G = targets("Globex", "Vandelay Imports")
    there = "at a target of yours, or one themselves"
    on_the_way = "starts or carries one of the best routes"
    assert group_words(G, "targets") == {"mia": on_the_way, "dana": there, "cold": there}
    assert map_lens(G, map_record(G), "targets").note.endswith(" No way in yet: Vandelay Imports.")
    assert map_lens(targets(), map_record(targets()), "targets").note == "You have named no targets yet."


def test_the_lens_of_targets_has_everybody_whom_the_targets_mean() -> None:
    """Dana is a target and at one; Omar is at one, and no route leads to Omar."""
    G = targets("Globex", "Dana Cole")
    record = map_record(G)
    said = dict(zip(record.people["person_id"], map_lens(G, record, "targets").said, strict=True))
    assert said == {
        "mia": "on one of the best routes to Dana Cole and Globex",
        "dana": "your target; at Globex",
        "cold": "at Globex",
    }
    meant = {one for name in ("Globex", "Dana Cole") for one in resolve_target(G, name).people}
    assert {one for one, words in group_words(G, "targets").items() if words.startswith("at a")} == meant


def test_the_quiet_lens_says_who_is_counted_in_it(G: nx.Graph) -> None:
    note = map_lens(G, map_record(G), "quiet").note
    assert "recruiters, people you never answered" in note
    for one in "bc":
        G.edges["ego", one].update(quiet=1.0)
    assert map_lens(G, map_record(G), "quiet").note == ""


def test_a_state_has_one_mark_wherever_it_is_drawn(G: nx.Graph) -> None:
    groups = {group.words: group for group in map_lens(G, map_record(G), "quiet").groups}
    same = [name for name, *_ in LOOK.values() if name in groups]
    assert same == ["in touch", "cooling", "long quiet"]
    for name, symbol, colour, _ in LOOK.values():
        if name in groups:
            assert (groups[name].symbol, groups[name].colour) == (symbol, colour)


def test_the_lens_of_help_says_what_is_owed() -> None:
    words = group_words(targets(), "help")
    assert words["dana"] == "no help noted"
    assert words["mia"] in {"they helped you", "thanks or a promise owed"}


def test_a_graph_made_by_hand_holds_no_help(G: nx.Graph) -> None:
    assert set(group_words(G, "help").values()) == {"no help noted"}


def test_an_unknown_lens_is_named_back(G: nx.Graph) -> None:
    with pytest.raises(ValueError, match="found 'worth'"):
        ng.figures.network_map(G, lens="worth")


@pytest.mark.parametrize("lens", LENSES)
def test_every_lens_draws_everybody_once_and_by_more_than_colour(G: nx.Graph, lens: str) -> None:
    drawn = traces(ng.figures.network_map(G, lens=lens), "people")
    assert sorted(one for trace in drawn for one in trace.customdata) == list("abcdefg")
    marks = [trace.marker.symbol for trace in drawn]
    assert len(set(marks)) == len(marks), "each group has a symbol of its own"


def test_ego_is_hidden_until_a_way_is_drawn(G: nx.Graph) -> None:
    still = ng.figures.network_map(G)
    assert traces(still, "way") == []
    figure = ng.figures.network_map(G, person="f")
    assert "<b>You</b>" in [text for trace in traces(figure, "way") for text in trace.text or ()]
    lines = [trace.line.dash for trace in traces(figure, "way") if trace.mode == "lines"]
    # By hand: ego-c-d-f is .4 x .05 x .5, all proof; ego-d-f is readier, but a mere connection.
    assert lines == ["solid", "solid", "solid"]
    names = [name for trace in traces(figure, "names") for name in trace.text]
    assert {"c x", "d x", "f x"} <= set(names)


def test_proof_is_a_solid_line_and_a_guess_a_dotted_one(G: nx.Graph) -> None:
    drawn = {trace.line.dash: trace for trace in traces(ng.figures.network_map(G), "ties")}
    assert {dash: len(trace.x) // 3 for dash, trace in drawn.items()} == {"solid": 7, "dot": 1}


def test_who_is_left_out_takes_their_lines_with_them(G: nx.Graph) -> None:
    record = map_record(G)
    keep = record.people["person_id"].isin(list("abd")).to_numpy()
    figure = draw_map(record, map_lens(G, record, "quiet"), keep=keep)
    assert sum(len(trace.x) for trace in traces(figure, "people")) == 3
    assert sum(len(trace.x) for trace in traces(figure, "ties")) == 3, "a-b alone: two ends and a gap"
    assert figure.layout.meta["drawn"] == 3


def test_names_hide_no_names_and_are_counted(G: nx.Graph) -> None:
    names = pd.Series(["Ana", "Ben", "Cleo"])
    spots = np.array([[0.0, 0.0], [0.1, 0.0], [50.0, 0.0]])
    weight = pd.Series([1.0, 2.0, 0.5])
    assert names_shown(names, spots, weight, pixels=10.0) == [1, 2], "Ben hides Ana, who weighs less"
    assert names_shown(names, spots, weight, pixels=10.0, limit=1) == [1]
    assert names_shown(names, spots, weight, pixels=1000.0) == [1, 0, 2]
    assert titles_shown([(0, 10, 0, 5), (5, 15, 0, 5), (20, 30, 0, 5)], [1.0, 2.0, 0.5]) == [1, 2]
    meta = ng.figures.network_map(G).layout.meta
    assert f"{meta['named']} of 7 people are named here" in meta["caption"]


def test_text_from_data_stays_text(G: nx.Graph) -> None:
    G.nodes["a"].update(name=HOSTILE, organization=HOSTILE, position=HOSTILE)
    record = map_record(G)
    lens = map_lens(G, record, "quiet")
    assert HOSTILE not in " ".join(hovers(record, lens, np.arange(len(record.people))))
    assert HOSTILE not in str(draw_map(record, lens).to_dict())
    assert HOSTILE not in str(ng.figures.rings(G).to_dict())


def test_nobody_to_draw_is_a_titled_empty_figure() -> None:
    G = nx.Graph(ego="ego")
    G.add_node("ego", kind="person", name="Ego")
    assert ng.figures.network_map(G).layout.meta["title"] == "There is nobody to draw yet"
    assert "not known yet" in ng.figures.rings(G).layout.meta["title"]


def test_rings_stand_at_the_distance_of_strength(G: nx.Graph) -> None:
    rings = ring_record(map_record(G))
    people = map_record(G).people
    radius = dict(
        zip(
            people["person_id"][rings.people["row"]],
            np.hypot(rings.people["x"], rings.people["y"]),
            strict=True,
        )
    )
    # By hand, linear within each band: .12 + .3 x .4 / .55, .12 + .3 x .5 / .55, .42 + .28 x .25 / .3.
    assert radius == pytest.approx({"a": 0.3382, "b": 0.3927, "c": 0.6533}, abs=1e-4)
    assert rings.not_known == 3
    assert rings.left_out == 0
    (sector,) = rings.sectors.to_dict("records")
    assert (sector["name"], sector["people"]) == ("Globex", 3)


def test_each_sector_holds_its_own(G: nx.Graph) -> None:
    for one in "de":
        G.edges["ego", one]["strength"] = 0.1
    rings = ring_record(map_record(G))
    ends = rings.sectors.set_index("name")
    for one in rings.people.to_dict("records"):
        assert ends.loc[one["sector"], "start"] < one["angle"] < ends.loc[one["sector"], "end"]
    assert ends["end"].max() == pytest.approx(2 * np.pi)


def test_pictures_come_from_data_alone(G: nx.Graph) -> None:
    assert ng.figures.network_map(G).to_json() == ng.figures.network_map(G).to_json()
    assert "http" not in ng.figures.network_map(G).to_json()
