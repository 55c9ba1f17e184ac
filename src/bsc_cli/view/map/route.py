"""Arrows: where they leave and reach a card, and the points they pass on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bsc_cli.view.map.ink import Point
from bsc_cli.view.map.layout import Layout
from bsc_cli.view.map.levels import Levels
from bsc_cli.view.map.net import Path
from bsc_cli.view.map.spacing import settle

HEAD = 8.0
"""How long the head of an arrow is."""
_PORT_GAP, _WISHED_GAP = 11.0, 18.0
_PORT_MARGIN = 16.0
_PASSES = 4
_NEARLY_STRAIGHT = 60.0


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each hop leaves its lower item (`start`) and reaches its upper item (`end`), from left to right."""

    start: tuple[float, ...]
    end: tuple[float, ...]


def ports(layout: Layout) -> Ports:
    """Spread the ends of hops along the edges of their cards, each near the other end, if possible 18 pixels apart.

    Where a card has too many for that, they stand as far apart as its edge allows.
    """
    net, grid = layout.net, layout.grid
    start = [grid.x[hop.upper] for hop in net.hops]
    end = [grid.x[hop.lower] for hop in net.hops]
    leaving: dict[int, list[int]] = {}
    reaching: dict[int, list[int]] = {}
    for number, hop in enumerate(net.hops):
        leaving.setdefault(hop.lower, []).append(number)
        reaching.setdefault(hop.upper, []).append(number)
    for _ in range(_PASSES):
        for sides, mine, other in ((leaving, start, end), (reaching, end, start)):
            for item, hops in sides.items():
                _spread(layout, item, hops, mine, other)
    for number, hop in enumerate(net.hops):
        _straighten(layout, number, (leaving[hop.lower], reaching[hop.upper]), start, end)
    return Ports(tuple(start), tuple(end))


def _spread(layout: Layout, item: int, hops: list[int], mine: list[float], other: list[float]) -> None:
    x = layout.grid.x[item]
    if not layout.net.is_card(item):
        for hop in hops:
            mine[hop] = x
        return
    hops.sort(key=lambda hop: (other[hop], hop))
    half = layout.grid.widths[item] / 2 - _PORT_MARGIN
    # A single arrow leaves from the middle unless its other end is beyond; more of them lean a little to their goals.
    lean = 1.0 if len(hops) > 1 else 0.7
    wants = [x + (min(max(other[hop], x - half), x + half) - x) * lean for hop in hops]
    apart = all(right - left >= _PORT_GAP - 0.01 for left, right in pairwise(wants))
    gap = min(_PORT_GAP if apart else _WISHED_GAP, 2 * half / max(1, len(hops) - 1))
    places = settle(wants, [1.0] * len(hops), [gap] * (len(hops) - 1), x - half, x + half)
    for hop, place in zip(hops, places, strict=True):
        mine[hop] = place


def _straighten(
    layout: Layout, number: int, sides: tuple[list[int], list[int]], start: list[float], end: list[float]
) -> None:
    """Make a hop that is nearly upright quite upright, when the edges of both cards and their other ports allow it."""
    hop = layout.net.hops[number]
    if start[number] == end[number] or abs(start[number] - end[number]) >= _NEARLY_STRAIGHT:
        return
    low, high = float("-inf"), float("inf")
    for item in (hop.lower, hop.upper):
        half = layout.grid.widths[item] / 2 - _PORT_MARGIN if layout.net.is_card(item) else 0.0
        low, high = max(low, layout.grid.x[item] - half), min(high, layout.grid.x[item] + half)
    if low > high:
        return
    x = min(max((start[number] + end[number]) / 2, low), high)
    for item, hops, places in ((hop.lower, sides[0], start), (hop.upper, sides[1], end)):
        if layout.net.is_card(item):
            others = [places[each] for each in hops if each != number]
            moved_past = any((x - other) * (places[number] - other) <= 0 for other in others)
            if moved_past or any(abs(x - other) < _PORT_GAP - 0.01 for other in others):
                return
    start[number] = end[number] = x


def points(layout: Layout, levels: Levels, at: Ports, path: Path) -> tuple[Point, ...]:
    """Return the points an arrow passes, from its source to its target."""
    net = layout.net
    way: list[Point] = []
    for number in path.hops:
        hop = net.hops[number]
        upper = net.row_of[hop.upper]
        way.append((at.start[number], levels.rows[net.row_of[hop.lower]]))
        way.append((at.end[number], levels.rows[upper] + layout.heights[upper]))
    return tuple(reversed(way)) if path.down else tuple(way)
