"""The second simulator, written without the first in mind: everything that it takes for granted is otherwise here.

Metrics are what such metrics are: counts (negative binomial), shares (held between 0 and 1) and amounts (log-normal).
News are skewed and follow each other (a moving average) instead of being independent. An effect fades in and out over
months (a gamma-shaped response), and one in four works only beyond a threshold. Each effect has two to four causes. The
season is a wave that multiplies, trends bend and turn (a random walk of slopes), what is missing is missing in runs,
and two hidden drivers move everybody a little.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks.evidence.world import Edge, Matrix, World, draw

_BEFORE = 48
_MEMORY = 10  # months over which an effect is spread at most


def other(months: int, seed: int) -> World:
    """Return a scorecard of so many months; the same for the same seed."""
    rng = np.random.default_rng([77, seed, months])
    layers = [int(each) for each in rng.integers(3, 6, 4)]
    level = np.repeat(np.arange(4), layers)
    metrics, whole = len(level), months + _BEFORE
    hidden = np.vstack([_wave(rng, whole), _wave(rng, whole)])
    loads = rng.normal(0, 0.25, (metrics, 2)) * (rng.random((metrics, 2)) < 0.5)  # noqa: PLR2004 - half are touched
    own = np.vstack([_skewed(rng, whole) for _ in range(metrics)])
    score = own + loads @ hidden
    edges: list[Edge] = []
    for effect in range(metrics):
        below = np.flatnonzero((level < level[effect]) & (level >= level[effect] - 1))
        if not len(below):
            continue
        causes = rng.choice(below, min(len(below), int(rng.integers(2, 5))), replace=False)
        for cause in causes:
            strength = float(rng.choice([0.2, 0.4, 0.6]) if len(edges) % 3 else rng.choice([0.2, 0.4]))
            lag, sign = int(rng.integers(1, 6)), int(rng.choice([1, 1, -1]))
            slope = sign * strength / np.sqrt(1 - strength**2) * score[effect].std()
            score[effect] += slope * _response(rng, score[cause], lag)
            edges.append(Edge(int(cause), effect, lag, sign, strength))
    loaded = np.asarray((np.abs(loads) > 0.2).any(axis=1), dtype=bool)  # noqa: PLR2004 - what they move clearly
    values = np.vstack([_measured(rng, row[_BEFORE:]) for row in score])
    every = np.where(rng.random(metrics) < 0.1, 3, 1)  # noqa: PLR2004 - one in ten is read every quarter
    for row in np.flatnonzero(every > 1):
        values[row, np.arange(months) % 3 != 2] = np.nan  # noqa: PLR2004 - only the quarter's last month is known
    _lose(rng, values)
    return World(values, every, draw(rng, metrics, edges, loaded, [int(each) for each in level]))


def _wave(rng: np.random.Generator, months: int) -> Matrix:
    """Return a hidden driver: two slow waves of random length and phase, and a little noise."""
    time = np.arange(months)
    found = rng.normal(0, 0.3, months)
    for _ in range(2):
        found += np.sin(2 * np.pi * (time / rng.uniform(20, 60) + rng.random()))
    return scaled(found)


def _skewed(rng: np.random.Generator, months: int) -> Matrix:
    """Return news that lean to one side and last: a moving average of gamma shocks, with a spread of 1."""
    shocks = rng.gamma(2.0, 1.0, months + 6) * rng.choice([-1, 1])
    weights = rng.uniform(0.3, 0.9) ** np.arange(6)
    return scaled(np.convolve(shocks - shocks.mean(), weights, mode="valid")[:months])


def _response(rng: np.random.Generator, cause: Matrix, lag: int) -> Matrix:
    """Return what a cause does: its news after the lag and around it; one in four only beyond a threshold."""
    moved = (cause - cause.mean()) / cause.std()
    if rng.random() < 0.25:  # noqa: PLR2004 - one in four
        moved = np.maximum(moved - 0.3, 0.0)
        moved = (moved - moved.mean()) / moved.std()
    at = np.arange(_MEMORY)
    shape = np.where(
        at >= max(lag - 1, 0), np.exp(-0.5 * ((at - lag) / 0.8) ** 2) + 0.15 * np.exp(-(at - lag) / 2), 0.0
    )
    shape /= np.sqrt((shape**2).sum())
    found: Matrix = np.convolve(moved, shape)[: len(moved)]
    return found


def _measured(rng: np.random.Generator, score: Matrix) -> Matrix:
    """Return what is read: season and trend multiply, noise of measurement, and the metric's own kind of number."""
    months = len(score)
    time = np.arange(months)
    trend = np.cumsum(np.cumsum(rng.normal(0, 0.003, months)))
    phase, depth = rng.random(), rng.uniform(0, 0.25) * (rng.random() < 0.6)  # noqa: PLR2004 - have a season
    season = depth * np.sin(2 * np.pi * (time / 12 + phase)) + 0.4 * depth * np.sin(4 * np.pi * (time / 12 + phase))
    relative = 0.12 * (score - score.mean()) / score.std() + season + np.clip(trend, -1.5, 1.5)
    relative += rng.normal(0, 0.035, months)
    kind = rng.integers(3)
    if kind == 0:
        mean = 200 * np.exp(np.clip(relative, -3, 3))
        return np.asarray(rng.negative_binomial(400, 400 / (400 + mean)), dtype=np.float64)
    share: Matrix = 100 / (1 + np.exp(-(1.2 + 3 * relative)))
    amount: Matrix = 5000 * np.exp(np.clip(relative, -3, 3))
    return share if kind == 1 else amount


def scaled(values: Matrix) -> Matrix:
    """Return values with a spread of 1."""
    found: Matrix = values / values.std()
    return found


def _lose(rng: np.random.Generator, values: npt.NDArray[np.float64]) -> None:
    """Take readings away in runs of one to four months, eight in a hundred in all."""
    metrics, months = values.shape
    for _ in range(int(metrics * months * 0.08 / 2.5)):
        row, start = int(rng.integers(metrics)), int(rng.integers(months))
        values[row, start : start + int(rng.integers(1, 5))] = np.nan
