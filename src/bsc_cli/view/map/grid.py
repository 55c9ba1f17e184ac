"""Where everything stands from left to right: one grid of slots for the sheet, with gutters between for arrows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from bsc_cli.view.map.crossings import Order
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.spacing import settle
from bsc_cli.view.map.straight import straighten

CARD_GAP = 22.0
"""At least so many pixels between two cards of a row."""

_CORRIDOR = 2.0
_CORRIDOR_GAP = 9.0  # with the width of a corridor, the gap between two ports: arrows then go straight on
_CARD_TO_CORRIDOR = 11.0
_COLUMN_GAP = 28.0
_WIDE = 440.0
_ROUNDS = 16
_FIRM, _LOOSE = 1e5, 1.0


@dataclass(frozen=True, slots=True)
class Room:
    """What a sheet offers: from `left`, at least to `right`, with cards from `narrow` to `broad`. Pixels."""

    left: float
    right: float
    narrow: float
    broad: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The middle and the width of every item, and the left and right edge of every column. Pixels."""

    x: tuple[float, ...]
    widths: tuple[float, ...]
    columns: tuple[tuple[float, float], ...]
    card: float
    right: float


def arrange(net: Net, order: Order, slots: tuple[int, ...], room: Room) -> Grid:
    """Place the items of an order. Cards stand in slots; each gutter is as wide as its busiest row needs.

    The sheet grows to the right when cards would be narrower than `room.narrow`.
    """
    free_rows = {
        number
        for number, row in enumerate(order)
        if any(net.is_card(each) and net.column_of[each] is None for each in row)
    }
    places, gutters = _gutters(net, order, slots, free_rows)
    total = sum(slots)
    crowded = max([_least(net, row, room.narrow) for row in order], default=0.0)
    right = max(room.right, room.left + max(fsum(gutters) + room.narrow * total, crowded))
    card = min(room.broad, (right - room.left - fsum(gutters)) / total)
    spare = (right - room.left - fsum(gutters) - card * total) / (total + 1)
    edges, x = [], room.left
    for slot in range(total):
        x += gutters[slot] + spare
        edges.append((x, x + card))
        x += card
    widths = _widths(net, order, free_rows, card, right - room.left)
    wants = {item: _centre(edges, place) for item, place in places.items()}
    xs = _relax(net, order, widths, wants, (room.left, right))
    xs = straighten(net, order, xs, _apart(net, widths), (room.left, right))
    starts = [sum(slots[:column]) for column in range(len(slots))]
    columns = tuple((edges[start][0], edges[start + count - 1][1]) for start, count in zip(starts, slots, strict=True))
    return Grid(tuple(xs), tuple(widths), columns, card, right)


def _gutters(
    net: Net, order: Order, slots: tuple[int, ...], free_rows: set[int]
) -> tuple[dict[int, float], list[float]]:
    """Return the slot of each card, halves where a cell is not full, and how wide each gutter must be."""
    starts = [sum(slots[:column]) for column in range(len(slots))]
    total = sum(slots)
    gutters = [0.0, *[CARD_GAP] * (total - 1), 0.0]
    for start in starts[1:]:
        gutters[start] = _COLUMN_GAP
    places: dict[int, float] = {}
    for number, row in enumerate(order):
        if number in free_rows:
            continue
        for column, start in enumerate(starts):
            cell = [item for item in row if net.is_card(item) and net.column_of[item] == column]
            for position, item in enumerate(cell):
                places[item] = start + (slots[column] - len(cell)) / 2 + position
        before, waiting = -1.0, 0
        for item in (*row, -1):  # -1 is the right edge
            if item >= 0 and not net.is_card(item):
                waiting += 1
                continue
            place = places[item] if item >= 0 else float(total)
            if waiting and place - before < 1.1:  # noqa: PLR2004 - neighbouring slots, with no empty one between
                gutter = int(place + 0.01)
                outer = 8 if gutter in (0, total) else 0
                needed = waiting * _CORRIDOR + (waiting - 1) * _CORRIDOR_GAP + 2 * _CARD_TO_CORRIDOR - outer
                gutters[gutter] = max(gutters[gutter], needed)
            before, waiting = place, 0
    return places, gutters


def _centre(edges: list[tuple[float, float]], place: float) -> float:
    slot = int(place)
    left = _middle(edges[slot])
    return left if slot == place else left + (_middle(edges[slot + 1]) - left) * (place - slot)


def _middle(edges: tuple[float, float]) -> float:
    return (edges[0] + edges[1]) / 2


def _widths(net: Net, order: Order, free_rows: set[int], card: float, room: float) -> list[float]:
    widths = [card if net.is_card(item) else _CORRIDOR for item in range(len(net.row_of))]
    for number in free_rows:
        cards = [item for item in order[number] if net.is_card(item)]
        corridors = len(order[number]) - len(cards)
        for item in cards:
            widths[item] = max(card, min(_WIDE, (room - 60 - 24 * corridors) / len(cards) - 40))
    return widths


def _least(net: Net, row: tuple[int, ...], narrow: float) -> float:
    """How wide a row is with the narrowest cards."""
    widths = [narrow if net.is_card(item) else _CORRIDOR for item in row]
    gaps = [_gap(net, left, right) for left, right in pairwise(row)]
    return fsum([*widths, *gaps])


def _gap(net: Net, left: int, right: int) -> float:
    cards = net.is_card(left) + net.is_card(right)
    return (_CORRIDOR_GAP, _CARD_TO_CORRIDOR, CARD_GAP)[cards]


def _apart(net: Net, widths: list[float]) -> Callable[[int, int], float]:
    """Return how far the middles of two neighbours must be apart."""
    return lambda left, right: (widths[left] + widths[right]) / 2 + _gap(net, left, right)


def _relax(
    net: Net, order: Order, widths: list[float], wants: dict[int, float], bounds: tuple[float, float]
) -> list[float]:
    """Let everything without a slot settle near the middle of its neighbours."""
    low, high = bounds
    near: list[list[int]] = [[] for _ in net.row_of]
    for hop in net.hops:
        near[hop.lower].append(hop.upper)
        near[hop.upper].append(hop.lower)
    apart = _apart(net, widths)
    xs = [wants.get(item, 0.0) for item in range(len(net.row_of))]
    for row in order:
        for position, item in enumerate(row):
            if item not in wants:
                xs[item] = low + (high - low) * (position + 0.5) / len(row)
    for step in range(_ROUNDS):
        for row in order if step % 2 else reversed(order):
            if not row:
                continue
            wished = [
                wants[item] if item in wants else _mean([xs[each] for each in near[item]], xs[item]) for item in row
            ]
            settled = settle(
                wished,
                [_FIRM if item in wants else _LOOSE for item in row],
                [apart(left, right) for left, right in pairwise(row)],
                low + widths[row[0]] / 2,
                high - widths[row[-1]] / 2,
            )
            for item, x in zip(row, settled, strict=True):
                xs[item] = x
    return xs


def _mean(values: list[float], otherwise: float) -> float:
    return fsum(values) / len(values) if values else otherwise
