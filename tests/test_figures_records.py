"""What each figure will draw, checked by hand on a few people; and what is drawn of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from conftest import AS_OF, bundle, network, person, said, utc

import netgraph as ng
from netgraph import schema
from netgraph.figures.beginnings import growth_of
from netgraph.figures.chains import chains_of
from netgraph.figures.help_flow import help_flow_of
from netgraph.figures.holes import holes_of
from netgraph.figures.last_contact import bands_of
from netgraph.figures.meeting_parts import parts_of
from netgraph.figures.movement import moves_of
from netgraph.figures.plane import plane_of
from netgraph.figures.ways_in import ways_in_of
from netgraph.figures.weeks import weeks_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import plotly.graph_objects as go

HOSTILE = "<img src=x onerror=alert(1)> & <b>Co</b>"


def frame_of(table: schema.Table, *rows: dict[str, Any], **attrs: Any) -> pd.DataFrame:
    """An answer of these rows; lists, counts and flags that are not given are empty, 0 and False."""
    blank = {"list": [], "count": 0, "flag": False}
    blanks = {column.name: blank[column.kind] for column in table.columns if column.kind in blank}
    frame = schema.conform(pd.DataFrame([blanks | row for row in rows], columns=table.names), table)
    frame.attrs.update(rests_on="Rests on a test.", **attrs)
    return frame


def tied(silent: float, rhythm: float, strength: float, **more: Any) -> dict[str, Any]:
    """What a tie of ego's says of contact."""
    last = utc(AS_OF) - pd.Timedelta(days=silent)
    known = {"silent_days": silent, "rhythm_days": rhythm, "quiet": silent / rhythm, "last_contact": last}
    return {"strength": strength, "recency": 0.5, **known, **more}


@pytest.fixture
def plane_graph() -> nx.Graph:
    """A close tie in touch, one cooling, one dormant that rests, a weak one, a recruiter, a stranger."""
    G = network(*((("ego", one, 0.3, "message")) for one in ("ana", "bo", "cy", "dee", "eve")))
    G.graph["as_of"] = utc(AS_OF)
    G.add_node("flo", kind="person", name="Flo x")
    G.add_edge("ego", "flo", kind="tie", readiness=0.1, evidence="connected", proof=False)
    for one, tie in {
        "ana": tied(10, 20, 0.5),
        "bo": tied(60, 20, 0.3),
        "cy": tied(400, 20, 0.6, rest_until=utc("2027-01-01")),
        "dee": tied(30, 20, 0.05),
        "eve": tied(1, 20, 0.4),
    }.items():
        G.edges["ego", one].update(tie)
    G.nodes["eve"]["position"] = "Senior Recruiter"
    return G


def test_the_plane_has_a_point_for_each_tie_with_known_contact(plane_graph: nx.Graph) -> None:
    points = plane_of(plane_graph).points.set_index("person_id")
    assert dict(points["kind"]) == {"bo": "cooling", "cy": "dormant", "ana": "in touch", "dee": "in touch"}
    assert dict(points["quiet"]) == {"bo": 3.0, "cy": 20.0, "ana": 0.5, "dee": 1.5}
    assert list(points.index[points["rests"]]) == ["cy"]
    assert points.loc["cy", "label"] is None or pd.isna(points.loc["cy", "label"]), "who rests is not named"
    assert points.loc["bo", "label"] is not None


def test_a_phone_shows_fewer_names_replies_and_quiet_ties_in_turn() -> None:
    """Five quiet ties and five replies owed, far apart: five names, the first of each kind first."""
    G = network(*(("ego", f"{kind}{place}", 0.3, "message") for kind in "qr" for place in range(5)))
    G.graph["as_of"] = utc(AS_OF)
    for place in range(5):
        quiet = tied(200 * 4**place / 64, 10, 0.9 - 0.15 * place)
        owed = tied(
            2 + place, 20, 0.8 - 0.15 * place, last_received=utc(AS_OF) - pd.Timedelta(days=2 + place)
        )
        G.edges["ego", f"q{place}"].update(quiet)
        G.edges["ego", f"r{place}"].update(owed)
    points = plane_of(G).points.set_index("person_id")
    wide, phone = (points.index[points[column].notna()] for column in ("label", "phone_label"))
    assert len(phone) == 5
    assert len(wide) > len(phone)
    assert {one[0] for one in phone[:2]} | {one[0] for one in phone[2:]} == {"q", "r"}
    assert abs(sum(one[0] == "q" for one in phone) - sum(one[0] == "r" for one in phone)) == 1
    figure = ng.figures.neglected_plane(G)
    for trace in figure.data:
        assert len([name for name in trace.meta["phone"]["text"] if name]) <= len(
            [one for one in trace.text if one]
        )
    assert len(figure.layout.meta["phone"]["annotations"]) == 2


def test_the_title_of_the_plane_counts_medium_and_strong_ties(plane_graph: nx.Graph) -> None:
    """Medium or strong: Ana, Bo and Cy (from .15); quiet from 2: Bo and Cy. Flo: not known; Eve recruits."""
    plane = plane_of(plane_graph)
    assert plane.title == "2 of 3 medium or strong ties have gone quiet"
    assert "1 person rests" in plane.caption
    assert "Not drawn: 1 not known, 1 recruiters." in plane.caption


def test_who_rests_is_hollow_and_the_others_are_not(plane_graph: nx.Graph) -> None:
    symbols = {trace.name: trace.marker.symbol for trace in ng.figures.neglected_plane(plane_graph).data}
    assert symbols["long quiet, rests (1)"] == "square-open"
    assert symbols["cooling (1)"] == "triangle-up"


def test_five_people_on_the_plane(five: nx.Graph) -> None:
    """Priya: 1,782 days of silence, 48 days over 1,430 days: (1430 + 90) / 48 days is her rhythm."""
    plane = plane_of(five)
    priya, mia = plane.points.to_dict("records")
    assert priya["quiet"] == pytest.approx(1782 / (1520 / 48))
    assert (mia["name"], mia["kind"]) == ("Mia Chen", "in touch")
    assert plane.title == "1 of 2 medium or strong ties has gone quiet"
    assert "1 not known" in plane.caption
    assert plane.caption.endswith("nothing after 29 Oct 2026 is seen.")


def test_a_contact_of_today_stands_at_the_edge_of_the_log_scale(plane_graph: nx.Graph) -> None:
    plane_graph.edges["ego", "ana"].update(tied(0, 20, 0.5))
    marks = [x for trace in ng.figures.neglected_plane(plane_graph).data for x in trace.x]
    assert min(marks) == 0.1
    assert plane_of(plane_graph).points["quiet"].min() == 0


def test_somebody_known_without_a_day_is_counted_and_not_drawn(plane_graph: nx.Graph) -> None:
    plane_graph.edges["ego", "flo"]["closeness"] = 4.0
    assert "1 known, but not when you last spoke" in plane_of(plane_graph).caption


def paths(*evidence: str, weakest: int = 0, **more: Any) -> dict[str, Any]:
    """A row of routes over as many hops as there is evidence."""
    names = ["Alex Moreno", "Mia Chen", "Raj Patel", "Dana Cole"]
    people = [*names[: len(evidence)], "Dana Cole"]
    row = {"target_name": "Globex", "hops": len(evidence), "path": people, "evidence": list(evidence)}
    proof = all(one in schema.PROOF for one in evidence)
    told = {"bands": ["strong"] * len(evidence), "grounds": ["as said"] * len(evidence)}
    return {**row, **told, "weakest_hop": weakest, "proof": proof, "readiness": 0.1, **more}


def test_a_route_is_a_chain_of_people_and_hops() -> None:
    chains = chains_of(frame_of(schema.REFERRAL_PATHS, paths("message", "stated", weakest=1)))
    assert chains.people["name"].to_list() == ["You", "Mia Chen", "Dana Cole"]
    assert chains.people["role"].to_list() == ["you", "on the way", "the end"]
    assert chains.hops["line"].to_list() == ["solid", "solid"]
    assert chains.hops["weakest"].to_list() == [False, True]
    assert chains.title == "The warmest way to Globex starts with Mia Chen"


def test_a_direct_route_has_no_weakest_hop() -> None:
    chains = chains_of(frame_of(schema.REFERRAL_PATHS, paths("message")))
    assert not chains.hops["weakest"].any()
    assert chains.title == "The warmest way to Globex is direct: you know Dana Cole"
    assert "Cross" not in chains.caption


def test_a_route_that_is_not_proven_says_so_in_title_and_line() -> None:
    chains = chains_of(frame_of(schema.REFERRAL_PATHS, paths("connected"), paths("message", "inferred")))
    assert chains.hops["line"].to_list() == ["dash", "solid", "dot"]
    assert chains.title == "No way to Globex is proven yet; 2 may be"
    lines = [
        trace.line.dash
        for trace in ng.figures.route(
            frame_of(schema.REFERRAL_PATHS, paths("connected"), paths("message", "inferred"))
        ).data
        if trace.mode == "lines"
    ]
    assert lines == ["dash", "solid", "dot"]


def test_only_five_routes_are_drawn_and_the_others_counted() -> None:
    chains = chains_of(frame_of(schema.REFERRAL_PATHS, *[paths("message")] * 7))
    assert chains.people["row"].max() == 4
    assert "2 more routes are not drawn" in chains.caption


def test_no_route_names_what_comes_near() -> None:
    figure = ng.figures.route(frame_of(schema.REFERRAL_PATHS, nearest=["Globex"]))
    assert figure.layout.title.text == "No route in your data"
    assert "Did you mean Globex?" in figure.layout.annotations[0].text


def test_bands_count_people_by_days_of_silence() -> None:
    """Bounds belong to the earlier band: 30 days is within 30."""
    silences = [0, 30, 31, 91, 92, 365, 366, 4000]
    G = network(*(("ego", f"p{n}", 0.2, "message") for n in range(len(silences) + 2)))
    for n, days in enumerate(silences):
        G.edges["ego", f"p{n}"]["silent_days"] = float(days)
    record = bands_of(G)
    assert record.bands["people"].to_list() == [2, 2, 2, 2, 2]
    assert record.bands["known"].to_list() == [True] * 4 + [False]
    assert record.title == "You were in touch with 4 of 8 people within 91 days; of 2 more nothing is known"


def test_the_bar_of_the_unknown_is_hatched() -> None:
    bar = ng.figures.recency_bands(network(("ego", "a", 0.2, "connected"))).data[0]
    assert list(bar.marker.pattern.shape) == ["", "", "", "", "/"]
    assert list(bar.y) == [0, 0, 0, 0, 1]


def meeting(name: str, **more: Any) -> dict[str, Any]:
    row = {"person_id": name, "name": name, "need": 1.0, "reach": 0.05, "novelty": 0.5, "proof": True}
    return row | {"why": "because"} | more


def test_the_parts_of_a_meeting_stand_side_by_side() -> None:
    found = frame_of(
        schema.WHO_TO_MEET,
        meeting("Dana Cole", via=["Mia Chen"], targets=["Globex"]),
        meeting("Raj Patel", novelty=math.nan, proof=False, targets=["Globex", "Hooli"]),
    )
    parts = parts_of(found)
    assert parts.title == "2 people lead to Globex and Hooli; first Dana Cole, through Mia Chen"
    assert "Hatched: 1 way rests on a guess" in parts.caption
    figure = ng.figures.who_to_meet(found)
    assert [trace.xaxis or "x" for trace in figure.data] == ["x", "x2", "x3"]
    assert list(figure.data[1].marker.pattern.shape) == ["", "/"]
    assert [one.y for one in figure.layout.annotations if one.text == "not known"] == [1]
    assert math.isnan(figure.data[2].x[1]), "what is not known is no 0"


def test_two_people_of_one_name_have_two_rows() -> None:
    figure = ng.figures.who_to_meet(frame_of(schema.WHO_TO_MEET, meeting("Dana Cole"), meeting("Dana Cole")))
    assert list(figure.layout.yaxis.tickvals) == [0, 1]
    assert list(figure.data[0].y) == [0, 1]


def covered(target: str, state: str, *via: str, routes: int | None = None) -> dict[str, Any]:
    count = len(via) if routes is None else routes
    return {"target": target, "state": state, "via": list(via), "routes": count, "next_step": "ask"}


def test_coverage_has_a_column_for_each_state() -> None:
    found = frame_of(
        schema.TARGET_COVERAGE,
        covered("Globex", "warm", "Mia Chen", routes=4),
        covered("Hooli", "connected only", "Raj Patel"),
        covered("Initech", "guess", "Raj Patel", "Mia Chen"),
        covered("Soylent", "none in your data"),
    )
    ways = ways_in_of(found)
    assert ways.targets["column"].to_list() == [0, 1, 2, 3]
    assert ways.targets["through"].to_list() == [
        "Mia Chen and 3 others",
        "Raj Patel",
        "Raj Patel and 1 other",
        "nobody yet",
    ]
    assert ways.title == "1 of 4 targets has a warm way in; 1 has none in your data"
    marks = [trace for trace in ng.figures.coverage(found).data if trace.mode == "markers"]
    assert [trace.marker.symbol for trace in marks] == ["circle", "circle-open", "diamond-open", "x-thin"]


def begun(*days: tuple[str, str | None]) -> nx.Graph:
    """Ego and a person for each day of connection and era."""
    G = network(*(("ego", f"p{n}", 0.1, "connected") for n in range(len(days))))
    for n, (day, era) in enumerate(days):
        G.nodes[f"p{n}"].update(connected_on=utc(day), era=era)
    return G


def test_growth_counts_years_by_era() -> None:
    record = growth_of(
        begun(("2015-02-01", "school"), ("2019-01-01", "work"), ("2019-12-31", "work"), ("2020-01-01", None))
    )
    assert record.step == "year"
    assert [tuple(row) for row in record.counts.itertuples(index=False)] == [
        ("school", pd.Timestamp("2015-01-01"), 1),
        ("work", pd.Timestamp("2019-01-01"), 2),
        ("other times", pd.Timestamp("2020-01-01"), 1),
    ]
    assert record.title == "2 of 4 connections date from work"


def test_growth_within_three_years_is_told_by_quarter() -> None:
    record = growth_of(begun(("2024-03-31", None), ("2024-04-01", None), ("2024-05-01", None)))
    assert record.step == "quarter"
    assert record.counts["people"].to_list() == [1, 2]
    assert record.title == "Most connections of one quarter began in 2024 quarter 2: 2 of 3"


def test_people_without_a_day_are_counted_not_drawn() -> None:
    G = begun(("2024-03-31", None))
    G.add_node("late", kind="person", name="Late x")
    assert "1 person without a day" in growth_of(G).caption


def test_growth_has_no_more_than_six_eras_by_name() -> None:
    days = [(f"{2000 + n}-01-01", f"era {n}") for n in range(9) for _ in range(9 - n)]
    eras = set(growth_of(begun(*days)).counts["era"])
    assert eras == {*(f"era {n}" for n in range(6)), "other eras"}


def test_every_year_is_on_the_axis_also_without_anybody() -> None:
    figure = ng.figures.growth(begun(("2015-02-01", "school"), ("2019-01-01", "work")))
    assert list(figure.layout.xaxis.ticktext) == ["2015", "2016", "2017", "2018", "2019"]
    assert [list(trace.x) for trace in figure.data] == [[0], [4]]


def moved(name: str, change: str, before: float, after: float) -> dict[str, Any]:
    row = {"person_id": name, "name": name, "change": change, "why": "because"}
    return row | {"quiet_before": before, "quiet_after": after}


def test_what_moved_goes_from_hollow_to_filled() -> None:
    found = frame_of(
        schema.WHAT_MOVED, moved("Ana", "replied", 9.0, 0.5), moved("Bo", "warmed", math.nan, 1.0)
    )
    assert moves_of(found).title == "2 ties moved: 1 replied and 1 warmed"
    line, then, now, *_ = ng.figures.what_moved(found).data
    assert list(line.x) == [9.0, 0.5, None]
    assert (then.marker.symbol, now.marker.symbol) == ("diamond-open", "diamond")
    assert (list(then.x), list(now.x)) == ([9.0], [0.5])


def helped(name: str, **lists: list[str]) -> dict[str, Any]:
    return {"person_id": name, "name": name, "why": "because", **lists}


def test_help_is_counted_in_kinds_and_never_by_person() -> None:
    bank = frame_of(
        schema.HELP_BANK,
        helped(
            "Ana",
            given=["advice, May 2026 (her team)"],
            received=["introduction to Dana Cole, Jun 2026", "advice"],
        ),
        helped("Bo", received=["recommendation, May 2020"], owed_by_ego=["thanks for recommendation"]),
    )
    flow = help_flow_of(bank)
    assert [tuple(row) for row in flow.kinds.itertuples(index=False)] == [
        ("advice", 1, 1),
        ("introduction", 0, 1),
        ("recommendation", 0, 1),
    ]
    assert flow.title == "You helped 1 time and were helped 3 times; 1 thank-you or promise is yours to keep"
    figure = ng.figures.help_balance(bank)
    assert [list(trace.x) for trace in figure.data] == [[-1, -1, -1], [1, 0, 0]]
    assert min(map(str.strip, figure.layout.xaxis.ticktext)) >= "0", "no number bears a sign"


def broker(name: str, constraint: float, size: float, *opens: str) -> dict[str, Any]:
    row = {"person_id": name, "name": name, "constraint": constraint, "effective_size": size}
    return row | {"opens": list(opens), "why": "because"}


def test_brokers_who_open_a_target_are_stars() -> None:
    found = frame_of(schema.BROKERS, broker("Ana", 0.3, 4.0, "Globex"), broker("Bo", 0.6, 2.0))
    holes = holes_of(found)
    assert holes.title == "1 person between groups opens Globex"
    assert holes.people["label"].notna().all()
    assert [trace.marker.symbol for trace in ng.figures.brokers(found).data] == ["star", "circle"]


def test_one_broker_alone_has_a_place() -> None:
    figure = ng.figures.brokers(frame_of(schema.BROKERS, broker("Ana", 0.5, 2.0)))
    low, high = figure.layout.xaxis.range
    assert low < 0.5 < high


def week(starts_on: str, new: float, talks: float, **shares: float) -> dict[str, Any]:
    row = {"week": starts_on, "starts_on": utc(starts_on), "new_people": new, "conversations": talks}
    return row | shares


def test_weeks_before_the_first_log_are_not_known() -> None:
    found = frame_of(
        schema.GOALS,
        week("2026-10-12", math.nan, math.nan),
        week("2026-10-19", 1, 3, face_to_face=2 / 3),
        week("2026-10-26", 0, 0),
    )
    record = weeks_of(found)
    assert record.title == "1 new person and 3 conversations in 2 weeks"
    assert "1 week before your first log: not known" in record.caption
    figure = ng.figures.goals(found)
    assert [one.x for one in figure.layout.annotations if one.text == "not<br>known"] == [0]
    assert [shape.y0 for shape in figure.layout.shapes] == [1], "the aim: a new person a week"
    assert list(figure.layout.xaxis.ticktext) == ["12 Oct", "19 Oct", "26 Oct"]


EMPTY: dict[str, Callable[[], go.Figure]] = {
    "neglected_plane": lambda: ng.figures.neglected_plane(network(("ego", "a", 0.1, "connected"))),
    "route": lambda: ng.figures.route(frame_of(schema.REFERRAL_PATHS)),
    "recency_bands": lambda: ng.figures.recency_bands(network()),
    "who_to_meet": lambda: ng.figures.who_to_meet(frame_of(schema.WHO_TO_MEET)),
    "coverage": lambda: ng.figures.coverage(frame_of(schema.TARGET_COVERAGE)),
    "growth": lambda: ng.figures.growth(network(("ego", "a", 0.1, "connected"))),
    "what_moved": lambda: ng.figures.what_moved(frame_of(schema.WHAT_MOVED)),
    "help_balance": lambda: ng.figures.help_balance(frame_of(schema.HELP_BANK)),
    "brokers": lambda: ng.figures.brokers(frame_of(schema.BROKERS)),
    "goals": lambda: ng.figures.goals(frame_of(schema.GOALS)),
}

FULL: dict[str, Callable[[str], go.Figure]] = {
    "neglected_plane": lambda name: ng.figures.neglected_plane(named_plane(name)),
    "route": lambda name: ng.figures.route(
        frame_of(
            schema.REFERRAL_PATHS, paths("message", "stated", path=["Alex", name, name], target_name=name)
        )
    ),
    "who_to_meet": lambda name: ng.figures.who_to_meet(
        frame_of(schema.WHO_TO_MEET, meeting(name, organization=name, via=[name], targets=[name], why=name))
    ),
    "coverage": lambda name: ng.figures.coverage(
        frame_of(schema.TARGET_COVERAGE, covered(name, "warm", name) | {"next_step": name})
    ),
    "growth": lambda name: ng.figures.growth(begun(("2019-01-01", name))),
    "what_moved": lambda name: ng.figures.what_moved(
        frame_of(schema.WHAT_MOVED, moved(name, "replied", 9.0, 0.5) | {"why": name})
    ),
    "brokers": lambda name: ng.figures.brokers(
        frame_of(schema.BROKERS, broker(name, 0.5, 2.0, name) | {"organization": name, "why": name})
    ),
}


def named_plane(name: str) -> nx.Graph:
    contacts = bundle(
        people=[person("raj", name, organization=name)],
        interactions=[said(f"2020-0{month}-01 10:00", "alex", "raj") for month in range(1, 9)],
    )
    return ng.build_graph(contacts, as_of=AS_OF)


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_a_titled_figure_that_says_why(name: str) -> None:
    figure = EMPTY[name]()
    assert len(figure.data) == 0
    assert len(figure.layout.title.text) > 8
    assert len(figure.layout.meta["caption"]) > 20
    assert [one.name for one in figure.layout.annotations] == ["reason"]


@pytest.mark.parametrize("name", FULL)
def test_names_are_text_and_nothing_else(name: str) -> None:
    figure = FULL[name](HOSTILE)
    assert len(figure.data) > 0
    drawn = words_in(figure.to_plotly_json())
    assert any("&lt;img" in text for text in drawn)
    assert not [text for text in drawn if "<img" in text or "<b>Co" in text]


def words_in(part: Any) -> list[str]:
    """Every text anywhere in a figure's JSON, `meta` left out: that is plain text and not drawn."""
    if isinstance(part, dict):
        return [text for key, value in part.items() if key != "meta" for text in words_in(value)]
    if isinstance(part, list | tuple) or hasattr(part, "tolist"):
        return [text for value in part for text in words_in(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("name", FULL)
def test_figures_leave_what_they_are_given_alone_and_are_the_same_twice(name: str) -> None:
    assert FULL[name]("Dana Cole").to_json() == FULL[name]("Dana Cole").to_json()


def test_input_is_left_alone() -> None:
    found = frame_of(schema.WHO_TO_MEET, meeting("Dana Cole", targets=["Globex"]))
    before = found.copy()
    ng.figures.who_to_meet(found)
    pd.testing.assert_frame_equal(found, before)
