"""Figures as static SVG: read back with an XML parser, places worked out by hand."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.figures import neglected_plane, recency_bands
from netgraph.figures.svg import to_svg
from netgraph.figures.theme import empty_figure, escaped, picture

NS = {"svg": "http://www.w3.org/2000/svg"}
CLEAR = {"l": 100, "r": 100, "t": 50, "b": 50}
"""With 400 x 300 pixels the plot is 200 x 200, its left top corner at (100, 50)."""


def figure(*traces, **layout):
    return go.Figure(list(traces), {"template": "none", "margin": CLEAR, "showlegend": False} | layout)


def drawn(fig, **options):
    return ET.fromstring(to_svg(fig, **{"width": 400, "height": 300} | options))


def circles(root):
    return [(float(one.get("cx")), float(one.get("cy"))) for one in root.iterfind(".//svg:circle", NS)]


def bars(root):
    """Left, top, width and height of the bars."""
    found = root.findall("svg:rect", NS)
    return [tuple(float(one.get(key)) for key in ("x", "y", "width", "height")) for one in found]


def words(root):
    return ["".join(one.itertext()) for one in root.iterfind(".//svg:text", NS)]


def dots(x, y, **more):
    return go.Scatter(x=x, y=y, mode="markers", **more)


def test_marks_stand_where_the_axes_say():
    root = drawn(figure(dots([0, 5, 10], [0, 1, 4]), xaxis_range=[0, 10], yaxis_range=[0, 4]))
    assert circles(root) == [(100, 250), (200, 200), (300, 50)]


def test_a_log_axis_spaces_by_ratios():
    fig = figure(dots([1, 10, 100, 0], [1, 1, 1, 1]), yaxis_range=[0, 2])
    fig.update_xaxes(type="log", range=[0, 2])
    assert circles(drawn(fig)) == [(100, 150), (200, 150), (300, 150)], "0 has no place on a log axis"


def test_a_date_axis_spaces_by_time_and_categories_by_number():
    days = list(pd.to_datetime(["2026-01-01", "2026-01-11", "2026-01-21"], utc=True))
    fig = figure(dots(days, ["low", "high", "low"]), xaxis_range=["2026-01-01", "2026-01-21"])
    assert circles(drawn(fig)) == [(100, 200), (200, 100), (300, 200)]
    fig.update_yaxes(autorange="reversed")
    assert circles(drawn(fig)) == [(100, 100), (200, 200), (300, 100)]


def test_words_of_an_axis():
    fig = figure(dots([0, 100], [0.1, 0.9]), xaxis_range=[0, 100], yaxis_range=[0, 1])
    fig.update_xaxes(title_text="days since", tickvals=[0, 50], ticktext=["none", "fifty"])
    fig.update_yaxes(tickformat=".0%")
    found = words(drawn(fig))
    assert {"days since", "none", "fifty", "0%", "100%"} <= set(found)
    fig.update_yaxes(tickformat="~s")
    with pytest.raises(ValueError, match="~s"):
        drawn(fig)


def test_bars_lie_stacked_and_side_by_side():
    two = [go.Bar(x=[2, 4], y=["a", "b"], orientation="h"), go.Bar(x=[3, 0], y=["a", "b"], orientation="h")]
    stacked = figure(*two, barmode="stack", bargap=0, xaxis_range=[0, 10])
    assert bars(drawn(stacked)) == [
        (100, 150, 40, 100),
        (100, 50, 80, 100),
        (140, 150, 60, 100),
        (180, 50, 0, 100),
    ]
    upright = figure(go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[-2]), bargap=0, yaxis_range=[-2, 2])
    assert bars(drawn(upright)) == [(100, 100, 100, 50), (200, 150, 100, 100)]


def test_a_hatched_bar_points_to_its_pattern_and_the_legend_does_too():
    fig = figure(go.Bar(x=["a"], y=[1], name="guess", marker_pattern_shape="/"), showlegend=True)
    root = drawn(fig)
    (pattern,) = root.iterfind(".//svg:pattern", NS)
    filled = [one.get("fill") for one in root.findall("svg:rect", NS)]
    assert filled == [f"url(#{pattern.get('id')})"] * 2


def test_a_line_breaks_at_what_is_not_known_and_is_cut_at_the_edge():
    fig = figure(go.Scatter(x=[0, 1, 2, 3], y=[1, None, 1, 1], mode="lines"), xaxis_range=[0, 3])
    (path,) = drawn(fig).findall("svg:path", NS)
    assert path.get("d").count("M") == 2
    assert path.get("clip-path") is None
    fig.update_xaxes(range=[0, 2])
    root = drawn(fig)
    clip = root.find("svg:path", NS).get("clip-path")
    assert clip == f"url(#{root.find('svg:clipPath', NS).get('id')})"


def test_marks_beyond_the_axis_are_not_drawn():
    assert circles(drawn(figure(dots([1, 50], [1, 1]), xaxis_range=[0, 2], yaxis_range=[0, 2]))) == [
        (200, 150)
    ]


def test_hidden_traces_are_left_out_and_a_group_has_one_entry():
    fig = figure(
        dots([1], [1], name="seen", legendgroup="one"),
        dots([2], [2], name="seen", legendgroup="one"),
        dots([3], [3], name="hidden", visible=False),
        showlegend=True,
    )
    root = drawn(fig)
    assert len(circles(root)) == 2 + 1
    assert words(root).count("seen") == 1
    assert "hidden" not in words(root)


def test_shapes_and_words_take_places_on_a_log_axis_as_plotly_does():
    fig = figure(dots([1], [1]), yaxis_range=[0, 2])
    fig.update_xaxes(type="log", range=[0, 2], visible=False)
    fig.update_yaxes(visible=False)
    fig.add_shape(type="line", x0=10, x1=10, y0=0, y1=1, yref="paper")
    fig.add_annotation(x=1, y=1, text="ten", showarrow=False)
    root = drawn(fig)
    (line,) = root.findall("svg:line", NS)
    assert (line.get("x1"), line.get("x2")) == ("200.0", "200.0"), "a shape is at its value"
    (span,) = root.iterfind(".//svg:tspan", NS)
    assert span.get("x") == "200.0", "words are at a power of ten"


def test_words_that_stand_out_widen_the_picture():
    fig = figure(dots([1], [1]))
    fig.add_annotation(x=1, y=0.5, xref="paper", yref="paper", xanchor="left", showarrow=False, text="w" * 40)
    left, _, width, _ = map(float, drawn(fig).get("viewBox").split())
    assert left == 0
    assert width > 500


def test_it_is_named_and_described_in_words():
    fig = picture("6 of 41 ties are quiet & <b>few</b>", caption="Rests on LinkedIn.")
    root = drawn(fig)
    said = {one.get("id"): one.text for one in (root.find("svg:title", NS), root.find("svg:desc", NS))}
    assert list(said.values()) == ["6 of 41 ties are quiet & <b>few</b>", "Rests on LinkedIn."]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == list(said)
    assert drawn(fig, description="Dots.").find("svg:desc", NS).text == "Dots."


def test_marks_tell_what_plotly_shows_under_the_pointer_where_asked():
    fig = figure(dots([1], [1], hovertext=["<b>Ana</b><br>at R&amp;D"]))
    assert drawn(fig).find(".//svg:g/svg:title", NS) is None
    assert drawn(fig, hints=True).find(".//svg:g/svg:title", NS).text == "Ana at R&D"


@pytest.mark.parametrize(
    ("fig", "said"),
    [
        (go.Figure(go.Pie(values=[1])), "pie"),
        (figure(dots([1], [1], marker_color=[3.5])), "colours by name"),
        (figure(dots([1], [1], marker_symbol="star-diamond")), "star-diamond"),
        (figure(go.Scatter(x=[1, 2], y=[1, 2], mode="lines", line_shape="spline")), "spline"),
        (figure(go.Scatter(x=[1, 2], y=[1, 2], fill="tozeroy")), "tozeroy"),
        (figure(dots([1], [1]), shapes=[{"type": "path", "path": "M0,0L1,1"}]), "path"),
        (figure(dots([1], [1]), xaxis_type="multicategory"), "multicategory"),
        (figure(go.Bar(x=["a"], y=[1]), barmode="group", xaxis_dtick=1, yaxis_dtick=1e-9), "dtick"),
    ],
)
def test_what_it_cannot_draw_it_refuses(fig, said):
    with pytest.raises(ValueError, match=said):
        to_svg(fig)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40))
def test_any_words_give_sound_xml_that_says_them(text):
    fig = figure(dots([1], [1], text=[escaped(text)]), title_text=escaped(text))
    fig.update_traces(mode="markers+text")
    fig.update_xaxes(visible=False)
    fig.update_yaxes(visible=False)
    root = drawn(fig)
    held = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    shown = [" ".join(one.split()) for one in words(root)]
    assert all(one == " ".join(held.split()) for one in shown)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        *("svg", "title", "desc", "clipPath", "rect", "circle", "text", "tspan")
    }


def test_words_cannot_break_out_of_the_picture():
    evil = '</text></svg><script>alert(1)</script><image href="x"/>'
    fig = figure(dots([1], [1], text=[evil], name=evil, hovertext=[evil]), title_text=evil, showlegend=True)
    fig.update_traces(mode="markers+text")
    fig.update_xaxes(title_text=evil, ticktext=[evil], tickvals=[1])
    text = to_svg(fig, hints=True, description=evil, family='"><script>')
    root = ET.fromstring(text)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "image"))]
    assert "<script" not in text


def test_the_same_figure_gives_the_same_text_and_is_left_alone():
    fig = empty_figure("Nothing yet", "No contact is known.")
    before = fig.to_json()
    assert to_svg(fig) == to_svg(fig)
    assert fig.to_json() == before


def test_two_pictures_on_a_page_share_no_id(five):
    pictures = [to_svg(neglected_plane(five)), to_svg(recency_bands(five))]
    ids = [re.findall(r'\bid="([^"]+)"', one) for one in pictures]
    assert all(len(one) == len(set(one)) for one in ids)
    assert not set(ids[0]) & set(ids[1])


def test_words_outside_a_bar_to_the_left_stand_beyond_its_end():
    bar = go.Bar(orientation="h", x=[-2, 1], y=[0, 1], text=["two", "one"], textposition="outside")
    drawn = to_svg(go.Figure(bar))
    words = {said: float(x) for x, said in re.findall(r'<tspan x="([\d.]+)"[^>]*>(two|one)<', drawn)}
    begins = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*fill="#', drawn)]
    assert words["two"] < min(begins) < words["one"]
