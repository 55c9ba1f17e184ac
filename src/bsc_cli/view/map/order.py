"""The order of each row from left to right with few crossings, by a search of our own.

The engine is part of the package, so the same strategy gives the same picture everywhere: floats are summed by
`fsum`, because `sum` rounds differently from Python 3.12 on (docs/decisions/0005-map-layout.md).
"""

from __future__ import annotations

from random import Random

from bsc_cli.view.map.crossings import Order, crossings
from bsc_cli.view.map.exact import every_order, fewest
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.polish import polish
from bsc_cli.view.map.sweep import begin, sweeps
from bsc_cli.view.map.table import Table

_SWEEPS = 20
_STALE = 6
_SMALL, _MEDIUM, _LARGE = 120, 400, 1200
"""Numbers of hops from which less is tried, so that a map of 500 objectives takes seconds and not minutes."""
_SHAKES, _EFFORT = 40, 8_000
"""How often the best order is shaken, at most, and as a number of hops polished in all."""
_KICKS = 6
_PATIENCE = 20


def good_orders(net: Net, slots: tuple[int, ...]) -> tuple[Order, ...]:
    """Return the items of each row from left to right, one way or two; cards keep the order of their columns.

    Sweeps from several starts, each polished, keep the order with the fewest crossings, and of equals the one whose
    arrows run less sideways. Where crossings are left, every order of a small net is tried, and of a larger one the
    best is shaken: that comes second, with fewer crossings, but its arrows may need more room.
    """
    size = len(net.hops)
    table = Table(net, slots)
    search = _Search(table)
    starts = 6 if size < _SMALL else 3 if size < _MEDIUM else 1
    for start in range(starts):
        begin(table, start)
        polish(table, 3, sifting=size < _LARGE)
        search.keep()
        search.sweep(_SWEEPS if size < _LARGE else 6, polished=len(table.place) < _LARGE)
    table.take(search.best)
    polish(table, _PATIENCE if size < _MEDIUM else 3, sifting=size < _LARGE)
    search.keep()
    swept = search.best
    left = crossings(net, swept)
    if not left:
        return (swept,)
    orders = every_order(net)
    if orders is not None:
        return (fewest(net, orders, below=left) or swept,)
    search.shake(min(_SHAKES, _EFFORT // size))
    return (swept, search.best) if search.best != swept else (swept,)


def best_order(net: Net, slots: tuple[int, ...]) -> Order:
    """Return the order with the fewest crossings."""
    return good_orders(net, slots)[-1]


class _Search:
    """The best order seen on a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._least = float("inf")
        self.best = table.order()

    def keep(self) -> bool:
        """Keep the present order when it is better than any before."""
        cost = self._table.cost()
        if cost >= self._least:
            return False
        self._least, self.best = cost, self._table.order()
        return True

    def sweep(self, most: int, *, polished: bool) -> None:
        """Sweep until nothing gets better any more."""
        stale = 0
        for _ in sweeps(self._table, most, polished=polished):
            stale = 0 if self.keep() else stale + 1
            if stale >= _STALE:
                return

    def shake(self, times: int) -> None:
        """Move a few items of the best order at random and polish; go on from there unless more arrows cross."""
        table = self._table
        every = set(range(len(table.rows)))
        rows = [number for number in sorted(every) if len(table.rows[number]) > 1]
        dice = Random(0)  # noqa: S311 - a fixed seed: `random()` gives the same numbers in every Python
        table.take(self.best)
        least = crossings(table.net, self.best)
        for _ in range(times):
            places = list(table.x)
            touched = {rows[int(dice.random() * len(rows))] for _ in range(_KICKS)}
            for number in sorted(touched):
                row = list(table.rows[number])
                row.insert(int(dice.random() * len(row)), row.pop(int(dice.random() * len(row))))
                table.put(number, row)
                table.obey(number)
                table.gather(number)
            near = {each for number in touched for each in (number - 1, number, number + 1)}
            polish(table, _PATIENCE, rows=near & every)
            count = crossings(table.net, table.rows)
            if count <= least:
                least, self.best = count, table.order()
            else:
                table.x = places
                for number, kept in enumerate(self.best):
                    table.put(number, list(kept))
