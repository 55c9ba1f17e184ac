"""The order of each row from left to right with few crossings, by sweeps of our own.

The engine is part of the package, so the same strategy gives the same picture everywhere: floats are summed by
`fsum`, because `sum` rounds differently from Python 3.12 on (docs/decisions/0005-map-layout.md).
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum

from bsc_cli.view.map.crossings import Order, crossings
from bsc_cli.view.map.exact import fewest
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.spacing import settle

_SWEEPS = 20
_STALE = 6
_SMALL, _MEDIUM, _LARGE = 120, 400, 1200
"""Numbers of hops from which less is tried, so that a map of 500 objectives takes seconds and not minutes."""
_ROOM = 1000.0


def best_order(net: Net, slots: tuple[int, ...]) -> Order:
    """Return the items of each row from left to right; cards keep the order of their columns.

    Barycentre sweeps (Sugiyama, Tagawa and Toda 1981) from several starts, each polished by exchanging neighbours and
    by sifting single items, keep the order with the fewest crossings; of equals the first found. Where crossings are
    left and the net is small, every order is tried.
    """
    size = len(net.hops)
    table = _Table(net, slots)
    starts = 6 if size < _SMALL else 3 if size < _MEDIUM else 1
    for start in range(starts):
        table.begin(start)
        table.polish(3, sifting=size < _LARGE)
        table.keep()
        table.sweep(_SWEEPS if size < _LARGE else 6)
    table.restore()
    table.polish(20 if size < _MEDIUM else 3, sifting=size < _LARGE)
    table.keep()
    left = crossings(net, table.best)
    return (fewest(net, left) if left else None) or table.best


class _Table:
    """The rows while they are being ordered. `x` is provisional, from 0 to _ROOM."""

    def __init__(self, net: Net, slots: tuple[int, ...]) -> None:
        self._net = net
        count = len(net.row_of)
        self._ups: list[list[int]] = [[] for _ in range(count)]
        self._downs: list[list[int]] = [[] for _ in range(count)]
        for hop in net.hops:
            self._ups[hop.lower].append(hop.upper)
            self._downs[hop.upper].append(hop.lower)
        total = sum(slots)
        edges = [sum(slots[:column]) * _ROOM / total for column in range(len(slots) + 1)]
        self._bounds = list(pairwise(edges))
        self._pace = _ROOM / (4 * max([total, *(len(row) for row in net.rows)]))
        self._rows = [list(row) for row in net.rows]
        self._place = [0] * count
        self._x = [0.0] * count
        self._least: float | None = None
        self.best: Order = net.rows

    # Starts -----------------------------------------------------------------------------------------------------

    def begin(self, start: int) -> None:
        """Set out from one of several orders: by depth-first numbering twice, then turned in steps."""
        rank = self._depth_first(from_below=start == 1) if start < 2 else None  # noqa: PLR2004 - the first two
        middle = len(self._bounds) / 2 - 0.5
        for number, items in enumerate(self._net.rows):
            row = sorted(items, key=rank.__getitem__) if rank else list(items)
            if not rank and row:
                turn = (start * 7 + 3) % len(row)
                row = row[turn:] + row[:turn]
                if start % 3 == 2:  # noqa: PLR2004 - every third start
                    row.reverse()
            row.sort(key=lambda item: middle if self._net.column_of[item] is None else self._net.column_of[item] or 0)
            self._set(number, row)
            for position, item in enumerate(row):
                self._x[item] = _ROOM * (position + 0.5) / len(row)
            self._spread(number, {})

    def _depth_first(self, *, from_below: bool) -> list[int]:
        """Return numbers by which what hangs together stays together: trees then have no crossings."""
        rank = [-1] * len(self._place)
        rows = reversed(self._net.rows) if from_below else self._net.rows
        number = 0
        for root in (item for row in rows for item in row):
            waiting = [root]
            while waiting:
                item = waiting.pop()
                if rank[item] < 0:
                    rank[item] = number
                    number += 1
                    near = {*self._ups[item], *self._downs[item]}
                    waiting += sorted(near, key=lambda each: (-len(self._ups[each]) - len(self._downs[each]), -each))
        return rank

    # Sweeps -----------------------------------------------------------------------------------------------------

    def sweep(self, most: int) -> None:
        """Order rows by the middle of their neighbours above, then below, and so on until nothing gets better."""
        stale = 0
        small = len(self._place) < 90  # noqa: PLR2004 - sifting takes the square of a row
        for step in range(most):
            upward = step % 2 == 0
            near = self._ups if upward else self._downs
            numbers = range(len(self._rows)) if upward else range(len(self._rows) - 1, -1, -1)
            for number in numbers:
                middles = {item: self._middle(item, near[item]) for item in self._rows[number]}
                self._set(number, sorted(self._rows[number], key=lambda item: (middles[item], item)))
                self._obey(number)
                self._spread(number, middles)
            places = [sorted(self._x[item] for item in row) for row in self._rows]
            if len(self._place) < _LARGE:
                self.polish(2, sifting=small)
            stale = 0 if self.keep() else stale + 1
            if stale >= _STALE:
                return
            for row, xs in zip(self._rows, places, strict=True):
                for item, x in zip(row, xs, strict=True):
                    self._x[item] = x

    def _middle(self, item: int, near: list[int]) -> float:
        x = fsum(self._x[each] for each in near) / len(near) if near else self._x[item]
        column = self._net.column_of[item]
        if column is not None and self._net.is_card(item):
            low, high = self._bounds[column]
            x = min(max(x, low + 1), high - 1)
        return x

    def _obey(self, number: int) -> None:
        """Put the cards of a row back into the order of their columns."""
        row = self._rows[number]
        fixed = [item for item in row if self._net.is_card(item) and self._net.column_of[item] is not None]
        sorted_ = iter(sorted(fixed, key=lambda item: self._net.column_of[item] or 0))
        chosen = set(fixed)
        self._set(number, [next(sorted_) if item in chosen else item for item in row])

    def _spread(self, number: int, wants: dict[int, float]) -> None:
        """Give a row provisional places: cards in their columns, corridors where they want to be."""
        row = self._rows[number]
        cells: dict[int, list[int]] = {}
        for item in row:
            column = self._net.column_of[item]
            if column is not None and self._net.is_card(item):
                cells.setdefault(column, []).append(item)
        fixed: dict[int, float] = {}
        for column, items in cells.items():
            low, high = self._bounds[column]
            for position, item in enumerate(items):
                fixed[item] = low + (high - low) * (position + 0.5) / len(items)
        places = settle(
            [fixed.get(item, wants.get(item, self._x[item])) for item in row],
            [30.0 if self._net.is_card(item) else 1.0 for item in row],
            [self._pace] * max(0, len(row) - 1),
            0.0,
            _ROOM,
        )
        for item, x in zip(row, places, strict=True):
            self._x[item] = x

    # Polish -----------------------------------------------------------------------------------------------------

    def polish(self, rounds: int, *, sifting: bool = True) -> None:
        """Swap neighbours, and move single items, as long as that takes crossings away."""
        for _ in range(rounds):
            moved = False
            for number in range(len(self._rows)):
                moved = self._exchange(number) or moved
                if sifting:
                    moved = self._sift(number) or moved
            if not moved:
                return

    def _exchange(self, number: int) -> bool:
        row, moved = self._rows[number], False
        for left in range(len(row) - 1):
            first, second = row[left], row[left + 1]
            if not self._may_swap(first, second):
                continue
            gain = self._gain(first, second)
            if gain > 0 or (gain == 0 and self._shortens(first, second)):
                row[left], row[left + 1] = second, first
                self._place[first], self._place[second] = left + 1, left
                self._x[first], self._x[second] = self._x[second], self._x[first]
                moved = True
        return moved

    def _shortens(self, first: int, second: int) -> bool:
        """Tell whether two neighbours come nearer to what they are joined to when they change places."""
        here, there = self._x[first], self._x[second]
        change = 0.0
        for near in (self._ups, self._downs):
            change += fsum(abs(self._x[each] - there) - abs(self._x[each] - here) for each in near[first])
            change += fsum(abs(self._x[each] - here) - abs(self._x[each] - there) for each in near[second])
        return change < -_ROOM / 100

    def _sift(self, number: int) -> bool:
        moved = False
        row = self._rows[number]
        for item in tuple(row):
            if not self._ups[item] and not self._downs[item]:
                continue
            here = self._place[item]
            best, goal = 0, here
            for direction in (-1, 1):
                gained, position = 0, here + direction
                while 0 <= position < len(row):
                    other = row[position]
                    pair = (other, item) if direction < 0 else (item, other)
                    if not self._may_swap(*pair):
                        break
                    gained += self._gain(*pair)
                    if gained > best:
                        best, goal = gained, position
                    position += direction
            if goal != here:
                row.insert(goal, row.pop(here))
                self._set(number, row)
                moved = True
        return moved

    def _may_swap(self, first: int, second: int) -> bool:
        if first >= self._net.nodes or second >= self._net.nodes:  # a corridor goes anywhere
            return True
        columns = self._net.column_of[first], self._net.column_of[second]
        return None in columns or columns[0] == columns[1]

    def _gain(self, first: int, second: int) -> int:
        """How many crossings go away when `first`, just left of `second`, changes places with it."""
        gain = 0
        place = self._place
        for near in (self._ups, self._downs):
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

    # Keeping ----------------------------------------------------------------------------------------------------

    def keep(self) -> bool:
        """Keep the present order when it is better than any before: fewer crossings, and arrows less sideways."""
        order = tuple(tuple(row) for row in self._rows)
        sideways = fsum(abs(self._x[hop.lower] - self._x[hop.upper]) for hop in self._net.hops)
        cost = crossings(self._net, order) + sideways / _ROOM
        if self._least is not None and cost >= self._least:
            return False
        self._least, self.best = cost, order
        return True

    def restore(self) -> None:
        """Go back to the best order."""
        for number, row in enumerate(self.best):
            self._set(number, list(row))
        for number in 2 * list(range(len(self._rows))):
            near = {item: self._ups[item] + self._downs[item] for item in self._rows[number]}
            self._spread(number, {item: self._middle(item, others) for item, others in near.items()})

    def _set(self, number: int, row: list[int]) -> None:
        self._rows[number] = row
        for position, item in enumerate(row):
            self._place[item] = position
