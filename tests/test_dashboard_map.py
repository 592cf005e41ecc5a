"""The page "Map" without a browser: its address, its filters, its words and what goes to the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from component_trees import by_id, components, texts
from conftest import network

from dashboards.map_address import Address, address_of, kept, options
from dashboards.map_ground import Grounds, same_but_for_ego
from dashboards.map_seen import Seen, looked_at, shown_at
from dashboards.map_view import GRAPH, GRID, SENT, card_view, map_view, table_rows
from netgraph.figures.map_picture import hovers
from netgraph.figures.map_record import headline, map_record
from netgraph.figures.theme import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def G() -> nx.Graph:
    """Ana, Ben and Cleo at Globex know each other; Dora at Hooli is known through Cleo; Eli is alone."""
    G = network(
        ("ana", "ben", 0.5, "stated"),
        ("ana", "cleo", 0.5, "stated"),
        ("ben", "cleo", 0.2, "connected"),
        ("cleo", "dora", 0.05, "stated"),
        ("ego", "ana", 0.4, "message"),
        ("ego", "ben", 0.1, "connected"),
        ("ego", "cleo", 0.3, "message"),
        ("ego", "eli", 0.1, "connected"),
        ana="Globex",
        ben="Globex",
        cleo="Globex",
        dora="Hooli",
    )
    G.edges["ego", "ana"].update(quiet=5.0, silent_days=50.0, strength=0.5)
    G.edges["ego", "cleo"].update(quiet=1.0, silent_days=5.0, strength=0.6)
    return G


def view(G: nx.Graph, query: str = "") -> Any:
    address = address_of(query)
    return map_view(shown_at(Seen(G), address), address)


def people_kept(G: nx.Graph, **terms: tuple[str, ...]) -> list[str]:
    record = map_record(G)
    return list(record.people["person_id"][kept(record, Address(**terms))])


@pytest.mark.parametrize(
    "query",
    [
        "/map",
        "/map?person=p1",
        "/map?person=p1&lens=help&view=rings",
        "/map?any=circle%3AGlobex&any=at%3AHooli&all=contact%3Aknown&not=tie%3Aconnected",
    ],
)
def test_the_address_says_all_that_is_shown(query: str) -> None:
    assert address_of(query.removeprefix("/map")).href() == query


def test_an_address_that_makes_no_sense_shows_the_map() -> None:
    assert address_of("?lens=worth&view=spin&any=nothing&person=") == Address()
    assert address_of(None) == Address()


def test_filters_any_all_and_not(G: nx.Graph) -> None:
    assert people_kept(G) == ["ana", "ben", "cleo", "dora", "eli"]
    assert people_kept(G, any_of=("at:Hooli", "contact:quiet")) == ["ana", "dora"]
    assert people_kept(G, all_of=("at:Globex", "tie:message")) == ["ana", "cleo"]
    assert people_kept(G, none_of=("at:Globex", "contact:through others")) == ["eli"]
    assert people_kept(G, any_of=("at:Globex",), none_of=("tie:connected",)) == ["ana", "cleo"]
    assert people_kept(G, any_of=("moon:full",)) == []


def test_every_term_that_is_offered_finds_its_people(G: nx.Graph) -> None:
    record = map_record(G)
    for group in options(record):
        for item in group["items"]:
            found = kept(record, Address(any_of=(item["value"],)))
            assert found.any() or group["group"] == "Contact", item


def test_the_first_line_answers_and_the_hidden_are_counted(G: nx.Graph) -> None:
    assert headline(map_record(G)).startswith("Your 4 people and 1 behind them fall into 1 circle")
    assert any("people are named" in text for text in texts(view(G)))


def test_what_is_filtered_out_is_said_and_an_empty_map_too(G: nx.Graph) -> None:
    assert "2 of 5 people pass your filter. " in texts(view(G, "?any=at:Hooli&any=contact:quiet"))
    assert "Nobody passes this filter" in texts(view(G, "?any=at:Nowhere"))


def test_the_table_holds_the_people_of_the_picture(G: nx.Graph) -> None:
    for query in ("", "?not=tie:connected"):
        drawn = by_id(view(G, query), SENT).data
        pictured = [one for trace in drawn["data"] if "customdata" in trace for one in trace["customdata"]]
        grid = by_id(view(G, f"?view=table{query.replace('?', '&')}"), GRID)
        assert sorted(row["id"] for row in grid.rowData) == sorted(pictured)
        assert grid.dashGridOptions["tabToNextCell"] == {"function": "false"}


def test_a_row_says_what_the_lens_says(G: nx.Graph) -> None:
    address = address_of("?view=table")
    first = table_rows(shown_at(Seen(G), address))[0]
    assert first["id"] == "ana", "strong and gone quiet"
    assert (first["strength"], first["lens"]) == ("strong", "cooling, 7 weeks since the last contact")
    assert (first["circle"], first["evidence"], first["knows"]) == ("Globex", "messages", 2)


def test_days_are_sorted_by_number_and_read_in_words(G: nx.Graph) -> None:
    G.edges["ego", "ana"].update(last_contact=pd.Timestamp("2024-06-18", tz="UTC"))
    rows = {row["id"]: row for row in table_rows(shown_at(Seen(G), address_of("?view=table")))}
    assert (rows["ana"]["last_contact"], rows["ana"]["spoke"]) == ("2024-06-18", "18 Jun 2024")
    assert (rows["eli"]["last_contact"], rows["eli"]["spoke"]) == ("", "")


def test_every_choice_keeps_the_rest_of_the_address(G: nx.Graph) -> None:
    links = [one.href for one in components(view(G, "?person=ana&lens=help")) if getattr(one, "href", None)]
    assert "/map?person=ana&lens=bridges" in links
    assert "/map?person=ana&lens=help&view=table" in links


def test_the_person_looked_at_has_a_way_back(G: nx.Graph) -> None:
    looked = looked_at(G, Seen(G), address_of("?person=dora"))
    assert looked is not None
    said = texts(card_view(looked))
    assert said[0] == "dora x"
    assert [name for name in said if name in {"You", "ana x", "cleo x"}] == ["You", "cleo x"]
    assert looked_at(G, Seen(G), address_of("?person=nobody")) is None
    assert looked_at(G, Seen(G), address_of("")) is None


def test_who_is_out_of_reach_is_said(G: nx.Graph) -> None:
    G.remove_edge("cleo", "dora")
    looked = looked_at(G, Seen(G), address_of("?person=dora"))
    assert looked is not None
    assert "No way within three hops in this data." in texts(card_view(looked))


def test_a_layout_is_made_once_for_all_views(G: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*given: Any, **more: Any) -> Any:
        made.append(1)
        return map_record(*given, **more)

    monkeypatch.setattr("dashboards.map_seen.map_record", counted)
    seen = Seen(G)
    for query in ("", "?lens=help", "?view=rings", "?view=table", "?person=dora"):
        shown_at(seen, address_of(query))
    assert made == [1]


def test_ties_people_and_names_are_left_to_the_canvas(G: nx.Graph) -> None:
    G.nodes["ana"]["name"] = "Ana & Sons"
    figure = by_id(view(G), SENT).data
    assert "scattergl" not in {trace["type"] for trace in figure["data"]}, "the policy refuses WebGL"
    assert "text" not in {trace["mode"] for trace in figure["data"]}, "Plotly would write each name anew"
    assert "scaleanchor" not in figure["layout"]["yaxis"], "it costs a calculation at each turn of the wheel"
    by_kind: dict[str, list[Any]] = {}
    for trace in figure["data"]:
        by_kind.setdefault(trace.get("meta", {}).get("kind"), []).append(trace)
    ties = [trace["meta"] for trace in by_kind["ties"]]
    ends = [np.array(one["ends"]).reshape(-1, 4) / 100 for one in ties]
    assert {one["line"]["dash"]: len(end) for one, end in zip(ties, ends, strict=True)} == {
        "solid": 3,
        "dash": 1,
    }
    people = map_record(G).people.set_index("person_id")
    dashed = np.array([*people.loc["ben", ["x", "y"]], *people.loc["cleo", ["x", "y"]]], dtype=float)
    assert ends[1][0] == pytest.approx(dashed, abs=0.006)
    marks = by_kind["people"]
    assert sorted(one for trace in marks for one in trace["customdata"]) == sorted(people.index)
    for mark in marks:
        meta = mark["meta"]
        assert meta["names"] == [people.loc[one, "name"] for one in mark["customdata"]]
        assert len(meta["marker"]["size"]) == len(meta["weight"]) == len(meta["names"])
    assert len(by_kind[None]) == len(marks), "one entry of the legend each"
    (titles,) = (trace["meta"] for trace in by_kind["circle names"])
    assert (titles["lines"], titles["side"]) == ([["Globex"]], ["top center"])


def test_every_colour_that_is_drawn_has_a_partner_on_a_dark_ground(G: nx.Graph) -> None:
    for query in ("?lens=quiet&person=dora", "?lens=evidence", "?view=rings"):
        figure = by_id(view(G, query), SENT).data
        for trace in figure["data"]:
            meta = trace.get("meta", {})
            if meta.get("kind") in {"people", "ties"}:
                assert (meta.get("marker") or meta["line"])["color"] in figure["layout"]["meta"]["dark"]


def test_the_browser_can_say_under_the_pointer_what_the_figure_says(G: nx.Graph) -> None:
    G.nodes["ana"].update(name="Ana <b>", position="R&D lead")
    seen = Seen(G)
    record, lens = seen.record, seen.lens("quiet")
    told = dict(zip(record.people["person_id"], hovers(record, lens, np.arange(5)), strict=True))
    marks = [one for one in by_id(view(G), SENT).data["data"] if one.get("meta", {}).get("kind") == "people"]
    for mark in marks:
        assert "hovertext" not in mark
        for place, (person, name) in enumerate(zip(mark["customdata"], mark["meta"]["names"], strict=True)):
            lines = [line["texts"][line["which"][place]] for line in mark["meta"]["said"]]
            put_together = [f"<b>{escaped(name)}</b>", *(escaped(line) for line in lines if line)]
            assert "<br>".join(put_together) == told.pop(person)
    assert told == {}


def test_the_ground_stays_while_ties_of_ego_alone_change(G: nx.Graph) -> None:
    grounds, H = Grounds(), G.copy()
    before = grounds.of(G)
    H.edges["ego", "ana"].update(readiness=0.9, quiet=1.0)
    H.add_edge("ego", "dora", kind="tie", readiness=0.1, evidence="connected", proof=False)
    assert grounds.of(H) is before
    kept, anew = map_record(H, ground=before), map_record(H)
    pd.testing.assert_frame_equal(kept.people, anew.people)
    pd.testing.assert_frame_equal(kept.discs, anew.discs)


@pytest.mark.parametrize(
    "change",
    [
        lambda H: H.edges["ana", "ben"].update(readiness=0.6),
        lambda H: H.add_edge("eli", "dora", kind="tie", readiness=0.5, evidence="stated", proof=True),
        lambda H: H.remove_edge("cleo", "dora"),
        lambda H: H.nodes["eli"].update(name="Elias x"),
        lambda H: H.nodes["eli"].update(organization="Hooli"),
        lambda H: H.nodes["eli"].update(era="your Acme years, 2015-19"),
        lambda H: H.add_node("finn", kind="person", name="Finn x"),
    ],
)
def test_a_ground_is_laid_anew_for_what_it_rests_on(G: nx.Graph, change: Callable[[nx.Graph], None]) -> None:
    H = G.copy()
    assert same_but_for_ego(G, H)
    change(H)
    assert not same_but_for_ego(G, H)
    grounds = Grounds()
    assert grounds.of(G) is not grounds.of(H)


def test_everybody_is_offered_once(G: nx.Graph) -> None:
    H = G.copy()
    H.edges["ego", "ana"].update(readiness=0.9)
    one, other = Seen(G).offered(), Seen(H).offered()
    assert one.everybody == [
        ["ana", "ben", "cleo", "dora", "eli"],
        ["ana x, Globex", "ben x, Globex", "cleo x, Globex", "dora x, Hooli", "eli x"],
    ]
    assert one.state == other.state, "what a tab holds already is not sent again"
    H.nodes["eli"]["name"] = "Elias x"
    assert Seen(H).offered().state != one.state


def test_the_rings_are_drawn_by_the_same_canvas(G: nx.Graph) -> None:
    figure = by_id(view(G, "?view=rings"), SENT).data
    meta = [trace["meta"] for trace in figure["data"] if trace.get("meta", {}).get("kind") == "people"]
    assert sorted(name for one in meta for name in one["names"]) == ["ana x", "cleo x"]
    weights = {name: weight for one in meta for name, weight in zip(one["names"], one["weight"], strict=True)}
    assert weights == {"ana x": 1.5, "cleo x": 1.6}, "the better known are named first"
    assert figure["layout"]["meta"]["whole"] == [-1.12, 1.12, -1.22, 1.22]


def test_nothing_uploads(G: nx.Graph) -> None:
    config = by_id(view(G), GRAPH).config
    assert config["showSendToCloud"] is False
    assert config["displaylogo"] is False


def test_text_from_data_stays_text(G: nx.Graph) -> None:
    G.nodes["ana"].update(name=HOSTILE, organization=HOSTILE)
    figure = by_id(view(G), SENT).data
    read_by_plotly = [
        {key: value for key, value in trace.items() if key != "meta"} for trace in figure["data"]
    ]
    assert HOSTILE not in str(read_by_plotly)
    assert HOSTILE in str(figure["data"]), "as a name for the canvas, which reads no HTML"
    assert HOSTILE in texts(view(G)), "as text of a link, which nothing reads as HTML"
