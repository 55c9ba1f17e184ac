"""Arrows held against series: the whole way from readings to odds, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.association import Association, Pairs, associate
from bsc_cli.evidence.bend import without_bends
from bsc_cli.evidence.clean import News, news_of
from bsc_cli.evidence.control import without_controls
from bsc_cli.evidence.lags import UNDECLARED, lag_weights
from bsc_cli.evidence.numbers import Mask, Matrix, Vector, Whole
from bsc_cli.evidence.odds import USUAL, Odds, Prior, weigh
from bsc_cli.evidence.pool import pooled
from bsc_cli.evidence.step import shared_step, steps_in, without


@dataclass(frozen=True)
class Series:
    """Readings by month, one series a row; NaN where nothing was read.

    `every` is the months between two readings of each (1, 3, 6, 12), `first_month` the month of the year (0..11) of
    the first column, `shifts` the columns in which the level of each is known to have shifted, `controls` the rows of
    the series that may move each from outside.
    """

    values: Matrix
    every: Whole
    first_month: int = 0
    shifts: Sequence[tuple[int, ...]] | None = None
    controls: Sequence[tuple[int, ...]] = ()

    @property
    def news(self) -> News:
        """What is left of the series without trend, season, known shifts and controls."""
        news = without_bends(news_of(self.values, self.first_month, self.shifts))
        return without_controls(news, self.controls)

    def until(self, months: int) -> Series:
        """Return what was known after so many of the months."""
        return replace(self, values=self.values[:, :months])


@dataclass(frozen=True)
class Arrows:
    """Arrows between series.

    Rows of cause and effect, declared lag in months (`UNDECLARED` for none), sign (1.0 when the values move together,
    else -1.0), and the first column whose reading of the effect counts.

    `group` numbers the hypotheses from 0: arrows of one group are the same arrow in several units, and share the
    lag and the sign.
    """

    cause: Whole
    effect: Whole
    lag: Whole
    sign: Vector
    first: Whole
    group: Whole

    @classmethod
    def each_alone(cls, cause: Whole, effect: Whole, lag: Whole, sign: Vector) -> Arrows:
        """Return arrows every one of which is a hypothesis of its own, and all of whose readings count."""
        return cls(cause, effect, lag, sign, np.zeros_like(cause), np.arange(len(cause)))

    def turned_round(self) -> Arrows:
        """Return the arrows from effect to cause: the placebo that tells which way it runs.

        A same-month arrow is turned round at one month, because what moves together has no direction.
        """
        lag = np.where(self.lag == UNDECLARED, UNDECLARED, np.maximum(self.lag, 1))
        return replace(self, cause=self.effect, effect=self.cause, lag=lag)


class Trial(NamedTuple):
    """What came of it for each hypothesis.

    `odds` as in Odds; `lag` the months that fit best, `strength` the partial correlation there (positive: as
    declared), `slope` the change of the effect in its spread for one spread of the cause, `rows` the readings of the
    effect that count, `units` how many units have any, `free` the degrees of freedom at the declared lag; `event` the
    shared level shift that was taken out of both, by row of Steps, else -1.
    """

    odds: Odds
    lag: Whole
    strength: Vector
    slope: Vector
    rows: Whole
    units: Whole
    free: Vector
    event: Whole


def try_arrows(series: Series, arrows: Arrows, prior: Prior = USUAL, news: News | None = None) -> Trial:
    """Hold arrows against series. `news` spares the cleaning when it was done before."""
    news = series.news if news is None else news
    values, every, spent, pairs, event = _without_shared_steps(series, news, arrows)
    weights = lag_weights(arrows.lag)
    each = associate(values, every, spent, pairs, _reachable(weights, arrows, values.shape[1]))
    groups = int(arrows.group.max(initial=-1)) + 1
    head = np.zeros(groups, dtype=np.int64)
    head[arrows.group[::-1]] = np.arange(len(arrows.group))[::-1]  # the first arrow of each group
    alone = groups == len(arrows.group)
    whole = each if alone else pooled(each, values, pairs, arrows.group)
    order = head if alone else np.arange(groups)
    if alone:
        whole = Association(whole.z[order], whole.error[order], whole.rows[order], whole.slope[order])
    odds = weigh(whole, weights[head], arrows.sign[head], prior)
    lag, at = _best_lag(odds, arrows.lag[head])
    row = np.arange(groups)
    strength = np.tanh(odds.shrunk[row, at]) * arrows.sign[head]
    counted = each.rows.max(axis=1)
    rows, units = np.zeros(groups, dtype=np.int64), np.zeros(groups, dtype=np.int64)
    np.add.at(rows, arrows.group, counted)
    np.add.at(units, arrows.group, (np.isfinite(each.z).any(axis=1)).astype(np.int64))
    declared = np.clip(np.where(arrows.lag[head] == UNDECLARED, 1, arrows.lag[head]), 0, weights.shape[1] - 2)
    free = 1 / whole.error[row, declared] ** 2 + 1
    shrinking = np.divide(
        odds.shrunk[row, at], whole.z[row, at], out=np.zeros(groups), where=np.abs(np.nan_to_num(whole.z[row, at])) > 0
    )
    slope = whole.slope[row, at] * shrinking
    return Trial(odds, lag, strength, slope, rows, units, free, event[head])


def _reachable(weights: Matrix, arrows: Arrows, months: int) -> Mask:
    wanted: Mask = weights > 0
    return wanted & (arrows.first < months)[:, None]


def _without_shared_steps(series: Series, news: News, arrows: Arrows) -> tuple[Matrix, Whole, Vector, Pairs, Whole]:
    """Return series, cadences, spent degrees of freedom and pairs, with the shifts taken out that both ends share.

    Such a pair gets series of its own behind the others. Last: the shift of each pair, -1 for none.
    """
    every, spent = series.every, news.spent
    monthly = (every[arrows.cause] == 1) & (every[arrows.effect] == 1)
    steps = steps_in(news.values)
    event = np.where(monthly, shared_step(steps, arrows.cause, arrows.effect), -1)
    hit = np.flatnonzero(event >= 0)
    pairs = Pairs(arrows.cause, arrows.effect, arrows.lag, arrows.first)
    if not len(hit):
        return news.values, every, spent, pairs, event
    ends = [arrows.cause[hit], arrows.effect[hit]]
    parts = [without(news.values, steps, end, event[hit]) for end in ends]
    values = np.vstack([news.values, *parts])
    every = np.concatenate([every, *(every[end] for end in ends)])
    spent = np.concatenate([spent, *(spent[end] + 1 for end in ends)])
    cause, effect = pairs.cause.copy(), pairs.effect.copy()
    cause[hit] = len(news.values) + np.arange(len(hit))
    effect[hit] = len(news.values) + len(hit) + np.arange(len(hit))
    return values, every, spent, Pairs(cause, effect, pairs.lag, pairs.first), event


def _best_lag(odds: Odds, declared: Whole) -> tuple[Whole, Whole]:
    """Return the lag that fits best in months, and its column; the smeared one counts for the declared lag."""
    last = odds.lag_shares.shape[1] - 1
    shares = odds.lag_shares[:, :last].copy()
    row = np.arange(len(shares))
    known = declared != UNDECLARED
    shares[row[known], declared[known]] += odds.lag_shares[known, last]
    lag = shares.argmax(axis=1)
    sharp = odds.lag_shares[row, lag]
    smeared = known & (lag == declared) & (odds.lag_shares[:, last] > sharp)
    return lag, np.where(smeared, last, lag)
