"""Long arrows taken out one by one and put back where they cross least and run shortest."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_cli.view.map.crossings import Order
from bsc_cli.view.map.net import Net, chains

_MOST_HOPS = 500
"""Beyond so many hops this takes too long for what it gains."""
_FULL_WIDTH = 1.5
"""A way across the whole sheet is as bad as so many crossings."""


def reroute(net: Net, order: Order, xs: Sequence[float], width: float) -> Order:
    """Return an order in which the corridors of each arrow or trunk stand in the best gaps of their rows.

    The way of one arrow, all others staying, is found exactly by dynamic programming over its rows: for every gap of
    a row the cheapest way down to it, crossings and length weighed together.
    """
    if len(net.hops) > _MOST_HOPS:
        return order
    rows = [list(row) for row in order]
    places = list(xs)
    for corridors, _, _ in chains(net):
        _Way(net, rows, places, corridors, _FULL_WIDTH / width).take()
    return tuple(tuple(row) for row in rows)


class _Way:
    """One arrow's corridors, from the top down, while a way is sought for them."""

    def __init__(
        self, net: Net, rows: list[list[int]], xs: list[float], corridors: list[int], per_pixel: float
    ) -> None:
        self._net, self._rows, self._xs, self._corridors, self._per_pixel = net, rows, xs, corridors, per_pixel
        own = set(corridors)
        self._own = own
        for item in corridors:
            rows[net.row_of[item]].remove(item)
        self._place = {item: at for row in rows for at, item in enumerate(row)}
        self._tables: dict[int, list[list[int]]] = {}

    def take(self) -> None:
        """Find the cheapest gaps and put the corridors there."""
        costs: list[float] = []
        back: list[list[int]] = []
        above = -1
        for item in self._corridors:
            row = self._net.row_of[item]
            here = [self._ends(item, gap) for gap in range(len(self._rows[row]) + 1)]
            if costs:
                steps, choice = self._steps(above, costs)
                here = [step + end for step, end in zip(steps, here, strict=True)]
                back.append(choice)
            costs, above = here, row
        gap = min(range(len(costs)), key=lambda each: (costs[each], each))
        for number in range(len(self._corridors) - 1, -1, -1):
            item = self._corridors[number]
            row = self._net.row_of[item]
            self._xs[item] = self._x(row, gap)
            self._rows[row].insert(gap, item)
            if number:
                gap = back[number - 1][gap]

    def _x(self, row: int, gap: int) -> float:
        items = self._rows[row]
        if not items:
            return self._xs[self._corridors[0]]
        left = self._xs[items[gap - 1]] if gap else None
        right = self._xs[items[gap]] if gap < len(items) else None
        if left is None or right is None:
            edge = right if left is None else left
            return (edge or 0.0) + (-120 if left is None else 120)
        return (left + right) / 2

    def _ends(self, item: int, gap: int) -> float:
        """Return what the hops between this corridor, in a gap, and the items that stay cost."""
        row = self._net.row_of[item]
        x = self._x(row, gap)
        cost = 0.0
        for hop in self._net.hops_of[item]:
            ends = self._net.hops[hop]
            other = ends.upper if ends.lower == item else ends.lower
            if other in self._own:
                continue
            at = self._place[other]
            if ends.upper == item:
                table = self._table(row)
                crossed = table[gap][-1] - table[gap][at + 1] + table[-1][at] - table[gap][at]
            else:
                table = self._table(row - 1)
                crossed = table[-1][gap] - table[at + 1][gap] + table[at][-1] - table[at][gap]
            cost += crossed + abs(x - self._xs[other]) * self._per_pixel
        return cost

    def _steps(self, row: int, costs: list[float]) -> tuple[list[float], list[int]]:
        """For each gap of the row below: the least cost to come there from a gap of a row, and which gap that is."""
        table = self._table(row)
        last = table[-1]
        uppers = [self._x(row, gap) * self._per_pixel for gap in range(len(table))]
        base = [cost + line[-1] for cost, line in zip(costs, table, strict=True)]
        steps, choice = [], []
        for low in range(len(last)):
            x = self._x(row + 1, low) * self._per_pixel
            ways = [
                cost - 2 * line[low] + abs(upper - x) for cost, line, upper in zip(base, table, uppers, strict=True)
            ]
            least = min(ways)
            steps.append(least + last[low])
            choice.append(ways.index(least))
        return steps, choice

    def _table(self, row: int) -> list[list[int]]:
        """For a row and the one below: how many other hops end left of the i-th item above and the j-th below."""
        if row not in self._tables:
            upper, lower = len(self._rows[row]), len(self._rows[row + 1])
            counts = [[0] * (lower + 1) for _ in range(upper + 1)]
            for hop in self._net.hops_above[row + 1]:
                ends = self._net.hops[hop]
                if ends.lower in self._place and ends.upper in self._place:
                    counts[self._place[ends.upper] + 1][self._place[ends.lower] + 1] += 1
            for i in range(1, upper + 1):
                for j in range(1, lower + 1):
                    counts[i][j] += counts[i - 1][j] + counts[i][j - 1] - counts[i - 1][j - 1]
            self._tables[row] = counts
        return self._tables[row]
