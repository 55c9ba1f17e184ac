"""What may come, as a weighted mixture of many models: the chance of reaching a value, bands, and whole paths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bsc_cli.forecast.scale import Bent, Floats

_HALVINGS = 16
_FURTHEST = 1e9
"""Deviations from the mean beyond which nothing changes any more."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """The next H readings of S series, told by M models each.

    `weight` is S x M and sums to 1 over the models; `mean` and `deviation` are S x M x H on the model's own scale: the
    values' own for the models before `plain`, the bent one for those from there on. `freedom` (S) are the degrees of
    freedom of the Student distribution of each model. `low` and `high` (S) are what a value can be at all. `echo` is
    M x (H - 1): how much of a surprise is left one step later, and so on.
    """

    weight: Floats
    mean: Floats
    deviation: Floats
    freedom: Floats
    plain: int
    bent: Bent
    low: Floats
    high: Floats
    echo: Floats

    def at(self, steps: NDArray[np.intp]) -> Mixture:
        """Return the mixture at some of its steps, S x Q, counted from 0; models that no series uses are left out."""
        used = np.asarray((self.weight > 0).any(axis=0))
        mean, deviation = (
            np.take_along_axis(each[:, used], steps[:, None, :], axis=2) for each in (self.mean, self.deviation)
        )
        plain = int(used[: self.plain].sum())
        return replace(
            self, weight=self.weight[:, used], mean=mean, deviation=deviation, plain=plain, echo=self.echo[used]
        )

    def below(self, values: Floats) -> Floats:
        """Return the chance that the readings lie below values: S x H each."""
        there = np.concatenate(
            [
                np.broadcast_to(values[:, None, :], self.mean[:, : self.plain].shape),
                np.broadcast_to(self.bent.bend(values)[:, None, :], self.mean[:, self.plain :].shape),
            ],
            axis=1,
        )
        away = np.clip((there - self.mean) / self.deviation, -_FURTHEST, _FURTHEST)
        chance = student(away, self.freedom[:, None, None])
        together: Floats = (self.weight[:, :, None] * chance).sum(axis=1)
        return together

    def quantile(self, part: float) -> Floats:
        """Return the values that the readings lie below with a chance of `part`: S x H, within what they can be.

        By halving what lies between the least and the greatest such value of any model.
        """
        normal = _normal_quantile(part)
        own = self.mean + self.deviation * student_from_normal(normal, self.freedom)[:, None, None]
        series, models, horizon = own.shape
        flat = own[:, self.plain :].reshape(series, -1)
        back = self.bent.unbend(flat).reshape(series, models - self.plain, horizon)
        each = np.concatenate([own[:, : self.plain], back], axis=1)
        counts = (self.weight > 0)[:, :, None]
        low = np.where(counts, each, np.inf).min(axis=1)
        high = np.where(counts, each, -np.inf).max(axis=1)
        for _ in range(_HALVINGS):
            middle = low + (high - low) / 2
            under = self.below(middle) < part
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        found: Floats = np.clip(low + (high - low) / 2, self.low[:, None], self.high[:, None])
        return found

    def _sizes(self, horizon: int) -> Floats:
        """Return the deviation of each model's walk at each step, in surprises: M x H."""
        grown = np.cumsum(self.echo[:, : horizon - 1] ** 2, axis=1)
        sizes: Floats = np.sqrt(1 + np.concatenate([np.zeros((len(self.echo), 1)), grown], axis=1))
        return sizes

    def paths(self, row: int, draws: Draws) -> Floats:
        """Return paths of one series that its next readings may take, as many as were drawn for, in its unit.

        Each follows one of the models, as often as its weight says; its surprises echo in what comes after them. At
        each step the paths are distributed as the mixture is.
        """
        horizon = draws.surprise.shape[1]
        chosen = np.searchsorted(np.cumsum(self.weight[row])[:-1], draws.choice, side="right")
        echo = self.echo[chosen]  # N x (H - 1)
        surprise = draws.surprise
        walk = surprise.copy()
        for step in range(1, horizon):
            walk[:, step:] += echo[:, step - 1, None] * surprise[:, : horizon - step]
        size = self._sizes(horizon)[chosen]
        wide = np.sqrt(self.freedom[row] / _chi_square(draws.width, self.freedom[row]))
        mean, deviation = self.mean[row, chosen, :horizon], self.deviation[row, chosen, :horizon]
        own = mean + deviation * (walk / size) * wide[:, None]
        bent = chosen >= self.plain
        own[bent] = self.bent.of(row).unbend(own[bent].reshape(1, -1)).reshape(-1, horizon)
        held: Floats = np.clip(own, self.low[row], self.high[row])
        return held


@dataclass(frozen=True, slots=True)
class Draws:
    """The same chances for every series, so that what is said of one does not depend on the others.

    For N paths: `choice` in 0..1, `width` and `surprise` (N x H) standard normal.
    """

    choice: Floats
    width: Floats
    surprise: Floats


@lru_cache(maxsize=64)
def draws(paths: int, horizon: int) -> Draws:
    """Return fixed draws for an even number of paths: each surprise occurs with either sign."""
    random = np.random.Generator(np.random.PCG64(_SEED))
    half = paths // 2
    choice = (random.permutation(half) + 0.5) / half
    width = random.standard_normal(half)
    surprise = random.standard_normal((horizon, half)).T  # the first steps are the same for every horizon
    return Draws(np.tile(choice, 2), np.tile(width, 2), np.concatenate([surprise, -surprise]))


_SEED = 20260101


def student(values: Floats, freedom: Floats) -> Floats:
    """Return the distribution function of Student's t, good to 0.001 from 6 degrees of freedom on (Wallace 1959)."""
    size = np.sqrt(freedom * np.log1p(values * values / freedom))
    return _normal(np.sign(values) * size * (8 * freedom + 1) / (8 * freedom + 3))


def student_from_normal(value: float, freedom: Floats) -> Floats:
    """Return the value of Student's t that is as likely to be exceeded as one of the normal distribution."""
    size = value * (8 * freedom + 3) / (8 * freedom + 1)
    found: Floats = np.sign(value) * np.sqrt(freedom * np.expm1(size * size / freedom))
    return found


def _normal(values: Floats) -> Floats:
    """Return the normal distribution function to 1e-7 (Abramowitz and Stegun 1964, 7.1.26)."""
    size = np.abs(values) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    upper = 0.5 * series * np.exp(-size * size)
    under: Floats = np.where(values > 0, 1 - upper, upper)
    return under


def _normal_quantile(part: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(part)


def _chi_square(normal: Floats, freedom: float) -> Floats:
    """Return chi-square values from standard normal ones (Wilson and Hilferty 1931)."""
    ninth = 2 / (9 * freedom)
    found: Floats = np.maximum(freedom * (1 - ninth + normal * np.sqrt(ninth)) ** 3, 0.01 * freedom)
    return found
