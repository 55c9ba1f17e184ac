"""How closely an effect follows its cause at each lag, given what the effect was before.

The partial correlation of effect(t) with cause(t - lag), given effect(t - 1): one small regression for each lag beats
a joint test of all of them in samples as short as these (Ghysels, Hill & Motegi 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.clean import persistence
from bsc_cli.evidence.lags import UNDECLARED
from bsc_cli.evidence.numbers import TINY, Mask, Matrix, Vector, Whole, earlier, filled

FEWEST_FREE = 6
"""Degrees of freedom below which a lag is not looked at."""
_SURE = 0.995  # a correlation is held within this, so that its Fisher z stays finite
_STICKY = (0.50, 0.85)
"""The product of both persistences at which the cause's news begins to stand for its level, and where it does wholly.

Two series that wander look related at some lag; the news of one does not (lag augmentation: Toda & Yamamoto 1995;
Montiel Olea & Plagborg-Moller 2021). Below, the level is kept, which sees more."""
_AT_ONCE = 4_000
"""Arrows that are worked on together: their arrays fit a processor's cache."""


class Pairs(NamedTuple):
    """Pairs of series: rows of cause and effect, declared lag in months, first column whose reading counts."""

    cause: Whole
    effect: Whole
    lag: Whole
    first: Whole


class Association(NamedTuple):
    """Pairs by lags (the last one smeared around the declared lag).

    `z` is Fisher's z of the partial correlation, NaN where there is too little to tell; `error` its standard error,
    `rows` how many readings of the effect it rests on, `slope` the change of the effect (in its spread) for one spread
    of the cause.
    """

    z: Matrix
    error: Matrix
    rows: Whole
    slope: Matrix


def associate(news: Matrix, every: Whole, spent: Vector, pairs: Pairs, wanted: Mask) -> Association:
    """Return the association of pairs of series at each lag that is wanted (pairs by lags, the smeared one last).

    `news` are series by months, `every` the months between two readings of each series (1, 3, 6, 12), `spent` the
    degrees of freedom each has spent on its season. A cause that is read more often than its effect is averaged over
    the months of the effect's period.
    """
    count, lags = wanted.shape
    found = Association(
        np.full((count, lags), np.nan),
        np.ones((count, lags)),
        np.zeros((count, lags), dtype=np.int64),
        np.zeros((count, lags)),
    )
    gapless = filled(news)
    sticky = persistence(news, gapless)
    order = np.argsort(pairs.effect, kind="stable")
    for step in np.unique(every[pairs.effect]):
        causes = _Causes(gapless, every, int(step))
        own = order[every[pairs.effect[order]] == step]
        for start in range(0, len(own), _AT_ONCE):
            at = own[start : start + _AT_ONCE]
            some = Pairs(*(each[at] for each in pairs))
            _fill(found, at, some, wanted[at], _Effects(news, gapless, spent, some, int(step)), causes, sticky, every)
    return found


class _Causes:
    """The causes of effects that are read every `step` months: sharp, and smeared around the declared lag."""

    def __init__(self, gapless: Matrix, every: Whole, step: int) -> None:
        self.step = step
        mean = gapless
        if step > 1:
            mean = np.where((every >= step)[:, None], gapless, _trailing_mean(gapless, step))
        before, after = earlier(mean, 1), np.hstack([mean[:, 1:], mean[:, -1:]])
        self.sharp = mean
        self.smeared = 0.25 * after + 0.5 * mean + 0.25 * before
        self.fading = 0.6 * gapless + 0.4 * earlier(gapless, 1)  # for lag 0, which has nothing after it

    def taken(self, kind: Matrix, cause: Whole, news_share: Vector) -> Matrix:
        rows = kind[cause]
        if news_share.any():
            rows -= news_share[:, None] * earlier(rows, 1)
        return rows


class _Effects:
    """The effects of some pairs, and what of each is left without its own past, for any month that rows begin in."""

    def __init__(self, news: Matrix, gapless: Matrix, spent: Vector, pairs: Pairs, step: int) -> None:
        keys = np.stack([pairs.effect, pairs.first])
        self._which, self.of_pair = np.unique(keys, axis=1, return_inverse=True)
        self.of_pair = self.of_pair.reshape(-1)
        series = self._which[0]
        self._there = np.isfinite(news[series])
        self._now, self._before = gapless[series], earlier(gapless[series], step)
        self._readings = np.maximum(self._there.sum(axis=1), 1)
        self._spent = spent[series]
        self._step = step

    def from_month(self, offset: int) -> _Sides:
        months = self._now.shape[1]
        begins = np.maximum(self._which[1], max(offset, self._step))
        rows = (self._there & (np.arange(months) >= begins[:, None])).astype(np.float64)
        count = rows.sum(axis=1)
        some = np.maximum(count, 1)
        past = rows * (self._before - ((rows * self._before).sum(axis=1) / some)[:, None])
        past /= np.sqrt((past**2).sum(axis=1) + TINY)[:, None]
        now = rows * (self._now - ((rows * self._now).sum(axis=1) / some)[:, None])
        left = now - (now * past).sum(axis=1)[:, None] * past
        size = np.sqrt((left**2).sum(axis=1))
        left /= (size + TINY)[:, None]
        # The season was estimated on all readings; rows that are only a part of them bear a part of its cost.
        spent = np.minimum(self._spent * np.minimum(1.0, count / self._readings), count / 4)
        return _Sides(np.stack([left, past, rows], axis=1), count, count - 4 - spent, size)


class _Sides(NamedTuple):
    """For each effect: what its own past does not tell, its past, and its rows (stacked); counts and spreads."""

    stacked: Matrix
    rows: Vector
    free: Vector
    size: Vector


def _fill(
    found: Association,
    at: Whole,
    pairs: Pairs,
    wanted: Mask,
    effects: _Effects,
    causes: _Causes,
    sticky: Vector,
    every: Whole,
) -> None:
    step = causes.step
    share = _news_share(sticky, pairs) * ((every[pairs.cause] == 1) & (step == 1))
    sharp = causes.taken(causes.sharp, pairs.cause, share)
    smeared = causes.taken(causes.smeared, pairs.cause, share)
    same_month = np.flatnonzero(pairs.lag == 0)
    if len(same_month):
        smeared[same_month] = causes.taken(causes.fading, pairs.cause[same_month], share[same_month])
    last = wanted.shape[1] - 1
    for lag, smear, some in _looks(wanted, pairs.lag):
        if lag >= sharp.shape[1]:
            continue
        sides = effects.from_month(lag + step - 1 + int(smear))
        values = _related(sides, effects.of_pair[some], (smeared if smear else sharp)[some], lag)
        column = last if smear else lag
        for whole, part in zip(found, values, strict=True):
            whole[at[some], column] = part


def _looks(wanted: Mask, declared: Whole) -> Iterator[tuple[int, bool, Whole]]:
    """Yield each lag, whether it is the smeared one, and the pairs for which it is wanted."""
    for lag in range(wanted.shape[1] - 1):
        sharp = np.flatnonzero(wanted[:, lag])
        if len(sharp):
            yield lag, False, sharp
        around = np.flatnonzero(wanted[:, -1] & (declared == lag) & (declared != UNDECLARED))
        if len(around):
            yield lag, True, around


def _related(sides: _Sides, of_pair: Whole, cause: Matrix, lag: int) -> tuple[Matrix, Matrix, Whole, Matrix]:
    """Return z, its standard error, rows and slope of pairs at one lag."""
    months = cause.shape[1]
    effect = sides.stacked[of_pair, :, lag:]
    moved = cause[:, : months - lag]
    with_left, with_past, total = np.einsum("pkt,pt->kp", effect, moved)
    squares = np.einsum("pt,pt,pt->p", effect[:, 2], moved, moved)
    rows = sides.rows[of_pair]
    spread = squares - total**2 / np.maximum(rows, 1) - with_past**2
    free = sides.free[of_pair]
    tells = (free >= FEWEST_FREE) & (spread > TINY * np.maximum(rows, 1)) & (sides.size[of_pair] > TINY)
    width = np.sqrt(np.maximum(spread, TINY))
    correlation = np.clip(with_left / width, -_SURE, _SURE)
    z = np.where(tells, np.arctanh(correlation), np.nan)
    error = 1 / np.sqrt(np.maximum(free - 1.0, 1.0))
    return z, error, rows.astype(np.int64), np.where(tells, correlation * sides.size[of_pair] / width, 0.0)


def _news_share(sticky: Vector, pairs: Pairs) -> Vector:
    """Return how much of its last level is taken from each cause: all of its persistence where both ends wander."""
    low, high = _STICKY
    both = sticky[pairs.cause] * sticky[pairs.effect]
    share: Vector = np.clip((both - low) / (high - low), 0, 1) * np.clip(sticky[pairs.cause], 0, 1)
    return share


def _trailing_mean(rows: Matrix, months: int) -> Matrix:
    return sum((earlier(rows, back) for back in range(1, months)), start=rows.copy()) / months
