"""The causal graph, asked in the words of the map.

Plain lists of who drives whom: the questions are few, each is linear, and a library would take longer to import than
they take to answer (docs/decisions/0017-plain-graph.md). Whole-graph questions are asked once and kept; nothing
enumerates all cycles or all paths, of which there can be millions (docs/decisions/0004-graph-questions.md).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property


class CausalGraph:
    """Objectives by full id and the arrows between them. Order in, order out: the same input gives the same answers."""

    def __init__(self, objectives: Iterable[str], arrows: Iterable[tuple[str, str]]) -> None:
        effects: defaultdict[str, list[str]] = defaultdict(list)
        causes: defaultdict[str, list[str]] = defaultdict(list)
        self._effects: dict[str, tuple[str, ...]] = dict.fromkeys(objectives, ())
        for cause, effect in dict.fromkeys(arrows):
            if cause != effect:
                effects[cause].append(effect)
                causes[effect].append(cause)
        for node in (*effects, *causes):
            if node not in self._effects:
                self._effects[node] = ()
        self._causes: dict[str, tuple[str, ...]] = dict.fromkeys(self._effects, ())
        # Tuples, which take half of what lists do; most objectives have one arrow or none.
        self._effects.update({node: tuple(ends) for node, ends in effects.items()})
        self._causes.update({node: tuple(ends) for node, ends in causes.items()})

    def is_joined(self, objective: str) -> bool:
        """Whether an objective drives another one, or is driven."""
        return bool(self._causes[objective] or self._effects[objective])

    def drivers_of(self, objective: str) -> tuple[str, ...]:
        """Return what drives an objective directly."""
        return self._causes[objective]

    def driven_by(self, objective: str) -> tuple[str, ...]:
        """Return what an objective drives directly."""
        return self._effects[objective]

    def leading_to(self, objective: str) -> frozenset[str]:
        """Return everything upstream of an objective: its drivers, their drivers, and so on."""
        return self.leading_to_any([objective]) - {objective}

    def leading_to_any(self, objectives: Iterable[str]) -> frozenset[str]:
        """Return some objectives and everything upstream of any of them, in one sweep."""
        return _sweep(self._causes.__getitem__, objectives)

    def following_from(self, objective: str) -> frozenset[str]:
        """Return everything downstream of an objective."""
        return self.following_from_any([objective]) - {objective}

    def following_from_any(self, objectives: Iterable[str]) -> frozenset[str]:
        """Return some objectives and everything downstream of any of them, in one sweep."""
        return _sweep(self._effects.__getitem__, objectives)

    @property
    def has_loops(self) -> bool:
        """Whether any objectives drive each other."""
        return bool(self._knots)

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """One witness for each knot of objectives that drive each other: the shortest loop through its first member.

        Each loop starts with that member and does not repeat it at the end.
        """
        first: dict[int, str] = {}
        for node in self._effects if self._knots else ():
            if (knot := self.knot(node)) is not None:
                first.setdefault(knot, node)
        return tuple(self._witness(node) for node in first.values())

    def _witness(self, start: str) -> tuple[str, ...]:
        ways = self._ways(start)
        closing = [ways[last] for last in self._causes[start] if last in ways]
        return min(closing, key=len)

    def _ways(self, start: str) -> dict[str, tuple[str, ...]]:
        """Return a shortest way to everything that follows from an objective, found breadth first."""
        ways: dict[str, tuple[str, ...]] = {start: (start,)}
        waiting = deque(ways)
        while waiting:
            node = waiting.popleft()
            for effect in self._effects[node]:
                if effect not in ways:
                    ways[effect] = (*ways[node], effect)
                    waiting.append(effect)
        return ways

    def loop_through(self, cause: str, effect: str) -> tuple[str, ...] | None:
        """Return the shortest loop that an arrow is part of, from its cause on, or None when it is part of none."""
        if self.knot(cause) is None or self.knot(cause) != self.knot(effect):
            return None
        return (cause, *self._ways(effect)[cause][:-1])

    def knot(self, objective: str) -> int | None:
        """Return which knot of objectives that drive each other an objective is in; None when it is in none."""
        return self._knots.get(objective)

    @cached_property
    def _knots(self) -> dict[str, int]:
        """The strongly connected components of more than one objective (Kosaraju; Sharir 1981).

        First, what nothing drives is taken away again and again: nearly always, nothing is left to search.
        """
        left = self._circling()
        knots: dict[str, int] = {}
        number = 0
        for node in reversed(_finished(self._effects, left)):
            if node not in left:
                continue
            knot = {node}
            left.discard(node)
            waiting = [node]
            while waiting:
                new = [each for each in self._causes[waiting.pop()] if each in left]
                left.difference_update(new)
                knot.update(new)
                waiting += new
            if len(knot) > 1:
                knots.update(dict.fromkeys(knot, number))
                number += 1
        return knots

    def _circling(self) -> set[str]:
        """Return the objectives that are in a loop or follow from one (Kahn 1962)."""
        undone = {node: len(causes) for node, causes in self._causes.items()}
        free = [node for node, count in undone.items() if not count]
        while free:
            node = free.pop()
            del undone[node]
            for effect in self._effects[node]:
                undone[effect] -= 1
                if not undone[effect]:
                    free.append(effect)
        return set(undone)

    def detours(self) -> Iterator[tuple[str, ...]]:
        """Yield, for each arrow that a longer way says too, the shortest such way, from its cause to its effect.

        Loops are left out. The work is proportional to what follows from the objectives that drive several others.
        """
        for cause, effects in self._effects.items():
            # A single arrow has no other way beside it, nor have arrows to objectives that nothing else drives.
            if len(effects) < 2 or all(len(self._causes[effect]) < 2 for effect in effects):  # noqa: PLR2004 - likewise
                continue
            ways = self._ways(cause)
            for effect in effects:
                last = [
                    driver
                    for driver in self._causes[effect]
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
        turning = {cause for cause, _ in opposite if cause in self._effects}
        concerned = self.leading_to_any(turning)
        for cause, effects in self._effects.items():
            if cause in concerned and len(effects) > 1 and (pair := self._conflict(cause, opposite)):
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
            for effect in self._effects[node]:
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
        groups: list[frozenset[str]] = []
        left = dict.fromkeys(self._effects)
        while left:
            first, _ = left.popitem()
            group, waiting = [first], [first]
            while waiting:
                node = waiting.pop()
                for near in (self._effects[node], self._causes[node]):
                    new = [each for each in near if each in left]
                    for each in new:
                        left.pop(each, None)
                    group += new
                    waiting += new
            groups.append(frozenset(group))
        return tuple(sorted(groups, key=lambda group: (-len(group), min(group))))


def _finished(effects: Mapping[str, Iterable[str]], among: Collection[str]) -> list[str]:
    """Return some objectives in the order in which a search depth first is through with them."""
    done: list[str] = []
    seen: set[str] = set()
    for start in effects if among else ():
        if start not in among or start in seen:
            continue
        seen.add(start)
        path = [(start, iter(effects[start]))]
        while path:
            node, rest = path[-1]
            following = next((each for each in rest if each in among and each not in seen), None)
            if following is None:
                done.append(node)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(effects[following])))
    return done


def _sweep(following: Callable[[str], Iterable[str]], start: Iterable[str]) -> frozenset[str]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for each in following(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


def _way(before: Mapping[tuple[str, bool], tuple[str, bool] | None], end: tuple[str, bool]) -> tuple[str, ...]:
    """Return the way that led to a step, from its first objective."""
    way: list[str] = []
    step: tuple[str, bool] | None = end
    while step is not None:
        way.append(step[0])
        step = before[step]
    return tuple(reversed(way))
