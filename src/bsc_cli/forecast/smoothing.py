"""A fixed grid of exponential-smoothing models, every one run over every series."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsc_cli.forecast.scale import Floats

_LEVELS = (0.02, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 1.0)
"""How much of each surprise stays in the level (alpha): from a mean of all readings to the newest reading alone."""


class _Trend(NamedTuple):
    """How a series goes on.

    `damping` of the slope for each step; how much of a surprise the slope learns, as a part of what the level learns;
    the part of the straight line's slope it begins with; how likely all this is before any reading.
    """

    damping: float
    learning: float
    line: float
    prior: float


_TRENDS = (
    _Trend(0.0, 0.0, 0.0, 0.2),  # a level
    _Trend(
        1.0, 0.0, 0.5, 0.3
    ),  # half the slope of the straight line: the theta method (Assimakopoulos, Nikolopoulos 2000)
    _Trend(0.9, 0.15, 1.0, 0.45),  # a damped slope that learns (Gardner, McKenzie 1985)
    _Trend(1.0, 0.0, 1.0, 0.05),  # the straight line
)
_GRID = [(alpha, trend) for trend in _TRENDS for alpha in _LEVELS]
ALPHA = np.array([alpha for alpha, _ in _GRID])
DAMPING = np.array([trend.damping for _, trend in _GRID])
LEARNING = np.array([trend.learning for _, trend in _GRID])
LINE = np.array([trend.line for _, trend in _GRID])
LOG_PRIOR = np.log(np.array([trend.prior for _, trend in _GRID]) / len(_LEVELS))
PARAMETERS = 2 + (LINE > 0) + (LEARNING > 0)
"""For each model of the grid, how many parameters it has beside a season: what its likelihood is charged for."""
UNSCORED = 2
"""So many first readings only set a model up; its surprises count from the third on."""


class Run(NamedTuple):
    """What came of running K models over S series: S x K each, and S for the count of surprises.

    `squares` is the sum of squared surprises, `level` and `slope` the state after the newest reading, `drift` the fixed
    slope of a step, `surprises` how many readings were scored.
    """

    squares: Floats
    level: Floats
    slope: Floats
    drift: Floats
    surprises: Floats


def run(values: Floats) -> Run:
    """Run the grid over S series of T readings (NaN where nothing was read). Each series begins with a reading."""
    length = values.shape[1]
    read = np.isfinite(values)
    held = np.where(read, values, 0.0)
    first, slope = straight_line(held, read)
    early = read[:, :6]
    start = held[:, :6].sum(axis=1) / np.maximum(early.sum(axis=1), 1)
    on_line = (LINE > 0) & (DAMPING == 1)
    level = np.where(on_line, first[:, None], start[:, None])
    learns = LEARNING > 0
    begun = slope[:, None] * LINE
    moving = np.where(learns, begun, 0.0)
    drift = np.where(learns, 0.0, begun)
    squares = np.zeros_like(level)
    for step in range(length):
        moving = DAMPING * moving
        expected = level + drift + moving
        surprise = np.where(read[:, step, None], held[:, step, None] - expected, 0.0)
        if step >= UNSCORED:
            squares += surprise * surprise
        level = expected + ALPHA * surprise
        moving = moving + ALPHA * LEARNING * surprise
    return Run(squares, level, moving, drift, read[:, UNSCORED:].sum(axis=1).astype(np.float64))


def ahead(run: Run, horizon: int) -> Floats:
    """Return the expected values of the next `horizon` readings: S x K x horizon."""
    steps = np.arange(1, horizon + 1)
    return run.level[:, :, None] + run.drift[:, :, None] * steps + run.slope[:, :, None] * _damped(horizon)


def echoes(horizon: int) -> Floats:
    """Return how much of a surprise is left in the value 1, 2, ... steps later: K x (horizon - 1)."""
    return ALPHA[:, None] * (1 + LEARNING[:, None] * _damped(horizon)[:, : horizon - 1])


def spread(horizon: int, readings: Floats) -> Floats:
    """Return the variance of what is ahead, in variances of one surprise: S x K x horizon.

    The echoes of all surprises to come (Hyndman, Koehler, Ord, Snyder 2008, chapter 6), and for a slope that of its
    estimate. `readings` (S) counts what the slope was estimated from.
    """
    echo = np.concatenate([np.zeros((len(ALPHA), 1)), np.cumsum(echoes(horizon) ** 2, axis=1)], axis=1)
    steps = np.arange(1, horizon + 1)
    slope = LINE[:, None] ** 2 * np.maximum(ALPHA[:, None], 0.2) ** 2 * steps**2
    variance: Floats = 1 + echo + slope / np.maximum(readings, 4)[:, None, None]
    return variance


def _damped(horizon: int) -> Floats:
    """Return the sum of the damping's first powers for each step: K x horizon. Only a slope that learns is damped."""
    return np.cumsum(DAMPING[:, None] ** np.arange(1, horizon + 1), axis=1)


def straight_line(held: Floats, read: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the least-squares line of each series: its value at the first reading, and its slope for a step."""
    length = held.shape[1]
    time = np.arange(length) - (length - 1) / 2
    count = np.maximum(read.sum(axis=1), 1)
    mean_time = (read * time).sum(axis=1) / count
    mean = held.sum(axis=1) / count
    away = np.where(read, time - mean_time[:, None], 0.0)
    slope = (away * (held - mean[:, None])).sum(axis=1) / np.maximum((away**2).sum(axis=1), 1e-12)
    return mean + slope * (time[0] - mean_time), slope
