"""Where rows and bands stand from top to bottom: channels between rows are as high as their arrows need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bsc_cli.view.map.grid import CARD_GAP
from bsc_cli.view.map.layout import Layout

LABEL_HEIGHT = 16.0


@dataclass(frozen=True, slots=True)
class Levels:
    """The top of each row; the top and the bottom of each band; the bottom of the last."""

    rows: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]

    @property
    def bottom(self) -> float:
        """Where the bands end."""
        return self.bands[-1][1]


def stack(layout: Layout, labels: Sequence[float], top: float) -> Levels:
    """Stack rows and bands from `top` down. `labels` is how high the label of each band is."""
    padding = 9.0 if layout.compact else 12.0
    tops: list[float] = []
    bands: list[tuple[float, float]] = []
    y = top
    last = len(layout.heights) - 1
    for number, height in enumerate(layout.heights):
        band = layout.rows.bands[number]
        begins = number == 0 or layout.rows.bands[number - 1] != band
        ends = number == last or layout.rows.bands[number + 1] != band
        if begins:
            start = y
            y += padding
            if ends:  # a single row stands in the middle of a band that its label makes taller
                y += max(0.0, (labels[band] + 14 - height - 2 * padding) / 2)
        tops.append(y)
        y += height
        channel = _channel(layout, number + 1)
        if ends:
            y = max(y + padding, start + labels[band] + 14)
            bands.append((start, y))
            if number < last:
                y += max(8.0, channel - 2 * padding + 8)
        else:
            y += channel
    return Levels(tuple(tops), tuple(bands))


def _channel(layout: Layout, lower: int) -> float:
    """How high the channel above a row must be: for the bends of its arrows and for their labels."""
    net, x = layout.net, layout.grid.x
    here = [hop for hop in net.hops if net.row_of[hop.lower] == lower]
    base = 16.0 if layout.compact else 22.0
    if not here:
        return CARD_GAP
    widest = max(abs(x[hop.lower] - x[hop.upper]) for hop in here)
    labelled = any(path.link.is_labelled and net.row_of[net.hops[path.hops[0]].lower] == lower for path in net.paths)
    needed = base + min(16.0, 1.4 * len(here)) + min(22.0, widest / 16) + (8 if labelled else 0)
    return max(CARD_GAP, needed)
