"""What each part of a cycle (month of the year, quarter of the year) adds, as far as the readings bear it out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bsc_cli.forecast.scale import Floats

_FEWEST_CYCLES = 2
_FEWEST_PARTS = 4
"""With fewer parts there is no shrinking towards no season, so a season of halves is not looked for."""


class Season(NamedTuple):
    """For S series: what to take from each of T readings, what the coming ones add, and what the season cost.

    `past` is S x T, `coming` S x horizon, both in the unit of the values; `parameters` (S) counts the shrunken effects.
    """

    past: Floats
    coming: Floats
    parameters: Floats

    @property
    def is_there(self) -> bool:
        """Whether any of the series has one."""
        return bool((self.parameters > 0).any())


def season(values: Floats, cycle: int, horizon: int) -> Season:
    """Return the season of S series of T readings (NaN where nothing was read) with a cycle of so many readings.

    The mean of each part over whole cycles, each cycle taken about its own mean and the common slope, shrunk towards
    none by the James-Stein factor of a one-way analysis of variance (James and Stein 1961, positive part).
    """
    series, length = values.shape
    cycles = length // cycle
    if cycles < _FEWEST_CYCLES or cycle < _FEWEST_PARTS:
        return Season(np.zeros_like(values), np.zeros((series, horizon)), np.zeros(series))
    start = length - cycles * cycle
    block = values[:, start:].reshape(series, cycles, cycle)
    read = np.isfinite(block)
    held = np.where(read, block, 0.0)
    count = read.sum(axis=2)
    mean = held.sum(axis=2) / np.maximum(count, 1)
    slope = (mean[:, -1] - mean[:, 0]) / (cycles - 1) / cycle
    middle = np.arange(cycle) - (cycle - 1) / 2
    left = np.where(read, held - mean[:, :, None] - slope[:, None, None] * middle, 0.0)
    parts = read.sum(axis=1)
    effect = left.sum(axis=1) / np.maximum(parts, 1)
    effect -= effect.mean(axis=1, keepdims=True)
    within = np.maximum(read.sum(axis=(1, 2)) - cycles - cycle, 1)
    between_square = (parts * effect**2).sum(axis=1) / (cycle - 1)
    within_square = (np.where(read, left - effect[:, None], 0.0) ** 2).sum(axis=(1, 2)) / within
    ratio = within_square / np.maximum(between_square, 1e-300)
    kept = np.clip(1 - (cycle - 3) / (cycle - 1) * ratio * within / (within + 2), 0.0, 1.0)
    effect = effect * kept[:, None]
    past = effect[:, (np.arange(length) - start) % cycle]
    coming = effect[:, np.arange(horizon) % cycle]  # the readings end with a whole cycle
    return Season(past, coming, kept * (cycle - 1))
