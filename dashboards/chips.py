"""Chips: the small parts that pages share - a person, the line between two people, a badge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboards.words import EVIDENCE, last_contact_words, strength_words
from netgraph.schema import PROOF
from netgraph.strength import band

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["aria", "badge", "person_chip", "person_name", "strength_mark", "tie_line", "you_chip"]


def aria(**said: str) -> Any:
    """Attributes for those who listen: `aria(label="Pages")` is `{"aria-label": "Pages"}`."""
    return {f"aria-{name}": words for name, words in said.items()}


def badge(words: str, *, tone: str = "quiet") -> html.Span:
    """A word in a tinted pill; `tone` is a class of the style sheet and never the only sign."""
    return html.Span(words, className=f"badge badge-{tone}")


def person_name(profile: pd.Series) -> html.A | html.Span:
    """The name, leading to the person's own page where a safe address is known."""
    if profile["linkedin"] is None:
        return html.Span(profile["name"], className="name")
    return html.A(
        profile["name"],
        href=profile["linkedin"],
        target="_blank",
        rel="noopener noreferrer",
        className="name",
        title="Opens LinkedIn in your browser",
    )


def person_chip(profile: pd.Series, *, own_tie: bool) -> html.Li:
    """A person on a route; `own_tie` adds how well the user knows them and when they last spoke."""
    job = ", ".join(part for part in (profile["position"], profile["organization"]) if part)
    own = [strength_mark(profile["strength"]), html.Span(last_contact_words(profile["last_contact"]))]
    return html.Li(
        [
            person_name(profile),
            html.Span(job, className="job") if job else None,
            html.Span(own, className="meta") if own_tie else None,
        ],
        className="chip",
    )


def you_chip() -> html.Li:
    """The start of every route."""
    return html.Li(html.Span("You", className="name"), className="chip chip-you")


def tie_line(evidence: str, *, weakest: bool) -> html.Li:
    """The line to the next chip: solid for proof, dashed for a guess or a mere connection."""
    line = "solid" if evidence in PROOF else "dashed"
    said: list[Any] = [html.Span(EVIDENCE.get(evidence, evidence), className="evidence")]
    if weakest:
        said.append(html.Span("weakest link", className="weakest"))
    return html.Li([html.Span(className="stroke"), *said], className=f"tie tie-{line}")


def strength_mark(strength: float) -> html.Span:
    """Three bars, filled by band, and the words beside them."""
    filled = {"not known": 0, "weak": 1, "medium": 2, "strong": 3}[band(strength)]
    bars = [html.I(className="bar on" if place < filled else "bar") for place in range(3)]
    return html.Span(
        [html.Span(bars, className="bars", **aria(hidden="true")), strength_words(strength)],
        className="strength",
    )
