"""Small changes to an order, as long as they take crossings away: neighbours swapped, single items moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from bsc_cli.view.map.table import ROOM, Table

_INSERTIONS = 5


def polish(table: Table, rounds: int, *, sifting: bool = True, rows: Iterable[int] | None = None) -> None:
    """Polish `rows`, or all; then, at most so many rounds, those that a change before may have left room to better."""
    last = len(table.rows) - 1
    waiting = set(range(last + 1) if rows is None else rows)
    for _ in range(rounds):
        changed = set()
        for number in sorted(waiting):
            moved = _exchange(table, number)
            if sifting:
                moved = _sift(table, number) or moved
            if moved:
                changed.add(number)
        if not changed:
            return
        waiting = {near for number in changed for near in (number - 1, number, number + 1) if 0 <= near <= last}


def insert(table: Table, new: Sequence[Sequence[int]]) -> None:
    """Move the new items of each row, and no others, to where they cross least."""
    for _ in range(_INSERTIONS):
        moved = False
        for number, items in enumerate(new):
            moved = _sift(table, number, items) or moved
        if not moved:
            return


def _exchange(table: Table, number: int) -> bool:
    row, moved = table.rows[number], False
    for left in range(len(row) - 1):
        first, second = row[left], row[left + 1]
        if not table.may_swap(first, second):
            continue
        gain = table.gain(first, second)
        if gain > 0 or (gain == 0 and _shortens(table, first, second)):
            row[left], row[left + 1] = second, first
            table.place[first], table.place[second] = left + 1, left
            table.x[first], table.x[second] = table.x[second], table.x[first]
            moved = True
    return moved


def _shortens(table: Table, first: int, second: int) -> bool:
    """Tell whether two neighbours come nearer to what they are joined to when they change places."""
    x = table.x
    here, there = x[first], x[second]
    change = 0.0
    for near in (table.ups, table.downs):
        change += fsum(abs(x[each] - there) - abs(x[each] - here) for each in near[first])
        change += fsum(abs(x[each] - here) - abs(x[each] - there) for each in near[second])
    return change < -ROOM / 100


def _sift(table: Table, number: int, items: Iterable[int] | None = None) -> bool:
    """Move each item of a row, or each of `items`, to where it crosses least, all others staying."""
    moved = False
    row, columns, gain = table.rows[number], table.column, table.gain
    for item in tuple(row if items is None else items):
        if not table.ups[item] and not table.downs[item]:
            continue
        here, column = table.place[item], columns[item]
        best, goal = 0, here
        for direction in (-1, 1):
            gained, position = 0, here + direction
            while 0 <= position < len(row):
                other = row[position]
                if columns[other] != column and column >= 0 and columns[other] >= 0:
                    break
                gained += gain(other, item) if direction < 0 else gain(item, other)
                if gained > best:
                    best, goal = gained, position
                position += direction
        if goal != here:
            row.insert(goal, row.pop(here))
            table.put(number, row)
            moved = True
    return moved
