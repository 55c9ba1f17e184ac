"""A map on paper: laid out anew at the width at which its text comes out largest, not shrunk."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bsc_cli.stop import Stop
from bsc_cli.view.map.drawing import Drawing, Paper
from bsc_cli.view.map.engine import Orders
from bsc_cli.view.map.ink import Text
from bsc_cli.view.map.layout import MOST_FULL, lay_out
from bsc_cli.view.map.order import good_orders
from bsc_cli.view.map.scene import Scene
from bsc_cli.view.map.sheet import sheet

Size = Literal["a4", "a3"]

SIZES: dict[Size, tuple[int, int]] = {"a4": (210, 297), "a3": (297, 420)}
"""Width and height upright, in millimetres (ISO 216)."""

LEAST = 5.0
"""The smallest text on paper, in points; below it print cannot be read at arm's length."""

EASY = 6.0
"""Points from which print is read without effort."""
_LARGER = 2**0.5
"""How many times as wide and high A3 is as A4."""
_EDGE = 8
_SMALLEST = 11.0
"""The smallest text of a drawing, in pixels."""
_POINTS_PER_MM = 72 / 25.4
_WIDTHS = (1200.0, 800.0, 900.0, 1000.0, 1100.0, 1350.0)
_HOPELESS = 0.5
"""Other widths win back less than half of what is missing."""


def on_paper(scene: Scene, size: Size, orders: Orders = good_orders) -> Drawing:
    """Return the drawing that fits the paper best, upright or lying, with the paper noted in it.

    Cards lose their metrics before text gets smaller than it can be read. Raises Stop when even so it would.
    """
    best = _best(scene, size, orders, compact=None)
    if best[0] < LEAST and len(scene.nodes) <= MOST_FULL:  # more have compact cards anyway
        best = max(best, _best(scene, size, orders, compact=True), key=lambda each: each[0])
    small, drawing = best
    if small < LEAST:
        way = "ask for --paper a3, " if size == "a4" and small * _LARGER >= LEAST else ""
        raise Stop(
            f"On {size.upper()} the smallest text would be {small:.1f} points, and below {LEAST:.0f} nobody can read "
            f"it: {way}draw a part (--scorecard, --focus) or fold the units (--fold)."
        )
    return drawing


def points(drawing: Drawing) -> float:
    """Return how high the smallest text of a drawing on paper is, in points."""
    return _SMALLEST * drawing.paper.scale * _POINTS_PER_MM if drawing.paper else _SMALLEST * 0.75


def _best(scene: Scene, size: Size, orders: Orders, *, compact: bool | None) -> tuple[float, Drawing]:
    found: list[Drawing] = []
    for wide in _WIDTHS:
        drawing = sheet(lay_out(scene, wide, compact=compact, orders=orders))
        found += [replace(drawing, paper=_placed(drawing, paper)) for paper in (SIZES[size], SIZES[size][::-1])]
        if max(map(points, found)) < LEAST * _HOPELESS:
            break
        if any(points(each) >= EASY and not _shortened(each) for each in found):
            break
    # Text that is easy to read, then whole texts, then larger text; of equals the first, which stands upright.
    best = max(found, key=lambda each: (min(points(each), EASY), -_shortened(each), points(each)))
    return points(best), best


def _shortened(drawing: Drawing) -> int:
    """Return how many lines on the cards end before their text does."""
    return sum(isinstance(ink, Text) and ink.words.endswith("…") for card in drawing.cards for ink in card.inks)


def _placed(drawing: Drawing, paper: tuple[int, int]) -> Paper:
    wide, high = paper
    return Paper(wide, high, min((wide - 2 * _EDGE) / drawing.width, (high - 2 * _EDGE) / drawing.height))
