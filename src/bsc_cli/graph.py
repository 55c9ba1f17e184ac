"""The causal graph, asked in the words of the map. The only module that knows networkx.

Whole-graph questions are asked once and kept; nothing enumerates all cycles or all paths, of which there can be
millions (docs/decisions/0004-graph-questions.md).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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

    def leading_to_any(self, objectives: Iterable[str]) -> frozenset[str]:
        """Return some objectives and everything upstream of any of them, in one sweep."""
        return _sweep(self._graph.predecessors, objectives)

    def following_from(self, objective: str) -> frozenset[str]:
        """Return everything downstream of an objective."""
        return frozenset(nx.descendants(self._graph, objective))

    def following_from_any(self, objectives: Iterable[str]) -> frozenset[str]:
        """Return some objectives and everything downstream of any of them, in one sweep."""
        return _sweep(self._graph.successors, objectives)

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """One witness for each knot of objectives that drive each other: the shortest loop through its first member.

        Each loop starts with that member and does not repeat it at the end.
        """
        first: dict[int, str] = {}
        for node in self._graph:
            if (knot := self.knot(node)) is not None:
                first.setdefault(knot, node)
        return tuple(self._witness(node) for node in first.values())

    def _witness(self, start: str) -> tuple[str, ...]:
        ways: dict[str, list[str]] = nx.single_source_shortest_path(self._graph, start)
        closing = [ways[last] for last in self._graph.predecessors(start) if last in ways]
        shortest = min(closing, key=len)
        return tuple(shortest)

    def loop_through(self, cause: str, effect: str) -> tuple[str, ...] | None:
        """Return the shortest loop that an arrow is part of, from its cause on, or None when it is part of none."""
        if self.knot(cause) is None or self.knot(cause) != self.knot(effect):
            return None
        return (cause, *nx.shortest_path(self._graph, effect, cause)[:-1])

    def knot(self, objective: str) -> int | None:
        """Return which knot of objectives that drive each other an objective is in; None when it is in none."""
        return self._knots.get(objective)

    @cached_property
    def _knots(self) -> dict[str, int]:
        found = enumerate(nx.strongly_connected_components(self._graph))
        return {node: number for number, knot in found if len(knot) > 1 for node in knot}

    def detours(self) -> Iterator[tuple[str, ...]]:
        """Yield, for each arrow that a longer way says too, the shortest such way, from its cause to its effect.

        Loops are left out. The work is proportional to what follows from the objectives that drive several others.
        """
        for cause in self._graph:
            effects = tuple(self._graph.successors(cause))
            if len(effects) < 2:  # noqa: PLR2004 - a single arrow has no other way beside it
                continue
            ways = nx.single_source_shortest_path(self._graph, cause)
            for effect in effects:
                last = [
                    driver
                    for driver in self._graph.predecessors(effect)
                    if driver != cause and driver in ways and not self._tied(driver, effect)
                ]
                if last:
                    yield (*min((ways[driver] for driver in last), key=len), effect)

    def _tied(self, one: str, other: str) -> bool:
        """Whether two objectives are in the same knot, where every way may run through anything."""
        return self.knot(one) is not None and self.knot(one) == self.knot(other)

    def conflicts(self, opposite: Collection[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield pairs of ways with the same ends and opposite effect; `opposite` are the arrows that turn the effect.

        One pair for each objective at which two such ways part: to the nearest objective that both reach. Loops are
        left out. What is kept for each objective is only whether the effect arrives turned, unturned or both, so the
        work is proportional to the arrows that follow, never to the number of ways.
        """
        turning = {cause for cause, _ in opposite if cause in self._graph}
        concerned = self.leading_to_any(turning)
        for cause in self._graph:
            if cause in concerned and self._graph.out_degree(cause) > 1 and (pair := self._conflict(cause, opposite)):
                yield pair

    def _conflict(
        self, cause: str, opposite: Collection[tuple[str, str]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return two ways of opposite effect that part at this objective, to the nearest one that both reach."""
        # (objective, whether the effect arrives turned there) -> the step before it; breadth first.
        before: dict[tuple[str, bool], tuple[str, bool] | None] = {(cause, False): None}
        waiting = deque(before)
        while waiting:
            step = node, turned = waiting.popleft()
            for effect in self._graph.successors(node):
                following = (effect, turned ^ ((node, effect) in opposite))
                if following in before or self._tied(node, effect):
                    continue
                before[following] = step
                waiting.append(following)
                if (effect, not following[1]) in before:
                    plain, other = (_way(before, (effect, sign)) for sign in (False, True))
                    if plain[1] != other[1]:
                        return plain, other
        return None

    @cached_property
    def islands(self) -> tuple[frozenset[str], ...]:
        """The groups of objectives that no arrow joins, the largest first."""
        groups = nx.weakly_connected_components(self._graph)
        return tuple(sorted((frozenset(group) for group in groups), key=lambda group: (-len(group), min(group))))


def _sweep(following: Callable[[str], Iterable[str]], start: Iterable[str]) -> frozenset[str]:
    found = set(start)
    waiting = list(found)
    while waiting:
        new = set(following(waiting.pop())) - found
        found |= new
        waiting += new
    return frozenset(found)


def _way(before: Mapping[tuple[str, bool], tuple[str, bool] | None], end: tuple[str, bool]) -> tuple[str, ...]:
    """Return the way that led to a step, from its first objective."""
    way: list[str] = []
    step: tuple[str, bool] | None = end
    while step is not None:
        way.append(step[0])
        step = before[step]
    return tuple(reversed(way))
