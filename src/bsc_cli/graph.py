"""The causal graph, asked in the words of the map. The only module that knows networkx.

Whole-graph questions are asked once and kept; nothing enumerates all cycles or all paths, of which there can be
millions (docs/decisions/0004-graph-questions.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import networkx as nx


class CausalGraph:
    """Objectives by full id and the arrows between them. Order in, order out: the same input gives the same answers."""

    def __init__(self, objectives: Iterable[str], arrows: Iterable[tuple[str, str]]) -> None:
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(objectives)
        self._graph.add_edges_from((cause, effect) for cause, effect in arrows if cause != effect)

    def drivers_of(self, objective: str) -> tuple[str, ...]:
        """Return what drives an objective directly."""
        return tuple(self._graph.predecessors(objective))

    def driven_by(self, objective: str) -> tuple[str, ...]:
        """Return what an objective drives directly."""
        return tuple(self._graph.successors(objective))

    def leading_to(self, objective: str) -> frozenset[str]:
        """Return everything upstream of an objective: its drivers, their drivers, and so on."""
        return frozenset(nx.ancestors(self._graph, objective))

    def following_from(self, objective: str) -> frozenset[str]:
        """Return everything downstream of an objective."""
        return frozenset(nx.descendants(self._graph, objective))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """One witness for each knot of objectives that drive each other: the shortest loop through its first member.

        Each loop starts with that member and does not repeat it at the end.
        """
        position = {node: place for place, node in enumerate(self._graph)}
        knots = [knot for knot in nx.strongly_connected_components(self._graph) if len(knot) > 1]
        return tuple(
            self._witness(knot, min(knot, key=position.__getitem__))
            for knot in sorted(knots, key=lambda knot: min(position[node] for node in knot))
        )

    def _witness(self, knot: set[str], start: str) -> tuple[str, ...]:
        inside = self._graph.subgraph(knot)
        ways = (nx.shortest_path(inside, after, start) for after in self._graph.successors(start) if after in knot)
        return (start, *min(ways, key=len)[:-1])

    @cached_property
    def islands(self) -> tuple[frozenset[str], ...]:
        """The groups of objectives that no arrow joins, the largest first."""
        groups = nx.weakly_connected_components(self._graph)
        return tuple(sorted((frozenset(group) for group in groups), key=lambda group: (-len(group), min(group))))
