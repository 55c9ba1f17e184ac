"""How many arrows cross in an order."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from bsc_cli.view.map.net import Net

Order = tuple[tuple[int, ...], ...]
"""The items of each row from left to right, rows from the top."""


def crossings(net: Net, order: Sequence[Sequence[int]]) -> int:
    """Return how many pairs of hops cross in an order: inversions between each two rows."""
    place = [0] * len(net.row_of)
    for row in order:
        for position, item in enumerate(row):
            place[item] = position
    return sum(
        _inversions([(place[net.hops[hop].lower], place[net.hops[hop].upper]) for hop in hops])
        for hops in net.hops_above
    )


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    seen: list[int] = []
    count = 0
    for _, upper in sorted(pairs):
        count += len(seen) - bisect_right(seen, upper)
        insort(seen, upper)
    return count
