"""The order of each row with the fewest crossings of all, for nets small enough to try every order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

from bsc_cli.view.map.crossings import Order
from bsc_cli.view.map.net import Net

_MOST_ITEMS = 6
"""A row of seven has 5,040 orders."""
_MOST_PAIRS = 20_000
"""Beyond so many pairs of orders of neighbouring rows this takes longer than a tenth of a second."""
_CROSSING = 10_000
"""A crossing is worse than any way sideways in a net this small."""


def fewest(net: Net, orders: Sequence[Sequence[tuple[int, ...]]], below: int) -> Order | None:
    """Return the order with the fewest crossings of all that `orders` of the rows make; of equals the straightest.

    None when none has fewer than `below` crossings. Dynamic programming over rows: the best way to every order of a
    row, from the best ways to the orders of the row above.
    """
    limit = below * _CROSSING
    ways: dict[tuple[int, ...], tuple[int, Order]] = {order: (0, (order,)) for order in orders[0]}
    for number in range(1, len(orders)):
        hops = [(net.hops[hop].lower, net.hops[hop].upper) for hop in net.hops_above[number]]
        reached: dict[tuple[int, ...], tuple[int, Order]] = {}
        for lower in orders[number]:
            table = _Channel(lower, net.rows[number - 1], hops)
            for upper, (cost, way) in ways.items():
                total = cost + table.cost(upper)
                if total < min(limit, reached.get(lower, (limit,))[0]):
                    reached[lower] = (total, (*way, lower))
        ways = reached
    return min(ways.values())[1] if ways else None


def every_order(net: Net) -> list[list[tuple[int, ...]]] | None:
    """Return all orders of each row in which cards keep the order of their columns; None when they are too many."""
    if any(len(row) > _MOST_ITEMS for row in net.rows):
        return None
    orders = [[order for order in permutations(row) if _keeps_columns(net, order)] for row in net.rows]
    pairs = sum(len(upper) * len(lower) for upper, lower in pairwise(orders))
    return orders if pairs <= _MOST_PAIRS else None


def _keeps_columns(net: Net, order: Sequence[int]) -> bool:
    columns = [net.column_of[item] for item in order if net.is_card(item)]
    fixed = [column for column in columns if column is not None]
    return fixed == sorted(fixed)


class _Channel:
    """What each order of the upper row costs above one order of the lower row."""

    def __init__(self, lower: Sequence[int], upper: Sequence[int], hops: Sequence[tuple[int, int]]) -> None:
        self._near: dict[int, list[int]] = {item: [] for item in upper}
        for below, above in hops:
            self._near[above].append(2 * lower.index(below) - len(lower))
        self._crossed = {
            (left, right): _CROSSING * sum(a > b for a in self._near[left] for b in self._near[right])
            for left in upper
            for right in upper
        }

    def cost(self, upper: Sequence[int]) -> int:
        crossed = sum(self._crossed[pair] for pair in combinations(upper, 2))
        places = zip(upper, range(-len(upper), len(upper), 2), strict=True)
        return crossed + sum(abs(place - near) for item, place in places for near in self._near[item])
