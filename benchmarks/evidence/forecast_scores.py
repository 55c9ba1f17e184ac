"""How good forecasts are: of quantiles that anybody's method can give, held against what came."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PARTS = np.array([0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975])
"""The quantiles that are asked of every method."""
AHEAD = (1, 3, 6, 12, 18)
"""Readings ahead that are scored."""
_TARGETS = (-1.0, -0.5, 0.0, 0.5, 1.0)
_WORST = 20.0


class Score(NamedTuple):
    """Mean scores over series, readings ahead and targets.

    `crps` is the continuous ranked probability score (Gneiting and Raftery 2007) in mean changes from year to year,
    `brier` that of the chance of meeting five targets about the last year's mean, `calibration` the mean distance of
    stated chances from what came of them, `held_80` and `held_95` the share of values inside the band, `milliseconds`
    of CPU a series.
    """

    crps: float
    brier: float
    calibration: float
    held_80: float
    held_95: float
    milliseconds: float


def score(quantiles: Floats, came: Floats, before: Floats, milliseconds: float) -> Score:
    """Score quantiles (S x 13 x H) against what came (S x H) after S x T readings."""
    at = [step - 1 for step in AHEAD if step <= came.shape[1]]
    quantiles, came = np.sort(quantiles[:, :, at], axis=1), came[:, at]
    scale = np.abs(before[:, 12:] - before[:, :-12]).mean(axis=1) + 1e-9
    miss = came[:, None, :] - quantiles
    loss = np.maximum(PARTS[:, None] * miss, (PARTS[:, None] - 1) * miss)
    crps = 2 * np.trapezoid(loss, PARTS, axis=1) / (PARTS[-1] - PARTS[0]) / scale[:, None]
    stated, met = _chances(quantiles, came, before)
    bins = np.minimum((stated * 10).astype(int), 9)
    off = [abs(stated[bins == each].mean() - met[bins == each].mean()) * (bins == each).mean() for each in set(bins)]
    return Score(
        float(np.minimum(crps, _WORST).mean()),
        float(((stated - met) ** 2).mean()),
        float(sum(off)),
        float(((came >= quantiles[:, 2]) & (came <= quantiles[:, 10])).mean()),
        float(((came >= quantiles[:, 0]) & (came <= quantiles[:, 12])).mean()),
        milliseconds,
    )


def _chances(quantiles: Floats, came: Floats, before: Floats) -> tuple[Floats, Floats]:
    """Return stated chances of being above each target, and whether it came so, flat."""
    year = before[:, -12:]
    targets = year.mean(axis=1)[:, None] + year.std(axis=1)[:, None] * np.array(_TARGETS)
    stated, met = [], []
    for row in range(len(came)):
        for step in range(came.shape[1]):
            ladder = quantiles[row, :, step] + np.arange(len(PARTS)) * 1e-12
            below = np.interp(targets[row], ladder, PARTS, left=0.01, right=0.99)
            stated.append(1 - below)
            met.append((came[row, step] >= targets[row]).astype(float))
    return np.concatenate(stated), np.concatenate(met)
