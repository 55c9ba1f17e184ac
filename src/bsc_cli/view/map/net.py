"""The net that is laid out: cards and corridors in rows, joined by hops between neighbouring rows.

An arrow over several rows passes each row between through a corridor of its own, so that it meets no card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from bsc_cli.view.map.rows import Rows
from bsc_cli.view.map.scene import Link, Scene


@dataclass(frozen=True, slots=True)
class Hop:
    """The part of an arrow between two neighbouring rows, by item: `lower` stands one row below `upper`."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Path:
    """The way of a link: the hops by number, from its lower end to its upper end, and whether it is drawn downwards."""

    link: Link
    hops: tuple[int, ...]
    down: bool


@dataclass(frozen=True, slots=True)
class Net:
    """Items by number: first the nodes of the scene, then the corridors."""

    nodes: int
    row_of: tuple[int, ...]
    column_of: tuple[int | None, ...]
    rows: tuple[tuple[int, ...], ...]
    hops: tuple[Hop, ...]
    paths: tuple[Path, ...]

    hops_of: tuple[tuple[int, ...], ...]
    """The hops that begin or end at each item."""
    hops_above: tuple[tuple[int, ...], ...]
    """The hops that begin in each row, and so end in the row above."""

    def is_card(self, item: int) -> bool:
        """Tell cards from corridors."""
        return item < self.nodes


@dataclass(slots=True)
class _Builder:
    row_of: list[int]
    column_of: list[int | None]
    corridors: dict[tuple[object, ...], int] = field(default_factory=dict)
    hops: dict[tuple[object, ...], int] = field(default_factory=dict)
    ends: list[Hop] = field(default_factory=list)

    def corridor(self, key: tuple[object, ...], row: int, column: int | None) -> int:
        if key not in self.corridors:
            self.corridors[key] = len(self.row_of)
            self.row_of.append(row)
            self.column_of.append(column)
        item = self.corridors[key]
        if self.column_of[item] != column:
            self.column_of[item] = None
        return item

    def hop(self, lower: int, upper: int, group: tuple[object, ...]) -> int:
        key = (lower, upper, *group)
        if key not in self.hops:
            self.hops[key] = len(self.ends)
            self.ends.append(Hop(lower, upper))
        return self.hops[key]


def weave(scene: Scene, rows: Rows, *, share: bool) -> Net:
    """Cut every link into hops. With `share`, links of one look to one target share their corridors, as a trunk.

    A link whose source stands above its target is drawn downwards: feedback, or an arrow against the flow.
    """
    row_of = [0] * len(scene.nodes)
    for number, row in enumerate(rows.nodes):
        for node in row:
            row_of[node] = number
    net = _Builder(row_of, [node.column for node in scene.nodes])
    paths: list[Path] = []
    for number, link in enumerate(scene.links):
        down = row_of[link.source] < row_of[link.target]
        lower, upper = (link.target, link.source) if down else (link.source, link.target)
        group: tuple[object, ...] = (number,)
        if share and not down:
            known = link.hypothesis and link.hypothesis.shown
            became = link.delta and link.delta.kind
            group = (upper, link.feedback, link.opposite, link.strength, known, became)
        column = net.column_of[lower] if net.column_of[lower] == net.column_of[upper] else None
        between = [net.corridor((row, *group), row, column) for row in range(row_of[lower] - 1, row_of[upper], -1)]
        items = [lower, *between, upper]
        hops = tuple(net.hop(below, above, group) for below, above in pairwise(items))
        paths.append(Path(link, hops, down))
    filled: list[list[int]] = [[] for _ in rows.nodes]
    for item, number in enumerate(net.row_of):
        filled[number].append(item)
    hops_of: list[list[int]] = [[] for _ in net.row_of]
    hops_above: list[list[int]] = [[] for _ in filled]
    for number, hop in enumerate(net.ends):
        hops_of[hop.lower].append(number)
        hops_of[hop.upper].append(number)
        hops_above[net.row_of[hop.lower]].append(number)
    return Net(
        nodes=len(scene.nodes),
        row_of=tuple(net.row_of),
        column_of=tuple(net.column_of),
        rows=tuple(tuple(row) for row in filled),
        hops=tuple(net.ends),
        paths=tuple(paths),
        hops_of=tuple(tuple(hops) for hops in hops_of),
        hops_above=tuple(tuple(hops) for hops in hops_above),
    )


def chains(net: Net) -> list[tuple[list[int], list[int], int]]:
    """Return for each long arrow or trunk its corridors from the top down, its lower ends, and its upper end.

    The longest come first, as the hardest to place.
    """
    found: dict[int, tuple[set[int], list[int], int]] = {}
    for path in net.paths:
        items = [net.hops[path.hops[0]].lower, *(net.hops[hop].upper for hop in path.hops)]
        if len(items) > 2:  # noqa: PLR2004 - two ends and something between
            corridors, sources, _ = found.setdefault(items[-2], (set(), [], items[-1]))
            corridors.update(items[1:-1])
            sources.append(items[0])
    longest_first = sorted(found.items(), key=lambda each: (-len(each[1][0]), each[0]))
    return [
        (sorted(corridors, key=net.row_of.__getitem__), sources, target)
        for _, (corridors, sources, target) in longest_first
    ]
