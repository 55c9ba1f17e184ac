"""The first simulator: a scorecard as one usually meets it, after the description in design notes of this project.

Four perspectives, 12 to 20 metrics, effects after 0 to 6 months, three in ten of them spread over three months;
heavy-tailed news (t with 5 degrees of freedom), persistence 0 to 0.8 and now and then 0.95; trends and seasons, partly
shared, with a peak in December; a hidden business cycle that reaches a third of the metrics after 0 to 3 months; now
and then a company-wide shock; real shifts of level, which travel along the effects, and changed definitions, which do
not; measurement noise, one reading in ten missing, and some metrics read every quarter.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks.evidence.world import Edge, Matrix, World, draw

_LAGS = (0.08, 0.17, 0.20, 0.20, 0.15, 0.10, 0.10)  # the chance of each lag from 0 to 6 months
_BEFORE = 120  # months that nobody reads, so that the first reading is not the first month
_TAIL = 5
_SPREAD = np.array([0.5, 0.3, 0.2])  # of an effect over three months


def usual(months: int, seed: int) -> World:
    """Return a scorecard of so many months; the same for the same seed."""
    rng = np.random.default_rng([20, seed, months])
    metrics = int(rng.integers(12, 21))
    level = np.sort(np.concatenate([[0, 0, 1, 1, 2, 2, 3, 3], rng.integers(0, 4, metrics - 8)]))
    edges, spread = _effects(rng, metrics, level)
    loaded = rng.random(metrics) < 0.35  # noqa: PLR2004 - a third of the metrics
    latent = _process(rng, months, edges, spread, loaded)
    size = latent.std(axis=1, keepdims=True) + 1e-9
    read = latent + _foreseen(rng, metrics, months) * size
    read += rng.standard_normal(read.shape) * (0.3 * rng.uniform(0.6, 1.4, (metrics, 1))) * size
    every = np.where(rng.random(metrics) < 0.15, 3, 1)  # noqa: PLR2004 - some are read every quarter
    for row in np.flatnonzero(every > 1):
        means = read[row, : months // 3 * 3].reshape(-1, 3).mean(axis=1)
        read[row] = np.nan
        read[row, 2 : months // 3 * 3 : 3] = means
    read[rng.random(read.shape) < 0.10] = np.nan  # noqa: PLR2004 - one in ten is missing
    scale = rng.uniform(20, 200, (metrics, 1)) * 10 ** rng.uniform(-2, 3, (metrics, 1))
    values = scale * (1 + 0.05 * read / size)
    return World(values, every, draw(rng, metrics, edges, loaded, [int(each) for each in level]))


def _effects(rng: np.random.Generator, metrics: int, level: Matrix) -> tuple[list[Edge], list[bool]]:
    edges: list[Edge] = []
    spread: list[bool] = []
    for effect in range(metrics):
        near = [cause for cause in range(effect) if 0 <= level[effect] - level[cause] <= 1]
        near = [cause for cause in near if level[effect] > 0]
        if not near:
            continue
        weight = np.array([3.0 if level[cause] < level[effect] else 1.0 for cause in near])
        count = min(len(near), int(rng.choice([1, 1, 2])))
        for cause in rng.choice(near, count, replace=False, p=weight / weight.sum()):
            lag, sign = int(rng.choice(7, p=_LAGS)), int(rng.choice([1, 1, 1, -1]))
            edges.append(Edge(int(cause), effect, lag, sign, float(rng.choice([0.2, 0.4, 0.6]))))
            spread.append(bool(rng.random() < 0.3))  # noqa: PLR2004 - three in ten are spread over three months
    return edges, spread


def _process(
    rng: np.random.Generator, months: int, edges: list[Edge], spread: list[bool], loaded: npt.NDArray[np.bool_]
) -> Matrix:
    metrics, whole = len(loaded), months + _BEFORE
    keeps = np.where(rng.random(metrics) < 0.15, 0.95, rng.uniform(0, 0.8, metrics))  # noqa: PLR2004 - some wander
    cycle = np.zeros(whole)
    for month in range(1, whole):
        cycle[month] = 0.85 * cycle[month - 1] + np.sqrt(1 - 0.85**2) * rng.standard_normal()
    delay = rng.integers(0, 4, metrics)
    load = np.where(loaded, rng.uniform(0.35, 0.7, metrics) * rng.choice([-1, 1, 1], metrics), 0.0)
    news = rng.standard_t(_TAIL, (metrics, whole)) / np.sqrt(_TAIL / (_TAIL - 2))
    if rng.random() < 0.3:  # noqa: PLR2004 - a shock to the whole company
        struck = rng.random(metrics) < 0.5  # noqa: PLR2004 - that reaches half of it
        month = _BEFORE + int(rng.integers(months // 4, 3 * months // 4))
        news[struck, month] += 3.0 * rng.choice([-1, 1], int(struck.sum()))
    for row in map(int, np.flatnonzero(rng.random(metrics) < 0.12)):  # noqa: PLR2004 - a real shift of level
        month = _BEFORE + int(rng.integers(months // 5, 4 * months // 5))
        height = rng.choice([-1, 1]) * rng.uniform(1, 2.5) * np.sqrt((1 - keeps[row]) / (1 + keeps[row]))
        news[row, month:] += height
    for row in range(metrics):
        news[row] += load[row] * np.roll(cycle, delay[row])
    into: list[list[tuple[int, int, float, bool]]] = [[] for _ in range(metrics)]
    for edge, wide in zip(edges, spread, strict=True):
        slope = edge.sign * edge.strength / np.sqrt(1 - edge.strength**2)
        into[edge.effect].append((edge.cause, edge.lag, slope, wide))
    size = np.ones(metrics)
    state = np.zeros((metrics, whole))
    for _ in range(3):  # an effect is measured in the spread of its cause, which is known after a first run
        state = np.zeros((metrics, whole))
        for month in range(8, whole):
            for row in range(metrics):
                value = keeps[row] * state[row, month - 1] + news[row, month]
                for cause, lag, slope, wide in into[row]:
                    at = month - lag
                    moved = _SPREAD @ state[cause, [at, at - 1, at - 2]] if wide else state[cause, at]
                    value += slope * moved / size[cause]
                state[row, month] = value
        size = np.maximum(state[:, _BEFORE // 2 :].std(axis=1), 1e-6)
    return state[:, _BEFORE:]


def _foreseen(rng: np.random.Generator, metrics: int, months: int) -> Matrix:
    """Return trends, seasons and changed definitions, in the spread of each metric."""
    time = np.arange(months) / months
    found = np.zeros((metrics, months))
    common = rng.normal(0, 1.5)
    season = rng.standard_normal(12)
    season[11] += 2.0
    season[7] -= 1.5
    season = (season - season.mean()) / season.std()
    for row in range(metrics):
        if rng.random() < 0.6:  # noqa: PLR2004 - have a trend
            shape = time if rng.random() < 0.7 else np.sqrt(time)  # noqa: PLR2004 - most of them straight
            found[row] += (0.5 * common + rng.normal(0, 1.5)) * (shape - 0.5)
        if rng.random() < 0.15:  # noqa: PLR2004 - their definition changes
            month = int(rng.integers(months // 5, 4 * months // 5))
            found[row, month:] += rng.choice([-1, 1]) * rng.uniform(1, 2.5)
        if rng.random() < 0.6:  # noqa: PLR2004 - have a season
            own = rng.standard_normal(12)
            own = (own - own.mean()) / own.std()
            mixed = 0.6 * season * rng.choice([1, 1, -1]) + 0.4 * own
            found[row] += (mixed / mixed.std() * rng.uniform(0.4, 1.5))[np.arange(months) % 12]
    return found
