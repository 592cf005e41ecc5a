"""Findings: every answer that a report shows, asked once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from netgraph.circle_names import circles
from netgraph.coverage import target_coverage
from netgraph.errors import NoHistoryError
from netgraph.lookup import ego_of
from netgraph.meetings import who_to_meet
from netgraph.neglect import neglected_ties
from netgraph.planning import plan_meetings
from netgraph.practice.bank import help_bank
from netgraph.practice.week import this_week
from netgraph.provenance import rests_on, said_once
from netgraph.routes import referral_paths
from netgraph.structural_holes import brokers
from netgraph.target_list import stored_targets
from netgraph.tie_arrays import TieArrays

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import pandas as pd

__all__ = ["Findings"]

ALL: Final = 1_000_000_000
FEW_TARGETS: Final = 5
PEOPLE_TO_MEET: Final = 6
MEETINGS: Final = 5
BROKERS: Final = 3


class Findings:
    """The answers about one graph. Raises `NoHistoryError` where the graph was made by hand."""

    def __init__(self, G: nx.Graph, targets: Sequence[str] | None = None) -> None:
        self.ego = ego_of(G)
        if G.graph.get("contacts") is None:
            raise NoHistoryError(
                "this graph was made by hand and holds no history to report on: make it with build_graph"
            )
        self.G = said_once(G)
        self.targets = list(dict.fromkeys(targets)) if targets is not None else stored_targets(G)
        self.rests_on = rests_on(self.G)

    @cached_property
    def neglected(self) -> pd.DataFrame:
        """Every neglected tie and every reply owed."""
        return neglected_ties(self.G, limit=ALL)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """One row a target."""
        return target_coverage(self.G, targets=self.targets)

    @cached_property
    def routes(self) -> pd.DataFrame:
        """The warmest ways to each target: two where targets are few, else one."""
        limit = 2 if len(self.targets) <= FEW_TARGETS else 1
        return referral_paths(self.G, self.targets, limit=limit)

    @cached_property
    def meet(self) -> pd.DataFrame:
        """People to meet."""
        return who_to_meet(self.G, targets=self.targets, limit=PEOPLE_TO_MEET)

    @cached_property
    def plan(self) -> pd.DataFrame:
        """The few meetings that open most targets."""
        return plan_meetings(self.G, targets=self.targets, budget=MEETINGS, arrays=self._arrays)

    @cached_property
    def bank(self) -> pd.DataFrame:
        """Help given and received."""
        return help_bank(self.G)

    @cached_property
    def week(self) -> pd.DataFrame:
        """The steps of the week of `as_of`."""
        return this_week(self.G)

    @cached_property
    def circles(self) -> pd.DataFrame:
        """Who belongs to which circle."""
        return circles(self.G)

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """Who stands between circles."""
        return brokers(self.G, limit=BROKERS, arrays=self._arrays)

    @cached_property
    def _arrays(self) -> TieArrays:
        return TieArrays.of(self.G)
