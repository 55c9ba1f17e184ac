"""Orders to set out from, and barycentre sweeps over the rows (Sugiyama, Tagawa and Toda 1981)."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.view.map.polish import polish
from bsc_cli.view.map.table import ROOM, Table

_SMALL = 90
"""Up to so many items single ones are moved after each sweep, which takes the square of a row."""


def begin(table: Table, start: int) -> None:
    """Set out from one of several orders: by depth-first numbering twice, then turned in steps."""
    rank = _depth_first(table, from_below=start == 1) if start < 2 else None  # noqa: PLR2004 - the first two
    middle = len(table.bounds) / 2 - 0.5
    columns = table.net.column_of
    for number, items in enumerate(table.net.rows):
        row = sorted(items, key=rank.__getitem__) if rank else list(items)
        if not rank and row:
            turn = (start * 7 + 3) % len(row)
            row = row[turn:] + row[:turn]
            if start % 3 == 2:  # noqa: PLR2004 - every third start
                row.reverse()
        row.sort(key=lambda item: middle if columns[item] is None else columns[item] or 0)
        table.put(number, row)
        for position, item in enumerate(row):
            table.x[item] = ROOM * (position + 0.5) / len(row)
        table.spread(number, {})


def _depth_first(table: Table, *, from_below: bool) -> list[int]:
    """Return numbers by which what hangs together stays together: trees then have no crossings."""
    ups, downs = table.ups, table.downs
    rank = [-1] * len(table.place)
    rows = reversed(table.net.rows) if from_below else table.net.rows
    number = 0
    for root in (item for row in rows for item in row):
        waiting = [root]
        while waiting:
            item = waiting.pop()
            if rank[item] < 0:
                rank[item] = number
                number += 1
                near = {*ups[item], *downs[item]}
                waiting += sorted(near, key=lambda each: (-len(ups[each]) - len(downs[each]), -each))
    return rank


def sweeps(table: Table, most: int, *, polished: bool) -> Iterator[None]:
    """Order rows by the middle of their neighbours above, then below, and so on; stop after each for a look."""
    for step in range(most):
        upward = step % 2 == 0
        near = table.ups if upward else table.downs
        for number in range(len(table.rows)) if upward else range(len(table.rows) - 1, -1, -1):
            middles = {item: table.middle(item, near[item]) for item in table.rows[number]}
            table.put(number, sorted(table.rows[number], key=lambda item: (middles[item], item)))
            table.obey(number)
            table.spread(number, middles)
        places = [sorted(table.x[item] for item in row) for row in table.rows]
        if polished:
            polish(table, 2, sifting=len(table.place) < _SMALL)
        yield
        for row, xs in zip(table.rows, places, strict=True):
            for item, x in zip(row, xs, strict=True):
                table.x[item] = x
