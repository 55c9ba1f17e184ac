"""Rows: within each perspective a cause stands below its effect, and no row or cell holds too many cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bsc_cli.view.map.scene import Scene

_PASSES = 4


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows from top to bottom: nodes by number, the band of each row, and how many cards wide each column is."""

    nodes: tuple[tuple[int, ...], ...]
    bands: tuple[int, ...]
    slots: tuple[int, ...]
    most: int = field(compare=False)
    """How many cards a row may have."""


def assign(scene: Scene, most: int, held: Mapping[int, int] | None = None) -> Rows:
    """Give every node a row, with at most `most` cards (or one for each column, if those are more) in a row.

    This is list scheduling: cards are placed from the top, those with the longest chain of causes first, each in the
    first row below its effects with room. Then cards move up or down inside their freedom to shorten arrows.
    A band without objectives has one empty row. `held` are nodes with the row of their band in which they are to stay;
    a band where that cannot be is filled anew.
    """
    slots = _slots(scene, max(most, len(scene.columns)))
    rows: list[tuple[int, ...]] = []
    bands: list[int] = []
    pull = _pull(scene)
    for band in range(len(scene.bands)):
        here = [number for number, node in enumerate(scene.nodes) if node.band == band]
        room = max(most, len(scene.columns))
        staying = {node: held[node] for node in here if node in held} if held else {}
        kept = _Band(scene, here, slots, room, pull).kept(staying) if staying else None
        placed = kept or _Band(scene, here, slots, room, pull).rows()
        rows += placed
        bands += [band] * len(placed)
    return Rows(tuple(rows), tuple(bands), slots, most)


def _slots(scene: Scene, most: int) -> tuple[int, ...]:
    cells: dict[tuple[int, int], int] = {}
    for node in scene.nodes:
        if node.column is not None:
            cells[node.band, node.column] = cells.get((node.band, node.column), 0) + 1
    slots = [
        max([count for (_, where), count in cells.items() if where == column], default=1)
        for column in range(len(scene.columns))
    ]
    while sum(slots) > most and max(slots) > 1:
        widest = max(range(len(slots)), key=lambda column: (slots[column], -column))
        slots[widest] -= 1
    return tuple(slots)


def _pull(scene: Scene) -> list[int]:
    """How strongly arrows to other bands pull a node up (positive) or down."""
    pull = [0] * len(scene.nodes)
    for link in scene.links:
        step = scene.nodes[link.source].band - scene.nodes[link.target].band
        sign = (step > 0) - (step < 0)
        pull[link.source] += sign
        pull[link.target] -= sign
    return pull


def _above(scene: Scene, here: Sequence[int]) -> dict[int, list[int]]:
    """For each node of a band what must stand above it. Of arrows that close a loop the last declared gives way.

    A feedback arrow is meant to run down, so its source stands above its target, unless other arrows say otherwise.
    """
    inside = set(here)
    above: dict[int, list[int]] = {node: [] for node in here}
    for link in sorted(scene.links, key=lambda each: each.feedback):
        if link.source in inside and link.target in inside:
            lower, upper = (link.target, link.source) if link.feedback else (link.source, link.target)
            if upper not in above[lower] and not _leads_to(above, upper, lower):
                above[lower].append(upper)
    return above


def _leads_to(above: dict[int, list[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        fresh = [each for each in above[node] if each not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


class _Band:
    """The rows of one band while they are being filled."""

    def __init__(self, scene: Scene, here: list[int], slots: tuple[int, ...], most: int, pull: list[int]) -> None:
        self._here, self._slots, self._most, self._pull = here, slots, most, pull
        self._column = {node: scene.nodes[node].column for node in here}
        self._above = _above(scene, here)
        self._below: dict[int, list[int]] = {node: [] for node in here}
        for lower, uppers in self._above.items():
            for upper in uppers:
                self._below[upper].append(lower)
        self._rows: list[list[int]] = []
        self._row: dict[int, int] = {}

    def rows(self) -> list[tuple[int, ...]]:
        """Return the filled rows, at least one."""
        self._fill()
        for _ in range(_PASSES):
            if not self._shorten():
                break
        return [tuple(sorted(row)) for row in self._rows if row] or [()]

    def kept(self, held: Mapping[int, int]) -> list[tuple[int, ...]] | None:
        """Return the rows with some nodes held in theirs; None when arrows or the room of rows do not allow it."""
        self._rows = [[] for _ in range(max(held.values()) + 1)]
        for node, row in held.items():
            if not self._fits(node, row):
                return None
            self._rows[row].append(node)
            self._row[node] = row
        chain = self._chains()
        for node in sorted(self._here, key=lambda each: (-chain[each], each)):
            if node not in held and not self._join(node):
                return None
        if any(self._row[upper] >= self._row[node] for node in self._here for upper in self._above[node]):
            return None
        return [tuple(sorted(row)) for row in self._rows if row]

    def _join(self, node: int) -> bool:
        """Put a node into the first row with room between its effects and its causes that have a row already."""
        low = max([self._row[each] + 1 for each in self._above[node] if each in self._row], default=0)
        high = min([self._row[each] for each in self._below[node] if each in self._row], default=len(self._rows) + 1)
        if high > len(self._rows):
            self._rows.append([])
        fitting = [row for row in range(low, min(high, len(self._rows))) if self._fits(node, row)]
        if fitting:
            self._rows[fitting[0]].append(node)
            self._row[node] = fitting[0]
        return bool(fitting)

    def _fill(self) -> None:
        chain = self._chains()
        order = {node: (-chain[node], -self._pull[node], node) for node in self._here}
        missing = {node: len(self._above[node]) for node in self._here}
        ready = [node for node in self._here if not missing[node]]
        while ready:
            node = min(ready, key=order.__getitem__)
            ready.remove(node)
            row = max([self._row[each] + 1 for each in self._above[node]], default=0)
            while row < len(self._rows) and not self._fits(node, row):
                row += 1
            if row == len(self._rows):
                self._rows.append([])
            self._rows[row].append(node)
            self._row[node] = row
            for lower in self._below[node]:
                missing[lower] -= 1
                if not missing[lower]:
                    ready.append(lower)

    def _chains(self) -> dict[int, int]:
        """How long the longest chain of causes below each node is."""
        chain = dict.fromkeys(self._here, 0)
        missing = {node: len(self._below[node]) for node in self._here}
        ready = [node for node in self._here if not missing[node]]
        while ready:
            node = ready.pop()
            for upper in self._above[node]:
                chain[upper] = max(chain[upper], chain[node] + 1)
                missing[upper] -= 1
                if not missing[upper]:
                    ready.append(upper)
        return chain

    def _fits(self, node: int, row: int) -> bool:
        others = [each for each in self._rows[row] if each != node]
        column = self._column[node]
        if len(others) >= self._most or any((self._column[each] is None) != (column is None) for each in others):
            return False
        return column is None or sum(self._column[each] == column for each in others) < self._slots[column]

    def _shorten(self) -> bool:
        moved = False
        for node in self._here:
            low = max([self._row[each] + 1 for each in self._above[node]], default=0)
            high = min([self._row[each] - 1 for each in self._below[node]], default=len(self._rows) - 1)
            upward = self._pull[node] + len(self._above[node]) - len(self._below[node])
            old = self._row[node]
            free = [row for row in range(low, high + 1) if row == old or (self._rows[row] and self._fits(node, row))]
            new = min(free, key=lambda row: (row * upward, row))
            if new != old:
                self._rows[old].remove(node)
                self._rows[new].append(node)
                self._row[node] = new
                moved = True
        return moved
