"""Figures: one picture a question, reached as `ng.figures.NAME`.

>>> import netgraph as ng
>>> ng.figures.neglected_plane(G).show(config=ng.figures.CONFIG)  # doctest: +SKIP

Each module makes a plain record of what will be drawn, then the picture of it, a Plotly figure that needs
no network. Names are loaded when they are first used; as importing a module binds its name here, no module
bears the name of a figure.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netgraph.figures.beginnings import growth
    from netgraph.figures.chains import route
    from netgraph.figures.help_flow import help_balance
    from netgraph.figures.holes import brokers
    from netgraph.figures.last_contact import recency_bands
    from netgraph.figures.map_picture import network_map
    from netgraph.figures.meeting_parts import who_to_meet
    from netgraph.figures.movement import what_moved
    from netgraph.figures.plane import neglected_plane
    from netgraph.figures.ring_picture import rings
    from netgraph.figures.theme import CONFIG, LEAST_WIDTH, bare, darkened, empty_figure
    from netgraph.figures.ways_in import coverage
    from netgraph.figures.weeks import goals

__all__ = [
    "CONFIG",
    "LEAST_WIDTH",
    "bare",
    "brokers",
    "coverage",
    "darkened",
    "empty_figure",
    "goals",
    "growth",
    "help_balance",
    "neglected_plane",
    "network_map",
    "recency_bands",
    "rings",
    "route",
    "what_moved",
    "who_to_meet",
]

HOMES = {
    "CONFIG": "theme",
    "LEAST_WIDTH": "theme",
    "bare": "theme",
    "brokers": "holes",
    "coverage": "ways_in",
    "darkened": "theme",
    "empty_figure": "theme",
    "goals": "weeks",
    "growth": "beginnings",
    "help_balance": "help_flow",
    "neglected_plane": "plane",
    "network_map": "map_picture",
    "recency_bands": "last_contact",
    "rings": "ring_picture",
    "route": "chains",
    "what_moved": "movement",
    "who_to_meet": "meeting_parts",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'netgraph.figures' has no attribute {name!r}")
    value = getattr(import_module(f"netgraph.figures.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
