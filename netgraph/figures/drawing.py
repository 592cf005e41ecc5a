"""A Plotly figure that shows itself in a notebook without a network.

Plotly's own display adds a script of another host to the HTML it hands out. This one hands out the figure for
front ends that draw Plotly themselves (JupyterLab, Notebook 7, VS Code) and, for all others and for exported
notebooks, the same figure as a static picture.

This module imports Plotly: import it inside functions.
"""

from __future__ import annotations

import json
from typing import Any, Final

import plotly.graph_objects as go

from netgraph.figures.svg import to_svg

__all__ = ["Drawing"]

PLOTLY: Final = "application/vnd.plotly.v1+json"
OFFLINE: Final = {"showSendToCloud": False, "displaylogo": False, "responsive": True}
"""As `netgraph.figures.CONFIG`, which is made without loading Plotly."""


class Drawing(go.Figure):  # type: ignore[misc]  # Plotly is not typed
    """A `plotly.graph_objects.Figure`, in all but the way it is displayed."""

    _ipython_display_ = None
    """So that notebooks ask for the bundle below."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **kwargs: Any) -> dict[str, Any]:
        """The figure for front ends that draw it, a picture for those that do not, its finding in words."""
        said = (self.layout.meta or {}).get("title") or self.layout.title.text or "without a title"
        shown: dict[str, Any] = {PLOTLY: json.loads(self.to_json()) | {"config": OFFLINE}}
        shown["text/plain"] = f"Figure: {said}"
        picture = self._repr_html_()
        return shown if picture is None else shown | {"text/html": picture}

    def _repr_html_(self) -> str | None:
        """The figure as static SVG, None where that cannot draw it: showing must never fail."""
        try:
            return f"<div>{to_svg(self)}</div>"
        except (KeyError, TypeError, ValueError):
            return None

    def show(self, *args: Any, **kwargs: Any) -> None:
        """As Plotly's, with no button that uploads."""
        super().show(*args, **({"config": OFFLINE} | kwargs))
