"""A figure in a notebook: what front ends are handed, and that none of it calls another host."""

from __future__ import annotations

import json
import pickle

import plotly.graph_objects as go
import pytest
from conftest import network

import netgraph as ng
from netgraph.figures.theme import picture


@pytest.fixture
def figure() -> go.Figure:
    return ng.figures.recency_bands(network(("ego", "ana", 0.1, "connected")))


def test_it_is_a_plotly_figure_that_can_be_changed_copied_and_kept(figure: go.Figure) -> None:
    assert isinstance(figure, go.Figure)
    figure.update_layout(title_text="mine")
    assert (
        go.Figure(figure).layout.title.text == pickle.loads(pickle.dumps(figure)).layout.title.text == "mine"
    )


def test_front_ends_get_the_figure_and_a_picture_and_no_address(figure: go.Figure) -> None:
    bundle = figure._repr_mimebundle_()
    interactive = bundle["application/vnd.plotly.v1+json"]
    assert interactive["data"][0]["type"] == "bar"
    assert interactive["config"] == ng.figures.CONFIG
    assert bundle["text/html"].startswith("<div><svg")
    assert bundle["text/plain"] == "Figure: No contact is known with any of 1 person"
    said = json.dumps(bundle).replace("http://www.w3.org/", "")
    assert "http" not in said
    assert "<script" not in said


def test_a_notebook_asks_for_the_bundle(figure: go.Figure) -> None:
    """What a kernel does to show the last line of a cell."""
    from IPython.core.formatters import DisplayFormatter

    shown, _ = DisplayFormatter().format(figure)
    assert set(shown) >= {"application/vnd.plotly.v1+json", "text/html", "text/plain"}
    assert "cdn" not in json.dumps(shown)


def test_what_has_no_picture_is_shown_all_the_same() -> None:
    odd = picture("A pie")
    odd.add_pie(values=[1, 2])
    assert odd._repr_html_() is None
    assert set(odd._repr_mimebundle_()) == {"application/vnd.plotly.v1+json", "text/plain"}


def test_variants_are_shown_alike(figure: go.Figure) -> None:
    for variant in (ng.figures.bare(figure), ng.figures.darkened(figure)):
        assert type(variant) is type(figure)
    assert "Figure: " in ng.figures.bare(figure)._repr_mimebundle_()["text/plain"]
