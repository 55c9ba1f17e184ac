"""The best of a few layouts: rows, order and grid for several row lengths, judged by height, crossings and width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from bsc_cli.view.map.card import Frame, needed_height
from bsc_cli.view.map.crossings import Order, crossings
from bsc_cli.view.map.engine import Orders
from bsc_cli.view.map.grid import Grid, Room, arrange
from bsc_cli.view.map.lock import Lock
from bsc_cli.view.map.net import Net, weave
from bsc_cli.view.map.order import good_orders
from bsc_cli.view.map.reroute import reroute
from bsc_cli.view.map.rows import Rows, assign
from bsc_cli.view.map.scene import Scene

SHEET = 1200.0
"""How wide a sheet is, in pixels, unless its cards need more."""
MARGIN = 20.0
BAND_LABEL = 120.0
"""How wide the label at the left of a band is."""
_INSET = 14.0
MOST_FULL = 24
"""Up to so many objectives have cards with all their facts; Kaplan and Norton see 15 to 25 on a working map."""
_MOST_SEPARATE = 45
"""Beyond so many arrows, those to one target share a trunk."""
_EMPTY_ROW = 20.0
_REROUTES = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything but the heights between rows: who stands in which row, where from left to right, how high rows are."""

    scene: Scene
    rows: Rows
    net: Net
    order: Order
    grid: Grid
    heights: tuple[float, ...]
    compact: bool
    crossings: int
    moved: int = 0
    """How many cards stand where the lock does not say."""

    @property
    def width(self) -> float:
        """How wide the sheet is."""
        return self.grid.right + _INSET + MARGIN

    def frame(self, item: int, y: float = 0, height: float = 0) -> Frame:
        """Return the frame of a node's card in a row that begins at `y`."""
        return _frame(self.scene, self.grid, item, y, height, compact=self.compact)


def lay_out(
    scene: Scene,
    wide: float = SHEET,
    *,
    compact: bool | None = None,
    lock: Lock | None = None,
    orders: Orders = good_orders,
) -> Layout:
    """Return the best layout of a few, `wide` pixels wide unless its cards need more.

    `compact` says whether cards leave out their metrics; left out, many objectives make them do so. With a lock rows
    and their order come from it, as far as it fits; else `orders` answer the order, and of those for the same rows
    the one with the fewest crossings wins, unless it needs a wider sheet. The same scene, lock and answers always give
    the same layout.
    """
    count = len(scene.nodes)
    compact = count > MOST_FULL if compact is None else compact
    lengths = (3, 4, 5, 6) if not compact else (4, 5, 6) if count <= 60 else (6,)  # noqa: PLR2004 - by the time they take
    room = Room(
        MARGIN + BAND_LABEL + _INSET,
        wide - MARGIN - _INSET,
        *((132.0, 200.0) if compact else (150.0, 236.0)),
    )
    share = len(scene.links) > _MOST_SEPARATE
    if lock is not None and lock.fits(scene):
        held = lock.held(scene)
        rows = assign(scene, lock.most, held)
        net = weave(scene, rows, share=share)
        order = lock.order(scene, net, rows.slots)
        grid = arrange(net, order, rows.slots, room)
        return _set(scene, rows, net, order, grid, compact=compact, moved=_moved(scene, rows, held))
    tried: list[Layout] = []
    for rows in dict.fromkeys(assign(scene, length) for length in lengths):
        net = weave(scene, rows, share=share)
        found = [_lay_out(scene, rows, net, order, room, compact=compact) for order in orders(net, rows.slots)]
        tried.append(min(found, key=lambda each: (each.width, each.crossings)))
    return min(tried, key=lambda each: _cost(each, room))


def _moved(scene: Scene, rows: Rows, held: Mapping[int, int]) -> int:
    """Count the cards whose row is not the one that the lock holds them in; rows that became empty are gone."""
    moved = 0
    for band in range(len(scene.bands)):
        here = [row for row, of in zip(rows.nodes, rows.bands, strict=True) if of == band]
        left = {row: at for at, row in enumerate(sorted({held[node] for row in here for node in row if node in held}))}
        moved += sum(node not in held or left[held[node]] != at for at, row in enumerate(here) for node in row)
    return moved


def _lay_out(scene: Scene, rows: Rows, net: Net, order: Order, room: Room, *, compact: bool) -> Layout:
    grid = arrange(net, order, rows.slots, room)
    for _ in range(_REROUTES):
        other = reroute(net, order, grid.x, grid.right - room.left)
        if other == order:
            break
        moved = arrange(net, other, rows.slots, room)
        if _mess(net, other, moved) >= _mess(net, order, grid):
            break
        order, grid = other, moved
    return _set(scene, rows, net, order, grid, compact=compact)


def _set(scene: Scene, rows: Rows, net: Net, order: Order, grid: Grid, *, compact: bool, moved: int = 0) -> Layout:
    heights = tuple(
        max(
            [
                needed_height(scene.nodes[item], _frame(scene, grid, item, 0, 0, compact=compact))
                for item in row
                if net.is_card(item)
            ],
            default=_EMPTY_ROW,
        )
        for row in order
    )
    return Layout(scene, rows, net, order, grid, heights, compact, crossings(net, order), moved)


def _mess(net: Net, order: Order, grid: Grid) -> float:
    """How hard arrows are to follow: crossings, and the way they run sideways."""
    sideways = fsum(abs(grid.x[hop.lower] - grid.x[hop.upper]) for hop in net.hops)
    return crossings(net, order) + sideways / SHEET + grid.right / SHEET * 3


def _frame(scene: Scene, grid: Grid, item: int, y: float, height: float, *, compact: bool) -> Frame:
    width = grid.widths[item]
    striped = any(node.mark for node in scene.nodes)
    wide = not compact and scene.nodes[item].column is None and width > grid.card
    return Frame(grid.x[item] - width / 2, y, width, height, compact, wide, striped)


def _cost(layout: Layout, room: Room) -> float:
    """Lower is better: a short sheet, few crossings, cards not too narrow, and no wider than the usual sheet."""
    height = fsum(layout.heights) + 44 * len(layout.heights)
    wished = room.narrow + 18
    narrowness = max(0.0, wished - layout.grid.card) / wished
    return (
        height
        * (1 + 0.006 * layout.crossings)
        * (1 + 2 * narrowness)
        * (layout.width / (room.right + _INSET + MARGIN)) ** 2
    )
