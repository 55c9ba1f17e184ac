"""Long arrows as few vertical runs: corridors of one arrow share an x wherever their rows allow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum

from bsc_cli.view.map.net import Net, chains

_ROUNDS = 6
_JOG = 46.0
"""Below so many pixels a bend back to the source is worse than staying where the arrow is."""


def straighten(
    net: Net,
    order: Sequence[Sequence[int]],
    xs: Sequence[float],
    apart: Callable[[int, int], float],
    bounds: tuple[float, float],
) -> list[float]:
    """Return the places with the corridors moved, each between its neighbours, into as few runs as possible.

    Greedy: from the top down a run takes in rows as long as one x is free in all of them.
    """
    placed = list(xs)
    position = {item: (row, at) for row in order for at, item in enumerate(row)}

    def free(item: int) -> tuple[float, float]:
        row, at = position[item]
        low = placed[row[at - 1]] + apart(row[at - 1], item) if at else bounds[0]
        high = placed[row[at + 1]] - apart(item, row[at + 1]) if at < len(row) - 1 else bounds[1]
        return (low, high) if low <= high else ((low + high) / 2,) * 2

    longest_first = chains(net)
    for _ in range(_ROUNDS):
        before = list(placed)
        for corridors, sources, target in longest_first:
            _run(placed, corridors, [free(item) for item in corridors], [placed[each] for each in sources], target)
        if placed == before:
            break
    return placed


def _run(
    placed: list[float], corridors: list[int], spans: list[tuple[float, float]], sources: list[float], target: int
) -> None:
    first = 0
    while first < len(corridors):
        low, high = spans[first]
        end = first + 1
        while end < len(corridors) and max(low, spans[end][0]) <= min(high, spans[end][1]):
            low, high = max(low, spans[end][0]), min(high, spans[end][1])
            end += 1
        source = fsum(sources) / len(sources)
        if first == 0:
            want = placed[target]
            if end == len(corridors) and not low <= want <= high:
                want = source if low <= source <= high else (want + source) / 2
        else:
            above = placed[corridors[first - 1]]
            want = source if end == len(corridors) else above
            if abs(min(max(above, low), high) - above) < _JOG:
                want = above
        for item in corridors[first:end]:
            placed[item] = min(max(want, low), high)
        first = end
