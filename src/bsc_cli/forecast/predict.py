"""From the readings of many series to what may come: the grid of models on two scales, with a season and without."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsc_cli.forecast import smoothing
from bsc_cli.forecast.mixture import Mixture
from bsc_cli.forecast.scale import Bent, Floats, bent_scale
from bsc_cli.forecast.season import Season, season

_TEMPER = 0.5
"""The power of the likelihood: surprises of one series are less independent than the formula takes them to be."""
_CHARGE = 0.6
"""The part of the Bayesian information criterion's charge (log n / 2 a parameter; Schwarz 1978) that is made."""
_WIDER = 1.06
"""How much wider than the models say what comes is, measured on the even half of the M3 monthly series."""
_LEAST_FREEDOM, _MOST_FREEDOM = 6, 30
_NEGLIGIBLE = 1e-4
"""Models with less than this part of the best one's weight are left out."""
_EVEN = 1e-9
"""The deviation of a series that never moved, as a part of its size: nothing is quite certain."""


def predict(values: Floats, cycle: int, horizon: int, low: Floats, high: Floats) -> Mixture:
    """Return what may come after S series of T readings each (NaN where nothing was read), for `horizon` readings.

    A series begins with a reading. `cycle` is how many readings a season takes, 1 for none. `low` and `high` (S) are
    the limits of the values, -inf and inf where there are none. Every model of `smoothing` is run with the season taken
    out and left in, on the values' own scale and on the bent one. The weight of a model is its prior times its
    tempered likelihood, charged for its parameters.
    """
    read = np.isfinite(values)
    count = read.sum(axis=1).astype(np.float64)
    bent = bent_scale(values, low, high)
    size = np.abs(np.where(read, values, 0.0)).max(axis=1)
    own = _Scaled(values, np.zeros(len(values)), np.ones(len(values), dtype=bool), np.where(size > 0, size, 1.0))
    told = list(_models(own, count, cycle, horizon))
    plain = len(told) * len(smoothing.ALPHA)
    if bent.fits.any():
        told += _models(_on(bent, values), count, cycle, horizon)
    raw = np.concatenate([each.weight for each in told], axis=1)
    weight = np.exp(raw - raw.max(axis=1, keepdims=True))
    weight[weight < _NEGLIGIBLE] = 0.0
    return Mixture(
        weight / weight.sum(axis=1, keepdims=True),
        np.concatenate([each.mean for each in told], axis=1),
        np.concatenate([each.deviation for each in told], axis=1),
        np.clip(count - 3, _LEAST_FREEDOM, _MOST_FREEDOM),
        plain,
        bent,
        low,
        high,
        np.tile(smoothing.echoes(horizon), (len(told), 1)),
    )


class _Scaled(NamedTuple):
    """Readings (S x T) on a scale, which series it `fits`, and a `size` (S) below which nothing on it counts.

    `gain` (S) is the logarithm of how much longer a unit is there, summed over the readings that are scored.
    """

    values: Floats
    gain: Floats
    fits: NDArray[np.bool_]
    size: Floats


def _on(bent: Bent, values: Floats) -> _Scaled:
    read = np.isfinite(values)
    held = np.where(read, values, 1.0)
    gain = np.where(read, bent.log_slope(held), 0.0)[:, smoothing.UNSCORED :].sum(axis=1)
    scaled = np.where(read, np.where(bent.fits[:, None], bent.bend(held), 0.0), np.nan)
    return _Scaled(scaled, gain, bent.fits, np.ones(len(values)))


class _Told(NamedTuple):
    """What the grid tells: the logarithm of each model's weight (S x K), and S x K x horizon each."""

    weight: Floats
    mean: Floats
    deviation: Floats


def _models(scaled: _Scaled, count: Floats, cycle: int, horizon: int) -> Iterator[_Told]:
    """Yield what the grid tells with the season left in and, where there is one, with it taken out."""
    found = season(scaled.values, cycle, horizon)
    series, length = scaled.values.shape
    none = Season(np.zeros((series, length)), np.zeros((series, horizon)), np.zeros(series))
    both = (none, found) if found.is_there else (none,)
    for each in both:
        done = smoothing.run(scaled.values - each.past)
        parameters = smoothing.PARAMETERS + each.parameters[:, None]
        surprises = np.maximum(done.surprises, 1)[:, None]
        squares = done.squares + (_EVEN * scaled.size[:, None]) ** 2
        likelihood = scaled.gain[:, None] - 0.5 * surprises * np.log(squares / surprises)
        charge = _CHARGE * 0.5 * parameters * np.log(np.maximum(surprises, 2))
        weight = _TEMPER * (likelihood - charge) + smoothing.LOG_PRIOR - math.log(len(both))
        one = squares / np.maximum(surprises - parameters, 2)
        yield _Told(
            np.where(scaled.fits[:, None], weight, -np.inf),
            smoothing.ahead(done, horizon) + each.coming[:, None, :],
            _WIDER * np.sqrt(one[:, :, None] * smoothing.spread(horizon, count)),
        )
