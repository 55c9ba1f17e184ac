"""The rows of a net while they are being ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum

from bsc_cli.view.map.crossings import Order, crossings
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.spacing import settle

ROOM = 1000.0
"""How wide the sheet is while places are provisional."""
_FIRM, _LOOSE = 30.0, 1.0


class Table:
    """Who stands in each row, the place of each item in its row from 0, and its provisional x from 0 to ROOM.

    `ups` and `downs` are the items that each item is joined to in the row above and in the row below.
    """

    def __init__(self, net: Net, slots: tuple[int, ...]) -> None:
        self.net = net
        count = len(net.row_of)
        self.ups: list[list[int]] = [[] for _ in range(count)]
        self.downs: list[list[int]] = [[] for _ in range(count)]
        for hop in net.hops:
            self.ups[hop.lower].append(hop.upper)
            self.downs[hop.upper].append(hop.lower)
        total = sum(slots)
        edges = [sum(slots[:column]) * ROOM / total for column in range(len(slots) + 1)]
        self.bounds = list(pairwise(edges))
        self._pace = ROOM / (4 * max([total, *(len(row) for row in net.rows)]))
        self.rows = [list(row) for row in net.rows]
        self.place = [0] * count
        self.x = [0.0] * count
        columns = (net.column_of[item] if net.is_card(item) else None for item in range(count))
        self.column = [-1 if column is None else column for column in columns]
        """The column that each item may not leave, -1 for corridors and for cards free of the columns."""

    def put(self, number: int, row: list[int]) -> None:
        """Give a row its order."""
        self.rows[number] = row
        for position, item in enumerate(row):
            self.place[item] = position

    def take(self, order: Order) -> None:
        """Give all rows their order, each item near the middle of what it is joined to."""
        for number, row in enumerate(order):
            self.put(number, list(row))
        for number in 2 * list(range(len(self.rows))):
            self.gather(number)

    def order(self) -> Order:
        """Return the present order."""
        return tuple(tuple(row) for row in self.rows)

    def cost(self) -> float:
        """How hard arrows are to follow: crossings, and the way they run sideways."""
        sideways = fsum(abs(self.x[hop.lower] - self.x[hop.upper]) for hop in self.net.hops)
        return crossings(self.net, self.rows) + sideways / ROOM

    def middle(self, item: int, near: Sequence[int]) -> float:
        """Return the mean place of some items, or the nearest to it that the column of this item allows."""
        x = fsum(self.x[each] for each in near) / len(near) if near else self.x[item]
        if self.column[item] >= 0:
            low, high = self.bounds[self.column[item]]
            x = min(max(x, low + 1), high - 1)
        return x

    def obey(self, number: int) -> None:
        """Put the cards of a row back into the order of their columns."""
        row = self.rows[number]
        fixed = [item for item in row if self.column[item] >= 0]
        in_order = iter(sorted(fixed, key=self.column.__getitem__))
        chosen = set(fixed)
        self.put(number, [next(in_order) if item in chosen else item for item in row])

    def gather(self, number: int) -> None:
        """Give a row provisional places, each item near the middle of all that it is joined to."""
        self.spread(number, {item: self.middle(item, self.ups[item] + self.downs[item]) for item in self.rows[number]})

    def spread(self, number: int, wants: Mapping[int, float]) -> None:
        """Give a row provisional places: cards in their columns, corridors where they want to be."""
        row = self.rows[number]
        cells: dict[int, list[int]] = {}
        for item in row:
            if self.column[item] >= 0:
                cells.setdefault(self.column[item], []).append(item)
        fixed: dict[int, float] = {}
        for column, items in cells.items():
            low, high = self.bounds[column]
            for position, item in enumerate(items):
                fixed[item] = low + (high - low) * (position + 0.5) / len(items)
        places = settle(
            [fixed.get(item, wants.get(item, self.x[item])) for item in row],
            [_FIRM if self.net.is_card(item) else _LOOSE for item in row],
            [self._pace] * max(0, len(row) - 1),
            0.0,
            ROOM,
        )
        for item, x in zip(row, places, strict=True):
            self.x[item] = x

    def may_swap(self, first: int, second: int) -> bool:
        """Tell whether the columns allow two neighbours to change places."""
        mine, other = self.column[first], self.column[second]
        return mine < 0 or other < 0 or mine == other

    def gain(self, first: int, second: int) -> int:
        """How many crossings go away when `first`, just left of `second`, changes places with it."""
        gain = 0
        place = self.place
        for near in (self.ups, self.downs):
            mine, others = near[first], near[second]
            if not mine or not others:
                continue
            if len(mine) == 1 and len(others) == 1:  # corridors, most of all items
                here, there = place[mine[0]], place[others[0]]
                gain += (here > there) - (here < there)
                continue
            theirs = [place[each] for each in others]
            for each in mine:
                here = place[each]
                for there in theirs:
                    if here > there:
                        gain += 1
                    elif here < there:
                        gain -= 1
        return gain
