"""One look for all figures: safe text, colours that can be told apart, nothing that leaves the machine."""

from __future__ import annotations

import html
import re
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.figures import HOMES, theme
from netgraph.figures.labels import LETTER, LINE, Canvas, placed
from netgraph.figures.plane import LOOK
from netgraph.schema import EVIDENCE, PROOF

ROOT = Path(__file__).parents[1]
STYLE_SHEET = ROOT / "dashboards" / "assets" / "netgraph.css"
MARKS = (*theme.COLORWAY, theme.WARM, theme.SOFT)
HOSTILE = "<b>Ana</b> & <a href='javascript:alert(1)'>x</a>"


def luminance(color: str) -> float:
    """WCAG 2.1, relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def words_in(part: Any) -> list[str]:
    """Every text anywhere in a figure's JSON, `meta` left out: that is plain text and not drawn."""
    if isinstance(part, dict):
        return [text for key, value in part.items() if key != "meta" for text in words_in(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in words_in(value)]
    return [part] if isinstance(part, str) else []


def test_the_formula_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", MARKS)
def test_colours_stand_out_from_paper(color: str) -> None:
    assert contrast(color, theme.PAPER) >= 4.2


@pytest.mark.parametrize("color", [theme.INK, theme.SOFT, *MARKS])
def test_dark_partners_stand_out_from_the_dark_ground(color: str) -> None:
    assert contrast(theme.DARK[color], theme.DARK[theme.PAPER]) >= 4.5


def test_every_colour_has_its_own_partner() -> None:
    assert len(set(theme.COLORWAY)) == len(theme.COLORWAY)
    partners = [theme.DARK[color] for color in theme.COLORWAY]
    assert len(set(partners)) == len(partners)


def test_the_dashboard_has_the_same_colours() -> None:
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    pairs = dict(re.findall(r"--([a-z-]+): light-dark\((#\w+), #\w+\)", sheet))
    named = {
        "ink": theme.INK,
        "soft": theme.SOFT,
        "tie": theme.BLUE,
        "proof": theme.GREEN,
        "warm": theme.WARM,
    }
    assert {name: pairs[name] for name in named} == named
    assert pairs["plum"] == theme.PLUM
    assert pairs["grey"] == theme.GREY


def test_the_dashboard_has_the_same_type() -> None:
    assert import_module("dashboards.theme").FONT == theme.FONT


def test_text_is_made_safe_and_stays_readable() -> None:
    assert html.unescape(theme.escaped(HOSTILE)) == HOSTILE
    assert "<" not in theme.escaped(HOSTILE)


def test_title_and_caption_are_plain_in_meta_and_safe_where_they_are_drawn() -> None:
    figure = theme.picture(HOSTILE, caption=HOSTILE)
    assert figure.layout.meta == {"title": HOSTILE, "caption": HOSTILE}
    drawn = words_in(figure.to_plotly_json())
    assert any("&lt;b&gt;" in text for text in drawn)
    assert not any("<b>" in text or "<a" in text for text in drawn)


def test_a_long_title_is_wrapped_and_has_room() -> None:
    short, long = theme.picture("a b"), theme.picture("word " * 40)
    lines = long.layout.title.text.split("<br>")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 72
    assert long.layout.margin.t - short.layout.margin.t == 2 * 22


def test_a_legend_in_two_rows_has_more_room() -> None:
    """Six names of 30 letters do not fit one row of 680 pixels."""
    one, many = theme.picture("a", legend=["b"]), theme.picture("a", legend=["x" * 30] * 6)
    assert many.layout.margin.t > one.layout.margin.t > theme.picture("a").layout.margin.t


def test_an_empty_figure_says_why() -> None:
    figure = ng.figures.empty_figure("No route", f"Nobody: {HOSTILE}")
    assert len(figure.data) == 0
    assert figure.layout.title.text == "No route"
    assert "&lt;b&gt;" in figure.layout.annotations[0].text
    assert figure.layout.xaxis.visible is False


def test_a_bare_figure_has_lost_the_words_and_their_room_alone() -> None:
    whole = theme.picture("word " * 40, caption="said " * 60, legend=["a"])
    whole.add_annotation(text="kept", x=0, y=0)
    plain = ng.figures.bare(whole)
    assert plain.layout.title.text is None
    assert [one.text for one in plain.layout.annotations] == ["kept"]
    lost = whole.layout.height - plain.layout.height
    margins = [(one.layout.margin.t, one.layout.margin.b) for one in (whole, plain)]
    assert lost == sum(margins[0]) - sum(margins[1]) > 0
    assert plain.layout.meta == whole.layout.meta
    assert whole.layout.title.text is not None, "the figure that was given is left alone"


def test_a_dark_figure_has_no_light_colour_left() -> None:
    dark = ng.figures.darkened(theme.picture("a", caption="b"))
    texts = words_in(dark.to_plotly_json())
    assert not [color for color in (theme.INK, theme.SOFT, theme.HAIR) if color in texts]
    assert theme.DARK[theme.INK] in texts


def test_a_clear_colour_becomes_the_clear_partner_and_a_strange_one_stays() -> None:
    assert theme.dark_partner("rgba(95,107,122,0.75)") == "rgba(168,177,188,0.75)"
    assert theme.dark_partner("rgba(1,2,3,0.75)") == "rgba(1,2,3,0.75)"
    assert theme.dark_partner("not a colour") == "not a colour"


def test_chips_have_the_colours_of_the_marks() -> None:
    """The chips of /neglected against the marks of the plane that stands over them."""
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z-]+): light-dark\((#\w+), #\w+\)", sheet))
    chips = dict(re.findall(r"\.badge-(\w+) \{[^}]* color: var\(--(\w+)\)", sheet))
    for kind in ("owed", "dormant", "cooling"):
        assert light[chips[kind]] == LOOK[kind][2]


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_a_line_is_solid_where_the_tie_is_proven(evidence: str) -> None:
    assert (theme.line_of(evidence) == "solid") == (evidence in PROOF)


def test_nothing_can_be_uploaded() -> None:
    assert ng.figures.CONFIG.items() >= {"showSendToCloud": False, "displaylogo": False}.items()
    assert "sendChartToCloud" in theme.template().layout.modebar.remove


def test_figures_are_reached_lazily_and_all_are_there() -> None:
    assert set(HOMES) == set(ng.figures.__all__)
    assert [name for name in ng.figures.__all__ if not hasattr(ng.figures, name)] == []
    assert set(HOMES) & set(HOMES.values()) == set(), "no module may bear the name of a figure"
    with pytest.raises(AttributeError, match="nobody_named_this"):
        ng.figures.nobody_named_this  # noqa: B018


POINT = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(st.lists(POINT, max_size=25), st.integers(0, 12))
def test_no_name_hides_another(points: list[tuple[float, float]], most: int) -> None:
    names = ["Ana Souza"] * len(points)
    canvas = Canvas((0.0, 1.0), (0.0, 1.0))
    sides = placed(canvas, points, names, most=most)
    shown = [box(canvas.at(*point), side) for point, side in zip(points, sides, strict=True) if side]
    assert len(shown) <= most
    for one, other in combinations(shown, 2):
        assert abs(one[0] - other[0]) >= LETTER * 9 or abs(one[1] - other[1]) >= LINE
    assert all(x - LETTER * 4.5 >= 0 and x + LETTER * 4.5 <= canvas.width for x, _ in shown)


def box(at: tuple[float, float], side: str) -> tuple[float, float]:
    """The middle of a name of nine letters on that side of a mark, 9 pixels from it."""
    x, y = at
    across = {"left": -1, "right": 1}.get(side.split()[1], 0)
    up = {"top": 1, "bottom": -1}.get(side.split(maxsplit=1)[0], 0)
    return x + across * (9 + LETTER * 4.5), y + up * (9 + LINE / 2)


def test_names_that_are_not_wanted_are_not_placed() -> None:
    canvas = Canvas((0.0, 1.0), (0.0, 1.0))
    assert placed(canvas, [(0.2, 0.2), (0.8, 0.8)], ["Ana", "Raj"], wanted=[False, True])[0] is None
