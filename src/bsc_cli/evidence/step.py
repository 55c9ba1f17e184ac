"""A shift of level that two series show in the same month: one outside event, not an arrow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.numbers import TINY, Matrix, Whole

_EDGE = 4
"""Months at either end in which a shift cannot be told from chance."""
_CLEAR = 14.0
"""The F statistic from which on both series shift: set by how often an unrelated pair with one shared shift was called
supported against how many true arrows were lost (benchmarks/evidence)."""
_AT_ONCE = 20_000


class Steps(NamedTuple):
    """For each series (rows) how clear and how high a shift beginning in each month (columns from `_EDGE` on) would be.

    `shape` has, by the same months, what such a shift looks like with the trend taken out.
    """

    clear: Matrix
    height: Matrix
    shape: Matrix


def steps_in(news: Matrix) -> Steps:
    """Return how clearly the level of each series shifts in each month, a straight trend allowed for."""
    months = news.shape[1]
    there = np.isfinite(news)
    values = np.where(there, news, 0.0)
    total = (values**2).sum(axis=1)
    time = np.arange(months) - (months - 1) / 2
    shape = (np.arange(months)[:, None] <= np.arange(months)[None, :]).astype(np.float64)[_EDGE : months - _EDGE]
    shape = shape - shape.mean(axis=1)[:, None]
    shape = shape - (shape @ time)[:, None] * time / (time @ time + TINY)
    reach = values @ shape.T
    size = there.astype(np.float64) @ (shape**2).T + 1e-9
    gain = reach**2 / size
    free = np.maximum(there.sum(axis=1) - 4, 1)[:, None]
    clear = gain / np.maximum((total[:, None] - gain) / free, TINY)
    return Steps(clear, reach / size, shape)


def shared_step(steps: Steps, cause: Whole, effect: Whole) -> Whole:
    """Return, for each pair of series, the row of `steps.shape` in which both shift clearly; -1 where there is none."""
    found = np.full(len(cause), -1, dtype=np.int64)
    if steps.clear.shape[1] == 0:
        return found
    highest = steps.clear.max(axis=1)
    likely = np.flatnonzero((highest[cause] > _CLEAR) & (highest[effect] > _CLEAR))
    for start in range(0, len(likely), _AT_ONCE):
        at = likely[start : start + _AT_ONCE]
        both = np.minimum(steps.clear[cause[at]], steps.clear[effect[at]])
        best = both.argmax(axis=1)
        found[at] = np.where(both[np.arange(len(at)), best] > _CLEAR, best, -1)
    return found


def month_of(row: int) -> int:
    """Return the column of the month in which the shift of a row of `steps.shape` begins."""
    return row + _EDGE


def without(news: Matrix, steps: Steps, series: Whole, rows: Whole) -> Matrix:
    """Return series without the shift of the given rows, scaled to a spread of 1 again."""
    left = news[series] - steps.height[series, rows][:, None] * steps.shape[rows]
    known = np.isfinite(left)
    count = np.maximum(known.sum(axis=1), 1)
    size = np.sqrt((np.where(known, left, 0.0) ** 2).sum(axis=1) / count) + TINY
    found: Matrix = left / size[:, None]
    return found
